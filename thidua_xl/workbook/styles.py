"""One small set of styles for every workbook. A style is a string of words, each adding properties.

`"input points2 center"` is an entry cell that shows two decimals, centred. Meaning never stands by
colour alone: a text or a sign always says the same.
"""

import datetime
from functools import cache
from typing import Any

FONT = "Times New Roman"

FINE = "fine"
"""The style of small print under the text of a cell."""
INK = "#1F2937"
NAVY = "#1F3864"
HEADER = "#D9E2F3"
SECTION = "#EDF2FA"
ENTRY = "#FFF8DC"
UNUSED = "#E7E6E6"
TOTAL = "#FBE9D0"
BORDER = "#A6AFBD"
RED_INK, RED = "#9C0006", "#FBDADD"
AMBER_INK, AMBER = "#7F6000", "#FFF0C2"
GREEN_INK, GREEN = "#1E5631", "#E2F0D9"
SERIES = ("#1F3864", "#2E86AB", "#7FB069", "#E6AA68", "#A23B72", "#6C757D")

_WORDS: dict[str, dict[str, Any]] = {
    "": {},
    "blank": {},
    "grid": {"border": 1, "border_color": BORDER, "valign": "vcenter"},
    "header": {
        "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1,
        "border_color": BORDER, "bg_color": HEADER, "font_color": NAVY,
    },
    "entryheader": {"bg_color": "#FFE8A3"},
    "section": {"bold": True, "bg_color": SECTION, "font_color": NAVY},
    "total": {"bold": True, "bg_color": TOTAL},
    "input": {"bg_color": ENTRY, "locked": False},
    "unused": {"bg_color": UNUSED, "font_color": "#595959"},
    "aside": {"bg_color": "#FFFFFF"},
    "wrap": {"text_wrap": True},
    "center": {"align": "center"},
    "left": {"align": "left"},
    "upright": {"rotation": 90, "align": "left", "valign": "vcenter"},
    "right": {"align": "right"},
    "clip": {"align": "fill"},
    "top": {"valign": "top"},
    "middle": {"valign": "vcenter"},
    "justify": {"align": "justify"},
    "indent1": {"indent": 1},
    "indent2": {"indent": 2},
    "indent3": {"indent": 3},
    "bold": {"bold": True},
    "italic": {"italic": True},
    "underline": {"underline": 1},
    "code": {"num_format": "@"},
    "points0": {"num_format": "#,##0", "align": "right"},
    "points1": {"num_format": "#,##0.0", "align": "right"},
    "points2": {"num_format": "#,##0.00", "align": "right"},
    "points3": {"num_format": "#,##0.000", "align": "right"},
    "number": {"num_format": "General", "align": "right"},
    "dense0": {"num_format": "0", "align": "right"},
    "dense1": {"num_format": "0.0", "align": "right"},
    "dense2": {"num_format": "0.00", "align": "right"},
    "dense3": {"num_format": "0.000", "align": "right"},
    "dense": {},
    "integer": {"num_format": "0", "align": "center"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center"},
    "time": {"num_format": "hh:mm", "align": "center"},
    "title": {"bold": True, "font_size": 14, "font_color": NAVY, "align": "center", "valign": "vcenter"},
    "big": {"font_size": 13},
    "huge": {"font_size": 16},
    "small": {"font_size": 9},
    "fine": {"font_size": 10, "font_color": "#595959"},
    "medium": {"font_size": 12},
    "note": {"italic": True, "font_color": "#595959"},
    "navy": {"font_color": NAVY},
    "link": {"font_color": "#0B5394", "underline": 1},
    "red": {"font_color": RED_INK, "bg_color": RED},
    "amber": {"font_color": AMBER_INK, "bg_color": AMBER},
    "green": {"font_color": GREEN_INK, "bg_color": GREEN},
    "redtext": {"font_color": RED_INK},
    "ambertext": {"font_color": AMBER_INK},
    "line": {"bottom": 1},
    "unitline": {"top": 2, "top_color": NAVY},
    "band": {"bold": True, "bg_color": NAVY, "font_color": "#FFFFFF", "valign": "vcenter", "indent": 1},
    "step": {
        "bold": True, "font_size": 14, "font_color": NAVY, "bg_color": AMBER, "text_wrap": True, "valign": "vcenter",
        "align": "left", "indent": 1,
    },
    "steplink": {
        "font_color": "#0B5394", "underline": 1, "bg_color": AMBER, "valign": "vcenter", "align": "left", "indent": 1,
    },
    "home": {
        "font_size": 8, "font_color": "#0B5394", "underline": 1, "text_wrap": True, "valign": "top", "align": "left",
    },
    "printed": {"font_size": 11},
    "unseen": {"num_format": ";;;"},
}  # fmt: skip


@cache
def properties(style: str) -> dict[str, Any]:
    """XlsxWriter properties of a style; an unknown word raises KeyError."""
    merged: dict[str, Any] = {"font_name": FONT, "font_size": 11, "font_color": INK}
    for word in style.split():
        merged.update(_WORDS[word])
    return merged


_THOUSAND = 1000
_FINEST = 3
_OTHERS = frozenset({"input", "dense"})
"""Cells of people, and columns as narrow as a meeting's page has them: no separator is put there."""


_DATED = frozenset({"date", "time"})
"""Words of days and hours."""


def separated(style: str, value: object) -> str:
    """The style of a plain number that the program writes, with its thousands apart and all decimals that it has.

    Not of a cell that people fill or of a formula: the next number there may have other decimals, and what a cell
    shows must be what it holds.
    """
    if not isinstance(value, int | float) or -_THOUSAND < value < _THOUSAND:
        return style
    words = style.split()
    if "number" not in words or not _OTHERS.isdisjoint(words):
        return style
    decimals = len(f"{value:.15g}".partition(".")[2])
    return f"{style} points{decimals}" if decimals <= _FINEST else style


def dated(style: str, value: object) -> str:
    """The style of a cell with its value: a day or an hour is shown as one wherever a person typed it.

    Shown as a number, it would be read as a number by the next command: 9.4, of which Excel made the 9th of April, as
    46,121.
    """
    if isinstance(value, datetime.time | datetime.timedelta):
        kind = "time"
    elif isinstance(value, datetime.date):
        kind = "date"
    else:
        return style
    return style if tells_days(style) else f"{style} {kind}"


def tells_days(style: str) -> bool:
    """Whether a cell of this style shows a number as a day or an hour."""
    return ("date" in style or "time" in style) and not _DATED.isdisjoint(style.split())


def with_value(style: str, value: object) -> str:
    """The style of a cell with its value: what is there is shown as what it is.

    A number typed where a day belongs stays one: shown as a day, it would be read as one.
    """
    if isinstance(value, int | float):
        return f"{style} number" if tells_days(style) else separated(style, value)
    return dated(style, value)


def is_day(value: object) -> bool:
    """Whether a value is a day or an hour: Excel makes them of numbers that people type."""
    return isinstance(value, datetime.date | datetime.time | datetime.timedelta)


def highlight(style: str) -> dict[str, Any]:
    """The same words as properties of a conditional format (no font name or size there)."""
    merged: dict[str, Any] = {}
    for word in style.split():
        merged.update(_WORDS[word])
    return merged
