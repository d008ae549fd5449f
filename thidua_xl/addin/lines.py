"""What installing and examining say: lines of a state, what it is about, and what to do."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How it stands; its text is what the user reads."""

    OK = "Được"
    WARNING = "Lưu ý"
    PROBLEM = "Vướng"


class Line(NamedTuple):
    """One row of a report."""

    state: State
    what: str
    action: str = ""
    """What to do about it; empty where nothing needs to be done."""

    def __str__(self) -> str:
        """The row as a person reads it, in a message or on a terminal."""
        return f"{self.state}: {self.what}" + (f" → {self.action}" if self.action else "")


def ok(what: str) -> Line:
    """Nothing to do."""
    return Line(State.OK, what)


def warning(what: str, action: str) -> Line:
    """It may get in the way."""
    return Line(State.WARNING, what, action)


def problem(what: str, action: str) -> Line:
    """The buttons do not work before this is solved."""
    return Line(State.PROBLEM, what, action)


def written(path: object) -> str:
    """That a file is there."""
    return f"Đã ghi {path}"


def counted_said(lines: Iterable[Line]) -> str:
    """How many rows are in order, and all others with what to do, for a message."""
    told, fine = [], 0
    for line in lines:
        if line.state is State.OK:
            fine += 1
        else:
            told.append(f"{line.state}: {line.what} {line.action}".strip())
    return "\n".join([f"{fine} mục ổn, {len(told)} mục cần xem.", "", *told]).strip()


def any_problem(lines: Iterable[Line]) -> bool:
    """Whether somebody has to act."""
    return any(line.state is State.PROBLEM for line in lines)
