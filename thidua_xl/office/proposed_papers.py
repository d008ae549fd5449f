"""`Hồ sơ nhận` filled in beforehand with the numbers that a cluster's own book has of its papers (`Văn bản`).

A proposal says that the paper was written, not that it came: it counts once somebody types `Ngày nhận`. One that was
taken away is not made again.
"""

from collections.abc import Iterator, Sequence

from ..bookkeeping.typing_in import type_in
from ..domain.office.clusters import ClusterResult
from ..domain.office.inputs import PaperKind
from ..domain.year.papers import LIST, MINUTES, REPORT, TABLE_LETTER
from ..intake.gate import BOOK
from ..sheets.office import papers
from ..sheets.office.papers import TABLE, Col
from ..sheets.table import find_table
from .book import OfficeBook

_CODES = {
    PaperKind.TABLE: TABLE_LETTER,
    PaperKind.REPORT: REPORT,
    PaperKind.MINUTES: MINUTES,
    PaperKind.LIST: LIST,
}
_LABEL = "Đã đề xuất hồ sơ "
"""Begins the labels under which `_da_ghi` remembers a proposal."""


def propose_papers(book: OfficeBook, results: Sequence[ClusterResult]) -> None:
    """Have the numbers typed below the table when the book is written; a sheet that cannot take them is left alone."""
    grid = book.file.grids.get(TABLE.sheet)
    found = find_table(grid, TABLE) if grid else None
    waiting = list(_waiting(book, results))
    if grid is None or found is None or not waiting:
        return
    place, first = found.placement, max(len(grid.rows), found.placement.header_row + 1)
    cells: dict[str, object] = {}
    for at, (cluster, kind, number) in enumerate(waiting, start=first):
        said = {Col.CLUSTER: cluster, Col.KIND: kind.value, Col.NUMBER: number + papers.PROPOSED}
        cells |= {place.cell(at, header): value for header, value in said.items()}
    try:
        type_in(book.file.data, {TABLE.sheet: cells}, BOOK)
    except ValueError:
        return  # rows there that some program left half empty: nobody's sheet is forced
    book.retyped.setdefault(TABLE.sheet, {}).update(cells)
    book.memory |= {_label(cluster, kind): number for cluster, kind, number in waiting}


def _waiting(book: OfficeBook, results: Sequence[ClusterResult]) -> Iterator[tuple[str, PaperKind, str]]:
    """Cluster, kind and number of what was neither typed nor proposed before."""
    there = {(one.cluster, one.kind) for one in book.papers}
    for result in results:
        cluster = book.cluster(result.code)
        for kind, code in _CODES.items() if cluster else ():
            assert cluster is not None
            number = result.papers.get(code, "")
            if number and (cluster.code, kind) not in there and _label(cluster.code, kind) not in book.memory:
                yield cluster.code, kind, number


def _label(cluster: str, kind: PaperKind) -> str:
    return f"{_LABEL}{cluster}: {kind.value}"
