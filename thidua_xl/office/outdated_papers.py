"""Papers of the office that carry other figures than the book has now: to be told, never mended."""

from collections.abc import Iterator

from ..cluster.kept.papers import read_entry
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..sheets.office.own_papers import TABLE, Col
from .book import OfficeBook
from .outcome import Consolidation
from .own_papers import Names, rows_of_papers
from .paper_figures import figures_digest


def were_made(book: OfficeBook) -> bool:
    """Whether the register has the figures of any paper."""
    return any(row.text(Col.SHA256) for _, row in rows_of_papers(book))


def outdated(outcome: Consolidation) -> Iterator[Finding]:
    """Every paper whose figures differ; none at all while an original is lost: then nobody knows."""
    every = [found for one in outcome.clusters for found in one.findings]
    if any(found.code is Code.ORIGINAL_LOST for found in every):
        return
    names = Names(outcome.book)
    for code, row in rows_of_papers(outcome.book):
        said = read_entry(row)
        if said.sha256 and figures_digest(outcome, code) != said.sha256.lower():
            number = f", số {said.number}" if said.number else ""
            yield finding(Code.PAPER_OUTDATED, sheet=TABLE.sheet, **row.spot(Col.FILE), value=str(code),
                          name=names.of(code), number=number, made=said.file)  # fmt: skip
