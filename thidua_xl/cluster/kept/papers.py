"""`Văn bản`: the papers of the year by their codes, and what their numbers show to be done."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...domain.values.calling import called
from ...domain.values.findings import Finding
from ...domain.year.papers import ASKING, PAPERS, of_meeting
from ...sheets.cluster.papers import LOOK, MADE, OWN, TABLE, Col
from ...sheets.kept import KeptRow, Line, own_line
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .typed_cells import by_code, far_days, followed_twice, wrong_days


class Numbered(NamedTuple):
    """Papers that have their numbers, and the last of their days; None where no day was typed."""

    day: datetime.date | None


def numbered(book: Book, *codes: str) -> Numbered | None:
    """The papers of these codes, once every one of them has a number; None before."""
    rows, _ = by_code(rows_of(book, TABLE), Col.CODE, PAPERS)
    if not all(code in rows and rows[code].text(Col.NUMBER) for code in codes):
        return None
    days = [day for code in codes if (day := rows[code].day(Col.DAY))]
    return Numbered(max(days, default=None))


def numbers_of(book: Book) -> dict[str, str]:
    """The number of every paper that has one, by its code."""
    rows, _ = by_code(rows_of(book, TABLE), Col.CODE, PAPERS)
    return {code: number for code, row in rows.items() if (number := row.text(Col.NUMBER))}


def asked_on(book: Book, meeting: str) -> datetime.date | None:
    """The day of the letter that asks the superior to agree to the day of a meeting."""
    rows, _ = by_code(rows_of(book, TABLE), Col.CODE, PAPERS)
    row = rows.get(of_meeting(ASKING, meeting))
    return row.day(Col.DAY) if row else None


def _lines(book: Book) -> list[Line]:
    rows, others = by_code(rows_of(book, TABLE), Col.CODE, PAPERS)
    return [
        *(_line(book, code, rows.get(code)) for code in PAPERS),
        *(own_line(row, (*OWN, *MADE)) for row in others),
    ]


def _made(row: KeptRow | None) -> dict[str, object]:
    return {header: row.raw(header) for header in MADE} if row else {}


def _line(book: Book, code: str, row: KeptRow | None) -> Line:
    name = called(PAPERS[code], book.settings.calling)
    return Line({**_made(row), Col.CODE: code, Col.NAME: name}, row, key=(code,))


def wrong(book: Book) -> Iterator[Finding]:
    """Days that are none, and second rows of a code."""
    rows, others = by_code(rows_of(book, TABLE), Col.CODE, PAPERS)
    every: Sequence[KeptRow] = (*rows.values(), *others)
    for row in every:
        yield from wrong_days(row, TABLE, Col.DAY)
        yield from far_days(book, row, TABLE, Col.DAY)
    yield from followed_twice(rows, others, TABLE, Col.CODE)


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong)
