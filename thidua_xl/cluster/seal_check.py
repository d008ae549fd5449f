"""Whether the book says what it said when it was closed."""

from collections.abc import Iterator

from ..domain.scoring.settings import Phase
from ..domain.values.catalogue import Code
from ..domain.values.cells import Uncomputed, as_text
from ..domain.values.findings import Finding, finding
from ..sheets.cluster import ranking
from ..sheets.cluster.typed_since import UNSEALED
from ..sheets.hidden import PRINTED, SEAL, SEAL_PARTS, SEALED_AFTER
from . import seal
from .assess import Assessment
from .book import Book
from .refusals import is_sealed


def seal_differences(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Whether the book says what it said when it was closed; `outcome` is what it amounts to as read."""
    if not is_sealed(book):
        if book.settings.phase is Phase.CLOSED:
            yield finding(Code.SEAL_BROKEN, why="Giai đoạn là Đã chốt nhưng sổ không có mã niêm phong")
        return
    if book.settings.phase is not Phase.CLOSED:
        yield finding(Code.SEAL_BROKEN, value=book.settings.phase.value, why="Giai đoạn không còn là Đã chốt")
    head = book.meta.get(SEALED_AFTER, "")
    if head and all(row.hash != head for row in book.journal):
        yield finding(Code.SEAL_BROKEN, why="Nhật ký không còn dòng cuối trước khi chốt")
    parts = seal.parts_of(book, outcome, head)
    if seal.seal_of(parts) != book.meta[SEAL]:
        changed = seal.changed_parts(book.meta.get(SEAL_PARTS, ""), parts)
        what = "khác ở " + ", ".join(changed) if changed else "mã niêm phong ghi trong sổ không đúng"
        yield finding(Code.SEAL_BROKEN, value=book.meta[SEAL], why=what)
    if not _is_printed(book):
        yield finding(Code.SEAL_BROKEN, sheet=ranking.TABLE.sheet,
                      why="trang Xếp hạng không in đúng mã niêm phong của sổ")  # fmt: skip


def _is_printed(book: Book) -> bool:
    """Whether the seal stands there; a line that says that scores were typed since claims nothing.

    Where a library saved the book without the value of that line, what was noted of it counts.
    """
    grid, line = book.file.grids.get(ranking.TABLE.sheet), seal.printed(book.meta, book.journal)
    cells = [cell for row in grid.rows[:40] for cell in row] if grid is not None else []
    if any(as_text(cell) in (line, UNSEALED) for cell in cells):
        return True
    return any(cell is Uncomputed.FORMULA for cell in cells) and book.meta.get(PRINTED) == line
