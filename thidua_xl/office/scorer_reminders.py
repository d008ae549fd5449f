"""The superior's scorers whose points lack: a letter to each, with its workbook where none of its own counts.

Nothing is asked of one whose workbooks wait for the office to choose between them.
"""

import datetime
from collections.abc import Iterator, Sequence

from ..cluster.kept.given_scores import Asked, Place, by_key, judges_of, places
from ..cluster.kept.people import Contact
from ..cluster.reminders import Reminder, To
from ..cluster.scorer_workbooks import OFFICE, PlannedWorkbook, planned_workbooks, scorer_workbooks
from ..domain.scoring.settings import Settings
from ..domain.values.cells import is_blank
from ..domain.values.findings import Finding, condensed, in_sheet_order
from ..domain.values.text import fold, one_line
from ..mail.drafts import Attached, letter
from ..sheets.cluster.given_scores import Col
from ..sheets.cluster.receipts import FileStatus
from .book import OfficeBook
from .outcome import Consolidation

_NEVER_ISSUED = "Phiếu chấm chưa phát, hoặc tiêu chí đã đổi từ lần phát: phát hành phiếu rồi nhắc."
_WRONG = "Điểm đã gửi còn lỗi: xem trang Sai lệch."
_MOST = 12
"""So many lines of a letter name what lacks; the workbook has all of it."""


def scorer_reminders(outcome: Consolidation) -> Iterator[Reminder]:
    """A letter to everybody whose points some unit waits for, in the order of `Người chấm`."""
    book = outcome.book
    issued = {fold(one.judge.code): one for one in planned_workbooks(book.scoring, "") if not one.is_new}
    waiting = outcome.own_scoring.waiting
    for judge in judges_of(book.scoring):
        asked = any(judge.code in codes for codes in waiting.values())
        if asked and not _has(book, judge, FileStatus.WAITING):  # what waits, the office decides first
            yield _letter_to(outcome, judge, _owed(outcome, judge), issued.get(fold(judge.code)))


def _owed(outcome: Consolidation, judge: Asked) -> list[Place]:
    """What the scorer has not given yet of units that wait for it."""
    scoring, waiting = outcome.book.scoring, outcome.own_scoring.waiting
    rows = by_key(scoring)
    return [
        one for one in places(scoring)
        if one.judge.code == judge.code and judge.code in waiting.get(one.unit.code, ())
        and (one.key not in rows or is_blank(rows[one.key].raw(Col.SCORE)))
    ]  # fmt: skip


def _letter_to(
    outcome: Consolidation, judge: Asked, owed: Sequence[Place], issued: PlannedWorkbook | None
) -> Reminder:
    book, state = outcome.book, f"Còn thiếu {len(owed)} điểm" if owed else "Điểm cần sửa"
    wrong = _wrong(outcome, judge)
    done = Reminder(
        To.SCORER, judge.code, one_line(judge.name), Contact(email=judge.email), state, (),
        f"Nhắc chấm điểm thi đua năm {book.settings.year} – {judge.name} ({judge.code})",
        _text(book, judge, outcome.today, list(_items(owed, wrong))),
    )  # fmt: skip
    if issued is None:
        done.notes.append(_NEVER_ISSUED)
    elif not _has(book, judge, FileStatus.ACCEPTED):
        done.attached = Attached(*next(scorer_workbooks(book.scoring, [issued], OFFICE)))
    if wrong or not owed:
        done.notes.append(_WRONG)
    return done


def _has(book: OfficeBook, judge: Asked, status: FileStatus) -> bool:
    """Whether a workbook of the scorer's is in that state: beside one that counts an empty one would be in the way."""
    return any(fold(row.scorer) == fold(judge.code) and row.status is status for row in book.files)


def _wrong(outcome: Consolidation, judge: Asked) -> list[Finding]:
    """What is wrong in cells of the workbook of its own that counts."""
    own = {
        row.file for row in outcome.book.files
        if fold(row.scorer) == fold(judge.code) and row.status is FileStatus.ACCEPTED
    }  # fmt: skip
    found = [one for one in outcome.findings if one.file in own and one.cell and one.is_error]
    return in_sheet_order(condensed(found))


def _items(owed: Sequence[Place], wrong: Sequence[Finding]) -> Iterator[str]:
    """What lacks, criterion by criterion; what must be mended, cell by cell."""
    units: dict[str, list[str]] = {}
    for one in owed:
        units.setdefault(f"{one.criterion.code} {one_line(one.criterion.text)}".strip(), []).append(
            one.unit.code
        )
    lines = [f"Tiêu chí {text}: {', '.join(codes)}." for text, codes in units.items()]
    lines += [f"{one.message} {one.action}" for one in wrong]
    lines = lines or ["Có điểm ngoài thang điểm hoặc không phải số."]
    more = len(lines) - _MOST
    yield from (f"{at}. {text}" for at, text in enumerate(lines[:_MOST], start=1))
    if more > 0:
        yield f"… và {more} dòng nữa."


def _text(book: OfficeBook, judge: Asked, today: datetime.date, items: Sequence[str]) -> str:
    settings = book.settings
    signed = (settings.office or settings.superior, settings.signer_title, settings.signer)
    return letter(
        Settings(year=settings.year, place=settings.place), today, one_line(judge.name),
        f"Việc chấm điểm thi đua năm {settings.year} theo tiêu chí của cấp trên còn thiếu hoặc phải sửa các điểm sau:",
        items, "Đề nghị điền phiếu chấm và gửi lại cho cơ quan tổng hợp.",
        signed="\n".join(one_line(one) for one in signed if one),
    )  # fmt: skip
