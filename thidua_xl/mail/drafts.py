"""Letters to units as drafts (.eml): what to mend, what to send again, who has not sent yet.

A draft goes out when a person has read it: `X-Unsent` lets Outlook open it for writing. The same letter
and time give the same bytes.
"""

import datetime
import hashlib
import re
from collections.abc import Sequence
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from ..domain.scoring.settings import Settings
from ..domain.scoring.units import Unit
from ..domain.values.calling import called
from ..domain.values.email import is_address
from ..domain.values.findings import Finding, counted
from ..domain.values.text import one_line
from ..intake.own_texts import ABOUT, TO
from .message import DRAFTS

_LINKED = re.compile(r"(?i)(://|\bwww\.|\bmailto:)")
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def addresses(typed: str) -> list[str]:
    """The e-mail addresses in a cell; what is none is left out."""
    pieces = (piece.strip("<>") for piece in re.split(r"[\s;,]+", typed))
    return [piece for piece in pieces if is_address(piece)]


class Asked(NamedTuple):
    """What a letter is about: the form of a collection, and until when it is due."""

    form: str = "phiếu tự chấm điểm thi đua"
    due: datetime.date | None = None
    who: str = "đơn vị"
    """What the letter calls whom it goes to."""


class Attached(NamedTuple):
    """A workbook that goes with a letter."""

    name: str = ""
    data: bytes = b""


def to_mend(
    settings: Settings,
    today: datetime.date,
    unit: Unit,
    findings: Sequence[Finding],
    copy: str,
    asked: Asked,
    also: str = "",
) -> str:
    """The letter about an accepted form; `copy` is the name of the marked copy, empty where there is none."""
    errors = sum(found.is_error for found in findings)
    how = (
        f"Đề nghị {asked.who} mở tệp gửi kèm ({copy}). Trang đầu tiên “Cần sửa” liệt kê các điểm trên; bấm địa chỉ ô "
        "để đến nơi. Ô phải sửa được tô màu và có ghi chú. Sửa ngay trong tệp ấy, lưu lại (giữ loại .xlsx) rồi gửi "
        "lại cho Trưởng cụm"
        if copy
        else f"Đề nghị {asked.who} sửa trong phiếu đã gửi, lưu lại (giữ loại .xlsx) rồi gửi lại cho Trưởng cụm"
    )
    return letter(
        settings, today, greeted(unit),
        f"Trưởng cụm đã nhận {asked.form} {settings.period_said} của {asked.who}. Qua kiểm tra, phiếu còn "
        f"{counted(errors, len(findings) - errors, ' và ')}:",
        listed(findings), f"{how}{until(asked, today)}.", also,
    )  # fmt: skip


def to_send_again(
    settings: Settings,
    today: datetime.date,
    unit: Unit,
    findings: Sequence[Finding],
    asked: Asked,
    form: str = "",
    also: str = "",
) -> str:
    """The letter about files that could not be used; `form` as of `reminder`."""
    anew = f" Phiếu đã phát cho {asked.who} gửi kèm lại ({form})." if form else (
        " Nếu không còn phiếu đã phát, xin báo lại để được gửi phiếu mới."
    )  # fmt: skip
    return letter(
        settings, today, greeted(unit),
        f"Trưởng cụm đã nhận thư của {asked.who} nhưng chưa dùng được tệp gửi kèm làm {asked.form} "
        f"{settings.period_said}:",
        listed(findings),
        f"Đề nghị {asked.who} xử lý như trên và gửi lại phiếu cho Trưởng cụm{until(asked, today)}.{anew}", also,
    )  # fmt: skip


def reminder(
    settings: Settings, today: datetime.date, unit: Unit, asked: Asked, form: str = "", also: str = ""
) -> str:
    """The letter to a unit that has not sent.

    Args:
        settings: of the cluster.
        today: the day of the letter.
        unit: whom it goes to.
        asked: what is asked for.
        form: the name of the form that goes with it anew, if one does.
        also: a paragraph on what else is asked of the unit.
    """
    how = (
        f"Đề nghị {asked.who} điền phiếu gửi kèm ({form}; là phiếu đã phát cho {asked.who}, nếu đã điền ở bản trước "
        f"thì dùng bản ấy), lưu lại (giữ loại .xlsx) rồi gửi cho Trưởng cụm{until(asked, today)}. Nếu đã gửi, xin gửi "
        "lại kèm thư này."
        if form
        else f"Đề nghị {asked.who} điền phiếu Excel đã phát, lưu lại (giữ loại .xlsx) rồi gửi cho Trưởng cụm"
        f"{until(asked, today)}. Nếu không còn phiếu, xin báo lại để được gửi phiếu mới; nếu đã gửi, xin gửi lại "
        "kèm thư này."
    )
    said = f"Đến nay Trưởng cụm chưa nhận được {asked.form} {settings.period_said} của {asked.who}."
    return letter(settings, today, greeted(unit), said, [], how, also)


