"""Every formula of every kind of workbook in a second engine: what the program stored is what Excel 365 would show.

The engine agrees everywhere: there is no list of exceptions. Beside it LibreOffice and Gnumeric compute the same books
(`tests/office`).
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.witnesses.engine import disagreeing, edited, stored_results

READY = sorted(Path(__file__).parents[2].glob("workbooks/*.xlsx"))
"""The sample files that come with the program."""
WITHOUT_FORMULAS = {
    "SoTongHop_mau.xlsx",
    "an empty office book",
    "an office book",
    "the list of what is given back",
}


@pytest.mark.parametrize("path", READY, ids=lambda path: str(path.name))
def test_every_formula_of_the_sample_files_gives_what_is_stored(path: Path) -> None:
    """A cluster book, a form, an office book."""
    data = path.read_bytes()
    assert bool(any(stored_results(data).values())) == (path.name not in WITHOUT_FORMULAS)
    assert disagreeing(data) == []


def test_every_formula_of_every_stage_gives_what_is_stored(year: dict[str, Path]) -> None:
    """From the empty book to the sealed one and the one opened again; forms handed out and given back."""
    assert [f"{name}: {line}" for name, path in year.items() for line in disagreeing(path.read_bytes())] == []
    bare = {name for name, path in year.items() if not any(stored_results(path.read_bytes()).values())}
    assert bare == {name for name in year if name in WITHOUT_FORMULAS}


# --- the witness sees what is wrong ---------------------------------------------------------------

_STORED = re.compile(r'(<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?><f>[^<]*</f><v>)([0-9.]+)(</v>)')
_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?><f>)([^<]*)(</f><v>[0-9.]+</v>)')


def _spoilt(
    data: bytes, pattern: re.Pattern[str], change: Callable[[str], str], nth: int
) -> tuple[bytes, str]:
    """The package with one number of a formula cell changed (or its formula), and the cell's address."""
    seen: list[str] = []

    def one(match: re.Match[str]) -> str:
        seen.append(match[2])
        return match[1] + (change(match[3]) if len(seen) == nth else match[3]) + match[4]

    return edited(data, lambda xml: pattern.sub(one, xml)), seen[nth - 1]


@pytest.mark.parametrize("nth", [1, 20, 40])
def test_a_stored_result_off_by_a_cent_is_named(year: dict[str, Path], nth: int) -> None:
    """One cell's stored number raised by 0.01: that cell is named, no other."""
    data, cell = _spoilt(
        year["after the vote"].read_bytes(), _STORED, lambda number: str(float(number) + 0.01), nth
    )
    assert [line.split(":")[0].rpartition("!")[2] for line in disagreeing(data)] == [cell]


@pytest.mark.parametrize("nth", [1, 20, 40])
def test_a_formula_off_by_a_cent_is_named(year: dict[str, Path], nth: int) -> None:
    """One formula gives 0.01 more than what is stored: its cell is named first, with what follows from it."""
    data, cell = _spoilt(
        year["after the vote"].read_bytes(), _FORMULA, lambda formula: f"0.01+{formula}", nth
    )
    assert cell in [line.split(":")[0].rpartition("!")[2] for line in disagreeing(data)]
    assert disagreeing(year["after the vote"].read_bytes()) == []
