"""An office's own table becomes `Tiêu chí`: shown, never guessed, and never over what somebody typed."""

from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey, Once, Sheet, run
from tests.journeys.office_tables import CODES, MERGED, REAL, table_file

TYPED = ("Mã", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm")


def _blank(cluster: Journey) -> None:
    """What `blank` begins with, made once."""
    assert run("new", "cluster", cluster.book).code == 0
    with cluster.typing() as book:
        journey.set_up(book, {"Năm": 2025, "Mã cụm": "C01", "Tên cụm": "Cụm số 1", "Trưởng cụm": "AN"})
        journey.type_table(book, "Đơn vị", "Mã", ("Mã", "Tên đơn vị"), list(journey.UNITS.items()))


@pytest.fixture
def blank(once: Once, tmp_path: Path) -> Journey:
    """A book with settings and units, without criteria."""
    return once(_blank, None).copied(tmp_path)


def typed(cluster: Journey, *rows: tuple[object, ...]) -> None:
    """Somebody types criteria."""
    with cluster.typing() as book:
        journey.type_table(book, "Tiêu chí", "Mã", TYPED, rows)


def errors(cluster: Journey) -> list[tuple[str, str | None]]:
    """What `check` finds wrong with the book."""
    (file,) = run("check", cluster.book, "--json").json["files"]
    return [(one["code"], one["cell"]) for one in file["findings"] if one["severity"] == "error"]


def standing(cluster: Journey) -> dict[str, tuple[object, ...]]:
    """The rows of `Tiêu chí` by code."""
    sheet = cluster.sheet("Tiêu chí", "Mã", "Nội dung")
    return {one["Mã"]: tuple(one[header] for header in TYPED[1:]) for one in sheet.records()}


# --- a clean table ----------------------------------------------------------------------------------


def test_a_clean_table_is_written_and_nothing_is_wrong_with_it(blank: Journey) -> None:
    """Codes by numbering and nesting, kinds by the headings, the rule left at its plainest."""
    answer = run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED), "--json")
    assert (answer.code, answer.json["written"], answer.json["not_understood"]) == (0, True, [])
    rows = standing(blank)
    assert tuple(rows) == CODES
    assert rows["I.1.a"] == ("Tốc độ tăng giá trị sản xuất", "Tiêu chí", 15, "Chấm trực tiếp")
    assert rows["I.1.b"] == ("Sản lượng lương thực", "Tiêu chí", 5, "Chấm trực tiếp")
    assert rows["II.1"] == ("Giáo dục - Có trường đạt chuẩn", "Tiêu chí", 5, "Chấm trực tiếp")
    assert rows["II.2"] == ("Y tế", "Mục", 10, None)
    assert rows["III.1"] == ("Có mô hình mới", "Điểm thưởng", 5, "Chấm trực tiếp")
    assert errors(blank) == []


def test_what_stands_beside_the_points_comes_along(blank: Journey) -> None:
    """Measure, note and the number as the office prints it."""
    run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED))
    sheet = blank.sheet("Tiêu chí", "Mã", "Nội dung")
    row = sheet.row("I.1.a", "Tốc độ tăng giá trị sản xuất")
    beside = [sheet.at(row, header) for header in ("TT", "Đơn vị tính", "Ghi chú", "Ai chấm", "Tham số")]
    assert beside == ["a", "%", "Thiếu 1% trừ 1 điểm", "Đơn vị", None]


def test_printed_sums_are_checked(blank: Journey) -> None:
    """Of every section that prints one, and of the whole."""
    answer = run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED), "--json")
    sums = {one["code"]: (one["printed"], one["computed"], one["agrees"]) for one in answer.json["sums"]}
    assert sums[None] == ("45", "45", True)
    assert set(sums) == {None, "I", "I.1", "II", "II.2", "III"}
    assert all(agrees for *_, agrees in sums.values())


def test_the_book_is_kept_as_by_every_command(blank: Journey) -> None:
    """The version before, a line of the journal, the offered choices of the columns."""
    before = blank.book.read_bytes()
    run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED))
    assert [path.read_bytes() for path in blank.backups] == [before]
    changes = [one["Thay đổi"] for one in blank.sheet("Nhật ký", "Lúc", "Thay đổi").records()]
    assert f"Nhập {len(CODES)} dòng từ bang.xlsx vào trang Tiêu chí" in changes
    rules = openpyxl.load_workbook(blank.book)["Tiêu chí"].data_validations.dataValidation
    assert {"D6:D2000", "F6:F2000"} <= {str(rule.sqref) for rule in rules}


