"""The figures that a paper of the year carries, as one digest: whether a printed paper still agrees with the book.

A digest is the SHA-256 of canonical JSON: keys sorted, points in thousandths, other numbers without trailing zeros.
Neither the order of rows nor a name, a remark or a reason takes part; a score, a total, a rank, a vote does.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from ..domain.ranking.posts import Office
from ..domain.ranking.proclaimed import places_held
from ..domain.ranking.standings import Standing
from ..domain.ranking.votes import BallotRow, Round, group_rounds
from ..domain.scoring.scores import Key, Origin, Score
from ..domain.values.numbers import Points
from ..domain.year.papers import (
    APPROVAL,
    BALLOT,
    ELECTION_MINUTES,
    LIST,
    MIDYEAR_REPORT,
    MINUTES,
    PREPARATION_MINUTES,
    PROPOSAL,
    REPORT,
    SLIDES,
    TABLE,
    TABLE_LETTER,
    Vote,
    round_in,
)
from ..sheets.cluster.midyear import Col
from .assess import Assessment
from .book import Book
from .kept import midyear
from .kept.by_criterion import figure
from .pledges import pledges_of

VERSION = "thidua-xl/figures/1"
Figures: TypeAlias = Mapping[str, object]
"""What a paper says of one thing, by unit, criterion, office …; what JSON can hold."""


def figures_digest(book: Book, outcome: Assessment, code: str) -> str:
    """The SHA-256 of a paper's figures in 64 hexadecimal digits; empty for a paper without any.

    Args:
        book: as read.
        outcome: what it amounts to.
        code: of the paper (`domain.year.papers`), those of single rounds, too.
    """
    figures = _of_paper(book, outcome, code)
    return "" if figures is None else digest_of(figures)


def digest_of(figures: Figures) -> str:
    """The SHA-256 of figures in 64 hexadecimal digits."""
    text = json.dumps([VERSION, figures], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _of_paper(book: Book, outcome: Assessment, code: str) -> Figures | None:
    if code in _CARRIED:
        return {part: _PARTS[part](book, outcome) for part in _CARRIED[code]}
    said = round_in(code)
    if said is None:
        return None
    paper, vote = said
    return _standing(book, outcome, vote) if paper == BALLOT else _counted(book, vote)


# --- scores and ranks ---------------------------------------------------------------------------


def _points(_: Book, outcome: Assessment) -> Figures:
    """Total, maximum, percentage of every unit and its rank by them: what stands before anybody votes."""
    totals = {total.unit.code: total for total in outcome.totals}
    return {
        line.code: [
            (own := totals[line.code]).stands, own.max_total, own.percent,
            None if line.rank is None else line.rank - line.adjustment,
        ]
        for line in outcome.standings.standings
    }  # fmt: skip


def _places(book: Book, outcome: Assessment) -> Figures:
    """Rank, place as the conference has it, and form of award of every unit."""
    proposed = {line.code: line.place for line in outcome.standings.standings}
    held = places_held(proposed, [row.proclamation for row in book.proclaimed.values()])
    return {line.code: _place(line, held[line.code]) for line in outcome.standings.standings}


def _place(line: Standing, place: str | None) -> list[object]:
    graded = [f"Xếp loại: {line.grading.shown}"] if line.grading.shown else []  # none in earlier books
    return [line.rank, place, line.status.value, line.nominee, line.award, *graded]


def _proposed(book: Book, outcome: Assessment) -> Figures:
    """All of it for the units that are proposed for a form of award."""
    points, places = _points(book, outcome), _places(book, outcome)
    proposed = (line.code for line in outcome.standings.standings if line.award or line.nominee)
    return {code: [points[code], places[code]] for code in proposed}


def _state(_: Book, outcome: Assessment) -> Figures:
    """Whether anything is missing yet, and who is proposed for the flag."""
    return {"provisional": outcome.standings.provisional, "nominee": outcome.standings.nominee}


def _sums(_: Book, outcome: Assessment) -> Figures:
    """Sections, bonus and penalty of every unit."""
    return {one.unit.code: [one.bonus, one.penalty, dict(one.sections)] for one in outcome.totals}


def _scores(_: Book, outcome: Assessment) -> Figures:
    """Every score; one that is missing, and one that does not count, are two things."""
    return {_joined(key): [score.points, score.counts] for key, score in outcome.scores.items()}


def _changed(_: Book, outcome: Assessment) -> Figures:
    """The scores that the cluster agreed otherwise than they came."""
    befores = ((key, score, _before(score)) for key, score in outcome.scores.items())
    return {
        _joined(key): [before, score.points, score.counts]
        for key, score, before in befores if score.points != before
    }  # fmt: skip


def _before(score: Score) -> Points | None:
    """What the unit gave itself where scorers made another score of it, else what stood before the cluster agreed."""
    by_scorers = score.origin is Origin.SCORERS and score.self_points is not None
    return score.self_points if by_scorers else score.prior


def _maxima(book: Book, _: Assessment) -> Figures:
    """The most that each criterion gives, and how groups count."""
    rules = {section.code: section.parameter for section in book.criteria.sections if section.parameter}
    return {criterion.code: criterion.max_points for criterion in book.criteria.scored} | rules


def _promises(book: Book, _: Assessment) -> Figures:
    """Promised and reached."""
    return {
        _joined((one.unit.code, one.criterion.code)): [
            _exact(one.target), _exact(one.result), one.percent, one.kept,
        ]
        for one in pledges_of(book)
    }  # fmt: skip


def _halfway(book: Book, _: Assessment) -> Figures:
    """Target, result, percentage, estimate and standing after six months."""
    return {
        str(line.values[Col.KEY]): [
            line.values.get(Col.TARGET), _exact(figure(line.was, Col.RESULT).number), line.values.get(Col.PERCENT),
            _exact(figure(line.was, Col.ESTIMATE).number), line.values.get(Col.PROGRESS),
        ]
        for line in midyear.lines(book) if line.values.get(Col.KEY)
    }  # fmt: skip


def _joined(key: Key) -> str:
    return "|".join(key)


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")


# --- votes --------------------------------------------------------------------------------------


def _votes(book: Book, outcome: Assessment) -> Figures:
    """The rounds for the ranks, and what became of them."""
    results = [[one.rank, one.round, one.counted, one.winner] for one in outcome.standings.votes]
    return {"rounds": _rounds(group_rounds(book.ballots.rows)), "results": _in_order(results)}


def _settled(_: Book, outcome: Assessment) -> Figures:
    """By which vote or decision level units got their ranks."""
    ties = [[one.rank, sorted(one.codes), one.winner, one.shown] for one in outcome.standings.settled_ties]
    return {"ties": _in_order(ties)}


def _election(book: Book, outcome: Assessment) -> Figures:
    """The rounds for head and deputy, and whom they elected."""
    return {"rounds": _rounds(group_rounds(book.election.rows)), **_elected(book, outcome)}


def _elected(_: Book, outcome: Assessment) -> Figures:
    """Whom the cluster elected."""
    return {office.code: unit for office, unit in outcome.election.winners.items()}


def _counted(book: Book, vote: Vote) -> Figures:
    """Candidates, votes and figures of one round."""
    return {"rounds": _rounds(_held(book, vote))}


def _standing(book: Book, outcome: Assessment, vote: Vote) -> Figures:
    """Who stands in one round: its ballots are printed before anybody votes.

    Rows that this run adds to the sheet or takes away are there, or gone, in the next.
    """
    is_office = isinstance(vote.post, Office)
    due = outcome.election.prefill if is_office else outcome.standings.prefill
    gone = () if is_office else outcome.standings.droppable
    stand = {held.candidates for held in _held(book, vote) if held not in gone}
    stand |= {frozenset(codes) for post, number, codes in due if (post, number) == vote}
    return {"candidates": _in_order([sorted(units) for units in stand])}


def _held(book: Book, vote: Vote) -> list[Round]:
    rows: Iterable[BallotRow] = book.election.rows if isinstance(vote.post, Office) else book.ballots.rows
    return [held for held in group_rounds(rows) if (held.rank, held.number) == vote]


def _rounds(rounds: Iterable[Round]) -> list[object]:
    """What was counted; rounds that only wait say nothing."""
    return _in_order(
        [
            int(held.rank), held.number, sorted([row.unit, row.votes, row.decision] for row in held.rows),
            held.sums.figures,
        ]
        for held in rounds if not held.is_pending
    )  # fmt: skip


def _in_order(values: Iterable[object]) -> list[object]:
    """The values in an order that does not hang on theirs."""
    return sorted(values, key=lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True))


# --- which paper carries what -------------------------------------------------------------------

_PARTS: Mapping[str, Callable[[Book, Assessment], Figures]] = {
    "points": _points, "places": _places, "proposed": _proposed, "state": _state, "sums": _sums, "scores": _scores,
    "changed": _changed, "maxima": _maxima, "promises": _promises, "halfway": _halfway, "votes": _votes,
    "settled": _settled, "election": _election, "elected": _elected,
}  # fmt: skip
_CARRIED: Mapping[str, tuple[str, ...]] = {
    MIDYEAR_REPORT: ("halfway",),
    TABLE_LETTER: ("points",),
    TABLE: ("points", "places", "state", "sums", "scores", "maxima"),
    PREPARATION_MINUTES: ("points", "changed"),
    MINUTES: ("points", "places", "state", "sums", "votes", "election"),
    LIST: ("points", "places", "state", "settled"),
    REPORT: ("points", "places", "state", "sums", "scores", "changed", "promises", "settled", "elected"),
    PROPOSAL: ("proposed", "settled"),
    ELECTION_MINUTES: ("election",),
    APPROVAL: ("elected",),
    SLIDES: ("points", "places", "state", "maxima", "votes", "elected"),
}
"""Papers of before the conference say nothing of votes: one that is held later makes none of them wrong."""
