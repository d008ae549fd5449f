"""Messages that are pasted elsewhere: what is said when they are handed over."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..cluster.chat import Summary

_TO_GROUP = "Cho cả nhóm"


def copied_said(done: "Summary") -> str:
    """The group's message is in the clipboard."""
    return f"Đã chép, dán vào nhóm bằng Ctrl+V:\n\n{done.group}"


def asked_for_units(done: "Summary", file: str) -> str:
    """Whether the units' messages are wanted, too."""
    return (
        f"{copied_said(done)}\n\nCòn tin nhắn riêng cho {len(done.units)} đơn vị. Ghi ra tệp {file} cạnh sổ rồi mở để "
        "chép từng tin?"
    )


def in_file_said(done: "Summary", file: Path, *, copied: bool = False) -> str:
    """The messages lie in a file."""
    how = "Tin nhắn cho nhóm đã chép, dán bằng Ctrl+V." if copied else "Máy không cho chép tự động."
    more = f" và cho {len(done.units)} đơn vị" if done.units else ""
    return f"{how} Tin nhắn cho nhóm{more} nằm ở tệp {file.name} cạnh sổ: chọn đoạn cần gửi, chép rồi dán."


def in_one_text(done: "Summary") -> str:
    """All messages, each below whom it is for."""
    pieces = [(_TO_GROUP, done.group), *((f"Cho {one.reply.unit.name}", one.text) for one in done.units)]
    return "\n".join(f"----- {to} -----\n{text.rstrip()}\n" for to, text in pieces)
