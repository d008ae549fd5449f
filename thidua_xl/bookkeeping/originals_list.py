"""The list that lies among the originals of a book, for people: `DANH_MUC.xlsx`. No command reads it."""

import datetime
from collections.abc import Sequence

from ..sheets.hidden import GIVEN_BACK, render_meta
from ..sheets.originals import Line, render
from ..storage.safe import is_open_elsewhere, write_safely
from ..workbook.model import Workbook
from .kept_book import KeptBook

NAME = "DANH_MUC.xlsx"
_NO_DAY = datetime.datetime(2000, 1, 1)


def keep_list(book: KeptBook, lines: Sequence[Line], called: str) -> None:
    """Write it where it differs. It is a help: where it is open, or cannot be written, the next command does.

    Args:
        book: whose originals these are.
        lines: one an original; none: no list is begun, and one that is there says so.
        called: what the column of the senders' names is called.
    """
    path = book.originals / NAME
    if not (lines or path.exists()) or not book.originals.is_dir() or is_open_elsewhere(path):
        return
    from ..workbook.write import to_bytes

    made = max((day for line in lines if (day := _moment(line.received))), default=_NO_DAY)
    data = to_bytes(
        Workbook([render(lines, called), render_meta({"schema": GIVEN_BACK})], "Danh mục bản gốc"), made
    )
    try:
        if not path.exists() or path.read_bytes() != data:
            written = write_safely(path, data)
            if written != path:  # a program holds it that leaves no lock beside it
                written.unlink()
    except OSError:
        return


def _moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
