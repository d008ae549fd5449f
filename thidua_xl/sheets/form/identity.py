"""Sheets `Đơn vị` and `Hướng dẫn` of the scorecard."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from ...domain.scoring.settings import Settings
from ...domain.values.cells import is_blank
from ...domain.values.text import fold
from ...domain.year.stages import Stage
from ...workbook.addresses import fixed, quoted
from ...workbook.grid import Grid
from ...workbook.heights import text_height
from ...workbook.model import Area, ColumnFormat, RowFormat, Sheet
from ..table import Column, Table, draw, find_table, rows_of
from . import heading
from .heading import HEAD, NO_PLACE, Identity, Signed, no_day


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
    HEAD = "Thủ trưởng"
    TITLES = "Danh hiệu, hình thức khen thưởng đăng ký"
    SIGNER = "Người ký"
    SIGNER_POSITION = "Chức vụ người ký"
    PLACE = "Địa danh"


_KNOWN = (Label.UNIT, Label.UNIT_NAME, Label.CLUSTER, Label.YEAR)
_FILLED = (
    Label.FILLED_BY,
    Label.POSITION,
    Label.TELEPHONE,
    Label.EMAIL,
    Label.DAY,
    Label.SIGNER,
    Label.SIGNER_POSITION,
    Label.PLACE,
)
SIGNED_ROWS = {label: TABLE.header_row + 1 + at for at, label in enumerate((*_KNOWN, *_FILLED))
               if label in (Label.FILLED_BY, Label.TELEPHONE, Label.DAY)}  # fmt: skip
"""What a form should say of who made it: the labels and their rows on an untouched form."""
_REGISTERED = (
    Label.FILLED_BY,
    Label.TELEPHONE,
    Label.EMAIL,
    Label.DAY,
    Label.HEAD,
    Label.POSITION,
    Label.TITLES,
    Label.PLACE,
)
"""What the form of registration asks for: `Chức vụ` is there that of the head, who signs for the unit."""
_ASKED = {Stage.REGISTER: _REGISTERED}
_FOR_PRINT = {
    Label.SIGNER: "in dưới chỗ ký",
    Label.SIGNER_POSITION: "Chủ tịch UBND, Giám đốc …",
    Label.PLACE: "in trước ngày",
}
"""What only the printed form takes, and what it does with it."""
GUIDE = "Hướng dẫn"


class Named(NamedTuple):
    """What the sheet says, the cell of the unit's name, and what of `SIGNED_ROWS` is blank, with its cell."""

    code: str
    name: str
    name_cell: str
    blank: tuple[tuple[str, str], ...] = ()
    said: Mapping[str, str] = {}
    """All that stands there, by label."""

    def of(self, label: str) -> str:
        """What stands beside a label."""
        return self.said.get(fold(label), "")


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
    said = {label: value for label, (value, _) in values.items()}
    return Named(
        values.get(fold(Label.UNIT), nothing)[0],
        *values.get(fold(Label.UNIT_NAME), nothing),
        tuple(blank),
        said,
    )


def render_identity(settings: Settings, identity: Identity, stage: Stage = Stage.YEAREND) -> Sheet:
    """Identity as issued; who filled the form is entered by the unit."""
    drawn = draw(TABLE, title="ĐƠN VỊ", note="Các ô màu vàng do đơn vị điền.")
    known = (identity.unit_code, identity.unit_name, settings.name, str(settings.year))
    for label, value in zip(_KNOWN, known, strict=True):
        drawn.line({Col.LABEL: label, Col.VALUE: value}, styles={Col.LABEL: "bold", Col.VALUE: "code left"})
    for label in _ASKED.get(stage, _FILLED):
        entry = "input date left" if label == Label.DAY else "input code left"
        drawn.line({Col.LABEL: label}, styles={Col.LABEL: "bold wrap", Col.VALUE: f"{entry} wrap"
                   if label == Label.TITLES else entry})  # fmt: skip
    needed = text_height(identity.longest, TABLE.column(Col.VALUE).width, "grid wrap code left")
    if needed:
        drawn.sheet.rows[drawn_rows(stage)[Label.UNIT_NAME]] = RowFormat(needed)
    drawn.sheet.columns[2] = ColumnFormat(28)
    for label in _ASKED.get(stage, _FILLED):
        if label in _FOR_PRINT:
            drawn.sheet.put(_row_of(stage, label), 2, _FOR_PRINT[label], "note")
    drawn.sheet.protected = True
    drawn.sheet.tab = "#FFC000"
    return drawn.sheet


