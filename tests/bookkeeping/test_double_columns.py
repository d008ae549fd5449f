"""A typed column that stands twice: on the sheets of both books, in the forms of the year and of scorers."""

import pytest
from openpyxl.workbook import Workbook

from tests.hostile import forms
from tests.journeys import collections
from tests.journeys.journey import Journey, Sheet, saved_bytes
from tests.journeys.office_journey import Office
from tests.journeys.scorer_workbooks import workbook_of


def doubled(book: Workbook, name: str, keys: tuple[str, ...], header: str, value: object) -> str:
    """The column of a header once more, right of the table, with a value of its own in the first row; its cell."""
    sheet = Sheet(book[name], *keys)
    beside, first = max(sheet.columns.values()) + 3, next(iter(sheet.rows()))
    sheet.sheet.cell(sheet.header_row, beside).value = header
    sheet.sheet.cell(first, beside).value = value  # type: ignore[assignment]
    return str(sheet.sheet.cell(sheet.header_row, beside).coordinate)


@pytest.mark.parametrize(
    ("name", "keys", "header"),
    [
        ("Đơn vị", ("Mã", "Tên đơn vị"), "Xét thi đua"),
        ("Suy tôn", ("Mã đơn vị", "Đề xuất"), "Hội nghị suy tôn"),
        ("Thống nhất điểm", ("Mã đơn vị", "Mã tiêu chí"), "Điểm thống nhất"),
        ("Hội nghị", ("Mã", "Tên"), "Địa điểm"),
    ],
)
def test_on_the_sheets_of_a_clusters_book(
    complete: Journey, name: str, keys: tuple[str, ...], header: str
) -> None:
    """A warning at the second header; nothing else changes."""
    with complete.typing() as book:
        cell = doubled(book, name, keys, header, "Không")
    (told,) = complete.rank().json["findings"]
    assert (told["code"], told["sheet"], told["cell"], told["value"]) == ("COLUMN_DOUBLE", name, cell, header)
    assert ": Không, chỗ được tính: (trống)" in told["message"]


def test_on_the_sheets_of_an_office_book(office: Office) -> None:
    """The list of units says twice of which cluster one is."""
    with office.typing() as book:
        cell = doubled(book, "Đơn vị", ("Mã", "Tên đơn vị"), "Mã cụm", "C09")
    found = office.check()
    assert [(one["sheet"], one["cell"]) for one in found if one["code"] == "COLUMN_DOUBLE"] == [
        ("Đơn vị", cell)
    ]


def test_in_a_form_of_registration(issued: Journey) -> None:
    """What the second column says is not passed over, and the form is no blank one."""
    collections.go_out(issued, "register")
    cell = []

    def change(book: Workbook) -> None:
        cell.append(doubled(book, "Đăng ký", ("Mã",), "Chỉ tiêu đăng ký", None))
        sheet = Sheet(book["Đăng ký"], "Mã")
        sheet.sheet.cell(sheet.row("I.2"), sheet.columns["Chỉ tiêu đăng ký"]).value = 95

    form = collections.form_of(issued, "register", forms.UNIT)
    status, found, _ = forms.read(collections.filled(form, "register", {}, change))
    assert [(one.cell, one.value) for one in found if one.code.name == "COLUMN_DIFFERS"] == [
        (cell[0], "Chỉ tiêu đăng ký")
    ]
    assert status == "accepted"


def test_in_a_scorers_workbook(asked: Journey) -> None:
    """The same rule."""
    book = workbook_of(asked, "BH")
    cell = doubled(book, "Chấm điểm", ("Mã tiêu chí", "Mã đơn vị"), "Điểm", 3)
    _, found, _ = forms.read(saved_bytes(book))
    assert [(one.cell, one.value) for one in found if one.code.name == "COLUMN_DIFFERS"] == [(cell, "Điểm")]
