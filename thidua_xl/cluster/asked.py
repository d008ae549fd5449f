"""Which votes the program ever asked for, and what was typed for them while the tie stood, kept in `_da_ghi`.

A ballot between units that are level no more is either what a corrected score left behind, or a vote that nobody asked
for: only what was known when it was held tells them apart.
"""

from collections.abc import Iterable, Mapping

from ..domain.ranking.standings import Standings
from ..domain.ranking.votes import Asked, Ballot, BallotRow, group_rounds, is_untouched
from .second_look import LABEL

_ASKED = f"{LABEL}bỏ phiếu hạng "
_MARKS = " | "
"""Between the units and the marks of the rounds; a book of an earlier version has the units alone."""


def remembered(memory: Mapping[str, str], standings: Standings, rows: Iterable[BallotRow]) -> dict[str, str]:
    """Every tie that ever waited for a vote or was settled by one: label → its units, and the rounds it had last.

    Not a ballot that only the setting `Luôn bỏ phiếu` asks for: once that is gone, nobody asked for it.
    """
    kept = {label: units for label, units in memory.items() if label.startswith(_ASKED)}
    waiting = [(tie.rank, tie.codes) for tie in standings.open_ties if not tie.lacking]
    settled = [(tie.rank, tie.codes) for tie in standings.settled_ties]
    rounds = [held for held in group_rounds(rows) if not is_untouched(held)]
    for rank, codes in (*waiting, *settled):
        if {*codes} <= {*standings.always}:
            continue
        units = " ".join(sorted(codes))
        marks = [held.mark for held in rounds if held.rank == rank and held.candidates <= {*codes}]
        kept[f"{_ASKED}{rank}: {units}"] = units + _MARKS + " ".join(marks)
    return kept


def asked_for(memory: Mapping[str, str]) -> Asked:
    """What is kept of them."""
    votes: dict[Ballot, frozenset[str] | None] = {}
    for label, text in memory.items():
        if label.startswith(_ASKED):
            rank = int(label.removeprefix(_ASKED).partition(":")[0])
            units, known, marks = f"{text} ".partition(_MARKS)
            votes[rank, frozenset(units.split())] = frozenset(marks.split()) if known else None
    return Asked(votes)
