"""The tests' Excel through xlwings' public objects: it must behave as Excel does, or it proves nothing."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.office.calc import Calc
from tests.office.xlwings_calc import Alert, ExcelError, excel_on

pytestmark = pytest.mark.office

TEXTS = [
    "1.10",
    "9,5",
    "=A1",
    "12/5",
    "'x",
    "TRUE",
    "00123",
    "-",
    "- muộn",
    "+84",
    "1e3",
    "7:30",
    "#N/A",
    "a\nb",
]
PROTECTED = "is protected"


@pytest.fixture
def book(excel: xw.App) -> xw.Book:
    """A new workbook."""
    return excel.books.add()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    """Its one sheet."""
    return book.sheets[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workbook of a clerk's: a filtered table, a note, a name, a table that begins at C3, a hidden sheet."""
    path = tmp_path / "Sổ thi đua.xlsx"
    made = Workbook()
    first = made.worksheets[0]
    first.title = "Bảng điểm"
    for row in (("Đơn vị", "Điểm"), ("Xã A", 10), ("Xã B", 20), ("Xã C", 30)):
        first.append(row)
    first.auto_filter.ref = "A1:B4"
    first.auto_filter.add_filter_column(0, ["Xã A", "Xã C"])
    first.row_dimensions[3].hidden = True
    made.create_sheet("Giữa")["C3"] = date(2026, 3, 4)
    made.create_sheet("_meta").sheet_state = "hidden"
    made.save(path)
    return path


def written(area: xw.Range) -> Any:
    """Formulas as Excel gives them, a tuple of tuples; xlwings' annotation says lists."""
    return area.formula


# --- values -----------------------------------------------------------------------------------


def test_values_come_back_as_they_went_in(sheet: xw.Sheet) -> None:
    """Vietnamese texts, numbers, truth values, dates; None and '' are both an empty cell."""
    values = ["Xã Đăk Pék – tổ 1", 8.25, 3, True, datetime(2026, 3, 4, 5, 6, 7), None, "", "a\nb"]
    sheet["B2"].value = [values, values[::-1]]
    read = ["Xã Đăk Pék – tổ 1", 8.25, 3.0, True, datetime(2026, 3, 4, 5, 6, 7), None, None, "a\nb"]
    assert sheet["B2:I3"].value == [read, read[::-1]]
    assert sheet["G2"].raw_value is None
    assert sheet["G2:H2"].options(empty="trống").value == ["trống", "trống"]
    assert isinstance(sheet["D2"].value, float)
    assert sheet["E2"].value is True


def test_a_scalar_fills_and_a_table_keeps_its_shape(sheet: xw.Sheet) -> None:
    """Conversions of xlwings work on this engine; those of frames depend on how xlwings was imported."""
    sheet["A1:B2"].value = "x"
    assert sheet["A1:B2"].value == [["x", "x"], ["x", "x"]]
    sheet["A4"].value = [["Đơn vị", "Điểm"], ["A", 1.5], ["B", None]]
    assert sheet["A4"].expand().value == [["Đơn vị", "Điểm"], ["A", 1.5], ["B", None]]
    assert sheet["A4:A5"].options(ndim=2).value == [["Đơn vị"], ["A"]]


def test_an_error_is_none_or_its_text(sheet: xw.Sheet) -> None:
    """As xlwings has it from Excel: None unless `err_to_str` asks for the text."""
    sheet["A1"].value = [["=1/0", "=NA()", "=khongco()", '="a"+1', "#REF!", 5]]
    area = sheet["A1:F1"]
    assert area.value == [None] * 5 + [5.0]
    assert area.options(err_to_str=True).value == ["#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#REF!", 5.0]
    assert area.raw_value[0][:2] == (-2146826281, -2146826246)


def test_a_date_takes_a_format_where_there_is_none(sheet: xw.Sheet) -> None:
    """A cell of the format General shows it as a date, one with a format of its own keeps that."""
    sheet["A2"].number_format = "dd/mm/yyyy"
    sheet["A1"].value = [[date(2026, 3, 4)], [datetime(2026, 3, 4)]]
    assert sheet["A1:A2"].value == [datetime(2026, 3, 4), datetime(2026, 3, 4)]
    assert [cell.number_format for cell in sheet["A1:A2"]] == ["m/d/yyyy", "dd/mm/yyyy"]
    assert sheet["A1"].options(dates=date).value == date(2026, 3, 4)
    sheet["A1:A2"].number_format = "General"
    assert sheet["A1:A2"].value == [46085.0, 46085.0]


