"""The versions of a book in sentences and as JSON."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .. import clock
from ..bookkeeping.versions import Version
from ..domain.values.text import one_line
from ..sheets.acts_said import act_said
from ..sheets.journal import JournalRow, shown_when

if TYPE_CHECKING:
    from ..office.acts.undo import Undone

_MOST, _FEW, _LONGEST = 10, 6, 90


def version_said(number: int, one: Version) -> tuple[str, str, str, str]:
    """A line of the list: its number, when, before which command, what that changed."""
    changes = [row.change for row in one.rows]
    more = f" (và {len(changes) - 1} việc khác)" if len(changes) > 1 else ""
    what = one_line(changes[0], _LONGEST) + more if changes else "Nhật ký của sổ đang dùng không có việc này"
    return str(number), f"{one.moment:%d/%m/%Y %H:%M:%S}", act_said(one.command), what


def going_back_asked(one: Version, journal: Sequence[JournalRow]) -> str:
    """What becomes of the book if somebody says yes: what it forgets, and how that is had again."""
    when = clock.timestamp(one.moment)
    since = [row for row in journal if row.when >= when]
    lines = [f"- {_told(row)}" for row in since[:_FEW]]
    more = [f"… và {len(since) - _FEW} việc khác."] if len(since) > _FEW else []
    before = f", trước khi {act_said(one.command)}" if one.command else ""
    lost = ["", "Những việc ghi từ lúc ấy sẽ không còn trong sổ:", *lines, *more] if since else []
    return "\n".join([
        f"Đưa sổ về bản giữ lúc {one.moment:%d/%m/%Y %H:%M}{before}?", *lost, "",
        "Bản đang dùng được giữ trong thư mục luu nên có thể quay lại. Phiếu gốc đã nhận vẫn còn.",
    ])  # fmt: skip


def _told(row: JournalRow) -> str:
    return f"{shown_when(row.when)} {act_said(row.command)}: {one_line(row.change, _LONGEST)}"


def undone_said(done: "Undone") -> Iterator[str]:
    """What became of it, or what to do next."""
    if done.saved is None:
        if done.versions:
            yield f'Muốn về một bản: thidua-xl undo "{done.path}" --to SỐ. Bản đang dùng cũng được giữ lại.'
        else:
            yield f"Sổ {done.path.name} chưa có bản trước nào trong thư mục luu cạnh sổ."
    elif done.taken is not None:
        yield f"Sổ đã về bản giữ lúc {done.taken.moment:%d/%m/%Y %H:%M:%S}."
        if not done.taken.mark:
            yield "Danh mục trong luu không còn ghi bản ấy, nên không biết tệp có bị sửa từ khi được giữ hay không."
        if done.lost:
            yield "Các việc sau không còn trong sổ (còn trong bản vừa được giữ):"
        yield from (f"  {_told(row)}" for row in done.lost[:_MOST])
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
