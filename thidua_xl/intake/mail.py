"""Messages (.eml) taken apart with the standard library: the files that came with them, forwarded ones too.

A message is hostile until read: the parser recurses, so nesting ends it; headers are parsed one by one and
some take quadratic time, so their length is bounded; a body cut in half shows only as a defect.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from email import errors, message_from_bytes
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, TypeAlias

from .. import clock
from ..domain.findings import Code
from .archives import TOO_MUCH, Budget, Problem
from .provenance import Letter, first_address, shown_address, shown_name, shown_subject


class Limits(NamedTuple):
    """What a message may be at most."""

    bytes: int = 60_000_000
    lines: int = 2_000_000
    work: int = 30_000_000
    """Lines × boundaries: the parser holds every line against every open boundary."""
    parts: int = 1_000
    depth: int = 10
    """Messages forwarded inside messages."""
    header: int = 4_000
    headers: int = 200_000
    """Characters of a header that is parsed, and of all of them together."""


AnyMessage: TypeAlias = "Message[Any, Any]"  # a generic to type checkers alone
LIMITS = Limits()
DRAFTS = "thidua-xl.invalid"
"""The domain in the Message-ID of the drafts that `give-back` writes (RFC 2606: nobody's)."""
TOO_DEEP = Problem(Code.FILE_UNSAFE, "các phần lồng nhau quá sâu hoặc quá nhiều")
_HARMLESS = (errors.InvalidMultipartContentTransferEncodingDefect, errors.MisplacedEnvelopeHeaderDefect)
"""Defects of messages whose body is whole."""
_DEFECTS: dict[type, str] = {
    errors.CloseBoundaryNotFoundDefect: "thư bị cắt ngang, thiếu phần cuối",
    errors.StartBoundaryNotFoundDefect: "thư bị cắt ngang, thiếu các phần",
    errors.NoBoundaryInMultipartDefect: "không rõ các phần của thư",
    errors.MissingHeaderBodySeparatorDefect: "phần đầu thư hỏng",
    errors.InvalidBase64PaddingDefect: "tệp đính kèm bị cắt ngang",
    errors.InvalidBase64LengthDefect: "tệp đính kèm bị cắt ngang",
    errors.InvalidBase64CharactersDefect: "tệp đính kèm lẫn ký tự lạ",
}
_AHEAD = datetime.timedelta(days=1)
_ENDINGS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel": ".xls",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/ms-tnef": ".dat",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pgp-signature": ".asc",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}


class TooManyError(ValueError):
    """Raised inside the parser when a message has more parts or headers than are read."""


class Attached(NamedTuple):
    """A file that came with a message."""

    name: str
    letter: Letter
    data: bytes


class _Counted(EmailPolicy):
    """`policy.default` with bounds: every header is parsed here, every part begins here."""

    seen: Any = None

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        if hasattr(value, "name"):
            return value
        text = re.sub(r"[\r\n]+", "", str(value))[: LIMITS.header]
        try:  # many programs write UTF-8 into headers as it is
            text = text.encode("ascii", "surrogateescape").decode("utf-8")
        except UnicodeError:
            text = text.encode("utf-8", "replace").decode("utf-8")
        key = (name.casefold(), text)
        if key not in self.seen:
            self.seen["headers"] += len(text)
            if self.seen["headers"] > LIMITS.headers:
                raise TooManyError
            self.seen[key] = self._parsed(name, text)
        return self.seen[key]

    def _parsed(self, name: str, text: str) -> Any:
        try:
            return self.header_factory(name, text)
        except Exception:  # the parser of the standard library has holes: the text itself still serves
            return text


def _part(seen: dict[Any, Any]) -> Any:
    def begin(*_: object, policy: Any = None) -> EmailMessage:
        seen["parts"] += 1
        if seen["parts"] > LIMITS.parts:
            raise TooManyError
        return EmailMessage(policy)

    return begin


def parse(data: bytes) -> EmailMessage | Problem:
    """The message, or why it is not read."""
    if not data.strip():
        return Problem(Code.FILE_EMPTY, "")
    lines = data.count(b"\n")
    if len(data) > LIMITS.bytes or lines > LIMITS.lines:
        return Problem(Code.FILE_TOO_LARGE, f"thư {len(data) // 1_000_000} MB")
    if lines * len(re.findall(rb"(?i)boundary", data)) > LIMITS.work:
        return TOO_DEEP
    seen: dict[Any, Any] = {"headers": 0, "parts": 0}
    try:
        counted: Any = _Counted
        policy = counted(seen=seen, message_factory=_part(seen))
        message = message_from_bytes(data, policy=policy)
    except (RecursionError, TooManyError):
        return TOO_DEEP
    except Exception as error:
        return Problem(Code.MAIL_DAMAGED, type(error).__name__)
    assert isinstance(message, EmailMessage)
    return message


def is_own_draft(message: AnyMessage) -> bool:
    """A letter of ours that nobody sent: every server that a letter passes adds `Received` (RFC 5321, 4.4)."""
    mark = str(_header(message, "Message-ID") or "").strip().casefold()
    return mark.endswith(f"@{DRAFTS}>") and "Received" not in message


def opened(
    data: bytes, budget: Budget, arrived: str = ""
) -> tuple[Letter | None, Iterable[Attached | Problem]]:
    """The letter itself, if it can be read and is one, and what came with it; `arrived` as in `letter_in`."""
    message = parse(data)
    if isinstance(message, Problem):
        return None, [message]
    letter = None if is_own_draft(message) else letter_in(message, arrived)
    return letter, attached(message, budget, arrived)


def letter_in(message: AnyMessage, arrived: str = "", outer: str = "") -> Letter:
    """Who wrote when about what.

    Args:
        message: as parsed.
        arrived: when the mail server says it took it; else the topmost `Received` tells (RFC 5321, 4.4: every
            server puts its own on top).
        outer: when the letter arrived in which this one was forwarded: a date after that is of a clock that is
            fast.
    """
    sender, date, subject = (_header(message, name) for name in ("From", "Date", "Subject"))
    addresses = getattr(sender, "addresses", ())
    address = addresses[0].addr_spec if addresses else first_address(str(sender or ""))
    written = getattr(date, "datetime", None)
    sent = in_vietnam(written) if isinstance(written, datetime.datetime) else ""
    came = arrived or _received(message)
    came, sent = ("" if _is_long_after(moment, outer) else moment for moment in (came, sent))
    zoned = not sent or getattr(written, "tzinfo", None) is not None
    return Letter(sent, shown_address(address), shown_subject(str(subject or "")), came, zoned)


def _received(message: AnyMessage) -> str:
    """When the last server took it, by that server's clock; empty where it does not say, or not in which zone."""
    return stamped(str(_header(message, "Received") or "").rpartition(";")[2])


def stamped(text: str) -> str:
    """A server's stamp as our letters tell moments; empty where it is none, or does not say in which zone."""
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return in_vietnam(moment) if moment.tzinfo else ""


def _is_long_after(one: str, other: str) -> bool:
    """By more than a day, of moments as `in_vietnam` writes them; never where one is not known."""
    if not (one and other):
        return False
    return datetime.datetime.fromisoformat(one) > datetime.datetime.fromisoformat(other) + _AHEAD


def _header(message: AnyMessage, name: str) -> Any:
    try:
        return message[name]
    except TooManyError:  # what the letter holds will say so
        return None


def in_vietnam(moment: datetime.datetime) -> str:
    """A letter's moment; empty for one that is still to come: it would outrank all others for ever.

    One without a zone is taken as it stands.
    """
    try:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=clock.VIETNAM)
        local = aware.astimezone(clock.VIETNAM)
    except (ValueError, OverflowError):
        return ""
    return "" if local > clock.now() + _AHEAD else local.strftime("%Y-%m-%d %H:%M:%S")


