"""A rule of a section that nobody can read: its plain sum counts meanwhile, and nothing is final."""

from pathlib import Path

import pytest

from tests.journeys.journey import UNITS
from tests.journeys.own_table import begun, units_of

DIRECT = "Chấm trực tiếp"


@pytest.mark.parametrize(("rule", "provisional"), [("trần năm mươi", True), ("trần 65", False), ("", False)])
def test_an_unread_rule_keeps_the_result_provisional(tmp_path: Path, rule: str, provisional: bool) -> None:
    """Everything is scored; the flag waits all the same until the rule is written so that it can be read."""
    cluster = begun(
        tmp_path,
        [
            ("I", "KINH TẾ", "Mục", None, None, rule),
            ("I.1", "Thu ngân sách", "Tiêu chí", 40, DIRECT),
            ("I.2", "Trồng rừng", "Tiêu chí", 30, DIRECT),
        ],
    )
    cluster.rank()
    for at, unit in enumerate(UNITS):
        for code in ("I.1", "I.2"):
            cluster.agree(unit, code, score=30 - at)
    document = cluster.rank().json
    assert document["provisional"] is provisional
    assert (document["nominee"] is None) is provisional
    assert units_of(document)[next(iter(UNITS))]["rank"] == 1
