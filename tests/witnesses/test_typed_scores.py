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
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.office.books import LEDGER, Cluster, Typed, build, criteria_of, ledger_cell, run, type_agreed
from tests.office.calc import Values
from tests.office.test_book_formulas import CASES, Case
from tests.office.test_live_typing import differing, shown
from tests.witnesses.engine import Engine, edited
from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.criteria import Method, WhenNotAssigned
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.sheets.cluster.agreed import STALE, TABLE

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
    (tested below), and one beside the scale under the leader rule (whose result still leads).
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


@pytest.mark.parametrize("typed", [39.0, 0.0])
def test_a_score_beside_a_confirmed_mark_says_that_the_program_must_run(tmp_path: Path, typed: float) -> None:
    """The maximum that the mark took away counts again: until `rank` has said so, row and red line send there."""
    case = CASES["percent, a target not assigned"]
    path = build(tmp_path / "book.xlsx", case.cluster)
    type_agreed(path, case.typed)
    run("rank", path)
    leaves = {
        row.code for row in case.cluster.criteria if row.when_not_assigned is WhenNotAssigned.LEAVES_MAXIMUM
    }
    unit, code = next(
        (unit, code)
        for unit, code, header, value in case.typed
        if header == "Không giao thống nhất" and value == "Có" and code in leaves
    )

    def said(engine: Engine) -> object:
        values = [[None if value == "" else value for value in row] for row in engine.values(LEDGER)]
        return engine.at(LEDGER, ledger_cell(values, unit, code, "Cần làm"))

    saved = tmp_path / "typed.xlsx"
    with Engine.open(path) as engine:
        assert said(engine) in ("", None)
        _typed(engine, [(unit, code, "Điểm thống nhất", typed)])
        assert said(engine) == STALE
        saved.write_bytes(engine.saved())
    run("rank", saved)
    with Engine.open(saved) as engine:
        engine.recalculate()
        assert said(engine) in ("", None)
        _typed(engine, [(unit, code, "Điểm thống nhất", "")])
        assert said(engine) == STALE


def test_a_score_never_counts_for_more_than_a_maximum_that_is_finer_than_scores(tmp_path: Path) -> None:
    """Digits lowered after the forms came: told as an error; the maximum typed or sent counts as itself, live too."""
    criteria = criteria_of("I\nI.1 | Tiêu chí | 8.5 | Chấm trực tiếp\nI.2 | Điểm trừ | 2.5 | Chấm trực tiếp")
    path = build(
        tmp_path / "book.xlsx",
        Cluster(criteria, "\nA B\nI.1 8.5 7\nI.2 0 0", Settings(year=2026, cluster="C", name="C", digits=1)),
    )
    book = load_workbook(path)
    label = next(
        cell for row in book["Cụm"].iter_rows() for cell in row if cell.value == "Số chữ số thập phân"
    )
    book["Cụm"].cell(label.row, label.column + 1).value = 0
    book.save(path)
    run("rank", path)
    with Engine.open(path) as engine:
        typed: list[Typed] = [("B", "I.1", "Điểm thống nhất", 8.5), ("B", "I.2", "Điểm thống nhất", 2.5)]
        _typed(engine, typed)
        live = shown(engine.values)
        saved = tmp_path / "typed.xlsx"
        saved.write_bytes(engine.saved())
    assert differing(live, _ranked(saved)) == []
    answer = run("rank", saved, "--json")
    found = [(one["code"], one["criterion"]) for one in answer["findings"]]
    assert [one for one in found if one[0] == "MAXIMUM_TOO_FINE"] == [
        ("MAXIMUM_TOO_FINE", "I.1"), ("MAXIMUM_TOO_FINE", "I.2")
    ]  # fmt: skip
    assert {"TOO_MANY_DECIMALS", "DIFFERS_FROM_RULE"} & {code for code, _ in found} == set()
    points = {row.value for row in load_workbook(saved, data_only=True)[LEDGER]["T"]}
    assert points >= {8.5, -2.5}
    assert points & {9, -3} == set()
    assert main(["issue", str(saved), "--out", str(tmp_path / "out")]) == 1


def test_a_live_rank_that_is_wrong_is_seen(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The formula of the live ranks counts lower totals instead of higher ones: the same comparison tells."""
    folder = tmp_path_factory.mktemp("wrong")
    path = build(folder / "book.xlsx", replace(CASES["no tie"].cluster))
    run("rank", path)
    wrong = edited(path.read_bytes(), lambda xml: xml.replace("&gt;", "&lt;"), "xl/worksheets/sheet")
    with Engine(wrong) as engine:
        live = shown(engine.values)
    assert differing(live, _ranked(path)) != []
