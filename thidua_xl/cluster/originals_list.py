"""The list among the originals of a cluster's book: whose each file is, from whom, whether it counts."""

from collections.abc import Iterator

from ..bookkeeping.originals_list import keep_list
from ..domain.values.text import fold
from ..sheets.cluster.receipts import COUNTED, STATUS_STYLE, stage_said
from ..sheets.originals import Col, Line
from ..storage.originals import original_name
from .book import Book
from .kept.given_scores import judges_by_code


def keep_originals_list(book: Book) -> None:
    """Write it where it differs."""
    keep_list(book, list(_lines(book)), Col.NAME)


def _lines(book: Book) -> Iterator[Line]:
    judges = judges_by_code(book)
    for one in book.receipts:
        code = one.scorer or one.unit
        judge = judges.get(fold(one.scorer)) if one.scorer else None
        name = judge.name if judge else book.names.get(code, "")
        yield Line(code, name, stage_said(one), one.received, one.source, one.file, COUNTED[one.status],
                   STATUS_STYLE[one.status], one.why, original_name(one.sha256, one.file))  # fmt: skip
