"""Tables of an office's own, for the buttons that bring them into a book: a workbook of criteria, one of units."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from ...workbook.model import Area, Sheet, Workbook
from ...workbook.write import to_bytes

_CRITERIA: Sequence[Sequence[object]] = (
    ("BẢNG TIÊU CHÍ THI ĐUA (mẫu)", None, None),
    ("SỐ TT", "NỘI DUNG TIÊU CHÍ", "ĐIỂM CHUẨN"),
    ("I", "PHÁT TRIỂN KINH TẾ (mẫu)", 30),
    (1, "Thu ngân sách (mẫu)", 20),
    (2, "Hộ thoát nghèo (mẫu)", "10 điểm"),
    ("II", "VĂN HÓA, XÃ HỘI (mẫu)", 10),
    (1, "Trường đạt chuẩn (mẫu)", 10),
    ("III", "ĐIỂM THƯỞNG", 5),
    (1, "Mô hình mới (mẫu)", 5),
    (None, "Tổng cộng", 40),
)
_UNITS: Sequence[Sequence[object]] = (
    ("DANH SÁCH ĐƠN VỊ (mẫu)", None, None),
    ("SỐ TT", "TÊN ĐƠN VỊ", "ĐIỆN THOẠI"),
    (1, "Xã Dân Lý", "0237 000 0101"),
    (2, "Xã Dân Lực", "0237 000 0102"),
    (3, "Xã Thọ Dân", "0237 000 0104"),
)


def write_tables(folder: Path) -> tuple[Path, Path]:
    """Write both into the folder: the table of criteria, the list of units."""
    folder.mkdir(parents=True, exist_ok=True)
    criteria, units = folder / "BangTieuChi_mau.xlsx", folder / "DanhSach_mau.xlsx"
    for path, rows in ((criteria, _CRITERIA), (units, _UNITS)):
        path.write_bytes(to_bytes(Workbook([_sheet(rows)], path.stem), datetime.datetime(2025, 1, 1)))
    return criteria, units


def _sheet(rows: Sequence[Sequence[object]]) -> Sheet:
    sheet = Sheet("Bảng")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.put(at, column, value)
    sheet.merge(Area(0, 0, 0, 2), rows[0][0], "")
    return sheet
