"""The versions of a book in sentences and as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..bookkeeping.versions import Version
from ..mail.drafts import plain

if TYPE_CHECKING:
    from ..office.acts.undo import Undone

_BEFORE = {
    "new": "tạo sổ", "import-criteria": "nhập tiêu chí", "import-units": "nhập đơn vị", "issue": "phát hành phiếu",
    "collect": "nhận phiếu", "fetch-mail": "nhận phiếu từ hộp thư", "rank": "xếp hạng", "submit": "ghi lần gửi",
    "documents": "xuất văn bản", "meeting": "họp trù bị", "close": "chốt sổ", "reopen": "mở lại sổ",
    "undo": "về bản trước", "consolidate": "tổng hợp các cụm", "appraise": "thẩm định", "issue-books": "lập sổ các cụm",
}  # fmt: skip
_MOST, _LONGEST = 10, 90


def version_said(number: int, one: Version) -> tuple[str, str, str, str]:
    """A line of the list: its number, when, before which command, what that changed."""
    changes = [row.change for row in one.rows]
    more = f" (và {len(changes) - 1} việc khác)" if len(changes) > 1 else ""
    what = plain(changes[0], _LONGEST) + more if changes else "Nhật ký của sổ đang dùng không có việc này"
    return str(number), f"{one.moment:%d/%m/%Y %H:%M:%S}", _BEFORE.get(one.command, one.command), what


def undone_said(done: "Undone") -> Iterator[str]:
    """What became of it, or what to do next."""
    if done.saved is None:
        if done.versions:
            yield f"Muốn về một bản: thidua-xl undo {done.path.name} --to SỐ. Bản đang dùng cũng được giữ lại."
        else:
            yield f"Sổ {done.path.name} chưa có bản trước nào trong thư mục luu cạnh sổ."
    elif done.taken is not None:
        yield f"Sổ đã về bản giữ lúc {done.taken.moment:%d/%m/%Y %H:%M:%S}."
        if done.lost:
            yield "Các việc sau không còn trong sổ (còn trong bản vừa được giữ):"
        yield from (f"  {row.when} {_BEFORE.get(row.command, row.command)}: {plain(row.change, _LONGEST)}"
                    for row in done.lost[:_MOST])  # fmt: skip
        if len(done.lost) > _MOST:
            yield f"  … và {len(done.lost) - _MOST} việc khác."


def undone_document(done: "Undone") -> dict[str, Any]:
    """The document of `undo --json`.

    `{"versions": [{"number", "time", "file", "before": command|null, "changes": [text]}],
    "restored": number|null, "lost": [{"when", "command", "change"}]}`
    """
    return {
        "versions": [
            {"number": number, "time": one.moment.isoformat(), "file": one.path.name, "before": one.command or None,
             "changes": [row.change for row in one.rows]}
            for number, one in enumerate(done.versions, start=1)
        ],
        "restored": done.versions.index(done.taken) + 1 if done.taken else None,
        "lost": [{"when": row.when, "command": row.command, "change": row.change} for row in done.lost],
    }  # fmt: skip
