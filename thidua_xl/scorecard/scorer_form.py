"""A scorer's workbook read: whose it is, and every score with its cell. Read as strictly as units' forms are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ..domain.scoring.criteria import Criterion, code_of
from ..domain.scoring.parameters import Parameter
from ..domain.scoring.rows import SCORE, Origin, Row
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..domain.values.text import clean
from ..intake.looks import hidden_in
from ..sheets.form.scorer_sheet import TABLE, Col
from ..sheets.table import Placement, find_table, rows_of
from ..workbook.addresses import column_name
from ..workbook.grid import Grid, GridSource, Refused
from .beside_table import beside_columns, take_beside
from .copies import differing_columns, in_a_copy, other_sheets
from .opened_sheets import TWO_READINGS, Refusal, differing, far_away, refusal


class ScorerRow(NamedTuple):
    """One line of the sheet as it was filled in."""

    unit: str
    criterion: str
    score: object
    reason: str
    line: int
    """0-based."""
    rounded: str = ""
    """What the cell shows, where it holds more decimals."""
    name: str = ""
    """The unit's name printed beside its code."""
    text: str = ""
    """The criterion's text printed beside its code."""
    maximum: object = None
    """What the file says that the criterion is worth; the book says what counts."""
    way: str = ""
    """The hidden `Cách nhập`."""

    @property
    def typed(self) -> Decimal | str:
        """The score as a finding quotes it: where the cell holds a number, that number."""
        number = None if isinstance(self.score, str) else read_number(self.score).number
        return as_text(self.score) if number is None else number


@dataclass(slots=True)
class ScorerForm:
    """A scorer's workbook that could be opened."""

    file: str
    meta: Mapping[str, str]
    sheet: str
    place: Placement
    rows: list[ScorerRow] = field(default_factory=list)
    returned: bool = False
    """Whether it bears the sheet that `give-back` puts before all others."""
    findings: list[Finding] = field(default_factory=list)

    @property
    def scorer(self) -> str:
        """The scorer's code as issued."""
        return self.meta.get("unit", "")

    @property
    def said(self) -> list[tuple[str, ...]]:
        """What a scorer may mend in every line, as texts: what was typed, and what is printed beside it."""
        return [
            (
                row.unit,
                row.name,
                row.criterion,
                row.text,
                as_text(row.maximum),
                as_text(row.score),
                row.reason,
            )
            for row in self.rows
        ]

    @property
    def says_nothing(self) -> bool:
        """Whether nobody gave a score or a reason."""
        return not in_a_copy(self.findings) and all(
            is_blank(row.score) and not row.reason for row in self.rows
        )


def form_of_scorer(source: GridSource, file: str, meta: Mapping[str, str]) -> ScorerForm | Refusal:
    """The scorer's workbook that was opened; `file` is its name in findings."""
    grid = source.grid(TABLE.sheet)
    if grid is None:
        return Refusal(finding(Code.SHEET_MISSING, file=file, value=TABLE.sheet))
    if isinstance(grid, Refused):
        return Refusal(refusal(grid, file), grid.code is Code.SHEET_DOUBLE)
    found = find_table(grid, TABLE)
    if found is None:
        return Refusal(finding(Code.HEADER_MISSING, file=file, sheet=grid.name, value=Col.SCORE))
    place = found.placement
    columns = [place[header] for header in TABLE.key]
    if differing(grid, place.header_row, columns, [place[Col.SCORE]]) != []:
        return Refusal(refusal(TWO_READINGS, file))
    grid.ask_for_blanks(place.header_row + 1, place[Col.UNIT], [place[Col.SCORE]])
    form = ScorerForm(file, meta, grid.name, place)
    form.findings += far_away("", file, grid)
    form.findings += differing_columns(grid, place, file, "", (Col.SCORE, Col.REASON), Col.CRITERION)
    form.findings += beside_columns(grid, place, found.missing, "", file)
    form.findings += other_sheets(source, file, "", (TABLE.sheet,))
    form.findings += take_beside(source, grid, {place.columns.get(Col.REASON, -1)}, "", file)
    _read(form, grid)
    return form


def typed_row(
    form: ScorerForm, line: ScorerRow, criterion: Criterion, parameter: Parameter | None = None
) -> Row:
    """A line as a typed score of a criterion, which the book knows, or the file itself shows; nothing read yet."""
    letters = {SCORE: column_name(form.place[Col.SCORE])}
    origin = Origin(form.file, form.sheet, letters, agreed=True, of_scorer=True)
    row = Row(line.unit, criterion, parameter, origin, line.line)
    row.rounded = {SCORE: line.rounded} if line.rounded else None
    return row


def not_given(form: ScorerForm, lines: Iterable[ScorerRow]) -> Iterator[Finding]:
    """The lines without a score, each at its cell."""
    for line in lines:
        if is_blank(line.score):
            yield finding(Code.SCORE_NOT_GIVEN, unit=line.unit, criterion=line.criterion, file=form.file,
                          sheet=form.sheet, cell=form.place.cell(line.line, Col.SCORE))  # fmt: skip


def _read(form: ScorerForm, grid: Grid) -> None:
    hidden = hidden_in(grid.part.xml) if grid.part else None
    column, unseen = form.place[Col.SCORE], []
    for line in rows_of(grid, form.place):
        unit, criterion = (code_of(line.text(header)) for header in (Col.UNIT, Col.CRITERION))
        score = line.raw(Col.SCORE)
        if not (unit and criterion) and not _says_score(score, bool(unit or criterion)):
            continue
        shown = grid.rounded_at(line.row, {Col.SCORE: column})
        reason = clean(as_text(line.raw(Col.REASON)))
        beside = (
            line.text(Col.UNIT_NAME),
            line.text(Col.TEXT),
            line.raw(Col.MAXIMUM),
            line.text(Col.WAY_TO_TYPE),
        )
        form.rows.append(
            ScorerRow(unit, criterion, score, reason, line.row, shown.get(Col.SCORE, ""), *beside)
        )
        if hidden and not is_blank(score) and hidden.holds(line.row, column):
            unseen.append(line.cell(Col.SCORE))
    if unseen:
        form.findings.append(
            finding(
                Code.HIDDEN_CELLS, file=form.file, sheet=form.sheet, cell=unseen[0], cells=", ".join(unseen)
            )
        )


def _says_score(cell: object, beside_code: bool) -> bool:
    """Whether a line that lacks a code holds a score all the same; a signature's words are none."""
    return not is_blank(cell) if beside_code else read_number(cell).number is not None
