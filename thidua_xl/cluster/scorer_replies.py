"""What each scorer gets back: its workbook marked, a reminder, or nothing; as units do of their forms."""

from collections.abc import Iterator, Mapping, Sequence

from ..bookkeeping.received import original_of
from ..domain.scoring.units import Unit
from ..domain.values.catalogue import Code, Severity
from ..domain.values.cells import is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.text import fold
from ..domain.year.stages import Stage, present
from ..mail.drafts import Asked
from ..scorecard.read import Unread, answered, read_file
from ..scorecard.scorer_form import ScorerForm, not_given
from ..sheets.cluster.given_scores import Col
from ..sheets.cluster.receipts import FileStatus, Receipt
from ..sheets.hidden import OF_SCORERS
from ..workers.cage import readers
from .assess import Assessment
from .book import Book
from .given import owed_scores, told_places
from .kept import given_scores
from .kept.given_scores import Place, by_key, judges_of
from .replies import Reply, ReplyState, for_sender, in_files, is_later, is_open, not_used, only_blank, waits
from .scorer_rows import lines_in

SCORES = Asked("phiếu chấm điểm thi đua", who="người chấm")
"""What letters to scorers are about. No day is set for it but that of the table of scores (`Lịch`)."""


def scorer_replies(book: Book, outcome: Assessment) -> list[Reply]:
    """Everybody who owes scores with what it is asked for; nobody before the forms of the year are collected."""
    if present(book.settings) is not Stage.YEAREND:
        return []
    owed = owed_scores(book, outcome.jury, outcome.claims, outcome.scores)
    found = in_files(outcome)
    return [_reply(book, one, owed.get(one.code, []), found) for one in judges_of(book)]


def _reply(
    book: Book, judge: given_scores.Asked, owed: Sequence[Place], found: Mapping[str, list[Finding]]
) -> Reply:
    files = [
        receipt for receipt in book.receipts if receipt.scorer and fold(receipt.scorer) == fold(judge.code)
    ]
    accepted = next((receipt for receipt in files if receipt.status is FileStatus.ACCEPTED), None)
    useless = [receipt for receipt in files if is_open(receipt) and is_later(receipt, accepted)]
    reply = Reply(_who(book, judge), ReplyState.FINE, receipt=accepted, scorer=True)
    if accepted is not None:
        reply.findings = for_sender(found.get(accepted.file, ()), Severity.ERROR, Severity.WARNING)
        reply.findings += for_sender(_lacking(book, accepted, owed), Severity.ERROR)
        reply.state = ReplyState.TO_FIX if reply.findings else ReplyState.FINE
        reply.notes += not_used(useless)
    elif not owed:
        reply.state = ReplyState.ON_PAPER if _gave(book, judge.code) else ReplyState.FINE
    else:
        reply.lacks = f"Còn thiếu {len(owed)} điểm: {told_places(owed)}."
        reply.notes.append(reply.lacks)
        _ask(book, reply, files, useless, found)
    return reply


def _ask(
    book: Book, reply: Reply, files: Sequence[Receipt], useless: Sequence[Receipt], found: Mapping[str, list[Finding]]
) -> None:  # fmt: skip
    """What a scorer is asked for of whose files none counts."""
    wrong = [one for each in useless for one in for_sender(found.get(each.file, ()), Severity.ERROR)]
    if wrong:
        reply.state, reply.findings = ReplyState.RESEND, wrong
    elif waiting := waits(useless):
        reply.notes += waiting
    elif all(fold(line.unit) != fold(reply.unit.code) for line in book.issued_at(OF_SCORERS)):
        reply.state = ReplyState.NOT_ISSUED
        reply.notes.append("Chưa phát hành phiếu chấm: phát hành trước khi nhắc.")
    else:
        reply.state = ReplyState.REMINDER
        reply.notes += only_blank(files)


def _who(book: Book, judge: given_scores.Asked) -> Unit:
    """The unit itself where units score each other; else somebody of `Người chấm`."""
    return book.unit(judge.code) or Unit(judge.code, judge.name, email=judge.email)


def _gave(book: Book, code: str) -> bool:
    """Whether scores of the scorer were typed into the book."""
    return any(key[0] == code and not is_blank(row.raw(Col.SCORE)) for key, row in by_key(book).items())


def _lacking(book: Book, receipt: Receipt, owed: Sequence[Place]) -> Iterator[Finding]:
    """The cells of its workbook that lack, and what it owes of which the workbook has no row."""
    if not owed:
        return
    form = _read_again(book, receipt)
    own = {(one.unit.code, one.criterion.code): one for one in owed}
    there = {(line.unit, line.criterion) for line in form.rows} if form else set()
    if form:
        lines = lines_in(book, form).counting
        yield from not_given(form, (line for key, line in lines.items() if key in own))
    without = [one for key, one in own.items() if key not in there]
    if without:
        yield finding(Code.SCORER_MISSING, file=receipt.file, who=without[0].judge.said, count=len(without),
                      what=told_places(without))  # fmt: skip


def _read_again(book: Book, receipt: Receipt) -> ScorerForm | None:
    """Its workbook from the original; None where that is lost."""
    data = original_of(book, receipt)
    if data is None:
        return None
    with readers(1) as workers:
        form = answered(workers.submit(read_file, data, receipt.file), receipt.file).form
    return form.scorer if isinstance(form, Unread) else None
