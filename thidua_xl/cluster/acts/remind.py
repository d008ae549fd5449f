"""Nhắc việc: a draft to everybody whom `Lịch` shows late, or with something due soon.

Nothing is sent, and the book does not change. A unit that has not sent its form gets it anew, as it was issued; one
whose form has mistakes gets it marked; so do those who score others.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ... import clock
from ...domain.scoring.settings import Phase
from ...domain.values.text import one_line
from ...domain.year.stages import present
from ...mail.drafts import Attached
from ...workers import garbage
from ...workers.steps import Step, quietly, watched
from ..book import Book
from ..computed import computed
from ..issued_forms import stamped_forms, standing_issues
from ..kept.given_scores import judges_of
from ..letters import code_in_names, harmless
from ..refusals import refuse_empty
from ..reminder_files import OURS, write_reminders
from ..reminders import NOTHING, Reminder, reminders, write_form_letter
from ..replies import ReplyState
from ..scorer_reminders import scorer_reminders
from ..scorer_workbooks import PlannedWorkbook, planned_workbooks, scorer_workbooks
from .give_back import copy_of, refuse_inbox

WITHIN = 7
"""Days before its day on which a duty is called to mind, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """The outcome of `remind`."""

    folder: Path
    index: Path
    today: datetime.date
    within: int
    found: Sequence[Reminder]
    closed: bool = False
    """A closed book: nothing is left to be done."""

    @property
    def drafts(self) -> int:
        """How many letters wait to be sent."""
        return sum(bool(one.draft) for one in self.found)


@garbage.held()
def remind(book: Book, out: Path, within: int = WITHIN, step: Step = quietly) -> Reminded:
    """Drafts and the index into the folder; nothing is written into the book.

    Raises CannotRunError where nothing could be done.
    """
    refuse_empty(book)
    refuse_inbox(book, out, OURS)
    moment, closed = clock.now(), book.settings.phase is Phase.CLOSED
    today = moment.date()
    found = [] if closed else _due(book, today, within)
    _attach(book, watched(found, len(found), step))
    for one in found:
        write_form_letter(book, one, today)
    settings = book.settings
    title = f"NHẮC VIỆC {settings.period_said.upper()} – {one_line(settings.name or settings.cluster)}"
    codes = [*(unit.code for unit in book.units),
             *(code_in_names(one.code, scorer=True) for one in judges_of(book))]  # fmt: skip
    index = write_reminders(
        found, out, title, CLOSED if closed else due_said(today, within), settings.year, codes, moment
    )
    return Reminded(out, index, today, within, found, closed)


def _due(book: Book, today: datetime.date, within: int) -> list[Reminder]:
    outcome = computed(book)[0]
    return [*reminders(book, outcome, today, within), *scorer_reminders(book, outcome, today, within)]


def due_said(today: datetime.date, within: int) -> str:
    """What the index says of whom it lists."""
    return f"Tính đến {today:%d/%m/%Y}: việc trễ và việc đến hạn trong {within} ngày."


CLOSED = "Sổ đã chốt: không còn việc phải nhắc."


def _attach(book: Book, found: Iterable[Reminder]) -> None:
    """The form anew to who has not sent it, marked to whose it is wrong."""
    stage = present(book.settings)
    standing = standing_issues(book, stage)
    of_scorers = {one.judge.code: one for one in planned_workbooks(book, "") if not one.is_new}
    for one in found:
        if one.reply is None:
            continue
        if one.reply.state is ReplyState.TO_FIX:
            data = copy_of(book, one.reply)
            what = "Cham" if one.reply.scorer else stage.prefix
            name = f"Can_sua_{what}_{harmless(one.code)}_{book.settings.year}.xlsx"
            one.attached = Attached(name, data) if data else NOTHING
        elif one.reply.scorer:
            _attach_workbook(book, one, of_scorers.get(one.code))
        elif line := standing.get(one.code):
            one.attached = Attached(*next(stamped_forms(book, [(one.reply.unit, line)], stage)))
        else:
            one.notes.append(_ISSUE_FIRST)
        one.notes += one.reply.notes


_ISSUE_FIRST = "Phiếu chưa phát, hoặc tiêu chí đã đổi từ lần phát: phát hành phiếu rồi nhắc."


def _attach_workbook(book: Book, one: Reminder, issued: PlannedWorkbook | None) -> None:
    """A scorer's workbook as it would be issued now, with what the units have sent since."""
    if issued is None:
        one.notes.append(_ISSUE_FIRST)
    else:
        one.attached = Attached(*next(scorer_workbooks(book, [issued])))
