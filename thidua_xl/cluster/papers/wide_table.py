"""Tables whose columns the book decides: how wide each must be, at which size they fit, how many units at once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from ...documents.tables import Column, Raw, Row, matrix
from ...documents.word import Page
from ...domain.scoring.units import Unit


class Col:
    """The headers of such tables."""

    NUMBER = "TT"
    TEXT = "Nội dung"


T = TypeVar("T")
SIZES = (12, 11, 10, 9)
"""In points; nothing is printed smaller."""
AT_ONCE = 10
"""Units beside each other on a landscape page."""
PORTRAIT, LANDSCAPE = 16.5, 24.7
"""Widths of the text in cm."""
_TEXT, _WIDEST = 5.5, 9
"""The least and the most room in cm for the texts of the criteria."""
_SIDES, _POINT = 0.28, 2.54 / 72
"""Left and right of a cell's text; a point in cm."""
_IN_HEAD, _IN_BODY, _SHORTEST = 0.6, 0.5, 1.5
"""How wide a sign is in ems: bold in the head, a figure below it; the least of a column."""
_BLANK = 4.1
"""A dotted blank in ems."""


def in_groups(items: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The items, so many at once."""
    return (items[at : at + size] for at in range(0, len(items), size))


class Told(NamedTuple):
    """A column of short texts: its head and its cells."""

    head: str
    cells: Sequence[str | None]

    def width(self, size: float) -> float:
        """In cm, so that no word of the head and no word of a cell is broken; a hard space holds two together."""
        head = max((len(word) for word in self.head.split()), default=0) * _IN_HEAD
        words = (len(word) for cell in self.cells if cell for word in cell.replace("\n", " ").split(" "))
        dots = _BLANK if None in self.cells else 0
        return max(head, max(words, default=0) * _IN_BODY, dots, _SHORTEST) * size * _POINT + _SIDES


def fitting(told: Sequence[Told], room: float) -> float | None:
    """The largest size at which the columns take no more room; None where none does."""
    return next((size for size in SIZES if sum(one.width(size) for one in told) <= room), None)


def by_unit(units: Sequence[Unit], rows: Sequence[Row], third: str) -> Raw:
    """A landscape table: TT, a text, a short column with the head `third`, then a column a unit."""
    told = [Told(unit.name, [row.cells[at] for row in rows]) for at, unit in enumerate(units, start=3)]
    first, short = (Told(head, [row.cells[at] for row in rows]) for head, at in ((Col.NUMBER, 0), (third, 2)))
    size = min(fitting([first, short, *told], LANDSCAPE - _TEXT) or SIZES[-1], SIZES[1])
    each = max(one.width(size) for one in told)
    rest = max(_TEXT, LANDSCAPE - first.width(size) - short.width(size) - each * len(told))
    text = min(rest, _WIDEST)
    each += (rest - text) / len(told)
    columns = [
        Column(Col.NUMBER, first.width(size), "c"),
        Column(Col.TEXT, text),
        Column(third, short.width(size), "r"),
        *(Column(one.head, each, "r") for one in told),
    ]
    return matrix(columns, rows, Page(landscape=True), size)
