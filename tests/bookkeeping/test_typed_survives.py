"""What people typed and what they added to the book survives every command."""

import io
import re
import zipfile
from unicodedata import normalize

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.conference import proclaim
from tests.journeys.journey import LEDGER, PRAISE, SCORED, UNITS, VOTES, Journey, Sheet
from tests.journeys.taken_in import (
    COMMANDS,
    DAY,
    DECISION,
    LATER,
    by_both_commands,
    change_score,
    decide,
    ledger,
    received,
    type_everywhere,
    typed_now,
)


@by_both_commands
def test_what_people_typed_survives_every_run(collected: Journey, command: str) -> None:
    """Agreed columns, reasons, dates, a formula, ballots and Suy tôn are the same after three runs."""
    with collected.typing() as book:
        type_everywhere(book)
    before = typed_now(collected)
    for _ in range(3):
        COMMANDS[command](collected)
        assert typed_now(collected) == before


def test_a_formula_nobody_has_computed_is_kept_without_a_false_value(collected: Journey) -> None:
    """A formula typed through a library, without a stored value: no invented one, and the book still opens."""
    collected.agree("EN", "I.3", target="=10+10", score="=2+3")
    for _ in range(2):
        collected.rank()
        with zipfile.ZipFile(collected.book) as package:
            sheets = "".join(package.read(n).decode() for n in package.namelist() if "worksheets/sheet" in n)
        for formula in ("10+10", "2+3"):
            assert re.search(rf"<f>{re.escape(formula)}</f>(<v></v>|<v/>)?</c>", sheets)


def test_a_formula_nobody_has_computed_may_stand_where_the_program_remembers_what_it_saw(
    complete: Journey,
) -> None:
    """What it gives was not seen yet: nothing is noted of `Suy tôn`, nothing tried on `Thử chấm`."""
    with complete.typing() as book:
        praise = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
        row = next(row for row in praise.rows() if praise.at(row, "Mã đơn vị") == "AN")
        praise.put(row, "Lý do", '="Hội nghị "&"thống nhất"')
        book["Thử chấm"]["B5"] = "=A1"
    assert complete.rank().err == ""
    praise = Sheet(openpyxl.load_workbook(complete.book)[PRAISE], "Mã đơn vị", "Đề xuất")
    assert praise.at(row, "Lý do") == '="Hội nghị "&"thống nhất"'


def test_a_formula_that_gives_a_date_keeps_its_stored_number(collected: Journey) -> None:
    """`=DATE(…)` typed as the day of the decision: the cell stores Excel's number of the day, not a text."""
    collected.agree("AN", "I.1", score=9, reason="Thẩm tra", day="=DATE(2025,12,28)")
    computed = io.BytesIO()
    with zipfile.ZipFile(collected.book) as source, zipfile.ZipFile(computed, "w") as target:
        for name in source.namelist():  # as Excel saves it, with the result
            formula = b"<f>DATE(2025,12,28)</f>"
            data = re.sub(re.escape(formula) + rb"<v ?/>|" + re.escape(formula) + b"<v></v>",
                          formula + b"<v>46019</v>", source.read(name))  # fmt: skip
            target.writestr(name, data)
    collected.book.write_bytes(computed.getvalue())
    collected.rank()
    assert ledger(collected)["AN", "I.1"]["Ngày"] == DAY
    with zipfile.ZipFile(collected.book) as package:
        sheets = "".join(package.read(n).decode() for n in package.namelist() if "worksheets/sheet" in n)
    assert re.search(r"<f>DATE\(2025,12,28\)</f><v>46019(\.0)?</v>", sheets)


def test_text_that_begins_with_an_equals_sign_stays_text(collected: Journey) -> None:
    """A reason typed as text `=xem lại` (an apostrophe in Excel) never becomes a formula."""
    with collected.typing() as book:
        sheet = journey.ledger(book)
        cell = sheet.sheet.cell(sheet.row("AN", "I.1"), sheet.columns["Lý do"])
        cell.value, cell.data_type = "=xem lại", "s"
    collected.rank()
    sheet = journey.ledger(openpyxl.load_workbook(collected.book))
    cell = sheet.sheet.cell(sheet.row("AN", "I.1"), sheet.columns["Lý do"])
    assert (cell.value, cell.data_type) == ("=xem lại", "s")


