"""Sheet `Tiếp nhận`: a row for every file received, and one for every unit that has not sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ...domain.scoring.criteria import code_of
from ...domain.values.cells import is_uncomputed
from ...domain.values.text import fold
from ...domain.year.stages import Stage, read_stage
from ...workbook.grid import Grid
from ...workbook.model import Area
from ..table import Column, Drawn, Found, Placement, Table, TableRow, draw, find_table, rows_of


class Col:
    """The headers of `Tiếp nhận`."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    STAGE = "Kỳ"
    FILE = "File"
    SOURCE = "Nguồn"
    RECEIVED = "Nhận lúc"
    SHA256 = "SHA-256"
    STATUS = "Trạng thái"
    WHY = "Vì sao"
    ERRORS = "Số lỗi"
    DECISION = "Quyết định"
    ASSIGNED_TO = "Gán cho mã đơn vị"


TABLE = Table(
    "Tiếp nhận",
    (
        Column(Col.UNIT, 9, "code"),
        Column(Col.UNIT_NAME, 20),
        Column(Col.FILE, 26),
        Column(Col.SOURCE, 19),
        Column(Col.RECEIVED, 18, "code center"),
        Column(Col.SHA256, 10, "code clip"),
        Column(Col.STATUS, 14),
        Column(Col.WHY, 32),
        Column(Col.ERRORS, 7, "integer"),
        Column(Col.DECISION, 13, typed=True),
        Column(Col.ASSIGNED_TO, 10, "code", typed=True),
        Column(Col.STAGE, 9),
    ),
    header_row=3,
    key=(Col.UNIT, Col.SHA256),
)