def attached(message: EmailMessage, budget: Budget, arrived: str = "") -> Iterator[Attached | Problem]:
    """Every file of the message and of those inside it; a damaged one gives a problem and none of its own.

    A draft of ours gives a problem, too: what it bears was never sent by a unit.
    """
    waiting: list[tuple[AnyMessage, int, str]] = [(message, 0, "")]
    while waiting:
        one, depth, outer = waiting.pop(0)
        letter = letter_in(one, "" if depth else arrived, outer)
        if is_own_draft(one):
            yield Problem(Code.MAIL_UNSENT, letter.subject)
            continue
        try:
            files, inner, problem = _own(one, letter, budget)
        except (TooManyError, RecursionError):
            files, inner, problem = [], [], TOO_DEEP
        except Exception as error:  # the standard library's decoding of names and bodies has holes too
            files, inner, problem = [], [], _cut(type(error).__name__)
        if problem is not None:
            yield problem
        else:
            yield from files
        if problem is TOO_MUCH:
            return
        if inner and depth >= LIMITS.depth:
            yield TOO_DEEP
        else:
            waiting += [(found, depth + 1, letter.arrived or outer) for found in inner]


_Own = tuple[list[Attached], list[AnyMessage], Problem | None]


def _own(message: AnyMessage, letter: Letter, budget: Budget) -> _Own:
    """The message's own files and the messages directly inside it."""
    files: list[Attached] = []
    inner: list[AnyMessage] = []
    problem: Problem | None = None
    waiting: list[AnyMessage] = [message]
    while waiting:
        part = waiting.pop(0)
        content: Any = part.get_payload()
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(content, list):
            inner += content
        elif kind == "message/partial":
            problem = problem or _cut("thư bị chia thành nhiều phần")
        elif part.is_multipart() and isinstance(content, list):
            if part.get_content_maintype() == "multipart":
                waiting[:0] = content
        elif _is_file(part):
            data = part.get_payload(decode=True)
            found = data if isinstance(data, bytes) else b""
            if not budget.spend(len(found)):
                return [], [], TOO_MUCH
            files.append(Attached(_name(part, len(files) + 1), letter, found))
        defects = [defect for defect in part.defects if not isinstance(defect, _HARMLESS)]
        if defects:
            problem = problem or _cut(_DEFECTS.get(type(defects[0]), type(defects[0]).__name__))
    return files, inner, problem


def _cut(detail: str) -> Problem:
    return Problem(Code.MAIL_DAMAGED, detail)


def _is_file(part: AnyMessage) -> bool:
    """Not the text that is read, but what came with it."""
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return True
    return part.get_content_maintype() not in ("text", "multipart", "message")


def _name(part: AnyMessage, number: int) -> str:
    name = part.get_filename()
    return shown_name(name) if name else f"tệp {number}{_ENDINGS.get(part.get_content_type(), '')}"
