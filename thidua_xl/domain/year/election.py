"""Bầu Trưởng cụm, Phó Trưởng cụm: whom the members elected for the next year (HD 1302, I.1, II.3).

Nobody is asked to elect: where nothing is typed, nothing is demanded. The head comes first; a deputy's ballot counts
once the head is chosen, and never makes one unit both. HD 1302 is silent on whether a unit may hold office that is
not considered this year (`Xét thi đua` = Không): its ballot waits until somebody gives the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..ranking.posts import Office
from ..ranking.votes import (
    BallotRow,
    Col,
    Round,
    RoundResult,
    Settled,
    chosen_in,
    found_in,
    group_rounds,
    is_untouched,
    settle_election,
)
from ..scoring.settings import Majority
from ..scoring.units import Unit
from ..values.catalogue import Code
from ..values.findings import Finding

_NOBODY = Settled()


class Election(NamedTuple):
    """What the sheet `Bầu Trưởng cụm` says of both offices."""

    head: Settled = _NOBODY
    deputy: Settled = _NOBODY
    findings: tuple[Finding, ...] = ()

    @property
    def results(self) -> tuple[RoundResult, ...]:
        """What became of the rounds in which something was typed; `rank` is the office."""
        return (*self.head.rounds, *self.deputy.rounds)

    @property
    def winners(self) -> Mapping[Office, str]:
        """The units that were elected, by office."""
        chosen = {Office.HEAD: self.head.winner, Office.DEPUTY: self.deputy.winner}
        return {office: unit for office, unit in chosen.items() if unit}

    @property
    def prefill(self) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """Rounds (office, number, codes) that the sheet still lacks."""
        due = ((Office.HEAD, self.head.next_round), (Office.DEPUTY, self.deputy.next_round))
        return tuple((office, *following) for office, following in due if following)


NO_ELECTION = Election()


def elect(rows: Sequence[BallotRow], units: Iterable[Unit], majority: Majority) -> Election:
    """Who is elected, from what the sheet says now.

    Args:
        rows: of the sheet, in its order; `rank` is the office.
        units: of the cluster; no other one can be elected.
        majority: Cách trúng phiếu, as in every vote of the cluster.
    """
    members = {unit.code: unit for unit in units}
    marked = [row._replace(doubtful=_is_doubtful(row, members)) for row in rows]
    head = settle_election(marked, Office.HEAD, majority)
    marked = list(_without_head(marked, head.winner, majority))
    deputy = settle_election(marked, Office.DEPUTY, majority)
    if not head.winner:
        deputy = _held_back(deputy)
    heads = list(_standing(marked, Office.HEAD, head))
    deputies = list(_standing(marked, Office.DEPUTY, deputy))
    found = [
        *_strangers(marked, members),
        *_barred((*heads, *deputies), members),
        *head.findings,
        *deputy.findings,
    ]
    if head.winner:
        found += _doubles(deputies, head.winner, majority)
    elif not any(one.is_error for one in head.findings):
        found += _waits(deputies)
    return Election(head, deputy, tuple(found))


def _is_doubtful(row: BallotRow, members: Mapping[str, Unit]) -> bool:
    return row.unit not in members or _is_barred(row, members)


def _is_barred(row: BallotRow, members: Mapping[str, Unit]) -> bool:
    """Whether the unit is not considered this year, and nobody says why it may be elected."""
    unit = members.get(row.unit)
    return unit is not None and unit.is_excluded and not row.reason


def _without_head(rows: Sequence[BallotRow], head: str | None, majority: Majority) -> Iterator[BallotRow]:
    """The rows; in a deputy's round that chooses the head, that unit is in doubt."""
    for held in group_rounds(rows):
        is_double = held.rank == Office.DEPUTY and head is not None and _chosen(held, majority) == head
        for row in held.rows:
            yield row._replace(doubtful=row.doubtful or (is_double and row.unit == head))


def _chosen(held: Round, majority: Majority) -> str:
    row = chosen_in(held, majority)
    return row.unit if row else ""


def _standing(rows: Sequence[BallotRow], office: Office, outcome: Settled) -> Iterator[Round]:
    """The rounds that no later ballot has replaced."""
    rounds = [held for held in group_rounds(rows) if held.rank == office]
    typed = [held for held in rounds if not is_untouched(held)]
    settled = [
        held.position for held, result in zip(typed, outcome.rounds, strict=True) if result.winner is not None
    ]
    return (held for held in rounds if held.position > max(settled, default=-1))


def _strangers(rows: Iterable[BallotRow], members: Mapping[str, Unit]) -> Iterator[Finding]:
    """Candidates that are no units of the cluster."""
    for held in group_rounds(rows):
        for row in held.rows:
            if row.unit not in members:
                yield found_in(Code.UNIT_NOT_LISTED, held, row, Col.UNIT, unit=row.unit, value=row.unit)


def _barred(rounds: Iterable[Round], members: Mapping[str, Unit]) -> Iterator[Finding]:
    """Candidates that are not considered this year."""
    for held in rounds:
        for row in held.rows:
            if _is_barred(row, members):
                why = ": ".join(filter(None, ("Xét thi đua = Không", members[row.unit].reason)))
                yield found_in(Code.OFFICE_BARRED, held, row, Col.UNIT, unit=row.unit, why=why)


def _doubles(rounds: Iterable[Round], head: str, majority: Majority) -> Iterator[Finding]:
    """The head chosen as its own deputy."""
    for held in rounds:
        row = chosen_in(held, majority)
        if row is not None and row.unit == head:
            yield found_in(
                Code.OFFICE_DOUBLE, held, row, Col.UNIT, unit=head, value=head, first=Office.HEAD.title,
                office=Office.DEPUTY.title,
            )  # fmt: skip


def _waits(rounds: Iterable[Round]) -> Iterator[Finding]:
    """That a deputy's ballot was held and nothing is known of the head's."""
    typed = [held for held in rounds if not is_untouched(held)]
    for held in typed[:1]:
        yield found_in(Code.OFFICE_WAITS, held, held.rows[0], Col.UNIT, first=Office.HEAD.title,
                       office=Office.DEPUTY.title)  # fmt: skip


def _held_back(outcome: Settled) -> Settled:
    """The same while no head is chosen: nothing counts yet."""
    rounds = tuple(result._replace(counted=False, winner=None) for result in outcome.rounds)
    return outcome._replace(winner=None, by=None, rounds=rounds)
