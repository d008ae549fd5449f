"""The clusters' books of an office, opened by workers."""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, repeat

from .. import clock
from ..bookkeeping.received import keep_received, original_of
from ..domain.office.clusters import ClusterFile, FileKind
from ..domain.values.catalogue import Code
from ..domain.values.findings import finding
from ..mail.inbox import ChangedError, Incoming, under_own_names
from ..scorecard.read import Read, read_file
from ..sheets.cluster.receipts import FileStatus
from ..sheets.office.files import FileRow
from ..workers.answers import UntrustedError, trusted
from ..workers.cage import readers
from ..workers.lent import ahead
from ..workers.steps import Step
from .book import OfficeBook
from .kept_answers import KeptAnswers, is_sound
from .receive import OpenedBook, ReceivedBooks, settle_books
from .recompute import read_cluster
from .scorers_in import ScorerFile, cluster_of, is_ours, is_scorers, take_in

_SECONDS = 120.0
"""For one cluster book: a thousand units take a minute on a slow machine."""


def open_all(
    book: OfficeBook,
    candidates: Sequence[Incoming],
    step: Step,
    detailed: frozenset[str] | None = None,
    whole: Collection[str] = (),
) -> ReceivedBooks:
    """Every file of the book and the new ones, read by workers, and which of them count.

    Args:
        book: its list of files is brought up to date.
        candidates: new files that may be cluster books.
        step: told how many files of how many are read.
        detailed: units that are wanted criterion by criterion, besides those that may be checked; None: none at all.
        whole: hashes of the files whose originals have just been seen to be whole.
    """
    read = _Reader(book, detailed, whole)
    jobs = [read.job(row, brief=_was_replaced(row)) for row in book.files]
    jobs += [read.job(row, file) for row, file in _new_rows(book, candidates)]
    opened: list[OpenedBook] = []
    scorers: list[ScorerFile] = []
    strange: list[str] = []
    changed: list[Incoming] = []
    for done, (job, answer) in enumerate(read.answers(jobs)):
        step(done, len(jobs))
        row = job.row
        found = _of_cluster(answer, row) if answer else _lost(book, row)
        if job.new is not None:
            if isinstance(found, ClusterFile) and found.kind is FileKind.OURS:
                strange.append(row.file)
                continue
            if answer is None or not _is_kept(book, row, job.new):
                changed.append(job.new)
                continue
            book.files.append(row)
        if isinstance(found, Read) or (answer is None and row.scorer):
            scorers.append(ScorerFile(row, found if isinstance(found, Read) else None))
        else:
            opened.append(OpenedBook(row, found, is_brief=job.brief))
    return ReceivedBooks(opened, _settled(book, opened, read), strange, take_in(book, scorers), changed)


def _is_kept(book: OfficeBook, row: FileRow, file: Incoming) -> bool:
    """Keep the original of a new file; False where it has changed since it was read."""
    try:
        keep_received(book, row.sha256, row.file, file.data)
    except ChangedError:
        return False
    return True


def _of_cluster(found: ClusterFile | Read, row: FileRow) -> ClusterFile | Read:
    """What was read, but for what a cluster issued to its own scorers: that is refused, with where it belongs."""
    if not isinstance(found, Read) or is_ours(found):
        return found
    sender = cluster_of(found) or "(không ghi mã)"
    return ClusterFile(
        FileKind.SCORERS, findings=(finding(Code.SCORER_FORM_OF_CLUSTER, file=row.file, value=sender),)
    )


def _new_rows(book: OfficeBook, candidates: Sequence[Incoming]) -> list[tuple[FileRow, Incoming]]:
    moment = clock.timestamp(clock.now())
    named = under_own_names(candidates, (row.file for row in book.files))
    return [(FileRow(one.sha256, name, one.source, moment), one) for one, name in named]


def read_received(data: bytes, file: str, *, brief: bool, asked: Collection[str]) -> ClusterFile | Read:
    """One file among those of an office: a scorer's workbook as such, any other one as a cluster's book."""
    found = read_cluster(data, file, brief=brief, asked=asked)
    return read_file(data, file) if found.kind is FileKind.SCORERS else found


