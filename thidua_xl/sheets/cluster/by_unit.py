"""Sheet `Theo đơn vị`: one unit's criteria, figures, scores, sums and rank on a page to meet over and sign.

The unit is chosen in a yellow cell; everything follows it by INDEX and MATCH, from `Thống nhất điểm`, `Tổng hợp` and
`Xếp hạng`, typed scores at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria, Criterion, RowKind
from ...domain.values.cells import as_text
from ...domain.values.numbers import in_points, shown_number
from ...workbook.addresses import fixed, quoted
from ...workbook.heights import text_height
from ...workbook.model import Area, ColumnFormat, Sheet
from ..table import Column, Drawn, Placement, Table, draw
from . import ranking
from .agreed import NOT_HELD
from .agreed import Col as LedgerCol
from .agreed_page import LedgerSheet
from .chosen import Choice, begun, chosen_at, draw_choice, position, stored_in
from .live_ranking import LiveRanking
from .matrix import NAME as MATRIX
from .matrix import Col as MatrixCol
from .matrix import MatrixSheet, Maxima


class Col:
    """The headers of `Theo đơn vị`; the hidden ones hold the code of a row and where it stands."""

    NUMBER = "TT"
    TEXT = "Nội dung"
    MAXIMUM = "Điểm tối đa"
    TARGET = "Chỉ tiêu"
    RESULT = "Kết quả"
    SELF = "Điểm tự chấm"
    HINT = "Điểm gợi ý"
    AGREED = "Điểm thống nhất"
    COUNTS = "Điểm tính"
    EVIDENCE = "Minh chứng"
    EXPLANATION = "Giải trình"
    REASON = "Lý do"
    TO_DISCUSS = "Cần bàn"
    CODE = "Mã"
    LINE = "Dòng"


TABLE = Table(
    "Theo đơn vị",
    (
        Column(Col.NUMBER, 7, "code"),
        Column(Col.TEXT, 27.5),
        Column(Col.MAXIMUM, 9.5, "number"),
        Column(Col.TARGET, 10, "number wrap"),
        Column(Col.RESULT, 10, "number wrap"),
        Column(Col.SELF, 9.5, "number"),
        Column(Col.HINT, 9.5, "number"),
        Column(Col.AGREED, 9.5, "number"),
        Column(Col.COUNTS, 10, "number bold"),
        Column(Col.EVIDENCE, 15.5),
        Column(Col.EXPLANATION, 15),
        Column(Col.REASON, 14),
        Column(Col.TO_DISCUSS, 12, "bold wrap"),
        Column(Col.CODE, 12, "code", hidden=True),
        Column(Col.LINE, 10, hidden=True),
    ),
    header_row=7,
    key=(Col.CODE,),
)
_FROM_LEDGER = {
    Col.MAXIMUM: LedgerCol.MAXIMUM, Col.TARGET: LedgerCol.TARGET, Col.RESULT: LedgerCol.RESULT,
    Col.SELF: LedgerCol.SCORE, Col.HINT: LedgerCol.HINT, Col.AGREED: LedgerCol.AGREED_SCORE,
    Col.COUNTS: LedgerCol.COUNTS, Col.EVIDENCE: LedgerCol.EVIDENCE, Col.EXPLANATION: LedgerCol.EXPLANATION,
    Col.REASON: LedgerCol.REASON, Col.TO_DISCUSS: LedgerCol.TO_DISCUSS,
}  # fmt: skip
_POINTS = (Col.SELF, Col.HINT, Col.AGREED, Col.COUNTS)
_SUMMARY = (
    (Col.MAXIMUM, ranking.Col.MAXIMUM), (Col.TARGET, ranking.Col.SELF_TOTAL), (Col.RESULT, ranking.Col.AGREED_TOTAL),
    (Col.SELF, ranking.Col.PERCENT), (Col.HINT, ranking.Col.RANK), (Col.AGREED, ranking.Col.PROPOSED),
    (Col.EVIDENCE, ranking.Col.TIE), (Col.EXPLANATION, ranking.Col.NOTE),
)  # fmt: skip
"""Where above the table stands what `Xếp hạng` says of the unit."""
_SIGNERS = ((Col.TEXT, "NGƯỜI CHẤM"), (Col.AGREED, "TRƯỞNG CỤM"), (Col.EXPLANATION, "ĐẠI DIỆN ĐƠN VỊ"))
_SIGNED = "(ký, ghi rõ họ tên)"
_ROOM = 4
"""Lines for a signature."""
_TALLEST = 130
"""Points of a row: longer texts are read on `Thống nhất điểm`."""
CHOOSE = "Chọn một đơn vị trong danh sách ở ô vàng."
UNKNOWN = "Trang Đơn vị không có mã này."
NOTHING_YET = "Chưa có gì để xem: điền trang Đơn vị, Tiêu chí, rồi bấm Xếp hạng (lệnh rank)."


class Sources(NamedTuple):
    """The drawn sheets that the page looks into."""

    ledger: LedgerSheet
    matrix: MatrixSheet
    ranking: LiveRanking

    def ranks(self, header: str) -> str:
        """The cells under a header of `Xếp hạng`."""
        return self.ranking.body_of(header)


def render(
    criteria: Criteria, digits: int, most: Maxima, sources: Sources, choice: Choice, place: Placement | None = None
) -> Sheet:  # fmt: skip
    """The page of the chosen unit; `most` holds the maxima of sections as groups of units have them."""
    drawn = draw(TABLE, place, title="ĐIỂM THEO ĐƠN VỊ", note="Chọn đơn vị ở ô vàng: mọi số liệu hiện theo đơn vị "
                 "ấy. Muốn đổi điểm, gõ ở trang Thống nhất điểm.")  # fmt: skip
    units = list(sources.matrix.rows)
    choice = begun(choice, units)
    page = _Page(drawn, criteria, digits, sources, units, choice)
    if units and criteria.asked:
        page.draw(most)
    else:
        page.blank()
    sheet = drawn.sheet
    sheet.landscape = True
    sheet.margins = (0.4, 0.4)
    sheet.tab = "#2E86AB"
    last = max(drawn.last, drawn.place.header_row)
    sheet.print_area = Area(0, 0, last, drawn.place[Col.TO_DISCUSS])
    return sheet


class _Page:
    """Draws row by row; what is stored is taken from the sheets that the formulas look into."""

    def __init__(
        self, drawn: Drawn, criteria: Criteria, digits: int, sources: Sources, units: Sequence[str], choice: Choice
    ) -> None:  # fmt: skip
        self.drawn, self.criteria, self.digits, self.sources = drawn, criteria, digits, sources
        self.units, self.choice = units, choice
        at = chosen_at(choice, units)
        self.unit = units[at] if at >= 0 else ""
        self.row = max(drawn.place.header_row - choice.above, 0)
        """Of the choice."""
        self.at = fixed(self.row, drawn.place[Col.LINE])
        """The hidden cell that holds the place of the unit among all."""
        self.code = fixed(self.row, drawn.place[Col.CODE])
        """The hidden cell that holds its code."""
        self.of_ledger = stored_in(sources.ledger.sheet)
        self.of_matrix = stored_in(sources.matrix.sheet)
        self.points = f"points{digits}"

    def blank(self) -> None:
        """A book without units or criteria."""
        self.drawn.sheet.put(self.row, self.drawn.place[Col.TEXT], NOTHING_YET, "bold navy")

    def draw(self, most: Maxima) -> None:
        """The whole page."""
        self._chosen()
        self._summary()
        for row in self.criteria.rows:
            if row.is_section:
                self._section(row, most)
            else:
                self._criterion(row)
        for header in self._sums():
            self._sum(header)
        self._signatures()
        self._look()

    # --- above the table

    def _chosen(self) -> None:
        drawn, place, put = self.drawn, self.drawn.place, self.drawn.sheet.put
        codes = self.sources.matrix.codes()
        row, column = draw_choice(drawn, self.choice, Col.NUMBER, Col.TEXT, codes, "Chọn đơn vị")
        cell = fixed(row, column)
        at = self.units.index(self.unit) + 1 if self.unit else 0
        put(row, place[Col.LINE], at, "", position(cell, codes))
        put(row, place[Col.CODE], self.unit, "", f'=IF({self.at}=0,"",INDEX({codes},{self.at}))')
        name = f"INDEX({quoted(MATRIX)}!{self._names()},{self.at})"
        otherwise = f'IF({cell}&""="","{CHOOSE}","{UNKNOWN}")'
        told = CHOOSE if as_text(self.choice.value) == "" else UNKNOWN
        if self.unit:
            told = as_text(self.of_matrix(self.sources.matrix.rows[self.unit], 1))
        put(row, place[Col.MAXIMUM], told, "bold navy big", f"=IF({self.at}=0,{otherwise},{name})")

    def _names(self) -> str:
        matrix = self.sources.matrix
        return f"{fixed(matrix.first, 1)}:{fixed(matrix.last, 1)}"

    def _summary(self) -> None:
        row, place, put = self.row + 2, self.drawn.place, self.drawn.sheet.put
        if row + 1 >= place.header_row:
            return
        for header, name in _SUMMARY:
            points = name not in (ranking.Col.RANK, ranking.Col.PROPOSED, ranking.Col.TIE, ranking.Col.NOTE)
            style = f"{self.points} center" if points else "center wrap"
            live = self.sources.ranking.of_unit(name, self.code)
            put(row, place[header], name, "header")
            put(row + 1, place[header], self._ranked(name), f"grid bold {style}", f"={_shown(live)}")
        self._widen(row, ranking.Col.NOTE)
        self._make_room(row + 1)

    def _widen(self, row: int, name: str) -> None:
        """The last of them says most: it takes the columns to the right edge of the page."""
        sheet, place = self.drawn.sheet, self.drawn.place
        first, last = place[Col.EXPLANATION], place[Col.TO_DISCUSS]
        if first < last:
            value, style, formula = sheet.cells[row + 1, first]
            sheet.merge(Area(row, first, row, last), name, "header")
            sheet.merge(Area(row + 1, first, row + 1, last), value, style, formula)

    def _make_room(self, row: int) -> None:
        """For the longest remark of any unit, as `_height` below."""
        columns, place = self.drawn.sheet.columns, self.drawn.place
        ends = (Col.EXPLANATION, Col.REASON, Col.TO_DISCUSS)
        wide = sum(columns[place[header]].width for header in ends)
        needed = 0.0
        for name, width in ((ranking.Col.TIE, columns[place[Col.EVIDENCE]].width), (ranking.Col.NOTE, wide)):
            texts = (as_text(self.sources.ranking.shown_of(name, unit)) for unit in self.units)
            needed = max(needed, *(text_height(text, width, "grid bold center wrap") for text in texts))
        if needed:
            self.drawn.sheet.least_heights[row] = min(needed, _TALLEST)

    def _ranked(self, name: str) -> object:
        return self.sources.ranking.shown_of(name, self.unit) if self.unit else ""

    # --- the table

    def _criterion(self, row: Criterion) -> None:
        place, ledger = self.drawn.place, self.sources.ledger
        at = self.drawn.first + self.drawn.rows
        line, code = (fixed(at, place[header]) for header in (Col.LINE, Col.CODE))
        there = ledger.rows.get((self.unit, row.code))
        found = f'MATCH({self.code}&"|"&{code},{ledger.column(LedgerCol.KEY)},0)'
        formulas = {Col.LINE: f"=IF({self.at}=0,0,IFERROR({found},0))"}
        values: dict[str, object] = {Col.NUMBER: row.printed_number, Col.TEXT: row.text, Col.CODE: row.code,
                                     Col.LINE: 0 if there is None else there + 1}  # fmt: skip
        for header, source in _FROM_LEDGER.items():
            cell = f"INDEX({ledger.column(source)},{line})"
            nothing = f'IF({self.at}=0,"","{NOT_HELD}")' if header == Col.COUNTS else '""'
            formulas[header] = f'=IF({line}=0,{nothing},IF({cell}="","",{cell}))'
            values[header] = self._of_ledger(
                there, source, NOT_HELD if header == Col.COUNTS and self.unit else ""
            )
        styles = {**dict.fromkeys(_POINTS, self.points), Col.CODE: "", Col.LINE: ""}
        self.drawn.line(values, formulas=formulas, styles=styles)
        self._height(at, row.code)

    def _of_ledger(self, row: int | None, header: str, otherwise: str) -> object:
        return otherwise if row is None else self.of_ledger(row, self.sources.ledger.drawn.place[header])

    def _height(self, at: int, code: str) -> None:
        """As the longest text of any unit needs: Excel fits no row when another unit is chosen."""
        columns = self.drawn.sheet.columns
        needed = 0.0
        for header in (Col.EVIDENCE, Col.EXPLANATION, Col.REASON):
            column = self.sources.ledger.drawn.place[_FROM_LEDGER[header]]
            rows = (self.sources.ledger.rows.get((unit, code)) for unit in self.units)
            texts = [as_text(self.of_ledger(row, column)) for row in rows if row is not None]
            width = columns[self.drawn.place[header]].width
            needed = max(needed, text_height(max(texts, key=len, default=""), width, "wrap"))
        if needed:
            self.drawn.sheet.least_heights[at] = min(needed, _TALLEST)

    def _section(self, row: Criterion, most: Maxima) -> None:
        below = self.criteria.below(row.code)
        points = most.get(row.code, ())
        shown = "–".join(shown_number(in_points(one)) for one in points)
        maximum: object = float(in_points(points[0])) if len(points) == 1 else shown
        values = {Col.NUMBER: row.printed_number, Col.TEXT: row.text, Col.MAXIMUM: maximum if below else None,
                  Col.CODE: row.code}  # fmt: skip
        formulas = {}
        if below and row.code in self.sources.matrix.columns:
            values[Col.COUNTS], formulas[Col.COUNTS] = self._summed(row.code)
        self.drawn.line(values, "section", formulas, {Col.COUNTS: self.points, Col.CODE: "", Col.LINE: ""})

    def _sums(self) -> Iterator[str]:
        """The sums of `Tổng hợp` that stand outside the sections, where anything goes into them."""
        columns = self.sources.matrix.columns
        for header, kind in ((MatrixCol.BONUS, RowKind.BONUS), (MatrixCol.PENALTY, RowKind.PENALTY)):
            if any(row.kind is kind for row in self.criteria.scored):
                yield header
        yield from (header for header in (MatrixCol.DEDUCTED, MatrixCol.TOTAL) if header in columns)

    def _sum(self, header: str) -> None:
        value, formula = self._summed(header)
        text = header.upper() if header == MatrixCol.TOTAL else f"Cộng {header[0].lower()}{header[1:]}"
        self.drawn.line({Col.TEXT: text, Col.COUNTS: value, Col.CODE: f"({header})"}, "total", {Col.COUNTS: formula},
                        {Col.COUNTS: self.points, Col.CODE: "", Col.LINE: ""})  # fmt: skip

    def _summed(self, header: str) -> tuple[object, str]:
        matrix = self.sources.matrix
        value = self.of_matrix(matrix.rows[self.unit], matrix.columns[header]) if self.unit else ""
        cell = f"INDEX({matrix.body(header)},{self.at})"
        return value, f'=IF({self.at}=0,"",IF({cell}="","",{cell}))'

    # --- below it

    def _signatures(self) -> None:
        """Every line has its hidden mark, so that the next run knows it for one of the program's."""
        texts: list[Mapping[str, str]] = [{}, dict(_SIGNERS), {header: _SIGNED for header, _ in _SIGNERS}]
        texts += [{}] * _ROOM
        sheet, place = self.drawn.sheet, self.drawn.place
        for number, said in enumerate(texts):
            at = self.drawn.first + self.drawn.rows
            self.drawn.rows += 1
            sheet.put(at, place[Col.CODE], f"(ký {number})", "code")
            for header, text in said.items():
                sheet.put(at, place[header], text, "note" if text == _SIGNED else "bold")

    def _look(self) -> None:
        sheet, place = self.drawn.sheet, self.drawn.place
        waits = f'=${place.cell(self.drawn.first, Col.TO_DISCUSS)}<>""'
        area = self.drawn.area(Col.TO_DISCUSS)
        sheet.conditionals.append((area, {"type": "formula", "criteria": waits, "style": "amber"}))
        for header in (Col.CODE, Col.LINE):
            sheet.columns[place[header]] = ColumnFormat(10, hidden=True)


def _shown(live: str) -> str:
    """An empty cell is no 0."""
    return f'IF({live}="","",{live})'
