"""The README cannot rot: every command and every sheet it must speak of stands in it."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua_xl.commands.parser import build_parser

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def _commands(
    parser: argparse.ArgumentParser, before: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its parser, also `new cluster`."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                inner = list(_commands(command, f"{before}{name} "))
                yield from inner or [(f"{before}{name}", command)]


COMMANDS = dict(_commands(build_parser()))


def _line(command: str) -> str:
    """Its line in the table of commands; empty where there is none."""
    begins = (f"| `thidua-xl {command} ", f"| `thidua-xl {command}`")
    return next((line for line in README.splitlines() if line.startswith(begins)), "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_line_in_the_table(command: str) -> None:
    """A command that nobody can find does not exist."""
    assert _line(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_stands_in_the_line_of_its_command(command: str) -> None:
    """The table tells all that the command can be asked for."""
    line = _line(command)
    told = [action for action in COMMANDS[command]._actions if action.help != argparse.SUPPRESS]
    options = {o for action in told for o in action.option_strings if o.startswith("--")}
    assert [option for option in sorted(options - {"--help"}) if option not in line] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_argument_has_help(command: str) -> None:
    """Help without a text is no help."""
    actions = [a for a in COMMANDS[command]._actions if not isinstance(a, argparse._HelpAction)]
    assert [a.dest for a in actions if not a.help] == []


def test_the_first_two_commands_run_the_demonstration_and_the_tests() -> None:
    """CI runs the second one word for word."""
    block = re.search(r"^```sh\n(.*?)^```", README, re.S | re.M)
    assert block is not None
    first, second = block[1].splitlines()
    assert first.endswith("thidua-xl demo out")
    assert second.endswith("-m pytest")


def test_the_pictures_that_the_readme_shows_are_there() -> None:
    """A broken picture is worse than none."""
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    root = Path(__file__).parents[2]
    assert shown
    assert [name for name in shown if not (root / name).is_file()] == []
