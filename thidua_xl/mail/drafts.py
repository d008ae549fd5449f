"""Letters to units as drafts (.eml): what to mend, what to send again, who has not sent yet.

A draft goes out when a person has read it: `X-Unsent` lets Outlook open it for writing. The same letter
and time give the same bytes.
"""

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from ..domain.scoring.settings import Settings
from ..domain.scoring.units import Unit
from ..domain.values.calling import called
from ..domain.values.findings import Finding, counted
from ..domain.values.text import clean
from .message import DRAFTS

_ADDRESS = re.compile(r"[\w%+-]+(?:\.[\w%+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_LINKED = re.compile(r"(?i)(://|\bwww\.|\bmailto:)")
_LONGEST = 500
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plain(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, without control characters, at most so long."""
    line = clean(
        "".join(sign if unicodedata.category(sign) not in ("Cc", "Cs", "Cf") else " " for sign in text)
    )
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def addresses(typed: str) -> list[str]:
    """The e-mail addresses in a cell; what is none is left out."""
    pieces = (piece.strip("<>") for piece in re.split(r"[\s;,]+", typed))
    return [piece for piece in pieces if _ADDRESS.fullmatch(piece)]


def to_mend(
    settings: Settings, today: datetime.date, unit: Unit, findings: Sequence[Finding], copy: str
) -> str:
    """The letter about an accepted form; `copy` is the name of the marked copy, empty where there is none."""
    errors = sum(found.is_error for found in findings)
    how = (
        f"Đề nghị đơn vị mở tệp gửi kèm ({copy}). Trang đầu tiên “Cần sửa” liệt kê các điểm trên; bấm địa chỉ ô để "
        "đến nơi. Ô phải sửa được tô màu và có ghi chú. Sửa ngay trong tệp ấy, lưu lại (giữ loại .xlsx) rồi gửi lại "
        "cho Trưởng cụm"
        if copy
        else "Đề nghị đơn vị sửa trong phiếu đã gửi, lưu lại (giữ loại .xlsx) rồi gửi lại cho Trưởng cụm"
    )
    return _letter(
        settings, today, unit,
        f"Trưởng cụm đã nhận phiếu tự chấm điểm thi đua {settings.period_said} của đơn vị. Qua kiểm tra, phiếu còn "
        f"{counted(errors, len(findings) - errors, ' và ')}:",
        _listed(findings), f"{how}{_until(settings, today)}.",
    )  # fmt: skip


def to_send_again(settings: Settings, today: datetime.date, unit: Unit, findings: Sequence[Finding]) -> str:
    """The letter about files that could not be used."""
    return _letter(
        settings, today, unit,
        f"Trưởng cụm đã nhận thư của đơn vị nhưng chưa dùng được tệp gửi kèm làm phiếu tự chấm điểm thi đua "
        f"{settings.period_said}:",
        _listed(findings),
        f"Đề nghị đơn vị xử lý như trên và gửi lại phiếu cho Trưởng cụm{_until(settings, today)}. Nếu không còn "
        "phiếu đã phát, xin báo lại để được gửi phiếu mới.",
    )  # fmt: skip


def reminder(settings: Settings, today: datetime.date, unit: Unit) -> str:
    """The letter to a unit that has not sent."""
    return _letter(
        settings, today, unit,
        f"Đến nay Trưởng cụm chưa nhận được phiếu tự chấm điểm thi đua {settings.period_said} của đơn vị.",
        [],
        f"Đề nghị đơn vị điền phiếu Excel đã phát, lưu lại (giữ loại .xlsx) rồi gửi cho Trưởng cụm"
        f"{_until(settings, today)}. Nếu không còn phiếu, xin báo lại để được gửi phiếu mới; nếu đã gửi, xin gửi lại "
        "kèm thư này.",
    )  # fmt: skip


def _letter(
    settings: Settings, today: datetime.date, unit: Unit, what: str, items: Sequence[str], ask: str
) -> str:
    greeting = f"Kính gửi: {plain(unit.name)}" + (f" ({plain(unit.contact)})" if unit.contact else "")
    pieces = (greeting, what, "\n\n".join(items), ask, "Trân trọng cảm ơn.", _signature(settings, today))
    letter = "\n\n".join(filter(None, pieces)) + "\n"
    return called(letter, settings.calling, (*map(plain, settings.given), plain(unit.name)))


def _listed(findings: Sequence[Finding]) -> list[str]:
    lines = []
    for number, found in enumerate(findings, start=1):
        where = f"Trang {plain(found.sheet)}. " if found.sheet else ""
        lines.append(
            f"{number}. ({found.severity.shown}) {where}{_unlinked(found.message)}\n"
            f"   Cách sửa: {_unlinked(found.action)}"
        )
    return lines


def _unlinked(text: str) -> str:
    """A text that no mail program makes a link of."""
    return _LINKED.sub(r"\1 ", plain(text))


def _until(settings: Settings, today: datetime.date) -> str:
    deadline = settings.deadline
    if deadline is None:
        return " trong thời gian sớm nhất"
    if deadline < today:
        return f" trong thời gian sớm nhất (hạn nộp phiếu {deadline:%d/%m/%Y} đã qua)"
    return f" trước hết ngày {deadline:%d/%m/%Y}"


def _signature(settings: Settings, today: datetime.date) -> str:
    day = f"ngày {today:%d} tháng {today.month:02d} năm {today.year}" if today.month < 3 else (
        f"ngày {today:%d} tháng {today.month} năm {today.year}"
    )  # fmt: skip
    place = plain(settings.place)
    lines = (
        f"{place}, {day}" if place else f"{day[0].upper()}{day[1:]}",
        f"TRƯỞNG CỤM – {plain(settings.name or settings.cluster)}",
        plain(settings.signer_title),
        plain(settings.signer),
    )
    return "\n".join(filter(None, lines))


def draft(
    unit: Unit, subject: str, body: str, moment: datetime.datetime, copy: str = "", data: bytes = b""
) -> bytes:
    """The draft; without an address in the book, `To` is empty for a person to fill."""
    mark = hashlib.sha256("\0".join((unit.email, subject, body, copy)).encode() + data).hexdigest()
    message = EmailMessage(SMTP)
    known = addresses(unit.email)
    message["To"] = [Address(addr_spec=address) for address in known] if known else ""
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{mark[:32]}@{DRAFTS}>"
    message["X-Unsent"] = "1"
    message.set_content(body, cte="base64")
    if copy:
        message.add_attachment(data, maintype="application", subtype=_XLSX, filename=copy)
        message.set_boundary(f"=_thidua_{mark[:40]}")
    line = Header(plain(subject, 250), "utf-8", header_name="Subject").encode(linesep="\r\n")
    return (
        f"Subject: {line}\r\n".encode("ascii") + message.as_bytes()
    )  # EmailMessage loses spaces where it folds
