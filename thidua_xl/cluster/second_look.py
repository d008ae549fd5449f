"""Xem lại: what the cluster agreed before a unit's figures changed (a corrected form, an older one carried over).

The agreed value stays; that its inputs are others now is said until a person has typed in that row again.
"""

import hashlib
from collections.abc import Container, Iterator

from ..domain.scoring.criteria import meaning
from ..domain.scoring.scores import Key
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, quoted
from ..domain.values.findings import Finding, finding
from ..sheets.cluster.agreed import RECEIVED, TABLE, TYPED, Figures, LedgerRow
from .book import Book

LABEL = "§"
"""Begins the labels under which `_da_ghi` keeps what was known when a row was agreed; no row of the journal."""


def agreed_upon(book: Book) -> dict[str, str]:
    """What was received when each agreed row was typed, for `_da_ghi`."""
    return {
        f"{LABEL}{unit}|{criterion}": f"{_typed(entry)}{_scale(book, entry)}|{_known(book, entry)}"
        for (unit, criterion), entry in book.ledger.items() if entry.has_agreed or entry.reason
    }  # fmt: skip


def second_looks(book: Book, scores: Container[Key]) -> Iterator[Finding]:
    """Agreed rows whose received figures have changed since; `scores` has the rows that count."""
    for key, entry in book.ledger.items():
        if key not in scores or not entry.has_agreed:
            continue
        before, now = _known(book, entry), _received(entry.received)
        changes = list(filter(None, (_changes(before, now), _scale_changed(book, entry))))
        if not changes:
            continue
        header, typed = next(
            (head, cell) for head, cell in zip(TYPED, entry.typed, strict=True) if as_text(cell)
        )
        yield finding(
            Code.AGREED_BEFORE_CHANGE, unit=key[0], criterion=key[1], sheet=TABLE.sheet,
            row=key, header=header, value=quoted(typed),
            what=header.lower(), changes="; ".join(changes),
        )  # fmt: skip


def is_decided(book: Book, entry: LedgerRow) -> bool:
    """Whether the head gave a reason for what stands there, beside the figures that stand there still."""
    return bool(entry.reason) and _known(book, entry) == _received(entry.received)


_MARK = " · "
_DIGITS = 8


def _known(book: Book, entry: LedgerRow) -> str:
    """The received figures that the agreed row was typed beside: kept, or those that stood there just now."""
    kept = book.memory.get(f"{LABEL}{entry.unit}|{entry.criterion}", "")
    typed, _, received = kept.partition("|")
    return received if kept and typed[:_DIGITS] == _typed(entry) else _received(entry.shown)


def _scale(book: Book, entry: LedgerRow) -> str:
    """Eight hex of the scale that the row was agreed by: kept, or the one that stands now."""
    kept = book.memory.get(f"{LABEL}{entry.unit}|{entry.criterion}", "").partition("|")[0]
    if kept[:_DIGITS] == _typed(entry):
        return kept[_DIGITS:]  # of an earlier version's book: nothing, until it is typed anew
    return _scale_now(book, entry)


def _scale_now(book: Book, entry: LedgerRow) -> str:
    criterion = book.criteria.by_code.get(entry.criterion)
    return hashlib.sha256("\x1f".join(meaning(criterion)).encode()).hexdigest()[:_DIGITS] if criterion else ""


def _scale_changed(book: Book, entry: LedgerRow) -> str:
    before, now = _scale(book, entry), _scale_now(book, entry)
    return "thang điểm hoặc cách chấm của tiêu chí" if before and now and before != now else ""


def _typed(entry: LedgerRow) -> str:
    """Eight hex of everything typed in the row: a date or a reason typed anew is a second look, too."""
    return hashlib.sha256("\x1f".join(map(as_text, entry.typed)).encode()).hexdigest()[:_DIGITS]


def _received(values: Figures) -> str:
    return _MARK.join(as_text(value) or "–" for value in values)


def _changes(before: str, now: str) -> str:
    pairs = zip(RECEIVED, before.split(_MARK), now.split(_MARK), strict=False)
    told = [f"{header} {old} → {new}" for header, old, new in pairs if old != new]
    return "; ".join(told).replace(".", ",")
