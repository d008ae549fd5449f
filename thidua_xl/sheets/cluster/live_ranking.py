"""`Xếp hạng` as other sheets refer to it: formula parts that follow a unit wherever its row goes."""

from dataclasses import dataclass
from functools import cached_property

from ...workbook.addresses import quoted, span
from ...workbook.model import Sheet
from ..table import Placement
from .ranking import TABLE, Col


@dataclass(frozen=True)
class LiveRanking:
    """The ranking, drawn with all its units. Every unit of every sheet asks it, so it is looked through once."""

    sheet: Sheet
    place: Placement

    @cached_property
    def _rows(self) -> dict[object, int]:
        """Code → its first row below the header."""
        rows: dict[object, int] = {}
        for (row, column), cell in self.sheet.cells.items():
            if column == self.place[Col.CODE] and row > self.place.header_row and cell.value:
                rows.setdefault(cell.value, row)
        return rows

    @cached_property
    def _last(self) -> int:
        return max(self._rows.values(), default=self.place.header_row + 1)

    @cached_property
    def codes(self) -> str:
        """A formula part: the cells with the codes."""
        return self.body_of(Col.CODE)

    def body_of(self, header: str) -> str:
        """A formula part: the cells under a header."""
        return f"{quoted(TABLE.sheet)}!{span(self.place.header_row + 1, self._last, self.place[header])}"

    def of_unit(self, header: str, code: str) -> str:
        """A formula part: what the unit in the cell `code` has under a header."""
        return f'IFERROR(INDEX({self.body_of(header)},MATCH({code},{self.codes},0)),"")'

    def shown_of(self, header: str, code: str) -> object:
        """What `of_unit` amounts to as the sheet is drawn."""
        row = self._rows.get(code)
        value = self.sheet.cells[row, self.place[header]].value if row is not None else None
        return "" if value is None else value
