"""How cells look, as members of `Range`."""

from typing import Any

from xlwings import base_classes

from tests.office.engine.looks import Borders, Font, rgb_of, to_number
from tests.office.engine.refusals import ExcelError

_MM_PER_POINT = 2540 / 72
_MM_PER_PIXEL = 2540 / 96
_HORIZONTAL = {"general": "STANDARD", "left": "LEFT", "center": "CENTER", "right": "RIGHT", "fill": "REPEAT",
               "justify": "BLOCK"}  # fmt: skip
_VERTICAL = {"bottom": 0, "top": 1, "center": 2, "justify": 4}


class Dressed(base_classes.Range):
    """The part of `Range` that is about formatting."""

    def ask(self, do: str, **given: object) -> Any:
        """A request about these cells."""
        raise NotImplementedError

    @property
    def number_format(self) -> str | None:
        code: str | None = self.ask("number_format")
        return code

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.ask("set_number_format", code=value)

    def look(self, name: str) -> Any:
        """A property that all cells share, under UNO's name; None where they differ."""
        return self.ask("look", name=name)

    def set_look(self, name: str, value: object) -> None:
        """Give all cells a property of UNO's."""
        self.ask("set_look", name=name, value=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        color = self.look("CellBackColor")
        return (0, 0, 0) if color is None else rgb_of(color)  # Excel calls a mixture black

    @color.setter
    def color(self, value: Any) -> None:
        self.set_look("CellBackColor", -1 if value is None else to_number(value))

    @property
    def font(self) -> Font:
        return Font(self)

    @property
    def borders(self) -> Borders:
        return Borders(self)

    @property
    def wrap_text(self) -> bool | None:
        wrapped: bool | None = self.look("IsTextWrapped")
        return wrapped

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.set_look("IsTextWrapped", bool(value))

    @property
    def horizontal_alignment(self) -> str | None:
        found = self.look("HoriJustify")
        return next((name for name, value in _HORIZONTAL.items() if value == found), None)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self.set_look("HoriJustify", _HORIZONTAL[value])

    @property
    def vertical_alignment(self) -> str | None:
        found = self.look("VertJustify")
        return next((name for name, value in _VERTICAL.items() if value == found), None)

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.set_look("VertJustify", _VERTICAL[value])

    @property
    def row_height(self) -> float | None:
        sizes = self.ask("sizes", axis="rows")
        return round(sizes[0] / _MM_PER_POINT * 4) / 4 if len(sizes) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not 0 <= value <= 409.5:
            raise ExcelError("Unable to set the RowHeight property of the Range class")
        self.ask("set_size", axis="rows", size=round(value * _MM_PER_POINT))

    @property
    def column_width(self) -> float | None:
        sizes = self.ask("sizes", axis="columns")
        return max(0.0, round((sizes[0] / _MM_PER_PIXEL - 5) / 7, 2)) if len(sizes) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= 255:
            raise ExcelError("Unable to set the ColumnWidth property of the Range class")
        self.ask("set_size", axis="columns", size=round((value * 7 + 5) * _MM_PER_PIXEL))

    @property
    def row_hidden(self) -> bool | None:
        hidden: bool | None = self.ask("hidden", axis="rows")
        return hidden

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.ask("set_hidden", axis="rows", hidden=value)

    @property
    def column_hidden(self) -> bool | None:
        hidden: bool | None = self.ask("hidden", axis="columns")
        return hidden

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.ask("set_hidden", axis="columns", hidden=value)

    def autofit(self, axis: str | None = None) -> None:
        for name in ("columns", "rows"):
            if axis is None or name.startswith(axis[0]):
                self.ask("autofit", axis=name)
