"""`Thống nhất điểm` as the meeting's agenda: evidence beside the figures, `Cần bàn`, a line between units."""

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook

from tests.journeys.journey import SAVED, UNITS, Journey, agree, form_sheet
from thidua_xl.cluster import seal
from thidua_xl.cluster.places import assessed
from thidua_xl.cluster.reading import open_book
from thidua_xl.sheets.hidden import EVIDENCED

LEDGER = ("Thống nhất điểm", "Mã đơn vị", "Mã tiêu chí")


def _at(cluster: Journey, unit: str, code: str, header: str) -> object:
    sheet = cluster.sheet(*LEDGER)
    return sheet.at(sheet.row(unit, code), header)


def _agenda(cluster: Journey) -> dict[tuple[str, str], str]:
    """Unit and criterion → why it waits, of the rows that Excel's filter leaves."""
    rows = cluster.sheet(*LEDGER).records()
    return {(row["Mã đơn vị"], row["Mã tiêu chí"]): row["Cần bàn"] for row in rows if row["Cần bàn"]}


def _wrong(form: Workbook) -> None:
    """I.1 above its maximum of 10, I.2 other than its rule gives, I.3 not assigned, I.4 without a score."""
    sheet = form_sheet(form)
    sheet.put(sheet.row("I.1"), "Điểm tự chấm", 12)
    sheet.put(sheet.row("I.2"), "Điểm tự chấm", 9)
    for header, value in (("Kết quả", None), ("Điểm tự chấm", None), ("Không được giao", "x")):
        sheet.put(sheet.row("I.3"), header, value)
    sheet.put(sheet.row("I.4"), "Điểm tự chấm", None)


def _without(cluster: Journey, *headers: str) -> None:
    """The book as an earlier version wrote it: no such columns, and nothing noted of them."""
    with cluster.typing() as book:
        sheet, meta = book["Thống nhất điểm"], book["_meta"]
        for header in headers:
            row = next(line for line in sheet.iter_rows() if any(cell.value == header for cell in line))
            at = next(cell.column for cell in row if cell.value == header)
            for (cell,) in sheet.iter_rows(min_row=row[0].row, min_col=at, max_col=at):
                cell.value = None
        for key, value in meta.iter_rows(max_col=2):
            if key.value == EVIDENCED:
                key.value = value.value = None


def test_evidence_stands_beside_the_figures_and_follows_the_form_that_counts(collected: Journey) -> None:
    """A newer form of the unit brings its own; the others keep theirs."""
    assert _at(collected, "AN", "I.1", "Minh chứng") == "Báo cáo số 1/BC-UBND"

    def other(form: Workbook) -> None:
        sheet = form_sheet(form)
        sheet.put(sheet.row("I.1"), "Minh chứng", "Quyết định 12/QĐ-UBND")

    collected.send("AN", other, name="moi.xlsx", saved=SAVED.replace(day=21))
    collected.collect()
    assert _at(collected, "AN", "I.1", "Minh chứng") == "Quyết định 12/QĐ-UBND"
    assert _at(collected, "AN", "I.2", "Minh chứng") == "Báo cáo số 1/BC-UBND"
    assert _at(collected, "BH", "I.1", "Minh chứng") == "Báo cáo số 2/BC-UBND"
    changed = [row["Thay đổi"] for row in collected.sheet("Nhật ký", "Lúc", "Thay đổi").records()]
    assert any("Báo cáo số 1/BC-UBND → Quyết định 12/QĐ-UBND" in line for line in changed)


def test_evidence_that_was_typed_over_is_the_units_again_after_the_next_collect(collected: Journey) -> None:
    """A received cell is nobody's to edit: it is told."""
    with collected.typing() as book:
        sheet = book["Thống nhất điểm"]
        cell = next(c for line in sheet.iter_rows() for c in line if c.value == "Báo cáo số 1/BC-UBND")
        cell.value, place = "đã sửa tay", cell.coordinate
    collected.drop("moi.xlsx", b"PK rac")
    found = collected.collect().json["findings"]
    assert ("OUTPUT_EDITED", place) in [(one["code"], one["cell"]) for one in found]
    assert _at(collected, "AN", "I.1", "Minh chứng") == "Báo cáo số 1/BC-UBND"


def test_the_agenda_is_what_waits_and_why(collected: Journey) -> None:
    """Nothing but what the head scores, once the forms are in order; each fault of a form with its word."""
    heads = {(unit, code): "chờ Trưởng cụm chấm" for unit in UNITS for code in ("2.3", "2.4")}
    assert _agenda(collected) == heads
    collected.send("AN", _wrong, name="moi.xlsx", saved=SAVED.replace(day=21))
    collected.collect()
    assert _agenda(collected) == heads | {
        ("AN", "I.1"): "vượt điểm tối đa",
        ("AN", "I.2"): "khác gợi ý",
        ("AN", "I.3"): "chờ xác nhận không giao",
        ("AN", "I.4"): "chưa có điểm",
    }
    assert _at(collected, "AN", "I.2", "Điểm gợi ý") == 10


