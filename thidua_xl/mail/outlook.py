"""Outlook's own messages (.msg), read with extract-msg where it is installed (GPL: never more than an extra)."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from ..domain.values.catalogue import Code
from ..intake.pieces import TOO_MUCH, Budget, Problem
from .message import LIMITS, TOO_DEEP, Attached, in_vietnam
from .provenance import Letter, first_address, shown_address, shown_name, shown_subject


def opened(data: bytes, budget: Budget) -> tuple[Letter | None, Iterable[Attached | Problem]]:
    """The letter itself, if it can be read, and what came with it."""
    try:
        import extract_msg
    except ImportError:
        return None, [Problem(Code.MSG_NOT_READ, "")]
    try:
        message = extract_msg.openMsg(data)
        return _letter(message), list(_files(message, budget, 0))
    except Exception as error:  # a reader of a binary format raises anything
        return None, [Problem(Code.MAIL_DAMAGED, type(error).__name__)]


def _letter(message: Any) -> Letter:
    moment = message.date
    sent = in_vietnam(moment) if isinstance(moment, datetime.datetime) else ""
    zoned = not sent or moment.tzinfo is not None
    return Letter(sent, _sender(message), shown_subject(str(message.subject or "")), _arrived(message), zoned)


def _arrived(message: Any) -> str:
    """When the mail server took it (PidTagMessageDeliveryTime); empty for one that was only sent from here."""
    moment = getattr(message, "receivedTime", None)
    return in_vietnam(moment) if isinstance(moment, datetime.datetime) and moment.tzinfo else ""


# PidTagSenderSmtpAddress, PidTagSenderEmailAddress (MS-OXPROPS)
_SMTP, _SENDER = "__substg1.0_5D01", "__substg1.0_0C1F"


def _sender(message: Any) -> str:
    """The address; `sender` alone is often no more than the name shown."""
    said = [message.sender, message.getStringStream(_SMTP), message.getStringStream(_SENDER)]
    found = [first_address(str(text)) for text in said if text]
    return shown_address(next(filter(None, found), ""))


def _files(message: Any, budget: Budget, depth: int) -> Iterator[Attached | Problem]:
    letter = _letter(message)
    for number, part in enumerate(message.attachments, start=1):
        content = part.data
        if isinstance(content, bytes):
            if not budget.spend(len(content)):
                yield TOO_MUCH
                return
            name = part.longFilename or part.shortFilename or f"tệp {number}"
            yield Attached(shown_name(str(name)), letter, content)
        elif hasattr(content, "attachments"):
            if depth >= LIMITS.depth:
                yield TOO_DEEP
            else:
                yield from _files(content, budget, depth + 1)
