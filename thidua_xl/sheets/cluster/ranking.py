"""Sheet `Xếp hạng`: ranks, places and ties, live from `Tổng hợp`; a chart of totals by section.

Votes enter as an adjustment stored by the program; it applies only while the tie group it was made
for is still the same and level at the same rank, so a later agreed score moves the rank as it should.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...domain.ranking.standings import INVALID, LEVEL, VOTE_LATER, VOTE_NOW, VOTED, Standing, Standings
from ...domain.scoring.class_scale import ClassScale
from ...domain.scoring.criteria import Criteria, Criterion
from ...domain.scoring.groups import grouping_of
from ...domain.scoring.scores import Totals
from ...domain.scoring.settings import Basis, Settings, TiesBelowFirst
from ...domain.scoring.tie_order import Place
from ...domain.values.numbers import in_cell, stored
from ...domain.values.text import capitalised
from ...workbook.addresses import address, fixed, quoted, span
from ...workbook.model import Area, Chart, ColumnFormat, Series, Sheet
from ..paper import keep_with_rows
from ..table import Column, Drawn, Placement, Table, draw
from .agreed import Col as LedgerCol
from .agreed_page import LedgerSheet, stale_count
from .matrix import Col as MatrixCol
from .matrix import MatrixSheet
from .ranking_page import EDGES, ENDS, HEAD_ROWS, TOGETHER, blocks_of, head, sign_below, signatures
from .tie_order import order_formula, order_value
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
_EARLIER = replace(TABLE, header_row=4)
"""As the table stood before the page had a head."""
PROVISIONAL = " (tạm)"
_TO_COMPUTE = "Đã nhập, chưa tính: bấm Xếp hạng"
"""Of a unit on paper for which only targets or results were typed."""
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


def render(
    standings: Standings,
    settings: Settings,
    criteria: Criteria,
    totals: Sequence[Totals],
    matrix: MatrixSheet,
    ledger: LedgerSheet,
    flags: Flags,
    place: Placement | None = None,
) -> Sheet:
    """The ranking in order; those without a rank at the bottom."""
    where = "điểm" if settings.basis is Basis.POINTS else "tỷ lệ % trên điểm tối đa của đơn vị"
    note = f"{settings.name or settings.cluster}. Xếp theo {where}."
    if not standings.standings:
        note = "Chưa có gì để xếp: điền trang Cụm, Đơn vị, Tiêu chí, bấm Phát hành phiếu, rồi Nhận phiếu từ thư mục."
    drawn = _begun(place, settings, note)
    sections = sections_of(criteria)
    free = section_columns(drawn.place, len(sections))
    sheet = drawn.sheet
    sheet.fixed_columns = False  # a column a section follows the table
    by_code = {total.unit.code: total for total in totals}
    count = len(standings.standings)
    area = (drawn.first, max(drawn.first, drawn.first + count - 1))
    writer = _Lines(drawn, settings, criteria, matrix, ledger, area, standings, flags)
    highest = max((line.placed for line in standings.standings if line.placed), default=())
    for standing in standings.standings:
        total = by_code[standing.code]
        graded = class_said(standing, standings, settings)
        row = writer.line(standing, total, standings.provisional, highest, graded)
        code = address(row, drawn.place[Col.CODE])
        for at, section in zip(free, sections, strict=True):
            formula = f"=INDEX({matrix.body(section.code)},MATCH({code},{matrix.codes()},0))"
            sheet.put(
                row, at, in_cell(total.sections[section.code]), f"grid points{settings.digits}", formula
            )
    for at, section in zip(free, sections, strict=True):
        sheet.put(drawn.place.header_row, at, section.code, "header")
        sheet.put(drawn.place.header_row - 1, at, section.text, "header small")
        sheet.columns[at] = ColumnFormat(12, hidden=True, level=1)
    sheet.table_columns |= frozenset(free)
    _status(drawn, standings, area, ledger)
    _marks(drawn)
    below = _signed(drawn, settings, area[1]) if count else drawn.place.header_row
    _print(drawn, below)
    if count:
        _chart(drawn, settings, area, below, any(total.agreed_total < 0 for total in totals))
    return sheet


def has_page(place: Placement) -> bool:
    """Whether the table stands where a page with a head has it: in earlier books new columns stand right of all."""
    return place[Col.FLAG] < place[Col.NOTE]


def _begun(place: Placement | None, settings: Settings, note: str) -> Drawn:
    """The sheet with what stands above the table."""
    where, title = place or TABLE.home, f"XẾP HẠNG THI ĐUA {settings.period_said.upper()}"
    if not has_page(where) or where.header_row < TABLE.header_row:
        return draw(_EARLIER, where, title=title, note=note)
    drawn = draw(TABLE, where)
    top = where.header_row - HEAD_ROWS - 2
    head(drawn.sheet, top, settings, title, note, blocks_of(_printed(where)))
    return drawn


def _printed(place: Placement) -> list[int]:
    """The columns of the page, from the left; what an upgrade put right of people's own columns is not on it."""
    seen = (place[column.header] for column in TABLE.columns if not column.hidden)
    return sorted(at for at in seen if at <= place[Col.NOTE])


