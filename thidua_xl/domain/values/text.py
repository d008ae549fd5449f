"""How texts that people typed are compared: NFC, invisible characters dropped, spaces folded, look-alikes met."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u00ad\u034f\u061c\u180e\ufeff"),
        *range(0x200B, 0x2010),  # zero width, marks of direction
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),  # selectors: ✔ as a sign or as an emoji
    ]
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")


def clean(text: str) -> str:
    """The text as a reader sees it: NFC, without invisible characters, single spaces, trimmed."""
    if text.isascii() and "  " not in text and text == text.strip() and text.isprintable():
        return text
    return _cleaned_label(text) if len(text) <= _LABEL else _cleaned(text)


_LABEL = 250
"""Up to this length a text is probably a header, a name, a note above a table: it comes again in every file."""


_MARKS = re.compile("[\u034f\ufe00-\ufe0f]")
"""Those of the invisible that are no less printable than letters."""


def _is_clean(text: str) -> bool:
    """Whether it is surely as a reader sees it: most texts are."""
    single = "  " not in text and not text.startswith(" ") and not text.endswith(" ")
    plain = single and text.isprintable() and not _MARKS.search(text)
    return plain and unicodedata.is_normalized("NFC", text)


def _cleaned(text: str) -> str:
    if _is_clean(text):
        return text
    visible = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return _SPACES.sub(" ", visible).strip()


_cleaned_label = lru_cache(maxsize=1 << 12)(_cleaned)


_LOOKS_LIKE = str.maketrans(
    "ÐðƉɖ" + "АВЕІЈКМНОРСТУХЅԀԚԜӀҺ" + "авеіјкмнорстухѕԁԛԝӏһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αικνορτυχϲ",
    "ĐđĐđ" + "ABEIJKMHOPCTYXSDQWIH" + "abeijkmhopctyxsdqwlh" + "ABEZHIKMNOPTYX" + "aiknoptuxc",
) | {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
"""Letters of other alphabets, and of Icelandic for Đ, that a reader takes for those of Vietnamese; full-width forms.

Old keyboards and fonts type Ð (U+00D0), machines set to Russian х; nobody can see the difference.
"""
_SUSPICIOUS = re.compile("[ÐðƉɖ\u0370-\u03ff\u0400-\u052f\uff01-\uff5e]")


def fold(text: str) -> str:
    """The key under which two spellings of one name meet: `clean`, look-alike letters, case folding."""
    return _folded_label(text) if len(text) <= _LABEL else _folded(text)


def _folded(text: str) -> str:
    seen = clean(text)
    if _SUSPICIOUS.search(seen):
        apart = unicodedata.normalize("NFD", seen).translate(_LOOKS_LIKE)  # а and its dot are two characters
        seen = unicodedata.normalize("NFC", apart)
    return seen.casefold()


_folded_label = lru_cache(maxsize=1 << 12)(_folded)


_STROKES = str.maketrans("đĐ", "dD")


def unaccented(text: str) -> str:
    """`Xã Đông Bình` as `Xa Dong Binh`."""
    apart = unicodedata.normalize("NFD", text.translate(_STROKES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def capitalised(text: str) -> str:
    """With a capital letter first, as a sentence begins; the rest stays."""
    return f"{text[:1].upper()}{text[1:]}"


def decapitalised(text: str) -> str:
    """With a small letter first, as it stands inside a sentence; the rest stays."""
    return f"{text[:1].lower()}{text[1:]}"


def same(one: str, other: str) -> bool:
    """Whether a reader would call the two texts the same."""
    return one == other or fold(one) == fold(other)


def one_line(text: str, longest: int = 500) -> str:
    """A text on one line, without control characters, at most so long."""
    line = clean(
        "".join(sign if unicodedata.category(sign) not in ("Cc", "Cs", "Cf") else " " for sign in text)
    )
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
