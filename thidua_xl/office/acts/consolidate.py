"""Tổng hợp các cụm: cluster books taken in, recomputed, compared, and what follows from all of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ... import clock
from ...bookkeeping.happened import FileMoved, FileReceived, Happened
from ...bookkeeping.received import restore_lost
from ...bookkeeping.saved import Saved
from ...bookkeeping.work import at_work
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...mail.inbox import AT_ONCE, CHANGED, Incoming, Unreadable, find_files, in_order, read_files
from ...sheets.office import files as file_sheet
from ...sheets.office import mismatches as mismatch_sheet
from ...sheets.office.files import FileRow
from ...workers.steps import Step, quietly
from ..assess import assess_all
from ..book import OfficeBook, open_office, refuse_without_clusters
from ..opened import open_all
from ..outcome import Consolidation
from ..places import placed
from ..proposed_papers import propose_papers
from ..save import save_office_book

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""What may be a cluster book; reports and pictures lie in the same folders."""


def take_books_in(
    book: OfficeBook, folders: Sequence[Path], step: Step = quietly, detailed: frozenset[str] | None = None
) -> Consolidation:
    """Take what lies in the folders into a book that is read already, and compute everything anew.

    Args:
        book: changed, not written.
        folders: where clusters' books may lie; none: those that were received before.
        step: told how many books of how many are read.
        detailed: units that are wanted criterion by criterion, as `open_all` has it.

    Raises:
        CannotRunError: the book lists no cluster, a folder is not there, originals cannot be kept.
    """
    refuse_without_clusters(book)
    found = find_files(folders) if folders else []
    files = [file for file in found if not _is(file, book.file.path) and not _is(file.parent, book.forms)]
    new, whole, unreadable = _come(book, files)
    candidates = [one for one in new if _may_be_book(one)]
    received = open_all(book, candidates, step, detailed, whole)
    outcome = assess_all(book, received, clock.now().date())
    propose_papers(book, list(outcome.results.values()))
    outcome.findings = placed(book, [*outcome.findings, *_of_forms(book)], outcome)
    outcome.unreadable = [*unreadable, *map(_changed, received.changed)]
    others = {one.name for one in new if not _may_be_book(one)}
    outcome.others = sorted(others | set(received.strange))
    return outcome


def _may_be_book(one: Incoming) -> bool:
    return one.path.suffix.lower() in _SUFFIXES


def _come(book: OfficeBook, files: Iterable[Path]) -> tuple[list[Incoming], set[str], list[Unreadable]]:
    """The files that the book has not received yet, each once; the hashes of the others; those that nobody can read.

    Of the others the originals are whole afterwards. Their bytes are let go one by one: hundreds take much room.
    """
    received: dict[str, list[FileRow]] = {}
    for row in book.files:
        received.setdefault(row.sha256, []).append(row)
    new, whole, unreadable = list[Incoming](), set[str](), list[Unreadable]()
    room = AT_ONCE
    for file in files:
        found, wrong = read_files([file], room)
        unreadable += wrong
        for one in found:
            rows = received.get(one.sha256)
            if rows is None:
                new.append(one)
                room -= len(one.held or b"")
            elif one.sha256 not in whole:
                restore_lost(book, rows, {one.sha256: one})
                whole.add(one.sha256)
    return _once_each(in_order(new)), whole, unreadable


def _changed(one: Incoming) -> Unreadable:
    return Unreadable(one.path, finding(Code.FILE_NOT_OPENED, file=one.name, detail=CHANGED))


def _of_forms(book: OfficeBook) -> list[Finding]:
    """What the last `appraise` found in checking forms: they are read by it alone, and stay told until it has run."""
    grid = book.file.grids.get(mismatch_sheet.TABLE.sheet)
    return mismatch_sheet.read_noted(grid) if grid else []


def _is(file: Path, other: Path) -> bool:
    return file.resolve() == other.resolve()


def _once_each(incoming: Sequence[Incoming]) -> list[Incoming]:
    return list({one.sha256: one for one in reversed(incoming)}.values())[::-1]


def consolidate(path: Path, folders: Sequence[Path], step: Step = quietly) -> tuple[Consolidation, Saved]:
    """Take the folders into the office book. Raises CannotRunError where nothing could be done."""
    with at_work(path, open_office) as book:
        outcome = take_books_in(book, folders, step)
        return outcome, save_office_book(outcome, "consolidate", events_of(outcome))


def events_of(outcome: Consolidation) -> list[Happened]:
    """What happened to the files: new ones, and those in another state than before."""
    happened: list[Happened] = []
    before = {row.sha256: row for row in _before(outcome.book)}
    for row in outcome.book.files:
        old, state = before.get(row.sha256), f"{row.status.shown.lower()}. {row.why}".strip()
        if old is None:
            happened.append(FileReceived(row.file, row.sha256, row.source, _whose(row), state))
        elif old.status is not row.status:
            happened.append(FileMoved(row.file, row.sha256, old.status.shown.lower(), state))
    return happened


def _whose(row: FileRow) -> str:
    return f"người chấm {row.scorer}" if row.scorer else f"cụm {row.cluster or 'chưa rõ'}"


def _before(book: OfficeBook) -> list[FileRow]:
    grid = book.file.grids.get(file_sheet.TABLE.sheet)
    return file_sheet.read_files(grid) if grid else []
