"""Tổng hợp các cụm: cluster books taken in, recomputed, compared, and what follows from all of them."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from ... import clock
from ...bookkeeping.rewrite import Saved
from ...cluster.identify import keep_original, load_original
from ...domain.office.appraisal import Effect, ToCheck, by_unit, effects, units_to_check, usable
from ...domain.office.clusters import ClusterFile, ClusterResult, FileKind
from ...domain.office.inputs import Appraised
from ...domain.office.progress import FileState, Progress, progress_of
from ...domain.office.proposal import Proposal, propose
from ...domain.ranking.standings import few
from ...domain.values.findings import Code, Finding, any_error, finding, in_order
from ...domain.values.numbers import Points, shown
from ...domain.values.text import clean, fold
from ...errors import CannotRunError
from ...mail.inbox import Incoming, Unreadable, find_files, read_files
from ...sheets.cluster.receipts import Receipt, Status, timestamp
from ...sheets.office import appraisals as appraisal_sheet
from ...sheets.office import files as file_sheet
from ...sheets.office import mismatches as mismatch_sheet
from ...sheets.office.files import FileRow
from ...storage import locks
from ...workers import garbage
from ...workers.cage import LostError, readers
from ..book import OfficeBook, open_office, refuse_without_clusters
from ..receive import Opened, settle
from ..recompute import read_cluster
from ..render import save

SECONDS = 120.0
"""For one cluster book: a thousand units take a minute on a slow machine."""
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""What may be a cluster book; reports and pictures lie in the same folders."""
Step = Callable[[int, int], None]


