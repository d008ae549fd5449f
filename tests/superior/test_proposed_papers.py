"""`Hồ sơ nhận`: numbers of a cluster's papers are proposed when its book arrives, and count once their day is typed."""

import datetime

import openpyxl

from tests.journeys.consolidated import FIRST
from tests.journeys.journey import Journey, Sheet
from tests.journeys.office_journey import Office
from thidua_xl.domain.office.inputs import PaperKind

NAME = "Hồ sơ nhận"


def rows(office: Office) -> list[tuple[object, ...]]:
    """Cluster, kind, number, day of every row."""
    sheet = Sheet(openpyxl.load_workbook(office.book)[NAME], "Mã cụm", "Loại hồ sơ")
    headers = ("Mã cụm", "Loại hồ sơ", "Số ký hiệu", "Ngày nhận")
    return [tuple(sheet.at(row, header) for header in headers) for row in sheet.rows()]


def arrive(office: Office, complete: Journey, numbers: dict[str, str]) -> None:
    """The cluster notes numbers of its papers and sends its book."""
    with complete.typing() as book:
        sheet = Sheet(book["Văn bản"], "Mã văn bản")
        for code, number in numbers.items():
            sheet.put(sheet.row(code), "Số", number)
    complete.rank()
    office.drop(FIRST, complete.book.read_bytes())
    office.consolidate()


def missing(office: Office) -> str:
    """What `Tiến độ` misses of the first cluster."""
    sheet = Sheet(openpyxl.load_workbook(office.book, data_only=True)["Tiến độ"], "Mã cụm")
    return " ".join(str(sheet.at(sheet.row("C01"), header)) for header in sheet.columns)


def test_numbers_are_proposed_and_count_once_their_day_is_typed(office: Office, complete: Journey) -> None:
    """A written paper is no received one."""
    before = rows(office)
    arrive(office, complete, {"bao-cao-tong-ket": "05/BC-CTĐ", "bien-ban-hoi-nghi": "06/BB-CTĐ"})
    proposed = rows(office)[len(before) :]
    assert proposed == [
        ("C01", PaperKind.REPORT.value, "05/BC-CTĐ (theo sổ cụm)", None),
        ("C01", PaperKind.MINUTES.value, "06/BB-CTĐ (theo sổ cụm)", None),
    ]
    assert PaperKind.REPORT.value in missing(office)
    with office.typing() as book:
        sheet = Sheet(book[NAME], "Mã cụm", "Loại hồ sơ")
        at = sheet.row("C01", PaperKind.REPORT.value)
        sheet.put(at, "Ngày nhận", datetime.datetime(2025, 12, 29))
    office.consolidate()
    assert "29/12/2025" in missing(office) or "2025-12-29" in missing(office)
    assert len(rows(office)) == len(before) + 2


def test_a_proposal_that_was_taken_away_stays_away(office: Office, complete: Journey) -> None:
    """And a paper that somebody typed is not proposed again."""
    arrive(office, complete, {"danh-sach": "07/DS-CTĐ"})
    with office.typing() as book:
        sheet = Sheet(book[NAME], "Mã cụm", "Loại hồ sơ")
        sheet.sheet.delete_rows(sheet.row("C01", PaperKind.LIST.value))
    left = rows(office)
    arrive(office, complete, {"bao-cao-tong-ket": "05/BC-CTĐ"})
    assert [row[1] for row in rows(office)[len(left) :]] == [PaperKind.REPORT.value]
