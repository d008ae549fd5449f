"""The cage: received files are parsed in worker processes of our own, with limits of memory and time.

A worker that dies, hangs or answers nonsense costs the one file it had, which gets a finding; another worker
takes its place. On Linux workers are forked, as long as the process is small and has one thread (before pandas
is imported); everywhere else, and in place of a lost one, a worker is a Python process of its own.

Limits: seconds a file everywhere; address space where the system has RLIMIT_AS (not Windows, not macOS; there
the gate's own limits bound what a file can make a reader take).

Somebody who has a cluster lends an executor (`elsewhere.reading_on`): the cage then stands there.
"""

import contextlib
import gc
import io
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from itertools import count
from typing import Any, BinaryIO, Protocol, TypeVar

from .lent import LENT

T = TypeVar("T")
SECONDS = 20.0
"""For one file; an ordinary one takes three thousandths of one."""
START = 60.0
"""For a worker to begin: a Python process on a slow disk, looked at by a virus scanner."""
MEMORY = 1 << 30
"""Bytes beyond what a worker has when it begins."""
MOST_WORKERS = 2
IN_PROCESS = "THIDUA_IN_PROCESS"
"""Set to 1, files are parsed in the process itself (tests, benchmarks, debugging)."""


class LostError(RuntimeError):
    """Raised by a future whose worker died, hung, ran out of memory or answered nonsense."""


def readers(jobs: int, seconds: float = SECONDS) -> Executor:
    """What parses so many files, each in so many seconds.

    The cage; a cage on the executor that was lent; or the process itself where that is asked for.
    """
    lent = LENT.get()
    if jobs and lent:
        return lent.readers(seconds)
    if not jobs or os.environ.get(IN_PROCESS) == "1":
        return Here()
    return Cage(min(MOST_WORKERS, jobs), seconds)


class Here(Executor):
    """The same interface without processes: a job is done when it is submitted.

    Its answer passes the same door, so that what no worker could send does not come out here either.
    """

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """The finished job."""
        future: Future[T] = Future()
        try:
            future.set_result(plain(packed(fn(*args, **kwargs))))
        except Exception as error:
            future.set_exception(error)
        return future


# --- the parent's side --------------------------------------------------------------------------


class Cage(Executor):
    """Workers behind the interface of `concurrent.futures`; jobs are functions of modules."""

    def __init__(self, workers: int = MOST_WORKERS, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._workers: list[Worker] = []
        for _ in range(max(1, workers)):
            self._workers.append(_forked(memory, self._workers) if _may_fork() else spawned(memory))
        self._threads = [
            threading.Thread(target=self._drive, args=(at,), daemon=True) for at in range(len(self._workers))
        ]
        self._threads.append(threading.Thread(target=self._watch, daemon=True))
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have a worker call the function. Its future raises `LostError` if that fails for any reason."""
        future: Future[T] = Future()
        self._jobs.put((future, call_of(fn, args, kwargs)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers; jobs that still wait are done first, unless they are cancelled."""
        while cancel_futures:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job:
                job[0].cancel()
        for _ in self._workers:
            self._jobs.put(None)
        if wait:
            for thread in self._threads[:-1]:
                thread.join()
        self._closed.set()

    def _drive(self, at: int) -> None:
        """Give jobs to one worker, one after the other."""
        while job := self._jobs.get():
            future, call = job
            if not future.set_running_or_notify_cancel():
                continue
            worker = self._workers[at]
            try:
                if not worker.ready:
                    worker.deadline = time.monotonic() + START
                    worker.greet()
                worker.deadline = time.monotonic() + self._seconds
                result = said(worker.ask(call))
                worker.deadline = float("inf")
            except Exception as error:
                self._replace(at)
                future.set_exception(LostError(type(error).__name__))
                continue
            settle(future, result)
        self._workers[at].end()

    def _replace(self, at: int) -> None:
        """Another worker where one was lost.

        Where the machine starts none (no memory, too many processes) the lost one stays: it fails the next job at
        once, and then another is tried. So every job ends.
        """
        lost = self._workers[at]
        lost.deadline = float("inf")
        lost.end()
        with contextlib.suppress(Exception):
            self._workers[at] = spawned(self._memory)

    def _watch(self) -> None:
        """End workers that take too long; who waits for their answer then sees that they are gone."""
        while not self._closed.wait(0.1):
            now = time.monotonic()
            for worker in list(self._workers):
                if worker.deadline < now:
                    worker.kill()


_Job = tuple[Future[Any], bytes]


class _Process(Protocol):
    def kill(self) -> None: ...
    def wait(self) -> int: ...


class Worker:
    """A worker as its parent sees it: a process and the two pipes to it."""

    def __init__(self, process: _Process, to: BinaryIO, back: BinaryIO) -> None:
        self._process, self._to, self._back = process, to, back
        self.deadline = float("inf")
        self.ready = False

    def greet(self) -> None:
        """Wait until it says that it has begun. Raises anything where it does not."""
        if _receive(self._back) != _HELLO:
            raise ValueError("no greeting")
        self.ready = True

    def ends(self) -> tuple[int, int]:
        """The parent's ends of its pipes, which no other worker may keep open."""
        return self._to.fileno(), self._back.fileno()

    def ask(self, call: bytes) -> bytes:
        """The answer, for `said`. Raises anything where there is none."""
        _send(self._to, call)
        return _receive(self._back)

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End it and forget it."""
        self.kill()
        with contextlib.suppress(OSError):
            self._process.wait()
        for pipe in (self._to, self._back):
            with contextlib.suppress(OSError):
                pipe.close()


_HELLO = b"ready"
_LENGTH = struct.Struct("<Q")
_LONGEST = 1 << 28
"""Bytes of an answer at most."""


def _send(pipe: BinaryIO, data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: BinaryIO) -> bytes:
    head = pipe.read(_LENGTH.size)
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length) if length <= _LONGEST else b""
    if len(data) != length:
        raise EOFError
    return data


_OURS = (
    "thidua_xl.domain.",
    "thidua_xl.intake.",
    "thidua_xl.scorecard.",
    "thidua_xl.sheets.",
    "thidua_xl.workbook.grid",
)
"""Where the data classes of answers stand: no module whose classes write or start anything when they are made."""
_BUILT_IN = frozenset({("builtins", "frozenset"), ("builtins", "set"), ("decimal", "Decimal"),
                       *(("datetime", name) for name in ("date", "datetime", "time", "timedelta"))})  # fmt: skip


class _Plain(pickle.Unpickler):
    """Reads answers that hold nothing but plain values and the data classes of scorecards.

    A worker that was taken over by a file can say what it likes, and have nothing called by saying it.
    """

    def find_class(self, module: str, name: str) -> Any:
        """The class. Raises UnpicklingError for anything else."""
        found = getattr(sys.modules.get(module), name, None)
        ours = module.startswith(_OURS) and getattr(found, "__module__", "") == module
        plain = ours and isinstance(found, type) and not issubclass(found, BaseException | Executor)
        if not plain and (module, name) not in _BUILT_IN:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


def plain(answer: bytes) -> Any:
    """What an answer says. Raises UnpicklingError, or anything, where it is none."""
    return _Plain(io.BytesIO(answer)).load()


def said(answer: bytes) -> Any:
    """What a worker's answer amounts to, as a LostError where its job failed. Raises anything where it is none."""
    done, result = plain(answer)
    if done is True:
        return result
    if done is False and isinstance(result, str):
        return LostError(result)
    raise ValueError("no answer")


def settle(future: "Future[Any]", result: object) -> None:
    """Give the future what `said` made of an answer."""
    if isinstance(result, LostError):
        future.set_exception(result)
    else:
        future.set_result(result)


def call_of(fn: Callable[..., object], args: Sequence[object], kwargs: Mapping[str, object]) -> bytes:
    """A job as bytes, for a worker."""
    return pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)


