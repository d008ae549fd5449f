"""Points at which a process can be made to die: every call that changes a folder or a file, and half a write.

The calls are replaced in the process that is to die, never in the program itself.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

CALLS = ("open", "mkdir", "chmod", "replace", "rename", "unlink", "fsync")


class Points:
    """Counts the points that a process passes, and kills it before the one that it must not pass."""

    def __init__(self, last: int | None = None) -> None:
        self.passed = 0
        self.last = last

    def point(self) -> None:
        """One more; the process ends here if this was its last."""
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.passed += 1

    def install(self) -> None:
        """Put the counting calls in place of those of `os`, for the rest of this process."""
        for name in CALLS:
            setattr(os, name, self._counted(getattr(os, name)))
        fdopen = os.fdopen
        vars(os)["fdopen"] = lambda handle, mode="r", *more, **named: (
            _Torn(self, fdopen(handle, mode, *more, **named))
            if "w" in mode and "b" in mode
            else fdopen(handle, mode, *more, **named)
        )

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            self.point()
            return call(*given, **named)

        return counted


class _Torn:
    """A file whose writing can be cut in the middle."""

    def __init__(self, points: Points, file: Any) -> None:
        self._points, self._file = points, file

    def write(self, data: bytes) -> int:
        """Half of it reaches the file before the next point."""
        half = len(data) // 2
        self._file.write(data[:half])
        self._file.flush()
        self._points.point()
        rest: int = self._file.write(data[half:])
        return half + rest

    def __enter__(self) -> "_Torn":
        self._file.__enter__()
        return self

    def __exit__(self, *problem: Any) -> None:
        self._file.__exit__(*problem)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
