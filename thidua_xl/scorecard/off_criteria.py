"""What a form says in rows that are no criterion's: of sections, and of no code at all. It never counts.

Beside a blank score it is most likely that score, put a row too high or too low; only the unit knows.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank, quoted
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..sheets.table import Placement, TableRow
from ..workbook.grid import Grid

_LONGEST = 300
"""Characters of somebody's words that a sentence quotes."""
NO_CODE = "dòng không có mã"


def of_section(code: str) -> str:
    """What a sentence calls the row of a section."""
    return f"dòng mục {code}"


class Beside(NamedTuple):
    """A criterion in the row next to it, whose own cell is blank."""

    criterion: str
    cell: str


class Stray(NamedTuple):
    """Which rows and columns of a form are looked at, and how its findings are placed."""

    grid: Grid
    place: Placement
    file: str
    unit: str

    def figures(
        self, row: int, headers: Sequence[str], where: str, beside: Beside | None = None
    ) -> Iterator[Finding]:
        """A finding for every cell of a row in which a person typed a figure; what a formula gives is the form's."""
        line = TableRow(self.grid, self.place, row)
        likely = f" {beside.criterion} ở dòng bên (ô {beside.cell}) còn trống." if beside else ""
        for header in headers:
            if self.is_typed(row, header):
                value = quoted(line.raw(header))
                yield self._found(Code.OFF_CRITERIA, line.cell(header), value, where, likely=likely)

    def numbers(self, row: int, headers: Sequence[str]) -> Iterator[Finding]:
        """The same of a row without a code, in which only a number is one: others are signatures and remarks."""
        line = TableRow(self.grid, self.place, row)
        said = [header for header in headers if is_number(line.raw(header))]
        yield from self.figures(row, said, NO_CODE)

    def words(self, row: int, headers: Sequence[str], where: str) -> Iterator[Finding]:
        """A note for every cell in which words stand."""
        line = TableRow(self.grid, self.place, row)
        for header in headers:
            said = as_text(line.raw(header))[:_LONGEST].rstrip()
            if said:
                yield self._found(Code.WORDS_OFF_CRITERIA, line.cell(header), said, where)

    def is_typed(self, row: int, header: str) -> bool:
        """Whether something stands there, and no formula."""
        at = self.place.columns.get(header, -1)
        return not is_blank(self.grid.at(row, at)) and (row, at) not in self.grid.formulas

    def _found(self, code: Code, cell: str, value: Decimal | str, where: str, **details: object) -> Finding:
        return finding(code, unit=self.unit, file=self.file, sheet=self.grid.name, cell=cell, value=value,
                       where=where, details=details)  # fmt: skip


_MOST = Decimal(100_000)
"""No score is larger; a telephone number is."""


def is_number(cell: object) -> bool:
    """Whether a cell holds what may be somebody's figure."""
    number = read_number(cell).number
    return number is not None and abs(number) < _MOST