@by_both_commands
@pytest.mark.parametrize("text", ["Dùng file nay", "hỏi lại anh Nam"])
def test_a_decision_that_is_none_stays_where_it_was_typed(
    collected: Journey, command: str, text: str
) -> None:
    """A misspelt decision is not wiped away: it is still there after the run, with a finding at its cell."""
    decide(collected, "Phieu_AN_2025.xlsx", decision=text)
    findings = COMMANDS[command](collected).json["findings"]
    assert received(collected)["Phieu_AN_2025.xlsx"][DECISION] == text
    sheet = Sheet(openpyxl.load_workbook(collected.book)["Tiếp nhận"], "File", "SHA-256")
    row = next(row for row in sheet.rows() if sheet.at(row, "File") == "Phieu_AN_2025.xlsx")
    (found,) = (one for one in findings if one["code"] == "VALUE_UNKNOWN")
    assert (found["sheet"], found["cell"], found["value"]) == (
        "Tiếp nhận",
        sheet.address(row, DECISION),
        text,
    )


@by_both_commands
def test_a_note_beside_a_unit_that_has_not_sent_stays(issued: Journey, command: str) -> None:
    """What the clerk typed in `Quyết định` of a unit without a file survives too."""
    issued.send("AN")
    issued.collect()
    with issued.typing() as book:
        sheet = Sheet(book["Tiếp nhận"], "Mã đơn vị", "SHA-256")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "BH")
        sheet.put(row, DECISION, "đã nhắc")
    COMMANDS[command](issued)
    assert received(issued)["BH"][DECISION] == "đã nhắc"


@pytest.mark.parametrize(
    ("header", "typed"), [("Số phiếu", "mười"), ("Phát ra", "20 phiếu"), ("Hạng", "nhất")]
)
def test_what_is_no_number_on_a_ballot_nobody_asked_for_stays(
    complete: Journey, header: str, typed: str
) -> None:
    """Only rows as the program filled them in may go; the finding names the cell in which it still stands."""
    with complete.typing() as book:
        journey.type_table(book, VOTES, "Mã đơn vị", ("Mã đơn vị", header), [("AN", typed), ("BH", None)])
    (found,) = (one for one in complete.rank().json["findings"] if one["code"] == "NOT_A_NUMBER")
    votes = complete.sheet(VOTES, "Mã đơn vị", "Số phiếu")
    first, second = votes.rows()
    assert [votes.at(row, "Mã đơn vị") for row in (first, second)] == ["AN", "BH"]
    assert (found["cell"], votes.at(first, header)) == (votes.address(first, header), typed)


def test_a_column_of_a_persons_own_may_stand_on_the_pages_to_meet_over(complete: Journey) -> None:
    """Among the program's, where it has no width of the program's."""
    with complete.typing() as book:
        for page in ("Theo tiêu chí", "Theo đơn vị"):
            book[page].insert_cols(3)
    complete.agree("AN", "I.1", score=9, reason="Thẩm tra")
    answer = complete.rank()
    assert (answer.code, answer.err) == (0, "")


@by_both_commands
def test_an_agreed_row_that_stands_twice_is_kept_twice(complete: Journey, command: str) -> None:
    """A copied ledger row with another agreed score: the first counts, the second stays and is named."""
    with complete.typing() as book:
        sheet = journey.ledger(book)
        below = sheet.sheet.max_row + 1
        for header, value in (("Mã đơn vị", "AN"), ("Mã tiêu chí", "I.1"), ("Điểm thống nhất", 5)):
            sheet.put(below, header, value)
    for _ in range(2):
        document = COMMANDS[command](complete).json
        (found,) = (one for one in document["findings"] if one["code"] == "CRITERION_DOUBLE")
        sheet = complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
        last = [row for row in sheet.rows() if sheet.at(row, "Mã tiêu chí") == "I.1"][-1]
        assert (found["cell"], sheet.at(last, "Điểm thống nhất")) == (sheet.address(last, "Mã tiêu chí"), 5)
    assert {u["code"]: u["agreed_total"] for u in complete.rank().json["units"]} == journey.TOTALS


