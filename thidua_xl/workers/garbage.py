"""Python's cyclic garbage collector, held while a command builds its tables.

Reading 1,000 forms makes half a million small objects and no garbage; the collector walks all of them
again and again (a fifth of the time). Objects without cycles are freed as ever.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[None]:
    """No cyclic collection inside; also a decorator: `@held()`."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on and not _KEPT:
            # What was made meanwhile counts as old. As young objects all of it would be walked at the very
            # next allocation: 50 ms after a `collect` of thirty forms, just before the program ends.
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()


def sweep() -> None:
    """Between two large pieces of work: what the first left in circles is freed, what is left is walked no more."""
    if not _KEPT:
        gc.collect()
        gc.freeze()


def keep() -> None:
    """Whatever is there by now stays, and is never walked again; only what comes later is garbage some day.

    For a process that runs many commands, as the tests do: `held` and `sweep` then leave what comes to the collector.
    """
    gc.collect()
    gc.freeze()
    gc.collect()  # after it, Python counts from nothing how much must have come before it walks everything
    _KEPT.append(True)


_KEPT: list[bool] = []
"""Whether `keep` was called."""


def left_at_exit() -> None:
    """When the program ends nothing is collected: a big book takes 0.15 s to walk, and dies anyway."""
    atexit.register(gc.freeze)
