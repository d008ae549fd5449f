"""`Xếp hạng` as a page that is signed: letterhead above the table, signatures below it (Nghị định 30/2020/NĐ-CP).

A book of an earlier version has no room above its table: there the title stays alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ...domain.scoring.settings import Settings
from ...domain.values.calling import called
from ...domain.values.said import day_said
from ...domain.year.grounds import as_ground_lines
from ...workbook.model import Area, RowFormat, Sheet

HEAD_ROWS = 6
"""Rows of the head: authority and state, cluster and motto, place and day, title, grounds, what is ranked by."""
_LINE, _MORE = 15.0, 13.5
"""Points of one line of text, and of each that follows it."""
_HALF, _WHOLE = 30, 140
"""Letters that fit in a line of the left half (capitals), and of the whole page."""
_ROOM, _GAP = 42.0, 8.0
"""Points left for a signature by hand, and between table and signatures."""
TOGETHER = 2
"""Units at least that stand on the page of the signatures."""
EDGES, ENDS = (0.3, 0.25), (0.35, 0.5)
"""Inches beside the page, above and below it: a cluster of eight or so has its ranking on one page."""
_MAKER = "NGƯỜI LẬP BIỂU"
_BY_HAND = "(Ký, ghi rõ họ tên)"
_WITH_SEAL = "(Ký tên, đóng dấu)"


class Blocks(NamedTuple):
    """Columns (from 0) of the page: where it begins, where its left half ends and its right half begins, its end."""

    first: int
    left: int
    right: int
    last: int


class Lines(NamedTuple):
    """One line of the signatures: its text on the left and on the right, its style, its height in points."""

    left: str = ""
    right: str = ""
    style: str = "center"
    height: float | None = None


def blocks_of(columns: Sequence[int]) -> Blocks:
    """The halves of a page of these columns."""
    return Blocks(columns[0], columns[3], columns[5], columns[-1])


def head(sheet: Sheet, top: int, settings: Settings, title: str, note: str, blocks: Blocks) -> None:
    """The six rows from `top` on."""
    first, left, right, last = blocks
    above = "\n".join(settings.letterhead_superior) or settings.superior
    sheet.merge(Area(top, first, top, left), above.upper() or None, "center wrap top")
    sheet.merge(Area(top, right, top, last), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center bold top")
    sheet.merge(Area(top + 1, first, top + 1, left), cluster_said(settings).upper(), "center bold wrap top")
    sheet.merge(
        Area(top + 1, right, top + 1, last), "Độc lập - Tự do - Hạnh phúc", "center bold underline big top"
    )
    sheet.merge(Area(top + 2, right, top + 2, last), place_and_day(settings), "center italic")
    sheet.merge(Area(top + 3, first, top + 3, last), title, "title huge")
    grounds = as_ground_lines(settings.grounds)
    sheet.merge(Area(top + 4, first, top + 4, last), "\n".join(grounds) or None, "italic wrap top")
    sheet.merge(Area(top + 5, first, top + 5, last), note, "note")
    sheet.rows |= {
        top: RowFormat(_high(above.upper().split("\n"), _HALF)),
        top + 1: RowFormat(max(20.0, _high([cluster_said(settings).upper()], _HALF))),
        top + 3: RowFormat(26),
        top + 4: RowFormat(_high(grounds, _WHOLE)),
    }


def _high(lines: Sequence[str], letters: int) -> float:
    """Points of texts in a place so many letters wide."""
    return _LINE + _MORE * (_wrapped(lines, letters) - 1)


def _wrapped(lines: Sequence[str], letters: int) -> int:
    """Lines on paper of texts in a place so many letters wide, at least one."""
    return max(1, sum(-(-len(line) // letters) for line in lines))


def cluster_said(settings: Settings) -> str:
    """The cluster's name as typed; its code where it has none."""
    return settings.name or called(f"Cụm thi đua {settings.cluster}", settings.calling)


def place_and_day(settings: Settings) -> str:
    """Where and on which day the conference ranks; blanks for what is not known."""
    day = (
        day_said(settings.conference)
        if settings.conference
        else f"ngày …… tháng …… năm {settings.year or '……'}"
    )
    return f"{settings.place or '…………'}, {day}"


def signatures(settings: Settings) -> list[Lines]:
    """Who made the table on the left, who signs for the cluster on the right."""
    titles = ["KT. TRƯỞNG CỤM", "PHÓ TRƯỞNG CỤM"] if settings.signs_for else ["TRƯỞNG CỤM"]
    post = settings.signer_title if settings.sealed else ""
    return [
        Lines(height=_GAP),
        Lines(_MAKER, f"TM. {cluster_said(settings).upper()}", "center bold"),
        *(Lines("", called(title, settings.calling), "center bold") for title in titles),
        Lines(_BY_HAND, _WITH_SEAL if settings.sealed else _BY_HAND, "center italic"),
        Lines(height=_ROOM),
        Lines("", post, "center bold"),
        Lines("", settings.signer, "center bold"),
    ]


def sign_below(sheet: Sheet, row: int, lines: Sequence[Lines], left: int, right: int, mark: int) -> int:
    """The lines from a row on, each told from others by its text in the hidden column `mark`; returns the last row.

    Each text stands in one cell and reaches over the empty ones beside it: a column between may be a person's.
    """
    for at, line in enumerate(lines, start=row):
        for column, text in ((left, line.left), (right, line.right)):
            if text:
                sheet.put(at, column, text, line.style)
        sheet.put(at, mark, f"ký {at - row + 1}", "code")
        if line.height:
            sheet.rows[at] = RowFormat(line.height)
    return row + len(lines) - 1
