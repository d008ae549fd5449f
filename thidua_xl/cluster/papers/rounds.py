"""The rounds of the year's votes as their papers need them: those that were held, and those that are due."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...domain.ranking.posts import Office
from ...domain.ranking.votes import Round, group_rounds
from ...domain.year.papers import FIRST_VOTE, Vote, of_round, round_in
from ..book import Book
from .paper import Facts


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who stands in one round, in the order of `Đơn vị`; its rows, none while it is only due."""

    vote: Vote
    units: tuple[str, ...] = ()
    rows: Round | None = None

    @property
    def eligible(self) -> int | None:
        """Được bỏ phiếu; None where it is not typed."""
        return self.rows.sums.eligible if self.rows else None


def part_of(paper: str, vote: Vote) -> str:
    """What stands behind the colon in the code of a paper of one round."""
    return of_round(paper, vote).partition(":")[2]


def vote_of(paper: str, part: str) -> Vote:
    """The round that a part names; the first for the only one."""
    said = round_in(f"{paper}:{part}" if part else paper)
    return said[1] if said else FIRST_VOTE


def rank_rounds(facts: Facts) -> dict[Vote, Candidates]:
    """Of the ranks, in their order; of several of one number, the last on the sheet."""
    standings = facts.outcome.standings
    sheet = [one for one in group_rounds(facts.book.ballots.rows) if one not in standings.droppable]
    return _by_vote(facts.book, sheet, standings.prefill)


def office_rounds(facts: Facts) -> dict[Vote, Candidates]:
    """Of the election, the head's first."""
    sheet = group_rounds(facts.book.election.rows)
    return _by_vote(facts.book, sheet, facts.outcome.election.prefill)


def candidates(facts: Facts, vote: Vote) -> Candidates:
    """Those of one round; nobody where there is no such round."""
    rounds = office_rounds(facts) if isinstance(vote.post, Office) else rank_rounds(facts)
    return rounds.get(vote, Candidates(vote))


def _by_vote(
    book: Book, sheet: Sequence[Round], due: Sequence[tuple[int, int, tuple[str, ...]]]
) -> dict[Vote, Candidates]:
    found: dict[Vote, Candidates] = {}
    for held in sheet:
        vote = Vote(held.rank, held.number)
        found[vote] = Candidates(vote, _in_order(book, held.candidates), held)
    for (
        post,
        number,
        codes,
    ) in due:  # rows that this run adds: what stands there of this number was for others
        vote = Vote(post, number)
        found[vote] = Candidates(vote, _in_order(book, frozenset(codes)))
    return dict(sorted(found.items()))


def _in_order(book: Book, codes: frozenset[str]) -> tuple[str, ...]:
    known = [unit.code for unit in book.units if unit.code in codes]
    return (*known, *sorted(codes.difference(known)))
