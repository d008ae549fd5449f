"""Which clusters the office's `Lịch` and `Tiến độ` remind of what, one letter each.

A letter is made from its cluster's own rows alone.
"""

import datetime
from collections.abc import Iterator, Sequence

from ..cluster.kept.people import Contact
from ..cluster.reminders import Reminder, To, numbered, pressing
from ..domain.office.inputs import Cluster
from ..domain.office.progress import FileState, Progress
from ..domain.scoring.settings import Settings
from ..domain.values.text import fold
from ..domain.year.calendar import Entry
from ..domain.year.duties import OF_UNITS, REPORT, REPORT_MIDYEAR, TABLE
from ..mail.drafts import letter, plain
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
    own = [one.entry for one in outcome.calendar if one.cluster == cluster.code]
    near = [one for one in pressing(own, today, within) if is_for_head(one, line.state)]
    if not near:
        return
    book, codes = outcome.book, tuple(one.duty.code for one in near)
    items = [*numbered(near), *_more(line, codes, len(near))]
    yield Reminder(
        To.CLUSTER, cluster.code, plain(cluster.name), _reached(book, cluster), _state(line.state), codes,
        f"Nhắc việc đến hạn năm {book.settings.year} – {cluster.name} ({cluster.code})",
        _text(book, cluster, today, items),
    )  # fmt: skip


def is_for_head(entry: Entry, state: FileState) -> bool:
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
    to = f"{plain(name)} (Trưởng cụm, {plain(cluster.name)})" if name else plain(cluster.name)
    signed = (settings.office or settings.superior, settings.signer_title, settings.signer)
    return letter(
        Settings(year=settings.year, place=settings.place), today, to,
        f"Theo dõi tiến độ năm {settings.year} của {plain(cluster.name)}, các việc sau đã trễ hoặc sắp đến hạn:", items,
        "Đề nghị Trưởng cụm thực hiện và gửi sổ, hồ sơ về cơ quan tổng hợp; việc đã xong thì gửi sổ cụm mới nhất.",
        signed="\n".join(plain(one) for one in signed if one),
    )  # fmt: skip
