"""What is wrong in the book's own sheets, whatever the forms say: orphans, choices, edited histories."""

from collections.abc import Iterator, Mapping

from ..domain.ranking import dates
from ..domain.scoring.scores import Key
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..sheets import journal
from ..sheets.cluster import agreed, ballots, proclaimed, receipts, submissions
from ..sheets.cluster import settings as settings_sheet
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.proclaimed import ProclaimedRow
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import SUBMITTED
from .book import Book
from .places import line_numbers
from .units_in import accepted_units


def orphan_rows(book: Book) -> list[LedgerRow]:
    """Rows of the ledger with typed values whose unit or criterion vanished, or that stand twice."""
    return _orphan_rows(book, line_numbers(book))


def _orphan_rows(book: Book, lines: Mapping[Key, int]) -> list[LedgerRow]:
    gone = [entry for key, entry in book.ledger.items() if key not in lines and entry.has_typed]
    return [*gone, *(entry for entry in book.doubles if entry.has_typed)]


def orphan_proclamations(book: Book) -> list[ProclaimedRow]:
    """Typed rows of `Suy tôn` whose unit vanished, and the second ones of a unit."""
    gone = [row for code, row in book.proclaimed.items() if book.unit(code) is None]
    return [*gone, *book.proclaimed_twice]


def useless_decisions(book: Book) -> Iterator[Finding]:
    """Decisions on `Tiếp nhận` that nobody can carry out."""
    place = book.placement(receipts.TABLE)
    allowed = " · ".join(decision.value for decision in receipts.FileDecision if decision.value)
    for row, receipt in enumerate(book.receipts, start=place.header_row + 1):
        if receipt.remark:
            yield finding(Code.CHOICE_UNKNOWN, unit=receipt.unit, sheet=receipts.TABLE.sheet,
                          cell=place.cell(row, "Quyết định"), value=receipt.remark, allowed=allowed)  # fmt: skip
        why = _CANNOT_BE_USED.get(receipt.status, "")
        if receipt.decision is receipts.FileDecision.USE and why:
            yield finding(Code.DECISION_USELESS, unit=receipt.unit, sheet=receipts.TABLE.sheet,
                          cell=place.cell(row, "Quyết định"), value=receipt.decision.value, why=why,
                          name=receipt.file)  # fmt: skip


_CANNOT_BE_USED = {
    FileStatus.BLANK: "phiếu ấy chưa nhập gì: phiếu trống không thay phiếu nào",
    FileStatus.REFUSED: "tệp ấy không đọc được thành phiếu",
    FileStatus.KEPT: "tệp ấy không phải phiếu",
}


def decisions_without_file(book: Book) -> Iterator[Finding]:
    """What was typed on `Tiếp nhận` beside units that have not sent anything."""
    place = book.placement(receipts.TABLE)
    accepted = accepted_units(book)
    waiting = [unit.code for unit in book.units if unit.code not in accepted]
    for row, unit in enumerate(waiting, start=place.header_row + 1 + len(book.receipts)):
        for header, typed in zip(
            ("Quyết định", "Gán cho mã đơn vị"), book.remarks.get(unit, ()), strict=False
        ):
            if typed:
                yield finding(Code.DECISION_WITHOUT_FILE, unit=unit, sheet=receipts.TABLE.sheet,
                              cell=place.cell(row, header), value=typed)  # fmt: skip


def voted_strangers(book: Book) -> Iterator[Finding]:
    """Candidates on `Bỏ phiếu` that are no units of the cluster."""
    for row in book.ballots.rows:
        if book.unit(row.unit) is None:
            yield finding(Code.UNIT_NOT_LISTED, unit=row.unit, sheet=ballots.TABLE.sheet,
                          cell=row.cells["Mã đơn vị"], value=row.unit)  # fmt: skip


def sent_in_time(book: Book) -> Iterator[Finding]:
    """The last sending against the day of the conference."""
    grid = book.grids.get(settings_sheet.TABLE.sheet)
    cell = settings_sheet.cell_of(grid, dates.CONFERENCE) if grid is not None else ""
    yield from dates.of_sending(book.submissions, book.settings, settings_sheet.TABLE.sheet, cell)


def edited_journal(book: Book) -> Iterator[Finding]:
    """The first row of the journal that does not hold."""
    broken = journal.first_broken(book.journal)
    if broken is not None:
        place = book.placement(journal.TABLE)
        cell = place.cell(place.header_row + 1 + broken, "Mã băm")
        value = book.journal[broken].hash
        yield finding(Code.JOURNAL_EDITED, sheet=journal.TABLE.sheet, cell=cell, value=value)


def edited_submissions(book: Book) -> Iterator[Finding]:
    """The first row of `Lần gửi` that does not hold, or that its last rows are gone."""
    broken = submissions.first_edited(book.sent)
    head = book.sent[-1].hash if book.sent else ""
    place = book.placement(submissions.TABLE)
    if broken is not None:
        cell = place.cell(place.header_row + 1 + broken, "Mã băm")
        yield finding(Code.SUBMISSION_EDITED, sheet=submissions.TABLE.sheet, cell=cell,
                      value=book.sent[broken].hash,
                      why=f"dòng có ô {cell}, hoặc một dòng trước nó, đã bị sửa hay xóa")  # fmt: skip
    elif head != book.meta.get(SUBMITTED, ""):
        yield finding(Code.SUBMISSION_EDITED, sheet=submissions.TABLE.sheet,
                      why="các dòng cuối đã bị xóa hay thêm")  # fmt: skip


def orphans(book: Book, lines: Mapping[Key, int]) -> Iterator[Finding]:
    place = book.placement(agreed.TABLE)
    at = place.header_row + 1 + len(lines)
    units, codes = book.names, book.criteria.by_code
    for row, entry in enumerate(_orphan_rows(book, lines), start=at):
        by_unit = entry.unit not in units
        header = "Mã đơn vị" if by_unit else "Mã tiêu chí"
        known = not by_unit and entry.criterion in codes
        yield finding(
            Code.CRITERION_DOUBLE if known else Code.ROW_ORPHANED,
            unit=entry.unit,
            criterion=entry.criterion,
            sheet=agreed.TABLE.sheet,
            cell=place.cell(row, header),
            value=entry.unit if by_unit else entry.criterion,
        )
    place = book.placement(proclaimed.TABLE)
    at = place.header_row + 1 + len(book.units)
    for row, said in enumerate(orphan_proclamations(book), start=at):
        cell = place.cell(row, "Mã đơn vị")
        code = Code.ROW_ORPHANED if book.unit(said.unit) is None else Code.ROW_DOUBLE
        yield finding(code, unit=said.unit, sheet=proclaimed.TABLE.sheet, cell=cell, value=said.unit)
