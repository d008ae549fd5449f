"""What `--json` of a superior's commands prints (design, 6); decimals are strings."""

from typing import TYPE_CHECKING

from ..cluster.kept.given_scores import judges_of
from ..domain.office.council import CouncilVote
from ..domain.office.inputs import CouncilResult
from ..domain.ranking.proclaimed import PLACES
from ..domain.values.findings import in_order
from ..domain.values.numbers import plain
from ..domain.values.text import same
from .documents import Document

if TYPE_CHECKING:
    from ..cluster.kept.given_scores import Asked
    from ..office.acts.appraise import Appraisal, UnitToCheck
    from ..office.outcome import ClusterOutcome, Consolidation


def consolidated_document(outcome: "Consolidation") -> Document:
    """The document of `consolidate --json`.

    Files that belong to no cluster stand last, without a code; those that nobody could read are findings.
    """
    days = {line.cluster.code: line.days for line in outcome.progress}
    strangers = [
        {
            "code": row.cluster or None,
            "name": None,
            "file": row.file,
            "status": "refused",
            "phase": None,
            "days_before_conference": None,
            "units": 0,
            "first": [],
            "second": [],
            "third": [],
            "nominee": None,
            "mismatches": [found.as_json() for found in in_order(several)],
        }
        for row, several in outcome.strangers
    ]
    received = [one for one in outcome.clusters if one.result is not None]
    votes = outcome.proposal.votes
    return {
        "clusters": [*(_cluster(one, days[one.code]) for one in outcome.clusters), *strangers],
        "expected": len(outcome.clusters),
        "received": len(received),
        "missing": [one.code for one in outcome.clusters if one.result is None],
        "nominees": [
            {"cluster": one.code, "code": one.result.nominee, **_council(votes.get(one.result.nominee))}
            for one in received
            if one.result and one.result.nominee
        ],
        "findings": [
            found.as_json()
            for found in (*in_order(outcome.findings), *(one.found for one in outcome.unreadable))
        ],
        "superior_scoring": _own_scoring(outcome),
        "passed_over": list(outcome.others),
    }


def _own_scoring(outcome: "Consolidation") -> Document:
    """The superior's own scoring: every unit with its score, or null and what it waits for; every scorer."""
    own, book = outcome.own_scoring, outcome.book
    return {
        "scored": len(own.scores),
        "expected": len(own.asked),
        "units": [_scored(outcome, unit.code) for unit in book.units if unit.code in own.asked],
        "scorers": [_scorer(outcome, one) for one in judges_of(book.scoring)],
    }


def _scored(outcome: "Consolidation", unit: str) -> Document:
    own = outcome.own_scoring
    score = own.scores.get(unit)
    typed = unit in own.unusable or unit in outcome.book.scores
    return {
        "code": unit,
        "total": plain(score.total, 2) if score else None,
        "maximum": plain(score.maximum, 2) if score else None,
        "source": "typed" if typed else "scorers" if score else None,
        "waiting_for": list(own.waiting.get(unit, ())),
    }


def _scorer(outcome: "Consolidation", judge: "Asked") -> Document:
    """A scorer with the files it sent, and the units that wait for it."""
    files = [row for row in outcome.book.files if row.scorer and same(row.scorer, judge.code)]
    return {
        "code": judge.code,
        "name": judge.name,
        "files": [{"file": row.file, "status": row.status.value} for row in files],
        "units_waiting": [unit for unit, codes in outcome.own_scoring.waiting.items() if judge.code in codes],
    }


_RESULTS = {CouncilResult.PASSED: "passed", CouncilResult.FAILED: "failed"}


def _council(vote: CouncilVote | None) -> Document:
    """How the council voted on a nominee; nothing where it has not."""
    if vote is None:
        return {}
    return {
        "council": {
            "in_favour": vote.in_favour,
            "members": vote.members,
            "percent": None if vote.share is None else plain(vote.share, 2),
            "result": _RESULTS[vote.result] if vote.result else None,
        }
    }


def _cluster(one: "ClusterOutcome", days: int | None) -> Document:
    result = one.result
    first, second, third = (list(result.in_place(place)) if result else [] for place in PLACES.values())
    return {
        "code": one.code,
        "name": one.name,
        "file": one.file or None,
        "status": one.state.value,
        "phase": result.phase if result else None,
        "days_before_conference": days,
        "units": len(result.units) if result else 0,
        "first": first,
        "second": second,
        "third": third,
        "nominee": result.nominee if result else None,
        "mismatches": [found.as_json() for found in in_order(one.findings)],
    }


def appraised_document(done: "Appraisal") -> Document:
    """The document of `appraise --json`; `after` is null while nothing of a unit has been checked."""
    return {
        "units": [_unit_to_check(one) for one in done.units],
        "findings": [found.as_json() for found in done.findings],
    }


def _unit_to_check(one: "UnitToCheck") -> Document:
    digits, unit, effect = one.result.digits, one.proposal.unit, one.effect
    return {
        "unit": unit.code,
        "cluster": one.proposal.cluster,
        "reasons": list(one.proposal.reasons),
        "form": str(one.form) if one.form else None,
        "checked": effect.filled if effect else 0,
        "changed": [
            {"criterion": code, "cluster": plain(old, digits), "appraised": plain(new, digits)}
            for code, old, new in (effect.changed if effect else ())
        ],
        "total": {
            "now": None if unit.stands is None else plain(unit.stands, digits),
            "after": plain(effect.total, digits) if effect else None,
        },
        "rank": {"now": unit.rank, "after": effect.rank if effect else None},
    }
