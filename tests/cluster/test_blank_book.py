"""A blank book is pleasant to fill: rows ready to type, an example that nobody reads, lists, days, a running total."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.journeys.journey import Sheet, run, set_up, type_table
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.text import fold
from thidua_xl.office.book import open_office
from thidua_xl.sheets import criteria, parameter_list
from thidua_xl.sheets.cluster import units
from thidua_xl.sheets.cluster.year_tables import YEAR_TABLES
from thidua_xl.sheets.examples import MARK
from thidua_xl.sheets.office import clusters, own_criteria, papers, scores
from thidua_xl.sheets.office import units as office_units
from thidua_xl.sheets.table import READY, Table

OF_CLUSTER = (units.TABLE, criteria.TABLE, *(one.table for one in YEAR_TABLES if one.table.example))
OF_OFFICE = (
    clusters.TABLE,
    office_units.TABLE,
    criteria.TABLE,
    papers.TABLE,
    scores.TABLE,
    own_criteria.TABLE,
)
UNITS = [("AN", "Đơn vị An"), ("BH", "Đơn vị Bình")]


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    """A blank cluster book."""
    path = tmp_path / "SoCum_C01_2026.xlsx"
    assert run("new", "cluster", path).code == 0
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A blank office book."""
    path = tmp_path / "SoTongHop_2026.xlsx"
    assert run("new", "office", path).code == 0
    return path


