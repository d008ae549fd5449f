"""The tables of the year that people type in and the program keeps (`sheets.kept`), in the order of a new book."""

from typing import NamedTuple

from ..table import Table
from . import (
    activities,
    conditions,
    covenant,
    criteria_changes,
    given_scores,
    holders,
    meetings,
    midyear,
    models,
    movements,
    own_words,
    papers,
    people,
    registrations,
    scorers,
    violations,
)


class YearTable(NamedTuple):
    """A table, and the headers of which one filled cell makes a row."""

    table: Table
    alone: tuple[str, ...] = ()


YEAR_TABLES = (
    YearTable(registrations.TABLE),
    YearTable(movements.TABLE),
    YearTable(covenant.TABLE, covenant.ALONE),
    YearTable(midyear.TABLE),
    YearTable(own_words.TABLE),
    YearTable(activities.TABLE, activities.ALONE),
    YearTable(models.TABLE, models.ALONE),
    YearTable(people.TABLE, people.ALONE),
    YearTable(meetings.TABLE, meetings.ALONE),
    YearTable(papers.TABLE, papers.ALONE),
    YearTable(holders.TABLE, holders.ALONE),
    YearTable(criteria_changes.TABLE),
    YearTable(conditions.TABLE, conditions.ALONE),
    YearTable(violations.TABLE, violations.ALONE),
    YearTable(scorers.TABLE, scorers.ALONE),
    YearTable(given_scores.TABLE),
)
