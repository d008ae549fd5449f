"""Sheet `Theo tiêu chí`: all units beside each other in one criterion, the largest difference first.

The criterion is chosen in a yellow cell. Beside what people see stand, hidden, a line a unit in the order of the book
with its difference and where that puts it, and a line a criterion with its text and rule.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria, Criterion
from ...domain.scoring.parameters import parse_parameter
from ...domain.scoring.rule_said import rule_said
from ...domain.values.cells import as_text
from ...domain.values.numbers import as_shown, in_points, shown_number
from ...workbook.addresses import fixed, quoted, span
from ...workbook.heights import text_height
from ...workbook.model import Area, Sheet
from ..table import Column, Drawn, Placement, Table, draw
from .agreed import NOT_HELD
from .agreed import TABLE as LEDGER
from .agreed import Col as LedgerCol
from .agreed_page import LedgerSheet
from .by_unit import NOTHING_YET
from .chosen import Choice, begun, chosen_at, draw_choice, position, stored_in
from .matrix import NAME as MATRIX
from .matrix import MatrixSheet


class Col:
    """The headers of `Theo tiêu chí`; the hidden ones hold the units in the book's order and the criteria."""

    NUMBER = "STT"
    UNIT_NAME = "Đơn vị"
    TARGET = "Chỉ tiêu"
    RESULT = "Kết quả"
    SELF = "Điểm tự chấm"
    HINT = "Điểm gợi ý"
    AGREED = "Điểm thống nhất"
    COUNTS = "Điểm tính"
    APART = "Chênh lệch"
    EVIDENCE = "Minh chứng"
    EXPLANATION = "Giải trình"
    REASON = "Lý do"
    TO_DISCUSS = "Cần bàn"
    OPEN = "Mở dòng"
    KEY = "Khóa"
    LINE = "Dòng của đơn vị"
    DIFFERENCE = "Lệch của đơn vị"
    SIZE = "Độ lệch của đơn vị"
    PLACE = "Thứ tự của đơn vị"
    SHOWN = "Đơn vị hiện"
    SHOWN_LINE = "Dòng hiện"
    CODE = "Mã tiêu chí"
    TEXT = "Nội dung tiêu chí"
    SIGN = "Dấu"


TABLE = Table(
    "Theo tiêu chí",
    (
        Column(Col.NUMBER, 7, "integer"),
        Column(Col.UNIT_NAME, 24),
        Column(Col.TARGET, 9, "number wrap"),
        Column(Col.RESULT, 9, "number wrap"),
        Column(Col.SELF, 8.5, "number"),
        Column(Col.HINT, 8.5, "number"),
        Column(Col.AGREED, 8.5, "number"),
        Column(Col.COUNTS, 8.5, "number bold"),
        Column(Col.APART, 9, "number bold"),
        Column(Col.EVIDENCE, 20),
        Column(Col.EXPLANATION, 17),
        Column(Col.REASON, 16),
        Column(Col.TO_DISCUSS, 12, "bold wrap"),
        Column(Col.OPEN, 8, "link center"),
        Column(Col.KEY, 8, "code", hidden=True),
        *(Column(header, 8, hidden=True)
          for header in (Col.LINE, Col.DIFFERENCE, Col.SIZE, Col.PLACE, Col.SHOWN, Col.SHOWN_LINE)),
        Column(Col.CODE, 8, "code", hidden=True),
        Column(Col.TEXT, 8, "code", hidden=True),
        Column(Col.SIGN, 8, hidden=True),
    ),
    header_row=7,
    key=(Col.KEY,),
)  # fmt: skip
_FROM_LEDGER = {
    Col.UNIT_NAME: LedgerCol.UNIT_NAME, Col.TARGET: LedgerCol.TARGET, Col.RESULT: LedgerCol.RESULT,
    Col.SELF: LedgerCol.SCORE, Col.HINT: LedgerCol.HINT, Col.AGREED: LedgerCol.AGREED_SCORE,
    Col.COUNTS: LedgerCol.COUNTS, Col.EVIDENCE: LedgerCol.EVIDENCE, Col.EXPLANATION: LedgerCol.EXPLANATION,
    Col.REASON: LedgerCol.REASON, Col.TO_DISCUSS: LedgerCol.TO_DISCUSS,
}  # fmt: skip
_COMPARED = (LedgerCol.SCORE, LedgerCol.HINT, LedgerCol.AGREED_SCORE, LedgerCol.COUNTS)
_POINTS = (Col.SELF, Col.HINT, Col.AGREED, Col.COUNTS, Col.APART)
_TALLEST = 130
"""Points of a row: longer texts are read on `Thống nhất điểm`."""
CHOOSE = "Chọn một tiêu chí trong danh sách ở ô vàng."
UNKNOWN = "Trang Tiêu chí không có mã này."
OPEN = "Mở"


