"""Sheet `Xếp hạng`: ranks, places and ties, live from `Tổng hợp`; a chart of totals by section.

Votes enter as an adjustment stored by the program; it applies only while the tie group it was made
for is still the same and level at the same rank, so a later agreed score moves the rank as it should.
"""

from collections.abc import Mapping, Sequence

from ...domain.ranking.standings import INVALID, VOTE_LATER, VOTE_NOW, Standing, Standings
from ...domain.scoring.criteria import Criteria
from ...domain.scoring.scores import Totals
from ...domain.scoring.settings import Basis, Settings, TiesBelowFirst
from ...domain.values.numbers import Points, in_cell, stored
from ...workbook.addresses import address, quoted, span
from ...workbook.model import Area, Chart, ColumnFormat, Series, Sheet
from ..table import Column, Drawn, Placement, Table, draw
from .agreed import LedgerSheet, stale_count
from .matrix import LACKING, OWN_LACKING, TOTAL, MatrixSheet
from .typed_since import literal

ADJUSTED = "Sau xác nhận không giao"
"""What the unit claimed, with the points that confirmed không giao adds."""
TABLE = Table(
    "Xếp hạng",
    (
        Column("Hạng", 7, "integer bold"),
        Column("Mã", 9, "code"),
        Column("Đơn vị", 26),
        Column("Tổng điểm tự chấm", 11, "number"),
        Column(ADJUSTED, 11, "number"),
        Column("Tổng điểm thống nhất", 11, "number bold"),
        Column("Điểm tối đa của đơn vị", 11, "number"),
        Column("Tỷ lệ %", 9, "number"),
        Column("Đề xuất", 13, "center bold"),
        Column("Đồng hạng", 24),
        Column("Ghi chú", 44),
        Column("Giá trị xếp", 10, "number", hidden=True),
        Column("Thiếu", 10, "number", hidden=True),
        Column("Đơn vị còn thiếu", 10, "number", hidden=True),
        Column("Đã có khi tính", 10, "number", hidden=True),
        Column("Điều chỉnh", 10, "number", hidden=True),
        Column("Điểm nhóm", 10, "number", hidden=True),
        Column("Số đơn vị nhóm", 10, "number", hidden=True),
        Column("Hạng nhóm", 10, "number", hidden=True),
        Column("Ô không hợp lệ", 10, "number", hidden=True),
        Column("Tổng đã tính", 10, "number", hidden=True),
        Column("Thiếu đã tính", 10, "number", hidden=True),
        Column("Đã gõ thêm", 10, "number", hidden=True),
    ),
    header_row=4,
    key=("Mã", "Hạng"),
)
_LATER = frozenset({ADJUSTED, "Ô không hợp lệ", "Tổng đã tính", "Thiếu đã tính", "Đã gõ thêm"})
"""Columns that the first layout did not have: in a book made with it they stand right of all that was there."""
PROVISIONAL = " (tạm)"
_TO_COMPUTE = "Đã nhập, chưa tính: bấm Xếp hạng"
"""Of a unit on paper for which only targets or results were typed."""
NO_RANK = "–"


