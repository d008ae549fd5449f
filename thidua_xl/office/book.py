"""Sổ tổng hợp as state: everything that the superior's office knows of a year, read from its sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..bookkeeping.double_columns import column_findings
from ..bookkeeping.kept_book import KeptBook, Owned, by_sheet, open_from
from ..bookkeeping.opening import LookedAt, read_grids, refuse_own_sheet, schema_of
from ..cluster.book import Book
from ..cluster.kept.scorers import people_of
from ..domain.office.inputs import Cluster, OfficeSettings, OfficeUnit, Paper, SuperiorScore
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.settings import Basis, Settings
from ..domain.values.text import fold
from ..errors import CannotRunError
from ..sheets import criteria, criteria_reading, journal
from ..sheets.cluster import given_scores, scorers
from ..sheets.examples import typed_over
from ..sheets.hidden import ISSUED, MEMORY, META, OFFICE
from ..sheets.kept import KeptRow, read_kept
from ..sheets.office import (
    all_units,
    appraisals,
    calendar,
    checks,
    clusters,
    decisions,
    files,
    first_page,
    mismatches,
    nominees,
    own_criteria,
    own_papers,
    papers,
    progress,
    scores,
    settings,
    summary,
    units,
)
from ..sheets.office.appraisals import AppraisalRow
from ..sheets.office.calendar import OfficeCalendar
from ..sheets.office.decisions import Decisions
from ..sheets.office.files import FileRow
from ..workbook.grid import Grid, GridSource
from .council import take_back
from .scoring_book import TABLES, no_scoring, read_scoring

_INPUTS = (
    settings.TABLE, clusters.TABLE, units.TABLE, criteria.TABLE, papers.TABLE, scores.TABLE, appraisals.TABLE,
    decisions.TABLE,
)  # fmt: skip
_WITH_EXAMPLES = (clusters.TABLE, units.TABLE, criteria.TABLE, papers.TABLE, scores.TABLE, own_criteria.TABLE)
"""Tables above which an example may stand."""
_LOOKED_AT = (
    LookedAt(criteria.TABLE, (criteria.Col.MAXIMUM,)),
    LookedAt(own_criteria.TABLE, (criteria.Col.MAXIMUM,)),
    LookedAt(scorers.TABLE, scorers.LOOKED_AT),
    LookedAt(given_scores.TABLE, given_scores.LOOKED_AT, given_scores.LOOKED_AT),
    LookedAt(scores.TABLE, (scores.Col.TOTAL, scores.Col.MAXIMUM)),
    LookedAt(decisions.TABLE, (decisions.Col.IN_FAVOUR, decisions.Col.MEMBERS)),
    LookedAt(appraisals.TABLE, (appraisals.Col.CLUSTER_SCORE, appraisals.Col.SCORE), (appraisals.Col.SCORE,)),
)
"""Typed numbers that count as people see them."""
OWNED = by_sheet(
    (
        Owned(scores.TABLE, scores.TABLE.key, all_typed=True),
        Owned(first_page.TABLE, first_page.TABLE.key, first_page.TABLE.key),
        Owned(scorers.TABLE, scorers.TABLE.key),
        Owned(given_scores.TABLE, given_scores.TABLE.key),
        Owned(decisions.TABLE, (decisions.Col.UNIT,), (decisions.Col.UNIT,)),
        Owned(appraisals.TABLE, (appraisals.Col.UNIT, appraisals.Col.CRITERION)),
        Owned(progress.TABLE, (progress.Col.CLUSTER,), (progress.Col.CLUSTER, progress.Col.BOOK)),
        Owned(calendar.TABLE, (calendar.Col.CLUSTER, calendar.Col.CODE)),
        Owned(summary.TABLE, (summary.Col.CLUSTER,)),
        Owned(all_units.TABLE, (all_units.Col.CODE, all_units.Col.CLUSTER)),
        Owned(
            mismatches.TABLE,
            (
                mismatches.Col.CODE,
                mismatches.Col.CLUSTER,
                mismatches.Col.UNIT,
                mismatches.Col.FILE,
                mismatches.Col.SHEET,
                mismatches.Col.CELL,
            ),
            (mismatches.Col.SEVERITY, mismatches.Col.CODE),
        ),
        Owned(nominees.TABLE, (nominees.Col.UNIT,), (nominees.Col.NUMBER, nominees.Col.UNIT)),
        Owned(checks.TABLE, (checks.Col.UNIT,)),
        Owned(own_papers.TABLE, (own_papers.Col.CODE,), (own_papers.Col.CODE, own_papers.Col.NAME)),
        Owned(files.TABLE, (files.Col.SHA256,), (files.Col.SHA256, files.Col.STATUS)),
        Owned(journal.TABLE, (journal.Col.WHEN, journal.Col.CHANGE)),
    )
)
"""The tables that the program writes, and what tells their rows apart."""


@dataclass(slots=True)
class OfficeBook(KeptBook):
    """An office book as read."""

    settings: OfficeSettings
    clusters: list[Cluster] = field(default_factory=list)
    units: list[OfficeUnit] = field(default_factory=list)
    criteria: Criteria = field(default_factory=Criteria)
    """The common criteria, where the superior gives them; a cluster may have its own."""
    papers: list[Paper] = field(default_factory=list)
    scores: dict[str, SuperiorScore] = field(default_factory=dict)
    """What people typed on `Điểm cấp trên`."""
    score_rows: list[KeptRow] = field(default_factory=list)
    """The rows of `Điểm cấp trên`, with what the program wrote there."""
    scoring: Book = field(default_factory=no_scoring)
    """The superior's own scoring: its criteria, its scorers, what they gave."""
    appraisals: list[AppraisalRow] = field(default_factory=list)
    decisions: Decisions = field(default_factory=Decisions)
    files: list[FileRow] = field(default_factory=list)
    calendar: OfficeCalendar = field(default_factory=OfficeCalendar)
    """What stands on `Lịch`."""
    own_papers: list[KeptRow] = field(default_factory=list)
    """The rows of `Văn bản`."""

    @property
    def owned(self) -> Mapping[str, Owned]:
        """The tables that the program writes."""
        return OWNED

    @property
    def typed_titles(self) -> Mapping[str, str]:
        """The sheets that people fill and no command draws."""
        modules = (settings, clusters, units, papers, scores, own_criteria)
        return {module.TABLE.sheet: module.TITLE for module in modules} | {
            criteria.TABLE.sheet: criteria.TITLE
        }

    @property
    def title(self) -> str:
        """The document's title."""
        return f"Sổ tổng hợp các cụm thi đua {self.settings.year}"

    @property
    def forms(self) -> Path:
        """The folder with the checking forms, where no other is named."""
        return self.file.path.with_suffix(".tham_dinh")

    def cluster(self, code: str) -> Cluster | None:
        """The cluster of this code, in any case of letters."""
        at = _places(tuple(one.code for one in self.clusters)).get(fold(code))
        return None if at is None else self.clusters[at]

    @property
    def names(self) -> dict[str, str]:
        """Unit names by code."""
        return {one.code: one.name for one in self.units}


