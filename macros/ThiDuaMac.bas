' Starts a command on macOS, through the AppleScript that "xlwings runpython install" puts in place.
'
' That script hands its parameters to a shell, so a name that could end its quotes is refused and a path
' goes as digits. It does not wait: there Python itself tells the outcome.
' Errors: of the file system, for the caller; the user is told when nothing was started.
Option Explicit
Option Private Module

Private Const HIGH_HALF As Long = 55296     ' first of the two halves that VBA makes of a sign beyond &HFFFF
Private Const LOW_HALF As Long = 56320

Public Sub StartOnMac(ByVal command As String, ByVal path As String, ByVal config As String)
    Dim interpreter As String, logs As String, python As String, script As String
    interpreter = Setting(config, "interpreter")
    logs = Setting(config, "logs")
    If Not (IsPlain(ActiveName()) And IsPlain(interpreter) And IsPlain(logs) And IsPlain(ExcelFolder())) Then
        Tell TextOf("unsafe_name")
        Exit Sub
    End If
    python = "from thidua_xl.excel import door; door.start('" & command & "', '" & HexOf(path) & "', '" & _
             HexOf(logs & "/outcome.txt") & "')"
    script = "xlwings-" & Setting(config, "xlwings") & ".applescript"
    If Not IsScriptStarted(script, ";|'" & interpreter & "'|" & python & "|" & ActiveName() & "|" & _
                           ExcelFolder() & "|" & logs & "/excel.log") Then Tell TextOf("not_started")
End Sub

' Whether a text between the quotes of a shell command stays a text.
Private Function IsPlain(ByVal value As String) As Boolean
    Dim position As Long
    IsPlain = True
    For position = 1 To Len(value)
        If InStr("""$`\|'" & vbCr & vbLf, Mid$(value, position, 1)) > 0 Then IsPlain = False
    Next position
End Function

' The bytes of a text in UTF-8, two digits each: nothing in a path can be taken for code.
Private Function HexOf(ByVal value As String) As String
    Dim result As String, position As Long, code As Long
    For position = 1 To Len(value)
        code = CodeAt(value, position)
        If code >= HIGH_HALF And code < LOW_HALF And position < Len(value) Then
            position = position + 1
            code = 65536 + (code - HIGH_HALF) * 1024 + CodeAt(value, position) - LOW_HALF
        End If
        Select Case code
            Case Is < 128
                result = result & HexByte(code)
            Case Is < 2048
                result = result & HexByte(192 + code \ 64) & HexTail(code, 1)
            Case Is < 65536
                result = result & HexByte(224 + code \ 4096) & HexTail(code, 64) & HexTail(code, 1)
            Case Else
                result = result & HexByte(240 + code \ 262144) & HexTail(code, 4096) & HexTail(code, 64) & _
                         HexTail(code, 1)
        End Select
    Next position
    HexOf = result
End Function

' AscW gives the upper half of the signs as negative numbers.
Private Function CodeAt(ByVal value As String, ByVal position As Long) As Long
    Dim code As Long
    code = AscW(Mid$(value, position, 1))
    If code < 0 Then code = code + 65536
    CodeAt = code
End Function

Private Function HexTail(ByVal code As Long, ByVal unit As Long) As String
    HexTail = HexByte(128 + (code \ unit) Mod 64)
End Function

Private Function HexByte(ByVal value As Long) As String
    HexByte = Right$("0" & Hex$(value), 2)
End Function
