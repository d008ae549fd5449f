"""Sheet `Thống nhất điểm`: what was received beside what the cluster agrees, a row a unit × criterion.

`Điểm tính` is live: typing an agreed score moves it and everything after it. Typing an agreed
target, result or không giao needs the program, and so does a score beside a không giao that leaves the maximum;
the row says so until it has run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria, Criterion, Method, WhenNotAssigned, code_of
from ...domain.scoring.levels import Levels, lowest_points
from ...domain.scoring.parameters import FAILED, PASSED, parse_parameter
from ...domain.scoring.rows import FigureCol
from ...domain.scoring.scores import Key, Score
from ...domain.scoring.units import Unit
from ...domain.values.cells import as_text, computed_value, is_blank
from ...domain.values.grammar import read_number
from ...domain.values.numbers import Points, Rounding, as_shown, in_points, shown_number, stored
from ...workbook.addresses import address, column_name, quoted, span
from ...workbook.alike_rows import ROW, Alike
from ...workbook.grid import Grid
from ...workbook.model import Area, ColumnFormat, Sheet
from ..paper import print_all
from ..rounding import rounded
from ..table import (
    Column,
    Drawn,
    Found,
    Placement,
    Table,
    draw,
    find_table,
    fits_inline,
    raw_column,
    raw_rows,
)
from ..typed_score import SIGNS_AND_WHOLES, TYPE_A_NUMBER, stands, way_to_type
from . import to_discuss
from .to_discuss import MISSING as MISSING
from .to_discuss import UNCONFIRMED, At


class Col(FigureCol):
    """The headers of `Thống nhất điểm`: what was received, what is agreed, what counts."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    CRITERION = "Mã tiêu chí"
    TEXT = "Tiêu chí"
    MAXIMUM = "Điểm tối đa"
    HINT = "Điểm gợi ý"
    """What the rule gives of the figures that stand."""
    EVIDENCE = "Minh chứng"
    EXPLANATION = "Giải trình"
    """Received too: what the unit wrote beside its figures. Nothing is computed from it."""
    AGREED_TARGET = "Chỉ tiêu thống nhất"
    AGREED_RESULT = "Kết quả thống nhất"
    AGREED_NOT_ASSIGNED = "Không giao thống nhất"
    AGREED_SCORE = "Điểm thống nhất"
    REASON = "Lý do"
    DECIDED_BY = "Người quyết định"
    DAY = "Ngày"
    COUNTS = "Điểm tính"
    TO_DISCUSS = "Cần bàn"
    TO_DO = "Cần làm"
    KEY = "Khóa"
    MACHINE_SCORE = "Điểm máy"
    SEEN_TARGET = "CT đã tính"
    SEEN_RESULT = "KQ đã tính"
    SEEN_NOT_ASSIGNED = "KG đã tính"
    SEEN_SCORE = "Điểm đã tính"
    WAY_TO_TYPE = "Cách nhập"
    BEFORE = "Điểm trước"
    """What stood before anything was agreed."""


RECEIVED = (Col.TARGET, Col.RESULT, Col.NOT_ASSIGNED, Col.SCORE)
INPUTS = (Col.AGREED_TARGET, Col.AGREED_RESULT, Col.AGREED_NOT_ASSIGNED)
TYPED = (*INPUTS, Col.AGREED_SCORE, Col.REASON, Col.DECIDED_BY, Col.DAY)
AGREED = (*INPUTS, Col.AGREED_SCORE)
"""What the cluster agrees; left blank, the unit's own counts."""
_NOT_NEGATIVE = (Col.AGREED_TARGET, Col.AGREED_RESULT)
LOOKED_AT = (*RECEIVED, *AGREED)
"""What counts as a person sees it."""
COMPUTED = (Col.COUNTS, Col.TO_DISCUSS, Col.TO_DO)
"""Live in every row: their long formulas are nine tenths of the formulas of a book."""
SEEN = (Col.SEEN_TARGET, Col.SEEN_RESULT, Col.SEEN_NOT_ASSIGNED, Col.SEEN_SCORE)
"""Hidden: the agreed values as of the last computation."""
NOT_ASSIGNED = "không giao"
NOT_HELD = "–"
"""What stands for the score of a criterion that the unit does not have (Chỉ nhóm)."""
INVALID = "điểm thống nhất không hợp lệ"
STALE = "bấm Tổng hợp để tính lại"
TO_CONFIRM = "xác nhận Đạt hoặc Không đạt"