def _row_of(stage: Stage, label: str) -> int:
    """The row of a label on an untouched form."""
    return drawn_rows(stage)[label]


def drawn_rows(stage: Stage) -> Mapping[str, int]:
    """The rows of an untouched form, by label."""
    labels = (*_KNOWN, *_ASKED.get(stage, _FILLED))
    return {label: TABLE.header_row + 1 + at for at, label in enumerate(labels)}


def signed_by(settings: Settings, stage: Stage = Stage.YEAREND) -> Signed:
    """Place, day, names and the post of who signs, as they are printed: live from this sheet."""
    rows = drawn_rows(stage)
    head, post = (
        (Label.HEAD, Label.POSITION) if stage is Stage.REGISTER else (Label.SIGNER, Label.SIGNER_POSITION)
    )
    cell = {label: f"{quoted(TABLE.sheet)}!{fixed(at, 1)}" for label, at in rows.items()}
    day = cell[Label.DAY]
    said = (
        f'"ngày "&TEXT(DAY({day}),"00")&" tháng "&IF(MONTH({day})<3,"0","")&MONTH({day})&" năm "&YEAR({day})'
    )
    unsaid = _said(day, no_day(settings), '"ngày "&TRIM({})')
    dated = f'IFERROR(IF(ISNUMBER({day}),{said},{unsaid}),"{no_day(settings)}")'
    return Signed(
        f'={_said(cell[Label.PLACE], NO_PLACE)}&", "&{dated}',
        f"={_said(cell[Label.FILLED_BY])}",
        f"={_said(cell[head])}",
        f"={_said(cell[post], HEAD, 'UPPER(TRIM({}))')}",
    )


def _said(cell: str, otherwise: str = "", how: str = "TRIM({})") -> str:
    """What a cell says; something else where it is blank or an error."""
    return f'IFERROR(IF(LEN(TRIM({cell}))=0,"{otherwise}",{how.format(cell)}),"{otherwise}")'


_STEPS = (
    ("Bước 1", "Mở trang Đơn vị, ghi người lập phiếu, điện thoại, ngày; người ký, chức vụ, địa danh để bản in có sẵn."),
    ("Bước 2", "Mở trang Tự chấm. Chỉ nhập vào ô màu vàng: Chỉ tiêu, Kết quả, Điểm tự chấm, Minh chứng, Giải trình. "
               "Ô xám là ô không dùng cho tiêu chí đó."),
    ("Bước 3", "Cột Điểm gợi ý tự tính từ chỉ tiêu và kết quả. Lấy điểm ấy thì ghi Đồng ý (gõ dong y cũng được) vào "
               "cột Điểm tự chấm, tổng điểm tính theo điểm gợi ý; hoặc nhập số điểm. Chấm khác gợi ý thì ghi lý do ở "
               "cột Giải trình."),
    ("Bước 4", "Không làm được gì thì nhập 0. Để trống nghĩa là chưa chấm, phiếu sẽ bị coi là thiếu."),
    ("Bước 5", "Không được giao chỉ tiêu: chọn x ở cột Không được giao (nếu ô màu vàng) và để trống điểm. "
               "Trưởng cụm sẽ xác nhận."),
    ("Bước 6", "Mở trang Kiểm tra: còn thiếu, vượt điểm, nhập sai đều liệt kê ở đó; bấm địa chỉ ô để đến nơi."),
    ("Bước 7", "Lưu tệp (giữ loại .xlsx) và gửi thư điện tử cho Trưởng cụm. Bản in để ký lấy từ trang Tự chấm."),
    ("Lưu ý", "Không thêm, xóa dòng; không đổi mã tiêu chí; không dán đè lên ô đã khóa. Dấu thập phân gõ theo máy "
              "(9,5 hoặc 9.5). Nhập số, không kèm chữ như “điểm” hay “%”."),
)  # fmt: skip


