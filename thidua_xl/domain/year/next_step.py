"""Việc tiếp theo: the one thing that a cluster's clerk does next, by how far the year has come."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ..scoring.settings import Phase
from .stages import Stage
from .steps_said import SAID, with_returned
from .year_state import Step, YearState


class NextStep(NamedTuple):
    """What is done next: in a sentence, where, and by which button."""

    step: StrEnum
    """A `Step`; of an office book an `OfficeStep`."""
    text: str
    """One sentence, without the words `Việc tiếp theo`."""
    sheet: str
    cell: str = ""
    """The A1 address; empty: the sheet as a whole."""
    command: str = ""
    """The button's command; empty where a person types."""


class Home(NamedTuple):
    """Where a step is done unless a cell is known, and the button that does it."""

    sheet: str
    command: str = ""


HOMES: Mapping[Step, Home] = {
    Step.SETTINGS: Home("Cụm"),
    Step.UNITS: Home("Đơn vị"),
    Step.CRITERIA: Home("Tiêu chí"),
    Step.MEND: Home("Tiêu chí"),
    Step.UNSEALED: Home("Cụm", "reopen"),
    Step.RANK: Home("Xếp hạng", "rank"),
    Step.CHANGED: Home("Cần sửa"),
    Step.DEADLINE: Home("Cụm"),
    Step.ISSUE_REGISTER: Home("Đơn vị", "issue-register"),
    Step.ISSUE_MIDYEAR: Home("Đơn vị", "issue-midyear"),
    Step.ISSUE: Home("Đơn vị", "issue"),
    Step.DECIDE: Home("Tiếp nhận"),
    Step.GIVE_BACK: Home("Cần sửa", "give-back"),
    Step.REMIND: Home("Tiếp nhận", "give-back"),
    Step.COLLECT: Home("Tiếp nhận", "collect"),
    Step.AWAIT: Home("Tiếp nhận", "collect"),
    Step.NEXT_STAGE: Home("Cụm"),
    Step.NOT_ASSIGNED: Home("Thống nhất điểm"),
    Step.SCORERS: Home("Điểm người chấm", "collect"),
    Step.AGREE: Home("Thống nhất điểm"),
    Step.ERRORS: Home("Cần sửa"),
    Step.CONFERENCE_DAY: Home("Cụm"),
    Step.SUBMIT: Home("Xếp hạng", "submit"),
    Step.VOTE: Home("Bỏ phiếu"),
    Step.PROCLAIM: Home("Suy tôn"),
    Step.MEETING: Home("Xếp hạng", "meeting"),
    Step.CONFERENCE: Home("Suy tôn", "documents-conference"),
    Step.APPROVE: Home("Suy tôn", "submit"),
    Step.PAPERS: Home("Văn bản", "documents-conference"),
    Step.DEMANDS: Home("Lịch"),
    Step.CLOSE: Home("Xếp hạng", "close"),
    Step.NEXT_YEAR: Home("Xếp hạng", "new-from"),
}


def next_step(state: YearState) -> NextStep:
    """The one thing to do next: the first of the year's steps that waits; where none does, the book is closed."""
    step = next((step for step, waits in _WAITING if waits(state)), Step.CLOSE)
    home = HOMES[step]
    place = state.places.get(step)
    sheet, cell = place or (home.sheet, "")
    text = SAID[step](state, f"ô {cell} trang {sheet}" if cell else f"trang {sheet}")
    told = with_returned(state, text) if step in _MEANWHILE else text
    return NextStep(step, told, sheet, cell, home.command)


_MEANWHILE = frozenset({Step.REMIND, Step.COLLECT, Step.NOT_ASSIGNED, Step.SCORERS, Step.AGREE, Step.ERRORS,
                        Step.CONFERENCE_DAY, Step.SUBMIT, Step.VOTE, Step.PROCLAIM})  # fmt: skip
"""What can be done while units mend their forms."""


# --- when a step waits; each is asked only where none above it does -------------------------------------------------


def is_done(state: YearState) -> bool:
    """Whether the book is sealed and nobody typed into it since."""
    return state.is_sealed and not state.behind


def _is_unsealed(state: YearState) -> bool:
    return state.is_sealed and bool(state.behind)


def _is_behind(state: YearState) -> bool:
    return bool(state.behind)


def _issues(stage: Stage) -> Callable[[YearState], bool]:
    return lambda state: _is_to_issue(state) and state.stage is stage