def packed(answer: object) -> bytes:
    """An answer as bytes, for `plain`."""
    return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)


# --- starting workers --------------------------------------------------------------------------------


def _may_fork() -> bool:
    """Whether this process is still small and alone: a fork with threads can inherit a locked lock."""
    return (
        sys.platform == "linux"
        and not {"pandas", "numpy"} & sys.modules.keys()
        and threading.active_count() == 1
    )


class _Child:
    """A forked process."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._gone = False

    def kill(self) -> None:
        if not self._gone:
            os.kill(self._number, 9)

    def wait(self) -> int:
        self._gone = True
        return os.waitpid(self._number, 0)[1]


def _forked(memory: int, others: Iterable["Worker"]) -> Worker:
    calls, answers = os.pipe(), os.pipe()
    number = os.fork()
    if number == 0:
        try:
            for end in (*(end for other in others for end in other.ends()), calls[1], answers[0]):
                os.close(end)
            silent = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(silent, stream)
            _serve(open(calls[0], "rb"), open(answers[1], "wb"), memory)  # noqa: PTH123, SIM115
        finally:
            os._exit(0)
    os.close(calls[0])
    os.close(answers[1])
    return Worker(_Child(number), open(calls[1], "wb"), open(answers[0], "rb"))  # noqa: PTH123


_READING = "thidua_xl.scorecard.read"
"""What a worker imports before it says that it is ready."""


def spawned(memory: int) -> Worker:
    """A worker that is a Python process of its own; it greets when it is ready."""
    path = [entry for entry in sys.path if entry]
    code = f"import sys; sys.path[:] = {path!r}; import {_READING}; from {__name__} import serve; serve({memory})"
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    return Worker(process, process.stdin, process.stdout)  # type: ignore[arg-type]


# --- the worker's side ---------------------------------------------------------------------------


def serve(memory: int) -> None:
    """Answer the calls that come on stdin; what a library prints must not get among the answers."""
    calls, answers = os.dup(0), os.dup(1)
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silent, stream)
    _serve(open(calls, "rb"), open(answers, "wb"), memory)  # noqa: PTH123, SIM115


_SWEEP = 16
"""Files after which a worker sweeps what they left in circles. Whole ones leave none; no file may count for others."""


def _serve(calls: BinaryIO, answers: BinaryIO, memory: int) -> None:
    _limit(memory)
    gc.disable()
    gc.freeze()
    _send(answers, _HELLO)
    for done in count(1):
        try:
            call = _receive(calls)
        except (EOFError, struct.error):
            return  # the parent is done, or gone
        _send(answers, _answer(call))
        if done % _SWEEP == 0:
            gc.collect()


def _answer(call: bytes) -> bytes:
    try:
        function, arguments, named = pickle.loads(call)
        return pickle.dumps((True, function(*arguments, **named)), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # pyo3's PanicException is no Exception
        return pickle.dumps((False, type(error).__name__), pickle.HIGHEST_PROTOCOL)


def _limit(memory: int) -> None:
    """As much address space as the process has, and so much more; no core is dumped."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as about:  # noqa: PTH123
        most = int(about.read().split()[0]) * resource.getpagesize() + memory
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
