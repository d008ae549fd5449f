"""A remembered workbook is what openpyxl would read anew: for whoever looks, types and saves."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, Side
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.journeys import opening
from tests.journeys.journey import Journey, saved_bytes, set_up

READY = Path(__file__).parents[2] / "workbooks"


def parts(workbook: Workbook) -> dict[str, object]:
    """What is saved, by part; openpyxl writes merged cells in the order of a set."""
    with zipfile.ZipFile(io.BytesIO(saved_bytes(workbook))) as package:
        saved: dict[str, object] = {name: package.read(name) for name in package.namelist()}
    for name, data in saved.items():
        if name.startswith("xl/worksheets/sheet") and isinstance(data, bytes):
            merged = re.compile(rb"<mergeCell [^>]*>")
            saved[name] = merged.sub(b"", data), sorted(merged.findall(data))
    return saved


def untouched(workbook: Workbook) -> None:
    """Open and save."""


def dressed(workbook: Workbook) -> None:
    """Type, and dress cells in looks that are there and in looks that are new."""
    for sheet in workbook.worksheets[:6]:
        sheet.cell(sheet.max_row + 1, 1, "chữ mới")
        sheet["C9"].font = Font(name="Arial", size=31)
        sheet["C10"].border = Border(left=Side("double"))
        sheet["C11"]._style = sheet["A1"]._style


def rebuilt(workbook: Workbook) -> None:
    """Columns and rows that nobody had set, moved cells, new sheets, rules, names, remarks."""
    for sheet in workbook.worksheets[:6]:
        sheet.column_dimensions["AZ"].width = 29
        sheet.row_dimensions[400].height = 33
        sheet.column_dimensions.group("BA", "BC", hidden=True)
        sheet.delete_cols(4)
        sheet.insert_rows(2)
        sheet.merge_cells("BA1:BC2")
        sheet["BE1"].comment = Comment("ghi chú", "tôi")
        sheet["BE2"].hyperlink = "#A1"
        sheet.add_data_validation(DataValidation(type="whole", sqref="BF1:BF9"))
        sheet.conditional_formatting.add("BF1:BF9", FormulaRule(["$A$1=1"], font=Font(bold=True)))  # type: ignore[no-untyped-call]
        sheet.defined_names["của_tôi"] = DefinedName("của_tôi", attr_text="$A$1")
    workbook.create_sheet("Riêng").append(["của tôi"])
    workbook.copy_worksheet(workbook.worksheets[0])


@pytest.mark.parametrize("name", ["Phieu_mau.xlsx", "SoTongHop_mau.xlsx"])
@pytest.mark.parametrize("change", [untouched, dressed, rebuilt])
def test_a_copy_is_saved_as_what_was_parsed(name: str, change: Callable[[Workbook], None]) -> None:
    """The third opening takes the copy; none sees what another typed."""
    data = (READY / name).read_bytes()
    fresh = openpyxl.load_workbook(io.BytesIO(data))
    change(fresh)
    wanted = parts(fresh)
    for _ in range(3):
        workbook = opening.load(data)
        change(workbook)
        assert parts(workbook) == wanted


def test_stored_results_and_formulas_are_two_openings(complete: Journey) -> None:
    """Of one file, in turns."""
    for _ in range(3):
        formulas, stored = opening.load(complete.book), opening.load(complete.book, data_only=True)
        pairs = [
            (cell.value, stored["Xếp hạng"][cell.coordinate].value)
            for row in formulas["Xếp hạng"]
            for cell in row
            if cell.data_type == "f"
        ]
        assert pairs
        assert all(
            str(formula).startswith("=") and not str(value).startswith("=") for formula, value in pairs
        )


def test_a_changed_file_is_another_file(complete: Journey) -> None:
    """The place where it lies tells nothing."""
    for name in ("Cụm A", "Cụm B", "Cụm C"):
        with complete.typing() as book:
            set_up(book, {"Tên cụm": name})
        for _ in range(3):
            rows = opening.load(complete.book)["Cụm"].iter_rows(values_only=True)
            assert [row[1] for row in rows if row[0] == "Tên cụm"] == [name]
