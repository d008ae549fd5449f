"""Sheet `Trang đầu`: what is done next, how far the year is, every unit in a line. Nobody types here."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ...workbook.addresses import address, column_name, quoted
from ...workbook.model import Sheet
from ..front import HEADER_ROW, NAME, WIDTHS, Figure, Front, draw_front
from ..table import Column, Placement, Table, draw
from . import agreed
from .agreed import Col as LedgerCol
from .agreed_page import LedgerSheet
from .typed_since import literal


class Col:
    """The headers of `Trang đầu`."""

    CODE = "Mã"
    UNIT_NAME = "Đơn vị"
    FORM = "Phiếu"
    TO_FIX = "Cần sửa"
    LACKING = "Điểm thiếu"
    TOTAL = "Tổng điểm"
    RANK = "Hạng"
    PROPOSED = "Đề xuất"


_STYLES = ("code", "wrap link", "center", "integer", "integer", "number bold", "center bold", "center bold")
TABLE = Table(
    NAME,
    tuple(
        Column(header, width, style)
        for header, width, style in zip(
            (Col.CODE, Col.UNIT_NAME, Col.FORM, Col.TO_FIX, Col.LACKING, Col.TOTAL, Col.RANK, Col.PROPOSED),
            WIDTHS,
            _STYLES,
            strict=True,
        )
    ),
    header_row=HEADER_ROW,
    key=(Col.CODE,),
)
LIVE = (Col.LACKING, Col.TOTAL, Col.RANK, Col.PROPOSED)
"""What follows `Xếp hạng`."""


class UnitLine(NamedTuple):
    """A unit as the page shows it; `values` are those of `LIVE` as they stand now."""

    code: str
    name: str
    form: str
    waits: bool
    """Whether something has to be done about its form."""
    to_fix: int
    values: Sequence[object]


class Ranking(NamedTuple):
    """`Xếp hạng` as formulas ask it: a header of `LIVE` and the cell of a code → a formula part."""

    of_unit: Callable[[str, str], str]
    digits: int


def render(
    front: Front,
    units: Sequence[UnitLine],
    ranking: Ranking,
    ledger: LedgerSheet,
    place: Placement | None = None,
) -> Sheet:
    """The page."""
    drawn = draw(TABLE, place)
    sheet = drawn.sheet
    for unit in units:
        at = drawn.first + drawn.rows
        code = "$" + drawn.place.cell(at, Col.CODE)
        values = dict(zip(LIVE, unit.values, strict=True))
        lacks = values[Col.LACKING]
        drawn.line(
            {
                Col.CODE: unit.code,
                Col.UNIT_NAME: unit.name,
                Col.FORM: unit.form,
                Col.TO_FIX: unit.to_fix,
                **values,
            },
            formulas={Col.UNIT_NAME: _link(ledger, code, unit.name)}
            | {header: "=" + ranking.of_unit(header, code) for header in LIVE},
            styles={
                Col.FORM: "amber" if unit.waits else "",
                Col.TO_FIX: "amber" if unit.to_fix else "",
                Col.LACKING: "amber" if isinstance(lacks, int) and lacks else "",
                Col.TOTAL: f"points{ranking.digits}",
            },
        )
    draw_front(sheet, front)
    return sheet


def lacking(count: int, units: int, place: Placement | None = None) -> Figure:
    """The scores that are missing in all units, live."""
    where = place or TABLE.home
    column, first = where[Col.LACKING], where.header_row + 1
    cells = f"{address(first, column)}:{address(first + max(units, 1) - 1, column)}"
    return Figure("Điểm còn thiếu", count, count > 0, f"=SUM({cells})")


def _link(ledger: LedgerSheet, code: str, name: str) -> str:
    """The name as a link to the unit's first row on `Thống nhất điểm`, wherever rows and columns have gone."""
    letter = column_name(ledger.drawn.place[LedgerCol.UNIT])
    row = f"MATCH({code},{ledger.column(LedgerCol.UNIT)},0)"
    return (
        f'=IFERROR(HYPERLINK("#{quoted(agreed.TABLE.sheet)}!{letter}"&{row},{literal(name)}),{literal(name)})'
    )
