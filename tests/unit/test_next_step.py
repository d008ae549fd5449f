"""Việc tiếp theo: one thing to do, whatever a year has come to."""

from datetime import date

import pytest

from thidua_xl.addin.buttons import COMMANDS
from thidua_xl.cluster.book import OWNED
from thidua_xl.domain.scoring.settings import Phase
from thidua_xl.domain.year.next_step import HOMES, next_step
from thidua_xl.domain.year.stages import Stage
from thidua_xl.domain.year.steps_said import SAID
from thidua_xl.domain.year.year_state import Behind, Place, Step, Tie, YearState
from thidua_xl.sheets.cluster import settings
from thidua_xl.wording.next_step import next_said

_TODAY = date(2026, 12, 1)
_BLANK = YearState(_TODAY, 2026, settings=("Mã cụm", "Tên cụm"))
_READY = _BLANK._replace(settings=(), units=3, criteria=12, expected=3, missing=("Xã A", "Xã B", "Xã C"),
                 due=date(2026, 12, 20))  # fmt: skip
_ISSUED = _READY._replace(issued=True)
_IN = _ISSUED._replace(missing=(), received=3)
_DATED = _IN._replace(opens=date(2026, 12, 20), closes=date(2026, 12, 22), conference=date(2026, 12, 25))
_SENT = _DATED._replace(phase=Phase.SENT)
_HELD = _SENT._replace(today=date(2026, 12, 26))
_AGREED = _HELD._replace(phase=Phase.AGREED, sent_after=True)
_PAPERS = _AGREED._replace(papers_made=True)

_YEAR = {
    "a blank book": (_BLANK, Step.SETTINGS),
    "a book with a name": (_BLANK._replace(settings=()), Step.UNITS),
    "a list of units": (_BLANK._replace(settings=(), units=3), Step.CRITERIA),
    "a slip in the criteria": (_READY._replace(wrong=1), Step.MEND),
    "no day for the forms": (_READY._replace(due=None), Step.DEADLINE),
    "no day, and a criterion that asks for it": (_ISSUED._replace(due=None, is_timed=True), Step.DEADLINE),
    "everything is listed": (_READY, Step.ISSUE),
    "registration begins": (_READY._replace(stage=Stage.REGISTER), Step.ISSUE_REGISTER),
    "June begins": (_READY._replace(stage=Stage.MIDYEAR), Step.ISSUE_MIDYEAR),
    "forms are out": (_ISSUED, Step.COLLECT),
    "forms are due soon": (_ISSUED._replace(today=date(2026, 12, 17)), Step.REMIND),
    "forms are late": (_ISSUED._replace(today=date(2026, 12, 30)), Step.REMIND),
    "registrations are in": (_IN._replace(stage=Stage.REGISTER), Step.NEXT_STAGE),
    "June is in": (_IN._replace(stage=Stage.MIDYEAR), Step.NEXT_STAGE),
    "a file waits": (_ISSUED._replace(waiting=1, received=1), Step.DECIDE),
    "a form has errors": (_ISSUED._replace(to_fix=("Xã A",), received=1), Step.GIVE_BACK),
    "all are asked to mend": (_IN._replace(returned=("Xã A", "Xã B"), unscored=4), Step.AGREE),
    "letters about forms were made": (
        _DATED._replace(returned=("Xã A",), returned_on=_TODAY, ties=(Tie(1, ("Xã A", "Xã B")),)),
        Step.AWAIT,
    ),
    "another form has errors, too": (_DATED._replace(to_fix=("Xã B",), returned=("Xã A",)), Step.GIVE_BACK),
    "letters were made, no day of the conference": (_IN._replace(returned=("Xã A",)), Step.CONFERENCE_DAY),
    "a registration is to be mended": (
        _IN._replace(stage=Stage.REGISTER, returned=("Xã A",), today=date(2026, 12, 30)),
        Step.AWAIT,
    ),
    "no mended form came in time": (
        _DATED._replace(returned=("Xã A",), today=date(2026, 12, 21), due=_TODAY, opens=date(2026, 12, 22)),
        Step.SUBMIT,
    ),
    "late units were reminded": (
        _ISSUED._replace(today=date(2026, 12, 30), reminded_on=date(2026, 12, 21)),
        Step.COLLECT,
    ),
    "a unit was not given a target": (_IN._replace(not_assigned=2, unscored=2), Step.NOT_ASSIGNED),
    "a department scores": (_IN._replace(awaited=("NV (8 điểm)",), unscored=8), Step.SCORERS),
    "the head scores": (_IN._replace(unscored=8), Step.AGREE),
    "the head alone scores": (_READY._replace(sends_forms=False, unscored=9), Step.AGREE),
    "a condition is not understood": (_IN._replace(errors=1), Step.ERRORS),
    "all scores are there": (_IN, Step.CONFERENCE_DAY),
    "first is shared": (_DATED._replace(ties=(Tie(1, ("Xã A", "Xã B")),)), Step.VOTE),
    "nobody is nominated": (_DATED._replace(proclaimed_wrong=1), Step.PROCLAIM),
    "the ranking stands": (_DATED, Step.SUBMIT),
    "the table is due, a tie open": (
        _DATED._replace(today=date(2026, 12, 21), ties=(Tie(1, ("Xã A", "Xã B")),)),
        Step.SUBMIT,
    ),
    "the table is there": (_SENT, Step.MEETING),
    "the preparatory meeting has its page": (_SENT._replace(meets=True), Step.CONFERENCE),
    "the day of the conference": (_SENT._replace(meets=True, today=date(2026, 12, 25)), Step.CONFERENCE),
    "the conference was held": (_HELD, Step.APPROVE),
    "the phase was typed ahead": (_AGREED._replace(sent_after=False), Step.APPROVE),
    "the result is there": (_AGREED, Step.PAPERS),
    "a paper says other figures": (_PAPERS._replace(outdated=1), Step.PAPERS),
    "a duty was left": (_PAPERS._replace(demands=1), Step.DEMANDS),
    "nothing is left": (_PAPERS, Step.CLOSE),
    "the phase says closed, no seal does": (_PAPERS._replace(phase=Phase.CLOSED), Step.CLOSE),
    "sealed": (_PAPERS._replace(phase=Phase.CLOSED, is_sealed=True), Step.NEXT_YEAR),
    "sealed, and typed into": (
        _PAPERS._replace(phase=Phase.CLOSED, is_sealed=True, behind=Behind.SCORES),
        Step.UNSEALED,
    ),
    "typed since the last run": (_IN._replace(behind=Behind.SCORES, unscored=3), Step.RANK),
    "rules changed": (_DATED._replace(behind=Behind.RULES), Step.RANK),
    "criteria changed after forms went out": (_ISSUED._replace(changed=1), Step.CHANGED),
}


