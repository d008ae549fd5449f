"""Sheet `Sổ đã nhận`: every cluster book that came, whatever became of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from ..cluster.receipts import READ, STATUS_STYLE, FileDecision, FileStatus
from ..table import Column, Placement, Table, choices, draw, find_table, rows_of

TABLE = Table(
    "Sổ đã nhận",
    (
        Column("Mã cụm", 11, "code"),
        Column("Tên cụm", 30),
        Column("File", 34),
        Column("Nguồn", 24),
        Column("Nhận lúc", 19, "code center"),
        Column("SHA-256", 30, "code small wrap"),
        Column("Trạng thái", 16),
        Column("Vì sao", 52),
        Column("Quyết định", 16, typed=True),
    ),
    header_row=3,
    key=("Mã cụm", "SHA-256"),
)
_DECISIONS = {fold(member.value): member for member in FileDecision}


@dataclass(slots=True)
class FileRow:
    """A cluster book that was received."""

    sha256: str
    file: str
    source: str
    received: str
    cluster: str = ""
    status: FileStatus = FileStatus.WAITING
    why: str = ""
    decision: FileDecision = FileDecision.NONE
    typed: object = None
    """What stands in `Quyết định`, as it was typed."""


def read_files(grid: Grid) -> list[FileRow]:
    """The files in the order of the sheet."""
    found = find_table(grid, TABLE)
    rows = rows_of(grid, found.placement) if found else ()
    return [
        FileRow(
            row.text("SHA-256"), row.text("File"), row.text("Nguồn"), row.text("Nhận lúc"), row.text("Mã cụm"),
            READ.get(fold(row.text("Trạng thái")), FileStatus.WAITING), row.text("Vì sao"),
            _DECISIONS.get(fold(row.text("Quyết định")), FileDecision.NONE), row.raw("Quyết định"),
        )
        for row in rows if row.text("SHA-256")
    ]  # fmt: skip


def wrong_decisions(grid: Grid) -> Iterator[Finding]:
    """Words in `Quyết định` that are none: they count as nothing."""
    found = find_table(grid, TABLE)
    allowed = " · ".join(decision.value for decision in FileDecision if decision.value)
    for row in rows_of(grid, found.placement) if found else ():
        typed = row.text("Quyết định")
        if row.text("SHA-256") and fold(typed) not in _DECISIONS:
            yield finding(Code.CHOICE_UNKNOWN, sheet=TABLE.sheet, cell=row.cell("Quyết định"), value=typed,
                          allowed=allowed)  # fmt: skip


def render(rows: Sequence[FileRow], names: Mapping[str, str], place: Placement | None = None) -> Sheet:
    """All files; `names`: cluster code → name."""
    drawn = draw(TABLE, place, title="SỔ CỤM ĐÃ NHẬN", note="Tệp chờ quyết định: chọn ở cột Quyết định rồi chạy lại "
                 "Tổng hợp các cụm.")  # fmt: skip
    for row in rows:
        drawn.line(
            {
                "Mã cụm": row.cluster,
                "Tên cụm": names.get(row.cluster, ""),
                "File": row.file,
                "Nguồn": row.source,
                "Nhận lúc": row.received,
                "SHA-256": row.sha256,
                "Trạng thái": row.status.shown,
                "Vì sao": row.why,
                "Quyết định": row.typed,
            },
            styles={"Trạng thái": STATUS_STYLE[row.status]},
        )
    rule = choices(drawn.sheet, [decision.value for decision in FileDecision if decision.value])
    drawn.sheet.validations.append((drawn.area("Quyết định"), rule))
    drawn.sheet.landscape = True
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet
