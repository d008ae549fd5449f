"""Nhập tiêu chí: an office's own table of criteria, understood, shown, and only then written into `Tiêu chí`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.rewrite import Saved
from ...domain.outline.headers import OF_CRITERIA, find_header
from ...domain.outline.lines import Block
from ...domain.outline.proposal import NEEDED, Understood, understand
from ...domain.scoring.criteria import code_of
from ...domain.values.cells import as_text, is_blank
from ...domain.values.findings import Finding
from ...domain.values.text import fold
from ...errors import CannotRunError
from ...sheets import criteria
from ...sheets.table import TableRow, find_table, rows_of
from ...workbook.model import Sheet
from ..book import Book
from ..happened import TableImported
from ..office_tables import read_tables
from ..reading import fill_in
from ..reassess import computed
from ..refusals import refuse_closed
from ..save import save_cluster_book


class How(Enum):
    """What becomes of the rows that somebody typed before."""

    ONLY_INTO_BLANK = ""
    """Nothing is written where there are any, or where a line was not understood."""
    APPEND = "append"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class CriteriaImported:
    """The outcome of `import-criteria`; without `saved` nothing was written."""

    book: Book
    understood: Understood
    how: How
    typed: int
    """How many rows were there before."""
    clashes: Sequence[str] = ()
    """Codes that stand in the sheet already: nothing is appended."""
    findings: Sequence[Finding] = ()
    """What is wrong with the criteria as they stand in the book now."""
    saved: Saved | None = None

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1."""
        return self.saved is None or not self.understood.is_clear or any(f.is_error for f in self.findings)


def read_criteria_table(path: Path, sheet: str = "") -> Understood:
    """What a file offers. Raises CannotRunError where it cannot be read, or holds no table of criteria."""
    understood = understand(read_tables(path, sheet, is_table_of_criteria))
    if not understood.rows:
        raise CannotRunError(
            f"Không thấy bảng tiêu chí trong {path.name}: cần một dòng tiêu đề có cột Nội dung (hoặc Tiêu chí) và cột "
            "Điểm chuẩn (Điểm tối đa, Thang điểm, Điểm)."
        )
    return understood


def is_table_of_criteria(block: Block) -> bool:
    """Whether it has a header with a text and its points."""
    return find_header(block.rows, block.covered, OF_CRITERIA, NEEDED) is not None


def import_criteria(
    book: Book, understood: Understood, source: str, how: How = How.ONLY_INTO_BLANK, keep: Keep = in_file
) -> CriteriaImported:
    """Write what was understood, unless rows were typed before or lines are not clear and nobody said how.

    Raises:
        CannotRunError: the book is closed, its sheet `Tiêu chí` has lost its header, or it cannot be written.
    """
    refuse_closed(book)
    typed = _typed_rows(book)
    blank = how is How.ONLY_INTO_BLANK
    clashes = _clashes(understood, typed) if how is How.APPEND else []
    if (blank and (typed or not understood.is_clear)) or clashes:
        return CriteriaImported(book, understood, how, len(typed), clashes)
    fill_in(book, _sheet(book, understood, how if typed else How.REPLACE))
    gone = len(typed) if how is How.REPLACE else 0
    outcome, events = computed(book)
    told = TableImported(criteria.TABLE.sheet, source, len(understood.rows), gone)
    saved = save_cluster_book(book, outcome, "import-criteria", [told, *events], keep)
    wrong = [found for found in book.findings if found.sheet == criteria.TABLE.sheet]
    return CriteriaImported(book, understood, how, len(typed), (), wrong, saved)


def _typed_rows(book: Book) -> list[TableRow]:
    """The rows that somebody typed. Raises CannotRunError where the table has lost its header."""
    grid = book.file.grids[criteria.TABLE.sheet]
    found = find_table(grid, criteria.TABLE)
    if found is None:
        raise CannotRunError(
            f"Trang {criteria.TABLE.sheet} của sổ {book.file.path.name} mất dòng tiêu đề; ghi lại rồi chạy lại."
        )
    columns = found.placement.columns.values()
    return [
        row
        for row in rows_of(grid, found.placement)
        if not all(is_blank(grid.at(row.row, column)) for column in columns)
    ]


def _clashes(understood: Understood, typed: Sequence[TableRow]) -> list[str]:
    known = {fold(code_of(as_text(row.raw(criteria.Col.CODE)))) for row in typed}
    return [row.criterion.code for row in understood.rows if fold(row.criterion.code) in known]


def _sheet(book: Book, understood: Understood, how: How) -> Sheet:
    """The rows as they will stand. Raises CannotRunError where a column is missing."""
    rows = [row.criterion for row in understood.rows]
    unruled = [
        row.criterion.code for row in understood.rows if not (row.has_points or row.criterion.is_section)
    ]
    grid = book.file.grids[criteria.TABLE.sheet]
    if how is How.REPLACE:
        return criteria.render(rows, book.placement(criteria.TABLE), unruled)
    sheet = criteria.render_below(rows, grid, unruled)
    if sheet is None:
        raise CannotRunError(
            f"Trang {criteria.TABLE.sheet} của sổ {book.file.path.name} thiếu cột; ghi lại đủ tiêu đề rồi chạy lại."
        )
    return sheet
