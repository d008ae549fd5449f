"""Biểu 0601.N/BNV-TĐKT: the state's statistics of movements; what the clusters' books know stands in row 04, 11, 12."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ...cluster.papers.paper import Paper, Values
from ...documents.tables import Raw
from ...documents.word import Cell, Page, paragraph, plain_paragraph, row, shares, table
from ...domain.office.movements import (
    CIRCULAR,
    COLUMNS,
    DUE_DAY,
    DUE_MONTH,
    FORM,
    ROWS,
    SPLIT_BY,
    TITLE,
    Cells,
    Counted,
    Tally,
)
from ...domain.office.papers import STATISTICS
from ...domain.values.said import count_said
from .facts import Facts, name_of_cluster

_WIDTHS = (8, 1.6, 3, 4.8, 5, 3)
_HEADS = ("A", "B", "1 = (2 + 3 + 4)", "2", "3", "4")
_SIZE = '<w:sz w:val="22"/><w:szCs w:val="22"/>'
_KEPT = "<w:keepNext/>"
"""The last group of rows stands on the page of who signs."""
_COUNTED_SO = (
    "dòng 04 đếm phong trào ghi trong sổ các cụm: của Trung ương, tỉnh tính một lần dù nhiều đơn vị đăng ký, của đơn "
    "vị tính riêng từng đơn vị; dòng 11, 12 chỉ gồm phong trào của dòng 04"
)
_LATER = "Thông tư số 18/2025/TT-BNV ngày 08 tháng 10 năm 2025 quy định lại chế độ thống kê của ngành Nội vụ"
_NOTHING: Cells = (None, None, None, None)


def _values(facts: Facts, part: str) -> Values:
    del part
    tally, settings = facts.outcome.movements, facts.settings
    return {
        "bieu": FORM,
        "ten_bieu": TITLE,
        "thong_tu": CIRCULAR,
        "ngay_nhan": f"{DUE_DAY:02}/{DUE_MONTH:02}/{settings.year}"
        if settings.year
        else f"{DUE_DAY:02}/{DUE_MONTH:02}",
        "bang": _table(tally),
        "chua_biet": [name_of_cluster(facts, code) for code in tally.unknown],
        "da_dem": bool(tally.cells()),
        "nguoi_lap": None,
    }


def _named(movements: Sequence[Counted]) -> list[str]:
    """Their names, each once with how often it stands there."""
    names = Counter(one.name for one in movements)
    return [f"{name} ({count_said(number)})" if number > 1 else name for name, number in names.items()]


def _table(tally: Tally) -> Raw:
    """Heads on two levels, then the rows; a cell that people fill is a dotted blank, a heading has none."""
    widths, known = shares(_WIDTHS, Page(landscape=True).width), tally.cells()
    split = row(widths, [*(_head(text) for text in ("", "Mã số", COLUMNS[0][0])), Cell(_head(SPLIT_BY).content, 3)],
                is_head=True)  # fmt: skip
    heads = [_head(text) for text in ("", "", "", *(name for name, _ in COLUMNS[1:]))]
    last = max(at for at, (code, _) in enumerate(ROWS) if not code)
    body = [
        _row(widths, code, name, known.get(code, _NOTHING), _KEPT if at >= last else "")
        for at, (code, name) in enumerate(ROWS)
    ]
    return Raw(table(widths, "".join((split, row(widths, heads, is_head=True), _letters(widths), *body)))
               + paragraph("Duong", "", _KEPT))  # fmt: skip


def _letters(widths: list[int]) -> str:
    return row(widths, [_cell(text, "BangC") for text in _HEADS], is_head=True)


def _row(widths: list[int], code: str, name: str, cells: Cells, more: str) -> str:
    first = _cell(name, "BangL", more, bold=not code)
    if not code:
        return row(widths, [first, *[_cell("", "BangC", more)] * 5], middle=True)
    figures = [_cell(None if one is None else str(one), "BangC", more) for one in cells]
    return row(widths, [first, _cell(code, "BangC", more), *figures], middle=True)


def _head(text: str) -> Cell:
    return _cell(text, "BangDau")


def _cell(text: str | None, style: str, more: str = "", *, bold: bool = False) -> Cell:
    return Cell(plain_paragraph(style, text, "<w:b/><w:bCs/>" * bold + _SIZE, more))


def _lacks(facts: Facts, part: str) -> str:
    """What whoever makes the form has to do before it is signed: nothing of it stands on the form."""
    del part
    return "; ".join(_to_do(facts))


def _to_do(facts: Facts) -> Iterator[str]:
    tally = facts.outcome.movements
    if tally.unknown:
        names = ", ".join(name_of_cluster(facts, code) for code in tally.unknown)
        yield f"chưa có số liệu phong trào của {names}"
    if tally.without_level:
        yield f"chưa ghi cấp phát động: {', '.join(_named(tally.without_level))}"
    if tally.without_manner:
        yield f"chưa ghi phương thức, hoặc các đơn vị ghi khác nhau: {', '.join(_named(tally.without_manner))}"
    yield _COUNTED_SO if tally.cells() else "chưa đếm được phong trào từ sổ các cụm"
    yield f"trước khi ký, kiểm tra hiệu lực của {CIRCULAR} và biểu mẫu hiện hành ({_LATER})"


PAPERS: tuple[Paper[Facts], ...] = (Paper(STATISTICS, "", _values, lacks=_lacks),)
