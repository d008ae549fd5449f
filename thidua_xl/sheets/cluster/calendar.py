"""Sheet `Lịch`: what is due in the year, by when, and how it stood on the day of the last run.

No formula knows what day it is: `Tình trạng` is text, drawn at each run, with that day above the table.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...domain.values.calling import Calling, called
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text, is_blank
from ...domain.values.codes import wrong_code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...domain.year.calendar import Entry, OwnDuty, State, Typed
from ...domain.year.duties import DUTIES, Duty, Span
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..items import day_in
from ..kept import KeptRow, read_kept
from ..table import Column, Drawn, Found, Placement, Table, draw
from .days import wrong_day


class Col:
    """The headers of `Lịch`."""

    CODE = "Mã việc"
    DUTY = "Việc"
    WHO = "Ai"
    SOURCE = "Căn cứ"
    STARTS = "Từ"
    DUE = "Hạn"
    OWN_DUE = "Hạn riêng"
    DONE = "Ngày xong"
    STATE = "Tình trạng"
    NOTE = "Ghi chú"
    OFF = "Ngày nghỉ"
    KNOWN_DONE = "Ngày xong đã tính"
    """Hidden: the day that the program itself wrote into `Ngày xong`; another one there was typed."""


TABLE = Table(
    "Lịch",
    (
        Column(Col.CODE, 8, "code"),
        Column(Col.DUTY, 34),
        Column(Col.WHO, 17),
        Column(Col.SOURCE, 11),
        Column(Col.STARTS, 12, "date"),
        Column(Col.DUE, 12, "date"),
        Column(Col.OWN_DUE, 12, "date", typed=True),
        Column(Col.DONE, 12, "date", typed=True),
        Column(Col.STATE, 17, "center wrap"),
        Column(Col.NOTE, 22, typed=True),
        Column(Col.OFF, 19),
        Column(Col.KNOWN_DONE, 12, "date left", hidden=True),
    ),
    header_row=3,
    key=(Col.CODE,),
)
_DUTY = (Col.CODE, Col.DUTY, Col.WHO, Col.SOURCE)
"""The fields of a duty, in their order."""
OWN = (*_DUTY, Col.STARTS, Col.DUE)
"""What people fill themselves in rows that they add."""
TYPED = (Col.OWN_DUE, Col.DONE, Col.NOTE)
SPARE = 4
"""Blank rows below the table, ready for rows of one's own."""
_STYLE = {
    State.DONE: "green",
    State.DONE_LATE: "amber",
    State.TODAY: "amber",
    State.LATE: "red",
    State.UNKNOWN: "note",
}


class CalendarRow(KeptRow):
    """One row as read: raw cells by header."""

    @property
    def code(self) -> str:
        """Mã việc, as typed."""
        return as_text(self.cells[Col.CODE])

    @property
    def done(self) -> object:
        """What people typed as `Ngày xong`; a day that the program wrote itself is given back to it."""
        typed, known = self.cells[Col.DONE], self.cells[Col.KNOWN_DONE]
        ours = not is_blank(known) and as_text(typed) == as_text(known)
        return None if ours or is_blank(typed) else typed

    @property
    def typed(self) -> Typed:
        """What of it the calendar follows."""
        return Typed(day_in(self.cells[Col.OWN_DUE]), day_in(self.done))

    @property
    def own(self) -> OwnDuty:
        """The row as a duty that somebody added."""
        words = (as_text(self.cells[header]) for header in _DUTY)
        return OwnDuty(Duty(*words), Span(day_in(self.cells[Col.STARTS]), day_in(self.cells[Col.DUE])))


@dataclass(slots=True)
class Calendar:
    """The rows of the sheet as read."""

    rows: dict[str, CalendarRow] = field(default_factory=dict)
    """By what two spellings of their code have in common."""
    loose: list[CalendarRow] = field(default_factory=list)
    """Second rows of a code, and rows without one: kept at the bottom, followed by nothing."""

    @property
    def typed(self) -> dict[str, Typed]:
        """What was typed, by the codes of the duties."""
        known = {fold(duty.code): duty.code for duty in DUTIES}
        return {known.get(key, row.code): row.typed for key, row in self.rows.items()}

    @property
    def own(self) -> list[OwnDuty]:
        """The rows that people added."""
        known = {fold(duty.code) for duty in DUTIES}
        return [row.own for key, row in self.rows.items() if key not in known]

    def row(self, code: str) -> CalendarRow | None:
        """The row of this code."""
        return self.rows.get(fold(code))


