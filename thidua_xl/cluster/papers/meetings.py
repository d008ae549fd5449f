"""What papers say of a meeting: when, where, who came by the groups of HD 1302, how it went."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ...domain.scoring.criteria import code_of
from ...domain.values.choices import chosen
from ...domain.values.said import count_said, time_said
from ...domain.values.text import same
from ...domain.year.meetings import CAME, NAMES, Group, Part
from ...domain.year.times import read_time
from ...sheets.cluster import meetings as sheet
from ...sheets.cluster import people
from ...sheets.cluster.people import GROUPS, MEETINGS, PARTS
from ...sheets.kept import KeptRow
from ..book import Book
from ..kept.kept_sheet import rows_of
from ..kept.meetings import meetings_of
from ..kept.typed_cells import by_code
from .common import SHORT, dated, paragraphs_of, unit_name
from .paper import Facts, Values


def row_of(book: Book, meeting: str) -> KeptRow:
    """The meeting's row on `Hội nghị`; one without a word where the sheet has none."""
    rows, _ = by_code(rows_of(book, sheet.TABLE), sheet.Col.CODE, NAMES)
    return rows.get(meeting, KeptRow(-1, {}))


def day_of_meeting(book: Book, meeting: str) -> date | None:
    """The day, as the settings or the sheet say it."""
    return next((one.day for one in meetings_of(book) if one.code == meeting), None)


def hour(row: KeptRow, header: str) -> str:
    """`08 giờ 30 phút`; with blanks where no time is typed."""
    moment = read_time(row.raw(header))
    return time_said(moment) if moment else f"{SHORT} giờ {SHORT} phút"


def meeting_values(facts: Facts, meeting: str) -> Values:
    """The placeholders of a meeting's papers."""
    book, row = facts.book, row_of(facts.book, meeting)
    col = sheet.Col
    when = dated(day_of_meeting(book, meeting))
    return {
        "hoi_nghi": NAMES[meeting],
        "ngay_hop": when,
        "bat_dau": f"{hour(row, col.STARTS)}, {when}",
        "ket_thuc": f"{hour(row, col.ENDS)}, {when}",
        "dia_diem": row.text(col.PLACE) or None,
        "chu_tri": row.text(col.CHAIR) or None,
        "thu_ky": row.text(col.SECRETARY) or None,
        "dien_bien": paragraphs_of(row.raw(col.COURSE)),
        "ket_luan": paragraphs_of(row.raw(col.CONCLUSION)),
        "co_mat": list(_present(book, meeting)),
        "vang": list(_absent(book, meeting)),
        "so_co_mat": count_said(len(attending(book, meeting, CAME)))
        if attending(book, meeting, CAME)
        else None,
    }


_SUBSTITUTE = re.compile(r"^\s*cử\s+(?:người\s+)?thay\s*:?\s*", re.IGNORECASE)


def post_at(post: str, unit: str) -> str:
    """`Chủ tịch UBND xã Dân Lý` of `Chủ tịch UBND xã` and `Xã Dân Lý`; others apart by a comma."""
    words, names = post.split(), unit.split()
    if words and len(names) > 1 and same(words[-1], names[0]):
        return " ".join([*words, *names[1:]])
    if unit and unit.casefold() in post.casefold():
        return post
    return ", ".join(filter(None, (post, unit)))


class Person(NamedTuple):
    """Somebody on `Thành phần`, as a paper names him."""

    group: str
    name: str
    post: str
    unit: str
    note: str
    replaced: bool

    @property
    def said(self) -> str:
        """`Nguyễn Văn A – Chủ tịch UBND xã, UBND xã Dân Lý`; a substitute as `Ghi chú` names him."""
        about = post_at(self.post, self.unit)
        who = " – ".join(filter(None, (self.name, about))) or SHORT
        return f"{who} (cử thay: {_SUBSTITUTE.sub('', self.note) or SHORT})" if self.replaced else who


def attending(book: Book, meeting: str, parts: Sequence[Part]) -> list[Person]:
    """The people with one of these marks at a meeting, in the order of the groups of HD 1302."""
    found = [
        _person(book, row, mark == Part.REPLACED)
        for row in rows_of(book, people.TABLE)
        if (mark := chosen(row.text(MEETINGS[meeting]), PARTS)) and mark in parts
    ]
    return sorted(found, key=lambda one: GROUPS.index(one.group) if one.group in GROUPS else len(GROUPS))


def _person(book: Book, row: KeptRow, replaced: bool) -> Person:
    col = people.Col
    unit = code_of(row.text(col.UNIT))
    return Person(
        chosen(row.text(col.GROUP), GROUPS) or Group.GUEST.value, row.text(col.NAME), row.text(col.POST),
        unit_name(book, unit) if unit else "", row.text(col.NOTE), replaced,
    )  # fmt: skip


def _present(book: Book, meeting: str) -> Iterator[Values]:
    """By group: its name and its people."""
    came = attending(book, meeting, CAME)
    for group in dict.fromkeys(one.group for one in came):
        yield {"nhom": group, "nguoi": [one.said for one in came if one.group == group]}


def _absent(book: Book, meeting: str) -> Iterator[str]:
    return (one.said for one in attending(book, meeting, (Part.ABSENT,)))
