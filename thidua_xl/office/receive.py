"""Which file counts for each cluster, and what became of the others. Nothing received is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..domain.office.clusters import ClusterFile, ClusterResult, FileKind
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.text import fold
from ..mail.inbox import Incoming
from ..sheets.cluster.receipts import FileDecision, FileStatus
from ..sheets.office.files import FileRow
from .book import OfficeBook


@dataclass(slots=True)
class OpenedBook:
    """A received file and what reading it gave."""

    row: FileRow
    read: ClusterFile
    findings: list[Finding] = field(default_factory=list)
    is_brief: bool = False
    """Whether no more was read than whose it is."""

    @property
    def result(self) -> ClusterResult:
        """What the book amounts to. Only asked of files that are books."""
        assert self.read.result is not None
        return self.read.result


@dataclass(slots=True)
class ReceivedBooks:
    """All files of an office book, read, each with its state."""

    files: Sequence[OpenedBook] = ()
    counting: Mapping[str, OpenedBook] = field(default_factory=dict)
    """Cluster code → the file that counts."""
    strange: Sequence[str] = ()
    """Names of files of this run that are no cluster books: not taken in."""
    of_scorers: Sequence[Finding] = ()
    """What was found in the workbooks of the superior's own scorers."""
    changed: Sequence[Incoming] = ()
    """Files of this run that became others while they were read: not taken in."""

    def results(self, book: OfficeBook) -> list[ClusterResult]:
        """What the books that count amount to, in the order of the list of clusters."""
        return [self.counting[one.code].result for one in book.clusters if one.code in self.counting]


def settle_books(book: OfficeBook, opened: Sequence[OpenedBook]) -> dict[str, OpenedBook]:
    """Give every file its state; returns the file that counts by cluster code."""
    by_cluster: dict[str, list[OpenedBook]] = {}
    for one in opened:
        code = _identified(book, one)
        if code:
            by_cluster.setdefault(code, []).append(one)
    counting: dict[str, OpenedBook] = {}
    for code, files in by_cluster.items():
        chosen = _chosen(files)
        if chosen is not None:
            counting[code] = chosen
    return counting


def _identified(book: OfficeBook, one: OpenedBook) -> str:
    """The cluster's code, if the file may count; else its state says why not."""
    row = one.row
    one.findings = [replace(found, file=row.file) for found in one.read.findings]
    row.why = ""
    if one.read.kind is not FileKind.BOOK:
        _lay_aside(one, FileStatus.REFUSED)
    elif row.decision is FileDecision.SKIP:
        row.cluster, row.status, row.why = one.result.code, FileStatus.SUPERSEDED, "Bỏ qua theo quyết định."
        one.findings = []
    elif one.result.year != book.settings.year:
        row.cluster = one.result.code
        year = str(one.result.year or "")
        other = finding(Code.BOOK_YEAR_DIFFERS, file=row.file, value=year, expected=book.settings.year)
        _lay_aside(one, FileStatus.REFUSED, other)
    elif (cluster := book.cluster(one.result.code)) is None:
        row.cluster = one.result.code
        _lay_aside(
            one, FileStatus.WAITING, finding(Code.CLUSTER_UNKNOWN, file=row.file, value=one.result.code)
        )
    else:
        row.cluster = one.result.code = cluster.code
        row.status = FileStatus.WAITING
        return cluster.code
    return ""


def _lay_aside(one: OpenedBook, status: FileStatus, *found: Finding) -> None:
    one.findings += found
    one.row.status = status
    one.row.why = " ".join(found.message for found in one.findings)
    if one.row.decision is FileDecision.SKIP:  # a person has seen it: nothing is left to be done about it
        one.row.status, one.row.why, one.findings = FileStatus.SUPERSEDED, "Bỏ qua theo quyết định.", []


def _chosen(files: Sequence[OpenedBook]) -> OpenedBook | None:
    """The file that counts: the one a person chose, else the newest; None where nobody can tell."""
    wanted = [one for one in files if one.row.decision is FileDecision.USE]
    if len(wanted) == 1:
        return _take(wanted[0], files, by_choice=True)
    rivals = wanted or list(files)
    newest = [one for one in rivals if all(one is other or is_newer_book(one, other) for other in rivals)]
    newest = [] if wanted else newest  # two decisions are none
    if len(newest) == 1:
        return _take(newest[0], files, by_choice=False)
    names = ", ".join(one.row.file for one in rivals)
    for one in files:
        one.row.status = FileStatus.WAITING if one in rivals else FileStatus.SUPERSEDED
    why = finding(Code.TWO_BOOKS, file=rivals[0].row.file, value=names)
    for one in rivals:
        one.row.why = why.message
    rivals[0].findings.append(why)
    return None


def _take(chosen: OpenedBook, files: Sequence[OpenedBook], *, by_choice: bool) -> OpenedBook:
    chosen.row.status = FileStatus.ACCEPTED
    chosen.row.why = "Dùng theo quyết định." if by_choice else ""
    for other in files:
        if other is chosen:
            continue
        other.row.status = FileStatus.SUPERSEDED
        other.row.why = f"Đã có bản khác được dùng: {chosen.row.file}."
        other.findings = []
        if by_choice:
            if is_newer_book(other, chosen):
                chosen.findings.append(
                    finding(Code.CHOSEN_BOOK_IS_OLDER, file=chosen.row.file, other=other.row.file)
                )
            continue
        if continues(chosen.result, other.result):
            chosen.findings.append(finding(Code.BOOK_REPLACES, file=chosen.row.file, other=other.row.file))
        else:
            chosen.findings.append(finding(Code.JOURNAL_FORKED, file=chosen.row.file, other=other.row.file))
    return chosen


def continues(later: ClusterResult, earlier: ClusterResult) -> bool:
    """Whether one book is the other carried on: its journal begins with all of the other's."""
    return later.journal[: len(earlier.journal)] == earlier.journal


def is_newer_book(one: OpenedBook, other: OpenedBook) -> bool:
    """Whether the first is the later version of the same book.

    A book that carries the other's journal on is. Where neither does, the time at which each was last saved
    decides, if both name it and their units are mostly the same; never the file system's time.
    """
    mine, theirs = one.result, other.result
    if len(mine.journal) != len(theirs.journal):
        if continues(mine, theirs):
            return True
        if continues(theirs, mine):
            return False
    if not (mine.saved and theirs.saved) or not _are_alike(mine, theirs):
        return False
    return mine.saved > theirs.saved


def _are_alike(one: ClusterResult, other: ClusterResult) -> bool:
    """Whether at least half of all units stand in both books: else they are hardly the same cluster's."""
    mine, theirs = ({fold(unit.code) for unit in result.units} for result in (one, other))
    return len(mine & theirs) * 2 >= len(mine | theirs)
