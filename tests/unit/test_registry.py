"""One list of commands for the command line, one of buttons for the ribbon: nothing stands beside them."""

import ast
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

from thidua_xl.addin.buttons import BUTTONS, Button
from thidua_xl.commands.registry import COMMANDS, Command
from thidua_xl.excel.click import Answer, Click
from thidua_xl.excel.run import action_of

_PACKAGE = Path(__file__).parents[2] / "thidua_xl"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_of_the_list_has_its_module(command: Command) -> None:
    """A command that is listed can be run, and its exit code is a number."""
    assert get_type_hints(import_module(f"thidua_xl.commands.{command.module}").run)["return"] is int


def test_every_module_that_runs_a_command_is_listed() -> None:
    """A command that nobody can call does not exist."""
    running = {
        path.stem
        for path in (_PACKAGE / "commands").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == "run"
    }
    assert running == {command.module for command in COMMANDS}


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.command)
def test_every_button_has_a_function_that_takes_a_click_and_answers(button: Button) -> None:
    """The names in the list are checked here, since they are resolved at the click."""
    assert list(get_type_hints(action_of(button)).values()) == [Click, Answer]


def test_every_function_for_a_button_stands_behind_one() -> None:
    """What takes a click and is no button is dead."""
    found = [
        f"{path.stem}.{node.name}"
        for path in (_PACKAGE / "excel").glob("*_actions.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert sorted(found) == sorted(button.does for button in BUTTONS)
