"""What a process took, with everything that it started: `python -m tests.benchmarks.took PROGRAM ARGUMENTS…`.

Prints one JSON object. A process of its own, because Linux hands the peak of who starts a process on to it.
"""

import json
import os
import subprocess
import sys
import time
from typing import TypedDict

from .memory import MEGABYTE


class Took(TypedDict):
    """Seconds by the clock and of all processors; MB of the largest of its processes."""

    code: int
    wall: float
    cpu: float
    peak: float


def took(command: list[str]) -> Took:
    """Run it to its end; nothing that it says is shown, but what it complains of."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    return Took(
        code=os.waitstatus_to_exitcode(status), wall=wall, cpu=used.ru_utime + used.ru_stime,
        peak=used.ru_maxrss / MEGABYTE,
    )  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(took(sys.argv[1:])))
