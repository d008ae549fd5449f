"""Các bước trong năm: the ten steps that a first page shows, and which of them is being done."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple

from ..scoring.settings import Phase
from .next_step import is_done
from .stages import Stage
from .year_state import Step, YearState


class Reach(Enum):
    """How far a step of the year is."""

    DONE = auto()
    NOW = auto()
    OPEN = auto()
    """It was passed, and something of it is left."""
    LATER = auto()
    UNUSED = auto()
    """The cluster does it without this book."""


class Part(NamedTuple):
    """A step of the year."""

    text: str
    is_done: Callable[[YearState], bool]


def _is_set_up(state: YearState) -> bool:
    return bool(state.units and state.criteria) and not (state.settings or state.wrong)


def _is_in(state: YearState, stage: Stage) -> bool:
    """Whether a collection is complete: every unit has sent, or some have and the book has gone on to a later one."""
    if state.stage is stage:
        return state.is_complete
    return stage in state.answered_stages


def _is_scored(state: YearState) -> bool:
    gaps = state.unscored or state.not_assigned or state.errors or state.changed
    return _has_forms(state) and not (gaps or state.behind)


def _has_forms(state: YearState) -> bool:
    return state.stage is Stage.YEAREND and state.is_complete


def _is_out(state: YearState) -> bool:
    return state.stage is Stage.YEAREND and bool(state.issued or state.received or state.is_complete)


def _is_proclaimed(state: YearState) -> bool:
    return _is_scored(state) and not (state.ties or state.proclaimed_wrong)


def _has_gone_up(state: YearState) -> bool:
    return state.phase is not Phase.RECEIVING


def _is_held(state: YearState) -> bool:
    return state.phase in (Phase.AGREED, Phase.CLOSED) and state.sent_after


COURSE: tuple[Part, ...] = (
    Part("Lập sổ: cụm, đơn vị, tiêu chí", _is_set_up),
    Part("Đăng ký thi đua, ký giao ước", lambda state: _is_in(state, Stage.REGISTER)),
    Part("Sơ kết 6 tháng", lambda state: _is_in(state, Stage.MIDYEAR)),
    Part("Phát phiếu tự chấm", _is_out),
    Part("Nhận phiếu, trả phiếu sửa lỗi", _has_forms),
    Part("Thống nhất điểm, xếp hạng", _is_scored),
    Part("Bỏ phiếu, suy tôn", _is_proclaimed),
    Part("Gửi bảng điểm trước hội nghị", _has_gone_up),
    Part("Hội nghị, gửi kết quả", _is_held),
    Part("Văn bản, chốt sổ", is_done),
)
_EARLY: Mapping[int, Stage] = {1: Stage.REGISTER, 2: Stage.MIDYEAR}
"""The steps that many clusters do without the book."""
_FORMS = (Step.DECIDE, Step.GIVE_BACK, Step.REMIND, Step.COLLECT, Step.AWAIT, Step.NEXT_STAGE)
_OF_STAGE: Mapping[Stage, int] = {Stage.REGISTER: 1, Stage.MIDYEAR: 2, Stage.YEAREND: 4}
_AT: Mapping[Step, int] = {
    Step.SETTINGS: 0, Step.UNITS: 0, Step.CRITERIA: 0, Step.MEND: 0,
    Step.ISSUE_REGISTER: 1, Step.ISSUE_MIDYEAR: 2,
    Step.DEADLINE: 3, Step.ISSUE: 3,
    Step.RANK: 5, Step.CHANGED: 5, Step.NOT_ASSIGNED: 5, Step.SCORERS: 5, Step.AGREE: 5, Step.ERRORS: 5,
    Step.VOTE: 6, Step.PROCLAIM: 6,
    Step.CONFERENCE_DAY: 7, Step.SUBMIT: 7,
    Step.MEETING: 8, Step.CONFERENCE: 8, Step.APPROVE: 8,
    Step.PAPERS: 9, Step.DEMANDS: 9, Step.CLOSE: 9, Step.UNSEALED: 9, Step.NEXT_YEAR: 9,
}  # fmt: skip
"""Where in the course a step of the clerk's belongs; those about forms belong to their collection."""


def course_of(state: YearState, step: Step) -> list[Reach]:
    """How far each step of `COURSE` is, while `step` is the next one."""
    now = _OF_STAGE[state.stage] if step in _FORMS else _AT[step]
    return [_reach(state, at, now) for at in range(len(COURSE))]


def _reach(state: YearState, at: int, now: int) -> Reach:
    if at == now and not is_done(state):
        return Reach.NOW
    if COURSE[at].is_done(state):
        return Reach.DONE
    is_unused = at in _EARLY and _EARLY[at] not in state.issued_stages
    if is_unused and (now > at or state.stage is Stage.YEAREND):
        return Reach.UNUSED
    return Reach.OPEN if at < now else Reach.LATER
