"""A scorecard read: whose it says it is, and its rows as typed values with their cells."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from ..domain.scoring.criteria import Criteria, Criterion, code_of
from ..domain.scoring.groups import grouping_of
from ..domain.scoring.parameters import Parameter, needs_result
from ..domain.scoring.rows import EVIDENCE, LONGEST, MARK, RESULT, SCORE, TARGET, Origin, Row, read_row, told
from ..domain.scoring.rules import signed
from ..domain.scoring.scores import capped
from ..domain.scoring.settings import Settings
from ..domain.scoring.taken_suggestion import Offered, takes_suggestion
from ..domain.values.catalogue import Code
from ..domain.values.cells import CellError, Disputed, Formula, Uncomputed, as_text, is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_mark, read_number
from ..domain.values.numbers import THOUSANDTHS, Points, Rounding, typed_points
from ..domain.values.text import clean, fold, same
from ..domain.year.stages import Stage, read_stage
from ..intake.entry_rules import ruled_rows
from ..intake.gate import READ_ERRORS
from ..intake.grids import Source, open_source
from ..intake.kinds import is_foreign
from ..intake.looks import Hidden, hidden_in
from ..intake.own_texts import is_own_text
from ..sheets.form.identity import TABLE as IDENTITY
from ..sheets.form.identity import Named, read_named
from ..sheets.form.scorer_sheet import TABLE as GIVEN
from ..sheets.form.scores import PARTLY, TOTAL_LABEL, Col
from ..sheets.form.scores import TABLE as SCORES
from ..sheets.form.stage_tables import BOX_SHEET, STAGE_TABLES
from ..sheets.form.to_fix import TABLE as TO_FIX
from ..sheets.form.wording_cell import says_wording
from ..sheets.hidden import GIVEN_BACK, META, OURS, SCORECARD, SCORER, VERSIONS, read_meta, read_versions
from ..sheets.table import Placement, TableRow, find_table
from ..workbook.addresses import column_name
from ..workbook.grid import Grid, GridSource, Refused
from ..workers.answers import UntrustedError, trusted
from .beside_table import beside_columns, take_beside
from .copies import differing_columns, differing_copies
from .off_criteria import Beside, Stray, of_section
from .opened_sheets import TWO_READINGS, Refusal, differing, far_away, refusal, too_long, unread_text
from .scorer_form import ScorerForm, form_of_scorer
from .stage_form import StageForm, form_of_stage, read_boxes
from .unseen import hidden_cells, merged_over

_FIELDS = {TARGET: Col.TARGET, RESULT: Col.RESULT, MARK: Col.NOT_ASSIGNED, SCORE: Col.SCORE,
           EVIDENCE: Col.EVIDENCE}  # fmt: skip
_COUNTING = (Col.CODE, Col.MAXIMUM, Col.TARGET, Col.RESULT, Col.NOT_ASSIGNED, Col.SCORE)
"""What decides a score: read twice."""
_SEEN = (Col.TARGET, Col.RESULT, Col.NOT_ASSIGNED, Col.SCORE)
"""What counts as a person sees it."""
_WORDS = (Col.EVIDENCE, Col.EXPLANATION)
_NEEDED = (Col.CODE, Col.SCORE)
_COMPUTED = (Col.PERCENT, Col.SUGGESTION)
_READ = (Col.CODE, Col.TEXT, Col.MAXIMUM, Col.MEASURE, *_COMPUTED, *_FIELDS.values(), Col.EXPLANATION)
"""What is read of every row, in the order of `_Reader.read`."""


@dataclass(slots=True)
class UnitForm:
    """A scorecard that could be opened."""

    file: str
    meta: Mapping[str, str]
    named: Named
    grid: Grid
    place: Placement
    missing: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    raw: dict[str, list[object]] = field(default_factory=dict)
    """Criterion → the received cells (target, result, mark, score), raw."""
    doubled: set[str] = field(default_factory=set)
    """Criteria that stand twice: neither row counts."""
    ruled: frozenset[int] | None = None
    """Rows whose score cell still has its rule of entry; None where that is not known."""
    hidden: Hidden = field(default_factory=Hidden)
    """The rows and columns of the scores that nobody sees."""
    boxes: dict[str, str] = field(default_factory=dict)
    """Free texts for the report of the year, by their label."""
    returned: bool = False
    """Whether it bears the sheet that `give-back` puts before all others."""
    findings: list[Finding] = field(default_factory=list)

    def written(self) -> Iterator[tuple[str, str, str]]:
        """Code, evidence and explanation of every row below the header, as texts."""
        columns = [self.place.columns.get(header, -1) for header in (Col.CODE, Col.EVIDENCE, Col.EXPLANATION)]
        for row in range(self.place.header_row + 1, len(self.grid.rows)):
            code, evidence, explanation = (as_text(self.grid.at(row, column)) for column in columns)
            yield code, evidence, explanation

    @property
    def stage(self) -> Stage:
        """Which collection it is of."""
        return Stage.YEAREND

    @property
    def unit(self) -> str:
        """The unit's code as issued."""
        return self.meta.get("unit", "")


