"""What the first pages of all books share: the next step, the steps of the year, figures, what happened last.

They stand above the page's table in lines that never move, so that a page is drawn over its earlier self.
"""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from ..domain.values.cells import as_text
from ..workbook.addresses import address, quoted
from ..workbook.grid import Grid
from ..workbook.heights import text_height
from ..workbook.model import Area, RowFormat, Sheet

NAME = "Trang đầu"
NEXT_STEP = "VIỆC TIẾP THEO"
STEPS = 10
"""Lines of steps, and of figures beside them."""
EVENTS = 4
_BAND, _SAID, _GO = 3, 4, 5
SAID = address(_SAID, 0)
"""The cell of the sentence."""
_WAY = re.compile(r"→ Đến (?:ô ([A-Z]+[0-9]+), )?trang (.+)")
"""The way to where it is done, as the line below the sentence shows it."""
_LISTS = 7
_EVENTS = _LISTS + STEPS + 2
HEADER_ROW = _EVENTS + EVENTS + 3
"""The header of the page's table."""
_LAST = 7
"""The last of the page's columns."""
_MIDDLE = 4
"""The first column of the right half."""
WIDTHS = (8, 28, 14, 11, 12, 12, 8, 14)


class Mark(Enum):
    """How far a step is: its sign, its word, its style; colour never says it alone."""

    DONE = ("✓", "Xong", "green")
    NOW = ("▶", "Đang làm", "amber")
    OPEN = ("!", "Còn việc", "amber")
    LATER = ("○", "Chưa đến", "note")
    UNUSED = ("–", "Không dùng", "note")

    @property
    def sign(self) -> str:
        return self.value[0]

    @property
    def word(self) -> str:
        return self.value[1]

    @property
    def style(self) -> str:
        return self.value[2]


class StepLine(NamedTuple):
    """A step of the year and how far it is."""

    text: str
    mark: Mark


class Figure(NamedTuple):
    """A count with its words; `waits`: somebody has to do something about it."""

    words: str
    value: object
    waits: bool = False
    formula: str = ""


class Live(NamedTuple):
    """What is said instead of the next step once a formula part is true, and where it leads then."""

    test: str
    text: str
    sheet: str


class Front(NamedTuple):
    """What stands above the table."""

    title: str
    subtitle: str
    said: str
    """The next step."""
    sheet: str
    cell: str
    """Where it is done; empty: the sheet as a whole."""
    steps: Sequence[StepLine]
    figures: Sequence[Figure]
    as_of: str
    """The day of the figures that are not live."""
    events: Sequence[str]
    table: str
    """What the table is headed."""
    live: Live | None = None


class Shown(NamedTuple):
    """The next step as a page shows it."""

    text: str
    sheet: str = ""
    cell: str = ""


def shown_on(page: Grid) -> Shown:
    """The next step that a page was drawn with; without a place where a person typed over the way there."""
    found = _WAY.fullmatch(as_text(page.at(_GO, 0)))
    cell, sheet = found.groups(default="") if found else ("", "")
    return Shown(as_text(page.at(_SAID, 0)), sheet, cell)


def draw_front(sheet: Sheet, front: Front) -> None:
    """Everything above the table; lines of an earlier page that are not there any more are emptied."""
    _heading(sheet, front)
    _next_step(sheet, front)
    _bands(
        sheet, _LISTS, (0, _MIDDLE - 1, "CÁC BƯỚC TRONG NĂM"), (_MIDDLE, _LAST, f"SỐ LIỆU ĐẾN {front.as_of}")
    )
    for at in range(STEPS):
        _step(sheet, _LISTS + 1 + at, front.steps[at] if at < len(front.steps) else None)
        _figure(sheet, _LISTS + 1 + at, front.figures[at] if at < len(front.figures) else None)
    _bands(sheet, _EVENTS, (0, _LAST, "VIỆC VỪA LÀM"))
    for at in range(EVENTS):
        _event(sheet, _EVENTS + 1 + at, front.events[at] if at < len(front.events) else "")
    _bands(sheet, HEADER_ROW - 1, (0, _LAST, front.table))
    for row in (2, 6, _EVENTS - 1, HEADER_ROW - 2):
        sheet.rows[row] = RowFormat(8)
    sheet.fit, sheet.freeze, sheet.repeat_rows = (1, 1), None, None
    sheet.print_area = Area(0, 0, max(HEADER_ROW, *(row for row, _ in sheet.cells)), _LAST)
    sheet.footer = "Trang này do chương trình vẽ; ghi chú riêng xin để bên phải bảng."


