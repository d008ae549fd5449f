"""`new cluster`, `new office`: new books."""

import argparse
from pathlib import Path

from .. import clock
from ..cluster.acts.new_book import (
    all_rules_cluster,
    blank_cluster,
    next_year,
    sample_cluster,
    write_new_cluster,
)
from ..cluster.reading import open_book
from ..errors import CannotRunError
from ..wording.made import THEN_ISSUE, THEN_ISSUE_BOOKS, copied_said, created_said
from .registry import ALL_RULES, SAMPLES, USUAL_SAMPLE


def run(given: argparse.Namespace) -> int:
    """Create the book."""
    return _office(given) if given.kind == "office" else _cluster(given)


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


def _cluster(given: argparse.Namespace) -> int:
    target, sample = _named(given)
    if given.old is not None:
        book = next_year(open_book(given.old, to_write=False))
    elif sample:
        make = all_rules_cluster if sample == ALL_RULES else sample_cluster
        book = make(clock.now().year)
    else:
        book = blank_cluster(clock.now().year)
    path = write_new_cluster(target, book)
    if given.old is not None:
        print(copied_said(book, given.old.name))
    print(created_said(path, THEN_ISSUE))
    return 0


def _office(given: argparse.Namespace) -> int:
    from ..office.acts import new_book

    year = clock.now().year
    path = new_book.write_new_office(
        given.book, new_book.sample_office(year) if given.sample else new_book.blank_office(year)
    )
    print(created_said(path, THEN_ISSUE_BOOKS))
    return 0