class FileStatus(StrEnum):
    """State of a file, by its name in JSON."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WAITING = "waiting"
    SUPERSEDED = "superseded"
    KEPT = "kept"
    """Is no scorecard: a letter, what came with one (PDF, picture), a draft or list of ours. Kept, never counted."""
    BLANK = "blank"
    """A scorecard in which nobody typed anything: no submission, and it replaces none."""

    @property
    def shown(self) -> str:
        """Trạng thái."""
        return _SHOWN[self]


_SHOWN = {
    FileStatus.ACCEPTED: "Đã nhận",
    FileStatus.REFUSED: "Từ chối",
    FileStatus.WAITING: "Chờ quyết định",
    FileStatus.SUPERSEDED: "Đã thay thế",
    FileStatus.KEPT: "Lưu kèm",
    FileStatus.BLANK: "Phiếu trống",
}
READ = {fold(shown): status for status, shown in _SHOWN.items()}
OF_SCORERS = "Người chấm"
"""Kỳ of a scorer's workbook, whose code stands in the place of a unit's."""
NOT_SENT, ON_PAPER, EXCLUDED = "Chưa nộp", "Nhập từ bản giấy", "Không xét"
UNDECIDED = "Chờ chọn phiếu"
"""Of units whose forms are there and wait for a person."""
SCORED, NOT_SCORED = "Cụm đã chấm", "Cụm chưa chấm"
"""Of units that the cluster scores wholly, which send no form."""
_WHY = {
    NOT_SENT: "Chưa nhận được phiếu nào dùng được.",
    UNDECIDED: "Đã có phiếu, đang chờ chọn: xem cột Quyết định ở dòng của phiếu.",
    ON_PAPER: "Điểm đã nhập ở trang Thống nhất điểm.",
    SCORED: "Điểm đã nhập ở trang Thống nhất điểm.",
    NOT_SCORED: "Mọi tiêu chí do cụm chấm: nhập điểm ở trang Thống nhất điểm.",
}


class FileDecision(StrEnum):
    """Quyết định."""

    NONE = ""
    USE = "Dùng file này"
    SKIP = "Bỏ qua"


_DECISIONS = {fold(member.value): member for member in FileDecision}


@dataclass(slots=True)
class Receipt:
    """A file that was received, whatever became of it."""

    sha256: str
    file: str
    source: str
    received: str
    unit: str = ""
    status: FileStatus = FileStatus.WAITING
    why: str = ""
    errors: int = 0
    decision: FileDecision = FileDecision.NONE
    assigned_to: str = ""
    remark: str = ""
    """What was typed as a decision and is none."""
    stage: Stage = Stage.YEAREND
    """Which collection its form is of; a file that is no form counts among the last."""
    scorer: str = ""
    """Whose workbook it is, where it is a scorer's: no unit's form, counted nowhere among those."""
    uncomputed: Mapping[str, object] = field(default_factory=dict)
    """The typed cells by header in which a formula stands that nobody has computed: it says nothing, and stays."""


def read_receipts(grid: Grid) -> tuple[list[Receipt], Found | None]:
    """The received files in the order of the sheet."""
    found = find_table(grid, TABLE)
    if found is None:
        return [], None
    receipts = []
    for row in rows_of(grid, found.placement):
        sha256 = row.text(Col.SHA256)
        if not sha256:
            continue
        errors, decision = row.text(Col.ERRORS), row.text(Col.DECISION)
        receipts.append(
            Receipt(
                sha256,
                row.text(Col.FILE),
                row.text(Col.SOURCE),
                row.text(Col.RECEIVED),
                row.text(Col.UNIT),
                READ.get(fold(row.text(Col.STATUS)), FileStatus.WAITING),
                row.text(Col.WHY),
                int(errors) if errors.isdecimal() else 0,
                _DECISIONS.get(fold(decision), FileDecision.NONE),
                code_of(row.text(Col.ASSIGNED_TO)),
                "" if fold(decision) in _DECISIONS else decision,
                read_stage(row.text(Col.STAGE)) or Stage.YEAREND,
                uncomputed={
                    header: cell
                    for header in (Col.DECISION, Col.ASSIGNED_TO)
                    if is_uncomputed(cell := row.raw(header))
                },
            )
        )
        if fold(row.text(Col.STAGE)) == fold(OF_SCORERS):
            receipts[-1].unit, receipts[-1].scorer = "", receipts[-1].unit
    return receipts, found


def read_remarks(grid: Grid) -> dict[str, tuple[object, object]]:
    """What was typed beside units that have not sent: unit → the two typed cells, texts but for open formulas."""
    found = find_table(grid, TABLE)
    rows = rows_of(grid, found.placement) if found else ()
    typed = {row.text(Col.UNIT): (_remark(row, Col.DECISION), _remark(row, Col.ASSIGNED_TO))
             for row in rows if not row.text(Col.SHA256)}  # fmt: skip
    return {unit: cells for unit, cells in typed.items() if unit and any(cells)}


def _remark(row: TableRow, header: str) -> object:
    cell = row.raw(header)
    return cell if is_uncomputed(cell) else row.text(header)


def render(
    receipts: Sequence[Receipt], unsent: Sequence[tuple[str, str]], names: dict[str, str],
    remarks: Mapping[str, tuple[object, object]], place: Placement | None = None, stage: Stage = Stage.YEAREND,
) -> Drawn:  # fmt: skip
    """`unsent`: unit code and its state (NOT_SENT, ON_PAPER …) of the present stage; `remarks`: `read_remarks`."""
    blank = {
        receipt.unit for receipt in receipts if receipt.status is FileStatus.BLANK and receipt.stage is stage
    }
    beside = {
        receipt.unit: receipt.file for receipt in reversed(receipts) if receipt.status is FileStatus.KEPT
    }
    drawn = draw(TABLE, place, title="TIẾP NHẬN PHIẾU", note="Tệp chờ quyết định: chọn ở cột Quyết định, ghi mã "
                 "ở cột Gán cho mã đơn vị nếu cần, rồi chạy lại Nhận phiếu hoặc Tổng hợp.")  # fmt: skip
    for receipt in receipts:
        drawn.line(
            {
                Col.UNIT: receipt.unit or receipt.scorer,
                Col.UNIT_NAME: names.get(receipt.unit or receipt.scorer, ""),
                Col.STAGE: stage_said(receipt),
                Col.FILE: receipt.file,
                Col.SOURCE: receipt.source,
                Col.RECEIVED: receipt.received,
                Col.SHA256: receipt.sha256,
                Col.STATUS: receipt.status.shown,
                Col.WHY: receipt.why,
                Col.ERRORS: receipt.errors,
                Col.DECISION: receipt.decision.value or receipt.remark,
                Col.ASSIGNED_TO: receipt.assigned_to,
                **receipt.uncomputed,
            },
            styles={Col.STATUS: STATUS_STYLE[receipt.status]},
        )
    for code, state in unsent:
        drawn.line(
            {
                Col.UNIT: code,
                Col.UNIT_NAME: names.get(code, ""),
                Col.STAGE: stage.shown,
                Col.STATUS: state,
                Col.WHY: _why_unsent(state, code in blank, beside.get(code, "")),
                Col.DECISION: remarks.get(code, ("", ""))[0],
                Col.ASSIGNED_TO: remarks.get(code, ("", ""))[1],
            },
            styles={Col.STATUS: _UNSENT_STYLE.get(state, "")},
        )
    source = [d.value for d in FileDecision if d.value]
    drawn.sheet.validations.append(
        (
            drawn.area(Col.DECISION),
            {"validate": "list", "source": source, "error_title": "Chọn trong danh sách"},
        )
    )
    drawn.sheet.landscape = True
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn


_NO_FORM = (FileStatus.KEPT, FileStatus.REFUSED)
"""States of files that are no form, or were never read as one."""
STATUS_STYLE = {
    FileStatus.ACCEPTED: "green",
    FileStatus.REFUSED: "red",
    FileStatus.WAITING: "amber",
    FileStatus.SUPERSEDED: "unused",
    FileStatus.KEPT: "",
    FileStatus.BLANK: "unused",
}

COUNTED = {
    FileStatus.ACCEPTED: "Có",
    FileStatus.REFUSED: "Không",
    FileStatus.WAITING: "Chờ quyết định",
    FileStatus.SUPERSEDED: "Không: có bản mới",
    FileStatus.KEPT: "Lưu kèm",
    FileStatus.BLANK: "Không: phiếu trống",
}
"""Whether a file counts, in a word."""

_UNSENT_STYLE = {NOT_SENT: "red", NOT_SCORED: "red", UNDECIDED: "amber"}


def stage_said(receipt: Receipt) -> str:
    """Kỳ; nothing of what is no form, or was never read as one."""
    if receipt.scorer:
        return OF_SCORERS
    return "" if receipt.status in _NO_FORM and receipt.stage is Stage.YEAREND else receipt.stage.shown


def _why_unsent(state: str, is_blank: bool, beside: str) -> str:
    """Why a unit has no form yet; one that sent a scan of it on paper is not overlooked."""
    if state != NOT_SENT or not (is_blank or beside):
        return _WHY.get(state, "")
    why = "Mới có phiếu trống." if is_blank else _WHY[NOT_SENT]
    paper = f" Có tệp kèm ({beside}): nếu là bản giấy thì nhập điểm ở trang Thống nhất điểm."
    return why + (paper if beside else "")
