"""A cluster's book read from its sheets."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from ..bookkeeping.kept_book import open_from
from ..bookkeeping.opening import Computed, LookedAt, read_grids, refuse_own_sheet, schema_of
from ..domain.ranking import dates
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.scores import parameters_of
from ..domain.scoring.settings import Settings
from ..domain.scoring.units import Unit
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.text import fold
from ..domain.year import deadlines
from ..errors import CannotRunError
from ..sheets import criteria, criteria_reading
from ..sheets.cluster import (
    agreed,
    ballots,
    by_criterion,
    by_unit,
    calendar,
    conditions,
    election,
    first_page,
    given_scores,
    meeting,
    midyear,
    proclaimed,
    receipts,
    registrations,
    scorers,
    settings,
    submissions,
    to_fix,
    trial,
)
from ..sheets.cluster import units as units_sheet
from ..sheets.cluster.chosen import place_of_choice, read_choice
from ..sheets.cluster.year_tables import YEAR_TABLES
from ..sheets.examples import typed_over
from ..sheets.hidden import (
    CLUSTER,
    EVIDENCE,
    ISSUED,
    MEMORY,
    META,
    OFFICE,
    VERSIONS,
    read_evidence,
    read_issued,
    read_versions,
)
from ..sheets.kept import KeptRow, read_kept
from ..workbook.filled import with_table
from ..workbook.grid import Grid, GridSource, Place
from ..workbook.model import Sheet
from .book import TYPED_SHEETS, WRITTEN_SHEETS, Book
from .codeless_rows import refuse_lost_rows
from .kept.percents import take_percents
from .kept.scorers import people_in
from .listed_codes import as_listed
from .mixed_rows import refuse_mixed_rows
from .unit_groups import wrong_groups

_LOOKED_AT = (
    LookedAt(criteria.TABLE, (criteria.Col.MAXIMUM, criteria.Col.COMMON_TARGET)),
    LookedAt(agreed.TABLE, agreed.LOOKED_AT, agreed.AGREED),
    *(LookedAt(kind.table, kind.looked_at, kind.each_row) for kind in (ballots.RANKS, election.OFFICES)),
    LookedAt(proclaimed.TABLE, proclaimed.LOOKED_AT, proclaimed.LOOKED_AT),
    LookedAt(conditions.TABLE, (conditions.Col.VALUE,)),
    LookedAt(scorers.TABLE, scorers.LOOKED_AT),
    LookedAt(given_scores.TABLE, given_scores.LOOKED_AT, given_scores.LOOKED_AT),
    LookedAt(registrations.TABLE, registrations.LOOKED_AT, registrations.LOOKED_AT),
    LookedAt(midyear.TABLE, midyear.LOOKED_AT, midyear.LOOKED_AT),
)
"""Typed numbers and words that count as people see them."""
_OF_THE_YEAR = (calendar.TABLE, election.TABLE, *(one.table for one in YEAR_TABLES))
CHOSEN = ((by_unit.TABLE, by_unit.Col.TEXT), (by_criterion.TABLE, by_criterion.Col.UNIT_NAME))
"""Tables above which somebody chooses, and the headers over whose columns the choice stands."""
_OF_CHOICES = (trial.TABLE, by_unit.TABLE, by_criterion.TABLE)
"""Pages about what somebody chooses there."""
_WITH_EXAMPLES = (units_sheet.TABLE, criteria.TABLE, *(one.table for one in YEAR_TABLES))
"""Tables above which an example may stand."""
_NEVER_LOST = (*TYPED_SHEETS, *_OF_THE_YEAR, submissions.TABLE)
"""What stands there comes from people, or is the record of what they did."""


def open_book(path: Path, *, to_write: bool = True) -> Book:
    """The book. Raises CannotRunError if it is not there, not ours, or open elsewhere (`to_write`)."""
    return open_from(path, read_book, to_write=to_write)


def read_book(source: GridSource, path: Path, *, to_write: bool = True) -> Book:
    """The state of an opened cluster book. Raises CannotRunError if it is not one."""
    schema = schema_of(source)
    if schema == OFFICE:
        raise CannotRunError(f"{path.name} là sổ tổng hợp; lệnh này chỉ dùng với sổ cụm.")
    if schema != CLUSTER:
        raise CannotRunError(f"{path.name} không phải sổ cụm do chương trình tạo ra.")
    grids = _read_grids(source, path, formulas=to_write)
    for table in (*_OF_THE_YEAR, *_OF_CHOICES, first_page.TABLE):
        refuse_own_sheet(path, table, grids.get(table.sheet))
    book = _inputs(grids)
    _state(book, grids, path.name)
    as_listed(book)
    book.stands_in(path, grids, _NEVER_LOST)
    refuse_mixed_rows(book, grids, path.name)
    refuse_lost_rows(grids, path.name)
    book.meets = meeting.TABLE.sheet in book.file.places
    return book


def _read_grids(source: GridSource, path: Path, *, formulas: bool) -> dict[str, Grid]:
    """All sheets; texts of formulas that people typed only where they shall be written again."""
    inputs = (settings.TABLE, units_sheet.TABLE, criteria.TABLE)
    sheets = dict.fromkeys((table.sheet for table in (*inputs, *WRITTEN_SHEETS)), False)
    sheets |= dict.fromkeys((table.sheet for table in _NEVER_LOST), formulas)
    choices = (table.sheet for table in _OF_CHOICES)
    hidden = (META, ISSUED, VERSIONS, MEMORY, EVIDENCE)
    sheets |= dict.fromkeys((meeting.TABLE.sheet, *choices, "Tổng hợp", *hidden), False)
    computed = (Computed(agreed.TABLE, agreed.COMPUTED),)
    grids = read_grids(source, path, sheets, (*inputs, *TYPED_SHEETS), _LOOKED_AT, computed)
    chosen = {
        name: True for name, places in _chosen_places(grids) if formulas and places & grids[name].formulas
    }
    return grids | read_grids(source, path, chosen, (), ())


def _chosen_places(grids: Mapping[str, Grid]) -> Iterator[tuple[str, Set[Place]]]:
    """Where people choose on the pages of choices: they are full of formulas of ours, read without their texts."""
    if trial.TABLE.sheet in grids:
        yield trial.TABLE.sheet, set(trial.typed_places(grids[trial.TABLE.sheet]).values())
    for table, header in CHOSEN:
        if table.sheet in grids and (at := place_of_choice(grids[table.sheet], table, header)):
            yield table.sheet, {at}


def _inputs(grids: Mapping[str, Grid]) -> Book:
    set_to, wrong_settings, _ = settings.read_settings(grids[settings.TABLE.sheet])
    members, wrong_units, _ = units_sheet.read_units(grids[units_sheet.TABLE.sheet])
    codes = [person.code for person in people_in(_scorers(grids), members)]
    scored, wrong_criteria, _ = criteria_reading.read_criteria(grids[criteria.TABLE.sheet], set_to, codes)
    set_to, wrong_order = settings.with_known_order(set_to, scored, grids[settings.TABLE.sheet])
    wrong = [*wrong_settings, *wrong_order, *_date_findings(set_to, grids[settings.TABLE.sheet]), *wrong_units,
             *wrong_criteria, *wrong_groups(set_to, members, scored, grids),
             *_head_findings(set_to, members, grids), *typed_over(grids, _WITH_EXAMPLES)]  # fmt: skip
    return Book(set_to, members, scored, parameters_of(scored), findings=wrong)


def fill_in(book: Book, sheet: Sheet) -> None:
    """Have an input sheet written with the book, and take it over: its inputs as they will be, what is wrong then."""
    grid = with_table(book.file.grids[sheet.name], sheet)
    now = _inputs({**book.file.grids, sheet.name: grid})
    book.settings, book.units, book.criteria = now.settings, now.units, now.criteria
    book.parameters, book.findings = now.parameters, now.findings
    book.filled.append(sheet)


def _scorers(grids: Mapping[str, Grid]) -> list[KeptRow]:
    """The rows of `Người chấm`, without which nobody knows what `Ai chấm` says."""
    grid = grids.get(scorers.TABLE.sheet)
    return read_kept(grid, scorers.TABLE, scorers.ALONE)[0] if grid is not None else []


def _date_findings(set_to: Settings, grid: Grid) -> Iterator[Finding]:
    sheet = settings.TABLE.sheet

    def cell_of(name: str) -> str:
        return settings.cell_of(grid, name)

    for rule in (dates.of_settings, deadlines.of_period, deadlines.late_conference, deadlines.far_days):
        yield from rule(set_to, sheet, cell_of)


def _head_findings(set_to: Settings, members: list[Unit], grids: Mapping[str, Grid]) -> list[Finding]:
    codes = {fold(unit.code) for unit in members}
    return [
        finding(Code.SETTING_INVALID, sheet=settings.TABLE.sheet,
                cell=settings.cell_of(grids[settings.TABLE.sheet], name), value=code, name=name,
                used="để trống", allowed="mã của một đơn vị ở trang Đơn vị")
        for name, code in ((dates.HEAD, set_to.head), (dates.DEPUTY, set_to.deputy))
        if code and members and fold(code) not in codes
    ]  # fmt: skip


def _versions(grid: Grid, file: str) -> dict[str, Criteria]:
    """The earlier tables of criteria. Raises CannotRunError where somebody changed one: forms depend on them."""
    try:
        versions = read_versions(grid)
    except ValueError:
        versions = None
    if versions is None or any(mark != criteria.fingerprint for mark, criteria in versions.items()):
        raise CannotRunError(
            f"Trang ẩn {VERSIONS} của sổ {file} đã bị sửa: tiêu chí của các lần phát hành không còn như khi "
            "chương trình ghi. Lấy lại bản trước trong thư mục luu cạnh sổ."
        )
    return versions


def _state(book: Book, grids: Mapping[str, Grid], file: str) -> None:
    if agreed.TABLE.sheet in grids:
        book.ledger, book.doubles, _ = agreed.read_ledger(grids[agreed.TABLE.sheet])
    if receipts.TABLE.sheet in grids:
        book.receipts, _ = receipts.read_receipts(grids[receipts.TABLE.sheet])
        book.remarks = receipts.read_remarks(grids[receipts.TABLE.sheet])
    if proclaimed.TABLE.sheet in grids:
        grid = grids[proclaimed.TABLE.sheet]
        book.proclaimed, book.proclaimed_twice, _ = proclaimed.read_proclaimed(grid)
    if ballots.TABLE.sheet in grids:
        book.ballots, _ = ballots.read_ballots(grids[ballots.TABLE.sheet])
        book.ballots.listed = frozenset(unit.code for unit in book.units)
    if election.TABLE.sheet in grids:
        book.election, _ = ballots.read_ballots(grids[election.TABLE.sheet], election.OFFICES)
    if to_fix.TABLE.sheet in grids:
        book.noted = [f for f in to_fix.read_findings(grids[to_fix.TABLE.sheet])[0] if f.file]
    if calendar.TABLE.sheet in grids:
        book.calendar, _ = calendar.read_calendar(grids[calendar.TABLE.sheet])
    if trial.TABLE.sheet in grids:
        book.trial = trial.read_trial(grids[trial.TABLE.sheet])
    if by_unit.TABLE.sheet in grids:
        book.shown_unit = read_choice(grids[by_unit.TABLE.sheet], *CHOSEN[0])
    if by_criterion.TABLE.sheet in grids:
        book.shown_criterion = read_choice(grids[by_criterion.TABLE.sheet], *CHOSEN[1])
    book.kept = {
        table.sheet: read_kept(grids[table.sheet], table, alone)[0]
        for table, alone in YEAR_TABLES if table.sheet in grids
    }  # fmt: skip
    book.findings += take_percents(book)
    if submissions.TABLE.sheet in grids:
        book.sent, _ = submissions.read_rows(grids[submissions.TABLE.sheet])
    book.issued = read_issued(grids[ISSUED]) if ISSUED in grids else []
    book.versions = _versions(grids[VERSIONS], file) if VERSIONS in grids else {}
    book.evidence = read_evidence(grids[EVIDENCE]) if EVIDENCE in grids else {}