TABLE = Table(
    "Thống nhất điểm",
    (
        Column(Col.UNIT, 6.5, "code"),
        Column(Col.UNIT_NAME, 10),
        Column(Col.CRITERION, 7, "code"),
        Column(Col.TEXT, 19),
        Column(Col.MAXIMUM, 6.5, "number"),
        Column(Col.TARGET, 9.5, "number"),
        Column(Col.RESULT, 9.5, "number"),
        Column(Col.NOT_ASSIGNED, 9, "center"),
        Column(Col.SCORE, 7, "number"),
        Column(Col.HINT, 7, "number"),
        Column(Col.EVIDENCE, 17),
        Column(Col.EXPLANATION, 12),
        Column(Col.AGREED_TARGET, 9, "number", typed=True),
        Column(Col.AGREED_RESULT, 9, "number", typed=True),
        Column(Col.AGREED_NOT_ASSIGNED, 7.5, "center", typed=True),
        Column(Col.AGREED_SCORE, 8, "number", typed=True),
        Column(Col.REASON, 12, typed=True),
        Column(Col.DECIDED_BY, 18, typed=True),
        Column(Col.DAY, 12, "date", typed=True),
        Column(Col.COUNTS, 7.5, "number"),
        Column(Col.TO_DISCUSS, 11.5, "bold wrap"),
        Column(Col.TO_DO, 27, "note wrap"),
        Column(Col.KEY, 14, "code", hidden=True),
        Column(Col.MACHINE_SCORE, 10, "number", hidden=True),
        Column(Col.SEEN_TARGET, 10, "number", hidden=True),
        Column(Col.SEEN_RESULT, 10, "number", hidden=True),
        Column(Col.SEEN_NOT_ASSIGNED, 10, hidden=True),
        Column(Col.SEEN_SCORE, 10, "number", hidden=True),
        Column(Col.WAY_TO_TYPE, 10, hidden=True),
        Column(Col.BEFORE, 10, hidden=True),
    ),
    header_row=3,
    key=(Col.UNIT, Col.CRITERION),
)


_FOLDED = (Col.NOT_ASSIGNED, Col.DECIDED_BY, Col.DAY, Col.TO_DO)
"""What a meeting does not read, so that the rest can be read from paper: `Cần bàn` says what waits there."""
_FINE = (Col.SCORE, Col.HINT, Col.AGREED_SCORE, Col.COUNTS)
"""What is shown with all its decimals."""
_USUAL, _SIGN = 2, 0.9
"""Decimals that the widths are made for, and what more of them need besides."""
_EDGE = 0.25
"""Inches beside the printed table: it is wide."""


class Figures(NamedTuple):
    """Raw cells of a row's figures, in the order of RECEIVED and of AGREED."""

    target: object = None
    result: object = None
    not_assigned: object = None
    score: object = None

    @property
    def is_blank(self) -> bool:
        """Whether none of them holds anything."""
        return self == NO_FIGURES or all(map(is_blank, self))


class Typed(NamedTuple):
    """Raw cells of what people type in a row, in the order of TYPED."""

    target: object = None
    result: object = None
    not_assigned: object = None
    score: object = None
    reason: object = None
    decided_by: object = None
    day: object = None

    @property
    def agreed(self) -> Figures:
        """What the cluster agrees."""
        return Figures(self.target, self.result, self.not_assigned, self.score)


