"""`Cần sửa` says first what people read: whose it is, where, what is wrong, what to do; codes come last."""

from openpyxl.workbook import Workbook

from tests.journeys.journey import Journey, Sheet, form_sheet

SHEET = "Cần sửa"
READ_FIRST = ["Đơn vị", "Ô", "Vấn đề", "Cách sửa", "Mức"]
EARLIER = [
    "Mã lỗi", "Mức", "Mã đơn vị", "File", "Trang tính", "Ô", "Giá trị", "Vấn đề", "Cách sửa", "Mã tiêu chí",
]  # fmt: skip
"""The columns as they stood before, from the left."""


def mend(book: Journey) -> Sheet:
    """The sheet as it stands."""
    return book.sheet(SHEET, "Mã lỗi")


def spoiled(book: Journey) -> None:
    """An agreed score above the maximum, which is an error; a reason that lacks is another."""
    book.agree("BH", "I.1", score=999)
    book.rank()


def test_what_people_read_stands_first(complete: Journey) -> None:
    """Unit with its name, cell, problem, what to do, gravity; every code after them."""
    spoiled(complete)
    sheet = mend(complete)
    headers = [cell.value for cell in sheet.sheet[sheet.header_row] if cell.value]
    assert headers[: len(READ_FIRST)] == READ_FIRST
    assert set(EARLIER) <= set(headers)
    row = next(row for row in sheet.records() if row["Mã lỗi"] == "OVER_MAXIMUM")
    assert row["Đơn vị"].startswith("BH – ")


def without_evidence(workbook: Workbook) -> None:
    """A form that names no evidence: notes."""
    form = form_sheet(workbook)
    for row in form.rows():
        form.put(row, "Minh chứng", None)


def test_errors_stand_on_top(issued: Journey) -> None:
    """Of whatever unit: no note of the first one above an error of the last."""
    issued.send("AN", without_evidence)
    issued.collect()
    grave = [row["Mức"] for row in mend(issued).records()]
    assert grave == sorted(grave, key=["Lỗi", "Cảnh báo", "Lưu ý"].index)
    assert len(set(grave)) > 1


def test_an_address_of_the_book_is_a_link_to_its_cell(complete: Journey) -> None:
    """The cell that holds what is wrong; an address in a unit's file leads nowhere."""
    spoiled(complete)
    sheet = mend(complete)
    for row in sheet.rows():
        cell = sheet.sheet[sheet.address(row, "Ô")]
        target = f"'{sheet.at(row, 'Trang tính')}'!{cell.value}"
        inside = bool(cell.value and sheet.at(row, "Trang tính")) and not sheet.at(row, "File")
        assert (cell.hyperlink.location if cell.hyperlink else None) == (target if inside else None)
    row = next(one for one in sheet.rows() if sheet.at(one, "Mã lỗi") == "OVER_MAXIMUM")
    named, _, address = sheet.sheet[sheet.address(row, "Ô")].hyperlink.location.rpartition("!")
    with complete.typing() as book:
        assert book[named.strip("'")][address].value == 999


def test_what_is_mended_leaves_nothing_behind(complete: Journey) -> None:
    """Fewer findings than before: no row of an earlier run stays below the table."""
    before = len(mend(complete).records())
    spoiled(complete)
    assert len(mend(complete).records()) > before
    complete.agree("BH", "I.1", score=None)
    complete.rank()
    sheet = mend(complete)
    last = sheet.header_row + before
    assert len(sheet.records()) == before
    assert not [
        cell.coordinate for row in sheet.sheet.iter_rows(min_row=last + 1) for cell in row if cell.value
    ]


def as_before(workbook: Workbook) -> None:
    """The sheet as an earlier version drew it: `Đơn vị` is not there, the codes stand first."""
    sheet = workbook[SHEET]
    table = Sheet(sheet, "Mã lỗi")
    rows = [[table.at(row, header) for header in EARLIER] for row in table.rows()]
    sheet.delete_rows(table.header_row, len(rows) + 1)
    for at, line in enumerate([EARLIER, *rows]):
        for column, value in enumerate(line, start=1):
            sheet.cell(table.header_row + at, column, value)


def test_a_book_of_an_earlier_version_keeps_its_columns(complete: Journey) -> None:
    """They stay where they stand; `Đơn vị` comes right of them, and nothing is said twice."""
    with complete.typing() as book:
        as_before(book)
    spoiled(complete)
    sheet = mend(complete)
    assert [cell.value for cell in sheet.sheet[sheet.header_row]][: len(EARLIER) + 1] == [*EARLIER, "Đơn vị"]
    found = [(row["Mã lỗi"], row["Mã đơn vị"], row["Trang tính"], row["Ô"]) for row in sheet.records()]
    assert len(found) == len(set(found))
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before
