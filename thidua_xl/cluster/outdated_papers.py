"""Papers that were made and say other figures than the book does now."""

from collections.abc import Iterator

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.reworded import Words, reworded
from ..sheets.cluster.papers import TABLE, Col
from .assess import Assessment
from .book import Book
from .kept.papers import codes_of, entries
from .paper_figures import figures_digest
from .refusals import is_sealed


def outdated_papers(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Papers whose figures, as `Văn bản` keeps their digest, are not those that `outcome` gives."""
    names = codes_of(book)
    for code, said in entries(book).items():
        digest = figures_digest(book, outcome, code) if said.sha256 else ""
        if digest and digest != said.sha256.lower():
            number = f", số {said.number}" if said.number else ""
            found = finding(Code.PAPER_OUTDATED, sheet=TABLE.sheet, row=(code,), header=Col.FILE, value=code,
                            name=names[code], number=number, made=said.file)  # fmt: skip
            yield reworded(found, Words.PAPER_OF_CLOSED) if is_sealed(book) else found
