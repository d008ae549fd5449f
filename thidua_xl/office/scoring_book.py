"""The superior's own scoring of the units (HD 1302, III.4), as the state that a cluster's book has.

It is scored like a cluster: its criteria stand on `Tiêu chí cấp trên`, its scorers on `Người chấm`, and every unit of
every cluster is a member. So all that clusters do with scorers serves it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..cluster.book import Book
from ..cluster.kept.scorers import people_in
from ..cluster.unit_groups import wrong_groups
from ..domain.office.inputs import OfficeSettings, OfficeUnit
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.scores import parameters_of
from ..domain.scoring.settings import Basis, Settings
from ..domain.scoring.units import Unit
from ..domain.values.findings import Finding
from ..sheets import criteria
from ..sheets.cluster import given_scores, scorers
from ..sheets.hidden import ISSUED, read_issued
from ..sheets.hidden import OF_SUPERIOR as OF_SUPERIOR
from ..sheets.kept import read_kept
from ..sheets.office import own_criteria
from ..workbook.grid import Grid
from .said_upstairs import said_upstairs

TABLES = (scorers.TABLE, given_scores.TABLE)
"""The tables of a cluster's book that an office book has as they are."""


def no_scoring() -> Book:
    """The scoring of a book that says nothing of it."""
    return Book(settings_of(OfficeSettings()), [], Criteria(), {})


def settings_of(set_to: OfficeSettings) -> Settings:
    """The office's settings in the place of a cluster's: points of two decimals, compared by per cent."""
    return Settings(year=set_to.year, cluster=OF_SUPERIOR, superior=set_to.superior, office=set_to.office,
                    place=set_to.place, basis=Basis.PERCENT)  # fmt: skip


def members_of(units: Iterable[OfficeUnit]) -> list[Unit]:
    """Every unit of every cluster; the units of one cluster are a group, which `Chỉ nhóm` may name."""
    return [Unit(unit.code, unit.name, email=unit.email, group=unit.cluster) for unit in units]


def read_scoring(
    grids: Mapping[str, Grid], set_to: OfficeSettings, units: Sequence[OfficeUnit]
) -> tuple[Book, list[Finding]]:
    """The scoring as it stands in the sheets, and what is wrong with its criteria."""
    settings, members = settings_of(set_to), members_of(units)
    kept = {
        table.sheet: read_kept(grids[table.sheet], table, alone)[0]
        for table, alone in ((scorers.TABLE, scorers.ALONE), (given_scores.TABLE, ()))
        if table.sheet in grids
    }
    people = [person.code for person in people_in(kept.get(scorers.TABLE.sheet, ()), members)]
    grid = grids.get(own_criteria.TABLE.sheet)
    own, wrong = (Criteria(), []) if grid is None else own_criteria.read_own(grid, settings, people)
    if grid is not None:
        wrong = [*wrong, *_of_groups(settings, members, own, grid)]
    issued = read_issued(grids[ISSUED]) if ISSUED in grids else []
    book = Book(settings, members, own, parameters_of(own), kept=kept, issued=issued)
    return book, [said_upstairs(one) for one in wrong]


def _of_groups(settings: Settings, members: Sequence[Unit], own: Criteria, grid: Grid) -> Iterator[Finding]:
    """Clusters in `Chỉ nhóm` that have no units, and rows that nobody has."""
    return wrong_groups(settings, members, own, {criteria.TABLE.sheet: grid}) if own.groups else iter(())