_STEPS_OF: Mapping[Stage, tuple[tuple[str, str], ...]] = {
    Stage.REGISTER: (
        ("Bước 1", "Mở trang Đơn vị, ghi người lập phiếu, điện thoại, ngày; Thủ trưởng và Chức vụ của người ký; danh "
                   "hiệu, hình thức khen thưởng mà đơn vị đăng ký."),
        ("Bước 2", "Mở trang Đăng ký. Tiêu chí có ô Chỉ tiêu đăng ký màu vàng thì nhập số; mọi tiêu chí đều có thể ghi "
                   "nội dung, nhiệm vụ ở cột Nội dung đăng ký."),
        ("Bước 3", "Mở trang Phong trào, ghi các phong trào thi đua đơn vị phát động trong năm."),
        ("Bước 4", "Mở trang Kiểm tra xem còn ô nào trống hay thấp hơn chỉ tiêu chung."),
        ("Bước 5", "Lưu tệp (giữ loại .xlsx) và gửi thư điện tử cho Trưởng cụm. Bản in để ký lấy từ trang Đăng ký."),
    ),
    Stage.MIDYEAR: (
        ("Bước 1", "Mở trang Đơn vị, ghi người lập phiếu, điện thoại, ngày."),
        ("Bước 2", "Mở trang Sơ kết, nhập Kết quả 6 tháng và Ước cả năm ở ô màu vàng; ghi khó khăn, kiến nghị."),
        ("Bước 3", "Mở trang Mô hình, ghi các mô hình, cách làm hay; đề nghị nhân rộng thì chọn x."),
        ("Bước 4", "Mở trang Hoạt động đơn vị, viết ngắn gọn ba phần đánh giá: Trưởng cụm viết báo cáo từ đó."),
        ("Bước 5", "Mở trang Kiểm tra, lưu tệp (giữ loại .xlsx) và gửi thư điện tử cho Trưởng cụm."),
    ),
    Stage.YEAREND: _STEPS,
}  # fmt: skip
_GUIDE_TITLES = {
    Stage.REGISTER: "HƯỚNG DẪN ĐĂNG KÝ THI ĐUA",
    Stage.MIDYEAR: "HƯỚNG DẪN BÁO CÁO 6 THÁNG",
    Stage.YEAREND: "HƯỚNG DẪN TỰ CHẤM ĐIỂM THI ĐUA",
}


def render_guide(settings: Settings, stage: Stage = Stage.YEAREND, due: datetime.date | None = None) -> Sheet:
    """One page for a unit's clerk; `due` is when the form shall be back."""
    sheet = Sheet(GUIDE, protected=True)
    sheet.columns = {0: ColumnFormat(12), 1: ColumnFormat(92)}
    sheet.merge(Area(0, 0, 0, 1), f"{_GUIDE_TITLES[stage]} {settings.period_said.upper()}", "title huge")
    heading.put_name(sheet, Area(1, 0, 1, 1), settings.name, "center bold")
    sheet.rows[0] = RowFormat(30)
    steps = _STEPS_OF[stage]
    for at, (label, text) in enumerate(steps, start=3):
        sheet.put(at, 0, label, "grid bold top navy")
        sheet.put(at, 1, text, "grid wrap")
    at = 3 + len(steps) + 1
    sheet.put(at, 0, "Ô nhập", "grid input center")
    sheet.put(at, 1, "Ô màu vàng: đơn vị nhập.", "grid")
    sheet.put(at + 1, 0, "Ô xám", "grid unused center")
    sheet.put(at + 1, 1, "Ô xám: không dùng, đã khóa.", "grid")
    if due := due or (settings.deadline if stage is Stage.YEAREND else None):
        sheet.put(at + 3, 0, f"Hạn gửi phiếu: {due:%d/%m/%Y}.", "bold navy")
    return sheet
