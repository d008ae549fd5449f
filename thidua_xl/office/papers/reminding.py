"""Công văn đôn đốc: what a cluster is late with, by `Lịch` and `Tiến độ` (HD 1302, I.2.1, II.5)."""

from ...cluster.papers.paper import Paper, Values
from ...domain.office.calendar import AFTER_CONFERENCE
from ...domain.office.inputs import PaperKind
from ...domain.office.papers import REMINDER
from ...domain.office.progress import FileState, Progress
from ...domain.ranking.dates import told
from ...domain.values.said import count_said, day_said
from ...domain.year.calendar import Entry
from ...domain.year.duties import REPORT, TABLE
from ..reminders import late_of_head
from .common import small
from .facts import Facts, head_of, name_of_cluster, parts_of


def _values(facts: Facts, cluster: str) -> Values:
    line = next(one for one in facts.outcome.progress if one.cluster.code == cluster)
    late = late_of_head(facts.outcome, line)
    return {
        "ten_cum": name_of_cluster(facts, cluster),
        "truong_cum": head_of(facts, cluster),
        "hom_nay": day_said(facts.today),
        "viec": [_row(at, one, line) for at, one in enumerate(late, start=1)],
        "thieu": _missing(line, {one.duty.code for one in late}),
    }


def _row(at: int, entry: Entry, line: Progress) -> dict[str, object]:
    return {
        "tt": at,
        "viec": _asked(entry, line),
        "han": told(entry.due) if entry.due else None,
        "qua_han": count_said(entry.days, "ngày") if entry.days is not None else None,
    }


def _asked(entry: Entry, line: Progress) -> str:
    """The duty by its name; of the papers after the conference those alone that did not come."""
    gone = [kind.value for kind in AFTER_CONFERENCE if kind.value in line.missing]
    if entry.duty.code == REPORT and len(gone) < len(AFTER_CONFERENCE):
        return f"Gửi {', '.join(map(small, gone))}"
    return entry.duty.what or entry.duty.code


def _missing(line: Progress, late: set[str]) -> list[str]:
    """The book and the papers that did not come, of those that the late duties bring."""
    asked = {kind.value for kind in PaperKind if kind is not PaperKind.TABLE} if REPORT in late else set()
    asked |= {PaperKind.TABLE.value} if TABLE in late else set()
    book = ["sổ cụm"] if line.state is FileState.MISSING else []
    book += ["sổ cụm (sổ đã gửi chưa dùng được)"] if line.state is FileState.REFUSED else []
    return [*book, *(small(kind) for kind in line.missing if kind in asked)]


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(REMINDER, "", _values, parts_of(REMINDER), none="không cụm nào trễ việc"),
)
