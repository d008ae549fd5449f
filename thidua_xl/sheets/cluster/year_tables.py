"""The tables of the year that people type in and the program keeps (`sheets.kept`), in the order of a new book."""

from typing import NamedTuple

from ..table import Table
from . import activities, covenant, holders, meetings, models, papers, people


class YearTable(NamedTuple):
    """A table, and the headers of which one filled cell makes a row."""

    table: Table
    alone: tuple[str, ...] = ()


YEAR_TABLES = (
    YearTable(covenant.TABLE, covenant.ALONE),
    YearTable(activities.TABLE, activities.ALONE),
    YearTable(models.TABLE, models.ALONE),
    YearTable(people.TABLE, people.ALONE),
    YearTable(meetings.TABLE, meetings.ALONE),
    YearTable(papers.TABLE, papers.ALONE),
    YearTable(holders.TABLE, holders.ALONE),
)
