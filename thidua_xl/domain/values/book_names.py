"""What the name of a new book's file says of it: `SoCum_TS01_2026.xlsx`, `SoTongHop_2026.xlsx`.

Only names to the letter as the guides give them are understood: what is guessed wrongly would be printed on every form.
"""

import re
from typing import NamedTuple

from .codes import is_code
from .text import clean

_CLUSTER = re.compile(r"SoCum_([^_]+)_(\d{4})", re.IGNORECASE)
_OFFICE = re.compile(r"SoTongHop_(\d{4})", re.IGNORECASE)
_YEARS = 1
"""A book is made for this year or one beside it; another number in its name may be a slip."""


class Named(NamedTuple):
    """The cluster's code and the year that a name gives; "" and 0 where it gives none."""

    cluster: str = ""
    year: int = 0


def cluster_named(name: str, this_year: int) -> Named:
    """Of a cluster book, from the file's name without its ending."""
    found = _CLUSTER.fullmatch(clean(name))
    if not found or not is_code(found[1]) or not _is_near(int(found[2]), this_year):
        return Named()
    return Named(found[1], int(found[2]))


def office_named(name: str, this_year: int) -> Named:
    """Of an office book: its year."""
    found = _OFFICE.fullmatch(clean(name))
    return Named(year=int(found[1])) if found and _is_near(int(found[1]), this_year) else Named()


def _is_near(year: int, this_year: int) -> bool:
    return abs(year - this_year) <= _YEARS
