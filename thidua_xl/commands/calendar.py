"""`calendar`: what is late, what comes next; the year as a calendar file."""

import argparse
from typing import TYPE_CHECKING

from ..cluster.acts.calendar import calendar
from ..domain.values.findings import in_order
from ..domain.year.calendar import Entry, State
from ..office.acts.calendar import office_calendar
from ..office.book import OfficeBook
from ..office.either import open_either
from ..office.next_step import next_in_book
from ..wording.calendar import calendar_file_said, coming_said, day_said
from ..wording.documents import calendar_document
from .progress_bar import progress
from .screen import console, plain_table, print_findings, print_following, print_json

if TYPE_CHECKING:
    from rich.console import Console


def run(given: argparse.Namespace) -> int:
    """Print the calendar; the book does not change."""
    with progress("Đọc sổ cụm", show=not given.json) as step:
        book = open_either(given.book)
        following = "" if given.json else next_in_book(book)
        done = (
            office_calendar(book, given.ics, step)
            if isinstance(book, OfficeBook)
            else calendar(book, given.ics)
        )
    if given.json:
        print_json(calendar_document(done))
    else:
        out = console()
        print_findings(out, in_order(done.findings))
        late, coming = done.agenda
        _print_entries(out, [*late, *coming])
        if done.file is not None:
            out.print(calendar_file_said(done))
        out.print(coming_said(done.agenda), style="bold")
        print_following(following)
    return int(done.needs_a_person)


def _print_entries(out: "Console", entries: list[Entry]) -> None:
    """Late ones in red, then what comes."""
    if not entries:
        return
    table = plain_table("Mã", "Việc", "Ai", "Hạn", "Tình trạng", whole=("Mã", "Hạn"))
    for one in entries:
        style = "red" if one.state is State.LATE else ""
        duty = one.duty
        table.add_row(duty.code, duty.what, duty.who, day_said(one), one.said, style=style)
    out.print(table)
