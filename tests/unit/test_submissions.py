"""What differs between two times of sending, and the chain that their rows stand in."""

import datetime
import itertools

import pytest

from thidua_xl.domain.ranking.submissions import (
    Change,
    Difference,
    Sending,
    Submission,
    SubmittedUnit,
    difference_told,
    differences,
)
from thidua_xl.domain.scoring.settings import Phase
from thidua_xl.sheets import chain
from thidua_xl.sheets.cluster.submissions import SentRow, appended, next_number, submissions_of

DAY = datetime.date(2026, 12, 15)


def sent(
    *lines: tuple[str, int | None, int | None], number: int = 1, kind: Sending = Sending.BEFORE
) -> Submission:
    """A submission of units, each with its total and rank."""
    return Submission(number, kind, DAY, tuple(SubmittedUnit(*line) for line in lines))


def test_totals_and_ranks_are_compared_unit_by_unit() -> None:
    """In the order of the later one; what is the same is not told."""
    before = sent(("A", 90_000, 1), ("B", 80_000, 2), ("C", 70_000, 3))
    now = sent(("B", 91_000, 1), ("A", 90_000, 2), ("C", 70_000, 3))
    assert differences(before, now) == [
        Difference("B", Change.TOTAL, 80_000, 91_000), Difference("B", Change.RANK, 2, 1),
        Difference("A", Change.RANK, 1, 2),
    ]  # fmt: skip
    assert differences(now, now) == []


def test_units_that_came_and_went_are_named() -> None:
    """One that came with its figures, one that went at the end."""
    found = differences(sent(("A", 90_000, 1), ("B", None, None)), sent(("A", 90_000, 1), ("C", 80_000, 2)))
    assert [(one.unit, one.change) for one in found] == [
        ("C", Change.CAME), ("C", Change.TOTAL), ("C", Change.RANK), ("B", Change.GONE)
    ]  # fmt: skip


def test_a_missing_unit_that_is_scored_now_differs_and_zero_is_not_missing() -> None:
    """Blank and 0 are two things."""
    assert differences(sent(("A", None, None)), sent(("A", 0, None))) == [
        Difference("A", Change.TOTAL, None, 0)
    ]


def test_a_total_that_was_sent_with_more_decimals_is_told_with_them() -> None:
    """The book has none since: "67 → 67" would say that nothing differs."""
    assert difference_told(Difference("A", Change.TOTAL, 66_500, 67_000), 0) == ("Tổng điểm", "66,5", "67")
    assert difference_told(Difference("A", Change.TOTAL, 66_500, 67_000), 2) == (
        "Tổng điểm",
        "66,50",
        "67,00",
    )


@pytest.mark.parametrize(
    ("kind", "phase", "then"),
    [(Sending.BEFORE, Phase.RECEIVING, Phase.SENT), (Sending.BEFORE, Phase.SENT, Phase.SENT),
     (Sending.AFTER, Phase.RECEIVING, Phase.AGREED), (Sending.AFTER, Phase.SENT, Phase.AGREED),
     (Sending.CORRECTION, Phase.SENT, Phase.SENT), (Sending.CORRECTION, Phase.AGREED, Phase.AGREED)],
)  # fmt: skip
def test_the_phase_follows_from_what_was_sent(kind: Sending, phase: Phase, then: Phase) -> None:
    """A correction leaves it."""
    assert kind.phase_after(phase) is then


def rows() -> list[SentRow]:
    """Two times of two units."""
    lines = (("A", 90_000, 1), ("B", None, None))
    first = appended([], sent(*lines), "")
    return appended(first, sent(*lines, number=2, kind=Sending.AFTER), first[-1].hash)


def test_what_is_written_is_read_again() -> None:
    """Numbers as a reader of files gives them back: floats, and dates with a time."""
    read = [row._replace(number=float(row.number), day=datetime.datetime(2026, 12, 15)) for row in rows()
            if isinstance(row.number, int)]  # fmt: skip
    assert submissions_of(read) == submissions_of(rows())
    assert [row.link for row in read] == [row.link for row in rows()]
    assert [one.kind for one in submissions_of(read)] == [Sending.BEFORE, Sending.AFTER]
    assert [(line.unit, line.total, line.rank) for line in submissions_of(read)[1].units] == [
        ("A", 90_000, 1), ("B", None, None)
    ]  # fmt: skip
    assert next_number(read) == 3


def test_rows_in_any_order_are_put_back_into_theirs() -> None:
    """Sorting is no editing."""
    links = [row.link for row in rows()]
    for shuffled in itertools.permutations(links):
        assert [shuffled[at] for at in chain.order(shuffled)] == links


def test_edited_rows_stay_where_they_stand() -> None:
    """Nobody can tell any more where they belong."""
    links = [row.link for row in rows()]
    links[1] = (["x", *links[1][0][1:]], links[1][1])
    assert chain.order(links) == [0, 1, 2, 3]
    assert chain.first_broken(links) == 1


def test_a_row_that_says_no_number_belongs_to_the_one_before() -> None:
    """An edited cell loses no unit; a time of which neither kind nor day can be read is none."""
    broken = rows()
    broken[1] = broken[1]._replace(number="hai")
    broken[2:] = [row._replace(day="hôm nào") for row in broken[2:]]
    assert [(one.number, [line.unit for line in one.units]) for one in submissions_of(broken)] == [
        (1, ["A", "B"])
    ]
    assert next_number(broken) == 3
