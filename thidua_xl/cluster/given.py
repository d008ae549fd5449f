"""What the scorers gave, read strictly as every typed score is, and what still lacks of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..domain.scoring.checks import Checked
from ..domain.scoring.criteria import Scorer
from ..domain.scoring.jury import FEWEST_TO_DROP, Jury, ScoreKey, Verdict
from ..domain.scoring.rows import SCORE, Origin, Row, read_row
from ..domain.scoring.scores import Claim, Key, Score
from ..domain.values.catalogue import Code
from ..domain.values.cells import is_blank
from ..domain.values.findings import Finding, RowKey, finding
from ..domain.values.numbers import shown_number
from ..domain.values.reworded import Words, reworded
from ..domain.values.text import fold
from ..sheets.cluster import settings
from ..sheets.cluster.given_scores import TABLE, Col
from ..sheets.cluster.receipts import FileStatus
from ..sheets.prefilled import follows, known_of
from .book import Book
from .kept.given_scores import Place, by_key, key_of, places, scorers_of
from .kept.kept_sheet import rows_of

_ORIGIN = Origin("", TABLE.sheet, {}, agreed=True, headers={SCORE: Col.SCORE}, of_scorer=True)
_FEW = 5


class GivenRow(NamedTuple):
    """A typed score, and whose it is."""

    key: ScoreKey
    row: Row


def given_rows(book: Book, findings: list[Finding]) -> list[GivenRow]:
    """The typed scores of all scorers, with what is wrong with them one by one."""
    rows = by_key(book)
    found: list[GivenRow] = []
    for one in places(book):
        kept = rows.get(one.key)
        if kept is None or is_blank(kept.raw(Col.SCORE)):
            continue
        row = Row(
            one.unit.code, one.criterion, book.parameters.get(one.criterion.code), _ORIGIN, key=kept.key
        )
        row.rounded = {SCORE: kept.rounded[Col.SCORE]} if Col.SCORE in kept.rounded else None
        findings += read_row(row, None, None, None, kept.raw(Col.SCORE))
        found.append(GivenRow(one.key, row))
    return found


def received_keys(book: Book) -> set[RowKey]:
    """The rows whose score is the one that a scorer's workbook holds."""
    return {row.key for row in rows_of(book, TABLE) if known_of(row).key and follows(row, Col.SCORE)}


def refused_in_files(book: Book, of_files: Iterable[Finding]) -> set[RowKey]:
    """Those of them of which the workbook itself is told that the score is none: the book need not repeat it."""
    scorers: dict[str, set[str]] = {}
    for receipt in book.receipts:
        if receipt.scorer:
            scorers.setdefault(receipt.file, set()).add(fold(receipt.scorer))
    wrong = {
        (scorer, one.unit, one.criterion)
        for one in of_files if one.is_error
        for scorer in scorers.get(one.file, ())
    }  # fmt: skip
    received = received_keys(book)
    return {
        row.key for row in rows_of(book, TABLE)
        if row.key in received and (fold(key_of(row)[0]), *key_of(row)[1:]) in wrong
    }  # fmt: skip


def jury_of(book: Book, given: Iterable[GivenRow], checked: Checked) -> Jury:
    """The scorers with the scores of theirs that count."""
    scores = {
        one.key: one.row.score.number
        for one in given
        if one.row.score.number is not None and checked.counts(one.row)
    }
    return replace(scorers_of(book), scores=scores)


def awaited(
    book: Book, jury: Jury, claims: Mapping[Key, Claim], unit: str, codes: Iterable[str]
) -> tuple[str, ...]:
    """The scorers whose points lack in these criteria of a unit, each once."""
    lacking = (
        judge.code
        for code in codes
        if book.criteria.by_code[code].by_scorers
        for judge in verdict_of(book, jury, claims, (unit, code)).lacking
        if not judge.own
    )
    return tuple(dict.fromkeys(lacking))


def verdict_of(book: Book, jury: Jury, claims: Mapping[Key, Claim], key: Key) -> Verdict:
    """What the scorers gave a unit in a criterion."""
    claim = claims.get(key)
    return jury.verdict(book.criteria.by_code[key[1]], key[0], claim.score if claim else None)