@dataclass(slots=True)
class Unread:
    """A file from which no scorecard could be read."""

    file: str
    findings: list[Finding]
    waiting: bool = False
    meta: Mapping[str, str] = field(default_factory=dict)
    scorer: ScorerForm | None = None
    """Where it is a scorer's workbook, which is no unit's form."""
    foreign: bool = False
    """Whether it cannot be a scorecard that is only unreadable: a text, a workbook without that sheet."""


def open_form(data: bytes, file: str) -> tuple["AnyForm | Unread", Source | None]:
    """Open a scorecard; its rows are read later, against the criteria that count."""
    source = open_source(data, sheets=(META, SCORES.sheet, IDENTITY.sheet, BOX_SHEET, GIVEN.sheet))
    if isinstance(source, Refused):
        if source.code is Code.FILE_NOT_XLSX and is_own_text(data):
            return Unread(file, [finding(Code.OWN_TEXT, file=file)]), None
        foreign = source.code is Code.FILE_NOT_XLSX and is_foreign(file, data)
        return Unread(file, [refusal(source, file)], foreign=foreign), None
    form = form_of(source, file)
    form.findings += [finding(code, file=file) for code in source.package.remarks]
    opened = form.scorer if isinstance(form, Unread) else form
    if opened is not None:
        opened.returned = bool(source.package.named(TO_FIX.sheet))
    if not isinstance(form, Unread):
        form.findings += take_beside(source, form.grid, _word_columns(form), form.unit, file)
    return form, source


def _word_columns(form: "AnyForm") -> frozenset[int]:
    """The columns in which a unit writes words."""
    headers = STAGE_TABLES[form.stage].words if isinstance(form, StageForm) else _WORDS
    return frozenset(form.place.columns[header] for header in headers if header in form.place.columns)


AnyForm: TypeAlias = UnitForm | StageForm
"""A form of whatever stage that could be opened."""


class Read(NamedTuple):
    """What reading one file gives: plain data, which a worker can send."""

    form: AnyForm | Unread
    saved: str = ""
    """When the saving program says it saved the file (ISO, UTC); empty where it does not say."""
    criteria: Criteria | None = None
    """The criteria that the form carries, where they were asked for."""
    program: str = ""
    """Which program that is; empty where it does not say, or saved a time without its zone."""


def read_file(data: bytes, file: str, alone: bool = False) -> Read:
    """One received file; `alone`: with the criteria that it carries, because no book is there."""
    form, source = open_form(data, file)
    if isinstance(form, Unread) and form.scorer is not None and source is not None:
        return Read(form, last_saved(source), None, saving_program(source))
    if isinstance(form, Unread) or source is None:
        return Read(form)
    carried = embedded_criteria(source, form.meta) if alone else None
    return Read(form, last_saved(source), carried, saving_program(source))


def answered(future: "Future[Read]", file: str) -> Read:
    """What a worker made of the file; one that it lost, or lied about, is not safe to read."""
    try:
        return trusted(future, lambda read: is_of(file, read))
    except UntrustedError as why:
        return Read(Unread(file, [refusal(Refused(Code.FILE_UNSAFE, str(why)), file)]))


def is_of(file: str, read: object) -> bool:
    """Whether it is what reading a file of this name gives."""
    return (
        isinstance(read, Read)
        and isinstance(read.form, UnitForm | StageForm | Unread)
        and read.form.file == file
    )