def _signed(drawn: Drawn, settings: Settings, last: int) -> int:
    """The signatures below the last unit; returns their last row."""
    left, right, mark = (drawn.place[header] for header in (Col.UNIT_NAME, Col.PROPOSED, Col.SIGNED))
    return sign_below(drawn.sheet, last + 1, signatures(settings), left, right, mark)


def _print(drawn: Drawn, last: int) -> None:
    """The page is printed as far as this row; it is drawn into the book as the table grows."""
    if has_page(drawn.place):
        columns = _printed(drawn.place)
        drawn.sheet.print_area = Area(1, columns[0], last, columns[-1])
        drawn.sheet.margins, drawn.sheet.ends = EDGES, ENDS
        keep_with_rows(drawn.sheet, drawn.last + 1, TOGETHER)


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


class _Lines:
    """The values and formulas of a row."""

    def __init__(self, drawn: Drawn, settings: Settings, criteria: Criteria, matrix: MatrixSheet,
                 ledger: LedgerSheet, area: tuple[int, int], standings: Standings, flags: Flags) -> None:  # fmt: skip
        self.drawn = drawn
        self.area = area
        self.flags = flags
        self.settings = settings
        self.criteria = criteria
        self.matrix = matrix
        self.ledger = ledger
        self.reported = len(criteria.of_units)
        self.always = len(standings.always)
        self.withholding = standings.withholding
        self.by_hand = standings.by_hand
        self.dense = settings.is_dense
        place = drawn.place
        self.letter = {c.header: address(0, place[c.header]).rstrip("1") for c in TABLE.columns}
        self.values = span(*area, place[Col.RANKED_BY])
        self.order = settings.tie_order
        self.grouping = grouping_of(criteria, settings.digits)
        self.compared = span(*area, place[Col.COMPARED])
        self.placed = span(*area, place[Col.PLACED]) if self.order else self.values
        """What ranks are counted from: the values, or where the order has told level ones apart."""
        self.above = {
            line.code: sum(line.placed < other.placed for other in standings.standings if other.placed)
            for line in standings.standings if line.placed
        }  # fmt: skip
        self.ranks = span(*area, place[Col.RANK])
        self._typed_since = f"SUM({span(*area, place[Col.TYPED_SINCE])})>0"

    def line(self, standing: Standing, total: Totals, provisional: bool, highest: Place, graded: str) -> int:
        """One unit; `graded` is its class as computed."""
        row = self.drawn.first + self.drawn.rows
        unit = total.unit
        value = standing.total.value(self.settings.basis)
        unmeasured = int(standing.total.is_unmeasured(self.settings.basis))
        adjustment = self._adjustment(standing, highest)
        own_lacking = sum(code in self.criteria.of_units for code in total.missing)
        lacking = 0 if unit.is_excluded else len(total.missing) + unmeasured
        lacking = lacking or int(_lacks_only_its_form(standing))
        refused = len(self.ledger.invalid.get(unit.code, ()))
        values: dict[str, object] = {
            **results_of(standing, total, provisional=provisional, graded=graded),
            Col.UNIT_NAME: unit.name,
            Col.FLAG: FLAGGED if standing.nominee else "",
            Col.NOTE: standing.note,
            Col.RANKED_BY: in_cell(value),
            Col.LACKING: lacking,
            Col.OWN_LACKING: own_lacking,
            Col.CAME: self.reported - own_lacking if standing.total.empty else -1,
            Col.ADJUSTMENT: adjustment,
            Col.GROUP_TOTAL: None if standing.group_total is None else stored(standing.group_total),
            Col.GROUP_SIZE: standing.group_size,
            Col.GROUP_RANK: None if standing.rank is None else standing.rank - adjustment,
            Col.REFUSED: refused,
            Col.SEEN_TOTAL: in_cell(total.stands),
            Col.SEEN_LACKING: lacking,
            Col.TYPED_SINCE: 0,
            Col.COMPARED: order_value(standing.total) if self.order and standing.placed else "",
            Col.PLACED: -self.above[standing.code] if self.order and standing.placed else "",
            Col.DRAWN_AS: self.drawn.rows + 1,
            Col.BAR_NAME: unit.name,
            Col.BAR_VALUE: in_cell(total.stands if self.settings.basis is Basis.POINTS else total.percent),
        }
        digits = f"points{self.settings.digits}"
        styles = {c.header: digits for c in TABLE.columns if "number" in c.style and not c.hidden}
        formulas = self._formulas(row, standing, unmeasured, refused)
        if self.settings.classes is not None:
            formulas[Col.CLASS] = self._class(row, standing, graded)
        if not unit.is_excluded:
            formulas[Col.NOTE] = self._note(row, standing, unmeasured, refused)
        formulas |= {Col.FLAG: self._flag(row, standing), **self._bar(row)}
        return self.drawn.line(values, formulas=formulas, styles=styles)

    def _flag(self, row: int, standing: Standing) -> str:
        """As the program found; once something was typed since, what people have typed on `Suy tôn`."""
        typed = self.flags.of_unit(f"${self.letter[Col.CODE]}{row + 1}")
        computed = literal(FLAGGED if standing.nominee else "")
        moved = f"OR({self._typed_since},{self.flags.changed})"
        return f'=IF({moved},IF({typed}="{FLAGGED}","{FLAGGED}",""),{computed})'

    def _bar(self, row: int) -> dict[str, str]:
        """The unit's bar, and what the bar of this row's number is: the chart keeps to the ranks, not to the rows."""
        at, place, first = self._at(row), self.drawn.place, self.area[0]
        rank = at[Col.RANK]
        so_far = f"{fixed(first, place[Col.RANK])}:${rank}"  # its end moves when somebody sorts the rows
        order = span(*self.area, place[Col.DRAWN_AS])
        bar = f"MATCH(ROWS({so_far}),{order},0)"
        unranked = f"COUNT({self.ranks})+ROWS({so_far})-COUNT({so_far})"
        ranked = f'COUNTIF({self.ranks},"<"&{rank})+COUNTIF({so_far},{rank})'
        drawn = span(*self.area, place[drawn_column(self.settings)])
        return {
            Col.DRAWN_AS: f"=IF(ISNUMBER({rank}),{ranked},{unranked})",
            Col.BAR_NAME: f"=INDEX({span(*self.area, place[Col.UNIT_NAME])},{bar})",
            Col.BAR_VALUE: f"=INDEX({drawn},{bar})",
        }

    def _class(self, row: int, standing: Standing, graded: str) -> str:
        """By the thresholds, live; what a limit gave or a condition lowered holds until something is typed."""
        at, settings = self._at(row), self.settings
        scale = settings.classes
        if scale is None:
            return ""
        value = at[Col.PERCENT if scale.in_percent else Col.AGREED_TOTAL]
        by_value = by_thresholds(scale, standing.total.unit.group, value)
        if standing.grading.may_change or scale.last_limited >= 0 or not standing.grading.is_by_value:
            moved = f'IF({by_value}="","",{by_value}&"{PROVISIONAL}")'
            shown_now = f"IF({self._typed_since},{moved},{literal(graded)})"
        else:
            marked = f'{by_value}&IF({self._unsettled(at, standing)},"{PROVISIONAL}","")'
            shown_now = marked if scale.rest else f'IF({by_value}="","",{marked})'
        return f'=IF(OR({at[Col.RANKED_BY]}="",NOT(ISNUMBER({value}))),"",{shown_now})'

    def _unsettled(self, at: Mapping[str, str], standing: Standing) -> str:
        """Whether points of a unit lack, or may be taken off or given back by a condition."""
        if self.withholding.is_open_for(standing.code):
            return "TRUE"
        lacks = f"{at[Col.LACKING]}>0"
        return f"OR({lacks},{self._typed_since})" if self.withholding.depends else lacks

    def _adjustment(self, standing: Standing, highest: Place) -> int:
        """What a vote adds to the rank by points; in dense ranking the formula knows the rest itself."""
        if not self.dense:
            return standing.adjustment
        return int(bool(standing.placed) and standing.placed == highest and standing.rank != 1)

    def _at(self, row: int) -> dict[str, str]:
        return {header: f"{letter}{row + 1}" for header, letter in self.letter.items()}

    def _formulas(self, row: int, standing: Standing, unmeasured: int, refused: int) -> dict[str, str]:
        n, excluded = str(row + 1), standing.total.unit.is_excluded
        at = self._at(row)
        value, rank, total = at[Col.RANKED_BY], at[Col.RANK], at[Col.AGREED_TOTAL]
        placed = at[Col.PLACED] if self.order else value
        maximum = at[Col.MAXIMUM]
        basis = total if self.settings.basis is Basis.POINTS else at[Col.PERCENT]
        touched = f"SUMPRODUCT({self.ledger.touched('$' + at[Col.CODE])})>0"
        moved = f"ROUND(SUM({total})-SUM({at[Col.SEEN_TOTAL]}),6)<>0"  # an empty total is a text
        by_points = self._by_points(placed)
        voted = (
            f"IF(AND({value}={at[Col.GROUP_TOTAL]},COUNTIF({self.placed},{placed})={at[Col.GROUP_SIZE]},"
            f"{by_points}={at[Col.GROUP_RANK]}),{at[Col.ADJUSTMENT]},0)"
        )
        place = self._place(rank, standing)
        waits = f'ISNUMBER(SEARCH("chờ",{at[Col.TIE]}))'
        lacking = f"{self._from_matrix(MatrixCol.LACKING, n)}+{unmeasured}".removesuffix("+0")
        if _lacks_only_its_form(standing):
            lacking = f"MAX({lacking},IF({self._has_come(at, refused)},0,1))"
        ordered = self._ordered(at, standing, n) if self.order else {}
        seen = literal(order_value(standing.total)) if ordered and standing.placed else ""
        reordered = f",{at[Col.COMPARED]}<>{seen}" if seen else ""
        return {
            Col.AGREED_TOTAL: "=" + self._from_matrix(MatrixCol.TOTAL, n),
            Col.PERCENT: f'=IF(AND(ISNUMBER({total}),{maximum}>0),'
                       f'ROUND(ROUND({total}/{maximum}*100,9),{self.settings.digits}),"")',
            Col.LACKING: "=0" if excluded else f"={lacking}",
            Col.OWN_LACKING: "=" + self._from_matrix(MatrixCol.OWN_LACKING, n),
            Col.REFUSED: f"=SUMPRODUCT({self.ledger.rejected('$' + at[Col.CODE])})",
            Col.TYPED_SINCE: f"=IF(OR({moved},{at[Col.LACKING]}<>{at[Col.SEEN_LACKING]},{touched}{reordered}),1,0)",
            **ordered,
            Col.RANKED_BY: '=""' if excluded else f'=IF({self._has_come(at, refused)},{basis},"")',
            Col.RANK: f'=IF({value}="","{NO_RANK}",{by_points}+{voted})',
            Col.TIE: f'=IF({value}="","",IF(COUNTIF({self.ranks},{rank})>1,{self._level(rank)}&{rank}&'
                         f'IF({rank}<={self._last_voted()},{self._awaited(rank)},""),""))',
            Col.PROPOSED: f'=IF(OR({value}="",{waits}),"",{self._marked(place, rank, standing)})',
        }  # fmt: skip

    def _ordered(self, at: Mapping[str, str], standing: Standing, n: str) -> dict[str, str]:
        """What tells the unit from level ones, and how many units stand above it then."""
        value, compared = at[Col.RANKED_BY], at[Col.COMPARED]
        text = order_formula(
            self.order, self.grouping, standing.total, self.matrix, lambda header: self._from_matrix(header, n),
            at[Col.PERCENT],
        )  # fmt: skip
        level = f"SUMPRODUCT(({self.values}={value})*({self.compared}>{compared}))"
        return {
            Col.COMPARED: f'=IF({value}="","",{text})',
            Col.PLACED: f'=IF({value}="","",-COUNTIF({self.values},">"&{value})-{level})',
        }

    def _place(self, rank: str, standing: Standing) -> str:
        """The place by rank, as far as nothing keeps it from the unit; once units have moved up, as it was computed."""
        if self.by_hand:
            return f'IF({self._typed_since},"",{literal(standing.place or "")})'
        place = f'IF({rank}=1,"Nhất",IF({rank}=2,"Nhì",IF({rank}=3,"Ba","")))'
        barred = standing.last_barred
        return f'IF({rank}<={barred},"",{place})' if barred else place

    def _marked(self, place: str, rank: str, standing: Standing) -> str:
        """The place with its mark: while a score is missing, a condition open, or one may be met otherwise by now."""
        gaps = f"{self._gaps()}>0"
        if self.withholding.open:
            gaps = "TRUE"
        elif self.withholding.depends:
            gaps = f"OR({gaps},{self._typed_since})"
        if not (self.by_hand or standing.last_barred):
            return f'{place}&IF(AND({rank}<=3,{gaps}),"{PROVISIONAL}","")'
        return f'{place}&IF(AND({place}<>"",{gaps}),"{PROVISIONAL}","")'

    def _has_come(self, at: Mapping[str, str], refused: int) -> str:
        """Whether the unit is there: by its form, or by a score of its own that was typed since, good or bad."""
        had, lacks = at[Col.CAME], at[Col.OWN_LACKING]
        return f"OR({had}<0,{self.reported}-{lacks}>{had},{at[Col.REFUSED]}>{refused})"

    def _note(self, row: int, standing: Standing, unmeasured: int, refused: int) -> str:
        """What the program wrote; once something was typed since, what is still known."""
        at = self._at(row)
        wrong, lacks = at[Col.REFUSED], f"({at[Col.LACKING]}-{at[Col.REFUSED]}-{unmeasured})"
        found = f"{self.ledger.rejected('$' + at[Col.CODE])}*ROW({self.ledger.body(LedgerCol.UNIT)})"
        criterion = self.ledger.criterion_of(f"SUMPRODUCT(MAX({found}))")
        more = f'IF({wrong}>1," và "&({wrong}-1)&" ô khác","")'
        wrongly = f'IF({wrong}>0,"; {INVALID}: "&{criterion}&{more},"")'
        missing = f'IF({lacks}>0,"; Thiếu điểm "&{lacks}&" tiêu chí","")'
        nothing_yet = literal(f"; {standing.total.nothing_yet}")
        nothing = f"IF({at[Col.TYPED_SINCE]}>0,{literal('; ' + _TO_COMPUTE)},{nothing_yet})"
        come = f"IF({self._has_come(at, refused)},{missing},{nothing})"
        why = standing.total.unranked(self.settings.basis) if unmeasured else ""
        kept = literal("".join(f"; {capitalised(text)}" for text in (why, standing.barred) if text))
        return f"=IF({self._typed_since},MID({wrongly}&{come}&{kept},3,999),{literal(standing.note)})"

    def _from_matrix(self, header: str, number: str) -> str:
        code = f"${self.letter[Col.CODE]}{number}"
        return f"INDEX({self.matrix.body(header)},MATCH({code},{self.matrix.codes()},0))"

    def _by_points(self, value: str) -> str:
        """Competition rank, or the dense one: 1 + distinct higher values (the losers of a tie for first
        take a rank of their own, open or settled)."""
        values = self.placed
        if not self.dense:
            return f'COUNTIF({values},">"&{value})+1'
        times = f"(COUNTIF({values},{values})+NOT(ISNUMBER({values})))"
        higher = f"SUMPRODUCT(ISNUMBER({values})*({values}>{value})/{times})"
        top = f"MAX({values})"
        return f"ROUND({higher},0)+1+IF(AND(COUNTIF({values},{top})>1,{value}<{top}),1,0)"

    def _awaited(self, rank: str) -> str:
        """A tie is voted on once no score of its units is missing."""
        lacking = span(self.drawn.first, self._bottom(), self.drawn.place[Col.LACKING])
        return f'IF(SUMIF({self.ranks},{rank},{lacking})>0,"{VOTE_LATER}","{VOTE_NOW}")'

    def _last_voted(self) -> int:
        return max(3 if self.settings.ties is TiesBelowFirst.VOTE else 1, self.always)

    def _level(self, rank: str) -> str:
        """How units at one rank are told: those of the ballot are not level, they wait for their votes."""
        return f'IF({rank}<={self.always},"{VOTED}","{LEVEL}")' if self.always else f'"{LEVEL}"'

    def _gaps(self) -> str:
        first = self.drawn.first
        return f"SUM({span(first, self._bottom(), self.drawn.place[Col.LACKING])})"

    def _bottom(self) -> int:
        return int(self.values.rpartition("$")[2]) - 1


