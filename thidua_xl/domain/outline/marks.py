"""The numbering of a line: `I`, `1.1`, `a)`, `-`, in its own cell or at the head of the text."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from ..values.roman import roman
from ..values.text import clean


class Shape(Enum):
    """What a part of a number looks like."""

    CAPITAL = "A"
    ROMAN = "I"
    NUMBER = "1"
    IN_BRACKETS = "1)"
    LETTER = "a"
    SMALL_ROMAN = "i"
    BULLET = "-"


Style = tuple[Shape | str, ...]
"""The shapes of all parts; of a bullet the sign itself, since `+` stands below `-`."""


_IN_TEXT = "text"


class Mark(NamedTuple):
    """A number as it may be read: `1.2` is two parts."""

    printed: str
    style: Style
    parts: tuple[str, ...]

    @property
    def is_bullet(self) -> bool:
        """Whether it says no place in a row."""
        return self.style[0] is Shape.BULLET

    def in_text(self) -> "Mark":
        """The same at the head of a text: below a number in its own cell it begins a row of its own."""
        return self if self.is_bullet else self._replace(style=(_IN_TEXT, *self.style))

    @property
    def last(self) -> str:
        """The part that tells it from its neighbours."""
        return self.parts[-1]

    def follows(self, before: "Mark") -> bool:
        """Whether it is the next of the same row."""
        return any(
            row.index(self.last) == row.index(before.last) + 1
            for row in _rows(self.style[-1])
            if self.last in row and before.last in row
        )

    @property
    def place(self) -> int:
        """1 for `I`, 2 for `II`; 0 for what is no place."""
        return next((row.index(self.last) + 1 for row in _rows(self.style[-1]) if self.last in row), 0)

    @property
    def begins(self) -> bool:
        """Whether it is the first of its row."""
        return any(row[0] == self.last for row in _rows(self.style[-1]))


_ROMAN = tuple(map(roman, range(1, 100)))  # `C` and `D` are letters
_NUMBERS = tuple(str(number) for number in range(1, 1000))
_LATIN, _VIETNAMESE = tuple("abcdefghijklmnopqrstuvwxyz"), tuple("abcdđeghiklmnopqrstuvxy")


def _rows(shape: Shape | str) -> Sequence[tuple[str, ...]]:
    """The rows that parts of this shape may count along."""
    return {
        Shape.ROMAN: (_ROMAN,),
        Shape.SMALL_ROMAN: (tuple(map(str.lower, _ROMAN)),),
        Shape.NUMBER: (_NUMBERS,),
        Shape.IN_BRACKETS: (_NUMBERS,),
        Shape.LETTER: (_VIETNAMESE, _LATIN),
        Shape.CAPITAL: (tuple(map(str.upper, _VIETNAMESE)), tuple(map(str.upper, _LATIN))),
    }.get(shape, ()) if isinstance(shape, Shape) else ()  # fmt: skip


_BULLETS = {sign: sign for sign in "+*•·●○▪■◦►✓"} | dict.fromkeys("-–—−\uf0b7\uf02d", "-")
_WORDS = r"(?:(?:phần|mục|chương|nhóm|tiêu chí|nội dung|tiểu mục)\s+(?:thứ\s+)?)"
_PART = r"(?:\d{1,3}|[IVXLC]{1,8}|[A-ZĐ]|[ivxlc]{1,8}|[a-zđ])"
_NUMBER = rf"{_PART}(?:\.{_PART})*"
_CELL = re.compile(rf"{_WORDS}?[(\[]?(?P<core>{_NUMBER})(?P<close>[.):/\-–\]]*)", re.I)
_AT_HEAD = re.compile(
    rf"(?:(?P<word>{_WORDS})(?i:(?P<named>{_NUMBER}))(?P<after>\s*[.):/\-–]+\s*|\s+|$)"
    rf"|(?P<long>\d{{1,2}}(?:\.\d{{1,2}})+)\s+(?=\D)"
    rf"|[(\[]?(?P<core>{_NUMBER})(?P<close>\s?[.)/:\]]+(?!\d)|\s[-–](?=\s))\s*(?=\S|$))(?P<text>.*)",
    re.I | re.S,
)
_BULLET = re.compile(r"(?P<sign>[-–—−+*•·●○▪■◦►✓\uf0b7\uf02d])\s*(?P<text>\D.*)", re.S)


def read_mark(cell: str) -> tuple[Mark, ...]:
    """Every reading of a cell that holds a number alone; none where it is no number."""
    text = clean(cell)
    if text in _BULLETS:
        return (_bullet(text),)
    found = _CELL.fullmatch(text)
    return tuple(_readings(found["core"], text, found["close"])) if found else ()


def at_head(text: str) -> tuple[tuple[Mark, ...], str]:
    """The readings of the number that a text begins with, and the text without it."""
    bullet = _BULLET.fullmatch(text)
    if bullet:
        return (_bullet(bullet["sign"]),), clean(bullet["text"])
    found = _AT_HEAD.fullmatch(text)
    if not found:
        return (), text
    core = found["named"] or found["core"] or found["long"]
    close = found["close"] or ""
    if not found["word"] and len(core) > 1 and core.isalpha() and not core.isupper() and ")" not in close:
        return (), text  # `in. ` is a word
    marks = tuple(_readings(core, clean(text[: found.start("text")]), close))
    return (marks, clean(found["text"])) if marks else ((), text)


def _bullet(sign: str) -> Mark:
    return Mark(sign, (Shape.BULLET, _BULLETS[sign]), (_BULLETS[sign],))


def _readings(core: str, printed: str, close: str) -> Iterator[Mark]:
    """The number with each shape that its last part may have; `I` is a letter, too."""
    pieces = [piece.lstrip("0") or piece for piece in core.split(".")]
    shapes = [list(_shapes(piece)) for piece in pieces]
    if not all(shapes):
        return
    head = tuple(options[0] for options in shapes[:-1])
    bare = printed.strip("()[]. :/-–")
    for shape in shapes[-1]:
        bracketed = shape is Shape.NUMBER and len(pieces) == 1 and ")" in close
        style = (*head, Shape.IN_BRACKETS if bracketed else shape)
        yield Mark(bare if bare.casefold() == core.casefold() else core, style, tuple(pieces))


def _shapes(piece: str) -> Iterator[Shape]:
    """Roman first: that a single letter is one is seen from its neighbours."""
    if piece.isdigit():
        if piece in _NUMBERS:
            yield Shape.NUMBER
        return
    if piece in _ROMAN:
        yield Shape.ROMAN
    if piece.lower() == piece and piece.upper() in _ROMAN:
        yield Shape.SMALL_ROMAN
    if len(piece) == 1:
        yield Shape.LETTER if piece.islower() else Shape.CAPITAL


def chosen(readings: Sequence[Mark], open_marks: Sequence[Mark]) -> Mark:
    """The reading that goes on with a row that is open (the innermost first), begins one, or is the plainest."""
    for before in reversed(open_marks):
        for one in readings:
            if one.style == before.style and one.follows(before):
                return one
    known = {before.style for before in open_marks}
    return (
        _first(one for one in readings if one.begins and one.style not in known)
        or _first(one for one in readings if one.style in known)
        or _first(one for one in readings if not _is_roman(one) or len(one.last) > 1)
        or readings[0]
    )


def _first(marks: Iterator[Mark]) -> Mark | None:
    return next(marks, None)


def _is_roman(mark: Mark) -> bool:
    return mark.style[-1] in (Shape.ROMAN, Shape.SMALL_ROMAN)
