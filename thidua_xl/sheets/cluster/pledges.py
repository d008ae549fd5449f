"""Sheet `Cam kết`: what each unit promised beside what came of it, all of it live (HD 1302, I.2.4, II.3).

Targets and results are looked up by the hidden `Khóa` of `Đăng ký`, `Sơ kết` and `Thống nhất điểm`, so sorting any
of them harms nothing. Below the table stands, unit by unit, how many promises were kept; the chart shows it.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...domain.scoring.criteria import Criterion
from ...domain.scoring.parameters import Parameter
from ...domain.scoring.units import Unit
from ...domain.values.cells import Formula
from ...domain.values.numbers import round_half_up
from ...domain.values.shown import Doubt
from ...domain.values.text import decapitalised
from ...workbook.addresses import column_name, quoted, span
from ...workbook.model import Area, Chart, Series, Sheet
from ..form.formulas import Cells, ratio_formula
from ..paper import print_all
from ..table import Column, Drawn, Placement, Table, draw
from . import agreed, midyear, registrations
from .typed_since import literal


class Col:
    """The headers of `Cam kết`; the last three head the counts below it."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    CRITERION = "Mã tiêu chí"
    TEXT = "Tiêu chí"
    TARGET = "Chỉ tiêu"
    HALFWAY = "Kết quả 6 tháng"
    RESULT = "Kết quả cả năm"
    PERCENT = "Đạt %"
    KEPT = "Giữ lời"
    COUNT = "Số cam kết"
    KNOWN = "Có kết quả"
    FULFILLED = "Đã giữ lời"
    SHARE = "Giữ lời %"


TABLE = Table(
    "Cam kết",
    (
        Column(Col.UNIT, 9, "code"),
        Column(Col.UNIT_NAME, 22),
        Column(Col.CRITERION, 9, "code"),
        Column(Col.TEXT, 44),
        Column(Col.TARGET, 11, "number"),
        Column(Col.HALFWAY, 11, "number"),
        Column(Col.RESULT, 11, "number"),
        Column(Col.PERCENT, 10, "points2"),
        Column(Col.KEPT, 17, "center"),
    ),
    header_row=3,
    key=(Col.UNIT, Col.CRITERION),
)
KEPT, BROKEN, UNKNOWN = "Đạt", "Chưa đạt", "Chưa có kết quả"
NOTHING = (
    "Chưa có cam kết nào: bảng hiện ra khi có chỉ tiêu ở trang Đăng ký, hoặc Chỉ tiêu chung ở trang Tiêu chí, của "
    "tiêu chí chấm theo chỉ tiêu."
)
_SUMMARY = {
    Col.UNIT: Col.UNIT, Col.UNIT_NAME: Col.UNIT_NAME, Col.TARGET: Col.COUNT, Col.HALFWAY: Col.KNOWN,
    Col.RESULT: Col.FULFILLED, Col.PERCENT: Col.SHARE,
}  # fmt: skip
"""Where in the columns of the table the counts below it stand."""


class Said(NamedTuple):
    """A cell that formulas look up: what it holds, and the number that the program reads there."""

    raw: object = None
    number: Decimal | None = None


NOTHING_SAID = Said()


class Pledge(NamedTuple):
    """One promise and all that is said of it."""

    unit: Unit
    criterion: Criterion
    parameter: Parameter | None
    target: Decimal
    targets: tuple[Said, Said, Said]
    """Agreed, registered, common: the first that is a number counts."""
    halfway: Said = NOTHING_SAID
    agreed: Said = NOTHING_SAID
    received: Said = NOTHING_SAID
    result: Decimal | None = None
    """Of the year: as agreed, else as received."""
    percent: float | None = None
    kept: bool | None = None
    """None while there is no result."""

    @property
    def state(self) -> str:
        """Giữ lời."""
        return UNKNOWN if self.kept is None else KEPT if self.kept else BROKEN


class Places(NamedTuple):
    """Where the tables stand that the formulas look into."""

    registrations: Placement
    midyear: Placement
    agreed: Placement


