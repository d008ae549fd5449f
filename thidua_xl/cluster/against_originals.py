"""The received columns against the originals that they were taken from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..bookkeeping.differences import in_words, same_value
from ..bookkeeping.happened import Happened
from ..bookkeeping.received import original_of
from ..domain.scoring.scores import Key
from ..domain.values.catalogue import Code
from ..domain.values.cells import quoted
from ..domain.values.findings import Finding, finding
from ..sheets.cluster import agreed, receipts
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import EXPLAINED
from ..storage.originals import original_name
from ..workers.steps import Step, quietly
from .assess import Assessment
from .book import Book
from .merge import compared, own_values
from .reassess import recomputed


@dataclass(slots=True)
class Originals:
    """A book computed again from its originals."""

    outcome: Assessment
    differences: list[Finding] = field(default_factory=list)
    """Originals that are not there, and what is not as they say."""
    events: Sequence[Happened] = ()


def against_originals(book: Book, step: Step = quietly) -> Originals:
    """The book computed again from the originals; the book's receipts and received columns become theirs."""
    lost, is_earlier = list(_lost(book)), EXPLAINED not in book.meta
    said = [(receipt, receipt.unit, receipt.status) for receipt in book.receipts]
    received = {key: own_values(entry) for key, entry in book.ledger.items()}
    headers = compared(book)
    outcome, events = recomputed(book, step)
    checked = Originals(outcome, lost, events)
    place = book.placement(receipts.TABLE)
    for row, (receipt, unit, status) in enumerate(said, start=place.header_row + 1):
        if is_earlier and receipt.unit == unit and (status, receipt.status) in _SAID_OF_BLANKS:
            continue
        # earlier versions named no unit that is gone
        now = receipt.unit if unit or book.unit(receipt.unit) else ""
        if (now, receipt.status) != (unit, status):
            checked.differences.append(
                finding(Code.RECEIVED_DIFFERS, unit=unit, file=receipt.file, sheet=receipts.TABLE.sheet,
                        cell=place.cell(row, receipts.Col.STATUS), value=status.shown, name="trạng thái tệp",
                        shown=f"{status.shown} {unit}".strip(),
                        expected=f"{receipt.status.shown} {receipt.unit}".strip())
            )  # fmt: skip
    checked.differences += _received(book, received, headers)
    return checked


_SAID_OF_BLANKS = frozenset(
    {(FileStatus.SUPERSEDED, FileStatus.BLANK), (FileStatus.ACCEPTED, FileStatus.BLANK)}
)
"""What versions that knew no blank forms wrote of one, and what it is: if it counted, a result differs."""


def _lost(book: Book) -> Iterator[Finding]:
    for receipt in book.receipts:
        if original_of(book, receipt) is None:
            there = (book.originals / original_name(receipt.sha256, receipt.file)).exists()
            yield finding(Code.ORIGINAL_CHANGED if there else Code.ORIGINAL_LOST, unit=receipt.unit,
                          file=receipt.file, value=receipt.sha256, folder=book.originals.name)  # fmt: skip


def _received(
    book: Book, before: Mapping[Key, Sequence[object]], headers: Sequence[str]
) -> Iterator[Finding]:
    """Received columns that were not what the originals say."""
    place = book.placement(agreed.TABLE)
    for key, entry in book.ledger.items():
        old = before.get(key, [None] * (2 + len(agreed.RECEIVED)))
        for header, was, now in zip(headers, old, own_values(entry), strict=False):
            if not same_value(was, now):
                cell = place.cell(entry.row, header) if entry.row >= 0 else ""
                yield finding(Code.RECEIVED_DIFFERS, unit=key[0], criterion=key[1], sheet=agreed.TABLE.sheet,
                              cell=cell, value=quoted(was), name=f"{header} ({key[1]})",
                              shown=in_words(was), expected=in_words(now))  # fmt: skip
