"""Other programs, run and listened to: pip, xlwings' command line, xattr."""

import subprocess
from collections.abc import Callable, Sequence
from typing import NamedTuple

Command = Sequence[str]


class Ran(NamedTuple):
    """How a program ended and all that it said."""

    code: int
    text: str

    @property
    def worked(self) -> bool:
        """The program says that it did its work."""
        return self.code == 0

    @property
    def last_error(self) -> str:
        """The most telling line: the last that names an error, else the last one."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        errors = [line for line in lines if line.startswith("ERROR") or "Error:" in line]
        return (errors or lines or [f"mã thoát {self.code}"])[-1]


Run = Callable[[Command], Ran]


def run_command(command: Command) -> Ran:
    """Run it to its end; a program that is not there ended with code 127, as a shell says."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except OSError as problem:
        return Ran(127, str(problem))
    return Ran(done.returncode, done.stdout)
