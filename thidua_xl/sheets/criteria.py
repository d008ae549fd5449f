"""Sheet `Tiêu chí` of the cluster book: what is scored and how."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
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
    parent_code,
)
from ..domain.scoring.group_rules import GroupRule, parse_group
from ..domain.scoring.groups import Grouping, grouping_of, may_stand_under, mixed_kinds
from ..domain.scoring.parameters import (
    Invalid,
    cap_problem,
    counting_word,
    effective_maximum,
    named_points,
    parse_parameter,
)
from ..domain.scoring.rules import within
from ..domain.scoring.scorers import WORDS, Scorers, read_scorers
from ..domain.scoring.settings import Basis, Settings
from ..domain.scoring.without_target import has_quantity
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.choices import chosen
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..domain.values.numbers import Points, exact_points, in_points, is_finer, shown_number
from ..domain.values.shown import read_doubt
from ..domain.values.text import clean, fold
from ..workbook.addresses import address
from ..workbook.grid import Grid
from ..workbook.model import Area, RenewedList, Sheet
from . import parameter_list
from .criteria_total import Headers, Line, draw_total
from .examples import draw_example, guard_example
from .more_lines import rows_below
from .table import (
    Column,
    Drawn,
    Found,
    Placement,
    Table,
    TableRow,
    draw,
    find_table,
    ready_for_typing,
    rows_of,
    rows_to_type,
)


class Col:
    """The headers of `Tiêu chí`."""

    CODE = "Mã"
    NUMBER = "TT"
    TEXT = "Nội dung"
    KIND = "Loại"
    MAXIMUM = "Điểm tối đa"
    METHOD = "Cách chấm"
    PARAMETER = "Tham số"
    MEASURE = "Đơn vị tính"
    SCORER = "Ai chấm"
    WHEN_NOT_ASSIGNED = "Khi không được giao"
    NOTE = "Ghi chú"
    COMMON_TARGET = "Chỉ tiêu chung"
    GROUPS = "Chỉ nhóm"


TITLE = "TIÊU CHÍ VÀ THANG ĐIỂM"
TABLE = Table(
    "Tiêu chí",
    (
        Column(Col.CODE, 9, "code", typed=True),
        Column(Col.NUMBER, 6, "code center", typed=True),
        Column(Col.TEXT, 42, typed=True),
        Column(Col.KIND, 12, typed=True),
        Column(Col.MAXIMUM, 9, "number", typed=True),
        Column(Col.METHOD, 17, typed=True),
        Column(Col.PARAMETER, 24, typed=True),
        Column(Col.MEASURE, 10, typed=True),
        Column(Col.SCORER, 10, typed=True),
        Column(Col.WHEN_NOT_ASSIGNED, 14, typed=True),
        Column(Col.NOTE, 14, typed=True),
        Column(Col.COMMON_TARGET, 9, "number", typed=True, optional=True),
        Column(Col.GROUPS, 10, typed=True, optional=True),
    ),
    header_row=4,
    key=(Col.CODE,),
    example={
        Col.CODE: "Ví dụ: I.1", Col.NUMBER: "1", Col.TEXT: "Giải ngân vốn đầu tư công so với kế hoạch được giao",
        Col.KIND: RowKind.CRITERION.value, Col.MAXIMUM: 15, Col.METHOD: Method.STEPS.value,
        Col.PARAMETER: "% 100:15; 90:12; 80:8; khác:0", Col.MEASURE: "triệu đồng", Col.SCORER: Scorer.UNIT.value,
    },
)  # fmt: skip
LAST_ROW = 1999
ANSWERING = (Scorer.UNIT.value, Scorer.HEAD.value)
"""Who answers a condition."""
_T = TypeVar("_T", bound=StrEnum)
CHOICES: Mapping[str, Iterable[StrEnum]] = {
    Col.KIND: RowKind,
    Col.METHOD: Method,
    Col.SCORER: WORDS,
    Col.WHEN_NOT_ASSIGNED: WhenNotAssigned,
}
_FREE = frozenset({Col.SCORER})
"""Columns whose list only offers: codes of scorers may be typed there as well."""


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
    findings += _tree_findings(criteria, reader.typed_maxima, reader.cells)
    findings += _group_findings(criteria, settings, reader.cells)
    findings += _rounded_maxima(grid, found)
    findings += _fine_maxima(criteria, settings, reader.cells)
    findings += _rounded_points(criteria, settings, reader.cells)
    findings += _basis_findings(criteria, settings, reader.cells)
    findings += _nothing_to_compare(criteria, reader.cells)
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
                     what=_MOST, of=of, mend=_MOST)  # fmt: skip
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
                value=_decimal(cap),
                limit=_decimal(criterion.max_points),
            )
        measure = criterion.measure or counting_word(parameter)
        return replace(criterion, max_points=effective_maximum(criterion, parameter), measure=measure)


def _decimal(points: int) -> Decimal:
    return Decimal(points) / 1000


def _with_maximum(row: Criterion, maximum: int) -> Criterion:
    return replace(row, max_points=maximum)


def _tree_findings(
    criteria: Criteria, typed: Mapping[str, int], cells: Mapping[str, TableRow]
) -> Iterable[Finding]:
    for row in criteria:
        parent = parent_code(row.code)
        above = criteria.by_code.get(parent)
        if parent and (above is None or not may_stand_under(criteria, row, above)):
            yield finding(Code.CRITERIA_ORPHAN, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(Col.CODE), value=row.code, expected=parent)  # fmt: skip
    for row in criteria.sections:
        stated = typed.get(row.code)
        if stated is not None and stated != row.max_points:
            yield finding(Code.SECTION_SUM_DIFFERS, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(Col.MAXIMUM), value=_decimal(stated),
                          expected=_decimal(row.max_points))  # fmt: skip


def _group_findings(
    criteria: Criteria, settings: Settings, cells: Mapping[str, TableRow]
) -> Iterable[Finding]:
    """Rules of sections that hold for nothing, or that no score can keep to the decimals that are set."""
    exactly = grouping_of(criteria, 3)
    for row in criteria.sections:
        cell = cells[row.code].cell(Col.PARAMETER)
        kinds = mixed_kinds(criteria, row)
        if kinds:
            yield finding(Code.GROUP_MIXED, criterion=row.code, sheet=TABLE.sheet, cell=cell, value=row.parameter,
                          kinds=" và ".join(kinds))  # fmt: skip
        group = exactly.by_name.get(row.code)
        rule = parse_group(row.parameter)
        if group is None or isinstance(rule, Invalid):
            continue
        most = exactly.before_cap(group)
        is_known = not any(code.startswith(f"{row.code}.") for code in criteria.invalid)
        if rule.cap and is_known and most < rule.cap:
            yield finding(Code.CAP_NEVER_REACHED, criterion=row.code, sheet=TABLE.sheet, cell=cell,
                          value=row.parameter, limit=_decimal(rule.cap), most=_decimal(most))  # fmt: skip
        for what, fine, mend in _group_maxima(rule, exactly.section_maximum(row.code, group.kind)):
            if is_finer(fine, settings.digits):
                yield finding(Code.MAXIMUM_TOO_FINE, criterion=row.code, sheet=TABLE.sheet, cell=cell,
                              value=_decimal(fine), limit=settings.digits, what=what, of=f"Mục {row.code}",
                              mend=mend)  # fmt: skip
                break


_MOST = "điểm tối đa"


def _group_maxima(rule: GroupRule, most: Points) -> Iterator[tuple[str, Points, str]]:
    """What a section's own rule makes of its maximum, in words, and what would mend it."""
    if rule.cap:
        yield "mức trần", rule.cap, "mức trần"
    if rule.factor != 1:
        times = shown_number(rule.factor)
        yield f"điểm tối đa đã nhân hệ số {times}", most, "hệ số, hoặc điểm tối đa của các tiêu chí trong mục"


