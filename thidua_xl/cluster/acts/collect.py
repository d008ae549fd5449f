"""Nhận phiếu: take files into a cluster book, validate them, fill the book. And rank what it says."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ... import clock
from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.received import keep_received, restore_lost
from ...bookkeeping.saved import Saved
from ...domain.values.catalogue import Code
from ...domain.values.findings import finding
from ...intake.kinds import is_document
from ...mail.inbox import CHANGED, ChangedError, Incoming, Unreadable, find_files, read_files, under_own_names
from ...sheets.cluster.receipts import Receipt
from ...workers.steps import Step, quietly
from ..assess import Assessment
from ..book import Book
from ..counts import waits_for_a_person
from ..kept_reads import kept_reads
from ..reassess import reassessed
from ..refusals import refuse_closed, refuse_empty
from ..save import save_cluster_book
from ..set_aside import newly_sent
from ..units_in import counted_before


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

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1, and the click asks for attention."""
        return bool(self.unreadable) or waits_for_a_person(self.book, self.outcome)


def collect(book: Book, inbox: Sequence[Path], step: Step = quietly, keep: Keep = in_file) -> Collected:
    """Take the inbox into the book. Raises CannotRunError where nothing could be done."""
    refuse_closed(book)
    refuse_empty(book)
    path = book.file.path
    files = [file for file in find_files(inbox) if file.resolve() != path.resolve()]
    incoming, unreadable = read_files(files)
    return take_forms_in(book, incoming, unreadable, step, keep)


def take_forms_in(
    book: Book, incoming: Sequence[Incoming], unreadable: Sequence[Unreadable], step: Step = quietly,
    keep: Keep = in_file, command: str = "collect",
) -> Collected:  # fmt: skip
    """Take files into a book, wherever they came from; `incoming` in the order of `read_files`."""
    known = {receipt.sha256 for receipt in book.receipts}
    new, changed = _kept(book, [file for file in incoming if file.sha256 not in known])
    incoming = [file for file in incoming if file.path not in {one.path for one in changed}]
    restore_lost(book, book.receipts, {file.sha256: file for file in incoming})
    before = counted_before(book)
    again = newly_sent(book, incoming)
    added = _add_receipts(book, new)
    outcome, events = reassessed(book, before, added, step, kept_reads())
    saved = save_cluster_book(book, outcome, command, [*again, *events], keep)
    return Collected(book, outcome, saved, _pair(book, incoming), len(new), [*unreadable, *changed])


def _kept(book: Book, new: Sequence[Incoming]) -> tuple[list[Incoming], list[Unreadable]]:
    """The originals of new files are kept, one after the other; those that have changed since are told.

    Without the second copy of a PDF or picture: a letterhead comes with every letter.
    """
    enclosed: set[str] = set()
    kept: list[Incoming] = []
    changed: list[Unreadable] = []
    for file in new:
        if file.sha256 in enclosed:
            continue
        try:
            data = file.data
        except ChangedError:
            changed.append(
                Unreadable(file.path, finding(Code.FILE_NOT_OPENED, file=file.name, detail=CHANGED))
            )
            continue
        if is_document(file.name, data):
            enclosed.add(file.sha256)
        keep_received(book, file.sha256, file.name, data)
        kept.append(file)
    return kept, changed


def _add_receipts(book: Book, new: Sequence[Incoming]) -> list[Receipt]:
    moment = clock.timestamp(clock.now())
    named = under_own_names(new, (receipt.file for receipt in book.receipts))
    added = [Receipt(file.sha256, name, file.source, moment) for file, name in named]
    book.receipts += added
    return added


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
