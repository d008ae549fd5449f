"""`issue-books`: a cluster book for every cluster."""

import argparse

from ..domain.values.findings import any_error
from ..office.acts.new_book import issue_books
from ..sheets.office import mismatches
from ..wording.made import NO_BOOKS, books_kept_said, books_said, empty_clusters_told
from .progress_bar import progress
from .screen import console, print_findings, print_next


def run(given: argparse.Namespace) -> int:
    """Write the books and say which."""
    with progress("Lập sổ cụm") as step:
        issued = issue_books(given.book, given.out, step)
    out = console()
    print_findings(out, issued.findings, sheet=mismatches.TABLE.sheet)
    if any_error(issued.findings):
        out.print(NO_BOOKS, style="red")
        print_next(given.book)
        return 1
    out.print(books_said(issued, given.out))
    if issued.kept:
        out.print(books_kept_said(issued, by_name=True))
    for line in empty_clusters_told(issued):
        out.print(line, style="yellow")
    print_next(given.book)
    return int(bool(issued.empty))