def test_what_the_cluster_agreed_leaves_the_agenda_once_it_has_its_reason(complete: Journey) -> None:
    """A changed score without a reason stays; a reason alone settles a score that is not what the rule gives."""
    complete.send("AN", _wrong, name="moi.xlsx", saved=SAVED.replace(day=21))
    complete.collect()
    complete.agree("AN", "I.1", score=9)
    complete.agree("AN", "I.2", reason="Đã đối chiếu sổ theo dõi")
    complete.agree("AN", "I.3", mark="Không")
    complete.agree("AN", "I.4", score=11)
    complete.agree("BH", "I.1", score=8)
    complete.rank()
    assert _agenda(complete) == {
        ("AN", "I.3"): "chưa có điểm",
        ("AN", "I.4"): "điểm thống nhất không hợp lệ",
        ("BH", "I.1"): "thiếu lý do",
    }
    complete.agree("BH", "I.1", reason="Thẩm tra lại")
    complete.rank()
    assert ("BH", "I.1") not in _agenda(complete)


def test_a_unit_that_is_not_considered_has_nothing_to_discuss(complete: Journey) -> None:
    """`Xét thi đua` = Không."""
    with complete.typing() as book:
        agree(book, "DL", "I.1", score=99)
        units = book["Đơn vị"]
        row = next(cell.row for (cell,) in units.iter_rows(max_col=1) if cell.value == "DL")
        column = next(c.column for line in units.iter_rows() for c in line if c.value == "Xét thi đua")
        units.cell(row, column).value = "Không"
    complete.rank()
    assert _agenda(complete) == {}


def test_a_book_of_an_earlier_version_gets_the_columns_and_keeps_what_it_says(complete: Journey) -> None:
    """Minh chứng comes from the originals; a received figure edited since counts on; the second run changes nothing."""
    with complete.typing() as book:
        sheet = book["Thống nhất điểm"]
        cells = [cell for line in sheet.iter_rows() for cell in line]
        column = next(cell.column for cell in cells if cell.value == "Điểm tự chấm")
        sheet.cell(5, column).value = 9.75
    before = complete.rank().json["units"]
    _without(complete, "Minh chứng", "Cần bàn", "Điểm gợi ý", "Điểm trước")
    assert complete.rank().json["units"] == before
    assert _at(complete, "AN", "I.1", "Minh chứng") == "Báo cáo số 1/BC-UBND"
    assert _at(complete, "AN", "I.1", "Điểm tự chấm") == 9.75
    data = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == data


def test_an_earlier_books_filter_reaches_the_column_that_it_gets(complete: Journey) -> None:
    """The agenda is a filter: what was filtered whole is filtered whole."""
    with complete.typing() as book:
        sheet = book["Thống nhất điểm"]
        headers = [cell.value for cell in sheet[4]]
        at = headers.index("Cần bàn") + 1
        sheet.delete_cols(at, len(headers) - at + 1)
        sheet.auto_filter.ref = f"A4:{get_column_letter(at - 1)}{sheet.max_row}"
    complete.rank()
    sheet = openpyxl.load_workbook(complete.book)["Thống nhất điểm"]
    at = [cell.value for cell in sheet[4]].index("Cần bàn") + 1
    assert at <= int(range_boundaries(str(sheet.auto_filter.ref))[2] or 0)


def test_the_seal_covers_evidence(complete: Journey) -> None:
    """Another text breaks the part of `Thống nhất điểm`; a book without any has the lines of earlier versions."""
    book = open_book(complete.book, to_write=False)
    outcome = assessed(book, book.noted)
    parts = seal.parts_of(book, outcome, "")
    book.ledger["AN", "I.1"].evidence = "đã sửa tay"
    other = seal.parts_of(book, outcome, "")
    assert {name for name in parts if parts[name] != other[name]} == {"Thống nhất điểm"}


def test_a_thick_line_stands_above_every_unit(collected: Journey) -> None:
    """And above no other row."""
    sheet = openpyxl.load_workbook(collected.book)["Thống nhất điểm"]
    body = [line for line in sheet.iter_rows(min_row=5) if line[0].value]
    thick = [line[0].value for line in body if line[0].border.top.style == "medium"]
    assert thick == list(UNITS)


def test_what_no_meeting_reads_is_folded_and_a_persons_widths_stay(collected: Journey) -> None:
    """The folded columns are opened with [+]; a width that somebody drew is kept by the next run."""
    with collected.typing() as book:
        sheet = book["Thống nhất điểm"]
        folded = {
            letter for letter, one in sheet.column_dimensions.items() if one.outlineLevel and one.hidden
        }
        headers = {str(sheet[f"{letter}4"].value) for letter in folded}
        assert {"Không được giao", "Người quyết định", "Cần làm"} <= headers
        sheet.column_dimensions["D"].width = 77
    collected.agree("AN", "I.1", score=9, reason="Thẩm tra")
    collected.rank()
    assert openpyxl.load_workbook(collected.book)["Thống nhất điểm"].column_dimensions["D"].width == 77
