"""The day on which a unit sent its form: the letter's, never the file system's; unknown where no letter says it.

The mail server's clock, else the letter's own date. A date without a zone may be meant up to fourteen hours away, so it
is asked only whether it is surely before a day or surely after it.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from .. import clock
from ..domain.scoring.on_time import day_of
from ..domain.year.stages import Stage
from ..sheets.cluster.receipts import FileStatus
from .book import Book
from .clocks import Moment, clocks_of

_COUNTS = frozenset({FileStatus.ACCEPTED, FileStatus.SUPERSEDED})
"""A form that a newer one replaced was sent, too: a correction that was asked for makes nobody late."""


class Punctuality(NamedTuple):
    """Whether a unit sent its form by a day, and on which day it did, as far as letters tell."""

    in_time: bool | None = None
    day: datetime.date | None = None


def punctual(book: Book, unit: str, due: datetime.date) -> Punctuality:
    """Whether any form of the unit came by the end of that day; None where a form came of which no letter tells."""
    told = [_by(moment, due) for moment in _moments(book, unit)]
    if any(one.in_time for one in told):
        return next(one for one in told if one.in_time)
    if not told or any(one.in_time is None for one in told):
        return Punctuality()
    return min(told, key=lambda one: one.day or datetime.date.max)


def _moments(book: Book, unit: str) -> Iterator[Moment | None]:
    """When each form of December that came from the unit was sent; None of one that no letter tells of."""
    for receipt in book.forms(Stage.YEAREND):
        if receipt.unit == unit and receipt.status in _COUNTS:
            yield clocks_of(receipt.source, "", "", book.settings.year).sent


def _by(moment: Moment | None, due: datetime.date) -> Punctuality:
    if moment is None:
        return Punctuality()
    first, last = (_day(moment.at + doubt) for doubt in (-moment.doubt, moment.doubt))
    if last <= due:
        return Punctuality(True, _day(moment.at))
    return Punctuality(False if first > due else None, _day(moment.at))


def _day(moment: datetime.datetime) -> datetime.date:
    return day_of(moment.astimezone(clock.VIETNAM))
