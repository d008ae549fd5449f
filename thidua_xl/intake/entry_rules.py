"""Which entry cells of a returned sheet still have their rule of entry: pasting over a cell takes it away."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..workbook.addresses import column_number
from .markup import behind_cells

_RULE = re.compile(rb'<(?:\w+:)?dataValidation [^<>]*?sqref="([^"<>]*)"')
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_MOST = 20_000
"""Areas and rows looked at; a form has a hundred of each."""


def ruled_rows(xml: bytes, column: int) -> frozenset[int] | None:
    """The 0-based rows of a column with a rule of entry; None where the column has none at all.

    Programs that keep no rules drop all of them when they save: that says nothing of what a person did.
    """
    return _ruled(xml[behind_cells(xml) :], column)


@lru_cache(maxsize=4)  # what stands behind the cells is the same in all forms of an issue that nobody changed
def _ruled(behind: bytes, column: int) -> frozenset[int] | None:
    found: set[int] = set()
    for at, (first, last) in enumerate(_spans(behind, column)):
        if at >= _MOST or len(found) >= _MOST:
            break
        found.update(range(first - 1, min(last, first + _MOST)))
    return frozenset(found) or None


def _spans(xml: bytes, column: int) -> Iterator[tuple[int, int]]:
    """First and last row of every area that holds the column."""
    for places in _RULE.findall(xml):
        for left, top, right, bottom in _AREA.findall(places.decode("ascii", "replace")):
            if column_number(left) <= column <= column_number(right or left):
                yield int(top), int(bottom or top)
