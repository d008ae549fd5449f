"""Sheet `Điểm cấp trên`: the superior's own scoring of units, on its own scale (HD 1302, III.4)."""

from collections.abc import Mapping, Sequence

from ...domain.office.inputs import OfficeUnit, SuperiorScore
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, any_error, finding
from ...domain.values.numbers import stored
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import Column, Table
from .typed import draw_typed, read_code, read_score, typed_lines


class Col:
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
    ),
    header_row=3,
    key=(Col.UNIT,),
)


def read_scores(grid: Grid, units: Sequence[OfficeUnit]) -> tuple[dict[str, SuperiorScore], list[Finding]]:
    """Unit → the superior's score, and what is wrong; a row that lacks a figure counts as no score."""
    rows, findings = typed_lines(grid, TABLE)
    known = {fold(one.code): one.code for one in units}
    scores: dict[str, SuperiorScore] = {}
    for row in rows:
        typed, cell = read_code(row, Col.UNIT, findings), row.cell(Col.UNIT)
        unit = known.get(fold(typed))
        if unit is None:
            findings.append(finding(Code.UNIT_NOT_LISTED, sheet=TABLE.sheet, cell=cell, value=typed))
            continue
        if unit in scores:
            findings.append(finding(Code.ROW_DOUBLE, unit=unit, sheet=TABLE.sheet, cell=cell, value=typed))
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
    return draw_typed(TABLE, rows, "ĐIỂM CẤP TRÊN CHẤM", "Điểm do cấp trên tự chấm theo thang riêng; chương trình so "
                      "theo tỷ lệ % Tổng điểm / Điểm tối đa.")  # fmt: skip
