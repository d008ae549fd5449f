"""Excel's status bar while a button works: how far it is, and nothing of it afterwards."""

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from thidua_xl.addin.buttons import Button
from thidua_xl.excel import run as running
from thidua_xl.excel.click import Answer, Click
from thidua_xl.excel.person import Recorder
from thidua_xl.excel.run import Caller, run


@dataclass
class App:
    """An Excel of which only the status bar is there; it may be busy."""

    shown: list[object] = field(default_factory=list)
    busy: bool = False

    @property
    def status_bar(self) -> object:
        """What stands there now."""
        return self.shown[-1] if self.shown else False

    @status_bar.setter
    def status_bar(self, text: object) -> None:
        if self.busy:
            raise OSError("busy")
        self.shown.append(text)


def clicked(monkeypatch: pytest.MonkeyPatch, act: Any, app: App) -> int:
    """A button that does this."""

    def action_of(_: Button) -> Any:
        return act

    monkeypatch.setattr(running, "action_of", action_of)
    return run("rank", caller=Caller(cast("Any", app), None), person=Recorder()).code


def test_the_files_are_counted_and_the_bar_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of three, the last; then Excel's own text again."""

    def act(click: Click) -> Answer:
        for done in range(3):
            click.step(done, 3)
        return Answer("")

    app = App()
    assert clicked(monkeypatch, act, app) == 0
    assert app.shown[1:] == [*(f"Thi đua: đang làm {n}/3…" for n in (1, 2, 3)), False]


def test_a_failure_gives_the_bar_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it would say for ever that work goes on."""

    def act(click: Click) -> Answer:
        click.step(0, 9)
        raise ZeroDivisionError

    app = App()
    assert clicked(monkeypatch, act, app) == 2
    assert app.status_bar is False


def test_a_busy_excel_holds_no_work_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it is told there is only a help."""

    def act(click: Click) -> Answer:
        app.busy = True
        click.step(0, 9)
        app.busy = False
        return Answer("")

    app = App()
    assert clicked(monkeypatch, act, app) == 0
