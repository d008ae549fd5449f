"""What a cell shows against what it holds: the number that a person saw is the one that counts.

Where a cell shows another number than it holds, shows none, or only a part of it is plain, its value is put
aside: in its place stands a text that says both. It is read again wherever it is kept, so that
the doubt outlives the format that raised it.
"""

import re
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from .cells import CellError, Disputed, Formula, RawCell, Uncomputed, as_text, is_blank
from .number_formats import Piece, Rendered, shown_number, shown_text
from .numbers import as_shown, typed_number
from .text import clean


class Look(Enum):
    """How what is shown stands to what is held."""

    SAME = "same"
    ROUNDED = "rounded"
    OTHER = "other"


class Shown(NamedTuple):
    """What a cell shows."""

    look: Look
    text: str = ""


_DASHES = frozenset("-–—−")
_FIRST = re.compile(r"(?<![^\W_])[^\W_]")
"""What a word begins with: in `m2`, `m²` and `CO2` the digit belongs to a word."""
_LARGEST = 10**12
"""No larger number counts anyway."""
_MOST = 60
"""Characters of what is shown that are told."""
_LONGEST = 255
"""Characters of a format that Excel takes."""


@lru_cache(maxsize=1 << 13)  # scores repeat, and so do formats
def of_number(code: str, stored: float) -> Shown:
    """What a cell of this number format shows of a stored number."""
    if not -_LARGEST <= stored <= _LARGEST:
        return Shown(Look.SAME)
    number = as_shown(stored)
    try:
        seen = shown_number(code[: _LONGEST + 1], number)
    except ArithmeticError:  # a format of a hundred per cent signs
        return Shown(Look.OTHER, "####")
    return Shown(_look(seen, number), clean(seen.text)[:_MOST])


def of_text(code: str, text: str) -> Shown:
    """The same of a text."""
    seen = shown_text(code, text)
    alike = clean(seen) == clean(text) or (clean(seen) and not _digits_around(seen, text))
    return Shown(Look.SAME if alike else Look.OTHER, clean(seen))


def _digits_around(seen: str, text: str) -> bool:
    """Whether digits stand around the text."""
    before, _, behind = seen.partition(text)
    return text not in seen or any(letter.isnumeric() for letter in before + behind)


def _look(seen: Rendered, number: Decimal) -> Look:
    said = _said(seen)
    if said == number:
        return Look.SAME
    text = clean(seen.text)
    if said is None and not number and not any(map(str.isnumeric, text)) and not _DASHES.isdisjoint(text):
        return Look.SAME  # accounting formats show nought as a dash
    if said is None or seen.number is None or seen.scaled or abs(said) != abs(seen.number):
        return Look.OTHER
    return Look.ROUNDED if not said or (said < 0) == (number < 0) else Look.OTHER


def _said(seen: Rendered) -> Fraction | None:
    """The number that a reader takes from the text; None where that is no single number."""
    own = [at for at, piece in enumerate(seen.pieces) if piece.own and any(map(str.isdigit, piece.text))]
    if not own or seen.number is None:
        return None
    before, behind = (_words(part) for part in (seen.pieces[: own[0]], seen.pieces[own[-1] + 1 :]))
    if _adds_digits(before, behind) or not _is_whole(seen.pieces[own[0] : own[-1] + 1]):
        return None
    return -seen.number if _negated(before, behind) else seen.number


def _words(pieces: tuple[Piece, ...]) -> str:
    """What of them is not the number's own."""
    return "".join(piece.text for piece in pieces if not piece.own)


def _adds_digits(before: str, behind: str) -> bool:
    """Whether the words around a number hold digits that are no part of a word."""
    begun = (found[0] for words in (before, behind) for found in _FIRST.finditer(words))
    return any(map(str.isnumeric, (*begun, before[-1:])))


_SEPARATORS = ". \u00a0\u202f"
_GROUPS = re.compile(rf"[0-9]{{1,3}}(?:[{_SEPARATORS}][0-9]{{3}})*(?:,[0-9]*)?")


def _is_whole(inside: tuple[Piece, ...]) -> bool:
    """Whether nothing stands among the digits but what groups them."""
    loose = "".join(piece.text for piece in inside if not piece.own)
    if not loose:
        return True
    if loose.strip(_SEPARATORS):
        return False  # a digit or a comma of the format's own, which a person takes for the number's
    return _GROUPS.fullmatch("".join(piece.text for piece in inside)) is not None


def _negated(before: str, behind: str) -> bool:
    """Whether the words around make it a negative number: a minus sign at it, or brackets."""
    sign = before.rstrip()[-1:]
    return sign in _DASHES or (sign == "(" and behind.lstrip().startswith(")"))


# --- doubts ---------------------------------------------------------------------------------------


