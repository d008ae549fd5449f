"""Sheet `Thống nhất điểm`: what was received beside what the cluster agrees, a row a unit × criterion.

`Điểm tính` is live: typing an agreed score moves it and everything after it. Typing an agreed
target, result or không giao needs the program, and so does a score beside a không giao that leaves the maximum;
the row says so until it has run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from ...domain.scoring.criteria import code_of
from ...domain.scoring.rows import FigureCol
from ...domain.scoring.scores import Key
from ...domain.values.cells import as_text, is_blank
from ...domain.values.grammar import read_number
from ...workbook.grid import Grid
from ..table import Column, Found, Table, find_table, raw_column, raw_rows


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
