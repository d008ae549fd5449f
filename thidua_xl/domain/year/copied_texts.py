"""Texts that several units wrote in the same words: a note for the meeting, never a penalty.

A text is known by a mark: who compares need not keep what was written.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..values.text import fold

SHORT = "+"
"""The mark of a text too short to say anything where two write it: `Có báo cáo kèm theo`."""
_LEAST = 25
"""Characters of a text that two units hardly write by chance."""
_DIGITS = 10
_MOST = 8


class Written(NamedTuple):
    """The marks of what a unit wrote at one criterion; empty where it wrote nothing."""

    evidence: str = ""
    explanation: str = ""


class Copied(NamedTuple):
    """Units with the same texts: told at the first of them."""

    unit: str
    criterion: str
    text: str


def mark_of(text: str) -> str:
    """What tells a text from others, whatever its letter case and spaces; empty for none."""
    folded = fold(text)
    if not folded:
        return ""
    return hashlib.sha256(folded.encode()).hexdigest()[:_DIGITS] if len(folded) >= _LEAST else SHORT


def copied(written: Mapping[str, Mapping[str, Written]]) -> Iterator[Copied]:
    """Every group of units that share texts, once, with the criteria where the first of them wrote them."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit, rows in written.items():
        for code, texts in rows.items():
            for mark in dict.fromkeys(texts):
                if mark not in ("", SHORT):
                    places[mark].append((unit, code))
    shared: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for found in places.values():
        units = tuple(dict.fromkeys(unit for unit, _ in found))
        if len(units) > 1:
            shared[units] |= {code: None for unit, code in found if unit == units[0]}
    for units, codes in shared.items():
        first, *more = codes
        where = ", ".join([first, *more][:_MOST]) + (
            f", … (còn {len(codes) - _MOST})" if len(codes) > _MOST else ""
        )
        yield Copied(
            units[0], first, f"Minh chứng hoặc giải trình giống hệt của {', '.join(units[1:])}: {where}."
        )
