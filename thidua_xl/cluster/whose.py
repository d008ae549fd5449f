"""Whose an enclosure is, by what it is called: a scan `Minh chứng xã An Bình.pdf` belongs to that unit."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath

from ..domain.scoring.units import Unit
from ..domain.values.text import clean, unaccented
from ..mail.provenance import letter_of, pieces_of
from .book import Book

_WORD = re.compile(r"[^\W_]+")
_KINDS_OF_UNITS = frozenset(
    {"xa", "phuong", "thi", "tran", "ubnd", "truong", "don", "vi", "co", "quan", "phong", "ban"}
)
"""What a unit is, which its people leave out of a file's name (without marks)."""
_ALONE = 2
"""Words that must be left of a name without them: `An` alone is a word of many names."""


def unit_named(book: Book, file: str, source: str) -> str:
    """The code of the one unit that the file's name holds, or that of the archive or folder in which it came."""
    places = pieces_of(source) if letter_of(source) is None else pieces_of(source)[1:]
    for text in (PurePath(file).stem, *reversed(places)):
        for spelled in (_as_typed, _without_marks):
            unit = _the_one(book.units, text, spelled)
            if unit is not None:
                return unit.code
    return ""


Span = tuple[int, int]
"""The first word and the one after the last."""


def _the_one(units: Sequence[Unit], text: str, spelled: Callable[[str], str]) -> Unit | None:
    """The one unit of which the text tells; `An` inside of `An Bình` does not count."""
    found = [(span, unit) for unit in units for span in _spans(unit, text, spelled)]
    told = {
        unit.code: unit for span, unit in found
        if not any(_is_inside(span, other) for other, another in found if another is not unit)
    }  # fmt: skip
    return next(iter(told.values())) if len(told) == 1 else None


def _is_inside(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


def _spans(unit: Unit, text: str, spelled: Callable[[str], str]) -> list[Span]:
    """Where the text tells of the unit, by its name or its code."""
    words = _words(spelled(text))
    name = _words(spelled(unit.name))
    bare = name
    while bare and _without_marks(bare[0]) in _KINDS_OF_UNITS:
        bare = bare[1:]
    names = [name, *([bare] if len(bare) >= _ALONE else [])]
    return [*(span for one in names for span in _found(words, one)), *_spans_of_code(unit.code, text)]


def _spans_of_code(code: str, text: str) -> list[Span]:
    """Its code: as it is written where it has letters alone (`AN` is no `an`), never where it has digits alone."""
    if not re.search(r"[^\W\d_]", code):
        return []
    same = str.casefold if re.search(r"\d", code) else str
    return _found(_words(same(clean(text))), _words(same(clean(code))))


def _found(words: Sequence[str], wanted: Sequence[str]) -> list[Span]:
    """Where these words stand, one after the other."""
    size = len(wanted)
    return [
        (at, at + size) for at in range(len(words) - size + 1) if size and words[at : at + size] == wanted
    ]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _as_typed(text: str) -> str:
    return clean(text).casefold()


def _without_marks(text: str) -> str:
    """`xã Đông Bình` as `xa dong binh`."""
    return unaccented(_as_typed(text))
