"""From nothing to a sealed book by the window alone, equal to the command line byte by byte."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from tests.journeys import journey
from tests.journeys.journey import Sheet, form_sheet, run, saved_bytes, sign
from tests.journeys.office_tables import MERGED, REAL, table_file
from tests.window.display import Clerk, click
from thidua_xl.window.work import State
from thidua_xl.wording import window as said

if TYPE_CHECKING:
    from thidua_xl.window.app import Window

UNITS = {"AHO": "Xã An Hòa", "BHA": "Xã Bình Hải", "CMY": "Xã Châu Mỹ"}
Do = Callable[[str, Path | None], None]
"""A button, and the file or folder that it asks for."""


def settings(book: Path) -> None:
    """What a clerk types on `Cụm`."""
    workbook = openpyxl.load_workbook(book)
    typed = {"Năm": 2025, "Mã cụm": "C01", "Tên cụm": "Cụm số 1", "Trưởng cụm": "AHO", "Địa danh": "An Hòa"}
    journey.set_up(workbook, typed)
    book.write_bytes(saved_bytes(workbook))


def units_file(folder: Path) -> Path:
    """The office's own list of units."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Mã", "Tên đơn vị"])
    for code, name in UNITS.items():
        sheet.append([code, name])
    path = folder / "don_vi.xlsx"
    path.write_bytes(saved_bytes(workbook))
    return path


def answer(forms: Path, inbox: Path) -> None:
    """Every unit fills its form: the most everywhere, but less and less for the first criterion."""
    inbox.mkdir()
    for place, unit in enumerate(UNITS):
        (form,) = forms.glob(f"Phieu_{unit}_*.xlsx")
        workbook = openpyxl.load_workbook(form)
        sign(workbook)
        sheet = form_sheet(workbook)
        for number, row in enumerate(_scored(sheet)):
            sheet.put(row, "Điểm tự chấm", sheet.at(row, "Điểm tối đa") - (place if number == 0 else 0))
            sheet.put(row, "Minh chứng", f"Báo cáo số {place + 1}")
        (inbox / form.name).write_bytes(saved_bytes(workbook))


def _scored(sheet: Sheet) -> list[int]:
    open_cells = [row for row in sheet.rows() if not _cell_is_locked(sheet, row)]
    return [row for row in open_cells if isinstance(sheet.at(row, "Điểm tối đa"), int | float)]


def _cell_is_locked(sheet: Sheet, row: int) -> bool:
    return bool(sheet.sheet.cell(row, sheet.columns["Điểm tự chấm"]).protection.locked)


def year(folder: Path, do: Do) -> Path:
    """The year's end, each step by `do`; what only a person does is typed between."""
    book = folder / journey.BOOK
    do("new", book)
    do("import-criteria", table_file(folder.parent, REAL, MERGED))
    do("import-units", units_file(folder.parent))
    settings(book)
    do("issue", folder / "phieu")
    answer(folder / "phieu", folder / "hop_thu")
    do("collect", folder / "hop_thu")
    do("rank", None)
    do("documents", folder / "van_ban")
    do("submit", None)
    do("submit", None)
    do("close", None)
    return book


def test_a_year_by_the_window_is_the_year_of_the_command_line(
    window: "Window", clerk: Clerk, tmp_path: Path
) -> None:
    """Every file of both: books, forms, papers, kept versions."""
    folder, aside = tmp_path / "cum", tmp_path / "bang_cua_so"
    folder.mkdir()

    def press(command: str, chosen: Path | None) -> None:
        clerk.paths = [chosen] if chosen else []
        clerk.picks = {"submit": [said.YES], "close": [said.YES], "new": ["Trống"]}.get(command, [])
        click(window, command)
        assert window.desk.result.state in (State.DONE, State.ATTENTION), (command, window.desk.result)

    book = year(folder, press)
    assert window.desk.book == book
    assert window.desk.seen.phase == "Đã chốt"
    folder.rename(aside)
    folder.mkdir()

    kinds = iter(("before", "after"))
    lines: dict[str, Callable[[Path | None], list[object]]] = {
        "new": lambda path: ["new", "cluster", path],
        "import-criteria": lambda path: ["import-criteria", book, path],
        "import-units": lambda path: ["import-units", book, path],
        "issue": lambda path: ["issue", book, "--out", path],
        "collect": lambda path: ["collect", book, path],
        "rank": lambda _: ["rank", book],
        "documents": lambda path: ["documents", book, "--out", path],
        "submit": lambda _: ["submit", book, "--kind", next(kinds)],
        "close": lambda _: ["close", book],
    }
    year(folder, lambda command, chosen: _ran(lines[command](chosen)))
    assert _whole(folder) == _whole(aside)
    shutil.rmtree(aside)


def _ran(words: list[object]) -> None:
    done = run(*words)
    assert done.code in (0, 1), done.err


def _whole(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
