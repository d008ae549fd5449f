"""`python -m tests.benchmarks.peak COMMAND…`: a command of `thidua-xl` in this process, and how much memory it took.

Prints one JSON object: exit code, peak of this process and of its largest worker in MB, processor seconds of all,
what this process has loaded.
Imports nothing of the program's before the command does, so that its workers begin as they do at a user's.
"""

import contextlib
import io
import json
import resource
import sys

from .loaded import loaded
from .memory import largest_child, own_peak


def _processor(whose: int) -> float:
    """Seconds of processor time."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Run the command and tell."""
    from thidua_xl.commands import parser

    with contextlib.redirect_stdout(io.StringIO()):
        code = parser.main(sys.argv[1:])
    parent, worker = own_peak(), largest_child()
    cpu = _processor(resource.RUSAGE_SELF) + _processor(resource.RUSAGE_CHILDREN)
    print(json.dumps({"code": code, "parent": parent, "worker": worker, "cpu": cpu, **loaded()}))


if __name__ == "__main__":
    main()
