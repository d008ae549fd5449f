"""What is taken out of what came by mail: pieces, problems, and how much may be taken."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from ..domain.values.catalogue import Code
from .gate import SCORECARD


class Problem(NamedTuple):
    """Why something that was sent could not be taken out of what it came in."""

    code: Code
    detail: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that came inside another one."""

    name: str
    source: str
    data: bytes

    @property
    def sha256(self) -> str:
        """By which it is known."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(slots=True)
class Budget:
    """What may still be taken out of one file from outside, whatever is nested in it."""

    bytes: int = 200_000_000
    files: int = 1_000

    def spend(self, size: int) -> bool:
        """Count one file; False once it is too much."""
        self.bytes -= size
        self.files -= 1
        return self.bytes >= 0 and self.files >= 0


TOO_MUCH = Problem(Code.FILE_TOO_LARGE, "giải nén ra quá nhiều")
RAR, SEVEN_ZIP = b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"
Member = tuple[str, bytes]


_IGNORED = frozenset({"thumbs.db", "desktop.ini"})


def counted(name: str, content: bytes, budget: Budget) -> Member | Problem:
    """A file that was taken out, if it may be."""
    if not budget.spend(len(content)):
        return TOO_MUCH
    if len(content) > SCORECARD.bytes:
        return Problem(Code.FILE_TOO_LARGE, f"{name}: hơn {SCORECARD.bytes // 1_000_000} MB")
    return name, content


def is_litter(name: str) -> bool:
    """What systems leave in archives, as in folders."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith((".", "~$")) and part.strip(".") for part in parts)
    return hidden or parts[0] == "__MACOSX" or parts[-1].casefold() in _IGNORED
