"""Styles laid on cells of an open workbook: the same words that a new file is written with."""

from typing import Any, Literal

from ..workbook.styles import properties
from .xlwings_alone import xw

_Across = Literal["general", "left", "center", "right", "fill", "justify"]
_Down = Literal["bottom", "center", "top"]
_ACROSS: dict[str, _Across] = {
    "left": "left", "center": "center", "right": "right", "fill": "fill", "justify": "justify",
}  # fmt: skip
_DOWN: dict[str, _Down] = {"vcenter": "center", "top": "top"}


def number_format(style: str) -> str:
    """The number format of a style; `@` for texts such as codes."""
    return str(properties(style).get("num_format", "General"))


def dress(area: xw.Range, style: str) -> None:
    """Everything that a style says, on cells that a table has grown by."""
    wanted = properties(style)
    area.number_format = number_format(style)
    _font(area, wanted)
    area.font.name, area.font.size = wanted["font_name"], wanted["font_size"]
    area.wrap_text = bool(wanted.get("text_wrap"))
    area.horizontal_alignment = _ACROSS.get(wanted.get("align", ""), "general")
    area.vertical_alignment = _DOWN.get(wanted.get("valign", ""), "bottom")
    if wanted.get("border"):
        rows, columns = area.shape
        # Excel refuses an inside border where there is no inside
        inside = [*(["inside_horizontal"] if rows > 1 else []), *(["inside_vertical"] if columns > 1 else [])]
        sides = ["edge_left", "edge_top", "edge_bottom", "edge_right", *inside]
        area.borders.set(sides, line_style="continuous", weight="thin", color=wanted["border_color"])


def recolour(area: xw.Range, style: str) -> None:
    """What a style says by colour alone, on cells whose meaning has changed."""
    _font(area, properties(style))


def _font(area: xw.Range, wanted: dict[str, Any]) -> None:
    area.color = wanted.get("bg_color")
    area.font.color = wanted["font_color"]
    area.font.bold, area.font.italic = bool(wanted.get("bold")), bool(wanted.get("italic"))


def undress(area: xw.Range) -> None:
    """Cells that a table has shrunk by look like any other."""
    area.clear_formats()
