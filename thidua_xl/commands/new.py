"""`new cluster`, `new office`: new books."""

import argparse
from pathlib import Path

from .. import clock
from ..addin.beside_book import put_beside
from ..cluster.acts.new_book import (
    all_rules_cluster,
    named_cluster,
    next_year,
    sample_cluster,
    with_template,
    write_new_cluster,
)
from ..cluster.reading import open_book
from ..domain.values.book_names import cluster_named, office_named
from ..errors import CannotRunError
from ..sheets.cluster import settings
from ..wording.made import (
    THEN_FILL_ISSUE,
    THEN_ISSUE,
    THEN_ISSUE_BOOKS,
    THEN_LOOK,
    THEN_LOOK_OFFICE,
    copied_said,
    created_said,
    named_said,
    shortcut_said,
    template_said,
)
from .registry import ALL_RULES, SAMPLES, USUAL_SAMPLE
from .screen import print_next


def run(given: argparse.Namespace) -> int:
    """Create the book, and beside it a way into the window where that is asked."""
    path = _office(given) if given.kind == "office" else _cluster(given)
    if given.shortcut:
        print(shortcut_said(put_beside(path)))
    print_next(path)
    return 0


def _named(given: argparse.Namespace) -> tuple[Path, str]:
    """The file to make and the sample to fill it with, empty for none.

    `--sample BOOK` names no sample: what stands there is the file. Raises CannotRunError where none is named.
    """
    path, sample = given.book, given.sample or ""
    if path is None and sample not in ("", *SAMPLES):
        path, sample = Path(sample), USUAL_SAMPLE
    if path is None:
        raise CannotRunError("Thiếu tên tệp .xlsx sẽ tạo. Xem: thidua-xl new cluster --help")
    if sample and sample not in SAMPLES:
        raise CannotRunError(f"Không có mẫu “{sample}”; có: {', '.join(SAMPLES)}.")
    return path, sample


def _cluster(given: argparse.Namespace) -> Path:
    target, sample = _named(given)
    year, then = clock.now().year, THEN_ISSUE
    if given.old is not None:
        book = next_year(open_book(given.old, to_write=False))
    elif sample:
        book, then = (all_rules_cluster if sample == ALL_RULES else sample_cluster)(year), THEN_LOOK
    else:
        book = named_cluster(target, year)
        if given.template:
            book = with_template(book, given.template)
        named = named_said(cluster_named(target.stem, year), settings.TABLE.sheet)
        then = named + (template_said(book) + THEN_FILL_ISSUE if given.template else THEN_ISSUE)
    path = write_new_cluster(target, book)
    if given.old is not None:
        print(copied_said(book, given.old.name))
    print(created_said(path, then))
    return path


def _office(given: argparse.Namespace) -> Path:
    from ..office.acts import new_book
    from ..sheets.office import settings as office_settings

    year, target = clock.now().year, given.book
    if given.sample:
        book, then = new_book.sample_office(year), THEN_LOOK_OFFICE
    else:
        book = new_book.named_office(target, year)
        then = named_said(office_named(target.stem, year), office_settings.TABLE.sheet) + THEN_ISSUE_BOOKS
    path = new_book.write_new_office(target, book)
    print(created_said(path, then))
    return path