def test_excel_converts_texts_in_cells_without_the_format_text(sheet: xw.Sheet) -> None:
    """What a careless program writes is no longer what it meant."""
    for row, text in enumerate(("1.10", "=1+1", "12/5", "'x", "TRUE", "00123", "1e3", "85%"), 1):
        sheet[f"A{row}"].value = text
    year = datetime.now().year
    assert sheet["A1:A8"].value == [1.1, 2.0, datetime(year, 12, 5), "x", True, 123.0, 1000.0, 0.85]
    assert sheet["A2"].formula == "=1+1"
    assert (sheet["A3"].number_format, sheet["A8"].number_format) == ("d-mmm", "0%")
    with pytest.raises(ExcelError, match="no such formula"):
        sheet["A9"].value = "- nộp muộn"


def test_texts_stay_in_cells_of_the_format_text(sheet: xw.Sheet, tmp_path: Path) -> None:
    """The format `@` first, then the texts: every one exactly as it was, in the saved file too."""
    area = sheet["A1"].resize(len(TEXTS), 1)
    area.number_format = "@"
    area.value = [[text] for text in TEXTS]
    assert area.value == TEXTS
    assert [row[0] for row in written(area)] == TEXTS
    area.number_format = "General"
    assert area.value == TEXTS
    sheet.book.save(tmp_path / "saved.xlsx")
    cells = load_workbook(tmp_path / "saved.xlsx").worksheets[0]["A"]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in TEXTS]


def test_a_number_becomes_a_text_in_a_cell_of_the_format_text(sheet: xw.Sheet) -> None:
    """So a program that gives `@` to a whole table spoils its numbers, also formulas."""
    sheet["A1:A4"].number_format = "@"
    sheet["A1"].value = [[5], [1.5], [True], [None]]
    assert sheet["A1:A4"].value == ["5", "1.5", "TRUE", None]
    sheet["A1"].formula = "=1+1"
    assert sheet["A1"].value == "=1+1"


def test_a_block_may_mix_cells_of_the_format_text_with_others(sheet: xw.Sheet) -> None:
    """Each cell follows its own format."""
    sheet["B1:B3"].number_format = "@"
    sheet["A1"].value = [["1.10", "1.10", "1.10"]] * 3
    assert sheet["A1:C3"].value == [[1.1, "1.10", 1.1]] * 3


def test_excel_refuses_long_texts_in_a_block(sheet: xw.Sheet) -> None:
    """8,203 characters at most, 32,767 in a single cell."""
    sheet["A1"].value = "x" * 32_767
    assert len(sheet["A1"].value) == 32_767
    for cells, length in (("A1:A2", 32_768), ("A1", 32_768)):
        with pytest.raises(ExcelError, match=str(length)):
            sheet[cells].value = "x" * length
    with pytest.raises(ExcelError, match="8204"):
        sheet["A1"].value = [["x"], ["x" * 8_204]]


