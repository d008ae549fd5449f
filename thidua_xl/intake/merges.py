"""What of a sheet is merged or hidden: how a table that nobody made for programs is to be read."""

import re
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
    rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_ROW = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>")
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")


def merges_of(xml: bytes) -> list[Merge]:
    """The merged areas of a sheet's part, which the gate has found to be of a sane size."""
    return [
        Merge(int(top) - 1, column_number(left.decode()), int(bottom) - 1, column_number(right.decode()))
        for left, top, right, bottom in _MERGE.findall(xml, behind_cells(xml))
    ]


def hidden_rows(xml: bytes) -> frozenset[int]:
    """The rows (from 0) that are hidden, by a filter or by hand."""
    rows = (tag for tag in _ROW.findall(xml) if _HIDDEN.search(tag))
    return frozenset(int(found[1]) - 1 for tag in rows if (found := _NUMBER.search(tag)))
