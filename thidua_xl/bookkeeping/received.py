"""The untouched originals of what a book received: kept before anything else happens, asked for again later."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from ..errors import CannotRunError, reason
from ..storage.originals import keep_original, load_original
from .kept_book import KeptBook


class Received(Protocol):
    """A row of a book's list of files."""

    @property
    def sha256(self) -> str:
        """The hash of its content."""

    @property
    def file(self) -> str:
        """The name shown."""


class Came(Protocol):
    """A file that came in this run."""

    @property
    def data(self) -> bytes:
        """Its bytes."""


def keep_received(book: KeptBook, sha256: str, name: str, data: bytes) -> None:
    """Keep the original of a file. Raises CannotRunError where it cannot be."""
    try:
        keep_original(book.originals, sha256, name, data)
    except OSError as error:
        why = reason(error)
        raise CannotRunError(
            f"Không giữ được bản gốc trong {book.originals}: {why}. Sổ còn nguyên."
        ) from None


def original_of(book: KeptBook, one: Received) -> bytes | None:
    """A received file as it came; None where it is lost, or is not what came."""
    return load_original(book.originals, one.sha256, one.file)


def restore_lost(book: KeptBook, files: Iterable[Received], come: Mapping[str, Came]) -> None:
    """An original that was lost comes back with the same file (`come`: by hash). Raises CannotRunError."""
    for one in files:
        if one.sha256 in come and original_of(book, one) is None:
            keep_received(book, one.sha256, one.file, come[one.sha256].data)
