"""Number formats (ISO 29500-1, 18.8.31): what a program shows of a stored number, and which number that is.

Only what can make the shown number another one is followed: sections and their conditions, percent, scaling
commas, rounding, digits in the text around, fractions, scientific. Dates are no numbers here: see `is_date`.
"""

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0;(#,##0)", 6: "#,##0;[Red](#,##0)",
    7: "#,##0.00;(#,##0.00)", 8: "#,##0.00;[Red](#,##0.00)", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 37: "#,##0;(#,##0)", 38: "#,##0;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 41: '#,##0_-;-#,##0_-;"-"_-;@', 42: '#,##0_-;-#,##0_-;"-"_-;@',
    43: '#,##0.00_-;-#,##0.00_-;"-"??_-;@', 44: '#,##0.00_-;-#,##0.00_-;"-"??_-;@', 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Those of numbers that need no declaration; the currency sign of some is left out, it holds no digit."""
_PLAIN = frozenset({"", "general", "@"})
_MOST_PLACES = 15
"""Digits behind the point that a stored number can have."""


class Token(NamedTuple):
    """A piece of a format: `lit`, `digit`, `point`, `comma`, `percent`, `slash`, `exp`, `general` or `text`."""

    kind: str
    text: str = ""


class Section(NamedTuple):
    """What stands between two semicolons."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    white: bool = False
    """Whether it is written in white."""


class Piece(NamedTuple):
    """A part of the shown text, and whether it is the number's own."""

    text: str
    own: bool


class Rendered(NamedTuple):
    """The shown text, the number that its digits say, and whether it was scaled on the way."""

    pieces: tuple[Piece, ...]
    number: Fraction | None
    scaled: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)


def is_plain(code: str) -> bool:
    """Whether it shows every number as it is, so that nobody needs to look."""
    return code.lower() in _PLAIN


# --- read -----------------------------------------------------------------------------------------


@cache
def _token() -> re.Pattern[str]:
    """A piece of a format; put together when a format is read, as most are plain."""
    return re.compile(
        r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
        r"|(?P<general>General|G/通用格式)"
        r"|(?P<exp>E[+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)|(?P<lit>.)",
        re.IGNORECASE | re.DOTALL,
    )


_CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\s*")
_WHITE = frozenset({"white", "color2", "color 2"})
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


@lru_cache(maxsize=256)
def sections(code: str) -> tuple[Section, ...]:
    """The format's sections."""
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    white = False
    for match in _token().finditer(code or "General"):
        if match["lit"] == ";":
            found.append(Section(tuple(tokens), condition, white))
            tokens, condition, white = [], None, False
        elif match["bracket"] is not None:
            inside = match["bracket"]
            condition = _condition(inside) or condition
            white = white or inside.lower() in _WHITE
            if inside.startswith("$"):
                tokens.append(Token("lit", inside[1:].partition("-")[0]))
        else:
            tokens += _tokens(match)
    return (*found, Section(tuple(tokens), condition, white))


def _condition(inside: str) -> tuple[str, Decimal] | None:
    found = _CONDITION.fullmatch(inside)
    return (found[1], Decimal(found[2])) if found else None


def _tokens(match: re.Match[str]) -> Iterator[Token]:
    kind = match.lastgroup
    if kind in ("quoted", "escaped", "fill", "lit"):
        yield Token("lit", match[kind])
    elif kind is None:  # `_x`: the room of a character
        yield Token("lit", " ")
    else:
        yield Token(kind, match[kind])


def is_date(code: str) -> bool:
    """Whether it shows a number as a date or time."""
    return any(
        token.kind == "lit" and _DATE.fullmatch(match[0])
        for match in _token().finditer(code)
        for token in (_tokens(match) if match.lastgroup == "lit" else ())
    )


# --- chosen ---------------------------------------------------------------------------------------


def shown_number(code: str, number: Decimal) -> Rendered:
    """What is seen of a number."""
    found = sections(code)
    section, signed = _section(found[:3], number)
    if section is None:
        return Rendered((Piece("####", False),), None)
    if section.white:
        return Rendered((), None)
    rendered = _rendered(section.tokens, abs(number))
    if number >= 0 or not signed or rendered.number == 0:
        return rendered
    minus = None if rendered.number is None else -rendered.number
    return Rendered((Piece("-", True), *rendered.pieces), minus, rendered.scaled)