def drawn_column(settings: Settings) -> str:
    """The header of what the chart shows: what units are ranked by."""
    return Col.AGREED_TOTAL if settings.basis is Basis.POINTS else Col.PERCENT


def _lacks_only_its_form(standing: Standing) -> bool:
    """Whether others have scored all that a unit has, but nothing came of itself."""
    total = standing.total
    return total.empty and not total.unit.is_excluded and not total.missing


def _absolute(reference: str) -> str:
    letters = reference.rstrip("0123456789")
    return f"${letters}${reference[len(letters) :]}"


INVALID_TEXT = "Điểm thống nhất ngoài thang điểm hoặc là chữ nên chưa được tính: "
PROVISIONAL_TEXT = "Tạm xếp: còn đơn vị thiếu phiếu hoặc thiếu điểm, xem cột Ghi chú."
OPEN_TEXT = "Tạm xếp: còn điều kiện, vi phạm chưa xét được, xem trang Cần sửa."


def _status(drawn: Drawn, standings: Standings, area: tuple[int, int], ledger: LedgerSheet) -> None:
    """The live line above the header: what must be recomputed, what does not count, whether it is provisional."""
    sheet, top = drawn.sheet, drawn.place.header_row - 1
    gaps = f"SUM({span(*area, drawn.place[Col.LACKING])})"
    wrong, refused = _most_refused(standings, ledger), span(*area, drawn.place[Col.REFUSED])
    told = OPEN_TEXT if standings.withholding.open else PROVISIONAL_TEXT
    text = (f"{INVALID_TEXT}{wrong}. " if wrong else "") + (told if standings.provisional else "")
    unit = f"INDEX({span(*area, drawn.place[Col.UNIT_NAME])},MATCH(MAX({refused}),{refused},0))"
    waits = f'IF({stale_count(ledger.drawn)}>0,"(chưa tính lại) ","")'
    provisional = literal(told) if standings.withholding.open else f'IF({gaps}>0,"{told}","")'
    formula = f'={waits}&IF(SUM({refused})>0,"{INVALID_TEXT}"&{unit}&". ","")&{provisional}'
    if top < 0:
        return
    sheet.put(top, 0, text, "ambertext bold", formula)
    typed = f"=SUM({span(*area, drawn.place[Col.TYPED_SINCE])})>0"
    line = Area(top - 1, 0, top - 1, 0)
    sheet.conditionals.append((line, {"type": "formula", "criteria": typed, "style": "redtext bold"}))


