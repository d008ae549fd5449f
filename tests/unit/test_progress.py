"""Days before the conference, what is late and what is missing (HD 1302, I.2.1, II.5)."""

from datetime import date, timedelta

import pytest

from thidua_xl.domain.office.clusters import ClusterResult, ClusterUnit, Sent
from thidua_xl.domain.office.inputs import Cluster, OfficeSettings, Paper, PaperKind
from thidua_xl.domain.office.progress import FileState, Progress, progress_of
from thidua_xl.domain.ranking.standings import UnitStatus

CONFERENCE = date(2025, 12, 20)
DUE = date(2025, 12, 24)
TABLE, REPORT, MINUTES, LIST = PaperKind


def before(days: int) -> date:
    """So many days before the conference."""
    return CONFERENCE - timedelta(days)


def result(*sent: Sent, conference: date | None = None) -> ClusterResult:
    """A cluster's book with what it recorded as sent."""
    return ClusterResult("C01", 2025, phase="Đã gửi", sent=sent, conference=conference)


def line(
    *papers: tuple[PaperKind, date | None],
    book: ClusterResult | None = None,
    conference: date | None = CONFERENCE,
    due: date | None = DUE,
) -> Progress:
    """The line of a cluster whose papers came on these days."""
    received = [Paper("C01", kind, received=day) for kind, day in papers]
    state = FileState.RECEIVED if book else FileState.MISSING
    cluster = Cluster("C01", "Cụm 1", conference=conference)
    return progress_of(cluster, state, book, received, OfficeSettings(year=2025, papers_due=due), {})


def test_the_day_that_the_office_noted_counts_first() -> None:
    """The cluster says five days, the office's stamp says four."""
    own = line((TABLE, before(4)), book=result(Sent(1, "Trước hội nghị", before(5))))
    assert (own.table, own.days) == (before(4), 4)


def test_without_it_the_first_sending_before_the_conference_counts() -> None:
    """A corrected table two days later makes nobody late, a sending after the conference is none before it."""
    sent = (Sent(1, "Trước hội nghị", before(5)), Sent(2, "Trước hội nghị", before(2)),
            Sent(3, "Sau hội nghị", before(9)))  # fmt: skip
    own = line(book=result(*sent))
    assert (own.table, own.days, TABLE.value in own.late) == (before(5), 5, False)


def test_a_table_that_is_noted_without_a_day_takes_the_day_of_the_sending() -> None:
    """`Hồ sơ nhận` without `Ngày nhận`: it is there, and `Lần gửi` says when."""
    own = line((TABLE, None), book=result(Sent(1, "Trước hội nghị", before(3))))
    assert own.papers[TABLE] == (True, before(3))
    assert own.days == 3


@pytest.mark.parametrize(
    "own",
    [
        line(book=result()),
        line((TABLE, None)),
        line(book=result(Sent(1, "Sau hội nghị", before(3)))),
        line(book=result(Sent(1, "Trước hội nghị", None))),
        line((TABLE, before(4)), conference=None),
    ],
)
def test_no_day_is_guessed(own: Progress) -> None:
    """Without a day of sending or of the conference the figure stays empty, and nobody is late."""
    assert own.days is None
    assert TABLE.value not in own.late


def test_the_first_of_several_days_counts() -> None:
    """The table came twice."""
    assert line((TABLE, before(2)), (TABLE, None), (TABLE, before(5))).days == 5


@pytest.mark.parametrize(
    ("days", "late"), [(9, False), (5, False), (3, False), (2, True), (0, True), (-1, True)]
)
def test_less_than_three_days_before_is_late(days: int, late: bool) -> None:
    """I.2.1: 3 to 5 days; earlier is no fault."""
    own = line((TABLE, before(days)))
    assert own.days == days
    assert (TABLE.value in own.late) is late


def test_the_conference_of_the_office_goes_before_that_of_the_book() -> None:
    """The cluster's own day serves where the office has none."""
    own = result(conference=before(-5))
    assert line((TABLE, before(4)), book=own).days == 4
    assert line((TABLE, before(4)), book=own, conference=None).days == 9
    assert line((TABLE, before(4)), book=own, conference=None).conference == before(-5)


def test_a_book_is_the_table_and_the_papers_are_missing() -> None:
    """Who sent a book with scores has sent the table; the others are named in their order."""
    scored = result()
    scored.units = (
        ClusterUnit("A", "Xã A", 1, "Nhất", UnitStatus.RANKED, nominee=False, self_total=0, agreed_total=0, max_total=0,
                    percent=None),
    )  # fmt: skip
    assert line(book=scored).missing == (REPORT.value, MINUTES.value, LIST.value)
    assert line(book=result()).missing == tuple(kind.value for kind in PaperKind)
    assert line().missing == tuple(kind.value for kind in PaperKind)
    assert not line().is_done


@pytest.mark.parametrize(("day", "late"), [(DUE, False), (DUE + timedelta(1), True), (None, False)])
def test_papers_after_their_day_are_late(day: date | None, late: bool) -> None:
    """II.5; the day itself is in time, a paper without a day is there and not late."""
    own = line((TABLE, before(4)), (REPORT, day), (MINUTES, DUE), (LIST, DUE))
    assert own.late == ((REPORT.value,) if late else ())
    assert own.missing == ()
    assert own.is_done is not late


def test_without_a_day_due_no_paper_is_late() -> None:
    """The setting is blank."""
    assert line((TABLE, before(4)), (REPORT, date(2026, 3, 1)), due=None).late == ()


def test_the_phase_is_that_of_the_book() -> None:
    """Nothing is said of a book that has not come."""
    assert (line(book=result()).phase, line().phase) == ("Đã gửi", "")


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (FileState.RECEIVED, "Đã nhận"),
        (FileState.MISSING, "Chưa nhận"),
        (FileState.REFUSED, "Chưa dùng được"),
    ],
)
def test_every_state_has_its_words(state: FileState, shown: str) -> None:
    """What people read, and the word for programs."""
    assert state.shown == shown
    assert state.value == state.name.lower()
