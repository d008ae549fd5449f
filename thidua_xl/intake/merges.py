"""The merged areas of a sheet's part, however they are written."""

import re
from functools import lru_cache
from typing import NamedTuple

from ..workbook.addresses import column_number
from .markup import behind_cells


class Merge(NamedTuple):
    """Cells that show the first of them, rows and columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


_MERGE = re.compile(
    rb"<(?:[^\s<>/:=\"']{1,100}:)?mergeCell\s[^<>]*?\bref\s*=\s*[\"']\s*"
    rb"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})\s*[\"']"
)
_NAME = b"mergeCell"
_LONGEST_PREFIX = 102


def merges_of(xml: bytes) -> tuple[Merge, ...]:
    """All merges; how many cells they cover is for the gate to judge."""
    start = xml.find(_NAME, behind_cells(xml))
    if start < 0:
        return ()
    end = xml.find(b">", xml.rfind(_NAME)) + 1
    return _merges(xml[max(0, start - _LONGEST_PREFIX) : end])


@lru_cache(maxsize=4)  # the same in all forms of an issue that nobody changed
def _merges(xml: bytes) -> tuple[Merge, ...]:
    return tuple(
        Merge(int(top) - 1, column_number(left.decode()), int(bottom) - 1, column_number(right.decode()))
        for left, top, right, bottom in _MERGE.findall(xml)
    )