def _fine_maxima(criteria: Criteria, settings: Settings, cells: Mapping[str, TableRow]) -> Iterable[Finding]:
    """Maxima with more decimals than scores have: none could be reached and shown as it is.

    An error, not a warning: 8,5 would be printed as 9 on every paper, above the maximum beside it.
    """
    for row in criteria.scored:
        if is_finer(row.max_points, settings.digits):
            cell = cells[row.code]
            header = Col.PARAMETER if is_blank(cell.raw(Col.MAXIMUM)) else Col.MAXIMUM
            yield finding(Code.MAXIMUM_TOO_FINE, criterion=row.code, sheet=TABLE.sheet, cell=cell.cell(header),
                          value=_decimal(row.max_points), limit=settings.digits, what=_MOST,
                          of=f"tiêu chí {row.code}", mend=_MOST)  # fmt: skip


def _rounded_maxima(grid: Grid, found: Found) -> Iterator[Finding]:
    """Maxima whose cells show fewer decimals than they hold: they count as they are held."""
    for (row, column), shown in sorted(grid.rounded.items()):
        reading = read_number(grid.at(row, column))
        if column == found.placement.columns.get(Col.MAXIMUM) and reading.number is not None:
            yield finding(Code.SHOWN_ROUNDED, sheet=TABLE.sheet, cell=address(row, column), value=reading.raw,
                          shown=shown)  # fmt: skip


