"""The report of the self-test: what a person reads first, what is left out, what nobody may read."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from thidua_xl.addin.buttons import BUTTONS, COMMANDS, BookKind
from thidua_xl.excel.selftest import macros
from thidua_xl.excel.selftest.macros import MACRO_NAMES, offer
from thidua_xl.excel.selftest.report import DATA, TEXT, Line, Report, Verdict
from thidua_xl.excel.selftest.whole import in_order, whatever_comes

if TYPE_CHECKING:
    import xlwings as xw

HOME = Path("/srv/nha/Đặng Văn Ạ")
GOOD = Line("Tổng hợp", "total", Verdict.EQUAL, 1.26, "như nhau")
MANY = Line("Xếp hạng", "rank", Verdict.DIFFERS, 2.0, "như nhau", tuple(f"A{row}: khác" for row in range(20)))
LEFT_OUT = Line("Bộ nút", "ThiDua.xlam", Verdict.NOT_TRIED, None, "gói này không mang theo")


def report(*lines: Line) -> Report:
    """A report of these buttons."""
    return Report(
        "29/11/2026 15:00", HOME / "tu_kiem_tra", lines, [], [], {"Excel": "16.0"}, ("ghi chú",), HOME
    )


def test_the_result_stands_in_the_second_line() -> None:
    """Before anything else: whether all is well, and how much was tried."""
    good = report(GOOD, LEFT_OUT)
    assert good.text().splitlines()[1] == (
        "KẾT QUẢ: ĐẠT. 1 mục đã thử đều đúng. Chưa thử được 1 mục (lý do ghi ở từng mục)."
    )
    assert (good.code, report(GOOD, MANY).code) == (0, 1)
    assert report(GOOD, MANY).text().splitlines()[1] == "KẾT QUẢ: CÓ 1 CHỖ KHÁC trong 2 mục đã thử."


def test_a_line_tells_label_command_time_and_what_differs() -> None:
    """Twelve differences for people, all of them in the data."""
    made = report(GOOD, MANY)
    lines = made.text().splitlines()
    assert "  Đạt       Tổng hợp [total]   1,3 giây" in lines
    assert "  KHÁC      Xếp hạng [rank]    2,0 giây" in lines
    assert "            - A11: khác" in lines and "            - A12: khác" not in lines
    assert f"            - … và 8 chỗ nữa, xem {DATA}" in lines
    assert len(made.as_json()["buttons"][1]["differences"]) == 20


def test_what_most_lines_have_proven_is_said_once() -> None:
    """A line of its own is left for what is special."""
    text = report(GOOD, GOOD, GOOD, LEFT_OUT).text()
    assert text.count("như nhau") == 1
    assert "“Đạt” không ghi gì thêm: như nhau." in text
    assert text.count("gói này không mang theo") == 1


@pytest.mark.parametrize(
    "path",
    [f"{HOME}/x.xlsx", r"C:\Users\DANGVA~1\AppData\Local\Temp\x.xlsx", r"'C:\\Users\\dangvana\\x.xlsx'",
     "/Users/dangvana/Library/x.xlsx", "/home/dangvana/x.xlsx"],
)  # fmt: skip
def test_no_home_folder_is_named(path: str, tmp_path: Path) -> None:
    """Neither in the text nor in the data, wherever it came from."""
    line = Line("Tổng hợp", "total", Verdict.FAILED, None, f"OSError: {path}", (path,))
    made = Report("", tmp_path, [line], [], [], {"Python": path}, (path,), HOME)
    made.save()
    for saved in (
        made.text(),
        (tmp_path / TEXT).read_text("utf-8-sig"),
        (tmp_path / DATA).read_text("utf-8"),
    ):
        assert "~" in saved
        assert not any(name in saved for name in ("dangvana", "DANGVA", "Đặng Văn Ạ"))
    assert json.loads((tmp_path / DATA).read_text("utf-8"))["wrong"] == 1


def test_every_button_has_a_line_also_after_something_unforeseen() -> None:
    """What broke is the last line; buttons that nobody came to are told of as not tried."""

    def breaks() -> Iterator[Line]:
        yield GOOD
        raise ZeroDivisionError("hỏng")

    lines = in_order(whatever_comes(Path("/nowhere"), "Các nút", breaks()))
    assert [line.name for line in lines] == [*COMMANDS, ""]
    assert [line.verdict for line in lines].count(Verdict.NOT_TRIED) == len(BUTTONS) - 1
    assert (lines[-1].verdict, "ZeroDivisionError" in lines[-1].proven) == (Verdict.FAILED, True)


def test_an_add_in_that_knows_no_rehearsal_leaves_its_macros_untried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older one, or one whose macros Excel blocks: three lines are wrong, no macro is called at all."""
    called: list[str] = []

    class Blocked:
        def macro(self, name: str) -> Callable[..., None]:
            called.append(name)
            raise OSError("cannot run the macro")

    monkeypatch.setattr(macros, "_PATIENCE", 0)
    lines = list(macros.rehearsed(cast("xw.Book", Blocked()), tmp_path, lambda _: None))
    assert (
        [line.name for line in lines if line.is_wrong]
        == called
        == ["IsRibbonLoaded", "TriedPython", "Rehearse"]
    )
    left_out = [line.name for line in lines if line.verdict is Verdict.NOT_TRIED]
    assert left_out == list(MACRO_NAMES.values())


def test_every_command_has_a_macro_and_an_answer() -> None:
    """Offered where it fits, else the text that says which workbook it needs."""
    assert list(MACRO_NAMES) == list(COMMANDS)
    assert offer(COMMANDS["check"], BookKind.OFFICE) == "needs_ours"
    assert offer(COMMANDS["rank"], BookKind.SCORECARD) == "needs_cluster"
    assert offer(COMMANDS["nominees"], BookKind.CLUSTER) == "needs_office"
    assert offer(COMMANDS["guide"], BookKind.CLUSTER) == "offered"
