"""`Mô hình`: what the units report at mid-year, and what the head and the deputy choose of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import clean
from ...sheets.cluster.models import LOOK, TABLE, Col
from ...sheets.kept import Line
from ...sheets.prefilled import as_kept
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .received_items import keys_of, receive_items, unit_of
from .typed_cells import MARK, codes_in, far_days, unknown_units, wrong_days, wrong_marks


class Model(NamedTuple):
    """A model as a unit's form tells it."""

    name: str
    text: str = ""
    spread: bool = False
    """Đề nghị nhân rộng."""


def received(book: Book, unit: str, models: Sequence[Model]) -> None:
    """What the form of a unit that counts says of its models (`receive_items`), in the order of the form."""
    told = [(one.name, _cells(unit, one)) for one in models if clean(one.name)]
    receive_items(book, TABLE, unit, Col.NAME, told)


def _cells(unit: str, model: Model) -> dict[str, object]:
    said = {Col.UNIT: unit, Col.NAME: clean(model.name), Col.TEXT: model.text or None}
    return {**said, Col.SPREAD: MARK if model.spread else None}


def _lines(book: Book) -> list[Line]:
    return [as_kept(row, {Col.UNIT_NAME: book.names.get(unit_of(row))}) for row in rows_of(book, TABLE)]


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


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong, lambda book: keys_of(book, TABLE))
