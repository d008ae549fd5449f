"""Sheet `Cần sửa` of a scorecard that goes back to its unit: what to mend, with links to the cells."""

from collections.abc import Sequence

from ...domain.values.findings import Finding, counted
from ...workbook.addresses import quoted
from ...workbook.model import Area, Sheet
from ..severities import STYLES
from ..table import Column, Table, draw


class Col:
    """The headers of `Cần sửa`."""

    NUMBER = "STT"
    SEVERITY = "Mức"
    SHEET = "Trang tính"
    CELL = "Ô"
    VALUE = "Giá trị"
    MESSAGE = "Vấn đề"
    ACTION = "Cách sửa"
    CRITERION = "Mã tiêu chí"


TABLE = Table(
    "Cần sửa",
    (
        Column(Col.NUMBER, 5, "integer"),
        Column(Col.SEVERITY, 10, "center"),
        Column(Col.SHEET, 12, "center wrap"),
        Column(Col.CELL, 7, "code center"),
        Column(Col.VALUE, 16, "code wrap"),
        Column(Col.MESSAGE, 50),
        Column(Col.ACTION, 44),
        Column(Col.CRITERION, 10, "code center"),
    ),
    header_row=6,
    key=(Col.MESSAGE,),
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
                Col.NUMBER: number,
                Col.SEVERITY: found.severity.shown,
                Col.SHEET: found.sheet,
                Col.CELL: found.cell,
                Col.VALUE: found.value,
                Col.MESSAGE: found.message,
                Col.ACTION: found.action,
                Col.CRITERION: found.criterion,
            },
            styles={
                Col.SEVERITY: STYLES[found.severity],
                Col.CELL: "link" if found.cell and found.sheet else "",
            },
        )
        if found.cell and found.sheet:
            sheet.links[at, place[Col.CELL]] = f"{quoted(found.sheet)}!{found.cell}"
    sheet.landscape = True
    sheet.tab = "#C00000"
    sheet.footer = "Phiếu cần sửa"
    sheet.print_area = Area(0, 0, drawn.last, place.width - 1)
    return sheet
