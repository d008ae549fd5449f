"""What no printed total can show is not applied, and asked about: level totals are never ranked apart unseen."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.journey import UNITS, Journey, type_table
from tests.journeys.own_table import begun, found_of, units_of

FIRST, SECOND = list(UNITS)[:2]


@pytest.fixture
def cluster(tmp_path: Path) -> Journey:
    """Scores without decimals; two units level at the top."""
    table = [("I", "KINH TẾ", "Mục"), ("I.1", "Thu ngân sách", "Tiêu chí", 90, "Chấm trực tiếp")]
    begun_one = begun(tmp_path, table, {"Số chữ số thập phân": 0})
    begun_one.rank()
    for at, unit in enumerate(UNITS):
        begun_one.agree(unit, "I.1", score=50 if at < 2 else 50 - at)
    return begun_one


def _violation(cluster: Journey, effect: str) -> dict[str, Any]:
    with cluster.typing() as book:
        headers = ("Mã đơn vị", "Nội dung", "Văn bản", "Ngày", "Hệ quả")
        type_table(
            book, "Vi phạm", "Mã đơn vị", headers, [(FIRST, "Chậm báo cáo", "CV 3", "01/10/2026", effect)]
        )
    return cluster.rank().json


def test_half_a_point_off_a_total_without_decimals_is_asked_about(cluster: Journey) -> None:
    """50 and 49,5 would both be printed as 50."""
    document = _violation(cluster, "Trừ 0,5 điểm")
    assert found_of(document, "CONSEQUENCE_TOO_FINE")
    units = units_of(document)
    assert units[FIRST]["rank"] == units[SECOND]["rank"] == 1
    assert document["provisional"]


def test_whole_points_are_taken_off(cluster: Journey) -> None:
    """What can be printed counts."""
    document = _violation(cluster, "Trừ 1 điểm")
    assert not found_of(document, "CONSEQUENCE_TOO_FINE")
    assert units_of(document)[FIRST]["agreed_total"] == "49"


def test_a_cap_on_totals_that_cannot_be_printed_is_asked_about(cluster: Journey) -> None:
    """49,5 would be printed as 50, above the cap."""
    cluster.set(Trần_tổng_điểm=49.5)
    document = cluster.rank().json
    assert "SETTING_INVALID" in {one["code"] for one in document["findings"]}
    assert units_of(document)[FIRST]["agreed_total"] == "50"