def _is_to_issue(state: YearState) -> bool:
    """Nothing went out, nothing came in, nobody typed a score, and units have to send something."""
    nothing_came = not state.received and 0 < state.expected == len(state.missing)
    return state.sends_forms and not state.issued and nothing_came


def _lacks_deadline(state: YearState) -> bool:
    is_asked = _is_to_issue(state) or state.is_timed
    return is_asked and state.stage is Stage.YEAREND and state.due is None


SOON = 3
"""So many days before forms are due, whoever has not sent is reminded."""


def _reminds(state: YearState) -> bool:
    left = state.days_left
    is_soon = left is not None and left <= SOON
    return state.sends_forms and bool(state.missing) and is_soon and state.reminded_on is None


def _collects(state: YearState) -> bool:
    return state.sends_forms and bool(state.missing)


def _awaits_early(state: YearState) -> bool:
    return bool(state.returned) and _is_early(state)


def _awaits(state: YearState) -> bool:
    """Until the day by which forms are due; then the year goes on with what is there."""
    left = state.days_left
    return bool(state.returned) and _is_receiving(state) and (left is None or left >= 0)


def _dates_meanwhile(state: YearState) -> bool:
    return bool(state.returned) and _lacks_conference(state)


def _is_early(state: YearState) -> bool:
    """Whether a collection before that of December is the present one."""
    return state.stage is not Stage.YEAREND and state.phase is Phase.RECEIVING


def _is_receiving(state: YearState) -> bool:
    return state.phase is Phase.RECEIVING


def _lacks_conference(state: YearState) -> bool:
    return _is_receiving(state) and state.conference is None


def _goes_up_now(state: YearState) -> bool:
    return _is_receiving(state) and state.must_go_up


def _meets(state: YearState) -> bool:
    return state.phase is Phase.SENT and state.is_before_conference and not state.meets


def _confers(state: YearState) -> bool:
    return state.phase is Phase.SENT and state.is_before_conference


def _is_unapproved(state: YearState) -> bool:
    return state.phase is Phase.SENT or (state.phase is Phase.AGREED and not state.sent_after)


def _lacks_papers(state: YearState) -> bool:
    return not state.papers_made or state.outdated > 0


_WAITING: Sequence[tuple[Step, Callable[[YearState], bool]]] = (
    (Step.NEXT_YEAR, is_done),
    (Step.UNSEALED, _is_unsealed),
    (Step.SETTINGS, lambda state: bool(state.settings)),
    (Step.UNITS, lambda state: not state.units),
    (Step.CRITERIA, lambda state: not state.criteria),
    (Step.MEND, lambda state: state.wrong > 0),
    (Step.RANK, _is_behind),
    (Step.CHANGED, lambda state: state.changed > 0),
    (Step.DECIDE, lambda state: state.waiting > 0),
    (Step.DEADLINE, _lacks_deadline),
    (Step.ISSUE_REGISTER, _issues(Stage.REGISTER)),
    (Step.ISSUE_MIDYEAR, _issues(Stage.MIDYEAR)),
    (Step.ISSUE, _issues(Stage.YEAREND)),
    (Step.GIVE_BACK, lambda state: bool(state.to_fix)),
    (Step.REMIND, _reminds),
    (Step.COLLECT, _collects),
    (Step.AWAIT, _awaits_early),
    (Step.NEXT_STAGE, _is_early),
    (Step.NOT_ASSIGNED, lambda state: state.not_assigned > 0),
    (Step.SCORERS, lambda state: bool(state.awaited)),
    (Step.AGREE, lambda state: state.unscored > 0),
    (Step.ERRORS, lambda state: state.errors > 0),
    (Step.SUBMIT, _goes_up_now),
    (Step.CONFERENCE_DAY, _dates_meanwhile),
    (Step.AWAIT, _awaits),
    (Step.VOTE, lambda state: bool(state.ties)),
    (Step.PROCLAIM, lambda state: state.proclaimed_wrong > 0),
    (Step.CONFERENCE_DAY, _lacks_conference),
    (Step.SUBMIT, _is_receiving),
    (Step.MEETING, _meets),
    (Step.CONFERENCE, _confers),
    (Step.APPROVE, _is_unapproved),
    (Step.PAPERS, _lacks_papers),
    (Step.DEMANDS, lambda state: state.demands > 0),
)
"""The steps in the order in which they are asked: what blocks everything first, then the year as it goes."""