def _event(sheet: Sheet, row: int, text: str) -> None:
    """One of the latest events: nothing of it runs over the edge of the page, which would print all of it smaller."""
    style = "left wrap indent1"
    sheet.merge(Area(row, 0, row, _LAST), text, style)
    sheet.rows[row] = RowFormat(text_height(text, sum(WIDTHS), style) or None)


def _heading(sheet: Sheet, front: Front) -> None:
    style = "title huge left"
    needed = text_height(front.title, sum(WIDTHS), f"{style} wrap")
    sheet.merge(Area(0, 0, 0, _LAST), front.title, f"{style} wrap" if needed else style)
    sheet.merge(Area(1, 0, 1, _LAST), front.subtitle, "note left")
    sheet.rows[0], sheet.rows[1] = RowFormat(max(30.0, needed)), RowFormat(18)


def _bands(sheet: Sheet, row: int, *bands: tuple[int, int, str]) -> None:
    for first, last, text in bands:
        sheet.merge(Area(row, first, row, last), text, "band")
    sheet.rows[row] = RowFormat(18)


def _next_step(sheet: Sheet, front: Front) -> None:
    """The sentence, and below it the way to where it is done."""
    _bands(sheet, _BAND, (0, _LAST, NEXT_STEP))
    where = f"ô {front.cell}, trang {front.sheet}" if front.cell else f"trang {front.sheet}"
    place = f"#{quoted(front.sheet)}!{front.cell or 'A1'}"
    go, live = f"→ Đến {where}", front.live
    said = formula = ""
    target, shown = _text(place), _text(go)
    if live:
        formula = f"=IF({live.test},{_text(live.text)},{_text(front.said)})"
        target = f"IF({live.test},{_text(f'#{quoted(live.sheet)}!A1')},{target})"
        shown = f"IF({live.test},{_text(f'→ Đến trang {live.sheet}')},{shown})"
    said = front.said
    style = "step"
    sheet.merge(Area(_SAID, 0, _SAID, _LAST), said, style, formula)
    sheet.merge(Area(_GO, 0, _GO, _LAST), go, "steplink", f"=HYPERLINK({target},{shown})")
    height = text_height(said, sum(WIDTHS) * 0.72, "wrap") or 18.0  # at 14 points
    sheet.rows[_SAID], sheet.rows[_GO] = RowFormat(max(40.0, height * 1.35 + 10)), RowFormat(22)


_LITERAL = 200
"""Characters of one text inside a formula; Excel takes 255."""


def _text(text: str) -> str:
    """A text as formulas write it, long ones in pieces."""
    pieces = [text[at : at + _LITERAL] for at in range(0, len(text), _LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _step(sheet: Sheet, row: int, line: StepLine | None) -> None:
    style = line.mark.style if line else ""
    sheet.put(row, 0, line.mark.sign if line else "", f"grid center bold {style}" if line else "")
    sheet.merge(Area(row, 1, row, 2), line.text if line else "", "grid left indent1" if line else "")
    sheet.put(row, 3, line.mark.word if line else "", f"grid center {style}" if line else "")
    sheet.rows[row] = RowFormat(18)


def _figure(sheet: Sheet, row: int, figure: Figure | None) -> None:
    words, value = Area(row, _MIDDLE, row, _LAST - 2), Area(row, _LAST - 1, row, _LAST)
    if figure is None:
        sheet.merge(words, "", "")
        sheet.merge(value, "", "")
        return
    colour = " amber" if figure.waits else ""
    sheet.merge(words, figure.words, "grid left indent1")
    sheet.merge(value, figure.value, f"grid center bold{colour}", figure.formula)
