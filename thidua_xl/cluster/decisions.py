"""Quyết định về tệp: what people typed on `Tiếp nhận`, and whether the book has followed it yet.

Every command follows them at once; who reads a book without its originals can only tell that it has not.
"""

from collections.abc import Iterator

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..sheets.cluster.receipts import TABLE, Col, FileDecision, FileStatus, Receipt
from .book import Book
from .row_keys import receipt_keys

LABEL = "Quyết định về "
SKIPPED = "Bỏ qua theo quyết định ở trang Tiếp nhận."
_ARROW = " → "


def said(receipt: Receipt) -> str:
    """The decision in words; empty for none."""
    return _ARROW.join(filter(None, (receipt.decision.value, receipt.assigned_to)))


def decided(book: Book) -> dict[str, str]:
    """Every decision by its file, as `_da_ghi` keeps it."""
    return {LABEL + receipt.file: said(receipt) for receipt in book.receipts if said(receipt)}


def undone(book: Book) -> list[Receipt]:
    """Files about which something else is typed than the last run has followed."""
    return [receipt for receipt in book.receipts if _is_new(book, receipt) or not _is_followed(receipt)]


def _is_new(book: Book, receipt: Receipt) -> bool:
    return book.memory.get(LABEL + receipt.file, "") != said(receipt)


def _is_followed(receipt: Receipt) -> bool:
    """Whether its state can be the outcome of its decision."""
    if receipt.decision is FileDecision.SKIP:
        return receipt.status is FileStatus.REFUSED and receipt.why == SKIPPED
    if receipt.status is FileStatus.WAITING and (receipt.decision is FileDecision.USE or receipt.assigned_to):
        return False
    return receipt.why != SKIPPED


def not_followed(book: Book) -> Iterator[Finding]:
    """The decisions that were typed after the book was last computed."""
    for row, receipt in zip(receipt_keys(book), book.receipts, strict=True):
        if _is_new(book, receipt):
            header = Col.DECISION if receipt.decision is not FileDecision.NONE else Col.ASSIGNED_TO
            value = receipt.decision.value or receipt.assigned_to
            yield finding(
                Code.DECISION_NOT_FOLLOWED, unit=receipt.unit, sheet=TABLE.sheet, row=row, header=header,
                value=value, name=receipt.file, shown=said(receipt) or "không còn quyết định nào",
            )  # fmt: skip


def as_last_run(book: Book) -> None:
    """Give every file the decision that the last run followed."""
    for receipt in book.receipts:
        pieces = list(filter(None, book.memory.get(LABEL + receipt.file, "").split(_ARROW)))
        words = {decision.value: decision for decision in FileDecision if decision.value}
        receipt.decision = words.get(pieces[0], FileDecision.NONE) if pieces else FileDecision.NONE
        rest = pieces[1:] if receipt.decision is not FileDecision.NONE else pieces
        receipt.assigned_to = rest[0] if rest else ""
