"""Standard output whose reader may go away, be full, or not be there: what is said gets lost then, not what is done."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO


class Outlet(io.RawIOBase):
    """Hands on what is written until that fails, and takes the rest without a word."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw
        self.trouble: OSError | None = None
        """Why something got lost; None: nothing did, or nobody wanted to read on."""
        self._gone = False

    def writable(self) -> bool:
        """Always: what cannot be handed on is taken all the same."""
        return True

    def fileno(self) -> int:
        """As who draws on a terminal asks for."""
        return self._raw.fileno()

    def isatty(self) -> bool:
        """Whether it ends on a terminal."""
        return self._raw.isatty()

    def write(self, data: object, /) -> int:
        """Take all of it, or what a pipe takes at once."""
        size = memoryview(data).nbytes  # type: ignore[arg-type]
        if self._gone:
            return size
        try:
            return self._raw.write(data) or 0  # type: ignore[arg-type]
        except BrokenPipeError:
            self._gone = True
        except OSError as trouble:
            self._gone, self.trouble = True, trouble
        return size


@contextmanager
def spoken() -> Iterator[Outlet | None]:
    """Standard output in UTF-8 and through an outlet; None where it is no file, as when somebody catches it."""
    before = sys.stdout, sys.stderr
    sys.stdout, outlet = _renewed(sys.stdout)
    if sys.stderr is None:  # `2>&-`, or started without a console
        sys.stderr = sys.stdout
    _to_utf8(sys.stderr)
    try:
        yield outlet
    finally:
        with suppress(OSError):  # somebody's own stream, which is not of ours to judge
            sys.stdout.flush()
            if before[0] is None:
                sys.stdout.close()
        sys.stdout, sys.stderr = before


def _renewed(stream: TextIO | None) -> tuple[TextIO, Outlet | None]:
    if stream is None:  # `>&-`; the first file opened would get its number, and what children print
        return Path(os.devnull).open("w", encoding="utf-8"), None
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)  # an unbuffered stream (`python -u`) has the file itself there
    if not isinstance(stream, io.TextIOWrapper) or not isinstance(raw, io.RawIOBase):
        _to_utf8(stream)
        return stream, None
    outlet = Outlet(raw)
    line_by_line = stream.line_buffering or stream.write_through
    return io.TextIOWrapper(
        io.BufferedWriter(outlet), "utf-8", errors="replace", line_buffering=line_by_line
    ), outlet


def _to_utf8(stream: TextIO) -> None:
    """Vietnamese on consoles whose encoding cannot show it."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
