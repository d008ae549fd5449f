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

Public Sub TaoSo()
    RunCommand "new"
End Sub

Public Sub SaoChepTuNamTruoc()
    RunCommand "new-from"
End Sub

Public Sub PhatHanhPhieu()
    RunCommand "issue"
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

Public Sub GhiLanGui()
    RunCommand "submit"
End Sub

Public Sub ChotSo()
    RunCommand "close"
End Sub

Public Sub MoLaiSo()
    RunCommand "reopen"
End Sub

Public Sub KiemChung()
    RunCommand "verify"
End Sub

Public Sub HuongDan()
    RunCommand "guide"
End Sub

Public Sub ChanDoan()
    RunCommand "doctor"
End Sub
