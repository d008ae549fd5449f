"""Sheet `Xếp hạng`: ranks, places and ties, live from `Tổng hợp`; a chart of totals by section.

Votes enter as an adjustment stored by the program; it applies only while the tie group it was made
for is still the same and level at the same rank, so a later agreed score moves the rank as it should.
"""

from typing import NamedTuple

from ...domain.ranking.standings import Standing, Standings
from ...domain.scoring.class_scale import ClassScale
from ...domain.scoring.criteria import Criteria, Criterion
from ...domain.scoring.scores import Totals
from ...domain.scoring.settings import Basis, Settings
from ...domain.values.numbers import in_cell, stored
from ...workbook.addresses import quoted, span
from ...workbook.model import Sheet
from ..table import Column, Placement, Table
from .ranking_page import HEAD_ROWS
from .typed_since import literal


class Col:
    """The headers of `Xếp hạng`."""

    RANK = "Hạng"
    CODE = "Mã"
    UNIT_NAME = "Đơn vị"
    SELF_TOTAL = "Tổng điểm tự chấm"
    ADJUSTED = "Sau xác nhận không giao"
    """What the unit claimed, with the points that confirmed không giao adds."""
    AGREED_TOTAL = "Tổng điểm thống nhất"
    MAXIMUM = "Điểm tối đa của đơn vị"
    PERCENT = "Tỷ lệ %"
    PROPOSED = "Đề xuất"
    CLASS = "Xếp loại"
    FLAG = "Đề nghị Cờ"
    """Whom the cluster proposes for the flag, as `Suy tôn` has it."""
    TIE = "Đồng hạng"
    NOTE = "Ghi chú"
    RANKED_BY = "Giá trị xếp"
    LACKING = "Thiếu"
    OWN_LACKING = "Đơn vị còn thiếu"
    CAME = "Đã có khi tính"
    ADJUSTMENT = "Điều chỉnh"
    GROUP_TOTAL = "Điểm nhóm"
    GROUP_SIZE = "Số đơn vị nhóm"
    GROUP_RANK = "Hạng nhóm"
    REFUSED = "Ô không hợp lệ"
    SEEN_TOTAL = "Tổng đã tính"
    SEEN_LACKING = "Thiếu đã tính"
    TYPED_SINCE = "Đã gõ thêm"
    COMPARED = "So khi bằng điểm"
    """What tells a unit from those level with it, by the cluster's own order."""
    PLACED = "Thứ tự xếp"
    """0 less the units that stand above it, before any vote."""
    DRAWN_AS = "Thứ tự vẽ"
    """Which bar of the chart is the unit's: by rank, whatever order the rows have by now."""
    BAR_NAME = "Tên vẽ"
    BAR_VALUE = "Giá trị vẽ"
    SIGNED = "Dòng ký"
    """What tells the lines of the signatures below the table apart."""


TABLE = Table(
    "Xếp hạng",
    (
        Column(Col.RANK, 6, "integer bold"),
        Column(Col.CODE, 6, "code"),
        Column(Col.UNIT_NAME, 17),
        Column(Col.SELF_TOTAL, 10.5, "number"),
        Column(Col.ADJUSTED, 10.5, "number"),
        Column(Col.AGREED_TOTAL, 10.5, "number bold"),
        Column(Col.MAXIMUM, 9.5, "number"),
        Column(Col.PERCENT, 7, "number"),
        Column(Col.PROPOSED, 11, "center bold wrap"),
        Column(Col.CLASS, 8, "center wrap"),
        Column(Col.FLAG, 7, "center bold"),
        Column(Col.TIE, 10),
        Column(Col.NOTE, 24),
        Column(Col.RANKED_BY, 10, "number", hidden=True),
        Column(Col.LACKING, 10, "number", hidden=True),
        Column(Col.OWN_LACKING, 10, "number", hidden=True),
        Column(Col.CAME, 10, "number", hidden=True),
        Column(Col.ADJUSTMENT, 10, "number", hidden=True),
        Column(Col.GROUP_TOTAL, 10, "number", hidden=True),
        Column(Col.GROUP_SIZE, 10, "number", hidden=True),
        Column(Col.GROUP_RANK, 10, "number", hidden=True),
        Column(Col.REFUSED, 10, "number", hidden=True),
        Column(Col.SEEN_TOTAL, 10, "number", hidden=True),
        Column(Col.SEEN_LACKING, 10, "number", hidden=True),
        Column(Col.TYPED_SINCE, 10, "number", hidden=True),
        Column(Col.COMPARED, 10, "code", hidden=True),
        Column(Col.PLACED, 10, "number", hidden=True),
        Column(Col.DRAWN_AS, 10, "number", hidden=True),
        Column(Col.BAR_NAME, 10, hidden=True),
        Column(Col.BAR_VALUE, 10, "number", hidden=True),
        Column(Col.SIGNED, 10, "code", hidden=True),
    ),
    header_row=HEAD_ROWS + 3,
    key=(Col.CODE, Col.RANK),
)
_LATER = frozenset({
    Col.ADJUSTED, Col.CLASS, Col.REFUSED, Col.SEEN_TOTAL, Col.SEEN_LACKING, Col.TYPED_SINCE, Col.COMPARED, Col.PLACED,
    Col.FLAG, Col.DRAWN_AS, Col.BAR_NAME, Col.BAR_VALUE, Col.SIGNED,
})  # fmt: skip
"""Columns that the first layout did not have: in a book made with it they stand right of all that was there."""
PROVISIONAL = " (tạm)"
NO_RANK = "–"
FLAGGED = "Có"