def test_a_block_is_one_exchange(sheet: xw.Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """20,000 cells are one request to write and one to read."""
    asked: list[str] = []
    ask = Calc.ask

    def listen(calc: Calc, do: str, **given: object) -> Any:
        asked.append(do)
        return ask(calc, do, **given)

    monkeypatch.setattr(Calc, "ask", listen)
    rows = [[f"Xã {row}" if column % 2 else row * 1.5 for column in range(10)] for row in range(2_000)]
    sheet["A1"].value = rows
    assert sheet["A1:J2000"].value == rows
    assert (asked.count("write"), asked.count("read")) == (1, 1)


# --- formulas ---------------------------------------------------------------------------------


def test_formulas_compute_and_come_back_as_excel_writes_them(book: xw.Book, sheet: xw.Sheet) -> None:
    """Commas, sheet names with spaces, arrays; a constant's formula is its text."""
    other = book.sheets.add("Thống nhất điểm", after=sheet)
    other["B2"].value = 40
    formulas = ["='Thống nhất điểm'!B2*2", '=IF(A1>50,"a,b","c")', "=SUM(A1,{1,2;3,4})", "=A1>50"]
    sheet["A1"].formula = [formulas]
    assert sheet["A1:D1"].value == [80.0, "a,b", 90.0, True]
    assert written(sheet["A1:D1"]) == (tuple(formulas),)
    assert sheet["A1"].formula2 == formulas[0]
    other["B2"].value = 10
    assert sheet["A1:D1"].value == [20.0, "c", 30.0, False]
    sheet["A2"].value = [[1.5, "x", None, True, date(2026, 3, 4)]]
    assert written(sheet["A2:E2"]) == (("1.5", "x", "", "TRUE", "46085"),)


def test_one_formula_over_an_area_is_pulled_over_it(sheet: xw.Sheet) -> None:
    """Relative references move with the cells."""
    sheet["A1"].value = [[1, 2], [3, 4]]
    sheet["C1:D2"].formula = "=A1*$A$1+10"
    assert sheet["C1:D2"].value == [[11.0, 12.0], [13.0, 14.0]]
    assert sheet["D2"].formula == "=B2*$A$1+10"


def test_formulas_wait_while_calculation_is_manual(excel: xw.App, sheet: xw.Sheet) -> None:
    """`properties` switches it off and on again; `calculate` does it at once."""
    sheet["A1"].value = [[1, "=A1+1"]]
    with excel.properties(screen_updating=False, calculation="manual", display_alerts=False):
        assert (excel.screen_updating, excel.calculation) == (False, "manual")
        sheet["A1"].value = 5
        assert sheet["B1"].value == 2
        excel.calculate()
        assert sheet["B1"].value == 6
        sheet["A1"].value = 7
    assert sheet["B1"].value == 8
    assert (excel.screen_updating, excel.calculation, excel.display_alerts) == (True, "automatic", True)


# --- looks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["@", "General", "0.00", "dd/mm/yyyy", "0%", "#,##0.0"])
def test_a_number_format_is_told_as_excel_writes_it(sheet: xw.Sheet, code: str) -> None:
    """And None where cells differ."""
    sheet["A1:B2"].number_format = code
    assert sheet["A1:B2"].number_format == code
    sheet["A1"].number_format = "0.000"
    assert sheet["A1:B2"].number_format is None


def test_a_truth_value_leaves_the_format_general(sheet: xw.Sheet) -> None:
    """And a number after it is a number."""
    sheet["A1"].value = True
    assert sheet["A1"].number_format == "General"
    sheet["A1"].value = 1
    assert sheet["A1"].value == 1.0
    assert sheet["A1"].value is not True


@pytest.mark.parametrize(
    ("name", "value"),
    [("bold", True), ("italic", True), ("size", 13.0), ("name", "Times New Roman"), ("color", (255, 0, 128))],
)
def test_a_font_is_one_or_mixed(sheet: xw.Sheet, name: str, value: object) -> None:
    """A property that all cells share; None where they differ."""
    setattr(sheet["A1"].font, name, value)
    assert getattr(sheet["A1"].font, name) == value
    assert getattr(sheet["A1:A2"].font, name) is None
    assert getattr(sheet["A2"].font, name) != value


def test_colours_alignments_and_wrapping(sheet: xw.Sheet) -> None:
    """A colour as text, as numbers, or taken away."""
    cell = sheet["B2"]
    assert (cell.color, cell.wrap_text, cell.horizontal_alignment, cell.vertical_alignment) == (
        None, False, "general", "bottom")  # fmt: skip
    cell.color, cell.wrap_text = "#ddeeff", True
    cell.horizontal_alignment, cell.vertical_alignment = "center", "top"
    assert (cell.color, cell.wrap_text, cell.horizontal_alignment, cell.vertical_alignment) == (
        (221, 238, 255), True, "center", "top")  # fmt: skip
    cell.color = None
    assert cell.color is None


def test_borders_are_drawn_inside_and_outside(sheet: xw.Sheet) -> None:
    """Each side by itself; Excel refuses an inside where there is none."""
    area = sheet["B2:C3"]
    area.borders.set("all", line_style="continuous", weight="thin", color="#ff0000")
    assert (area.borders.line_style, area.borders.weight, area.borders.color) == (
        "continuous", "thin", (255, 0, 0))  # fmt: skip
    area.borders["edge_bottom"].weight = "thick"
    assert sheet["B3"].borders["edge_bottom"].weight == "thick"
    assert sheet["B2"].borders["edge_top"].weight == "thin"
    area.borders.clear("inside")
    assert sheet["B2"].borders["edge_bottom"].line_style == "none"
    with pytest.raises(ExcelError, match="inside"):
        sheet["E5"].borders.set("all", line_style="continuous")


def test_rows_and_columns_have_sizes_and_can_hide(sheet: xw.Sheet) -> None:
    """Points and characters; a hidden row has no height."""
    sheet["2:3"].row_height = 30
    sheet["B:B"].column_width = 20
    assert (sheet["A2:A3"].row_height, sheet["B1"].column_width) == (30.0, 20.0)
    assert sheet["A1:A2"].row_height is None
    sheet["A3"].rows.hidden = True
    assert (sheet["A3"].rows.hidden, sheet["A2:A3"].rows.hidden, sheet["A3"].row_height) == (True, None, 0.0)
    sheet["A2"].value = "một dòng\nhai dòng\nba dòng"
    sheet["A2"].wrap_text = True
    sheet["2:2"].rows.autofit()
    assert (sheet["A2"].row_height or 0) > 30


# --- structure --------------------------------------------------------------------------------


def test_rows_put_in_take_notes_rules_and_formulas_along(sheet: xw.Sheet) -> None:
    """Whole rows, as a person inserts them; and out again."""
    sheet["A1"].value = [["a"], ["b"], ["=A2&A1"]]
    sheet["A2"].add_note("giữ lại")
    sheet["A2"].data_validation.set_list(["b", "c"])
    sheet["A1"].color = "#ddeeff"
    sheet["2:4"].insert("down")
    assert sheet["A1:A6"].value == ["a", None, None, None, "b", "ba"]
    assert sheet["A6"].formula == "=A5&A1"
    assert [(note.location.address, note.text) for note in sheet.notes] == [("$A$5", "giữ lại")]
    assert [sheet[cell].data_validation.type for cell in ("A2", "A5")] == ["none", "list"]
    assert sheet["A2:A4"].color == (221, 238, 255)
    sheet["2:4"].delete("up")
    assert sheet["A1:A3"].value == ["a", "b", "ba"]
    sheet["2:2"].insert("down", "format_from_right_or_below")
    assert (sheet["A2"].value, sheet["A2"].color, sheet["A2"].note) == (None, None, None)


def test_cells_put_in_move_only_what_is_below_or_beside(sheet: xw.Sheet) -> None:
    """Blocks shift down, up, right or left."""
    sheet["A1"].value = [[1, 2, 3], [4, 5, 6]]
    sheet["A1:B1"].insert("down")
    assert sheet["A1:C3"].value == [[None, None, 3.0], [1.0, 2.0, 6.0], [4.0, 5.0, None]]
    sheet["A1:B1"].delete("up")
    sheet["A1"].insert("right")
    assert sheet["A1:D1"].value == [None, 1.0, 2.0, 3.0]
    sheet["A1"].delete("left")
    assert sheet["A1:C2"].value == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]


