"""Typed rows: one a unit × criterion, from a scorecard or from the book, and where they stand there."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..values.catalogue import Code
from ..values.cells import RawCell, as_text, is_blank
from ..values.choices import NO, YES, read_yes_no
from ..values.findings import Finding, RowKey, finding, with_explanation
from ..values.grammar import BLANK, DOUBTS, Reading, Verdict, read_not_assigned, read_number, read_pass_fail
from ..values.numbers import Rounding, as_fraction
from ..values.shown import read_doubt, shown_value
from ..values.text import clean
from .criteria import IN_WORDS, Criterion, Method
from .levels import Levels
from .parameters import Parameter, needs_result, needs_target, result_words
from .rules import Outcome, suggest
from .scores import Agreement, Claim
from .taken_suggestion import Offered, read_taken, takes_suggestion

TARGET, RESULT, MARK, SCORE, EVIDENCE = "target", "result", "mark", "score", "evidence"


class FigureCol:
    """The headers under which a unit's figures stand, on its form and in the book."""

    TARGET = "Chỉ tiêu"
    RESULT = "Kết quả"
    NOT_ASSIGNED = "Không được giao"
    SCORE = "Điểm tự chấm"


_OF_MANY_ROWS = frozenset({Code.VALIDATION_LOST})
"""Told at one row, about others too."""


class Origin(NamedTuple):
    """Where rows come from: of a received file its name, the sheet and the column letters of the fields.

    Of the book, which is drawn anew, the sheet and the headers of the fields.
    """

    file: str
    sheet: str
    letters: Mapping[str, str]
    agreed: bool = False
    """Whether these are the agreed columns of the book."""
    headers: Mapping[str, str] = {}
    of_scorer: bool = False
    """Whether the score is a scorer's: it is weighed with others as it was typed, and their mean is rounded."""


@dataclass(slots=True)
class Row:
    """What stands in one row for one unit and criterion, read strictly."""

    unit: str
    criterion: Criterion
    parameter: Parameter | None
    origin: Origin
    row: int = -1
    """0-based line on the sheet of a received file."""
    target: Reading = BLANK
    result: Reading = BLANK
    verdict: Verdict = Verdict.BLANK
    passed: bool | None = None
    """Đạt or Không đạt, where that is the result."""
    level: str | None = None
    """The level as the parameter names it, where that is the result."""
    mark: bool | None = False
    score: Reading = BLANK
    evidence: bool = True
    evidence_text: str = ""
    """Minh chứng as the unit wrote it."""
    explanation: str = ""
    """Giải trình of the unit."""
    rounded: Mapping[str, str] | None = None
    """What cells show that hold more decimals, by field, where there are any."""
    twice: bool = False
    """Whether its criterion stands in a second row of the form: nobody can say which of the two scores is meant."""
    key: RowKey = ()
    """What tells it apart in its table, where unit and criterion do not."""
    carried: bool = False
    """Whether it stands in a form made from another version of this criterion: its cells keep the old rule of entry."""

    def cell(self, field: str) -> str:
        """The A1 address of a field; empty where the sheet lacks the column."""
        letters = self.origin.letters.get(field)
        return f"{letters}{self.row + 1}" if letters else ""

    def found(self, code: Code, field: str, value: Decimal | str = "", **details: object) -> Finding:
        """A finding at one of the row's cells."""
        said = finding(
            code,
            unit=self.unit,
            criterion=self.criterion.code,
            file=self.origin.file,
            sheet=self.origin.sheet,
            cell=self.cell(field),
            row=self.key or (self.unit, self.criterion.code),
            header=self.origin.headers.get(field, ""),
            value=value,
            details=details,
        )
        return said if code in _OF_MANY_ROWS else with_explanation(said, self.explanation)

    @property
    def limit(self) -> Decimal:
        """The most points a person may type."""
        return Decimal(self.criterion.max_points) / 1000

    @property
    def wants_target(self) -> bool:
        """Whether the rule compares with a target."""
        return self.parameter is not None and needs_target(self.criterion.method, self.parameter)

    @property
    def wants_result(self) -> bool:
        """Whether the rule computes from a result."""
        return needs_result(self.criterion.method)

    @property
    def lacks_result(self) -> bool:
        """Whether nothing stands there for a result, neither a figure nor a word, not even a wrong one."""
        return self.result.blank and self.verdict is Verdict.BLANK

    def suggested(self, rounding: Rounding) -> Outcome:
        """What the rule gives for the row's figures."""
        if self.parameter is None:
            return Outcome()
        target, result = _fraction(self.target), _fraction(self.result)
        return suggest(self.criterion, self.parameter, target, result, self.passed, rounding, self.level)

    def claim(self, counts: bool) -> Claim:
        """What counts of it as the unit's own; `counts` says whether the score does, after all rules."""
        score = self.score.number if counts and self.criterion.scored_by_unit else None
        return Claim(
            _fraction(self.target), _fraction(self.result), self.passed, self.mark is True, score, self.level
        )

    def agreement(self, not_assigned: bool | None, counts: bool) -> Agreement:
        """What counts of it as agreed by the cluster; `counts` says whether the score does, after all rules."""
        unreadable = (
            not (self.target.ok or self.target.blank)
            or not (self.result.ok or self.result.blank)
            or self.verdict is Verdict.UNCLEAR
            or self.mark is None
            or not (self.score.ok or self.score.blank)
            or not counts
        )
        return Agreement(
            _fraction(self.target),
            _fraction(self.result),
            self.passed,
            not_assigned,
            self.score.number if counts else None,
            unreadable,
            self.level,
        )


