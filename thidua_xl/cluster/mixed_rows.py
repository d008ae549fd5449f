"""Lẫn dòng: rows whose code says one unit or criterion and whose name another, for a column was sorted by itself.

The program writes codes and names together, so one of them was moved: every score of such a row would be another's.
Once the sheet is drawn again nobody could tell any more, so such a book is not read at all.
"""

from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from ..domain.scoring.criteria import code_of
from ..domain.values.cells import as_text
from ..domain.values.text import fold
from ..errors import CannotRunError
from ..sheets.cluster import agreed, given_scores, midyear, proclaimed, registrations
from ..sheets.table import Placement, Table, find_table, raw_column, raw_rows
from ..workbook.addresses import address
from ..workbook.grid import Grid
from .book import Book
from .changed_units import DRAWN, names_before

_TABLES = (agreed.TABLE, registrations.TABLE, midyear.TABLE, given_scores.TABLE, proclaimed.TABLE)
_UNIT = (agreed.Col.UNIT, agreed.Col.UNIT_NAME)
_CRITERION = (agreed.Col.CRITERION, agreed.Col.TEXT)


class _Mix(NamedTuple):
    """A code, the name beside it, and whose name that is."""

    code: object
    name: object
    other: str


def refuse_mixed_rows(book: Book, grids: Mapping[str, Grid], file: str) -> None:
    """Raises CannotRunError where a code stands beside the name of another unit or the text of another criterion."""
    before, drawn = names_before(book), names_before(book, DRAWN)
    units = {
        unit.code: [fold(name) for name in (unit.name, before[unit.code], drawn.get(unit.code, unit.name))]
        for unit in book.units if unit.code in before
    }  # fmt: skip
    texts = {row.code: fold(row.text) for row in book.criteria.rows}
    for table in _TABLES:
        grid = grids.get(table.sheet)
        found = find_table(grid, table) if grid is not None else None
        if grid is None or found is None:
            continue
        place = found.placement
        if mix := _mixed_units(_pairs(grid, place, _UNIT, units), units):
            raise CannotRunError(_said(table, grid, place, _UNIT, mix, file))
        if mix := _mixed_texts(_pairs(grid, place, _CRITERION, units), texts):
            raise CannotRunError(_said(table, grid, place, _CRITERION, mix, file))


def _pairs(
    grid: Grid, place: Placement, headers: tuple[str, str], units: Collection[str]
) -> list[tuple[object, object]]:
    """The codes and the names beside them, each pair once, in the order of the sheet; what is nobody's stays out."""
    whose, *both = (raw_column(place, header) for header in (_UNIT[0], *headers))
    rows = ((cells[whose], *itemgetter(*both)(cells)) for _, cells in raw_rows(grid, place))
    return [(code, name) for unit, code, name in dict.fromkeys(rows) if code_of(as_text(unit)) in units]


def _mixed_units(pairs: Iterable[tuple[object, object]], names: Mapping[str, Collection[str]]) -> _Mix | None:
    """A unit beside a name that is another's, now or in the last run, and never was its own."""
    for code, name in pairs:
        said = fold(as_text(name))
        if said and said not in names[code_of(as_text(code))]:
            other = next((one for one, theirs in names.items() if said in theirs), "")
            if other:
                return _Mix(code, name, other)
    return None


def _mixed_texts(pairs: Collection[tuple[object, object]], texts: Mapping[str, str]) -> _Mix | None:
    """A criterion beside the text of another one, while its own stands beside it elsewhere on the sheet."""
    right = {code for code, text in pairs if texts.get(code_of(as_text(code))) == fold(as_text(text))}
    for code, text in pairs:
        said = fold(as_text(text))
        if code in right and said not in ("", texts[code_of(as_text(code))]):
            other = next((one for one, own in texts.items() if own == said), "")
            if other:
                return _Mix(code, text, other)
    return None


def _said(table: Table, grid: Grid, place: Placement, headers: tuple[str, str], mix: _Mix, file: str) -> str:
    at = [raw_column(place, header) for header in headers]
    row = next(row for row, cells in raw_rows(grid, place) if [cells[one] for one in at] == [*mix[:2]])
    return (
        f"Trang {table.sheet} của sổ {file}: ô {address(row, at[0])} ghi mã {mix.code} nhưng cạnh đó ghi “{mix.name}”, "
        f"là của {mix.other}. Có lẽ một cột đã bị sắp xếp hay chép riêng, điểm sẽ lẫn sang nơi khác. Hoàn tác, hoặc "
        "lấy lại bản trước trong luu, hoặc sửa mã cho đúng (mã đúng thì xóa ô tên cạnh đó), rồi chạy lại."
    )