def quietly(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class ClusterOutcome:
    """One cluster of the list and what came of its book."""

    code: str
    name: str
    state: FileState
    file: str = ""
    result: ClusterResult | None = None
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Consolidation:
    """What all clusters amount to."""

    book: OfficeBook
    clusters: list[ClusterOutcome]
    strangers: list[tuple[FileRow, list[Finding]]]
    """Files that belong to no cluster of the list."""
    progress: list[Progress]
    proposal: Proposal
    to_check: list[ToCheck]
    effects: Mapping[str, Effect]
    findings: list[Finding]
    """Of the office book itself: what was typed in it, the proposal, the checking."""
    unreadable: Sequence[Unreadable] = ()
    others: Sequence[str] = ()
    """Files of this run that are no cluster books: not taken in."""

    @property
    def results(self) -> dict[str, ClusterResult]:
        """Cluster code → what counts, in the order of the list."""
        return {one.code: one.result for one in self.clusters if one.result is not None}

    @property
    def is_provisional(self) -> bool:
        """Whether a cluster's nominee is not known yet."""
        return any(one.result is None or one.result.nominee is None for one in self.clusters)

    def all_findings(self) -> list[tuple[str, Finding]]:
        """(cluster code or nothing, finding): the office's own, cluster by cluster, files of nobody."""
        cluster_of = {unit.code: unit.cluster for unit in self.book.units}
        found = [(cluster_of.get(one.unit, ""), one) for one in in_order(self.findings)]
        found += [(one.code, each) for one in self.clusters for each in in_order(one.findings)]
        found += [(row.cluster, each) for row, several in self.strangers for each in in_order(several)]
        return found + [("", one.found) for one in self.unreadable]

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1."""
        missing = any(one.state is not FileState.RECEIVED for one in self.clusters)
        return missing or any_error(found for _, found in self.all_findings())


@garbage.held()
def take_in(book: OfficeBook, folders: Sequence[Path], step: Step = quietly) -> Consolidation:
    """Take what lies in the folders into a book that is read already, and compute everything anew.

    Raises:
        CannotRunError: the book lists no cluster, a folder is not there, originals cannot be kept.
    """
    refuse_without_clusters(book)
    found = find_files(folders) if folders else []
    files = [file for file in found if not _is(file, book.path) and not _is(file.parent, book.forms)]
    incoming, unreadable = read_files(files)
    known = {row.sha256 for row in book.files}
    new = [one for one in _once_each(incoming) if one.sha256 not in known]
    candidates = [one for one in new if one.path.suffix.lower() in _SUFFIXES]
    _keep(book, incoming, known)
    opened, strange = open_all(book, candidates, step)
    outcome = assess_all(book, opened)
    outcome.findings += _of_forms(book)
    outcome.unreadable = unreadable
    outcome.others = sorted({one.name for one in new if one not in candidates} | set(strange))
    return outcome


def _of_forms(book: OfficeBook) -> list[Finding]:
    """What the last `appraise` found in checking forms: they are read by it alone, and stay told until it has run."""
    grid = book.grids.get(mismatch_sheet.TABLE.sheet)
    return mismatch_sheet.read_noted(grid) if grid else []


def _is(file: Path, other: Path) -> bool:
    return file.resolve() == other.resolve()


def _once_each(incoming: Sequence[Incoming]) -> list[Incoming]:
    return list({one.sha256: one for one in reversed(incoming)}.values())[::-1]


def _keep(book: OfficeBook, incoming: Sequence[Incoming], known: set[str]) -> None:
    """An original that was lost comes back with the same file. Raises CannotRunError where it cannot."""
    by_hash = {one.sha256: one for one in incoming if one.sha256 in known}
    for row in book.files:
        if row.sha256 in by_hash and original_of(book, row) is None:
            _keep_one(book, row, by_hash[row.sha256].data)


def _keep_one(book: OfficeBook, row: FileRow, data: bytes) -> None:
    try:
        keep_original(book.originals, row.sha256, row.file, data)
    except OSError as error:
        why = error.strerror or error
        raise CannotRunError(
            f"Không giữ được bản gốc trong {book.originals}: {why}. Sổ còn nguyên."
        ) from None


def original_of(book: OfficeBook, row: FileRow) -> bytes | None:
    """A received file as it came; None where it is lost."""
    return load_original(book.originals, Receipt(row.sha256, row.file, row.source, row.received))


def open_all(book: OfficeBook, candidates: Sequence[Incoming], step: Step) -> tuple[list[Opened], list[str]]:
    """Every file of the book and the new ones, read by workers; names of files that are no cluster books."""
    moment = timestamp(clock.now())
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
    opened: list[Opened] = []
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
                _keep_one(book, row, data)
                book.files.append(row)
            opened.append(Opened(row, read, is_brief=not is_new and _was_replaced(row)))
    _read_in_full(book, opened)
    return opened, strange


def _wanted(book: OfficeBook) -> frozenset[tuple[str, str]]:
    """Unit and criterion of every appraised score."""
    return frozenset((row.meant.unit, row.meant.criterion) for row in book.appraisals if row.meant)


def _was_replaced(row: FileRow) -> bool:
    """Whether another file counted in its place: it will hardly be asked for its scores again."""
    return row.status is Status.SUPERSEDED


def _read_in_full(book: OfficeBook, opened: Sequence[Opened]) -> None:
    """Those that count after all, because the file that took their place is gone or was set aside."""
    again = [one for one in settle(book, opened).values() if one.is_brief]
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


# --- everything together --------------------------------------------------------------------------


def assess_all(book: OfficeBook, opened: Sequence[Opened]) -> Consolidation:
    """What the clusters' files and the office book amount to. No file."""
    counting = settle(book, opened)
    clusters = [_cluster(book, code, name, counting.get(code), opened)
                for code, name in ((one.code, one.name) for one in book.clusters)]  # fmt: skip
    results = [one.result for one in clusters if one.result is not None]
    listed = {fold(one.code) for one in book.clusters}
    strangers = [(one.row, one.findings) for one in opened
                 if one.findings and fold(one.row.cluster) not in listed]  # fmt: skip
    rows = by_unit([row.meant for row in book.appraisals if row.meant])
    changed, appraised, checked = _effects(results, rows)
    names = {one.code: one.name for one in book.clusters}
    proposal = propose(results, names, book.settings, book.scores, book.decisions, appraised)
    progress = [
        progress_of(
            cluster, one.state, one.result,
            [paper for paper in book.papers if paper.cluster == cluster.code], book.settings,
        )
        for cluster, one in zip(book.clusters, clusters, strict=True)
    ]  # fmt: skip
    return Consolidation(
        book, clusters, strangers, progress, proposal, units_to_check(results, book.settings), changed,
        [*book.findings, *proposal.findings, *checked],
    )  # fmt: skip


def _cluster(
    book: OfficeBook, code: str, name: str, counting: Opened | None, opened: Sequence[Opened]
) -> ClusterOutcome:
    own = [one for one in opened if fold(one.row.cluster) == fold(code)]
    found = [found for one in own for found in one.findings]
    if counting is None:
        refused = any(one.row.status in (Status.REFUSED, Status.WAITING) for one in own)
        state = FileState.REFUSED if refused else FileState.MISSING
        file = next((one.row.file for one in own if one.row.status is not Status.SUPERSEDED), "")
        return ClusterOutcome(code, name, state, file, None, found)
    result, file = counting.result, counting.row.file
    found += [replace(one, file=file) for one in (*result.findings, *_membership(book, code, result))]
    if book.criteria.scored and result.criteria != book.criteria.fingerprint:
        found.append(
            finding(Code.CRITERIA_DIFFER, file=file, sheet="Tiêu chí", value=_other_maxima(book, result))
        )
    cluster = book.cluster(code)
    if cluster and cluster.conference and result.conference and cluster.conference != result.conference:
        found.append(finding(Code.CONFERENCE_DIFFERS, file=file, sheet="Cụm", value=f"{result.conference:%d/%m/%Y}",
                             expected=f"{cluster.conference:%d/%m/%Y}"))  # fmt: skip
    return ClusterOutcome(code, name, FileState.RECEIVED, file, result, found)


def _other_maxima(book: OfficeBook, result: ClusterResult) -> str:
    """Criteria that one of both lacks or scores otherwise, the first few."""
    common = {row.code: row.max_points for row in book.criteria.scored}
    both = [*common, *(code for code in result.maxima if code not in common)]
    differ = [code for code in both if common.get(code) != result.maxima.get(code)]
    return few(differ) if differ else "cách chấm hoặc tham số"


def _membership(book: OfficeBook, code: str, result: ClusterResult) -> list[Finding]:
    """Units that the book lacks, or that are not the cluster's."""
    listed = {fold(unit.code): unit for unit in book.units if unit.cluster == code}
    if not listed:
        return [finding(Code.UNITS_NOT_GIVEN)]
    there = {fold(unit.code): unit for unit in result.units}
    gone = [finding(Code.UNIT_NOT_IN_BOOK, unit=unit.code, sheet="Đơn vị", name=unit.name)
            for key, unit in listed.items() if key not in there]  # fmt: skip
    strange = [finding(Code.UNIT_NOT_IN_CLUSTER, unit=unit.code, sheet="Đơn vị", name=unit.name)
               for key, unit in there.items() if key not in listed]  # fmt: skip
    return [*gone, *strange]


def _effects(
    results: Sequence[ClusterResult], rows: Mapping[str, Sequence[Appraised]]
) -> tuple[dict[str, Effect], dict[str, Points | None], list[Finding]]:
    """What the appraised scores would change, unit by unit; the percentages; and what a person must see."""
    all_effects: dict[str, Effect] = {}
    percent: dict[str, Points | None] = {}
    found: list[Finding] = []
    for result in results:
        counted: dict[str, list[Appraised]] = {}
        for unit in result.units:
            counted[unit.code], wrong = usable(result, rows.get(unit.code, ()))
            found += wrong
        of_cluster = effects(result, counted)
        for unit in result.units:
            own, done = counted[unit.code], of_cluster.get(unit.code)
            if done is None:
                continue
            all_effects[unit.code], percent[unit.code] = done, done.percent
            found += _stale(result, rows[unit.code])
            found += _unexplained(result, done, own)
            if done.rank != unit.rank or (done.level_with and done.changed):
                found.append(
                    finding(Code.APPRAISAL_CHANGES_RANK, unit=unit.code, sheet=appraisal_sheet.TABLE.sheet,
                            shown=shown(unit.agreed_total, result.digits), expected=shown(done.total, result.digits),
                            value=_ranks(unit.rank, done))
                )  # fmt: skip
    return all_effects, percent, found


def _ranks(before: int | None, done: Effect) -> str:
    level = f" (bằng {', '.join(done.level_with)})" if done.level_with else ""
    return f"{before or '–'} → {done.rank or '–'}{level}"


def _stale(result: ClusterResult, rows: Sequence[Appraised]) -> list[Finding]:
    """Rows whose cluster score is not what the cluster's book says now."""
    found = []
    for row in rows:
        now = result.scores.get((row.unit, row.criterion))
        if (
            row.score is not None
            and row.cluster_score is not None
            and now is not None
            and now != row.cluster_score
        ):
            found.append(
                finding(Code.APPRAISAL_STALE, unit=row.unit, criterion=row.criterion, cell=row.cell,
                        sheet=appraisal_sheet.TABLE.sheet, value=shown(row.cluster_score, result.digits),
                        expected=shown(now, result.digits))
            )  # fmt: skip
    return found


def _unexplained(result: ClusterResult, done: Effect, rows: Sequence[Appraised]) -> list[Finding]:
    """Scores that differ from the cluster's without a word why."""
    silent = {row.criterion: row for row in rows if not row.reason}
    return [
        finding(Code.APPRAISAL_WITHOUT_REASON, unit=silent[code].unit, criterion=code,
                cell=silent[code].reason_cell, sheet=appraisal_sheet.TABLE.sheet, value=shown(new, result.digits),
                expected=shown(old, result.digits))
        for code, old, new in done.changed if code in silent
    ]  # fmt: skip


# --- the command ----------------------------------------------------------------------------------


def consolidate(path: Path, folders: Sequence[Path], step: Step = quietly) -> tuple[Consolidation, Saved]:
    """Take the folders into the office book. Raises CannotRunError where nothing could be done."""
    with locks.held(path):
        book = open_office(path)
        outcome = take_in(book, folders, step)
        return outcome, save(outcome, "consolidate", events_of(outcome))


def events_of(outcome: Consolidation) -> list[str]:
    """What the journal tells of the files: new ones, and those in another state than before."""
    told = []
    before = {row.sha256: row for row in _before(outcome.book)}
    for row in outcome.book.files:
        old = before.get(row.sha256)
        if old is None:
            whose = f"cụm {row.cluster or 'chưa rõ'}, {row.status.shown.lower()}. {row.why}".strip()
            told.append(f"Nhận {row.file} từ {row.source or 'tệp chọn'} ({row.sha256[:12]}): {whose}")
        elif old.status is not row.status:
            moved = f"{old.status.shown.lower()} → {row.status.shown.lower()}. {row.why}".strip()
            told.append(f"{row.file} ({row.sha256[:12]}): {moved}")
    return told


def _before(book: OfficeBook) -> list[FileRow]:
    grid = book.grids.get(file_sheet.TABLE.sheet)
    return file_sheet.read_files(grid) if grid else []
