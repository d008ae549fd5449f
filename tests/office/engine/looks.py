"""Colours, fonts and borders of cells."""

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.office.engine.refusals import ExcelError, says_what_is_absent

if TYPE_CHECKING:
    from tests.office.engine.dressed import Dressed

_BOLD, _PLAIN = 150.0, 100.0
_UNSET: Any = base_classes._UNSET
_STYLES = {"continuous": 0, "dot": 1, "dash": 2, "double": 3, "dash_dot": 16, "dash_dot_dot": 17}
"""com.sun.star.table.BorderLineStyle."""
_WEIGHTS = {"hairline": 2, "thin": 26, "medium": 53, "thick": 88}
"""1/100 mm."""


def rgb_of(color: int) -> tuple[int, int, int] | None:
    """A colour of UNO's; None for automatic or no colour."""
    return None if color < 0 else (color >> 16 & 255, color >> 8 & 255, color & 255)


def to_number(color: Any) -> int:
    """A colour for UNO from what xlwings takes: `#rrggbb`, (r, g, b), or Excel's number, blue first."""
    if isinstance(color, str):
        return int(color.lstrip("#"), 16)
    if isinstance(color, int):
        color = (color & 255, color >> 8 & 255, color >> 16 & 255)
    red, green, blue = color
    return int(red << 16 | green << 8 | blue)


@says_what_is_absent
class Font(base_classes.Font):
    """The font of cells."""

    def __init__(self, cells: "Dressed") -> None:
        self._cells = cells

    @property
    def bold(self) -> bool | None:
        weight = self._cells.look("CharWeight")
        return None if weight is None else weight >= _BOLD

    @bold.setter
    def bold(self, value: bool) -> None:
        self._cells.set_look("CharWeight", _BOLD if value else _PLAIN)

    @property
    def italic(self) -> bool | None:
        posture = self._cells.look("CharPosture")
        return None if posture is None else posture != "NONE"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._cells.set_look("CharPosture", "ITALIC" if value else "NONE")

    @property
    def size(self) -> float | None:
        size: float | None = self._cells.look("CharHeight")
        return size

    @size.setter
    def size(self, value: float) -> None:
        self._cells.set_look("CharHeight", float(value))

    @property
    def color(self) -> tuple[int, int, int] | None:
        color = self._cells.look("CharColor")
        return None if color is None else rgb_of(max(color, 0))

    @color.setter
    def color(self, value: Any) -> None:
        self._cells.set_look("CharColor", to_number(value))

    @property
    def name(self) -> str | None:
        name: str | None = self._cells.look("CharFontName")
        return name

    @name.setter
    def name(self, value: str) -> None:
        self._cells.set_look("CharFontName", value)


@says_what_is_absent
class Borders(base_classes.Borders):
    """The borders of cells."""

    parent: "Dressed"

    def __init__(self, cells: "Dressed") -> None:
        self.parent = cells

    def __getitem__(self, side: str) -> "Border":
        return Border(self, side)

    def lines(self) -> dict[str, list[int]]:
        """Style, width and colour of each side."""
        lines: dict[str, list[int]] = self.parent.ask("borders")
        return lines

    def _sides(self) -> list[str]:
        """The sides of the grid that these cells have."""
        rows, columns = self.parent.shape
        absent = {"inside_horizontal": rows == 1, "inside_vertical": columns == 1}
        return [side for side in base_classes.BORDER_GRID_SIDES if not absent.get(side)]

    def _common(self, attribute: str) -> Any:
        values = {getattr(self[side], attribute) for side in self._sides()}
        return values.pop() if len(values) == 1 else None

    @property
    def line_style(self) -> str | None:
        style: str | None = self._common("line_style")
        return style

    @line_style.setter
    def line_style(self, value: Any) -> None:
        self.set(self._sides(), line_style=value)

    @property
    def weight(self) -> str | None:
        weight: str | None = self._common("weight")
        return weight

    @weight.setter
    def weight(self, value: Any) -> None:
        self.set(self._sides(), weight=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        color: tuple[int, int, int] | None = self._common("color")
        return color

    @color.setter
    def color(self, value: Any) -> None:
        self.set(self._sides(), color=value)

    def set(
        self, which: Any = "all", *, line_style: Any = _UNSET, weight: Any = _UNSET, color: Any = _UNSET
    ) -> None:
        now, changed, there = self.lines(), {}, self._sides()
        for side in which:
            if side.startswith("inside") and side not in there and line_style is not None:
                raise ExcelError(f"Unable to set the LineStyle property of the Border class: {side}")
            style, width, ink = now[side]
            width = width or _WEIGHTS["thin"]
            if color is not _UNSET:
                ink = to_number(color)
            if weight is not _UNSET:
                width = _WEIGHTS[weight]
            if line_style is not _UNSET:
                style, width = (_STYLES[line_style], width) if line_style else (0, 0)
            changed[side] = [style if style in _STYLES.values() else 0, width, ink]
        self.parent.ask("set_borders", lines=changed)


@says_what_is_absent
class Border(base_classes.Border):
    """One side of cells."""

    def __init__(self, borders: Borders, side: str) -> None:
        self._borders = borders
        self._side = side

    @property
    def line_style(self) -> str:
        style, width, _ = self._borders.lines()[self._side]
        return next((name for name, value in _STYLES.items() if value == style and width), "none")

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self._borders.set([self._side], line_style=value)

    @property
    def weight(self) -> str:
        width = self._borders.lines()[self._side][1]
        return min(_WEIGHTS, key=lambda name: abs(_WEIGHTS[name] - width))

    @weight.setter
    def weight(self, value: str) -> None:
        self._borders.set([self._side], weight=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        _, width, ink = self._borders.lines()[self._side]
        return rgb_of(ink) if width else None

    @color.setter
    def color(self, value: Any) -> None:
        self._borders.set([self._side], color=value)