def filled(path: Path) -> Workbook:
    """The cluster book with what it needs to be issued."""
    book = openpyxl.load_workbook(path)
    set_up(book, {"Tên cụm": "Cụm số 1", "Mã cụm": "C01", "Trưởng cụm": "AN"})
    type_table(book, "Đơn vị", "Mã", ("Mã", "Tên đơn vị"), UNITS)
    headers = ("Mã", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm")
    type_table(book, "Tiêu chí", "Mã", headers, [("I", "Mục", "Mục", None, None),
                                                 ("I.1", "Việc", "Tiêu chí", 10, "Chấm trực tiếp")])  # fmt: skip
    return book


def example_row(sheet: Worksheet) -> int:
    """The 1-based row of the example."""
    return next(at for at in range(1, 13) if str(sheet.cell(at, 1).value or "").startswith(MARK))


def errors(path: Path) -> set[tuple[str, str, str]]:
    """Code, sheet and cell of the errors that `check` tells."""
    found = run("check", path, "--json").json["files"][0]["findings"]
    return {(one["code"], one["sheet"], one["cell"]) for one in found if one["severity"] == "error"}


def rules_at(sheet: Worksheet, cell: str) -> Iterator[Any]:
    """The rules of entry that hold for a cell."""
    return (rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)


@pytest.mark.parametrize("table", OF_CLUSTER, ids=lambda table: table.sheet)
def test_an_input_sheet_begins_with_an_example_and_rows_to_type(table: Table, cluster: Path) -> None:
    """The example is two rows above the header, so that sorting the table does not take it along; 20 yellow rows."""
    sheet = openpyxl.load_workbook(cluster)[table.sheet]
    header = Sheet(sheet, table.key[0]).header_row
    assert example_row(sheet) == header - 2
    assert (
        all(cell.value is None for cell in sheet[header - 1][: len(table.columns)])
        or table.sheet in _WITH_LINE
    )
    typed = next(at for at, column in enumerate(table.columns, start=1) if column.typed)
    ready = [sheet.cell(header + down, typed) for down in range(1, READY + 1)]
    assert all(cell.border.left.style and cell.fill.fgColor.rgb == "FFFFF8DC" for cell in ready)
    assert not any(
        cell.value for row in sheet.iter_rows(min_row=header + 1, max_row=header + READY) for cell in row
    )


_WITH_LINE = {"Trưởng, Phó cụm"}
"""Where the row above the header tells how things stand."""


@pytest.mark.parametrize("table", OF_OFFICE, ids=lambda table: table.sheet)
def test_the_office_book_has_rows_to_type_too(table: Table, office: Path) -> None:
    """The same upstairs, with its example above."""
    sheet = openpyxl.load_workbook(office)[table.sheet]
    header = Sheet(sheet, table.key[0]).header_row
    assert (header, example_row(sheet)) == (5, 3)
    assert [cell.value for cell in sheet[4][: len(table.columns)]] == [None] * len(table.columns)
    assert all(sheet.cell(header + down, 1).fill.fgColor.rgb == "FFFFF8DC" for down in range(1, READY + 1))


@pytest.mark.parametrize(
    ("sheet", "header", "named"),
    [("Danh sách cụm", "Trưởng cụm", "'Đơn vị'!"), ("Đơn vị", "Mã cụm", "'Danh sách cụm'!"),
     ("Hồ sơ nhận", "Mã cụm", "'Danh sách cụm'!"), ("Điểm cấp trên", "Mã đơn vị", "'Đơn vị'!")],
)  # fmt: skip
def test_the_office_book_offers_codes_too(sheet: str, header: str, named: str, office: Path) -> None:
    """Clusters where units and papers name them, units where heads and scores do."""
    there = openpyxl.load_workbook(office)[sheet]
    cell = there.cell(6, Sheet(there, header).columns[header]).coordinate
    (rule,) = [rule for rule in rules_at(there, cell) if rule.type == "list"]
    assert named in rule.formula1 and len(rule.formula1) <= 255 and not rule.showErrorMessage


def test_what_is_typed_over_an_example_upstairs_is_told(office: Path) -> None:
    """Nothing of an example is read; a unit that was typed over it is named, and is none of the book's."""
    book = open_office(office, to_write=False)
    assert (book.clusters, book.units, book.criteria.rows, book.papers, book.scores) == ([], [], (), [], {})
    there = openpyxl.load_workbook(office)
    there["Đơn vị"]["A3"].value = "DLY"
    there.save(office)
    found = [
        one for one in open_office(office, to_write=False).findings if one.code is Code.EXAMPLE_TYPED_OVER
    ]
    assert [(one.sheet, one.cell) for one in found] == [("Đơn vị", "A3")]


@pytest.mark.parametrize("table", [*OF_CLUSTER, *OF_OFFICE], ids=lambda table: table.sheet)
def test_an_example_is_never_taken_for_the_header(table: Table) -> None:
    """It holds no header's name, and begins with the word by which people know it."""
    headers = {fold(column.header) for column in table.columns}
    assert not headers & {fold(str(value)) for value in table.example.values()}
    assert str(table.example[table.columns[0].header]).startswith(MARK)


def test_nothing_of_an_example_is_read(cluster: Path, office: Path) -> None:
    """Units, criteria, kept rows, clusters, papers: nothing is there yet, and only that is told."""
    book = open_book(cluster, to_write=False)
    assert (book.units, book.criteria.rows) == ([], ())
    assert not any(book.kept[table.sheet] for table in OF_CLUSTER if table.sheet in book.kept)
    upstairs = open_office(office, to_write=False)
    assert (upstairs.clusters, upstairs.units, upstairs.papers, upstairs.scores) == ([], [], [], {})
    assert upstairs.criteria.rows == upstairs.scoring.criteria.rows == ()
    assert "EXAMPLE_TYPED_OVER" not in {code for path in (cluster, office) for code, *_ in errors(path)}


def test_a_filled_book_is_issued_with_its_units_alone(cluster: Path, tmp_path: Path) -> None:
    """The example still stands above, and makes no form."""
    filled(cluster).save(cluster)
    assert errors(cluster) == set()
    assert run("issue", cluster, "--out", tmp_path / "phieu").code == 0
    assert sorted(file.name for file in (tmp_path / "phieu").iterdir()) == [
        f"Phieu_{code}_2026.xlsx" for code, _ in UNITS
    ]


def test_taking_the_example_away_troubles_nobody(cluster: Path, tmp_path: Path) -> None:
    """Cells cleared, or the whole row deleted: the book is the same, and no command puts it back."""
    book = filled(cluster)
    for cell in book["Đơn vị"][example_row(book["Đơn vị"])]:
        cell.value = None
    book["Vi phạm"].delete_rows(example_row(book["Vi phạm"]))
    book.save(cluster)
    assert errors(cluster) == set()
    assert run("issue", cluster, "--out", tmp_path / "phieu").code == 0
    run("rank", cluster)
    now = openpyxl.load_workbook(cluster)
    assert not any(str(row[0].value or "").startswith(MARK) for row in now["Vi phạm"].iter_rows(max_row=12))
    assert "EXAMPLE_TYPED_OVER" not in {code for code, *_ in errors(cluster)}


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_typed_over_the_example_is_asked_about(cluster: Path, tmp_path: Path, whole: bool) -> None:
    """A unit pasted there would be missing without a word: an error names the cell, and no form goes out."""
    book = filled(cluster)
    sheet = book["Đơn vị"]
    row = example_row(sheet)
    if whole:
        for cell in sheet[row]:
            cell.value = None
    sheet.cell(row, 1).value, sheet.cell(row, 2).value = "CM", "Đơn vị Cẩm"
    book.save(cluster)
    assert errors(cluster) == {("EXAMPLE_TYPED_OVER", "Đơn vị", f"A{row}")}
    assert run("issue", cluster, "--out", tmp_path / "phieu").code == 1


def test_what_is_typed_over_the_example_of_a_drawn_sheet_stays(cluster: Path) -> None:
    """`Vi phạm` is drawn anew by every command: the person's words are not, and are asked about."""
    book = filled(cluster)
    row = example_row(book["Vi phạm"])
    book["Vi phạm"].cell(row, 1).value = "AN"
    book.save(cluster)
    run("rank", cluster)
    assert openpyxl.load_workbook(cluster)["Vi phạm"].cell(row, 1).value == "AN"
    assert ("EXAMPLE_TYPED_OVER", "Vi phạm", f"A{row}") in errors(cluster)


def test_a_second_run_writes_nothing(cluster: Path) -> None:
    """Spare rows, lists and examples are no change."""
    filled(cluster).save(cluster)
    run("rank", cluster)
    before = cluster.read_bytes()
    run("rank", cluster)
    assert cluster.read_bytes() == before


@pytest.mark.parametrize(
    ("sheet", "header"),
    [("Vi phạm", "Mã đơn vị"), ("Mô hình", "Mã đơn vị"), ("Hoạt động", "Chủ trì"),
     ("Trưởng, Phó cụm", "Mã đơn vị"), ("Thành phần", "Mã đơn vị"), ("Bỏ phiếu", "Mã đơn vị"),
     ("Bầu Trưởng cụm", "Mã đơn vị"), ("Tiếp nhận", "Gán cho mã đơn vị")],
)  # fmt: skip
def test_codes_of_units_are_offered_where_they_are_typed(sheet: str, header: str, cluster: Path) -> None:
    """As many as stand on `Đơn vị` now; other texts may be typed, which findings tell about."""
    there = openpyxl.load_workbook(cluster)[sheet]
    table = Sheet(there, header)
    cell = there.cell(table.header_row + 1, table.columns[header]).coordinate
    (rule,) = [rule for rule in rules_at(there, cell) if rule.type == "list"]
    assert "'Đơn vị'!" in rule.formula1 and len(rule.formula1) <= 255
    assert not rule.showErrorMessage


@pytest.mark.parametrize("name", ["Trưởng cụm", "Phó Trưởng cụm"])
def test_the_offices_are_chosen_among_the_units(name: str, cluster: Path) -> None:
    """Their codes are typed on `Cụm`."""
    sheet = openpyxl.load_workbook(cluster)["Cụm"]
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == name)
    (rule,) = rules_at(sheet, f"B{row}")
    assert "'Đơn vị'!" in rule.formula1 and not rule.showErrorMessage


