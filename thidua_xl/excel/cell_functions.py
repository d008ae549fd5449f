"""What the functions for cells compute: the same rules as everywhere, on values as Excel hands them over.

A text as the answer is a sentence for the person at the cell; a number is a number.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ..domain.scoring.cluster_ranks import ClusterRanks
from ..domain.scoring.criteria import IN_WORDS, Criterion, Method, RowKind
from ..domain.scoring.levels import Levels
from ..domain.scoring.parameters import Invalid, Leader, parse_parameter
from ..domain.scoring.rules import Outcome, cluster_ranks, leader, suggest
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, cell_said, is_blank
from ..domain.values.findings import finding
from ..domain.values.grammar import Reading, read_number, read_pass_fail
from ..domain.values.numbers import Rounding, as_fraction, round_half_up, stored
from ..domain.values.text import fold
from ..workbook.addresses import address

Rows = Sequence[Sequence[object]]
"""A range of cells, row by row."""

_METHODS = {fold(method.value): method for method in Method}
_OWN = "own"


def number_in(cell: object, maximum: object = None) -> float | str | None:
    """TD_SO: the number that the program reads in a cell; a sentence where a person must look; None for blank."""
    reading = read_number(cell, limit=read_number(maximum).number)
    if reading.blank:
        return None
    if reading.number is not None:
        return float(reading.number)
    return _problem(reading, "này")


def _problem(reading: Reading, cell: str) -> str:
    """The catalogue's sentence for a cell that is no number."""
    assert reading.code is not None
    return finding(reading.code, cell=cell, value=reading.raw, details=reading.details).message


def points_by_rule(
    method: object, parameter: object, maximum: object, target: object, result: object,
    digits: object = 2, targets: Rows = (), results: Rows = (),
) -> float | str | None:  # fmt: skip
    """TD_DIEM: points by a rule; `targets` and `results` of the whole cluster for rules that compare its units."""
    known = _METHODS.get(fold(as_text(method)))
    if known is None:
        return f"Không có cách chấm “{as_text(method)}”."
    most, places = read_number(maximum).number, read_number(digits).number
    if most is None or most < 0:
        return "Điểm tối đa phải là một số không âm."
    if places not in (0, 1, 2, 3):
        return "Số chữ số thập phân phải là 0, 1, 2 hoặc 3."
    kind = RowKind.BONUS if known is Method.LEVELS else RowKind.CRITERION  # of which levels may be below 0
    criterion = Criterion("1", kind=kind, max_points=round_half_up(most, 3), method=known,
                          parameter=as_text(parameter))  # fmt: skip
    rule = parse_parameter(criterion)
    if isinstance(rule, Invalid):
        return f"{rule.why} Ví dụ: {rule.example}"
    goal, outcome = _fraction(target), _fraction(result)
    for text in (goal, outcome if known not in IN_WORDS else None):
        if isinstance(text, str):
            return text
    assert not isinstance(goal, str)
    if isinstance(rule, Leader):
        return _beside_others(criterion, rule, goal, outcome, Rounding(int(places)), targets, results)
    if isinstance(rule, ClusterRanks):
        return _placed(criterion, rule, outcome, Rounding(int(places)), results)
    passed = read_pass_fail(result).passed if known is Method.PASS_FAIL else None
    exact = None if isinstance(outcome, str) else outcome
    level = None
    if isinstance(rule, Levels) and not is_blank(result):
        level = rule.named(as_text(result))
        if level is None:
            return f"Không có mức “{as_text(result)}”; các mức: {' · '.join(rule.names)}."
    return _said(suggest(criterion, rule, goal, exact, passed, Rounding(int(places)), level))


def _fraction(cell: object) -> Fraction | str | None:
    reading = read_number(cell)
    if reading.number is not None:
        return as_fraction(reading.number)
    return None if reading.code is None else str(number_in(cell))


