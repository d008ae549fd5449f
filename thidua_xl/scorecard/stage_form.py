"""A form of registration or of June read: its rows by criteria, the unit's own list, its free texts.

What counts for the promises of the year is read as strictly as scores are: twice, and as a person sees it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..domain.scoring.criteria import Criteria, Criterion, code_of
from ..domain.scoring.parameters import Parameter
from ..domain.scoring.rows import RESULT, TARGET, Origin, Row, read_row
from ..domain.values.catalogue import Code
from ..domain.values.cells import CellError, Formula, Uncomputed, as_text, cell_said, is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.text import clean, fold
from ..domain.year.stages import Stage
from ..intake.looks import Hidden, hidden_in
from ..sheets.form.identity import TABLE as IDENTITY
from ..sheets.form.identity import Named, read_named
from ..sheets.form.stage_sheets import open_figures
from ..sheets.form.stage_tables import BOX_SHEET, BOXES, LONGEST, STAGE_TABLES, MidyearCol, RegisterCol
from ..sheets.hidden import TARGETS
from ..sheets.table import Placement, Table, TableRow, find_table, rows_of
from ..workbook.addresses import address, column_name
from ..workbook.grid import Grid, GridSource, Refused
from .beside_table import beside_columns, take_beside
from .copies import differing_columns, in_a_copy, other_sheets
from .off_criteria import Stray, of_section
from .opened_sheets import (
    TWO_READINGS,
    Refusal,
    differing,
    far_away,
    quoted_cells,
    refusal,
    too_long,
    unread_text,
)

_MOST_ITEMS = 200
"""Lines of a unit's own list that are read."""
_FIELD_OF = {
    RegisterCol.TARGET: TARGET,
    RegisterCol.LAST_YEAR: RESULT,
    MidyearCol.RESULT: RESULT,
    MidyearCol.ESTIMATE: RESULT,
}


@dataclass(slots=True)
class StageForm:
    """A form of registration or of June that could be opened."""

    file: str
    meta: Mapping[str, str]
    stage: Stage
    named: Named
    grid: Grid
    place: Placement
    missing: tuple[str, ...] = ()
    items: list[dict[str, object]] = field(default_factory=list)
    """The lines of the unit's own list: raw cells by header."""
    boxes: dict[str, str] = field(default_factory=dict)
    """Free texts by their label."""
    hidden: Hidden = field(default_factory=Hidden)
    returned: bool = False
    findings: list[Finding] = field(default_factory=list)
    values: dict[str, dict[str, object]] = field(default_factory=dict)
    """Criterion → what the book takes over, by header: numbers where they were understood (`read_stage_rows`)."""

    @property
    def unit(self) -> str:
        """The unit's code as issued."""
        return self.meta.get("unit", "")

    @property
    def typed(self) -> list[tuple[str, str, object]]:
        """Every filled cell that a unit fills: code, header, value; lists and texts beside them."""
        tables = STAGE_TABLES[self.stage]
        headers = [h for h in (*tables.figures, *tables.words) if h in self.place.columns]
        given = _issued_numbers(self)
        cells = [
            (code, header, value)
            for line in rows_of(self.grid, self.place)
            if (code := code_of(line.text(RegisterCol.CODE)))
            for header in headers
            if not is_blank(value := line.raw(header)) and (code, header, as_text(value)) not in given
        ]
        listed = [("", header, value) for item in self.items for header, value in item.items() if value]
        return [*cells, *listed, *(("", label, text) for label, text in self.boxes.items() if text)]

    @property
    def says_nothing(self) -> bool:
        """Whether nobody filled in anything that was not there when it was issued."""
        return not (self.typed or in_a_copy(self.findings))


def _issued_numbers(form: StageForm) -> set[tuple[str, str, str]]:
    """Last year's results that stood on the form when it went out: they are no work of the unit's."""
    if form.stage is not Stage.REGISTER:
        return set()
    pieces = (piece.partition("=") for piece in form.meta.get(TARGETS, "").split(";"))
    return {(code, RegisterCol.LAST_YEAR, value) for code, _, value in pieces if code}


