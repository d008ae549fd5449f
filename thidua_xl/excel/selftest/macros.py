"""The add-in in Excel: is its ribbon taken, does each macro reach its command, can a button start Python?"""

import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ...addin.buttons import BUTTONS, BookKind, Button
from ...addin.places import ADDIN
from ..xlwings_alone import xw
from .desk import broken, keep
from .report import Line, Verdict

MACRO_NAMES = {
    "new": "TaoSo",
    "new-from": "SaoChepTuNamTruoc",
    "import-criteria": "NhapTieuChi",
    "import-units": "NhapDonVi",
    "issue": "PhatHanhPhieu",
    "next": "ViecTiepTheo",
    "calendar": "LichCongViec",
    "issue-register": "PhatHanhDangKy",
    "issue-midyear": "PhatHanhSoKet",
    "remind": "NhacViec",
    "summary": "TomTat",
    "meeting": "HopTruBi",
    "check": "KiemTraPhieu",
    "collect": "NhanPhieu",
    "fetch-mail": "NhanTuHopThu",
    "give-back": "TraPhieu",
    "total": "TongHop",
    "rank": "XepHang",
    "vote": "BoPhieu",
    "explain": "GiaiThich",
    "documents": "XuatVanBan",
    "documents-selected": "XuatVanBanDangChon",
    "documents-start": "XuatVanBanDauNam",
    "documents-midyear": "XuatVanBanSoKet",
    "documents-conference": "XuatVanBanHoiNghi",
    "submit": "GhiLanGui",
    "close": "ChotSo",
    "reopen": "MoLaiSo",
    "undo": "VeBanTruoc",
    "verify": "KiemChung",
    "new-office": "TaoSoTongHop",
    "issue-books": "LapSoCum",
    "consolidate": "TongHopCacCum",
    "appraise": "ThamDinh",
    "nominees": "DanhSachDeNghi",
    "guide": "HuongDan",
    "doctor": "ChanDoan",
}
"""Command → what is typed into the box of Alt+F8."""
KINDS = {BookKind.CLUSTER: "sổ cụm", BookKind.OFFICE: "sổ tổng hợp", BookKind.SCORECARD: "phiếu"}
"""What is brought to the front, one after the other."""
Front = Callable[[BookKind], object]
OWN_NAME = "TuKiemTra_" + ADDIN
"""The copy that is opened: the user's own add-in may be open under its name."""
_PATIENCE = 5.0
"""Seconds in which Excel draws its window and with it the ribbon."""
_PYTHON = {
    "ended 0": (Verdict.EQUAL, "Excel khởi động Python của bộ nút và đợi được nó kết thúc, như khi bấm nút"),
    "not_installed": (Verdict.NOT_TRIED, "bộ nút chưa cài cho người dùng này; chạy thidua-xl addin install rồi thử"),
    "mac": (Verdict.NOT_TRIED, "trên macOS nút gọi Python qua AppleScript và không đợi; bấm nút Chẩn đoán để thử"),
    "not_started": (Verdict.FAILED, "Excel không khởi động được Python; chạy: thidua-xl addin doctor"),
    "still_running": (Verdict.FAILED, "Python không kết thúc trong một phút; chạy: thidua-xl addin doctor"),
}  # fmt: skip


def macros(app: xw.App, addin: Path | None, folder: Path, front: Front) -> Iterator[Line]:
    """Every macro of the add-in, rehearsed: it says which command it stands for and starts nothing.

    Args:
        app: Excel.
        addin: the add-in that came with the package; None: it brought none.
        folder: gets the copy of the add-in that is opened.
        front: brings a workbook of a kind to the front.
    """
    if addin is None:
        yield Line("Bộ nút", ADDIN, Verdict.NOT_TRIED, None, f"gói này không mang theo {ADDIN}")
        return
    copy = folder / OWN_NAME
    shutil.copy(addin, copy)
    try:
        opened = app.books.open(str(copy))
    except Exception as problem:
        keep(folder, OWN_NAME)
        yield Line("Bộ nút", ADDIN, Verdict.FAILED, None, f"Excel không mở được: {broken(problem)}")
        return
    try:
        yield from rehearsed(opened, folder, front)
    finally:
        opened.close()


