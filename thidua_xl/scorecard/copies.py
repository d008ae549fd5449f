"""Copies of the scores inside the form: a sheet or column copied for a draft, whose numbers never count.

Excel names them `Tự chấm (2)`, LibreOffice `Tự chấm_2`, a clerk as he likes: they are known by their table.
"""

from collections.abc import Iterable, Iterator, Mapping, Set

from ..domain.scoring.criteria import code_of
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text
from ..domain.values.findings import Finding, finding
from ..domain.values.text import fold, one_line
from ..sheets.double_columns import difference, double_columns, some
from ..sheets.form.identity import GUIDE
from ..sheets.form.identity import TABLE as IDENTITY
from ..sheets.form.reminders import CHECK
from ..sheets.form.scores import TABLE as SCORES
from ..sheets.form.scores import Col
from ..sheets.form.stage_tables import BOX_SHEET
from ..sheets.form.to_fix import TABLE as TO_FIX
from ..sheets.hidden import META, VERSIONS
from ..sheets.table import Placement, Table, TableRow, find_table, rows_of
from ..workbook.grid import Grid, GridSource

_OURS = frozenset(
    map(fold, (GUIDE, CHECK, META, VERSIONS, SCORES.sheet, IDENTITY.sheet, TO_FIX.sheet, BOX_SHEET))
)  # what a form is issued or given back with
_LONGEST = 200
"""Characters of the names of other sheets."""
_TYPED = (Col.SCORE, Col.TARGET, Col.RESULT, Col.NOT_ASSIGNED)


def differing_copies(
    source: GridSource, file: str, unit: str, grid: Grid, place: Placement
) -> Iterator[Finding]:
    """A warning for every other sheet with the table of scores that says something else than the one that counts.

    Other sheets that a unit put in are named.
    """
    rows: dict[str, TableRow] | None = None
    for _, copy in _put_in(source, _OURS):
        found = find_table(copy, SCORES)
        if found is None:
            continue
        rows = _by_code(grid, place) if rows is None else rows
        differences = list(_differences(rows, _by_code(copy, found.placement)))
        if differences:
            yield finding(Code.COPY_DIFFERS, unit=unit, file=file, sheet=grid.name, value=copy.name,
                          differences=some(differences))  # fmt: skip
    yield from other_sheets(source, file, unit, (), (SCORES,))


def other_sheets(
    source: GridSource, file: str, unit: str, ours: Iterable[str], told: Iterable[Table] = ()
) -> Iterator[Finding]:
    """A note that names the sheets which a person put in.

    Args:
        source: the workbook.
        file: its name.
        unit: whose it is.
        ours: the names of sheets that such a workbook is issued with, beside those of all forms.
        told: a sheet with one of these tables is told of elsewhere.
    """
    sheets = _put_in(source, _OURS | set(map(fold, ours)))
    others = [name for name, grid in sheets
              if _says_anything(grid) and not any(find_table(grid, table) for table in told)]  # fmt: skip
    if others:
        yield finding(Code.OTHER_SHEETS, unit=unit, file=file, value=one_line(", ".join(others), _LONGEST))


def _put_in(source: GridSource, ours: Set[str]) -> Iterator[tuple[str, Grid]]:
    """The sheets that can be read and do not bear one of these folded names."""
    for name in source.names():
        grid = None if fold(name) in ours else source.grid(name)
        if isinstance(grid, Grid):
            yield name, grid


def _says_anything(grid: Grid) -> bool:
    return any(as_text(cell) for row in grid.rows for cell in row)


def differing_columns(
    grid: Grid, place: Placement, file: str, unit: str, typed: Iterable[str] = _TYPED, key: str = Col.CODE
) -> Iterator[Finding]:
    """A warning for every typed column whose header stands a second time, over something else than what counts."""
    for one in double_columns(grid, place, typed, key):
        yield finding(Code.COLUMN_DIFFERS, unit=unit, file=file, sheet=grid.name, cell=one.cell, value=one.header,
                      differences=one.differences)  # fmt: skip


def in_a_copy(findings: Iterable[Finding]) -> bool:
    """Whether something was typed in a copy of the sheet or of a column."""
    return any(found.code in (Code.COPY_DIFFERS, Code.COLUMN_DIFFERS) for found in findings)


def _by_code(grid: Grid, place: Placement) -> dict[str, TableRow]:
    """The first row of every code."""
    rows: dict[str, TableRow] = {}
    for row in rows_of(grid, place):
        code = code_of(row.text(Col.CODE))
        if code:
            rows.setdefault(code, row)
    return rows


def _differences(counted: Mapping[str, TableRow], copied: Mapping[str, TableRow]) -> Iterator[str]:
    """What was typed in the copy and is not what counts; what is blank there says nothing."""
    for code, row in copied.items():
        mine = counted.get(code)
        for header in _TYPED if mine else ():
            said = difference(row.cell(header), row.raw(header), mine.raw(header)) if mine else ""
            if said:
                yield said
