"""What a book's state amounts to: scores, totals, standings, explanations and findings. No file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..bookkeeping.double_columns import column_findings
from ..bookkeeping.uncomputed import told_as_formulas
from ..domain.ranking.explain import Explanation, explain
from ..domain.ranking.standings import Standings, rank_units
from ..domain.ranking.withheld import NOTHING, Withholding
from ..domain.scoring.checks import Validate, check_rows
from ..domain.scoring.criteria import WhenNotAssigned
from ..domain.scoring.groups import without_rules
from ..domain.scoring.jury import NO_JURY, Jury
from ..domain.scoring.rows import MARK, RESULT, SCORE, TARGET, Origin, Row, read_row
from ..domain.scoring.scores import (
    Agreement,
    Claim,
    ClusterScorer,
    Key,
    Score,
    Totals,
    UnitTotal,
    total_units,
)
from ..domain.scoring.scores import Origin as ScoreOrigin
from ..domain.values.catalogue import Code, Severity
from ..domain.values.cells import cell_said, is_blank
from ..domain.values.findings import (
    Finding,
    any_error,
    finding,
    once_each,
    with_explanation,
)
from ..domain.values.grammar import DOUBTS, Reading, read_pass_fail
from ..domain.values.numbers import Points, shown
from ..domain.year.election import NO_ELECTION, Election, elect
from ..sheets.cluster import agreed, given_scores
from ..sheets.cluster.agreed import LedgerRow
from . import approved, approved_rules
from .asked import asked_for
from .blank_forms import told_now
from .book import Book
from .book_findings import (
    decisions_without_file,
    edited_journal,
    edited_submissions,
    orphans,
    sent_in_time,
    useless_decisions,
    voted_strangers,
)
from .changed_criteria import old_forms, settled_units
from .changed_units import moved_names, vanished
from .codeless_rows import loose_figures
from .given import awaited, given_rows, jury_of, received_keys, refused_in_files, wrong_verdicts
from .kept.given_findings import is_typed_in
from .kept.registry import wrong_in_year
from .lateness import late_claims, wrong_lateness
from .row_keys import scored_keys
from .rule_memory import explained
from .second_look import is_decided, second_looks
from .stage_findings import changed_targets, of_present_stage, out_of_time, told_once
from .typed_days import wrong_days
from .uncomputed import INPUTS, uncomputed
from .units_in import accepted_units, typed_units, waiting_units
from .withholding import replies_of, withhold
from .year import wrong_calendar


@dataclass(slots=True)
class Assessment:
    """The outcome for a whole book."""

    scores: Mapping[Key, Score]
    totals: list[Totals]
    standings: Standings
    explanations: list[Explanation]
    findings: list[Finding]
    """Everything for `Cần sửa`: of the files, the book and the ranking."""
    typed: set[str] = field(default_factory=set)
    """Units scored on paper: typed in the book, without an accepted file."""
    election: Election = NO_ELECTION
    """Whom the cluster elected for the next year."""
    claims: Mapping[Key, Claim] = field(default_factory=dict)
    agreements: Mapping[Key, Agreement] = field(default_factory=dict)
    jury: Jury = NO_JURY
    """Those who score together, with what they gave as far as it counts."""
    checked: Sequence[Finding] = ()
    """Everything that the rules found in received figures, of forms that wait, too, and settled since or not."""


_RECEIVED = dict(zip((TARGET, RESULT, MARK, SCORE), agreed.RECEIVED, strict=True))
_AGREED = dict(zip((TARGET, RESULT, MARK, SCORE), agreed.AGREED, strict=True))
_OF_RECEIVED = Origin("", agreed.TABLE.sheet, {}, agreed=False, headers=_RECEIVED)
_OF_AGREED = Origin("", agreed.TABLE.sheet, {}, agreed=True, headers=_AGREED)


def _received_rows(book: Book, keys: Iterable[Key], findings: list[Finding], only: Set[str]) -> list[Row]:
    """The received columns of the book as typed rows, of the given units."""
    rows: list[Row] = []
    if not only:
        return rows
    by_code = book.criteria.by_code
    for key in keys:
        entry = book.ledger.get(key)
        if key[0] not in only or entry is None or entry.received.is_blank:
            continue
        row = Row(key[0], by_code[key[1]], book.parameters.get(key[1]), _OF_RECEIVED)
        row.rounded = _rounded(entry, _RECEIVED)
        row.explanation = entry.explanation
        findings += map(_agree_instead, read_row(row, *entry.received))
        rows.append(row)
    return rows


def _agree_instead(one: Finding) -> Finding:
    """A received cell that shows something else than it holds: nobody may type there."""
    return replace(one, action=_AGREE_INSTEAD) if one.code in DOUBTS else one


_AGREE_INSTEAD = (
    "Ghi giá trị đúng vào cột thống nhất cùng dòng (Điểm thống nhất hoặc cột tương ứng) và ghi Lý do."
)


def _agreed_rows(book: Book, keys: Iterable[Key], findings: list[Finding]) -> list[tuple[Row, bool | None]]:
    """The agreed columns as typed rows, and whether không giao was agreed (None: nothing typed)."""
    by_code = book.criteria.by_code
    rows: list[tuple[Row, bool | None]] = []
    for key in keys:
        entry = book.ledger.get(key)
        if entry is None or not entry.has_agreed:
            continue
        row = Row(key[0], by_code[key[1]], book.parameters.get(key[1]), _OF_AGREED)
        row.rounded = _rounded(entry, _AGREED)
        findings += read_row(row, *entry.typed.agreed)
        target, result = _settled(entry.typed.target, row.target), _settled(entry.typed.result, row.result)
        entry.typed = entry.typed._replace(target=target, result=result)
        rows.append((row, None if is_blank(entry.typed.not_assigned) else row.mark))
    return rows


def _rounded(entry: LedgerRow, headers: Mapping[str, str]) -> Mapping[str, str] | None:
    """What cells show that hold more decimals, by field."""
    if not entry.rounded:
        return None
    return {field: entry.rounded[header] for field, header in headers.items() if header in entry.rounded}


def _settled(typed: object, figure: Reading) -> object:
    """A figure of per cent that was typed as a fraction stands in the book as it was read."""
    is_read = isinstance(typed, str) and figure.ok and figure.code is None
    return float(figure.number or 0) if is_read else typed


def assess(
    book: Book,
    noted: Sequence[Finding],
    form_rows: Sequence[Row] = (),
    doubtful: Sequence[Row] = (),
    validated: Validate = check_rows,
) -> Assessment:
    """Everything that follows from the book and the forms just read; no finding of the book has its address yet.

    Args:
        book: the state, with this run's receipts.
        noted: findings of the files themselves, of this run or kept from earlier ones.
        form_rows: typed rows of accepted forms read in this run; units that have none here count as
            the book has them.
        doubtful: rows of forms that wait for a person: checked, never counted.
        validated: what checks all rows.
    """
    fresh = {row.unit for row in form_rows}
    keys = scored_keys(book)
    found: list[Finding] = []
    kept = _received_rows(book, keys, found, frozenset(unit.code for unit in book.units) - fresh)
    agreements = _agreed_rows(book, keys, found)
    given = given_rows(book, found)
    checked = [*form_rows, *doubtful, *kept, *(row for row, _ in agreements), *(one.row for one in given)]
    verdict = validated(checked, book.settings.rounding)
    found += verdict.findings
    gone = list(vanished(book))
    of_files = [*noted, *(one for one in found if one.file)]
    findings = [*book.findings, *gone, *of_files, *_of_book(book, found, of_files)]
    claims = {(row.unit, row.criterion.code): row.claim(verdict.counts(row)) for row in (*kept, *form_rows)}
    claims |= late_claims(book)
    agreed_on = {
        (row.unit, row.criterion.code): row.agreement(mark, verdict.counts(row)) for row, mark in agreements
    }
    jury = jury_of(book, given, verdict)
    outcome = _outcome(book, claims, agreed_on, jury, findings)
    return replace(outcome, claims=claims, agreements=agreed_on, jury=jury, checked=found)


def _of_book(book: Book, found: Sequence[Finding], of_files: Sequence[Finding]) -> Iterator[Finding]:
    """Findings of the book's own cells; those of received columns and scores only if the file's do not say it."""
    said = {(one.unit, one.criterion, one.code) for one in of_files}
    wrong = {(one.unit, one.criterion) for one in of_files if one.is_error}
    given = {(one.unit, one.criterion, one.code, one.value) for one in of_files}
    received, refused = received_keys(book), refused_in_files(book, of_files)
    for one in found:
        if one.file:
            continue
        said_there = one.row in refused or (one.unit, one.criterion, one.code, one.value) in given
        if one.sheet == given_scores.TABLE.sheet and one.row in received and said_there:
            continue  # told at the cell of the scorer's workbook
        place = (one.unit, one.criterion)
        if one.header in _RECEIVED.values() and (place in wrong or (*place, one.code) in said):
            continue
        yield one


def _outcome(
    book: Book,
    claims: Mapping[Key, Claim],
    agreed_on: Mapping[Key, Agreement],
    jury: Jury,
    findings: list[Finding],
) -> Assessment:
    scorer = ClusterScorer(book.criteria, book.settings, book.units, jury=jury)
    scores = scorer.score(claims, agreed_on)
    accepted, waiting = accepted_units(book), waiting_units(book)
    typed = typed_units(book)
    refused = _refused(scores, agreed_on)

    def as_units(totals: Sequence[Totals]) -> list[UnitTotal]:
        return [
            total.as_unit_total(
                empty=total.unit.code not in accepted and total.unit.code not in typed
            )._replace(
                invalid=tuple(code for code in total.missing if (total.unit.code, code) in refused),
                waits=total.unit.code in waiting,
                awaited=awaited(book, jury, claims, total.unit.code, total.missing),
            )
            for total in totals
        ]

    kept_back = withhold(book, scores, accepted, as_units, replies_of(book, claims, agreed_on))
    totals = kept_back.totals
    findings[:] = [*told_now(book, findings, typed), *changed_targets(book)]
    findings[:] = [
        one for one in findings
        if not (_is_settled(one, scores) or _is_decided(book, one) or _is_answered(one, agreed_on)
                or _is_given(book, one))
    ]  # fmt: skip
    findings += _unconfirmed(book, claims, agreed_on)
    findings += _not_measured(book, scores)
    findings += wrong_lateness(book, scores)
    doubted = {key for key in _doubted(findings) if key in scores and scores[key].points is None}
    findings += (one for one in _reasons(book, scores, agreed_on) if _key(one) not in doubted)
    causes = list(old_forms(book, findings, settled_units(book, accepted, typed)))
    findings += causes
    held = {key: score for key, score in scores.items() if score.held}
    findings += second_looks(book, held)
    if not causes:  # where forms wait for it, every approved score would ask for a reason
        findings += (one for one in _approved(book, held, findings) if _key(one) not in doubted)
    said = {one.criterion for one in causes if one.code is Code.CRITERIA_CHANGED}
    findings += approved_rules.changed(book, said)
    findings += wrong_verdicts(book, jury, claims, scores)
    findings += [*moved_names(book), *orphans(book), *loose_figures(book)]
    findings += [*useless_decisions(book), *decisions_without_file(book)]
    findings += [*edited_journal(book), *edited_submissions(book), *sent_in_time(book)]
    findings += _below_zero(totals)
    findings += [*wrong_days(book), *wrong_calendar(book), *wrong_in_year(book)]
    standings = _standings(book, kept_back.units, kept_back.withholding)
    findings += [*book.ballots.findings, *voted_strangers(book), *standings.findings, *out_of_time(book)]
    findings += kept_back.findings
    findings[:] = told_once(book, of_present_stage(book, findings))
    election = elect(book.election.rows, book.units, book.settings.majority)
    findings += [*book.election.findings, *election.findings]
    findings += column_findings(book, INPUTS)
    findings[:] = told_as_formulas(findings, uncomputed(book))
    points: dict[str, dict[str, Points | None]] = {unit.code: {} for unit in book.units}
    for (unit, code), score in scores.items():
        points[unit][code] = score.points
    plain = _standings(book, kept_back.plain, NOTHING) if standings.withholding.of_units else None
    ungrouped = None
    if scorer.grouping.groups:
        plainly = as_units(_plainly(book, scores, accepted, totals))
        ungrouped = _standings(book, plainly, kept_back.withholding)
    told = explained(book.memory)
    explanations = explain(standings, book.settings, points, book.criteria, plain, ungrouped, told)
    return Assessment(scores, totals, standings, explanations, once_each(findings), typed, election)


def _plainly(
    book: Book, scores: Mapping[Key, Score], accepted: Set[str], totals: Sequence[Totals]
) -> list[Totals]:
    """The totals that the units would have if every section were the plain sum of its rows."""
    taken = {total.unit.code: total.deducted for total in totals}
    return total_units(without_rules(book.criteria), book.settings, book.units, scores, accepted, taken)


def _refused(scores: Mapping[Key, Score], agreed_on: Mapping[Key, Agreement]) -> set[Key]:
    """Where the cluster typed something that cannot stand, so that the score is missing."""
    return {
        key
        for key, agreement in agreed_on.items()
        if agreement.unreadable or (agreement.has_inputs and scores[key].problem is Code.NEGATIVE)
    }


def _doubted(findings: Iterable[Finding]) -> set[Key]:
    """Where an agreed cell shows something else than it holds: nobody changed a score, so nobody owes a reason."""
    of_book = (one for one in findings if one.sheet == agreed.TABLE.sheet)
    return {_key(one) for one in of_book if one.code in DOUBTS}


def _key(one: Finding) -> Key:
    return one.unit, one.criterion


def _is_settled(one: Finding, scores: Mapping[Key, Score]) -> bool:
    """A file's problem with a score that the cluster has agreed since: nobody has to mend it any more.

    The same of a scorer's points, wherever they stand.
    """
    of_others = one.file or one.sheet == given_scores.TABLE.sheet
    score = scores.get((one.unit, one.criterion)) if of_others else None
    return score is not None and score.origin is ScoreOrigin.AGREED


def _is_given(book: Book, one: Finding) -> bool:
    """A score that a scorer's workbook gave on another scale, and that somebody typed into the book since."""
    if one.code is not Code.SCORER_MAXIMUM_CHANGED:
        return False
    scorers = {receipt.scorer for receipt in book.receipts if receipt.scorer and receipt.file == one.file}
    return any(is_typed_in(book, (scorer, one.unit, one.criterion)) for scorer in scorers)


