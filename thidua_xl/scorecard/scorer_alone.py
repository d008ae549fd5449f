"""A scorer's workbook without its book: its scores by what stands beside them, and rows that can be nobody's."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..domain.scoring.checks import check_rows
from ..domain.scoring.criteria import Criterion, Method, RowKind
from ..domain.scoring.rows import Row, read_row
from ..domain.values.catalogue import Code
from ..domain.values.cells import is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..domain.values.numbers import Rounding, typed_number
from ..domain.values.reworded import Words, reworded
from ..domain.values.text import fold
from ..sheets.form.scorer_sheet import Col
from ..sheets.typed_score import ALL_OR_NOTHING, DEDUCTED, FROM
from .scorer_form import ScorerForm, ScorerRow, not_given, typed_row


def found_alone(form: ScorerForm, rounding: Rounding) -> Iterator[Finding]:
    """What is wrong with the scores as far as the file itself shows it: whose rows they are only the book knows."""
    if form.says_nothing:
        return
    yield from not_given(form, form.rows)
    yield from _nobodys(form)
    rows: list[Row] = []
    for line in form.rows:
        if is_blank(line.score):
            continue
        criterion = _criterion(line)
        row = typed_row(form, line, criterion or Criterion(line.criterion))
        yield from read_row(row, None, None, None, line.score)
        if criterion is not None:
            rows.append(row)
    yield from check_rows(rows, rounding).findings


def why_nobodys(form: ScorerForm, line: ScorerRow) -> str:
    """Why no book can have asked this scorer for the line; empty where one may have."""
    if not (line.unit and line.criterion):
        return f"dòng thiếu {'mã tiêu chí' if line.unit else 'mã đơn vị'}"
    return "đơn vị không tự chấm mình" if fold(line.unit) == fold(form.scorer) else ""


def _nobodys(form: ScorerForm) -> Iterator[Finding]:
    """Scores in lines that nobody asked for, and lines that stand twice: nobody can say which is meant."""
    seen: set[tuple[str, str]] = set()
    for line in form.rows:
        why, pair = why_nobodys(form, line), (line.unit, line.criterion)
        if (why and not is_blank(line.score)) or pair in seen:
            told = finding(
                Code.SCORER_ROW_STRAY if why else Code.CRITERION_DOUBLE, unit=line.unit, criterion=line.criterion,
                file=form.file, sheet=form.sheet, cell=form.place.cell(line.line, Col.SCORE),
                value=line.typed if why else line.criterion, scorer=form.scorer, why=why,
            )  # fmt: skip
            yield told if why else reworded(told, Words.TWICE_FOR_UNIT)
        seen.add(pair)


def _criterion(line: ScorerRow) -> Criterion | None:
    """As the row shows it; None where it shows no maximum."""
    most = read_number(line.maximum).number
    if most is None:
        return None
    plain = Criterion(line.criterion, max_points=int(most * 1000))
    lowest = line.way.removeprefix(FROM)
    if line.way.startswith(FROM) and lowest.removeprefix("-").isdecimal():
        level = f"Thấp nhất:{typed_number(Decimal(int(lowest)) / 1000)}"
        return replace(plain, kind=RowKind.BONUS, method=Method.LEVELS, parameter=level)
    kind = RowKind.PENALTY if line.way.startswith(DEDUCTED) else RowKind.CRITERION
    method = Method.PASS_FAIL if line.way.endswith(ALL_OR_NOTHING) else Method.DIRECT
    return replace(plain, kind=kind, method=method)
