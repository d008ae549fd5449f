"""The clusters' books of an office, opened by workers."""

import datetime
from collections.abc import Collection, Sequence
from concurrent.futures import Executor, Future

from .. import clock
from ..bookkeeping.received import keep_received, original_of
from ..domain.office.clusters import ClusterFile, FileKind
from ..domain.values.catalogue import Code
from ..domain.values.findings import finding
from ..mail.inbox import Incoming, under_own_names
from ..scorecard.read import Read, read_file
from ..sheets.cluster.receipts import FileStatus
from ..sheets.office.files import FileRow
from ..workers.answers import UntrustedError, trusted
from ..workers.cage import readers
from ..workers.steps import Step
from .book import OfficeBook
from .receive import OpenedBook, ReceivedBooks, settle_books
from .recompute import read_cluster
from .scorers_in import ScorerFile, cluster_of, is_ours, is_scorers, take_in

_SECONDS = 120.0
"""For one cluster book: a thousand units take a minute on a slow machine."""


def open_all(
    book: OfficeBook, candidates: Sequence[Incoming], step: Step, detailed: frozenset[str] | None = None
) -> ReceivedBooks:
    """Every file of the book and the new ones, read by workers, and which of them count.

    Args:
        book: its list of files is brought up to date.
        candidates: new files that may be cluster books.
        step: told how many files of how many are read.
        detailed: units that are wanted criterion by criterion, besides those that may be checked; None: none at all.
    """
    rows = [(row, original_of(book, row), False) for row in book.files] + _new_rows(book, candidates)
    read = _Reader(book, detailed)
    opened: list[OpenedBook] = []
    scorers: list[ScorerFile] = []
    strange: list[str] = []
    with readers(len(rows), _SECONDS) as workers:
        reading = [
            read.begun(workers, row, data, brief=not is_new and _was_replaced(row))
            for row, data, is_new in rows
        ]
        for done, ((row, data, is_new), future) in enumerate(zip(rows, reading, strict=True)):
            step(done, len(rows))
            found = _of_cluster(_answered(future, row), row) if future else _lost(book, row)
            if is_new and isinstance(found, ClusterFile) and found.kind is FileKind.OURS:
                strange.append(row.file)
                continue
            if is_new and data is not None:
                keep_received(book, row.sha256, row.file, data)
                book.files.append(row)
            if isinstance(found, Read) or (future is None and row.scorer):
                scorers.append(ScorerFile(row, found if isinstance(found, Read) else None))
            else:
                opened.append(OpenedBook(row, found, is_brief=not is_new and _was_replaced(row)))
    return ReceivedBooks(opened, _settled(book, opened, read), strange, take_in(book, scorers))


def _of_cluster(found: ClusterFile | Read, row: FileRow) -> ClusterFile | Read:
    """What was read, but for what a cluster issued to its own scorers: that is refused, with where it belongs."""
    if not isinstance(found, Read) or is_ours(found):
        return found
    sender = cluster_of(found) or "(không ghi mã)"
    return ClusterFile(
        FileKind.SCORERS, findings=(finding(Code.SCORER_FORM_OF_CLUSTER, file=row.file, value=sender),)
    )


def _new_rows(book: OfficeBook, candidates: Sequence[Incoming]) -> list[tuple[FileRow, bytes | None, bool]]:
    moment = clock.timestamp(clock.now())
    named = under_own_names(candidates, (row.file for row in book.files))
    return [(FileRow(one.sha256, name, one.source, moment), one.data, True) for one, name in named]


def read_received(
    data: bytes, file: str, *, brief: bool, wanted: Collection[tuple[str, str]],
    detailed: Collection[str] | None, today: datetime.date,
) -> ClusterFile | Read:  # fmt: skip
    """One file among those of an office: a scorer's workbook as such, any other one as a cluster's book."""
    found = read_cluster(data, file, brief=brief, wanted=wanted, detailed=detailed, today=today)
    return read_file(data, file) if found.kind is FileKind.SCORERS else found


class _Reader:
    """What is asked of every file of an office book."""

    def __init__(self, book: OfficeBook, detailed: frozenset[str] | None) -> None:
        self._wanted = frozenset(
            (row.meant.unit, row.meant.criterion) for row in book.appraisals if row.meant
        )
        self._detailed = detailed
        self._today = clock.now().date()

    def begun(
        self, workers: Executor, row: FileRow, data: bytes | None, *, brief: bool = False
    ) -> "Future[ClusterFile | Read] | None":
        """A worker reads it; None where there are no bytes."""
        if data is None:
            return None
        return workers.submit(
            read_received,
            data,
            row.file,
            brief=brief,
            wanted=self._wanted,
            detailed=self._detailed,
            today=self._today,
        )


def _was_replaced(row: FileRow) -> bool:
    """Whether another file counted in its place: it will hardly be asked for its scores again."""
    return row.status is FileStatus.SUPERSEDED


def _settled(book: OfficeBook, opened: Sequence[OpenedBook], read: _Reader) -> dict[str, OpenedBook]:
    """Which file counts for each cluster.

    One that counts after all, because the file that took its place is gone or was set aside, is read in full first.
    """
    counting = settle_books(book, opened)
    while again := [one for one in counting.values() if one.is_brief]:
        with readers(len(again), _SECONDS) as workers:
            jobs = [read.begun(workers, one.row, original_of(book, one.row)) for one in again]
            for one, job in zip(again, jobs, strict=True):
                again_read = _answered(job, one.row) if job else _lost(book, one.row)
                one.read = again_read if isinstance(again_read, ClusterFile) else one.read
                one.is_brief = False
        counting = settle_books(book, opened)
    return counting


def _answered(future: "Future[ClusterFile | Read]", row: FileRow) -> ClusterFile | Read:
    """What a worker made of the file; one that it lost is not safe to read."""
    try:
        return trusted(future, _is_plain)
    except UntrustedError as why:
        unsafe = finding(Code.FILE_UNSAFE, file=row.file, detail=str(why))
        return ClusterFile(FileKind.UNREAD, findings=(unsafe,))


def _is_plain(read: object) -> bool:
    """Whether a worker, which a file may have taken over, answers in the form agreed."""
    if is_scorers(read):
        return True
    return isinstance(read, ClusterFile) and (read.kind is FileKind.BOOK) == (read.result is not None)


def _lost(book: OfficeBook, row: FileRow) -> ClusterFile:
    gone = finding(Code.ORIGINAL_LOST, file=row.file, value=row.sha256, folder=book.originals.name)
    return ClusterFile(FileKind.UNREAD, findings=(gone,))