def _fraction(reading: Reading) -> Fraction | None:
    return None if reading.number is None else as_fraction(reading.number)


def read_row(
    row: Row,
    target: object,
    result: object,
    mark: object,
    score: object,
    *,
    offered: Offered | None = None,
) -> list[Finding]:
    """Read the raw cells into the row; returns what is wrong with them one by one.

    `offered` is what the row's form offers as a score: elsewhere nobody takes it by a word.
    """
    findings: list[Finding] = []
    method = row.criterion.method
    if target is not None and row.wants_target:
        row.target = _figure(row, TARGET, target, findings)
    if method in IN_WORDS:
        _read_word(row, result)
        if row.verdict is Verdict.UNCLEAR:
            allowed = " · ".join(result_words(row.criterion, row.parameter))
            findings.append(_unclear(row, RESULT, result, allowed))
    elif result is not None and needs_result(method):
        row.result = _figure(row, RESULT, result, findings)
    if mark is not None:
        row.mark = _agreed_mark(mark) if row.origin.agreed else read_not_assigned(mark)
        if row.mark is None:
            allowed = f"{YES} · {NO}" if row.origin.agreed else "x · để trống"
            findings.append(_unclear(row, MARK, mark, allowed))
    if score is not None:
        row.score = _score(row, score, offered)
        if row.score.code is Code.SHOWN_OTHERWISE and row.criterion.is_penalty:
            row.score = _without_sign(score) or row.score
        if row.score.code is not None and (row.criterion.scored_by_unit or row.origin.agreed):
            findings.append(_misread(row, SCORE, row.score))
    return findings


def _score(row: Row, cell: object, offered: Offered | None) -> Reading:
    """A score as a number, or as the word that takes the suggested one."""
    if offered is not None and row.criterion.scored_by_unit and takes_suggestion(cell):
        outcome = row.suggested(offered.rounding)
        return read_taken(cell, row.criterion, outcome, offered, _missing(row, outcome))
    return read_number(cell, limit=None if type(cell) is float else row.limit)


def _missing(row: Row, outcome: Outcome) -> str:
    """Which figure is not there, or is none."""
    blanks = {"target": ("chỉ tiêu", row.target.blank), "result": ("kết quả", row.lacks_result)}
    what, is_blank_there = blanks.get(outcome.lacks, ("", False))
    return what and (f"chưa có {what}" if is_blank_there else f"không đọc được {what}")


def _read_word(row: Row, cell: object) -> None:
    """A result that is one of the words of its rule; where the levels are not understood, every word is let be."""
    if row.criterion.method is Method.PASS_FAIL:
        row.verdict = read_pass_fail(cell)
        row.passed = row.verdict.passed
    elif not is_blank(cell) and isinstance(row.parameter, Levels):
        row.level = row.parameter.named(as_text(cell))
        row.verdict = Verdict.UNCLEAR if row.level is None else Verdict.CHOSEN


def _agreed_mark(cell: object) -> bool | None:
    """`Không giao thống nhất`: the head chooses a word of the list; None for any other."""
    word, unknown = read_yes_no(cell)
    return None if unknown else word is True


def _without_sign(cell: object) -> Reading | None:
    """A penalty of -3 that shows 3: both deduct three points."""
    doubt = read_doubt(cell) if isinstance(cell, str) else None
    held = doubt.unsigned if doubt else None
    return None if held is None else Reading(held, raw=held)


def _figure(row: Row, field: str, cell: object, findings: list[Finding]) -> Reading:
    """A target or a result; of a measure of per cent, 0.95 that shows 95% is 95."""
    reading = read_number(cell)
    doubt = read_doubt(cell) if reading.code is Code.SHOWN_OTHERWISE and isinstance(cell, str) else None
    percent = doubt.percent if doubt and "%" in row.criterion.measure else None
    if doubt is None or percent is None:
        if reading.code is not None:
            findings.append(_misread(row, field, reading))
        return reading
    shown = {"shown": doubt.shown, "number": percent}
    findings.append(row.found(Code.PERCENT_READ, field, doubt.held, **shown))
    if shown_value(doubt.shown) != percent:
        findings.append(row.found(Code.SHOWN_ROUNDED, field, percent, shown=doubt.shown))
    return Reading(percent, raw=percent)


def _unclear(row: Row, field: str, cell: object, allowed: str) -> Finding:
    """A choice that is none: an error or an uncomputed formula says so itself."""
    reading = read_number(cell)
    if reading.code in (Code.ERROR_VALUE, Code.FORMULA_WITHOUT_VALUE, Code.READERS_DISAGREE, *DOUBTS):
        return row.found(reading.code, field, reading.raw, **reading.details)
    return row.found(Code.VALUE_UNKNOWN, field, as_text(cell), allowed=allowed)


def _misread(row: Row, field: str, reading: Reading) -> Finding:
    assert reading.code is not None
    return row.found(reading.code, field, reading.raw, **reading.details)


LONGEST = 1_000
"""Characters of what a unit explains that the book keeps; the whole of it stands in the original."""


def told(cell: RawCell) -> str:
    """A text as the book can keep it: one line, no signs that nobody sees."""
    said = as_text(cell)
    text = said if said == cell else clean(said)  # nearly all are clean as they came
    if not text.isprintable():
        text = "".join(letter for letter in text if letter.isprintable())
    return text[:LONGEST].rstrip()
