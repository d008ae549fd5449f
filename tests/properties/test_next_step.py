"""Việc tiếp theo: in every state of a year exactly one step, done on a sheet of the book."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.cluster.book import OWNED
from thidua_xl.domain.scoring.settings import Phase
from thidua_xl.domain.year.next_step import next_step
from thidua_xl.domain.year.stages import Stage
from thidua_xl.domain.year.year_state import Behind, Step, Tie, YearState
from thidua_xl.sheets.cluster import settings

_few = st.integers(0, 2)
_days = st.none() | st.dates(date(2026, 11, 1), date(2027, 2, 1))
_names = st.lists(st.sampled_from(("Xã A", "Xã B", "Xã C")), max_size=3, unique=True).map(tuple)
_states = st.builds(
    YearState, today=st.dates(date(2026, 11, 1), date(2027, 2, 1)), year=st.just(2026),
    phase=st.sampled_from(Phase), is_sealed=st.booleans(), behind=st.sampled_from(Behind),
    stage=st.sampled_from(Stage), units=_few, criteria=_few, settings=st.sampled_from(((), ("Mã cụm",))),
    wrong=_few, changed=_few, sends_forms=st.booleans(), issued=st.booleans(), expected=st.just(3), missing=_names,
    received=_few, waiting=_few, to_fix=_names, due=_days, not_assigned=_few, awaited=_names, unscored=_few,
    errors=_few, ties=st.sampled_from(((), (Tie(1, ("Xã A", "Xã B")),))), proclaimed_wrong=_few, opens=_days,
    closes=_days, conference=_days, meets=st.booleans(), sent_after=st.booleans(), papers_made=st.booleans(),
    outdated=_few, demands=_few, places=st.just({}),
)  # fmt: skip


@given(_states)
def test_every_state_has_one_step_on_a_sheet_of_the_book(state: YearState) -> None:
    """Whatever comes together; the sentence is whole."""
    found = next_step(state)
    assert isinstance(found.step, Step)
    assert found.sheet in {*OWNED, settings.TABLE.sheet}
    assert found.text.endswith(".") and "None" not in found.text


@given(_states)
def test_nothing_is_sealed_over_what_is_open(state: YearState) -> None:
    """Chốt sổ comes once nothing else waits."""
    if next_step(state).step is Step.CLOSE:
        assert not (state.behind or state.waiting or (state.missing and state.sends_forms) or state.unscored)
        assert not (state.ties or state.errors or state.demands or state.outdated or state.is_sealed)


@given(_states)
def test_what_has_fallen_behind_comes_before_the_year(state: YearState) -> None:
    """Whatever a book says that was not computed anew, its clerk computes it first."""
    if state.behind and not state.is_sealed:
        assert next_step(state).step in (Step.RANK, Step.SETTINGS, Step.UNITS, Step.CRITERIA, Step.MEND)
