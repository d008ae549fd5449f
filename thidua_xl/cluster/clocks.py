"""Which of two files of a unit is the newer one, by clocks of which some lie (design, 5).

The newer issue goes first; then the mail server's own time; then the letter's `Date`; then the time that the saving
program wrote into the file. A clock of the sender's may be dead or fast, a `Date` without a zone may be meant
anywhere, and programs stamp local time as if it were UTC: what is not certain decides nothing, and where one clock
says the contrary of another a person decides.
"""

import datetime
import re
from typing import NamedTuple

from .. import clock
from ..mail.provenance import Letter, letter_of

NONE = datetime.timedelta()
DOUBT = datetime.timedelta(hours=14)
"""The farthest that a local time can be from UTC."""
APART = datetime.timedelta(minutes=5)
"""By less than this the clocks of two computers differ: no two forms are told apart by it."""
_NAMES = {"microsoft excel": "Excel", "microsoft macintosh excel": "Excel trên máy Mac"}


class Moment(NamedTuple):
    """A time that some clock tells; `doubt` is how far it may be off for want of a zone."""

    at: datetime.datetime
    doubt: datetime.timedelta = NONE

    def is_after(self, other: "Moment") -> bool | None:
        """Whether it is surely later than the other; None where that is not certain."""
        apart = self.at - other.at
        if abs(apart) <= self.doubt + other.doubt:
            return None
        return apart > NONE


class Clocks(NamedTuple):
    """What clocks say of one file; None where one says nothing, or what cannot be."""

    server: Moment | None = None
    """When the mail server took the letter."""
    date: Moment | None = None
    """When its sender's computer says it was written."""
    saved: Moment | None = None
    """When the saving program says it saved the file."""
    program: str = ""
    """That program, as it names itself; empty where it does not, or does not say in which zone it counts."""
    dead: bool = False
    """Whether the letter bears a date that cannot be."""

    @property
    def sent(self) -> Moment | None:
        """When the letter was sent."""
        return self.server or self.date

    @property
    def is_odd(self) -> bool:
        """Whether the sender's clocks, which nothing else confirms, belie themselves.

        A letter cannot have been written long before the file in it was saved.
        """
        if self.server is not None:
            return False
        saved_late = self.date and self.saved and Moment(self.saved.at, DOUBT).is_after(self.date)
        return self.dead or bool(saved_late)

    @property
    def told(self) -> str:
        """All of them in words, with whose clock each is."""
        zone = ", không ghi múi giờ" if self.date and self.date.doubt else ""
        said = [
            f"máy chủ thư nhận {_shown(self.server)}" if self.server else "",
            f"thư ghi {_shown(self.date)} theo máy người gửi{zone}" if self.date else "",
            "ngày ghi trong thư sai" if self.dead else "",
            f"{_program(self.program)} ghi lưu {_shown(self.saved)}" if self.saved else "",
        ]
        return ", ".join(filter(None, said)) or "không có giờ gửi, giờ lưu nào tin được"


def clocks_of(source: str, saved: str, program: str, year: int) -> Clocks:
    """What is known of one file.

    Args:
        source: its `Nguồn`.
        saved: when the program says it saved it (ISO, UTC), empty where that is not known.
        program: the saving program; empty where it is not known.
        year: of the contest: nothing of it was sent or saved before the year before it began, so a clock that says
            so is dead.
    """
    year -= 1
    letter = letter_of(source) or Letter()
    sent = _local(letter.sent)
    return Clocks(
        _alive(_local(letter.arrived), year),
        _alive(sent, year, NONE if letter.zoned else DOUBT),
        _alive(datetime.datetime.fromisoformat(saved) if saved else None, year),
        program,
        dead=sent is not None and sent.year < year,
    )


def _local(text: str) -> datetime.datetime | None:
    """A moment as `Nguồn` writes it; one typed over by somebody is none."""
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=clock.VIETNAM) if text else None
    except ValueError:
        return None


def _alive(moment: datetime.datetime | None, year: int, doubt: datetime.timedelta = NONE) -> Moment | None:
    return Moment(moment, doubt) if moment is not None and moment.year >= year else None


def is_newer(one: Clocks, other: Clocks) -> bool | None:
    """Whether a file is surely newer than another of the same issue; None where nobody can tell."""
    if one.server and other.server and one.server.at != other.server.at:
        return one.server.is_after(other.server)  # neither the sender's clock nor a program's
    if one.is_odd or other.is_odd:
        return None
    by_file = _saved_after(one, other)
    together = one.server is not None and other.server is not None  # taken by the server in one second
    sent, before = (one.date, other.date) if together else (one.sent, other.sent)
    if sent is None or before is None or sent.at == before.at:
        return by_file
    by_letter, seems = sent.is_after(before), sent.at > before.at
    if by_letter is None:
        return by_file if by_file is seems else None
    surely = _saved_after(one, other, DOUBT)
    return None if surely is not None and surely is not by_letter else by_letter


def _saved_after(one: Clocks, other: Clocks, least: datetime.timedelta = APART) -> bool | None:
    """By the times saved, where they are at least so far apart, and farther if other programs wrote them."""
    if one.saved is None or other.saved is None:
        return None
    is_same = bool(one.program) and one.program == other.program
    return one.saved.is_after(Moment(other.saved.at, least if is_same else DOUBT))


def _shown(moment: Moment) -> str:
    return moment.at.astimezone(clock.VIETNAM).strftime("%H:%M ngày %d/%m/%Y")


def _program(name: str) -> str:
    """A name for people, of a text that a stranger wrote."""
    known = _NAMES.get(name.casefold())
    shown = re.sub(r"[^\w .()-]+", " ", name.partition("$")[0]).strip()
    return known or shown[:40] or "tệp"
