"""A file that an office offers as a table of criteria or units, read as distrustfully as everything received."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..bookkeeping.from_file import read_bytes
from ..bookkeeping.opening import schema_of
from ..domain.outline.headers import Place
from ..domain.outline.lines import Block
from ..domain.values.catalogue import Code
from ..domain.values.cells import RawCell
from ..domain.values.findings import finding
from ..domain.values.shown import Doubt, Why, held_text, read_doubt
from ..domain.values.text import clean
from ..errors import CannotRunError
from ..intake.gate import RECEIVED_BOOK
from ..intake.grids import Source, open_source
from ..intake.looks import hidden_in
from ..intake.merges import Merge, merges_of
from ..intake.word_tables import WordTable, word_tables
from ..sheets.hidden import OURS
from ..workbook.grid import Grid, Refused

Wanted = Callable[[Block], bool]
"""Whether a sheet holds such a table."""


def read_tables(path: Path, sheet: str, wanted: Wanted, *, ours: bool = True) -> Sequence[Block]:
    """The one sheet of a workbook that holds such a table, then all others; or the one of this name; tables of Word.

    Args:
        path: of the file.
        sheet: the name of the sheet; empty where nobody said one.
        wanted: which sheets hold such a table.
        ours: whether a file that the program made may serve.

    Raises:
        CannotRunError: the file cannot be read or may not serve, or it is not clear which sheet is meant.
    """
    data = read_bytes(path)
    source = open_source(data, RECEIVED_BOOK)
    if isinstance(source, Refused):
        tables = word_tables(data) if source.code is Code.FILE_NOT_XLSX else source
        if isinstance(tables, Refused):
            raise CannotRunError(_refusal(path, source if tables.code is Code.FILE_NOT_XLSX else tables))
        if sheet:
            raise CannotRunError(f"Tệp {path.name} là văn bản Word, không có trang tính: bỏ --sheet.")
        return [_of_text(number, table) for number, table in enumerate(tables, 1)]
    if not ours and schema_of(source).startswith(OURS):
        raise CannotRunError(
            f"{path.name} là tệp do chương trình tạo ra, không phải bảng của cơ quan: chép các dòng cần dùng rồi dán "
            "vào sổ, hoặc tạo sổ bằng new cluster --from."
        )
    if sheet:
        return [_named(source, path, sheet)]
    blocks = [_named(source, path, name) for name in source.names()]
    found = [block for block in blocks if wanted(block)]
    if len(found) > 1:
        names = ", ".join(block.name for block in found)
        raise CannotRunError(
            f"Tệp {path.name} có {len(found)} trang có bảng như vậy ({names}): chọn một trang bằng --sheet."
        )
    return [*found, *(block for block in blocks if not wanted(block))]


def _refusal(path: Path, why: Refused) -> str:
    """Why the file is not read, in one sentence."""
    if why.code is Code.FILE_NOT_XLSX:
        return (
            f"Không đọc được tệp {path.name} ({why.detail.partition(';')[0]}): chỉ nhập bảng từ tệp Excel .xlsx hoặc "
            "Word .docx; mở tệp, chọn Lưu thành loại ấy rồi chạy lại."
        )
    return finding(why.code, file=path.name, detail=why.detail).message


def _of_text(number: int, table: WordTable) -> Block:
    return Block(f"Bảng {number}", table.rows, _covered(table.merges, table.rows), table.hidden, goes_on=True)


def _named(source: Source, path: Path, name: str) -> Block:
    grid = source.grid(name)
    if grid is None:
        there = ", ".join(source.names())
        raise CannotRunError(f"Tệp {path.name} không có trang {name}; các trang: {there}.")
    if isinstance(grid, Refused):
        found = finding(grid.code, file=path.name, value=grid.detail, detail=grid.detail)
        raise CannotRunError(f"Không đọc được trang {name}: {found.message}")
    try:
        return _block(grid)
    except ValueError:
        raise CannotRunError(f"Không đọc được trang {name} của tệp {path.name}: cấu trúc tệp lạ.") from None


def _block(grid: Grid) -> Block:
    """A sheet as a table: its numbers as they are seen, its merges, what is hidden.

    Raises ValueError where the sheet cannot be read again.
    """
    xml = grid.part.xml if grid.part else b""
    merges = merges_of(xml)
    columns = range(max((len(row) for row in grid.rows), default=0))
    if columns:
        grid.look(0, columns)
        grid.compare(0, columns)
    rows = [[_as_seen(grid, at, column, cell) for column, cell in enumerate(row)]
            for at, row in enumerate(grid.rows)]  # fmt: skip
    hidden = hidden_in(xml)
    unseen = {at for at in columns if any(first <= at <= last for first, last in hidden.columns)}
    return Block(grid.name, rows, _covered(merges, rows), hidden.rows, unseen)


def _covered(merges: Iterable[Merge], rows: Sequence[Sequence[RawCell]]) -> dict[Place, Place]:
    """Cells under a merge, and the one that shows for them; below and right of all rows there is nothing to read."""
    width = max(map(len, rows), default=0)
    return {
        (row, column): (one.top, one.left)
        for one in merges
        for row in range(one.top, min(one.bottom + 1, len(rows)))
        for column in range(one.left, min(one.right + 1, width))
        if (row, column) != (one.top, one.left)
    }


def _as_seen(grid: Grid, row: int, column: int, cell: RawCell) -> RawCell:
    """A number that shows another one says so; a text with a raised or struck letter in it is read as it stands."""
    shown = grid.rounded.get((row, column))
    if shown is not None and isinstance(cell, int | float):
        return str(Doubt(shown, held_text(cell)))
    doubt = read_doubt(cell) if isinstance(cell, str) else None
    held = grid.held.get((row, column))
    words = isinstance(held, str) and any(letter.isalpha() for letter in clean(held))
    return held if doubt is not None and doubt.why is Why.RUNS and words else cell
