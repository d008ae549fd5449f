"""`appraise`: checking forms for the units proposed for checking, and what was entered in them."""

import argparse
from typing import Any

from ..domain.values.numbers import plain
from ..office.acts.appraise import Appraisal, UnitToCheck, appraise
from ..wording.office import appraised_said
from .office_tables import print_mismatches, print_to_check
from .progress_bar import progress
from .screen import console, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Make and read the forms, and say what came of it."""
    with progress("Đọc sổ cụm", show=not given.json) as step:
        done = appraise(given.book, given.out, step)
    if given.json:
        print_json(as_json(done))
    else:
        out = console()
        print_mismatches(out, [("", found) for found in done.findings])
        print_to_check(out, done)
        for line in appraised_said(done):
            out.print(line, markup=False)
        print_saved(out, done.saved)
    return int(done.needs_a_person)


def as_json(done: Appraisal) -> dict[str, Any]:
    """The document of `appraise --json`; `after` is null while nothing of a unit has been checked."""
    return {
        "units": [_unit(one) for one in done.units],
        "findings": [found.as_json() for found in done.findings],
    }


def _unit(one: UnitToCheck) -> dict[str, Any]:
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