def render(pledges: Sequence[Pledge], where: Places, place: Placement, *, was_empty: bool) -> Sheet:
    """A row for every promise, then a row for every unit that promised anything.

    Args:
        pledges: in the order of the units and criteria.
        where: the tables that formulas look into.
        place: where the table stands, or will stand.
        was_empty: the sheet is there already, without a table: there was no promise so far.
    """
    if not pledges:
        return _empty(place)
    drawn = draw(TABLE, place, title="CAM KẾT VÀ KẾT QUẢ", note="Công thức sống theo trang Đăng ký, Sơ kết và Thống "
                 "nhất điểm. Kết quả cả năm là kết quả thống nhất, chưa có thì theo phiếu của đơn vị.")  # fmt: skip
    writer = _Rows(drawn, where)
    for pledge in pledges:
        writer.line(pledge)
    body = (drawn.first, drawn.last)
    _above(drawn, pledges, body)
    _colour(drawn)
    _summary(drawn, pledges, body)
    print_all(drawn.sheet)
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#7FB069"
    drawn.sheet.new_charts = was_empty
    return drawn.sheet


def _empty(place: Placement) -> Sheet:
    sheet = Sheet(TABLE.sheet, header_row=place.header_row)
    sheet.table_columns = frozenset(place.columns.values())
    top = max(0, place.header_row - TABLE.header_row)
    sheet.put(top, 0, "CAM KẾT VÀ KẾT QUẢ", "title left huge")
    sheet.put(top + 1, 0, NOTHING, "note")
    if place.header_row:
        sheet.put(place.header_row - 1, 0, None, "")
    sheet.print_area = Area(0, min(sheet.table_columns), place.header_row + 1, max(sheet.table_columns))
    sheet.landscape = True
    sheet.tab = "#7FB069"
    return sheet


class _Rows:
    """Writes the promises with their formulas."""

    def __init__(self, drawn: Drawn, where: Places) -> None:
        self.drawn, self.where = drawn, where

    def line(self, pledge: Pledge) -> None:
        """One promise."""
        row = self.drawn.first + self.drawn.rows
        here = {c.header: self.drawn.place.cell(row, c.header) for c in TABLE.columns}
        key = f'${here[Col.UNIT]}&"|"&${here[Col.CRITERION]}'
        values: dict[str, object] = {
            Col.UNIT: pledge.unit.code,
            Col.UNIT_NAME: pledge.unit.name,
            Col.CRITERION: pledge.criterion.code,
            Col.TEXT: pledge.criterion.text,
            Col.TARGET: float(pledge.target),
            Col.HALFWAY: _shown(pledge.halfway.number),
            Col.RESULT: _shown(pledge.result),
            Col.PERCENT: "" if pledge.percent is None else pledge.percent,
            Col.KEPT: pledge.state,
        }
        formulas = {
            Col.TARGET: self._target(key, pledge),
            Col.HALFWAY: self._halfway(key, pledge.halfway),
            Col.RESULT: self._result(key, pledge),
            Col.PERCENT: _percent(pledge, here),
            Col.KEPT: _kept(pledge, here),
        }
        self.drawn.line(values, formulas=formulas)

    def _target(self, key: str, pledge: Pledge) -> str:
        col = registrations.Col
        look = _Lookup(registrations.TABLE, self.where.registrations, col.KEY, key)
        said = '""'
        for header, cell in reversed(
            list(zip((col.AGREED, col.TARGET, col.COMMON), pledge.targets, strict=True))
        ):
            test, number = _reads(look.of(header), cell)
            said = f"IF({test},{number},{said})"
        return f'=IFERROR({said},"")'

    def _halfway(self, key: str, cell: Said) -> str:
        look = _Lookup(midyear.TABLE, self.where.midyear, midyear.Col.KEY, key)
        test, number = _reads(look.of(midyear.Col.RESULT), cell)
        return f'=IFERROR(IF({test},{number},""),"")'

    def _result(self, key: str, pledge: Pledge) -> str:
        look = _Lookup(agreed.TABLE, self.where.agreed, agreed.Col.KEY, key)
        ours, theirs = look.of(agreed.Col.AGREED_RESULT), look.of(agreed.Col.RESULT)
        (our_test, our_number), (test, number) = _reads(ours, pledge.agreed), _reads(theirs, pledge.received)
        agreed_on, sent = f'IF({our_test},{our_number},"")', f'IF({test},{number},"")'
        return f'=IFERROR(IF(TRIM({ours})<>"",{agreed_on},{sent}),"")'


