"""Agreed scores typed by hand at random, as Excel 365 shows the book then, against `rank`: scores, totals, ranks, ties.

Books of every way to rank: points and percent, ties shared, dense and to be voted, units on paper, excluded, missing.
The engine saves what was typed, `rank` computes that file, and the three live sheets must show the same.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.office.books import LEDGER, Typed, build, ledger_cell, run, type_agreed
from tests.office.calc import Values
from tests.office.test_book_formulas import CASES, Case
from tests.office.test_live_typing import differing, shown
from tests.witnesses.engine import Engine, edited
from thidua_xl.domain.scoring.criteria import Method
from thidua_xl.sheets.cluster.agreed import TABLE

NAMES = (
    "ties at first and third, shared",
    "ties at first and third, dense",
    "a tie at second, to be voted",
    "a unit is missing",
    "a unit is excluded",
    "every rule, sections three deep",
    "a unit on paper, another of which nothing came",
    "a ceiling that levels two",
    "three digits",
    "percent, a target not assigned",
)
ROUNDS = 3
"""How often scores are typed into each book."""


@pytest.fixture(scope="module", params=NAMES)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Case]:
    """A book that was ranked."""
    case = CASES[request.param]
    path = build(tmp_path_factory.mktemp("typed") / "book.xlsx", case.cluster)
    type_agreed(path, case.typed)
    run("rank", path)
    return path, case


def _at_random(case: Case, units: Sequence[str], dice: random.Random) -> list[Typed]:
    """Good scores of every size, penalties of either sign, some beside the scale, and the maximum again and again, so
    that ties come and go.

    Left out is what only the program can follow, as the red line says: a score in a row agreed to be not assigned
    (which maximum counts then), and one beside the scale under the leader rule (whose result still leads).
    """
    marked = {(unit, code) for unit, code, header, _ in case.typed if header == "Không giao thống nhất"}
    cells = [
        (unit, row)
        for unit in units
        for row in case.cluster.criteria.scored
        if (unit, row.code) not in marked
    ]
    typed: list[Typed] = []
    for unit, row in dice.sample(cells, min(len(cells), dice.randint(3, 12))):
        limit = row.max_points / 1000
        choices = [limit, limit, 0, limit - 0.5, round(dice.uniform(0, limit), dice.randint(0, 4)), limit + 1]
        value = dice.choice(choices[:-1] if row.method is Method.LEADER else choices)
        typed.append(
            (unit, row.code, "Điểm thống nhất", value * dice.choice([1, -1] if row.is_penalty else [1]))
        )
    return typed


def _typed(engine: Engine, typed: Sequence[Typed]) -> None:
    values = [[None if value == "" else value for value in row] for row in engine.values(LEDGER)]
    for unit, criterion, header, value in typed:
        engine.type(LEDGER, ledger_cell(values, unit, criterion, header), value)
    engine.recalculate()


def _units(engine: Engine) -> list[str]:
    rows = engine.values(LEDGER)[TABLE.home.header_row + 1 :]
    return sorted({str(row[0]) for row in rows if row[0] != ""})


def _ranked(path: Path) -> dict[str, Mapping[Any, Any]]:
    """What the program makes of the book, and stores."""
    run("rank", path)
    stored = CalamineWorkbook.from_path(path)

    def values(sheet: str) -> Values:
        rows: Values = stored.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[assignment]
        return rows

    return shown(values)


def test_what_is_typed_shows_as_rank_computes_it(book: tuple[Path, Case], tmp_path: Path) -> None:
    """Scores, sums, what is missing, rank, percent, place and mark of a tie, before and after the program runs."""
    path, case = book
    for seed in range(ROUNDS):
        with Engine.open(path) as engine:
            _typed(engine, _at_random(case, _units(engine), random.Random(seed)))
            live = shown(engine.values)
            saved = tmp_path / "typed.xlsx"
            saved.write_bytes(engine.saved())
        assert differing(live, _ranked(saved)) == [], seed


def test_a_live_rank_that_is_wrong_is_seen(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The formula of the live ranks counts lower totals instead of higher ones: the same comparison tells."""
    folder = tmp_path_factory.mktemp("wrong")
    path = build(folder / "book.xlsx", replace(CASES["no tie"].cluster))
    run("rank", path)
    wrong = edited(path.read_bytes(), lambda xml: xml.replace("&gt;", "&lt;"), "xl/worksheets/sheet")
    with Engine(wrong) as engine:
        live = shown(engine.values)
    assert differing(live, _ranked(path)) != []