@by_both_commands
@pytest.mark.parametrize(
    ("sheet", "typed"),
    [
        (PRAISE, {"Mã đơn vị": "CM", "Hội nghị suy tôn": "Nhì", "Lý do": "dán thêm"}),
        (PRAISE, {"Hội nghị suy tôn": "Ba", "Lý do": "chưa ghi mã"}),
        (VOTES, {"Ban kiểm phiếu": "chưa ghi mã"}),
        (LEDGER, {"Lý do": "ghi chú dưới bảng"}),
    ],
    ids=["a unit twice", "no code in Suy tôn", "no code in Bỏ phiếu", "no code in the ledger"],
)
def test_a_line_typed_below_a_table_stays(
    complete: Journey, command: str, sheet: str, typed: dict[str, str]
) -> None:
    """A row that the program cannot place is not thrown away, however often it runs."""
    keys = {
        PRAISE: ("Mã đơn vị", "Đề xuất"),
        VOTES: ("Mã đơn vị", "Số phiếu"),
        LEDGER: ("Mã đơn vị", "Mã tiêu chí"),
    }
    with complete.typing() as book:
        if sheet == PRAISE:
            praise = Sheet(book[PRAISE], *keys[PRAISE])
            praise.put(praise.header_row + 3, "Lý do", "Đúng đề xuất")
        table = Sheet(book[sheet], *keys[sheet])
        for header, value in typed.items():
            table.put(table.sheet.max_row + (header == next(iter(typed))), header, value)
    complete.send("EN", change_score(7), saved=LATER)  # collect changes the order of nothing, but the book
    for _ in range(2):
        COMMANDS[command](complete)
        texts = {
            cell.value for row in openpyxl.load_workbook(complete.book)[sheet].iter_rows() for cell in row
        }
        assert set(typed.values()) - {"CM"} <= texts


@by_both_commands
def test_a_heading_of_a_typed_column_that_was_changed_is_not_overlooked(
    complete: Journey, command: str
) -> None:
    """`Điểm thống nhất` renamed: the agreed scores may not silently stop to count, nor be lost."""
    with complete.typing() as book:
        sheet = journey.ledger(book)
        sheet.put(sheet.header_row, "Điểm thống nhất", "Điểm TN")
    answer = COMMANDS[command](complete)
    assert answer.code != 0
    said = answer.err or str(
        [one["message"] for one in answer.json["findings"] if one["code"] == "HEADER_MISSING"]
    )
    assert "Điểm thống nhất" in said
    values = [cell.value for row in openpyxl.load_workbook(complete.book)[LEDGER].iter_rows() for cell in row]
    assert sum(value == 6.5 for value in values) >= 1


