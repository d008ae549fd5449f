"""A scorer's workbook without its book: its scores by the maximum that stands beside them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..domain.scoring.checks import check_rows
from ..domain.scoring.criteria import Criterion, Method, RowKind
from ..domain.scoring.rows import Row, read_row
from ..domain.values.cells import is_blank
from ..domain.values.findings import Finding
from ..domain.values.grammar import read_number
from ..domain.values.numbers import Rounding, shown_number
from ..sheets.typed_score import ALL_OR_NOTHING, DEDUCTED, FROM
from .scorer_form import ScorerForm, ScorerRow, not_given, typed_row


def found_alone(form: ScorerForm, rounding: Rounding) -> Iterator[Finding]:
    """What is wrong with the scores as far as the file itself shows it: whose rows they are only the book knows."""
    if form.says_nothing:
        return
    yield from not_given(form, form.rows)
    rows: list[Row] = []
    for line in form.rows:
        if is_blank(line.score):
            continue
        row = typed_row(form, line, _criterion(line))
        yield from read_row(row, None, None, None, line.score)
        rows.append(row)
    yield from check_rows(rows, rounding).findings


def _criterion(line: ScorerRow) -> Criterion:
    """As the row shows it."""
    most = read_number(line.maximum).number
    plain = Criterion(line.criterion, max_points=0 if most is None else int(most * 1000))
    lowest = line.way.removeprefix(FROM)
    if line.way.startswith(FROM) and lowest.removeprefix("-").isdecimal():
        level = f"Thấp nhất:{shown_number(Decimal(int(lowest)) / 1000)}"
        return replace(plain, kind=RowKind.BONUS, method=Method.LEVELS, parameter=level)
    kind = RowKind.PENALTY if line.way.startswith(DEDUCTED) else RowKind.CRITERION
    method = Method.PASS_FAIL if line.way.endswith(ALL_OR_NOTHING) else Method.DIRECT
    return replace(plain, kind=kind, method=method)
