"""What commands print for people: tables and sentences through rich; nothing here computes.

rich is imported where something is drawn: `--json` does not wait for it.
"""

import json
import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..bookkeeping.saved import Saved
from ..domain.values.catalogue import Severity
from ..domain.values.findings import Finding
from ..sheets.cluster import to_fix
from ..wording.found import all_said, by_unit, more_said, notes_said, placed_said
from ..wording.next_step import following_said
from ..wording.sentences import saved_said

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
MOST = 40
FEW_ENOUGH = 30
"""Findings that are listed one by one where they stand on a sheet as well."""
WIDTH = "THIDUA_WIDTH"
"""Set by whoever shows what a command says: how many letters a line has room for."""

NARROWEST = 72
"""A narrower window folds the lines itself; a table drawn for it has no room for scores and codes: "9…"."""


def console() -> "Console":
    """Plain in a pipe, as wide as who reads it says; coloured on a terminal. No sign in a name is taken for a style."""
    from rich.console import Console

    asked = os.environ.get(WIDTH, "")
    width = None if sys.stdout.isatty() else int(asked) if asked.isdecimal() else 140
    out = Console(highlight=False, markup=False, emoji=False, width=width)
    if width is None:
        out.width = max(out.width, NARROWEST)
    return out


def plain_table(*headings: str, whole: Collection[str] = ()) -> "Table":
    """A table without lines; long texts go on below, but for those of the columns `whole`, as days and codes."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in whole)
    return table


def print_json(document: object) -> None:
    """One JSON document and nothing else."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_findings(
    out: "Console", findings: Sequence[Finding], most: int = MOST, sheet: str = to_fix.TABLE.sheet
) -> None:
    """Errors and warnings as a table, many of them as counts a unit; notes are only counted.

    Args:
        out: where to.
        findings: of any severity.
        most: so many are listed at most; another number than usual lists them whatever sheet they stand on.
        sheet: where all of them stand; empty: on none.
    """
    loud = [found for found in findings if found.severity is not Severity.NOTE]
    notes = len(findings) - len(loud)
    if len(loud) > FEW_ENOUGH and sheet and most == MOST:
        _print_counts(out, loud, sheet)
    elif loud:
        table = plain_table("Mức", "Đơn vị", "Vấn đề", "Cách sửa", whole=("Mức", "Đơn vị"))
        for found in loud[:most]:
            table.add_row(
                found.severity.shown,
                found.unit,
                placed_said(found),
                found.action,
                style=STYLE[found.severity],
            )
        out.print(table)
        if len(loud) > most:
            out.print(more_said(len(loud) - most, sheet))
    if notes:
        out.print(notes_said(notes, sheet), style="dim")


def _print_counts(out: "Console", loud: Sequence[Finding], sheet: str) -> None:
    """A list that nobody reads on a screen: how many there are of each unit, and where they are read."""
    table = plain_table("Đơn vị", "Lỗi", "Cần xem lại")
    for unit, (errors, others) in by_unit(loud).items():
        table.add_row(unit, str(errors or ""), str(others or ""), style="red" if errors else "yellow")
    out.print(table)
    out.print(all_said(len(loud), sheet))


def print_next(path: Path, *, aside: bool = False) -> None:
    """What is done next in a book that the command did not write; `aside`: not into what is copied."""
    from ..office.next_step import next_in_file  # a book that was written has told it already

    print_following(next_in_file(path), aside=aside)


def print_following(said: str, *, aside: bool = False) -> None:
    """The same of a book that was read already, whose sentence is known."""
    if said:
        print(following_said(said), file=sys.stderr if aside else sys.stdout)


def print_saved(out: "Console", saved: Saved) -> None:
    """Where the book is, or that nothing changed."""
    out.print(saved_said(saved), style="yellow" if saved.second_name else "")