@pytest.mark.parametrize("name", _YEAR)
def test_every_state_of_the_year_has_its_step(name: str) -> None:
    """From a blank book to the next one."""
    state, step = _YEAR[name]
    assert next_step(state).step is step


def test_no_step_is_left_out() -> None:
    """Whoever adds a step says when it comes, where it is done, and how it is told."""
    assert {step for _, step in _YEAR.values()} == set(Step) == set(HOMES) == set(SAID)


@pytest.mark.parametrize("name", _YEAR)
def test_a_step_is_told_in_one_sentence(name: str) -> None:
    """With a capital first and a full stop last; behind `Việc tiếp theo` it goes on in small letters."""
    step = next_step(_YEAR[name][0])
    assert step.text[0].isupper() and step.text.endswith(".") and "\n" not in step.text
    assert "Việc tiếp theo" not in step.text and "{" not in step.text
    assert next_said(step) == f"Việc tiếp theo: {step.text[0].lower()}{step.text[1:]}"


def test_a_step_is_done_on_a_sheet_of_the_book_and_by_a_button_of_the_ribbon() -> None:
    """Names that the book and the registry know."""
    assert {home.sheet for home in HOMES.values()} <= {*OWNED, settings.TABLE.sheet}
    assert {home.command for home in HOMES.values()} - {""} <= set(COMMANDS)


def test_a_step_names_its_cell_where_it_is_known() -> None:
    """In the sentence, too."""
    state = _IN._replace(unscored=8, places={Step.AGREE: Place("Thống nhất điểm", "M9")})
    found = next_step(state)
    assert (found.sheet, found.cell) == ("Thống nhất điểm", "M9")
    assert found.text == "Nhập 8 điểm còn thiếu vào cột Điểm thống nhất, từ ô M9 trang Thống nhất điểm."


@pytest.mark.parametrize(
    "left, said",
    [(20, "còn 20 ngày đến hạn"), (0, "hôm nay là hạn nộp"), (-2, "đã quá hạn 2 ngày")],
)
def test_the_days_left_are_told(left: int, said: str) -> None:
    """Of forms that somebody waits for."""
    today = date.fromordinal(date(2026, 12, 20).toordinal() - left)
    assert said in next_step(_ISSUED._replace(today=today)).text


@pytest.mark.parametrize(
    ("state", "said"),
    [(_DATED, "Chờ phiếu sửa của Xã A (thư lập ngày 01/12/2026, còn 19 ngày đến hạn); gửi thư nếu chưa gửi, "
      "có phiếu thì bấm Nhận phiếu từ thư mục."),
     (_IN._replace(unscored=2), "Nhập 2 điểm còn thiếu vào cột Điểm thống nhất, từ trang Thống nhất điểm; "
      "đang chờ phiếu sửa của Xã A (thư lập ngày 01/12/2026, còn 19 ngày đến hạn)."),
     (_DATED._replace(due=None), "Chờ phiếu sửa của Xã A (thư lập ngày 01/12/2026); gửi thư nếu chưa gửi, "
      "có phiếu thì bấm Nhận phiếu từ thư mục.")],
)  # fmt: skip
def test_letters_that_were_made_are_told_and_the_year_goes_on(state: YearState, said: str) -> None:
    """The program knows that they were made, not that they were sent."""
    assert next_step(state._replace(returned=("Xã A",), returned_on=_TODAY)).text == said


def test_who_was_reminded_is_waited_for() -> None:
    """With the day of the letters."""
    said = next_step(_ISSUED._replace(today=date(2026, 12, 22), reminded_on=date(2026, 12, 21))).text
    assert "(thư nhắc lập ngày 21/12/2026, đã quá hạn 2 ngày)" in said


def test_many_names_are_counted() -> None:
    """A sentence holds three."""
    names = tuple(f"Xã {letter}" for letter in "ABCDEFGH")
    said = next_step(_ISSUED._replace(missing=names, expected=8)).text
    assert "đã có 0/8 đơn vị, còn chờ Xã A, Xã B, Xã C và 5 nơi khác" in said
