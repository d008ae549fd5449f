"""Files read on somebody's own machines, through the executor that they lend, each in a cage that stands there.

    with Client("tls://…") as client, reading_on(client.get_executor()):
        consolidate(book, [folder])

Any `concurrent.futures.Executor` serves whose processes have this very program. What parses a stranger's file is a
child of the process there, under the same limits as here (`cage`); its answer travels as bytes and is opened here by
the door that every worker's answer passes. The processes there see files, they do not parse them. Who lends them
answers for them, and for the network between: received files hold names and scores.
"""

import atexit
import hashlib
import os
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from .cage import MEMORY, SECONDS, START, LostError, Worker, call_of, said, settle, spawned
from .lent import LENT, Lent

T = TypeVar("T")
_READERS = ("python-calamine", "openpyxl")
AHEAD = 32
"""Cluster books under way at once, unless it is said otherwise: two for each of sixteen processes."""


class NoCageError(RuntimeError):
    """Raised by a future whose file was not read, because the process there cannot read it as this one would."""


@contextmanager
def reading_on(executor: Executor, ahead: int = AHEAD) -> Iterator[None]:
    """Inside, whatever this thread takes in is read by that executor: `collect`, `check`, `consolidate` and others.

    A file that its child there does not survive gets its finding, as ever. Where the executor itself fails, its own
    error ends the command, and nothing is written.

    Args:
        executor: it stays open; calls and answers are bytes.
        ahead: how many of an office's books are under way at once; each is held in memory.
    """
    before = LENT.set(Lent(partial(Elsewhere, executor), ahead))
    try:
        yield
    finally:
        LENT.reset(before)


class Elsewhere(Executor):
    """The cage's interface on a lent executor."""

    def __init__(self, executor: Executor, seconds: float = SECONDS) -> None:
        self._executor, self._seconds = executor, seconds
        self._begun: set[Future[bytes | str]] = set()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have a caged child there call the function.

        The future raises `LostError` where that fails for any reason, and the executor's own error where it failed.
        """
        future: Future[T] = Future()
        call = call_of(fn, args, kwargs)
        inner = self._executor.submit(in_cage, program(), fn.__module__, call, self._seconds)
        self._begun.add(inner)
        inner.add_done_callback(partial(self._answered, future))
        return future

    def _answered(self, future: Future[T], inner: "Future[bytes | str]") -> None:
        self._begun.discard(inner)
        if not future.set_running_or_notify_cancel():
            return
        try:
            answer = inner.result()
        except BaseException as error:  # what cancels is no Exception in asyncio
            future.set_exception(error if isinstance(error, Exception) else CancelledError())
        else:
            settle(future, _opened(answer))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """What is not answered yet is wanted no more: the executor is left free, and open, to who lent it."""
        for inner in list(self._begun):
            inner.cancel()


def _opened(answer: bytes | str) -> object:
    """What the child said, through our own door; a LostError where it said nothing that comes through."""
    try:
        return LostError(answer) if isinstance(answer, str) else said(answer)
    except Exception as error:
        return LostError(type(error).__name__)


# --- the side of the process there -----------------------------------------------------------------------

_idle: defaultdict[int, list[Worker]] = defaultdict(list)
"""By process, lest one that is forked takes them for its own: children that wait for their next file."""


def in_cage(asked_by: str, module: str, call: bytes, seconds: float) -> bytes | str:
    """What a caged child of this process answers to the call; as a text why it has no answer.

    Args:
        asked_by: the program of who asks (`program`).
        module: where the function stands that is called: it knows the classes of the answer.
        call: from `cage.call_of`.
        seconds: what the file may take.

    Raises:
        NoCageError: this process has another program, or no child of it could begin.
    """
    if asked_by != program():
        raise NoCageError("another thidua_xl is installed there, or another library that reads files for it")
    import_module(module)
    worker = _ready()
    try:
        with _killed_after(seconds, worker):
            answer = worker.ask(call)
        said(answer)  # who answers nonsense reads no other file
    except Exception as error:
        worker.end()
        return type(error).__name__
    _idle[os.getpid()].append(worker)
    return answer


def _ready() -> Worker:
    """A child that has begun: as many are kept as threads were ever at work. Raises NoCageError where none begins."""
    with suppress(IndexError):
        return _idle[os.getpid()].pop()
    try:
        worker = spawned(MEMORY)
    except OSError as error:
        raise NoCageError(f"no worker could be started there: {type(error).__name__}") from None
    try:
        with _killed_after(START, worker):
            worker.greet()
    except Exception as error:
        worker.end()
        raise NoCageError(f"no worker could begin there: {type(error).__name__}") from None
    return worker


@contextmanager
def _killed_after(seconds: float, worker: Worker) -> Iterator[None]:
    """So long the child may take. Raises TimeoutError where it was killed at the last moment."""
    late = threading.Event()

    def kill() -> None:
        late.set()
        worker.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
    if late.is_set():
        raise TimeoutError


@atexit.register
def end_idle() -> None:
    """End the children that wait: they end with their parent anyway, but not while it goes on."""
    waiting = _idle[os.getpid()]
    while waiting:
        waiting.pop().end()


@cache
def program() -> str:
    """What reads a file here, as a hash: every module of the program, and the libraries that open files for it."""
    package = Path(__file__).parents[1]
    found = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        found.update(f"{path.relative_to(package).as_posix()}\n".encode() + path.read_bytes())
    found.update(" ".join(version(name) for name in _READERS).encode())
    return found.hexdigest()
