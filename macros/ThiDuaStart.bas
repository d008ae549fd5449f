' Starts a command of the fixed list in Python, waits for it, tells its outcome.
'
' What may run where is decided by ThiDuaOffer; the interpreter comes from the user's own configuration
' (ThiDuaSystem). On macOS a command is started by ThiDuaMac and not waited for.
' Errors: RunCommand tells them to the user; IsOffered answers False.
Option Explicit
Option Private Module

Private Const PATIENCE As Long = 600    ' seconds

Private Const SHORT_PATIENCE As Long = 60

Private Busy As Boolean
Private Rehearsing As Boolean
Private Rehearsal As String

' Runs one command from the click to the message; a second click meanwhile does nothing.
Public Sub RunCommand(ByVal command As String)
    Dim trouble As String
    If Rehearsing Then
        Rehearsal = command & " " & Offer(RowOf(command))
        Exit Sub
    End If
    If Busy Then Exit Sub
    Busy = True
    On Error GoTo Failed
    RefreshRibbon
    Perform command
Finish:
    On Error Resume Next
    If trouble <> "" Then Tell Replace(TextOf("unexpected"), "{detail}", trouble)
    ShowProgress ""
    Busy = False
    RefreshRibbon
    Exit Sub
Failed:
    trouble = Err.Number & " " & Err.Description
    Resume Finish
End Sub

' Whether the command makes sense for the workbook in front.
Public Function IsOffered(ByVal command As String) As Boolean
    On Error Resume Next
    IsOffered = False
    If Not Busy Then IsOffered = Fits(RowOf(command))
End Function

' From now on commands are only written down, or are started again.
Public Sub SetRehearsal(ByVal begins As Boolean)
    Rehearsing = begins
    Rehearsal = ""
End Sub

Public Function LastRehearsed() As String
    LastRehearsed = Rehearsal
End Function

' The add-in's own Python, started and waited for as a command is, which says its version to nobody.
Public Function TryPython() As String
    Dim config As String, process As Object
    config = ReadConfiguration()
    If Setting(config, "interpreter") = "" Then
        TryPython = "not_installed"
        Exit Function
    End If
    If OnMac() Then
        TryPython = "mac"
        Exit Function
    End If
    Set process = StartProcess(Interpreter(config) & "--version", Setting(config, "logs"))
    If process Is Nothing Then
        TryPython = "not_started"
    ElseIf HasEnded(process, SHORT_PATIENCE) Then
        TryPython = "ended " & process.ExitCode
    Else
        process.Terminate
        TryPython = "still_running"
    End If
End Function

Private Sub Perform(ByVal command As String)
    Dim row As Long, config As String, path As String
    row = RowOf(command)
    If Not Fits(row) Then
        Tell TextOf(Refusal(row))
        Exit Sub
    End If
    config = ReadConfiguration()
    If Setting(config, "interpreter") = "" Then
        Tell TextOf("not_installed")
        Exit Sub
    End If
    If Asks(row) <> "" Then
        path = AskedPath(row)
        If path = "" Then Exit Sub
    End If
    If OnMac() Then
        StartOnMac command, path, config
    Else
        StartAndWait command, path, config
    End If
End Sub

Private Function AskedPath(ByVal row As Long) As String
    Select Case Asks(row)
        Case "folder"
            AskedPath = PickFolder(Question(row))
        Case "file"
            AskedPath = PickFile(Question(row))
        Case "version"
            AskedPath = PickVersion(Question(row), ActiveFolder())
        Case "save"
            AskedPath = PickSaveName(Question(row), Suggestion(row))
    End Select
End Function

Public Sub Tell(ByVal message As String)
    ShowMessage message, TextOf("title")
End Sub

Private Sub StartAndWait(ByVal command As String, ByVal path As String, ByVal config As String)
    Dim logs As String, outcome As String, process As Object
    logs = Setting(config, "logs")
    outcome = logs & "\outcome.txt"
    RemoveFile outcome
    ShowProgress TextOf("running")
    Set process = StartProcess(CommandLine(command, path, config, outcome), logs)
    If process Is Nothing Then
        Tell TextOf("not_started")
        Exit Sub
    End If
    Do Until HasEnded(process, PATIENCE)
        If Not IsConfirmed(TextOf("still_running"), TextOf("title")) Then
            process.Terminate
            Tell TextOf("stopped")
            Exit Sub
        End If
    Loop
    TellOutcome process.ExitCode, outcome, logs
End Sub

Private Function CommandLine(ByVal command As String, ByVal path As String, ByVal config As String, _
                             ByVal outcome As String) As String
    Dim result As String
    result = Interpreter(config) & "excel " & command
    If path <> "" Then result = result & " --path " & Quoted(path)
    result = result & " --outcome " & Quoted(outcome)
    If ActiveName() <> "" Then result = result & " " & Quoted("--wb=" & ActiveName())
    result = result & " --from_xl=1 " & Quoted("--app=" & ExcelFolder())
    CommandLine = result & " " & Quoted("--hwnd=" & ExcelWindow())
End Function

' The program and what stands before its own arguments, with a blank at the end.
Private Function Interpreter(ByVal config As String) As String
    Interpreter = """" & Setting(config, "interpreter") & """ -E -P -X utf8 -m thidua_xl "
End Function

' One argument as a Windows program reads it back: backslashes count double only before a quote.
' A % stands outside the quotes, so that no %NAME% is left for the shell object to expand.
Private Function Quoted(ByVal value As String) As String
    Dim result As String, letter As String, position As Long, slashes As Long
    For position = 1 To Len(value)
        letter = Mid$(value, position, 1)
        If letter = """" Then result = result & String$(slashes, "\") & "\"
        If letter = "%" Then
            result = result & String$(slashes, "\") & """%"""
        Else
            result = result & letter
        End If
        If letter = "\" Then
            slashes = slashes + 1
        Else
            slashes = 0
        End If
    Next position
    Quoted = """" & result & String$(slashes, "\") & """"
End Function

' The first line says whether Python has told the user already.
Private Sub TellOutcome(ByVal exitCode As Long, ByVal path As String, ByVal logs As String)
    Dim outcome As String
    If exitCode >= 0 And exitCode <= 2 Then outcome = Replace(ReadUnicode(path), vbCrLf, vbLf)
    If Left$(outcome & vbLf, 6) = "shown" & vbLf Then Exit Sub
    If Left$(outcome, 5) = "tell" & vbLf And Len(outcome) > 5 Then
        Tell Mid$(outcome, 6)
    Else
        Tell Replace(TextOf("failed"), "{logs}", logs)
    End If
End Sub
