"""Messages (.eml) taken apart with the standard library: the files that came with them, forwarded ones too.

A message is hostile until read: the parser recurses, so nesting ends it; headers are parsed one by one and
some take quadratic time, so their length is bounded; a body cut in half shows only as a defect. Of a message
with a defect only those files are taken whose own checksums say that they are whole.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from email import errors, message_from_bytes
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import unquote

from .. import clock
from ..domain.values.catalogue import Code
from ..intake.kinds import begins_as_file, is_document
from ..intake.pieces import TOO_MUCH, Budget, Problem
from ..intake.zips import is_whole
from .bodies import PLAIN, Body, body_of, encoding_of, text_of, uu_files
from .provenance import Letter, first_address, shown_address, shown_name, shown_subject


class LetterLimits(NamedTuple):
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
LIMITS = LetterLimits()
DRAFTS = "thidua-xl.invalid"
"""The domain in the Message-ID of the drafts that `give-back` writes (RFC 2606: nobody's)."""
TOO_DEEP = Problem(Code.FILE_UNSAFE, "các phần lồng nhau quá sâu hoặc quá nhiều")
_HARMLESS = (
    errors.InvalidMultipartContentTransferEncodingDefect, errors.MisplacedEnvelopeHeaderDefect,
    errors.FirstHeaderLineIsContinuationDefect,
)  # fmt: skip
"""Defects of messages whose body is whole."""
_DEFECTS: dict[type, str] = {
    errors.CloseBoundaryNotFoundDefect: "thư bị cắt ngang, thiếu phần cuối",
    errors.StartBoundaryNotFoundDefect: "thư bị cắt ngang, thiếu các phần",
    errors.NoBoundaryInMultipartDefect: "không rõ các phần của thư",
    errors.MissingHeaderBodySeparatorDefect: "phần đầu thư hỏng",
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


class _Part(EmailMessage):
    """A part; a letter that travels in base64 or quoted-printable is a body to be decoded first."""

    def get_content_type(self) -> str:
        """The kind, by which the parser decides whether the body itself is a message."""
        kind = super().get_content_type()
        return _SEALED if kind == "message/rfc822" and encoding_of(self) != PLAIN else kind


_SEALED = "application/x-encoded-message"


def _part(seen: dict[Any, Any]) -> Any:
    def begin(*_: object, policy: Any = None) -> EmailMessage:
        seen["parts"] += 1
        if seen["parts"] > LIMITS.parts:
            raise TooManyError
        return _Part(policy)

    return begin


_BEFORE = b"\xef\xbb\xbf\r\n \t\0"
"""What stands before the first header of a letter that an editor or a gateway has touched."""


def parse(data: bytes) -> EmailMessage | Problem:
    """The message, or why it is not read; headers that stand in the wrong place are found."""
    message = _parsed(_as_sent(data).lstrip(_BEFORE))
    return message if isinstance(message, Problem) else _mended(message)


def _as_sent(data: bytes) -> bytes:
    """The bytes before an editor saved them in UTF-16, or a gateway doubled the ends of lines."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    return data.replace(b"\r\r\n", b"\r\n") if b"\r\r\n" in data[:_SEARCHED] else data


def _parsed(data: bytes) -> EmailMessage | Problem:
    if not data:
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


_TRIES, _JUNK, _SEARCHED = 5, 12, 20_000
_HEADER = re.compile(r"[!-9;-~]{1,80}:")
_OF_BODY = ("content-type:", "content-transfer-encoding:", "content-disposition:", "mime-version:")


def _mended(message: EmailMessage) -> EmailMessage:
    """The message with the headers that a gap, a banner or a line of a scanner has pushed into its body."""
    for _ in range(_TRIES):
        text = message.get_payload()
        torn = any(isinstance(one, errors.MissingHeaderBodySeparatorDefect) for one in message.defects)
        if not isinstance(text, str) or not (torn or "Content-Type" not in message):
            break
        text = text_of(message).decode("ascii", "surrogateescape")
        at = _late_headers(text[:_SEARCHED])
        inner = _parsed(text[at:].encode("ascii", "surrogateescape")) if at >= 0 else None
        if not isinstance(inner, EmailMessage):
            break
        for name, value in message.raw_items():
            if name not in inner:
                inner.set_raw(name, value)
        message = inner
    return message


def _late_headers(text: str) -> int:
    """Where in a body headers of a body begin, after a few other lines; -1 where they do not."""
    at, begin, seen = 0, -1, False
    for number, line in enumerate(text.splitlines(keepends=True)):
        is_header = _HEADER.match(line) is not None
        if begin < 0 and is_header:
            begin = at
        elif begin >= 0 and not is_header and not line.startswith((" ", "\t")):
            return begin if seen else -1
        if begin < 0 and number >= _JUNK:
            return -1
        seen = seen or line.casefold().startswith(_OF_BODY)
        at += len(line)
    return -1


def is_own_draft(message: AnyMessage) -> bool:
    """A letter of ours that nobody sent: every server that a letter passes adds `Received` (RFC 5321, 4.4)."""
    mark = str(_header(message, "Message-ID") or "").strip().casefold()
    return mark.endswith(f"@{DRAFTS}>") and "Received" not in message


def opened(
    data: bytes, budget: Budget, arrived: str = "", outer: str = ""
) -> tuple[Letter | None, Iterable[Attached | Problem]]:
    """The letter itself, if it can be read and is one, and what came with it; moments as in `letter_in`."""
    message = parse(data)
    if isinstance(message, Problem):
        return None, [message]
    letter = None if is_own_draft(message) else letter_in(message, arrived, outer)
    return letter, attached(message, budget, arrived, outer)


def has_headers(data: bytes) -> bool:
    """Whether it begins as a letter or the body of one does."""
    return _HEADER.match(data[:200].lstrip(_BEFORE).decode("latin-1")) is not None


def name_by_subject(data: bytes) -> str:
    """A letter's subject as the name of a file; empty where it has none."""
    message = parse(data[: LIMITS.headers])
    subject = "" if isinstance(message, Problem) else letter_in(message).subject
    return shown_name(re.sub(r"[/\\]", "-", subject)) if subject else ""


def letter_in(message: AnyMessage, arrived: str = "", outer: str = "") -> Letter:
    """Who wrote when about what.

    Args:
        message: as parsed.
        arrived: when the mail server says it took it; else the topmost `Received` tells (RFC 5321, 4.4: every
            server puts its own on top).
        outer: when the letter arrived in which this one was forwarded: what it says of a later moment is of a
            clock that is fast, or invented, for it cannot have come after the letter that bore it.
    """
    sender, date, subject = (_header(message, name) for name in ("From", "Date", "Subject"))
    addresses = getattr(sender, "addresses", ())
    address = addresses[0].addr_spec if addresses else first_address(str(sender or ""))
    written = getattr(date, "datetime", None)
    sent = in_vietnam(written) if isinstance(written, datetime.datetime) else ""
    came = arrived or _received(message)
    came, sent = ("" if outer and moment > outer else moment for moment in (came, sent))
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
    return "" if local > clock.now() + _AHEAD else local.replace(tzinfo=None, microsecond=0).isoformat(" ")


def attached(
    message: EmailMessage, budget: Budget, arrived: str = "", outer: str = ""
) -> Iterator[Attached | Problem]:
    """Every file of the message and of those inside it; a damaged one gives a problem, and what of it is whole.

    A draft of ours gives a problem, too: what it bears was never sent by a unit.
    """
    waiting: list[tuple[AnyMessage, int, str]] = [(message, 0, outer)]
    while waiting:
        one, depth, outer = waiting.pop(0)
        one = _mended(one) if isinstance(one, EmailMessage) else one
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
        yield from files
        if problem is not None:
            yield problem
        if problem is TOO_MUCH:
            return
        if inner and depth >= LIMITS.depth:
            yield TOO_DEEP
        else:
            waiting += [(found, depth + 1, letter.arrived or outer) for found in inner]


_Own = tuple[list[Attached], list[AnyMessage], Problem | None]


def _own(message: AnyMessage, letter: Letter, budget: Budget) -> _Own:
    """The message's own files and the messages directly inside it; of a torn one only files that prove whole."""
    taken = _Taken(letter, budget)
    waiting: list[AnyMessage] = [message]
    while waiting:
        part = waiting.pop(0)
        part = _mended(part) if isinstance(part, EmailMessage) else part
        waiting[:0] = taken.inside(part)
        taken.bodies(part)
        taken.defects(part)
        if taken.problem is TOO_MUCH:
            return [], [], TOO_MUCH
    files = [one for one in taken.files if not taken.torn or is_whole(one.data)]
    return files, taken.inner, taken.problem


class _Taken:
    """What was found in a message so far; the first problem is told."""

    def __init__(self, letter: Letter, budget: Budget) -> None:
        self._letter, self._budget = letter, budget
        self.files: list[Attached] = []
        self.inner: list[AnyMessage] = []
        self.problem: Problem | None = None
        self.torn = False

    def inside(self, part: AnyMessage) -> list[AnyMessage]:
        """The parts of a part; the letters in it are kept apart, to be read for themselves."""
        content: Any = part.get_payload()
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(content, list):
            self.inner += content
        elif kind == _SEALED:
            self._unseal(part)
        elif kind == "message/partial":
            self._tell("thư bị chia thành nhiều phần", torn=True)
        elif isinstance(content, list) and part.get_content_maintype() == "multipart":
            return list(content)
        return []

    def _unseal(self, part: AnyMessage) -> None:
        """A letter that travelled in base64 or quoted-printable."""
        body = body_of(part)
        if not self._budget.spend(len(body.data)):
            self.problem = TOO_MUCH
            return
        letter = parse(body.data)
        if isinstance(letter, Problem):
            self.problem = self.problem or letter
        else:
            self.inner.append(letter)

    def bodies(self, part: AnyMessage) -> None:
        """The files that the part itself bears."""
        for name, body in _bodies(part, len(self.files) + 1):
            if not self._budget.spend(len(body.data)):
                self.problem = TOO_MUCH
                return
            if body.sure or is_document(name, body.data):
                self.files.append(Attached(name, self._letter, body.data))
            else:
                self._tell(f"tệp đính kèm {name} bị cắt ngang hoặc lẫn ký tự lạ")

    def defects(self, part: AnyMessage) -> None:
        """What the parser found wrong with it."""
        for defect in part.defects:
            if not _is_harmless(defect, part):
                self._tell(_DEFECTS.get(type(defect), type(defect).__name__), torn=True)

    def _tell(self, detail: str, *, torn: bool = False) -> None:
        self.torn = self.torn or torn
        self.problem = self.problem or Problem(Code.MAIL_DAMAGED, detail)


def _is_harmless(defect: object, part: AnyMessage) -> bool:
    """A line that is no header costs nothing where the parts were found all the same."""
    torn = isinstance(defect, errors.MissingHeaderBodySeparatorDefect)
    return isinstance(defect, _HARMLESS) or (torn and part.is_multipart())


def _bodies(part: AnyMessage, number: int) -> Iterator[tuple[str, Body]]:
    """The files of a part that has none of its own: itself, or those written out in its text."""
    kind = part.get_content_type()
    if part.is_multipart() or kind in ("message/partial", _SEALED, "application/applefile"):
        return
    if _is_file(part):
        body = body_of(part)
        yield _name(part, number), _attached_only_in_name(part, body)
        return
    body = body_of(part)
    if begins_as_file(body.data):  # called a text, and without a name
        yield _name(part, number), body
    elif kind == "text/plain":
        for one in uu_files(body.data):
            yield shown_name(one.name), one


def _attached_only_in_name(part: AnyMessage, body: Body) -> Body:
    """Apple Mail keeps attachments apart from the letter (`.partial.emlx`): the part is there, and empty."""
    return body._replace(sure=False) if "X-Apple-Content-Length" in part and not body.data.strip() else body


def _cut(detail: str) -> Problem:
    return Problem(Code.MAIL_DAMAGED, detail)


_SHARED = re.compile(
    r"https?://(?:[\w-]+\.)*(?:drive\.google\.com|docs\.google\.com|1drv\.ms|onedrive\.live\.com|sharepoint\.com|"
    r"dropbox\.com|icloud\.com|mega\.nz|fshare\.vn|mediafire\.com|we\.tl|wetransfer\.com)(?=[/:])",
    re.I,
)


def shared_link(data: bytes) -> str:
    """The server where a file lies to which a letter links, also through a gateway (SafeLinks); empty for none."""
    message = parse(data)
    if isinstance(message, Problem):
        return ""
    try:
        texts = [part for part in message.walk() if part.get_content_maintype() == "text"]
        found = (_SHARED.search(unquote(body_of(part).data.decode("utf-8", "replace"))) for part in texts)
        return next((one[0].partition("://")[2].casefold() for one in found if one), "")
    except Exception:  # the standard library's holes: what the letter holds will say so
        return ""


def _is_file(part: AnyMessage) -> bool:
    """Not the text that is read, but what came with it."""
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return True
    return part.get_content_maintype() not in ("text", "multipart", "message")


def _name(part: AnyMessage, number: int) -> str:
    name = part.get_filename()
    return shown_name(name) if name else f"tệp {number}{_ENDINGS.get(part.get_content_type(), '')}"
