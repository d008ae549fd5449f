"""What stands below a table of ranks: units that are not ranked like the others and why, and what the ranks rest on."""

from ...domain.ranking.withheld import Withheld
from ...domain.scoring.units import Eligibility, Unit
from ...domain.values.text import decapitalised
from ...domain.year.duties import CONFERENCE
from .common import dated, ranked_by
from .meetings import day_of_meeting
from .paper import Facts, Values
from .results import order_of
from .voting import day_of_round, held_rounds

_SAID = {
    Eligibility.NO: "Không xét thi đua",
    Eligibility.RANKED_ONLY: "Xếp hạng, không đề nghị Cờ",
}


def set_apart(facts: Facts) -> list[Values]:
    """The units that `Xét thi đua` excepts, then those from which conditions and violations keep something.

    In the order of the book; a reason that nobody typed is a blank.
    """
    excepted = [_excepted(unit) for unit in facts.book.units if unit.eligibility in _SAID]
    lines = {line.code: line for line in facts.outcome.standings.standings}
    return excepted + [_kept(unit, one) for unit in facts.book.units for one in lines[unit.code].withheld]


def _kept(unit: Unit, one: Withheld) -> Values:
    source = f" ({one.source})" if one.source else ""
    return {"xet": one.consequence.said, "don_vi": unit.name, "ly_do": f"{one.why}{source}"}


def _excepted(unit: Unit) -> Values:
    return {
        "xet": _SAID[unit.eligibility],
        "don_vi": unit.name,
        "ly_do": unit.reason.rstrip(" .") or None,
    }


def ranks_rest_on(facts: Facts) -> str:
    """By what the ranks stand as they do: points or percentages, and votes and decisions where units were level."""
    standings = facts.outcome.standings
    order = f", bằng nhau thì theo {'; '.join(facts.book.settings.tie_order)}" if order_of(facts) else ""
    by = f"Thứ hạng theo {ranked_by(facts)}{order}"
    if settled := [_settled(facts, tie.rank, tie.round, tie.shown) for tie in standings.settled_ties]:
        return f"{by} và kết quả sau hội nghị: {'; '.join(settled)}."
    return f"{by}, trước khi bỏ phiếu." if standings.open_ties else f"{by}."


def _settled(facts: Facts, rank: int, number: int, by: str) -> str:
    """`hạng 1: bỏ phiếu lần 2, ngày 18 tháng 12 năm 2026`."""
    held = [one.round for one in held_rounds(facts) if (one.round.rank, one.round.number) == (rank, number)]
    days = (day_of_round(facts.book.ballots, one) for one in held)
    day = next(filter(None, days), None) or day_of_meeting(facts.book, CONFERENCE)
    when = f", {dated(day)}" if day else ""
    return f"hạng {rank}: {decapitalised(by)}{when}"
