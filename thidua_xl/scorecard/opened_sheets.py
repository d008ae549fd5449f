"""What every form asks of its sheets once it is open: two readings that agree, cells far away, why it is refused."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.cells import CellError, Formula, Uncomputed, as_text
from ..domain.values.findings import Finding, finding
from ..domain.values.text import one_line
from ..sheets.double_columns import some
from ..workbook.grid import Grid, Refused

_NAMED = 5
"""How many cells a finding names at most."""
TWO_READINGS = Refused(Code.FILE_UNSAFE, "hai cách đọc độc lập cho kết quả khác nhau")


class Refusal(NamedTuple):
    """Why nothing is read, and whether a person must say which of two sheets is meant."""

    why: Finding
    waiting: bool = False


def refusal(problem: Refused, file: str, unit: str = "") -> Finding:
    """Why a file or a sheet of it is not read, as a finding."""
    return finding(problem.code, unit=unit, file=file, value=problem.detail, detail=problem.detail)


def unread_text(
    cell: object, file: str, unit: str, sheet: str, at: str, what: str, criterion: str = ""
) -> list[Finding]:
    """A text that no reader has: an error, such as a picture put into the cell, a formula nobody computed."""
    if not isinstance(cell, CellError | Uncomputed):
        return []
    error = as_text(cell)
    odd = f"báo lỗi {error}" if error.startswith("#") else "có giá trị lạ"
    how = odd if error else "là công thức chưa được tính"
    return [finding(Code.TEXT_NOT_READ, unit=unit, criterion=criterion, file=file, sheet=sheet, cell=at, value=error,
                    details={"how": how, "what": what})]  # fmt: skip


def too_long(
    cell: object, limit: int, file: str, unit: str, sheet: str, at: str, what: str, criterion: str = ""
) -> list[Finding]:
    """A text of which the book keeps the beginning alone; the whole of it stands in the original."""
    text = as_text(cell) if isinstance(cell, str | Formula) else ""
    if len(text) <= limit:
        return []
    return [finding(Code.TEXT_TOO_LONG, unit=unit, criterion=criterion, file=file, sheet=sheet, cell=at, value=what,
                    length=len(text), limit=limit)]  # fmt: skip


_LONGEST = 80
"""Characters of a cell's text that a finding quotes."""


def quoted_cells(told: Sequence[tuple[str, str]]) -> str:
    """`J11: “8,5”; K12: “đúng”`, of the first cells."""
    return some([f"{cell}: “{one_line(text, _LONGEST)}”".removeprefix(": ") for cell, text in told])


def differing(
    grid: Grid, first: int, columns: Sequence[int], looked_at: Sequence[int] = ()
) -> list[tuple[int, int]] | None:
    """Where the second reading differs from the first; None where the part cannot be read again."""
    try:
        if looked_at:
            grid.look(first + 1, looked_at)
        return grid.compare(first, columns)
    except ValueError:
        return None


def far_away(unit: str, file: str, grid: Grid) -> Iterator[Finding]:
    """Cells that were left out because they stand so far from all others; the grid lets them go."""
    far, grid.far = grid.far, ()
    if far:
        more = " …" if len(far) > _NAMED else ""
        said = ", ".join(f"{one.cell} “{one.text}”" for one in far[:_NAMED]) + more
        first = far[0]
        yield finding(Code.FAR_CELLS, unit=unit, file=file, sheet=grid.name, cell=first.cell, value=first.text,
                      cells=said)  # fmt: skip
