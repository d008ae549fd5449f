"""A book with its own step of scores and order of level units in LibreOffice: typed scores show as `rank` has them."""

import random
import shutil
from pathlib import Path

import pytest

from tests.office.books import LEDGER, Cluster, build, criteria_of, ledger_cell, run, type_agreed
from tests.office.calc import Calc
from tests.office.test_live_typing import differing, shown
from tests.witnesses.test_tie_order import SCORES, TABLE, scores_at_random
from tests.witnesses.test_typed_scores import _ranked
from thidua_xl.domain.scoring.settings import Basis, Settings

pytestmark = pytest.mark.office


@pytest.mark.parametrize("basis", Basis)
def test_scores_typed_by_hand_move_ranks_by_the_clusters_order(
    calc: Calc, tmp_path: Path, basis: Basis
) -> None:
    """By halves and quarters of a point, so that units are level again and again."""
    settings = Settings(
        year=2026, cluster="C", name="C", step=250, basis=basis, tie_order=("I", "III", "Điểm trừ", "II.1")
    )
    path = build(tmp_path / "book.xlsx", Cluster(criteria_of(TABLE), SCORES, settings))
    run("rank", path)
    for seed in range(4):
        typed = scores_at_random(random.Random(seed), "ABCD", (1, 1.5, 1.3, 2, 1.625))
        with calc.open(path) as opened:
            values = opened.values(LEDGER)
            for unit, criterion, header, value in typed:
                opened.type(LEDGER, ledger_cell(values, unit, criterion, header), value)
            live = shown(opened.values)
        copy = tmp_path / "typed.xlsx"
        shutil.copy(path, copy)
        type_agreed(copy, typed)
        assert differing(live, _ranked(copy)) == [], seed
