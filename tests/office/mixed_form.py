"""A scorecard with every kind of entry, right and wrong: what other programs re-save and the reader must read.

`python -m tests.office.mixed_form FOLDER` makes the form that stands in `tests/data/resaved/original.xlsx`.
"""

import datetime
import os
import sys
from pathlib import Path

from openpyxl import load_workbook

from tests.office.books import Entry, criteria_of, fill, run
from tests.office.calc import Calc
from thidua_xl.cluster.acts.new_book import write_new_cluster
from thidua_xl.cluster.book import Book
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.sheets.form.scores import TABLE, C

CRITERIA = criteria_of("""
    I
    I.1 | Tiêu chí | 10 | Chấm trực tiếp
    I.2 | Tiêu chí | 10 | Theo tỷ lệ
    I.3 | Tiêu chí | 10 | Chấm trực tiếp
    I.4 | Tiêu chí | 10 | Chấm trực tiếp | | Đủ điểm
    I.5 | Tiêu chí | 10 | Chấm trực tiếp
    I.10 | Tiêu chí | 10 | Chấm trực tiếp
    II
    II.1 | Tiêu chí | 10 | Theo bậc | % 100:10; 90:5; khác:0
    II.2 | Tiêu chí | 4 | Đạt/không đạt
    II.3 | Tiêu chí | 5 | So với đơn vị dẫn đầu
    II.4 | Tiêu chí | 10 | Trừ theo % chưa đạt | 1%: 0,5
    II.5 | Tiêu chí | 10 | Chấm trực tiếp
    II.6 | Tiêu chí | 10 | Chấm trực tiếp
    II.7 | Tiêu chí | 10 | Chấm trực tiếp
    II.8 | Tiêu chí | 10 | Chấm trực tiếp
    II.9 | Tiêu chí | 10 | Chấm trực tiếp
    III
    III.10 | Điểm thưởng | 10 | Cộng theo lần | 3/lần; trần 10
    III.2 | Điểm trừ | 10 | Trừ theo lần | 2,5/lần; trần 10
""")
ENTRIES = {
    "I.1": Entry(score=9.5),
    "I.2": Entry(40, 38, 9.5),
    "I.3": Entry(score=0),
    "I.4": Entry(mark="x"),
    "I.5": Entry(score=5 * 1.005),
    "I.10": Entry(),
    "II.1": Entry(95, "94,5", 5),
    "II.2": Entry(result="Đạt", score=4),
    "II.3": Entry(10, 12.25),
    "II.4": Entry(100, 97, 7),
    "II.5": Entry(score=10.5),
    "II.6": Entry(score=-1),
    "III.10": Entry(result=2, score=6),
    "III.2": Entry(result=1, score=-2.5),
}
"""What every program keeps as it is."""
WILD: dict[str, object] = {
    "II.6": "9,5",
    "II.7": "=5+4.5",
    "II.8": "=1/8",
    "II.9": "chín điểm\n  ",
}
"""Scores that a program must compute before they can be read, and texts."""


def issued(folder: Path) -> Path:
    """A form filled with `ENTRIES`."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(year=2026, cluster="C01", name="Cụm thử", place="Triệu Sơn")
    write_new_cluster(
        folder / "book.xlsx", Book(settings, [Unit("A", "Xã Ấp Bắc")], CRITERIA, parameters_of(CRITERIA))
    )
    run("issue", folder / "book.xlsx", "--out", folder)
    form = folder / "Phieu_A_2026.xlsx"
    fill(form, ENTRIES)
    return form


def wild(form: Path) -> Path:
    """The form with `WILD`, texts of many letters and a date besides; nothing computed yet."""
    book = load_workbook(form)
    sheet = book[TABLE.sheet]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for code, value in WILD.items():
        sheet.cell(rows[code], C["Điểm tự chấm"] + 1).value = value  # type: ignore[assignment]
    sheet.cell(rows["I.1"], C["Minh chứng"] + 1).value = "BC số 12/BC-UBND; “Nước sạch” & <vệ sinh>"
    sheet.cell(rows["I.3"], C["Giải trình"] + 1).value = " hai\ndòng "
    dated = sheet.cell(rows["II.3"], C["Kết quả"] + 1)
    dated.value, dated.number_format = datetime.date(2026, 12, 5), "dd/mm/yyyy"
    sheet.cell(rows["II.4"], C["Kết quả"] + 1).value = "=1/0"
    target = form.with_name("wild.xlsx")
    book.save(target)
    return target


def original(calc: Calc, folder: Path) -> Path:
    """The wild form as LibreOffice computes and saves it."""
    with calc.open(wild(issued(folder))) as opened:
        opened.recalculate()
        return opened.save(folder / "original.xlsx")


if __name__ == "__main__":
    os.environ.update(SOURCE_DATE_EPOCH="1765000000", THIDUA_USER="kiểm thử")
    running = Calc.start(Path(sys.argv[1]).resolve())
    try:
        print(original(running, Path(sys.argv[1]).resolve()))
    finally:
        running.stop()
