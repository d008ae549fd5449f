"""From nothing to a sealed book, told once for every door: the window, the ribbon, the command line.

Three communes send their forms. One of them holds a mistake, is given back and comes again; the conference agrees
on a score that makes a tie at the top, and a vote decides it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

import openpyxl
from openpyxl.workbook import Workbook

from tests.journeys.journey import (
    AGREED,
    BOOK,
    LEDGER,
    SAVED,
    VOTES,
    Sheet,
    form_sheet,
    run,
    saved_bytes,
    sign,
    stored,
)
from tests.journeys.office_tables import MERGED, REAL, table_file

UNITS = {"AHO": "Xã An Hòa", "BHA": "Xã Bình Hải", "CMY": "Xã Châu Mỹ"}
SETTINGS = {"Năm": 2025, "Mã cụm": "C01", "Tên cụm": "Cụm số 1", "Trưởng cụm": "AHO", "Địa danh": "An Hòa"}
WRONG = "CMY"
"""Whose form is given back."""
TIED = ("AHO", "BHA")
"""Equal at the top once the conference has agreed."""
BALLOTS = {"Được bỏ phiếu": 8, "Có mặt": 8, "Phát ra": 8, "Thu vào": 8, "Hợp lệ": 8, "Không hợp lệ": 0}
VOTED = {"AHO": 3, "BHA": 5}

Cells = Mapping[str, Mapping[str, object]]
"""Sheet → cell → what a person types there."""


class Door(Protocol):
    """One way to the program."""

    def press(self, command: str, chosen: Path | None) -> int:
        """A button, with the file or folder that it asks for: 0 done, 1 somebody is needed."""

    def type(self, book: Path, cells: Cells) -> None:
        """What a person types into the book."""


class Step(NamedTuple):
    """One thing done in the year."""

    command: str
    """The button; empty where a person types into the book, or units do their part."""
    place: str = ""
    """The file or folder that the button asks for, in the folder of the story."""
    code: int = 0
    """How the button ends."""
    typed: Callable[[Path], Cells] | None = None
    """What is typed into the book."""
    outside: Callable[[Path], None] | None = None
    """What happens outside the book, in the folder of the story."""


# --- what people do --------------------------------------------------------------------------------


def _tables(folder: Path) -> None:
    """The office's own table of criteria and its own list of units, beside the folder."""
    table_file(folder.parent, REAL, MERGED)
    table_file(folder.parent, [("Mã", "Tên đơn vị"), *UNITS.items()], name="don_vi.xlsx")


def _settings(book: Path) -> Cells:
    sheet = Sheet(_opened(book)["Cụm"], "Mục")
    return {"Cụm": {sheet.address(sheet.row(name), "Giá trị"): value for name, value in SETTINGS.items()}}


def _answered(folder: Path) -> None:
    """The most everywhere, but less and less for the first criterion; the last unit puts a score too high."""
    (folder / "hop_thu").mkdir()
    for place, unit in enumerate(UNITS):
        (form,) = (folder / "phieu").glob(f"Phieu_{unit}_*.xlsx")
        workbook = openpyxl.load_workbook(form)
        sign(workbook)
        sheet = form_sheet(workbook)
        for number, row in enumerate(_scored(sheet)):
            most = sheet.at(row, "Điểm tối đa")
            sheet.put(row, "Điểm tự chấm", most - (0 if number else place))
            sheet.put(row, "Minh chứng", f"Báo cáo số {place + 1}")
        if unit == WRONG:
            sheet.put(_scored(sheet)[1], "Điểm tự chấm", 999)
        (folder / "hop_thu" / form.name).write_bytes(saved_bytes(workbook))


def _corrected(folder: Path) -> None:
    """The unit mends the very copy that it was given back, and sends that."""
    (copy,) = (folder / "tra").glob(f"*_{WRONG}_*.xlsx")
    workbook = openpyxl.load_workbook(copy)
    sheet = form_sheet(workbook)
    row = _scored(sheet)[1]
    sheet.put(row, "Điểm tự chấm", sheet.at(row, "Điểm tối đa"))
    (folder / "hop_thu_2").mkdir()
    (folder / "hop_thu_2" / copy.name).write_bytes(saved_bytes(workbook, SAVED + timedelta(days=2)))


def _scored(sheet: Sheet) -> list[int]:
    """The rows in which the unit gives itself a score."""
    column = sheet.columns["Điểm tự chấm"]
    return [
        row for row in sheet.rows()
        if isinstance(sheet.at(row, "Điểm tối đa"), int | float)
        and not sheet.sheet.cell(row, column).protection.locked
    ]  # fmt: skip


