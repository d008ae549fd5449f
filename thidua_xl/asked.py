"""Which votes the program ever asked for, kept in `_da_ghi`.

A ballot between units that are level no more is either what a corrected score left behind, or a vote that nobody asked
for: only what was known when it was held tells them apart.
"""

from collections.abc import Mapping

from .domain.standings import Ballot, Standings
from .second_look import LABEL

_ASKED = f"{LABEL}bỏ phiếu hạng "


def remembered(memory: Mapping[str, str], standings: Standings) -> dict[str, str]:
    """Every tie that ever waited for a vote or was settled by one: label → its units."""
    kept = {label: units for label, units in memory.items() if label.startswith(_ASKED)}
    waiting = [(tie.rank, tie.codes) for tie in standings.open_ties if not tie.lacking]
    settled = [(tie.rank, tie.codes) for tie in standings.settled_ties]
    for rank, codes in (*waiting, *settled):
        units = " ".join(sorted(codes))
        kept[f"{_ASKED}{rank}: {units}"] = units
    return kept


def asked_for(memory: Mapping[str, str]) -> frozenset[Ballot]:
    """The rank and the units of each of them."""
    return frozenset(
        (int(label.removeprefix(_ASKED).partition(":")[0]), frozenset(units.split()))
        for label, units in memory.items()
        if label.startswith(_ASKED)
    )
