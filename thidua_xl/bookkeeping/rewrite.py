"""A workbook brought up to date: only the program's own sheets are replaced, everything else stays as it is.

Knows no cluster and no office: what a book says and what its sheets must say is given.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from ..errors import CannotRunError, reason
from ..intake.gate import BOOK
from ..ooxml.first_sheet import WayHome, open_on
from ..ooxml.parts import Package
from ..ooxml.patch import PackageError, patch_package
from ..ooxml.renewed_lists import renew_lists
from ..sheets import front, home
from ..storage.safe import write_safely
from ..workbook.model import Sheet, Workbook
from ..workbook.write import with_cells_apart
from .kept_book import KeptBook
from .row_moves import patch_of
from .saved import Saved
from .typing_in import type_in
from .versions import keep_version


def write(
    book: KeptBook,
    sheets: Sequence[Sheet],
    moment: datetime.datetime,
    command: str,
    moved: Mapping[str, Mapping[int, int]] | None = None,
) -> Saved:
    """Put the sheets in the place of the book's own; the version before is kept beside it.

    The sheets are used up: their cells are in the book then. Nothing may be written from this book a second time.

    Args:
        book: as read.
        sheets: all sheets that the program writes.
        moment: when, for the name of the version before.
        command: what is done, for the same.
        moved: sheet → old row → new row, where the rows cannot be matched by their keys.

    Raises:
        CannotRunError: the file could not be written; the old book is whole.
    """
    patches = [patch_of(book, sheet, (moved or {}).get(sheet.name)) for sheet in sheets]
    _let_go(book, sheets)
    fresh = with_cells_apart(Workbook(list(sheets), book.title), moment)
    try:
        package = Package(book.file.data)
        patch_package(package, fresh.parts, patches, fresh.cells)
        del fresh  # each takes the room of a book: neither is there any more when the next one is made
        renew_lists(package, book.renewed_lists)
        package = _typed_in(book, package)
        _open_on_first_page(book, sheets, package)
        data = package.to_bytes()  # a damaged part is found here at the latest
        del package  # it holds the book once more
        _refuse_changed(book)
        keep_version(book.file.path, moment, command)
        path = write_safely(book.file.path, data)
    except PackageError as error:
        raise CannotRunError(f"Không ghi được sổ {book.file.path.name}: cấu trúc tệp lạ ({error}).") from None
    except OSError as error:
        why = reason(error)
        raise CannotRunError(f"Không ghi được sổ {book.file.path.name}: {why}. Sổ cũ còn nguyên.") from None
    return Saved(path, True, path != book.file.path)


def _refuse_changed(book: KeptBook) -> None:
    """A book that somebody saved since it was read, on another computer or by a synchronised folder, is left as it is.

    What that person typed would stand in the version before alone, and nobody would say so.
    """
    if book.file.found is None:
        return
    try:
        now = book.file.path.read_bytes()
    except OSError:  # what it is then, writing says
        return
    if now != book.file.found:
        raise CannotRunError(
            f"Sổ {book.file.path.name} vừa được lưu ở nơi khác trong lúc lệnh chạy nên chưa ghi gì vào sổ: đóng sổ ở "
            "mọi máy rồi chạy lại."
        )


_LONG = 1_000


def _let_go(book: KeptBook, sheets: Iterable[Sheet]) -> None:
    """Let go of the cells of long sheets that are drawn anew: it is known where their rows go.

    The book is not written again as it was read: its bytes are not those of the file any more.
    """
    for sheet in sheets:
        grid = book.file.grids.get(sheet.name)
        if grid is not None and len(grid.rows) > _LONG:
            grid.rows = []


def _open_on_first_page(book: KeptBook, sheets: Sequence[Sheet], package: Package) -> None:
    """Have the book open on `Trang đầu`; where it has that now, sheets that people fill lead to it."""
    drawn = {sheet.name: sheet for sheet in sheets}
    if front.NAME not in drawn:
        return
    example = next((one for one in sheets if (0, 0) in one.links and one.links[0, 0] == home.TARGET), None)
    way = WayHome(home.LINK, home.TARGET, example.name if example else "", 26)
    ours = {
        name: title
        for name, title in book.typed_titles.items()
        if name not in drawn and _has_title(book, name)
    }
    open_on(package, front.NAME, moved=front.NAME not in book.file.grids, home=way, titles=ours)


def _has_title(book: KeptBook, name: str) -> bool:
    """Whether the title of a sheet stands in A1 as we wrote it, and nothing beside it."""
    grid = book.file.grids.get(name)
    return grid is not None and grid.at(0, 0) == book.typed_titles[name] and grid.at(0, 1) in (None, "")


def _typed_in(book: KeptBook, package: Package) -> Package:
    """The package with the cells of input sheets that the command itself fills in."""
    if not book.retyped:
        return package
    try:
        return Package(type_in(package.to_bytes(), book.retyped, BOOK))
    except ValueError:  # a cell that no program we know leaves out
        cells = ", ".join(f"{sheet}!{cell}" for sheet, typed in book.retyped.items() for cell in typed)
        raise CannotRunError(
            f"Không ghi được ô {cells} của sổ {book.file.path.name}; mở sổ bằng Excel, gõ lại ô ấy, lưu rồi chạy lại."
        ) from None
