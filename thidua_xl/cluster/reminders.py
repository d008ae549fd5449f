"""Whom `Lịch` reminds of what on a day: units of their forms, the head of its duties, the superior's member of a day.

Every letter is made from its recipient's own rows alone: no unit reads another unit's figures.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..domain.ranking.dates import told
from ..domain.scoring.criteria import code_of
from ..domain.scoring.units import Unit
from ..domain.values.text import decapitalised, fold, one_line
from ..domain.year.calendar import Entry
from ..domain.year.consent import is_agreed
from ..domain.year.duties import DUTIES, FORMS, MIDYEAR, OF_UNITS, OWN_REVIEW, REGISTRATION, REPORT_MIDYEAR
from ..domain.year.meetings import AGREED_BY, NAMES, Consent, Group, Meeting
from ..domain.year.stages import Stage, present
from ..domain.year.times import read_time, told_time
from ..mail.drafts import Asked, Attached, greeted, letter
from ..sheets.cluster import meetings as meeting_sheet
from .assess import Assessment
from .book import Book
from .kept.kept_sheet import rows_of
from .kept.meetings import meetings_of
from .kept.people import Contact, contact
from .letters import asked_now, named_now, subject_of, text_of
from .replies import Reply, ReplyState, planned
from .year import calendar_of


class To(StrEnum):
    """Whom a reminder goes to, by its name in JSON."""

    UNIT = "unit"
    SCORER = "scorer"
    HEAD = "head"
    SUPERIOR = "superior"
    CLUSTER = "cluster"
    """A cluster's head, from the superior's office."""


_ABOUT_NOTHING, NOTHING = Asked(), Attached()


@dataclass(slots=True)
class Reminder:
    """A letter to be written, or somebody to be called where there is no address."""

    to: To
    code: str
    """The unit's, the scorer's or the cluster's; of the member none."""
    name: str
    contact: Contact
    state: str
    """Why, in a few words."""
    duties: tuple[str, ...]
    """The codes of the duties."""
    subject: str
    body: str = ""
    reply: Reply | None = None
    """What the unit or the scorer is asked for about its form."""
    asked: Asked = _ABOUT_NOTHING
    also: str = ""
    """What else is asked of a unit."""
    attached: Attached = NOTHING
    draft: str = ""
    text: str = ""
    """The name of the file with the letter to be pasted."""
    notes: list[str] = field(default_factory=list)


_COLLECTED_BY: Mapping[Stage, tuple[str, ...]] = {
    Stage.REGISTER: (REGISTRATION,),
    Stage.MIDYEAR: (MIDYEAR, REPORT_MIDYEAR),
    Stage.YEAREND: (FORMS,),
}
"""The duties for which a collection's forms are needed."""
_OF_FORMS = (REGISTRATION, FORMS)
_BESIDE = OWN_REVIEW
"""What a unit does before it scores itself: called to mind with its form, never by itself."""
STATES = {
    ReplyState.REMINDER: "Nhắc nộp phiếu",
    ReplyState.RESEND: "Cần gửi lại tệp",
    ReplyState.TO_FIX: "Phiếu cần sửa",
}
_DUE = "Việc đến hạn"


def is_near(day: datetime.date | None, today: datetime.date, within: int) -> bool:
    """Whether a day is past, or at most so many days ahead."""
    return day is not None and (day - today).days <= within


def pressing(entries: Iterable[Entry], today: datetime.date, within: int) -> list[Entry]:
    """What is not done and is late, or due within so many days."""
    return [one for one in entries if one.done is None and is_near(one.due, today, within)]


def duty_said(entry: Entry, number: int) -> str:
    """A duty as a line of a letter."""
    duty, said = entry.duty, entry.said
    known = "HD 1302, " if duty in DUTIES else ""
    source = f" ({known}{one_line(duty.source)})" if duty.source else ""
    day = f"{told(entry.due)}{f' ({entry.off})' if entry.off else ''}" if entry.due else ""
    return f"{number}. {one_line(duty.what or duty.code)}{source}: hạn {day}, {decapitalised(said)}."


def numbered(entries: Sequence[Entry]) -> list[str]:
    """Duties as lines of a letter."""
    return [duty_said(one, number) for number, one in enumerate(entries, start=1)]


