"""New cluster books, blank, from the sample, or from last year's; and issuing scorecards."""

from dataclasses import replace
from pathlib import Path

from ... import clock
from ...bookkeeping.new_file import new_package, write_new_package
from ...domain.scoring.criteria import Criteria
from ...domain.scoring.scores import parameters_of
from ...domain.scoring.settings import Phase, Settings
from ...workers import garbage
from ..book import Book
from ..places import assessed
from ..render import render_inputs, render_state


def blank_cluster(year: int) -> Book:
    """An empty book of the year."""
    return Book(Settings(year=year), [], Criteria(), {})


def sample_cluster(year: int) -> Book:
    """The invented sample cluster."""
    import thidua_xl.sample as invented

    criteria = Criteria(tuple(invented.criteria()))
    return Book(invented.settings(year), invented.units(), criteria, parameters_of(criteria))


def next_year(old: Book) -> Book:
    """Last year's criteria, units and settings; never dates, scores, votes or who holds office."""
    settings = replace(
        old.settings, year=old.settings.year + 1, head="", deputy="", signer="", deadline=None, meeting=None,
        conference=None, period="", starts=None, ends=None, registration_due=None, midyear_due=None, final_due=None,
        papers_due=None, phase=Phase.RECEIVING, reopening="", member="", officer="",
    )  # fmt: skip
    units = [replace(unit) for unit in old.units]
    return Book(settings, units, old.criteria, old.parameters)


def package_of(book: Book) -> bytes:
    """The .xlsx of a book that has received nothing yet."""
    sheets = [*render_inputs(book), *render_state(book, assessed(book, ())).sheets]
    return new_package(book.title, sheets, clock.now())


@garbage.held()
def write_new_cluster(path: Path, book: Book) -> Path:
    """Write a new book. Raises CannotRunError where something is there already, or cannot be written."""
    return write_new_package(path, lambda: package_of(book))
