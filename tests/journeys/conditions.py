"""What the head types on `Điều kiện` and `Vi phạm`, and what is kept from a unit by it."""

from collections.abc import Sequence

from openpyxl.workbook import Workbook

from tests.journeys.answers import unit_of
from tests.journeys.journey import Journey, Run, Sheet

DEMANDS, EVENTS = "Điều kiện", "Vi phạm"
DEMANDED = ("Điều kiện", "Tiêu chí, mục", "Giá trị", "Hệ quả", "Căn cứ")
HAPPENED = ("Mã đơn vị", "Nội dung", "Văn bản", "Ngày", "Hệ quả")
RULES, NOTICE = "Quy chế cụm, Điều 7", "KL số 12-KL/UBKT"


def demand(cluster: Journey, *rows: Sequence[object]) -> list[str]:
    """Type rows below those on `Điều kiện`; the addresses of their first cells."""
    with cluster.typing() as book:
        return _type(book, DEMANDS, DEMANDED, rows)


def happen(cluster: Journey, *rows: Sequence[object]) -> list[str]:
    """The same on `Vi phạm`."""
    with cluster.typing() as book:
        return _type(book, EVENTS, HAPPENED, rows)


def violate(cluster: Journey, unit: str, consequence: object, text: str = "Khiếu kiện đông người") -> str:
    """Type a violation with its document."""
    return happen(cluster, (unit, text, NOTICE, None, consequence))[0]


def _type(book: Workbook, name: str, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    sheet = Sheet(book[name], *headers)
    used = [at for at in range(sheet.header_row, sheet.sheet.max_row + 1)
            if any(sheet.at(at, header) is not None for header in headers)]  # fmt: skip
    for at, row in enumerate(rows, start=max(used) + 1):
        for header, value in zip(headers, row, strict=False):
            if value is not None:
                sheet.put(at, header, value)
    return [sheet.address(max(used) + 1 + nr, headers[0]) for nr in range(len(rows))]


def kept_from(answer: Run, unit: str) -> list[str]:
    """What is kept from a unit, as it is typed."""
    return [one["consequence"] for one in unit_of(answer, unit).get("withheld", ())]
