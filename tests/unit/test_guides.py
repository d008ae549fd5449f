"""The guides cannot rot: their page is made of them, every link leads somewhere, every command stands in its table."""

import argparse
import re
from pathlib import Path

import pytest

from tests.unit.test_readme import COMMANDS
from thidua_xl.addin.guide import guide_file, guides_folder
from thidua_xl.addin.guide_page import PARTS, page, slug

_TEXTS = {name: (guides_folder() / f"{name}.md").read_text(encoding="utf-8") for name in PARTS}


def _line(command: str) -> str:
    """Its line in the table of commands; empty where there is none."""
    begins = (f"| `thidua-xl {command} ", f"| `thidua-xl {command}`")
    return next((line for line in _TEXTS["lenh"].splitlines() if line.startswith(begins)), "")


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


def test_the_page_is_made_of_the_guides() -> None:
    """Who changes a guide or a picture makes the page anew: `python -m thidua_xl.demo.ready_files workbooks`."""
    assert guide_file().read_text(encoding="utf-8") == page(guides_folder())


def test_a_link_to_nowhere_and_a_doubled_heading_make_no_page(tmp_path: Path) -> None:
    """Both are told to who makes the page, not to who reads it."""
    for name, text in [("nowhere", "# A\n\n[b](#c)\n"), ("doubled", "# A\n\n## b\n\n## B\n")]:
        for part in PARTS:
            (tmp_path / f"{part}.md").write_text("# A\n", encoding="utf-8")
        (tmp_path / f"{PARTS[0]}.md").write_text(text, encoding="utf-8")
        with pytest.raises(KeyError):
            page(tmp_path)
        assert name


@pytest.mark.parametrize("name", PARTS)
def test_links_of_a_guide_work_where_it_is_read_as_markdown(name: str) -> None:
    """A file that lies beside it, or a heading of its own in the spelling that code forges give it."""
    own = {slug(words) for words in re.findall(r"^#+ (.+)$", _TEXTS[name], re.M)}
    for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", _TEXTS[name]):
        file, _, anchor = target.partition("#")
        assert not file or (guides_folder() / file).is_file(), target
        assert file or anchor in own, target


def test_every_reader_has_pictures_and_every_picture_is_shown() -> None:
    """A broken picture is worse than none; one that nobody shows is only carried."""
    shown = {name: re.findall(r"!\[[^]]+\]\(([^)]+)\)", text) for name, text in _TEXTS.items()}
    assert all(shown[name] for name in ("don_vi", "truong_cum", "noi_vu", "bo_nut"))
    lying = {path.name for path in guides_folder().glob("*.png")}
    assert {picture for pictures in shown.values() for picture in pictures} == lying