def render(
    standings: Standings,
    settings: Settings,
    criteria: Criteria,
    totals: Sequence[Totals],
    matrix: MatrixSheet,
    ledger: LedgerSheet,
    place: Placement | None = None,
) -> Sheet:
    """The ranking in order; those without a rank at the bottom."""
    where = "điểm" if settings.basis is Basis.POINTS else "tỷ lệ % trên điểm tối đa của đơn vị"
    note = f"{settings.name or settings.cluster}. Xếp theo {where}."
    if not standings.standings:
        note = "Chưa có gì để xếp: điền trang Cụm, Đơn vị, Tiêu chí, phát hành phiếu (issue), rồi nhận phiếu (collect)."
    drawn = draw(TABLE, place, title=f"XẾP HẠNG THI ĐUA {settings.period_said.upper()}", note=note)
    sections = [s for s in criteria.sections if "." not in s.code and criteria.below(s.code)]
    free = _beside(drawn.place, len(sections))
    sheet = drawn.sheet
    sheet.fixed_columns = False  # a column a section follows the table
    by_code = {total.unit.code: total for total in totals}
    count = len(standings.standings)
    area = (drawn.first, max(drawn.first, drawn.first + count - 1))
    writer = _Lines(drawn, settings, criteria, matrix, ledger, area)
    highest = max(
        (v for s in standings.standings if (v := s.total.value(settings.basis)) is not None), default=None
    )
    for standing in standings.standings:
        total = by_code[standing.code]
        row = writer.line(standing, total, standings.provisional, highest)
        code = address(row, drawn.place["Mã"])
        for at, section in zip(free, sections, strict=True):
            formula = f"=INDEX({matrix.body(section.code)},MATCH({code},{matrix.codes()},0))"
            sheet.put(
                row, at, in_cell(total.sections[section.code]), f"grid points{settings.digits}", formula
            )
    for at, section in zip(free, sections, strict=True):
        sheet.put(drawn.place.header_row, at, section.code, "header")
        sheet.put(drawn.place.header_row - 1, at, section.text, "header small")
        sheet.columns[at] = ColumnFormat(12)
    sheet.table_columns |= frozenset(free)
    _status(drawn, standings, area, ledger)
    _chart(drawn, settings, area, any(total.agreed_total < 0 for total in totals))
    _marks(drawn)
    return sheet


def _beside(place: Placement, count: int) -> list[int]:
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
        sheet.put(row, place["Tổng điểm tự chấm"], None)  # where it stood in earlier books


def typed_since(sheet: Sheet, place: Placement) -> str:
    """A formula part: whether a total is another than the program computed, or something waits for it."""
    column = place["Đã gõ thêm"]
    rows = [row for row, at in sheet.cells if at == column and row > place.header_row]
    return f"SUM({quoted(TABLE.sheet)}!{span(place.header_row + 1, max(rows, default=place.header_row + 1), column)})>0"


def of_unit(sheet: Sheet, place: Placement, header: str, code: str) -> str:
    """A formula part for other sheets: what the unit in the cell `code` has under a header of this one."""
    rows = [row for row, at in sheet.cells if at == place["Mã"] and row > place.header_row]
    first, last = place.header_row + 1, max(rows, default=place.header_row + 1)
    found, codes = (f"{quoted(TABLE.sheet)}!{span(first, last, place[name])}" for name in (header, "Mã"))
    return f'IFERROR(INDEX({found},MATCH({code},{codes},0)),"")'


