"""Rows that the program filled beforehand, remembered in `_da_ghi`: one that is gone was taken away by somebody."""

from collections.abc import Iterable, Mapping

from ...sheets.table import Table
from ..book import Book

LABEL = "Đã điền "
_MADE = "x"


def before(book: Book, table: Table) -> frozenset[str]:
    """Keys of the rows that stood in the book already; none of a sheet that is not there: it is made anew."""
    if table.sheet not in book.file.grids:
        return frozenset()
    label = _label(table)
    return frozenset(one.removeprefix(label) for one in book.memory if one.startswith(label))


def forget(book: Book, table: Table, keys: Iterable[str]) -> None:
    """Rows that the program itself takes away: they may come back."""
    for key in keys:
        book.memory.pop(f"{_label(table)}{key}", None)


def remembered(table: Table, keys: Iterable[str]) -> Mapping[str, str]:
    """Label → mark of the rows that the program has filled beforehand."""
    return {
        f"{_label(table)}{key}": _MADE for key in sorted(keys)
    }  # of a set, no two runs would have one order


def _label(table: Table) -> str:
    return f"{LABEL}{table.sheet}: "