def form_of_stage(
    source: GridSource, file: str, meta: Mapping[str, str], stage: Stage
) -> StageForm | Refusal:
    """The form that an opened workbook holds; `file` is its name in findings."""
    tables, unit = STAGE_TABLES[stage], meta.get("unit", "")
    grid = source.grid(tables.rows.sheet)
    if grid is None:
        value = f"{tables.rows.sheet} (phiếu ghi là của kỳ {stage.shown})"
        return Refusal(finding(Code.SHEET_MISSING, unit=unit, file=file, value=value))
    if isinstance(grid, Refused):
        return Refusal(refusal(grid, file, unit), grid.code is Code.SHEET_DOUBLE)
    found = find_table(grid, tables.rows)
    needed = tables.figures[-1] if stage is Stage.REGISTER else tables.figures[0]
    if found is None or needed in found.missing:
        return Refusal(finding(Code.HEADER_MISSING, unit=unit, file=file, sheet=grid.name,
                               value=needed if found else RegisterCol.CODE))  # fmt: skip
    place = found.placement
    figures = [place[header] for header in tables.figures if header in place.columns]
    if differing(grid, place.header_row, [place[RegisterCol.CODE], *figures], figures) != []:
        return Refusal(refusal(TWO_READINGS, file, unit))
    named_grid = source.grid(IDENTITY.sheet)
    if isinstance(named_grid, Refused):
        return Refusal(refusal(named_grid, file, unit), named_grid.code is Code.SHEET_DOUBLE)
    named = read_named(named_grid) if named_grid is not None else Named("", "", "")
    form = StageForm(file, meta, stage, named, grid, place, found.missing)
    form.hidden = hidden_in(grid.part.xml) if grid.part else Hidden()
    if named_grid is None:
        form.findings.append(finding(Code.SHEET_MISSING, unit=unit, file=file, value=IDENTITY.sheet))
    form.findings += far_away(unit, file, grid)
    form.findings += differing_columns(
        grid, place, file, unit, (*tables.figures, *tables.words), RegisterCol.CODE
    )
    form.findings += beside_columns(grid, place, found.missing, unit, file)
    form.findings += other_sheets(source, file, unit, (tables.rows.sheet, tables.items.sheet))
    form.items = list(_items(source, form, tables.items))
    form.boxes = read_boxes(source, stage, unit, file, form.findings)
    return form


def _items(source: GridSource, form: StageForm, table: Table) -> Iterator[dict[str, object]]:
    """The filled lines of the unit's own list."""
    grid = source.grid(table.sheet)
    if not isinstance(grid, Grid):
        form.findings.append(finding(Code.SHEET_MISSING, unit=form.unit, file=form.file, value=table.sheet))
        return
    found = find_table(grid, table)
    if found is None:
        form.findings.append(
            finding(Code.HEADER_MISSING, unit=form.unit, file=form.file, sheet=grid.name, value=table.key[0])
        )
        return
    form.findings += take_beside(source, grid, set(found.placement.columns.values()), form.unit, form.file)
    lines = 0
    for line in rows_of(grid, found.placement):
        cells = {column.header: _plain(line.raw(column.header)) for column in table.columns}
        if any(cells.values()):
            lines += 1
            if lines <= _MOST_ITEMS:
                for column in table.columns:
                    form.findings += _cut(form, form.unit, line, column.header)
                yield cells
    if lines > _MOST_ITEMS:
        form.findings.append(
            finding(Code.TOO_MANY_ITEMS, unit=form.unit, file=form.file, sheet=grid.name, value=str(lines),
                    limit=_MOST_ITEMS)
        )  # fmt: skip


def _plain(cell: object) -> object:
    """A cell of words as the book keeps it: one line of text, a day as it is."""
    if isinstance(cell, Formula):
        cell = cell.value
    if cell is Uncomputed.FORMULA:
        return "công thức chưa tính"
    if isinstance(cell, str):
        return told(cell)
    return cell.text if isinstance(cell, CellError) else cell


