"""The day of a meeting is agreed with the superior beforehand (HD 1302, II.4)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from ..ranking.dates import told
from ..values.catalogue import Code
from ..values.findings import Finding, finding
from .meetings import AGREED_BY, NAMES, Consent, Meeting

SHEET = "Hội nghị"

_ASKED = timedelta(days=3)
"""So long before a meeting its day must be agreed; how long is the program's choice."""


class Col:
    """The header of `Hội nghị` under which the rules find."""

    CONSENT = "Ý kiến"


def is_agreed(meeting: Meeting, done: Collection[str]) -> bool:
    """Whether the superior agreed to the day of a meeting: `Ý kiến`, else a day typed on `Lịch` (`done` by code)."""
    if meeting.consent is None:
        return AGREED_BY.get(meeting.code) in done
    return meeting.consent is Consent.AGREED


def consent_missing(
    meetings: Iterable[Meeting], done: Collection[str], member: str, today: date
) -> Iterator[Finding]:  # fmt: skip
    """Meetings that are near, and to whose day the superior has not agreed.

    Args:
        meetings: of the year.
        done: codes of the duties of `Lịch` that are done.
        member: who agrees, if a name is known.
        today: as the door says.
    """
    for meeting in meetings:
        held = meeting.day
        if meeting.code not in AGREED_BY or held is None or is_agreed(meeting, done):
            continue
        if today <= held <= today + _ASKED:
            yield finding(
                Code.CONSENT_MISSING, sheet=SHEET, row=(meeting.code,), header=Col.CONSENT, value=meeting.consent or "",
                name=NAMES[meeting.code], day=told(held), left=(held - today).days,
                member=member or "thành viên Hội đồng phụ trách",
            )  # fmt: skip
