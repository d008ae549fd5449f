"""A look at a book for the window: its kind, its counts, its next step; nothing is written."""

from collections.abc import Iterator
from pathlib import Path

from .. import clock
from ..addin.buttons import BookKind
from ..bookkeeping.from_file import open_source_of, read_bytes
from ..bookkeeping.opening import schema_of
from ..bookkeeping.versions import versions_of
from ..cluster.acts.submit import kind_now
from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..cluster.computed import computed
from ..cluster.counts import count
from ..cluster.kept.papers import codes_of
from ..cluster.next_step import next_now
from ..domain.office.papers import PAPERS
from ..domain.values.catalogue import Code
from ..domain.year.stages import present
from ..errors import CannotRunError
from ..office.book import OfficeBook
from ..office.either import open_either
from ..office.next_step import next_of_office
from ..sheets.cluster.papers import Col
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import CLUSTER, OFFICE, SCORECARD, SCORER
from ..wording import window as said
from ..wording.sentences import sending_asked
from ..wording.undo import version_said
from .seen import Seen

_KINDS = {
    CLUSTER: BookKind.CLUSTER,
    OFFICE: BookKind.OFFICE,
    SCORECARD: BookKind.SCORECARD,
    SCORER: BookKind.SCORECARD,
}


def look(path: Path) -> Seen:
    """The book as it stands; what stands in the way is told, not raised."""
    try:
        kind = _KINDS.get(schema_of(open_source_of(read_bytes(path), path.name)), BookKind.NONE)
        if kind is BookKind.NONE:
            return Seen(problem=said.NOT_OURS)
        if kind is BookKind.SCORECARD:
            return Seen(kind, said.A_FORM)
        book = open_either(path)
    except CannotRunError as problem:
        return Seen(problem=str(problem))
    return _of_office(book) if isinstance(book, OfficeBook) else _of_cluster(book)


def _of_cluster(book: Book) -> Seen:
    title = said.titled(book.settings.name or book.settings.cluster, book.settings.period_said)
    kind, step = kind_now(book), next_now(book, clock.now().date())
    has_begun = bool(book.units and book.criteria.scored)
    return Seen(
        BookKind.CLUSTER,
        title,
        book.settings.phase.value,
        list(_counts(book, computed(book)[0])) if has_begun else [],
        step.text,
        step.command,
        _place(step.sheet, step.cell),
        sending=kind.command,
        sending_asked=sending_asked(kind, book.settings.phase),
        papers=codes_of(book),
        versions=list(_versions(book)),
    )


def _place(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}" if cell else sheet


def _of_office(book: OfficeBook) -> Seen:
    received = {row.cluster for row in book.files if row.cluster and row.status is FileStatus.ACCEPTED}
    counts = [
        (said.BOOKS_RECEIVED, f"{len(received)}/{len(book.clusters)}"),
        (said.WAITING, str(sum(row.status is FileStatus.WAITING for row in book.files))),
    ]
    step = next_of_office(book)
    papers = {row.text(Col.CODE): row.text(Col.NAME) for row in book.own_papers if row.text(Col.CODE)}
    return Seen(
        BookKind.OFFICE,
        book.title,
        counts=counts,
        next_said=step.text,
        next_place=_place(step.sheet, step.cell),
        papers=papers or dict(PAPERS),
        versions=list(_versions(book)),
    )


def _versions(book: Book | OfficeBook) -> Iterator[str]:
    """Each kept version: when, before what, what that changed."""
    for number, version in enumerate(versions_of(book.file.path, book.journal), start=1):
        yield " · ".join(filter(None, version_said(number, version)[1:]))


def _counts(book: Book, outcome: Assessment) -> Iterator[tuple[str, str]]:
    stage = present(book.settings)
    counts = count(book, outcome, stage)
    yield said.SENT, f"{counts.expected - len(counts.missing)}/{counts.expected}"
    yield said.MISSING, str(len(counts.missing))
    yield said.WAITING, str(counts.waiting)
    errors = (found for found in outcome.findings if found.is_error and found.code is not Code.UNIT_MISSING)
    yield said.ERRORS, str(len(list(errors)))
