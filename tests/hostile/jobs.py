"""What a worker may be asked, and what it may do then: a module of its own, which a worker imports at once."""

import faulthandler
import mmap
import os
import signal
import time
from typing import Any


def same(value: Any) -> Any:
    """A job that answers what it was given."""
    return value


def dies() -> None:
    """As a reader that aborts: the process is gone at once."""
    faulthandler.disable()  # the runner of the tests would tell where
    os.kill(os.getpid(), signal.SIGABRT)


def hangs() -> None:
    """Never answers."""
    time.sleep(1000)


def raises() -> None:
    """Fails as Python code does."""
    raise ValueError("x")


def panics() -> None:
    """Fails with what is no Exception."""
    raise SystemExit(3)


def eats() -> int:
    """Takes more memory than it may."""
    return len(bytearray(8 << 30))


def leaves_a_circle() -> None:
    """Leaves 32 MB, which nobody touches, that only the collector of garbage can free."""
    circle: list[object] = [mmap.mmap(-1, 32 << 20)]
    circle.append(circle)


class Lie:
    """An answer that has something called when it is read."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("exit 1",)


def lies() -> object:
    """Answers what must not be read."""
    return Lie()


def other_answer(data: bytes, file: str) -> object:
    """Answers plain data that are no scorecard's."""
    return {"data": len(data), "file": file}


def number() -> int:
    """Which process it is."""
    return os.getpid()
