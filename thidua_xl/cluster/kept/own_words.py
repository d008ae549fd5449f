"""`Hoạt động đơn vị`: a row for every unit and stage of which something is said in words."""

from collections.abc import Iterator, Mapping

from ...domain.values.findings import Finding
from ...domain.year.stages import Stage, read_stage
from ...sheets.cluster.own_words import LOOK, RECEIVED, TABLE, Col
from ...sheets.form.stage_tables import BOXES
from ...sheets.kept import KeptRow, Line
from ...sheets.prefilled import Offer, as_kept, fresh_row, take
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .received_items import unit_of
from .typed_cells import unknown_units, wrong_word


def _stage_of(row: KeptRow) -> Stage | None:
    return read_stage(row.text(Col.STAGE))


def _lines(book: Book) -> list[Line]:
    return [as_kept(row, {Col.UNIT_NAME: book.names.get(unit_of(row))}) for row in rows_of(book, TABLE)]


def receive(book: Book, unit: str, stage: Stage, said: Mapping[str, str]) -> None:
    """What a unit's form says in words, in its row of the stage; what somebody typed there stays."""
    rows = book.kept.setdefault(TABLE.sheet, [])
    row = next((one for one in rows if unit_of(one) == unit and _stage_of(one) is stage), None)
    if row is None:
        if not any(said.values()):
            return
        row = fresh_row(TABLE, rows)
        row.cells |= {Col.UNIT: unit, Col.STAGE: stage.shown}
        rows.append(row)
    take(row, Offer(f"{unit} {stage.value}", {header: said.get(header) or None for header in RECEIVED}))
    if not any(row.text(header) for header in RECEIVED):
        rows.remove(row)


def in_columns(stage: Stage, boxes: Mapping[str, str]) -> dict[str, str]:
    """The free texts of a form under the headers of the table."""
    headers = (Col.ASSESSMENT, Col.SHORTCOMINGS, Col.NEXT)
    return {header: boxes.get(label, "") for header, label in zip(headers, BOXES[stage], strict=False)}


def wrong(book: Book) -> Iterator[Finding]:
    """Units and stages that are none."""
    for row in rows_of(book, TABLE):
        yield from unknown_units(book, row, TABLE, Col.UNIT)
        yield from wrong_word(row, TABLE, Col.STAGE, [stage.shown for stage in Stage])


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong)
