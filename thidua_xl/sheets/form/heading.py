"""What stands above and below the table of a form that is printed and signed (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from dataclasses import dataclass
from typing import NamedTuple

from ...domain.scoring.settings import Settings
from ...workbook.model import Area, RowFormat, Sheet


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose scorecard it is."""

    unit_code: str
    unit_name: str
    issue_id: str


class Blocks(NamedTuple):
    """Columns (from 0): where the left block ends, where the right one begins, the last that is printed."""

    left: int
    right: int
    last: int


def head(sheet: Sheet, settings: Settings, identity: Identity, title: str, note: str, blocks: Blocks,
         whose: str = "Đơn vị") -> None:  # fmt: skip
    """Cơ quan, Quốc hiệu, Tiêu ngữ, place and date, title, whose form it is; `whose` is what that one is called."""
    left, right, last = blocks
    sheet.merge(Area(1, 0, 1, left), settings.superior.upper() or None, "center")
    sheet.merge(Area(2, 0, 2, left), identity.unit_name, "center bold")
    sheet.merge(Area(1, right, 1, last), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center bold")
    sheet.merge(Area(2, right, 2, last), "Độc lập - Tự do - Hạnh phúc", "center bold underline big")
    sheet.merge(Area(3, right, 3, last), f"…………, ngày …… tháng …… năm {settings.year}", "center italic")
    sheet.merge(Area(4, 0, 4, last), title, "title huge")
    sheet.merge(Area(5, 0, 5, last), settings.name, "center bold big")
    sheet.merge(Area(6, 0, 6, last), f"{whose}: {identity.unit_name} (mã {identity.unit_code})", "center")
    sheet.merge(Area(7, 0, 7, last), note, "note center")
    sheet.rows |= {4: RowFormat(26), 7: RowFormat(22), 8: RowFormat(34)}


def sign(sheet: Sheet, at: int, who: str, blocks: Blocks) -> None:
    """Who made the form on the left, the head of the unit on the right."""
    left, right, last = blocks
    sheet.merge(Area(at, 1, at, left), who, "center bold")
    sheet.merge(Area(at + 1, 1, at + 1, left), "(Ký, ghi rõ họ tên)", "center italic")
    sheet.merge(Area(at, right, at, last), "THỦ TRƯỞNG ĐƠN VỊ", "center bold")
    sheet.merge(Area(at + 1, right, at + 1, last), "(Ký tên, đóng dấu)", "center italic")