@lru_cache(maxsize=1)  # asked for each of hundreds of clusters
def _places(codes: tuple[str, ...]) -> Mapping[str, int]:
    """Where clusters of these codes stand in their list; of two that are one to a reader, the first."""
    found: dict[str, int] = {}
    for at, code in enumerate(codes):
        found.setdefault(fold(code), at)
    return found


def open_office(path: Path, *, to_write: bool = True) -> OfficeBook:
    """The book. Raises CannotRunError if it is not there, not ours, or open elsewhere (`to_write`)."""
    return open_from(path, read_office, to_write=to_write)


def read_office(source: GridSource, path: Path) -> OfficeBook:
    """The state of an opened office book. Raises CannotRunError if it is not one."""
    if schema_of(source) != OFFICE:
        raise CannotRunError(
            f"{path.name} không phải sổ tổng hợp của cấp trên (tạo bằng thidua-xl new office)."
        )
    grids = _read_grids(source, path)
    for table in (*TABLES, first_page.TABLE):
        refuse_own_sheet(path, table, grids.get(table.sheet))
    book = _inputs(grids)
    if files.TABLE.sheet in grids:
        book.files = files.read_files(grids[files.TABLE.sheet])
        book.findings += files.wrong_decisions(grids[files.TABLE.sheet])
    if calendar.TABLE.sheet in grids:
        refuse_own_sheet(path, calendar.TABLE, grids[calendar.TABLE.sheet])
        book.calendar = calendar.read_calendar(grids[calendar.TABLE.sheet])
        book.findings += calendar.wrong(book.calendar)
    if own_papers.TABLE.sheet in grids:
        refuse_own_sheet(path, own_papers.TABLE, grids[own_papers.TABLE.sheet])
        book.own_papers = read_kept(grids[own_papers.TABLE.sheet], own_papers.TABLE, own_papers.ALONE)[0]
    book.stands_in(path, grids, (appraisals.TABLE, files.TABLE, calendar.TABLE, own_papers.TABLE, *TABLES))
    book.findings += column_findings(book, (*_INPUTS, own_criteria.TABLE))
    book.scoring.file, book.scoring.memory = book.file, book.memory
    take_back(book.decisions, book.memory)
    return book


