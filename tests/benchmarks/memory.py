"""How much memory a process held at the most, in MB."""

import re
import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3
"""In what `ru_maxrss` counts: kilobytes on Linux, bytes on macOS."""
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.M)


def own_peak() -> float:
    """Of this process since its program began.

    `ru_maxrss` begins on Linux with the peak of the process that started this one, so the kernel's own mark of
    this address space is read there.
    """
    found = _PEAK.search(_STATUS.read_text(encoding="ascii")) if _STATUS.exists() else None
    return int(found[1]) / 1e3 if found else _most(resource.RUSAGE_SELF)


def largest_child() -> float:
    """Of the largest process that this one started and waited for; a worker begins with its parent's pages."""
    return _most(resource.RUSAGE_CHILDREN)


def _most(whose: int) -> float:
    """The most ever held."""
    return resource.getrusage(whose).ru_maxrss / MEGABYTE
