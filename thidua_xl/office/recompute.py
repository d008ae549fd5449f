"""A cluster's book read and recomputed from its scores; what its own sheets say is compared, never believed.

Runs in a worker: takes bytes, gives plain data.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..bookkeeping.opening import schema_of
from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..cluster.elected import elected_in
from ..cluster.kept.movements import movements_of
from ..cluster.kept.papers import numbers_of
from ..cluster.kept.stage_rows import units_of_stage
from ..cluster.places import assessed, placed
from ..cluster.reading import read_book
from ..cluster.year import known_year
from ..domain.office.appraisal import may_be_checked
from ..domain.office.clusters import (
    ClusterFile,
    ClusterResult,
    ClusterUnit,
    DetailLine,
    FileKind,
    Sent,
    UnitDetail,
)
from ..domain.ranking.posts import Office
from ..domain.ranking.proclaimed import place_named
from ..domain.ranking.standings import Standing, UnitStatus
from ..domain.scoring.criteria import Criterion, RowKind
from ..domain.scoring.groups import grouping_of
from ..domain.scoring.scores import Key, Score, Totals
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding, in_order
from ..domain.values.numbers import Points
from ..domain.values.text import fold
from ..domain.year.stages import Stage
from ..errors import CannotRunError
from ..intake.gate import RECEIVED_BOOK
from ..intake.grids import Source, open_source
from ..scorecard.read import last_saved
from ..sheets.cluster import agreed, given_scores
from ..sheets.hidden import CLUSTER, OURS, SCORER, SEAL
from ..sheets.table import Table, find_table
from ..workbook.grid import Grid, Refused
from ..workers import garbage
from .cluster_mismatches import mismatches

_SHORT = 16
"""Hexadecimal digits of a journal's hash that tell its rows apart."""


def read_cluster(
    data: bytes,
    file: str,
    *,
    brief: bool = False,
    asked: Collection[str] = (),
) -> ClusterFile:
    """One file among the cluster books.

    Args:
        data: the file.
        file: its name.
        brief: no more than whose it is and how it hangs with others.
        asked: units (folded codes) whose criteria are asked for one by one, besides those that may be checked.
    """
    garbage.sweep()  # a worker seldom collects otherwise, and a book leaves some hundred megabytes behind
    source = open_source(data, RECEIVED_BOOK)
    if isinstance(source, Refused):
        return ClusterFile(FileKind.UNREAD, findings=(_refusal(source, file),))
    schema = schema_of(source)
    if schema != CLUSTER:
        if schema == SCORER:
            return ClusterFile(FileKind.SCORERS)
        if schema.startswith(OURS):
            return ClusterFile(FileKind.OURS)
        return ClusterFile(FileKind.STRANGER, findings=(finding(Code.NOT_A_CLUSTER_BOOK, file=file),))
    try:
        book = read_book(source, Path(file), to_write=False)
        if not all(
            _is_read_alike(book.file.grids.get(one.sheet), one, headers) for one, headers in _READ_TWICE
        ):
            why = Refused(Code.FILE_UNSAFE, "hai cách đọc độc lập cho kết quả khác nhau")
            return ClusterFile(FileKind.UNREAD, findings=(_refusal(why, file),))
        result = _identity(book, source)
        if not brief:
            _look_at_year(book, result)
            _recompute(book, result, file, asked)
    except CannotRunError as problem:
        unread = finding(Code.BOOK_NOT_READ, file=file, why=str(problem))
        return ClusterFile(FileKind.UNREAD, findings=(unread,))
    remarks = tuple(finding(code, file=file) for code in source.package.remarks)
    return ClusterFile(FileKind.BOOK, result, remarks)


def _look_at_year(book: Book, result: ClusterResult) -> None:
    """How far the cluster's year has come: its calendar, who has registered what, who was elected."""
    result.known_year = known_year(book)
    due = [unit.code for unit in book.units if not unit.is_excluded]
    there = units_of_stage(book, Stage.REGISTER)
    result.registered = sum(code in there for code in due), len(due)
    result.movements = movements_of(book)
    result.next_head = elected_in(book).get(Office.HEAD, "")


def detailed_units(result: ClusterResult, asked: Collection[str]) -> frozenset[str]:
    """The units of which more than totals is known: those that may be checked, or that are `asked` for (folded)."""
    return frozenset(unit.code for unit in result.units if may_be_checked(unit) or fold(unit.code) in asked)


