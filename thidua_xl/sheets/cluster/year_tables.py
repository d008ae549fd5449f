"""The tables of the year that people type in and the program keeps (`sheets.kept`), in the order of a new book."""

from typing import NamedTuple

from ..table import Table
from . import activities, holders


class YearTable(NamedTuple):
    """A table, and the headers of which one filled cell makes a row."""

    table: Table
    alone: tuple[str, ...] = ()


YEAR_TABLES = (YearTable(activities.TABLE, activities.ALONE), YearTable(holders.TABLE, holders.ALONE))
