"""A command run in a process of its own: what it says, how far it is, how it ended; the window never waits for it."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from ..workers.steps import PROGRESS, TOLD, read_progress

_PATIENCE = 5.0
"""Seconds that a command has to end by itself once it is asked to."""


def interpreter() -> str:
    """The Python of this process; on Windows the one that can speak, which is given no black window."""
    python = Path(sys.executable)
    speaking = python.with_name("python.exe")
    return str(speaking if sys.platform == "win32" and speaking.is_file() else python)


def command_line(words: Sequence[str]) -> list[str]:
    """The program and its words; nothing of the current folder is imported."""
    return [interpreter(), "-P", "-m", "thidua_xl", *words]


class Job:
    """One command at work. `news` is asked again and again by who watches it."""

    def __init__(self, words: Sequence[str], more: Mapping[str, str] | None = None) -> None:
        self.words = list(words)
        self.stopped = False
        self.progress: tuple[int, int] | None = None
        self._said: queue.SimpleQueue[tuple[bool, str]] = queue.SimpleQueue()
        environment = {**os.environ, "PYTHONUTF8": "1", TOLD: "1", **(more or {})}
        self._process = subprocess.Popen(
            command_line(words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            encoding="utf-8", errors="replace", env=environment,
            # no black window on Windows; elsewhere a group of its own, so that its workers stop with it
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0), start_new_session=os.name != "nt",
        )  # fmt: skip
        self._readers = [
            threading.Thread(target=self._listen, args=(stream, is_error), daemon=True)
            for stream, is_error in ((self._process.stdout, False), (self._process.stderr, True))
        ]
        for reader in self._readers:
            reader.start()

    def _listen(self, stream: IO[str], is_error: bool) -> None:
        with stream:
            for line in stream:
                self._said.put((is_error, line))

    @property
    def ended(self) -> bool:
        """Whether it has ended and everything that it said can be had."""
        return self._process.poll() is not None and not any(one.is_alive() for one in self._readers)

    @property
    def code(self) -> int:
        """Its exit code; only once it has ended."""
        return self._process.wait()

    def news(self) -> Iterator[tuple[bool, str]]:
        """(is it an error, line) of what it said since the last time; how far it is goes into `progress`."""
        while not self._said.empty():
            is_error, line = self._said.get()
            if is_error and line.startswith(PROGRESS):
                self.progress = read_progress(line)
            else:
                yield is_error, line

    def stop(self) -> None:
        """At once, also while it begins: files are written whole or not at all, so that nothing is left half done.

        Not by an interrupt: whoever was started with interrupts ignored has children that ignore them, too.
        """
        if self._process.poll() is not None:
            return
        self.stopped = True
        if sys.platform == "win32":
            self._process.terminate()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGTERM)
            late = threading.Timer(_PATIENCE, self._kill)
            late.daemon = True
            late.start()

    def _kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
