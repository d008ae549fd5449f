"""Answers kept from one run to the next, by what was asked: in the person's own cache folder, never beside a book.

Whoever may write there may change this program too, so nothing is believed here that is not believed anyway; who can
write only where the books lie has no way in. An answer that is lost, cut or of another version is computed anew.
"""

import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import mkstemp
from time import time

from platformdirs import user_cache_path

FOLDER = "THIDUA_CACHE"
"""Names another folder; set to nothing, no answer is kept (tests, benchmarks)."""
_UNUSED = 120 * 24 * 3600.0
"""Seconds after which an answer that nobody asked for is forgotten."""
_HASH = hashlib.sha256().digest_size
_READERS = ("python-calamine", "openpyxl")
"""What reads files for the program: another version may read otherwise."""


class Remembered:
    """Bytes by a key of what was asked. Nothing here raises for a folder that cannot be read or written."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _usual_folder()

    @property
    def keeps(self) -> bool:
        """Whether answers are kept at all."""
        return self._folder is not None

    def has(self, key: str) -> bool:
        """Whether something is kept under this key, whole or not."""
        return self._folder is not None and (self._folder / key).exists()

    def recall(self, key: str) -> bytes | None:
        """What was kept under this key; None where there is nothing, or not what was kept."""
        if self._folder is None:
            return None
        path = self._folder / key
        with suppress(OSError, zlib.error):
            kept = path.read_bytes()
            answer = zlib.decompress(kept[_HASH:])
            if kept[:_HASH] == _sealed(key, answer):
                os.utime(path)
                return answer
        return None

    def remember(self, key: str, answer: bytes) -> None:
        """Keep it, whole or not at all."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = mkstemp(dir=self._folder, prefix=f"{_UNFINISHED}{key}-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_sealed(key, answer) + zlib.compress(answer, 1))
                Path(name).replace(self._folder / key)
            except BaseException:  # a full disk gets back what the begun file took
                Path(name).unlink(missing_ok=True)
                raise

    def forget_old(self) -> None:
        """Remove the answers that nobody has asked for in four months; somebody else's files in the folder stay."""
        for path in self._kept():
            with suppress(OSError):
                if path.stat().st_mtime < time() - _UNUSED:
                    path.unlink()

    def _kept(self) -> Iterator[Path]:
        if self._folder is not None:
            with suppress(OSError):
                yield from [path for path in self._folder.iterdir() if _OURS.fullmatch(path.name)]


_UNFINISHED = "tmp-"
_OURS = re.compile(rf"[0-9a-f]{{64}}|{_UNFINISHED}[0-9a-f]{{64}}-\w+")
"""The names that answers have, whole ones and begun ones: the folder may be one in which people keep their own."""


def _usual_folder() -> Path | None:
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    return user_cache_path("thidua_xl", appauthor=False) / "answers"


def _sealed(key: str, answer: bytes) -> bytes:
    return hashlib.sha256(key.encode() + answer).digest()


def key_of(*asked: object) -> str:
    """The name of a question: what is asked of what, by this very program. Its parts are those that JSON knows."""
    said = json.dumps([_program(), *asked], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _program() -> str:
    """What the program is: every module with its size and time, and the versions of what reads files for it."""
    said = json.dumps([_modules(Path(__file__).parents[1]), [version(name) for name in _READERS]])
    return hashlib.sha256(said.encode()).hexdigest()


def _modules(package: Path) -> list[tuple[str, int, int]]:
    """Every module with its size and time. By texts: paths take three times as long, in every run that asks."""
    found, root = [], str(package)
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".py"):
                about = os.stat(f"{folder}/{name}")  # noqa: PTH116
                found.append((f"{folder.removeprefix(root)}/{name}", about.st_size, about.st_mtime_ns))
    return sorted(found)