def _shown(number: Decimal | None) -> object:
    return "" if number is None else float(number)


class _Lookup(NamedTuple):
    """A row of another table, found by its hidden key wherever it stands."""

    table: Table
    place: Placement
    key_header: str
    key: str

    def of(self, header: str) -> str:
        """A formula part: the cell under the header."""
        return f"INDEX({self._column(header)},MATCH({self.key},{self._column(self.key_header)},0))"

    def _column(self, header: str) -> str:
        letter = column_name(self.place[header])
        return f"{quoted(self.table.sheet)}!${letter}:${letter}"


def _reads(cell: str, said: Said) -> tuple[str, str]:
    """Formula parts: whether a cell holds a number as the program reads it, and that number.

    A number typed as a text is one for the program alone, a date for the formula alone: both are said beforehand.
    """
    odd = _odd(said)
    if odd is None:
        return f"ISNUMBER({cell})", cell
    if said.number is None:
        return f"AND(ISNUMBER({cell}),{cell}<>{odd})", cell
    return f"OR(ISNUMBER({cell}),{cell}={odd})", f"IF({cell}={odd},{_plain(said.number)},{cell})"


def _odd(said: Said) -> str | None:
    """The cell's content as a formula writes it, where a formula would read it otherwise than the program."""
    raw = said.raw.value if isinstance(said.raw, Formula) else said.raw
    if isinstance(raw, Doubt):
        return literal(raw.held) if raw.number is None else _plain(raw.number)
    if isinstance(raw, datetime.date):
        return f"{_serial(raw):.15g}"
    if isinstance(raw, str) and said.number is not None:
        return literal(raw)
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    return f"{raw:.15g}" if is_number and said.number is None else None


def _serial(day: datetime.date) -> float:
    """A day as sheets count them."""
    moment = day if isinstance(day, datetime.datetime) else datetime.datetime.combine(day, datetime.time())
    return (moment.replace(tzinfo=None) - datetime.datetime(1899, 12, 30)) / datetime.timedelta(days=1)


def _plain(number: Decimal) -> str:
    return format(float(number), ".15g")


def _percent(pledge: Pledge, here: dict[str, str]) -> str:
    """`Đạt %` as the form has its `Tỷ lệ %`."""
    ratio = ratio_formula(pledge.criterion, pledge.parameter, Cells(here[Col.TARGET], here[Col.RESULT], ""))
    return f'=IF(N({here[Col.RESULT]})<0,"",{ratio[1:]})'


def _kept(pledge: Pledge, here: dict[str, str]) -> str:
    target, result = here[Col.TARGET], here[Col.RESULT]
    is_lower = bool(getattr(pledge.parameter, "lower_is_better", False))
    holds = f"{result}{'<=' if is_lower else '>='}{target}"
    known = f"AND(ISNUMBER({target}),ISNUMBER({result}))"
    return f'=IF({known},IF({holds},"{KEPT}","{BROKEN}"),"{UNKNOWN}")'


# --- counts ------------------------------------------------------------------------------------