def test_days_are_asked_about_not_refused(cluster: Path) -> None:
    """A machine set to English takes 30/11/2026 for a text: the person decides."""
    book = openpyxl.load_workbook(cluster)
    row = next(row[0].row for row in book["Cụm"].iter_rows() if row[0].value == "Hạn nộp phiếu")
    (rule,) = rules_at(book["Cụm"], f"B{row}")
    assert (rule.type, rule.errorStyle) == ("date", "warning")
    assert "30/11/2026" in rule.error


def test_parameters_are_offered_by_the_rule_of_their_row(cluster: Path) -> None:
    """The hidden columns hold the catalogue; the list of a row looks its rule up there."""
    sheet = openpyxl.load_workbook(cluster)["Tiêu chí"]
    table = Sheet(sheet, "Mã")
    columns = list(sheet.iter_cols(min_col=26, max_row=4, values_only=True))
    hidden = {name: list(filter(None, texts)) for name, *texts in columns if name in parameter_list.OFFERED}
    assert hidden == {name: list(texts) for name, texts in parameter_list.OFFERED.items()}
    cell = sheet.cell(table.header_row + 1, table.columns["Tham số"]).coordinate
    (rule,) = rules_at(sheet, cell)
    assert (rule.type, rule.showErrorMessage) == ("list", False)
    assert len(rule.formula1) <= 255 and "INDIRECT" not in rule.formula1
    method = sheet.cell(table.header_row + 1, table.columns["Cách chấm"]).coordinate
    assert f"${method}" in rule.formula1


@pytest.mark.parametrize(
    ("name", "said"),
    [("xa", "Tổng điểm tối đa = 1.000 ✓"), ("so-nganh", "Tổng điểm tối đa = 100 ✓"),
     ("truong-hoc", "Tổng điểm tối đa = 100 (Mục có trần, hệ số: theo điểm ghi ở Mục)")],
)  # fmt: skip
def test_the_total_stands_above_the_criteria(name: str, said: str, tmp_path: Path) -> None:
    """Stored as computed: what Protected View shows."""
    path = tmp_path / "So.xlsx"
    run("new", "cluster", path, "--template", name)
    assert openpyxl.load_workbook(path, data_only=True)["Tiêu chí"]["D1"].value == said
