"""The two ways to write a new workbook: the fast one, and the library's own where private names are missing."""

import re
import tomllib
from pathlib import Path

import pytest
from xlsxwriter import worksheet as worksheets
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.worksheet import Worksheet

from tests.journeys.journey import run
from thidua_xl.demo import ready_files
from thidua_xl.workbook import fast_cells, write

_HOME = Path(__file__).parents[2]


def _built(monkeypatch: pytest.MonkeyPatch, library: write.Library) -> dict[str, dict[str, bytes]]:
    monkeypatch.setattr(write, "INSTALLED", library)
    return {
        name: ready_files.parts(data) for name, data in ready_files.build().items() if name.endswith(".xlsx")
    }


@pytest.mark.skipif(not fast_cells.is_known(), reason="this XlsxWriter has no private names for the fast way")
def test_both_ways_write_the_same_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book, a form and an office book are the same byte for byte, whichever version is installed."""
    fast, plain = _built(monkeypatch, write.FAST), _built(monkeypatch, write.PLAIN)
    assert fast.keys() == plain.keys()
    for name in fast:
        assert list(fast[name]) == list(plain[name])
        differing = [part for part in fast[name] if fast[name][part] != plain[name][part]]
        assert differing == [], name


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (Worksheet, "_write_cell"),
        (SharedStringTable, "_get_shared_string_index"),
        (Format, "_get_xf_index"),
        (Packager, "_create_package"),
        *([(worksheets.RowInfo, "collapsed")] if hasattr(worksheets, "RowInfo") else []),
    ],
)
def test_a_library_without_a_private_name_is_not_taken_for_known(
    where: type, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each private name is looked for before it is relied upon."""
    monkeypatch.delattr(where, name)
    assert not fast_cells.is_known()


def test_a_library_that_keeps_rows_elsewhere_is_not_taken_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """XlsxWriter 3.2 keeps its rows under another name: only a worksheet itself shows that."""
    begin = Worksheet.__init__

    def otherwise(self: object) -> None:
        begin(self)
        if hasattr(self, "row_info"):
            del self.row_info

    monkeypatch.setattr(Worksheet, "__init__", otherwise)
    assert not fast_cells.is_known()


def test_a_book_made_the_slow_way_serves_the_whole_way_to_the_rank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New, issued, ranked: no command asks more of the library than the slow way has."""
    monkeypatch.setattr(write, "INSTALLED", write.PLAIN)
    book = tmp_path / "SoCum.xlsx"
    assert run("new", "cluster", book, "--sample").code == 0
    assert run("issue", book, "--out", tmp_path / "phieu").code == 0
    ranked = run("rank", book, "--json")
    assert ranked.code == 1
    assert {unit["status"] for unit in ranked.json["units"]} == {"missing"}


def test_the_lowest_versions_are_those_that_the_project_declares() -> None:
    """The lane of lowest versions installs what `pyproject.toml` allows at the least, package by package."""
    declared = tomllib.loads((_HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "dependencies"
    ]
    least = dict(re.split("[>=]=", one.split(",")[0]) for one in declared)
    lines = (_HOME / ".ci" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert {name: _padded(version) for name, version in least.items()} == {
        name: _padded(version) for name, version in pinned.items()
    }


def _padded(version: str) -> list[int]:
    """1.16 and 1.16.0 are the same version."""
    numbers = [int(part) for part in version.split(".")]
    return numbers + [0] * (3 - len(numbers))
