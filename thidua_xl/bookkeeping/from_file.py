"""A book of ours in its file: its bytes, and its sheets as whoever reads files gives them."""

from pathlib import Path

from ..domain.values.findings import finding
from ..errors import CannotRunError, reason
from ..intake.gate import BOOK
from ..intake.grids import Source, open_source
from ..storage.safe import is_open_elsewhere
from ..workbook.grid import Refused


def opened(path: Path, *, to_write: bool) -> tuple[bytes, Source]:
    """A book's bytes and sheets. Raises CannotRunError if it cannot be read, or is open elsewhere (`to_write`)."""
    data = read_bytes(path)
    if to_write:
        refuse_if_open(path)
    return data, open_source_of(data, path.name)


def open_source_of(data: bytes, name: str) -> Source:
    """The sheets of a book's bytes. Raises CannotRunError if they cannot be read; `name` as it is told then."""
    source = open_source(data, BOOK)
    if isinstance(source, Refused):
        why = finding(source.code, file=name, detail=source.detail).message
        raise CannotRunError(f"Không mở được sổ: {why}")
    return source


def read_bytes(path: Path) -> bytes:
    """A book's bytes, or why it cannot be read, in one sentence."""
    if not path.exists():
        raise CannotRunError(f"Không thấy tệp {path}.")
    if path.is_dir():
        raise CannotRunError(f"{path} là thư mục, không phải sổ.")
    try:
        return path.read_bytes()
    except PermissionError:
        raise CannotRunError(f"Không đọc được {path}: tệp đang bị khóa hoặc không có quyền.") from None
    except OSError as error:
        raise CannotRunError(f"Không đọc được {path}: {reason(error)}.") from None


def refuse_if_open(path: Path) -> None:
    """Raises CannotRunError while somebody has the book open."""
    lock = is_open_elsewhere(path)
    if lock:
        raise CannotRunError(
            f"Sổ {path.name} đang mở ở chương trình khác (có {lock}); đóng sổ rồi chạy lại. Nếu Excel đã bị tắt đột "
            f"ngột và không máy nào còn mở sổ, xóa tệp ẩn {lock} cạnh sổ rồi chạy lại."
        )
