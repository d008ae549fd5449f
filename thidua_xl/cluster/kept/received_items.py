"""Lists of the units' own (movements, models) as their forms tell them: filled in, never over what somebody typed."""

from collections.abc import Mapping, Sequence

from ...domain.scoring.criteria import code_of
from ...domain.values.text import fold
from ...sheets.kept import KeptRow
from ...sheets.prefilled import Offer, fresh_row, is_untouched, known_of, take
from ...sheets.table import Table
from ..book import Book
from .offers import before, forget

NAMELESS = "(chưa ghi tên)"
"""The name of an item to which its unit gave none: nothing received is lost."""


class UnitCol:
    """The header under which such a table says whose a row is."""

    UNIT = "Mã đơn vị"


def receive_items(
    book: Book, table: Table, unit: str, name: str, items: Sequence[tuple[str, Mapping[str, object]]]
) -> None:
    """What the form of a unit that counts says: new rows, and what changed in those that stand.

    Cells that somebody typed in stay as they are, and rows that somebody took away do not come back. An item that the
    form no longer tells goes if nobody typed anything in its row.

    Args:
        book: whose rows change.
        table: the list.
        unit: whose form it is.
        name: the header by which its items are told apart.
        items: name and cells by header, in the order of the form; of two of one name the first counts.
    """
    rows = book.kept.setdefault(table.sheet, [])
    offers = {key_of(unit, one): Offer(key_of(unit, one), values) for one, values in reversed(items)}
    gone = [row for row in rows if _of_form(row, unit) and known_of(row).key not in offers]
    forget(book, table, [known_of(row).key for row in gone])
    rows[:] = [row for row in rows if row not in gone or not is_untouched(row, table)]
    for key in dict.fromkeys(key_of(unit, one) for one, _ in items):
        row = _row_of(rows, unit, name, key)
        if row is None and key in before(book, table):
            continue
        if row is None:
            row = fresh_row(table, rows)
            rows.insert(_behind(rows, unit), row)
        take(row, offers[key])


def key_of(unit: str, name: str) -> str:
    """What a row stands for."""
    return f"{unit} {fold(name)}"


def unit_of(row: KeptRow) -> str:
    """Whose row it is."""
    return code_of(row.text(UnitCol.UNIT))


def keys_of(book: Book, table: Table) -> set[str]:
    """All that ever came: what somebody took away stays away."""
    rows = book.kept.get(table.sheet, [])
    return {*before(book, table), *(key for row in rows if (key := known_of(row).key))}


def _of_form(row: KeptRow, unit: str) -> bool:
    return known_of(row).key.startswith(f"{unit} ")


def _row_of(rows: Sequence[KeptRow], unit: str, name: str, key: str) -> KeptRow | None:
    """The row that was filled from the form, else one that somebody typed of the same unit and name."""
    by_form = [row for row in rows if known_of(row).key == key]
    by_hand = [row for row in rows if unit_of(row) == unit and key_of(unit, row.text(name)) == key]
    return next(iter((*by_form, *by_hand)), None)


def _behind(rows: Sequence[KeptRow], unit: str) -> int:
    """Where a new row of a unit goes: behind its others, else at the end."""
    return max((at + 1 for at, row in enumerate(rows) if unit_of(row) == unit), default=len(rows))
