"""Gửi cấp trên: what was sent is recorded, and what differs from the time before (HD 1302, I.2.1, II.5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ... import clock
from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.saved import Saved
from ...domain.ranking.submissions import (
    Difference,
    Sending,
    Submission,
    SubmittedUnit,
    differences,
)
from ...domain.scoring.settings import Phase
from ...domain.values.catalogue import Code
from ...domain.values.findings import STOPS, in_order
from ...errors import CannotRunError
from ...sheets.cluster.settings import Setting
from ...sheets.cluster.submissions import appended, next_number
from ...sheets.hidden import SUBMITTED
from ..assess import Assessment
from ..book import Book, retype
from ..book_findings import sent_in_time
from ..computed import computed
from ..counts import waits_for_a_person
from ..evidence import evidence_of, first_units
from ..happened import Recorded, SentOtherwise
from ..refusals import refuse_closed, refuse_empty
from ..save import save_cluster_book

_OF_SENDING = frozenset({Code.GB_OUTSIDE_WINDOW, Code.SENT_OUT_OF_TIME, Code.SENT_AFTER_CONFERENCE})


@dataclass(frozen=True, slots=True)
class Submitted:
    """The outcome of `submit`; where nothing was `recorded`, `sent` is the time that still stands."""

    book: Book
    outcome: Assessment
    sent: Submission
    last: Submission | None
    """The time before."""
    differences: Sequence[Difference]
    saved: Saved
    recorded: bool = True

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1."""
        return waits_for_a_person(self.book, self.outcome)


def submit(book: Book, kind: Sending, keep: Keep = in_file) -> Submitted:
    """Record what was sent. Raises CannotRunError where such a sending has no place now.

    That it was sent is a fact: units that are missing and ties that are open are recorded as they are. The phase
    is moved first, so that scores are approved as if somebody had typed `Đã thông qua`.
    """
    refuse_closed(book)
    refuse_empty(book)
    _refuse_out_of_turn(book, kind)
    before = book.settings.phase
    book.settings = replace(book.settings, phase=kind.phase_after(before))
    outcome, events = computed(book)
    _refuse_causes(book, outcome)
    last = max(book.submissions, key=lambda one: one.number, default=None)
    now = Submission(next_number(book.sent), kind, clock.now().date(), _lines(outcome))
    found = differences(last, now) if last else []
    moved = book.settings.phase is not before
    if last and last.kind is kind and not found and not moved:
        saved = save_cluster_book(book, outcome, "submit", events, keep)
        return Submitted(book, outcome, last, last, [], saved, recorded=False)
    if moved:
        retype(book, Setting.PHASE, book.settings.phase.value)
    _record(book, now)
    outcome.findings[:] = [one for one in outcome.findings if one.code not in _OF_SENDING]
    outcome.findings += sent_in_time(book)
    book.evidence = evidence_of(book, first_units(book, outcome))
    events = [*events, Recorded(now, before, book.settings.phase)]
    if last and found:
        events = [*events, SentOtherwise(last, found, book.settings.digits)]
    saved = save_cluster_book(book, outcome, "submit", events, keep)
    return Submitted(book, outcome, now, last, found, saved)


def kind_now(book: Book) -> Sending:
    """What is sent next, by the phase; a phase that somebody typed ahead of the sending skips none."""
    if book.settings.phase is Phase.RECEIVING:
        return Sending.BEFORE
    is_sent = any(sent.kind is Sending.AFTER for sent in book.submissions)
    return Sending.CORRECTION if is_sent and book.settings.phase is not Phase.SENT else Sending.AFTER


def _refuse_causes(book: Book, outcome: Assessment) -> None:
    """Raises CannotRunError while criteria or units are others than those of the forms: no total is the cluster's."""
    causes = in_order(found for found in outcome.findings if found.code in STOPS)
    if causes:
        more = (
            f" Còn {len(causes) - 1} việc như thế, xem trang Cần sửa sau khi chạy rank." if causes[1:] else ""
        )
        raise CannotRunError(
            f"Chưa ghi lần gửi nào vào sổ {book.file.path.name}. {causes[0].message} {causes[0].action}{more}"
        )


def _refuse_out_of_turn(book: Book, kind: Sending) -> None:
    if kind is Sending.CORRECTION and not book.sent:
        raise CannotRunError(
            f"Sổ {book.file.path.name} chưa ghi lần gửi nào nên chưa có gì để đính chính; "
            "dùng --kind before hoặc after."
        )
    if kind is Sending.BEFORE and book.settings.phase is Phase.AGREED:
        raise CannotRunError(
            f"Sổ {book.file.path.name} ở giai đoạn Đã thông qua, không còn là trước hội nghị; dùng --kind after hoặc "
            "correction."
        )


def _lines(outcome: Assessment) -> tuple[SubmittedUnit, ...]:
    """Every unit in the order of the ranking; one of which nothing is there has no total."""
    return tuple(
        SubmittedUnit(line.code, None if line.total.empty or line.total.unscored else line.total.agreed_total,
                      line.rank)
        for line in outcome.standings.standings
    )  # fmt: skip


def _record(book: Book, now: Submission) -> None:
    head = book.meta.get(SUBMITTED) or (book.sent[-1].hash if book.sent else "")
    book.sent = appended(book.sent, now, head)
    book.meta = {**book.meta, SUBMITTED: book.sent[-1].hash}