NO_FIGURES = Figures()
_UNTYPED = Typed()


_NO_HINTS: Mapping[Key, Points] = {}


@dataclass(slots=True)
class LedgerRow:
    """One row as read: raw cells, so that what people typed goes back as it was."""

    unit: str
    criterion: str
    row: int = -1
    """0-based row on the sheet; -1 for a row that is not there yet."""
    received: Figures = NO_FIGURES
    typed: Typed = _UNTYPED
    seen: Figures = NO_FIGURES
    """What was agreed as of the last computation."""
    machine: object = None
    explanation: str = ""
    """Giải trình of the unit."""
    evidence: str = ""
    """Minh chứng of the unit."""
    rounded: Mapping[str, str] | None = None
    """What cells show that hold more decimals, by header, where there are any."""
    shown: Figures = NO_FIGURES
    """The received cells as they stood in the book when it was read: what people saw when they typed."""

    @property
    def reason(self) -> str:
        """Lý do."""
        return as_text(self.typed.reason)

    @property
    def has_typed(self) -> bool:
        """Whether a person typed anything in this row."""
        return any(not is_blank(value) for value in self.typed)

    @property
    def has_agreed(self) -> bool:
        """Whether a value was agreed (a reason or a name alone is none)."""
        typed = self.typed
        if typed == _UNTYPED:  # nearly every row of a book, at a tenth of the price of asking each cell
            return False
        return not typed.agreed.is_blank


def figure_of(cell: object) -> Decimal | None:
    """The number of a figure's cell; None for a blank or a word."""
    return read_number(cell).number


def read_ledger(grid: Grid) -> tuple[dict[Key, LedgerRow], list[LedgerRow], Found | None]:
    """The rows by unit and criterion, the second ones of a key, and where the table stands."""
    found = find_table(grid, TABLE)
    if found is None:
        return {}, [], None
    ledger: dict[Key, LedgerRow] = {}
    doubles: list[LedgerRow] = []
    place = found.placement
    looked_at = {header: place[header] for header in LOOKED_AT if header in place.columns}
    received, typed, seen, others = (
        itemgetter(*(raw_column(place, header) for header in headers))
        for headers in (RECEIVED, TYPED, SEEN, (*TABLE.key, Col.MACHINE_SCORE, Col.EXPLANATION, Col.EVIDENCE))
    )
    for row, cells in raw_rows(grid, place):
        unit, criterion, machine, explained, proven = others(cells)
        if unit is None and criterion is None:
            continue
        entry = LedgerRow(
            code_of(as_text(unit)),
            code_of(as_text(criterion)),
            row,
            _figures(received(cells)),
            Typed(*typed(cells)) if typed(cells) != _UNTYPED else _UNTYPED,
            _figures(seen(cells)),
            machine,
            as_text(explained),
            as_text(proven),
        )
        entry.shown = entry.received
        if grid.rounded:
            entry.rounded = grid.rounded_at(row, looked_at)
        key = (entry.unit, entry.criterion)
        if key in ledger:
            doubles.append(entry)
        else:
            ledger[key] = entry
    return ledger, doubles, found


def _figures(cells: tuple[object, ...]) -> Figures:
    """A row's figures; those of most rows are blank, and the same object."""
    return Figures(*cells) if cells != NO_FIGURES else NO_FIGURES


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
    writer = _Lines(drawn, rounding, pending, hints)
    for unit in units:
        writer.begin_unit()
        for criterion in criteria.of(unit.group).asked:
            key = (unit.code, criterion.code)
            rows[key] = writer.line(unit, criterion, ledger.get(key) or LedgerRow(*key), scores[key])
    for orphan in orphans:
        writer.orphan(orphan)
    _validate(drawn, rounding, writer.of_words)
    _mark_invalid(drawn)
    _mark_waiting(drawn)
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