_MODIFIED = re.compile(rb"<dcterms:modified[^<>]*>([^<]+)</dcterms:modified>")


def last_saved(source: Source) -> str:
    """When the saving program says it saved the file (ISO, UTC); empty where it does not say."""
    if not source.package.has("docProps/core.xml"):
        return ""
    try:
        found = _MODIFIED.search(source.package.part("docProps/core.xml"))
        moment = datetime.datetime.fromisoformat(found.group(1).decode("ascii").strip()) if found else None
        if moment is None:
            return ""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
        return aware.astimezone(datetime.UTC).isoformat()
    except READ_ERRORS:
        return ""  # the scores are readable without it


_APPLICATION = re.compile(rb"<(?:\w+:)?Application>([^<]{1,100})<")
_ZONED = re.compile(rb"(?:Z|[+-]\d\d:?\d\d)\s*$")


def saving_program(source: Source) -> str:
    """What the saving program calls itself; empty where it does not say, or its time is without a zone."""
    if not all(map(source.package.has, ("docProps/core.xml", "docProps/app.xml"))):
        return ""
    try:
        moment = _MODIFIED.search(source.package.part("docProps/core.xml"))
        found = _APPLICATION.search(source.package.part("docProps/app.xml"))
    except READ_ERRORS:
        return ""  # the scores are readable without it
    zoned = moment is not None and _ZONED.search(moment[1])
    return clean(found[1].decode("utf-8", "replace")) if found and zoned else ""


def form_of(source: GridSource, file: str) -> "AnyForm | Unread":
    """The scorecard that an opened workbook holds, from a file or live; `file` is its name in findings."""
    meta_grid = source.grid(META)
    if isinstance(meta_grid, Refused):
        return Unread(file, [refusal(meta_grid, file)], meta_grid.code is Code.SHEET_DOUBLE)
    meta = read_meta(meta_grid) if meta_grid else {}
    if meta_grid and differing(meta_grid, 0, (0, 1)) != []:
        return Unread(file, [refusal(TWO_READINGS, file)])
    schema = meta.get("schema", "")
    if not schema.startswith(OURS):
        foreign = not any(same(name, SCORES.sheet) for name in source.names())
        return Unread(file, [finding(Code.NOT_A_SCORECARD, file=file)], foreign=foreign)
    if schema == GIVEN_BACK:
        return Unread(file, [finding(Code.OWN_LIST, file=file)])
    if schema == SCORER:
        return _or_refused(form_of_scorer(source, file, meta), file, meta)
    if schema != SCORECARD:
        return Unread(file, [finding(Code.WRONG_SCHEMA, file=file, value=schema)])
    stage = read_stage(meta.get("stage", ""))
    if stage is not None and stage is not Stage.YEAREND:
        return _or_refused(form_of_stage(source, file, meta, stage), file, meta)
    return _open_scores(source, file, meta)


def _or_refused(
    found: StageForm | ScorerForm | Refusal, file: str, meta: Mapping[str, str]
) -> StageForm | Unread:
    """What was opened; a scorer's workbook, which is no unit's form, and a refusal in an `Unread`."""
    if isinstance(found, Refusal):
        return Unread(file, [found.why], found.waiting, meta)
    return Unread(file, [], meta=meta, scorer=found) if isinstance(found, ScorerForm) else found