def reminders(book: Book, outcome: Assessment, today: datetime.date, within: int) -> list[Reminder]:
    """Every letter that is due today, units first, in the order of the book; no form is attached yet.

    Args:
        book: the cluster's.
        outcome: what it amounts to.
        today: as the door says.
        within: so many days before its day a duty is called to mind.
    """
    entries = calendar_of(book, today)
    near = pressing(entries, today, within)
    replies = planned(book, outcome)
    found = list(_to_units(book, entries, near, replies, today, within))
    found += _to_head(book, near, replies, today)
    return found + list(_to_member(book, entries, near, today))


# --- the units ------------------------------------------------------------------------------------


def _to_units(
    book: Book, entries: Sequence[Entry], near: Sequence[Entry], replies: Sequence[Reply], today: datetime.date,
    within: int,
) -> Iterator[Reminder]:  # fmt: skip
    asked = [one for one in entries if one.duty.code in _COLLECTED_BY[present(book.settings)]]
    asked = [one for one in asked if is_near(one.due, today, within)]
    beside = [one for one in near if one.duty.code == _BESIDE]
    for reply in replies:
        due = [one for one in asked if _is_asked(one, reply)]
        own = [one for one in near if _is_for(one, reply.unit)]
        if due:
            yield _about_form(book, reply, due, [*beside, *own])
        elif own:
            yield _about_duties(book, reply.unit, own, today)


def _is_asked(entry: Entry, reply: Reply) -> bool:
    """A missing form is asked for while its duty is open, a wrong one until somebody typed that it is done."""
    if reply.state is ReplyState.TO_FIX:
        return bool(reply.errors) and (entry.done is None or entry.done == entry.known_done)
    return reply.state in (ReplyState.REMINDER, ReplyState.RESEND) and entry.done is None


def _is_for(entry: Entry, unit: Unit) -> bool:
    """Whether a row that somebody added is the unit's: of all units, or of this one by its code or name."""
    if entry.duty in DUTIES or unit.is_excluded:
        return False
    who = entry.duty.who
    return fold(who) in _ALL_UNITS or fold(who) == fold(unit.name) or code_of(who) == unit.code


_ALL_UNITS = frozenset(map(fold, (OF_UNITS, "Các đơn vị", "Mọi đơn vị")))


def _is_of_units(book: Book, entry: Entry) -> bool:
    if entry.duty in DUTIES:
        return entry.duty.code in (*_OF_FORMS, _BESIDE)
    return any(_is_for(entry, unit) for unit in book.units)


def of_unit(book: Book, unit: Unit) -> Contact:
    """How a unit is reached: as `Đơn vị` says, else as `Thành phần` does."""
    staff = contact(book, Group.STAFF, unit.code)
    return Contact(unit.contact or staff.name, unit.email or staff.email, unit.telephone or staff.telephone)


def _about_form(book: Book, reply: Reply, due: Sequence[Entry], more: Sequence[Entry]) -> Reminder:
    asked = asked_now(book.settings, min(one.due for one in due if one.due))
    also = "\n".join(["Việc khác đến hạn của đơn vị:", *numbered(more)]) if more else ""
    codes = tuple(one.duty.code for one in (*due, *more))
    return Reminder(
        To.UNIT, reply.unit.code, one_line(reply.unit.name), of_unit(book, reply.unit), STATES[reply.state], codes,
        subject_of(book.settings, reply), reply=reply, asked=asked, also=also,
    )  # fmt: skip


def write_form_letter(book: Book, one: Reminder, today: datetime.date) -> None:
    """The text of a letter about a form, once it is known what goes with it."""
    if one.reply is not None:
        one.body = text_of(book, one.reply, one.asked, today, one.attached.name, one.also)


def _about_duties(book: Book, unit: Unit, own: Sequence[Entry], today: datetime.date) -> Reminder:
    body = letter(
        book.settings, today, greeted(unit),
        f"Theo lịch công việc {book.settings.period_said} của cụm, các việc sau của đơn vị đã trễ hoặc sắp đến hạn:",
        numbered(own), "Đề nghị đơn vị thực hiện và báo lại cho Trưởng cụm khi xong.",
    )  # fmt: skip
    subject = f"Nhắc việc đến hạn {book.settings.period_said} – {unit.name} ({unit.code})"
    codes = tuple(one.duty.code for one in own)
    return Reminder(To.UNIT, unit.code, one_line(unit.name), of_unit(book, unit), _DUE, codes, subject, body)


