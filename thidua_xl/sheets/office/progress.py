"""Sheet `Tiến độ`: what each cluster has sent, and when."""

from collections.abc import Sequence
from datetime import date

from ...domain.office.inputs import OfficeSettings, PaperKind
from ...domain.office.progress import FileState, Progress, YearProgress
from ...domain.year.calendar import Entry, State
from ...workbook.model import Area, Sheet
from ..table import Column, Placement, Table, draw


class Col:
    """The headers of `Tiến độ`."""

    CLUSTER = "Mã cụm"
    CLUSTER_NAME = "Tên cụm"
    BOOK = "Sổ cụm"
    PHASE = "Giai đoạn"
    CONFERENCE = "Ngày hội nghị"
    TABLE = PaperKind.TABLE.value
    DAYS = "Số ngày trước hội nghị"
    REPORT = PaperKind.REPORT.value
    MINUTES = PaperKind.MINUTES.value
    LIST = PaperKind.LIST.value
    LATE = "Gửi muộn"
    MISSING = "Còn thiếu"
    OFFICER = "Chuyên viên theo dõi"
    REGISTRATION = "Đăng ký"
    MIDYEAR_REPORT = "Báo cáo 6 tháng"
    MIDYEAR = "Hội nghị sơ kết"
    NEXT_HEAD = "Trưởng cụm năm sau"


TABLE = Table(
    "Tiến độ",
    (
        Column(Col.CLUSTER, 8, "code"),
        Column(Col.CLUSTER_NAME, 15),
        Column(Col.BOOK, 10, "center"),
        Column(Col.PHASE, 11, "center"),
        Column(Col.CONFERENCE, 11, "date"),
        Column(Col.TABLE, 10.2, "center wrap"),
        Column(Col.DAYS, 8, "integer"),
        Column(Col.REPORT, 10.2, "center wrap"),
        Column(Col.MINUTES, 10.2, "center wrap"),
        Column(Col.LIST, 10.2, "center wrap"),
        Column(Col.LATE, 12),
        Column(Col.MISSING, 13),
        Column(Col.OFFICER, 11),
        Column(Col.REGISTRATION, 10.2, "center wrap"),
        Column(Col.MIDYEAR_REPORT, 10.2, "center wrap"),
        Column(Col.MIDYEAR, 10.2, "center wrap"),
        Column(Col.NEXT_HEAD, 11),
    ),
    header_row=3,
    key=(Col.CLUSTER,),
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
        year = {
            Col.REGISTRATION: _registered(line.year),
            Col.MIDYEAR_REPORT: _stands(line.year.report),
            Col.MIDYEAR: _stands(line.year.meeting),
        }
        days = "" if line.days is None else _days_style(line.days, settings)
        drawn.line(
            {
                Col.CLUSTER: line.cluster.code,
                Col.CLUSTER_NAME: line.cluster.name,
                Col.BOOK: line.state.shown,
                Col.PHASE: line.phase,
                Col.CONFERENCE: line.conference,
                **came,
                Col.DAYS: line.days,
                Col.LATE: ", ".join(line.late),
                Col.MISSING: ", ".join(line.missing),
                Col.OFFICER: line.cluster.officer,
                **{header: value for header, (value, _) in year.items()},
                Col.NEXT_HEAD: line.year.next_head,
            },
            styles={
                Col.BOOK: _STATE[line.state],
                Col.DAYS: days,
                Col.LATE: "red" if line.late else "",
                Col.MISSING: "amber" if line.missing else "",
                **{header: style for header, (_, style) in year.items()},
                **{kind.value: "date" for kind in PaperKind if isinstance(came[kind.value], date)},
            },
        )
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#1F3864"
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet


def _registered(year: YearProgress) -> tuple[object, str]:
    """When all had registered, else how many have; with the style of the cell."""
    entry, (there, expected) = year.registration, year.registered
    if entry is None or (entry.done is None and not expected):
        return "", ""
    if entry.done is not None:
        return _stands(entry)
    return f"{there}/{expected} đơn vị", _STANDS.get(entry.state, "")


_STANDS = {State.LATE: "red", State.TODAY: "amber"}


def _stands(entry: Entry | None) -> tuple[object, str]:
    """The day on which it was done, else how it stands; with the style of the cell."""
    if entry is None:
        return "", ""
    return (entry.done, "date") if entry.done else (entry.said, _STANDS.get(entry.state, ""))


def _came(is_here: bool, day: date | None) -> object:
    return day or (NOT_DATED if is_here else "")


def _days_style(days: int, settings: OfficeSettings) -> str:
    if days < settings.latest:
        return "red"
    return "green" if days <= settings.earliest else "amber"
