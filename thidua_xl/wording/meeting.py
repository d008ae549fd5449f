"""The preparatory meeting in Vietnamese sentences: how much there is to talk about, who would hold the places."""

from typing import TYPE_CHECKING

from ..domain.year.meeting import Section
from ..sheets.cluster.meeting import TABLE, summary_said
from .found import errors_left_said

if TYPE_CHECKING:
    from ..cluster.acts.meeting import MeetingPrepared


def meeting_said(done: "MeetingPrepared") -> list[str]:
    """The line above the page, then every section that has rows, then the errors that are left."""
    settings = done.book.settings
    lines = [f"Trang {TABLE.sheet}: {summary_said(done.lines, done.outcome.standings.standings, settings)}."]
    for section in Section:
        count = sum(line.matter.section is section for line in done.lines)
        if count:
            lines.append(f"{section.heading}: {count} dòng.")
    return [*lines, *errors_left_said(done.outcome.findings)]
