"""Sheet `Cần sửa` of a scorecard that goes back to its unit: what to mend, with links to the cells."""

from collections.abc import Sequence

from ...domain.values.findings import Finding, counted
from ...workbook.addresses import quoted
from ...workbook.model import Area, Sheet
from ..severities import STYLES
from ..table import Column, Table, draw

TABLE = Table(
    "Cần sửa",
    (
        Column("STT", 5, "integer"),
        Column("Mức", 10, "center"),
        Column("Trang tính", 12, "center wrap"),
        Column("Ô", 7, "code center"),
        Column("Giá trị", 16, "code wrap"),
        Column("Vấn đề", 50),
        Column("Cách sửa", 44),
        Column("Mã tiêu chí", 10, "code center"),
    ),
    header_row=6,
    key=("Vấn đề",),
)


def render(unit: str, findings: Sequence[Finding], deadline: str = "") -> Sheet:
    """The sheet for a unit, in the order given; `deadline` is a sentence, or empty."""
    drawn = draw(TABLE, title="PHIẾU CẦN SỬA")
    sheet, place = drawn.sheet, drawn.place
    sheet.put(1, 0, unit, "bold left")
    errors = sum(found.is_error for found in findings)
    sheet.put(
        2,
        0,
        f"{counted(errors, len(findings) - errors, ', ')}. {deadline}".strip(),
        "bold navy",
    )
    sheet.put(3, 0, "Bấm địa chỉ ở cột Ô để đến nơi. Ô phải sửa được đóng khung, tô màu (đỏ: lỗi; vàng đậm: xem lại), "
              "có ghi chú nêu cách sửa.", "note")  # fmt: skip
    sheet.put(4, 0, "Sửa ngay trong tệp này, lưu lại (giữ loại .xlsx) và gửi lại. Không phải xóa trang này, màu hay "
              "ghi chú.", "note")  # fmt: skip
    for number, found in enumerate(findings, start=1):
        at = drawn.line(
            {
                "STT": number,
                "Mức": found.severity.shown,
                "Trang tính": found.sheet,
                "Ô": found.cell,
                "Giá trị": found.value,
                "Vấn đề": found.message,
                "Cách sửa": found.action,
                "Mã tiêu chí": found.criterion,
            },
            styles={"Mức": STYLES[found.severity], "Ô": "link" if found.cell and found.sheet else ""},
        )
        if found.cell and found.sheet:
            sheet.links[at, place["Ô"]] = f"{quoted(found.sheet)}!{found.cell}"
    sheet.landscape = True
    sheet.tab = "#C00000"
    sheet.footer = "Phiếu cần sửa"
    sheet.print_area = Area(0, 0, drawn.last, place.width - 1)
    return sheet
