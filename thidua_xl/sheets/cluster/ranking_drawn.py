"""Sheet `Xếp hạng` drawn: a row a unit, what stands above and below the table, the chart of the values ranked by."""

from collections.abc import Sequence
from dataclasses import replace

from ...domain.ranking.standings import Standing, Standings
from ...domain.scoring.criteria import Criteria
from ...domain.scoring.scores import Totals
from ...domain.scoring.settings import Basis, Settings
from ...domain.scoring.tie_order import Place
from ...domain.values.numbers import in_cell, stored
from ...workbook.addresses import address, quoted, span
from ...workbook.model import Area, Chart, ColumnFormat, Series, Sheet
from ..paper import keep_with_rows
from ..table import Drawn, Placement, draw
from .agreed_page import LedgerSheet, stale_count
from .matrix import MatrixSheet
from .ranking import (
    FLAGGED,
    TABLE,
    Col,
    Flags,
    class_said,
    drawn_column,
    has_page,
    results_of,
    section_columns,
    sections_of,
)  # fmt: skip
from .ranking_formulas import Formulas, lacks_only_its_form
from .ranking_page import EDGES, ENDS, HEAD_ROWS, TOGETHER, blocks_of, head, sign_below, signatures
from .tie_order import order_value
from .typed_since import literal

_EARLIER = replace(TABLE, header_row=4)
"""As the table stood before the page had a head."""
INVALID_TEXT = "Điểm thống nhất ngoài thang điểm hoặc là chữ nên chưa được tính: "
PROVISIONAL_TEXT = "Tạm xếp: còn đơn vị thiếu phiếu hoặc thiếu điểm, xem cột Ghi chú."
OPEN_TEXT = "Tạm xếp: còn điều kiện, vi phạm chưa xét được, xem trang Cần sửa."


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


class _Lines:
    """Writes the rows."""

    def __init__(self, drawn: Drawn, settings: Settings, criteria: Criteria, matrix: MatrixSheet,
                 ledger: LedgerSheet, area: tuple[int, int], standings: Standings, flags: Flags) -> None:  # fmt: skip
        self.drawn = drawn
        self.settings = settings
        self.criteria = criteria
        self.ledger = ledger
        self.reported = len(criteria.of_units)
        self.formulas = Formulas(drawn, settings, criteria, matrix, ledger, area, standings, flags)
        self.above = {
            line.code: sum(line.placed < other.placed for other in standings.standings if other.placed)
            for line in standings.standings if line.placed
        }  # fmt: skip

    def line(self, standing: Standing, total: Totals, provisional: bool, highest: Place, graded: str) -> int:
        """One unit; `graded` is its class as computed."""
        row = self.drawn.first + self.drawn.rows
        unit = total.unit
        value = standing.total.value(self.settings.basis)
        unmeasured = int(standing.total.is_unmeasured(self.settings.basis))
        adjustment = self._adjustment(standing, highest)
        own_lacking = sum(code in self.criteria.of_units for code in total.missing)
        lacking = 0 if unit.is_excluded else len(total.missing) + unmeasured
        lacking = lacking or int(lacks_only_its_form(standing))
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
            Col.COMPARED: order_value(standing.total) if self.settings.tie_order and standing.placed else "",
            Col.PLACED: -self.above[standing.code] if self.settings.tie_order and standing.placed else "",
            Col.DRAWN_AS: self.drawn.rows + 1,
            Col.BAR_NAME: unit.name,
            Col.BAR_VALUE: in_cell(total.stands if self.settings.basis is Basis.POINTS else total.percent),
        }
        digits = f"points{self.settings.digits}"
        styles = {c.header: digits for c in TABLE.columns if "number" in c.style and not c.hidden}
        formulas = self.formulas.of(row, standing, unmeasured, refused, graded)
        return self.drawn.line(values, formulas=formulas, styles=styles)

    def _adjustment(self, standing: Standing, highest: Place) -> int:
        """What a vote adds to the rank by points; in dense ranking the formula knows the rest itself."""
        if not self.settings.is_dense:
            return standing.adjustment
        return int(bool(standing.placed) and standing.placed == highest and standing.rank != 1)


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


def _absolute(reference: str) -> str:
    letters = reference.rstrip("0123456789")
    return f"${letters}${reference[len(letters) :]}"


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
