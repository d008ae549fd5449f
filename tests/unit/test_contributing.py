"""What is written for who changes the code names files that are there; every decision has the same three parts."""

import re
from pathlib import Path

import pytest
from packaging.version import Version

from thidua_xl import __version__

_ROOT = Path(__file__).parents[2]
_GITHUB = _ROOT / ".github"
_DECISIONS = sorted((_GITHUB / "decisions").glob("*.md"))
_PATH = re.compile(r"`((?:thidua_xl|tests|macros|workbooks|\.ci)/[^`\s]*)`")


@pytest.mark.parametrize("path", [_GITHUB / "CONTRIBUTING.md", *_DECISIONS], ids=lambda path: path.name)
def test_every_path_that_it_names_is_there(path: Path) -> None:
    """A module that moved takes the papers along."""
    named = _PATH.findall(path.read_text(encoding="utf-8"))
    assert [one for one in named if not (_ROOT / one).exists()] == []


def test_the_page_names_the_rooms_and_the_recipes() -> None:
    """The comparison above has something to look at."""
    assert len(_PATH.findall((_GITHUB / "CONTRIBUTING.md").read_text(encoding="utf-8"))) >= 40


def test_decisions_are_numbered_without_a_gap_and_short() -> None:
    """Context, decision, consequence: a record that is read, not searched."""
    assert [int(path.name[:3]) for path in _DECISIONS] == list(range(1, len(_DECISIONS) + 1))
    for path in _DECISIONS:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:3]}. ")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.M) == ["Context", "Decision", "Consequence"]
        assert len(text.splitlines()) <= 20, path.name


def test_the_changelog_begins_with_this_version_and_dates_each() -> None:
    """Newest first; each version tells what was added, changed or fixed, and nothing else."""
    text = (_ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", text, re.M)
    dated = [re.fullmatch(r"(\d+\.\d+\.\d+) – (\d{4}-\d\d-\d\d)", head) for head in heads]
    versions = [(Version(one[1]), one[2]) for one in dated if one]
    assert len(versions) == len(heads)
    assert versions == sorted(versions, reverse=True)
    assert versions[0][0] == Version(__version__)
    assert set(re.findall(r"^### (.+)$", text, re.M)) <= {"Added", "Changed", "Fixed"}