def _rounded_points(
    criteria: Criteria, settings: Settings, cells: Mapping[str, TableRow]
) -> Iterable[Finding]:
    """Points that a rule names and no score can have: 2,5 of a level counts as 3 where scores are whole."""
    for row in criteria.scored:
        named = () if row.code in criteria.invalid else named_points(parse_parameter(row))
        counted = {points: _as_counted(points, row, settings) for points in sorted(named)}
        moved = {points: now for points, now in counted.items() if now != points}
        if moved:
            yield finding(Code.POINTS_ROUNDED, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(Col.PARAMETER), value=row.parameter,
                          points=_listed(moved), counted=_listed(moved.values()))  # fmt: skip


def _as_counted(points: Points, row: Criterion, settings: Settings) -> Points:
    """Points as a score has them; what takes points off below 0 knows no maximum."""
    if points < 0:
        return settings.rounding.nearest(in_points(points))
    return within(in_points(points), row.max_points, settings.rounding)


def _listed(points: Iterable[Points]) -> str:
    return "; ".join(shown_number(in_points(one)) for one in points)


def _basis_findings(
    criteria: Criteria, settings: Settings, cells: Mapping[str, TableRow]
) -> Iterable[Finding]:
    if settings.basis is Basis.PERCENT:
        return
    for row in criteria.scored:
        if row.when_not_assigned is WhenNotAssigned.LEAVES_MAXIMUM:
            header = Col.WHEN_NOT_ASSIGNED
            yield finding(Code.BASIS_CONFLICT, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(header), value=row.when_not_assigned.value)  # fmt: skip


def _nothing_to_compare(criteria: Criteria, cells: Mapping[str, TableRow]) -> Iterable[Finding]:
    """Rules without a number as their result cannot measure a unit by the best one."""
    for row in criteria.scored:
        if row.when_not_assigned is WhenNotAssigned.BESIDE_BEST and not has_quantity(row.method):
            header = Col.WHEN_NOT_ASSIGNED
            yield finding(Code.NOTHING_TO_COMPARE, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(header), value=row.when_not_assigned.value,
                          method=row.method.value)  # fmt: skip


def names_in(text: str) -> tuple[str, ...]:
    """The groups that a cell names, apart at semicolons; each once."""
    named = (clean(part) for part in text.split(";"))
    return tuple({fold(name): name for name in named if name}.values())


def values_of(row: Criterion, typed_maximum: bool = True) -> dict[str, object]:
    """A criterion as the cells of its row."""
    maximum = float(in_points(row.max_points)) if row.max_points and typed_maximum else None
    return {
        Col.CODE: row.code,
        Col.NUMBER: row.number,
        Col.TEXT: row.text,
        Col.KIND: row.kind.value,
        Col.MAXIMUM: maximum,
        Col.METHOD: "" if row.is_section else row.method.value,
        Col.PARAMETER: row.parameter,
        Col.MEASURE: row.measure,
        Col.SCORER: "" if row.is_section else row.who,
        Col.WHEN_NOT_ASSIGNED: row.when_not_assigned.value,
        Col.NOTE: row.note,
        Col.COMMON_TARGET: None if row.common_target is None else float(row.common_target),
        Col.GROUPS: "; ".join(row.groups) or None,
    }


def render(
    criteria: Iterable[Criterion], place: Placement | None = None, unruled: Collection[str] = (),
    table: Table = TABLE,
) -> Sheet:  # fmt: skip
    """The sheet of a new book, with spare rows ready to be typed in; or at this place, all typed rows anew.

    Codes of `unruled` have neither points nor a rule: their cells stay blank and are found.
    """
    drawn = draw(table, place, title=TITLE, note="Dấu chấm trong Mã cho biết cấp: I → I.1 → I.1.a. "
                 "Điểm tối đa của Mục bằng tổng các Tiêu chí bên dưới (có thể để trống). Tham số của Mục: "
                 "trần 50 · lấy mức cao nhất · hệ số 1,5.")  # fmt: skip
    _draw_rows(drawn, criteria, unruled)
    filled = drawn.rows
    if place is None and not filled:
        draw_example(drawn)
    guard_example(drawn)
    (ready_for_typing if place else rows_to_type)(drawn)
    rows = [_line(drawn, at) for at in range(drawn.first, drawn.first + filled)]
    if has_lines_above := drawn.place.header_row >= table.header_row:
        parameter_list.draw_examples(drawn)
        draw_total(drawn, _ADDED, rows, LAST_ROW, drawn.place[Col.KIND])
    drawn.sheet.validations += _rules(drawn, LAST_ROW, offers=has_lines_above)
    drawn.sheet.tab = "#FFC000"
    drawn.sheet.landscape = True
    drawn.sheet.freeze = (drawn.place.header_row + 1, 3)
    return drawn.sheet