class _Alike(NamedTuple):
    """What the rows of a criterion have in common."""

    live: tuple[str, str, str]
    """The formulas, with # for the row's number."""
    words: tuple[str, ...]
    """Those of its drop-down list."""
    maximum: float | None
    way_to_type: str


class _Lines:
    """Writes the rows fast: styles and columns are worked out once, formulas once a criterion."""

    def __init__(self, drawn: Drawn, rounding: Rounding, pending: str, hints: Mapping[Key, Points]) -> None:
        self.drawn = drawn
        self.rounding = rounding
        self.pending = pending
        self.hints = hints
        place = drawn.place
        self.columns = [(place[c.header], self._style(c)) for c in drawn.table.columns]
        letters = {c.header: address(0, place[c.header]).rstrip("1") for c in drawn.table.columns}
        self.letters = letters
        self.first_of_unit = [(at, f"{style} unitline") for at, style in self.columns]
        self.begins = False
        typed = "&".join(f"{letters[header]}#" for header in AGREED)
        self.discussed = At(*(letters[header] for header in (
            Col.TO_DO, Col.AGREED_SCORE, Col.AGREED_SCORE, Col.AGREED_RESULT, Col.SCORE, Col.MAXIMUM, Col.COUNTS,
            Col.HINT, Col.REASON, Col.BEFORE)))._replace(typed=typed)  # fmt: skip
        self.alike: dict[str, _Alike] = {}
        self.looks: dict[tuple[str, bool, bool], Alike] = {}
        self.invalid: dict[str, list[str]] = {}
        self.of_words: dict[tuple[str, ...], list[int]] = {}
        """The rows whose result is one of a few words that are listed."""
        agreed, seen, machine = (letters[h] for h in (Col.AGREED_SCORE, Col.SEEN_SCORE, Col.MACHINE_SCORE))
        # no number: what the program read last; a blank falls back on the machine's score
        by_machine = f'OR({seen}#="",ISNUMBER({seen}#))'
        computed = f'IF({agreed}#="",{by_machine},AND(NOT({by_machine}),{agreed}#={seen}#))'
        otherwise = f'IF({machine}#="","",{machine}#)'
        self.score = f'=IF(ISNUMBER({agreed}#),IF(@VALID@,@SIGN@@POINTS@,""),IF({computed},{otherwise},""))'
        mark, confirmed, points = (
            letters[h] for h in (Col.NOT_ASSIGNED, Col.AGREED_NOT_ASSIGNED, Col.COUNTS)
        )
        unconfirmed = f'IF(AND({mark}#<>"",{confirmed}#=""),"{UNCONFIRMED}","{MISSING}")'
        open_points = f'IF({points}#="",IF({agreed}#="",{unconfirmed},"{INVALID}"),"")'
        now = '&"|"&'.join(f"{letters[h]}#" for h in INPUTS)
        before = '&"|"&'.join(f"{letters[h]}#" for h in SEEN[:3])
        self.todo = (
            f"=IF(AND({now}={before},OR(ISNUMBER({agreed}#),{computed})),"
            f'IF(ISNUMBER({agreed}#),IF(@VALID@,"","{INVALID}"),{open_points}),"{STALE}")'
        )

    def begin_unit(self) -> None:
        """The next line begins another unit."""
        self.begins = True

    def _alike(self, criterion: Criterion) -> _Alike:
        known = self.alike.get(criterion.code)
        if known is None:
            known = _Alike(
                self._live(criterion), _listed_words(criterion), _maximum(criterion), way_to_type(criterion)
            )
            self.alike[criterion.code] = known
        return known

    def _live(self, criterion: Criterion) -> tuple[str, str, str]:
        """`Điểm tính`, `Cần làm` and `Cần bàn`, with # for the row's number.

        An agreed score out of bounds counts as missing, as in the program.
        """
        discussed = to_discuss.formula(criterion, self.discussed)
        if criterion.is_condition:
            return '=""', self._to_confirm(), discussed
        agreed, maximum = self.letters[Col.AGREED_SCORE], self.letters[Col.MAXIMUM]
        size = f"ABS({agreed}#)" if criterion.is_penalty else f"{agreed}#"
        least = f"{stored(lowest_points(criterion)):.15g}"
        valid = f"AND({size}>={least},{size}<={maximum}#)"
        if criterion.method is Method.PASS_FAIL:
            valid = f"OR({size}=0,{size}={maximum}#)"
        sign = "-" if criterion.is_penalty else ""
        points = rounded(size, self.rounding)
        if self.rounding.moves(criterion.max_points):  # the maximum itself counts, and no score for more
            points = f"MIN({maximum}#,{points})"
        score = self.score.replace("@VALID@", valid).replace("@SIGN@", sign).replace("@POINTS@", points)
        return score, self._waits(criterion).replace("@VALID@", valid), discussed

    def _to_confirm(self) -> str:
        """`Cần làm` of a condition: no score of it counts, what is agreed is whether it is met."""
        agreed, result = self.letters[Col.AGREED_SCORE], self.letters[Col.AGREED_RESULT]
        now = '&"|"&'.join(f"{self.letters[h]}#" for h in INPUTS)
        before = '&"|"&'.join(f"{self.letters[h]}#" for h in SEEN[:3])
        waits = f'IF({result}#="","{TO_CONFIRM}","")'
        return f'=IF({now}={before},IF({agreed}#="",{waits},"{INVALID}"),"{STALE}")'

    def _waits(self, criterion: Criterion) -> str:
        """`Cần làm`. Whether a target that is not assigned leaves the maximum is for the program to work out again.

        So is the mean of scorers' points that were typed since.
        """
        waits = self._waits_for_maximum(criterion)
        if not (criterion.by_scorers and self.pending):
            return waits
        typed = f"COUNTIF({self.pending},{self.letters[Col.KEY]}#)>0"
        return f'=IF({typed},"{STALE}",{waits[1:]})'

    def _waits_for_maximum(self, criterion: Criterion) -> str:
        if criterion.when_not_assigned is not WhenNotAssigned.LEAVES_MAXIMUM:
            return self.todo
        confirmed, agreed, seen = (
            self.letters[header] for header in (Col.AGREED_NOT_ASSIGNED, Col.AGREED_SCORE, Col.SEEN_SCORE)
        )
        changed = f'{agreed}#&""<>{seen}#&""'  # as texts: an empty cell equals a typed 0
        return f'=IF(AND({confirmed}#<>"",{changed}),"{STALE}",{self.todo[1:]})'

    def _style(self, column: Column) -> str:
        style = f"grid {column.style} medium" + (" input" if column.typed else "")
        if column.header in (Col.COUNTS, Col.SCORE, Col.AGREED_SCORE, Col.HINT):
            style = style.replace("number", f"dense{self.rounding.digits}")
        return style.replace("number", "number dense") + (" bold" if column.header == Col.COUNTS else "")

    def line(self, unit: Unit, criterion: Criterion, entry: LedgerRow, score: Score) -> int:
        """One unit × criterion."""
        drawn = self.drawn
        row = drawn.first + drawn.rows
        drawn.rows += 1
        alike = self._alike(criterion)
        hint = self.hints.get((unit.code, criterion.code))
        seen = [computed_value(cell) for cell in entry.typed.agreed]
        values: list[object] = [
            unit.code, unit.name, criterion.code, criterion.text, alike.maximum,
            *entry.received, None if hint is None else stored(hint), entry.evidence, entry.explanation, *entry.typed,
            *_standing(criterion, entry, score), *seen, alike.way_to_type, _before(criterion, entry, score),
        ]  # fmt: skip
        if is_invalid(criterion, entry, score):
            self.invalid.setdefault(unit.code, []).append(criterion.code)
        if alike.words:
            self.of_words.setdefault(alike.words, []).append(row)
        todo = self._todo(criterion, entry, score)
        if not unit.is_excluded:
            values[_AT[Col.TO_DISCUSS]] = to_discuss.said(criterion, _standing_at(todo, entry, values))
        values[_AT[Col.TO_DO]] = todo
        drawn.sheet.put_row(row, self._looks(criterion, is_excluded=unit.is_excluded), values)
        self.begins = False
        return row

    def _looks(self, criterion: Criterion, *, is_excluded: bool) -> Alike:
        """The columns of a criterion's row with their styles and formulas; `Cần bàn` only where the unit is ranked."""
        key = (criterion.code, self.begins, is_excluded)
        known = self.looks.get(key)
        if known is None:
            live = zip(_COMPUTED[:2] if is_excluded else _COMPUTED, self._alike(criterion).live, strict=False)
            formulas = {self.drawn.place[header]: formula.replace("#", ROW) for header, formula in live}
            columns = self.first_of_unit if self.begins else self.columns
            known = self.looks[key] = Alike.of(columns, formulas)
        return known

    def _todo(self, criterion: Criterion, entry: LedgerRow, score: Score) -> str:
        """The stored value of `Cần làm`: just computed, so nothing waits for the program."""
        agreed = computed_value(entry.typed.score)
        if criterion.is_condition:
            confirmed = computed_value(entry.typed.result) not in (None, "")
            return INVALID if agreed not in (None, "") else "" if confirmed else TO_CONFIRM
        if isinstance(agreed, bool) or not isinstance(agreed, int | float):
            if not score.is_missing:
                return ""
            if agreed not in (None, ""):
                return INVALID
            marked = not is_blank(entry.received.not_assigned) and is_blank(entry.typed.not_assigned)
            return UNCONFIRMED if marked else MISSING
        size, maximum = as_shown(agreed), Decimal(criterion.max_points) / 1000
        size = abs(size) if criterion.is_penalty else size
        if criterion.method is Method.PASS_FAIL:
            return "" if size in (0, maximum) else INVALID
        return "" if Decimal(lowest_points(criterion)) / 1000 <= size <= maximum else INVALID

    def orphan(self, entry: LedgerRow) -> None:
        """A row that nothing refers to any more, kept for its typed values."""
        typed = dict(zip(TYPED, entry.typed, strict=True))
        values = {Col.UNIT: entry.unit, Col.CRITERION: entry.criterion, **typed,
                  **dict(zip(RECEIVED, entry.received, strict=True)), Col.EVIDENCE: entry.evidence,
                  Col.EXPLANATION: entry.explanation,
                  **dict(zip(SEEN, map(computed_value, entry.typed.agreed), strict=True)),
                  Col.TO_DO: "dòng không còn đơn vị hoặc tiêu chí"}  # fmt: skip
        self.drawn.line(values)