def _cut(form: StageForm, unit: str, line: TableRow, header: str, criterion: str = "") -> list[Finding]:
    """Whether the book keeps the beginning of a cell's words alone."""
    what = f"{header} của tiêu chí {criterion}" if criterion else header
    cell, sheet = line.raw(header), line.grid.name
    return too_long(cell, LONGEST, form.file, unit, sheet, line.cell(header), what, criterion)


def told(text: str) -> str:
    """A text as the book can keep it: without signs that nobody sees, at most as long as a box may be."""
    lines = ("".join(letter for letter in clean(line) if letter.isprintable()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST]


def read_boxes(
    source: GridSource, stage: Stage, unit: str, file: str, findings: list[Finding]
) -> dict[str, str]:
    """The free texts by their labels; one that is too long is cut, and told. Forms of earlier versions have none."""
    grid = source.grid(BOX_SHEET) if BOXES[stage] else None
    if not isinstance(grid, Grid):
        return {}
    findings += take_beside(source, grid, {1}, unit, file)
    wanted = {fold(label): label for label in BOXES[stage]}
    boxes: dict[str, str] = {}
    for row in range(len(grid.rows)):
        label, cell = wanted.get(fold(as_text(grid.at(row, 0)))), grid.at(row, 1)
        if label is None or is_blank(cell):
            continue
        findings += unread_text(cell, file, unit, grid.name, f"B{row + 1}", f"lời ghi ở mục {label}")
        text = cell if isinstance(cell, str) else as_text(cell)
        boxes[label] = told(text)
        findings += too_long(text, LONGEST, file, unit, grid.name, f"B{row + 1}", label)
    stray = list(_beside_boxes(grid, wanted))
    if stray:
        findings.append(finding(Code.WORDS_BESIDE_BOXES, unit=unit, file=file, sheet=grid.name, cell=stray[0][0],
                                value=quoted_cells(stray)))  # fmt: skip
    return boxes


def _beside_boxes(grid: Grid, wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Cell and text of what a unit wrote on the sheet of free texts, but not into the box of a label."""
    labelled = [row for row in range(len(grid.rows)) if fold(as_text(grid.at(row, 0))) in wanted]
    last = max(labelled, default=len(grid.rows))
    for row, cells in enumerate(grid.rows):
        first = 2 if row in labelled else 0 if row > last else 1
        for column, cell in enumerate(cells[first:], first):
            if said := cell_said(cell):
                yield address(row, column), said


def read_stage_rows(
    form: StageForm, unit: str, criteria: Criteria, parameters: Mapping[str, Parameter],
    renamed: Mapping[str, str],
) -> None:  # fmt: skip
    """Fill the form's values and its findings row by row.

    Args:
        form: as opened.
        unit: whose it is.
        criteria: those that count now; a form made from earlier ones is matched by codes.
        parameters: of their rules.
        renamed: old code → new one, where a person said so (`Chuyển sang mã`).
    """
    for header in form.missing:
        form.findings.append(
            finding(Code.HEADER_MISSING, unit=unit, file=form.file, sheet=form.grid.name, value=header)
        )
    seen: set[str] = set()
    stray = Stray(form.grid, form.place, form.file, unit)
    for line in rows_of(form.grid, form.place):
        criterion = _criterion(form, unit, line, criteria, renamed, seen)
        form.findings += _off_criteria(stray, form.stage, line, criterion)
        if criterion is not None and not (criterion.is_section or criterion.is_condition):
            form.values[criterion.code] = dict(
                _values(form, unit, line, criterion, parameters.get(criterion.code))
            )
    if form.stage is Stage.REGISTER:
        _tell_unregistered(form, unit, criteria, parameters)


def _criterion(
    form: StageForm, unit: str, line: TableRow, criteria: Criteria, renamed: Mapping[str, str], seen: set[str]
) -> Criterion | None:
    """Whose row it is; what is typed in one of an unknown code is told."""
    raw = line.raw(RegisterCol.CODE)
    typed = code_of(as_text(raw))
    code = renamed.get(typed, typed)
    tables = STAGE_TABLES[form.stage]
    filled = [header for header in (*tables.figures, *tables.words) if not is_blank(line.raw(header))]

    def add(what: Code, **details: object) -> None:
        form.findings.append(
            finding(what, unit=unit, criterion=code if code in criteria.by_code else "", file=form.file,
                    sheet=form.grid.name, cell=line.cell(RegisterCol.CODE), value=typed, details=details)
        )  # fmt: skip

    if not typed:
        return None
    criterion = criteria.by_code.get(code)
    if criterion is None:
        if filled:
            add(Code.ROW_LEFT_OUT, cells=", ".join(line.cell(header) for header in filled))
        return None
    if not isinstance(raw, str):
        add(Code.CODE_NOT_TEXT)
        if code + "0" in criteria.by_code:
            return None
    if code in seen:
        add(Code.CRITERION_DOUBLE)
        form.values.pop(code, None)
        return None
    seen.add(code)
    return criterion


def _off_criteria(
    stray: Stray, stage: Stage, line: TableRow, criterion: Criterion | None
) -> Iterator[Finding]:
    """What was typed in a row without a code, or in one that takes nothing over."""
    tables = STAGE_TABLES[stage]
    if criterion is not None and (criterion.is_section or criterion.is_condition):
        where = of_section(criterion.code) if criterion.is_section else f"dòng điều kiện {criterion.code}"
        yield from stray.figures(line.row, tables.figures, where)
        yield from stray.words(line.row, tables.words, where)
    elif not code_of(line.text(RegisterCol.CODE)):
        yield from stray.numbers(line.row, tables.figures)


def _values(
    form: StageForm, unit: str, line: TableRow, criterion: Criterion, parameter: Parameter | None
) -> Iterator[tuple[str, object]]:
    """What the book takes over of one row, by header."""
    tables = STAGE_TABLES[form.stage]
    opened = open_figures(form.stage, criterion, parameter)
    for header, is_open in zip(tables.figures, opened, strict=True):
        raw = line.raw(header)
        if not is_blank(raw):
            yield header, _figure(form, unit, line, criterion, parameter, header) if is_open else _plain(raw)
    for header in tables.words:
        raw = line.raw(header)
        if not is_blank(raw):
            form.findings += _cut(form, unit, line, header, criterion.code)
            yield header, _plain(raw)


def _figure(
    form: StageForm, unit: str, line: TableRow, criterion: Criterion, parameter: Parameter | None, header: str
) -> object:
    """A target or a result as the book shows it: a number where one was understood; what is wrong is told."""
    field, raw = _FIELD_OF[header], line.raw(header)
    letters = {field: column_name(form.place[header])}
    origin = Origin(form.file, form.grid.name, letters)
    row = Row(unit, criterion, parameter, origin, line.row)
    if form.grid.rounded:
        row.rounded = form.grid.rounded_at(line.row, {field: form.place[header]})
    form.findings += read_row(
        row, raw if field == TARGET else None, raw if field == RESULT else None, None, None
    )
    reading = row.target if field == TARGET else row.result
    if reading.number is not None and reading.number < 0:
        form.findings.append(row.found(Code.NEGATIVE, field, reading.number))
    if form.hidden.holds(line.row, form.place[header]):
        form.findings.append(row.found(Code.HIDDEN_CELLS, field, cells=row.cell(field)))
    return float(reading.number) if reading.number is not None else _plain(raw)


def _tell_unregistered(
    form: StageForm, unit: str, criteria: Criteria, parameters: Mapping[str, Parameter]
) -> None:
    """One finding for all targets that the form leaves open: perhaps they are not the unit's."""
    lacking = [
        row.code
        for row in criteria.scored
        if any(open_figures(form.stage, row, parameters.get(row.code)))
        and RegisterCol.TARGET not in form.values.get(row.code, {})
    ]
    if lacking:
        form.findings.append(
            finding(Code.TARGET_NOT_REGISTERED, unit=unit, file=form.file, sheet=form.grid.name,
                    value=_few(lacking), count=len(lacking))
        )  # fmt: skip


_FEW = 12


def _few(codes: Sequence[str]) -> str:
    more = f" và {len(codes) - _FEW} tiêu chí khác" if len(codes) > _FEW else ""
    return ", ".join(codes[:_FEW]) + more
