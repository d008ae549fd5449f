"""`submit`: what was sent to the superior, on record."""

import argparse
from typing import Any

from ..cluster.acts.submit import Submitted, submit
from ..domain.ranking.submissions import Change, Difference, Sending
from ..domain.values.findings import in_order
from ..domain.values.numbers import plain
from ..wording.sentences import submitted_said
from .cluster_tables import print_differences
from .screen import console, print_findings, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Record it and say what differs from the time before."""
    done = submit(given.book, next(kind for kind in Sending if kind.command == given.kind))
    if given.json:
        print_json(as_json(done))
    else:
        out = console()
        print_findings(out, in_order(done.outcome.findings))
        print_differences(out, done)
        out.print(submitted_said(done), style="bold")
        print_saved(out, done.saved)
    return int(done.needs_a_person)


def as_json(done: Submitted) -> dict[str, Any]:
    """The document of `submit --json`; decimals are strings."""
    names, digits = done.book.names, done.book.settings.digits
    return {
        "number": done.sent.number,
        "kind": done.sent.kind.command,
        "date": done.sent.day.isoformat(),
        "recorded": done.recorded,
        "differences": [_difference(one, names.get(one.unit, ""), digits) for one in done.differences],
        "findings": [one.as_json() for one in in_order(done.outcome.findings)],
    }


def _difference(one: Difference, name: str, digits: int) -> dict[str, str | None]:
    if one.change in (Change.CAME, Change.GONE):
        came = one.change is Change.CAME
        what, old, new = "unit", None if came else one.unit, one.unit if came else None
    else:
        what = one.change.value
        old, new = (_value(one.change, value, digits) for value in (one.old, one.new))
    return {"unit": one.unit, "name": name, "what": what, "old": old, "new": new}


def _value(change: Change, value: int | None, digits: int) -> str | None:
    if value is None:
        return None
    return plain(value, digits) if change is Change.TOTAL else str(value)
