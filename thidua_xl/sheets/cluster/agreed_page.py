"""Sheet `Thống nhất điểm` drawn: every unit × criterion, laid out for the screen and for paper."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria
from ...domain.scoring.scores import Key, Score
from ...domain.scoring.units import Unit
from ...domain.values.numbers import Points, Rounding
from ...workbook.addresses import address, column_name, quoted, span
from ...workbook.model import Area, ColumnFormat, Sheet
from ..paper import print_all
from ..table import Drawn, Placement, draw
from .agreed import STALE, TABLE, Col, LedgerRow
from .agreed_bounds import mark_invalid, mark_waiting, validate
from .agreed_lines import Lines

_FOLDED = (Col.NOT_ASSIGNED, Col.DECIDED_BY, Col.DAY, Col.TO_DO)
"""What a meeting does not read, so that the rest can be read from paper: `Cần bàn` says what waits there."""
_FINE = (Col.SCORE, Col.HINT, Col.AGREED_SCORE, Col.COUNTS)
"""What is shown with all its decimals."""
_USUAL, _SIGN = 2, 0.9
"""Decimals that the widths are made for, and what more of them need besides."""
_EDGE = 0.25
"""Inches beside the printed table: it is wide."""
_NO_HINTS: Mapping[Key, Points] = {}


class LedgerSheet(NamedTuple):
    """The drawn sheet and what formulas elsewhere need of it."""

    sheet: Sheet
    drawn: Drawn
    rows: Mapping[Key, int]
    invalid: Mapping[str, list[str]]
    """Unit → criteria whose agreed score was typed and cannot stand."""

    def body(self, header: str) -> str:
        """An absolute reference to a column's body, with the sheet's name."""
        return f"{quoted(TABLE.sheet)}!{span(self.drawn.first, self.drawn.last, self.drawn.place[header])}"

    def column(self, header: str) -> str:
        """An absolute reference to a whole column: rows may be sorted, and lines put in above them."""
        letter = column_name(self.drawn.place[header])
        return f"{quoted(TABLE.sheet)}!${letter}:${letter}"

    def rejected(self, code: str) -> str:
        """A formula part: 1 for every row of the unit whose agreed score was typed and does not count, else 0."""
        typed, counts = self.body(Col.AGREED_SCORE), self.body(Col.COUNTS)
        return f'({self.body(Col.UNIT)}={code})*({typed}<>"")*({counts}="")'

    def touched(self, code: str) -> str:
        """A formula part: above 0 for every row of the unit that is not as the program has computed it."""
        typed, seen, todo = (self.body(header) for header in (Col.AGREED_SCORE, Col.SEEN_SCORE, Col.TO_DO))
        return f'({self.body(Col.UNIT)}={code})*(({typed}<>{seen})+({todo}="{STALE}"))'

    def criterion_of(self, row: str) -> str:
        """A formula part: the criterion in a row of the sheet, counted from 1."""
        column = column_name(self.drawn.place[Col.CRITERION])
        return f"INDEX({quoted(TABLE.sheet)}!${column}$1:${column}${self.drawn.last + 1},{row})"


def render(
    units: Sequence[Unit],
    criteria: Criteria,
    ledger: Mapping[Key, LedgerRow],
    scores: Mapping[Key, Score],
    orphans: Sequence[LedgerRow],
    rounding: Rounding,
    place: Placement | None = None,
    pending: str = "",
    hints: Mapping[Key, Points] = _NO_HINTS,
) -> LedgerSheet:
    """Every unit × the criteria that it has; rows whose unit or criterion vanished stay at the bottom.

    `pending` refers to the column of `Điểm người chấm` that names what was typed there since the last computation;
    `hints` is what the rules give, signed.
    """
    drawn = draw(TABLE, place, title="THỐNG NHẤT ĐIỂM", note="Nhập vào các ô vàng. Điểm tính, Tổng hợp và Xếp hạng "
                 "đổi ngay khi gõ Điểm thống nhất; các ô vàng khác cần bấm Tổng hợp (lệnh rank).")  # fmt: skip
    _title_status(drawn)
    _enlarge_heading(drawn)
    rows: dict[Key, int] = {}
    writer = Lines(drawn, rounding, pending, hints)
    for unit in units:
        writer.begin_unit()
        for criterion in criteria.of(unit.group).asked:
            key = (unit.code, criterion.code)
            rows[key] = writer.line(unit, criterion, ledger.get(key) or LedgerRow(*key), scores[key])
    for orphan in orphans:
        writer.orphan(orphan)
    validate(drawn, rounding, writer.of_words)
    mark_invalid(drawn)
    mark_waiting(drawn)
    sheet = drawn.sheet
    sheet.landscape = True
    _for_paper(drawn, rounding.digits)
    sheet.freeze = (drawn.first, 4)
    sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    print_all(sheet)
    sheet.tab = "#FFC000"
    return LedgerSheet(sheet, drawn, rows, writer.invalid)


def _for_paper(drawn: Drawn, digits: int) -> None:
    """Letters of 9 points on A4 across: narrow margins, a larger font, columns folded that no meeting reads."""
    sheet = drawn.sheet
    sheet.margins = (_EDGE, _EDGE)
    for name in _FINE if digits > _USUAL else ():
        at = drawn.place[name]
        sheet.columns[at] = ColumnFormat(sheet.columns[at].width + digits - _USUAL + _SIGN)
    for name in _FOLDED:
        at = drawn.place[name]
        sheet.columns[at] = ColumnFormat(sheet.columns[at].width, hidden=True, level=1)


def _enlarge_heading(drawn: Drawn) -> None:
    """The larger font of all that stands above the rows."""
    cells = drawn.sheet.cells
    for place, cell in cells.items():
        if cell.style:
            larger = "" if "huge" in cell.style else " medium"
            cells[place] = cell._replace(style=cell.style + larger)


def _title_status(drawn: Drawn) -> None:
    column = drawn.place[Col.TO_DO]
    top = max(0, drawn.place.header_row - 1)
    drawn.sheet.put(
        top, 0, "", "redtext bold", f'=IF({stale_count(drawn)}>0,"Có dòng chưa tính lại: bấm Tổng hợp","")'
    )
    drawn.sheet.put(top, column, None, "")


def stale_count(drawn: Drawn) -> str:
    """A formula part: how many rows wait for the program (a whole column, rows may be sorted)."""
    letter = address(0, drawn.place[Col.TO_DO]).rstrip("1")
    return f"COUNTIF('{TABLE.sheet}'!${letter}:${letter},\"{STALE}\")"
