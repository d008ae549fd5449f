"""`rank`: score and rank what the book says now."""

import argparse
from typing import TYPE_CHECKING

from ..assess import as_json, needs_a_person
from ..collect import rank
from ..domain.findings import in_order
from ..sheets.receipts import Status
from .screen import console, print_findings, print_json, print_ranking, print_saved

if TYPE_CHECKING:
    from rich.console import Console


def run(given: argparse.Namespace) -> int:
    """Rank and say what came of it."""
    book, outcome, saved = rank(given.book)
    if given.json:
        print_json(as_json(book, outcome))
    else:
        out = console()
        print_findings(out, in_order(outcome.findings))
        print_ranking(out, book, outcome)
        _print_nominee(out, outcome.standings.nominee, book.names)
        print_saved(out, saved)
    waiting = any(receipt.status is Status.WAITING for receipt in book.receipts)
    return int(needs_a_person(outcome) or waiting)


def _print_nominee(out: "Console", nominee: str | None, names: dict[str, str]) -> None:
    text = (
        f"Đề nghị Cờ: {nominee} – {names.get(nominee, '')}" if nominee else "Chưa có đơn vị được đề nghị Cờ."
    )
    out.print(text, style="bold")
