"""`Thử chấm` of a table with levels, brackets, delays: every line that LibreOffice shows is the exact rule's."""

from pathlib import Path

import pytest

from tests.office.books import criteria_of, same
from tests.office.calc import Calc
from thidua_xl.cluster.acts.new_book import write_new_cluster
from thidua_xl.cluster.book import Book
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.sheets.cluster.trial import TABLE, Trial, render

pytestmark = pytest.mark.office

CRITERIA = criteria_of(
    """
    I
    I.1 | Tiêu chí | 30 | Chọn mức | Xuất sắc:30; Đạt chuẩn:27,125; Khá - giỏi/B:20; Không:0
    I.2 | Điểm thưởng | 20 | Chọn mức | Nhất:20; Trắng giải:-10
    I.3 | Điểm trừ | 5 | Chọn mức | Nhẹ:0,5; Nặng:5
    I.4 | Tiêu chí | 50 | Theo khoảng | 10:15; 50:15; 150:25; trên:50; bậc 10
    I.5 | Tiêu chí | 15 | Theo khoảng | % 50:5; 100:15; dưới:0
    I.6 | Điểm trừ | 8 | Theo khoảng | 0:0; 10:8
    I.7 | Tiêu chí | 8 | Nộp đúng hạn | 1/ngày; hết từ 5
    I.8 | Điểm trừ | 8 | Nộp đúng hạn | 0,5/giờ
    I.9 | Tiêu chí | 8 | Theo hạng trong cụm | 8; 5; 0
    """
)
_TRIED: list[tuple[str, float | None, float | str | None]] = [
    ("I.1", None, "ĐẠT CHUẨN"), ("I.1", None, "Giỏi"), ("I.1", None, None), ("I.2", None, "trắng giải"),
    ("I.3", None, "Nặng"), ("I.4", None, 60), ("I.4", None, 150.5), ("I.4", None, -1), ("I.5", 40, 30),
    ("I.5", 0, 30), ("I.5", None, 30), ("I.5", 40, 19.99), ("I.6", None, 5), ("I.6", None, "năm"),
    ("I.7", None, 3), ("I.7", None, 5), ("I.7", None, 1.5), ("I.7", None, None), ("I.8", None, 3), ("I.8", None, -1),
    ("I.9", None, 3),
]  # fmt: skip


def test_every_line_is_the_exact_rules(calc: Calc, tmp_path: Path) -> None:
    """Points with their sign, the ratio, the sentence of why."""
    book = tmp_path / "SoCum.xlsx"
    settings = Settings(year=2026, cluster="C", name="C")
    write_new_cluster(book, Book(settings, [Unit("A", "Xã A")], CRITERIA, parameters_of(CRITERIA)))
    wrong = []
    with calc.open(book) as document:
        for code, target, result in _TRIED:
            for cell, value in (("B5", code), ("B6", target), ("B7", result)):
                document.type(TABLE.sheet, cell, value)
            values = document.values(TABLE.sheet)
            for (row, column), drawn in render(
                CRITERIA, settings.rounding, Trial(code, target, result)
            ).cells.items():
                if drawn.formula and not same(values[row][column], drawn.value):
                    wrong.append((code, target, result, values[row][column], drawn.value))
    assert wrong == []
