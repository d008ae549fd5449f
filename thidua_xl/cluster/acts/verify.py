"""Kiểm chứng: everything computed again from the originals and the typed columns, every difference listed.

Changes nothing. Only results that are there can differ: a formula that a library saved without its value is no
fault.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...bookkeeping.differences import plain_value, same_value
from ...domain.ranking.standings import VOTE_LATER, VOTE_NOW
from ...domain.scoring.scores import Key
from ...domain.scoring.settings import Phase
from ...domain.values.cells import Formula, Uncomputed, as_text
from ...domain.values.findings import STOPS, Code, Finding, finding
from ...domain.values.numbers import stored
from ...intake.grids import Grid
from ...sheets.cluster import agreed, matrix, proclaimed, ranking, receipts
from ...sheets.cluster.receipts import Status
from ...sheets.cluster.typed_since import UNSEALED
from ...sheets.hidden import EXPLAINED, PRINTED, SEAL, SEAL_PARTS, SEALED_AFTER
from ...sheets.table import Table, find_table
from ...workbook.addresses import address
from ...workbook.model import Sheet
from ...workers import garbage
from .. import changed_units, decisions, seal
from ..assess import Assessment, assess, edited_journal, edited_submissions, place_of
from ..book import Book, is_sealed, open_book, refuse_empty
from ..changed_criteria import as_last_run, is_stale, since_last_run
from ..identify import compared, load_original, original_name, said_by
from ..render import render_state
from .collect import recomputed

_COMPUTED: tuple[tuple[Table, tuple[str, ...], tuple[str, ...]], ...] = (
    (agreed.TABLE, ("Mã đơn vị", "Mã tiêu chí"), ("Điểm tính",)),
    (ranking.TABLE, ("Mã",), ("Hạng", "Tổng điểm tự chấm", ranking.ADJUSTED, "Tổng điểm thống nhất",
                              "Điểm tối đa của đơn vị", "Tỷ lệ %", "Đề xuất", "Đồng hạng")),
    (proclaimed.TABLE, ("Mã đơn vị",), ("Đề xuất",)),
)  # fmt: skip
"""Sheet, headers of its key, headers of what is compared."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of `verify`."""

    book: Book
    seal: str
    """As the book says; empty for one that is not closed."""
    differences: Sequence[Finding]


@dataclass(slots=True)
class Checked:
    """A book computed again from its originals."""

    outcome: Assessment
    differences: list[Finding] = field(default_factory=list)
    """Originals that are not there, and what is not as they say."""
    events: Sequence[str] = ()


@garbage.held()
def verify(path: Path) -> Verified:
    """Compute again and compare. Raises CannotRunError where the book cannot be read."""
    return verify_book(open_book(path, to_write=False))


def verify_book(book: Book) -> Verified:
    """The same for a book that is read already, from its file or live. The book is of no use afterwards."""
    refuse_empty(book)
    said = assess(book, book.noted)
    found = [*edited_journal(book), *edited_submissions(book), *seal_differences(book, said)]
    found += untold(book, said)
    decisions.as_last_run(book)
    changed_units.as_last_run(book)
    if is_stale(book):
        as_last_run(book)
    checked = against_originals(book)
    found += [*checked.differences, *result_differences(book, checked.outcome)]
    return Verified(book, book.meta.get(SEAL, ""), found)


