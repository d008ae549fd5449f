"""What is pasted into a chat: how far a collection is, for the group; what a unit has to do, for that unit alone.

No message holds a score; a unit's holds nothing of another unit.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..domain.scoring.settings import Phase
from ..domain.values.calling import called
from ..domain.values.findings import counted
from ..domain.values.text import capitalised, one_line
from ..domain.year.stages import Stage, present
from ..mail.drafts import Asked, listed, until
from .assess import Assessment
from .book import Book
from .counts import Counts, count
from .given import owed_scores
from .letters import asked_now, named_now
from .replies import Reply, ReplyState, planned

_MOST = 12
"""Places to mend that a message lists: a longer one is read by nobody."""
_TO_DO = (ReplyState.TO_FIX, ReplyState.RESEND)


@dataclass(frozen=True, slots=True)
class UnitMessage:
    """A message to one unit."""

    reply: Reply
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The messages of a day: to the group, and to every unit that has something to do."""

    today: datetime.date
    group: str
    units: Sequence[UnitMessage]


def messages(book: Book, outcome: Assessment, today: datetime.date) -> Summary:
    """The messages as the book stands on a day; a closed book asks nothing of anybody."""
    closed = book.settings.phase is Phase.CLOSED
    replies = [] if closed else planned(book, outcome)
    asked = asked_now(book.settings)
    lines = [_closed(book)] if closed else list(_to_group(book, outcome, replies, asked, today))
    issued = bool(book.issued_at(present(book.settings)))
    told = [
        UnitMessage(one, _called(book, text))
        for one in replies
        if issued and (text := _to_unit(book, one, asked, today))
    ]
    return Summary(today, _called(book, "\n".join(lines)), told)


def _called(book: Book, text: str) -> str:
    settings = book.settings
    names = (*settings.given, *(unit.name for unit in book.units))
    return called(text, settings.calling, tuple(map(one_line, names)))


def _title(book: Book) -> str:
    return f"{one_line(book.settings.name or book.settings.cluster)}, {one_line(book.settings.period_said)}"


def _closed(book: Book) -> str:
    return f"{_title(book)}: đã chấm điểm, chốt sổ xong."


# --- the group -------------------------------------------------------------------------------------


def _to_group(
    book: Book, outcome: Assessment, replies: Sequence[Reply], asked: Asked, today: datetime.date
) -> Iterator[str]:
    states = {reply.unit.code: reply.state for reply in replies}
    if not book.criteria.any_by_unit and present(book.settings) is Stage.YEAREND:
        yield f"{_title(book)}: Trưởng cụm chấm, các đơn vị không phải nộp phiếu."
        return
    if not book.issued_at(present(book.settings)):
        yield f"{_title(book)}: chưa phát {named_now(book.settings)}."
        return
    counts = count(book, outcome, present(book.settings))
    there = counts.expected - len(counts.missing)
    form = named_now(book.settings)
    yield f"{_title(book)}: đến {today:%d/%m/%Y} có {there}/{counts.expected} đơn vị đã nộp {form}."
    scorers = _awaited(book, outcome)
    yield from _still_open(counts, replies, scorers)
    if asked.due and (counts.missing or any(state in _TO_DO for state in states.values())):
        yield f"Hạn nộp {asked.due:%d/%m/%Y} ({_days(asked.due, today)})."


def _awaited(book: Book, outcome: Assessment) -> list[str]:
    """Who still owes points as a scorer, in a collection at whose end anybody scores others."""
    if present(book.settings) is not Stage.YEAREND:
        return []
    owed = owed_scores(book, outcome.jury, outcome.claims, outcome.scores)
    return [f"{scorer} ({len(places)} điểm)" for scorer, places in owed.items() if places]


def _still_open(counts: Counts, replies: Sequence[Reply], scorers: Sequence[str]) -> Iterator[str]:
    """Who has not sent, whose file is looked at, who has to mend, which scorers are awaited."""
    lacking = [one for one in replies if one.unit.code in counts.missing]
    silent = [one_line(one.unit.name) for one in lacking if one.state is ReplyState.REMINDER]
    looked_at = [one_line(one.unit.name) for one in lacking if one.state is ReplyState.FINE]
    to_do = [f"{one_line(one.unit.name)} ({_places(one)})" for one in replies if one.state in _TO_DO]
    if silent:
        yield f"Chưa nộp: {', '.join(silent)}."
    if looked_at:
        yield f"Đã gửi, Trưởng cụm đang xem: {', '.join(looked_at)}."
    if to_do:
        yield f"Cần sửa, gửi lại: {', '.join(to_do)}."
    if scorers:
        yield f"Còn chờ người chấm: {', '.join(scorers)}."
    if not (silent or looked_at or to_do or scorers):
        yield "Đã đủ phiếu, không còn chỗ phải sửa."


def _places(reply: Reply) -> str:
    return "tệp chưa dùng được" if reply.state is ReplyState.RESEND else f"{len(reply.findings)} chỗ"


def _days(due: datetime.date, today: datetime.date) -> str:
    left = (due - today).days
    if left < 0:
        return f"đã quá {-left} ngày"
    return f"còn {left} ngày" if left else "hôm nay"


# --- a unit ----------------------------------------------------------------------------------------


def _to_unit(book: Book, reply: Reply, asked: Asked, today: datetime.date) -> str:
    """The message; nothing for a unit of which nothing is asked."""
    form = f"{asked.form} {one_line(book.settings.period_said)}"
    said = {
        ReplyState.TO_FIX: f"{form} còn {_counted(reply)}:",
        ReplyState.RESEND: f"Trưởng cụm chưa dùng được tệp đã gửi làm {form}:",
        ReplyState.REMINDER: f"Trưởng cụm chưa nhận được {form}.",
    }.get(reply.state)
    if said is None:
        return ""
    told = listed(reply.findings[:_MOST])
    left = len(reply.findings) - _MOST
    more = [f"… và {left} chỗ khác: xem thư trả phiếu."] if left > 0 else []
    what = "gửi phiếu" if reply.state is ReplyState.REMINDER else "sửa và gửi lại phiếu"
    ask = f"Đề nghị đơn vị {what}{until(asked, today)}."
    return "\n".join(
        [f"{one_line(reply.unit.name)}: {said if reply.findings else capitalised(said)}", *told, *more, ask]
    )


def _counted(reply: Reply) -> str:
    return counted(reply.errors, len(reply.findings) - reply.errors, " và ")