def greeted(unit: Unit) -> str:
    """Whom a letter to a unit greets."""
    return one_line(unit.name) + (f" ({one_line(unit.contact)})" if unit.contact else "")


def letter(
    settings: Settings, today: datetime.date, to: str, what: str, items: Sequence[str], ask: str, also: str = "",
    signed: str = "",
) -> str:  # fmt: skip
    """A letter: whom it greets, what it is about, its items, what is asked; `signed` in place of the head's name."""
    pieces = (
        f"Kính gửi: {to}",
        what,
        "\n\n".join(items),
        ask,
        also,
        "Trân trọng cảm ơn.",
        _signature(settings, today, signed),
    )
    text = "\n\n".join(filter(None, pieces)) + "\n"
    return called(text, settings.calling, (*map(one_line, settings.given), to))


def listed(findings: Sequence[Finding]) -> list[str]:
    """Findings as numbered lines, each with what to do; no mail program makes a link of what somebody typed."""
    lines = []
    for number, found in enumerate(findings, start=1):
        where = f"Trang {one_line(found.sheet)}. " if found.sheet else ""
        lines.append(
            f"{number}. ({found.severity.shown}) {where}{_unlinked(found.message)}\n"
            f"   Cách sửa: {_unlinked(found.action)}"
        )
    return lines


def _unlinked(text: str) -> str:
    """A text that no mail program makes a link of."""
    return _LINKED.sub(r"\1 ", one_line(text))


def until(asked: Asked, today: datetime.date) -> str:
    """Until when a form is asked for, behind what is asked."""
    due = asked.due
    if due is None:
        return " trong thời gian sớm nhất"
    if due < today:
        return f" trong thời gian sớm nhất (hạn nộp phiếu {due:%d/%m/%Y} đã qua)"
    return f" chậm nhất ngày {due:%d/%m/%Y}"


def _signature(settings: Settings, today: datetime.date, signed: str) -> str:
    place = one_line(settings.place)
    day = _dated(today)
    head = (
        f"TRƯỞNG CỤM – {one_line(settings.name or settings.cluster)}",
        one_line(settings.signer_title),
        one_line(settings.signer),
    )
    lines = (f"{place}, {day}" if place else f"{day[0].upper()}{day[1:]}", *((signed,) if signed else head))
    return "\n".join(filter(None, lines))


def _dated(today: datetime.date) -> str:
    month = f"{today.month:02d}" if today.month < 3 else str(today.month)
    return f"ngày {today:%d} tháng {month} năm {today.year}"


_NOTHING = Attached()


def draft(
    to: str, subject: str, body: str, moment: datetime.datetime, attached: Attached = _NOTHING
) -> bytes:
    """The draft; without an address in `to` (as typed), the header is empty for a person to fill."""
    copy, data = attached
    mark = hashlib.sha256("\0".join((to, subject, body, copy)).encode() + data).hexdigest()
    message = EmailMessage(SMTP)
    known = addresses(to)
    message["To"] = [Address(addr_spec=address) for address in known] if known else ""
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{mark[:32]}@{DRAFTS}>"
    message["X-Unsent"] = "1"
    message.set_content(body, cte="base64")
    if copy:
        message.add_attachment(data, maintype="application", subtype=_XLSX, filename=copy)
        message.set_boundary(f"=_thidua_{mark[:40]}")
    line = Header(one_line(subject, 250), "utf-8", header_name="Subject").encode(linesep="\r\n")
    return (
        f"Subject: {line}\r\n".encode("ascii") + message.as_bytes()
    )  # EmailMessage loses spaces where it folds


def pasted(to: str, subject: str, body: str, copy: str = "") -> bytes:
    """The same letter as a text to be pasted into webmail, as Notepad reads it; `copy`: what has to go with it."""
    lines = (
        f"{TO}{', '.join(addresses(to))}",
        f"{ABOUT}{one_line(subject, 250)}",
        *((f"Đính kèm: {copy}",) if copy else ()),
        "",
        body,
    )
    return ("\ufeff" + "\n".join(lines)).replace("\n", "\r\n").encode()
