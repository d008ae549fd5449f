"""A new book's file: never over another one, and only where something can be written."""

import datetime
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ..errors import CannotRunError, reason
from ..storage.safe import write_safely
from ..workbook.model import Sheet, Workbook


def new_package(title: str, sheets: Sequence[Sheet], moment: datetime.datetime) -> bytes:
    """The .xlsx of a book that does not exist yet."""
    from ..workbook.write import to_bytes

    return to_bytes(Workbook(list(sheets), title), moment)


def write_new_package(path: Path, package: Callable[[], bytes]) -> Path:
    """Write a workbook that does not exist yet, of whatever kind. Raises CannotRunError like `write_new`."""
    if path.exists():
        raise CannotRunError(f"{path} đã có; chương trình không ghi đè. Chọn tên khác hoặc đổi tên sổ cũ.")
    if path.suffix.lower() != ".xlsx":
        raise CannotRunError(f"Tên sổ phải có đuôi .xlsx: {path.name}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_safely(path, package())
    except OSError as error:
        raise CannotRunError(f"Không ghi được {path}: {reason(error)}.") from None


def make_writable(folder: Path, what: str) -> None:
    """So that no form is recorded as issued that could not be written. Raises CannotRunError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotRunError(f"Không ghi được {what} vào {folder}: {reason(error)}.") from None
