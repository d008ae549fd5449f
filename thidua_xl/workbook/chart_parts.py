"""The program's charts in the user's drawings: found by their mark, drawn anew; a deleted one stays deleted.

A chart is the program's if its description or its name begins with `thidua:` (LibreOffice and openpyxl
drop the description and keep the name). Unmarked names are compared only where the first series is the same.
"""

import re
from dataclasses import dataclass

from .package import Package
from .xml_text import attributes, unescape

MARK = "thidua:"
_FRAME = re.compile(r"<((?:\w+:)?)graphicFrame(?=[\s>]).*?</\1graphicFrame>", re.DOTALL)
_PROPERTIES = re.compile(r"<(?:\w+:)?cNvPr(?=\s)([^>]*)>")
_CHART = re.compile(r"<(?:\w+:)?chart(?=\s)([^>]*)/?>")
_RANGE = re.compile(r"<(?:\w+:)?f>([^<]*)</")


@dataclass(frozen=True, slots=True)
class _Frame:
    name: str
    description: str
    chart: str

    @property
    def mark(self) -> str:
        return next((text for text in (self.description, self.name) if text.startswith(MARK)), "")


def replace_charts(user: Package, user_sheet: str, fresh: Package, fresh_sheet: str) -> None:
    """Put the XML of the fresh sheet's marked charts into the parts of the same charts of the user's."""
    theirs = _frames(user, user_sheet)
    for frame in _frames(fresh, fresh_sheet):
        found = _match(frame, theirs, user, fresh) if frame.mark else None
        if found:
            user.put(found.chart, fresh.part(frame.chart))


def _match(wanted: _Frame, frames: list[_Frame], user: Package, fresh: Package) -> _Frame | None:
    marked = [frame for frame in frames if frame.mark == wanted.mark]
    if marked:
        return marked[0]
    series = _first_series(fresh, wanted.chart)
    alike = (f for f in frames if not f.description and f.name == wanted.name)
    return next((f for f in alike if _first_series(user, f.chart) == series), None)


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