def test_from_the_table_to_the_rank(blank: Journey) -> None:
    """Imported, issued, scored on paper, ranked: by hand 34 points and 5 of bonus, and 30 without any."""
    run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED))
    assert run("issue", blank.book, "--out", blank.folder / "phieu").code == 0
    scores = {"AN": (12, 4, 4, 5, 3, 6, 5), "BH": (10, 3, 3, 4, 4, 6, 0)}
    scored = [code for code, row in standing(blank).items() if row[1] != "Mục"]
    with blank.typing() as book:
        for unit, points in scores.items():
            for code, score in zip(scored, points, strict=True):
                journey.agree(book, unit, code, score=score)
    units = {one["code"]: one for one in blank.rank().json["units"]}
    assert [(units[code]["agreed_total"], units[code]["rank"]) for code in scores] == [
        ("39.00", 1),
        ("30.00", 2),
    ]
    assert units["AN"]["max_total"] == "45.00"


# --- what was typed before --------------------------------------------------------------------------


def test_typed_rows_are_never_overwritten_unasked(blank: Journey) -> None:
    """One typed row, even without a code, and not a byte changes."""
    typed(blank, (None, "Chỉ đạo, điều hành"))
    before = blank.book.read_bytes()
    answer = run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED))
    assert (answer.code, blank.book.read_bytes()) == (1, before)
    assert "đã có 1 dòng" in answer.out
    assert "--append" in answer.out
    assert "--replace" in answer.out


def test_appended_rows_stand_below_the_typed_ones(blank: Journey) -> None:
    """What was typed stays as it is, to the last cell."""
    typed(blank, ("X", "Khác", "Mục"), ("X.1", "Chỉ đạo", "Tiêu chí", 7, "Đạt/không đạt"))
    answer = run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED), "--append")
    assert answer.code == 0, answer.out
    rows = standing(blank)
    assert tuple(rows) == ("X", "X.1", *CODES)
    assert rows["X.1"] == ("Chỉ đạo", "Tiêu chí", 7, "Đạt/không đạt")
    assert errors(blank) == []


def test_a_code_that_is_there_already_is_not_appended(blank: Journey) -> None:
    """Two rows of one code would be an error in the book: nothing is written, the codes are named."""
    typed(blank, ("i.1", "Chỉ đạo", "Tiêu chí", 7, "Chấm trực tiếp"))
    before = blank.book.read_bytes()
    answer = run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED), "--append", "--json")
    assert (answer.code, answer.json["clashes"], answer.json["written"]) == (1, ["I.1"], False)
    assert blank.book.read_bytes() == before


def test_a_replaced_table_leaves_nothing_behind(blank: Journey) -> None:
    """More typed rows than come, one of them without a code: all give way, the version before is kept."""
    rows = [(f"X{at}", f"Cũ {at}", "Tiêu chí", 5, "Chấm trực tiếp") for at in range(20)]
    typed(blank, *rows, (None, "Dòng chưa có mã"))
    before = blank.book.read_bytes()
    answer = run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED), "--replace")
    assert answer.code == 0, answer.out
    assert tuple(standing(blank)) == CODES
    assert before in [path.read_bytes() for path in blank.backups]
    changes = [one["Thay đổi"] for one in blank.sheet("Nhật ký", "Lúc", "Thay đổi").records()]
    assert any(change.endswith("thay 21 dòng cũ") for change in changes)


def test_the_same_table_again_changes_nothing(blank: Journey) -> None:
    """No journal row, no backup, no byte."""
    path = table_file(blank.folder, REAL, MERGED)
    run("import-criteria", blank.book, path)
    before, backups = blank.book.read_bytes(), blank.backups
    assert run("import-criteria", blank.book, path, "--replace").code == 0
    assert (blank.book.read_bytes(), blank.backups) == (before, backups)


def test_a_persons_own_column_beside_the_table_follows_its_row(blank: Journey) -> None:
    """Who wrote a remark beside I.2 finds it beside I.2."""
    typed(blank, ("I", "Kinh tế", "Mục"), ("I.2", "Thu", "Tiêu chí", 7, "Chấm trực tiếp"))
    with blank.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        book["Tiêu chí"].cell(sheet.row("I.2"), 15, "hỏi Sở Tài chính")
    run("import-criteria", blank.book, table_file(blank.folder, REAL, MERGED), "--replace")
    sheet = blank.sheet("Tiêu chí", "Mã")
    assert sheet.sheet.cell(sheet.row("I.2"), 15).value == "hỏi Sở Tài chính"


# --- what is not clear --------------------------------------------------------------------------------


HEADER = ("TT", "Nội dung", "Điểm chuẩn")
UNCLEAR = (HEADER, ("I", "Kinh tế", None), ("1", "Thu ngân sách", 10), ("2", "Chi ngân sách", "5đ/lần"))