def _section(found: Sequence[Section], number: Decimal) -> tuple[Section | None, bool]:
    """The section that serves the number, and whether it puts the minus sign itself."""
    if any(section.condition for section in found):
        return _by_condition(found, number)
    if len(found) == 1 or any(token.kind == "text" for token in found[1].tokens):
        return found[0], True
    if number < 0:
        return found[1], False
    return found[2] if number == 0 and len(found) > 2 else found[0], True


def _by_condition(found: Sequence[Section], number: Decimal) -> tuple[Section | None, bool]:
    for at, section in enumerate(found):
        if section.condition is None:
            if at == 1 and len(found) > 2 and number >= 0:
                continue  # the second of three without a condition is that of negative numbers
            return section, at != 1 or len(found) < 3
        test, limit = section.condition
        if _TESTS[test](number, limit):
            return section, not (test in ("<", "<=") and limit <= 0)
    return None, True


def shown_text(code: str, text: str) -> str:
    """What is seen of a text."""
    found = sections(code)
    if len(found) < 4 and not any(token.kind == "text" for token in found[-1].tokens):
        return text
    section = found[3] if len(found) > 3 else found[-1]
    if section.white:
        return ""
    parts = [
        text if token.kind == "text" else token.text
        for token in section.tokens
        if token.kind in ("text", "lit")
    ]
    return "".join(parts)


# --- rendered -------------------------------------------------------------------------------------


def _rendered(tokens: Sequence[Token], number: Decimal) -> Rendered:
    kinds = [token.kind for token in tokens]
    slash = kinds.index("slash") if "slash" in kinds else -1
    if slash > 0 and "digit" in kinds[:slash] and _denominator(tokens, slash)[1] > slash + 1:
        return _fraction(tokens, slash, number)
    if "exp" in kinds and "digit" in kinds[: kinds.index("exp")]:
        return _scientific(tokens, kinds.index("exp"), number)
    if "digit" not in kinds:
        return _without_digits(tokens, number)
    return _decimal(tokens, number)


def _without_digits(tokens: Sequence[Token], number: Decimal) -> Rendered:
    """`General`, `@`, or nothing but words."""
    percents = sum(token.kind == "percent" for token in tokens)
    number = number * 100**percents
    pieces = [
        Piece(_local(number), True) if token.kind in ("general", "text") else Piece(token.text, False)
        for token in tokens
    ]
    says = any(piece.own for piece in pieces)
    return Rendered(tuple(pieces), Fraction(number) if says else None, percents > 0)


def _decimal(tokens: Sequence[Token], number: Decimal) -> Rendered:
    kinds = [token.kind for token in tokens]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    last = max(at for at, kind in enumerate(kinds) if kind == "digit")
    percents = kinds.count("percent")
    thousands = sum(kind == "comma" for kind in kinds[last + 1 :]) + _before_point(kinds, point, last)
    scaled = number * 100**percents / Decimal(1000) ** thousands
    places = min(kinds[point:].count("digit"), _MOST_PLACES)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    pieces = _laid_out(tokens, point, rounded)
    return Rendered(tuple(pieces), Fraction(rounded), percents + thousands > 0)


def _before_point(kinds: Sequence[str], point: int, last: int) -> int:
    """Commas between the last whole digit and the point: each divides by a thousand."""
    if point >= len(kinds) or last < point:
        return 0
    count = 0
    while point - count > 0 and kinds[point - count - 1] == "comma":
        count += 1
    return count


