"""Where the rows of a sheet go when its table is rendered anew, and what of it is the user's."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..workbook.addresses import address, column_number
from ..workbook.xml_text import PackageError

_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


class SheetPatch(NamedTuple):
    """How one fresh sheet replaces the sheet of the same name.

    Rows and columns count from 0. `header_row` is the table header in the fresh sheet, `old_header_row` in
    the existing one; `owned_columns` are written by the program from the header down (empty: all are).
    `rows` and `free_rows` lead from old to new rows: of the table (a key's row keeps its height, hidden
    state, notes), and of rows that are wholly the user's. `keep_columns` keeps the user's column widths, but
    for `added_columns`, which the table did not have before.
    `whole`: the sheet is the program's alone and nothing in it is carried along. `new_charts`: the fresh sheet's
    charts are put in where the sheet has no drawing yet. `appended`: the fresh rows go below `header_row`, the last
    row in which anything stands, and everything else (cells, rules, merges) is the user's; `keeps_rules`: what the
    user's cells there offer stays, too. `breaks`: where its pages begin is the program's.
    """

    name: str
    header_row: int = 0
    owned_columns: frozenset[int] = frozenset()
    rows: Mapping[int, int] = {}
    old_header_row: int = 0
    free_rows: Mapping[int, int] = {}
    keep_columns: bool = True
    added_columns: frozenset[int] = frozenset()
    whole: bool = False
    new_charts: bool = False
    appended: bool = False
    keeps_rules: bool = False
    breaks: bool = False


class Area(NamedTuple):
    """A block of cells, rows and columns from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, ref: str) -> "Area":
        match = _AREA.fullmatch(ref)
        if not match:
            raise PackageError(f"{ref!r} is no cell reference")
        left, top, right, bottom = match.groups()
        rows = sorted((int(top) - 1, int(bottom or top) - 1))
        columns = sorted(column_number(name.upper()) for name in (left, right or left))
        return cls(rows[0], columns[0], rows[1], columns[1])

    def __str__(self) -> str:
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def meets(self, other: "Area") -> bool:
        """Whether the two have a cell in common."""
        return not (
            self.bottom < other.top
            or other.bottom < self.top
            or self.right < other.left
            or other.right < self.left
        )