def test_a_line_that_is_not_clear_is_named_and_nothing_is_written(blank: Journey) -> None:
    """Its row, its text, why; the book is as it was."""
    before = blank.book.read_bytes()
    answer = run("import-criteria", blank.book, table_file(blank.folder, UNCLEAR), "--json")
    (one,) = answer.json["not_understood"]
    assert (answer.code, answer.json["written"], blank.book.read_bytes()) == (1, False, before)
    assert (one["where"], one["kind"], one["code"]) == ("Thang điểm dòng 4", "points_unclear", "I.2")
    assert "Chi ngân sách" in one["text"]
    assert "5đ/lần" in one["why"]


def test_an_unclear_line_that_is_written_all_the_same_is_an_error_of_the_book(blank: Journey) -> None:
    """It is not lost and not scored: its maximum and its rule are blank, `check` names the cell."""
    answer = run("import-criteria", blank.book, table_file(blank.folder, UNCLEAR), "--append", "--json")
    assert (answer.code, answer.json["written"]) == (1, True)
    assert standing(blank)["I.2"] == ("Chi ngân sách", "Tiêu chí", None, None)
    assert errors(blank) == [("RULE_UNKNOWN", "F8")]
    assert run("issue", blank.book, "--out", blank.folder / "phieu").code == 1


def test_a_printed_sum_that_does_not_fit_stays_and_is_named(blank: Journey) -> None:
    """An office's own mistake of ten points is told before the table is used."""
    rows = (HEADER, ("I", "Kinh tế", 30), ("1", "Thu", 10), ("2", "Chi", 10), ("Tổng cộng", None, 30))
    answer = run("import-criteria", blank.book, table_file(blank.folder, rows), "--replace", "--json")
    assert [one["kind"] for one in answer.json["not_understood"]] == ["sum_differs", "sum_differs"]
    assert [(f["code"], f["cell"]) for f in answer.json["findings"]] == [("SECTION_SUM_DIFFERS", "E6")]


# --- what ends before any work --------------------------------------------------------------------------


def test_a_file_without_such_a_table(blank: Journey) -> None:
    """The sentence says which columns are needed."""
    answer = run("import-criteria", blank.book, table_file(blank.folder, [("Tên", "Số"), ("a", 1)]))
    assert (answer.code, answer.out) == (2, "")
    assert "Điểm chuẩn" in answer.err


@pytest.mark.parametrize("sheet", [(), ("--sheet", "Tiêu chí")], ids=["whole", "one sheet"])
@pytest.mark.parametrize("of", ["book", "form"])
def test_a_file_of_the_programs_own_is_refused_at_once(
    blank: Journey, issued_once: journey.Made, of: str, sheet: tuple[str, ...]
) -> None:
    """Book or form, whichever sheet: one sentence that names the ways there are; no question which sheet is meant."""
    path, before = blank.folder / "cua_ta.xlsx", blank.book.read_bytes()
    path.write_bytes(
        (issued_once.folder / journey.BOOK).read_bytes() if of == "book" else issued_once.forms["AN"]
    )
    answer = run("import-criteria", blank.book, path, *sheet)
    assert (answer.code, answer.out, blank.book.read_bytes()) == (2, "", before)
    assert answer.err.splitlines() == [
        "cua_ta.xlsx là tệp do chương trình tạo ra, không phải bảng của cơ quan: chép các dòng cần dùng rồi dán vào "
        "sổ, hoặc tạo sổ bằng new cluster --from."
    ]


def test_two_sheets_with_such_a_table_ask_which(blank: Journey) -> None:
    """Named they serve; a name that is not there is answered with those that are."""
    path = table_file(blank.folder, REAL, MERGED, sheet="Xã")
    workbook = openpyxl.load_workbook(path)
    workbook.copy_worksheet(workbook["Xã"]).title = "Phường"
    workbook.save(path)
    answer = run("import-criteria", blank.book, path)
    assert (answer.code, answer.out) == (2, "")
    assert "Xã, Phường" in answer.err
    assert "Xã, Phường" in run("import-criteria", blank.book, path, "--sheet", "Đặc khu").err
    assert run("import-criteria", blank.book, path, "--sheet", "phường").code == 0


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "rỗng"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"), (b"PK\3\4abc", "hỏng"), (b"%PDF", "PDF")],
)
def test_a_file_that_cannot_be_read_is_told(blank: Journey, data: bytes, word: str) -> None:
    """One sentence, exit code 2, the book untouched."""
    path, before = blank.folder / "bang.xlsx", blank.book.read_bytes()
    path.write_bytes(data)
    answer = run("import-criteria", blank.book, path)
    assert (answer.code, answer.out, blank.book.read_bytes()) == (2, "", before)
    assert word in answer.err
