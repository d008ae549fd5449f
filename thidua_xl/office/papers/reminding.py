"""Công văn đôn đốc: what a cluster is late with, by `Lịch` and `Tiến độ` (HD 1302, I.2.1, II.5)."""

from ...cluster.papers.paper import Paper, Values
from ...domain.office.inputs import PaperKind
from ...domain.office.papers import REMINDER
from ...domain.office.progress import FileState, Progress
from ...domain.ranking.dates import told
from ...domain.values.said import count_said, day_said
from ...domain.year.calendar import Entry, State
from ...domain.year.duties import REPORT, TABLE
from ..reminders import is_for_head
from .facts import Facts, head_of, name_of_cluster, parts_of


def _values(facts: Facts, cluster: str) -> Values:
    line = next(one for one in facts.outcome.progress if one.cluster.code == cluster)
    late = list(_late(facts, line))
    return {
        "ten_cum": name_of_cluster(facts, cluster),
        "truong_cum": head_of(facts, cluster),
        "hom_nay": day_said(facts.today),
        "viec": [_row(at, one) for at, one in enumerate(late, start=1)],
        "thieu": _missing(line, {one.duty.code for one in late}),
    }


def _late(facts: Facts, line: Progress) -> list[Entry]:
    own = [one.entry for one in facts.outcome.calendar if one.cluster == line.cluster.code]
    return [one for one in own if one.state is State.LATE and is_for_head(one, line.state)]


def _row(at: int, entry: Entry) -> dict[str, object]:
    return {
        "tt": at,
        "viec": entry.duty.what or entry.duty.code,
        "han": told(entry.due) if entry.due else None,
        "qua_han": count_said(entry.days, "ngày") if entry.days is not None else None,
    }


def _missing(line: Progress, late: set[str]) -> list[str]:
    """The book and the papers that did not come, of those that the late duties bring."""
    asked = {kind.value for kind in PaperKind if kind is not PaperKind.TABLE} if REPORT in late else set()
    asked |= {PaperKind.TABLE.value} if TABLE in late else set()
    book = ["sổ cụm"] if line.state is FileState.MISSING else []
    book += ["sổ cụm (sổ đã gửi chưa dùng được)"] if line.state is FileState.REFUSED else []
    return [*book, *(f"{kind[0].lower()}{kind[1:]}" for kind in line.missing if kind in asked)]


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(REMINDER, "", _values, parts_of(REMINDER), none="không cụm nào trễ việc"),
)
