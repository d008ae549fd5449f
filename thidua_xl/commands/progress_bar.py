"""Progress bars on a terminal; nothing in a pipe, unless who reads it asks to be told."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..workers.steps import TOLD, progress_line, quietly

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def counting(out: "Console", total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal, nothing in a pipe; the yielded function names the next step."""
    if not out.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), console=out, transient=True
    ) as bar:
        task = bar.add_task("", total=total)
        started = False

        def step(what: str) -> None:
            nonlocal started
            bar.update(task, description=what, advance=1 if started else 0)
            started = True

        yield step


def _tell(done: int, total: int) -> None:
    print(progress_line(done, total), file=sys.stderr, flush=True)


@contextmanager
def progress(what: str, *, show: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar over files on a terminal, nothing in a pipe; told how many of how many are done."""
    if not show:
        yield quietly
        return
    if os.environ.get(TOLD):
        yield _tell
        return
    from rich.console import Console

    out = Console(stderr=True)
    if not out.is_terminal:
        yield quietly
        return
    from rich.progress import Progress

    with Progress(console=out, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
