"""Grids: a sheet as rows of raw values. A file and a live sheet give the same grid.

Bytes are read once by python-calamine; error cells and formulas, which it hides, are laid over
its values from the raw facts of the sheet.
"""

import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from python_calamine import CalamineWorkbook

from ..domain.values.catalogue import Code
from ..domain.values.cells import CellError, Formula, Uncomputed, of_1904
from ..workbook.grid import Far, Grid, Place, Refused, Sight, no_columns
from ..workbook.trimmed import without_blanks, without_far
from .facts import Facts, RawCell, facts_of
from .gate import (
    READ_ERRORS,
    RECEIVED_BOOK,
    SCORECARD,
    CheckedPackage,
    Limits,
    TooLargeError,
    open_package,
    sound_sheet,
)
from .layout import CALENDAR_1904
from .looks import sights
from .odd_cells import mended
from .ordinary import LONGEST, LONGEST_OF_BOOK, rows_alone
from .second_reading import Part, disputed, shared_strings


class _Part(Part):
    """A sheet's part that can be read again."""

    def disputed(self, rows: list[list[object]], first: int, columns: Iterable[int]) -> list[Place]:
        """The second reading."""
        return disputed(self, rows, first, columns)

    def sights(self, rows: range, columns: Sequence[int]) -> Iterable[Sight]:
        """How its cells look."""
        return sights(self, rows, columns)


@dataclass(slots=True)
class Source:
    """An opened workbook: its sheets become grids on demand."""

    package: CheckedPackage
    reader: CalamineWorkbook
    copied: frozenset[str] = frozenset()
    """The parts that the reader was given; none: the whole file."""
    bare: bool = False
    """Whether the reader stumbles over the list of sheets: then each sheet is given to it by itself."""

    def grid(
        self, sheet: str, *, formulas: bool = False, ours: Callable[[Grid], Collection[int]] = no_columns
    ) -> Grid | Refused | None:
        """The grid of the sheet of this name; None if there is none, Refused if unreadable or double.

        With `formulas`, a cell with a formula is a `Formula` (its text and stored value), but for the columns of
        `ours`. The bytes of a sheet that is read once are let go of here, but for those that the grid holds.
        """
        found = self.package.named(sheet)
        if not found:
            return None
        if len(found) > 1:
            return Refused(Code.SHEET_DOUBLE, sheet)
        position, part = found[0]
        try:
            grid = self._read(position, part, formulas, ours)
        except TooLargeError:
            return Refused(Code.FILE_TOO_LARGE, "giải nén ra quá lớn")
        except READ_ERRORS as error:
            return Refused(Code.FILE_DAMAGED, type(error).__name__)
        except BaseException as error:  # pyo3's PanicException is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
                raise
            return Refused(Code.FILE_DAMAGED, type(error).__name__)
        if not self._twice:
            self.package.let_go(part)
        return grid

    @property
    def _twice(self) -> bool:
        """Whether sheets are read a second time: others made them."""
        return self.package.limits in (SCORECARD, RECEIVED_BOOK)

    def names(self) -> Sequence[str]:
        """The names of all sheets in their order."""
        return [name for name, _ in self.package.sheets]

    def _read(
        self, position: int, part: str, formulas: bool, ours: Callable[[Grid], Collection[int]]
    ) -> Grid | Refused:
        survey = self._surveyed(part)
        if isinstance(survey, Refused):
            return survey
        xml, facts = survey.xml, survey.facts
        rows, lost = self._rows(position, part, xml)
        if CALENDAR_1904.search(self.package.part(self.package.layout.workbook)):
            rows = [[of_1904(value) for value in row] for row in rows]
        grid = overlaid(self.package.sheets[position][0], rows, facts)
        grid.far = survey.far
        if formulas:
            _put_formulas(grid, survey, frozenset(ours(grid)))
        for (row, column), error in lost.items():
            _reach(rows, row, column)
            rows[row][column] = CellError(error or _UNREAD)
        strings, styles = map(self._optional, (self.package.layout.strings, self.package.layout.styles))
        grid.part = _Part(xml, None if lost else facts.ordinary, strings, styles, self._twice)
        return grid

    def _surveyed(self, part: str) -> "_Survey | Refused":
        """The sheet's bytes with no more in them than a reader can make room for, and their facts."""
        limits = self.package.limits
        xml, far = self.package.sheet(part), list[Far]()
        problem = sound_sheet(xml, limits)
        if problem:
            return problem
        longest = LONGEST if limits is SCORECARD else LONGEST_OF_BOOK
        facts = facts_of(xml, formulas=False, longest=longest, lazily=limits is RECEIVED_BOOK)
        if _is_too_large(facts, limits):
            xml = without_blanks(xml)
            facts = facts_of(xml, formulas=False, longest=longest)
        if _is_too_large(facts, limits) and limits is SCORECARD:
            xml, far = without_far(
                xml, limits.area, shared_strings(self._optional(self.package.layout.strings))
            )
            facts = facts_of(xml, formulas=False, longest=longest)
        if _is_too_large(facts, limits):
            return Refused(Code.FILE_TOO_LARGE, f"trang có {facts.cells} ô, tới dòng {facts.rows}")
        return _Survey(xml, facts, tuple(far))

    def _rows(self, position: int, part: str, xml: bytes) -> tuple[list[list[Any]], Mapping[Place, str]]:
        """What the reader makes of a sheet whose bytes are these, and the cells that it cannot read."""
        given = part in self.copied if self.copied else not self.package.is_long(part)
        own = given and self.package.layout.plain and not self.bare and xml is self.package.sheet(part)
        try:
            return _rows_of(
                self.reader if own else self._reader(position, xml), position, not self._twice
            ), {}
        except BaseException as error:  # pyo3's PanicException is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
                raise
            found = mended(xml, len(_STRINGS.findall(self._optional(self.package.layout.strings))))
            if found.xml == xml:
                raise
            return _rows_of(self._reader(position, found.xml), position, not self._twice), found.lost

    def _reader(self, position: int, xml: bytes) -> CalamineWorkbook:
        """A reader of this sheet alone."""
        return CalamineWorkbook.from_filelike(
            io.BytesIO(self.package.copy_with({position: xml}, bare=self.bare))
        )

    def _optional(self, part: str) -> bytes:
        """A part beside the sheets that a workbook may lack."""
        return self.package.part(part) if part else b""


