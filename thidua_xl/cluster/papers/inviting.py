"""Papers before a meeting: its day agreed with the superior, invitations, the programme (HD 1302, II.1, II.3, II.4)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ...domain.values.calling import called
from ...domain.values.text import decapitalised, same
from ...domain.year.duties import CONFERENCE, MIDYEAR, PREPARATION
from ...domain.year.meetings import AGREED_BY, INVITED, Group, Part
from ...domain.year.papers import ASKING, INVITATION, PROGRAMME, of_meeting
from ...domain.year.programme import ITEMS, Slot, matters, timed
from ...domain.year.times import read_time
from ...sheets.cluster import meetings as sheet
from ..book import Book
from ..year import planned
from .common import SHORT, attached_to, cluster_name, dated, head_unit
from .meetings import Person, attending, day_of_meeting, hour, meeting_values, post_at, row_of
from .paper import Facts, Paper, Values

_MEETINGS = (MIDYEAR, PREPARATION, CONFERENCE)
_ASKED = (MIDYEAR, CONFERENCE)
_EVERYBODY = tuple(Part)
"""Whoever has a mark was invited: after the meeting it says whether he came."""


def _common(facts: Facts, meeting: str) -> Values:
    """The meeting's placeholders, with its name as the middle of a sentence has it."""
    values = meeting_values(facts, meeting)
    calling = facts.book.settings.calling
    return {
        **values,
        "cuoc_hop": called(_SAID[meeting], calling),
        "la_trieu_tap": meeting == PREPARATION,
        "thoi_gian": f"{hour(row_of(facts.book, meeting), sheet.Col.STARTS)}, {values['ngay_hop']}",
        "noi_dung": [called(one, calling) for one in matters(meeting)],
    }


_SAID: Mapping[str, str] = {
    MIDYEAR: "hội nghị sơ kết 6 tháng đầu",
    PREPARATION: "họp trù bị thống nhất điểm thi đua",
    CONFERENCE: "hội nghị tổng kết",
}


def _no_day(facts: Facts, meeting: str) -> Iterator[str]:
    if day_of_meeting(facts.book, meeting) is None:
        yield "chưa có ngày họp"
    if read_time(row_of(facts.book, meeting).raw(sheet.Col.STARTS)) is None:
        yield "chưa có giờ bắt đầu"


def _told(reasons: Iterator[str]) -> str:
    return ", ".join(reasons)


# --- thống nhất thời gian ----------------------------------------------------------------------


def _asking(facts: Facts, meeting: str) -> Values:
    book = facts.book
    due = {row.duty.code: row.due for row in planned(book)}
    return {
        **_common(facts, meeting),
        "thanh_vien": _member(book),
        "thanh_phan": [called(one, book.settings.calling) for one in _groups(book, meeting)],
        "han_tra_loi": dated(due[AGREED_BY[meeting]]),
    }


def _member(book: Book) -> str | None:
    """Thành viên Hội đồng phụ trách by name and post, as `Thành phần` has them, else the setting."""
    people = (one for one in attending(book, CONFERENCE, _EVERYBODY) if one.group == Group.MEMBER)
    person = next((one for one in people if one.name), None)
    if person is None and not book.settings.member:
        return None
    name, post = (person.name, person.post) if person else (book.settings.member, "")
    return f"{_polite(name)}, {post or called(_GROUPS[Group.MEMBER], book.settings.calling)}"


_GROUPS: Mapping[Group, str] = {
    Group.MEMBER: "Thành viên Hội đồng Thi đua, Khen thưởng phụ trách cụm",
    Group.PARTY: "Đại diện lãnh đạo Đảng ủy đơn vị làm Trưởng cụm",
    Group.LEADER: "Thủ trưởng các đơn vị trong cụm",
    Group.OFFICE: "Đại diện cơ quan tổng hợp của cấp trên",
    Group.STAFF: "Cán bộ làm công tác thi đua, khen thưởng của các đơn vị",
    Group.GUEST: "Khách mời",
}


def _groups(book: Book, meeting: str) -> Iterator[str]:
    """Who takes part, by groups: those who are marked, else those whom HD 1302 names."""
    marked = {one.group for one in attending(book, meeting, _EVERYBODY)}
    invited = marked or {group.value for group in INVITED[meeting]}
    yield from (said for group, said in _GROUPS.items() if group.value in invited)


