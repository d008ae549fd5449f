"""The list among the originals of the office's book: whose each cluster's book is, whether it counts."""

from collections.abc import Iterator

from ..bookkeeping.originals_list import keep_list
from ..sheets.cluster.receipts import COUNTED, STATUS_STYLE
from ..sheets.office.files import Col
from ..sheets.originals import Line
from ..storage.originals import original_name
from .book import OfficeBook


def keep_originals_list(book: OfficeBook) -> None:
    """Write it where it differs."""
    keep_list(book, list(_lines(book)), Col.CLUSTER_NAME)


def _lines(book: OfficeBook) -> Iterator[Line]:
    names = {cluster.code: cluster.name for cluster in book.clusters}
    for one in book.files:
        name = f"Người chấm {one.scorer}" if one.scorer else names.get(one.cluster, "")
        yield Line(one.cluster or one.scorer, name, "", one.received, one.source, one.file, COUNTED[one.status],
                   STATUS_STYLE[one.status], one.why, original_name(one.sha256, one.file))  # fmt: skip
