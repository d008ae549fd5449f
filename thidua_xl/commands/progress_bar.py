"""Progress bars on a terminal; nothing in a pipe, unless who reads it asks to be told."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from ..workers.steps import TOLD, Step, progress_line, quietly


@contextmanager
def progress(what: str, *, show: bool = True) -> Iterator[Step]:
    """How many of how many are done: a bar on a terminal, nothing in a pipe; a line each for who asks to be told.

    Nothing where the command prints one document (`show` is False).
    """
    with _progress(show=show) as step:
        yield lambda done, total: step(done, total, what)


@contextmanager
def counting(total: int) -> Iterator[Callable[[str], None]]:
    """The same for steps that have names: the yielded function names the next one."""
    with _progress(show=True) as step:
        done = count()
        yield lambda what: step(next(done), total, what)


@contextmanager
def _progress(*, show: bool) -> Iterator[Callable[[int, int, str], None]]:
    if show and os.environ.get(TOLD):
        yield lambda done, total, _: print(progress_line(done, total), file=sys.stderr, flush=True)
    elif show and sys.stdout.isatty() and sys.stderr.isatty():
        with _bar() as step:
            yield step
    else:
        yield lambda done, total, _: quietly(done, total)


@contextmanager
def _bar() -> Iterator[Callable[[int, int, str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what)
