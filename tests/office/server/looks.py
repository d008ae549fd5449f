"""How cells look: number formats, fonts, colours, borders, sizes of rows and columns."""

from typing import Any

import uno

from tests.office.server.areas import LOGICAL, MOMENT, Area, Areas, groups, one_look

_ENUMS = {
    "HoriJustify": "com.sun.star.table.CellHoriJustify",
    "CharPosture": "com.sun.star.awt.FontSlant",
}
_AXES = {"rows": ("Rows", "Height", "OptimalHeight"), "columns": ("Columns", "Width", "OptimalWidth")}
_SIDES = {"edge_top": "Top", "edge_bottom": "Bottom", "edge_left": "Left", "edge_right": "Right",
          "inside_vertical": "Vertical", "inside_horizontal": "Horizontal"}  # fmt: skip
_DIAGONALS = {"diagonal_down": "DiagonalTLBR2", "diagonal_up": "DiagonalBLTR2"}
_MOST_LINES = 5_000


class Looks(Areas):
    """Requests about formatting."""

    def look(self, document: int, sheet: str, area: Area, name: str) -> Any:
        """A property of UNO's that all cells share; null where they differ."""
        value = one_look(self._area(document, sheet, area), name)
        return value.value if name in _ENUMS and value is not None else value

    def set_look(self, document: int, sheet: str, area: Area, name: str, value: Any) -> None:
        """Give all cells a property."""
        target = self._to_change(document, sheet, area)
        if name == "Locked":
            protection = target.CellProtection
            protection.IsLocked = value
            name, value = "CellProtection", protection
        if name in _ENUMS:
            value = uno.Enum(_ENUMS[name], value)
        target.setPropertyValue(name, value)

    def locked(self, document: int, sheet: str, area: Area) -> bool | None:
        """Whether all cells are locked, none is, or (null) some are."""
        target = self._area(document, sheet, area)
        states = {bool(group.CellProtection.IsLocked) for group, _ in groups(target)}
        return states.pop() if len(states) == 1 else None

    def number_format(self, document: int, sheet: str, area: Area) -> str | None:
        """The format code of all cells as Excel writes it; null where they differ."""
        formats = self.documents[document].NumberFormats
        keys = {group.NumberFormat for group, _ in groups(self._area(document, sheet, area))}
        codes = {_excel_code(formats.getByKey(key)) for key in keys}
        return codes.pop() if len(codes) == 1 else None

    def set_number_format(self, document: int, sheet: str, area: Area, code: str) -> None:
        """Give all cells a format code."""
        self._give_format(document, self._to_change(document, sheet, area), code)

    def borders(self, document: int, sheet: str, area: Area) -> dict[str, list[int]]:
        """Style, width (1/100 mm) and colour of each side of an area."""
        target = self._area(document, sheet, area)
        table = target.TableBorder2
        lines = {side: getattr(table, f"{name}Line") for side, name in _SIDES.items()}
        lines |= {side: target.getPropertyValue(name) for side, name in _DIAGONALS.items()}
        return {side: [line.LineStyle, line.LineWidth, line.Color] for side, line in lines.items()}

    def set_borders(self, document: int, sheet: str, area: Area, lines: dict[str, list[int]]) -> None:
        """Draw sides of an area; a width of 0 removes them."""
        target = self._to_change(document, sheet, area)
        table = target.TableBorder2
        for name in _SIDES.values():
            setattr(table, f"Is{name}LineValid", False)
        table.IsDistanceValid = False
        for side, line in lines.items():
            if side in _DIAGONALS:
                target.setPropertyValue(_DIAGONALS[side], _line(*line))
            else:
                setattr(table, f"{_SIDES[side]}Line", _line(*line))
                setattr(table, f"Is{_SIDES[side]}LineValid", True)
        target.TableBorder2 = table

    def sizes(self, document: int, sheet: str, area: Area, axis: str) -> list[int]:
        """Heights of rows or widths of columns (1/100 mm), each once; 0 for hidden ones."""
        name, size, _ = _AXES[axis]
        lines = getattr(self._area(document, sheet, area), name)
        some = map(lines.getByIndex, range(min(lines.Count, _MOST_LINES)))
        return sorted({line.getPropertyValue(size) if line.IsVisible else 0 for line in some})

    def set_size(self, document: int, sheet: str, area: Area, axis: str, size: int) -> None:
        """Height of rows or width of columns (1/100 mm)."""
        name, what, _ = _AXES[axis]
        self._to_rebuild(document, sheet)
        getattr(self._area(document, sheet, area), name).setPropertyValue(what, size)

    def autofit(self, document: int, sheet: str, area: Area, axis: str) -> None:
        """Rows as high, columns as wide as their content wants."""
        name, _, fitted = _AXES[axis]
        self._to_rebuild(document, sheet)
        getattr(self._area(document, sheet, area), name).setPropertyValue(fitted, True)

    def hidden(self, document: int, sheet: str, area: Area, axis: str) -> bool | None:
        """Whether all rows or columns are hidden (also by a filter), none is, or (null) some are."""
        whole = self._area(document, sheet, area)
        whole = getattr(whole, _AXES[axis][0])
        states = {not whole.getByIndex(index).IsVisible for index in range(min(whole.Count, _MOST_LINES))}
        return states.pop() if len(states) == 1 else None

    def set_hidden(self, document: int, sheet: str, area: Area, axis: str, hidden: bool) -> None:
        """Hide or show rows or columns."""
        self._to_rebuild(document, sheet)
        getattr(self._area(document, sheet, area), _AXES[axis][0]).IsVisible = not hidden


def _excel_code(entry: Any) -> str:
    if entry.Type & LOGICAL or entry.FormatString == "General":
        return "General"
    code = str(entry.FormatString)
    return code.lower().replace("am/pm", "AM/PM") if entry.Type & MOMENT else code


def _line(style: int, width: int, color: int) -> Any:
    line = uno.createUnoStruct("com.sun.star.table.BorderLine2")
    line.LineStyle, line.LineWidth, line.Color, line.OuterLineWidth = style, width, color, width
    return line
