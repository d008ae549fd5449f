"""`Trang đầu` of a cluster's book: what its page says, from what the book amounts to."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.ranking.dates import told
from ..domain.year.calendar import State
from ..domain.year.course import COURSE, Reach, course_of
from ..domain.year.next_step import HOMES, NextStep
from ..domain.year.papers import PAPERS, round_in, round_name
from ..domain.year.year_state import Behind, Step, YearState
from ..sheets.cluster import first_page
from ..sheets.cluster.agreed_page import LedgerSheet
from ..sheets.cluster.first_page import LIVE, Col, UnitLine
from ..sheets.cluster.live_ranking import LiveRanking
from ..sheets.cluster.ranking import Col as RankCol
from ..sheets.cluster.ranking import typed_since
from ..sheets.front import EVENTS, Figure, Front, Live, Mark, StepLine
from ..sheets.journal import JournalRow
from ..workbook.model import Sheet
from .assess import Assessment
from .book import Book
from .happened import PAPERS_MADE
from .moments import day_of
from .refusals import is_sealed
from .replies import Reply, ReplyState, planned
from .year import calendar_of
from .year_state import next_in, state_of

_MARKS = {
    Reach.DONE: Mark.DONE,
    Reach.NOW: Mark.NOW,
    Reach.OPEN: Mark.OPEN,
    Reach.LATER: Mark.LATER,
    Reach.UNUSED: Mark.UNUSED,
}
_FORMS = {
    ReplyState.TO_FIX: "Đã nhận",
    ReplyState.RESEND: "Gửi lại tệp",
    ReplyState.REMINDER: "Chưa nộp",
    ReplyState.FINE: "Đã nhận",
    ReplyState.ON_PAPER: "Bản giấy",
    ReplyState.EXCLUDED: "Không xét",
    ReplyState.NO_FORM: "Không cần",
    ReplyState.NOT_ISSUED: "Chưa phát",
}
_UNITS = "CÁC ĐƠN VỊ (bấm tên để đến phần điểm của đơn vị)"
_NO_UNITS = "CÁC ĐƠN VỊ: chưa có, nhập ở trang Đơn vị"
_LONGEST = 100
"""Characters of a line of the journal; more does not fit on the page."""
_UNDECIDED = "Chờ chọn tệp"
_WAITS = frozenset({ReplyState.RESEND, ReplyState.REMINDER, ReplyState.NOT_ISSUED})
_SOURCES = {
    Col.LACKING: RankCol.LACKING,
    Col.TOTAL: RankCol.AGREED_TOTAL,
    Col.RANK: RankCol.RANK,
    Col.PROPOSED: RankCol.PROPOSED,
}
"""What the page shows of a unit → the header of `Xếp hạng` that it follows."""


class FirstPage(NamedTuple):
    """Everything that the page is made of but for the journal, which a command may still lengthen."""

    book: Book
    ledger: LedgerSheet
    ranking: LiveRanking
    state: YearState
    step: NextStep
    units: Sequence[UnitLine]
    late: int

    def draw(self, journal: Sequence[JournalRow]) -> Sheet:
        """The sheet, with what happened last."""
        place = self.book.placement(first_page.TABLE)

        def of_unit(header: str, code: str) -> str:
            return self.ranking.of_unit(_SOURCES[header], code)

        follows = first_page.Ranking(of_unit, self.book.settings.digits)
        return first_page.render(self._front(journal), self.units, follows, self.ledger, place)

    def _front(self, journal: Sequence[JournalRow]) -> Front:
        settings, state = self.book.settings, self.state
        title = f"{settings.name or settings.cluster or 'Sổ cụm thi đua'} – {settings.period_said}"
        phase = f"Giai đoạn: {settings.phase.value} · tính đến {told(state.today)}"
        return Front(
            title.upper(),
            phase,
            self.step.text,
            self.step.sheet,
            self.step.cell,
            [StepLine(part.text, _MARKS[reach])
             for part, reach in zip(COURSE, course_of(state, Step(self.step.step)), strict=True)],
            list(self._figures()),
            told(state.today),
            [event_said(row) for row in reversed(journal[-EVENTS:])] or ["Chưa có việc nào."],
            _UNITS if self.units else _NO_UNITS,
            Live(typed_since(self.ranking.sheet, self.ranking.place), *self._since()),
        )  # fmt: skip

    def _since(self) -> tuple[str, str]:
        """What is said once a score was typed, and where that leads."""
        if is_sealed(self.book):
            return "Đã nhập thêm sau khi chốt sổ: bỏ phần vừa nhập, hoặc mở lại sổ.", HOMES[
                Step.UNSEALED
            ].sheet
        return f"Đã {Behind.SCORES} sau lần tính gần nhất: bấm Xếp hạng để tính lại.", HOMES[Step.RANK].sheet

    def _figures(self) -> Iterator[Figure]:
        state = self.state
        there, missing = state.expected - len(state.missing), len(state.missing)
        words = "Đơn vị đã nộp phiếu" if state.sends_forms else "Đơn vị đã có điểm"
        yield Figure(words, f"{there}/{state.expected}" if state.expected else "–", missing > 0)
        yield _count("Đơn vị chưa nộp" if state.sends_forms else "Đơn vị chưa có điểm", missing)
        yield _count("Phiếu phải sửa, gửi lại", len(state.to_fix) + len(state.returned))
        yield _count("Tệp chờ quyết định", state.waiting)
        yield _count("Không giao chờ xác nhận", state.not_assigned)
        lacking = sum(unit.values[0] for unit in self.units if isinstance(unit.values[0], int))
        yield first_page.lacking(lacking, len(self.units), self.book.placement(first_page.TABLE))
        yield _count(
            "Lỗi khác (trang Cần sửa)", state.errors + state.changed + state.proclaimed_wrong + state.wrong
        )
        yield _count("Việc trễ (trang Lịch)", self.late)
        yield Figure("Hạn nộp phiếu", _day(state.due, state.today))
        yield Figure("Hội nghị tổng kết", _day(state.conference, state.today))


def _count(words: str, number: int) -> Figure:
    return Figure(words, number, number > 0)


def _day(day: datetime.date | None, today: datetime.date) -> str:
    """The day, and how far off it is."""
    if day is None:
        return "chưa ghi"
    left = (day - today).days
    ahead = f"còn {left} ngày" if left > 0 else "hôm nay" if not left else f"qua {-left} ngày"
    return f"{day:%d/%m}, {ahead}"


def event_said(row: JournalRow, papers: Mapping[str, str] = PAPERS) -> str:
    """A line of the journal for people: when, what; `papers`: code → name."""
    day = day_of(row.when)
    when = f"{told(day)} {row.when[11:16]}" if day else row.when
    said = f"{when}  {_change_said(row.change, papers)}"
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"


_MARK = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{8,}\b")
_MADE = re.compile(rf"{PAPERS_MADE}(?P<codes>.*) (?P<files>\(\d+ tệp\))")
_DIGITS = re.compile(r" \([0-9a-f]{12}\)")
"""Of a file's hash, behind its name."""
_FEW = 2


