"""Where a file came from, as `Nguồn` says it and reads it again; names from outside, made fit to be shown.

The book is the state: what a letter tells (sender, subject, date) is kept nowhere but in that text.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from ..domain.values.text import clean

_TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_NO_ZONE, _ARRIVED = " (không ghi múi giờ)", ", máy chủ nhận "
_NO_DATE, _NO_SENDER, _NO_SUBJECT = "không rõ ngày", "không rõ người gửi", "(không có chủ đề)"
_INSIDE = " › "


@cache
def _letter() -> re.Pattern[str]:
    """What a letter's text says; put together when there is one."""
    return re.compile(
        rf"Thư ({_TIME}|{_NO_DATE})({re.escape(_NO_ZONE)})?(?:{_ARRIVED}({_TIME}))?"
        rf" · ([^\s·]+@[^\s·]+|{_NO_SENDER}) · (.*)",
        re.DOTALL,
    )


_ADDRESS = re.compile(r"[^\s·<>,;:\"()@]+@[^\s·<>,;:\"()@]+")
_LONGEST_ADDRESS, _LONGEST_HEADER = 254, 1_000  # RFC 5321, 4.5.3.1.3
_LONGEST_SUBJECT, _LONGEST_NAME, _LONGEST_ENDING = 150, 120, 10
_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


class Letter(NamedTuple):
    """What a message says of itself; empty where it does not say."""

    sent: str = ""
    """Moment in Vietnam's time (`2025-12-20 08:15:00`): as texts they compare like moments."""
    sender: str = ""
    """The address alone, case folded."""
    subject: str = ""
    arrived: str = ""
    """When the mail server took it, by the server's own clock, in Vietnam's time."""
    zoned: bool = True
    """Whether `sent` was given with its zone; else it is what stands there, wherever that was meant."""

    @property
    def latest(self) -> str:
        """When it came, as far as is known: the server's time, else the sender's."""
        return self.arrived or self.sent

    @property
    def source(self) -> str:
        """`Nguồn` of what came with it."""
        when = (self.sent or _NO_DATE) + ("" if self.zoned else _NO_ZONE)
        when += _ARRIVED + self.arrived if self.arrived else ""
        parts = (when, self.sender or _NO_SENDER, self.subject or _NO_SUBJECT)
        return "Thư " + " · ".join(parts)


def letter_of(source: str) -> Letter | None:
    """The letter that a `Nguồn` tells of; None for a folder. An archive inside it makes no difference."""
    found = _letter().fullmatch(source)
    if found is None:
        return None
    sent, no_zone, arrived, sender, subject = found.groups()
    subject = subject.split(_INSIDE)[0]
    return Letter(
        "" if sent == _NO_DATE else sent,
        "" if sender == _NO_SENDER else sender,
        "" if subject == _NO_SUBJECT else subject,
        arrived or "",
        not no_zone,
    )


def inside(source: str, archive: str) -> str:
    """`Nguồn` of a file in an archive that came from there."""
    return source + _INSIDE + archive


def pieces_of(source: str) -> list[str]:
    """The folder or letter of a `Nguồn`, and the archives inside it, from the outside in."""
    return source.split(_INSIDE)


def shown_subject(text: str) -> str:
    """A subject on one line, without what changes the direction of reading."""
    return _visible(text)[:_LONGEST_SUBJECT].strip()


def shown_address(text: str) -> str:
    """The address, case folded; empty where it is none."""
    address = _visible(text).casefold()
    return address if len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address) else ""


def first_address(text: str) -> str:
    """The address in `Lê An <an@xa.gov.vn>`; empty where there is none."""
    found = _ADDRESS.search(text[:_LONGEST_HEADER])
    return found[0] if found else ""


def addresses_in(text: str) -> list[str]:
    """The addresses that a person typed into one cell."""
    return [found.casefold() for found in _ADDRESS.findall(clean(text))]


def shown_name(text: str) -> str:
    """A name given by a sender, to be shown and never to be opened: no folder, no control, not endless."""
    last = re.split(r"[/\\]", _visible(text))[-1]
    name = re.sub(r"^[A-Za-z]:", "", last).translate(_WINDOWS).strip()
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= _LONGEST_ENDING:
        return stem[:_LONGEST_NAME].strip() + dot + ending if stem.strip(" .") else "không tên." + ending
    return name[:_LONGEST_NAME].strip() if name.strip(" .") else "không tên"


def _visible(text: str) -> str:
    """Without control and direction characters (a name with U+202E ends otherwise than it seems to)."""
    kept = "".join(
        " " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or unicodedata.category(c)[0] != "C"
    )
    return clean(kept)


def said_by(letter: Letter) -> str:
    """The letter in a sentence."""
    return ", ".join(filter(None, (letter.sender, letter.subject and f"“{letter.subject}”", letter.sent)))