def _open_scores(source: GridSource, file: str, meta: Mapping[str, str]) -> UnitForm | Unread:
    unit = meta.get("unit", "")
    grid = source.grid(SCORES.sheet)
    if grid is None:
        problem = finding(Code.SHEET_MISSING, unit=unit, file=file, value=SCORES.sheet)
        return Unread(file, [problem], meta=meta)
    if isinstance(grid, Refused):
        return Unread(file, [refusal(grid, file, unit)], grid.code is Code.SHEET_DOUBLE, meta)
    found = find_table(grid, SCORES)
    if found is None or any(header in found.missing for header in _NEEDED):
        gone = [h for h in _NEEDED if h in found.missing] if found else _not_written(grid)
        problems = [
            finding(Code.HEADER_MISSING, unit=unit, file=file, sheet=grid.name, value=h) for h in gone
        ]
        return Unread(file, problems, meta=meta)
    place = found.placement
    ruled = ruled_rows(grid.part.xml, place[Col.SCORE]) if grid.part else None
    hidden = hidden_in(grid.part.xml) if grid.part else Hidden()
    columns = place.columns
    differ = differing(
        grid, place.header_row, *([columns[h] for h in each if h in columns] for each in (_COUNTING, _SEEN))
    )
    if differ is None or any(row == place.header_row for row, _ in differ):
        return Unread(file, [refusal(TWO_READINGS, file, unit)], meta=meta)
    named_grid = source.grid(IDENTITY.sheet)
    named = read_named(named_grid) if isinstance(named_grid, Grid) else Named("", "", "")
    form = UnitForm(file, meta, named, grid, found.placement, found.missing, ruled=ruled, hidden=hidden)
    if named_grid is None:
        form.findings.append(finding(Code.SHEET_MISSING, unit=unit, file=file, value=IDENTITY.sheet))
    elif isinstance(named_grid, Refused):
        return Unread(file, [refusal(named_grid, file, unit)], named_grid.code is Code.SHEET_DOUBLE, meta)
    form.findings += far_away(form.unit, file, grid)
    if isinstance(named_grid, Grid):
        form.findings += far_away(form.unit, file, named_grid)
    form.findings += differing_copies(source, file, unit, grid, place)
    form.findings += differing_columns(grid, place, file, unit)
    form.findings += beside_columns(grid, place, found.missing, unit, file)
    form.boxes = read_boxes(source, Stage.YEAREND, unit, file, form.findings)
    return form


def _not_written(grid: Grid) -> list[str]:
    """The needed headers that stand nowhere on the sheet; all of them where they stand apart."""
    written = {fold(value) for row in grid.rows for value in row if isinstance(value, str)}
    return [header for header in _NEEDED if fold(header) not in written] or list(_NEEDED)


def embedded_criteria(source: GridSource, meta: Mapping[str, str]) -> Criteria | None:
    """The criteria that a scorecard carries, if they are what it was issued with."""
    grid = source.grid(VERSIONS)
    if not isinstance(grid, Grid):
        return None
    try:
        criteria = read_versions(grid).get(meta.get("criteria", ""))
    except ValueError:
        return None
    return criteria if criteria and criteria.fingerprint == meta.get("criteria") else None


def read_rows(
    form: UnitForm, unit: str, criteria: Criteria, parameters: Mapping[str, Parameter], settings: Settings
) -> None:
    """Fill the form's rows and its findings row by row; `unit` is whose scores they are."""
    place = form.place
    origin = Origin(
        form.file,
        form.grid.name,
        {key: column_name(place[header]) for key, header in _FIELDS.items() if header in place.columns},
    )
    for header in form.missing:
        if header != Col.REMINDER:
            form.findings.append(
                finding(Code.HEADER_MISSING, unit=unit, file=form.file, sheet=form.grid.name, value=header)
            )
    reader = _Reader(form, unit, criteria, parameters, origin, settings.rounding)
    for row in range(place.header_row + 1, len(form.grid.rows)):
        reader.read(row)
    reader.finish(settings)


def _counts(cell: object) -> bool:
    """Whether it may be meant to count: anything but words, and the word that takes the suggested score."""
    if isinstance(cell, str):
        reading = read_number(cell)
        return reading.number is not None or read_mark(cell) is True or takes_suggestion(cell)
    return not is_blank(cell)


