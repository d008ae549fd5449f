"""Basic for the add-in in LibreOffice: a double of the one module that touches Windows, and what presses buttons."""

import re
from pathlib import Path

_DOUBLE = """Option Explicit

Private Const FOLDER As String = "{folder}"

Public Told As String
Public Chosen As String

Public Function OnMac() As Boolean
    OnMac = False
End Function

Public Function ExcelFolder() As String
    ExcelFolder = "C:\\Program Files\\Microsoft Office"
End Function

Public Function ExcelWindow() As String
    ExcelWindow = "4711"
End Function

Public Sub ShowProgress(ByVal message As String)
End Sub

Public Function PickFolder(ByVal question As String) As String
    PickFolder = Chosen
End Function

Public Function PickFile(ByVal question As String) As String
    PickFile = Chosen
End Function

Public Function PickVersion(ByVal question As String, ByVal folder As String) As String
    PickVersion = Chosen
End Function

Public Function PickSaveName(ByVal question As String, ByVal suggestion As String) As String
    PickSaveName = Chosen
End Function

Public Sub ShowMessage(ByVal message As String, ByVal title As String)
    Told = Told & title & ": " & message & Chr(10)
End Sub

Public Function IsConfirmed(ByVal question As String, ByVal title As String) As Boolean
    Told = Told & title & "? " & question & Chr(10)
    IsConfirmed = False
End Function

Public Function ReadConfiguration() As String
    ReadConfiguration = "interpreter=C:\\Python 3\\pythonw.exe" & Chr(13) & Chr(10) & "logs=" & FOLDER
End Function

{setting}

' UTF-16, two bytes a sign; LibreOffice's own readers do not know it.
Public Function ReadUnicode(ByVal path As String) As String
    Dim stream As Object, bytes(), position As Long
    If Not Files().exists(UrlOf(path)) Then Exit Function
    stream = Files().openFileRead(UrlOf(path))
    stream.readBytes(bytes, Files().getSize(UrlOf(path)))
    stream.closeInput()
    For position = 2 To UBound(bytes) - 1 Step 2
        ReadUnicode = ReadUnicode & ChrW((bytes(position) And 255) + 256 * (bytes(position + 1) And 255))
    Next position
End Function

Public Sub RemoveFile(ByVal path As String)
    If Files().exists(UrlOf(path)) Then Files().kill(UrlOf(path))
End Sub

Public Function StartProcess(ByVal commandLine As String, ByVal folder As String) As Object
    Dim stream As Object, text As Object
    text = CreateUnoService("com.sun.star.io.TextOutputStream")
    stream = Files().openFileWrite(UrlOf(FOLDER & "/line.txt"))
    text.setOutputStream(stream)
    text.setEncoding("UTF-8")
    text.writeString(commandLine)
    text.closeOutput()
    Shell "/bin/sh", 0, FOLDER & "/start.sh", False
    Set StartProcess = New StartedProcess
End Function

' Waiting lets the calls of the process in, as DoEvents does in Excel.
Public Function HasEnded(ByVal process As Object, ByVal seconds As Long) As Boolean
    Dim limit As Double
    limit = CDbl(Now) + seconds / 86400
    Do While Not Files().exists(UrlOf(FOLDER & "/exit.txt")) And CDbl(Now) < limit
        Wait 50
    Loop
    process.ExitCode = Val(FirstLine(FOLDER & "/exit.txt"))
    HasEnded = True
End Function

Public Function IsScriptStarted(ByVal script As String, ByVal parameters As String) As Boolean
    IsScriptStarted = False
End Function

Private Function Files() As Object
    Files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
End Function

' A path of Windows as LibreOffice here names it.
Private Function UrlOf(ByVal path As String) As String
    UrlOf = ConvertToUrl(Replace(path, "\\", "/"))
End Function

Private Function FirstLine(ByVal path As String) As String
    Dim text As Object
    text = CreateUnoService("com.sun.star.io.TextInputStream")
    text.setInputStream(Files().openFileRead(UrlOf(path)))
    FirstLine = text.readLine()
    text.closeInput()
End Function
"""
PROCESS = """Option Explicit
Public ExitCode As Long
Public Sub Terminate()
End Sub
"""
CONTROL = """Option Explicit
Public Tag As String
Public Id As String
"""
RIBBON = """Option Explicit
Public Sub Invalidate()
End Sub
"""
DRIVER = """Option Explicit
Public Function ShowRibbon() As String
    Dim ui As New ShownRibbon
    On Error GoTo Failed
    OnRibbonLoad ui
    ShowRibbon = ""
    Exit Function
Failed:
    ShowRibbon = Err.Description
End Function

Public Function Click(ByVal command As String) As String
    Dim control As New PressedButton
    On Error GoTo Failed
    control.Tag = command
    OnCommand control
    Click = ""
    Exit Function
Failed:
    Click = Err.Description
End Function

Public Function Offers(ByVal command As String) As String
    Dim control As New PressedButton, enabled As Variant
    On Error GoTo Failed
    control.Tag = command
    IsEnabled control, enabled
    Offers = CStr(enabled)
    Exit Function
Failed:
    Offers = Err.Description
End Function

Public Function Messages() As String
    Messages = Told
    Told = ""
End Function

Public Function Choose(ByVal path As String) As String
    Chosen = path
    Choose = path
End Function
"""
_PROCEDURE = re.compile(r"^Public (?:Sub|Function) \w+\(.*?\)(?: As \w+)?", re.MULTILINE | re.DOTALL)


def signatures(source: str) -> list[str]:
    """The public procedures of a module, as they are declared."""
    return sorted(_PROCEDURE.findall(source.replace("\r\n", "\n")))


def _body(source: str, name: str) -> str:
    """A public function of a module, whole."""
    found = re.search(
        rf"^Public Function {name}\(.*?^End Function", source.replace("\r\n", "\n"), re.M | re.S
    )
    assert found is not None, name
    return found[0]


def double_of(real: str, folder: Path) -> str:
    """The double of `ThiDuaSystem`: it keeps its files in a folder; what touches nothing is the real code."""
    return _DOUBLE.replace("{folder}", str(folder)).replace("{setting}", _body(real, "Setting"))
