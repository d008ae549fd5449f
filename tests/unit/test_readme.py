"""The README cannot rot, and is short: two commands, pictures, and where each reader goes on."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua_xl.addin.guide_page import PARTS, slug
from thidua_xl.commands.parser import build_parser

_ROOT = Path(__file__).parents[2]
README = (_ROOT / "README.md").read_text(encoding="utf-8")
_MOST_BYTES = 8_000


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


def test_it_is_short() -> None:
    """Who comes for the first time reads it to the end."""
    assert len(README.encode("utf-8")) <= _MOST_BYTES


def test_the_pictures_that_the_readme_shows_are_there() -> None:
    """A broken picture is worse than none."""
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert shown
    assert [name for name in shown if not (_ROOT / name).is_file()] == []


def test_every_link_of_the_readme_leads_to_a_file_and_its_heading() -> None:
    """Where a reader goes on is there."""
    links = re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", README)
    assert {f"thidua_xl/guides/{name}.md" for name in PARTS} <= set(links)
    for link in links:
        file, _, anchor = link.partition("#")
        assert (_ROOT / file).exists(), link
        if anchor:
            heads = re.findall(r"^#+ (.+)$", (_ROOT / file).read_text(encoding="utf-8"), re.M)
            assert anchor in map(slug, heads), link