# --- giấy mời ----------------------------------------------------------------------------------


def _invitation(facts: Facts, meeting: str) -> Values:
    host = facts.book.settings.signer
    invited = [
        one for one in attending(facts.book, meeting, _EVERYBODY) if not (host and same(one.name, host))
    ]
    guests = [_guest(facts.book, one) for one in invited]  # nobody invites himself
    return {**_common(facts, meeting), "nguoi_duoc_moi": [{"ten": guest} for guest in guests or [None]]}


_TITLED = re.compile(r"(?:ông|bà|đồng chí|đ/c)\b", re.IGNORECASE)
_UNNAMED: Mapping[str, Callable[[Book, Person], str]] = {
    Group.MEMBER: lambda _book, _one: "Thành viên Hội đồng Thi đua, Khen thưởng phụ trách cụm",
    Group.PARTY: lambda book, one: f"Đại diện lãnh đạo Đảng ủy {_place(one.unit or head_unit(book) or '')}".rstrip(),
    Group.LEADER: lambda _book, one: f"Thủ trưởng {_place(one.unit) or 'đơn vị'}",
    Group.OFFICE: lambda book, _one: f"Đại diện {book.settings.office or 'cơ quan tổng hợp'}",
    Group.STAFF: lambda _book, one: "Cán bộ làm công tác thi đua, khen thưởng "
    f"{_place(one.unit) or 'của đơn vị'}",
}  # fmt: skip


def _polite(name: str) -> str:
    return name if _TITLED.match(name) else f"Ông (Bà) {name}"


def _place(unit: str) -> str:
    """A unit's name inside a sentence: `xã Dân Lý` of `Xã Dân Lý`, `UBND xã Dân Lý` as it stands."""
    return decapitalised(unit) if unit[1:2].islower() else unit


def _guest(book: Book, one: Person) -> str | None:
    """Who is invited: by name and post; without a name by what he is; None for a guest of whom nothing is known."""
    about = post_at(one.post, one.unit)
    if one.name:
        return ", ".join(filter(None, (_polite(one.name), about)))
    if one.post:
        return about
    unnamed = _UNNAMED.get(one.group)
    return called(unnamed(book, one), book.settings.calling) if unnamed else one.unit or None


def _invitation_lacks(facts: Facts, meeting: str) -> str:
    nobody = [] if attending(facts.book, meeting, _EVERYBODY) else ["chưa có ai được mời ở trang Thành phần"]
    return _told(iter([*nobody, *_no_day(facts, meeting)]))


# --- chương trình ------------------------------------------------------------------------------


def _programme(facts: Facts, meeting: str) -> Values:
    calling = facts.book.settings.calling
    starts = read_time(row_of(facts.book, meeting).raw(sheet.Col.STARTS))
    slots = timed(ITEMS[meeting], starts)
    return {
        **_common(facts, meeting),
        "muc": [{"tt": at, **_slot(one), "noi_dung": called(one.item.what, calling)} for at, one in enumerate(
            slots, start=1)],
        "tong_phut": sum(one.item.minutes for one in slots),
        "kem_theo": attached_to(facts, "Giấy mời", of_meeting(INVITATION, meeting)),
        "ten_cum": cluster_name(facts.book.settings),
    }  # fmt: skip


def _slot(slot: Slot) -> Values:
    when = f"{slot.starts:%H:%M} – {slot.ends:%H:%M}" if slot.starts and slot.ends else None
    return {"gio": when or SHORT, "phut": slot.item.minutes, "nguoi": SHORT}


def _parts(meetings: Sequence[str]) -> Callable[[Facts], Sequence[str]]:
    return lambda _: meetings


def _day_lacks(facts: Facts, meeting: str) -> str:
    return _told(_no_day(facts, meeting))


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(ASKING, "", _asking, _parts(_ASKED), _day_lacks),
    Paper(INVITATION, "GM", _invitation, _parts(_MEETINGS), _invitation_lacks),
    Paper(PROGRAMME, "", _programme, _parts(_MEETINGS), _day_lacks),
)