def _beside_others(
    criterion: Criterion, rule: Leader, target: Fraction | None, result: object, rounding: Rounding, targets: Rows,
    results: Rows,
) -> float | str | None:  # fmt: skip
    if target is None or not isinstance(result, Fraction):
        return _said(Outcome(lacks="target" if target is None else "result"))
    goals, outcomes = _numbers(targets, "chỉ tiêu"), _numbers(results, "kết quả")
    if isinstance(goals, str):
        return goals
    if isinstance(outcomes, str):
        return outcomes
    if not goals or len(goals) != len(outcomes):
        return "Cách chấm này cần vùng chỉ tiêu và vùng kết quả của cả cụm, bằng nhau."
    inputs: dict[str, tuple[Fraction, Fraction]] = {_OWN: (target, result)}
    for at, (goal, outcome) in enumerate(zip(goals, outcomes, strict=True)):
        if goal is not None and outcome is not None:
            inputs[str(at)] = (goal, outcome)
    found = leader(criterion.max_points, rule.lower_is_better, inputs, set(inputs), rounding)
    return _said(found.get(_OWN, Outcome()))


def _placed(
    criterion: Criterion, rule: ClusterRanks, result: object, rounding: Rounding, results: Rows
) -> float | str | None:
    if not isinstance(result, Fraction):
        return _said(Outcome(lacks="result"))
    figures = _numbers(results, "kết quả")
    if isinstance(figures, str):
        return figures
    exact = {str(at): figure for at, figure in enumerate(figures) if figure is not None}
    own = next((at for at, figure in exact.items() if figure == result), None)
    if own is None:
        return "Cách chấm này cần vùng kết quả của cả cụm, có kết quả này trong đó."
    return _said(cluster_ranks(criterion.max_points, rule, exact, set(exact), rounding)[own])


def _numbers(cells: Rows, what: str) -> list[Fraction | None] | str:
    """The numbers of a range, None for blank cells; of a cell that cannot be read its sentence: others rank by it."""
    found: list[Fraction | None] = []
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            reading = read_number(cell)
            if reading.number is None and reading.code is not None:
                return _problem(reading, f"{address(row, column)} của vùng {what}")
            found.append(None if reading.number is None else as_fraction(reading.number))
    return found


def _said(outcome: Outcome) -> float | str | None:
    if outcome.points is not None:
        return float(stored(outcome.points))
    if outcome.lacks:
        return "Thiếu chỉ tiêu." if outcome.lacks == "target" else "Thiếu kết quả."
    if outcome.code is Code.TARGET_ZERO:
        return "Chỉ tiêu bằng 0: không tính được, Trưởng cụm cho điểm."
    return "Chỉ tiêu, kết quả không được âm." if outcome.code is Code.NEGATIVE else None


def rank_among(score: object, scores: Rows, *, dense: bool = False) -> int | str | None:
    """TD_XEPHANG: 1, 2, 2, 4 (`dense`: 1, 2, 2, 3), highest first; blank cells and texts hold no rank.

    Compared exactly as numbers are shown (design, 3): sums that print alike are equal.
    """
    own = _points(score)
    if own is None:
        return None if is_blank(score) else str(number_in(score))
    others = [points for cell in _flat(scores) if (points := _points(cell)) is not None]
    if own not in others:
        return "Điểm này không nằm trong vùng."
    above = [points for points in others if points > own]
    return 1 + len(set(above) if dense else above)


def _points(cell: object) -> Decimal | None:
    return read_number(cell).number


def faults_in(cells: Rows, maximum: object = None) -> str:
    """TD_LOI: what is wrong with the scores of a range, cell by cell; an empty text where nothing is."""
    limit = read_number(maximum).number
    return "\n".join(_faults(cells, limit))


def _faults(cells: Rows, limit: Decimal | None) -> Iterator[str]:
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            place = f"{address(row, column)} của vùng"
            reading = read_number(cell, limit=limit)
            if reading.blank:
                yield f"Ô {place} để trống: chưa có điểm (khác 0)."
            elif reading.number is None:
                yield _problem(reading, place)
            elif reading.number < 0:
                yield f"Ô {place}: {cell_said(reading.number)} là số âm."
            elif limit is not None and reading.number > limit:
                yield f"Ô {place}: {cell_said(reading.number)} vượt điểm tối đa {cell_said(limit)}."


def _flat(cells: Rows) -> list[object]:
    return [cell for row in cells for cell in row]
