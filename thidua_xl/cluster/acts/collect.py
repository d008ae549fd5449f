"""Nhận phiếu: take files into a cluster book, validate them, fill the book. And rank what it says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ... import clock
from ...domain.values.cells import is_blank
from ...domain.values.findings import OF_SEVERAL, Code, Finding, finding, in_order
from ...domain.values.text import clean
from ...errors import CannotRunError
from ...intake.kinds import is_document
from ...mail.inbox import Incoming, Unreadable, find_files, read_files
from ...scorecard.read import Read, answered, read_file
from ...sheets.cluster.receipts import Decision, Receipt, Status, timestamp
from ...sheets.hidden import EXPLAINED
from ...storage import locks
from ...workers import garbage
from ...workers.cage import readers
from ..assess import Assessment, assess, waiting_units
from ..book import Book, open_book, refuse_closed, refuse_empty
from ..changed_criteria import adopt, is_stale
from ..changed_units import are_others
from ..decisions import undone
from ..identify import (
    Opened,
    identified,
    keep_original,
    laid_aside,
    load_original,
    merge,
    read_accepted,
    settle,
)
from ..save import Keep, Saved, save
from ..set_aside import Aside, newly_sent, set_aside


class Collected(NamedTuple):
    """The outcome of `collect`."""

    book: Book
    outcome: Assessment
    saved: Saved
    files: Sequence[tuple[Incoming, Receipt]]
    """This run's files with what the book says of them."""
    new: int
    unreadable: Sequence[Unreadable] = ()
    """Files that are not in the book because their bytes could not be had."""

    def findings_of(self, receipt: Receipt) -> list[Finding]:
        """Everything found in one file."""
        return [found for found in in_order(self.outcome.findings) if _is_about(found, receipt)]


def _is_about(found: Finding, receipt: Receipt) -> bool:
    """Whether it was found in the file, or in another with which the file waits for one choice."""
    waits = found.code in OF_SEVERAL and receipt.status is Status.WAITING and found.unit == receipt.unit
    return found.file == receipt.file or waits


class Counts(NamedTuple):
    """Counts of the book (design, 6): both equations hold, or there is no summary."""

    received: int
    accepted: int
    refused: int
    waiting: int
    superseded: int
    expected: int
    typed: int
    missing: tuple[str, ...]
    kept: int = 0
    """What came with letters and is no scorecard; not among those received."""
    blank: int = 0
    """Scorecards in which nobody typed anything; not among those received either."""
    undecided: tuple[str, ...] = ()
    """Those of `missing` whose forms are there and wait for a choice."""


_BESIDE = (Status.KEPT, Status.BLANK)
"""States counted beside the equation: nothing was submitted with such a file."""


def count(book: Book, outcome: Assessment) -> Counts:
    """Count the book. Raises AssertionError if the counts do not reconcile: nothing may be lost."""
    states = [receipt.status for receipt in book.receipts]
    accepted = {r.unit for r in book.receipts if r.status is Status.ACCEPTED}
    expected = [u.code for u in book.units if not u.is_excluded or u.code in accepted | outcome.typed]
    missing = tuple(code for code in expected if code not in accepted and code not in outcome.typed)
    counts = Counts(
        received=sum(state not in _BESIDE for state in states),
        accepted=states.count(Status.ACCEPTED),
        refused=states.count(Status.REFUSED),
        waiting=states.count(Status.WAITING),
        superseded=states.count(Status.SUPERSEDED),
        expected=len(expected),
        typed=len(outcome.typed),
        missing=missing,
        kept=states.count(Status.KEPT),
        blank=states.count(Status.BLANK),
        undecided=tuple(code for code in missing if code in waiting_units(book)),
    )
    if counts.received != counts.accepted + counts.refused + counts.waiting + counts.superseded:
        raise AssertionError(f"files do not reconcile: {counts}")
    if counts.expected != counts.accepted + counts.typed + len(counts.missing):
        raise AssertionError(f"units do not reconcile: {counts}")
    return counts


Step = Callable[[int, int], None]
"""Told how many of how many files are done."""


def quietly(done: int, total: int) -> None:
    """Nobody watches."""


@garbage.held()
def collect(path: Path, inbox: Sequence[Path], step: Step = quietly) -> Collected:
    """Take the inbox into the book. Raises CannotRunError where nothing could be done."""
    with locks.held(path):
        return collect_into(open_book(path), inbox, step)


def collect_into(book: Book, inbox: Sequence[Path], step: Step = quietly, keep: Keep = save) -> Collected:
    """Take the inbox into a book that is read already, from its file or live; `keep` writes the outcome."""
    refuse_closed(book)
    refuse_empty(book)
    path = book.path
    files = [file for file in find_files(inbox) if file.resolve() != path.resolve()]
    incoming, unreadable = read_files(files)
    return take_in(book, incoming, unreadable, step, keep)