def _maximum(criterion: Criterion) -> float | None:
    return None if criterion.is_condition else float(in_points(criterion.max_points))


def _standing(criterion: Criterion, entry: LedgerRow, score: Score) -> tuple[object, ...]:
    """`Điểm tính`, `Cần bàn`, `Cần làm` (drawn apart), `Khóa`, `Điểm máy`; a condition has no score to show."""
    key = f"{entry.unit}|{entry.criterion}"
    machine = None if criterion.is_condition else machine_score(score, entry.typed.score)
    return counting(criterion, score), "", "", key, machine


def counting(criterion: Criterion, score: Score) -> object:
    """The value of `Điểm tính`; a condition has no score to show."""
    return "" if criterion.is_condition else shown_score(score)


def is_invalid(criterion: Criterion, entry: LedgerRow, score: Score) -> bool:
    """Whether an agreed score was typed that cannot stand."""
    may_not = score.is_missing or criterion.is_condition
    return may_not and computed_value(entry.typed.score) not in (None, "")


def _before(criterion: Criterion, entry: LedgerRow, score: Score) -> object:
    prior = None if score.prior is None else stored(score.prior)
    return to_discuss.before(criterion, entry.received.result, prior)


_AT = {column.header: at for at, column in enumerate(TABLE.columns)}
_COMPUTED = (Col.COUNTS, Col.TO_DO, Col.TO_DISCUSS)
"""The columns with a formula; the last has none where the unit is not ranked."""


