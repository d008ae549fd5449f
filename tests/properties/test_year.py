"""Whatever the days: what the calendar says of them holds together."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.settings import Settings, Window
from thidua_xl.domain.year.calendar import OwnDuty, State, Typed, agenda, entries, plan, standing
from thidua_xl.domain.year.deadlines import deadlines_of, read_window
from thidua_xl.domain.year.duties import DUTIES, Duty, Facts, Span

DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
MAYBE = st.none() | DAYS
SETTINGS = st.builds(
    Settings, year=st.integers(2025, 2027), starts=MAYBE, ends=MAYBE, registration_due=MAYBE, midyear_due=MAYBE,
    final_due=MAYBE, papers_due=MAYBE, deadline=MAYBE, meeting=MAYBE, conference=MAYBE,
)  # fmt: skip
FACTS = st.builds(Facts, issued=MAYBE, received=MAYBE, sent=st.lists(DAYS, max_size=3).map(tuple))
TYPED = st.dictionaries(
    st.sampled_from([duty.code for duty in DUTIES]), st.builds(Typed, due=MAYBE, done=MAYBE)
)
OWN = st.lists(MAYBE, max_size=5).map(
    lambda days: [OwnDuty(Duty(f"X{at}", "", "", ""), Span(due=day)) for at, day in enumerate(days)]
)


@given(MAYBE, MAYBE, MAYBE, DAYS)
def test_days_and_state_agree(starts: date | None, due: date | None, done: date | None, today: date) -> None:
    """What is late is past its day, what is due is not, by exactly the days that are told."""
    state, days = standing(starts, due, done, today)
    assert (state is State.LATE) == (done is None and due is not None and due < today)
    if state is State.LATE:
        assert due and days and due + timedelta(days) == today
    elif state in (State.DUE, State.TODAY):
        assert due and days is not None and today + timedelta(days) == due
    elif state is State.DONE_LATE:
        assert due and done and days and due + timedelta(days) == done
    assert (state in (State.DONE, State.DONE_LATE)) == (done is not None)
    assert state is not State.UNKNOWN or due is None


@given(SETTINGS, TYPED, OWN)
def test_no_row_is_lost_and_the_years_order_stays(
    settings: Settings, typed: dict[str, Typed], own: list[OwnDuty]
) -> None:
    """However many rows people add: each stands there once, the duties of HD 1302 in their order."""
    codes = [row.duty.code for row in plan(settings, typed, own)]
    known = [duty.code for duty in DUTIES]
    assert [code for code in codes if code in known] == known
    assert sorted(codes) == sorted([*known, *(one.duty.code for one in own)])


@given(SETTINGS, TYPED, FACTS, DAYS)
def test_the_agenda_tells_all_that_is_late_and_nothing_that_is_done(
    settings: Settings, typed: dict[str, Typed], facts: Facts, today: date
) -> None:
    """Everything late, at most five that come, by their days."""
    calendar = entries(plan(settings, typed), settings, facts, today)
    late, coming = agenda(calendar)
    assert {one.duty.code for one in late} == {one.duty.code for one in calendar if one.state is State.LATE}
    assert len(coming) <= 5
    assert all(one.due and one.due >= today and one.done is None for one in coming)
    assert all(first.due and then.due and first.due <= then.due for first, then in pairwise(coming))


@given(SETTINGS)
def test_a_period_never_ends_before_it_begins(settings: Settings) -> None:
    """Whatever was typed."""
    days = deadlines_of(settings)
    assert days.starts and days.ends and days.starts <= days.ends


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_window_is_read_as_it_is_written(one: int, other: int) -> None:
    """Every window that can be set."""
    window = Window(min(one, other), max(one, other))
    assert read_window(str(window)) == window