class _Lines:
    """The values and formulas of a row."""

    def __init__(self, drawn: Drawn, settings: Settings, criteria: Criteria, matrix: MatrixSheet,
                 ledger: LedgerSheet, area: tuple[int, int]) -> None:  # fmt: skip
        self.drawn = drawn
        self.settings = settings
        self.criteria = criteria
        self.matrix = matrix
        self.ledger = ledger
        self.reported = len(criteria.of_units)
        self.dense = settings.ties is TiesBelowFirst.SHARED_DENSE
        place = drawn.place
        self.letter = {c.header: address(0, place[c.header]).rstrip("1") for c in TABLE.columns}
        self.values = span(*area, place["Giá trị xếp"])
        self.ranks = span(*area, place["Hạng"])
        self._typed_since = f"SUM({span(*area, place['Đã gõ thêm'])})>0"

    def line(self, standing: Standing, total: Totals, provisional: bool, highest: Points | None) -> int:
        """One unit."""
        row = self.drawn.first + self.drawn.rows
        unit = total.unit
        value = standing.total.value(self.settings.basis)
        place = (standing.place or "") + (PROVISIONAL if standing.place and provisional else "")
        unmeasured = int(standing.total.is_unmeasured(self.settings.basis))
        adjustment = self._adjustment(standing, value, highest)
        own_lacking = sum(code in self.criteria.of_units for code in total.missing)
        lacking = 0 if unit.is_excluded else len(total.missing) + unmeasured
        refused = len(self.ledger.invalid.get(unit.code, ()))
        values: dict[str, object] = {
            "Hạng": NO_RANK if standing.rank is None else standing.rank,
            "Mã": unit.code,
            "Đơn vị": unit.name,
            "Tổng điểm tự chấm": in_cell(total.self_total),
            ADJUSTED: in_cell(total.self_adjusted),
            "Tổng điểm thống nhất": in_cell(total.stands),
            "Điểm tối đa của đơn vị": stored(total.max_total),
            "Tỷ lệ %": in_cell(total.percent),
            "Đề xuất": place,
            "Đồng hạng": standing.tie_text,
            "Ghi chú": standing.note,
            "Giá trị xếp": in_cell(value),
            "Thiếu": lacking,
            "Đơn vị còn thiếu": own_lacking,
            "Đã có khi tính": self.reported - own_lacking if standing.total.empty else -1,
            "Điều chỉnh": adjustment,
            "Điểm nhóm": None if standing.group_total is None else stored(standing.group_total),
            "Số đơn vị nhóm": standing.group_size,
            "Hạng nhóm": None if standing.rank is None else standing.rank - adjustment,
            "Ô không hợp lệ": refused,
            "Tổng đã tính": in_cell(total.stands),
            "Thiếu đã tính": lacking,
            "Đã gõ thêm": 0,
        }
        digits = f"points{self.settings.digits}"
        styles = {c.header: digits for c in TABLE.columns if "number" in c.style and not c.hidden}
        formulas = self._formulas(row, unit.is_excluded, unmeasured, refused)
        if not unit.is_excluded:
            formulas["Ghi chú"] = self._note(row, standing, unmeasured, refused)
        return self.drawn.line(values, formulas=formulas, styles=styles)

    def _adjustment(self, standing: Standing, value: Points | None, highest: Points | None) -> int:
        """What a vote adds to the rank by points; in dense ranking the formula knows the rest itself."""
        if not self.dense:
            return standing.adjustment
        return int(value is not None and value == highest and standing.rank != 1)

    def _at(self, row: int) -> dict[str, str]:
        return {header: f"{letter}{row + 1}" for header, letter in self.letter.items()}

    def _formulas(self, row: int, excluded: bool, unmeasured: int, refused: int) -> dict[str, str]:
        n = str(row + 1)
        at = self._at(row)
        value, rank, total = at["Giá trị xếp"], at["Hạng"], at["Tổng điểm thống nhất"]
        maximum = at["Điểm tối đa của đơn vị"]
        basis = total if self.settings.basis is Basis.POINTS else at["Tỷ lệ %"]
        touched = f"SUMPRODUCT({self.ledger.touched('$' + at['Mã'])})>0"
        moved = f"ROUND(SUM({total})-SUM({at['Tổng đã tính']}),6)<>0"  # an empty total is a text
        by_points = self._by_points(value)
        voted = (
            f"IF(AND({value}={at['Điểm nhóm']},COUNTIF({self.values},{value})={at['Số đơn vị nhóm']},"
            f"{by_points}={at['Hạng nhóm']}),{at['Điều chỉnh']},0)"
        )
        place = f'IF({rank}=1,"Nhất",IF({rank}=2,"Nhì",IF({rank}=3,"Ba","")))'
        waits = f'ISNUMBER(SEARCH("chờ",{at["Đồng hạng"]}))'
        return {
            "Tổng điểm thống nhất": "=" + self._from_matrix(TOTAL, n),
            "Tỷ lệ %": f'=IF(AND(ISNUMBER({total}),{maximum}>0),'
                       f'ROUND(ROUND({total}/{maximum}*100,9),{self.settings.digits}),"")',
            "Thiếu": "=0" if excluded else f"={self._from_matrix(LACKING, n)}+{unmeasured}".removesuffix("+0"),
            "Đơn vị còn thiếu": "=" + self._from_matrix(OWN_LACKING, n),
            "Ô không hợp lệ": f"=SUMPRODUCT({self.ledger.rejected('$' + at['Mã'])})",
            "Đã gõ thêm": f"=IF(OR({moved},{at['Thiếu']}<>{at['Thiếu đã tính']},{touched}),1,0)",
            "Giá trị xếp": '=""' if excluded else f'=IF({self._has_come(at, refused)},{basis},"")',
            "Hạng": f'=IF({value}="","{NO_RANK}",{by_points}+{voted})',
            "Đồng hạng": f'=IF({value}="","",IF(COUNTIF({self.ranks},{rank})>1,"Đồng hạng "&{rank}&'
                         f'IF({rank}<={self._last_voted()},{self._awaited(rank)},""),""))',
            "Đề xuất": f'=IF(OR({value}="",{waits}),"",{place}&IF(AND({rank}<=3,{self._gaps()}>0),'
                       f'"{PROVISIONAL}",""))',
        }  # fmt: skip

    def _has_come(self, at: Mapping[str, str], refused: int) -> str:
        """Whether the unit is there: by its form, or by a score of its own that was typed since, good or bad."""
        had, lacks = at["Đã có khi tính"], at["Đơn vị còn thiếu"]
        return f"OR({had}<0,{self.reported}-{lacks}>{had},{at['Ô không hợp lệ']}>{refused})"

    def _note(self, row: int, standing: Standing, unmeasured: int, refused: int) -> str:
        """What the program wrote; once something was typed since, what is still known."""
        at = self._at(row)
        wrong, lacks = at["Ô không hợp lệ"], f"({at['Thiếu']}-{at['Ô không hợp lệ']}-{unmeasured})"
        found = f"{self.ledger.rejected('$' + at['Mã'])}*ROW({self.ledger.body('Mã đơn vị')})"
        criterion = self.ledger.criterion_of(f"SUMPRODUCT(MAX({found}))")
        more = f'IF({wrong}>1," và "&({wrong}-1)&" ô khác","")'
        wrongly = f'IF({wrong}>0,"; {INVALID}: "&{criterion}&{more},"")'
        missing = f'IF({lacks}>0,"; Thiếu điểm "&{lacks}&" tiêu chí","")'
        nothing = f"IF({at['Đã gõ thêm']}>0,{literal('; ' + _TO_COMPUTE)},{literal('; ' + standing.total.nothing_yet)})"
        come = f"IF({self._has_come(at, refused)},{missing},{nothing})"
        why = standing.total.unranked(self.settings.basis) if unmeasured else ""
        kept = literal("".join(f"; {text[0].upper()}{text[1:]}" for text in (why, standing.barred) if text))
        return f"=IF({self._typed_since},MID({wrongly}&{come}&{kept},3,999),{literal(standing.note)})"

    def _from_matrix(self, header: str, number: str) -> str:
        code = f"${self.letter['Mã']}{number}"
        return f"INDEX({self.matrix.body(header)},MATCH({code},{self.matrix.codes()},0))"

    def _by_points(self, value: str) -> str:
        """Competition rank, or the dense one: 1 + distinct higher values (the losers of a tie for first
        take a rank of their own, open or settled)."""
        values = self.values
        if not self.dense:
            return f'COUNTIF({values},">"&{value})+1'
        times = f"(COUNTIF({values},{values})+NOT(ISNUMBER({values})))"
        higher = f"SUMPRODUCT(ISNUMBER({values})*({values}>{value})/{times})"
        top = f"MAX({values})"
        return f"ROUND({higher},0)+1+IF(AND(COUNTIF({values},{top})>1,{value}<{top}),1,0)"

    def _awaited(self, rank: str) -> str:
        """A tie is voted on once no score of its units is missing."""
        lacking = span(self.drawn.first, self._bottom(), self.drawn.place["Thiếu"])
        return f'IF(SUMIF({self.ranks},{rank},{lacking})>0,"{VOTE_LATER}","{VOTE_NOW}")'

    def _last_voted(self) -> int:
        return 3 if self.settings.ties is TiesBelowFirst.VOTE else 1

    def _gaps(self) -> str:
        first = self.drawn.first
        return f"SUM({span(first, self._bottom(), self.drawn.place['Thiếu'])})"

    def _bottom(self) -> int:
        return int(self.values.rpartition("$")[2]) - 1


