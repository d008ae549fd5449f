"""Sheet `Lần gửi`: what was sent to the superior, a row per unit and time, in a chain as the journal's.

A row that somebody edited is reported and kept as it stands: raw cells in, the same cells out.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...domain.ranking.submissions import Sending, Submission, SubmittedUnit
from ...domain.scoring.criteria import code_of
from ...domain.values.cells import Formula, as_text, is_blank
from ...domain.values.numbers import Points, as_shown, exact_points, stored
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from .. import chain
from ..table import Column, Found, Placement, Table, TableRow, draw, find_table, rows_of


class Col:
    """The headers of `Lần gửi`."""

    NUMBER = "Lần"
    KIND = "Loại"
    DAY = "Ngày"
    UNIT = "Mã đơn vị"
    TOTAL = "Tổng điểm"
    RANK = "Hạng"
    HASH = "Mã băm"


TABLE = Table(
    "Lần gửi",
    (
        Column(Col.NUMBER, 7, "integer"),
        Column(Col.KIND, 16),
        Column(Col.DAY, 12, "date"),
        Column(Col.UNIT, 11, "code"),
        Column(Col.TOTAL, 12, "number"),
        Column(Col.RANK, 8, "integer"),
        Column(Col.HASH, 62, "code small wrap"),
    ),
    header_row=3,
    key=(Col.NUMBER, Col.UNIT, Col.HASH),
)
_KINDS = {fold(kind.value): kind for kind in Sending}


class SentRow(NamedTuple):
    """One row, its cells raw: what an editing hand left there is not lost."""

    number: object
    kind: object
    day: object
    unit: object
    total: object
    rank: object
    mark: object

    @property
    def link(self) -> chain.Link:
        """The row as the chain sees it."""
        return [as_text(cell) for cell in self[:-1]], self.hash

    @property
    def hash(self) -> str:
        """Mã băm, as it stands."""
        return as_text(self.mark)


def read_rows(grid: Grid) -> tuple[list[SentRow], Found | None]:
    """The rows as they were written; sorting the sheet changes nothing, editing it leaves them as they stand."""
    found = find_table(grid, TABLE)
    if found is None:
        return [], None
    lines = list(rows_of(grid, found.placement))
    last = max((at for at, line in enumerate(lines) if _is_ours(line)), default=-1)
    rows = [row for line in lines[: last + 1] if not all(map(is_blank, row := _raw(line)))]
    return [rows[at] for at in chain.order([row.link for row in rows])], found


def _raw(line: TableRow) -> SentRow:
    return SentRow(*(line.raw(column.header) for column in TABLE.columns))


def _is_ours(line: TableRow) -> bool:
    """Not a remark that somebody wrote below the table."""
    row = _raw(line)
    numbered = not is_blank(row.number) and not is_blank(row.kind)
    return numbered or not is_blank(row.unit) or not is_blank(row.mark)


def first_edited(rows: Sequence[SentRow]) -> int | None:
    """The first row whose hash does not hold; None where all do."""
    return chain.first_broken([row.link for row in rows])


def submissions_of(rows: Sequence[SentRow]) -> list[Submission]:
    """The rows by their number; one whose number nobody can read belongs to the row before it."""
    groups: dict[int, list[SentRow]] = {}
    number = 0
    for row in rows:
        number = _whole(row.number) or number
        if number:
            groups.setdefault(number, []).append(row)
    found = (_submission(number, lines) for number, lines in groups.items())
    return [one for one in found if one is not None]


def _submission(number: int, rows: Sequence[SentRow]) -> Submission | None:
    """None where no row says when it was sent, or as what."""
    kinds = [kind for row in rows if (kind := _KINDS.get(fold(as_text(row.kind)))) is not None]
    days = [day for row in rows if (day := _day(row.day)) is not None]
    if not kinds or not days:
        return None
    units = (
        SubmittedUnit(code_of(as_text(row.unit)), _points(row.total), _whole(row.rank), row.hash)
        for row in rows
        if not is_blank(row.unit)
    )
    return Submission(number, kinds[0], days[0], tuple(units))


def _value(cell: object) -> object:
    return cell.value if isinstance(cell, Formula) else cell


def _whole(cell: object) -> int | None:
    value = _value(cell)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if value == int(value) and value > 0 else None


def _points(cell: object) -> Points | None:
    value = _value(cell)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return exact_points(as_shown(value))


def _day(cell: object) -> datetime.date | None:
    value = _value(cell)
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else None


def next_number(rows: Iterable[SentRow]) -> int:
    """The number of the next time."""
    return max((number for row in rows if (number := _whole(row.number))), default=0) + 1


def appended(rows: Sequence[SentRow], sent: Submission, head: str) -> list[SentRow]:
    """The rows with those of another submission chained on to `head`, the last hash that was written."""
    result = list(rows)
    for line in sent.units:
        total = None if line.total is None else stored(line.total)
        row = SentRow(sent.number, sent.kind.value, sent.day, line.unit, total, line.rank, "")
        head = chain.link(head, row.link[0])
        result.append(row._replace(mark=head))
    return result


def render(rows: Sequence[SentRow], digits: int, place: Placement | None = None) -> Sheet:
    """Oldest first."""
    drawn = draw(TABLE, place, title="LẦN GỬI", note="Bảng điểm đã gửi cấp trên: trước hội nghị 3–5 ngày và sau hội "
                 "nghị (HD 1302, I.2.1, II.5). Chương trình ghi, sửa một dòng là lộ.")  # fmt: skip
    for row in rows:
        values = dict(zip((column.header for column in TABLE.columns), row, strict=True))
        drawn.line(values, styles={Col.TOTAL: f"points{digits}"})
    drawn.sheet.landscape = True
    return drawn.sheet