def _is_answered(one: Finding, agreed_on: Mapping[Key, Agreement]) -> bool:
    """An answer that the unit's form lacks, and that the cluster has given since."""
    agreement = agreed_on.get(_key(one)) if one.code is Code.ANSWER_MISSING else None
    return agreement is not None and agreement.passed is not None


_OF_THE_FILE = frozenset({Code.VALIDATION_LOST})
"""Warnings that name a criterion and are about more than its score."""


def _is_decided(book: Book, one: Finding) -> bool:
    """A warning about a unit's score for which the head has written down the reason: it is decided."""
    if one.severity is not Severity.WARNING or one.code in _OF_THE_FILE:
        return False
    entry = book.ledger.get((one.unit, one.criterion))
    in_book = one.sheet == agreed.TABLE.sheet and one.header in _RECEIVED.values()
    return entry is not None and (bool(one.file) or in_book) and is_decided(book, entry)


def _unconfirmed(
    book: Book, claims: Mapping[Key, Claim], agreed_on: Mapping[Key, Agreement]
) -> Iterator[Finding]:
    """Marks of the units that the head has neither confirmed nor refused."""
    for key, claim in claims.items():
        if not claim.not_assigned:
            continue
        agreement = agreed_on.get(key)
        settled = agreement is not None and (
            agreement.not_assigned is not None or agreement.score is not None
        )
        allowed = book.criteria.by_code[key[1]].when_not_assigned is not WhenNotAssigned.NOT_ALLOWED
        if allowed and not settled:
            asked = _at(key, Code.NOT_ASSIGNED_UNCONFIRMED, agreed.Col.AGREED_NOT_ASSIGNED)
            entry = book.ledger.get(key)
            yield with_explanation(asked, entry.explanation if entry else "")


