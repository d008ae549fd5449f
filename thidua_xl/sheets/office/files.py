"""Sheet `Sổ đã nhận`: every cluster book and every scorer's workbook that came, whatever became of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from ..cluster.receipts import READ, STATUS_STYLE, FileDecision, FileStatus
from ..table import Column, Placement, Table, choices, draw, find_table, rows_of


class Col:
    """The headers of `Sổ đã nhận`."""

    CLUSTER = "Mã cụm"
    CLUSTER_NAME = "Tên cụm"
    FILE = "File"
    SOURCE = "Nguồn"
    RECEIVED = "Nhận lúc"
    SHA256 = "SHA-256"
    STATUS = "Trạng thái"
    WHY = "Vì sao"
    DECISION = "Quyết định"
    SCORER = "Người chấm"


TABLE = Table(
    "Sổ đã nhận",
    (
        Column(Col.CLUSTER, 11, "code"),
        Column(Col.CLUSTER_NAME, 24),
        Column(Col.FILE, 28),
        Column(Col.SOURCE, 20),
        Column(Col.RECEIVED, 18, "code center"),
        Column(Col.SHA256, 10, "code clip"),
        Column(Col.STATUS, 14),
        Column(Col.WHY, 38),
        Column(Col.DECISION, 14, typed=True),
        Column(Col.SCORER, 12, "code"),
    ),
    header_row=3,
    key=(Col.CLUSTER, Col.SHA256),
)
_DECISIONS = {fold(member.value): member for member in FileDecision}


@dataclass(slots=True)
class FileRow:
    """A cluster book, or a scorer's workbook, that was received."""

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
    scorer: str = ""
    """Whose workbook it is, where it is a scorer's and no cluster's book."""


def read_files(grid: Grid) -> list[FileRow]:
    """The files in the order of the sheet."""
    found = find_table(grid, TABLE)
    rows = rows_of(grid, found.placement) if found else ()
    return [
        FileRow(
            row.text(Col.SHA256), row.text(Col.FILE), row.text(Col.SOURCE), row.text(Col.RECEIVED),
            row.text(Col.CLUSTER),
            READ.get(fold(row.text(Col.STATUS)), FileStatus.WAITING), row.text(Col.WHY),
            _DECISIONS.get(fold(row.text(Col.DECISION)), FileDecision.NONE), row.raw(Col.DECISION),
            row.text(Col.SCORER),
        )
        for row in rows if row.text(Col.SHA256)
    ]  # fmt: skip


def wrong_decisions(grid: Grid) -> Iterator[Finding]:
    """Words in `Quyết định` that are none: they count as nothing."""
    found = find_table(grid, TABLE)
    allowed = " · ".join(decision.value for decision in FileDecision if decision.value)
    for row in rows_of(grid, found.placement) if found else ():
        typed = row.text(Col.DECISION)
        if row.text(Col.SHA256) and fold(typed) not in _DECISIONS:
            yield finding(Code.VALUE_UNKNOWN, sheet=TABLE.sheet, cell=row.cell(Col.DECISION), value=typed,
                          allowed=allowed)  # fmt: skip


def render(rows: Sequence[FileRow], names: Mapping[str, str], place: Placement | None = None) -> Sheet:
    """All files; `names`: cluster code → name."""
    drawn = draw(TABLE, place, title="SỔ CỤM ĐÃ NHẬN", note="Tệp chờ quyết định: chọn ở cột Quyết định rồi chạy lại "
                 "Tổng hợp các cụm.")  # fmt: skip
    for row in rows:
        drawn.line(
            {
                Col.CLUSTER: row.cluster,
                Col.CLUSTER_NAME: names.get(row.cluster, ""),
                Col.FILE: row.file,
                Col.SOURCE: row.source,
                Col.RECEIVED: row.received,
                Col.SHA256: row.sha256,
                Col.STATUS: row.status.shown,
                Col.WHY: row.why,
                Col.DECISION: row.typed,
                Col.SCORER: row.scorer,
            },
            styles={Col.STATUS: STATUS_STYLE[row.status]},
        )
    rule = choices(drawn.sheet, [decision.value for decision in FileDecision if decision.value])
    drawn.sheet.validations.append((drawn.area(Col.DECISION), rule))
    drawn.sheet.landscape = True
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet
