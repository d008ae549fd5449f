"""An office's own list of units becomes `Đơn vị`, as carefully as its criteria."""

from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey, run
from tests.journeys.office_tables import MERGED, REAL, table_file
from thidua_xl.cluster.acts.import_units import import_units, read_list_of_units
from thidua_xl.cluster.reading import open_book

LIST = (
    ("DANH SÁCH CÁC ĐƠN VỊ CỤM SỐ 1",),
    ("TT", "Tên đơn vị", "Người liên hệ", "Email", "Điện thoại"),
    (1, "Xã Dân Lý", "Nguyễn Thị A", "danly@example.vn", "0237 000 0101"),
    (2, "Xã Dân Lực", "Trịnh Bá B", "danluc@example.vn", "0237 000 0102"),
    (3, "Xã Minh Sơn", "Lê Thị C", "minhson@example.vn", "0912 345 678"),
)


@pytest.fixture
def blank(tmp_path: Path) -> Journey:
    """A book in which only the settings are typed."""
    assert run("new", "cluster", tmp_path / journey.BOOK).code == 0
    cluster = Journey(tmp_path, {})
    cluster.set(Năm=2025, Mã_cụm="C01", Tên_cụm="Cụm số 1")
    return cluster


def standing(cluster: Journey) -> list[tuple[object, ...]]:
    """Code, name, telephone, eligibility of the rows of `Đơn vị`."""
    sheet = cluster.sheet("Đơn vị", "Mã", "Tên đơn vị")
    return [
        tuple(one[header] for header in ("Mã", "Tên đơn vị", "Điện thoại", "Xét thi đua"))
        for one in sheet.records()
    ]


def test_a_list_and_a_table_make_a_book_that_is_ready(blank: Journey) -> None:
    """Both imported, nothing typed by hand: `check` finds no error, forms go out, scores are ranked."""
    answer = run(
        "import-units", blank.book, table_file(blank.folder, LIST, ["A1:E1"], name="ds.xlsx"), "--json"
    )
    assert (answer.code, answer.json["written"], answer.json["not_understood"]) == (0, True, [])
    assert standing(blank) == [
        ("DLY", "Xã Dân Lý", "0237 000 0101", "Có"), ("DLU", "Xã Dân Lực", "0237 000 0102", "Có"),
        ("MSO", "Xã Minh Sơn", "0912 345 678", "Có"),
    ]  # fmt: skip
    assert run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED)).code == 0
    (file,) = run("check", blank.book, "--json").json["files"]
    assert [one for one in file["findings"] if one["severity"] == "error"] == []
    assert run("issue", blank.book, "--out", blank.folder / "phieu").code == 0
    assert len(list((blank.folder / "phieu").glob("*.xlsx"))) == 3
    with blank.typing() as book:
        for unit, points in (("DLY", 4), ("DLU", 5), ("MSO", 3)):
            journey.agree(book, unit, "II.1", score=points)
    assert [one["code"] for one in blank.rank().json["units"]] == ["DLU", "DLY", "MSO"]


def test_typed_units_are_never_overwritten_unasked(blank: Journey) -> None:
    """Appended below, or in their place; the drop-down reaches the new rows."""
    path = table_file(blank.folder, LIST, ["A1:E1"], name="ds.xlsx")
    with blank.typing() as book:
        journey.type_table(book, "Đơn vị", "Mã", ("Mã", "Tên đơn vị"), [("X1", "Xã Thọ Dân")])
    before = blank.book.read_bytes()
    answer = run("import-units", blank.book, path)
    assert (answer.code, blank.book.read_bytes()) == (1, before)
    assert "đã có 1 dòng" in answer.out
    assert run("import-units", blank.book, path, "--append").code == 0
    assert [row[0] for row in standing(blank)] == ["X1", "DLY", "DLU", "MSO"]
    rules = openpyxl.load_workbook(blank.book)["Đơn vị"].data_validations.dataValidation
    assert "F6:F1000" in {str(rule.sqref) for rule in rules}
    again = run("import-units", blank.book, path, "--append", "--json")
    assert (again.code, again.json["clashes"]) == (1, ["DLY", "DLU", "MSO"])
    assert run("import-units", blank.book, path, "--replace").code == 0
    assert [row[0] for row in standing(blank)] == ["DLY", "DLU", "MSO"]
    rules = openpyxl.load_workbook(blank.book)["Đơn vị"].data_validations.dataValidation
    lists = [(str(rule.sqref), rule.formula1) for rule in rules if rule.type == "list"]
    assert lists == [("F6:F1000", "$Z$1:$Z$3")]


def test_a_unit_that_stands_twice_is_named_and_nothing_is_written(blank: Journey) -> None:
    """Two forms for one commune would go out."""
    rows = (*LIST, (4, "Xã Dân Lý", "Ai khác"))
    answer = run("import-units", blank.book, table_file(blank.folder, rows, name="ds.xlsx"), "--json")
    (one,) = answer.json["not_understood"]
    assert (answer.code, answer.json["written"]) == (1, False)
    assert (one["where"], one["kind"]) == ("Thang điểm dòng 6", "name_twice")


def test_a_file_without_a_list(blank: Journey) -> None:
    """The sentence says what a list needs."""
    answer = run("import-units", blank.book, table_file(blank.folder))
    assert (answer.code, answer.out) == (2, "")
    assert "Tên đơn vị" in answer.err


def test_a_table_of_ours_is_not_read_as_an_offices(blank: Journey) -> None:
    """Its rules would be lost: the sentence says how it is copied whole."""
    other = blank.folder / "mau.xlsx"
    assert run("new", "cluster", other, "--sample").code == 0
    answer = run("import-criteria", blank.book, other, "--sheet", "Tiêu chí")
    assert (answer.code, answer.out) == (2, "")
    assert "--from" in answer.err
    assert run("import-units", blank.book, other, "--sheet", "Đơn vị").code == 0
    assert len(standing(blank)) == 8


def test_a_book_in_hand_keeps_what_was_filled_in(blank: Journey) -> None:
    """Written once more, the list is still there: writing uses up drawn cells."""
    path = table_file(blank.folder, LIST, ["A1:E1"], name="ds.xlsx")
    book = open_book(blank.book)
    import_units(book, read_list_of_units(path), path.name)
    (filled,) = book.filled
    assert [one.value for one in filled.cells.values() if one.value == "Xã Dân Lý"] == ["Xã Dân Lý"]
