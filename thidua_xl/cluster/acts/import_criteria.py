"""Nhập tiêu chí: an office's own table of criteria, understood, shown, and only then written into `Tiêu chí`."""

from pathlib import Path

from ...bookkeeping.keep import Keep, in_file
from ...domain.outline.headers import Header
from ...domain.outline.lines import Block
from ...domain.outline.proposal import Understood, header_of_criteria, understand
from ...domain.values.text import fold
from ...errors import CannotRunError
from ...sheets import criteria
from ..book import Book
from ..importing import How, Imported, Target, written
from ..office_tables import read_tables

CriteriaImported = Imported[Understood]
"""The outcome of `import-criteria`."""
_OWN = (criteria.Col.CODE, criteria.Col.KIND, criteria.Col.METHOD, criteria.Col.PARAMETER)


def read_criteria_table(path: Path, sheet: str = "") -> Understood:
    """What a file offers. Raises CannotRunError where it cannot be read, or holds no table of an office."""
    blocks = read_tables(path, sheet, lambda block: header_of_criteria(block) is not None, ours=False)
    for block in blocks:
        _refuse_own(path, header_of_criteria(block), block)
    understood = understand(blocks)
    if not understood.rows:
        raise CannotRunError(
            f"Không thấy bảng tiêu chí trong {path.name}: cần một dòng tiêu đề có cột Nội dung (hoặc Tiêu chí) và cột "
            "Điểm chuẩn (Điểm tối đa, Thang điểm, Điểm)."
        )
    return understood


def _refuse_own(path: Path, header: Header | None, block: Block) -> None:
    """A sheet copied out of a book of ours says more than an office's table: rules that would be lost here."""
    words = set(header.words.values()) if header else set()
    if all(fold(name) in words for name in _OWN):
        raise CannotRunError(
            f"Trang {block.name} của {path.name} là bảng Tiêu chí của chương trình, có sẵn Cách chấm và Tham số: chép "
            "các dòng ấy rồi dán vào sổ, hoặc tạo sổ bằng new cluster --from."
        )


def import_criteria(
    book: Book, understood: Understood, source: str, how: How = How.ONLY_INTO_BLANK, keep: Keep = in_file
) -> CriteriaImported:
    """Write what was understood into `Tiêu chí` (`importing.written`)."""
    rows = [row.criterion for row in understood.rows]
    bare = [row.criterion.code for row in understood.rows if not (row.has_points or row.criterion.is_section)]
    target = Target(
        criteria.TABLE,
        lambda place: criteria.render(rows, place, bare),
        lambda grid: criteria.render_below(rows, grid, bare),
    )
    return written(book, understood, target, how, source, "import-criteria", keep)