@dataclass(frozen=True, slots=True)
class _Job:
    """One file to read, and what an earlier run made of the very same bytes, if that is known."""

    row: FileRow
    new: Incoming | None
    """The file, where it came in this run."""
    brief: bool
    known: ClusterFile | None


class _Reader:
    """What is asked of every file of an office book, if no earlier run has asked it."""

    def __init__(self, book: OfficeBook, detailed: frozenset[str] | None, whole: Collection[str]) -> None:
        wanted = frozenset((row.meant.unit, row.meant.criterion) for row in book.appraisals if row.meant)
        self._book = book
        self._whole = whole
        self._kept = KeptAnswers(wanted, detailed)

    def job(self, row: FileRow, new: Incoming | None = None, *, brief: bool = False) -> _Job:
        """What there is to do for one file. What is known of a lost original proves nothing."""
        known = self._kept.recall(row.sha256, row.file, brief=brief)
        is_there = new is not None or row.sha256 in self._whole
        if known is not None and not is_there and original_of(self._book, row) is None:
            known = None
        return _Job(row, new, brief, known)

    def answers(self, jobs: Sequence[_Job]) -> Iterator[tuple[_Job, ClusterFile | Read | None]]:
        """Every job with what its file says, in their order; None where its bytes are lost."""
        with readers(sum(not job.known for job in jobs), _SECONDS) as workers:
            begun = deque[tuple[_Job, Future[ClusterFile | Read] | None]]()
            most = ahead()
            for job in chain(jobs, repeat(None, most)):
                if job is not None:
                    begun.append((job, None if job.known else self._begun(workers, job)))
                if len(begun) > most or (job is None and begun):
                    first, future = begun.popleft()
                    yield first, first.known or (self._answered(future, first) if future else None)

    def _begun(self, workers: Executor, job: _Job) -> "Future[ClusterFile | Read] | None":
        data = self._bytes_of(job)
        if data is None:
            return None
        return workers.submit(read_received, data, job.row.file, brief=job.brief, asked=self._kept.asked)

    def _bytes_of(self, job: _Job) -> bytes | None:
        """What it reads, loaded when its turn comes: hundreds take much room. None: lost, or changed since."""
        if job.new is None:
            return original_of(self._book, job.row)
        with suppress(ChangedError):
            return job.new.data
        return None

    def _answered(self, future: "Future[ClusterFile | Read]", job: _Job) -> ClusterFile | Read:
        """What a worker made of the file; one that it lost is not safe to read. A book's answer is kept."""
        try:
            found = trusted(future, _is_plain)
        except UntrustedError as why:
            unsafe = finding(Code.FILE_UNSAFE, file=job.row.file, detail=str(why))
            return ClusterFile(FileKind.UNREAD, findings=(unsafe,))
        if isinstance(found, ClusterFile) and found.kind is FileKind.BOOK:
            return self._kept.keep(job.row.sha256, job.row.file, found, brief=job.brief)
        return found


def _was_replaced(row: FileRow) -> bool:
    """Whether another file counted in its place: it will hardly be asked for its scores again."""
    return row.status is FileStatus.SUPERSEDED


def _settled(book: OfficeBook, opened: Sequence[OpenedBook], read: _Reader) -> dict[str, OpenedBook]:
    """Which file counts for each cluster.

    One that counts after all, because the file that took its place is gone or was set aside, is read in full first.
    """
    counting = settle_books(book, opened)
    while again := [one for one in counting.values() if one.is_brief]:
        jobs = [read.job(one.row) for one in again]
        for one, (_, answer) in zip(again, read.answers(jobs), strict=True):
            found = answer or _lost(book, one.row)
            one.read = found if isinstance(found, ClusterFile) else one.read
            one.is_brief = False
        counting = settle_books(book, opened)
    return counting


def _is_plain(read: object) -> bool:
    """Whether a worker, which a file may have taken over, answers in the form agreed."""
    if is_scorers(read):
        return True
    return isinstance(read, ClusterFile) and is_sound(read)


def _lost(book: OfficeBook, row: FileRow) -> ClusterFile:
    gone = finding(Code.ORIGINAL_LOST, file=row.file, value=row.sha256, folder=book.originals.name)
    return ClusterFile(FileKind.UNREAD, findings=(gone,))