def rehearsed(addin: xw.Book, folder: Path, front: Front) -> Iterator[Line]:
    """The lines of an add-in that is open."""

    def call(name: str, *given: object) -> Any:
        return addin.macro(name)(*given)

    yield _line("Thẻ Thi đua", "IsRibbonLoaded", folder, lambda: _ribbon(call))
    yield _line("Nút khởi động Python", "TriedPython", folder, lambda: _python(call))
    begun = _line("Diễn tập", "Rehearse", folder, lambda: _called(call, "Rehearse", True))
    if begun.is_wrong:
        yield begun
        for button in BUTTONS:
            yield _left_out(button, "bộ nút này không diễn tập được (bản cũ, hoặc Excel chặn macro)")
        return
    tried = _Rehearsal(call, folder)
    try:
        for kind, named in KINDS.items():
            shown = _line(f"Mở {named} để thử macro", kind.value, folder, partial(_shown, front, kind))
            if shown.is_wrong:
                yield shown
            else:
                tried.with_in_front(kind)
    finally:
        _line("Diễn tập", "Rehearse", folder, lambda: _called(call, "Rehearse", False))
    yield from map(tried.line, BUTTONS)


class _Rehearsal:
    """What the macros said, workbook by workbook."""

    def __init__(self, call: Callable[..., Any], folder: Path) -> None:
        self._call, self._folder = call, folder
        self._kinds: list[str] = []
        self._wrong: dict[str, list[str]] = {button.command: [] for button in BUTTONS}
        self._took: dict[str, float] = {}

    def with_in_front(self, kind: BookKind) -> None:
        """Every macro with such a workbook in front."""
        self._kinds.append(KINDS[kind])
        for button in BUTTONS:
            begin = time.perf_counter()
            self._wrong[button.command] += _rehearse(self._call, button, kind, self._folder)
            self._took[button.command] = time.perf_counter() - begin

    def line(self, button: Button) -> Line:
        """Of one macro."""
        name, wrong = MACRO_NAMES[button.command], tuple(self._wrong[button.command])
        if not self._kinds:
            return _left_out(button, "không mở được sổ nào để thử")
        proven = f"gọi được; nhận đúng lệnh; sáng, mờ đúng với {', '.join(self._kinds)}"
        verdict = Verdict.DIFFERS if wrong else Verdict.EQUAL
        return Line(button.label, name, verdict, self._took[button.command], proven, wrong)


def _left_out(button: Button, why: str) -> Line:
    return Line(button.label, MACRO_NAMES[button.command], Verdict.NOT_TRIED, None, why)


def offer(button: Button, kind: BookKind) -> str:
    """What the add-in must say of a button with such a workbook in front."""
    if kind in button.kinds:
        return "offered"
    for needed, key in ((BookKind.SCORECARD, "needs_ours"), (BookKind.CLUSTER, "needs_cluster")):
        if needed in button.kinds:
            return key
    return "needs_office"


def _rehearse(call: Callable[..., Any], button: Button, kind: BookKind, folder: Path) -> list[str]:
    name = MACRO_NAMES[button.command]
    try:
        call(name)
        said = str(call("Rehearsed"))
    except Exception as problem:
        keep(folder, name)
        return [f"không gọi được: {broken(problem)}"]
    wanted = f"{button.command} {offer(button, kind)}"
    return [] if said == wanted else [f"với {KINDS[kind]}: phải là “{wanted}”, macro trả lời “{said}”"]


def _line(what: str, name: str, folder: Path, look: Callable[[], tuple[Verdict, str]]) -> Line:
    begin = time.perf_counter()
    try:
        verdict, proven = look()
    except Exception as problem:
        keep(folder, name)
        verdict, proven = Verdict.FAILED, f"không gọi được: {broken(problem)}"
    return Line(what, name, verdict, time.perf_counter() - begin, proven)


def _shown(front: Front, kind: BookKind) -> tuple[Verdict, str]:
    front(kind)
    return Verdict.EQUAL, ""


def _called(call: Callable[..., Any], name: str, *given: object) -> tuple[Verdict, str]:
    call(name, *given)
    return Verdict.EQUAL, ""


def _ribbon(call: Callable[..., Any]) -> tuple[Verdict, str]:
    until = time.monotonic() + _PATIENCE
    while True:
        if call("IsRibbonLoaded"):
            return Verdict.EQUAL, "Excel đã nhận thẻ Thi đua (đã gọi OnRibbonLoad)"
        if time.monotonic() > until:
            break
        time.sleep(0.2)
    return Verdict.FAILED, "Excel mở bộ nút mà không nhận thẻ (chưa gọi OnRibbonLoad)"


def _python(call: Callable[..., Any]) -> tuple[Verdict, str]:
    said = str(call("TriedPython"))
    return _PYTHON.get(said, (Verdict.FAILED, f"Python kết thúc với mã khác 0 ({said})"))
