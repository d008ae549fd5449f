' The one module that touches the operating system and Excel's own window: dialogues, files, processes.
'
' The configuration is the user's own file that "thidua-xl addin install" wrote; nothing else is asked.
' Errors: of the file system and of WScript.Shell, for the caller; StartProcess gives Nothing instead.
Option Explicit
Option Private Module

Private Const FILE_PICKER As Long = 3       ' msoFileDialogFilePicker
Private Const FOLDER_PICKER As Long = 4     ' msoFileDialogFolderPicker
Private Const FOR_READING As Long = 1
Private Const AS_UNICODE As Long = -1       ' TristateTrue
Private Const ANSWER_YES As Long = 6
Private Const RUNNING As Long = 0           ' WshRunning

Public Function OnMac() As Boolean
#If Mac Then
    OnMac = True
#End If
End Function

' --- Excel ---

Public Function ExcelFolder() As String
    ExcelFolder = Application.Path
End Function

Public Function ExcelWindow() As String
    ExcelWindow = Application.Hwnd
End Function

' Shows a text in the status bar; an empty text gives it back to Excel.
Public Sub ShowProgress(ByVal message As String)
    If message = "" Then
        Application.StatusBar = False
    Else
        Application.StatusBar = message
    End If
End Sub

' --- questions and messages ---

Public Function PickFolder(ByVal question As String) As String
    With Application.FileDialog(FOLDER_PICKER)
        .Title = question
        If .Show = -1 Then PickFolder = .SelectedItems(1)
    End With
End Function

Public Function PickFile(ByVal question As String) As String
    Dim chosen As Variant
    If OnMac() Then
        chosen = Application.GetOpenFilename()
    Else
        chosen = Application.GetOpenFilename("Excel, Word (*.xlsx;*.docx), *.xlsx;*.docx", 1, question)
    End If
    If VarType(chosen) = vbString Then PickFile = chosen
End Function

' A version of the workbook that lies in this folder, of those that are kept in "luu" beside it.
Public Function PickVersion(ByVal question As String, ByVal folder As String) As String
    If OnMac() Then
        PickVersion = PickFile(question)
        Exit Function
    End If
    With Application.FileDialog(FILE_PICKER)
        .Title = question
        .AllowMultiSelect = False
        If folder <> "" Then .InitialFileName = folder & "\luu\"
        If .Show = -1 Then PickVersion = .SelectedItems(1)
    End With
End Function

Public Function PickSaveName(ByVal question As String, ByVal suggestion As String) As String
    Dim chosen As Variant
    If OnMac() Then
        chosen = Application.GetSaveAsFilename(suggestion)
    Else
        chosen = Application.GetSaveAsFilename(suggestion, "Excel (*.xlsx), *.xlsx", 1, question)
    End If
    If VarType(chosen) = vbString Then PickSaveName = chosen
End Function

Public Sub ShowMessage(ByVal message As String, ByVal title As String)
    Answer message, title, vbInformation
End Sub

Public Function IsConfirmed(ByVal question As String, ByVal title As String) As Boolean
    IsConfirmed = (Answer(question, title, vbQuestion + vbYesNo) = ANSWER_YES)
End Function

' MsgBox is not Unicode on Windows; Popup is, and stays in front as a system modal window.
Private Function Answer(ByVal message As String, ByVal title As String, ByVal style As Long) As Long
    If OnMac() Then
        Answer = MsgBox(message, style, title)
    Else
        Answer = CreateObject("WScript.Shell").Popup(message, 0, title, style + vbSystemModal)
    End If
End Function

' --- files ---

' The text of addin.ini, or an empty text where the add-in was not installed for this user.
Public Function ReadConfiguration() As String
    If OnMac() Then
        ReadConfiguration = ReadUnicode(Environ("HOME") & "/thidua_xl/addin.ini")
    Else
        ReadConfiguration = ReadUnicode(CreateObject("WScript.Shell").SpecialFolders("AppData") & _
                                        "\thidua_xl\addin.ini")
    End If
End Function

Public Function Setting(ByVal config As String, ByVal key As String) As String
    Dim entry As Variant
    For Each entry In Split(config, vbCrLf)
        If Left$(entry, Len(key) + 1) = key & "=" Then Setting = Mid$(entry, Len(key) + 2)
    Next entry
End Function

' A UTF-16 file without its mark, or an empty text where there is none.
Public Function ReadUnicode(ByVal path As String) As String
    Dim content As String
    If OnMac() Then
        content = ReadBytes(path)
    Else
        content = ReadStream(path)
    End If
    If Left$(content, 1) = ChrW$(&HFEFF) Then content = Mid$(content, 2)
    ReadUnicode = content
End Function

Private Function ReadStream(ByVal path As String) As String
    Dim files As Object, stream As Object
    Set files = CreateObject("Scripting.FileSystemObject")
    If Not files.FileExists(path) Then Exit Function
    Set stream = files.OpenTextFile(path, FOR_READING, False, AS_UNICODE)
    If Not stream.AtEndOfStream Then ReadStream = stream.ReadAll
    stream.Close
End Function

Private Function ReadBytes(ByVal path As String) As String
    Dim handle As Integer, content() As Byte
    If Dir$(path) = "" Then Exit Function
    handle = FreeFile
    Open path For Binary Access Read As #handle
    If LOF(handle) > 0 Then
        ReDim content(0 To LOF(handle) - 1)
        Get #handle, , content
        ReadBytes = content
    End If
    Close #handle
End Function

Public Sub RemoveFile(ByVal path As String)
    Dim files As Object
    Set files = CreateObject("Scripting.FileSystemObject")
    If files.FileExists(path) Then files.DeleteFile path, True
End Sub

' --- processes ---

' The started process (Windows), or Nothing where the system refuses it; Excel keeps its own folder.
Public Function StartProcess(ByVal commandLine As String, ByVal folder As String) As Object
    Dim shell As Object, before As String
    Set shell = CreateObject("WScript.Shell")
    before = shell.CurrentDirectory
    shell.CurrentDirectory = folder
    On Error Resume Next
    Set StartProcess = shell.Exec(commandLine)
    shell.CurrentDirectory = before
End Function

' Waits up to so many seconds; Excel stays open to the calls of the process meanwhile.
Public Function HasEnded(ByVal process As Object, ByVal seconds As Long) As Boolean
    Dim limit As Date
    limit = DateAdd("s", seconds, Now)
    Application.EnableCancelKey = xlDisabled
    Do While process.Status = RUNNING And Now < limit
        DoEvents
    Loop
    Application.EnableCancelKey = xlInterrupt
    HasEnded = (process.Status <> RUNNING)
End Function

' Starts the handler of xlwings' AppleScript (macOS); False where the script is not in its place.
Public Function IsScriptStarted(ByVal script As String, ByVal parameters As String) As Boolean
#If Mac Then
    On Error Resume Next
    IsScriptStarted = (AppleScriptTask(script, "VbaHandler", parameters) <> "1")
#End If
End Function
