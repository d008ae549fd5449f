"""What the clusters' files and the office book amount to. No file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..domain.office.appraisal import Effect, by_unit, effects, units_to_check, usable
from ..domain.office.clusters import ClusterResult
from ..domain.office.inputs import Appraised, Cluster, OfficeUnit
from ..domain.office.progress import FileState, progress_of
from ..domain.office.proposal import propose
from ..domain.ranking.standings import few
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import Points, shown, shown_exactly
from ..domain.values.text import fold, same
from ..domain.values.told_apart import told_apart
from ..sheets.cluster.receipts import FileStatus
from ..sheets.office import appraisals as appraisal_sheet
from .book import OfficeBook
from .council import write_results
from .outcome import ClusterOutcome, Consolidation
from .own_papers import wrong as wrong_papers
from .own_scoring import own_scoring
from .receive import OpenedBook, ReceivedBooks
from .uncomputed import own_findings
from .year import duties_of


def assess_all(book: OfficeBook, received: ReceivedBooks, today: date) -> Consolidation:
    """What the clusters' files and the office book amount to; no finding of its own tables has its address yet.

    The results of the council's votes are filled in on `Đề nghị`.
    """
    opened, counting = received.files, received.counting
    files, members = (
        told_apart(opened, lambda one: fold(one.row.cluster)),
        told_apart(book.units, lambda one: one.cluster),
    )
    clusters = [
        _cluster(book, one, counting.get(one.code), files.get(fold(one.code), ()), members.get(one.code, ()))
        for one in book.clusters
    ]
    results = [one.result for one in clusters if one.result is not None]
    listed = {fold(one.code) for one in book.clusters}
    strangers = [(one.row, one.findings) for one in opened
                 if one.findings and fold(one.row.cluster) not in listed]  # fmt: skip
    rows = by_unit([row.meant for row in book.appraisals if row.meant])
    changed, appraised, checked = _effects(results, rows)
    names = {one.code: one.name for one in book.clusters}
    own = own_scoring(book, received.of_scorers)
    proposal = propose(results, names, book.settings, own.scores, book.decisions.said, appraised)
    write_results(book.decisions, proposal.votes, book.memory)
    duties = duties_of(book, {one.code: one.result for one in clusters if one.result}, today)
    papers, due = (
        told_apart(book.papers, lambda one: one.cluster),
        told_apart(duties, lambda one: one.cluster),
    )
    progress = [
        progress_of(
            cluster, one.state, one.result, papers.get(cluster.code, ()), book.settings,
            {duty.entry.duty.code: duty.entry for duty in due.get(cluster.code, ())},
        )
        for cluster, one in zip(book.clusters, clusters, strict=True)
    ]  # fmt: skip
    return Consolidation(
        book, clusters, strangers, progress, proposal, units_to_check(results, book.settings), changed,
        own_findings(
            book, (*received.of_scorers, *own.findings, *wrong_papers(book), *proposal.findings, *checked)
        ),
        today, duties, own_scoring=own,
    )  # fmt: skip


def _cluster(
    book: OfficeBook,
    cluster: Cluster,
    counting: OpenedBook | None,
    own: Sequence[OpenedBook],
    members: Sequence[OfficeUnit],
) -> ClusterOutcome:
    """One cluster: the file that counts, all `own` files, its units as the office lists them."""
    code, name = cluster.code, cluster.name
    found = [found for one in own for found in one.findings]
    if counting is None:
        refused = any(one.row.status in (FileStatus.REFUSED, FileStatus.WAITING) for one in own)
        state = FileState.REFUSED if refused else FileState.MISSING
        file = next((one.row.file for one in own if one.row.status is not FileStatus.SUPERSEDED), "")
        return ClusterOutcome(code, name, state, file, None, found)
    result, file = counting.result, counting.row.file
    found += [replace(one, file=file) for one in (*result.findings, *_membership(members, result))]
    if book.criteria.scored and result.criteria != book.criteria.fingerprint:
        found.append(
            finding(Code.CRITERIA_DIFFER, file=file, sheet="Tiêu chí", value=_other_maxima(book, result))
        )
    if cluster.conference and result.conference and cluster.conference != result.conference:
        found.append(finding(Code.CONFERENCE_DIFFERS, file=file, sheet="Cụm", value=f"{result.conference:%d/%m/%Y}",
                             expected=f"{cluster.conference:%d/%m/%Y}"))  # fmt: skip
    return ClusterOutcome(code, name, FileState.RECEIVED, file, result, found)


def _other_maxima(book: OfficeBook, result: ClusterResult) -> str:
    """Criteria that one of both lacks or scores otherwise, the first few."""
    common = {row.code: row.max_points for row in book.criteria.scored}
    both = [*common, *(code for code in result.maxima if code not in common)]
    differ = [code for code in both if common.get(code) != result.maxima.get(code)]
    return few(differ) if differ else "cách chấm hoặc tham số"


def _membership(members: Sequence[OfficeUnit], result: ClusterResult) -> list[Finding]:
    """Units that the book lacks, or that are not the cluster's."""
    listed = {fold(unit.code): unit for unit in members}
    if not listed:
        return [finding(Code.UNITS_NOT_GIVEN)]
    there = {fold(unit.code): unit for unit in result.units}
    gone = [finding(Code.UNIT_NOT_IN_BOOK, unit=unit.code, sheet="Đơn vị", name=unit.name)
            for key, unit in listed.items() if key not in there]  # fmt: skip
    strange = [finding(Code.UNIT_NOT_IN_CLUSTER, unit=unit.code, sheet="Đơn vị", name=unit.name)
               for key, unit in there.items() if key not in listed]  # fmt: skip
    crossed = [finding(Code.UNIT_NAMES_CROSSED, unit=unit.code, sheet="Đơn vị", value=unit.name, other=other,
                       expected=listed[key].name)
               for key, unit in there.items() if (other := _bearing(unit.name, key, listed))]  # fmt: skip
    return [*gone, *strange, *crossed]


def _bearing(name: str, key: str, listed: Mapping[str, OfficeUnit]) -> str:
    """The other unit that the office calls so; empty where it is the unit's own name, or nobody's."""
    if key not in listed or same(listed[key].name, name):
        return ""
    return next((unit.code for unit in listed.values() if same(unit.name, name)), "")


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
            was = shown_exactly(row.cluster_score, result.digits)
            expected = shown(now, result.digits)
            found.append(
                row.found(Code.APPRAISAL_STALE, appraisal_sheet.Col.CLUSTER_SCORE, was, expected=expected)
            )
    return found


def _unexplained(result: ClusterResult, done: Effect, rows: Sequence[Appraised]) -> list[Finding]:
    """Scores that differ from the cluster's without a word why."""
    silent = {row.criterion: row for row in rows if not row.reason}
    return [
        silent[code].found(Code.APPRAISAL_WITHOUT_REASON, appraisal_sheet.Col.REASON, shown(new, result.digits),
                           expected=shown(old, result.digits))
        for code, old, new in done.changed if code in silent
    ]  # fmt: skip
