"""`check`: scorecards or a book, validated; nothing changes."""

import argparse

from ..check import CheckOutcome, check
from ..domain.values.findings import any_error
from ..wording.documents import checked_document
from .screen import console, print_findings, print_json


def run(given: argparse.Namespace) -> int:
    """Check every file named and say what was found."""
    checked = check(given.paths, given.book)
    if given.json:
        print_json(checked_document(checked))
    else:
        _print(checked)
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
    print_findings(out, findings)
    wrong = sum(any_error(one.findings) and one.status != "blank" for one in checked)
    blank = sum(one.status == "blank" for one in checked)
    for one in checked:
        if one.ready:
            out.print(f"{one.path.name}: {one.ready}", style="bold")
    told = f", {blank} phiếu trống" if blank else ""
    out.print(f"{len(checked)} tệp: {len(checked) - wrong - blank} không có lỗi, {wrong} có lỗi{told}.")