def _laid_out(tokens: Sequence[Token], point: int, rounded: Decimal) -> Iterator[Piece]:
    """The digits at the places of the format, with the texts between."""
    whole, _, part = format(rounded, "f").partition(".")
    whole = whole.lstrip("0")
    slots = [at for at, token in enumerate(tokens[:point]) if token.kind == "digit"]
    grouped = any(
        token.kind == "comma" and slots and slots[0] < at < slots[-1]
        for at, token in enumerate(tokens[:point])
    )
    digits = _whole_digits(whole, [tokens[at].text for at in slots], grouped)
    if not slots and point < len(tokens):
        slots, digits = [point], [whole]
    at_slot = dict(zip(slots, digits, strict=True))
    taken = 0
    for at, token in enumerate(tokens):
        if at_slot.get(at):
            yield Piece(at_slot[at], True)
        if at == point:
            yield Piece(",", True)
        elif at > point and token.kind == "digit":
            rest = part[taken:].rstrip("0")
            text = part[taken : taken + 1] if token.text == "0" or rest else " " if token.text == "?" else ""
            taken += 1
            yield Piece(text, bool(text.strip()))
        elif token.kind in ("lit", "percent", "slash", "point"):
            yield Piece(token.text, False)


def _whole_digits(whole: str, slots: Sequence[str], grouped: bool) -> list[str]:
    """What stands at each place before the point: the first takes all digits that are left over."""
    if not slots:
        return []
    digits = whole.rjust(len(slots))
    texts = [digits[: len(digits) - len(slots) + 1], *digits[len(digits) - len(slots) + 1 :]]
    for at, slot in enumerate(slots):
        if texts[at] == " ":
            texts[at] = {"0": "0", "?": " ", "#": ""}[slot] if not _begun(texts[:at]) else "0"
    if not grouped:
        return [text.strip() for text in texts]
    joined = "".join(texts).strip()
    first = f"{int(joined):,}".replace(",", ".") if joined else ""
    return [first.rjust(len(joined), "0"), *[""] * (len(slots) - 1)]


def _begun(texts: Sequence[str]) -> bool:
    return any(text.strip() for text in texts)


def _scientific(tokens: Sequence[Token], exp: int, number: Decimal) -> Rendered:
    kinds = [token.kind for token in tokens[:exp]]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    wide, places = max(1, kinds[:point].count("digit")), kinds[point:].count("digit")
    power = (number.adjusted() // wide) * wide if number else 0
    mantissa = number.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if mantissa >= 10**wide:
        power += wide
        mantissa = number.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{_local(mantissa)}E{'-' if power < 0 else '+'}{abs(power):02}"
    first = kinds.index("digit")
    behind = [token for token in tokens[exp:] if token.kind == "lit"]
    pieces = [*_words(tokens[:first]), Piece(text, True), *_words(behind)]
    return Rendered(tuple(pieces), Fraction(mantissa.scaleb(power)))


def _words(tokens: Sequence[Token]) -> list[Piece]:
    return [Piece(token.text, False) for token in tokens if token.kind in ("lit", "percent")]


def _denominator(tokens: Sequence[Token], slash: int) -> tuple[int, int]:
    """The fixed denominator or the negative of the largest one, and the place behind it."""
    end, digits, fixed = slash + 1, "", False
    while end < len(tokens):
        kind, text = tokens[end]
        if kind != "digit" and not (kind == "lit" and text.isascii() and text.isdigit()):
            break
        fixed = fixed or kind == "lit"
        digits += text if text.isdigit() else "9"
        end += 1
    if fixed and digits.isdigit() and int(digits):
        return int(digits), end
    return -(10 ** (end - slash - 1) - 1), end


def _fraction(tokens: Sequence[Token], slash: int, number: Decimal) -> Rendered:
    denominator, end = _denominator(tokens, slash)
    before = slash
    while before > 0 and tokens[before - 1].kind == "digit":
        before -= 1
    mixed = any(token.kind == "digit" for token in tokens[:before])
    exact = Fraction(number)
    if denominator > 0:
        seen = Fraction((number * denominator).to_integral_value(ROUND_HALF_UP)) / denominator
    else:
        seen = exact.limit_denominator(max(1, -denominator))
    whole = seen.numerator // seen.denominator if mixed else 0
    rest = seen - whole
    words = [str(whole)] if whole or not rest else []
    if rest:
        over = denominator if denominator > 0 else rest.denominator
        words.append(f"{rest * over}/{over}")
    first = next(at for at, token in enumerate(tokens) if token.kind == "digit")
    return Rendered((*_words(tokens[:first]), Piece(" ".join(words), True), *_words(tokens[end:])), seen)


def _local(number: Decimal) -> str:
    """As Vietnamese readers see it."""
    return format(number, "f").replace(".", ",")