def _absolute(reference: str) -> str:
    letters = reference.rstrip("0123456789")
    return f"${letters}${reference[len(letters) :]}"


INVALID_TEXT = "Điểm thống nhất ngoài thang điểm hoặc là chữ nên chưa được tính: "
PROVISIONAL_TEXT = "Tạm xếp: còn đơn vị thiếu phiếu hoặc thiếu điểm, xem cột Ghi chú."


def _status(drawn: Drawn, standings: Standings, area: tuple[int, int], ledger: LedgerSheet) -> None:
    """The live line above the header: what must be recomputed, what does not count, whether it is provisional."""
    sheet, top = drawn.sheet, drawn.place.header_row - 1
    gaps = f"SUM({span(*area, drawn.place['Thiếu'])})"
    wrong, refused = _most_refused(standings, ledger), span(*area, drawn.place["Ô không hợp lệ"])
    text = (f"{INVALID_TEXT}{wrong}. " if wrong else "") + (PROVISIONAL_TEXT if standings.provisional else "")
    unit = f"INDEX({span(*area, drawn.place['Đơn vị'])},MATCH(MAX({refused}),{refused},0))"
    waits = f'IF({stale_count(ledger.drawn)}>0,"(chưa tính lại) ","")'
    formula = (
        f'={waits}&IF(SUM({refused})>0,"{INVALID_TEXT}"&{unit}&". ","")&IF({gaps}>0,"{PROVISIONAL_TEXT}","")'
    )
    if top < 0:
        return
    sheet.put(top, 0, text, "ambertext bold", formula)
    typed = f"=SUM({span(*area, drawn.place['Đã gõ thêm'])})>0"
    line = Area(top - 1, 0, top - 1, 0)
    sheet.conditionals.append((line, {"type": "formula", "criteria": typed, "style": "redtext bold"}))


