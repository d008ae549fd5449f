"""24:00:00 of the last day is that day, for the condition on time as for the points of it."""

from tests.cluster.test_sent_in_time import IN_TIME, judged, send
from tests.journeys.conditions import kept_from
from tests.journeys.journey import UNITS, Journey


def test_a_second_behind_midnight_is_late_and_midnight_is_not(issued: Journey) -> None:
    """AN at 24:00:00, BH a second later."""
    at_midnight, after = (f"Sun, 21 Dec 2025 00:00:0{second} +0700" for second in (0, 1))
    send(issued, {**dict.fromkeys(UNITS, IN_TIME), "AN": at_midnight, "BH": after})
    answer = judged(issued)
    assert [unit for unit in UNITS if kept_from(answer, unit)] == ["BH"]
