"""Sheet `Tiến độ`: what each cluster has sent, and when."""

from collections.abc import Sequence
from datetime import date

from ...domain.office.inputs import OfficeSettings, PaperKind
from ...domain.office.progress import FileState, Progress
from ...workbook.model import Area, Sheet
from ..table import Column, Placement, Table, draw

TABLE = Table(
    "Tiến độ",
    (
        Column("Mã cụm", 11, "code"),
        Column("Tên cụm", 32),
        Column("Sổ cụm", 14, "center"),
        Column("Giai đoạn", 14, "center"),
        Column("Ngày hội nghị", 13, "date"),
        Column("Bảng tổng hợp điểm", 14, "center"),
        Column("Số ngày trước hội nghị", 11, "integer"),
        Column("Báo cáo tổng kết", 14, "center"),
        Column("Biên bản hội nghị", 14, "center"),
        Column("Danh sách suy tôn", 14, "center"),
        Column("Gửi muộn", 26),
        Column("Còn thiếu", 34),
        Column("Chuyên viên theo dõi", 22),
    ),
    header_row=3,
    key=("Mã cụm",),
)
_STATE = {FileState.RECEIVED: "green", FileState.MISSING: "amber", FileState.REFUSED: "red"}
NOT_DATED = "có, chưa ghi ngày"


def render(lines: Sequence[Progress], settings: OfficeSettings, place: Placement | None = None) -> Sheet:
    """A row for every cluster, in the order of the list."""
    done = sum(line.is_done for line in lines)
    due = f"; hồ sơ khác hạn {settings.papers_due:%d/%m/%Y} (II.5)" if settings.papers_due else ""
    note = f"{done}/{len(lines)} cụm đủ hồ sơ, đúng hạn. Bảng điểm gửi trước hội nghị "
    note += f"{settings.latest}–{settings.earliest} ngày (HD 1302, I.2.1){due}."
    drawn = draw(TABLE, place, title="TIẾN ĐỘ CÁC CỤM", note=note)
    for line in lines:
        came = {kind.value: _came(*line.papers[kind]) for kind in PaperKind}
        days = "" if line.days is None else _days_style(line.days, settings)
        drawn.line(
            {
                "Mã cụm": line.cluster.code,
                "Tên cụm": line.cluster.name,
                "Sổ cụm": line.state.shown,
                "Giai đoạn": line.phase,
                "Ngày hội nghị": line.conference,
                **came,
                "Số ngày trước hội nghị": line.days,
                "Gửi muộn": ", ".join(line.late),
                "Còn thiếu": ", ".join(line.missing),
                "Chuyên viên theo dõi": line.cluster.officer,
            },
            styles={
                "Sổ cụm": _STATE[line.state],
                "Số ngày trước hội nghị": days,
                "Gửi muộn": "red" if line.late else "",
                "Còn thiếu": "amber" if line.missing else "",
                **{kind.value: "date" for kind in PaperKind if isinstance(came[kind.value], date)},
            },
        )
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#1F3864"
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet


def _came(is_here: bool, day: date | None) -> object:
    return day or (NOT_DATED if is_here else "")


def _days_style(days: int, settings: OfficeSettings) -> str:
    if days < settings.latest:
        return "red"
    return "green" if days <= settings.earliest else "amber"
