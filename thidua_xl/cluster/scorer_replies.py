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

SCORES = Asked("phiếu chấm điểm thi đua", who="người chấm")
"""What letters to scorers are about. No day is set for it but that of the table of scores (`Lịch`)."""


def scorer_replies(book: Book, outcome: Assessment) -> list[Reply]:
    """Everybody who owes scores with what it is asked for; nobody before the forms of the year are collected."""
    if present(book.settings) is not Stage.YEAREND:
        return []
    owed = owed_scores(book, outcome.jury, outcome.claims, outcome.scores)
    found = in_files(outcome)
    replies = [Reply(_who(book, one), ReplyState.FINE, scorer=True) for one in judges_of(book)]
    for reply in replies:
        reply.receipt = next((one for one in _files(book, reply) if one.status is FileStatus.ACCEPTED), None)
    forms = _read_again(book, [one.receipt for one in replies if one.receipt and owed.get(one.unit.code)])
    for reply in replies:
        _settle(book, reply, owed.get(reply.unit.code, []), found, forms)
    return replies


def _files(book: Book, reply: Reply) -> list[Receipt]:
    code = fold(reply.unit.code)
    return [receipt for receipt in book.receipts if receipt.scorer and fold(receipt.scorer) == code]


def _settle(
    book: Book, reply: Reply, owed: Sequence[Place], found: Mapping[str, list[Finding]],
    forms: Mapping[str, ScorerForm],
) -> None:  # fmt: skip
    """What it is asked for, by the file that counts or those that cannot be used; `forms` by their hash."""
    files, accepted = _files(book, reply), reply.receipt
    useless = [receipt for receipt in files if is_open(receipt) and is_later(receipt, accepted)]
    if accepted is not None:
        lacking = _lacking(accepted, owed, forms.get(accepted.sha256))
        reply.findings = for_sender(found.get(accepted.file, ()), Severity.ERROR, Severity.WARNING)
        reply.findings += for_sender(lacking, Severity.ERROR)
        reply.state = ReplyState.TO_FIX if reply.findings else ReplyState.FINE
        reply.notes += not_used(useless)
    elif not owed:
        reply.state = ReplyState.ON_PAPER if _gave(book, reply.unit.code) else ReplyState.FINE
    else:
        reply.lacks = f"Còn thiếu {len(owed)} điểm: {told_places(owed)}."
        reply.notes.append(reply.lacks)
        _ask(book, reply, files, useless, found)


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


def _lacking(receipt: Receipt, owed: Sequence[Place], form: ScorerForm | None) -> Iterator[Finding]:
    """The cells of its workbook that lack, and what it owes of which the workbook has no row."""
    own = {(one.unit.code, one.criterion.code): one for one in owed}
    there = {(line.unit, line.criterion) for line in form.rows} if form else set()
    if form:
        yield from not_given(form, (line for line in form.rows if (line.unit, line.criterion) in own))
    without = [one for key, one in own.items() if key not in there]
    if without:
        yield finding(Code.SCORER_MISSING, file=receipt.file, who=without[0].judge.said, count=len(without),
                      what=told_places(without))  # fmt: skip


def _read_again(book: Book, receipts: Sequence[Receipt]) -> dict[str, ScorerForm]:
    """The workbooks from their originals, by hash; without those that are lost."""
    originals = [(one, data) for one in receipts if (data := original_of(book, one)) is not None]
    if not originals:
        return {}
    with readers(len(originals)) as workers:
        reading = [(one, workers.submit(read_file, data, one.file)) for one, data in originals]
        read = [(one.sha256, answered(future, one.file).form) for one, future in reading]
    return {
        sha256: form.scorer for sha256, form in read if isinstance(form, Unread) and form.scorer is not None
    }