def add_own_things(book: Workbook) -> None:
    """A sheet with a chart, a comment, a width and a filter of the clerk's own."""
    own = book.create_sheet("Của tôi", 2)
    for row in (("Xã", "Điểm"), ("An Hòa", 83), ("Bình Hải", 68.75)):
        own.append(row)
    chart = BarChart()
    chart.add_data(Reference(own, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    own.add_chart(chart, "D2")
    own["A2"].comment = Comment("gọi lại", "Kiểm")
    own.column_dimensions["A"].width = 41.5
    own.auto_filter.ref = "A1:B3"
    ranking = Sheet(book["Xếp hạng"], "Hạng", "Mã")
    ranking.sheet.column_dimensions["C"].width = 55.25
    ranking.sheet["C9"].comment = Comment("đã đối chiếu", "Kiểm")
    journey.ledger(book).sheet.auto_filter.ref = "A4:Q60"


@by_both_commands
def test_a_persons_own_sheet_comments_widths_and_filters_survive(complete: Journey, command: str) -> None:
    """Twice through a command that does change the book, everything added is still there."""
    with complete.typing() as book:
        add_own_things(book)
        journey.agree(book, "AN", "I.1", score=9, reason="Đối chiếu")
    complete.send("EN", change_score(7), saved=LATER)
    for _ in range(2):
        COMMANDS[command](complete)
        book = openpyxl.load_workbook(complete.book)
        own = book["Của tôi"]
        assert [[cell.value for cell in row] for row in own.iter_rows()] == [
            ["Xã", "Điểm"], ["An Hòa", 83], ["Bình Hải", 68.75]
        ]  # fmt: skip
        assert len(own._charts) == 1  # type: ignore[attr-defined]
        assert own["A2"].comment is not None
        assert own.column_dimensions["A"].width == 41.5
        assert own.auto_filter.ref == "A1:B3"
        assert book.sheetnames.index("Của tôi") == 2
        ranking = book["Xếp hạng"]
        assert ranking.column_dimensions["C"].width == 55.25
        assert ranking["C9"].comment is not None
        assert len(ranking._charts) == 1  # type: ignore[attr-defined]
        assert book[LEDGER].auto_filter.ref is not None


def rearranged(book: Workbook) -> None:
    """The clerk sorted the ledger, and inserted rows above it and a column into it."""
    sheet = journey.ledger(book)
    width = max(sheet.columns.values())
    first = sheet.header_row + 1
    rows = [[sheet.sheet.cell(row, column).value for column in range(1, width + 1)] for row in sheet.rows()]
    rows.sort(key=lambda values: (str(values[2]), -len(str(values[1]))))
    for at, values in enumerate(rows, start=first):
        for column, value in enumerate(values, start=1):
            sheet.sheet.cell(at, column).value = value
    sheet.sheet.insert_rows(first + 7, 2)
    sheet.sheet.insert_rows(1, 3)
    sheet.sheet.insert_cols(4, 1)
    sheet.sheet.cell(sheet.header_row + 3, 4).value = "Ghi chú riêng"
    sheet.sheet.cell(sheet.header_row + 5, 4).value = "xem lại"


@pytest.fixture(name="earlier")
def _earlier(complete: Journey) -> Journey:
    """A ranking of an earlier layout, without its last column, that a person has widened and hidden columns of."""
    complete.rank()
    with complete.typing() as book:
        sheet = book["Xếp hạng"]
        sheet.delete_cols(Sheet(sheet, "Hạng", "Mã").columns["Đã gõ thêm"])
        sheet.column_dimensions["B"].width = 33
        sheet.column_dimensions["G"].hidden = True
        sheet.column_dimensions["AZ"].width = 29
        sheet["AZ12"] = "của tôi"
    return complete


def test_a_column_that_comes_to_an_older_ranking_leaves_the_others_as_a_person_set_them(
    earlier: Journey,
) -> None:
    """Wide, hidden, of one's own: only the new column brings its own width."""
    earlier.rank()
    sheet = openpyxl.load_workbook(earlier.book)["Xếp hạng"]
    assert "Đã gõ thêm" in Sheet(sheet, "Hạng", "Mã").columns
    columns = sheet.column_dimensions
    assert [round(columns[letter].width) for letter in ("B", "AZ")] == [33, 29]
    assert columns["G"].hidden
    assert sheet["AZ12"].value == "của tôi"


@by_both_commands
def test_a_rearranged_ledger_still_reads_right(complete: Journey, command: str) -> None:
    """Sorted rows, inserted rows and columns are harmless: the same totals, every typed cell at its code."""
    with complete.typing() as book:
        type_everywhere(book)
        journey.agree(book, "EN", "2.4", score=4)
    COMMANDS[command](complete)
    totals = [(u["code"], u["agreed_total"], u["rank"]) for u in complete.rank().json["units"]]
    before = typed_now(complete)
    with complete.typing() as book:
        rearranged(book)
    COMMANDS[command](complete)
    assert [(u["code"], u["agreed_total"], u["rank"]) for u in complete.rank().json["units"]] == totals
    assert typed_now(complete) == before
    values = [cell.value for row in openpyxl.load_workbook(complete.book)[LEDGER].iter_rows() for cell in row]
    assert "Ghi chú riêng" in values
    assert "xem lại" in values


@pytest.mark.parametrize("title", ["THỐNG NHẤT ĐIỂM", normalize("NFD", LEDGER)])
def test_a_sheet_name_in_another_form_is_the_same_sheet(complete: Journey, title: str) -> None:
    """Case and Unicode form do not matter, and no second sheet appears."""
    with complete.typing() as book:
        journey.agree(book, "AN", "I.1", score=9, reason="Đối chiếu")
        sheet = book[LEDGER]
        sheet.title = "x"  # openpyxl would number a name that differs in its case alone
        sheet.title = title
        count = len(book.sheetnames)
    totals = {unit["code"]: unit["agreed_total"] for unit in complete.rank().json["units"]}
    assert totals == journey.TOTALS | {"AN": "82.00"}
    assert len(openpyxl.load_workbook(complete.book).sheetnames) == count


@by_both_commands
def test_typed_rows_whose_unit_vanished_stay_at_the_bottom(complete: Journey, command: str) -> None:
    """The unit left the book: what was agreed for it is kept below the table, with a finding at its cell."""
    complete.agree("EN", "I.1", score=7.5, reason="Biên bản 12")
    complete.rank()
    with complete.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.sheet.delete_rows(units.row("EN"))
    for _ in range(2):
        document = COMMANDS[command](complete).json
        sheet = complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
        row = sheet.row("EN", "I.1")
        assert row > max(sheet.row(unit, code) for unit in UNITS if unit != "EN" for code in SCORED)
        assert (sheet.at(row, "Điểm thống nhất"), sheet.at(row, "Lý do")) == (7.5, "Biên bản 12")
        orphans = {
            (one["cell"], one["value"]) for one in document["findings"] if one["code"] == "ROW_ORPHANED"
        }
        assert (sheet.address(row, "Mã đơn vị"), "EN") in orphans
        assert len(orphans) == 3  # 2.3 and 2.4 were typed as well


def test_a_row_comes_home_when_its_criterion_returns(complete: Journey) -> None:
    """A code taken out of the criteria and put back finds its agreed score again."""
    complete.agree("AN", "I.1", score=9, reason="Đối chiếu")
    with complete.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.1"), "Mã", "I.7")
    (orphan,) = (one for one in complete.rank().json["findings"] if one["code"] == "ROW_ORPHANED")
    assert (orphan["unit"], orphan["value"]) == ("AN", "I.1")
    with complete.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.7"), "Mã", "I.1")
    assert complete.collect().code == 0
    document = complete.rank().json
    assert document["findings"] == []
    assert {u["code"]: u["agreed_total"] for u in document["units"]} == journey.TOTALS | {"AN": "82.00"}


@pytest.mark.parametrize(
    "name",
    [
        "Thống nhất điểm",
        "Tổng hợp",
        "Xếp hạng",
        "Suy tôn",
        "Lịch",
        "Giải thích",
        "Hoạt động",
        "Mô hình",
        "Thành phần",
        "Hội nghị",
        "Văn bản",
    ],
)
@pytest.mark.parametrize("gap", [1, 3])
def test_a_remark_below_a_table_stays_and_is_no_reason_to_write(
    complete: Journey, name: str, gap: int
) -> None:
    """Kept by the first run, which may move it out of the table's way; the second writes nothing."""
    with complete.typing() as book:
        sheet = book[name]
        last = max(cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None)
        sheet.cell(last + gap, 2, "Đã đối chiếu với bản giấy")
    assert complete.rank().code == 0
    before = complete.book.read_bytes()
    kept = openpyxl.load_workbook(complete.book)[name]
    texts = [cell.value for row in kept.iter_rows(min_row=last) for cell in row]
    assert texts.count("Đã đối chiếu với bản giấy") == 1
    assert complete.rank().code == 0
    assert complete.book.read_bytes() == before


def test_rows_that_change_places_are_written_once(complete: Journey) -> None:
    """The ranking moves typed rows of `Suy tôn`, a unit that is gone those of `Thống nhất điểm`: then all is quiet."""
    for unit in ("BH", "DL", "EN"):
        proclaim(complete, unit, reason=f"Ghi nhận {unit}")
    complete.rank()
    complete.agree("EN", "I.3", score=15, reason="Thẩm tra lại số thu")
    with complete.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        gone = units.row("DL")
        for header in units.columns:
            units.put(gone, header, None)
    assert complete.rank().code == 1
    before = complete.book.read_bytes()
    assert complete.rank().code == 1
    assert complete.book.read_bytes() == before
