"""From nothing to a sealed book by the ribbon's buttons alone, equal to the command line cell by cell.

Nothing is normalised: clock and name are held, both years pass in the same folder. What LibreOffice has saved is
compared open, cell by cell; every other file byte by byte.
"""

from pathlib import Path

import pytest
import xlwings as xw

from tests.journeys.clock import held_clock
from tests.journeys.whole_year import Cells, CommandLine, files_in, live_through
from thidua_xl.addin.buttons import COMMANDS, BookKind
from thidua_xl.commands.screen import WIDTH
from thidua_xl.excel.person import Recorder
from thidua_xl.excel.run import Caller, run
from thidua_xl.excel.selftest.twins import differences
from thidua_xl.wording.next_step import BEGINS

pytestmark = pytest.mark.office

SAID_SHORTER = {"new", "collect", "vote", "rank", "documents"}
"""Buttons that say in a line what the command line shows as a table, or what to press."""
SAVED = "Đã ghi sổ"


class ByRibbon:
    """Buttons pressed on the workbook that is open; what a person types goes into its cells."""

    def __init__(self, app: xw.App) -> None:
        self._app = app
        self.said: dict[str, list[str]] = {}

    @property
    def book(self) -> xw.Book:
        """The only one that is open."""
        (book,) = self._app.books
        return book

    def press(self, command: str, chosen: Path | None) -> int:
        """A button that the ribbon offers for what is open; whoever is asked says yes."""
        book = self.book if len(self._app.books) else None
        button = COMMANDS[command]
        assert (BookKind.CLUSTER if book else BookKind.NONE) in button.kinds
        assert bool(button.asks) == bool(chosen)
        person = Recorder()
        outcome = run(command, chosen, caller=Caller(self._app, book), person=person)
        assert person.told == [outcome.text]
        self.said.setdefault(command, []).append(outcome.text)
        return outcome.code

    def type(self, book: Path, cells: Cells) -> None:
        """Into the open cells."""
        assert Path(self.book.fullname) == book
        for sheet, typed in cells.items():
            for cell, value in typed.items():
                self.book.sheets[sheet][cell].value = value


def test_a_year_by_the_ribbon_is_the_year_of_the_command_line(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sheet and cell, values and formulas; every file beside the book; the same sentences."""
    folder, aside = tmp_path / "cum", tmp_path / "bang_the"
    monkeypatch.setenv(WIDTH, "1000")  # no sentence is broken
    door = ByRibbon(excel)
    with held_clock():
        *_, (_, book) = live_through(folder, door)
        folder.rename(aside)
        line = CommandLine.at(book)
        for _ in live_through(folder, line):
            pass
    assert list(differences(door.book, book, uncomputed=False)) == []
    formulas = _formulas(door.book)
    door.book.close()
    assert formulas == _formulas(excel.books.open(str(book)))
    door.book.close()
    assert _beside(aside, book.name) == _beside(folder, book.name)
    assert _kept(aside) == _kept(folder)
    for command, texts in line.said.items():
        for text, heard in zip(texts, door.said[command], strict=True):
            assert _to_compare(command, heard) <= _lines(text), command


def _formulas(book: xw.Book) -> dict[tuple[str, int, int], str]:
    """Sheet, row, column → what stands there, a formula as its text."""
    written = {sheet.name: sheet.range((1, 1), sheet.used_range.last_cell).formula for sheet in book.sheets}
    return {
        (name, row, column): text
        for name, lines in written.items()
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    }


def _beside(folder: Path, book: str) -> dict[str, bytes]:
    """Forms, letters, papers, originals: every file but the book, its lock and its kept versions."""
    others = (book, f".~lock.{book}#", "luu")
    return {name: data for name, data in files_in(folder).items() if not name.startswith(others)}


def _kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "luu").iterdir())


def _to_compare(command: str, heard: str) -> set[str]:
    """What the ribbon has said and the command line must say as well, word by word."""
    lines = _lines(heard)
    same_at_least = {line for line in lines if line.startswith((SAVED, BEGINS))}
    assert same_at_least
    return same_at_least if command in SAID_SHORTER else lines


def _lines(text: str) -> set[str]:
    return {" ".join(line.split()) for line in text.splitlines()} - {""}