def test_clearing_takes_contents_formats_or_both(sheet: xw.Sheet) -> None:
    """Contents leave the look; formats leave rules and values, as in Excel."""
    sheet["A1:B1"].value = 5
    sheet["A1:B1"].font.bold = True
    sheet["A1"].data_validation.set_whole_number("between", 1, 10)
    sheet["A1:B1"].clear_formats()
    assert (sheet["A1"].value, sheet["A1"].font.bold, sheet["A1"].data_validation.type) == (
        5.0, False, "whole_number")  # fmt: skip
    sheet["A1"].color = "#000000"
    sheet["A1"].clear_contents()
    assert (sheet["A1"].value, sheet["A1"].color) == (None, (0, 0, 0))
    sheet["A1"].add_note("x")
    sheet["A1"].clear()
    assert (sheet["A1"].color, sheet["A1"].note, sheet["A1"].data_validation.type) == (None, None, "none")


def test_a_note_is_written_changed_and_removed(book: xw.Book, sheet: xw.Sheet) -> None:
    """One a cell."""
    sheet["B2"].add_note("một")
    with pytest.raises(ValueError, match="already"):
        sheet["B2"].add_note("hai")
    assert sheet["A1"].note is None
    note = sheet["B2"].note
    assert note is not None
    note.text = "hai"
    assert [note.text for note in book.notes] == ["hai"]
    note.delete()
    assert len(sheet.notes) == 0


