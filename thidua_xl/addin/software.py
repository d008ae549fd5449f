"""Which Python runs, and which versions of the package and of xlwings it has."""

import re
import sys
from importlib import metadata
from typing import NamedTuple

from .. import __version__
from .places import PACKAGE, Machine, interpreter
from .running import Ran, Run

OLDEST_PYTHON = (3, 11)


class Software(NamedTuple):
    """Versions, as a value that tests can make up."""

    python: tuple[int, int, int]
    bits: int
    version: str
    """Of thidua_xl."""
    xlwings: str | None
    """None: not installed."""
    pinned: str | None
    """The only xlwings that the package was tried with; None: the package asks for no certain one."""


def here() -> Software:
    """What runs now."""
    bits = 64 if sys.maxsize > 2**32 else 32
    return Software(sys.version_info[:3], bits, __version__, _installed("xlwings"), pin("xlwings"))


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def pin(name: str) -> str | None:
    """The exact version that the package's own metadata asks for."""
    try:
        required = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    pins = (re.match(rf"{re.escape(name)}\s*==\s*([\w.]+)", one) for one in required)
    return next((found[1] for found in pins if found), None)


def try_as_excel(machine: Machine, run: Run) -> Ran:
    """Start Python as the add-in does: away from the current folder, without the user's Python variables.

    On Windows this also tells whether xlwings reaches Excel's COM interface (pywin32).
    """
    return run([str(interpreter(machine)), "-E", "-P", "-c", "import thidua_xl, xlwings"])
