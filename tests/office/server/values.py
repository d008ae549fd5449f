"""Values and formulas of whole areas, as Excel gives and takes them: one exchange a block."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import islice
from typing import Any

from tests.office.server.areas import LOGICAL, MOMENT, TEXT, Area, Areas, groups, rectangle, rectangles
from tests.office.server.grammar import moved, to_calc, to_excel
from tests.office.server.typed import Formula, Typed, taken

Cell = tuple[int, int]
_ALL_FORMULAS, _FORMULAS_WITH_ERROR = 1 | 2 | 4, 4
_LONGEST, _LONGEST_IN_A_BLOCK = 32_767, 8_203
"""Characters of a text that Excel takes; longer ones make it refuse the call."""
_ERRORS = {519: "#VALUE!", 521: "#NULL!", 503: "#NUM!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!",
           32767: "#N/A"}  # fmt: skip
_BROKEN = range(501, 519)
"""Codes of formulas that are no formulas; 502, 503 and 504 also come from wrong arguments."""
_ARGUMENTS = (502, 503, 504)
_TRUTH = {"0": "FALSE", "1": "TRUE"}
_LOOKED_AT = 100
"""As many cells with errors are looked at after writing; a broken formula is among the first."""


class Look(Enum):
    """What a cell's number format makes of what is written into it."""

    GENERAL = auto()
    TEXT = auto()
    FLAG = auto()
    OTHER = auto()


@dataclass
class Block:
    """What is to be written, taken apart by the way it is written."""

    longest: int
    data: list[list[float | str]] = field(default_factory=list)
    formulas: dict[Cell, str] = field(default_factory=dict)
    formats: dict[str, list[Cell]] = field(default_factory=dict)

    def put(self, cell: Cell, value: Any, look: Look) -> float | str:
        """The bare value of a cell; formula and number format are noted."""
        if look is Look.TEXT:
            return self._short_enough(_as_text(value))
        if isinstance(value, str):
            value = taken(value)
        code = "General"
        if isinstance(value, dict):
            code = "m/d/yyyy h:mm" if value["time"] else "m/d/yyyy"
            value = value["date"]
        elif isinstance(value, Typed):
            value, code = value
        if isinstance(value, bool):
            code = "BOOLEAN"
        if (look is Look.GENERAL and code != "General") or (look is Look.FLAG and code != "BOOLEAN"):
            self.formats.setdefault(code, []).append(cell)
        if isinstance(value, Formula):
            self.formulas[cell] = value
            return ""
        if isinstance(value, str):
            return self._short_enough(value)
        return "" if value is None else float(value)

    def _short_enough(self, text: str) -> str:
        if len(text) > self.longest:
            raise ValueError(f"a text of {len(text)} characters: Excel takes {self.longest}")
        return text


def _as_text(value: Any) -> str:
    """A value in a cell of the format `@`."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return shown(value["date"])
    return value if isinstance(value, str) else shown(value)


def shown(value: float | bool) -> str:
    """A number as the format General shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}".replace("e", "E")


