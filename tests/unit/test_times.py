"""Times of day as people type them: read where they can mean one thing."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.year.times import read_time, told_time


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("8 giờ 30", time(8, 30)), ("8h30", time(8, 30)), ("08:30", time(8, 30)), ("8:30", time(8, 30)),
        ("14 giờ", time(14)), ("14h", time(14)), ("7g15", time(7, 15)), ("8 giờ 00 phút", time(8)),
        ("8h30'", time(8, 30)), ("  8 GIỜ 05  ", time(8, 5)), (time(13, 45), time(13, 45)), (0.5, time(12)),
        (8.5 / 24, time(8, 30)), (timedelta(hours=9), time(9)), (datetime(1899, 12, 30, 8, 30), time(8, 30)),
        (datetime(2026, 12, 24, 8, 30), time(8, 30)),
    ],
)  # fmt: skip
def test_a_time_is_read(typed: object, expected: time) -> None:
    """As clerks write it, and as Excel stores it."""
    assert read_time(typed) == expected


@pytest.mark.parametrize(
    "typed",
    ["", None, "8", 8, 8.5, 1.0, "8,5", "8:", "25:00", "8:60", "sáng", "2 giờ chiều", True, timedelta(hours=25),
     datetime(2026, 12, 24), "8.30"],
)  # fmt: skip
def test_what_is_no_time_or_may_be_two(typed: object) -> None:
    """Asked about, never guessed."""
    assert read_time(typed) is None


@given(st.times())
def test_a_time_is_read_as_it_is_told(moment: time) -> None:
    """To the minute."""
    minute = moment.replace(second=0, microsecond=0)
    assert read_time(told_time(minute)) == minute
    assert read_time((minute.hour * 60 + minute.minute) / 1440) in (minute, None)
