"""Copies of the scores inside the form: a sheet or column copied for a draft, whose numbers never count.

Excel names them `Tự chấm (2)`, LibreOffice `Tự chấm_2`, a clerk as he likes: they are known by their table.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..domain.scoring.criteria import code_of
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..domain.values.text import fold
from ..sheets.form.identity import GUIDE
from ..sheets.form.identity import TABLE as IDENTITY
from ..sheets.form.reminders import CHECK
from ..sheets.form.scores import TABLE as SCORES
from ..sheets.form.scores import Col
from ..sheets.form.to_fix import TABLE as TO_FIX
from ..sheets.hidden import META, VERSIONS
from ..sheets.table import Placement, TableRow, find_table, rows_of
from ..workbook.grid import Grid, GridSource

_OURS = frozenset(
    map(fold, (GUIDE, CHECK, META, VERSIONS, SCORES.sheet, IDENTITY.sheet, TO_FIX.sheet))
)  # what a form is issued or given back with
_TYPED = (Col.SCORE, Col.TARGET, Col.RESULT, Col.NOT_ASSIGNED)
_NAMED = 3
"""How many differing cells a finding quotes."""


def differing_copies(
    source: GridSource, file: str, unit: str, grid: Grid, place: Placement
) -> Iterator[Finding]:
    """A warning for every other sheet with the table of scores that says something else than the one that counts."""
    rows: dict[str, TableRow] | None = None
    for name in source.names():
        if fold(name) in _OURS:
            continue
        copy = source.grid(name)
        found = find_table(copy, SCORES) if isinstance(copy, Grid) else None
        if not isinstance(copy, Grid) or found is None:
            continue
        rows = _by_code(grid, place) if rows is None else rows
        differences = list(_differences(rows, _by_code(copy, found.placement)))
        if differences:
            yield finding(Code.COPY_DIFFERS, unit=unit, file=file, sheet=grid.name, value=copy.name,
                          differences=_some(differences))  # fmt: skip


def differing_columns(grid: Grid, place: Placement, file: str, unit: str) -> Iterator[Finding]:
    """A warning for every typed column whose header stands a second time, over something else than what counts."""
    for at, cell in enumerate(grid.rows[place.header_row]):
        header = next((one for one in _TYPED if isinstance(cell, str) and fold(cell) == fold(one)), None)
        if header is None or place.columns.get(header, at) == at:
            continue
        second = Placement(place.header_row, {**place.columns, header: at})
        differences = list(_differences(_by_code(grid, place), _by_code(grid, second)))
        if differences:
            yield finding(Code.COLUMN_DIFFERS, unit=unit, file=file, sheet=grid.name,
                          cell=second.cell(place.header_row, header), value=header,
                          differences=_some(differences))  # fmt: skip


def _some(differences: Sequence[str]) -> str:
    return "; ".join(differences[:_NAMED]) + ("; …" if len(differences) > _NAMED else "")


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
            typed = row.raw(header)
            if mine and not is_blank(typed) and _meaning(typed) != _meaning(mine.raw(header)):
                yield f"{row.cell(header)}: {_quoted(typed)}, chỗ được tính: {_quoted(mine.raw(header))}"


def _meaning(cell: object) -> object:
    """What two ways of typing the same have in common."""
    number = read_number(cell).number
    return fold(as_text(cell)) if number is None else number


def _quoted(cell: object) -> str:
    number = read_number(cell).number
    text = as_text(cell) if number is None else format(number, "f").replace(".", ",")
    return text or "(trống)"
