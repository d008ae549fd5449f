"""Tables as offices write them, in workbooks of their own: titles above, merged headers, sums below."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

Row = Sequence[object]

REAL: tuple[Row, ...] = (
    ("ỦY BAN NHÂN DÂN TỈNH",),
    ("BẢNG TIÊU CHÍ VÀ THANG ĐIỂM THI ĐUA NĂM 2026",),
    (),
    ("TT", "Nội dung tiêu chí", "Điểm", None, "Đơn vị tính", "Ghi chú"),
    (None, None, "Tối đa", "Tự chấm"),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    ("I", "PHÁT TRIỂN KINH TẾ", 30),
    (1, "Sản xuất nông nghiệp", 20),
    ("a)", "Tốc độ tăng giá trị sản xuất", 15, None, "%", "Thiếu 1% trừ 1 điểm"),
    ("b)", "Sản lượng lương thực", "5,0", None, "tấn"),
    (2, "Thu ngân sách", 10),
    ("II", "VĂN HÓA, XÃ HỘI", "15 điểm"),
    (1, "Giáo dục", 5),
    ("-", "Có trường đạt chuẩn"),
    (2, "Y tế", 10),
    (None, "1. Trạm y tế đạt chuẩn", 4),
    (None, "2. Bảo hiểm y tế", 6),
    ("III", "ĐIỂM THƯỞNG", 5),
    (1, "Có mô hình mới", 5),
    ("Tổng cộng", None, 45),
    (),
    (None, "NGƯỜI LẬP BIỂU"),
)
"""Nine criteria and lines of text in two sections, a group of bonus, a grand total, a signature."""
MERGED = ("A1:F1", "A2:F2", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "A20:B20")
CODES = ("I", "I.1", "I.1.a", "I.1.b", "I.2", "II", "II.1", "II.2", "II.2.1", "II.2.2", "III", "III.1")


def table_file(
    folder: Path,
    rows: Iterable[Row] = REAL,
    merged: Iterable[str] = (),
    *,
    sheet: str = "Thang điểm",
    name: str = "bang.xlsx",
) -> Path:
    """A workbook with one sheet that holds these rows from A1 on."""
    workbook = openpyxl.Workbook()
    target = workbook.active
    assert target is not None
    target.title = sheet
    for row in rows:
        target.append(list(row))
    for area in merged:
        target.merge_cells(area)
    path = folder / name
    workbook.save(path)
    return path
