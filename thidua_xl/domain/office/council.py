"""Hội đồng bỏ phiếu: what the council's vote on each nominee amounts to.

How many members must agree is for the office to say: the laws ask it of some titles only, in various figures, so the
source gives no threshold. Without one, figures alone give no result.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..values.catalogue import Code
from ..values.findings import Finding, finding
from ..values.numbers import Points, round_half_up, shown
from .inputs import CouncilCol, CouncilResult, FlagDecision

DECISIONS, SETTINGS = "Đề nghị", "Cấp trên"
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class CouncilVote:
    """The vote on one unit: figures, what they amount to, what was typed. None: not there, or not known."""

    unit: str
    in_favour: int | None = None
    members: int | None = None
    by_figures: CouncilResult | None = None
    typed: CouncilResult | None = None
    is_wrong: bool = False
    """Whether its figures cannot be: they were found already."""

    @property
    def result(self) -> CouncilResult | None:
        """What was typed, else what the figures amount to."""
        return self.typed or self.by_figures

    @property
    def share(self) -> Points | None:
        """Members in favour of all members, in thousandths of a percent, as printed."""
        if self.in_favour is None or not self.members:
            return None
        return round_half_up(Fraction(self.in_favour * 100, self.members), _DIGITS)

    @property
    def figures(self) -> str:
        """`10/11, 90,91 %`; empty without figures."""
        share = self.share
        return "" if share is None else f"{self.in_favour}/{self.members}, {shown(share, _DIGITS)} %"

    @property
    def said(self) -> str:
        """The vote in one line."""
        figures = f" ({self.figures})" if self.figures else ""
        if self.result is None:
            return f"Hội đồng đã bỏ phiếu{figures}, chưa rõ kết quả"
        return f"Hội đồng {self.result.value.lower()}{figures}"


def votes_of(
    decisions: Mapping[str, FlagDecision], threshold: Points | None
) -> tuple[dict[str, CouncilVote], list[Finding]]:
    """Unit → the vote on it, for every unit on which there was one, and what a person must see.

    Args:
        decisions: unit → what was typed in `Đề nghị`.
        threshold: thousandths of a percent of all members; so many or more and the unit has passed.
    """
    votes = {code: _vote(one, threshold) for code, one in decisions.items() if one.was_voted}
    found = [each for one in votes.values() for each in _differing(one)]
    unknown = [one.unit for one in votes.values() if one.figures and one.result is None]
    if unknown:
        found.append(finding(Code.COUNCIL_SHARE_MISSING, sheet=SETTINGS, value=", ".join(unknown)))
    return votes, found


def _vote(said: FlagDecision, threshold: Points | None) -> CouncilVote:
    by_figures = None
    if said.in_favour is not None and said.members and threshold is not None:
        passed = Fraction(said.in_favour * 100, said.members) >= Fraction(threshold, 1000)
        by_figures = CouncilResult.PASSED if passed else CouncilResult.FAILED
    return CouncilVote(said.unit, said.in_favour, said.members, by_figures, said.result, said.is_vote_wrong)


def _differing(vote: CouncilVote) -> Iterator[Finding]:
    """A typed result that the figures contradict: it counts, and is asked about."""
    if vote.typed and vote.by_figures and vote.typed is not vote.by_figures:
        yield finding(Code.COUNCIL_RESULT_DIFFERS, unit=vote.unit, sheet=DECISIONS, row=(vote.unit,),
                      header=CouncilCol.RESULT, value=vote.typed.value, expected=vote.by_figures.value,
                      figures=vote.figures)  # fmt: skip
