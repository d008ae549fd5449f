"""Buttons that bring an office's own tables into the book: shown, asked about, then written."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ..bookkeeping.keep import Keep
from ..cluster.book import Book
from ..cluster.importing import How, Imported, Proposal, count_typed
from ..sheets import criteria
from ..sheets.cluster import units
from ..sheets.table import Table
from ..wording.imports import brought_said, criteria_asked, units_asked
from .click import Answer, Click, kept
from .keep import DeclinedError

P = TypeVar("P", bound=Proposal)
Write = Callable[[Book, P, str, How, Keep], Imported[P]]


def bring_criteria(click: Click) -> Answer:
    """The table of criteria of the chosen file into `Tiêu chí`."""
    from ..cluster.acts.import_criteria import import_criteria, read_criteria_table

    return _brought(click, read_criteria_table, criteria_asked, import_criteria, criteria.TABLE)


def bring_units(click: Click) -> Answer:
    """The list of units of the chosen file into `Đơn vị`."""
    from ..cluster.acts.import_units import import_units, read_list_of_units

    return _brought(click, read_list_of_units, units_asked, import_units, units.TABLE)


def _brought(
    click: Click, read: Callable[[Path], P], asked: Callable[[P, int], str], write: "Write[P]", table: Table
) -> Answer:
    """Read the file, say what was understood, and write it in the place of what is typed once somebody agrees.

    Raises:
        DeclinedError: nobody agreed.
    """
    path = click.chosen()
    understood = read(path)
    live = click.live()
    book = click.cluster_book(live)
    if not click.confirm(asked(understood, count_typed(book, table))):
        raise DeclinedError
    done = kept(click, live, book, lambda book, keep: write(book, understood, path.name, How.REPLACE, keep))
    return Answer(brought_said(done), done.needs_a_person, table.sheet)
