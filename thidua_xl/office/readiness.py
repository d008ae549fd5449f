"""How far an office book has come: what a blank one lacks, whether it is ready to be used."""

from collections.abc import Iterator, Mapping, Sequence

from ..cluster.readiness import nothing_listed, table_said
from ..domain.office.inputs import OfficeUnit
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.text import fold
from ..domain.values.told_apart import told_apart
from ..domain.year.grounds import are_untouched
from ..sheets.grounds import Setting
from ..sheets.items import cell_of
from ..sheets.office import clusters as cluster_sheet
from ..sheets.office import settings
from ..sheets.office import units as office_units
from .book import OfficeBook


def units_by_cluster(book: OfficeBook) -> Mapping[str, Sequence[OfficeUnit]]:
    """Cluster code → its units, in the order of the list."""
    return told_apart(book.units, lambda unit: unit.cluster)


def stray_heads(book: OfficeBook) -> Iterator[Finding]:
    """Heads and deputies that are no unit of their cluster: told, and left blank in its book."""
    units = units_by_cluster(book)
    for cluster in book.clusters:
        codes = {fold(unit.code) for unit in units.get(cluster.code, ())}
        for name in (cluster.head, cluster.deputy):
            if name and codes and fold(name) not in codes:
                yield finding(Code.HEAD_NOT_IN_CLUSTER, sheet=cluster_sheet.TABLE.sheet, value=name,
                              cluster=cluster.code)  # fmt: skip


def office_lacks(book: OfficeBook) -> Iterator[Finding]:
    """Lists of an office book that are empty (the common criteria may be), and heads of other clusters."""
    if not book.clusters:
        yield nothing_listed(cluster_sheet.TABLE.sheet, "cụm")
    if not book.units:
        yield nothing_listed(office_units.TABLE.sheet, "đơn vị")
    yield from stray_heads(book)


def grounds_to_check(book: OfficeBook) -> Iterator[Finding]:
    """The lines of `Căn cứ` that stand as a new book has them: laws change, and an office has grounds of its own."""
    grounds, sheet = book.settings.grounds, settings.TABLE.sheet
    if are_untouched(grounds, book.settings.year):
        cell = cell_of(book.file.grids[sheet], settings.TABLE, Setting.GROUNDS)
        yield finding(Code.GROUNDS_TO_CHECK, sheet=sheet, cell=cell, value=grounds[0])


def office_ready_said(book: OfficeBook) -> str:
    """The same of an office book."""
    table = f"{table_said(book.criteria)} chung" if book.criteria.scored else "mỗi cụm tự ghi tiêu chí"
    return f"Sổ sẵn sàng: {len(book.clusters)} cụm, {len(book.units)} đơn vị, {table}."
