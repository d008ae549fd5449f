"""The day of the conference is agreed with the superior beforehand (HD 1302, II.4)."""

from collections.abc import Sequence
from datetime import date, timedelta

from ..ranking.dates import CONFERENCE, told
from ..scoring.settings import Settings
from ..values.catalogue import Code
from ..values.findings import Finding, finding
from .calendar import Entry
from .duties import AGREEMENT

SHEET = "Lịch"

_ASKED = timedelta(days=3)
"""So long before the conference its day must be agreed; how long is the program's choice."""


class Col:
    """The header of `Lịch` under which the rules find."""

    DONE = "Ngày xong"


def consent_missing(settings: Settings, calendar: Sequence[Entry], today: date) -> list[Finding]:
    """A conference that is near, and no day on which the superior agreed to it: `Ngày xong` of the duty TG."""
    held = settings.conference
    agreed = any(one.done for one in calendar if one.duty.code == AGREEMENT)
    if held is None or agreed or not today <= held <= today + _ASKED:
        return []
    with_whom = settings.member or "thành viên Hội đồng phụ trách"
    return [finding(Code.CONSENT_MISSING, sheet=SHEET, row=(AGREEMENT,), header=Col.DONE, name=CONFERENCE,
                    day=told(held), left=(held - today).days, member=with_whom)]  # fmt: skip