class Flags(NamedTuple):
    """What `Suy tôn` says of the flag, as parts of formulas."""

    codes: str
    typed: str
    changed: str
    """Whether another flag was typed than the program has seen."""

    def of_unit(self, code: str) -> str:
        """What was typed at the unit whose code stands in a cell."""
        return f'IFERROR(INDEX({self.typed},MATCH({code},{self.codes},0)),"")'


def class_said(standing: Standing, standings: Standings, settings: Settings) -> str:
    """The class of a unit as it is shown, marked while it may still change."""
    shown = standing.grading.shown
    return shown + (PROVISIONAL if standings.class_provisional(standing, settings.basis) else "")


def results_of(standing: Standing, total: Totals, *, provisional: bool, graded: str) -> dict[str, object]:
    """Of a unit's line what is computed of its scores and of all units', by header; `graded` is its class."""
    return {
        Col.RANK: NO_RANK if standing.rank is None else standing.rank,
        Col.CODE: total.unit.code,
        Col.SELF_TOTAL: in_cell(total.self_total),
        Col.ADJUSTED: in_cell(total.self_adjusted),
        Col.AGREED_TOTAL: in_cell(total.stands),
        Col.MAXIMUM: stored(total.max_total),
        Col.PERCENT: in_cell(total.percent),
        Col.PROPOSED: (standing.place or "") + (PROVISIONAL if standing.place and provisional else ""),
        Col.CLASS: graded,
        Col.TIE: standing.tie_text,
    }


def by_thresholds(scale: ClassScale, group: str, value: str) -> str:
    """A formula part: the class that the value in a cell has by the thresholds of a group."""
    said = literal(scale.rest)
    for at, threshold in reversed(list(scale.thresholds(group))):
        said = f"IF({value}>={stored(threshold):.15g},{literal(scale.names[at])},{said})"
    return said


def has_page(place: Placement) -> bool:
    """Whether the table stands where a page with a head has it: in earlier books new columns stand right of all."""
    return place[Col.FLAG] < place[Col.NOTE]


def sections_of(criteria: Criteria) -> list[Criterion]:
    """The sections that have a column beside the table."""
    return [row for row in criteria.sections if "." not in row.code and criteria.below(row.code)]


def section_columns(place: Placement, count: int) -> list[int]:
    """The columns of the sections: where the first layout had them, around columns that the table has got since."""
    taken = set(place.columns.values())
    first = 1 + max(at for header, at in place.columns.items() if header not in _LATER)
    return [at for at in range(first, first + count + len(taken)) if at not in taken][:count]


def sign(sheet: Sheet, place: Placement, text: str, told: str) -> None:
    """The line under the title that tells this ranking from a changed one: the seal, the journal's hash.

    Once something was typed since, it says so instead: what is printed then is not what was sealed.
    """
    if place.header_row >= 2:
        row = place.header_row - 2
        sheet.put(
            row, 0, text, "note left", f"=IF({typed_since(sheet, place)},{literal(told)},{literal(text)})"
        )
        sheet.put(row, place[Col.SELF_TOTAL], None)  # where it stood in earlier books


def typed_since(sheet: Sheet, place: Placement) -> str:
    """A formula part: whether a total is another than the program computed, or something waits for it."""
    column = place[Col.TYPED_SINCE]
    rows = [row for row, at in sheet.cells if at == column and row > place.header_row]
    return f"SUM({quoted(TABLE.sheet)}!{span(place.header_row + 1, max(rows, default=place.header_row + 1), column)})>0"


def drawn_column(settings: Settings) -> str:
    """The header of what the chart shows: what units are ranked by."""
    return Col.AGREED_TOTAL if settings.basis is Basis.POINTS else Col.PERCENT
