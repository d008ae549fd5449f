"""Cells of any workbook marked: whatever stands there keeps its characters."""

import datetime
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter

from tests.journeys.package_edits import book, cell_xml, cells, edited, part, parts
from tests.witnesses.schemas import schema_errors
from thidua_xl.ooxml.marks import AMBER, RED, Mark, PackageError, marked
from thidua_xl.workbook.model import Sheet, Workbook
from thidua_xl.workbook.write import to_parts

SHEET = "Xếp hạng"
NOW = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
SHEET_PART = "xl/worksheets/sheet1.xml"


def mark(data: bytes, *marks: Mark, sheet: str = SHEET) -> bytes:
    """The book with marks and a first sheet."""
    first = Sheet("Cần sửa")
    first.put(0, 0, "CẦN SỬA", "title")
    return marked(
        data, to_parts(Workbook([first], "x"), NOW), "Cần sửa", {sheet: marks} if marks else {}, NOW
    )


def at(cell: str, colour: str = RED, text: str = "Sai.") -> Mark:
    """A mark."""
    return Mark(cell, colour, text)


def test_values_and_results_stay() -> None:
    """Texts, numbers, a formula's stored result; the mark changes the style number alone."""
    before = book()
    after = mark(before, at("C4"), at("A5", AMBER))
    assert cells(after) == cells(before)
    assert schema_errors(after) == []
    old, new = cell_xml(before, "C4"), cell_xml(after, "C4")
    assert old != new and re.sub(r' s="\d+"', "", old) == re.sub(r' s="\d+"', "", new)


@pytest.mark.parametrize("cell", ["E1", "D4", "F5", "C40", "AB2"])
def test_a_cell_that_is_not_there_is_made_in_its_place(cell: str) -> None:
    """Between others, behind them, in a row of its own."""
    after = mark(book(), at(cell))
    assert schema_errors(after) == []
    rows = [int(number) for number in re.findall(r'<row r="(\d+)"', part(after, SHEET_PART))]
    assert rows == sorted(set(rows))
    found = openpyxl.load_workbook(io.BytesIO(after))[SHEET][cell]
    assert found.fill.fgColor.rgb == f"FF{RED}" and found.comment is not None


def _without_addresses(text: str) -> str:
    return re.sub(r'<(row|c) r="[A-Z]*\d+"', r"<\1", text)


def _single_quotes(text: str) -> str:
    return re.sub(r' s="(\d+)"', r" s='\1'", text)


def _with_prefix(text: str) -> str:
    text = text.replace('<worksheet xmlns="', '<x:worksheet xmlns:x="').replace("</", "</x:")
    return re.sub(r"<(?![/?x])", "<x:", text)


@pytest.mark.parametrize("write", [_without_addresses, _single_quotes, _with_prefix])
def test_other_writers_spellings(write: Callable[[str], str]) -> None:
    """Addresses left out, other quotes, a prefix for every element."""
    odd = edited(_dense(), {SHEET_PART: write})
    after = mark(odd, at("B2"))
    assert cells(after) == cells(_dense())
    assert openpyxl.load_workbook(io.BytesIO(after))[SHEET]["B2"].fill.fgColor.rgb == f"FF{RED}"


def _dense() -> bytes:
    """A book whose rows have no gaps."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        for row in range(3):
            sheet.write_row(row, 0, [row, "chữ", row / 2], workbook.add_format({"bold": True}))
    return buffer.getvalue()


def test_names_of_sheets_and_filters_follow_their_sheets() -> None:
    """A sheet put first moves the numbers of all that came before it."""
    after = openpyxl.load_workbook(io.BytesIO(mark(book(), at("A4"))))
    assert after.sheetnames == ["Cần sửa", SHEET, "_meta"]
    assert after[SHEET].auto_filter.ref == "A3:C6"
    workbook = part(mark(book(), at("A4")), "xl/workbook.xml")
    assert re.findall(r'localSheetId="(\d)"', workbook) == ["1"]


def test_boxes_of_other_sheets_keep_their_numbers() -> None:
    """Two sheets with comments: no shape number is used twice."""

    def noted(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("Khác").write_comment("B2", "của người khác")

    after = mark(book(extra=noted), at("A4"), at("A5"))
    assert schema_errors(after) == []
    drawings = [text.decode() for name, text in parts(after).items() if name.endswith(".vml")]
    numbers = [number for text in drawings for number in re.findall(r'id="_x0000_s(\d+)"', text)]
    assert len(drawings) == 2 and len(set(numbers)) == len(numbers) == 3


def test_a_comment_holds_any_text() -> None:
    """Signs of XML, control characters, what Excel would take for a code."""
    after = mark(book(), at("A4", text="<b>&\x0b]]> _x0041_ 'ệ'"))
    assert schema_errors(after) == []
    assert "&lt;b&gt;&amp;]]&gt; _x005F_x0041_ 'ệ'" in part(after, "xl/comments1.xml")


def test_marking_twice_is_marking_once() -> None:
    """The second time replaces the first; without marks nothing of ours is left in the cells."""
    once = mark(book(), at("A4"), at("B5"))
    assert cells(mark(once, at("A4"), at("B5"))) == cells(once)
    assert part(mark(once, at("A4"), at("B5")), "xl/comments1.xml") == part(once, "xl/comments1.xml")
    clean = openpyxl.load_workbook(io.BytesIO(mark(once)))[SHEET]
    assert clean["A4"].comment is None and clean["A4"].fill.fill_type is None


def test_a_sheet_that_is_missing_is_said() -> None:
    """Nothing is written for a workbook that is not the one the findings speak of."""
    with pytest.raises(PackageError):
        mark(book(), at("A4"), sheet="Tự chấm")
    with pytest.raises(PackageError):
        mark(b"PK\x03\x04", at("A4"))
