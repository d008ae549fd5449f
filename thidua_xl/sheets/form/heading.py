"""What stands above and below the table of a form that is printed and signed (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from ...domain.scoring.settings import Settings
from ...workbook.model import Area, RowFormat, Sheet
from .scores import Identity


def head(
    sheet: Sheet, settings: Settings, identity: Identity, title: str, note: str, last: int, right: int
) -> None:
    """Cơ quan, Quốc hiệu, Tiêu ngữ, place and date, title, whose form it is; `last` and `right` are columns."""
    sheet.merge(Area(1, 0, 1, 2), settings.superior.upper() or None, "center")
    sheet.merge(Area(2, 0, 2, 2), identity.unit_name, "center bold")
    sheet.merge(Area(1, right, 1, last), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center bold")
    sheet.merge(Area(2, right, 2, last), "Độc lập - Tự do - Hạnh phúc", "center bold underline big")
    sheet.merge(Area(3, right, 3, last), f"…………, ngày …… tháng …… năm {settings.year}", "center italic")
    sheet.merge(Area(4, 0, 4, last), title, "title huge")
    sheet.merge(Area(5, 0, 5, last), settings.name, "center bold big")
    sheet.merge(Area(6, 0, 6, last), f"Đơn vị: {identity.unit_name} (mã {identity.unit_code})", "center")
    sheet.merge(Area(7, 0, 7, last), note, "note center wrap")
    sheet.rows |= {4: RowFormat(26), 7: RowFormat(22), 8: RowFormat(34)}


def sign(sheet: Sheet, at: int, last: int, who: str, right: int) -> None:
    """Who made the form on the left, the head of the unit on the right."""
    sheet.merge(Area(at, 1, at, 2), who, "center bold")
    sheet.merge(Area(at + 1, 1, at + 1, 2), "(Ký, ghi rõ họ tên)", "center italic")
    sheet.merge(Area(at, right, at, last), "THỦ TRƯỞNG ĐƠN VỊ", "center bold")
    sheet.merge(Area(at + 1, right, at + 1, last), "(Ký tên, đóng dấu)", "center italic")
