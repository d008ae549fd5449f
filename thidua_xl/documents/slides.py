"""What slides say, as plain data; `deck` makes the file of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .tables import Column, Row


class Cover(NamedTuple):
    """The first slide: the title, and lines below it."""

    title: str
    lines: Sequence[str]


class TablePage(NamedTuple):
    """A table, and a line below it (`note`)."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""


class Bar(NamedTuple):
    """A bar: the code and name of whose it is, its length, and how that is printed; None where nothing stands."""

    code: str
    name: str
    value: Decimal | None
    shown: str = ""


class ChartPage(NamedTuple):
    """Bars under one another, the first on top."""

    title: str
    series: str
    """What the bars measure, as the chart's own sheet of figures heads it."""
    bars: Sequence[Bar]
    digits: int = 0
    """Decimals behind the comma, beside each bar."""


Page = TablePage | ChartPage


class Deck(NamedTuple):
    """All slides."""

    cover: Cover
    pages: Sequence[Page]


OPEN = "…………"
"""Stands in a cell for what is not known yet."""
