"""From nothing to a sealed book by the window alone, equal to the command line byte by byte."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.whole_year import Cells, CommandLine, files_in, live_through, type_into_file
from tests.window.display import Clerk, click
from thidua_xl.commands.screen import WIDTH
from thidua_xl.window.work import State
from thidua_xl.wording import window as said

if TYPE_CHECKING:
    from thidua_xl.window.app import Window

_PICKS = {"submit": [said.YES], "close": [said.YES], "new": ["Trống"]}
_CODES = {State.DONE: 0, State.ATTENTION: 1}


class ByWindow:
    """Buttons of the window; what a person types goes into the file, which nobody has open."""

    def __init__(self, window: "Window", clerk: Clerk) -> None:
        self._window, self._clerk = window, clerk
        self.said: dict[str, list[str]] = {}

    def press(self, command: str, chosen: Path | None) -> int:
        """As a clerk does it."""
        self._clerk.paths = [chosen] if chosen else []
        self._clerk.picks = list(_PICKS.get(command, []))
        click(self._window, command)
        result = self._window.desk.result
        self.said.setdefault(command, []).append(result.text)
        return _CODES[result.state]

    def type(self, book: Path, cells: Cells) -> None:
        """Into the file."""
        type_into_file(book, cells)


def test_a_year_by_the_window_is_the_year_of_the_command_line(
    window: "Window", clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of both: books, forms, papers, letters, kept versions; and the same sentences."""
    folder, aside = tmp_path / "cum", tmp_path / "bang_cua_so"
    door = ByWindow(window, clerk)
    *_, (_, book) = live_through(folder, door)
    assert window.desk.book == book
    assert window.desk.seen.phase == "Đã chốt"
    folder.rename(aside)
    monkeypatch.setenv(WIDTH, str(window.result.width()))
    line = CommandLine.at(book)
    for _ in live_through(folder, line):
        pass
    assert files_in(folder) == files_in(aside)
    assert door.said == line.said
