"""`documents`: the papers of the year as .docx, or copies of their templates to edit."""

import argparse
import sys

from ..cluster.papers.making import Documents, Wanted
from ..errors import CannotRunError
from ..wording.papers import broken_said, documents_document, documents_said, templates_said
from .progress_bar import progress
from .screen import console, print_json, print_next, print_saved


def run(given: argparse.Namespace) -> int:
    """Make the papers; a bad template is told on stderr and ends with 2, all others are made."""
    if given.write_templates:
        return _write_templates(given)
    if given.book is None or given.out is None:
        raise CannotRunError("Cần sổ và --out DIR (thư mục chứa văn bản); hoặc chỉ --write-templates DIR.")
    wanted = Wanted(given.out, _codes(given.only), given.templates, given.draft, given.electronic)
    done = _made(given, wanted)
    if given.json:
        print_json(documents_document(done))
    else:
        out = console()
        for line in documents_said(done):
            out.print(line)
        if done.saved:
            print_saved(out, done.saved)
        else:
            print_next(given.book)
    for error in done.broken:
        print(broken_said(error), file=sys.stderr)
    return 2 if done.broken else int(done.needs_a_person)


def _codes(typed: list[list[str]] | None) -> list[str]:
    """`--only a b --only c,d`: every code."""
    return [code for several in typed or () for one in several for code in one.split(",") if code]


def _made(given: argparse.Namespace, wanted: Wanted) -> Documents:
    from ..bookkeeping.work import at_work
    from ..cluster.acts.documents import make_documents
    from ..office.acts.documents import make_office_documents
    from ..office.book import OfficeBook
    from ..office.either import open_to_write

    shown = progress("Xuất văn bản", show=not given.json)
    with shown as step, at_work(given.book, open_to_write) as book:
        if isinstance(book, OfficeBook):
            return make_office_documents(book, wanted, step=step)
        return make_documents(book, wanted, step=step)


def _write_templates(given: argparse.Namespace) -> int:
    """Those of both kinds of books, else of the kind of the book given."""
    from ..cluster.papers.registry import PAPERS
    from ..cluster.papers.templates import write_templates
    from ..domain.values.calling import Calling
    from ..office.book import OfficeBook
    from ..office.either import open_either
    from ..office.papers.registry import PAPERS as OF_OFFICE

    book = open_either(given.book) if given.book else None
    calling = Calling.CLUSTER if book is None or isinstance(book, OfficeBook) else book.settings.calling
    names = (
        [] if isinstance(book, OfficeBook) else [one.template_name for one in PAPERS if one.slides is None]
    )
    names += [one.template_name for one in OF_OFFICE] if book is None or isinstance(book, OfficeBook) else []
    written = write_templates(names, given.write_templates, calling)
    out = console()
    for line in templates_said(written):
        out.print(line)
    return 0
