"""Làm tròn đến, live: forms and books with a step, as a second engine computes them, against the rules."""

import random
from fractions import Fraction
from pathlib import Path

import pytest

from tests.office.books import Cluster, Entry, Typed, build, criteria_of, run, same
from tests.office.test_book_formulas import EVERYTHING, Case
from tests.office.test_form_formulas import GRID, _by_second_engine, _exact, _issued
from tests.office.test_live_typing import differing, shown
from tests.witnesses.engine import Engine
from tests.witnesses.test_typed_scores import _at_random, _ranked, _typed, _units
from thidua_xl.domain.scoring.criteria import Criteria, Method
from thidua_xl.domain.scoring.levels import Levels
from thidua_xl.domain.scoring.rules import suggest
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.values.numbers import Rounding, stored

SCALES = """I
I.1 | Tiêu chí | 8.25 | Chấm trực tiếp
I.2 | Tiêu chí | 10 | Chấm trực tiếp
I.3 | Điểm trừ | 2.3 | Chấm trực tiếp"""


def _settings(step: int) -> Settings:
    return Settings(year=2026, cluster="C", name="C", step=step)


@pytest.mark.parametrize("step", [500, 250, 50])
def test_the_suggestion_is_the_rules_multiple(tmp_path: Path, step: int) -> None:
    """Every rule with every pair of inputs, exact halves among them."""
    criteria = Criteria((*criteria_of("I").rows, *(line.criterion for line in GRID)))
    entries = {line.criterion.code: line.entry for line in GRID}
    form = _issued(tmp_path / "grid", criteria, _settings(step), entries)
    seen = _by_second_engine([form])["grid"]
    wrong, compared = [], 0
    for line in GRID:
        if line.criterion.method is Method.PASS_FAIL:
            continue
        assert line.parameter is not None
        level = line.parameter.named(str(line.entry.result)) if isinstance(line.parameter, Levels) else None
        outcome = suggest(line.criterion, line.parameter, _exact(line.entry.target), _exact(line.entry.result),
                          None, Rounding(2, step), level)  # fmt: skip
        expected = "" if outcome.points is None else stored(outcome.points)
        compared += expected != ""
        if not same(seen.at(line.criterion.code, "Điểm gợi ý"), expected):
            wrong.append((line.criterion.code, line.entry, expected))
    assert wrong == []
    assert compared > 50


@pytest.mark.parametrize(
    ("step", "table"), [(500, SCALES), (50, SCALES), (250, "")], ids=["halves", "twentieths", "every rule"]
)
def test_what_is_typed_shows_as_rank_computes_it(tmp_path: Path, step: int, table: str) -> None:
    """Agreed scores of every size: a score, a sum, a rank is live what `rank` makes of it."""
    criteria = criteria_of(table) if table else EVERYTHING
    codes = "\n".join(f"{row.code} 1 1 1" for row in criteria.scored if row.scored_by_unit)
    case = Case(Cluster(criteria, f"\nA B C\n{codes}", _settings(step)), "")
    path = build(tmp_path / "book.xlsx", case.cluster)
    run("rank", path)
    for seed in range(3):
        with Engine.open(path) as engine:
            typed = _at_random(case, _units(engine), random.Random(seed))
            if table:
                typed += _edges(step)
            _typed(engine, typed)
            live = shown(engine.values)
            saved = tmp_path / "typed.xlsx"
            saved.write_bytes(engine.saved())
        assert differing(live, _ranked(saved)) == [], seed


def _edges(step: int) -> list[Typed]:
    """Just below, at and above the half between two multiples; the maximum itself."""
    half = Fraction(step, 2000)
    scores = [float(3 + half - Fraction(1, 10**6)), float(3 + half), float(3 + half + Fraction(1, 10**6))]
    typed: list[Typed] = [
        (unit, "I.2", "Điểm thống nhất", score) for unit, score in zip("ABC", scores, strict=True)
    ]
    return [*typed, ("A", "I.1", "Điểm thống nhất", 8.25), ("A", "I.3", "Điểm thống nhất", -2.3)]


def test_the_form_says_what_counts_of_a_score_that_is_no_multiple(tmp_path: Path) -> None:
    """7,3 is told and adds 7,5; the maximum 8,25 itself is right and adds what it is."""
    criteria = criteria_of(SCALES)
    entries = {"I.1": Entry(score=8.25), "I.2": Entry(score=7.3), "I.3": Entry(score=1)}
    form = _issued(tmp_path / "form", criteria, _settings(500), entries)
    seen = _by_second_engine([form])["form"]
    assert seen.state("I.1") == "Xong"
    assert seen.state("I.2") == "Không phải bội số của 0,5"
    assert seen.total() == 8.25 + 7.5 - 1
