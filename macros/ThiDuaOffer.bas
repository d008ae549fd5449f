' Which commands there are, where each makes sense, and the texts of the add-in.
'
' Both come from the add-in's own sheets, Lenh and Loi, which are made from thidua_xl. Of another workbook
' only its name, its folder and the cell beside "schema" on its sheet _meta are read.
' Errors: of Excel, for the caller; an unknown command has row 0, an unknown text is empty.
Option Explicit
Option Private Module

Private Const LAST_META_ROW As Long = 20

Public Function RowOf(ByVal command As String) As Long
    Dim row As Long
    row = 2
    Do While ListCell(row, 1) <> ""
        If ListCell(row, 1) = command Then
            RowOf = row
            Exit Function
        End If
        row = row + 1
    Loop
End Function

Public Function Asks(ByVal row As Long) As String
    Asks = ListCell(row, 3)
End Function

Public Function Question(ByVal row As Long) As String
    Question = ListCell(row, 4)
End Function

Public Function Suggestion(ByVal row As Long) As String
    Suggestion = ListCell(row, 5)
End Function

Private Function ListCell(ByVal row As Long, ByVal column As Long) As String
    ListCell = ThisWorkbook.Worksheets("Lenh").Cells(row, column).Value
End Function

Public Function TextOf(ByVal key As String) As String
    Dim row As Long
    row = 2
    Do While ThisWorkbook.Worksheets("Loi").Cells(row, 1).Value <> ""
        If ThisWorkbook.Worksheets("Loi").Cells(row, 1).Value = key Then
            TextOf = ThisWorkbook.Worksheets("Loi").Cells(row, 2).Value
            Exit Function
        End If
        row = row + 1
    Loop
End Function

Public Function Fits(ByVal row As Long) As Boolean
    If row > 0 Then Fits = AllowsKind(row, ActiveKind())
End Function

Private Function AllowsKind(ByVal row As Long, ByVal kind As String) As Boolean
    AllowsKind = InStr(" " & ListCell(row, 2) & " ", " " & kind & " ") > 0
End Function

Private Function ActiveKind() As String
    ActiveKind = "none"
    If ActiveWorkbook Is Nothing Then Exit Function
    Select Case SchemaOf(ActiveWorkbook)
        Case "thidua-xl/cluster/1"
            ActiveKind = "cluster"
        Case "thidua-xl/scorecard/1", "thidua-xl/scorer/1"
            ActiveKind = "scorecard"
        Case "thidua-xl/office/1"
            ActiveKind = "office"
    End Select
End Function

Private Function SchemaOf(ByVal book As Workbook) As String
    Dim sheet As Worksheet, row As Long
    For Each sheet In book.Worksheets
        If sheet.Name = "_meta" Then
            For row = 1 To LAST_META_ROW
                If sheet.Cells(row, 1).Formula = "schema" Then SchemaOf = sheet.Cells(row, 2).Formula
            Next row
        End If
    Next sheet
End Function

' The key of the text that says why the command cannot run here.
Public Function Refusal(ByVal row As Long) As String
    If row = 0 Then
        Refusal = "unknown"
    ElseIf ActiveWorkbook Is Nothing Then
        Refusal = "no_workbook"
    ElseIf AllowsKind(row, "scorecard") Then
        Refusal = "needs_ours"
    ElseIf AllowsKind(row, "cluster") Then
        Refusal = "needs_cluster"
    Else
        Refusal = "needs_office"
    End If
End Function

' "offered", or why not: the key of the text that says so.
Public Function Offer(ByVal row As Long) As String
    Offer = "offered"
    If Not Fits(row) Then Offer = Refusal(row)
End Function

Public Function ActiveName() As String
    If Not ActiveWorkbook Is Nothing Then ActiveName = ActiveWorkbook.Name
End Function

Public Function ActiveFolder() As String
    If Not ActiveWorkbook Is Nothing Then ActiveFolder = ActiveWorkbook.Path
End Function
