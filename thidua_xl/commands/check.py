"""`check`: scorecards or a book, validated; nothing changes."""

import argparse

from ..check import check
from ..cluster.checked_file import CheckOutcome
from ..domain.values.findings import any_error
from ..wording.checked import checked_said, ready_said
from ..wording.documents import checked_document
from .progress_bar import progress
from .screen import console, print_findings, print_json, print_next


def run(given: argparse.Namespace) -> int:
    """Check every file named and say what was found."""
    with progress("Kiểm tra", show=not given.json) as step:
        checked = check(given.paths, given.book, step)
    if given.json:
        print_json(checked_document(checked))
    else:
        _print(checked)
        if given.book or len(checked) == 1:
            print_next(given.book or checked[0].path)
    return int(
        any(any_error(one.findings) or one.status == "waiting" for one in checked) or _any_unsent(checked)
    )


def _any_unsent(checked: list[CheckOutcome]) -> bool:
    """Whether nothing but a blank form is there of a unit."""
    sent = {one.unit for one in checked if one.status == "accepted"}
    return any(one.status == "blank" and not one.ready and one.unit not in sent for one in checked)


def _print(checked: list[CheckOutcome]) -> None:
    out = console()
    findings = [found for one in checked for found in one.findings]
    print_findings(out, findings, sheet="")
    for line in ready_said(checked):
        out.print(line, style="bold")
    out.print(checked_said(checked))