def take_in(
    book: Book, incoming: Sequence[Incoming], unreadable: Sequence[Unreadable], step: Step = quietly,
    keep: Keep = save, command: str = "collect",
) -> Collected:  # fmt: skip
    """Take files into a book, wherever they came from; `incoming` in the order of `read_files`."""
    known = {receipt.sha256 for receipt in book.receipts}
    new = _once_each([file for file in incoming if file.sha256 not in known])
    _keep_originals(book, new)
    _restore_originals(book, incoming)
    before = counted_before(book)
    again = newly_sent(book, incoming)
    added = _add_receipts(book, new)
    outcome, events = _reassessed(book, before, {file.sha256: file.data for file in new}, added, step)
    saved = keep(book, outcome, command, [*again, *events])
    return Collected(book, outcome, saved, _pair(book, incoming), len(new), unreadable)


def _once_each(new: Sequence[Incoming]) -> list[Incoming]:
    """Without the second copy of a PDF or picture: a letterhead comes with every letter."""
    enclosed: set[str] = set()
    kept = []
    for file in new:
        if file.sha256 in enclosed:
            continue
        if is_document(file.name, file.data):
            enclosed.add(file.sha256)
        kept.append(file)
    return kept


def _keep_originals(book: Book, new: Sequence[Incoming]) -> None:
    """Before anything else happens. Raises CannotRunError where they cannot be kept."""
    try:
        for file in new:
            keep_original(book.originals, file.sha256, file.name, file.data)
    except OSError as error:
        why = error.strerror or error
        raise CannotRunError(
            f"Không giữ được bản gốc trong {book.originals}: {why}. Sổ còn nguyên."
        ) from None


def _restore_originals(book: Book, incoming: Sequence[Incoming]) -> None:
    """An original that was lost comes back with the same file."""
    again = {file.sha256: file for file in incoming}
    come = [receipt for receipt in book.receipts if receipt.sha256 in again]
    lost = [receipt for receipt in come if load_original(book.originals, receipt) is None]
    _keep_originals(book, [replace(again[one.sha256], path=Path(one.file)) for one in lost])


@garbage.held()
def rank(path: Path) -> tuple[Book, Assessment, Saved]:
    """Score and rank what the book says now; decisions on waiting files are carried out first."""
    with locks.held(path):
        return rank_in(open_book(path))


def rank_in(book: Book, keep: Keep = save) -> tuple[Book, Assessment, Saved]:
    """Score and rank a book that is read already, from its file or live; `keep` writes the outcome."""
    refuse_closed(book)
    refuse_empty(book)
    outcome, events = computed(book)
    return book, outcome, keep(book, outcome, "rank", events)


def computed(book: Book) -> tuple[Assessment, list[str]]:
    """What the book amounts to now, and what of it goes into the journal.

    Where somebody decided about a file, or changed the criteria or the units, since the last run, the originals are
    read again; so they are where an earlier version left `Giải trình` in them.
    """
    unexplained = EXPLAINED not in book.meta and counted_before(book)
    changed = bool(book.receipts) and (is_stale(book) or are_others(book))
    if undone(book) or changed or _counts_nothing(book) or unexplained:
        return recomputed(book)
    events = adopt(book)
    return assess(book, book.noted), events


def _counts_nothing(book: Book) -> bool:
    """Whether a file counts of which nothing stands in the book: in earlier versions a blank form did."""
    filled = {unit for (unit, _), entry in book.ledger.items() if not all(map(is_blank, entry.received))}
    return not counted_before(book).keys() <= filled


def recomputed(book: Book) -> tuple[Assessment, list[str]]:
    """What the originals and the typed columns amount to, and what in the book had to be changed for it."""
    return _reassessed(book, counted_before(book), {}, [])


def counted_before(book: Book) -> dict[str, str]:
    """Unit → hash of the file that counts for it."""
    return {r.unit: r.sha256 for r in book.receipts if r.status is Status.ACCEPTED}


def _add_receipts(book: Book, new: Sequence[Incoming]) -> list[Receipt]:
    moment = timestamp(clock.now())
    names = {receipt.file for receipt in book.receipts}
    added = []
    for file in new:
        name = file.name
        if name in names:
            name = clean(f"{file.path.stem} ({file.sha256[:8]}){file.path.suffix}")
        if name in names:
            name = clean(f"{file.path.stem} ({file.sha256[:8]}-{len(names)}){file.path.suffix}")
        names.add(name)
        added.append(Receipt(file.sha256, name, file.source, moment))
    book.receipts += added
    return added