def test_validation_is_a_list_an_area_or_a_rule(book: xw.Book, sheet: xw.Sheet) -> None:
    """Told as Excel tells it."""
    other = book.sheets.add("Danh mục", after=sheet)
    sheet["A1:A3"].data_validation.set_list(["Có", "Không"], in_cell_dropdown=False)
    sheet["B1:B3"].data_validation.set_list(other["A1:A5"])
    sheet["C1:C3"].data_validation.set_decimal("between", 0, "=A9")
    sheet["D1"].data_validation.set_custom("=COUNTIF($A$1:$A$3,D1)=1")
    rules = [sheet[f"{column}1"].data_validation for column in "ABCDE"]
    assert [rule.type for rule in rules] == ["list", "list", "decimal", "custom", "none"]
    assert [rule.source for rule in rules[:2]] == ["Có,Không", "='Danh mục'!$A$1:$A$5"]
    assert [rule.in_cell_dropdown for rule in rules[:2]] == [False, True]
    assert (rules[2].operator, rules[2].formula1, rules[2].formula2) == ("between", "=0", "=A9")
    assert rules[3].formula == "=COUNTIF($A$1:$A$3,D1)=1"
    assert sheet["A1:A4"].data_validation.type == "mixed_criteria"
    assert sheet["A1:B3"].data_validation.type == "inconsistent"
    sheet["A1:A3"].data_validation.delete()
    assert sheet["A1"].data_validation.type == "none"


def test_a_filter_hides_rows_and_lets_them_come_back(sheet: xw.Sheet) -> None:
    """Conditions of two columns hold together."""
    sheet["A1"].value = [["Đơn vị", "Điểm"], ["A", 10], ["B", 20], ["C", 30]]
    table = sheet["A1:B4"]
    table.autofilter.apply_values(1, ["B", "C"])
    assert [row.rows.hidden for row in table.rows] == [False, True, False, False]
    table.autofilter.apply_comparison(2, "greater_than", 25)
    assert [row.rows.hidden for row in table.rows] == [False, True, True, False]
    assert [(entry.type, entry.values) for entry in table.autofilter.criteria] == [
        ("values", ["B", "C"]), ("comparison", None)]  # fmt: skip
    table.autofilter.clear(1)
    table.autofilter.apply_comparison(2, "between", 10, 20)
    assert [row.rows.hidden for row in table.rows] == [False, False, False, True]
    table.autofilter.clear()
    assert table.rows.hidden is False


def test_filtered_rows_stay_hidden_while_values_are_written(
    excel: xw.App, file: Path, tmp_path: Path
) -> None:
    """A clerk's filter survives a block written over it, and saving."""
    book = excel.books.open(file)
    sheet = book.sheets["Bảng điểm"]
    assert [row.rows.hidden for row in sheet["A1:A4"].rows] == [False, False, True, False]
    sheet["B2"].value = [[1], [2], [3]]
    assert sheet["B2:B4"].value == [1.0, 2.0, 3.0]
    assert [row.rows.hidden for row in sheet["A1:A4"].rows] == [False, False, True, False]
    book.save(tmp_path / "saved.xlsx")
    saved = load_workbook(tmp_path / "saved.xlsx").worksheets[0]
    assert (saved.auto_filter.ref, saved.row_dimensions[3].hidden) == ("A1:B4", True)


def test_merged_cells(sheet: xw.Sheet) -> None:
    """A cell knows the merged area that it belongs to."""
    sheet["B2:C3"].merge()
    assert sheet["C3"].merge_area.address == "$B$2:$C$3"
    assert [sheet[cells].merge_cells for cells in ("C3", "A1:B2", "A1")] == [True, None, False]
    sheet["B2"].merge_area.unmerge()
    assert sheet["C3"].merge_cells is False
    sheet["E1:F2"].merge(across=True)
    assert sheet["F2"].merge_area.address == "$E$2:$F$2"


def test_links_lead_out_or_to_another_place(sheet: xw.Sheet) -> None:
    """A place in the workbook is no address to Excel, but the link's place inside."""
    sheet["A1"].add_hyperlink("https://kontum.gov.vn/a", "Trang")
    sheet["A2"].add_hyperlink("#'Xếp hạng'!A1", "đi")
    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("Trang", "https://kontum.gov.vn/a")
    assert (sheet["A2"].value, sheet["A2"].hyperlink, sheet["A2"].impl.sub_address) == (
        "đi",
        "",
        "'Xếp hạng'!A1",
    )
    with pytest.raises(ExcelError):
        _ = sheet["A3"].hyperlink


