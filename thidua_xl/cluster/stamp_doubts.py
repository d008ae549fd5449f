"""What the stamp of a form says against it: another cluster or year, an issue that this book never gave out."""

from collections.abc import Iterator, Mapping

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.text import same
from ..sheets.hidden import OF_SUPERIOR
from .book import Book


def of_another_book(book: Book, meta: Mapping[str, str], file: str, unit: str = "") -> Iterator[Finding]:
    """The cluster and the year that are not the book's; `unit` is what the findings say of whose it is."""
    cluster, year = meta.get("cluster", ""), meta.get("year", "")
    expected = str(book.settings.year)
    if not same(cluster, book.settings.cluster):
        yield finding(Code.WRONG_CLUSTER, unit=unit, file=file, value=cluster, expected=book.settings.cluster)
    if year != expected:
        yield finding(Code.WRONG_YEAR, unit=unit, file=file, value=year, expected=expected)


def is_superiors(meta: Mapping[str, str]) -> bool:
    """Whether an office issued it to one of its own scorers."""
    return same(meta.get("cluster", ""), OF_SUPERIOR)


def never_issued(book: Book, meta: Mapping[str, str], file: str, unit: str = "") -> Iterator[Finding]:
    """An issue that the book did not give out, or gave to somebody else."""
    issued = book.issue(meta.get("issue_id", ""))
    if issued is None or not same(issued.unit, meta.get("unit", "")):
        yield finding(Code.NEVER_ISSUED, unit=unit, file=file, value=meta.get("issue_id", ""))