def _not_measured(book: Book, scores: Mapping[Key, Score]) -> Iterator[Finding]:
    """Units without a target that are measured by their results, and have none."""
    excluded = {unit.code for unit in book.units if unit.is_excluded}
    for key, score in scores.items():
        waits = score.origin is ScoreOrigin.NOT_ASSIGNED and score.is_missing and score.lacks == "result"
        if waits and key[0] not in excluded:
            yield _at(key, Code.WITHOUT_TARGET_NO_RESULT, agreed.Col.AGREED_RESULT)


def _at(key: Key, code: Code, header: str, **details: object) -> Finding:
    """A finding at the cell under `header` in a row of `Thống nhất điểm`."""
    return finding(code, unit=key[0], criterion=key[1], sheet=agreed.TABLE.sheet, row=key, header=header,
                   details=details)  # fmt: skip


def _reasons(book: Book, scores: Mapping[Key, Score], agreed_on: Iterable[Key]) -> Iterator[Finding]:
    """A changed value without a reason: only where a self or computed score exists and differs.

    A score that does not count is told as such: what it should be is asked first.
    """
    digits = book.settings.digits
    for key in agreed_on:
        score, entry = scores[key], book.ledger[key]
        if book.criteria.by_code[key[1]].is_condition:
            yield from _changed_answer(key, entry)
            continue
        if score.prior is None or score.points == score.prior or not is_blank(entry.typed.reason):
            continue
        if score.is_missing:
            continue
        old, new = shown(score.prior, digits), _shown_score(score, digits)
        yield _at(
            key, Code.REASON_MISSING, agreed.Col.REASON, what=f"điểm tiêu chí {key[1]}", old=old, new=new
        )


