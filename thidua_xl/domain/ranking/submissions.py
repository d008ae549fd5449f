"""Lần gửi: what went up to the superior, each time, and what differs from the time before (HD 1302, I.2.1, II.5)."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from ..scoring.settings import Phase
from ..values.numbers import Points, shown_exactly


class Sending(StrEnum):
    """Loại: the table goes up 3–5 days before the conference (I.2.1), the result after it (II.5)."""

    BEFORE = "Trước hội nghị"
    AFTER = "Sau hội nghị"
    CORRECTION = "Đính chính"

    @property
    def command(self) -> str:
        """How the command line and JSON call it."""
        return self.name.lower()

    def phase_after(self, phase: Phase) -> Phase:
        """Giai đoạn once it is sent; a correction leaves it as it is."""
        return {Sending.BEFORE: Phase.SENT, Sending.AFTER: Phase.AGREED}.get(self, phase)


class SubmittedUnit(NamedTuple):
    """A unit's line: the agreed total in thousandths (None: missing) and its rank (None: not ranked)."""

    unit: str
    total: Points | None
    rank: int | None
    hash: str = ""
    """Over the line and the hash before it; empty until the line is on the sheet."""


class Submission(NamedTuple):
    """One time that the table was sent; `units` in the order of the ranking."""

    number: int
    kind: Sending
    day: datetime.date
    units: tuple[SubmittedUnit, ...]

    @property
    def by_unit(self) -> Mapping[str, SubmittedUnit]:
        """The lines by the units' codes."""
        return {line.unit: line for line in self.units}


class Change(StrEnum):
    """What differs: a unit came or went, its total, its rank."""

    CAME = "came"
    GONE = "gone"
    TOTAL = "total"
    RANK = "rank"


class Difference(NamedTuple):
    """One difference of one unit: totals in thousandths, ranks as numbers, None for none."""

    unit: str
    change: Change
    old: int | None = None
    new: int | None = None


def differences(before: Submission, now: Submission) -> list[Difference]:
    """What the later one says otherwise, in its order; units that went at the end."""
    old, new = before.by_unit, now.by_unit
    found = [one for line in now.units for one in _of_unit(old.get(line.unit), line)]
    return found + [Difference(line.unit, Change.GONE) for line in before.units if line.unit not in new]


def _of_unit(old: SubmittedUnit | None, new: SubmittedUnit) -> Iterator[Difference]:
    if old is None:
        yield Difference(new.unit, Change.CAME)
        old = SubmittedUnit(new.unit, None, None)
    if old.total != new.total:
        yield Difference(new.unit, Change.TOTAL, old.total, new.total)
    if old.rank != new.rank:
        yield Difference(new.unit, Change.RANK, old.rank, new.rank)


def sent_said(sent: Submission) -> str:
    """Which time of sending is meant."""
    return f"lần gửi {sent.number} ({sent.kind.value}, {sent.day:%d/%m/%Y})"


def sending_said(sent: Submission, before: Phase, after: Phase) -> str:
    """The row of the journal."""
    moved = f" Giai đoạn: {before.value} → {after.value}." if after is not before else ""
    return f"Ghi {sent_said(sent)}: {len(sent.units)} đơn vị.{moved}"


CHANGES = {
    Change.CAME: "Đơn vị mới",
    Change.GONE: "Không còn đơn vị",
    Change.TOTAL: "Tổng điểm",
    Change.RANK: "Hạng",
}


def difference_told(one: Difference, digits: int) -> tuple[str, str, str]:
    """What changed, from what, to what; nothing there is a dash.

    `digits` are the book's now: a total that was sent with more is told with all of them.
    """
    if one.change in (Change.CAME, Change.GONE):
        return CHANGES[one.change], "", ""
    return CHANGES[one.change], _told(one.change, one.old, digits), _told(one.change, one.new, digits)


def _told(change: Change, value: int | None, digits: int) -> str:
    if value is None:
        return "–"
    return shown_exactly(value, digits) if change is Change.TOTAL else str(value)


def differences_said(found: Iterable[Difference], digits: int) -> list[str]:
    """Each difference in a line."""
    lines = []
    for one in found:
        what, old, new = difference_told(one, digits)
        lines.append(f"{one.unit}: {what.lower()}" + (f" {old} → {new}" if new else ""))
    return lines


def differing_said(last: Submission, found: Iterable[Difference], digits: int) -> str:
    """The row of the journal that names every difference."""
    return f"Khác {sent_said(last)}: " + "; ".join(differences_said(found, digits))
