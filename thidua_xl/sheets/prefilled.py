"""Typed cells that the program fills beforehand: they follow it until somebody types something else, or clears them.

A hidden column tells what the program wrote into a row, and what the row stands for. Whatever differs from that was
typed, and stays; a row that is gone was taken away, and is not made again (`before`).
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from ..domain.values.cells import as_text, is_blank, is_uncomputed
from .kept import KeptRow, Line
from .table import Column, Table


class KnownCol:
    """The header of the hidden column."""

    KNOWN = "Chương trình đã ghi"


COLUMN = Column(KnownCol.KNOWN, 12, "code", hidden=True)
_KEY = ""
"""What a row stands for, among the headers."""
_LONGEST = 100
"""Characters up to which a text is kept as it is; of a longer one its hash says whether it is still the same."""


class Known(NamedTuple):
    """What the program wrote itself into a row."""

    key: str = ""
    """What the row stands for; empty for a row of somebody's own."""
    wrote: Mapping[str, str] = {}
    """Header → what was written there (`_mark`)."""

    @property
    def said(self) -> str | None:
        """As the hidden cell holds it."""
        return json.dumps({_KEY: self.key, **self.wrote}, ensure_ascii=False) if self.key else None


class Offer(NamedTuple):
    """What the program fills a row with, as long as nobody types anything else."""

    key: str
    values: Mapping[str, object]
    """By header; a blank value takes back what was written there."""


def known_of(row: KeptRow) -> Known:
    """What the hidden cell of a row says; nothing where somebody wrote into it."""
    try:
        said = json.loads(row.text(KnownCol.KNOWN) or "{}")
    except ValueError:
        return Known()
    if not isinstance(said, dict) or not all(isinstance(text, str) for text in said.values()):
        return Known()
    return Known(said.pop(_KEY, ""), said)


def follows(row: KeptRow, header: str) -> bool:
    """Whether a cell still holds what the program wrote there; a blank one where it never wrote anything, too."""
    return _follows(row, header, known_of(row))


def _follows(row: KeptRow, header: str, known: Known) -> bool:
    return _mark(row.raw(header)) == known.wrote.get(header, "")


def is_untouched(row: KeptRow, table: Table) -> bool:
    """Whether nobody typed, changed or cleared anything in a row of the program's."""
    known = known_of(row)
    return bool(known.key) and all(_follows(row, one.header, known) for one in table.columns if one.typed)


def filled(row: KeptRow | None, offer: Offer, given_back: Collection[str] = ()) -> Line:
    """A row with what the program offers wherever nobody typed anything else.

    Args:
        row: as it stands; None for a new one.
        offer: what the program says now. Other headers, which it filled once, stay as they are.
        given_back: headers of which a cleared cell is the program's again.
    """
    wrote = dict(known_of(row).wrote) if row else {}
    values: dict[str, object] = {}
    for header, value in offer.values.items():
        typed = row.raw(header) if row else None
        is_free = row is None or follows(row, header) or (header in given_back and is_blank(typed))
        if is_free:
            values[header] = value
            wrote.pop(header, None)
        if not is_blank(value) and (is_free or _mark(typed) == _mark(value)):
            wrote[header] = _mark(value)
    return Line({**values, KnownCol.KNOWN: Known(offer.key, wrote).said}, row)


def take(row: KeptRow, offer: Offer) -> None:
    """Fill a row as it was read: for what comes once (a form) and stands nowhere else in the book."""
    row.cells.update(filled(row, offer).values)


def fresh_row(table: Table, others: Iterable[KeptRow] = ()) -> KeptRow:
    """A row that no sheet has yet, told apart from all others by a number below 0."""
    return next(fresh_rows(table, others))


def fresh_rows(table: Table, others: Iterable[KeptRow] = ()) -> Iterator[KeptRow]:
    """Rows that no sheet has yet, told apart from all others and from each other by falling numbers below 0."""
    lowest = min((0, *(row.row for row in others)))
    for number in count(lowest - 1, -1):
        yield KeptRow(number, dict.fromkeys(column.header for column in table.columns))


def as_rows(lines: Iterable[Line], table: Table) -> list[KeptRow]:
    """The rows as they would be read once the lines are drawn."""
    rows: list[KeptRow] = []
    for line in lines:
        row = line.was or fresh_row(table, rows)
        row.cells.update(line.values)
        rows.append(row)
    return rows


def as_kept(row: KeptRow, values: Mapping[str, object] | None = None) -> Line:
    """A row as it stands, with what the program knows of it."""
    return Line({KnownCol.KNOWN: known_of(row).said, **(values or {})}, row)


def offered(
    rows: Sequence[KeptRow], offers: Sequence[Offer], before: Collection[str], table: Table,
    rank: Callable[[Mapping[str, object]], int],
) -> list[Line]:  # fmt: skip
    """The rows in their order with what is offered in them, new ones behind the last of their rank.

    Args:
        rows: as they stand.
        offers: what the program fills beforehand, in order.
        before: keys of offers that stood in the book already: where such a row is gone, somebody took it away.
        table: of the rows. One that is offered no more goes, if nobody typed anything in it.
        rank: of a row or an offer (by its `cells` or `values`), so that those of one kind stand together.
    """
    waiting = {one.key: one for one in offers}
    keys = frozenset(waiting)
    lines: list[tuple[int, Line]] = []
    for row in rows:
        offer = waiting.pop(known_of(row).key, None)
        if offer is not None:
            lines.append((rank(row.cells), filled(row, offer)))
        elif known_of(row).key in keys:  # copied together with its hidden cell
            lines.append((rank(row.cells), Line(was=row)))
        elif not is_untouched(row, table):
            lines.append((rank(row.cells), as_kept(row)))
    for offer in waiting.values():
        if offer.key not in before:
            own = rank(offer.values)
            lines.insert(behind([kind for kind, _ in lines], own), (own, filled(None, offer)))
    return [line for _, line in lines]


def behind(ranks: Sequence[int], own: int) -> int:
    """Where a row of this rank stands among others: behind the last one that is of no higher rank."""
    return max((at + 1 for at, rank in enumerate(ranks) if rank <= own), default=0)


_OPEN = "\x00="
"""The mark of a formula that nobody has computed: the program never writes one, so somebody typed it."""


def _mark(value: object) -> str:
    text = _OPEN if is_uncomputed(value) else as_text(value)
    return text if len(text) <= _LONGEST else "#" + hashlib.sha256(text.encode()).hexdigest()[:16]
