"""Sheet `Lịch` of the office book: every duty of every cluster, as it stood on the day of the last run."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...domain.values.cells import as_text, is_blank
from ...domain.values.findings import Finding, RowKey
from ...domain.values.text import fold
from ...domain.year.calendar import Entry
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from ..cluster import calendar
from ..cluster.calendar import OWN, SPARE, TYPED, CalendarRow, cells_of, yellow
from ..kept import read_kept
from ..table import Column, Placement, Table, draw


class Col(calendar.Col):
    """The headers of the office's `Lịch`."""

    CLUSTER = "Mã cụm"
    GIVEN = "Dòng của chương trình"
    """Hidden: the row is drawn from a cluster's book or the list of duties, not added by the office."""


TABLE = Table(
    calendar.TABLE.sheet,
    (
        Column(Col.CLUSTER, 10, "code"),
        *calendar.TABLE.columns,
        Column(Col.GIVEN, 10, "integer left", hidden=True),
    ),
    header_row=3,
    key=(Col.CLUSTER, Col.CODE),
)
_MARK = 1
"""A number: a text would be seen beside its hidden column."""
_ADDED = (Col.CLUSTER, *OWN)
"""What the office fills in rows that it adds."""


class OfficeRow(CalendarRow):
    """One row as read: raw cells by header."""

    @property
    def cluster(self) -> str:
        """Mã cụm, as typed."""
        return as_text(self.cells[Col.CLUSTER])

    @property
    def is_added(self) -> bool:
        """Whether the office added it."""
        return is_blank(self.cells[Col.GIVEN])

    @property
    def is_typed_in(self) -> bool:
        """Whether anybody typed anything beside the duty."""
        return any(not is_blank(cell) for cell in (self.cells[Col.OWN_DUE], self.done, self.cells[Col.NOTE]))


@dataclass(slots=True)
class OfficeCalendar:
    """The rows of the sheet as read."""

    rows: dict[tuple[str, str], OfficeRow] = field(default_factory=dict)
    """By what two spellings of the cluster's and the duty's code have in common."""
    loose: list[OfficeRow] = field(default_factory=list)
    """Second rows, and rows without a code: kept at the bottom, followed by nothing."""

    def row(self, cluster: str, code: str) -> OfficeRow | None:
        """The row of a cluster's duty."""
        return self.rows.get((fold(cluster), fold(code)))


class ClusterDuty(NamedTuple):
    """A row to be drawn: a cluster's duty as it stands upstairs, and the row whose typed cells it keeps."""

    cluster: str
    entry: Entry
    row: OfficeRow | None = None
    is_added: bool = False
    """The office added it."""


def read_calendar(grid: Grid) -> OfficeCalendar:
    """The rows; what somebody wrote below the table is no row, and stays where it is."""
    found = OfficeCalendar()
    for one in read_kept(grid, TABLE)[0]:
        row = OfficeRow(one.row, one.cells)
        key = fold(row.cluster), fold(row.code)
        if not all(key) or found.rows.setdefault(key, row) is not row:
            found.loose.append(row)
    return found


def wrong(read: OfficeCalendar) -> Iterator[Finding]:
    """What was typed and is not understood."""
    for row in read.rows.values():
        yield from calendar.wrong_days(row, own=row.is_added)
    yield from map(calendar.not_followed, read.loose)


def lines_of(duties: Sequence[ClusterDuty], left: Sequence[OfficeRow], first: int) -> dict[RowKey, int]:
    """Where rows that were read stand once the sheet is drawn from the line `first` on."""
    rows = [*(one.row for one in duties), *left]
    return {row.key: first + at for at, row in enumerate(rows) if row is not None}


def lines_as_read(read: OfficeCalendar) -> dict[RowKey, int]:
    """Where they stand now."""
    return {row.key: row.row for row in (*read.rows.values(), *read.loose)}


def render(
    duties: Sequence[ClusterDuty], left: Sequence[OfficeRow], today: datetime.date, place: Placement | None = None
) -> tuple[Sheet, dict[int, int]]:  # fmt: skip
    """The duties cluster by cluster, then what nothing follows. Returns the sheet and old row → new row."""
    drawn = draw(TABLE, place, title="LỊCH CÔNG VIỆC CỦA CÁC CỤM", note="Theo sổ cụm đã nhận; cụm chưa gửi sổ: "
                 "theo Ngày hội nghị, Hạn gửi hồ sơ và HD 1302. Cột vàng: hạn cấp trên cho riêng, ngày làm xong, ghi "
                 "chú. Việc của riêng cấp trên ghi ở dòng vàng dưới bảng.")  # fmt: skip
    if drawn.place.header_row:
        drawn.sheet.put(drawn.place.header_row - 1, 0, f"Tính đến {today:%d/%m/%Y}", "bold navy")
    moved: dict[int, int] = {}
    for one in duties:
        values, styles = cells_of(one.entry, one.row, is_own=one.is_added)
        values |= {Col.CLUSTER: one.cluster, Col.GIVEN: None if one.is_added else _MARK}
        at = drawn.line(values, styles=styles | (yellow((Col.CLUSTER,)) if one.is_added else {}))
        if one.row is not None:
            moved[one.row.row] = at
    for row in left:
        kept = {header: row.cells[header] for header in (*_ADDED, *TYPED, Col.GIVEN)}
        moved[row.row] = drawn.line(kept, styles=yellow(_ADDED))
    last = drawn.last
    for _ in range(SPARE):
        drawn.line({}, styles=yellow(_ADDED))
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#FFC000"
    drawn.sheet.filter = Area(drawn.place.header_row, 0, last, drawn.place.width - 1)
    return drawn.sheet, moved
