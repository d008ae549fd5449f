"""Sheet `Cấp trên`: the settings of the superior's office and year."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields

from ...domain.office.inputs import OfficeSettings
from ...domain.ranking import dates
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text
from ...domain.values.findings import Finding, finding
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from .. import items, more_lines
from ..grounds import Setting, draw_grounds, others, read_grounds
from ..items import (
    Item,
    UnreadableError,
    day,
    draw_items,
    read_items,
    read_lines,
    read_points,
    read_text,
    read_whole,
    told_lines,
)
from ..table import draw

TABLE = items.settings_table("Cấp trên")
TITLE = "SỔ TỔNG HỢP CÁC CỤM THI ĐUA"
_QUOTA = "Số lượng được đề nghị; để trống là chưa có chỉ tiêu, 0 là không được đề nghị."
_POINTS = ("second_within", "cluster_weight", "superior_weight", "council_share")


def _read_share(value: object) -> int:
    """Thousandths of a percent. Raises UnreadableError: also for 0.8, which a cell shows as 80 % or as 1 %."""
    points = read_points(as_text(value).rstrip("% ") if isinstance(value, str) else value)
    if not 1000 < points <= 100_000:
        raise UnreadableError
    return points


ITEMS: tuple[Item, ...] = (
    Item("year", "Năm", "Năm thi đua.", read_whole(2000, 2100), "năm, ví dụ 2026", style="integer left",
         required=True, carried=False),
    Item("superior", "Cấp trên", "Ví dụ UBND tỉnh Thanh Hóa, UBND xã Dân Lý.", read_text, required=True),
    Item("office", "Cơ quan tổng hợp", "Ví dụ Sở Nội vụ tỉnh Thanh Hóa, Phòng Văn hóa – Xã hội.", read_text),
    Item("council", "Hội đồng", "Hội đồng Thi đua – Khen thưởng của cấp trên.", read_text),
    Item("place", "Địa danh", "In trước ngày tháng trên văn bản.", read_text),
    Item("signer", "Người ký", "Họ tên người ký.", read_text),
    Item("signer_title", "Chức vụ người ký", "Ví dụ GIÁM ĐỐC.", read_text,
         offers=("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "CHỦ TỊCH")),
    Item("earliest", "Gửi bảng điểm sớm nhất trước hội nghị (ngày)", "HD 1302, I.2.1: gửi trước hội nghị 03–5 ngày.",
         read_whole(0, 60), "số ngày từ 0 đến 60", style="integer left"),
    Item("latest", "Gửi bảng điểm muộn nhất trước hội nghị (ngày)", "HD 1302, I.2.1: gửi trước hội nghị 03–5 ngày.",
         read_whole(0, 60), "số ngày từ 0 đến 60", style="integer left"),
    day("papers_due", "Hạn gửi hồ sơ", "Báo cáo, biên bản, danh sách phải đến chậm nhất ngày này (HD 1302, II.5: trước "
        "ngày 25/12)."),
    Item("second_within", "Kiểm tra đơn vị Nhì cách Nhất không quá (điểm %)", "Đơn vị Nhì sát đơn vị Nhất đến mức này "
         "thì được đề xuất kiểm tra (HD 1302, III.4); để trống là không dùng.", read_points, "số không âm",
         style="number left"),
    Item("widest_gaps", "Số đơn vị chênh lệch tự chấm lớn nhất cần kiểm tra", "Chênh giữa điểm tự chấm và điểm thống "
         "nhất, trong các đơn vị Nhất, Nhì của mọi cụm.", read_whole(0, 1000), "số nguyên không âm",
         style="integer left"),
    Item("cluster_weight", "Trọng số của cụm", "Trọng số của tỷ lệ % do cụm chấm khi xếp thứ tự đề nghị. Không có sẵn: "
         "HD 1302 không quy định; để trống cả hai thì danh sách không xếp thứ tự.", read_points, "số không âm",
         style="number left"),
    Item("superior_weight", "Trọng số của cấp trên", "Trọng số của tỷ lệ % do cấp trên chấm.", read_points,
         "số không âm", style="number left"),
    Item("flag_1", "Hình thức đề nghị 1", "Hình thức cao nhất được đề nghị.", read_text),
    Item("quota_1", "Chỉ tiêu hình thức 1", _QUOTA, read_whole(0, 10_000), "số nguyên không âm",
         style="integer left", carried=False),
    Item("flag_2", "Hình thức đề nghị 2", "Hình thức tiếp theo.", read_text),
    Item("quota_2", "Chỉ tiêu hình thức 2", _QUOTA, read_whole(0, 10_000), "số nguyên không âm",
         style="integer left", carried=False),
    Item("council_share", "Tỷ lệ thông qua của Hội đồng (%)", "Tán thành trên tổng số thành viên; từ mức này trở lên "
         "là thông qua. Không có sẵn: theo quy chế của Hội đồng; để trống thì Kết quả ở trang Đề nghị do người ghi.",
         _read_share, "số trên 1 đến 100, ví dụ 80", style="number left"),
    Item("letterhead_superior", "Cơ quan chủ quản trên văn bản", "In ở dòng trên cơ quan ban hành, viết tắt từ thông "
         "dụng, ví dụ UBND TỈNH THANH HÓA. Nhiều dòng thì cách nhau bằng dấu chấm phẩy; để trống là không in.",
         read_lines, told=told_lines),
    Item("letterhead", "Cơ quan ban hành trên văn bản", "Ghi đầy đủ. Để trống là Cơ quan tổng hợp.", read_text),
    Item("symbol", "Ký hiệu", "Phần sau loại văn bản trong số, ví dụ SNV của số 12/TB-SNV. Để trống thì văn bản chừa "
         "chỗ.", read_text),
)  # fmt: skip
DEFAULTS = OfficeSettings()
_BLANK_COUNTS = ("second_within",)
"""Items whose blank line means that the rule is not used, not that the default is."""


def read_settings(grid: Grid) -> tuple[OfficeSettings, list[Finding]]:
    """The settings and what is wrong with them."""
    lines = items.lines_by_name(grid, TABLE)
    if lines is None:
        return DEFAULTS, [finding(Code.HEADER_MISSING, sheet=TABLE.sheet, value="Mục, Giá trị")]
    values, findings = read_items(lines, ITEMS, DEFAULTS, TABLE.sheet)
    wrong = {found.cell for found in findings}
    values["grounds"] = read_grounds(lines)
    findings += items.stray_lines(others(lines), [item.name for item in ITEMS], TABLE.sheet)
    for item in ITEMS:
        cell = items.cell_of(grid, TABLE, item.name)
        if item.field in _BLANK_COUNTS and item.field not in values and cell not in wrong:
            values[item.field] = None
    settings = OfficeSettings(**values)
    return settings, [*findings, *_turned_round(grid, settings), *_late_papers(grid, settings)]


def _turned_round(grid: Grid, settings: OfficeSettings) -> Iterator[Finding]:
    """Sent at most 3 and at least 5 days before: no day is left."""
    if settings.earliest >= settings.latest:
        return
    first, last = (next(i.name for i in ITEMS if i.field == field) for field in ("earliest", "latest"))
    yield finding(
        Code.SETTING_INVALID, sheet=TABLE.sheet, cell=items.cell_of(grid, TABLE, first),
        value=str(settings.earliest), name=first, used=str(settings.earliest),
        allowed=f"số ngày không nhỏ hơn mục {last} ({settings.latest})",
    )  # fmt: skip


def _late_papers(grid: Grid, settings: OfficeSettings) -> Iterator[Finding]:
    """`Hạn gửi hồ sơ` of another year."""
    if settings.papers_due is not None:
        name = next(item.name for item in ITEMS if item.field == "papers_due")
        cell = items.cell_of(grid, TABLE, name)
        span = dates.two_years(settings.year)
        yield from dates.out_of(span, settings.year, settings.papers_due, TABLE.sheet, cell, name)


def lacking(grid: Grid) -> list[str]:
    """Settings that the sheet of an earlier version has no line for; none where it has no table."""
    return more_lines.lacking(grid, TABLE, [*(item.name for item in ITEMS), Setting.GROUNDS])


def render(settings: OfficeSettings) -> Sheet:
    """The sheet of a new book."""
    drawn = draw(TABLE, title=TITLE, note="Điền các ô màu vàng ở cột Giá trị. Bắt đầu từ trang "
                 "này, rồi đến Danh sách cụm và Đơn vị.")  # fmt: skip
    draw_items(drawn, ITEMS, _shown(settings))
    draw_grounds(drawn, settings.grounds)
    drawn.sheet.tab = "#FFC000"
    return drawn.sheet


def render_more(grid: Grid, names: Collection[str], grounds: Sequence[str]) -> Sheet | None:
    """New lines of these names below all that stands there; None where there is no table to continue.

    Args:
        grid: the sheet as it stands.
        names: of the settings to be added.
        grounds: what the lines `Căn cứ` are filled with, if they are among them.
    """
    drawn = more_lines.draw_below(grid, TABLE, ITEMS, names, _shown(DEFAULTS))
    if drawn and Setting.GROUNDS in names:
        draw_grounds(drawn, grounds)
    return drawn.sheet if drawn else None


def _shown(settings: OfficeSettings) -> dict[str, object]:
    """The values as they stand in their cells."""
    values = {field.name: getattr(settings, field.name) for field in fields(settings)}
    shown = {
        name: value / 1000 if name in _POINTS and isinstance(value, int) else value
        for name, value in values.items()
    }
    shown["year"] = settings.year or None
    shown["letterhead_superior"] = told_lines(settings.letterhead_superior)
    return shown
