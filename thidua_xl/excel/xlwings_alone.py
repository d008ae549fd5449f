"""xlwings without the libraries that it imports wherever they are installed: our modules take `xw` from here.

To convert frames and pictures, `import xlwings` looks for pandas, numpy and others, and loads what it finds: three
fifths of a second of every click. Nothing here gives it a frame or takes one from it: cells come and go as lists of
plain values. So while this module imports xlwings, those libraries are not found by this thread; then they are as
before, for everybody (a collection imports pandas). xlwings' converters for them are not registered.

Whoever imported xlwings earlier has it as it is: its server of functions for cells does, where other people's
functions may need the converters.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType

OPTIONAL = frozenset({"PIL", "cryptography", "matplotlib", "numpy", "pandas", "plotly", "polars"})
"""What xlwings imports if it is there, and does without (cryptography: for keys of its paid part)."""


class _NotFound:
    """Finds no library of `OPTIONAL` for the thread that made it; for any other it stands aside."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> None:
        """Nothing, as a finder that leaves it to the next. Raises ModuleNotFoundError for what is not to be found."""
        if fullname in OPTIONAL and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


@contextmanager
def without_optional() -> Iterator[None]:
    """Inside, this thread cannot newly import any of `OPTIONAL`; what is loaded already stays."""
    finder = _NotFound()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


with without_optional():
    import xlwings as xw

__all__ = ["OPTIONAL", "without_optional", "xw"]
