"""Nhập đơn vị: an office's own list of units, understood, shown, and only then written into `Đơn vị`."""

from pathlib import Path

from ...bookkeeping.keep import Keep, in_file
from ...domain.outline.units import UnderstoodUnits, header_of_units, understand_units
from ...errors import CannotRunError
from ...sheets.cluster import units
from ..book import Book
from ..importing import How, Imported, Target, written
from ..office_tables import read_tables

UnitsImported = Imported[UnderstoodUnits]
"""The outcome of `import-units`."""


def read_list_of_units(path: Path, sheet: str = "") -> UnderstoodUnits:
    """What a file offers. Raises CannotRunError where it cannot be read, or holds no list of units."""
    understood = understand_units(read_tables(path, sheet, lambda block: header_of_units(block) is not None))
    if not understood.rows:
        raise CannotRunError(
            f"Không thấy danh sách đơn vị trong {path.name}: cần một dòng tiêu đề có cột Tên đơn vị (hoặc Đơn vị) và "
            "cột TT, Người liên hệ, Email hoặc Điện thoại."
        )
    return understood


def import_units(
    book: Book, understood: UnderstoodUnits, source: str, how: How = How.ONLY_INTO_BLANK, keep: Keep = in_file
) -> UnitsImported:
    """Write what was understood into `Đơn vị` (`importing.written`)."""
    rows = [row.unit for row in understood.rows]
    target = Target(
        units.TABLE, lambda place: units.render(rows, place), lambda grid: units.render_below(rows, grid)
    )
    return written(book, understood, target, how, source, "import-units", keep)
