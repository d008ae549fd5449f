"""Sheet `Nhật ký`: the audit trail. Each row's hash covers the row and the hash before it."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ..domain.values.text import clean
from ..workbook.grid import Grid
from ..workbook.model import Sheet
from . import chain
from .acts_said import act_said
from .table import Column, Found, Placement, Table, draw, find_table, rows_of


class Col:
    """The headers of `Nhật ký`."""

    WHEN = "Lúc"
    WHO = "Ai"
    COMMAND = "Lệnh"
    CHANGE = "Thay đổi"
    HASH = "Mã băm"
    DAY = "Ngày giờ"
    ACT = "Việc"


TABLE = Table(
    "Nhật ký",
    (
        Column(Col.DAY, 17, "code center", optional=True),
        Column(Col.WHO, 16),
        Column(Col.ACT, 17, optional=True),
        Column(Col.CHANGE, 74),
        Column(Col.WHEN, 19, "code center"),
        Column(Col.COMMAND, 12, "wrap"),
        Column(Col.HASH, 35, "code wrap"),
    ),
    header_row=3,
    key=(Col.WHEN, Col.HASH),
)


_FOLDED = (Col.WHEN, Col.COMMAND, Col.HASH)
"""What only the program reads: on paper, too, the words are enough."""


class JournalRow(NamedTuple):
    """One event."""

    when: str
    who: str
    command: str
    change: str
    hash: str = ""


def shown_when(when: str) -> str:
    """A moment of the journal as people write it; a text that is none, as it stands."""
    try:
        return f"{datetime.datetime.fromisoformat(when):%d/%m/%Y %H:%M}"
    except ValueError:
        return when


def read_journal(grid: Grid) -> tuple[list[JournalRow], Found | None]:
    """The rows in the order of the sheet, as they stand (a changed row keeps its old hash)."""
    found = find_table(grid, TABLE)
    if found is None:
        return [], None
    return [
        JournalRow(*map(row.text, (Col.WHEN, Col.WHO, Col.COMMAND, Col.CHANGE, Col.HASH)))
        for row in rows_of(grid, found.placement)
        if row.text(Col.WHEN)
    ], found


def chained(before: str, row: JournalRow) -> JournalRow:
    """The row with its hash over itself and the hash before it."""
    return row._replace(hash=chain.link(before, row[:-1]))


def first_broken(journal: Sequence[JournalRow]) -> int | None:
    """The first row whose hash is not that of itself and the row before; None where all hold."""
    return chain.first_broken([(row[:-1], row.hash) for row in journal])


def appended(journal: Sequence[JournalRow], rows: Sequence[JournalRow]) -> list[JournalRow]:
    """The journal with new rows chained on; their texts are hashed as they will be read again."""
    result = list(journal)
    for row in rows:
        as_read = JournalRow(*(clean(text) for text in row))
        result.append(chained(result[-1].hash if result else "", as_read))
    return result


def render(journal: Sequence[JournalRow], place: Placement | None = None) -> Sheet:
    """Oldest first."""
    drawn = draw(TABLE, place, title="NHẬT KÝ", note="Chương trình ghi; mã băm nối từng dòng với dòng trước, "
                 "sửa một dòng là lộ.")  # fmt: skip
    for row in journal:
        drawn.line(
            {
                Col.DAY: shown_when(row.when),
                Col.ACT: act_said(row.command),
                Col.WHEN: row.when,
                Col.WHO: row.who,
                Col.COMMAND: row.command,
                Col.CHANGE: row.change,
                Col.HASH: row.hash,
            }
        )
    drawn.sheet.landscape = True
    for header in _FOLDED:
        at = drawn.place[header]
        drawn.sheet.columns[at] = drawn.sheet.columns[at]._replace(hidden=True, level=1)
    return drawn.sheet
