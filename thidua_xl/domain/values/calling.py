"""Cách gọi: units of a province's departments sit in a *khối*, communes in a *cụm*; only printed words differ."""

import re
from collections.abc import Iterable
from enum import StrEnum


class Calling(StrEnum):
    """Cách gọi."""

    CLUSTER = "Cụm"
    BLOCK = "Khối"


_WORD = re.compile(r"\b(?:cụm|Cụm|CỤM)\b")
_NAMES = re.compile(
    r"[Tt]rang Cụm\b|Trưởng, Phó cụm|(?:trang|Trang) Bầu Trưởng cụm|mục Trưởng cụm|cột Trưởng cụm"
)
"""Sheets, settings and headers keep their names whatever the cluster is called."""


def called(text: str, calling: Calling, given: Iterable[str] = ()) -> str:
    """A text of the program's as the office says it.

    Args:
        text: any, formulas too.
        calling: what the cluster is called.
        given: what people typed and the text quotes: it stays as they typed it.
    """
    if calling is Calling.CLUSTER or not _WORD.search(text):
        return text
    kept = [re.escape(one) for one in given if _WORD.search(one)]
    fixed = re.compile("|".join([*sorted(kept, key=len, reverse=True), _NAMES.pattern]))
    pieces, last = [], 0
    for found in fixed.finditer(text):
        pieces += [_WORD.sub(_block, text[last : found.start()]), found[0]]
        last = found.end()
    return "".join([*pieces, _WORD.sub(_block, text[last:])])


def _block(found: re.Match[str]) -> str:
    word = found[0]
    return "KHỐI" if word.isupper() else "Khối" if word[0].isupper() else "khối"