class Sources(NamedTuple):
    """The drawn sheets that the page looks into."""

    ledger: LedgerSheet
    matrix: MatrixSheet


class _Unit(NamedTuple):
    """The hidden line of a unit as it is stored: where it stands, its difference, its place."""

    line: int
    """The row of `Thống nhất điểm`, from 1; 0 where the unit does not have the criterion."""
    difference: float | None
    place: int


def render(
    criteria: Criteria, digits: int, sources: Sources, choice: Choice, place: Placement | None = None
) -> Sheet:
    """The page of the chosen criterion."""
    drawn = draw(TABLE, place, title="ĐIỂM THEO TIÊU CHÍ", note="Chọn tiêu chí ở ô vàng. Chênh lệch lớn nhất đứng "
                 "đầu: Điểm tự chấm trừ Điểm tính; chỗ chưa thống nhất gì thì trừ Điểm gợi ý.")  # fmt: skip
    units = list(sources.matrix.rows)
    choice = begun(choice, [row.code for row in criteria.scored])
    page = _Page(drawn, criteria, digits, sources, units, choice)
    if units and criteria.scored:
        page.draw()
    else:
        drawn.sheet.put(page.row, drawn.place[Col.UNIT_NAME], NOTHING_YET, "bold navy")
    sheet = drawn.sheet
    sheet.landscape = True
    sheet.margins = (0.4, 0.4)
    sheet.tab = "#2E86AB"
    last = drawn.place.header_row + len(units)
    sheet.print_area = Area(0, 0, last, drawn.place[Col.TO_DISCUSS])
    return sheet