def _change_said(change: str, papers: Mapping[str, str]) -> str:
    """A line of the journal for the eye: no hashes, marks shortened, papers by name, many of them only counted."""
    made = _MADE.fullmatch(change)
    if made is None:
        return _MARK.sub(r"\1…", _DIGITS.sub("", change))
    codes = made["codes"].split(", ")
    names = (round_name(*found) if (found := round_in(code)) else papers.get(code, code) for code in codes)
    what = ", ".join(names) if len(codes) <= _FEW else f"{len(codes)} loại"
    return f"{PAPERS_MADE}{what} {made['files']}"


def first_page_of(
    book: Book, outcome: Assessment, ledger: LedgerSheet, ranking: LiveRanking, today: datetime.date
) -> FirstPage:
    """What the page says of a book that will say `outcome`."""
    state = state_of(book, outcome, today)
    late = sum(one.state is State.LATE for one in calendar_of(book, today))
    units = [
        _unit(reply, [ranking.shown_of(_SOURCES[header], reply.unit.code) for header in LIVE])
        for reply in planned(book, outcome)
    ]
    return FirstPage(book, ledger, ranking, state, next_in(book, state), units, late)


def _unit(reply: Reply, values: Sequence[object]) -> UnitLine:
    undecided = reply.state is ReplyState.FINE and reply.receipt is None
    return UnitLine(
        reply.unit.code,
        reply.unit.name,
        _UNDECIDED if undecided else _FORMS[reply.state],
        undecided or reply.state in _WAITS,
        len(reply.findings),
        values,
    )