class Moves:
    """The way of every old row to its new place.

    `spilled` holds rows of the table that vanished but bear cells of the user's; `last` is the fresh
    table's last row, `bottom` the last row in use.
    """

    def __init__(self, patch: SheetPatch, spilled: Iterable[int], last: int) -> None:
        self.patch = patch
        self.last = max(last, patch.header_row)
        self.old_last = max(patch.rows, default=patch.old_header_row)
        self.shift = patch.header_row - patch.old_header_row
        top = max((self.last, *patch.rows.values(), *patch.free_rows.values()))
        self._spilled = {old: top + n for n, old in enumerate(sorted(spilled), 1)}
        self.bottom = top + len(self._spilled)
        self._known = {**patch.rows, **patch.free_rows, **self._spilled}
        self._known[patch.old_header_row] = patch.header_row

    def row(self, old: int) -> int | None:
        """The new row, or `None` for a row that has none."""
        if self.patch.whole:
            return old
        if self.patch.appended:
            return None if self.patch.header_row < old <= self.last else old
        if old in self._known:
            return self._known[old]
        above = old < self.patch.old_header_row and old + self.shift >= 0
        return old + self.shift if above else None

    def place(self, old: int) -> int:
        """The new row; a row that has none stays, but below everything in use."""
        if self.patch.appended:
            return old
        new = self.row(old)
        return max(old, self.bottom + 1) if new is None else new

    def is_users(self, area: Area) -> bool:
        """Whether an area lies wholly in columns or rows of the user's."""
        patch = self.patch
        if patch.whole or patch.appended:
            return patch.appended
        owned = patch.owned_columns
        if owned and not any(area.left <= column <= area.right for column in owned):
            return True
        height = area.bottom - area.top + 1
        inside = height <= len(patch.free_rows)
        return inside and all(row in patch.free_rows for row in range(area.top, area.bottom + 1))

    def areas(self, area: Area) -> list[Area]:
        """The new areas of the user's area: whole tables grow with the table, other rows go one by one."""
        if self.patch.appended:
            return self._around_fresh(area)
        if self._covers_table(area):
            top = self.row(area.top) if area.top <= self.patch.old_header_row else self.patch.header_row + 1
            bottom = self.last if area.bottom == self.old_last else max(area.bottom, self.last)
            top = area.top if top is None else top
            return [area._replace(top=top, bottom=max(top, bottom))]
        pairs = [(old, new) for old in self._rows_of(area) if (new := self.row(old)) is not None]
        shifts = {new - old for old, new in pairs}
        if len(shifts) <= 1:
            shift = shifts.pop() if shifts else 0
            return [area._replace(top=area.top + shift, bottom=area.bottom + shift)]
        runs = _runs(sorted(new for _, new in pairs))
        if area.bottom > max(self._known) and area.bottom > self.bottom:
            runs.append((self.bottom + 1, area.bottom))
        return [area._replace(top=top, bottom=bottom) for top, bottom in runs]

    def _around_fresh(self, area: Area) -> list[Area]:
        """The area without the rows that are put below everything, where it meets them."""
        first, last = self.patch.header_row + 1, self.last
        beside = not any(area.left <= column <= area.right for column in self.patch.owned_columns)
        if beside or area.bottom < first or area.top > last:
            return [area]
        above = [area._replace(bottom=first - 1)] if area.top < first else []
        return [*above, *([area._replace(top=last + 1)] if area.bottom > last else [])]

    def area(self, area: Area) -> Area | None:
        """The new place of an area that must stay one (a merge); `None` where its rows part."""
        areas = self.areas(area)
        return areas[0] if len(areas) == 1 else None

    def _rows_of(self, area: Area) -> list[int]:
        above = range(area.top, min(area.bottom + 1, self.patch.old_header_row))
        return [*above, *(row for row in self._known if area.top <= row <= area.bottom)]

    def _covers_table(self, area: Area) -> bool:
        first = self.patch.old_header_row + 1
        return bool(self.patch.rows) and area.top <= first and area.bottom >= self.old_last > area.top

    def sqref(self, sqref: str) -> str:
        """The user's part of a list of areas at its new place; empty if nothing of it is the user's."""
        kept = [area for area in map(Area.parse, sqref.split()) if self.is_users(area)]
        return " ".join(str(new) for area in kept for new in self.areas(area))

    def filter_area(self, area: Area) -> Area:
        """A filter over the table (or a sort over its rows) ends with the new table, columns added to it included."""
        below = area.top - self.patch.old_header_row
        if below not in (0, 1) or area.bottom < self.old_last:
            return area
        top = self.patch.header_row + below
        right = area.right if below else self._filter_end(area)
        return area._replace(top=top, bottom=max(top, self.last), right=right)

    def _filter_end(self, area: Area) -> int:
        """The last column of a filter: where it had the whole table, it has what was added to the table since."""
        added, owned = self.patch.added_columns, self.patch.owned_columns
        before = owned - added
        whole = before and area.left <= min(before) and area.right >= max(before)
        return max(area.right, *owned) if added and whole else area.right

    def printed_area(self, area: Area, fresh: Area | None) -> Area:
        """A print area over the table's header that ends with the table ends with the new one.

        One of a table without rows ends one row below its header. `fresh`: that of the new sheet, as wide as its
        columns where they are drawn anew.
        """
        ends = (self.old_last, self.patch.old_header_row + 1)
        if area.top > self.patch.old_header_row or area.bottom not in ends:
            return area
        right = area.right if fresh is None or self.patch.keep_columns else fresh.right
        return area._replace(bottom=max(area.top, self.last), right=right)


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