def _details(book: Book, scores: Mapping[Key, Score], wanted: Collection[str]) -> Iterator[UnitDetail]:
    """The criteria one by one of these units, in the order of the book."""
    for unit in book.units:
        if unit.code in wanted:
            rows = [row for row in book.own(unit.code) if not row.is_condition]
            yield UnitDetail(unit.code, tuple(_line(book, unit.code, row, scores) for row in rows))


def _line(book: Book, unit: str, row: Criterion, scores: Mapping[Key, Score]) -> DetailLine:
    if row.is_section:
        return DetailLine(row.code, row.text, row.depth, True, False, _most(book, row))
    score = scores[unit, row.code]
    texts = book.evidence.get((unit, row.code), ("", ""))
    asked = row.is_reported_by_unit and any(sent == unit for sent, _ in book.evidence)
    reported = score.self_points if row.is_reported_by_unit else None
    return DetailLine(row.code, row.text, row.depth, False, row.is_penalty, row.max_points, score.points, *texts,
                      asked, reported)  # fmt: skip


def _refusal(refused: Refused, file: str) -> Finding:
    action = "Đề nghị cụm gửi lại sổ; tệp không liên quan thì bỏ ra ngoài thư mục, hoặc chọn Bỏ qua ở trang Sổ đã nhận."
    return replace(
        finding(refused.code, file=file, detail=refused.detail, value=refused.detail), action=action
    )


_READ_TWICE: tuple[tuple[Table, Sequence[str]], ...] = (
    (agreed.TABLE, (agreed.Col.UNIT, agreed.Col.CRITERION, *agreed.RECEIVED, *agreed.AGREED)),
    (given_scores.TABLE, (*given_scores.TABLE.key, given_scores.Col.SCORE)),
)
"""Tables whose scores are read a second time, and under which headers."""


def _is_read_alike(grid: Grid | None, table: Table, headers: Sequence[str]) -> bool:
    """Whether a second, independent reading gives the same scores."""
    found = None if grid is None else find_table(grid, table)
    if grid is None or found is None:
        return True
    place = found.placement
    try:
        differ = grid.compare(place.header_row, [place[h] for h in headers if h in place.columns])
    except ValueError:
        return False
    return all(at in grid.formulas for at in differ)


def _identity(book: Book, source: Source) -> ClusterResult:
    settings = book.settings
    return ClusterResult(
        settings.cluster,
        settings.year,
        settings.name,
        settings.phase.value,
        settings.basis,
        settings.digits,
        book.criteria.fingerprint,
        settings.conference,
        settings.ceiling,
        frozenset(row.code for row in book.criteria.scored if row.is_penalty),
        {row.code: row.max_points for row in book.criteria.scored},
        units=tuple(_unread_unit(unit.code, unit.name) for unit in book.units),
        journal=tuple(row.hash[:_SHORT] for row in book.journal),
        saved=last_saved(source),
        seal=book.meta.get(SEAL, ""),
        papers=numbers_of(book),
    )


def _recompute(book: Book, result: ClusterResult, file: str, asked: Collection[str]) -> None:
    if not book.units or not book.criteria.scored:
        lacks = "Tiêu chí chưa có tiêu chí nào" if book.units else "Đơn vị chưa có đơn vị nào"
        result.findings = [finding(Code.BOOK_NOT_READ, file=file, why=f"trang {lacks}.")]
        return
    outcome = assessed(book, book.noted)
    standings = outcome.standings
    result.provisional, result.nominee = standings.provisional, standings.nominee
    result.open_ranks = tuple(tie.rank for tie in standings.open_ties)
    result.sections = tuple((row.code, row.text, _most(book, row)) for row in _top(book))
    totals = {total.unit.code: total for total in outcome.totals}
    own = own_scored(book)
    result.units = tuple(_unit(book, line, totals[line.code], outcome, own) for line in standings.standings)
    wanted = detailed_units(result, asked)
    result.scores = {key: score.points for key, score in outcome.scores.items() if key[0] in wanted}
    grouping = grouping_of(book.criteria, book.settings.digits)
    if not book.settings.always_voted:
        result.order = book.settings.tie_order
    if grouping.groups or book.settings.ceiling is not None or result.order:
        result.grouping, result.points = grouping, _by_unit(outcome)
        result.deducted = {code: total.deducted for code, total in totals.items()}
    if result.order:
        result.counting = _counting(outcome)
    result.details = tuple(_details(book, outcome.scores, wanted))
    result.sent = tuple(Sent(one.number, one.kind.value, one.day) for one in book.submissions)
    found = placed(book, mismatches(book, outcome), outcome.standings)
    result.findings = in_order(_of_file(found, file))


