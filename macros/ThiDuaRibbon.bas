' What the ribbon (customUI14.xml) and the macro list (Alt+F8) call.
'
' Every button carries its command as its tag; ThiDuaStart decides whether and how it runs.
' Errors: none leaves this module, because RunCommand tells the user and IsOffered answers False.
Option Explicit

Private Ribbon As IRibbonUI

Public Sub OnRibbonLoad(ui As IRibbonUI)
    Set Ribbon = ui
End Sub

Public Sub IsEnabled(control As IRibbonControl, ByRef enabled As Variant)
    enabled = IsOffered(control.Tag)
End Sub

Public Sub OnCommand(control As IRibbonControl)
    RunCommand control.Tag
End Sub

' Lets the ribbon ask again which buttons are enabled.
Public Sub RefreshRibbon()
    If Not Ribbon Is Nothing Then Ribbon.Invalidate
End Sub

' --- what "thidua-xl addin selftest" calls ---

' Between True and False a macro starts nothing: it leaves behind what it would have done.
Public Sub Rehearse(ByVal begins As Boolean)
    SetRehearsal begins
End Sub

' The command of the last macro, a blank, and "offered" or the key of the text that would have been shown.
Public Function Rehearsed() As String
    Rehearsed = LastRehearsed()
End Function

' Excel has taken the ribbon's XML where it has called OnRibbonLoad.
Public Function IsRibbonLoaded() As Boolean
    IsRibbonLoaded = Not Ribbon Is Nothing
End Function

' Starts Python as a button does, only to say its version; how that ended, in a word.
Public Function TriedPython() As String
    TriedPython = TryPython()
End Function

' --- the macro list ---

Public Sub TaoSo()
    RunCommand "new"
End Sub

Public Sub SaoChepTuNamTruoc()
    RunCommand "new-from"
End Sub

Public Sub NhapTieuChi()
    RunCommand "import-criteria"
End Sub

Public Sub NhapDonVi()
    RunCommand "import-units"
End Sub

Public Sub PhatHanhPhieu()
    RunCommand "issue"
End Sub

Public Sub ViecTiepTheo()
    RunCommand "next"
End Sub

Public Sub LichCongViec()
    RunCommand "calendar"
End Sub

Public Sub PhatHanhDangKy()
    RunCommand "issue-register"
End Sub

Public Sub PhatHanhSoKet()
    RunCommand "issue-midyear"
End Sub

Public Sub NhacViec()
    RunCommand "remind"
End Sub

Public Sub TomTat()
    RunCommand "summary"
End Sub

Public Sub HopTruBi()
    RunCommand "meeting"
End Sub

Public Sub KiemTraPhieu()
    RunCommand "check"
End Sub

Public Sub NhanPhieu()
    RunCommand "collect"
End Sub

Public Sub NhanTuHopThu()
    RunCommand "fetch-mail"
End Sub

Public Sub TraPhieu()
    RunCommand "give-back"
End Sub

Public Sub TongHop()
    RunCommand "total"
End Sub

Public Sub XepHang()
    RunCommand "rank"
End Sub

Public Sub BoPhieu()
    RunCommand "vote"
End Sub

Public Sub GiaiThich()
    RunCommand "explain"
End Sub

Public Sub XuatVanBan()
    RunCommand "documents"
End Sub

Public Sub XuatVanBanDangChon()
    RunCommand "documents-selected"
End Sub

Public Sub XuatVanBanDauNam()
    RunCommand "documents-start"
End Sub

Public Sub XuatVanBanSoKet()
    RunCommand "documents-midyear"
End Sub

Public Sub XuatVanBanHoiNghi()
    RunCommand "documents-conference"
End Sub

Public Sub GhiLanGui()
    RunCommand "submit"
End Sub

Public Sub ChotSo()
    RunCommand "close"
End Sub

Public Sub MoLaiSo()
    RunCommand "reopen"
End Sub

Public Sub VeBanTruoc()
    RunCommand "undo"
End Sub

Public Sub KiemChung()
    RunCommand "verify"
End Sub

Public Sub TaoSoTongHop()
    RunCommand "new-office"
End Sub

Public Sub LapSoCum()
    RunCommand "issue-books"
End Sub

Public Sub TongHopCacCum()
    RunCommand "consolidate"
End Sub

Public Sub ThamDinh()
    RunCommand "appraise"
End Sub

Public Sub DanhSachDeNghi()
    RunCommand "nominees"
End Sub

Public Sub HuongDan()
    RunCommand "guide"
End Sub

Public Sub ChanDoan()
    RunCommand "doctor"
End Sub
