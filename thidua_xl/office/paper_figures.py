"""The figures that an office's paper carries, as one digest: whether a printed paper still agrees with the book.

As of the clusters' papers (`cluster.paper_figures`): canonical JSON, points in thousandths; no name, no reason. What
comes later in the year makes no earlier paper wrong: the submission knows no votes, the notice no appraised score.
"""

from collections.abc import Callable, Mapping

from ..cluster.paper_figures import Figures, digest_of
from ..domain.office.appraisal import Effect
from ..domain.office.clusters import ClusterResult, ClusterUnit
from ..domain.office.papers import (
    CHECKING_MINUTES,
    COUNCIL_MINUTES,
    LIST,
    NOTICE,
    STATISTICS,
    SUMMARY,
    TO_COUNCIL,
    PaperCode,
)
from ..domain.office.proposal import Nominee
from .outcome import Consolidation


def figures_digest(outcome: Consolidation, code: PaperCode) -> str:
    """The SHA-256 of a paper's figures in 64 hexadecimal digits; empty for a paper without any."""
    if code.whose:
        of_unit = _OF_UNIT.get(code.paper)
        return digest_of(of_unit(outcome, code.whose)) if of_unit else ""
    carried = _CARRIED.get(code.paper)
    return digest_of({part: _PARTS[part](outcome) for part in carried}) if carried else ""


# --- the parts ----------------------------------------------------------------------------------


def _units(outcome: Consolidation) -> Figures:
    """Total, maximum, percentage, rank and place of every unit of every cluster."""
    return {
        code: {unit.code: _unit(unit) for unit in result.units} for code, result in outcome.results.items()
    }


def _unit(unit: ClusterUnit) -> list[object]:
    return [unit.stands, unit.max_total, unit.percent, unit.rank, unit.place]


def _clusters(outcome: Consolidation) -> Figures:
    """Which books are there, who is placed and nominated in each."""
    return {one.code: [one.state.value, _result(one.result)] for one in outcome.clusters}


def _result(result: ClusterResult | None) -> object:
    if result is None:
        return None
    return [
        result.provisional,
        result.nominee,
        {place: sorted(units) for place, units in result.places.items()},
    ]


def _checked(outcome: Consolidation) -> Figures:
    """What was checked, and what it would change."""
    return {code: _effect(effect) for code, effect in outcome.effects.items()}


def _effect(effect: Effect) -> list[object]:
    changed = sorted(effect.changed)
    return [effect.filled, changed, effect.total, effect.percent, effect.rank, sorted(effect.level_with)]


def _submitted(outcome: Consolidation) -> Figures:
    """The list as it went to the council, and whom it has to vote on again since."""
    proposal = outcome.proposal
    again = {one.unit.code: one.flag for one in proposal.nominees
             if proposal.votes and one.pending and one.flag != one.voted_for}  # fmt: skip
    return {"list": {one.unit.code: _nominee(one) for one in proposal.submitted}, "again": again}


def _nominee(one: Nominee) -> list[object]:
    return [one.unit.percent, one.superior, one.appraised, one.value, one.rank, one.flag, one.refused]


def _nominees(outcome: Consolidation) -> Figures:
    """The list as it stands."""
    return {one.unit.code: [*_nominee(one), one.failed, one.pending] for one in outcome.proposal.nominees}


def _votes(outcome: Consolidation) -> Figures:
    """How the council voted, and what it amounts to."""
    return {
        code: [one.in_favour, one.members, one.result] for code, one in outcome.proposal.votes.items()
    }  # fmt: skip


def _rule(outcome: Consolidation) -> Figures:
    """Weights and quotas."""
    settings = outcome.book.settings
    return {
        "weights": [settings.cluster_weight, settings.superior_weight],
        "quotas": [list(one) for one in settings.flags],
    }


def _threshold(outcome: Consolidation) -> Figures:
    return {"share": outcome.book.settings.council_share}


def _movements(outcome: Consolidation) -> Figures:
    return {"rows": {code: list(cells) for code, cells in outcome.movements.cells().items()}}


# --- papers on one unit -------------------------------------------------------------------------


def _noticed(outcome: Consolidation, code: str) -> Figures:
    """Where the unit stands, and which of its scores the cluster changed."""
    return {"unit": _standing(outcome, code), "changed": _changed(outcome, code)}


def _standing(outcome: Consolidation, code: str) -> list[object]:
    units = (unit for result in outcome.results.values() if (unit := result.unit(code)))
    return [_unit(unit) for unit in units]


def _changed(outcome: Consolidation, code: str) -> Figures:
    """Criterion → the unit's score and the agreed one, where they differ."""
    details = (one for result in outcome.results.values() for one in result.details if one.unit == code)
    lines = (line for one in details for line in one.lines)
    return {
        line.code: [line.reported, line.score] for line in lines
        if line.reported is not None and line.score is not None and line.reported != line.score
    }  # fmt: skip


def _minuted(outcome: Consolidation, code: str) -> Figures:
    """Where the unit stands, every score that was found, what they would change."""
    effect = outcome.effects.get(code)
    scores = {one.meant.criterion: one.meant.score for one in outcome.book.appraisals
              if one.meant and one.meant.unit == code and one.meant.score is not None}  # fmt: skip
    return {"unit": _standing(outcome, code), "effect": _effect(effect) if effect else None, "scores": scores}


_OF_UNIT: Mapping[str, Callable[[Consolidation, str], Figures]] = {
    NOTICE: _noticed,
    CHECKING_MINUTES: _minuted,
}
_PARTS: Mapping[str, Callable[[Consolidation], Figures]] = {
    "units": _units, "clusters": _clusters, "checked": _checked, "submitted": _submitted, "nominees": _nominees,
    "votes": _votes, "rule": _rule, "threshold": _threshold, "movements": _movements,
}  # fmt: skip
_CARRIED: Mapping[str, tuple[str, ...]] = {
    TO_COUNCIL: ("clusters", "checked", "submitted", "rule"),
    LIST: ("nominees", "votes", "rule"),
    COUNCIL_MINUTES: ("votes", "threshold"),
    SUMMARY: ("clusters", "units", "checked", "nominees", "votes", "rule"),
    STATISTICS: ("movements",),
}
