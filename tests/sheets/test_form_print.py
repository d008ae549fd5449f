"""A form on the screen and on paper: one frozen row, letters that can be read, what is signed taken from `Đơn vị`."""

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import Journey, Sheet, form_sheet
from thidua_xl.domain.scoring.criteria import Criteria, Criterion
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.values.text import fold
from thidua_xl.domain.year.stages import Stage
from thidua_xl.scorecard.stamp import blank_identity, render
from thidua_xl.sheets.form.heading import as_long
from thidua_xl.sheets.form.scores import TABLE, C
from thidua_xl.sheets.form.stage_tables import STAGE_TABLES
from thidua_xl.sheets.table import Table, find_table
from thidua_xl.workbook.grid import Grid
from thidua_xl.workbook.model import Sheet as Drawn
from thidua_xl.workbook.styles import FINE, properties

CRITERIA = Criteria((Criterion("1", max_points=10_000, text="Báo cáo"),))
SETTINGS = Settings(year=2026, cluster="C", name="Cụm C")
TABLES = {stage: tables.rows for stage, tables in STAGE_TABLES.items()} | {Stage.YEAREND: TABLE}
A4_LANDSCAPE = 842 - (0.6 + 0.5) * 72
"""Points between the margins."""


def drawn(stage: Stage) -> Drawn:
    """The sheet of the criteria of a form."""
    sheets = render(SETTINGS, CRITERIA, blank_identity(), "2026-01-05", stage).sheets
    return next(sheet for sheet in sheets if sheet.name == TABLES[stage].sheet)


def grid_of(sheet: Drawn) -> Grid:
    """Its values as a reader has them."""
    rows: list[list[object]] = [[None] * 20 for _ in range(max(row for row, _ in sheet.cells) + 1)]
    for (row, column), cell in sheet.cells.items():
        if column < 20:
            rows[row][column] = cell.value
    return Grid(sheet.name, rows)


@pytest.mark.parametrize("stage", Stage)
def test_one_row_is_frozen_and_everything_else_scrolls(stage: Stage) -> None:
    """At most 40 pixels; what is above the table can be scrolled to, for the frozen row is the first of all."""
    sheet = drawn(stage)
    assert sheet.freeze == (1, 3)
    assert (sheet.rows[0].height or 99) * 96 / 72 <= 40
    labelled = {column for row, column in sheet.cells if row == 0 and sheet.cells[row, column].value}
    assert labelled >= set(range(3, len(TABLES[stage].columns)))


@pytest.mark.parametrize("stage", Stage)
def test_the_frozen_row_is_never_taken_for_the_header(stage: Stage) -> None:
    """No word of it is a header: whoever looks for the first row with a header's name finds the header."""
    sheet, table = drawn(stage), TABLES[stage]
    headers = {fold(column.header) for column in table.columns}
    assert not {fold(str(cell.value)) for (row, _), cell in sheet.cells.items() if row == 0} & headers
    assert _header_row(sheet, table) == table.header_row == 8


def _header_row(sheet: Drawn, table: Table) -> int:
    found = find_table(grid_of(sheet), table)
    assert found is not None
    return found.placement.header_row


def test_the_smallest_letters_print_at_8_points() -> None:
    """Across the width of A4 landscape: the rule under a criterion."""
    sheet = drawn(Stage.YEAREND)
    assert sheet.print_area is not None
    printed = range(sheet.print_area.last_column + 1)
    width = sum(int(sheet.columns[column].width * 7 + 5) for column in printed) * 72 / 96
    assert properties(FINE)["font_size"] * int(A4_LANDSCAPE / width * 100) / 100 >= 8


def test_what_a_form_of_registration_prints_is_asked_for_on_it() -> None:
    """The head signs; `Chức vụ` is the head's there, and the filler's on the other forms."""
    for stage, post in ((Stage.REGISTER, "Chức vụ"), (Stage.YEAREND, "Chức vụ người ký")):
        sheets = {
            sheet.name: sheet for sheet in render(SETTINGS, CRITERIA, blank_identity(), "", stage).sheets
        }
        rows = {cell.value: row + 1 for (row, _), cell in sheets["Đơn vị"].cells.items()}
        main = sheets[TABLES[stage].sheet]
        signed = next(cell for cell in main.cells.values() if cell.value == "THỦ TRƯỞNG ĐƠN VỊ")
        assert f"'Đơn vị'!$B${rows[post]}" in signed.formula


def test_names_and_place_decide_nothing(issued: Journey) -> None:
    """Filled in or not, a form counts the same and nothing is said of them."""

    def change(workbook: Workbook) -> None:
        sheet = Sheet(workbook["Đơn vị"], "Mục", "Giá trị")
        for row in list(sheet.rows()):
            if sheet.at(row, "Mục") in ("Người ký", "Chức vụ người ký", "Địa danh"):
                sheet.put(row, "Giá trị", "Trần Văn Bình")

    issued.send("AN", change)
    issued.send("BH")
    assert [file["findings"] for file in issued.collect().json["files"]] == [[], []]


def test_the_issued_file_says_the_same(issued: Journey) -> None:
    """As Excel reads it: the pane, and the header where it always stood."""
    book = load_workbook(issued.folder / "phieu" / f"Phieu_AN_{journey.YEAR}.xlsx")
    assert book["Tự chấm"].freeze_panes == "D2"
    assert book["Kiểm tra"].freeze_panes == "A2"
    form = form_sheet(book)
    assert (form.header_row, form.columns["Điểm tự chấm"]) == (9, C["Điểm tự chấm"] + 1)


LONG = "Trung tâm Xúc tiến đầu tư, thương mại, du lịch và hỗ trợ doanh nghiệp khu vực miền núi phía Tây tỉnh Thanh Hóa"


@pytest.mark.parametrize("stage", Stage)
def test_a_long_name_has_room_where_it_is_stamped_in_later(stage: Stage) -> None:
    """Above the table and on `Đơn vị`; a form of a unit with a short name is as it was."""
    heights = {}
    for name in (LONG, "Xã Dân Lý"):
        identity = blank_identity()._replace(unit_name="\ue002name\ue002", sized=as_long(name))
        sheets = {sheet.name: sheet for sheet in render(SETTINGS, CRITERIA, identity, "", stage).sheets}
        main, own = sheets[TABLES[stage].sheet], sheets["Đơn vị"]
        heights[name] = (main.rows.get(2), own.rows.get(4))
        assert bool(properties(main.cells[2, 0].style).get("text_wrap")) is (name is LONG)
    assert heights["Xã Dân Lý"] == (None, None)
    assert all(row and (row.height or 0) > 25 for row in heights[LONG])


def test_names_of_about_a_length_share_a_form() -> None:
    """Not one is rendered for each unit; the text is never shorter than the name."""
    assert as_long("Xã " * 13) == ""
    assert as_long(LONG) == as_long(LONG[:-1] + "x") and len(as_long(LONG)) >= len(LONG)


@pytest.mark.parametrize("count", range(4, 10))
def test_signatures_stand_on_a_page_with_the_end_of_the_table(count: int) -> None:
    """Where the page could end in them, the last criterion goes along; where it ends well before or after, nothing."""
    rows = tuple(Criterion(f"{at}", max_points=10, text="Kết quả " * 14) for at in range(1, count + 1))
    sheets = render(SETTINGS, Criteria(rows), blank_identity(), "").sheets
    sheet = next(one for one in sheets if one.name == TABLE.sheet)
    total = TABLE.header_row + 1 + count
    assert sheet.breaks == ((total - 1,) if count in (5, 6, 7) else ())