def test_a_protected_sheet_refuses_changes_to_locked_cells(book: xw.Book, sheet: xw.Sheet) -> None:
    """Until it is unprotected; unlocked cells can be written."""
    sheet["B1"].api.Locked = False
    sheet.api.Protect(AllowFiltering=True)
    assert sheet.api.ProtectContents is True
    sheet["B1"].value = 5
    for forbidden in (
        lambda: setattr(sheet["A1:B1"], "value", 5),
        lambda: setattr(sheet["A1"], "color", "#ffffff"),
        lambda: sheet["A1"].add_note("x"),
        lambda: sheet["1:1"].insert("down"),
        sheet["A1"].clear_contents,
    ):
        with pytest.raises(ExcelError, match=PROTECTED):
            forbidden()
    sheet.api.Unprotect()
    sheet["A1"].value = 5
    assert sheet["A1:B1"].value == [5.0, 5.0]
    assert book.impl.protected_with == {sheet.name: {"AllowFiltering": True}}
    sheet.api.Protect(Password="x")
    with pytest.raises(ExcelError):
        sheet.api.Unprotect("y")


# --- places -----------------------------------------------------------------------------------


def test_addresses_and_shapes(sheet: xw.Sheet) -> None:
    """Cells, blocks, whole rows and columns."""
    areas = ["A1", "B2:C5", "5:7", "A:C", "$D$4"]
    assert [sheet[area].address for area in areas] == ["$A$1", "$B$2:$C$5", "$5:$7", "$A:$C", "$D$4"]
    assert (sheet["5:7"].shape, sheet["B2:C5"].row, sheet["B2:C5"].column) == ((3, 16384), 2, 2)
    assert sheet["B2:C5"].last_cell.address == "$C$5"
    assert sheet[1, 2].get_address(False, False) == "C2"
    assert sheet.range((2, 3), (4, 5)).get_address(include_sheetname=True) == "Sheet1!$C$2:$E$4"
    assert sheet["B2:C5"][1:3, 0].address == "$B$3:$B$4"
    with pytest.raises(ExcelError, match="no address"):
        sheet["khôngcó"].clear()


def test_the_used_range_may_begin_anywhere(excel: xw.App, file: Path) -> None:
    """Excel does not count empty rows and columns before it."""
    used = excel.books.open(file).sheets["Giữa"].used_range
    assert used.address == "$C$3"
    assert used.value == datetime(2026, 3, 4)
    used.sheet["E9"].value = 1
    assert used.sheet.used_range.address == "$C$3:$E$9"


def test_the_end_of_a_run_is_where_the_arrow_keys_lead(sheet: xw.Sheet) -> None:
    """Ctrl and an arrow; over gaps, and to the edge."""
    sheet["B2"].value = [[1, 2, None], [3, None, None], ['=""', None, 5]]
    ends = [("B2", "down", "B4"), ("B2", "right", "C2"), ("C2", "down", "C1048576"), ("B4", "right", "D4"),
            ("D4", "left", "B4"), ("B1", "down", "B2"), ("B2", "up", "B1"), ("B4", "up", "B2")]  # fmt: skip
    assert [(a, way, sheet[a].end(way).get_address(False, False)) for a, way, _ in ends] == ends
    assert sheet["C3"].current_region.address == "$B$2:$D$4"


def test_a_selection_is_on_the_active_sheet(excel: xw.App, book: xw.Book, sheet: xw.Sheet) -> None:
    """Excel selects nothing elsewhere, and shows no hidden sheet."""
    other = book.sheets.add("Khác", after=sheet)
    assert book.sheets.active.name == "Khác"
    with pytest.raises(ExcelError, match="not the active one"):
        sheet["A1"].select()
    sheet.activate()
    sheet["B2:C3"].select()
    assert excel.selection == sheet["B2:C3"]
    assert book.selection == sheet["B2:C3"]
    other.visible = False
    with pytest.raises(ExcelError, match="hidden"):
        other.activate()


def test_sheets_are_found_added_renamed_and_removed(excel: xw.App, file: Path) -> None:
    """By number, by name in any case; not by `in`, which Excel on Windows does not know either."""
    book = excel.books.open(file)
    assert book.sheet_names == ["Bảng điểm", "Giữa", "_meta"]
    assert (book.sheets["GIỮA"].index, book.sheets[0].name, book.sheets(3).name) == (2, "Bảng điểm", "_meta")
    assert "Giữa" not in book.sheets
    assert [bool(sheet.visible) for sheet in book.sheets] == [True, True, False]
    with pytest.raises(ExcelError):
        _ = book.sheets["Khác"]
    added = book.sheets.add("Xếp hạng", after=book.sheets["Bảng điểm"])
    assert (added.index, book.sheets.active.name) == (2, "Xếp hạng")
    added.name = "Hạng"
    book.sheets["Giữa"].delete()
    assert book.sheet_names == ["Bảng điểm", "Hạng", "_meta"]