def _standing_at(todo: str, entry: LedgerRow, values: Sequence[object]) -> At:
    """A row as `Cần bàn` sees it."""
    typed, own = entry.typed, entry.received.score
    agreed = "" if typed.agreed.is_blank else "typed"
    maximum, points, hint, before = (values[_AT[h]] for h in (Col.MAXIMUM, Col.COUNTS, Col.HINT, Col.BEFORE))
    return At(todo, agreed, typed.score, typed.result, own, maximum, points, hint, typed.reason, before)


def _text_only(cell: object) -> object:
    """An agreed score typed as text: the live formula cannot read it, so it waits for the program."""
    value = computed_value(cell)
    return value if isinstance(value, str) else None


def shown_score(score: Score) -> object:
    """The value of `Điểm tính`."""
    if not score.counts and score.points is None:
        return NOT_ASSIGNED
    return "" if score.points is None else stored(score.points)


def machine_score(score: Score, agreed: object) -> object:
    """The hidden `Điểm máy`; for an agreed score typed as text, what the program read."""
    if _text_only(agreed):
        return None if score.points is None else stored(score.points)
    if score.machine is None and not score.counts:
        return NOT_ASSIGNED
    return None if score.machine is None else stored(score.machine)


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


def _validate(drawn: Drawn, rounding: Rounding, of_words: Mapping[tuple[str, ...], Sequence[int]]) -> None:
    rules: list[tuple[str, dict[str, object]]] = [
        (Col.AGREED_NOT_ASSIGNED, {"validate": "list", "source": ["Có", "Không"],
                                   "error_title": "Chọn Có hoặc Không"}),
        (Col.AGREED_SCORE, {"validate": "custom", "value": "=" + _stands(drawn),
                             "input_title": "Điểm thống nhất",
                             "input_message": f"Nhập số, {_accepted(rounding)}. Khác điểm tự chấm thì "
                                              "ghi Lý do. Điểm trừ nhập 3 hay -3 đều là trừ 3.",
                             "error_title": "Điểm ngoài thang điểm",
                             "error_message": f"{TYPE_A_NUMBER} {SIGNS_AND_WHOLES}"}),
    ]  # fmt: skip
    rules.append((Col.AGREED_TARGET, _not_negative(drawn, Col.AGREED_TARGET, drawn.first)))
    _validate_results(drawn, of_words)
    refused: dict[str, object] = {
        "validate": "custom", "value": "=FALSE", "ignore_blank": False, "error_title": "Ô do chương trình ghi",
        "error_message": "Ô này lấy từ phiếu của đơn vị. Muốn đổi điểm, gõ vào cột Điểm thống nhất và ghi Lý do.",
    }  # fmt: skip
    written = (*RECEIVED, Col.HINT, Col.EVIDENCE, Col.EXPLANATION, Col.MAXIMUM, Col.COUNTS, Col.TO_DISCUSS)
    rules += [(header, refused) for header in written]
    for header, rule in rules:
        drawn.sheet.validations.append((drawn.area(header), rule))


