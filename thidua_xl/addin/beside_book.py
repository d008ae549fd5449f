"""`ThiDua.cmd` beside a book: a double click opens the window with it, on any PC that has the program."""

from importlib import resources
from pathlib import Path

from ..errors import CannotRunError, reason

FILE = "ThiDua.cmd"
_MARK, _BOOK = b"rem thidua_xl", "@BOOK@"


def put_beside(book: Path) -> Path:
    """Write it into the folder of the book; returns where it is.

    A file of another book or of somebody else's that bears the name stays: then it is `ThiDua <book>.cmd`.

    Raises:
        CannotRunError: nothing can be written there.
    """
    content = command_file(book.name)
    for target in (book.with_name(FILE), book.with_name(f"ThiDua {book.stem}.cmd")):
        if _is_free(target, content):
            break
    else:
        raise CannotRunError(f"{target} đã có và là tệp khác; đổi tên tệp ấy rồi làm lại.")
    try:
        target.write_bytes(content)
    except OSError as problem:
        raise CannotRunError(f"Không ghi được {target}: {reason(problem)}.") from None
    return target


def command_file(book: str) -> bytes:
    """As cmd.exe reads it: CRLF, UTF-8 without a mark, which `chcp 65001` announces."""
    text = (resources.files(__package__) / FILE).read_text(encoding="utf-8")
    text = text.replace(_BOOK, book.replace("%", "%%"))
    return "\r\n".join([*text.splitlines(), ""]).encode("utf-8")


def _is_free(target: Path, content: bytes) -> bool:
    """Nothing stands there, or an earlier one of this very book."""
    if not target.exists():
        return True
    try:
        there = target.read_bytes()
    except OSError:
        return False
    return _MARK in there and _line_of(there) == _line_of(content)


def _line_of(content: bytes) -> bytes:
    """The line that names the book."""
    return next((line.strip() for line in content.splitlines() if line.startswith(b'set "BOOK=')), b"")
