"""Đơn vị đã đổi: units that stood in `Đơn vị` when forms went out or came in, and stand there no more.

A row deleted by a slip of the hand takes forms and scores with it: told by its cause, until the row is back or a
person set its files aside. So is a column of names that was sorted alone: every score would be another unit's.
`_da_ghi` knows the units of the last run and their names.
"""

from collections.abc import Iterator, Mapping

from ..domain.scoring.units import Eligibility, Unit
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.text import same
from ..sheets.cluster import units
from ..sheets.cluster.receipts import FileDecision, FileStatus
from ..sheets.hidden import OF_SCORERS
from .book import Book

CONSIDERED = "Xét thi đua "
"""Begins the labels under which `_da_ghi` keeps the units of the last run."""
OF_GROUP = "Nhóm của "
"""The same of their groups."""
NAMED = "Tên đơn vị "
"""The same of their names."""
DRAWN = "Tên đang hiện "
"""The same of names about which a person is asked: they stand on the sheets meanwhile."""


def vanished(book: Book) -> Iterator[Finding]:
    """A finding for every unit that is gone while files or agreed scores of it are in the book."""
    known = {line.unit for line in book.issued if line.stage != OF_SCORERS} | {
        receipt.unit for receipt in book.receipts
    }
    for unit in sorted(known - book.names.keys() - {""}):
        files = [r.file for r in book.receipts if r.unit == unit and _counts(r.status, r.decision)]
        typed = sum(entry.has_agreed for (code, _), entry in book.ledger.items() if code == unit)
        left = [f"{len(files)} phiếu ({', '.join(files)})"] if files else []
        left += [f"{typed} tiêu chí đã nhập tay ở trang Thống nhất điểm"] if typed else []
        if left:
            yield finding(Code.UNIT_VANISHED, unit=unit, sheet=units.TABLE.sheet, what=" và ".join(left))


def _counts(status: FileStatus, decision: FileDecision) -> bool:
    """Whether a file counts or waits, and nobody has set it aside."""
    return status in (FileStatus.ACCEPTED, FileStatus.WAITING) and decision is not FileDecision.SKIP


def moved_names(book: Book) -> Iterator[Finding]:
    """A finding for every unit with forms or scores that bears the name of another one of the last run.

    It stands until the names are back or the unit's own stands in `Đơn vị trước đây`.
    """
    before = names_before(book)
    for unit in book.units:
        other = _named_before(book, before, unit)
        if other and _has_anything(book, unit.code):
            cell = units.name_cell(book.file.grids.get(units.TABLE.sheet), unit.code)
            yield finding(Code.UNIT_NAME_MOVED, unit=unit.code, sheet=units.TABLE.sheet, cell=cell, value=unit.name,
                          old=before[unit.code], other=other)  # fmt: skip


def _named_before(book: Book, before: Mapping[str, str], unit: Unit) -> str:
    """The other unit, still there, whose name this one bears now; empty where it kept its own or was renamed."""
    own = before.get(unit.code, unit.name)
    if same(own, unit.name) or any(same(own, name) for name in unit.former):
        return ""
    return next((code for code, name in before.items() if book.unit(code) and same(name, unit.name)), "")


def _has_anything(book: Book, code: str) -> bool:
    """Whether a form of the unit counts or waits, or a score of it stands in the book."""
    sent = any(one.unit == code and _counts(one.status, one.decision) for one in book.receipts)
    entries = (entry for (unit, _), entry in book.ledger.items() if unit == code)
    return sent or any(entry.has_agreed or not entry.received.is_blank for entry in entries)


def names_in(book: Book) -> dict[str, str]:
    """The labels under which `_da_ghi` keeps the names; the ones before, as long as a person is asked about them."""
    asked = {found.unit for found in moved_names(book)}
    before = names_before(book)
    kept = {f"{NAMED}{one.code}": before[one.code] if one.code in asked else one.name for one in book.units}
    return kept | {f"{DRAWN}{one.code}": one.name for one in book.units if one.code in asked}


def names_before(book: Book, label: str = NAMED) -> dict[str, str]:
    """The names of the last run (`DRAWN`: those asked about), by code; none in a book of an earlier version."""
    kept = {said: name for said, name in book.memory.items() if said.startswith(label)}
    return {said.removeprefix(label): name for said, name in kept.items()}


def are_others(book: Book) -> bool:
    """Whether other units stand in the book than in the last run, or units of other groups."""
    before = _before(book)
    return bool(before) and (before.keys() != book.names.keys() or _groups_before(book) != groups_in(book))


def groups_in(book: Book) -> dict[str, str]:
    """The labels and groups under which `_da_ghi` keeps the units that have one."""
    return {f"{OF_GROUP}{unit.code}": unit.group for unit in book.units if unit.group}


def _groups_before(book: Book) -> dict[str, str]:
    return {label: value for label, value in book.memory.items() if label.startswith(OF_GROUP)}


def as_last_run(book: Book) -> None:
    """Give the book the units back that vanished since its results were computed; their names are not known."""
    book.units += [
        Unit(code, code, eligibility=considered)
        for code, considered in _before(book).items() if book.unit(code) is None
    ]  # fmt: skip


def _before(book: Book) -> dict[str, Eligibility]:
    kept = {label: value for label, value in book.memory.items() if label.startswith(CONSIDERED)}
    return {label.removeprefix(CONSIDERED): Eligibility(value) for label, value in kept.items()
            if value in tuple(Eligibility)}  # fmt: skip
