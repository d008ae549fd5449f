"""What the originals of a book amount to now: opened anew, settled, read, merged and assessed."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Executor, Future
from functools import partial

from ..bookkeeping.happened import FileMoved, FileReceived, Happened
from ..bookkeeping.received import original_of
from ..domain.values.catalogue import Code
from ..domain.values.findings import OF_SEVERAL, Finding, finding
from ..scorecard.read import Read, answered, read_file
from ..scorecard.shared import Shared
from ..scorecard.validate import getting_ready, validating
from ..sheets.cluster.receipts import FileDecision, FileStatus, Receipt
from ..workers.ahead import begun_ahead
from ..workers.cage import readers
from ..workers.steps import Step, quietly, watched
from .accepted_rows import read_accepted
from .assess import Assessment
from .book import Book
from .changed_criteria import adopt, is_stale
from .counts import is_about
from .identify import identified, laid_aside
from .kept.given_scores import judges_by_code
from .kept_reads import KeptReads
from .merge import merge
from .opened import Opened
from .places import assessed
from .rule_changes import note_rule_changes
from .scorer_files import settle_scorers
from .scorer_merge import merge_scorers
from .set_aside import Aside, set_aside
from .stage_merge import merge_stages
from .units_in import counted_before
from .which_counts import settle_forms


def recomputed(book: Book, step: Step = quietly) -> tuple[Assessment, list[Happened]]:
    """What the originals and the typed columns amount to, and what in the book had to be changed for it."""
    return reassessed(book, counted_before(book), [], step)


def reassessed(
    book: Book,
    before: Mapping[str, str],
    added: Sequence[Receipt],
    step: Step = quietly,
    readings: KeptReads | None = None,
) -> tuple[Assessment, list[Happened]]:
    """Open, settle, read, merge and assess the originals of all files of the book; `added` came in this run.

    A form among the `readings` of earlier runs is not read again, as long as its original is whole.
    """
    was_stale = book.meta.get("criteria", "") if is_stale(book) else ""
    changed = [*note_rule_changes(book), *adopt(book)]
    new = {id(receipt) for receipt in added}
    were = [(receipt, receipt.status) for receipt in book.receipts if id(receipt) not in new]
    earlier = {(one.unit, one.stage): one.sha256 for one, status in were if status is FileStatus.ACCEPTED}
    opened, lost = _open_all(book, readings, step, getting_ready(len(added)))
    settle_scorers(book, opened, lost)
    settle_forms(book, opened, lost)
    counted, doubtful = read_accepted(book, opened)
    held = [receipt for receipt in lost if receipt.decision is not FileDecision.SKIP]
    merged = merge(book, opened, {unit: sha for unit, sha in before.items() if _is_here(sha, held)})
    of_year = merge_stages(book, opened, {key: sha for key, sha in earlier.items() if _is_here(sha, held)})
    of_scorers = merge_scorers(book, opened, held)
    kept = {receipt.file for receipt in held}
    noted = [found for found in book.noted if found.file in kept]
    noted += [found for found in _under_old(was_stale, book, held) if found not in noted]
    for one in opened:
        if one.receipt.decision is FileDecision.SKIP:
            continue  # settled by a person: nothing is left to be done about it
        noted += one.findings if one.receipt.status is FileStatus.SUPERSEDED else one.all_findings()
    outcome = assessed(book, [*noted, *merged.findings, *of_year.findings, *of_scorers], counted, doubtful,
                       validating(len(added)))  # fmt: skip
    _count_errors(book, outcome, lost)
    return outcome, [*changed, *_received_events(added), *_settled_events(were), *merged.events,
                     *of_year.events]  # fmt: skip


def _under_old(mark: str, book: Book, lost: Sequence[Receipt]) -> Iterator[Finding]:
    """Files that count, cannot be read again, and were read by the criteria of that mark, which have changed."""
    for receipt in lost if mark else ():
        if receipt.status is FileStatus.ACCEPTED and receipt.decision is not FileDecision.USE:
            yield finding(Code.OLD_CRITERIA, unit=receipt.unit, file=receipt.file, value=mark,
                          expected=book.criteria.fingerprint, plan="Bản gốc không còn để chuyển.")  # fmt: skip


def _open_all(
    book: Book, kept: KeptReads | None, step: Step, meanwhile: Callable[[], None]
) -> tuple[list[Opened], list[Receipt]]:
    """Every file of the book opened by the workers, and those whose original is gone.

    An original is loaded when its turn comes, and what it was opened from is let go: thousands are not held.
    `meanwhile` is done while the workers read.
    """
    opened: list[Opened] = []
    lost: list[Receipt] = []
    judges, shared = judges_by_code(book), Shared()
    known = {receipt.sha256 for receipt in book.receipts}
    jobs = kept.unknown(book.receipts) if kept else len(book.receipts)
    with readers(max(jobs, 1) if book.receipts else 0) as workers:
        reading = begun_ahead(book.receipts, partial(_begun, book, workers, known, kept), meanwhile=meanwhile)
        for receipt, found in watched(reading, len(book.receipts), step):
            if found is None:
                _lose(book, receipt)
                lost.append(receipt)
            elif isinstance(found, Aside):
                opened.append(laid_aside(book, receipt, found))
            else:
                read = (
                    found if isinstance(found, Read) else _kept(kept, receipt, answered(found, receipt.file))
                )
                opened.append(identified(book, receipt, shared.in_read(read), judges))
    return opened, lost


def _kept(kept: KeptReads | None, receipt: Receipt, read: Read) -> Read:
    if kept:
        kept.keep(receipt, read)
    return read


def _begun(
    book: Book, workers: Executor, known: Set[str], kept: KeptReads | None, receipt: Receipt
) -> "Future[Read] | Read | Aside | None":
    """What a file is, if that is seen at once or known, else a worker's answer to come; None: its original is gone."""
    content = original_of(book, receipt)
    if content is None:
        return None
    aside = set_aside(receipt.file, receipt.source, content, known)
    read = kept.recall(receipt) if kept and not aside else None
    return aside or read or workers.submit(read_file, content, receipt.file)


