"""`Thành phần`: who takes part in the meetings, filled from the settings, the units and the forms."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...domain.scoring.criteria import code_of
from ...domain.scoring.units import Unit
from ...domain.values.catalogue import Code
from ...domain.values.cells import is_blank
from ...domain.values.choices import chosen
from ...domain.values.findings import Finding, finding
from ...domain.year.meetings import CAME, INVITED, Group, Part
from ...sheets.cluster.people import ALONE, GROUPS, LOOK, MEETINGS, PARTS, TABLE, Col, rank
from ...sheets.kept import KeptRow, Line
from ...sheets.prefilled import Offer, as_rows, is_untouched, known_of, offered, take
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .offers import before
from .typed_cells import unknown_units, wrong_word

__all__ = ["ALONE", "SHEET", "came", "leaders", "received"]

_OFFICER = "Chuyên viên"


def _offer(key: str, group: Group, unit: str = "", **said: str) -> Offer:
    """A person with the meetings to which the group is invited."""
    invited = {
        MEETINGS[code]: Part.INVITED.value if group in groups else None for code, groups in INVITED.items()
    }
    return Offer(key, {Col.GROUP: group.value, Col.UNIT: unit or None, **said, **invited})


def _leader_key(unit: str) -> str:
    return f"thủ trưởng {unit}"


def offers(book: Book) -> list[Offer]:
    """The people that the book knows of, in the order of the groups."""
    settings = book.settings
    found = []
    if settings.member:
        found.append(_offer("thành viên Hội đồng", Group.MEMBER, **{Col.NAME: settings.member}))
    if book.unit(settings.head):
        found.append(_offer("Đảng ủy", Group.PARTY, settings.head))
    found += [_offer(_leader_key(unit.code), Group.LEADER, unit.code) for unit in book.units]
    if settings.officer:
        found.append(
            _offer("cơ quan tổng hợp", Group.OFFICE, **{Col.NAME: settings.officer, Col.POST: _OFFICER})
        )
    found += [_staff(unit) for unit in book.units if unit.contact or unit.email or unit.telephone]
    return found


def _staff(unit: Unit) -> Offer:
    said = {Col.NAME: unit.contact, Col.EMAIL: unit.email, Col.TELEPHONE: unit.telephone}
    return _offer(f"cán bộ {unit.code}", Group.STAFF, unit.code, **said)


def _lines(book: Book) -> list[Line]:
    return offered(rows_of(book, TABLE), offers(book), before(book, TABLE), TABLE, rank)


def as_drawn(book: Book) -> None:
    """Take in whom the settings, the units and the forms name: a book that no command has written yet lacks them."""
    book.kept[TABLE.sheet] = as_rows(_lines(book), TABLE)


def received(book: Book, unit: str, name: str, post: str) -> None:
    """Who leads a unit, as its form says: filled in where nobody typed anything else."""
    key = _leader_key(unit)
    rows = book.kept[TABLE.sheet] = as_rows(_lines(book), TABLE)
    row = next((one for one in rows if known_of(one).key == key), None)
    if row is not None:  # else somebody took it away
        take(row, Offer(key, {Col.NAME: name, Col.POST: post}))


def leaders(book: Book) -> Mapping[str, str]:
    """The names of those who lead the units, by code of the unit."""
    names: dict[str, str] = {}
    for row in rows_of(book, TABLE):
        if chosen(row.text(Col.GROUP), GROUPS) == Group.LEADER and row.text(Col.NAME):
            names.setdefault(code_of(row.text(Col.UNIT)), row.text(Col.NAME))
    return names


class Contact(NamedTuple):
    """Somebody whom a letter may go to."""

    name: str = ""
    email: str = ""
    telephone: str = ""


def contact(book: Book, group: Group, unit: str = "") -> Contact:
    """The first of a group (of a unit) with an e-mail, else the first; blank where there is nobody."""
    rows = [
        row for row in rows_of(book, TABLE)
        if chosen(row.text(Col.GROUP), GROUPS) == group and code_of(row.text(Col.UNIT)) == code_of(unit)
    ]  # fmt: skip
    row = next((one for one in rows if one.text(Col.EMAIL)), rows[0] if rows else None)
    return (
        Contact(*(row.text(header) for header in (Col.NAME, Col.EMAIL, Col.TELEPHONE))) if row else Contact()
    )


def came(book: Book, meeting: str) -> bool:
    """Whether somebody is marked as present at a meeting, or as having sent somebody."""
    marks = (row.text(MEETINGS[meeting]) for row in rows_of(book, TABLE))
    return any(chosen(mark, CAME) for mark in marks)


def wrong(book: Book) -> Iterator[Finding]:
    """People in no group, codes and words that are none, substitutes without a name."""
    for row in rows_of(book, TABLE):
        if is_untouched(row, TABLE):
            continue  # the program's own, which may be about to go
        if row.text(Col.GROUP):
            yield from wrong_word(row, TABLE, Col.GROUP, GROUPS)
        else:
            yield finding(Code.PERSON_WITHOUT_GROUP, sheet=TABLE.sheet, **row.spot(Col.GROUP), person=_person(row),
                          allowed=" · ".join(GROUPS))  # fmt: skip
        yield from unknown_units(book, row, TABLE, Col.UNIT)
        yield from _attendance(row)


def _attendance(row: KeptRow) -> Iterator[Finding]:
    for header in MEETINGS.values():
        yield from wrong_word(row, TABLE, header, PARTS)
        if chosen(row.text(header), PARTS) == Part.REPLACED and is_blank(row.raw(Col.NOTE)):
            yield finding(Code.SUBSTITUTE_UNNAMED, sheet=TABLE.sheet, **row.spot(header), value=row.text(header),
                          person=_person(row))  # fmt: skip


def _person(row: KeptRow) -> str:
    """Who it is, as well as the row tells."""
    said: Sequence[str] = [row.text(header) for header in (Col.NAME, Col.POST, Col.UNIT) if row.text(header)]
    return said[0] if said else "người ở dòng này"


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong, lambda book: [one.key for one in offers(book)])
