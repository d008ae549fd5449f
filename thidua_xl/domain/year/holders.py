"""Trưởng cụm, Phó Trưởng cụm through the years: who has held office, and whose turn it may be (HD 1302, I.1).

"Bầu luân phiên": the members elect in rotation. What is told is how things stand; whom they elect is theirs to say.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ..ranking.posts import Office
from ..scoring.units import Unit
from ..values.text import same

AWAITED = "chờ cấp trên phê duyệt (I.1)"
"""What is said of whom the members elected until the superior's decision is there."""
_MOST = 15
"""Units that a line names."""


class Holder(NamedTuple):
    """A unit that held an office in a year, as it was called then: by its code or its name."""

    year: int
    office: Office
    unit: str
    number: str = ""
    """Số quyết định with which the superior approved it."""
    day: date | None = None
    """Ngày quyết định."""


class Turn(NamedTuple):
    """Which units have held no office yet, and which the longest ago; all in the order of the book."""

    never: tuple[str, ...] = ()
    longest: tuple[str, ...] = ()
    year: int | None = None
    """When those of `longest` held it last."""


def now_called(unit: str, units: Sequence[Unit]) -> tuple[str, ...]:
    """The codes of this year's units that a unit of an earlier year has become; empty for one that is gone.

    By its code, else by its name, else as one of the units before (Đơn vị trước đây).
    """
    ways = (
        [one.code for one in units if same(one.code, unit)],
        [one.code for one in units if same(one.name, unit)],
        [one.code for one in units if any(same(former, unit) for former in one.former)],
    )
    return tuple(next(filter(None, ways), ()))


def turn(units: Sequence[Unit], holders: Iterable[Holder]) -> Turn:
    """Of this year's units, over the whole history that is given."""
    last: dict[str, int] = {}
    for held in holders:
        for code in now_called(held.unit, units):
            last[code] = max(held.year, last.get(code, held.year))
    year = min(last.values(), default=None)
    codes = [unit.code for unit in units]
    return Turn(
        tuple(code for code in codes if code not in last),
        tuple(code for code in codes if code in last and last[code] == year),
        year,
    )


def turns_said(units: Sequence[Unit], holders: Sequence[Holder]) -> list[str]:
    """Whose turn it may be, for both offices together and for each, in at most four lines; none without a history."""
    if not holders or not units:
        return []
    said = [f"Luân phiên (HD 1302, I.1) – {_said(turn(units, holders))}"]
    for office in Office:
        held = [one for one in holders if one.office is office]
        if held:
            said.append(f"Riêng {office.title} – {_said(turn(units, held))}")
    gone = dict.fromkeys(one.unit for one in holders if not now_called(one.unit, units))
    if gone:
        said.append(
            f"Không còn ở trang Đơn vị: {_listed(tuple(gone))} (đã sáp nhập thì ghi ở cột Đơn vị trước đây)"
        )
    return said


def _said(one: Turn) -> str:
    """`chưa giữ chức: D, E; lâu nhất: B (2021)`."""
    said = [f"chưa giữ chức: {_listed(one.never)}"] if one.never else []
    said += [f"lâu nhất: {_listed(one.longest)} ({one.year})"] if one.longest else []
    return "; ".join(said)


def _listed(codes: Sequence[str]) -> str:
    more = len(codes) - _MOST
    return ", ".join(codes[:_MOST]) + (f", … (còn {more})" if more > 0 else "")


def of_year(holders: Iterable[Holder], year: int) -> dict[Office, Holder]:
    """Who holds office in a year: the first of each."""
    found: dict[Office, Holder] = {}
    for held in holders:
        if held.year == year:
            found.setdefault(held.office, held)
    return found


def is_approved(held: Holder) -> bool:
    """Whether the superior's decision is known."""
    return bool(held.number)


def approved_on(holders: Iterable[Holder], year: int) -> date | None:
    """When the superior had approved both (HD 1302, I.1): the later day; None while a decision or a day is missing."""
    both = of_year(holders, year)
    days = [one.day for one in both.values() if is_approved(one) and one.day]
    return max(days) if len(days) == len(Office) else None
