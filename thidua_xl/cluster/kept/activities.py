"""`Hoạt động`: the cluster's activities of the year, and whether they are what II.2 asks for."""

from collections.abc import Iterator

from ...domain.values.choices import chosen
from ...domain.values.findings import Finding
from ...domain.year.activities import Activity, too_few
from ...sheets.cluster.activities import ALL, LOOK, TABLE, Col, Kind
from ..book import Book
from .kept_sheet import KeptSheet, as_they_stand, rows_of
from .typed_cells import far_days, unknown_units, wrong_days, wrong_word

_EXCHANGES = (Kind.EXCHANGE, Kind.MODEL)


def activities_of(book: Book) -> list[Activity]:
    """What was typed, as far as it says anything."""
    return [
        Activity(row.day(Col.DAY), chosen(row.text(Col.KIND), _EXCHANGES) is not None)
        for row in rows_of(book, TABLE)
    ]


def wrong(book: Book) -> Iterator[Finding]:
    """Days, kinds and codes that are none; a year that was agreed on with less than II.2 asks for."""
    for row in rows_of(book, TABLE):
        yield from wrong_days(row, TABLE, Col.DAY)
        yield from far_days(book, row, TABLE, Col.DAY)
        yield from wrong_word(row, TABLE, Col.KIND, [kind.value for kind in Kind])
        yield from unknown_units(book, row, TABLE, Col.LED_BY)
        yield from unknown_units(book, row, TABLE, Col.TAKING_PART, ALL)
    yield from too_few(activities_of(book), book.settings)


SHEET = KeptSheet(TABLE, as_they_stand(TABLE), lambda _: LOOK, wrong)
