"""What a sheet is made of: rows put in and taken out, merged cells, notes, links, validation, filter, protection."""

from typing import Any

import uno

from tests.office.server.areas import Area, Areas, groups, rectangle
from tests.office.server.grammar import to_calc, to_excel
from tests.office.server.titles import give_back

_CONTENTS, _FORMATS, _ALL = 1 | 2 | 4 | 16, 32 | 64, 1023
"""CellFlags: numbers, dates, texts, formulas; formats and styles; everything."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_INSERT = {"down": "DOWN", "right": "RIGHT", "rows": "ROWS", "columns": "COLUMNS"}
_DELETE = {"up": "UP", "left": "LEFT", "rows": "ROWS", "columns": "COLUMNS"}
_RULES = {"WHOLE": "whole_number", "DECIMAL": "decimal", "LIST": "list", "DATE": "date", "TIME": "time",
          "TEXT_LEN": "text_length", "CUSTOM": "custom", "ANY": "none"}  # fmt: skip
_OPERATORS = {"BETWEEN": "between", "NOT_BETWEEN": "not_between", "EQUAL": "equal_to",
              "NOT_EQUAL": "not_equal_to", "GREATER": "greater_than", "LESS": "less_than",
              "GREATER_EQUAL": "greater_than_or_equal", "LESS_EQUAL": "less_than_or_equal"}  # fmt: skip
_FILTERS = {"=": 2, "<>": 3, ">": 4, ">=": 5, "<": 6, "<=": 7, "blank": 0, "filled": 1}
"""com.sun.star.sheet.FilterOperator2."""


class Structure(Areas):
    """Requests that change more than the value or the look of cells."""

    def insert(self, document: int, sheet: str, area: Area, shift: str, from_above: bool) -> None:
        """Put cells in; whole rows or columns where the area is of such."""
        there = self._to_rebuild(document, sheet)
        give_back(self.documents[document])
        address = self._area(document, sheet, area).RangeAddress
        mode = _INSERT[_whole(area) or shift]
        there.insertCells(address, uno.Enum("com.sun.star.sheet.CellInsertMode", mode))
        if not from_above and mode == "ROWS":
            self._take_looks_from_below(document, sheet, area)

    def _take_looks_from_below(self, document: int, sheet: str, area: Area) -> None:
        row, column, rows, columns = area
        below = self._area(document, sheet, [row + rows, column, 1, columns]).RangeAddress
        for line in range(row, row + rows):
            fresh = self._area(document, sheet, [line, column, 1, columns])
            self._sheet(document, sheet).copyRange(fresh.getCellByPosition(0, 0).CellAddress, below)
            fresh.clearContents(_ALL & ~_FORMATS)

    def delete(self, document: int, sheet: str, area: Area, shift: str) -> None:
        """Take cells out."""
        there = self._to_rebuild(document, sheet)
        give_back(self.documents[document])
        address = self._area(document, sheet, area).RangeAddress
        mode = uno.Enum("com.sun.star.sheet.CellDeleteMode", _DELETE[_whole(area) or shift])
        there.removeRange(address, mode)

    def clear(self, document: int, sheet: str, area: Area, what: str) -> None:
        """Empty cells of contents, of formats (rules of validation stay, as in Excel), or of all."""
        target = self._to_change(document, sheet, area)
        rules = [(group.Validation, addresses) for group, addresses in groups(target)]
        target.clearContents({"contents": _CONTENTS, "formats": _FORMATS, "all": _ALL}[what])
        if what != "formats":
            return
        for rule, addresses in rules:
            if rule.Type.value != "ANY":
                areas = [_area_of_corners(*corners) for corners in addresses]
                self._many(document, sheet, areas).Validation = rule

    def merge(self, document: int, sheet: str, area: Area, merged: bool) -> None:
        """Make one cell of an area, or cells again."""
        self._to_rebuild(document, sheet)
        self._area(document, sheet, area).merge(merged)

    def merged_area(self, document: int, sheet: str, row: int, column: int) -> Area:
        """The merged cell that a cell belongs to; the cell alone where it is none."""
        there = self._sheet(document, sheet)
        cursor = there.createCursorByRange(there.getCellByPosition(column - 1, row - 1))
        cursor.collapseToMergedArea()
        return area_of(cursor.RangeAddress)

    def has_merged(self, document: int, sheet: str, area: Area) -> bool:
        """Whether a merged cell begins in an area."""
        return bool(self._area(document, sheet, area).getIsMerged())

    def notes(self, document: int, sheet: str) -> list[tuple[int, int, str, str]]:
        """Row, column, text and author of the notes of a sheet."""
        found = self._sheet(document, sheet).Annotations
        notes = map(found.getByIndex, range(found.Count))
        return [
            (note.Position.Row + 1, note.Position.Column + 1, note.getString(), note.Author) for note in notes
        ]

    def set_note(self, document: int, sheet: str, row: int, column: int, text: str) -> None:
        """Write a cell's note; an empty text removes it."""
        there = self._to_rebuild(document, sheet)
        for index, note in enumerate(self.notes(document, sheet)):
            if note[:2] == (row, column):
                there.Annotations.removeByIndex(index)
                break
        if text:
            there.Annotations.insertNew(there.getCellByPosition(column - 1, row - 1).CellAddress, text)

    def links(self, document: int, sheet: str, row: int, column: int) -> list[str]:
        """The addresses that a cell links to."""
        fields = self._sheet(document, sheet).getCellByPosition(column - 1, row - 1).TextFields
        elements = fields.createEnumeration()
        found = []
        while elements.hasMoreElements():
            found.append(str(elements.nextElement().URL))
        return found

    def set_link(self, document: int, sheet: str, row: int, column: int, address: str, text: str) -> None:
        """Make a cell a link."""
        cell = self._to_change(document, sheet, [row, column, 1, 1]).getCellByPosition(0, 0)
        field = self.documents[document].createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)

    def validation(self, document: int, sheet: str, area: Area) -> dict[str, Any]:
        """The rule of an area; `mixed_criteria` or `inconsistent` where its cells differ."""
        target = self._area(document, sheet, area)
        rules = [_rule(group.Validation) for group, _ in groups(target)]
        if all(rule == rules[0] for rule in rules):
            return rules[0]
        return {"type": "mixed_criteria" if any(rule["type"] == "none" for rule in rules) else "inconsistent"}

    def set_validation(self, document: int, sheet: str, area: Area, rule: dict[str, Any]) -> None:
        """Give an area a rule; the messages that it has stay."""
        target = self._to_change(document, sheet, area)
        made = target.Validation
        made.Type = uno.Enum("com.sun.star.sheet.ValidationType", _key(_RULES, rule["type"]))
        if "operator" in rule:
            made.setOperator(
                uno.Enum("com.sun.star.sheet.ConditionOperator", _key(_OPERATORS, rule["operator"]))
            )
        if "list" in rule:
            made.setFormula1(";".join(f'"{value}"' for value in rule["list"]))
        if "formula1" in rule:
            made.setFormula1(to_calc(rule["formula1"]).removeprefix("="))
        made.setFormula2(to_calc(rule.get("formula2", "")).removeprefix("="))
        made.ShowList = 1 if rule.get("dropdown", True) else 0
        target.Validation = made

    def filter(self, document: int, sheet: str, area: Area, fields: list[list[Any]]) -> None:
        """Show the rows of an area that fit: field counted from 1, operator, value, AND or OR; none shows all."""
        self._to_rebuild(document, sheet)
        target = self._area(document, sheet, area)
        descriptor = target.createFilterDescriptor(True)
        descriptor.ContainsHeader = True
        made = tuple(_filter(*field) for field in fields)
        uno.invoke(descriptor, "setFilterFields3", (uno.Any("[]com.sun.star.sheet.TableFilterField3", made),))
        target.filter(descriptor)

    def set_protected(self, document: int, sheet: str, password: str, protected: bool) -> None:
        """Protect a sheet or take its protection away."""
        there = self._sheet(document, sheet)
        (there.protect if protected else there.unprotect)(password)

    def is_protected(self, document: int, sheet: str) -> bool:
        """Whether locked cells of a sheet can't be changed."""
        return bool(self._sheet(document, sheet).isProtected())

    def used(self, document: int, sheet: str) -> Area:
        """The area that holds everything of a sheet; it may begin anywhere."""
        cursor = self._sheet(document, sheet).createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return area_of(cursor.RangeAddress)

    def region(self, document: int, sheet: str, area: Area) -> Area:
        """The cells around an area up to empty rows and columns."""
        cursor = self._sheet(document, sheet).createCursorByRange(self._area(document, sheet, area))
        cursor.collapseToCurrentRegion()
        return area_of(cursor.RangeAddress)

    def filled(self, document: int, sheet: str, area: Area) -> list[tuple[int, int, int, int]]:
        """Where cells hold something: first row, first column, last row, last column, counted from 1."""
        found = self._area(document, sheet, area).queryContentCells(_CONTENTS)
        blocks = map(rectangle, found.getRangeAddresses())
        return [(first + 1, left + 1, last + 1, right + 1) for first, left, last, right in blocks]