class _Reader:
    """Reads the rows of one form."""

    def __init__(
        self,
        form: UnitForm,
        unit: str,
        criteria: Criteria,
        parameters: Mapping[str, Parameter],
        origin: Origin,
        rounding: Rounding,
    ) -> None:
        self.form = form
        self.rounding = rounding
        self.unit = unit
        self.criteria = criteria
        self.parameters = parameters
        self.origin = origin
        self.seen: dict[str, Row | None] = {}
        self.total: TableRow | None = None
        self.sections: dict[int, str] = {}
        """Line → the section that it is of."""
        self.uncoded: list[int] = []
        """Lines without a code."""
        columns = form.place.columns
        self.at = [columns.get(header, -1) for header in _READ]
        self.computed_at = [columns.get(header, -1) for header in _COMPUTED]
        self.width = max(self.at) + 1
        self.looked_at = {field: columns[header] for field, header in _FIELDS.items() if header in columns}
        self.whole = itemgetter(*self.at) if min(self.at) >= 0 else None
        """All cells of a row at once, where the sheet has all columns."""

    def read(self, row: int) -> None:
        """One line of the sheet, whatever it is."""
        cells = self.form.grid.rows[row]
        if self.whole is not None and len(cells) >= self.width:
            values = self.whole(cells)
        else:
            values = tuple(cells[at] if 0 <= at < len(cells) else None for at in self.at)
        code, text, maximum, measure, ratio, hint, target, result, mark, score, evidence, explanation = values
        if is_blank(code):
            if self.total is None and same(self._line(row).text(Col.TEXT), TOTAL_LABEL):
                self.total = self._line(row)
            else:
                self.uncoded.append(row)
            return
        criterion = self._criterion(code, row)
        if criterion is None:
            return
        self._wording(row, criterion, text, maximum)
        self._measure(row, criterion, measure)
        if criterion.is_section:
            self.seen[criterion.code] = None
            self.sections[row] = criterion.code
            return
        self._formulas(row, criterion, ratio, hint)
        raw = [None if value == "" else value for value in (target, result, mark, score)]
        self._row(row, criterion, raw, hint, (evidence, explanation))

    def _line(self, row: int) -> TableRow:
        return TableRow(self.form.grid, self.form.place, row)

    def _add(self, code: Code, row: int, header: str, value: str | Decimal, criterion: str = "",
             **details: object) -> None:  # fmt: skip
        self.form.findings.append(
            finding(code, unit=self.unit, criterion=criterion, file=self.form.file,
                    sheet=self.form.grid.name, cell=self._line(row).cell(header), value=value, details=details)
        )  # fmt: skip

    def _criterion(self, raw: object, row: int) -> Criterion | None:
        if isinstance(raw, Disputed):
            self._add(Code.READERS_DISAGREE, row, Col.CODE, raw.text, other=raw.other)
            return None
        code = raw if isinstance(raw, str) and raw in self.criteria.by_code else code_of(as_text(raw))
        criterion = self.criteria.by_code.get(code)
        if criterion is None and self._is_note(row):
            self._add(Code.NOTE_AMONG_CODES, row, Col.CODE, as_text(raw))
            return None
        if not isinstance(raw, str):
            self._add(Code.CODE_NOT_TEXT, row, Col.CODE, code)
            if criterion is None or code + "0" in self.criteria.by_code:
                return None
        if criterion is None:
            self._add(Code.CRITERION_UNKNOWN, row, Col.CODE, code)
            return None
        if code in self.seen:
            self._add(Code.CRITERION_DOUBLE, row, Col.CODE, code, criterion=code)
            first = self.seen[code]
            self.form.doubled.add(code)
            if first is not None:
                first.twice = True
            return None
        return criterion

    def _is_note(self, row: int) -> bool:
        """Whether what stands in the column of codes has no score beside it: words, not somebody's criterion."""
        line = self._line(row)
        beside = [line.raw(header) for header in _READ[1:]]
        if all(map(is_blank, beside)):
            return True
        below = not any(self._known(later) for later in range(row + 1, len(self.form.grid.rows)))
        return below and not any(map(_counts, (line.raw(header) for header in _COUNTING[1:])))

    def _known(self, row: int) -> bool:
        return code_of(self._line(row).text(Col.CODE)) in self.criteria.by_code

    def _wording(self, row: int, criterion: Criterion, text: object, maximum: object) -> None:
        """The maximum and the text against what was issued."""
        if maximum is not None and maximum != "" and maximum != criterion.max_points / THOUSANDTHS:
            number = read_number(maximum, limit=Decimal(100_000)).number
            if isinstance(maximum, Disputed):
                self._add(Code.READERS_DISAGREE, row, Col.MAXIMUM, maximum.text, criterion.code,
                          other=maximum.other)  # fmt: skip
            elif number is None or number * THOUSANDTHS != criterion.max_points:
                limit = Decimal(criterion.max_points) / THOUSANDTHS
                value = number if number is not None else as_text(maximum)
                self._add(
                    Code.MAXIMUM_CHANGED, row, Col.MAXIMUM, value, limit=limit, criterion=criterion.code
                )
        if text is None or text == "" or text == criterion.text:
            return
        if not says_wording(text if isinstance(text, str) else as_text(text), criterion.text):
            self._add(Code.WORDING_CHANGED, row, Col.TEXT, as_text(text), criterion=criterion.code)

    def _measure(self, row: int, criterion: Criterion, measure: object) -> None:
        """In which unit the figures are, against what was issued: they are compared with those of other units."""
        if measure is None or measure == criterion.measure or not needs_result(criterion.method):
            return
        said = as_text(measure)
        if said and criterion.measure and not same(said, criterion.measure):
            self._add(Code.UNIT_OF_MEASURE_CHANGED, row, Col.MEASURE, said, criterion.code,
                      expected=criterion.measure)  # fmt: skip

    def _formulas(self, row: int, criterion: Criterion, *values: object) -> None:
        """Formulas that were typed over."""
        for header, column, typed in zip(_COMPUTED, self.computed_at, values, strict=True):
            if typed is None or typed == "" or (row, column) in self.form.grid.formulas:
                continue
            self._add(Code.FORMULA_OVERWRITTEN, row, header, as_text(typed), criterion=criterion.code)

    def _row(
        self, at: int, criterion: Criterion, raw: list[object], hint: object, texts: tuple[object, object]
    ) -> None:
        """The unit's own cells; `raw` are target, result, mark and score, `texts` evidence and explanation.

        `hint` is the score that the form suggests.
        """
        evidence, explanation = texts
        code = criterion.code
        self._words(at, criterion, texts)
        row = Row(self.unit, criterion, self.parameters.get(code), self.origin, at)
        row.evidence = not is_blank(evidence) or EVIDENCE not in self.origin.letters
        row.evidence_text = "" if evidence is None else told(evidence)
        row.explanation = "" if explanation is None else told(explanation)
        if self.form.grid.rounded:
            row.rounded = self.form.grid.rounded_at(at, self.looked_at)
        self.form.findings += read_row(row, *raw, offered=Offered(self.rounding, hint))
        self.seen[code] = row
        self.form.rows.append(row)
        self.form.raw[code] = raw

    def _words(self, at: int, criterion: Criterion, texts: tuple[object, object]) -> None:
        """Texts that no reader has, and those that are longer than the book keeps them."""
        for header, cell in zip(_WORDS, texts, strict=True):
            if isinstance(cell, str | Formula) and len(as_text(cell)) > LONGEST:
                self.form.findings += too_long(
                    cell, LONGEST, self.form.file, self.unit, self.form.grid.name, self._line(at).cell(header),
                    f"{header} của tiêu chí {criterion.code}", criterion.code,
                )  # fmt: skip
            if isinstance(cell, CellError | Uncomputed):
                self.form.findings += unread_text(
                    cell, self.form.file, self.unit, self.form.grid.name, self._line(at).cell(header),
                    f"lời ghi của tiêu chí {criterion.code}", criterion.code,
                )  # fmt: skip

    def finish(self, settings: Settings) -> None:
        """What the form as a whole lacks, and its printed total against the sum of what was read."""
        for criterion in self.criteria.asked:
            if criterion.code not in self.seen:
                self.form.findings.append(
                    finding(Code.CRITERION_MISSING, unit=self.unit, criterion=criterion.code,
                            file=self.form.file, sheet=self.form.grid.name, value=criterion.code)
                )  # fmt: skip
        if self.form.ruled is not None:
            self._pasted_over(self.form.ruled)
        if self.total is not None:
            self._check_total(self.total, settings)
        self.form.findings += self._off_criteria(settings)
        self.form.findings += hidden_cells(self.form.rows, self.form.hidden, self.looked_at)
        self.form.findings += merged_over(self.form.rows, self.form.grid, self.looked_at[SCORE])
        self._check_identity(self.form.named)

    def _off_criteria(self, settings: Settings) -> Iterator[Finding]:
        """What was typed in the rows of sections and in those without a code."""
        stray = Stray(self.form.grid, self.form.place, self.form.file, self.unit)
        for row in self.uncoded:
            yield from stray.numbers(row, _SEEN)
        for row, code in self.sections.items():
            where = of_section(code)
            yield from stray.figures(row, _SEEN[:-1], where)
            if stray.is_typed(row, Col.SCORE) and not self._is_sum(row, code, settings):
                yield from stray.figures(row, (Col.SCORE,), where, self._blank_beside(row))
            yield from stray.words(row, _WORDS, where)

    def _is_sum(self, row: int, code: str, settings: Settings) -> bool:
        """Whether a section's cell holds what its formula gives: some programs keep the value alone."""
        cell = self._line(row).raw(Col.SCORE)
        if isinstance(cell, str) and PARTLY in cell:
            return True
        grouping, number = grouping_of(self.criteria, settings.digits), read_number(cell).number
        points = grouping.shown(grouping.fold(_points(self.form.rows, settings)), code)
        if number is None or points is None:
            return False
        return abs(abs(number) - abs(Decimal(points) / THOUSANDTHS)) * 2 <= Decimal(1).scaleb(
            -settings.digits
        )

    def _blank_beside(self, at: int) -> Beside | None:
        """The criterion just below a line, or else just above it, that lacks the unit's score."""
        lacking = {
            row.row: row for row in self.form.rows
            if row.score.blank and row.mark is False and row.criterion.scored_by_unit
        }  # fmt: skip
        row = lacking.get(at + 1) or lacking.get(at - 1)
        return Beside(row.criterion.code, row.cell(SCORE)) if row else None

    def _pasted_over(self, ruled: frozenset[int]) -> None:
        """Scores in cells whose rule of entry is gone: somebody pasted over them.

        Said only where all rules stand on rows of criteria: some programs move rows and leave the rules behind.
        """
        if not ruled <= {row.row for row in self.form.rows}:
            return
        gone = [
            row for row in self.form.rows
            if row.row not in ruled and not row.score.blank and row.criterion.scored_by_unit
        ]  # fmt: skip
        if gone:
            cells = ", ".join(row.cell(SCORE) for row in gone)
            self.form.findings.append(
                gone[0].found(Code.VALIDATION_LOST, SCORE, gone[0].score.raw, cells=cells)
            )

    def _check_identity(self, named: Named) -> None:
        """Who made the form, where to reach them, when: asked for on the unit's own sheet."""
        if named.blank:
            labels = ", ".join(label for label, _ in named.blank)
            self.form.findings.append(
                finding(Code.IDENTITY_MISSING, unit=self.unit, file=self.form.file, sheet=IDENTITY.sheet,
                        cell=named.blank[0][1], value=labels)
            )  # fmt: skip

    def _check_total(self, line: TableRow, settings: Settings) -> None:
        printed = line.raw(Col.SCORE)
        if isinstance(printed, bool | CellError) or not isinstance(printed, int | float | str):
            return
        number = read_number(printed, limit=Decimal(100_000)).number
        if number is None:
            return
        counting = [row for row in self.form.rows if row.criterion.scored_by_unit]
        grouping = grouping_of(self.criteria, settings.digits)
        rounded = Decimal(capped(grouping.total(_points(counting, settings)), settings)) / THOUSANDTHS
        # forms of earlier versions added all numbers, as typed; they knew no groups
        plain = rounded if grouping.groups else _sum(self.form.rows, settings)
        least = Decimal(1).scaleb(-settings.digits)
        if all(abs(number - total) * 2 > least for total in (plain, rounded)):
            self._add(Code.TOTAL_DIFFERS, line.row, Col.SCORE, number, expected=plain)


def _points(rows: Iterable[Row], settings: Settings) -> dict[str, Points]:
    """What the form adds: the scores as they are rounded, signed."""
    return {
        row.criterion.code: signed(row.criterion, _rounded(row, row.score.number, settings.rounding))
        for row in rows
        if row.score.number is not None
    }


def _sum(rows: Iterable[Row], settings: Settings) -> Decimal:
    """The scores as numbers, as typed, penalties deducted."""
    total = Decimal(0)
    for row in rows:
        score = row.score.number
        if score is not None:
            total += -abs(score) if row.criterion.is_penalty else score
    return total if settings.ceiling is None else min(total, Decimal(settings.ceiling) / THOUSANDTHS)


def _rounded(row: Row, score: Decimal, rounding: Rounding) -> Points:
    """As the form's own total counts it."""
    points = typed_points(score, row.criterion.max_points, rounding)
    return -points if score < 0 else points