def _accepted(rounding: Rounding) -> str:
    """What scores may be, in the words of the typed cell."""
    if rounding.step is None:
        return f"tối đa {rounding.digits} chữ số thập phân"
    return f"là bội số của {shown_number(in_points(rounding.step))}"


def _stands(drawn: Drawn) -> str:
    """A formula part on the first row: whether the agreed score is a number within its row's bounds."""
    place, row = drawn.place, drawn.first
    return stands(*(place.cell(row, h) for h in (Col.AGREED_SCORE, Col.MAXIMUM, Col.WAY_TO_TYPE)))


def _validate_results(drawn: Drawn, of_words: Mapping[tuple[str, ...], Sequence[int]]) -> None:
    """Agreed results: figures are not negative, levels are chosen; another word is asked about, rows may be sorted."""
    column = drawn.place[Col.AGREED_RESULT]
    named = {row for rows in of_words.values() for row in rows}
    figures = [row for row in range(drawn.first, drawn.last + 1) if row not in named]
    rules: list[tuple[Sequence[int], dict[str, object]]] = [
        (rows, _one_of(words)) for words, rows in of_words.items()
    ]
    if figures:
        rules.append((figures, _not_negative(drawn, Col.AGREED_RESULT, figures[0])))
    for rows, rule in rules:
        first, *others = _runs(rows, column)
        more = {"other_cells": [list(area) for area in others]} if others else {}
        drawn.sheet.validations.append((first, {**rule, **more}))