def _lose(book: Book, receipt: Receipt) -> None:
    """What becomes of a file that counted and is gone together with its unit."""
    is_gone = not receipt.scorer and book.unit(receipt.unit) is None
    if receipt.status is FileStatus.ACCEPTED and is_gone:
        receipt.status = FileStatus.WAITING
        receipt.why = f"Mã {receipt.unit} không còn trong trang Đơn vị."


def _is_here(sha256: str, lost: Sequence[Receipt]) -> bool:
    return all(receipt.sha256 != sha256 for receipt in lost)


def _count_errors(book: Book, outcome: Assessment, lost: Sequence[Receipt]) -> None:
    """`Số lỗi` and `Vì sao` of the files that count, now that all is checked."""
    errors: dict[str, int] = {}
    shared = [found for found in outcome.findings if found.code in OF_SEVERAL]
    for found in outcome.findings:
        if found.file and found.is_error:
            errors[found.file] = errors.get(found.file, 0) + 1
    for receipt in book.receipts:
        if receipt in lost:
            continue
        beside = sum(is_about(found, receipt) and found.file != receipt.file for found in shared)
        receipt.errors = errors.get(receipt.file, 0) + beside
        if receipt.status is FileStatus.ACCEPTED:
            receipt.why = "Có lỗi cần sửa, xem trang Cần sửa." if receipt.errors else ""


def _received_events(added: Sequence[Receipt]) -> list[FileReceived]:
    return [FileReceived(one.file, one.sha256, one.source, _whose(one), _state(one)) for one in added]


def _whose(one: Receipt) -> str:
    return f"người chấm {one.scorer}" if one.scorer else f"đơn vị {one.unit or 'chưa rõ'}"


def _settled_events(were: Sequence[tuple[Receipt, FileStatus]]) -> list[FileMoved]:
    return [
        FileMoved(one.file, one.sha256, old.shown.lower(), _state(one))
        for one, old in were if one.status is not old
    ]  # fmt: skip


def _state(receipt: Receipt) -> str:
    state = receipt.status.shown.lower()
    return f"{state}. {receipt.why}" if receipt.status is FileStatus.SUPERSEDED else state
