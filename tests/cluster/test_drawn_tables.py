"""Whole tables drawn at random through the front door: every score, total, maximum, % and rank is that of fractions."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.journeys.drawn_tables import DrawnTable, half_up
from tests.journeys.journey import UNITS, agree
from tests.journeys.own_table import begun, counted, units_of
from tests.witnesses.engine import disagreeing

STEPS = [(None, Fraction(1, 100)), ("0,25", Fraction(1, 4)), (0.5, Fraction(1, 2)), ("0,05", Fraction(1, 20))]
"""What is typed in `Làm tròn đến`, and what it means."""


@pytest.mark.parametrize("seed", range(6))
def test_a_table_comes_to_what_fractions_say(tmp_path: Path, seed: int) -> None:
    """Rules of every kind in nested groups, with targets that were not given; and live as an engine computes it."""
    said, step = STEPS[seed % len(STEPS)]
    table = DrawnTable.of(seed, list(UNITS), step)
    cluster = begun(tmp_path, table.criteria(), {"Xếp theo": "Tỷ lệ %", "Làm tròn đến": said})
    cluster.rank()
    with cluster.typing() as book:
        for unit, code in table.typed:
            agree(book, unit, code, reason="Theo báo cáo", **table.agreed(unit, code))
    found = units_of(cluster.rank().json)
    for code, row in table.drawn():
        shown = counted(cluster, code)
        sign = -1 if row.kind == "Điểm trừ" else 1
        for unit in UNITS:
            points = table.points(unit, code)
            assert shown[unit] == ("không giao" if points is None else float(sign * points)), (
                unit,
                code,
                row,
            )
    shares = {
        unit: half_up(table.total(unit) / table.maximum(unit) * 100, Fraction(1, 100)) for unit in UNITS
    }
    for unit, one in found.items():
        figures = [Fraction(one[key]) for key in ("agreed_total", "max_total", "percent")]
        assert figures == [table.total(unit), table.maximum(unit), shares[unit]], unit
        assert one["rank"] == 1 + sum(other > shares[unit] for other in shares.values())
    assert disagreeing(cluster.book.read_bytes()) == []
