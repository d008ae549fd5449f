"""Sheet `Tiêu chí` as read: each row by its own rules, then the whole (`criteria_checks`)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from ..domain.scoring.consequences import WORDS as CONSEQUENCES
from ..domain.scoring.consequences import read_consequences, too_fine, without_class
from ..domain.scoring.criteria import (
    COMPUTED_FOR_CLUSTER,
    Criteria,
    Criterion,
    Method,
    RowKind,
    Scorer,
    WhenNotAssigned,
    code_of,
)
from ..domain.scoring.group_rules import parse_group
from ..domain.scoring.groups import Grouping, grouping_of
from ..domain.scoring.parameters import (
    Invalid,
    cap_problem,
    counting_word,
    effective_maximum,
    parse_parameter,
)
from ..domain.scoring.scorers import WORDS, Scorers, read_scorers
from ..domain.scoring.settings import Settings
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.choices import chosen
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..domain.values.numbers import exact_points
from ..domain.values.shown import read_doubt
from ..domain.values.text import fold
from ..workbook.grid import Grid
from .criteria import ANSWERING, TABLE, Col, names_in
from .criteria_checks import MAXIMUM_SAID, decimal_points, told_of_table
from .table import Found, TableRow, find_table, rows_of

_T = TypeVar("_T", bound=StrEnum)
_OF_CRITERIA: tuple[tuple[str, Iterable[StrEnum], str], ...] = (
    (Col.METHOD, Method, Method.DIRECT),
    (Col.SCORER, WORDS, WORDS[0]),
    (Col.WHEN_NOT_ASSIGNED, WhenNotAssigned, ""),
)
"""Columns that only criteria use, their words, and the word that changes nothing anywhere."""


def read_criteria(
    grid: Grid, settings: Settings, people: Sequence[str] = ()
) -> tuple[Criteria, list[Finding], Found | None]:
    """The criteria in the order of the sheet, what is wrong with them, and where the table stands.

    `people` are the codes of the scorers that the cluster has (`Người chấm`).
    """
    found = find_table(grid, TABLE)
    if found is None:
        return Criteria(), [finding(Code.HEADER_MISSING, sheet=TABLE.sheet, value="Mã, Nội dung, Loại")], None
    findings = [finding(Code.HEADER_MISSING, sheet=TABLE.sheet, value=name) for name in found.missing]
    reader = _Reader(findings, settings, people)
    for row in rows_of(grid, found.placement):
        if not (is_blank(row.raw(Col.CODE)) and is_blank(row.raw(Col.TEXT))):
            reader.read(row)
    criteria = reader.criteria()
    findings += told_of_table(criteria, settings, reader.typed_maxima, reader.cells, grid, found)
    return criteria, findings, found


class _Reader:
    """Collects the criteria row by row."""

    def __init__(self, findings: list[Finding], settings: Settings, people: Sequence[str]) -> None:
        self.findings = findings
        self.settings = settings
        self.people = people
        self.rows: dict[str, Criterion] = {}
        self.cells: dict[str, TableRow] = {}
        self.typed_maxima: dict[str, int] = {}
        self.invalid: set[str] = set()

    def criteria(self) -> Criteria:
        """What was read; a section's maximum is what its rows come to."""
        plain = Criteria(tuple(self.rows.values()), frozenset(self.invalid))
        grouping = grouping_of(plain, self.settings.digits)
        rows = tuple(
            _with_maximum(row, self._section_maximum(plain, grouping, row)) if row.is_section else row
            for row in plain
        )
        return Criteria(rows, plain.invalid)

    def _section_maximum(self, criteria: Criteria, grouping: Grouping, row: Criterion) -> int:
        """That of its criteria; rows of bonus or penalty alone have one where it is stated, or where a rule is."""
        if criteria.below(row.code):
            return grouping.section_maximum(row.code)
        if row.code in self.typed_maxima or row.code in grouping.by_name:
            bonus, penalty = (
                grouping.section_maximum(row.code, kind) for kind in (RowKind.BONUS, RowKind.PENALTY)
            )
            return bonus or penalty
        return 0

    def add(
        self, code: Code, row: TableRow, header: str, value: Decimal | str | None = None, **details: object
    ) -> None:
        self.findings.append(
            finding(
                code,
                criterion=code_of(row.text(Col.CODE)),
                sheet=TABLE.sheet,
                cell=row.cell(header),
                value=row.text(header) if value is None else value,
                details=details,
            )
        )

    def read(self, row: TableRow) -> None:
        raw = row.raw(Col.CODE)
        code = code_of(as_text(raw))
        if not code:
            self.add(Code.RULE_UNKNOWN, row, Col.CODE, name="mã tiêu chí", allowed="mã như I, I.1, I.1.a")
            return
        if not isinstance(raw, str):
            self.add(Code.CODE_NOT_TEXT, row, Col.CODE, value=code)
        if fold(code) in {fold(known) for known in self.rows}:
            self.add(Code.CRITERIA_CODE_DOUBLE, row, Col.CODE, value=code)
            return
        self.cells[code] = row
        self.rows[code] = self._criterion(code, row)

    def _criterion(self, code: str, row: TableRow) -> Criterion:
        kind = self._choice(row, Col.KIND, RowKind, RowKind.CRITERION)
        if kind is RowKind.CONDITION:
            return self._condition(code, row)
        section = kind is RowKind.SECTION
        if section:
            self._ignored(row)
        who = Scorers() if section else read_scorers(row.text(Col.SCORER))
        criterion = Criterion(
            code,
            row.text(Col.NUMBER),
            row.text(Col.TEXT),
            kind,
            self._maximum(code, row, section),
            Method.DIRECT if section else self._choice(row, Col.METHOD, Method, Method.DIRECT, code),
            row.text(Col.PARAMETER),
            row.text(Col.MEASURE),
            who.kind,
            WhenNotAssigned.NOT_ALLOWED
            if section
            else self._choice(row, Col.WHEN_NOT_ASSIGNED, WhenNotAssigned, WhenNotAssigned.NOT_ALLOWED),
            row.text(Col.NOTE),
            None if section else self._common_target(row),
            who.text,
            groups=names_in(row.text(Col.GROUPS)),
        )
        if section:
            return self._with_rule(criterion, row)
        self._check_scorers(criterion, who, row)
        return self._with_parameter(criterion, row)

    def _with_rule(self, section: Criterion, row: TableRow) -> Criterion:
        """A section; told where the rule of its group cannot be understood."""
        rule = parse_group(section.parameter)
        if isinstance(rule, Invalid):
            self.invalid.add(section.code)
            self.add(Code.PARAMETER_INVALID, row, Col.PARAMETER, why=rule.why, example=rule.example)
        return section

    def _check_scorers(self, criterion: Criterion, who: Scorers, row: TableRow) -> None:
        """Codes that nobody has, shares that make no score, a rule that leaves nothing to scorers."""
        known = {"", *map(fold, self.people)}
        unknown = [share.code for share in who.shares if fold(share.code) not in known]
        if who.wrong:
            self.add(Code.SCORERS_INVALID, row, Col.SCORER, why=who.wrong)
        elif unknown:
            words = [*(word.value for word in WORDS), *self.people]
            self.add(
                Code.SCORER_UNKNOWN, row, Col.SCORER, unknown=", ".join(unknown), allowed=" · ".join(words)
            )
        elif criterion.by_scorers and criterion.method in COMPUTED_FOR_CLUSTER:
            why = f"cách chấm “{criterion.method.value}” do chương trình tính, không có người chấm"
            self.add(Code.SCORERS_INVALID, row, Col.SCORER, why=why)
        else:
            return
        self.invalid.add(criterion.code)

    def _condition(self, code: str, row: TableRow) -> Criterion:
        """A row that is answered and bears no points: its parameter says what follows."""
        maximum = read_number(row.raw(Col.MAXIMUM), limit=Decimal(100_000))
        if maximum.number != 0 and not maximum.blank:
            self.add(Code.CONDITION_HAS_POINTS, row, Col.MAXIMUM, name=Col.MAXIMUM)
        for header, word in ((Col.METHOD, Method.PASS_FAIL.value), (Col.WHEN_NOT_ASSIGNED, "")):
            if row.text(header) and fold(row.text(header)) != fold(word):
                allowed = f"{word}, hoặc để trống" if word else "để trống"
                self.add(Code.RULE_UNKNOWN, row, header, name=header, allowed=allowed)
        parameter = row.text(Col.PARAMETER)
        found = read_consequences(parameter)
        if found is not None and without_class(found, self.settings.class_names):
            self.invalid.add(code)
            self.add(Code.CLASS_UNKNOWN, row, Col.PARAMETER)
        if found is not None and too_fine(found, self.settings.digits):
            self.invalid.add(code)
            self.add(Code.CONSEQUENCE_TOO_FINE, row, Col.PARAMETER, limit=self.settings.digits)
        if found is None:
            self.invalid.add(code)
            self.add(Code.PARAMETER_INVALID, row, Col.PARAMETER, why="phải là hệ quả khi không đạt",
                     example=" · ".join(CONSEQUENCES))  # fmt: skip
        scorer = self._answering(row)
        return Criterion(code, row.text(Col.NUMBER), row.text(Col.TEXT), RowKind.CONDITION, 0, Method.PASS_FAIL,
                         parameter, row.text(Col.MEASURE), scorer, note=row.text(Col.NOTE),
                         groups=names_in(row.text(Col.GROUPS)))  # fmt: skip

    def _answering(self, row: TableRow) -> Scorer:
        """Who answers: the unit, or the head for it."""
        word = chosen(row.text(Col.SCORER), ANSWERING)
        if row.text(Col.SCORER) and word is None:
            self.add(Code.RULE_UNKNOWN, row, Col.SCORER, name=Col.SCORER, allowed=" · ".join(ANSWERING))
        return Scorer.HEAD if word == Scorer.HEAD.value else Scorer.UNIT

    def _choice(self, row: TableRow, header: str, kind: type[_T], blank: _T, code: str = "") -> _T:
        """The chosen member; an unknown one is reported and makes the criterion's rule invalid."""
        typed = row.text(header)
        if not typed:
            if code:
                self._unknown(row, header, kind, code)
            return blank
        for member in kind:
            if fold(member.value) == fold(typed):
                return member
        self._unknown(row, header, kind, code)
        return blank

    def _common_target(self, row: TableRow) -> Decimal | None:
        """The target that is the same for every unit; blank, or no number (a finding): there is none."""
        cell = row.raw(Col.COMMON_TARGET)
        reading = read_number(cell)
        doubt = read_doubt(cell) if isinstance(cell, str) and "%" in row.text(Col.MEASURE) else None
        if doubt and doubt.percent is not None:
            self.add(Code.PERCENT_READ, row, Col.COMMON_TARGET, value=doubt.held, shown=doubt.shown,
                     number=doubt.percent)  # fmt: skip
            return doubt.percent
        if reading.code is not None:
            self.add(reading.code, row, Col.COMMON_TARGET, value=reading.raw, **reading.details)
        elif reading.number is not None and reading.number < 0:
            self.add(Code.NEGATIVE, row, Col.COMMON_TARGET, value=reading.number)
            return None
        return reading.number

    def _ignored(self, row: TableRow) -> None:
        """What stands in the columns that a section does not use; the words that mean nothing else are let be."""
        for header, kind, usual in _OF_CRITERIA:
            typed = row.text(header)
            word = chosen(typed, (member.value for member in kind))
            if header == Col.SCORER and self._are_known(typed):
                word = typed
            if typed and word is None:
                self._unknown(row, header, kind, "")
            elif word and word != usual:
                self.add(Code.SECTION_IGNORES, row, header, name=header)

    def _are_known(self, typed: str) -> bool:
        """Whether codes of scorers stand there, each of them known."""
        shares, known = read_scorers(typed).shares, {"", *map(fold, self.people)}
        return bool(shares) and all(fold(share.code) in known for share in shares)

    def _unknown(self, row: TableRow, header: str, kind: Iterable[StrEnum], code: str) -> None:
        if code:
            self.invalid.add(code)
        allowed = " · ".join(member.value for member in kind if member.value)
        self.add(Code.RULE_UNKNOWN, row, header, name=header, allowed=allowed)

    def _maximum(self, code: str, row: TableRow, section: bool) -> int:
        raw = row.raw(Col.MAXIMUM)
        reading = read_number(raw, limit=Decimal(100_000))
        if reading.code is not None:
            self.add(reading.code, row, Col.MAXIMUM, value=reading.raw, **reading.details)
        if reading.number is None:
            return 0
        points = exact_points(reading.number)
        if reading.number < 0:
            self.add(Code.NEGATIVE, row, Col.MAXIMUM, value=reading.number)
            return 0
        if points is None:
            of = f"{'Mục' if section else 'tiêu chí'} {code}"
            self.add(Code.MAXIMUM_TOO_FINE, row, Col.MAXIMUM, value=reading.number, limit=self.settings.digits,
                     what=MAXIMUM_SAID, of=of, mend=MAXIMUM_SAID)  # fmt: skip
        if section:
            self.typed_maxima[code] = points or 0
        return points or 0

    def _with_parameter(self, criterion: Criterion, row: TableRow) -> Criterion:
        parameter = parse_parameter(criterion)
        if isinstance(parameter, Invalid):
            self.invalid.add(criterion.code)
            self.add(Code.PARAMETER_INVALID, row, Col.PARAMETER, why=parameter.why, example=parameter.example)
            return criterion
        cap = cap_problem(criterion, parameter)
        if cap is not None:
            self.add(
                Code.CAP_DIFFERS,
                row,
                Col.PARAMETER,
                value=decimal_points(cap),
                limit=decimal_points(criterion.max_points),
            )
        measure = criterion.measure or counting_word(parameter)
        return replace(criterion, max_points=effective_maximum(criterion, parameter), measure=measure)


def _with_maximum(row: Criterion, maximum: int) -> Criterion:
    return replace(row, max_points=maximum)