def _of_file(findings: Iterable[Finding], file: str) -> Iterator[Finding]:
    """Found in that file, whatever file of the cluster's they speak of."""
    for found in findings:
        yield replace(found, file=file, action=_advice(found))


_UPSTAIRS = frozenset({
    Code.TIE_WITHOUT_VOTE, Code.TIE_BY_DECISION, Code.SUBMISSION_DIFFERS, Code.ERRORS_LEFT,
})  # fmt: skip
"""Codes whose advice is for the superior as it stands."""
_ADVICE = {
    Code.RESULT_DIFFERS: "Đề nghị cụm chạy lại Xếp hạng rồi gửi lại sổ; hỏi ai đã sửa ô này.",
    Code.PROCLAIMED_DIFFERS: "Xem lý do có thỏa đáng không.",
}


def _advice(found: Finding) -> str:
    """What the superior can do: the cluster's own advice is passed on to it."""
    if found.code in _UPSTAIRS:
        return found.action
    return _ADVICE.get(found.code, f"Đề nghị cụm: {found.action[:1].lower()}{found.action[1:]}")


def _unread_unit(code: str, name: str) -> ClusterUnit:
    """A unit of which no more is known than that it is there."""
    return ClusterUnit(code, name, None, None, UnitStatus.MISSING, nominee=False, self_total=None, agreed_total=0,
                       max_total=0, percent=None)  # fmt: skip


def _top(book: Book) -> list[Criterion]:
    """The sections under which all others stand."""
    return [row for row in book.criteria.sections if "." not in row.code]


def _by_unit(outcome: Assessment) -> Mapping[str, Mapping[str, Points]]:
    """The scores of every unit, as far as there are any."""
    found: dict[str, dict[str, Points]] = {}
    for (unit, criterion), score in outcome.scores.items():
        if score.points is not None:
            found.setdefault(unit, {})[criterion] = score.points
    return found


def _counting(outcome: Assessment) -> Mapping[str, frozenset[str]]:
    """The criteria that take part in the maximum of every unit."""
    found: dict[str, set[str]] = {}
    for (unit, criterion), score in outcome.scores.items():
        if score.counts:
            found.setdefault(unit, set()).add(criterion)
    return {unit: frozenset(codes) for unit, codes in found.items()}


def _most(book: Book, section: Criterion) -> Points:
    """The most that the criteria of a section come to; those of bonus and penalty stand outside."""
    return section.max_points if book.criteria.below(section.code) else 0


def _unit(
    book: Book, line: Standing, total: Totals, outcome: Assessment, reported: Sequence[Criterion]
) -> ClusterUnit:
    """What a unit amounts to; `reported` are the criteria that units score themselves."""
    own = [row for row in reported if row.kind is RowKind.CRITERION]
    scores = [outcome.scores[line.code, row.code] for row in reported]
    both = [(one.self_points, one.points) for one in scores]
    gaps = [mine - agreed for mine, agreed in both if mine is not None and agreed is not None]
    settled = [tie.shown for tie in outcome.standings.settled_ties if line.code in tie.codes]
    return ClusterUnit(
        line.code,
        total.unit.name,
        line.rank,
        _place(book, line),
        line.status,
        line.nominee,
        total.self_total,
        total.agreed_total,
        total.max_total,
        total.percent,
        tuple(total.sections[row.code] or 0 for row in _top(book)),
        bool(own) and all(_is_full(row, outcome.scores[line.code, row.code]) for row in own),
        sum(gaps) if gaps else None,
        settled[-1] if settled else "",
        unscored=not total.scored,
    )


def own_scored(book: Book) -> list[Criterion]:
    """The criteria that units score themselves."""
    return [row for row in book.criteria.scored if row.is_reported_by_unit]


def _is_full(row: Criterion, score: Score) -> bool:
    return not score.counts or score.points == row.max_points


def _place(book: Book, line: Standing) -> str | None:
    """What the members proclaimed, else what the points propose; nothing while a vote is open."""
    if line.status is UnitStatus.WAITING_VOTE:
        return None
    row = book.proclaimed.get(line.code)
    return place_named(row.proclamation.word if row else None, line.place)
