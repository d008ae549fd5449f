"""Which clusters the office's `Lịch` and `Tiến độ` remind of what, one letter each.

A letter is made from its cluster's own rows alone.
"""

import datetime
from collections.abc import Collection, Iterator, Sequence

from ..cluster.kept.people import Contact
from ..cluster.reminders import Reminder, To, numbered, pressing
from ..domain.office.calendar import AFTER_CONFERENCE
from ..domain.office.inputs import Cluster, PaperKind
from ..domain.office.progress import FileState, Progress
from ..domain.scoring.settings import Settings
from ..domain.values.text import fold, one_line
from ..domain.year.calendar import Entry, State
from ..domain.year.duties import CONFERENCE, OF_UNITS, REPORT, REPORT_MIDYEAR, TABLE
from ..domain.year.meetings import AGREED_BY
from ..mail.drafts import letter
from .book import OfficeBook
from .outcome import Consolidation

_SENT_UP = (REPORT_MIDYEAR, TABLE, REPORT)
"""What a cluster sends to the office: asked for although no book says how the rest of its year stands."""
_NEEDS_BOOK = (TABLE, REPORT)


def cluster_reminders(outcome: Consolidation, within: int) -> list[Reminder]:
    """A letter to every cluster with something late or due within so many days, in the order of the list."""
    return [found for line in outcome.progress for found in _of_cluster(outcome, line, within)]


def _of_cluster(outcome: Consolidation, line: Progress, within: int) -> Iterator[Reminder]:
    cluster, today = line.cluster, outcome.today
    near = pressing(_asked_of_head(outcome, line), today, within)
    if not near:
        return
    book, codes = outcome.book, tuple(one.duty.code for one in near)
    items = [*numbered(near), *_more(line, codes, len(near))]
    yield Reminder(
        To.CLUSTER, cluster.code, one_line(cluster.name), _reached(book, cluster), _state(line.state), codes,
        f"Nhắc việc đến hạn năm {book.settings.year} – {cluster.name} ({cluster.code})",
        _text(book, cluster, today, items),
    )  # fmt: skip


def late_of_head(outcome: Consolidation, line: Progress) -> list[Entry]:
    """What the head of a cluster is late with today."""
    return [one for one in _asked_of_head(outcome, line) if one.state is State.LATE]


def _asked_of_head(outcome: Consolidation, line: Progress) -> list[Entry]:
    """Of a cluster's duties those that the office asks its head for, and nothing that is there already."""
    own = [one.entry for one in outcome.duties_of(line.cluster.code)]
    done = {one.duty.code for one in own if one.done}
    return [one for one in own if _is_for_head(one, line.state) and not _is_over(one.duty.code, line, done)]


def _is_over(code: str, line: Progress, done: Collection[str]) -> bool:
    """Whether nobody waits for it: the papers lie here, the meeting whose day was to be agreed on was held."""
    if code == REPORT:
        return not any(kind.value in line.missing for kind in AFTER_CONFERENCE)
    if code == TABLE:
        return CONFERENCE in done and PaperKind.TABLE.value not in line.missing
    return any(code == agreed and meeting in done for meeting, agreed in AGREED_BY.items())


def _is_for_head(entry: Entry, state: FileState) -> bool:
    """Whether the office asks the head of a cluster for it."""
    if state is FileState.RECEIVED:
        return fold(entry.duty.who) != fold(OF_UNITS)
    return entry.duty.code in _SENT_UP


def _more(line: Progress, codes: Sequence[str], so_far: int) -> Iterator[str]:
    """What `Tiến độ` says of books and papers that go with these duties."""
    said = []
    if any(code in codes for code in _NEEDS_BOOK) and line.state is not FileState.RECEIVED:
        refused = line.state is FileState.REFUSED
        said.append(
            "Sổ cụm đã gửi chưa dùng được: gửi lại sổ." if refused else "Chưa nhận được sổ cụm: gửi sổ cụm."
        )
    if REPORT in codes and line.missing:
        said.append(f"Hồ sơ còn thiếu: {', '.join(line.missing)}.")
    for number, text in enumerate(said, start=so_far + 1):
        yield f"{number}. {text}"


def _state(state: FileState) -> str:
    return (
        "Việc đến hạn"
        if state is FileState.RECEIVED
        else state.shown + " sổ cụm" * (state is FileState.MISSING)
    )


def _reached(book: OfficeBook, cluster: Cluster) -> Contact:
    """The cluster's own address, else that of the unit that heads it."""
    head = _head(book, cluster)
    return Contact(head[0], cluster.email or head[1])


def _head(book: OfficeBook, cluster: Cluster) -> tuple[str, str]:
    """Name and address of the unit that heads the cluster; blank where nobody knows."""
    units = [
        one for one in book.units if one.cluster == cluster.code and fold(one.code) == fold(cluster.head)
    ]
    return (units[0].name, units[0].email) if cluster.head and units else ("", "")


def _text(book: OfficeBook, cluster: Cluster, today: datetime.date, items: Sequence[str]) -> str:
    settings, (name, _) = book.settings, _head(book, cluster)
    to = f"{one_line(name)} (Trưởng cụm, {one_line(cluster.name)})" if name else one_line(cluster.name)
    signed = (settings.office or settings.superior, settings.signer_title, settings.signer)
    return letter(
        Settings(year=settings.year, place=settings.place), today, to,
        f"Theo dõi tiến độ năm {settings.year} của {one_line(cluster.name)}, các việc sau đã trễ hoặc sắp "
        "đến hạn:", items,
        "Đề nghị Trưởng cụm thực hiện và gửi sổ, hồ sơ về cơ quan tổng hợp; việc đã xong thì gửi sổ cụm mới nhất.",
        signed="\n".join(one_line(one) for one in signed if one),
    )  # fmt: skip