def _agreed(book: Path) -> Cells:
    """The head's own first score comes down to that of the second unit."""
    sheet = Sheet(_opened(book)[LEDGER], "Mã đơn vị", "Mã tiêu chí")
    head, second = TIED
    criterion = next(
        str(sheet.at(row, "Mã tiêu chí")) for row in sheet.rows()
        if sheet.at(row, "Mã đơn vị") == head and sheet.at(row, "Điểm tự chấm") is not None
    )  # fmt: skip
    score = sheet.at(sheet.row(second, criterion), "Điểm tự chấm")
    typed = {"score": score, "reason": "Hội nghị thống nhất"}
    row = sheet.row(head, criterion)
    return {LEDGER: {sheet.address(row, AGREED[name]): value for name, value in typed.items()}}


def _votes(book: Path) -> Cells:
    """The votes for the two that the program has filled in."""
    sheet = Sheet(_opened(book)[VOTES], "Mã đơn vị", "Số phiếu")
    rows = {str(sheet.at(row, "Mã đơn vị")): row for row in sheet.rows()}
    typed: dict[str, object] = {
        sheet.address(rows[unit], "Số phiếu"): number for unit, number in VOTED.items()
    }
    first = min(rows.values())
    return {VOTES: typed | {sheet.address(first, header): number for header, number in BALLOTS.items()}}


def _opened(book: Path) -> Workbook:
    """The book as it lies on the disk, to be looked at only."""
    return stored(book.read_bytes())


# --- the year ---------------------------------------------------------------------------------------

YEAR = (
    Step("", outside=_tables),
    Step("new", BOOK),
    Step("import-criteria", "../bang.xlsx"),
    Step("import-units", "../don_vi.xlsx"),
    Step("", typed=_settings),
    Step("issue", "phieu"),
    Step("", outside=_answered),
    Step("collect", "hop_thu", 1),
    Step("give-back", "tra", 1),
    Step("", outside=_corrected),
    Step("collect", "hop_thu_2"),
    Step("", typed=_agreed),
    Step("vote", code=1),
    Step("", typed=_votes),
    Step("rank"),
    Step("documents", "van_ban"),
    Step("submit"),
    Step("submit"),
    Step("close"),
    Step("verify"),
)


def live_through(folder: Path, door: Door) -> Iterator[tuple[Step, Path]]:
    """The year in a folder, each step through the door; after each: what was done, and the book."""
    folder.mkdir()
    book = folder / BOOK
    for step in YEAR:
        if step.outside:
            step.outside(folder)
        elif step.typed:
            door.type(book, step.typed(book))
        else:
            code = door.press(step.command, folder / step.place if step.place else None)
            assert code == step.code, step
        yield step, book


# --- the command line -------------------------------------------------------------------------------


def type_into_file(book: Path, cells: Cells) -> None:
    """With openpyxl, as somebody's other program does it."""
    workbook = openpyxl.load_workbook(book)
    for sheet, typed in cells.items():
        for cell, value in typed.items():
            workbook[sheet][cell].value = value
    book.write_bytes(saved_bytes(workbook))


@dataclass
class CommandLine:
    """The door that the others are measured by."""

    book: Path
    said: dict[str, list[str]]
    """Button → what its command answered, each time."""
    _kinds: Iterator[str]

    @classmethod
    def at(cls, book: Path) -> "CommandLine":
        """For a book that is not there yet."""
        return cls(book, {}, iter(("before", "after")))

    def press(self, command: str, chosen: Path | None) -> int:
        """The command of that button."""
        done = run(*self._line(command, chosen))
        told = "\n".join(filter(None, (done.out.strip(), done.err.strip())))
        self.said.setdefault(command, []).append(told)
        return done.code

    def type(self, book: Path, cells: Cells) -> None:
        """Into the file."""
        type_into_file(book, cells)

    def _line(self, command: str, chosen: Path | None) -> list[object]:
        lines: Mapping[str, Callable[[], list[object]]] = {
            "new": lambda: ["new", "cluster", chosen],
            "issue": lambda: ["issue", self.book, "--out", chosen],
            "give-back": lambda: ["give-back", self.book, "--out", chosen],
            "documents": lambda: ["documents", self.book, "--out", chosen],
            "vote": lambda: ["rank", self.book],
            "submit": lambda: ["submit", self.book, "--kind", next(self._kinds)],
        }
        plain: list[object] = [command, self.book, *([chosen] if chosen else [])]
        return lines[command]() if command in lines else plain


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below, by its path from there."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