class _Page:
    """Draws row by row: what people see, and beside it the hidden line of a unit and of a criterion."""

    def __init__(
        self, drawn: Drawn, criteria: Criteria, digits: int, sources: Sources, units: Sequence[str], choice: Choice
    ) -> None:  # fmt: skip
        self.drawn, self.criteria, self.digits, self.sources = drawn, criteria, digits, sources
        self.units, self.choice, self.rows = units, choice, criteria.scored
        at = chosen_at(choice, [row.code for row in self.rows])
        self.chosen = self.rows[at] if at >= 0 else None
        place = drawn.place
        self.row = max(place.header_row - choice.above, 0)
        """Of the choice."""
        self.at, self.code, self.sign = (fixed(self.row, place[h]) for h in (Col.SHOWN, Col.CODE, Col.SIGN))
        """The hidden cells that hold the place of the criterion, its code, 1 or for a deduction -1."""
        self.of_ledger, self.of_matrix = stored_in(sources.ledger.sheet), stored_in(sources.matrix.sheet)

    def body(self, header: str, count: int) -> str:
        """The hidden cells under a header."""
        return span(self.drawn.first, self.drawn.first + max(count, 1) - 1, self.drawn.place[header])

    def draw(self) -> None:
        """The whole page."""
        self._choice()
        stored = self._stored()
        shown = sorted(range(len(stored)), key=lambda at: stored[at].place)
        for at in range(max(len(self.units), len(self.rows))):
            row = self.drawn.first + at
            self.drawn.sheet.put(row, self.drawn.place[Col.KEY], f"{at + 1}", "code")
            if at < len(self.units):
                self._hidden_unit(row, at, stored[at])
                self._visible(row, at, shown[at], stored[shown[at]])
            if at < len(self.rows):
                self._hidden_criterion(row, self.rows[at])
        self.drawn.rows = len(self.units)
        self._look()

    # --- above the table

    def _choice(self) -> None:
        drawn, place, put = self.drawn, self.drawn.place, self.drawn.sheet.put
        codes = self.body(Col.CODE, len(self.rows))
        row, column = draw_choice(drawn, self.choice, Col.NUMBER, Col.UNIT_NAME, codes, "Chọn tiêu chí")
        cell, one = fixed(row, column), self.chosen
        put(row, place[Col.SHOWN], self.rows.index(one) + 1 if one else 0, "", position(cell, codes))
        for header, value, otherwise in ((Col.CODE, one.code if one else "", '""'),
                                         (Col.SIGN, _sign(one) if one else 1, "1")):  # fmt: skip
            found = f"INDEX({self.body(header, len(self.rows))},{self.at})"
            put(row, place[header], value, "", f"=IF({self.at}=0,{otherwise},{found})")
        text = f"INDEX({self.body(Col.TEXT, len(self.rows))},{self.at})"
        otherwise = f'IF({cell}&""="","{CHOOSE}","{UNKNOWN}")'
        told = _told(one) if one else CHOOSE if as_text(self.choice.value) == "" else UNKNOWN
        area = Area(row + 2, place[Col.NUMBER], row + 2, place[Col.TO_DISCUSS])
        if area.first_row < place.header_row - 1:
            drawn.sheet.merge(
                area, told, "bold navy left wrap middle", f"=IF({self.at}=0,{otherwise},{text})"
            )
            width = sum(
                one.width for at, one in drawn.sheet.columns.items()
                if area.first_column <= at <= area.last_column
            )  # fmt: skip
            longest = max((_told(row) for row in self.rows), key=len)
            drawn.sheet.least_heights[row + 2] = text_height(longest, width, "bold wrap") or 18

    # --- the hidden lines

    def _stored(self) -> list[_Unit]:
        """The hidden lines of the units, as their formulas give them."""
        place = self.sources.ledger.drawn.place
        lines = [self._line(unit) for unit in self.units]
        apart = [self._difference(line - 1, place) if line else None for line in lines]
        sizes = [Decimal(-1) if one is None else abs(one) for one in apart]
        places = [
            1 + sum(other > size for other in sizes) + sizes[:at].count(size) for at, size in enumerate(sizes)
        ]
        numbers = [None if one is None else float(one) for one in apart]
        return [_Unit(*one) for one in zip(lines, numbers, places, strict=True)]

    def _line(self, unit: str) -> int:
        row = self.sources.ledger.rows.get((unit, self.chosen.code)) if self.chosen else None
        return 0 if row is None else row + 1

    def _difference(self, row: int, place: Placement) -> Decimal | None:
        own, hint, agreed, counts = (self.of_ledger(row, place[header]) for header in _COMPARED)
        if self.chosen is not None and _number(own) is not None:
            own = -abs(float(str(own))) if self.chosen.is_penalty else own
        mine, rule, stands = _number(own), _number(hint), _number(counts)
        by_rule = agreed == "" and stands == mine and rule is not None
        other = rule if by_rule else stands
        return None if mine is None or other is None else mine - other

    def _hidden_unit(self, row: int, at: int, unit: _Unit) -> None:
        place, put, ledger = self.drawn.place, self.drawn.sheet.put, self.sources.ledger
        codes = f"INDEX({self.sources.matrix.codes()},{at + 1})"
        found = f'MATCH({codes}&"|"&{self.code},{ledger.column(LedgerCol.KEY)},0)'
        put(row, place[Col.LINE], unit.line, "", f"=IF({self.at}=0,0,IFERROR({found},0))")
        line = fixed(row, place[Col.LINE])
        own, hint, agreed, counts = (f"INDEX({ledger.column(header)},{line})" for header in _COMPARED)
        mine = f"IF({self.sign}<0,-ABS({own}),{own})"
        by_rule = f'AND({agreed}="",ISNUMBER({hint}),{counts}={mine})'
        stands = f'IF(ISNUMBER({counts}),ROUND({mine}-{counts},6),"")'
        apart = f"IF({by_rule},ROUND({mine}-{hint},6),{stands})"
        put(row, place[Col.DIFFERENCE], "" if unit.difference is None else unit.difference, "",
            f'=IF({line}=0,"",IF(ISNUMBER({own}),{apart},""))')  # fmt: skip
        difference = fixed(row, place[Col.DIFFERENCE])
        size = f"=IF(ISNUMBER({difference}),ABS({difference}),-1)"
        put(row, place[Col.SIZE], -1 if unit.difference is None else abs(unit.difference), "", size)
        put(row, place[Col.PLACE], unit.place, "", self._place(row))

    def _place(self, row: int) -> str:
        """A formula: after how many units it comes that are further apart, or as far and above it in the book."""
        column = self.drawn.place[Col.SIZE]
        size = fixed(row, column)
        larger = f"=1+SUMPRODUCT(--({self.body(Col.SIZE, len(self.units))}>{size}))"
        if row == self.drawn.first:
            return larger
        return f"{larger}+SUMPRODUCT(--({span(self.drawn.first, row - 1, column)}={size}))"

    def _hidden_criterion(self, row: int, criterion: Criterion) -> None:
        place, put = self.drawn.place, self.drawn.sheet.put
        put(row, place[Col.CODE], criterion.code, "code")
        put(row, place[Col.TEXT], _told(criterion), "code")
        put(row, place[Col.SIGN], _sign(criterion))

    # --- what people see

    def _visible(self, row: int, at: int, unit: int, hidden: _Unit) -> None:
        place, put, ledger = self.drawn.place, self.drawn.sheet.put, self.sources.ledger
        count = len(self.units)
        put(row, place[Col.SHOWN], unit + 1, "", f"=MATCH({at + 1},{self.body(Col.PLACE, count)},0)")
        shown, line = (fixed(row, place[header]) for header in (Col.SHOWN, Col.SHOWN_LINE))
        put(row, place[Col.SHOWN_LINE], hidden.line, "", f"=INDEX({self.body(Col.LINE, count)},{shown})")
        values: dict[str, object] = {Col.NUMBER: at + 1}
        formulas: dict[str, str] = {}
        for header, source in _FROM_LEDGER.items():
            cell, nothing = f"INDEX({ledger.column(source)},{line})", '""'
            there = self.of_ledger(hidden.line - 1, ledger.drawn.place[source]) if hidden.line else ""
            if header == Col.COUNTS:
                nothing, there = (
                    f'IF({self.at}=0,"","{NOT_HELD}")',
                    there if hidden.line or not self.chosen else NOT_HELD,
                )
            values[header], formulas[header] = there, f'=IF({line}=0,{nothing},IF({cell}="","",{cell}))'
        matrix = self.sources.matrix
        names = f"INDEX({quoted(MATRIX)}!{span(matrix.first, matrix.last, 1)},{shown})"
        values[Col.UNIT_NAME] = self.of_matrix(matrix.rows[self.units[unit]], 1)
        formulas[Col.UNIT_NAME] = f"={names}"
        values[Col.APART] = "" if hidden.difference is None else hidden.difference
        formulas[Col.APART] = f"=INDEX({self.body(Col.DIFFERENCE, count)},{shown})"
        column = ledger.column(LedgerCol.AGREED_SCORE).rpartition("$")[2]
        link = f'HYPERLINK("#{quoted(LEDGER.sheet)}!{column}"&{line},"{OPEN}")'
        values[Col.OPEN] = OPEN if hidden.line else ""
        formulas[Col.OPEN] = f'=IF({line}=0,"",{link})'
        self._put(row, values, formulas)

    def _put(self, row: int, values: Mapping[str, object], formulas: Mapping[str, str]) -> None:
        for column in TABLE.columns:
            header = column.header
            if header in values:
                points = f" points{self.digits}" if header in _POINTS else ""
                style = f"grid {column.style}{points}"
                self.drawn.sheet.put(
                    row, self.drawn.place[header], values[header], style, formulas.get(header, "")
                )

    def _look(self) -> None:
        sheet, place = self.drawn.sheet, self.drawn.place
        waits = f'=${place.cell(self.drawn.first, Col.TO_DISCUSS)}<>""'
        apart = place.cell(self.drawn.first, Col.APART)
        differs = f"=AND(ISNUMBER(${apart}),${apart}<>0)"
        for header, rule in ((Col.TO_DISCUSS, waits), (Col.APART, differs)):
            sheet.conditionals.append(
                (self.drawn.area(header), {"type": "formula", "criteria": rule, "style": "amber"})
            )
        for at in range(len(self.units)):
            sheet.least_heights[self.drawn.first + at] = self._tallest()

    def _tallest(self) -> float:
        """Any unit may come to stand in any row: three lines fit everywhere."""
        return min(_TALLEST, 48)


def _sign(criterion: Criterion) -> int:
    return -1 if criterion.is_penalty else 1


def _told(criterion: Criterion) -> str:
    """`I.2 – Thu ngân sách (tối đa 25 điểm). Đạt từ 100 % …`."""
    most = shown_number(in_points(criterion.max_points))
    said = rule_said(criterion, parse_parameter(criterion))
    return f"{criterion.code} – {criterion.text} (tối đa {most} điểm). {said}".strip()


def _number(cell: object) -> Decimal | None:
    return as_shown(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
