"""`Mô hình`: what the units report at mid-year, and what the head and the deputy choose of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...domain.scoring.criteria import code_of
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import clean, fold
from ...sheets.cluster.models import LOOK, TABLE, Col
from ...sheets.kept import KeptRow, Line
from ...sheets.prefilled import Offer, as_kept, fresh_row, is_untouched, known_of, take
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .offers import before, forget
from .typed_cells import MARK, codes_in, far_days, unknown_units, wrong_days, wrong_marks


class Model(NamedTuple):
    """A model as a unit's form tells it."""

    name: str
    text: str = ""
    spread: bool = False
    """Đề nghị nhân rộng."""


def received(book: Book, unit: str, models: Sequence[Model]) -> None:
    """What the form of a unit that counts says of its models: new rows, and what changed in those that stand.

    Cells that somebody typed in stay as they are, and rows that somebody took away do not come back. A model that the
    form no longer tells goes if nobody typed anything in its row.

    Args:
        book: whose rows change.
        unit: whose form it is.
        models: in the order of the form; of two of one name the first counts.
    """
    rows = book.kept.setdefault(TABLE.sheet, [])
    told = {_key(unit, one.name): one for one in reversed(models) if clean(one.name)}
    gone = [row for row in rows if _of_form(row, unit) and known_of(row).key not in told]
    forget(book, TABLE, [known_of(row).key for row in gone])
    rows[:] = [row for row in rows if row not in gone or not is_untouched(row, TABLE)]
    for key in dict.fromkeys(_key(unit, one.name) for one in models if clean(one.name)):
        row = _row_of(rows, unit, key)
        if row is None and key in before(book, TABLE):
            continue
        if row is None:
            row = fresh_row(TABLE, rows)
            rows.insert(_behind(rows, unit), row)
        take(row, _offer(key, unit, told[key]))


def _key(unit: str, name: str) -> str:
    return f"{unit} {fold(name)}"


def _offer(key: str, unit: str, model: Model) -> Offer:
    said = {Col.UNIT: unit, Col.NAME: clean(model.name), Col.TEXT: model.text or None}
    return Offer(key, {**said, Col.SPREAD: MARK if model.spread else None})


def _of_form(row: KeptRow, unit: str) -> bool:
    return known_of(row).key.startswith(f"{unit} ")


def _row_of(rows: Sequence[KeptRow], unit: str, key: str) -> KeptRow | None:
    """The row that was filled from the form, else one that somebody typed of the same unit and name."""
    by_form = [row for row in rows if known_of(row).key == key]
    by_hand = [row for row in rows if _unit_of(row) == unit and _key(unit, row.text(Col.NAME)) == key]
    return next(iter((*by_form, *by_hand)), None)


def _unit_of(row: KeptRow) -> str:
    return code_of(row.text(Col.UNIT))


def _behind(rows: Sequence[KeptRow], unit: str) -> int:
    """Where a new row of a unit goes: behind its others, else at the end."""
    return max((at + 1 for at, row in enumerate(rows) if _unit_of(row) == unit), default=len(rows))


def _lines(book: Book) -> list[Line]:
    return [as_kept(row, {Col.UNIT_NAME: book.names.get(_unit_of(row))}) for row in rows_of(book, TABLE)]


def _keys(book: Book) -> set[str]:
    """All that ever came: what somebody took away stays away."""
    return {*before(book, TABLE), *(key for row in rows_of(book, TABLE) if (key := known_of(row).key))}


def wrong(book: Book) -> Iterator[Finding]:
    """Codes, marks and days that are none."""
    for row in rows_of(book, TABLE):
        if not codes_in(row, Col.UNIT):
            yield finding(Code.RULE_UNKNOWN, sheet=TABLE.sheet, **row.spot(Col.UNIT), name="mã đơn vị", value="",
                          allowed="mã của một đơn vị ở trang Đơn vị")  # fmt: skip
        yield from unknown_units(book, row, TABLE, Col.UNIT)
        yield from unknown_units(book, row, TABLE, Col.SPREAD_AT)
        yield from wrong_marks(row, TABLE, Col.SPREAD, Col.CHOSEN)
        yield from wrong_days(row, TABLE, Col.VISIT)
        yield from far_days(book, row, TABLE, Col.VISIT)


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong, _keys)