class _Survey(NamedTuple):
    """A sheet's bytes as they are read, their facts, and cells that were left out of them."""

    xml: bytes
    facts: Facts
    far: tuple[Far, ...]


_UNREAD = "không đọc được"
"""What stands for the value of a cell that the reader does not take, where that is no error value."""
_STRINGS = re.compile(rb"<(?:\w+:)?si[\s/>]")


def _is_too_large(facts: Facts, limits: Limits) -> bool:
    return facts.cells > limits.cells or facts.rows * facts.columns > limits.area


def _rows_of(reader: CalamineWorkbook, position: int, shared: bool) -> list[list[Any]]:
    """The rows of a sheet from A1 on; `shared`: equal texts are one object.

    The reader makes each cell's text anew: a book repeats a unit's name in every row of it, a criterion in every unit.
    """
    sheet = reader.get_sheet_by_index(position)
    if not shared:
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
        return rows
    texts: dict[str, str] = {}
    left = [""] * (
        sheet.start[1] if sheet.start else 0
    )  # row by row, the reader begins at the first filled column
    return [
        left + [texts.setdefault(cell, cell) if type(cell) is str else cell for cell in row]
        for row in sheet.iter_rows()
    ]


def open_source(data: bytes, limits: Limits = SCORECARD, sheets: Sequence[str] = ()) -> Source | Refused:
    """The workbook, or why it cannot be read; `sheets` are those that will surely be asked for."""
    package = open_package(data, limits)
    if isinstance(package, Refused):
        return package
    try:
        copy, copied = b"", frozenset[str]()
        if sheets or not package.layout.plain:
            copy, copied = package.copy_of(sheets)
        return Source(package, CalamineWorkbook.from_filelike(io.BytesIO(copy or data)), copied)
    except BaseException as error:  # pyo3's PanicException is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        return _bare(package) or Refused(Code.FILE_DAMAGED, type(error).__name__)


def _bare(package: CheckedPackage) -> Source | None:
    """The workbook by the list of its sheets alone, where the reader stumbles over what else stands in it."""
    try:
        reader = CalamineWorkbook.from_filelike(io.BytesIO(package.copy_with({}, bare=True)))
    except BaseException as error:  # pyo3's PanicException is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        return None
    return Source(package, reader, bare=True)


def overlaid(name: str, rows: list[list[object]], facts: Facts) -> Grid:
    """Calamine's rows with errors and uncomputed formulas put in."""
    for (row, column), raw in facts.special.items():
        _reach(rows, row, column)
        rows[row][column] = _value(raw, rows[row][column])
    with_formula = frozenset(at for at, raw in facts.special.items() if raw.formula is not None)
    uncomputed = frozenset(at for at in with_formula if rows[at[0]][at[1]] is Uncomputed.FORMULA)
    return Grid(name, rows, with_formula | facts.computed if with_formula else facts.computed, uncomputed)


def _put_formulas(grid: Grid, survey: _Survey, ours: Set[int]) -> None:
    """Have every cell with a formula, but for those in the columns of `ours`, hold its text and stored value."""
    wanted = {place for place in grid.formulas if place[1] not in ours}
    if not wanted:
        return
    alone = rows_alone(survey.xml, {row for row, _ in wanted}) if survey.facts.ordinary else b""
    special = facts_of(alone).special if alone else {}
    if not wanted <= special.keys():
        special = facts_of(survey.xml).special
    masters = _masters(special)
    for row, column in wanted:
        _reach(grid.rows, row, column)
        text = _formula(special[row, column], row, column, masters)
        grid.rows[row][column] = Formula("=" + text, grid.rows[row][column])


def _value(raw: RawCell, read: object) -> object:
    if raw.error:
        return CellError(raw.error)
    if raw.formula is not None and not raw.has_value and read in ("", None):
        return Uncomputed.FORMULA
    return read


def _reach(rows: list[list[object]], row: int, column: int) -> None:
    while len(rows) <= row:
        rows.append([])
    while len(rows[row]) <= column:
        rows[row].append("")


def _masters(special: Mapping[Place, RawCell]) -> dict[str, tuple[str, Place]]:
    return {raw.shared: (raw.formula, at) for at, raw in special.items() if raw.shared and raw.formula}


def _formula(raw: RawCell, row: int, column: int, masters: dict[str, tuple[str, tuple[int, int]]]) -> str:
    if raw.formula or raw.shared not in masters:
        return raw.formula or ""
    from openpyxl.formula.translate import Translator

    from ..workbook.addresses import address

    text, origin = masters[raw.shared]
    return str(Translator("=" + text, address(*origin)).translate_formula(address(row, column)))[1:]
