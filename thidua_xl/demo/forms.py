"""Forms as units fill and save them: a library's save, so that formulas are computed anew when one is opened."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..domain.year.stages import Stage
from ..sheets.form import identity
from ..sheets.form.identity import Label
from ..sheets.form.scores import TABLE as SCORES
from ..sheets.form.stage_tables import BOX_SHEET, STAGE_TABLES
from ..sheets.table import Table
from ..workbook.heights import text_height

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cells = Mapping[tuple[str, str], object]
"""Criterion and header → what is typed there."""
NOBODY: Mapping[str, str] = {}


def fill(form: bytes, cells: Cells, saved: datetime, stage: Stage = Stage.YEAREND,
         said: Mapping[str, str] = NOBODY, items: Sequence[Mapping[str, str]] = (),
         boxes: Mapping[str, str] = NOBODY) -> bytes:  # fmt: skip
    """A form of the stage with everything entered, saved at that moment (UTC, without a zone).

    Args:
        form: as it was issued.
        cells: the values of its rows.
        saved: when.
        stage: whose form it is.
        said: lines of `Đơn vị` by their labels, beside who filled the form, telephone and day.
        items: lines of the unit's own list, by header.
        boxes: free texts by their labels.
    """
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(form))
    rows = SCORES if stage is Stage.YEAREND else STAGE_TABLES[stage].rows
    _fill_rows(workbook[rows.sheet], rows, cells)
    signed: dict[str, str | date] = {
        Label.FILLED_BY: "Lê Thị Mai",
        Label.TELEPHONE: "0912 345 678",
        Label.DAY: saved.date(),
    }
    _fill_beside(workbook[identity.TABLE.sheet], {**signed, **said})
    if items:
        _fill_items(workbook[STAGE_TABLES[stage].items.sheet], STAGE_TABLES[stage].items, items)
    if boxes:
        _fill_beside(workbook[BOX_SHEET], boxes)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return saved_at(buffer.getvalue(), saved)


def _fill_rows(sheet: "Worksheet", table: Table, cells: Cells) -> None:
    place = table.home
    rows = {str(sheet.cell(row, 1).value): row for row in range(table.header_row + 2, sheet.max_row + 1)}
    for (code, header), value in cells.items():
        column = place[header]
        sheet.cell(rows[code], column + 1).value = value  # type: ignore[assignment]
        if isinstance(value, str):  # Excel fits the row while somebody types; a library does not
            shape = table.columns[column]
            height = text_height(value, shape.width, f"grid {shape.style}")
            lines = sheet.row_dimensions[rows[code]]
            lines.height = max(lines.height or 15, height)


def _fill_beside(sheet: "Worksheet", said: Mapping[str, str | date]) -> None:
    """Values beside their labels."""
    for row in range(1, sheet.max_row + 1):
        label = str(sheet.cell(row, 1).value)
        if label in said:
            sheet.cell(row, 2).value = said[label]


def _fill_items(sheet: "Worksheet", table: Table, items: Sequence[Mapping[str, str]]) -> None:
    for row, item in enumerate(items, start=table.header_row + 2):
        for header, value in item.items():
            sheet.cell(row, table.home[header] + 1).value = value


def saved_at(package: bytes, moment: datetime) -> bytes:
    """The package with that moment as its last-saved time (openpyxl always writes the clock's)."""
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            new.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
