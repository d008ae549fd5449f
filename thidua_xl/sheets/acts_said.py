"""What a command does, in the words of who works with it: in the names of kept versions, in lists, on sheets."""

from collections.abc import Mapping

ACTS: Mapping[str, str] = {
    "new": "tạo sổ", "import-criteria": "nhập tiêu chí", "import-units": "nhập đơn vị", "issue": "phát hành phiếu",
    "collect": "nhận phiếu", "fetch-mail": "nhận phiếu từ hộp thư", "rank": "xếp hạng", "submit": "ghi lần gửi",
    "documents": "xuất văn bản", "meeting": "họp trù bị", "give-back": "trả phiếu", "remind": "nhắc việc",
    "close": "chốt sổ", "reopen": "mở lại sổ", "undo": "về bản trước", "consolidate": "tổng hợp các cụm",
    "appraise": "thẩm định", "issue-books": "lập sổ các cụm",
}  # fmt: skip
"""Every command that changes a book or files that people work in. The words are part of file names."""


def act_said(command: str) -> str:
    """The act in words; a command of another version of the program as it is called there."""
    return ACTS.get(command, command)