class Values(Areas):
    """Requests for values and formulas."""

    def read(self, document: int, sheet: str, area: Area) -> dict[str, Any]:
        """Texts and numbers of an area, and where dates, truth values and errors are among them."""
        target = self._area(document, sheet, area)
        found: dict[str, Any] = {"rows": target.getDataArray(), "dates": [], "flags": [], "errors": []}
        for kind, place in self._of_kind(document, target, area, LOGICAL | MOMENT):
            found["flags" if kind & LOGICAL else "dates"].append(place)
        if any(None in row for row in found["rows"]):
            found["errors"] = [
                (row, column, _ERRORS.get(code, "#VALUE!")) for row, column, code in _errors(target, area)
            ]
        return found

    def write(self, document: int, sheet: str, area: Area, rows: list[list[Any]], fill: bool) -> None:
        """Values into an area; `fill` repeats a single one, a formula as if it were pulled over the area."""
        target = self._to_change(document, sheet, area)
        if fill:
            rows = [rows[0] * area[3]] * area[2]
        looks = self._looks(document, target, area)
        block = Block(_LONGEST if fill or area[2:] == [1, 1] else _LONGEST_IN_A_BLOCK)
        for i, row in enumerate(rows):
            block.data.append([block.put((i, j), value, looks[i][j]) for j, value in enumerate(row)])
        target.setDataArray(tuple(map(tuple, block.data)))
        for code, cells in block.formats.items():
            there = self._many(document, sheet, (self._outside(each, area) for each in rectangles(cells)))
            self._give_format(document, there, code)
        if block.formulas:
            self._write_formulas(target, block.formulas, fill, area)

    def _looks(self, document: int, target: Any, area: Area) -> list[list[Look]]:
        formats = self.documents[document].NumberFormats
        looks = [[Look.GENERAL] * area[3] for _ in range(area[2])]
        for group, addresses in groups(target):
            look = _look(formats.getByKey(group.NumberFormat))
            if look is Look.GENERAL:
                continue
            for first, left, last, right in addresses:
                inside = slice(left - area[1] + 1, right - area[1] + 2)
                for row in looks[first - area[0] + 1 : last - area[0] + 2]:
                    row[inside] = [look] * (right - left + 1)
        return looks

    @staticmethod
    def _write_formulas(target: Any, formulas: dict[Cell, str], fill: bool, area: Area) -> None:
        for first, left, height, width in rectangles(formulas):
            block = target.getCellRangeByPosition(left, first, left + width - 1, first + height - 1)
            block.setFormulaArray(tuple(
                tuple(to_calc(moved(formulas[i, j], i, j) if fill else formulas[i, j])
                      for j in range(left, left + width))
                for i in range(first, first + height)
            ))  # fmt: skip
        for i, j, code in islice(_errors(target, area), _LOOKED_AT):
            if code in _BROKEN and code not in _ARGUMENTS and (i, j) in formulas:
                raise ValueError(f"Excel takes no such formula: {formulas[i, j]}")

    def formulas(self, document: int, sheet: str, area: Area) -> list[list[str]]:
        """Formulas of an area in Excel's grammar; a constant as its text."""
        target = self._area(document, sheet, area)
        texts = [["" if value is None else value if isinstance(value, str) else shown(value) for value in row]
                 for row in target.getDataArray()]  # fmt: skip
        may_be_true = any(each in _TRUTH for row in texts for each in row)
        logical = self._of_kind(document, target, area, LOGICAL) if may_be_true else ()
        for _, (first, left, height, width) in logical:
            for row in texts[first : first + height]:
                row[left : left + width] = [_TRUTH.get(each, each) for each in row[left : left + width]]
        written = target.getFormulaArray()
        for address in target.queryFormulaCells(_ALL_FORMULAS).getRangeAddresses():
            first, left, height, width = self._inside(rectangle(address), area)
            for i in range(first, first + height):
                texts[i][left : left + width] = map(to_excel, written[i][left : left + width])
        return texts

    def _of_kind(
        self, document: int, target: Any, area: Area, kinds: int
    ) -> Iterator[tuple[int, tuple[int, int, int, int]]]:
        """Where cells have number formats of these kinds, and of which."""
        found = target.getUniqueCellFormatRanges()
        for index in range(found.Count):
            group = found.getByIndex(index)
            kind = self._kind(document, group.NumberFormat)
            if kind & kinds:
                for address in group.getRangeAddresses():
                    yield kind, self._inside(rectangle(address), area)

    @staticmethod
    def _inside(found: tuple[int, int, int, int], area: Area) -> tuple[int, int, int, int]:
        """A rectangle of the sheet as first row, first column, rows, columns of the area."""
        first, left, last, right = found
        return first - area[0] + 1, left - area[1] + 1, last - first + 1, right - left + 1

    @staticmethod
    def _outside(inside: tuple[int, int, int, int], area: Area) -> Area:
        first, left, height, width = inside
        return [area[0] + first, area[1] + left, height, width]


def _look(entry: Any) -> Look:
    if entry.Type & TEXT:
        return Look.TEXT
    if entry.Type & LOGICAL:
        return Look.FLAG
    return Look.GENERAL if entry.FormatString == "General" else Look.OTHER


def _errors(target: Any, area: Area) -> Iterator[tuple[int, int, int]]:
    """Row, column and code of every error. These cells are few: each is asked for its code."""
    for address in target.queryFormulaCells(_FORMULAS_WITH_ERROR).getRangeAddresses():
        first, left, last, right = rectangle(address)
        for i in range(first - area[0] + 1, last - area[0] + 2):
            for j in range(left - area[1] + 1, right - area[1] + 2):
                yield i, j, int(target.getCellByPosition(j, i).getError())