def _most_refused(standings: Standings, ledger: LedgerSheet) -> str:
    """The unit with most agreed scores that cannot stand, the first of them; empty where there is none."""
    units = [standing.total.unit for standing in standings.standings if standing.code in ledger.invalid]
    return max(units, key=lambda unit: len(ledger.invalid[unit.code])).name if units else ""


def _chart(drawn: Drawn, settings: Settings, area: tuple[int, int], last: int, below: bool) -> None:
    """What the units are ranked by, in full and in the order of the ranks: sections alone would contradict them.

    `last`: the row that it stands below; `below`: a total is less than 0. The labels pass over 0, which is what a
    chart makes of an empty cell.
    """
    name, place = quoted(TABLE.sheet), drawn.place
    by_points = settings.basis is Basis.POINTS
    column = place[drawn_column(settings)]
    series = Series(
        f"={name}!{_absolute(address(place.header_row, column))}",
        f"={name}!{span(*area, place[Col.BAR_NAME])}",
        f"={name}!{span(*area, place[Col.BAR_VALUE])}",
    )
    title = f"{'Tổng điểm' if by_points else Col.PERCENT} (đã kể điểm thưởng, điểm trừ)"
    number = f"#,##0.{'0' * settings.digits}" if settings.digits else "#,##0"
    height = 160 + 34 * (area[1] - area[0] + 1)
    drawn.sheet.charts.append(
        Chart("sections", title, (series,), last + 2, 1, 900, height, "Điểm" if by_points else "%",
              value_minimum=None if below else 0, labels=f"{number};-{number};")
    )  # fmt: skip


def _marks(drawn: Drawn) -> None:
    sheet = drawn.sheet
    body = Area(drawn.first, 0, drawn.last, drawn.place[Col.NOTE])
    tie = address(drawn.first, drawn.place[Col.TIE])
    letters = tie.rstrip("0123456789")
    waiting = f'=ISNUMBER(SEARCH("chờ",${letters}{drawn.first + 1}))'
    refused = f"=${drawn.place.cell(drawn.first, Col.REFUSED)}>0"
    sheet.conditionals.append((body, {"type": "formula", "criteria": refused, "style": "red"}))
    sheet.conditionals.append((body, {"type": "formula", "criteria": waiting, "style": "amber"}))
    rank = drawn.area(Col.PROPOSED)
    sheet.conditionals.append(
        (rank, {"type": "text", "criteria": "containing", "value": "Nh", "style": "green bold"})
    )
    sheet.conditionals.append(
        (rank, {"type": "text", "criteria": "containing", "value": "Ba", "style": "green bold"})
    )
    sheet.landscape = True
    sheet.tab = "#1E5631"
    sheet.fit = (1, 0)