def wrong_verdicts(
    book: Book, jury: Jury, claims: Mapping[Key, Claim], scores: Mapping[Key, Score]
) -> Iterator[Finding]:
    """Scores that lack because scorers' points do, or because they do not make one."""
    verdicts = _missing_verdicts(book, jury, claims, scores)
    yield from _lacking(book, _owed(book, verdicts))
    yield from _too_few(book, jury, verdicts)
    for (unit, code), verdict in verdicts.items():
        if verdict.split:
            said = "; ".join(f"{one.judge.code} {shown_number(one.score)}" for one in verdict.given)
            yield finding(Code.SCORERS_SPLIT, unit=unit, criterion=code, sheet=TABLE.sheet, given=said)


def _missing_verdicts(
    book: Book, jury: Jury, claims: Mapping[Key, Claim], scores: Mapping[Key, Score]
) -> dict[Key, Verdict]:
    """What scorers gave where the score lacks, of the units that are ranked."""
    missing = [
        (unit.code, criterion.code)
        for criterion in book.criteria.scored
        if criterion.by_scorers and criterion.code not in book.criteria.invalid
        for unit in book.units
        if not unit.is_excluded and scores[unit.code, criterion.code].is_missing
    ]
    return {key: verdict_of(book, jury, claims, key) for key in missing}


def owed_scores(
    book: Book, jury: Jury, claims: Mapping[Key, Claim], scores: Mapping[Key, Score]
) -> dict[str, list[Place]]:
    """Scorer → what it must still give, for want of which a unit's score lacks."""
    return _by_judge(_owed(book, _missing_verdicts(book, jury, claims, scores)))


def _owed(book: Book, verdicts: Mapping[Key, Verdict]) -> list[Place]:
    lacking = {key: [judge.code for judge in one.lacking if not judge.own] for key, one in verdicts.items()}
    return [
        one for one in places(book) if one.judge.code in lacking.get((one.unit.code, one.criterion.code), ())
    ]


def _by_judge(owed: Iterable[Place]) -> dict[str, list[Place]]:
    by_judge: dict[str, list[Place]] = {}
    for one in owed:
        by_judge.setdefault(one.judge.code, []).append(one)
    return by_judge


def _lacking(book: Book, owed: Sequence[Place]) -> Iterator[Finding]:
    """One finding for each scorer: how many scores it owes, of which criteria and units, and where the first stands."""
    rows = by_key(book)
    for own in _by_judge(owed).values():
        first = rows.get(own[0].key)
        spot = first.spot(Col.SCORE) if first else {}
        lacking = finding(Code.SCORER_MISSING, sheet=TABLE.sheet, **spot, who=own[0].judge.said, count=len(own),
                          what=told_places(own))  # fmt: skip
        waiting = ", ".join(_waiting(book, own[0].judge.code))
        yield reworded(lacking, Words.SCORER_WAITS, files=waiting) if waiting else lacking


def _waiting(book: Book, scorer: str) -> list[str]:
    """The scorer's workbooks about which nobody has decided."""
    return sorted(
        one.file for one in book.receipts
        if one.scorer and fold(one.scorer) == fold(scorer) and one.status is FileStatus.WAITING
    )  # fmt: skip


def told_places(own: Sequence[Place]) -> str:
    """The criteria and the units of scores that lack."""
    codes = dict.fromkeys(one.criterion.code for one in own)
    units = dict.fromkeys(one.unit.code for one in own)
    return f"tiêu chí {_named(list(codes))} của {_named(list(units))}"


def _named(codes: Sequence[str]) -> str:
    more = len(codes) - _FEW
    return ", ".join(codes) if more <= 0 else f"{', '.join(codes[:_FEW])}, … (còn {more})"


def _too_few(book: Book, jury: Jury, keys: Iterable[Key]) -> Iterator[Finding]:
    """Criteria that so few score that the highest and the lowest can never be dropped, as of these scores."""
    grid = book.file.grids.get(settings.TABLE.sheet)
    cell = settings.cell_of(grid, settings.Setting.DROPS_ENDS) if grid is not None else ""
    told: set[str] = set()
    for unit, code in keys if jury.drops else ():
        criterion = book.criteria.by_code[code]
        if criterion.scorer is not Scorer.CROSS or code in told:
            continue
        count = len(jury.judges(criterion, unit))
        if count < FEWEST_TO_DROP:
            told.add(code)
            yield finding(Code.SCORERS_TOO_FEW, criterion=code, sheet=settings.TABLE.sheet, cell=cell,
                          count=count, limit=FEWEST_TO_DROP, name=settings.Setting.DROPS_ENDS)  # fmt: skip