def area_of(address: Any) -> Area:
    """A CellRangeAddress as an area."""
    return _area_of_corners(*rectangle(address))


def _area_of_corners(first: int, left: int, last: int, right: int) -> Area:
    return [first + 1, left + 1, last - first + 1, right - left + 1]


def _whole(area: Area) -> str:
    _, _, rows, columns = area
    return "rows" if columns == _LAST_COLUMN else "columns" if rows == _LAST_ROW else ""


def _key(names: dict[str, str], value: str) -> str:
    return next(key for key, name in names.items() if name == value)


def _rule(validation: Any) -> dict[str, Any]:
    return {
        "type": _RULES[validation.Type.value],
        "operator": _OPERATORS.get(validation.getOperator().value),
        "formula1": to_excel(validation.getFormula1()),
        "formula2": to_excel(validation.getFormula2()),
        "dropdown": bool(validation.ShowList),
        "ignore_blank": bool(validation.IgnoreBlankCells),
        "show_input": bool(validation.ShowInputMessage),
        "input_title": validation.InputTitle,
        "input_message": validation.InputMessage,
        "show_error": bool(validation.ShowErrorMessage),
        "error_title": validation.ErrorTitle,
        "error_message": validation.ErrorMessage,
        "alert_style": {"STOP": "stop", "WARNING": "warning"}.get(
            validation.ErrorAlertStyle.value, "information"
        ),
    }


def _filter(field: int, operator: str, value: float | str, link: str) -> Any:
    made = uno.createUnoStruct("com.sun.star.sheet.TableFilterField3")
    made.Field, made.Operator = field - 1, _FILTERS[operator]
    made.Connection = uno.Enum("com.sun.star.sheet.FilterConnection", link)
    wanted = uno.createUnoStruct("com.sun.star.sheet.FilterFieldValue")
    wanted.IsNumeric = not isinstance(value, str)
    wanted.FilterType = int(isinstance(value, str))
    if isinstance(value, str):
        wanted.StringValue = value
    else:
        wanted.NumericValue = value
    made.Values = (wanted,)
    return made
