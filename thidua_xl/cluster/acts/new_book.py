"""New cluster books, blank, from the sample, or from last year's; and issuing scorecards."""

from dataclasses import replace
from pathlib import Path

from ... import clock
from ...bookkeeping.new_file import new_package, write_new_package
from ...domain.ranking.conditions import Demand
from ...domain.ranking.posts import Office
from ...domain.scoring.criteria import Criteria
from ...domain.scoring.scores import parameters_of
from ...domain.scoring.settings import Phase, Settings
from ...domain.values.book_names import cluster_named
from ...domain.values.choices import chosen
from ...domain.values.text import fold
from ...domain.year.grounds import grounds_for
from ...sheets.cluster import conditions, holders, registrations, scorers
from ...sheets.groups import in_order
from ...sheets.kept import KeptRow
from ...workers import garbage
from ..book import Book
from ..elected import elected_in
from ..kept.holders import as_rows
from ..kept.kept_sheet import rows_of
from ..last_year import as_last_year
from ..places import assessed
from ..render import render_inputs, render_state


def blank_cluster(year: int) -> Book:
    """An empty book of the year, with the law that its papers rest on."""
    return Book(Settings(year=year, grounds=grounds_for(year)), [], Criteria(), {})


def named_cluster(path: Path, this_year: int) -> Book:
    """The same with what the file's name says of cluster and year, where it says it."""
    named = cluster_named(path.stem, this_year)
    book = blank_cluster(named.year or this_year)
    book.settings = replace(book.settings, cluster=named.cluster)
    return book


def with_template(book: Book, name: str) -> Book:
    """A blank book that begins with a template's criteria. Raises KeyError where there is none of this name."""
    from thidua_xl.templates import template

    book.criteria = template(name)
    book.parameters = parameters_of(book.criteria)
    return book


def sample_cluster(year: int) -> Book:
    """The invented sample cluster."""
    import thidua_xl.sample as invented

    criteria = Criteria(tuple(invented.criteria()))
    return Book(invented.settings(year), invented.units(), criteria, parameters_of(criteria))


def all_rules_cluster(year: int) -> Book:
    """The invented cluster whose table has every rule."""
    import thidua_xl.sample.all_rules as invented

    criteria = invented.criteria()
    return Book(invented.settings_of(year), invented.units(), criteria, parameters_of(criteria))


def next_year(old: Book) -> Book:
    """Last year's criteria, conditions, units, settings, office-holders and what the units reached.

    Never dates, scores, votes, violations.

    Whom the conference elected holds office once its results stand; else nobody does yet.
    """
    elected = elected_in(old)
    settings = replace(
        old.settings, year=old.settings.year + 1, head=elected.get(Office.HEAD, ""),
        deputy=elected.get(Office.DEPUTY, ""), signer="", deadline=None, meeting=None,
        conference=None, period="", starts=None, ends=None, registration_due=None, midyear_due=None, final_due=None,
        papers_due=None, phase=Phase.RECEIVING, reopening="", stage="", member="", officer="",
        letterhead=_letterhead(old, elected.get(Office.HEAD, "")), signs_for=False,
    )  # fmt: skip
    units = list(old.units)
    kept = {
        holders.TABLE.sheet: as_rows(old),
        registrations.TABLE.sheet: as_last_year(old, old.criteria),
        conditions.TABLE.sheet: [
            KeptRow(at, {**row.cells, **_of_that_year(row)})
            for at, row in enumerate(rows_of(old, conditions.TABLE))
        ],
        scorers.TABLE.sheet: list(rows_of(old, scorers.TABLE)),
    }
    return Book(settings, units, old.criteria, old.parameters, kept=kept)


def _of_that_year(row: KeptRow) -> dict[str, object]:
    """What a condition says of last year's units, emptied: who was late, who was in time."""
    of_days = chosen(row.text(conditions.Col.DEMAND), (Demand.ON_TIME.value,)) is not None
    return {conditions.Col.VALUE: None} if of_days else {}


def _letterhead(old: Book, head: str) -> str:
    """Who issues the papers, as typed last year; not where that names the head of then and another follows."""
    was = old.unit(old.settings.head)
    names_it = was is not None and fold(was.name) in fold(old.settings.letterhead)
    return "" if names_it and head != old.settings.head else old.settings.letterhead


def package_of(book: Book) -> bytes:
    """The .xlsx of a book that has received nothing yet."""
    sheets = [*render_inputs(book), *render_state(book, assessed(book, ())).sheets]
    return new_package(book.title, in_order(sheets), clock.now())


@garbage.held()
def write_new_cluster(path: Path, book: Book) -> Path:
    """Write a new book. Raises CannotRunError where something is there already, or cannot be written."""
    return write_new_package(path, lambda: package_of(book))
