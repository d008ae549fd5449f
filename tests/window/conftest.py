"""One display for all tests of the window; a window of its own for each."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.window.display import Clerk, display

if TYPE_CHECKING:
    from thidua_xl.window.app import Window


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The name of the display."""
    with display() as name:
        yield name


@pytest.fixture
def clerk() -> Clerk:
    """Who sits before the window."""
    return Clerk()


@pytest.fixture
def window(screen: str, clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["Window"]:
    """A real window, shown; the clerk answers instead of dialogues."""
    from thidua_xl.window import dropping
    from thidua_xl.window.app import Window
    from thidua_xl.wording import window as said

    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    root = dropping.root()
    made = Window(root, tmp_path / "config" / "thidua_xl", {"rank": "xếp hạng"}, clerk)
    root.update()
    yield made
    clerk.picks = [said.YES]
    made.close()
