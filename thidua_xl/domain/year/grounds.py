"""Căn cứ: the lines on which a paper rests, and how they are cited (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6)."""

import re
from collections.abc import Sequence

from ..values.text import clean

_LAW = "Luật Thi đua, khen thưởng"
_DECREE = "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong " \
    f"lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của {_LAW}"  # fmt: skip
GROUNDS_2025: tuple[str, ...] = (
    f"{_LAW} ngày 15 tháng 6 năm 2022",
    _DECREE,
    "Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ quy định biện pháp để tổ chức, "
    f"hướng dẫn thi hành {_LAW} và {_DECREE}",
)
"""What new books begin with: the law named without number or issuer, the others in full."""
_SINCE = 2025


def grounds_for(year: int) -> tuple[str, ...]:
    """The lines that a new book of the year begins with; none before there were such rules."""
    return GROUNDS_2025 if year >= _SINCE else ()


def are_untouched(grounds: Sequence[str], year: int) -> bool:
    """Whether the lines are those that a new book of the year begins with: nobody has looked at them yet."""
    return bool(grounds) and tuple(grounds) == grounds_for(year)


# --- as lines of a paper ------------------------------------------------------------------------

_CITES = "Căn cứ {}"
_TYPED = re.compile(r"^[-–—•*+\s]*(?:căn\s+cứ\b[\s:]*)?", re.IGNORECASE)
_OPENS_ITSELF = re.compile(r"(?:theo|xét|thực hiện)\s", re.IGNORECASE)
"""Lines that say themselves how the paper rests on them: `Theo đề nghị của …`."""
_ENDS = " ;.,:/"


def as_ground_lines(grounds: Sequence[str]) -> list[str]:
    """Every ground as its line: `Căn cứ …;`, the last with a full stop; blank ones are left out."""
    said = list(filter(None, map(_said, grounds)))
    return [f"{line}{'.' if at == len(said) else ';'}" for at, line in enumerate(said, start=1)]


def _said(ground: str) -> str:
    """Without its end, `Căn cứ` before it once; empty where nothing was typed but that."""
    text = _bare(ground)
    if not text:
        return ""
    return text[0].upper() + text[1:] if _OPENS_ITSELF.match(text) else _CITES.format(text)


def _bare(ground: str) -> str:
    return _TYPED.sub("", clean(ground)).rstrip(_ENDS)


# --- cited again --------------------------------------------------------------------------------

_NUMBERED = re.compile(r"((?:[^\s\d]+ ){1,4}?(?:số )?\d[^\s,;/]*/[^\s,;]+)", re.IGNORECASE)
_LAW_SAID = re.compile(r"(?:bộ )?luật\s", re.IGNORECASE)
_DAY = re.compile(r",?\s(?:số\s\S+\s)?(?:ngày|năm)\s\d", re.IGNORECASE)


def cited(ground: str) -> str:
    """A ground cited again in the text: type and number only; a law by its name."""
    text = _bare(ground)
    numbered = None if _LAW_SAID.match(text) else _NUMBERED.match(text)
    return numbered.group(1) if numbered else _undated(text)


def _undated(text: str) -> str:
    """The text up to its day, with the number that may stand before."""
    day = _DAY.search(text)
    return text[: day.start()] if day else text
