"""Mã: what a cluster's or a unit's code may look like; it stands in file names and is what everything is found by."""

import re
from collections.abc import Iterator

from .catalogue import Code
from .findings import Finding, Spot, finding
from .text import clean

_CODE = re.compile(r"[\w.-]+")
_LONGEST = 20


def is_code(text: str) -> bool:
    """Whether a text without spaces at its ends may be a code."""
    return len(text) <= _LONGEST and _CODE.fullmatch(text) is not None


def wrong_code(
    typed: str, sheet: str, spot: Spot, name: str, example: str, unit: str = ""
) -> Iterator[Finding]:  # fmt: skip
    """A code with spaces or signs in it, or as long as a name."""
    code = clean(typed)
    if code and not is_code(code):
        yield finding(Code.CODE_BREAKS_RULE, unit=unit, sheet=sheet, **spot, value=code, name=name,
                      limit=_LONGEST, example=example)  # fmt: skip
