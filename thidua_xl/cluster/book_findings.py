"""What is wrong in the book's own sheets, whatever the forms say: orphans, choices, edited histories."""

from collections.abc import Iterator

from ..domain.ranking import dates
from ..domain.values.catalogue import Code
from ..domain.values.cells import is_blank, quoted
from ..domain.values.findings import HERE, Finding, RowKey, finding, nth
from ..domain.values.text import decapitalised
from ..sheets import journal
from ..sheets.cluster import agreed, ballots, proclaimed, receipts, submissions
from ..sheets.cluster import settings as settings_sheet
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import SUBMITTED
from .book import Book
from .row_keys import (
    agreed_keys,
    is_of_others,
    orphan_proclamation_keys,
    orphan_proclamations,
    orphan_rows,
    receipt_keys,
    unsent_keys,
)


def useless_decisions(book: Book) -> Iterator[Finding]:
    """Decisions on `Tiếp nhận` that nobody can carry out."""
    allowed = " · ".join(decision.value for decision in receipts.FileDecision if decision.value)
    for row, receipt in zip(receipt_keys(book), book.receipts, strict=True):
        if receipt.remark:
            yield finding(Code.VALUE_UNKNOWN, unit=receipt.unit, sheet=receipts.TABLE.sheet, row=row,
                          header=receipts.Col.DECISION, value=receipt.remark, allowed=allowed)  # fmt: skip
        why = _CANNOT_BE_USED.get(receipt.status, "")
        if receipt.decision is receipts.FileDecision.USE and why:
            yield finding(Code.DECISION_USELESS, unit=receipt.unit, sheet=receipts.TABLE.sheet, row=row,
                          header=receipts.Col.DECISION, value=receipt.decision.value, why=why,
                          name=receipt.file)  # fmt: skip


_CANNOT_BE_USED = {
    FileStatus.BLANK: "phiếu ấy chưa nhập gì: phiếu trống không thay phiếu nào",
    FileStatus.REFUSED: "tệp ấy không đọc được thành phiếu",
    FileStatus.KEPT: "tệp ấy không phải phiếu",
}


def decisions_without_file(book: Book) -> Iterator[Finding]:
    """What was typed on `Tiếp nhận` beside units that have not sent anything."""
    for row in unsent_keys(book):
        unit = row[0]
        for header, typed in zip(
            (receipts.Col.DECISION, receipts.Col.ASSIGNED_TO), book.remarks.get(unit, ()), strict=False
        ):
            if typed and isinstance(typed, str):
                yield finding(Code.DECISION_WITHOUT_FILE, unit=unit, sheet=receipts.TABLE.sheet, row=row,
                              header=header, value=typed)  # fmt: skip


def voted_strangers(book: Book) -> Iterator[Finding]:
    """Candidates on `Bỏ phiếu` that are no units of the cluster."""
    for row in book.ballots.rows:
        if book.unit(row.unit) is None:
            yield finding(Code.UNIT_NOT_LISTED, unit=row.unit, sheet=ballots.TABLE.sheet, row=row.key,
                          header=ballots.Col.UNIT, value=row.unit)  # fmt: skip


def sent_in_time(book: Book) -> Iterator[Finding]:
    """The last sending against the day of the conference."""
    grid = book.file.grids.get(settings_sheet.TABLE.sheet)
    cell = settings_sheet.cell_of(grid, dates.CONFERENCE) if grid is not None else ""
    yield from dates.of_sending(book.submissions, book.settings, settings_sheet.TABLE.sheet, cell)


def edited_journal(book: Book) -> Iterator[Finding]:
    """The first row of the journal that does not hold."""
    broken = journal.first_broken(book.journal)
    if broken is not None:
        yield finding(Code.JOURNAL_EDITED, sheet=journal.TABLE.sheet, row=nth(broken), header=journal.Col.HASH,
                      value=book.journal[broken].hash)  # fmt: skip


def edited_submissions(book: Book) -> Iterator[Finding]:
    """The first row of `Lần gửi` that does not hold, or that its last rows are gone."""
    broken = submissions.first_edited(book.sent)
    head = book.sent[-1].hash if book.sent else ""
    if broken is not None:
        yield finding(Code.SUBMISSION_EDITED, sheet=submissions.TABLE.sheet, row=nth(broken),
                      header=submissions.Col.HASH,
                      value=book.sent[broken].hash,
                      why=f"dòng có ô {HERE}, hoặc một dòng trước nó, đã bị sửa hay xóa")  # fmt: skip
    elif head != book.meta.get(SUBMITTED, ""):
        yield finding(Code.SUBMISSION_EDITED, sheet=submissions.TABLE.sheet,
                      why="các dòng cuối đã bị xóa hay thêm")  # fmt: skip


def _half_coded(entry: LedgerRow, row: RowKey) -> Finding:
    """What was typed in a row that lacks the code of its unit or criterion."""
    header, typed = next(
        pair for pair in zip(agreed.TYPED, entry.typed, strict=True) if not is_blank(pair[1])
    )
    lacks = agreed.Col.CRITERION if entry.unit else agreed.Col.UNIT
    return finding(Code.FIGURE_WITHOUT_CODE, unit=entry.unit, sheet=agreed.TABLE.sheet, row=row, header=header,
                   value=quoted(typed), what=decapitalised(lacks))  # fmt: skip


def orphans(book: Book) -> Iterator[Finding]:
    """Typed rows of `Thống nhất điểm` and `Suy tôn` that belong to nothing in the book, or stand twice."""
    units, codes, rows = book.names, book.criteria.by_code, orphan_rows(book)
    keys = agreed_keys(book)
    for row, entry in zip(keys[len(keys) - len(rows) :], rows, strict=True):
        by_unit = entry.unit not in units
        if not (entry.unit and entry.criterion):
            yield _half_coded(entry, row)
            continue
        known = not by_unit and entry.criterion in codes
        others = is_of_others(book, (entry.unit, entry.criterion))
        lone = Code.ROW_OF_OTHER_GROUP if others else Code.ROW_ORPHANED
        yield finding(
            Code.CRITERION_DOUBLE if known and not others else lone,
            unit=entry.unit,
            criterion=entry.criterion,
            sheet=agreed.TABLE.sheet,
            row=row,
            header=agreed.Col.UNIT if by_unit else agreed.Col.CRITERION,
            value=entry.unit if by_unit else entry.criterion,
        )
    for row, said in zip(orphan_proclamation_keys(book), orphan_proclamations(book), strict=True):
        code = Code.ROW_ORPHANED if book.unit(said.unit) is None else Code.ROW_DOUBLE
        yield finding(code, unit=said.unit, sheet=proclaimed.TABLE.sheet, row=row, header=proclaimed.Col.UNIT,
                      value=said.unit)  # fmt: skip
