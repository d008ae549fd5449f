"""Every formula of every kind of workbook in a second engine: what the program stored is what Excel 365 would show.

The engine agrees on every formula: there is no list of exceptions. Beside it LibreOffice and Gnumeric compute the same
sheets (`tests/office`, where the engine computes every case of ties, votes, rules and percent too).
"""

import re
from collections.abc import Callable

import pytest

from tests.witnesses.engine import Engine, disagreeing, edited, stored_results
from tests.witnesses.kinds import KINDS, MARKED_BY_SCORER, Kind, Make, marked, named
from tests.witnesses.widths import too_narrow

Makes = Callable[[Make], bytes]
Opens = Callable[[Make], Engine]
TYPED = ("marked form", MARKED_BY_SCORER)
"""What was typed into a form left the results from before, and its marked copy keeps them."""
STORED = [kind for kind in KINDS if kind.ending == ".xlsx" and not kind.before and kind.name not in TYPED]
"""The kinds whose results are the program's own."""
FORM, VOTED = named("stamped form"), named("book with votes")
WITHOUT_FORMULAS = {
    "checking form",
    "list of what goes back",
    "list of what goes back to scorers",
}


by_kind = pytest.mark.parametrize(
    "kind",
    STORED,
    ids=lambda kind: str(kind.name),
    scope="module",  # opened once for both tests of a kind
)


@by_kind
def test_every_formula_gives_what_is_stored(kind: Kind, made: Makes, opened: Opens) -> None:
    """From the empty book to the sealed one and the one opened again; forms; the superior's books."""
    data = made(kind.make)
    assert disagreeing(data, opened(kind.make)) == []
    assert bool(any(stored_results(data).values())) == (kind.name not in WITHOUT_FORMULAS)


@by_kind
def test_no_number_is_wider_than_its_column(kind: Kind, opened: Opens) -> None:
    """Scores, totals, ranks, dates, counts: Excel shows each of them, no `####`."""
    assert too_narrow(opened(kind.make)) == []


def test_a_marked_copy_keeps_the_results_of_the_form(made: Makes) -> None:
    """A form filled with mistakes and saved with the results of its formulas, as Excel does."""
    with Engine(made(FORM.make)) as engine:
        for cell, value in {"J11": 99, "F12": 90, "G12": 81, "J12": 10, "J13": 12}.items():
            engine.type("Tự chấm", cell, value)
        engine.recalculate()
        form = engine.saved()
    copy = marked(lambda _: form)
    assert "Vượt điểm tối đa" in stored_results(form)["Tự chấm"].values()
    assert disagreeing(form) == disagreeing(made(copy)) == []


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
def test_a_stored_result_off_by_a_cent_is_named(made: Makes, nth: int) -> None:
    """One cell's stored number raised by 0.01: that cell is named, no other."""
    data, cell = _spoilt(made(VOTED.make), _STORED, lambda number: str(float(number) + 0.01), nth)
    assert [line.split(":")[0].rpartition("!")[2] for line in disagreeing(data)] == [cell]


@pytest.mark.parametrize("nth", [1, 20, 40])
def test_a_formula_off_by_a_cent_is_named(made: Makes, nth: int) -> None:
    """One formula gives 0.01 more than what is stored: its cell is named first, with what follows from it."""
    data, cell = _spoilt(made(VOTED.make), _FORMULA, lambda formula: f"0.01+{formula}", nth)
    assert cell in [line.split(":")[0].rpartition("!")[2] for line in disagreeing(data)]
    assert disagreeing(made(VOTED.make)) == []
