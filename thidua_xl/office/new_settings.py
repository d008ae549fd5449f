"""Lines of `Cấp trên` that a book of an earlier version lacks."""

from collections.abc import Collection

from ..bookkeeping.new_lines import NewLines, new_lines
from ..domain.year.grounds import grounds_for
from ..sheets.office import settings
from ..workbook.grid import Grid
from ..workbook.model import Sheet
from .book import OfficeBook


def new_settings(book: OfficeBook) -> NewLines | None:
    """The lines to be added; None where none is lacking."""

    def draw(grid: Grid, names: Collection[str]) -> Sheet | None:
        return settings.render_more(grid, names, grounds_for(book.settings.year))

    return new_lines(book, settings.TABLE, settings.lacking, draw)