class Why(Enum):
    """Why a cell's value is put aside; the value stands in the text."""

    FORMAT = ""
    RUNS = "có phần bị gạch ngang, nâng lên, hạ xuống hoặc cùng màu nền"
    STRUCK = "bị gạch ngang"
    INVISIBLE = "chữ cùng màu nền hoặc quá nhỏ"
    COVERED = "khuất dưới ô gộp"
    SIGN = "định dạng có điều kiện chỉ hiện thanh hoặc biểu tượng"
    REPEATED = "căn ngang kiểu lặp lại cho đầy ô"


BY_RULE = "theo định dạng có điều kiện"
"""The detail of a doubt that a conditional format raises."""
_UNSEEN = (Why.COVERED, Why.INVISIBLE, Why.SIGN)


class Doubt(NamedTuple):
    """What a cell shows and holds, and why that is not the same."""

    shown: str
    held: str
    why: Why = Why.FORMAT
    detail: str = ""
    """The visible cell of a merge; the formula that gave the value."""

    def __str__(self) -> str:
        held = f"ô giữ {self.held}" if self.held else _BLANK
        about = "; ".join(filter(None, (held, f"{self.why.value} {self.detail}".strip())))
        return f"{self.shown or _NOTHING} ({about})"

    @property
    def number(self) -> Decimal | None:
        """The number that it holds; None for a text."""
        return _decimal(self.held)

    @property
    def unsigned(self) -> Decimal | None:
        """The number that it holds where it shows the same one without its sign; else None."""
        held = _decimal(self.held)
        same = held is not None and _decimal(self.shown) == -held and self.why is Why.FORMAT
        return held if same else None

    @property
    def percent(self) -> Decimal | None:
        """The per cent that it shows and holds as a fraction; None where it is anything else."""
        found = _PERCENT.fullmatch(self.shown)
        seen, held = _decimal(found[1] if found else ""), _decimal(self.held)
        if found is None or seen is None or held is None or self.why is not Why.FORMAT or abs(held) >= _WILD:
            return None
        unit = 10 ** len(found[2] or "")
        return held * 100 if abs(held * 100 - seen) * 2 * unit <= 1 else None


_WILD = 10
"""From 1000 % on somebody rather gave a percent format to a number of per cent."""
_NOTHING = "không hiện gì"
_PERCENT = re.compile(r"(-?[0-9.]+(?:,([0-9]+))?) ?%")
_BLANK = "ô trống"
_TEXT = re.compile(rf"(.*?) \((?:ô giữ ([^;]*?)|{_BLANK})(?:; (.*))?\)")
_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]+)?")


def _decimal(text: str) -> Decimal | None:
    plain = text.replace(".", "")
    return Decimal(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


_SAYS = re.compile(r"-?[0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?")


def shown_value(text: str) -> Decimal | None:
    """The number that a shown text says."""
    found = _SAYS.search(text)
    return _decimal(found[0]) if found else None


def held_text(number: float) -> str:
    """A stored number in the words of a doubt."""
    return typed_number(as_shown(number))


def seen(cell: RawCell, code: str, why: Why = Why.FORMAT, detail: str = "") -> Doubt | str:
    """What to make of a cell that may show something else than it holds.

    Returns the doubt, or what it shows where that is only rounded; empty where nothing is amiss.
    """
    if type(cell) is float and why is Why.FORMAT and of_number(code, cell).look is Look.SAME:
        return ""  # nearly every cell
    if isinstance(cell, Formula):
        about = seen(cell.value, code, why, detail)
        return (
            about._replace(detail=about.detail or f"{_FORMULA} {cell.text}")
            if isinstance(about, Doubt)
            else about
        )
    if is_blank(cell) or isinstance(cell, bool | CellError | Disputed | Uncomputed):
        return "" if why is not Why.COVERED or is_blank(cell) else Doubt("", as_text(cell), why, detail)
    number = isinstance(cell, int | float)
    held = held_text(float(cell)) if isinstance(cell, int | float) else as_text(cell).replace(";", ",")
    if why is not Why.FORMAT:
        if why is Why.REPEATED and not any(map(str.isnumeric, held)):
            return ""  # a word twice is the same word
        return Doubt("" if why in _UNSEEN else held, held, why, detail)
    if not (number or isinstance(cell, str)):
        return ""  # a date says so itself
    shown = of_number(code, float(cell)) if isinstance(cell, int | float) else of_text(code, as_text(cell))
    if shown.look is Look.OTHER:
        return Doubt(shown.text, held)
    return shown.text if shown.look is Look.ROUNDED else ""


_FORMULA = "công thức"


def read_doubt(text: str) -> Doubt | None:
    """The doubt that a text says; None where it is any other text."""
    if "(ô giữ " not in text and f"({_BLANK}; " not in text:
        return None
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    shown = "" if found[1] == _NOTHING else found[1]
    words = found[3] or ""
    why = next((why for why in Why if why.value and words.startswith(why.value)), Why.FORMAT)
    return Doubt(shown, found[2] or "", why, words[len(why.value) :].strip())