def read_calendar(grid: Grid) -> tuple[Calendar, Found | None]:
    """The rows; what somebody wrote below the table is no row, and stays where it is."""
    rows, found = read_kept(grid, TABLE)
    calendar = Calendar()
    for one in rows:
        row = CalendarRow(one.row, one.cells)
        if not row.code or calendar.rows.setdefault(fold(row.code), row) is not row:
            calendar.loose.append(row)
    return calendar, found


def wrong_days(row: CalendarRow, own: bool) -> Iterator[Finding]:
    """Cells of a row that shall hold days and do not."""
    for header in (Col.STARTS, Col.DUE, Col.OWN_DUE) if own else (Col.OWN_DUE,):
        yield from wrong_day(row.cells[header], TABLE.sheet, row.spot(header), header)
    yield from wrong_day(row.done, TABLE.sheet, row.spot(Col.DONE), Col.DONE)
    if own:
        yield from wrong_code(row.code, TABLE.sheet, row.spot(Col.CODE), Col.CODE, "H1")


def not_followed(row: CalendarRow) -> Finding:
    """A row that no calendar can follow."""
    if row.code:
        return finding(Code.ROW_DOUBLE, sheet=TABLE.sheet, **row.spot(Col.CODE), value=row.code)
    return finding(Code.RULE_UNKNOWN, sheet=TABLE.sheet, **row.spot(Col.CODE), name=Col.CODE, value="",
                   allowed="mã ngắn, không dấu cách")  # fmt: skip


def render(
    entries: Sequence[Entry], calendar: Calendar, today: datetime.date, place: Placement | None = None,
    calling: Calling = Calling.CLUSTER,
) -> tuple[Sheet, dict[int, int]]:  # fmt: skip
    """The duties as they stand today, then what nothing follows. Returns the sheet and old row → new row."""
    drawn = draw(TABLE, place, title="LỊCH CÔNG VIỆC TRONG NĂM", note="Căn cứ: các mục của HD 1302. Cột vàng: hạn "
                 "cấp trên cho riêng, ngày làm xong, ghi chú. Việc của riêng cụm ghi ở dòng vàng dưới bảng, Mã việc tự "
                 "đặt.")  # fmt: skip
    if drawn.place.header_row:
        drawn.sheet.put(drawn.place.header_row - 1, 0, f"Tính đến {today:%d/%m/%Y}", "bold navy")
    moved: dict[int, int] = {}
    for entry in entries:
        row = calendar.row(entry.duty.code)
        at = _draw_entry(drawn, entry, row, calling)
        if row is not None:
            moved[row.row] = at
    for row in calendar.loose:
        kept = {header: row.cells[header] for header in (*OWN, *TYPED)}
        moved[row.row] = drawn.line(kept, styles=yellow(OWN))
    for _ in range(SPARE):
        drawn.line({}, styles=yellow(OWN))
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#FFC000"
    return drawn.sheet, moved


def yellow(headers: Sequence[str]) -> dict[str, str]:
    """The style of cells that people fill."""
    return dict.fromkeys(headers, "input")


def _draw_entry(drawn: Drawn, entry: Entry, row: CalendarRow | None, calling: Calling) -> int:
    is_own = entry.duty not in DUTIES
    values, styles = cells_of(entry, row, is_own=is_own)
    for header in () if is_own else (Col.DUTY, Col.WHO):
        values[header] = called(str(values[header]), calling)
    return drawn.line(values, styles=styles)


def cells_of(
    entry: Entry, row: CalendarRow | None, *, is_own: bool
) -> tuple[dict[str, object], dict[str, str]]:  # fmt: skip
    """What stands in the row of a duty, and the styles of its cells; `is_own`: a row that somebody added."""
    typed = row.cells if row else dict.fromkeys(TYPED)
    done = row.done if row else None
    known = entry.known_done if is_blank(done) else None
    values: dict[str, object] = {
        **({header: typed[header] for header in OWN} if is_own else _of_duty(entry)),
        Col.OWN_DUE: typed[Col.OWN_DUE],
        Col.DONE: done if known is None else known,
        Col.STATE: entry.said,
        Col.NOTE: typed[Col.NOTE],
        Col.OFF: f"Hạn vào {entry.off}" if entry.off else None,
        Col.KNOWN_DONE: known,
    }
    return values, {Col.STATE: _STYLE.get(entry.state, "")} | (yellow(OWN) if is_own else {})


def _of_duty(entry: Entry) -> dict[str, object]:
    return dict(zip(OWN, (*entry.duty, *entry.span), strict=True))