def test_a_name_is_a_place(excel: xw.App, file: Path) -> None:
    """Names of the workbook and of a sheet."""
    made = load_workbook(file)
    made.defined_names["diem"] = DefinedName("diem", attr_text="'Bảng điểm'!$B$2:$B$4")
    made.save(file)
    book = excel.books.open(file)
    assert "diem" in book.names
    assert "khac" not in book.names
    assert book.names["diem"].refers_to == "='Bảng điểm'!$B$2:$B$4"
    assert book.sheets[0]["diem"].address == "$B$2:$B$4"
    assert book.names["diem"].refers_to_range.value == [10.0, 20.0, 30.0]


# --- books and the app ------------------------------------------------------------------------


def test_books_are_opened_once_saved_and_closed(excel: xw.App, file: Path) -> None:
    """The second opening is the first book; the last one opened is the active one."""
    book = excel.books.open(file)
    assert (book.name, Path(book.fullname), book.api.ReadOnly) == ("Sổ thi đua.xlsx", file, False)
    assert excel.books.open(file) == book == excel.books["sổ thi đua.xlsx"]
    new = excel.books.add()
    assert (len(excel.books), excel.books.active) == (2, new)
    book.activate()
    assert xw.books.active == book
    book.sheets[0]["A1"].value = "mới"
    book.save()
    assert load_workbook(file).worksheets[0]["A1"].value == "mới"
    book.close()
    assert [one.name for one in excel.books] == [new.name]
    assert excel.books.open(file, read_only=True).api.ReadOnly is True


def test_boxes_are_recorded_and_answered(excel: xw.App) -> None:
    """From the list first; else the first button."""
    excel.impl.answers[:] = ["no", "cancel"]
    assert excel.alert("Ghi đè?", "Thi đua", "yes_no", "critical") == "no"
    assert excel.alert("Tiếp?", buttons="ok_cancel") == "cancel"
    assert [excel.alert("Xong"), excel.alert("Nữa?", buttons="yes_no")] == ["ok", "yes"]
    assert excel.impl.alerts[0] == Alert("Ghi đè?", "Thi đua", "yes_no", "critical", "no")
    assert [box.prompt for box in excel.impl.alerts] == ["Ghi đè?", "Tiếp?", "Xong", "Nữa?"]
    excel.impl.answers.append("no")
    with pytest.raises(AssertionError, match="no button"):
        excel.alert("Xong")


def test_the_calling_book_is_found_by_the_arguments_of_the_command(
    excel: xw.App, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the add-in hands over when it starts Python."""
    excel.books.open(file)
    excel.books.add()
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=Sổ thi đua.xlsx", "--from_xl=1", "--app=x", "--hwnd=4711"])
    assert xw.Book.caller().sheets[0]["A2"].value == "Xã A"


def test_a_book_can_stand_in_for_the_calling_one(excel: xw.App, book: xw.Book) -> None:
    """For tests that start no Python of their own."""
    excel.books.add()
    book.set_mock_caller()
    assert xw.Book.caller() == book


def test_nothing_is_left_behind(calc: Calc) -> None:
    """After a test there is no engine, no open book and no caller."""
    before = xw.engines.active, len(xw.engines), len(calc.ask("already_open"))
    with excel_on(calc) as app:
        app.books.add().set_mock_caller()
        assert xw.apps.active == app
    assert (xw.engines.active, len(xw.engines), len(calc.ask("already_open"))) == before
    assert not hasattr(xw.Book, "_mock_caller")


def test_what_nobody_wrote_says_its_name(sheet: xw.Sheet) -> None:
    """So that a test that needs it tells what is missing."""
    for name, missing in (("charts", "Sheet.charts"), ("tables", "Sheet.tables")):
        with pytest.raises(NotImplementedError, match=missing):
            getattr(sheet, name)
    with pytest.raises(NotImplementedError, match=r"Range\.copy"):
        sheet["A1:B2"].copy()
