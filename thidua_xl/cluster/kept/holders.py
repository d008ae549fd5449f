"""`Trưởng, Phó cụm`: this year's two as the settings name them, those of earlier years as people typed them."""

from collections.abc import Iterator, Mapping, Sequence

from ...domain.ranking.posts import TITLES, Office, read_office
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text, is_blank
from ...domain.values.findings import Finding, finding
from ...domain.values.text import clean
from ...domain.year.holders import AWAITED, Holder, is_approved, now_called, of_year, turns_said
from ...sheets.cluster.holders import LOOK, TABLE, Col
from ...sheets.items import UnreadableError, day_in, read_whole
from ...sheets.kept import KeptRow, Line, Look
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .typed_cells import wrong_days

_YEARS = read_whole(1975, 2100)


def lines(book: Book) -> list[Line]:
    """The rows as they stand; this year's get their codes from the settings, and rows where there are none yet."""
    missing = dict(_in_office(book))
    drawn = []
    for row in rows_of(book, TABLE):
        office = _office_now(book, row)
        unit = missing.pop(office, "") if office else ""
        drawn.append(Line({Col.UNIT: unit} if unit and not row.text(Col.UNIT) else {}, row))
    return drawn + [
        Line({Col.YEAR: book.settings.year, Col.OFFICE: office.title, Col.UNIT: unit}, key=(office.title,))
        for office, unit in missing.items()
    ]


def as_rows(book: Book) -> list[KeptRow]:
    """What the sheet says once it is drawn: for the book of the next year."""
    return [KeptRow(at, _cells(line)) for at, line in enumerate(lines(book))]


def _cells(line: Line) -> dict[str, object]:
    return {
        column.header: line.values.get(column.header, line.was.raw(column.header) if line.was else None)
        for column in TABLE.columns
    }


def _in_office(book: Book) -> Mapping[Office, str]:
    """This year's head and deputy as the settings name them, as far as they do and the year is known."""
    named = {Office.HEAD: book.settings.head, Office.DEPUTY: book.settings.deputy}
    return {office: unit for office, unit in named.items() if unit and book.settings.year}


def _office_now(book: Book, row: KeptRow) -> Office | None:
    """The office of a row of this year."""
    return read_office(row.text(Col.OFFICE)) if _year(row.raw(Col.YEAR)) == book.settings.year else None


def _year(raw: object) -> int | None:
    if is_blank(raw):
        return None
    try:
        return _YEARS(raw)
    except UnreadableError:
        return None


def holders_of(book: Book) -> list[Holder]:
    """Everybody of whom year, office and unit are known."""
    found = []
    for row in as_rows(book):
        year, office, unit = _year(row.raw(Col.YEAR)), read_office(row.text(Col.OFFICE)), row.text(Col.UNIT)
        if year and office and unit:
            found.append(Holder(year, office, unit, row.text(Col.NUMBER), day_in(row.raw(Col.DAY))))
    return found


def turns_of(book: Book) -> Sequence[str]:
    """Whose turn it may be, in lines."""
    return turns_said(book.units, holders_of(book))


def _look(book: Book) -> Look:
    this_year = of_year(holders_of(book), book.settings.year)
    missing = [office.title for office in Office if office not in this_year]
    said = [f"trang Cụm chưa ghi {', '.join(missing)}"] if missing else []
    if not all(is_approved(one) for one in this_year.values()):
        said.append(f"chưa ghi Số quyết định, {AWAITED}")
    told = "; ".join(said) or "cấp trên đã phê duyệt"
    return LOOK._replace(more=turns_of(book), above=f"Năm {book.settings.year}: {told}")


def wrong(book: Book) -> Iterator[Finding]:
    """Years, offices and days that are none; rows that say otherwise than the settings; decisions without a day."""
    seen: set[tuple[object, ...]] = set()
    for row in rows_of(book, TABLE):
        yield from wrong_days(row, TABLE, Col.DAY)
        if not row.text(Col.UNIT):
            continue
        year, office = _year(row.raw(Col.YEAR)), read_office(row.text(Col.OFFICE))
        if year is None:
            yield finding(Code.YEAR_UNREADABLE, sheet=TABLE.sheet, **row.spot(Col.YEAR),
                          value=as_text(row.raw(Col.YEAR)))  # fmt: skip
        if office is None:
            yield finding(Code.VALUE_UNKNOWN, sheet=TABLE.sheet, **row.spot(Col.OFFICE),
                          value=row.text(Col.OFFICE), allowed=" · ".join(TITLES))  # fmt: skip
        if year is None or office is None:
            continue
        now = year == book.settings.year
        mark = (year, office) if now else (year, office, now_called(row.text(Col.UNIT), book.units))
        if mark in seen:
            yield finding(
                Code.ROW_DOUBLE, sheet=TABLE.sheet, **row.spot(Col.OFFICE), value=f"{office.title} {year}"
            )
        elif now:
            yield from _otherwise(book, row, office)
            yield from _undated(row)
        seen.add(mark)


def _otherwise(book: Book, row: KeptRow, office: Office) -> Iterator[Finding]:
    """This year's holder against the settings, which win."""
    typed, expected = row.text(Col.UNIT), _in_office(book).get(office, "")
    if clean(typed) != expected and expected not in now_called(typed, book.units):
        yield finding(Code.SETTING_CONFLICT, sheet=TABLE.sheet, **row.spot(Col.UNIT), value=typed,
                      name=office.title, expected=expected or "(trống)")  # fmt: skip


def _undated(row: KeptRow) -> Iterator[Finding]:
    """A decision whose day nobody typed: `Lịch` cannot tell when both were approved."""
    if row.text(Col.NUMBER) and is_blank(row.raw(Col.DAY)):
        yield finding(Code.DECISION_UNDATED, sheet=TABLE.sheet, **row.spot(Col.NUMBER), value=row.text(Col.NUMBER),
                      name=Col.DAY)  # fmt: skip


SHEET = KeptSheet(TABLE, lines, _look, wrong)