def _most_refused(standings: Standings, ledger: LedgerSheet) -> str:
    """The unit with most agreed scores that cannot stand, the first of them; empty where there is none."""
    units = [standing.total.unit for standing in standings.standings if standing.code in ledger.invalid]
    return max(units, key=lambda unit: len(ledger.invalid[unit.code])).name if units else ""


def _chart(drawn: Drawn, settings: Settings, area: tuple[int, int], below: bool) -> None:
    """What the units are ranked by, in full: sections alone would contradict the ranks.

    `below`: a total is less than 0. The labels pass over 0, which is what a chart makes of an empty cell.
    """
    name, place = quoted(TABLE.sheet), drawn.place
    by_points = settings.basis is Basis.POINTS
    column = place["Tổng điểm thống nhất" if by_points else "Tỷ lệ %"]
    series = Series(
        f"={name}!{_absolute(address(place.header_row, column))}",
        f"={name}!{span(*area, place['Đơn vị'])}",
        f"={name}!{span(*area, column)}",
    )
    title = f"{'Tổng điểm' if by_points else 'Tỷ lệ %'} (đã kể điểm thưởng, điểm trừ)"
    number = "0." + "0" * settings.digits if settings.digits else "0"
    height = 160 + 34 * (area[1] - area[0] + 1)
    drawn.sheet.charts.append(
        Chart("sections", title, (series,), area[1] + 3, 1, 900, height, "Điểm" if by_points else "%",
              value_minimum=None if below else 0, labels=f"{number};-{number};")
    )  # fmt: skip


def _marks(drawn: Drawn) -> None:
    sheet = drawn.sheet
    body = Area(drawn.first, 0, drawn.last, drawn.place["Ghi chú"])
    tie = address(drawn.first, drawn.place["Đồng hạng"])
    letters = tie.rstrip("0123456789")
    waiting = f'=ISNUMBER(SEARCH("chờ",${letters}{drawn.first + 1}))'
    refused = f"=${drawn.place.cell(drawn.first, 'Ô không hợp lệ')}>0"
    sheet.conditionals.append((body, {"type": "formula", "criteria": refused, "style": "red"}))
    sheet.conditionals.append((body, {"type": "formula", "criteria": waiting, "style": "amber"}))
    rank = drawn.area("Đề xuất")
    sheet.conditionals.append(
        (rank, {"type": "text", "criteria": "containing", "value": "Nh", "style": "green bold"})
    )
    sheet.conditionals.append(
        (rank, {"type": "text", "criteria": "containing", "value": "Ba", "style": "green bold"})
    )
    sheet.landscape = True
    sheet.tab = "#1E5631"
    sheet.fit = (1, 0)
