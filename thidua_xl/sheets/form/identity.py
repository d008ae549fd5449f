"""Sheets `Đơn vị` and `Hướng dẫn` of the scorecard."""

from typing import NamedTuple

from ...domain.scoring.settings import Settings
from ...domain.values.cells import is_blank
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Area, ColumnFormat, RowFormat, Sheet
from ..table import Column, Table, draw, find_table, rows_of
from .scores import Identity


class Col:
    """The headers of `Đơn vị`."""

    LABEL = "Mục"
    VALUE = "Giá trị"


TABLE = Table(
    "Đơn vị",
    (Column(Col.LABEL, 30), Column(Col.VALUE, 52)),
    header_row=2,
    key=(Col.LABEL, Col.VALUE),
)


class Label:
    """The lines of the table, by what stands under `Mục`."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Tên đơn vị"
    CLUSTER = "Cụm thi đua"
    YEAR = "Năm"
    FILLED_BY = "Người lập phiếu"
    POSITION = "Chức vụ"
    TELEPHONE = "Điện thoại"
    EMAIL = "Email"
    DAY = "Ngày lập phiếu"


_KNOWN = (Label.UNIT, Label.UNIT_NAME, Label.CLUSTER, Label.YEAR)
_FILLED = (Label.FILLED_BY, Label.POSITION, Label.TELEPHONE, Label.EMAIL, Label.DAY)
SIGNED_ROWS = {label: TABLE.header_row + 1 + at for at, label in enumerate((*_KNOWN, *_FILLED))
               if label in (Label.FILLED_BY, Label.TELEPHONE, Label.DAY)}  # fmt: skip
"""What a form should say of who made it: the labels and their rows on an untouched form."""
GUIDE = "Hướng dẫn"


class Named(NamedTuple):
    """What the sheet says, the cell of the unit's name, and what of `SIGNED_ROWS` is blank, with its cell."""

    code: str
    name: str
    name_cell: str
    blank: tuple[tuple[str, str], ...] = ()


def read_named(grid: Grid) -> Named:
    """Code and name as they stand on the sheet; empty where they do not."""
    found = find_table(grid, TABLE)
    values: dict[str, tuple[str, str]] = {}
    blank: list[tuple[str, str]] = []
    signed = {fold(label): label for label in SIGNED_ROWS}
    if found is not None:
        for row in rows_of(grid, found.placement):
            label = fold(row.text(Col.LABEL))
            values.setdefault(label, (row.text(Col.VALUE), row.cell(Col.VALUE)))
            if label in signed and is_blank(row.raw(Col.VALUE)):
                blank.append((signed[label], row.cell(Col.VALUE)))
    nothing = ("", "")
    return Named(
        values.get(fold(Label.UNIT), nothing)[0], *values.get(fold(Label.UNIT_NAME), nothing), tuple(blank)
    )


def render_identity(settings: Settings, identity: Identity) -> Sheet:
    """Identity as issued; who filled the form is entered by the unit."""
    drawn = draw(TABLE, title="ĐƠN VỊ", note="Các ô màu vàng do đơn vị điền.")
    known = (identity.unit_code, identity.unit_name, settings.name, str(settings.year))
    for label, value in zip(_KNOWN, known, strict=True):
        drawn.line({Col.LABEL: label, Col.VALUE: value}, styles={Col.LABEL: "bold", Col.VALUE: "code left"})
    for label in _FILLED:
        entry = "input date left" if label == Label.DAY else "input code left"
        drawn.line({Col.LABEL: label}, styles={Col.LABEL: "bold", Col.VALUE: entry})
    drawn.sheet.protected = True
    drawn.sheet.tab = "#FFC000"
    return drawn.sheet


_STEPS = (
    ("Bước 1", "Mở trang Đơn vị, ghi người lập phiếu, điện thoại, ngày."),
    ("Bước 2", "Mở trang Tự chấm. Chỉ nhập vào ô màu vàng: Chỉ tiêu, Kết quả, Điểm tự chấm, Minh chứng, Giải trình. "
               "Ô xám là ô không dùng cho tiêu chí đó."),
    ("Bước 3", "Cột Điểm gợi ý tự tính từ chỉ tiêu và kết quả. Đồng ý thì gõ lại số đó vào cột Điểm tự chấm; "
               "khác thì ghi lý do ở cột Giải trình."),
    ("Bước 4", "Không làm được gì thì nhập 0. Để trống nghĩa là chưa chấm, phiếu sẽ bị coi là thiếu."),
    ("Bước 5", "Không được giao chỉ tiêu: chọn x ở cột Không được giao (nếu ô màu vàng) và để trống điểm. "
               "Trưởng cụm sẽ xác nhận."),
    ("Bước 6", "Mở trang Kiểm tra: còn thiếu, vượt điểm, nhập sai đều liệt kê ở đó; bấm địa chỉ ô để đến nơi."),
    ("Bước 7", "Lưu tệp (giữ loại .xlsx) và gửi thư điện tử cho Trưởng cụm. Bản in để ký lấy từ trang Tự chấm."),
    ("Lưu ý", "Không thêm, xóa dòng; không đổi mã tiêu chí; không dán đè lên ô đã khóa. Dấu thập phân gõ theo máy "
              "(9,5 hoặc 9.5). Nhập số, không kèm chữ như “điểm” hay “%”."),
)  # fmt: skip


def render_guide(settings: Settings) -> Sheet:
    """One page for a unit's clerk."""
    sheet = Sheet(GUIDE, protected=True)
    sheet.columns = {0: ColumnFormat(12), 1: ColumnFormat(92)}
    sheet.merge(
        Area(0, 0, 0, 1), f"HƯỚNG DẪN TỰ CHẤM ĐIỂM THI ĐUA {settings.period_said.upper()}", "title huge"
    )
    sheet.merge(Area(1, 0, 1, 1), settings.name, "center bold")
    sheet.rows[0] = RowFormat(30)
    for at, (label, text) in enumerate(_STEPS, start=3):
        sheet.put(at, 0, label, "grid bold top navy")
        sheet.put(at, 1, text, "grid wrap")
    at = 3 + len(_STEPS) + 1
    sheet.put(at, 0, "Ô nhập", "grid input center")
    sheet.put(at, 1, "Ô màu vàng: đơn vị nhập.", "grid")
    sheet.put(at + 1, 0, "Ô xám", "grid unused center")
    sheet.put(at + 1, 1, "Ô xám: không dùng, đã khóa.", "grid")
    if settings.deadline:
        sheet.put(at + 3, 0, f"Hạn gửi phiếu: {settings.deadline:%d/%m/%Y}.", "bold navy")
    return sheet
