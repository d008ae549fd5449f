"""What papers say of ballots: every round with its figures as typed, and what came of it (HD 1302, III.3)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ...domain.ranking.posts import Office
from ...domain.ranking.votes import Decision, Round, RoundResult, group_rounds, is_untouched
from ...domain.values.said import count_said, percent_said
from ...sheets.cluster.ballots import Ballots, Col
from ...sheets.items import day_in
from ..book import Book
from .common import unit_name
from .paper import Facts, Values


class Held(NamedTuple):
    """A round that was held: its number among all of one ballot, what became of it."""

    round: Round
    counted: bool
    winner: str | None


def held_rounds(facts: Facts) -> list[Held]:
    """The rounds on `Bỏ phiếu` in which something was typed, in the order of the sheet."""
    return _held(facts.book.ballots, facts.outcome.standings.votes)


def elections(facts: Facts, office: Office) -> list[Held]:
    """The rounds on `Bầu Trưởng cụm` for an office in which something was typed."""
    held = _held(facts.book.election, facts.outcome.election.results)
    return [one for one in held if one.round.rank == office]


def _held(ballots: Ballots, results: Sequence[RoundResult]) -> list[Held]:
    """The rounds, each with its result; several of one number come in the same order."""
    left = list(results)
    found = []
    for one in group_rounds(ballots.rows):
        if is_untouched(one):
            continue
        result = next(
            (result for result in left if (result.rank, result.round) == (one.rank, one.number)), None
        )
        if result is not None:
            left.remove(result)
        found.append(Held(one, bool(result and result.counted), result.winner if result else None))
    return found


def day_of_round(ballots: Ballots, held: Round) -> date | None:
    """The day typed in one of its rows."""
    days = (day_in(ballots.cell(row, Col.DAY)) for row in held.rows)
    return next((day for day in days if day), None)


def has_votes(held: Round) -> bool:
    """Whether any vote or figure of a count was typed."""
    return held.sums.has_figures or any(row.votes is not None for row in held.rows)


def is_decided(held: Round) -> bool:
    """Whether the meeting or the superior decided without a ballot."""
    return not has_votes(held) and any(row.decision not in (None, Decision.BALLOT) for row in held.rows)


def tellers_of(ballots: Ballots, held: Round) -> list[str]:
    """Ban kiểm phiếu as typed, the head of it first."""
    typed = next((str(cell) for row in held.rows if (cell := ballots.cell(row, Col.TELLERS))), "")
    return [one.strip() for one in typed.replace("\n", ";").replace(",", ";").split(";") if one.strip()]


def round_values(book: Book, one: Held) -> Values:
    """A round's figures and its candidates, as papers print them; None for what nobody typed."""
    sums = one.round.sums
    return {
        "lan": one.round.number,
        "hang_bau": one.round.rank,
        "duoc_bo_phieu": _counted(sums.eligible),
        "co_mat_bo_phieu": _counted(sums.present),
        "phat_ra": _counted(sums.issued),
        "thu_vao": _counted(sums.collected),
        "hop_le": _counted(sums.valid),
        "khong_hop_le": _counted(sums.invalid),
        "ung_vien": list(_candidates(book, one)),
        "trung": unit_name(book, one.winner) if one.winner else "",
        "quyet_dinh": next(
            (str(row.decision) for row in one.round.rows if row.decision not in (None, Decision.BALLOT)), ""
        ),
        "ly_do": next((row.reason for row in one.round.rows if row.reason), ""),
        "duoc_tinh": one.counted,
        "co_so_lieu": has_votes(one.round),
        "khong_bo_phieu": is_decided(one.round),
    }


def _counted(number: int | None) -> str | None:
    return None if number is None else count_said(number)


def _candidates(book: Book, one: Held) -> Iterator[Values]:
    order = [unit.code for unit in book.units]
    rows = sorted(one.round.rows, key=lambda row: order.index(row.unit) if row.unit in order else len(order))
    valid, issued = one.round.sums.valid, one.round.sums.issued
    for at, row in enumerate(rows, start=1):
        yield {
            "tt": at,
            "ten": unit_name(book, row.unit),
            "so_phieu": _counted(row.votes),
            "ty_le_hop_le": _share(row.votes, valid),
            "ty_le_phat_ra": _share(row.votes, issued),
        }


def _share(votes: int | None, whole: int | None) -> str | None:
    return None if votes is None or whole is None else percent_said(votes, whole)


def votes_said(facts: Facts) -> Sequence[Values]:
    """Every round held, for the minutes."""
    return [round_values(facts.book, one) for one in held_rounds(facts)]
