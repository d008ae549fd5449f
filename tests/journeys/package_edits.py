"""Small books written with XlsxWriter, and the edits that users and their programs make to them."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from thidua_xl.ooxml.patch import SheetPatch

SHEET = "Xếp hạng"
HEADER = 2
Unit = tuple[str, str, float]
UNITS: tuple[Unit, ...] = (("01", "Xã An", 91.5), ("02", "Xã Bình", 88.0), ("03", "Xã Châu", 75.25))


def book(
    units: Sequence[Unit] = UNITS,
    *,
    name: str = SHEET,
    extra: Callable[[xlsxwriter.Workbook], None] | None = None,
    user: Callable[[xlsxwriter.Workbook, object], None] | None = None,
    chart: bool = True,
    note: str = "",
) -> bytes:
    """A table, a chart and `_meta` as the program writes them; `user` edits it, `extra` adds sheets."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": datetime.datetime(2025, 1, 1)})
    sheet = workbook.add_worksheet(name)
    _table(workbook, sheet, units)
    if chart:
        _chart(workbook, sheet, name, len(units))
    if note:
        sheet.write_string(0, 2, note)
    if user:
        user(workbook, sheet)
    meta = workbook.add_worksheet("_meta")
    meta.very_hidden()
    meta.write_row(0, 0, ["schema", f"test/{len(units)}"])
    if extra:
        extra(workbook)
    workbook.close()
    return buffer.getvalue()


def _table(workbook: xlsxwriter.Workbook, sheet: object, units: Sequence[Unit]) -> None:
    from xlsxwriter.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    bold = workbook.add_format({"bold": True, "bg_color": "#DDEEFF", "border": 1})
    points = workbook.add_format({"num_format": "0.000", "border": 1})
    red = workbook.add_format({"bg_color": "#FFC7CE", "num_format": "0.0000"})
    sheet.merge_range(0, 0, 0, 1, "BẢNG XẾP HẠNG", bold)
    for column, text in enumerate(("Mã", "Đơn vị", "Điểm")):
        sheet.write_string(HEADER, column, text, bold)
    for row, (code, unit, score) in enumerate(units, HEADER + 1):
        sheet.write_string(row, 0, code)
        sheet.write_string(row, 1, unit)
        sheet.write_formula(row, 2, f"=ROUND({score},2)", points, score)
        sheet.set_row(row, None, None, {"level": 1})
    last = HEADER + len(units)
    sheet.autofilter(HEADER, 0, last, 2)
    sheet.data_validation(HEADER + 1, 1, last, 1, {"validate": "list", "source": ["a", "b"]})
    sheet.conditional_format(
        HEADER + 1, 2, last, 2, {"type": "cell", "criteria": ">", "value": 90, "format": red}
    )
    sheet.write_url(0, 5, f"internal:'{SHEET}'!A1", string="về đầu")


def _chart(workbook: xlsxwriter.Workbook, sheet: object, name: str, units: int) -> None:
    from xlsxwriter.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    chart = workbook.add_chart({"type": "bar", "name": "thidua:rank"})
    chart.add_series({"values": [name, HEADER + 1, 2, HEADER + units, 2]})
    sheet.insert_chart("H3", chart, {"description": "thidua:rank"})


def plan(
    rows: dict[int, int] | None = None,
    free_rows: dict[int, int] | None = None,
    units: int = 3,
    **more: Any,
) -> list[SheetPatch]:
    """The patches of `book`: its three columns are owned; rows stay in place unless said."""
    stay = {row: row for row in range(HEADER + 1, HEADER + 1 + units)}
    table = SheetPatch(
        SHEET, HEADER, frozenset({0, 1, 2}), stay if rows is None else rows, HEADER, free_rows or {}
    )
    return [table._replace(**more), SheetPatch("_meta", whole=True)]


def part(data: bytes, name: str) -> str:
    """The text of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def parts(data: bytes) -> dict[str, bytes]:
    """All parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(data: bytes, changes: Mapping[str, str | Callable[[str], str] | None]) -> bytes:
    """The package with parts replaced, changed, added, or (`None`) removed."""
    content = {name: raw.decode() for name, raw in parts(data).items()}
    for name, change in changes.items():
        if change is None:
            del content[name]
        else:
            content[name] = change if isinstance(change, str) else change(content[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), text.encode())
    return buffer.getvalue()


def cells(data: bytes, sheet: str = SHEET) -> list[list[object]]:
    """The sheet's values as calamine reads them."""
    opened = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet)
    return [list(row) for row in opened.to_python(skip_empty_area=False)]


def cell_xml(data: bytes, ref: str, name: str = "xl/worksheets/sheet1.xml") -> str:
    """The text of a cell's element, empty if there is none."""
    found = re.search(rf'<c r="{ref}"[^>]*?(?:/>|>.*?</c>)', part(data, name))
    return found[0] if found else ""


def row_xml(data: bytes, number: int, name: str = "xl/worksheets/sheet1.xml") -> str:
    """The start tag of a row, counted from 1."""
    found = re.search(rf'<row r="{number}"[^>]*>', part(data, name))
    return found[0] if found else ""
