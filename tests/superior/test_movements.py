"""The movements of the clusters' books come up with them, for the state's statistics."""

from tests.journeys.consolidated import FIRST
from tests.journeys.journey import Journey, Sheet
from tests.journeys.office_journey import OTHER, Office, changed
from thidua_xl.domain.office.movements import Tally
from thidua_xl.office.acts.consolidate import consolidate

NAME = "Phong trào"
HEADERS = ("Mã đơn vị", "Tên phong trào", "Cấp phát động", "Phương thức")


def counted(office: Office) -> Tally:
    """What `consolidate` counts."""
    return consolidate(office.book, [office.inbox])[0].movements


def test_the_books_are_counted(office: Office, complete: Journey) -> None:
    """As the head typed them; a cluster that has not sent its book is unknown, no finding."""
    with complete.typing() as book:
        sheet = Sheet(book[NAME], *HEADERS[:2])
        lines = [("AN", "Nông thôn mới", "trung ương", "Chuyên đề"), ("BH", "Nông thôn mới", "Trung ương", ""),
                 ("BH", "Thi đua 2/9", "Đơn vị", "Thường xuyên")]  # fmt: skip
        for at, line in enumerate(lines, start=sheet.header_row + 1):
            for header, value in zip(HEADERS, line, strict=True):
                sheet.put(at, header, value)
    complete.rank()
    office.drop(FIRST, complete.book.read_bytes())
    found = counted(office)
    assert found.cells() == {"04": (2, 1, 0, 1), "11": (1, 1, 0, 0), "12": (1, 0, 0, 1)}
    assert found.unknown == (OTHER,)
    office.receive(OTHER)
    assert counted(office).unknown == ()


def test_a_book_without_the_sheet_is_unknown(office: Office) -> None:
    """Made before there was one: blank, not 0, and nothing is wrong with it."""

    def older(book: object) -> None:
        del book[NAME]  # type: ignore[attr-defined]

    office.drop(FIRST, changed(office.sources["C01"], older))
    found = counted(office)
    assert (found.unknown, found.cells()) == (("C01", OTHER), {})
