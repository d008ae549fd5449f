"""New office books, and a cluster book for every cluster so that nobody types a unit twice."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ... import clock
from ...bookkeeping.new_file import make_writable, new_package, write_new_package
from ...cluster.acts.new_book import blank_cluster as blank_cluster
from ...cluster.acts.new_book import package_of
from ...cluster.book import Book
from ...cluster.kept.kept_sheet import rows_of
from ...domain.office.inputs import Cluster, OfficeSettings, OfficeUnit
from ...domain.scoring.scores import parameters_of
from ...domain.scoring.units import Unit
from ...domain.values.book_names import office_named
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, any_error
from ...domain.values.text import fold
from ...domain.year.grounds import grounds_for
from ...errors import CannotRunError, reason
from ...sheets import criteria as criteria_sheet
from ...sheets.cluster import scorers
from ...sheets.groups import in_order
from ...sheets.office import clusters as cluster_sheet
from ...sheets.office import settings as setting_sheet
from ...sheets.office import units as unit_sheet
from ...storage.safe import write_safely
from ...workers import garbage
from ...workers.steps import Step, quietly, watched
from ..assess import assess_all
from ..book import OfficeBook, open_office, refuse_without_clusters
from ..readiness import stray_heads, units_by_cluster
from ..receive import ReceivedBooks
from ..render import render_inputs, render_outputs


def blank_office(year: int) -> OfficeBook:
    """An empty office book of the year."""
    return OfficeBook(OfficeSettings(year=year, grounds=grounds_for(year)))


def named_office(path: Path, this_year: int) -> OfficeBook:
    """The same of the year that the file's name says, where it says one."""
    return blank_office(office_named(path.stem, this_year).year or this_year)


def sample_office(year: int) -> OfficeBook:
    """The invented sample office: its clusters, units and common criteria."""
    import thidua_xl.sample as invented

    office = invented.office(year)
    return OfficeBook(
        office.settings,
        list(office.clusters),
        list(office.units),
        office.criteria,
        list(office.papers),
        office.scores,
    )


def office_package(book: OfficeBook, moment: datetime.datetime) -> bytes:
    """The .xlsx of an office book that has received nothing yet."""
    sheets = [*render_inputs(book), *render_outputs(assess_all(book, ReceivedBooks(), moment.date())).sheets]
    return new_package(book.title, in_order(sheets), moment)


@garbage.held()
def write_new_office(path: Path, book: OfficeBook) -> Path:
    """Write a new office book. Raises CannotRunError where something is there already, or cannot be written."""
    return write_new_package(path, lambda: office_package(book, clock.now()))


@dataclass(frozen=True, slots=True)
class IssuedBooks:
    """The outcome of `issue-books`. With errors in clusters, units or criteria nothing is issued."""

    book: OfficeBook
    made: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Books that lay there already: never overwritten."""
    findings: list[Finding]
    empty: tuple[Cluster, ...] = ()
    """Clusters without units: no book for them."""


_STOPS = frozenset({
    Code.CLUSTER_DOUBLE, Code.CLUSTER_NOT_LISTED, Code.UNIT_DOUBLE, Code.UNIT_NOT_LISTED, Code.CODE_NOT_TEXT,
    Code.SETTING_MISSING, Code.SETTING_INVALID, Code.HEADER_MISSING, Code.CRITERIA_CODE_DOUBLE, Code.CRITERIA_ORPHAN,
    Code.SECTION_SUM_DIFFERS, Code.RULE_UNKNOWN, Code.PARAMETER_INVALID, Code.CAP_DIFFERS, Code.DATE_UNREADABLE,
    Code.SECTION_IGNORES, Code.CODE_BREAKS_RULE, Code.ROW_DOUBLE, Code.SAME_OFFICE_HOLDER, Code.MAXIMUM_TOO_FINE,
    Code.GROUP_MIXED, Code.CONDITION_HAS_POINTS, Code.NOTHING_TO_COMPARE, Code.SCORERS_INVALID,
})  # fmt: skip
_CARRIED = frozenset(
    table.sheet
    for table in (setting_sheet.TABLE, cluster_sheet.TABLE, unit_sheet.TABLE, criteria_sheet.TABLE)
)
"""What is wrong there would be carried into every cluster's book; the other sheets can wait."""


_TOGETHER = 20
"""Books after which what their making left behind is freed: each leaves four megabytes in circles."""


@garbage.held()
def issue_books(path: Path, out: Path, step: Step = quietly) -> IssuedBooks:
    """A book for every cluster into the folder. Raises CannotRunError where nothing could be done."""
    return books_from(open_office(path, to_write=False), out, step)


def books_from(book: OfficeBook, out: Path, step: Step = quietly) -> IssuedBooks:
    """The same from an office book that is read already."""
    refuse_without_clusters(book)
    wrong = [found for found in book.findings if found.code in _STOPS and found.sheet in _CARRIED]
    wrong += stray_heads(book)
    if any_error(wrong):
        return IssuedBooks(book, (), (), wrong)
    make_writable(out, "sổ cụm")
    made: list[Path] = []
    kept: list[Path] = []
    units = units_by_cluster(book)
    filled = [cluster for cluster in book.clusters if cluster.code in units]
    for at, cluster in enumerate(watched(filled, len(filled), step), start=1):
        if at % _TOGETHER == 0:
            garbage.sweep()
        path = out / file_name(cluster, book.settings.year)
        if path.exists():
            kept.append(path)
            continue
        try:
            made.append(write_safely(path, package_of(cluster_book(book, cluster, units[cluster.code]))))
        except OSError as error:
            raise CannotRunError(f"Không ghi được {path}: {reason(error)}.") from None
    empty = tuple(one for one in book.clusters if one.code not in units)
    return IssuedBooks(book, tuple(made), tuple(kept), wrong, empty)


def file_name(cluster: Cluster, year: int) -> str:
    """`SoCum_<mã cụm>_<năm>.xlsx`."""
    safe = "".join(letter if letter.isalnum() or letter in "-." else "_" for letter in cluster.code)
    return f"SoCum_{safe}_{year}.xlsx"


def cluster_book(book: OfficeBook, cluster: Cluster, units: Iterable[OfficeUnit]) -> Book:
    """The cluster's book of the year: its units, the common criteria, what the office knows of it."""
    made = blank_cluster(book.settings.year)
    made.units = [Unit(unit.code, unit.name, email=unit.email) for unit in units]
    heads = {fold(unit.code): unit.code for unit in made.units}
    made.settings = replace(
        made.settings, cluster=cluster.code, name=cluster.name, head=heads.get(fold(cluster.head), ""),
        deputy=heads.get(fold(cluster.deputy), ""), superior=book.settings.superior, office=book.settings.office,
        place=book.settings.place, conference=cluster.conference, papers_due=book.settings.papers_due,
        member=cluster.member, officer=cluster.officer,
    )  # fmt: skip
    named = {fold(share.code) for row in book.criteria.scored for share in row.shares}
    made.kept[scorers.TABLE.sheet] = [
        row for row in rows_of(book.scoring, scorers.TABLE) if fold(row.text(scorers.Col.CODE)) in named
    ]
    made.criteria = book.criteria
    made.parameters = parameters_of(book.criteria)
    return made
