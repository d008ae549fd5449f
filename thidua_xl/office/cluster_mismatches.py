"""What in a cluster's book is not as its scores say, or must be known upstairs."""

from collections.abc import Iterator

from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..cluster.changed_criteria import as_last_run, is_stale
from ..cluster.places import assessed
from ..cluster.seal_check import seal_differences
from ..cluster.stored_results import result_differences
from ..cluster.untold import untold
from ..domain.ranking.standings import UnitStatus
from ..domain.ranking.votes import Decision
from ..domain.values.catalogue import Code
from ..domain.values.findings import STOPS, Finding, finding
from ..domain.values.grammar import DOUBTS
from ..domain.values.numbers import Points, shown_exactly
from ..sheets.cluster import agreed, ballots, proclaimed, submissions, to_fix

_FLAGLESS = frozenset({Code.NOMINEE_DOUBLE, Code.NOMINEE_NOT_FIRST})
_PROCLAIMED = frozenset({Code.PROCLAIMED_DIFFERS, Code.PROCLAIMED_WITHOUT_REASON})
_SAID = frozenset({
    Code.TIE_OPEN, Code.VOTE_ARITHMETIC, Code.VOTE_STALE, Code.VOTE_TIED, Code.VOTE_NOT_ASKED, Code.UNIT_MISSING,
    Code.UNIT_INCOMPLETE,
    Code.NOMINEE_BARRED, Code.NOMINEE_DOUBLE, Code.NOMINEE_NOT_FIRST, Code.PLACE_DOUBLE, Code.PLACE_LEVEL,
    Code.AWARD_LEVEL, Code.CONDITION_OPEN,
    Code.PROCLAIMED_DIFFERS, Code.PROCLAIMED_WITHOUT_REASON,
    Code.JOURNAL_EDITED, Code.SUBMISSION_EDITED, Code.REASON_MISSING, Code.SETTING_MISSING, Code.SETTING_INVALID,
    Code.UNIT_DOUBLE, Code.UNIT_NAME_MOVED, Code.CRITERIA_CHANGED,
})  # fmt: skip
"""Findings of the cluster's own book that matter upstairs one by one; other errors are counted."""


def mismatches(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Everything in the book that is not as its scores say, or that the superior must know."""
    double = any(found.code in _FLAGLESS for found in outcome.findings)
    rowless: set[str] = set()
    causes = list(untold(book, outcome))
    yield from (found for found in causes if found.code not in STOPS or found not in outcome.findings)
    for found in _compared(book, outcome):
        if found.unit and not found.cell:  # has no row since it was added: once is enough
            if found.unit in rowless:
                continue
            rowless.add(found.unit)
        if found.unit and book.unit(found.unit) is None:
            continue  # a unit that was taken out is told as one, not by each of its cells
        if not (double and found.sheet == proclaimed.TABLE.sheet and found.value.endswith(" · Cờ")):
            yield found
    yield from seal_differences(book, outcome)
    unvoted = list(_unvoted(book, outcome))
    yield from unvoted
    yield from _decided(book, outcome)
    yield from _submitted(book, outcome)
    told = {Code.TIE_OPEN} if unvoted else set()
    said = [found for found in outcome.findings if _is_said(found)]
    for found in said:
        of_flag = found.code in _PROCLAIMED and found.value == "Có"
        if found.code not in told and not (double and of_flag):  # two nominees are told as one mismatch
            yield found
    gone = {found.unit for found in outcome.findings if found.code is Code.UNIT_VANISHED}
    left = sum(
        found.is_error and not _is_said(found) and not _of_gone(found, gone) for found in outcome.findings
    )
    if left:
        yield finding(Code.ERRORS_LEFT, sheet=to_fix.TABLE.sheet, value=str(left), count=left)


def _of_gone(found: Finding, gone: set[str]) -> bool:
    """Whether it only follows from a unit taken out of the book: the office's list of units tells of that."""
    return found.code is Code.UNIT_VANISHED or (found.code is Code.UNKNOWN_UNIT and found.value in gone)


def _is_said(found: Finding) -> bool:
    """Whether it is told upstairs: also an agreed cell that does not count, the cause of what differs for it."""
    return found.code in _SAID or (found.code in DOUBTS and found.sheet == agreed.TABLE.sheet)


def _compared(book: Book, outcome: Assessment) -> list[Finding]:
    """Results that are not what they were computed to: by the criteria of that time, if they have changed since."""
    now = book.criteria, book.parameters
    if not is_stale(book) or not as_last_run(book):
        return list(result_differences(book, outcome))
    try:
        return list(result_differences(book, assessed(book, book.noted)))
    finally:
        book.criteria, book.parameters = now


def _unvoted(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Open ties in which the members chose a unit all the same."""
    for tie in outcome.standings.open_ties:
        said = [book.proclaimed[code].proclamation for code in tie.codes if code in book.proclaimed]
        chosen = [one for one in said if one.flag or (one.word and not one.is_without)]
        if chosen:
            words = [f"{one.unit} {one.place}".strip() + (" · Cờ" if one.flag else "") for one in chosen]
            first = chosen[0]
            header = proclaimed.Col.PLACE if first.place else proclaimed.Col.FLAG
            yield first.found(Code.TIE_WITHOUT_VOTE, header, first.place or "Có",
                              codes=tie.codes, rank=tie.rank, chosen="; ".join(words))  # fmt: skip


def _decided(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Ties that somebody decided instead of a vote."""
    for tie in outcome.standings.settled_ties:
        if tie.by is Decision.BALLOT:
            continue
        rows = [row for row in book.ballots.rows if row.rank == tie.rank and row.decision is tie.by]
        why = next((row.reason for row in rows if row.reason), "(không ghi)")
        yield finding(Code.TIE_BY_DECISION, unit=tie.winner, sheet=ballots.TABLE.sheet, value=", ".join(tie.codes),
                      rank=tie.rank, winner=tie.winner, by=tie.by.value, why=why)  # fmt: skip


def _submitted(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """What was sent last and is not what the book amounts to now."""
    if not book.submissions:
        return
    last = book.submissions[-1]
    digits = book.settings.digits
    now = {line.code: line for line in outcome.standings.standings}
    for sent in last.units:
        line = now.get(sent.unit)
        if line is None:
            continue
        nothing = line.status is UnitStatus.MISSING or line.total.unscored
        total = None if nothing else line.total.agreed_total
        if (sent.total, sent.rank) != (total, line.rank):
            yield finding(
                Code.SUBMISSION_DIFFERS, unit=sent.unit, sheet=submissions.TABLE.sheet, number=last.number,
                day=f"{last.day:%d/%m/%Y}",
                shown=_standing_words(sent.total, sent.rank, digits),
                expected=_standing_words(total, line.rank, digits),
            )  # fmt: skip


def _standing_words(total: Points | None, rank: int | None, digits: int) -> str:
    points = "chưa có điểm" if total is None else f"{shown_exactly(total, digits)} điểm"
    return f"{points}, {'không xếp hạng' if rank is None else f'hạng {rank}'}"
