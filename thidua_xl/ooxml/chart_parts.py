"""The program's charts in the user's drawings: found by their mark, drawn anew; a deleted one stays deleted.

A chart is the program's if its description or its name holds its mark, `thidua:` and its key (LibreOffice and openpyxl
drop the description and keep the name). The description is what screen readers say; earlier ones were the mark alone
and are replaced. Unmarked names are compared only where the first series is the same.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..workbook.xml_text import attribute_value, attributes, unescape
from .parts import Package

_MARK = re.compile(r"thidua:[\w-]+")
_FRAME = re.compile(r"<((?:\w+:)?)graphicFrame(?=[\s>]).*?</\1graphicFrame>", re.DOTALL)
_PROPERTIES = re.compile(r"<(?:\w+:)?cNvPr(?=\s)([^>]*)>")
_CHART = re.compile(r"<(?:\w+:)?chart(?=\s)([^>]*)/?>")
_RANGE = re.compile(r"<(?:\w+:)?f>([^<]*)</")


class _Frame(NamedTuple):
    name: str
    description: str
    chart: str

    @property
    def mark(self) -> str:
        return next((found[0] for text in (self.description, self.name) if (found := _MARK.search(text))), "")


def replace_charts(user: Package, user_sheet: str, fresh: Package, fresh_sheet: str) -> None:
    """Put the XML of the fresh sheet's marked charts into the parts of the same charts of the user's."""
    theirs = _frames(user, user_sheet)
    for frame in _frames(fresh, fresh_sheet):
        found = _match(frame, theirs, user, fresh) if frame.mark else None
        if found:
            user.put(found.chart, fresh.part(frame.chart))
            if found.description == frame.mark != frame.description:
                _tell(user, user_sheet, frame)
            _keep_below(user, user_sheet, found.name, fresh, fresh_sheet, frame.name)


def _tell(user: Package, user_sheet: str, fresh: _Frame) -> None:
    """Put what a chart shows where only its mark stood."""
    old, new = (f'descr="{attribute_value(text)}"' for text in (fresh.mark, fresh.description))
    for drawing in user.related(user_sheet, "drawing"):
        text = user.part(drawing.target).decode("utf-8")
        if old in text:
            user.put(drawing.target, text.replace(old, new).encode())


_ANCHOR = re.compile(r"<((?:\w+:)?)twoCellAnchor(?=[\s>]).*?</\1twoCellAnchor>", re.DOTALL)
_ROWS = re.compile(r"(<(?:\w+:)?row>)(\d+)(</(?:\w+:)?row>)")


def _keep_below(
    user: Package, user_sheet: str, name: str, fresh: Package, fresh_sheet: str, fresh_name: str
) -> None:
    """A chart that the grown table would run into takes the rows of the fresh one."""
    wanted = next((rows for _, _, rows in _anchors(fresh, fresh_sheet, fresh_name)), None)
    for drawing, anchor, rows in list(_anchors(user, user_sheet, name)):
        if wanted and len(rows) == len(wanted) == 2 and rows[0] < wanted[0]:
            moved = anchor
            for found, row in reversed(list(zip(_ROWS.finditer(anchor), wanted, strict=True))):
                moved = f"{moved[: found.start(2)]}{row}{moved[found.end(2) :]}"
            text = user.part(drawing).decode("utf-8")
            user.put(drawing, text.replace(anchor, moved).encode())


def _anchors(package: Package, sheet: str, name: str) -> Iterator[tuple[str, str, list[int]]]:
    """Drawing part, anchor and its two rows of the chart of this name."""
    for drawing in package.related(sheet, "drawing"):
        for match in _ANCHOR.finditer(package.part(drawing.target).decode("utf-8", "replace")):
            found = _PROPERTIES.search(match[0])
            if found and attributes(found[1]).get("name") == name:
                yield drawing.target, match[0], [int(row) for _, row, _ in _ROWS.findall(match[0])]


def _match(wanted: _Frame, frames: list[_Frame], user: Package, fresh: Package) -> _Frame | None:
    marked = [frame for frame in frames if frame.mark == wanted.mark]
    if marked:
        return marked[0]
    series, title = _first_series(fresh, wanted.chart), _title(fresh, wanted.chart)
    unmarked = [f for f in frames if not f.description and not f.mark]
    titled = [f for f in unmarked if title and _title(user, f.chart) == title]  # openpyxl drops both marks
    alike = (f for f in unmarked if f.name == wanted.name and _first_series(user, f.chart) == series)
    return titled[0] if len(titled) == 1 else next(alike, None)


_TITLE = re.compile(r"<((?:\w+:)?)title>.*?</\1title>", re.DOTALL)
_TEXT = re.compile(r"<(?:\w+:)?t>([^<]*)</")


def _title(package: Package, chart: str) -> str:
    """The chart's title, or nothing."""
    found = _TITLE.search(package.part(chart).decode("utf-8", "replace"))
    return unescape("".join(_TEXT.findall(found[0]))) if found else ""


def _first_series(package: Package, chart: str) -> str:
    """The first range of a chart, without its rows and its signs."""
    found = _RANGE.search(package.part(chart).decode("utf-8", "replace"))
    return re.sub(r"[$'\d]", "", unescape(found[1])).casefold() if found else ""


def _frames(package: Package, sheet: str) -> list[_Frame]:
    frames = []
    for drawing in package.related(sheet, "drawing"):
        charts = {r.id: r.target for r in package.related(drawing.target, "chart")}
        for match in _FRAME.finditer(package.part(drawing.target).decode("utf-8", "replace")):
            frames += _frame(match[0], charts)
    return frames


def _frame(text: str, charts: dict[str, str]) -> list[_Frame]:
    properties, chart = _PROPERTIES.search(text), _CHART.search(text)
    if not properties or not chart:
        return []
    ids = [value for name, value in attributes(chart[1]).items() if name.endswith(":id")]
    found = attributes(properties[1])
    part = charts.get(ids[0], "") if ids else ""
    return [_Frame(found.get("name", ""), found.get("descr", ""), part)] if part else []
