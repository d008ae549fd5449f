"""Khi bằng điểm, live: scores typed by hand move ranks by the cluster's order as `rank` computes them."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.office.books import Cluster, Typed, build, criteria_of, run
from tests.office.test_book_formulas import Case
from tests.office.test_live_typing import differing, shown
from tests.witnesses.engine import Engine
from tests.witnesses.test_typed_scores import _ranked, _typed, _units
from thidua_xl.domain.scoring.settings import Basis, Settings, TiesBelowFirst

TABLE = """I
I.1 | Tiêu chí | 4 | Chấm trực tiếp
I.2 | Tiêu chí | 4 | Chấm trực tiếp
II
II.1 | Tiêu chí | 4 | Chấm trực tiếp
III
III.1 | Điểm thưởng | 2 | Chấm trực tiếp
T | Điểm trừ | 2 | Chấm trực tiếp"""
SCORES = """
A B C D
I.1 4 3 3 2
I.2 2 3 3 4
II.1 3 3 2 3
III.1 0 0 1 0
T 0 0 0 1"""
_ORDERS = {
    "points": Settings(tie_order=("I", "Điểm thưởng", "Điểm trừ")),
    "percent": Settings(tie_order=("II", "I.1", "III"), basis=Basis.PERCENT),
    "dense": Settings(tie_order=("II", "T"), ties=TiesBelowFirst.SHARED_DENSE),
    "voted": Settings(tie_order=("Điểm trừ",), ties=TiesBelowFirst.VOTE),
}


@pytest.mark.parametrize("name", _ORDERS)
def test_what_is_typed_shows_as_rank_computes_it(tmp_path: Path, name: str) -> None:
    """Totals come to few values, so that the order decides again and again."""
    rules = _ORDERS[name]
    settings = Settings(
        year=2026, cluster="C", name="C", tie_order=rules.tie_order, basis=rules.basis, ties=rules.ties
    )
    case = Case(Cluster(criteria_of(TABLE), SCORES, settings), "")
    path = build(tmp_path / "book.xlsx", case.cluster)
    run("rank", path)
    seen = set()
    for seed in range(6):
        dice = random.Random(seed)
        with Engine.open(path) as engine:
            _typed(engine, scores_at_random(dice, _units(engine), (1, 2)))
            live = shown(engine.values)
            saved = tmp_path / "typed.xlsx"
            saved.write_bytes(engine.saved())
        assert differing(live, _ranked(saved)) == [], seed
        ranking = load_workbook(saved, data_only=True)["Xếp hạng"]
        seen |= {str(cell.value) for row in ranking.iter_rows() for cell in row if cell.value}
    assert any(text.startswith("Bằng ") for text in seen), "the order decided nothing"


def scores_at_random(dice: random.Random, units: Sequence[str], choices: Sequence[float]) -> list[Typed]:
    """An agreed score for every unit in every criterion."""
    codes = ("I.1", "I.2", "II.1", "III.1", "T")
    return [(unit, code, "Điểm thống nhất", dice.choice(choices)) for unit in units for code in codes]


def test_points_moved_between_sections_move_the_rank_and_call_for_the_program(tmp_path: Path) -> None:
    """The total stays: the rank turns live, and the line above the ranking says that it must be computed anew."""
    settings = Settings(year=2026, cluster="C", name="C", tie_order=("I",))
    path = build(tmp_path / "book.xlsx", Cluster(criteria_of(TABLE), SCORES, settings))
    run("rank", path)
    with Engine.open(path) as engine:
        before = shown(engine.values)
        typed: list[Typed] = [
            ("B", "II.1", "Điểm thống nhất", 1),
            ("B", "I.2", "Điểm thống nhất", 4),
            ("B", "I.1", "Điểm thống nhất", 4),
        ]
        _typed(engine, typed)
        after = shown(engine.values)
        texts = {str(cell) for row in engine.values("Xếp hạng") for cell in row}
    assert before["Xếp hạng"] != after["Xếp hạng"]
    assert any("Đã gõ thêm" in text for text in texts)
