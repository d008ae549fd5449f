"""What a book says while somebody types in it by hand: nothing that its live totals contradict.

Totals, ranks and tie marks follow `Điểm thống nhất`; what only the program can say blanks itself as soon as a score
was typed that it has not computed with, and a red line names the button.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ...workbook.model import Sheet

TYPED = "Đã gõ thêm sau lần tính gần nhất – bấm Xếp hạng"
UNSEALED = f"{TYPED} (mã niêm phong không còn đúng: bỏ phần vừa gõ hoặc mở lại sổ)"
_LITERAL = 200
"""Characters of one text inside a formula; Excel takes 255."""


def literal(text: str) -> str:
    """A text as formulas write it, long ones in pieces."""
    pieces = [text[at : at + _LITERAL] for at in range(0, len(text), _LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


class Since(NamedTuple):
    """Whether something was typed since the last computation, as part of a formula, and what is said then."""

    test: str
    told: str
    columns: Mapping[str, int]
    """Sheet → the column of its red line, where a person has written nothing."""

    def or_else(self, test: str) -> "Since":
        """The same, on a sheet that has typed cells of its own."""
        return Since(f"OR({self.test},{test})", self.told, self.columns)

    def blanking(self, value: float | str | None) -> str:
        """A formula of a number or text that says nothing once something was typed; none for a blank."""
        if value in (None, ""):
            return ""
        said = literal(value) if isinstance(value, str) else f"{value:.15g}"
        return f'=IF({self.test},"",{said})'

    def warn(self, sheet: Sheet) -> None:
        """The red line above the table."""
        if sheet.header_row:
            place = (sheet.header_row - 1, self.columns.get(sheet.name, 0))
            sheet.put(*place, "", "redtext bold", f'=IF({self.test},{literal(self.told)},"")')
