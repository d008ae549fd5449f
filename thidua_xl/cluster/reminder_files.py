"""Reminders as files: drafts and the index of them, made anew each time."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..bookkeeping.new_file import make_writable
from ..bookkeeping.written_folder import Folder
from ..domain.values.text import one_line
from ..errors import CannotRunError, reason
from ..mail import drafts
from ..sheets.cluster.letters import Line, render
from ..sheets.hidden import GIVEN_BACK, render_meta
from ..workbook.model import Workbook
from .letters import code_in_names, harmless, stems
from .reminders import Reminder, To

INDEX = "DANH_SACH.xlsx"
_STEM = "Nhac_viec"
OURS = re.compile(rf"{_STEM}_(.+?)(?:-\d+)?_\d+\.(?:eml|txt)")
"""The names of drafts, and the code in them."""
_NAMED = {To.HEAD: "Truong_cum", To.SUPERIOR: "Cap_tren"}


def write_reminders(
    found: Sequence[Reminder], out: Path, title: str, said: str, year: int, codes: Iterable[str],
    moment: datetime.datetime,
) -> Path:  # fmt: skip
    """The drafts and the index into the folder; returns the index.

    Args:
        found: the reminders; each is told its draft's name.
        out: the folder.
        title: of the index.
        said: what the index says below its title.
        year: for the names of the files.
        codes: of everybody who may have had a draft there before: one that is needed no more is put away.
        moment: of the letters.

    Raises:
        CannotRunError: the folder cannot be written.
    """
    make_writable(out, "thư nháp")
    try:
        folder = Folder(out, INDEX, "remind")
        names = stems(((_STEM, _named(one)) for one in found), year)
        for one, stem in zip(found, names, strict=True):
            if drafts.addresses(one.contact.email):
                data = drafts.draft(one.contact.email, one.subject, one.body, moment, one.attached)
                one.draft = folder.put(f"{stem}.eml", data).name
                text = drafts.pasted(one.contact.email, one.subject, one.body, one.attached.name)
                one.text = folder.put(f"{stem}.txt", text).name
            else:
                one.notes.append(_to_call(one))
        index = folder.put(INDEX, _index(found, title, said, folder, moment))
        known = {harmless(code).casefold() for code in (*codes, *_NAMED.values())}
        folder.clear(lambda name: (ours := OURS.fullmatch(name)) is not None and ours[1].casefold() in known)
    except OSError as error:
        raise CannotRunError(f"Không ghi được vào {out}: {reason(error)}.") from None
    return index


def _named(one: Reminder) -> str:
    """Whom a draft is for, in its name."""
    return _NAMED.get(one.to) or code_in_names(one.code, one.to is To.SCORER)


def _to_call(one: Reminder) -> str:
    why = "Địa chỉ email không hợp lệ" if one.contact.email else "Không có email"
    telephone = one_line(one.contact.telephone)
    return f"{why}: gọi {telephone}." if telephone else f"{why}, không có điện thoại: liên hệ cách khác."


def _index(
    found: Sequence[Reminder], title: str, said: str, folder: Folder, moment: datetime.datetime
) -> bytes:
    from ..workbook.write import to_bytes

    lines = [
        Line(one.code, one.name, one.state, "amber", ", ".join(one.duties), one.attached.name if one.draft else "",
             one.draft, one.text, one_line(one.contact.email), one_line(one.contact.telephone),
             " ".join(one.notes))
        for one in found
    ]  # fmt: skip
    memory = render_meta({"schema": GIVEN_BACK, **folder.written})
    return to_bytes(Workbook([render(title, said, lines), memory], "Nhắc việc"), moment)


def summary(found: Sequence[Reminder]) -> str:
    """How many letters there are to whom, and who has to be called."""
    if not found:
        return "Không có việc nào trễ hoặc sắp đến hạn phải nhắc."
    counts = Counter(one.to for one in found if one.draft)
    words = {
        To.UNIT: "đơn vị",
        To.SCORER: "người chấm",
        To.HEAD: "Trưởng cụm",
        To.SUPERIOR: "thành viên Hội đồng",
        To.CLUSTER: "cụm",
    }
    to = ", ".join(f"{counts[one]} cho {word}" for one, word in words.items() if counts[one])
    silent = [one for one in found if not one.draft]
    called = f" {len(silent)} nơi chưa có email, phải gọi." if silent else ""
    return f"{sum(counts.values())} thư nháp{f': {to}' if to else ''}.{called}"
