"""Sheet `Điểm cấp trên`: the superior's own scoring of units, on its own scale (HD 1302, III.4)."""

from collections.abc import Mapping, Sequence

from ...domain.office.inputs import OfficeUnit, SuperiorScore
from ...domain.values.catalogue import Code
from ...domain.values.cells import is_blank
from ...domain.values.findings import Finding, any_error, finding
from ...domain.values.numbers import stored
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..kept import KeptRow, Look, read_kept
from ..prefilled import COLUMN, KnownCol, follows, known_of
from ..table import Column, Table, TableRow
from .typed import draw_typed, read_code, read_score, typed_lines
from .units import CODES


class Col(KnownCol):
    """The headers of `Điểm cấp trên`."""

    UNIT = "Mã đơn vị"
    TOTAL = "Tổng điểm"
    MAXIMUM = "Điểm tối đa"
    NOTE = "Ghi chú"


TABLE = Table(
    "Điểm cấp trên",
    (
        Column(Col.UNIT, 12, "code", typed=True),
        Column(Col.TOTAL, 14, "number", typed=True),
        Column(Col.MAXIMUM, 14, "number", typed=True),
        Column(Col.NOTE, 60, typed=True),
        COLUMN,
    ),
    header_row=4,
    key=(Col.UNIT,),
    example={
        Col.UNIT: "Ví dụ: DLY",
        Col.TOTAL: 92.5,
        Col.MAXIMUM: 100,
        Col.NOTE: "Theo Biên bản ngày 10/12/2026",
    },
)
POINTS = (Col.TOTAL, Col.MAXIMUM)
"""What belongs together: both cells of a row are people's as soon as anything is typed in one."""
TITLE = "ĐIỂM CẤP TRÊN CHẤM"
_NOTE = "Điểm do cấp trên tự chấm theo thang riêng; chương trình so theo tỷ lệ % Tổng điểm / Điểm tối đa."
LOOK = Look(
    TITLE,
    f"{_NOTE} Ô trống được ghi từ điểm người chấm khi đã chấm đủ; gõ điểm khác thì dùng điểm gõ, xóa thì ghi lại.",
)
"""How it looks once the program fills it, too."""


def read_rows(grid: Grid) -> list[KeptRow]:
    """The rows as they stand."""
    return read_kept(grid, TABLE, [column.header for column in TABLE.columns if not column.hidden])[0]


def is_typed(row: KeptRow) -> bool:
    """Whether a person typed any of the points, over what the program wrote, too."""
    return any(not is_blank(row.raw(header)) and not follows(row, header) for header in POINTS)


def _is_written(row: TableRow, kept: Mapping[int, KeptRow]) -> bool:
    """Whether its points are the program's: they are worked out anew, not read."""
    own = kept.get(row.row)
    return own is not None and bool(known_of(own).key) and not is_typed(own)


def read_scores(grid: Grid, units: Sequence[OfficeUnit]) -> tuple[dict[str, SuperiorScore], list[Finding]]:
    """Unit → the score that was typed, and what is wrong; a row that lacks a figure counts as no score."""
    rows, findings = typed_lines(grid, TABLE)
    kept = {row.row: row for row in read_rows(grid)}
    there: set[str] = set()
    known = {fold(one.code): one.code for one in units}
    scores: dict[str, SuperiorScore] = {}
    for row in rows:
        typed, cell = read_code(row, Col.UNIT, findings), row.cell(Col.UNIT)
        unit = known.get(fold(typed))
        if unit is None:
            findings.append(finding(Code.UNIT_NOT_LISTED, sheet=TABLE.sheet, cell=cell, value=typed))
            continue
        if unit in there:
            findings.append(finding(Code.ROW_DOUBLE, unit=unit, sheet=TABLE.sheet, cell=cell, value=typed))
            continue
        if _is_written(row, kept):
            there.add(unit)
            continue
        said = len(findings)
        total = read_score(row, Col.TOTAL, findings, unit)
        maximum = read_score(row, Col.MAXIMUM, findings, unit)
        if (total is None and maximum is None) or any_error(findings[said:]):
            continue
        if total is None or maximum is None or maximum <= 0 or not 0 <= total <= maximum:
            why = _why(total, maximum)
            findings.append(
                finding(Code.SUPERIOR_SCORE_INVALID, unit=unit, sheet=TABLE.sheet, cell=row.cell(Col.TOTAL),
                        value=row.text(Col.TOTAL), why=why)
            )  # fmt: skip
            continue
        scores[unit] = SuperiorScore(unit, total, maximum)
        there.add(unit)
    return scores, findings


def _why(total: int | None, maximum: int | None) -> str:
    if total is None:
        return "thiếu Tổng điểm"
    if maximum is None:
        return "thiếu Điểm tối đa"
    return "Điểm tối đa phải lớn hơn 0" if maximum <= 0 else "Tổng điểm không nằm trong 0 đến Điểm tối đa"


def render(scores: Mapping[str, SuperiorScore]) -> Sheet:
    """The sheet of a new book."""
    rows = [
        {Col.UNIT: one.unit, Col.TOTAL: stored(one.total), Col.MAXIMUM: stored(one.maximum)}
        for one in scores.values()
    ]
    return draw_typed(TABLE, rows, TITLE, _NOTE, codes={Col.UNIT: CODES})