_BEFORE = {
    Col.KIND: ("Mục,Tiêu chí,Điểm thưởng,Điểm trừ",),
    Col.METHOD: (
        "Chấm trực tiếp,Đạt/không đạt,Theo tỷ lệ,Theo bậc,Trừ theo % chưa đạt,Trừ từ điểm tối đa,"
        "So với đơn vị dẫn đầu,Theo thứ hạng,Cộng theo lần,Trừ theo lần",
    ),
    Col.SCORER: ("Đơn vị,Trưởng cụm",),
    Col.WHEN_NOT_ASSIGNED: ("Không tính vào điểm tối đa,Đủ điểm,0 điểm",),
}
"""The lists of versions before 0.6.0."""


def renewed_lists() -> Iterator[RenewedList]:
    """What the columns of a book of an earlier version shall offer."""
    for header, lists in _BEFORE.items():
        now = ",".join(member.value for member in CHOICES[header] if member.value)
        yield from (RenewedList(before, now, header in _FREE) for before in lists)


def render_below(criteria: Iterable[Criterion], grid: Grid, unruled: Collection[str] = ()) -> Sheet | None:
    """Rows below all that stands on the sheet; None where there is no table to continue, or a column is missing."""
    drawn = rows_below(grid, TABLE)
    if drawn is None:
        return None
    _draw_rows(drawn, criteria, unruled)
    return drawn.sheet


def _draw_rows(drawn: Drawn, criteria: Iterable[Criterion], unruled: Collection[str]) -> None:
    for row in criteria:
        indent = f"indent{min(row.depth - 1, 3)}" if row.depth > 1 else ""
        values = values_of(row) | ({Col.METHOD: None} if row.code in unruled else {})
        drawn.line(values, style="bold" if row.is_section else "", styles={Col.TEXT: indent})


_ADDED = Headers(Col.CODE, Col.KIND, Col.MAXIMUM, Col.PARAMETER)


def _line(drawn: Drawn, row: int) -> Line:
    """A drawn row as it is added up."""
    code, kind, maximum, parameter = (drawn.sheet.cells[row, drawn.place[header]].value for header in _ADDED)
    exact = read_number(maximum).number
    return Line(as_text(code), as_text(kind), None if exact is None else Fraction(exact), as_text(parameter))


def _rules(drawn: Drawn, last_row: int, *, offers: bool) -> list[tuple[Area, Mapping[str, object]]]:
    """What the columns offer and say while somebody types."""
    rules: list[tuple[Area, Mapping[str, object]]] = []
    for header, kind in CHOICES.items():
        source = [member.value for member in kind if member.value]
        rule: dict[str, object] = {"validate": "list", "source": source, "error_title": "Chọn trong danh sách",
                "error_message": " · ".join(source)[:255]}  # fmt: skip
        if header in _FREE:
            rule = {"validate": "list", "source": source, "show_error": False, "input_title": header,
                    "input_message": _SCORER_HELP}  # fmt: skip
        rules.append((drawn.area(header)._replace(last_row=last_row), rule))
    about: dict[str, object] = {"validate": "any"}
    if offers:
        about = parameter_list.rule(drawn, Col.KIND, Col.METHOD)
    about |= {"input_title": "Tham số", "input_message": _PARAMETER_HELP}
    return [*rules, (drawn.area(Col.PARAMETER)._replace(last_row=last_row), about)]


_SCORER_HELP = (
    "Đơn vị, Trưởng cụm, Chấm chéo;\nhoặc mã ở trang Người chấm:\nTC+NV (trung bình)\n"
    "Đơn vị 30%+TC 70% (cộng đủ 100%)"
)
_PARAMETER_HELP = (
    "Theo bậc: % 100:15; 90:12; khác:0\nTrừ theo %: 1%: 0,5\nTrừ từ tối đa: 0,5/lần; hết từ 5\n"
    "Thứ hạng: 60; 45; 30; 0\nCộng/Trừ theo lần: 3/lần; trần 10\n"
    "Chọn mức: Tốt:27; Khá:20\nTheo khoảng: 10:15; 50:25\n"
    "Ít hơn là tốt: thêm “thấp hơn là tốt;”"
)
