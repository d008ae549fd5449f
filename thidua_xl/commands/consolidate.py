"""`consolidate`: the books of all clusters into the office book."""

import argparse
from typing import Any

from ..domain.ranking.proclaimed import PLACES
from ..domain.values.findings import in_order
from ..office.acts.consolidate import consolidate
from ..office.outcome import ClusterOutcome, Consolidation
from ..wording.office import consolidated_said
from .office_tables import print_mismatches, print_progress
from .progress_bar import progress
from .screen import console, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Consolidate and say what came of it."""
    with progress("Đọc sổ cụm", show=not given.json) as step:
        outcome, saved = consolidate(given.book, given.folder, step)
    if given.json:
        print_json(as_json(outcome))
    else:
        out = console()
        print_mismatches(out, outcome.all_findings())
        print_progress(out, outcome)
        for line in consolidated_said(outcome):
            out.print(line, markup=False)
        print_saved(out, saved)
    return int(outcome.needs_a_person)


def as_json(outcome: Consolidation) -> dict[str, Any]:
    """The document of `consolidate --json`. Files that belong to no cluster stand last, without a code."""
    days = {line.cluster.code: line.days for line in outcome.progress}
    strangers = [
        {"code": row.cluster or None, "name": None, "file": row.file, "status": "refused", "phase": None,
         "days_before_conference": None, "units": 0, "first": [], "second": [], "third": [], "nominee": None,
         "mismatches": [found.as_json() for found in in_order(several)]}
        for row, several in outcome.strangers
    ]  # fmt: skip
    received = [one for one in outcome.clusters if one.result is not None]
    return {
        "clusters": [*(_cluster(one, days[one.code]) for one in outcome.clusters), *strangers],
        "expected": len(outcome.clusters),
        "received": len(received),
        "missing": [one.code for one in outcome.clusters if one.result is None],
        "nominees": [
            {"cluster": one.code, "code": one.result.nominee}
            for one in received if one.result and one.result.nominee
        ],
        "findings": [found.as_json() for found in in_order(outcome.findings)],
    }  # fmt: skip


def _cluster(one: ClusterOutcome, days: int | None) -> dict[str, Any]:
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
