"""A cluster whose table has groups of every kind, by the commands; its figures are worked out by hand."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl.workbook import Workbook

from tests.journeys import opening
from tests.journeys.journey import (
    BOOK,
    CLUSTER,
    YEAR,
    Journey,
    Made,
    agree,
    form_sheet,
    run,
    saved_bytes,
    set_up,
    sign,
    type_table,
)

HEADERS = ("Mã", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm", "Tham số")
DIRECT = "Chấm trực tiếp"
TABLE: tuple[tuple[object, ...], ...] = (
    ("I", "Kinh tế", "Mục"),
    ("I.1", "Chỉ tiêu chung", "Mục", 50, None, "trần 50"),
    ("I.1.a", "Thu ngân sách", "Tiêu chí", 30, DIRECT),
    ("I.1.b", "Giải phóng mặt bằng", "Tiêu chí", 33, DIRECT),
    ("I.2", "Chỉ đạo", "Tiêu chí", 20, DIRECT),
    ("II", "Công tác Đảng", "Mục", None, None, "hệ số 1,5"),
    ("II.1", "Nghị quyết", "Tiêu chí", 10, DIRECT),
    ("II.2", "Kiểm tra", "Tiêu chí", 10, DIRECT),
    ("III", "Trật tự", "Mục"),
    ("III.1", "Không có vụ việc", "Tiêu chí", 8, DIRECT),
    ("III.1.a", "Vụ việc nhỏ", "Điểm trừ", 4, "Trừ theo lần", "0,5/vụ; trần 4"),
    ("III.1.b", "Vụ việc vừa", "Điểm trừ", 5, "Trừ theo lần", "1/vụ; trần 5"),
    ("III.1.c", "Vụ việc lớn", "Điểm trừ", 8, "Trừ theo lần", "8/vụ; trần 8"),
    ("T", "Thành tích", "Mục", None, None, "lấy mức cao nhất"),
    ("T.1", "Cấp trung ương", "Điểm thưởng", 15, DIRECT),
    ("T.2", "Cấp tỉnh", "Điểm thưởng", 10, DIRECT),
    ("V", "Vi phạm", "Mục", None, None, "trần 6"),
    ("V.1", "Chậm báo cáo", "Điểm trừ", 4, DIRECT),
    ("V.2", "Sai báo cáo", "Điểm trừ", 5, DIRECT),
)
UNITS = {"AN": "Xã An Hòa", "BH": "Xã Bình Hải", "CM": "Xã Châu Mỹ"}
SCORES: dict[str, tuple[float, ...]] = {
    "I.1.a": (30, 20, 25), "I.1.b": (33, 20.5, 25), "I.2": (18, 20, 15), "II.1": (9, 10, 8.25), "II.2": (9.33, 10, 8),
    "III.1": (8, 8, 8), "III.1.a": (0.5, 0, 0), "III.1.b": (2, 0, 5), "III.1.c": (8, 0, 0),
    "T.1": (15, 0, 0), "T.2": (10, 10, 0), "V.1": (4, 0, 1), "V.2": (5, 0, 0),
}  # fmt: skip
# AN: I.1 63 → 50; II 18,33 × 1,5 = 27,495 → 27,50; deductions of III.1 10,5 → 8; T 25 → 15; V 9 → 6
TOTALS = {"AN": "104.50", "BH": "108.50", "CM": "91.38"}
MAXIMUM = "108.00"  # 50 + 20 + 30 + 8


def begin(folder: Path, table: tuple[tuple[object, ...], ...] = TABLE) -> None:
    """`new cluster`, then the book as a clerk fills it in."""
    assert run("new", "cluster", folder / BOOK).code == 0
    workbook = opening.load(folder / BOOK)
    set_up(workbook, {"Năm": YEAR, "Mã cụm": CLUSTER, "Tên cụm": "Cụm số 1", "Trưởng cụm": "AN"})
    type_table(workbook, "Đơn vị", "Mã", ("Mã", "Tên đơn vị"), list(UNITS.items()))
    type_table(workbook, "Tiêu chí", "Mã", HEADERS, table)
    (folder / BOOK).write_bytes(saved_bytes(workbook))


def fill(workbook: Workbook, unit: str, scores: Mapping[str, tuple[float, ...]] = SCORES) -> None:
    """Type the scores of a unit."""
    sign(workbook)
    form, at = form_sheet(workbook), list(UNITS).index(unit)
    for code, points in scores.items():
        form.put(form.row(code), "Điểm tự chấm", points[at])
        form.put(form.row(code), "Minh chứng", f"Báo cáo số {at + 1}/BC-UBND")


def collected(folder: Path) -> Made:
    """All forms came back, all scores are there."""
    begin(folder)
    issued = run("issue", folder / BOOK, "--out", folder / "phieu")
    assert issued.code == 0, issued.out + issued.err
    forms = {unit: (folder / "phieu" / f"Phieu_{unit}_{YEAR}.xlsx").read_bytes() for unit in UNITS}
    cluster = Journey(folder, forms)
    for unit in UNITS:
        workbook = opening.load(folder / "phieu" / f"Phieu_{unit}_{YEAR}.xlsx")
        fill(workbook, unit)
        cluster.drop(f"Phieu_{unit}_{YEAR}.xlsx", saved_bytes(workbook))
    taken = cluster.collect()
    assert taken.code == 0, taken.out
    return Made(folder, forms)


def typed(folder: Path) -> Made:
    """Nothing was issued: all scores were typed in the book."""
    begin(folder)
    cluster = Journey(folder, {})
    cluster.rank()
    with cluster.typing() as book:
        for at, code in enumerate(UNITS):
            for criterion, points in SCORES.items():
                agree(book, code, criterion, score=points[at])
    assert cluster.rank().code == 0
    return Made(folder, {})
