"""Areas of open documents: what the requests of `calc_server` have in common."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import uno

Area = list[int]
"""First row and column, counted from 1 as in Excel, and how many rows and columns."""
_AMBIGUOUS = "AMBIGUOUS_VALUE"
LOGICAL, TEXT, MOMENT = 1024, 256, 2 | 4
"""com.sun.star.util.NumberFormat: logical values; texts; dates and times."""


_GENERAL, _WHOLE = 0, 1
"""Number formats that every document has: General and 0."""


def property_of(name: str, value: Any) -> Any:
    """A named property."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def url_of(path: str) -> str:
    """A path as LibreOffice names it."""
    return str(uno.systemPathToFileUrl(path))


def english() -> Any:
    """The locale of number formats that Excel's object model speaks."""
    locale = uno.createUnoStruct("com.sun.star.lang.Locale")
    locale.Language, locale.Country = "en", "US"
    return locale


def rectangle(address: Any) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of a CellRangeAddress, counted from 0."""
    return address.StartRow, address.StartColumn, address.EndRow, address.EndColumn


class Areas:
    """Documents by number, and areas of their sheets."""

    documents: dict[int, Any]
    _kinds: ClassVar[dict[tuple[int, int], int]] = {}

    def _kind(self, document: int, key: int) -> int:
        """What a number format of a document is for; it is asked for once, since it never changes."""
        if (document, key) not in self._kinds:
            self._kinds[document, key] = self.documents[document].NumberFormats.getByKey(key).Type
        return self._kinds[document, key]

    def _sheet(self, document: int, sheet: str) -> Any:
        return self.documents[document].Sheets.getByName(sheet)

    def _area(self, document: int, sheet: str, area: Area) -> Any:
        row, column, rows, columns = area
        return self._sheet(document, sheet).getCellRangeByPosition(
            column - 1, row - 1, column + columns - 2, row + rows - 2
        )

    def _to_change(self, document: int, sheet: str, area: Area) -> Any:
        """The area, unless its sheet is protected and a cell of it locked."""
        target = self._area(document, sheet, area)
        if self._sheet(document, sheet).isProtected() and any(
            group.CellProtection.IsLocked for group, _ in groups(target)
        ):
            raise PermissionError(f"the sheet {sheet} is protected")
        return target

    def _to_rebuild(self, document: int, sheet: str) -> Any:
        """The sheet, unless it is protected."""
        there = self._sheet(document, sheet)
        if there.isProtected():
            raise PermissionError(f"the sheet {sheet} is protected")
        return there

    def _give_format(self, document: int, target: Any, code: str) -> None:
        """Give cells the number format of an English format code."""
        if code == "General":
            target.NumberFormat = _WHOLE  # cells of different formats would keep them
            target.NumberFormat = _GENERAL
            return
        formats = self.documents[document].NumberFormats
        key = formats.queryKey(code, english(), False)
        target.NumberFormat = formats.addNew(code, english()) if key < 0 else key

    def _many(self, document: int, sheet: str, areas: Iterable[Area]) -> Any:
        """Several areas of a sheet as one object."""
        container = self.documents[document].createInstance("com.sun.star.sheet.SheetCellRanges")
        addresses = tuple(self._area(document, sheet, area).RangeAddress for area in areas)
        container.addRangeAddresses(addresses, False)
        return container


def groups(target: Any) -> Iterator[tuple[Any, list[tuple[int, int, int, int]]]]:
    """Cells of one look each, with where they are; one request a group, never one a cell."""
    found = target.getUniqueCellFormatRanges()
    for index in range(found.Count):
        group = found.getByIndex(index)
        yield group, [rectangle(address) for address in group.getRangeAddresses()]


def one_look(target: Any, name: str) -> Any:
    """A property that all cells share; None where they differ."""
    if target.getPropertyState(name).value == _AMBIGUOUS:
        return None
    return target.getPropertyValue(name)


def rectangles(cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Cells as few blocks: first row, first column, rows, columns."""
    runs: dict[tuple[int, int], list[int]] = {}
    columns: dict[int, list[int]] = {}
    for row, column in cells:
        columns.setdefault(column, []).append(row)
    for column in sorted(columns):
        for first, count in _runs(sorted(columns[column])):
            runs.setdefault((first, count), []).append(column)
    for (first, count), beside in runs.items():
        for column, width in _runs(beside):
            yield first, column, count, width


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as the first one and how many."""
    first = count = 0
    for number in numbers:
        if count and number == first + count:
            count += 1
            continue
        if count:
            yield first, count
        first, count = number, 1
    if count:
        yield first, count