# --- the head -------------------------------------------------------------------------------------


def _to_head(
    book: Book, near: Sequence[Entry], replies: Sequence[Reply], today: datetime.date
) -> Iterator[Reminder]:
    settings = book.settings
    own = [one for one in near if not _is_of_units(book, one)]
    lines = numbered(own)
    stage = present(settings)
    unissued = any(reply.state is ReplyState.NOT_ISSUED for reply in replies)
    waits = [one for one in near if one.duty.code in _COLLECTED_BY[stage]]
    if unissued and waits:
        lines.append(f"{len(lines) + 1}. Chưa phát hành {named_now(settings)}: phát hành để đơn vị kịp gửi.")
    if not lines:
        return
    unit = book.unit(settings.head)
    name = unit.name if unit else settings.head
    to = f"{one_line(name)} (Trưởng cụm)" if name else "Trưởng cụm"
    body = letter(
        settings, today, to,
        f"Theo lịch công việc {settings.period_said} của cụm, các việc sau đã trễ hoặc sắp đến hạn:",
        lines, "Việc đã xong thì ghi Ngày xong, cấp trên cho hạn khác thì ghi Hạn riêng ở trang Lịch của sổ cụm.",
        signed=one_line(settings.name or settings.cluster),
    )  # fmt: skip
    codes = tuple(one.duty.code for one in own) or tuple(one.duty.code for one in waits)
    subject = f"Nhắc việc của Trưởng cụm {settings.period_said} – {settings.name or settings.cluster}"
    reached = of_unit(book, unit) if unit else Contact()
    yield Reminder(To.HEAD, settings.head, to, reached, _DUE, codes, subject, body)


# --- the superior's member ------------------------------------------------------------------------


def _to_member(
    book: Book, entries: Sequence[Entry], near: Sequence[Entry], today: datetime.date
) -> Iterator[Reminder]:  # fmt: skip
    """The day of a meeting is agreed beforehand (II.4); one that was answered, or is past, is not asked about."""
    codes = {one.duty.code for one in near}
    done = {one.duty.code for one in entries if one.done}
    open_still = [
        one for one in meetings_of(book)
        if AGREED_BY.get(one.code) in codes and one.day is not None and one.day >= today
        and one.consent in (None, Consent.WAITING) and not is_agreed(one, done)
    ]  # fmt: skip
    if not open_still:
        return
    settings = book.settings
    member = contact(book, Group.MEMBER)
    name = member.name or settings.member
    to = one_line(name) if name else Group.MEMBER.value
    body = letter(
        settings, today, f"{to}, {Group.MEMBER.value}" if name else to,
        f"Theo HD 1302, II.4, {one_line(settings.name or settings.cluster)} xin ý kiến thống nhất thời gian:",
        [_meeting_said(book, one, number) for number, one in enumerate(open_still, start=1)],
        "Kính đề nghị cho ý kiến để Trưởng cụm kịp mời họp.",
    )  # fmt: skip
    subject = f"Xin ý kiến thời gian hội nghị {settings.period_said} – {settings.name or settings.cluster}"
    yield Reminder(To.SUPERIOR, "", to, member, "Chờ thống nhất thời gian",
                   tuple(AGREED_BY[one.code] for one in open_still), subject, body)  # fmt: skip


def _meeting_said(book: Book, meeting: Meeting, number: int) -> str:
    table, col = meeting_sheet.TABLE, meeting_sheet.Col
    row = next((one for one in rows_of(book, table) if fold(one.text(col.CODE)) == fold(meeting.code)), None)
    starts = read_time(row.raw(col.STARTS)) if row else None
    place = row.text(col.PLACE) if row else ""
    said = f"{number}. {NAMES[meeting.code]}: ngày {told(meeting.day)}" if meeting.day else ""
    said += f", từ {told_time(starts)}" if starts else ""
    said += f", tại {one_line(place)}" if place else ""
    return f"{said} (đã gửi xin ý kiến ngày {told(meeting.asked)})." if meeting.asked else f"{said}."
