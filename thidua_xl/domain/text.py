"""How texts that people typed are compared: NFC, zero-width characters dropped, spaces folded."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")


def clean(text: str) -> str:
    """The text as a reader sees it: NFC, without invisible characters, single spaces, trimmed."""
    if text.isascii() and "  " not in text and text == text.strip() and text.isprintable():
        return text
    return _cleaned_label(text) if len(text) <= _LABEL else _cleaned(text)


_LABEL = 60
"""Up to this length a text is probably a header or a name, which comes again in every file."""


def _cleaned(text: str) -> str:
    visible = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return _SPACES.sub(" ", visible).strip()


_cleaned_label = lru_cache(maxsize=1 << 12)(_cleaned)


def fold(text: str) -> str:
    """The key under which two spellings of one name meet (`clean` and case folding)."""
    return _folded_label(text) if len(text) <= _LABEL else clean(text).casefold()


@lru_cache(maxsize=1 << 12)
def _folded_label(text: str) -> str:
    return clean(text).casefold()


def same(one: str, other: str) -> bool:
    """Whether a reader would call the two texts the same."""
    return one == other or fold(one) == fold(other)
