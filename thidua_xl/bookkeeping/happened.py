"""What happened to a book, as data. How the journal tells of it is its `line`, worded here for every kind of book."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ..sheets.journal import shown_when

_DIGITS = 12
"""Hexadecimal digits of a file's hash that a person may compare."""
BLANK = "(trống)"


class Happened(Protocol):
    """Something that an act did, or that it noticed since the last run."""

    @property
    def line(self) -> str:
        """The sentence in `Nhật ký`: when, who and which command are the journal's own columns."""


class SheetAdded(NamedTuple):
    """A sheet that a book of an earlier version lacked."""

    sheet: str

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"Thêm trang {self.sheet}"


class LinesAdded(NamedTuple):
    """Settings that a book of an earlier version had no lines for."""

    sheet: str
    names: Sequence[str]

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"Thêm mục ở trang {self.sheet}: {', '.join(self.names)}"


class WentBack(NamedTuple):
    """An earlier version was put in the place of the book; `lost` rows of the journal came after it."""

    moment: str
    lost: int

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"Về bản giữ lúc {shown_when(self.moment)}; {self.lost} dòng nhật ký sau bản ấy ở bản vừa giữ trong luu"


class FileReceived(NamedTuple):
    """A file that is new in the book. `whose`: `đơn vị A`, `cụm C01`; `state`: in words, with the reason."""

    file: str
    sha256: str
    source: str
    whose: str
    state: str

    @property
    def line(self) -> str:
        """The journal's sentence: from where, whose, in which state."""
        origin = self.source or "tệp chọn"
        return f"Nhận {self.file} từ {origin} ({self.sha256[:_DIGITS]}): {self.whose}, {self.state}"


class FileMoved(NamedTuple):
    """A file received earlier that is in another state now: superseded, decided about, no longer known."""

    file: str
    sha256: str
    before: str
    after: str

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"{self.file} ({self.sha256[:_DIGITS]}): {self.before} → {self.after}"


class FileCameAgain(NamedTuple):
    """Bytes that are in the book already and came with a later letter."""

    file: str
    sha256: str
    source: str

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"{self.file} ({self.sha256[:_DIGITS]}) đến lại: {self.source}"