def _runs(rows: Sequence[int], column: int) -> list[Area]:
    """The cells of a column in these rising rows, neighbours joined."""
    runs: list[Area] = []
    for row in rows:
        if runs and runs[-1].last_row == row - 1:
            runs[-1] = runs[-1]._replace(last_row=row)
        else:
            runs.append(Area(row, column, row, column))
    return runs


def _listed_words(criterion: Criterion) -> tuple[str, ...]:
    """The levels of a criterion, where a drop-down list holds them; the answers of a condition."""
    if criterion.is_condition:
        return PASSED, FAILED
    parameter = parse_parameter(criterion)
    return parameter.names if isinstance(parameter, Levels) and fits_inline(parameter.names) else ()


def _one_of(words: Sequence[str]) -> dict[str, object]:
    return {"validate": "list", "source": list(words), "error_type": "warning", "error_title": "Chọn một mức",
            "error_message": "Chọn một mức trong danh sách của ô."}  # fmt: skip


def _not_negative(drawn: Drawn, header: str, row: int) -> dict[str, object]:
    """A target or result below 0 gives no score; texts (Đạt, a number with a comma) are for the program to read."""
    cell = drawn.place.cell(row, header)
    return {"validate": "custom", "value": f"=IF(ISNUMBER({cell}),{cell}>=0,TRUE)", "error_title": "Số âm",
            "error_message": f"{header} không được âm: nhập số từ 0 trở lên."}  # fmt: skip


def _mark_waiting(drawn: Drawn) -> None:
    """Amber where a row waits for the meeting; the word stands beside it."""
    waits = f'=${drawn.place.cell(drawn.first, Col.TO_DISCUSS)}<>""'
    for header in (Col.CRITERION, Col.TEXT, Col.TO_DISCUSS):
        drawn.sheet.conditionals.append(
            (drawn.area(header), {"type": "formula", "criteria": waits, "style": "amber"})
        )


def _mark_invalid(drawn: Drawn) -> None:
    """Red where something was typed that gives no score, pasted past the validation or typed elsewhere."""
    place, row = drawn.place, drawn.first
    typed, counts, todo = (
        f"${place.cell(row, header)}" for header in (Col.AGREED_SCORE, Col.COUNTS, Col.TO_DO)
    )
    marks = {Col.AGREED_SCORE: f'=AND({typed}<>"",{counts}="")'}
    for header in _NOT_NEGATIVE:
        cell = place.cell(row, header)
        read = f'{counts}="",{todo}<>"{STALE}"'  # what the program has not seen yet may be good
        marks[header] = f"=IF(ISNUMBER({cell}),{cell}<0,AND(ISTEXT({cell}),{read}))"
    for header, formula in marks.items():
        drawn.sheet.conditionals.append(
            (drawn.area(header), {"type": "formula", "criteria": formula, "style": "red bold"})
        )