def _above(drawn: Drawn, pledges: Sequence[Pledge], body: tuple[int, int]) -> None:
    """`30 cam kết: 12 đạt, 3 chưa đạt, 15 chưa có kết quả`."""
    top = drawn.place.header_row - 1
    if top < 0:
        return
    states = span(*body, drawn.place[Col.KEPT])
    targets = span(*body, drawn.place[Col.TARGET])
    pieces = [f'COUNT({targets})&" cam kết: "']
    said = [f"{len(pledges)} cam kết: "]
    for at, state in enumerate((KEPT, BROKEN, UNKNOWN)):
        ending = f" {decapitalised(state)}" + (", " if at < 2 else "")
        counted = f'({targets}<>"")*({states}="{state}")'
        pieces.append(f'SUMPRODUCT({counted})&"{ending}"')
        said.append(f"{sum(pledge.state == state for pledge in pledges)}{ending}")
    drawn.sheet.put(top, 0, "".join(said), "bold navy", "=" + "&".join(pieces))


def _colour(drawn: Drawn) -> None:
    area = drawn.area(Col.KEPT)
    for state, style in ((KEPT, "green"), (BROKEN, "red"), (UNKNOWN, "amber")):
        rule = {"type": "cell", "criteria": "==", "value": f'"{state}"', "style": style}
        drawn.sheet.conditionals.append((area, rule))


def _summary(drawn: Drawn, pledges: Sequence[Pledge], body: tuple[int, int]) -> None:
    """How many promises each unit made and kept, a row below the table, and the chart below that."""
    sheet, place = drawn.sheet, drawn.place
    head = drawn.last + 2
    for column in TABLE.columns:
        if column.header in _SUMMARY:
            sheet.put(head, place[column.header], _SUMMARY[column.header], "header")
    units = {pledge.unit.code: pledge.unit for pledge in pledges}
    first, last = head + 1, head + len(units)
    for row, unit in enumerate(units.values(), start=first):
        own = [pledge for pledge in pledges if pledge.unit.code == unit.code]
        _unit_line(drawn, row, unit, own, body)
    _chart(drawn, head, (first, last))


def _unit_line(drawn: Drawn, row: int, unit: Unit, own: Sequence[Pledge], body: tuple[int, int]) -> None:
    sheet, place = drawn.sheet, drawn.place
    here = {header: place.cell(row, header) for header in _SUMMARY}
    targets = span(*body, place[Col.TARGET])
    mine = f'({span(*body, place[Col.UNIT])}=${here[Col.UNIT]})*({targets}<>"")'
    states = span(*body, place[Col.KEPT])
    known, kept = (sum(test) for test in ((p.kept is not None for p in own), (p.kept is True for p in own)))
    share = Fraction(round_half_up(Fraction(kept * 100, len(own)), 2), 1000)
    count, fulfilled = here[Col.TARGET], here[Col.RESULT]
    cells: dict[str, tuple[object, str, str]] = {
        Col.UNIT: (unit.code, "code", ""),
        Col.UNIT_NAME: (unit.name, "wrap", ""),
        Col.TARGET: (len(own), "integer", f"=SUMPRODUCT({mine})"),
        Col.HALFWAY: (known, "integer", f'=SUMPRODUCT({mine}*({states}<>"{UNKNOWN}"))'),
        Col.RESULT: (kept, "integer", f'=SUMPRODUCT({mine}*({states}="{KEPT}"))'),
        Col.PERCENT: (float(share), "points2 bold", f'=IF({count}=0,"",ROUND({fulfilled}/{count}*100,2))'),
    }
    for header, (value, style, formula) in cells.items():
        sheet.put(row, place[header], value, f"grid {style}", formula)


def _chart(drawn: Drawn, head: int, area: tuple[int, int]) -> None:
    name, place = quoted(TABLE.sheet), drawn.place
    series = Series(
        f"={name}!${column_name(place[Col.PERCENT])}${head + 1}",
        f"={name}!{span(*area, place[Col.UNIT_NAME])}",
        f"={name}!{span(*area, place[Col.PERCENT])}",
    )
    height = 160 + 34 * (area[1] - area[0] + 1)
    drawn.sheet.charts.append(
        Chart("promises", "Tỷ lệ cam kết đã giữ lời (% số cam kết)", (series,), area[1] + 2, 1, 900, height, "%",
              value_maximum=100, labels="0.00")
    )  # fmt: skip