def _read_grids(source: GridSource, path: Path) -> dict[str, Grid]:
    names = {table.sheet for table in (*_INPUTS, own_criteria.TABLE)} | OWNED.keys()
    names |= {"Tổng quan", META, MEMORY, ISSUED}
    drawn = (
        decisions.TABLE,
        appraisals.TABLE,
        files.TABLE,
        calendar.TABLE,
        own_papers.TABLE,
        scores.TABLE,
        *TABLES,
    )
    kept_formulas = {table.sheet for table in drawn}
    return read_grids(
        source, path, {name: name in kept_formulas for name in sorted(names)}, _INPUTS, _LOOKED_AT
    )


def _inputs(grids: Mapping[str, Grid]) -> OfficeBook:
    set_to, found = settings.read_settings(grids[settings.TABLE.sheet])
    book = OfficeBook(set_to, findings=found)
    book.clusters, more = clusters.read_clusters(grids[clusters.TABLE.sheet])
    book.findings += more
    book.findings += clusters.wrong_days(grids[clusters.TABLE.sheet], set_to.year)
    book.units, more = units.read_units(grids[units.TABLE.sheet], book.clusters)
    book.findings += more
    book.scoring, more = read_scoring(grids, set_to, book.units)
    book.findings += more
    people = [person.code for person in people_of(book.scoring)]
    book.criteria, more, _ = criteria_reading.read_criteria(
        grids[criteria.TABLE.sheet], Settings(basis=Basis.PERCENT), people
    )
    book.findings += more
    book.papers, more = papers.read_papers(grids[papers.TABLE.sheet], book.clusters)
    book.findings += more
    book.score_rows = scores.read_rows(grids[scores.TABLE.sheet])
    book.scores, more = scores.read_scores(grids[scores.TABLE.sheet], book.units)
    book.findings += more
    book.appraisals, more = appraisals.read_appraisals(grids[appraisals.TABLE.sheet], book.units)
    book.findings += more
    flags = [name for name, _ in set_to.flags]
    book.decisions, more = decisions.read_decisions(grids[decisions.TABLE.sheet], book.units, flags)
    book.findings += more
    book.findings += typed_over(grids, _WITH_EXAMPLES)
    return book


def refuse_without_clusters(book: OfficeBook) -> None:
    """Raises CannotRunError for a book that lists no cluster."""
    if not book.clusters:
        raise CannotRunError(
            f"Sổ {book.file.path.name} chưa có cụm nào: điền trang Danh sách cụm rồi chạy lại."
        )
