"""An outcome kept in the workbook that is open: asked about, the version before saved, then written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..bookkeeping.differences import plain_value
from ..bookkeeping.keep import BookChange
from ..bookkeeping.kept_book import KeptBook
from ..bookkeeping.row_moves import patch_of
from ..bookkeeping.saved import Saved
from ..bookkeeping.versions import keep_version
from ..domain.values.cells import as_text, cell_said
from ..errors import CannotRunError, reason
from ..sheets.cluster import agreed
from .draw import differing, draw, fits
from .formula_texts import has_others
from .live import LiveBook, path_of
from .xlwings_alone import xw

_FEW = 8
"""Changes that a question names one by one."""

Confirm = Callable[[str], bool]


class DeclinedError(Exception):
    """The person at the keyboard said no."""


class NeedsReopeningError(Exception):
    """The open workbook cannot be brought up to date cell by cell: its tables change their shape."""


@dataclass(frozen=True, slots=True)
class LiveKeeper:
    """Keeps a change in an open workbook, as `bookkeeping.keep.in_file` does in a file."""

    live: LiveBook
    confirm: Confirm

    def __call__(self, change: BookChange) -> Saved:
        """Write the cells that change.

        Raises:
            DeclinedError: scores that stand would have changed, and the person said no.
            NeedsReopeningError: units or criteria changed, so the sheets must be rendered anew.
            CannotRunError: the version before could not be kept, or Excel did not take what was written.
        """
        book, comparison = change.book, change.comparison
        moved = moved_scores(change)
        if moved and not self.confirm(_question(moved)):
            raise DeclinedError
        if any(sheet.name not in book.file.grids for sheet in comparison.sheets):
            raise NeedsReopeningError
        changed = [
            sheet for sheet in comparison.sheets
            if comparison.of(sheet.name).any or has_others(sheet, book.file.grids[sheet.name])
        ]  # fmt: skip
        patches = {sheet.name: patch_of(book, sheet, change.moved.get(sheet.name)) for sheet in changed}
        if not all(fits(sheet, book.file.grids[sheet.name], patches[sheet.name]) for sheet in changed):
            raise NeedsReopeningError
        self._keep_as_it_was(change)
        app = self.live.book.app
        with app.properties(
            screen_updating=False, enable_events=False, calculation="manual", display_alerts=False
        ):
            for sheet in changed:
                patch = patches[sheet.name]
                draw(self.live, sheet, book.file.grids[sheet.name], patch, comparison.of(sheet.name))
            _retype(self.live, book)
        app.calculate()
        wrong = differing(LiveBook(self.live.book), changed)
        if wrong:
            raise CannotRunError(
                f"Excel hiện khác kết quả đã tính ở {len(wrong)} ô (ví dụ {', '.join(wrong[:3])}). Nếu trang đang "
                "lọc, hãy bỏ lọc rồi bấm lại; bản trước của sổ ở thư mục luu."
            )
        save_workbook(self.live.book)
        return Saved(book.file.path, True)

    def _keep_as_it_was(self, change: BookChange) -> None:
        """Save what people typed, and keep that version beside the book."""
        save_workbook(self.live.book)
        try:
            keep_version(path_of(self.live.book), change.moment, change.command)
        except OSError as error:
            why = reason(error)
            raise CannotRunError(
                f"Không giữ được bản trước trong thư mục luu: {why}. Sổ còn nguyên."
            ) from None


def _retype(live: LiveBook, book: KeptBook) -> None:
    """The cells of input sheets that the command itself fills in."""
    for name, cells in book.retyped.items():
        for cell, value in cells.items():
            area = live.sheets_named(name)[0].range(cell)
            if value is None:
                area.clear_contents()
            else:
                area.value = value


def save_workbook(book: xw.Book) -> None:
    """Save the open workbook where it is. Raises CannotRunError if Excel does not."""
    try:
        with book.app.properties(display_alerts=False):
            book.save()
    except Exception as error:
        raise CannotRunError(
            f"Excel không lưu được sổ {book.name} ({type(error).__name__}). Lưu sổ bằng tay rồi bấm lại."
        ) from None


_OF_A_SCORE = (agreed.Col.UNIT, agreed.Col.CRITERION, agreed.Col.COUNTS)


def moved_scores(change: BookChange) -> list[str]:
    """Scores that stand now and would be others: `unit criterion: old → new`; none in a book without scores."""
    book = change.book
    grid = book.file.grids.get(agreed.TABLE.sheet)
    found = book.file.places.get(agreed.TABLE.sheet)
    if grid is None or found is None or agreed.Col.COUNTS not in found.placement.columns:
        return []
    new = _standing(change)
    moved = []
    columns = [found.placement[h] for h in _OF_A_SCORE]
    for row in range(found.placement.header_row + 1, len(grid.rows)):
        unit, criterion, counts = (grid.at(row, column) for column in columns)
        old, key = plain_value(counts), (as_text(unit), as_text(criterion))
        if isinstance(old, int | float) and not isinstance(old, bool) and new.get(key, old) != old:
            before, after = cell_said(float(old)), cell_said(new[key])
            if before != after:
                moved.append(f"{key[0]} {key[1]}: {before} → {after or '(trống)'}")
    return moved


def _standing(change: BookChange) -> dict[tuple[str, str], object]:
    """The score that will stand, by unit and criterion."""
    sheet, place = change.comparison.sheet(agreed.TABLE.sheet), change.book.placement(agreed.TABLE)
    columns = [place[header] for header in _OF_A_SCORE]
    rows = range(place.header_row + 1, sheet.last_own_row + 1)
    standing: dict[tuple[str, str], object] = {}
    for row in rows:
        unit, criterion, score = (
            cell.value if (cell := sheet.cells.get((row, column))) else None for column in columns
        )
        standing[as_text(unit), as_text(criterion)] = (
            float(score) if isinstance(score, int | float) else score
        )
    return standing


def _question(moved: Sequence[str]) -> str:
    lines = [*moved[:_FEW], *([f"… và {len(moved) - _FEW} điểm nữa"] if len(moved) > _FEW else [])]
    return "\n".join([f"{len(moved)} điểm đang dùng sẽ đổi:", *lines, "", "Tiếp tục? (Bản hiện nay được giữ ở "
                      "thư mục luu.)"])  # fmt: skip
