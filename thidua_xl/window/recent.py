"""The books that were chosen last, remembered for this user."""

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

MOST = 8


class Recent:
    """The list in a file; a file that is gone or damaged is an empty list."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "recent.json"

    def books(self) -> list[Path]:
        """The last one first; those that are not there any more are left out."""
        return [path for path in map(Path, self._read()) if path.is_file()]

    def add(self, book: Path) -> None:
        """Put it first. It is only a help: where it cannot be written nothing is said."""
        chosen = str(book.absolute())
        self._write([chosen, *(one for one in self._read() if one != chosen)][:MOST])

    def _read(self) -> list[str]:
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [one for one in known if isinstance(one, str)] if isinstance(known, list) else []

    def _write(self, books: Sequence[str]) -> None:
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(list(books), ensure_ascii=False, indent=1), encoding="utf-8")