def _changed_answer(key: Key, entry: LedgerRow) -> Iterator[Finding]:
    """A condition that the cluster confirms otherwise than the unit answered, without a reason."""
    old, new = (read_pass_fail(cell) for cell in (entry.received.result, entry.typed.result))
    if None in (old.passed, new.passed) or old is new or not is_blank(entry.typed.reason):
        return
    yield _at(key, Code.REASON_MISSING, agreed.Col.REASON, what=f"kết quả điều kiện {key[1]}",
              old=cell_said(entry.received.result), new=cell_said(entry.typed.result))  # fmt: skip


def _approved(book: Book, scores: Mapping[Key, Score], found: Sequence[Finding]) -> Iterator[Finding]:
    """Scores that changed after they were approved (Đã thông qua), each without a reason for that change."""
    if not approved.is_approved(book.settings):
        return
    said = {(one.unit, one.criterion) for one in found if one.code is Code.REASON_MISSING}
    changes = approved.unreasoned(book.memory, book.ledger, scores, book.settings.digits)
    for key, change in changes.items():
        if key in said or key not in scores or scores[key].is_missing:
            continue
        stale = " (lý do đang ghi là của lần trước)" if change.old_reason else ""
        what = f"điểm đã thông qua của tiêu chí {key[1]}{stale}"
        yield _at(key, Code.REASON_MISSING, agreed.Col.REASON, what=what, old=change.before, new=change.now)


def _shown_score(score: Score, digits: int) -> str:
    if score.points is None:
        return "thiếu" if score.counts else "không giao"
    return shown(score.points, digits)


def _below_zero(totals: Sequence[Totals]) -> Iterator[Finding]:
    """Units whose penalties are more than what they have reached."""
    for total in totals:
        if total.agreed_total < 0:
            yield finding(Code.TOTAL_NEGATIVE, unit=total.unit.code, sheet=agreed.TABLE.sheet,
                          value=Decimal(total.agreed_total) / 1000)  # fmt: skip


def _standings(book: Book, totals: Sequence[UnitTotal], withholding: Withholding) -> Standings:
    said = [row.proclamation for row in book.proclaimed.values()]
    return rank_units(totals, book.settings, book.ballots.rows, said, asked_for(book.memory), withholding)


def needs_a_person(outcome: Assessment) -> bool:
    """Whether the command ends with exit code 1."""
    return any_error(outcome.findings)