def untold(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """What was typed after the book was computed: the cause of all that differs for it, named once.

    Criteria that changed after forms went out are told for as long as forms rest on the old ones, and so are units
    that vanished: a book that `submit` and `close` refuse is not one in which everything agrees. `outcome` is what
    it amounts to as read.
    """
    yield from decisions.not_followed(book)
    yield from (found for found in outcome.findings if found.code in STOPS)
    yield from since_last_run(book, outcome.findings)


# --- the seal ---------------------------------------------------------------------------------


def seal_differences(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Whether the book says what it said when it was closed; `outcome` is what it amounts to as read."""
    if not is_sealed(book):
        if book.settings.phase is Phase.CLOSED:
            yield finding(Code.SEAL_BROKEN, why="Giai đoạn là Đã chốt nhưng sổ không có mã niêm phong")
        return
    if book.settings.phase is not Phase.CLOSED:
        yield finding(Code.SEAL_BROKEN, value=book.settings.phase.value, why="Giai đoạn không còn là Đã chốt")
    head = book.meta.get(SEALED_AFTER, "")
    if head and all(row.hash != head for row in book.journal):
        yield finding(Code.SEAL_BROKEN, why="Nhật ký không còn dòng cuối trước khi chốt")
    parts = seal.parts_of(book, outcome, head)
    if seal.seal_of(parts) != book.meta[SEAL]:
        changed = seal.changed_parts(book.meta.get(SEAL_PARTS, ""), parts)
        what = "khác ở " + ", ".join(changed) if changed else "mã niêm phong ghi trong sổ không đúng"
        yield finding(Code.SEAL_BROKEN, value=book.meta[SEAL], why=what)
    if not _is_printed(book):
        yield finding(Code.SEAL_BROKEN, sheet=ranking.TABLE.sheet,
                      why="trang Xếp hạng không in đúng mã niêm phong của sổ")  # fmt: skip


def _is_printed(book: Book) -> bool:
    """Whether the seal stands there; a line that says that scores were typed since claims nothing.

    Where a library saved the book without the value of that line, what was noted of it counts.
    """
    grid, line = book.grids.get(ranking.TABLE.sheet), seal.printed(book.meta, book.journal)
    cells = [cell for row in grid.rows[:40] for cell in row] if grid is not None else []
    if any(as_text(cell) in (line, UNSEALED) for cell in cells):
        return True
    return any(cell is Uncomputed.FORMULA for cell in cells) and book.meta.get(PRINTED) == line


# --- the originals ----------------------------------------------------------------------------


def against_originals(book: Book) -> Checked:
    """The book computed again from the originals; the book's receipts and received columns become theirs."""
    lost, is_earlier = list(_lost(book)), EXPLAINED not in book.meta
    said = [(receipt, receipt.unit, receipt.status) for receipt in book.receipts]
    received = {key: said_by(entry) for key, entry in book.ledger.items()}
    headers = compared(book)
    outcome, events = recomputed(book)
    checked = Checked(outcome, lost, events)
    place = place_of(book, receipts.TABLE)
    for row, (receipt, unit, status) in enumerate(said, start=place.header_row + 1):
        if is_earlier and receipt.unit == unit and (status, receipt.status) in _SAID_OF_BLANKS:
            continue
        # earlier versions named no unit that is gone
        now = receipt.unit if unit or book.unit(receipt.unit) else ""
        if (now, receipt.status) != (unit, status):
            checked.differences.append(
                finding(Code.RECEIVED_DIFFERS, unit=unit, file=receipt.file, sheet=receipts.TABLE.sheet,
                        cell=place.cell(row, "Trạng thái"), value=status.shown, name="trạng thái tệp",
                        shown=f"{status.shown} {unit}".strip(),
                        expected=f"{receipt.status.shown} {receipt.unit}".strip())
            )  # fmt: skip
    checked.differences += _received(book, received, headers)
    return checked


_SAID_OF_BLANKS = frozenset({(Status.SUPERSEDED, Status.BLANK), (Status.ACCEPTED, Status.BLANK)})
"""What versions that knew no blank forms wrote of one, and what it is: if it counted, a result differs."""


def _lost(book: Book) -> Iterator[Finding]:
    for receipt in book.receipts:
        if load_original(book.originals, receipt) is None:
            there = (book.originals / original_name(receipt.sha256, receipt.file)).exists()
            yield finding(Code.ORIGINAL_CHANGED if there else Code.ORIGINAL_LOST, unit=receipt.unit,
                          file=receipt.file, value=receipt.sha256, folder=book.originals.name)  # fmt: skip


def _received(
    book: Book, before: Mapping[Key, Sequence[object]], headers: Sequence[str]
) -> Iterator[Finding]:
    """Received columns that were not what the originals say."""
    place = place_of(book, agreed.TABLE)
    for key, entry in book.ledger.items():
        old = before.get(key, [None] * (1 + len(agreed.RECEIVED)))
        for header, was, now in zip(headers, old, said_by(entry), strict=False):
            if not same_value(was, now):
                cell = place.cell(entry.row, header) if entry.row >= 0 else ""
                yield finding(Code.RECEIVED_DIFFERS, unit=key[0], criterion=key[1], sheet=agreed.TABLE.sheet,
                              cell=cell, value=as_text(was), name=f"{header} ({key[1]})",
                              shown=_words(was), expected=_words(now))  # fmt: skip


# --- the results ------------------------------------------------------------------------------


def result_differences(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Stored results that are not what is computed."""
    rendered = render_state(book, outcome)
    earlier = _is_earlier(book)
    if earlier:
        _self_totals_as_then(book, outcome, rendered.sheet(ranking.TABLE.sheet))
    for table, keys, wanted in _COMPUTED:
        headers = tuple(header for header in wanted if not (earlier and header == ranking.ADJUSTED))
        place = place_of(book, table)
        sheet = rendered.sheet(table.sheet)
        found = find_table(book.grids[table.sheet], table) if table.sheet in book.grids else None
        columns = found.placement.columns if found else {}
        yield from _compare(book, sheet, place.columns, found.placement.header_row if found else 0, columns,
                            keys, headers, earlier)  # fmt: skip
    sheet = rendered.sheet(matrix.NAME)
    mine = {as_text(cell.value): column for (row, column), cell in sheet.cells.items()
            if row == sheet.header_row and cell.value}  # fmt: skip
    row, theirs = _matrix_header(book.grids.get(matrix.NAME), mine)
    headers = tuple(header for header in mine if header not in ("Mã", "Đơn vị"))
    yield from _compare(book, sheet, mine, row, theirs, ("Mã",), headers, earlier)


def _is_earlier(book: Book) -> bool:
    """Whether a version wrote the ranking that knew no `Sau xác nhận không giao`: it is right by its own layout."""
    grid = book.grids.get(ranking.TABLE.sheet)
    found = find_table(grid, ranking.TABLE) if grid else None
    return found is not None and ranking.ADJUSTED in found.missing


def _self_totals_as_then(book: Book, outcome: Assessment, sheet: Sheet) -> None:
    """The self totals with what confirmed không giao adds in them, as an earlier version printed them."""
    place = place_of(book, ranking.TABLE)
    for at in range(len(outcome.standings.standings)):
        row = place.header_row + 1 + at
        unit = as_text(_at(sheet, row, place["Mã"]))
        sheet.put(row, place["Tổng điểm tự chấm"], stored(seal.self_side(book, outcome, unit)))


def _written_then(was: object, now: object) -> bool:
    """Whether an earlier version wrote the same in its own way: 0 for no score, a vote before all scores are there."""
    if now is None or now == "":
        return was == 0
    return (
        isinstance(now, str) and now.endswith(VOTE_LATER) and was == now.removesuffix(VOTE_LATER) + VOTE_NOW
    )


def _matrix_header(grid: Grid | None, wanted: Mapping[str, int]) -> tuple[int, dict[str, int]]:
    """The row that holds most of the headers, and where they stand."""
    best, best_row = dict[str, int](), 0
    for at, row in enumerate(grid.rows[:60] if grid else ()):
        found = {text: column for column, cell in enumerate(row) if (text := as_text(cell)) in wanted}
        if len(found) > len(best):
            best, best_row = found, at
    return best_row, best


def _compare(
    book: Book, sheet: Sheet, mine: Mapping[str, int], header_row: int, theirs: Mapping[str, int],
    keys: Sequence[str], headers: Sequence[str], earlier: bool,
) -> Iterator[Finding]:  # fmt: skip
    """Rows found by their key, columns by their header: sorting and moving are no difference."""
    grid = book.grids.get(sheet.name)
    if grid is None or any(header not in theirs for header in (*keys, *headers)):
        lacking = [header for header in (*keys, *headers) if header not in theirs]
        yield finding(Code.RESULT_DIFFERS, sheet=sheet.name, name=f"trang {sheet.name}", shown="(không có)",
                      expected="cột " + ", ".join(lacking[:5]))  # fmt: skip
        return
    expected = {
        tuple(as_text(_at(sheet, row, mine[key])) for key in keys): row
        for row in sorted({row for row, _ in sheet.cells if row > sheet.header_row})
    }
    seen = set()
    for row in range(header_row + 1, len(grid.rows)):
        key = tuple(as_text(grid.at(row, theirs[header])) for header in keys)
        if not all(key) or key not in expected:
            continue
        seen.add(key)
        for header in headers:
            was, now = _stored(grid.at(row, theirs[header])), _at(sheet, expected[key], mine[header])
            same = was is Uncomputed.FORMULA or same_value(was, now) or (earlier and _written_then(was, now))
            if not same:
                yield _differs(sheet, key, header, address(row, theirs[header]), was, now)
    for key in expected:
        if all(key) and key not in seen:
            yield _differs(sheet, key, keys[0], "", None, "có dòng này")


def _stored(cell: object) -> object:
    return cell.value if isinstance(cell, Formula) else cell


def _at(sheet: Sheet, row: int, column: int) -> object:
    cell = sheet.cells.get((row, column))
    return cell.value if cell else None


def _differs(sheet: Sheet, key: Sequence[str], header: str, cell: str, was: object, now: object) -> Finding:
    criterion = key[1] if len(key) > 1 else ""
    name = f"{header} ({criterion})" if criterion else header
    return finding(Code.RESULT_DIFFERS, unit=key[0], criterion=criterion, sheet=sheet.name, cell=cell,
                   value=as_text(plain_value(was)), name=name, shown=_words(was), expected=_words(now))  # fmt: skip


def _words(value: object) -> str:
    text = as_text(value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return (text.replace(".", ",") if number else text) or "(trống)"
