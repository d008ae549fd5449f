"""What cells say while somebody types: codes that stand on another sheet, days in a form that Excel understands."""

import datetime
from collections.abc import Iterable

from ..workbook.addresses import fixed, quoted, span
from ..workbook.model import Area
from .table import Drawn, Placement, Table

Rule = dict[str, object]
_FAR = 999
"""Rows below a header in which codes are looked for."""
_EARLIEST, _LATEST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)


def code_list(table: Table, place: Placement, header: str) -> Rule:
    """A list of what stands under a header of another sheet, as long as it is now; other texts may be typed, too.

    The codes may come later than the cells that name them: the list only offers.
    """
    sheet, column, top = quoted(table.sheet), place[header], place.header_row
    cells = f"{sheet}!{span(top + 1, top + 1 + _FAR, column)}"
    last = f'SUMPRODUCT(MAX(({cells}<>"")*ROW({cells})))'
    many = f"MAX(1,{last}-ROW({sheet}!{fixed(top, column)}))"
    source = f"=OFFSET({sheet}!{fixed(top + 1, column)},0,0,{many},1)"
    return {"validate": "list", "source": source, "show_error": False}


def day_rule(name: str) -> Rule:
    """A day; what Excel takes for a text or another number is asked about, not refused.

    A machine set to English dates takes 30/11/2026 for a text, which the program understands all the same.
    """
    return {
        "validate": "date", "criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST, "error_type": "warning",
        "error_title": name[:32],
        "error_message": "Excel chưa hiểu đây là một ngày. Chọn No để gõ lại theo ngày/tháng/năm, ví dụ 30/11/2026; "
        "chọn Yes để giữ, chương trình sẽ đọc lại khi kiểm tra.",
    }  # fmt: skip


def add_codes(drawn: Drawn, headers: Iterable[str], codes: Rule, last_row: int) -> None:
    """Offer the codes under these headers."""
    for header in headers:
        drawn.sheet.validations.append((_down_to(drawn, header, last_row), codes))


def add_days(drawn: Drawn, last_row: int) -> None:
    """Have days checked under every header whose typed cells are days."""
    for column in drawn.table.columns:
        if column.typed and "date" in column.style.split():
            drawn.sheet.validations.append(
                (_down_to(drawn, column.header, last_row), day_rule(column.header))
            )


def _down_to(drawn: Drawn, header: str, last_row: int) -> Area:
    area = drawn.area(header)
    return area._replace(last_row=max(area.last_row, last_row))
