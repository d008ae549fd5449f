"""The clusters' books of an office, opened by workers."""

from collections.abc import Sequence
from concurrent.futures import Future

from .. import clock
from ..domain.office.clusters import ClusterFile, FileKind
from ..domain.values.catalogue import Code
from ..domain.values.findings import finding
from ..domain.values.text import clean
from ..errors import CannotRunError
from ..mail.inbox import Incoming
from ..sheets.cluster.receipts import FileStatus
from ..sheets.office.files import FileRow
from ..storage.originals import keep_original, load_original
from ..workers.cage import LostError, readers
from ..workers.steps import Step
from .book import OfficeBook
from .receive import OpenedBook, settle_books
from .recompute import read_cluster

SECONDS = 120.0
"""For one cluster book: a thousand units take a minute on a slow machine."""


def keep_one(book: OfficeBook, row: FileRow, data: bytes) -> None:
    try:
        keep_original(book.originals, row.sha256, row.file, data)
    except OSError as error:
        why = error.strerror or error
        raise CannotRunError(
            f"Không giữ được bản gốc trong {book.originals}: {why}. Sổ còn nguyên."
        ) from None


def original_of(book: OfficeBook, row: FileRow) -> bytes | None:
    """A received file as it came; None where it is lost."""
    return load_original(book.originals, row.sha256, row.file)


def open_all(
    book: OfficeBook, candidates: Sequence[Incoming], step: Step
) -> tuple[list[OpenedBook], list[str]]:
    """Every file of the book and the new ones, read by workers; names of files that are no cluster books."""
    moment = clock.timestamp(clock.now())
    taken = {row.file for row in book.files}
    rows: list[tuple[FileRow, bytes | None, bool]] = [
        (row, original_of(book, row), False) for row in book.files
    ]
    for one in candidates:
        name = one.name
        if name in taken:
            name = clean(f"{one.path.stem} ({one.sha256[:8]}){one.path.suffix}")
        taken.add(name)
        rows.append((FileRow(one.sha256, name, one.source, moment), one.data, True))
    wanted = _wanted(book)
    opened: list[OpenedBook] = []
    strange: list[str] = []
    with readers(len(rows), SECONDS) as workers:
        reading: list[tuple[FileRow, bytes | None, bool, Future[ClusterFile] | None]] = []
        for row, data, is_new in rows:
            brief = not is_new and _was_replaced(row)
            job = None
            if data is not None:
                job = workers.submit(read_cluster, data, row.file, brief=brief, wanted=wanted)
            reading.append((row, data, is_new, job))
        for done, (row, data, is_new, future) in enumerate(reading):
            step(done, len(reading))
            read = _answered(future, row) if future else _lost(book, row)
            if is_new and read.kind is FileKind.OURS:  # scorecards lie in a cluster's folder: not for us
                strange.append(row.file)
                continue
            if is_new and data is not None:
                keep_one(book, row, data)
                book.files.append(row)
            opened.append(OpenedBook(row, read, is_brief=not is_new and _was_replaced(row)))
    _read_in_full(book, opened)
    return opened, strange


def _wanted(book: OfficeBook) -> frozenset[tuple[str, str]]:
    """Unit and criterion of every appraised score."""
    return frozenset((row.meant.unit, row.meant.criterion) for row in book.appraisals if row.meant)


def _was_replaced(row: FileRow) -> bool:
    """Whether another file counted in its place: it will hardly be asked for its scores again."""
    return row.status is FileStatus.SUPERSEDED


def _read_in_full(book: OfficeBook, opened: Sequence[OpenedBook]) -> None:
    """Those that count after all, because the file that took their place is gone or was set aside."""
    again = [one for one in settle_books(book, opened).values() if one.is_brief]
    if not again:
        return
    with readers(len(again), SECONDS) as workers:
        jobs = [
            workers.submit(
                read_cluster, original_of(book, one.row) or b"", one.row.file, wanted=_wanted(book)
            )
            for one in again
        ]
        for one, job in zip(again, jobs, strict=True):
            one.read, one.is_brief = _answered(job, one.row), False


def _answered(future: "Future[ClusterFile]", row: FileRow) -> ClusterFile:
    """What a worker made of the file; one that it lost is not safe to read."""
    try:
        read = future.result()
    except LostError as lost:
        why = f"bộ đọc dừng giữa chừng: {lost}"
        return ClusterFile(FileKind.UNREAD, findings=(finding(Code.FILE_UNSAFE, file=row.file, detail=why),))
    if not isinstance(read, ClusterFile) or (read.kind is FileKind.BOOK) != (read.result is not None):
        odd = finding(Code.FILE_UNSAFE, file=row.file, detail="bộ đọc trả lời sai")
        return ClusterFile(FileKind.UNREAD, findings=(odd,))
    return read


def _lost(book: OfficeBook, row: FileRow) -> ClusterFile:
    gone = finding(Code.ORIGINAL_LOST, file=row.file, value=row.sha256, folder=book.originals.name)
    return ClusterFile(FileKind.UNREAD, findings=(gone,))