def _reassessed(
    book: Book,
    before: Mapping[str, str],
    data: Mapping[str, bytes],
    added: Sequence[Receipt],
    step: Step = quietly,
) -> tuple[Assessment, list[str]]:
    """Open, settle, read, merge and assess all files of the book (their originals where they are old)."""
    was_stale, changed = book.meta.get("criteria", "") if is_stale(book) else "", adopt(book)
    new = {id(receipt) for receipt in added}
    were = [(receipt, receipt.status) for receipt in book.receipts if id(receipt) not in new]
    opened, lost = _open_all(book, data, step)
    settle(book, opened, lost)
    counted, doubtful = read_accepted(book, opened)
    held = [receipt for receipt in lost if receipt.decision is not Decision.SKIP]
    merged = merge(book, opened, {unit: sha for unit, sha in before.items() if _is_here(sha, held)})
    kept = {receipt.file for receipt in held}
    noted = [found for found in book.noted if found.file in kept]
    noted += [found for found in _under_old(was_stale, book, held) if found not in noted]
    for one in opened:
        if one.receipt.decision is Decision.SKIP:
            continue  # settled by a person: nothing is left to be done about it
        noted += one.findings if one.receipt.status is Status.SUPERSEDED else one.all_findings()
    outcome = assess(book, [*noted, *merged.findings], counted, doubtful)
    _count_errors(book, outcome, lost)
    return outcome, [*changed, *_received_events(added), *_settled_events(were), *merged.events]


def _under_old(mark: str, book: Book, lost: Sequence[Receipt]) -> Iterator[Finding]:
    """Files that count, cannot be read again, and were read by the criteria of that mark, which have changed."""
    for receipt in lost if mark else ():
        if receipt.status is Status.ACCEPTED and receipt.decision is not Decision.USE:
            yield finding(Code.OLD_CRITERIA, unit=receipt.unit, file=receipt.file, value=mark,
                          expected=book.criteria.fingerprint, plan="Bản gốc không còn để chuyển.")  # fmt: skip


def _open_all(book: Book, data: Mapping[str, bytes], step: Step) -> tuple[list[Opened], list[Receipt]]:
    """Every file of the book opened by the workers, and those whose original is gone."""
    opened: list[Opened] = []
    lost: list[Receipt] = []
    known = {receipt.sha256 for receipt in book.receipts}
    with readers(len(book.receipts)) as workers:
        reading: list[tuple[Receipt, Future[Read] | Aside]] = []
        for receipt in book.receipts:
            content = data.get(receipt.sha256)
            content = load_original(book.originals, receipt) if content is None else content
            if content is None:
                lost.append(receipt)
                if receipt.status is Status.ACCEPTED and book.unit(receipt.unit) is None:
                    receipt.status = Status.WAITING
                    receipt.why = f"Mã {receipt.unit} không còn trong trang Đơn vị."
                continue
            aside = set_aside(receipt.file, receipt.source, content, known)
            reading.append((receipt, aside or workers.submit(read_file, content, receipt.file)))
        from ...scorecard import validate  # noqa: F401 - pandas is imported while the workers read

        for done, (receipt, found) in enumerate(reading):
            step(done, len(reading))
            if isinstance(found, Aside):
                opened.append(laid_aside(book, receipt, found))
            else:
                opened.append(identified(book, receipt, answered(found, receipt.file)))
    return opened, lost


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
        beside = sum(_is_about(found, receipt) and found.file != receipt.file for found in shared)
        receipt.errors = errors.get(receipt.file, 0) + beside
        if receipt.status is Status.ACCEPTED:
            receipt.why = "Có lỗi cần sửa, xem trang Cần sửa." if receipt.errors else ""


def _received_events(added: Sequence[Receipt]) -> list[str]:
    """When is the journal's own column; from where, whose, in which state, and what stands in its place."""
    return [
        f"Nhận {receipt.file} từ {receipt.source or 'tệp chọn'} ({receipt.sha256[:12]}): "
        f"đơn vị {receipt.unit or 'chưa rõ'}, {_state(receipt)}"
        for receipt in added
    ]


def _settled_events(were: Sequence[tuple[Receipt, Status]]) -> list[str]:
    """Files received earlier that are in another state now: superseded, decided about, no longer known."""
    return [
        f"{receipt.file} ({receipt.sha256[:12]}): {old.shown.lower()} → {_state(receipt)}"
        for receipt, old in were if receipt.status is not old
    ]  # fmt: skip


def _state(receipt: Receipt) -> str:
    state = receipt.status.shown.lower()
    return f"{state}. {receipt.why}" if receipt.status is Status.SUPERSEDED else state


def _pair(book: Book, incoming: Sequence[Incoming]) -> list[tuple[Incoming, Receipt]]:
    """Each file of this run with its receipt (copies share their hash, in order)."""
    waiting: dict[str, list[Receipt]] = {}
    for receipt in book.receipts:
        waiting.setdefault(receipt.sha256, []).append(receipt)
    pairs = []
    for file in incoming:
        receipts = waiting[file.sha256]
        pairs.append((file, receipts.pop(0) if len(receipts) > 1 else receipts[0]))
    return pairs
