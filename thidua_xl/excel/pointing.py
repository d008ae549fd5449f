"""Giải thích ô này: why the cell that a person points at says what it says."""

from collections.abc import Iterator

from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..domain.ranking.explain import Explanation
from ..domain.scoring.criteria import Criterion, code_of
from ..domain.scoring.scores import Origin, Score
from ..domain.values.cells import as_text
from ..domain.values.findings import Finding
from ..domain.values.numbers import shown
from ..domain.values.text import fold
from ..sheets.cluster import agreed, explained, matrix, proclaimed, ranking, receipts, to_fix
from ..sheets.table import find_table
from ..workbook.grid import Grid

_WHERE = (
    "Chọn một ô điểm ở trang Thống nhất điểm hoặc Tổng hợp, một dòng ở Xếp hạng, Suy tôn, Giải thích, Cần sửa "
    "hoặc Tiếp nhận, rồi bấm lại."
)
_ORIGINS = {
    Origin.AGREED: "Điểm thống nhất do cuộc họp ghi.",
    Origin.AGREED_INPUTS: "Tính theo quy tắc trên chỉ tiêu, kết quả đã thống nhất.",
    Origin.COMPUTED: "Chương trình tính cho cả cụm theo quy tắc (điểm tự chấm ở đây không dùng).",
    Origin.SELF: "Điểm tự chấm của đơn vị (chưa có điểm thống nhất).",
    Origin.NOT_ASSIGNED: "Đơn vị không được giao chỉ tiêu này; Trưởng cụm đã xác nhận.",
    Origin.MISSING: "Chưa có điểm nào dùng được: ô tính là thiếu điểm, không phải 0.",
}


def explained_at(book: Book, outcome: Assessment, sheet: str, row: int, column: int) -> str:
    """What stands behind the cell (0-based row and column), as of now; nothing is written."""
    name, grid = _sheet(book, sheet)
    if grid is None:
        return _WHERE
    if name == to_fix.TABLE.sheet:
        return _finding(grid, row) or _WHERE
    unit, criterion = _pointed(book, name, grid, row, column)
    if unit and criterion is not None:
        return "\n".join(_score(book, outcome, unit, criterion))
    return "\n".join(_rank(book, outcome, unit)) if unit else _WHERE


def _sheet(book: Book, sheet: str) -> tuple[str, Grid | None]:
    return next(((name, grid) for name, grid in book.grids.items() if fold(name) == fold(sheet)), ("", None))


def _pointed(book: Book, name: str, grid: Grid, row: int, column: int) -> tuple[str, Criterion | None]:
    """Unit and criterion of the cell, as far as it has them."""
    if name == matrix.NAME:
        unit = code_of(as_text(grid.at(row, 0)))
        code = code_of(as_text(grid.at(matrix.HEADER_ROW, column)))
        criterion = book.criteria.by_code.get(code)
        return _known(book, unit), None if criterion is None or criterion.is_section else criterion
    for table, header in _UNITS:
        if table.sheet == name and (found := find_table(grid, table)) is not None:
            unit = code_of(as_text(grid.at(row, found.placement[header])))
            if table is not agreed.TABLE:
                return _known(book, unit), None
            code = code_of(as_text(grid.at(row, found.placement["Mã tiêu chí"])))
            return _known(book, unit), book.criteria.by_code.get(code)
    return "", None


_UNITS = (
    (agreed.TABLE, "Mã đơn vị"), (ranking.TABLE, "Mã"), (explained.TABLE, "Mã"), (proclaimed.TABLE, "Mã đơn vị"),
    (receipts.TABLE, "Mã đơn vị"),
)  # fmt: skip


def _known(book: Book, code: str) -> str:
    return code if book.unit(code) is not None else ""


def _score(book: Book, outcome: Assessment, unit: str, criterion: Criterion) -> Iterator[str]:
    score = outcome.scores[unit, criterion.code]
    digits = book.settings.digits
    yield f"{unit} – {book.names[unit]}"
    yield f"{criterion.code}. {criterion.text}"
    yield ""
    yield f"Điểm tính: {_points(score, digits)}. {_ORIGINS[score.origin]}"
    if score.prior is not None and score.prior != score.points:
        yield f"Trước khi thống nhất: {shown(score.prior, digits)}."
    parameter = f"; tham số: {criterion.parameter}" if criterion.parameter else ""
    yield f"Điểm tối đa {shown(criterion.max_points, digits)}; cách chấm: {criterion.method.value}{parameter}."
    entry = book.ledger.get((unit, criterion.code))
    if entry is not None:
        values = (
            *zip(agreed.RECEIVED, entry.received, strict=True),
            (agreed.EXPLAINED, entry.explanation),
            *zip(agreed.TYPED, entry.typed, strict=True),
        )
        said = [f"{header}: {_typed(value)}" for header, value in values if as_text(value)]
        if said:
            yield "; ".join(said) + "."
    found = [f for f in outcome.findings if f.unit == unit and f.criterion == criterion.code]
    yield from _listed(found)


def _typed(value: object) -> str:
    text = as_text(value)
    return text.replace(".", ",") if isinstance(value, int | float) else text


def _points(score: Score, digits: int) -> str:
    if score.points is not None:
        return shown(score.points, digits)
    return "thiếu" if score.counts else "không tính"


def _rank(book: Book, outcome: Assessment, unit: str) -> Iterator[str]:
    line: Explanation | None = next((one for one in outcome.explanations if one.code == unit), None)
    if line is None:
        yield _WHERE
        return
    digits = book.settings.digits
    rank = ranking.NO_RANK if line.rank is None else str(line.rank)
    yield f"{line.code} – {line.name}"
    yield ""
    total = "chưa có" if line.total is None else shown(line.total, digits)
    yield f"Hạng {rank}, tổng điểm {total}. Căn cứ: {line.basis}."
    if line.gap is not None:
        yield f"Cách đơn vị trên: {shown(line.gap, digits)}."
    if line.tie_group:
        yield f"Nhóm đồng hạng: {line.tie_group}."
    if line.deciding:
        yield f"Tiêu chí quyết định: {line.deciding}"
    if line.changes:
        yield f"Điều gì làm đổi hạng: {line.changes}"
    yield from _listed([found for found in outcome.findings if found.unit == unit and found.is_error])


_MOST = 5


def _listed(findings: list[Finding]) -> Iterator[str]:
    if findings:
        yield ""
    for found in findings[:_MOST]:
        yield f"• {found.severity.shown}: {found.message} {found.action}".rstrip()
    if len(findings) > _MOST:
        yield f"… và {len(findings) - _MOST} điểm nữa ở trang Cần sửa."


def _finding(grid: Grid, row: int) -> str:
    found = find_table(grid, to_fix.TABLE)
    if found is None or row <= found.placement.header_row:
        return ""
    texts = {c.header: as_text(grid.at(row, found.placement[c.header])) for c in to_fix.TABLE.columns}
    if not texts["Vấn đề"]:
        return ""
    where = ", ".join(filter(None, (texts["File"], texts["Trang tính"], texts["Ô"])))
    return f"{texts['Mức']}: {texts['Vấn đề']}\n\nỞ đâu: {where or 'sổ này'}\nCách sửa: {texts['Cách sửa']}"
