"""`Trang đầu` of the office book: what its page says, from what all clusters amount to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..cluster.first_page import event_said
from ..domain.office.next_step import OfficeState, OfficeStep, office_step
from ..domain.office.papers import PAPERS
from ..domain.office.progress import FileState
from ..domain.ranking.dates import told
from ..domain.ranking.proclaimed import PLACES
from ..domain.values.numbers import stored
from ..domain.year.next_step import NextStep
from ..domain.year.year_state import Place
from ..sheets.cluster.receipts import FileStatus
from ..sheets.front import EVENTS, Figure, Front, Mark, StepLine
from ..sheets.journal import JournalRow
from ..sheets.office import first_page, progress
from ..sheets.office.first_page import ClusterLine
from ..workbook.model import Sheet
from .outcome import ClusterOutcome, Consolidation

_COURSE = (
    ("Danh sách cụm, đơn vị", (OfficeStep.CLUSTERS, OfficeStep.UNITS)),
    ("Lập sổ, gửi cho các cụm", (OfficeStep.ISSUE_BOOKS,)),
    ("Nhận sổ các cụm", (OfficeStep.DECIDE, OfficeStep.CONSOLIDATE)),
    ("Xử lý sai lệch, điểm cấp trên", (OfficeStep.MISMATCHES, OfficeStep.SCORE)),
    ("Nhận đủ hồ sơ", (OfficeStep.PAPERS,)),
    ("Kiểm tra, thẩm định", (OfficeStep.CHECK,)),
    ("Hội đồng xét", (OfficeStep.PROPOSE,)),
    ("Tờ trình, danh sách đề nghị", (OfficeStep.DOCUMENTS,)),
)
"""The steps of the office's year, and what belongs to each."""


@dataclass(frozen=True, slots=True)
class OfficePage:
    """Everything that the page is made of but for the journal, which a command may still lengthen."""

    outcome: Consolidation
    state: OfficeState
    step: NextStep

    def draw(self, journal: Sequence[JournalRow]) -> Sheet:
        """The sheet, with what happened last."""
        book = self.outcome.book
        at, place = book.placement(progress.TABLE), book.placement(first_page.TABLE)
        return first_page.render(self._front(journal), list(_lines(self.outcome)), at, place)

    def _front(self, journal: Sequence[JournalRow]) -> Front:
        settings, today = self.outcome.book.settings, told(self.outcome.today)
        events = [event_said(row, PAPERS) for row in reversed(journal[-EVENTS:])]
        return Front(
            f"TỔNG HỢP THI ĐUA CÁC CỤM – NĂM {settings.year or ''}".rstrip(),
            " · ".join(filter(None, (settings.superior, settings.office, f"tính đến {today}"))),
            self.step.text,
            self.step.sheet,
            self.step.cell,
            list(self._steps()),
            list(self._figures()),
            today,
            events or ["Chưa có việc nào."],
            "CÁC CỤM (bấm tên để đến dòng của cụm ở trang Tiến độ)",
        )

    def _steps(self) -> Iterator[StepLine]:
        now = next(at for at, (_, steps) in enumerate(_COURSE) if self.step.step in steps)
        for at, (text, _) in enumerate(_COURSE):
            yield StepLine(text, Mark.DONE if at < now else Mark.NOW if at == now else Mark.LATER)

    def _figures(self) -> Iterator[Figure]:
        state = self.state
        yield Figure("Cụm đã nhận sổ", f"{state.received}/{state.clusters}", bool(state.missing))
        for words, count in (
            ("Cụm chưa có sổ", len(state.missing)),
            ("Tệp chờ quyết định", state.waiting),
            ("Lỗi phải xử lý (Sai lệch)", state.errors),
            ("Chưa có điểm cấp trên", len(state.unscored)),
            ("Cụm thiếu hồ sơ", len(state.lacking)),
            ("Đơn vị chờ kiểm tra", state.to_check),
            ("Đơn vị chờ Hội đồng", state.undecided),
        ):
            yield Figure(words, count, count > 0)
        yield Figure("Đơn vị được đề nghị", state.nominees)


def office_page(outcome: Consolidation) -> OfficePage:
    """What the page says of an office book that will say `outcome`."""
    state = _state(outcome)
    return OfficePage(outcome, state, office_step(state))


def _state(outcome: Consolidation) -> OfficeState:
    book, proposal = outcome.book, outcome.proposal
    found = [one for _, one in outcome.all_findings() if one.is_error]
    inside = next((one for one in found if not one.file and one.sheet and one.cell), None)
    return OfficeState(
        clusters=len(book.clusters),
        units=len(book.units),
        missing=tuple(one.name or one.code for one in outcome.clusters if one.result is None),
        waiting=sum(row.status is FileStatus.WAITING for row in book.files),
        errors=len(found),
        unscored=tuple(outcome.own_scoring.waiting),
        lacking=tuple(one.cluster.name or one.cluster.code for one in outcome.progress if one.missing),
        to_check=sum(one.unit.code not in outcome.effects for one in outcome.to_check),
        nominees=len(proposal.nominees),
        undecided=sum(one.pending is not None for one in proposal.nominees),
        places={OfficeStep.MISMATCHES: Place(inside.sheet, inside.cell)}
        if inside and len(found) == 1
        else {},
    )


def _lines(outcome: Consolidation) -> Iterator[ClusterLine]:
    lacking = {one.cluster.code: len(one.missing) for one in outcome.progress}
    for one in outcome.clusters:
        yield _line(one, lacking.get(one.code, 0))


def _line(one: ClusterOutcome, lacking: int) -> ClusterLine:
    units = one.result.units if one.result else ()
    first = next((unit for unit in units if unit.place == PLACES[1]), None)
    share = stored(first.percent) if first and first.percent is not None else None
    flag = (one.result.nominee or "") if one.result else ""
    errors = sum(found.is_error for found in one.findings)
    return ClusterLine(one.code, one.name, one.state.shown, errors, lacking, first.code if first else "", share, flag,
                       one.state is FileState.RECEIVED)  # fmt: skip
