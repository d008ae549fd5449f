"""The days of a year: what was typed on `Cụm`, else what HD 1302 says for the year that is scored.

The dates of 2017 are defaults, never constants: whoever is given another day by the superior types it.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..ranking.dates import CONFERENCE, CellOf, out_of, told, two_years
from ..scoring.settings import Settings, Window
from ..values.catalogue import Code
from ..values.findings import Finding, finding

STARTS, ENDS = "Từ ngày", "Đến ngày"
REGISTRATION, MIDYEAR, FINAL, PAPERS = "Hạn đăng ký", "Hạn sơ kết", "Hạn tổng kết", "Hạn gửi hồ sơ"
_QUARTER = 3
"""Months until units have registered: "trong quý 1" (HD 1302, I.2.4)."""
_LONGEST = 60
"""Days before the conference beyond which nobody sends a table."""
_WINDOW = re.compile(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?")


class Deadlines(NamedTuple):
    """The days that hold; None where neither the day nor the year is known."""

    starts: date | None = None
    ends: date | None = None
    registration: date | None = None
    """Hạn đăng ký: the last day of the third month ("trong quý 1", I.2.4)."""
    midyear: date | None = None
    """Hạn sơ kết: 14/7 ("trước ngày 15/7", II.1: on the 15th it is late)."""
    final: date | None = None
    """Hạn tổng kết: 24/12 ("trước ngày 25/12", II.3)."""
    papers: date | None = None
    """Hạn gửi hồ sơ: 24/12 ("trước ngày 25/12", II.5)."""


def deadlines_of(settings: Settings) -> Deadlines:
    """The days of these settings, each as typed or its default for the year."""
    year = settings.year
    starts = settings.starts or _day(year, 1, 1)
    return Deadlines(
        starts,
        _ends(settings, starts),
        settings.registration_due or (_end_of_quarter(starts) if starts else None),
        settings.midyear_due or _day(year, 7, 14),
        settings.final_due or _day(year, 12, 24),
        settings.papers_due or _day(year, 12, 24),
    )


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if year else None


def _ends(settings: Settings, starts: date | None) -> date | None:
    """As typed unless that is before the beginning; else the end of the year, of a later one if it begins later."""
    if settings.ends and not is_turned_round(settings):
        return settings.ends
    return date(max(settings.year, starts.year), 12, 31) if starts else None


def _end_of_quarter(starts: date) -> date:
    """The last day of the third month, the first one being that of `starts`."""
    months = starts.month - 1 + _QUARTER - 1
    year, month = starts.year + months // 12, months % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def is_turned_round(settings: Settings) -> bool:
    """Whether the period ends before it begins."""
    starts = settings.starts or _day(settings.year, 1, 1)
    return bool(starts and settings.ends and settings.ends < starts)


def read_window(text: str) -> Window | None:
    """`3–5`, `3-5` or `5` days before the conference; None for anything else."""
    found = _WINDOW.fullmatch(text.strip())
    if found is None:
        return None
    least, most = int(found[1]), int(found[2] or found[1])
    return Window(least, most) if least <= most <= _LONGEST else None


def of_period(settings: Settings, sheet: str, cell_of: CellOf) -> Iterator[Finding]:
    """A period that ends before it begins: `Đến ngày` is not used."""
    if settings.ends and is_turned_round(settings):
        days = deadlines_of(settings)
        used = told(days.ends) if days.ends else ""
        after = f"ngày không trước {STARTS} ({told(days.starts)})" if days.starts else ""
        yield finding(Code.SETTING_INVALID, sheet=sheet, cell=cell_of(ENDS), value=told(settings.ends), name=ENDS,
                      used=used, allowed=after)  # fmt: skip


def late_conference(settings: Settings, sheet: str, cell_of: CellOf) -> Iterator[Finding]:
    """A conference later than `Hạn tổng kết` allows; one in the next year is legal where the superior says so."""
    due = deadlines_of(settings).final
    if settings.conference and due and settings.conference > due:
        yield finding(Code.DATE_LATE, sheet=sheet, cell=cell_of(CONFERENCE), value=told(settings.conference),
                      name=CONFERENCE, due=told(due), source="HD 1302, II.3", setting=FINAL)  # fmt: skip


def far_days(settings: Settings, sheet: str, cell_of: CellOf) -> Iterator[Finding]:
    """Typed days far from the year: a slip of the hand would put off what is due for ever, or call it late."""
    if not settings.year:
        return
    first, last = two_years(settings.year)
    before = first.replace(
        year=settings.year - 1
    )  # a school year begins in the year before the one it is named by
    due = {
        REGISTRATION: settings.registration_due,
        MIDYEAR: settings.midyear_due,
        FINAL: settings.final_due,
        PAPERS: settings.papers_due,
    }
    spans = {STARTS: before, ENDS: first} | dict.fromkeys(
        due, min(first, max(settings.starts or first, before))
    )
    for name, day in {STARTS: settings.starts, ENDS: settings.ends, **due}.items():
        if day is not None:
            yield from out_of((spans[name], last), settings.year, day, sheet, cell_of(name), name)
