"""A book of ours, of whatever kind: its sheets as grids, what must not be overlooked in them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..domain.values.cells import is_blank
from ..domain.values.findings import finding
from ..errors import CannotRunError
from ..sheets.hidden import META, read_meta
from ..sheets.table import Found, Table, find_table, look
from ..workbook.grid import Grid, GridSource, Refused, no_columns


def schema_of(source: GridSource) -> str:
    """What the workbook says it is (`_meta`); empty for a stranger."""
    grid = source.grid(META)
    return read_meta(grid).get("schema", "") if isinstance(grid, Grid) else ""


class LookedAt(NamedTuple):
    """What of a table counts as people see it."""

    table: Table
    headers: Sequence[str]
    blanks: Sequence[str] = ()
    """Those of them under which a blank means something: asked about where a merge covers it."""


class Computed(NamedTuple):
    """Columns of a table in which the program writes a formula in every row, and which are never written back."""

    table: Table
    headers: Sequence[str]

    def columns(self, grid: Grid) -> Collection[int]:
        """Where they stand on a sheet."""
        found = find_table(grid, self.table)
        known = found.placement.columns if found else {}
        return [known[header] for header in self.headers if header in known]


def read_grids(
    source: GridSource, path: Path, sheets: Mapping[str, bool], needed: Iterable[Table],
    looked_at: Iterable[LookedAt], computed: Iterable[Computed] = (),
) -> dict[str, Grid]:  # fmt: skip
    """The sheets that are there, by contract name, with what counts in them as people see it.

    One after the other, each with what it takes: the bytes of all of them are ten times as large as the file.

    Args:
        source: the opened book.
        path: its name, for the sentences.
        sheets: contract name → whether formulas that people typed are read with their texts.
        needed: tables of people's without whose sheets nothing is read: what they typed would be overlooked.
        looked_at: what is to be seen as people see it.
        computed: where formulas are read without their texts all the same.

    Raises:
        CannotRunError: a sheet cannot be read, stands twice or, if it is needed, is not there.
    """
    grids: dict[str, Grid] = {}
    seen = {one.table.sheet: one for one in looked_at}
    ours = {one.table.sheet: one.columns for one in computed}
    for name, formulas in sheets.items():
        grid = source.grid(name, formulas=formulas, ours=ours.get(name, no_columns))
        if isinstance(grid, Refused):
            why = finding(grid.code, file=path.name, value=grid.detail, detail=grid.detail).message
            raise CannotRunError(f"Không đọc được sổ: {why}")
        if grid is not None:
            grids[name] = grid
            _look_at(path, grid, seen.get(name))
    for table in needed:
        if table.sheet not in grids:
            raise CannotRunError(
                f"Sổ {path.name} thiếu trang {table.sheet}; khôi phục từ bản trước trong luu."
            )
    return grids


def _look_at(path: Path, grid: Grid, seen: LookedAt | None) -> None:
    """See the numbers under these headers as people see them, and let go of the bytes of the sheet.

    Raises CannotRunError where the sheet cannot be read so.
    """
    if seen is not None:
        try:
            look(grid, *seen)
        except ValueError as error:
            name = seen.table.sheet
            raise CannotRunError(f"Không đọc được trang {name} của sổ {path.name}: {error}.") from None
    grid.let_go()


def refuse_lost_columns(path: Path, grid: Grid, table: Table, place: Found | None) -> None:
    """Raises CannotRunError where what must not be lost stands under no known header: it would be overlooked."""
    typed = [column.header for column in table.columns if column.typed]
    kept = typed or [column.header for column in table.columns]
    lost = kept if place is None else [header for header in kept if header in place.missing]
    if place is not None:  # what a later version brought together is missing together
        there = place.placement.columns
        lost = [header for header in lost if table.column(header).beside in ("", *there)]
    if lost and any(not is_blank(cell) for row in grid.rows for cell in row):
        what = f"cột {', '.join(lost)}" if place else "dòng tiêu đề cột"
        raise CannotRunError(
            f"Trang {table.sheet} của sổ {path.name} thiếu {what}; ghi lại đúng tiêu đề rồi chạy lại."
        )


def refuse_own_sheet(path: Path, table: Table, grid: Grid | None) -> None:
    """Raises CannotRunError where a person's own sheet bears the name of one of ours: nothing is drawn over it."""
    if grid is None or all(is_blank(cell) for row in grid.rows for cell in row):
        return
    if find_table(grid, table) is None:
        raise CannotRunError(
            f"Trang {table.sheet} của sổ {path.name} không có bảng của chương trình: nếu là trang của riêng mình thì "
            "đổi tên trang, nếu mất dòng tiêu đề thì ghi lại, rồi chạy lại."
        )
