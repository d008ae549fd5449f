"""Bản đăng ký, Tổng hợp đăng ký, Bản giao ước: what units promise, from the book's sheets (HD 1302, I.2.1, I.2.4)."""

from pathlib import Path
from typing import Any

import pytest

from tests.cluster.test_year_sheets import add, on, put
from tests.journeys.journey import UNITS, Journey, Made, Once, Sheet, type_table
from tests.papers.make import documents, folder_of, made, told
from tests.papers.read import W, blanks, lines, part, tables, whole
from thidua_xl.cluster.papers.by_unit import evenly
from thidua_xl.domain.scoring.units import Unit


def register(book: Any, unit: str, criterion: str, **typed: object) -> None:
    """Type into one row of `Đăng ký` (underscores for spaces)."""
    sheet = Sheet(book["Đăng ký"], "Mã đơn vị", "Mã tiêu chí")
    for header, value in typed.items():
        sheet.put(sheet.row(unit, criterion), header.replace("_", " "), value)


def promise(book: Any) -> None:
    """AN and BH register, AN a movement with its title; the covenant has two lines."""
    register(book, "AN", "I.2", Thực_hiện_năm_trước=88.5, Chỉ_tiêu_đăng_ký=90, Ghi_chú="Cả xã")
    register(book, "AN", "I.1", Nội_dung_đăng_ký="Ban hành đủ kế hoạch")
    register(book, "BH", "I.4", Chỉ_tiêu_đăng_ký=1250, Chỉ_tiêu_thống_nhất_đầu_năm=1300.5, Lý_do="Tỉnh giao")
    headers = ("Mã đơn vị", "Tên phong trào", "Mục tiêu", "Phát động", "Tổng kết", "Danh hiệu đăng ký")
    type_table(book, "Phong trào", "Tên phong trào", headers,
               [("AN", "Chuyển đổi số", "100 % hồ sơ trực tuyến", "tháng 3", "tháng 11", "Bằng khen")])  # fmt: skip
    add(book, "Giao ước", {"TT": "1", "Nội dung": "Hoàn thành chỉ tiêu"}, {"Nội dung": "Đoàn kết"})
    put(book, "Giao ước", {"Mã đơn vị": "AN"}, Người_ký="Lê Văn An", Đã_ký="x", Ngày=on(31, 3))


def _year(issued: Journey) -> None:
    """What `year` begins with, made once."""
    issued.rank()
    with issued.typing() as book:
        promise(book)
    issued.rank()


@pytest.fixture
def year(once: Once, issued_once: Made, tmp_path: Path) -> Journey:
    """A year's beginning."""
    return once(_year, issued_once).copied(tmp_path)


# --- đăng ký của đơn vị ---------------------------------------------------------------------------


def test_a_registration_has_its_three_parts(year: Journey) -> None:
    """Free: nation, no number, Kính gửi the head; movements, targets, titles; the unit's leader signs."""
    data = made(year, "dang-ky:AN")
    assert lines(data, "QuocHieu") and not lines(data, "SoKyHieu")
    assert lines(data, "TrichYeu") == ["năm 2025 của Xã An Hòa"]
    assert lines(data, "KinhGui") == ["Kính gửi: Trưởng cụm (Cụm thi đua số 1)."]
    assert [text[:4] for text in lines(data, "Muc1")] == ["I. Đ", "II. ", "III."]
    movements, targets = tables(data)[:2]
    assert movements[1] == ["1", "Chuyển đổi số", "100 % hồ sơ trực tuyến", "tháng 3", "tháng 11"]
    assert targets[0] == ["STT", "Nội dung", "Đơn vị tính", "Thực hiện năm trước", "Đăng ký", "Ghi chú"]
    by_text = {row[1]: row for row in targets[1:]}
    assert by_text["Tỷ lệ hộ dùng nước sạch"][2:] == ["%", "88,5", "90", "Cả xã"]
    assert by_text["Chỉ đạo, điều hành"][4] == "Ban hành đủ kế hoạch"
    assert by_text["Chỉ đạo, điều hành"][3] == ""  # there is no figure of last year to be filled in
    assert set(by_text["Diện tích gieo trồng"][4]) == {"…"}
    assert "Đạt chuẩn y tế" not in by_text  # no target, nothing registered
    assert "- Bằng khen." in lines(data)
    assert lines(data, "NoiDung")[-1].endswith("./.")
    assert lines(data, "ChucDanh") == ["Thủ trưởng đơn vị"]


def test_who_registered_has_a_paper(year: Journey) -> None:
    """AN and BH; the others are named where all are put together."""
    documents(year, "dang-ky")
    assert {path.stem for path in folder_of(year).glob("dang-ky*.docx")} == {"dang-ky_AN", "dang-ky_BH"}


def test_before_anybody_registered_every_unit_gets_a_form(issued: Journey) -> None:
    """Filled in by hand and signed; told."""
    assert told(issued, "dang-ky").count("đơn vị chưa đăng ký") == len(UNITS)
    data = made(issued, "dang-ky:EN")
    assert blanks(data) > 10 and "None" not in whole(data)
    assert "Tên phong trào, mục tiêu, thời gian phát động, tổng kết: …" in whole(data)


def test_a_figure_that_cannot_be_read_is_printed_as_typed(year: Journey) -> None:
    """Nothing typed is lost, nothing is guessed."""
    with year.typing() as book:
        register(book, "AN", "I.3", Chỉ_tiêu_đăng_ký="20 tỷ", Thực_hiện_năm_trước=0)
    row = next(row for row in tables(made(year, "dang-ky:AN"))[1] if row[1] == "Thu ngân sách")
    assert (row[3], row[4]) == ("0", "20 tỷ")


# --- tổng hợp -------------------------------------------------------------------------------------


def test_the_summary_puts_units_side_by_side(year: Journey) -> None:
    """Movements by unit, figures by criterion, words, titles; who has not registered is named."""
    assert "chưa có đăng ký của CM, DL, EN" in told(year, "dang-ky-cum")
    data = made(year, "dang-ky-cum")
    movements, figures, words = tables(data)[:3]
    assert movements[1][:3] == ["1", "Xã An Hòa", "Chuyển đổi số"]
    assert figures[0] == ["TT", "Nội dung", "Đơn vị tính", *UNITS.values()]
    rows = {row[1]: row[3:] for row in figures[1:]}
    assert rows == {
        "Phát triển kinh tế": [""] * 5,
        "Tỷ lệ hộ dùng nước sạch": ["90", "", "", "", ""],
        "Diện tích gieo trồng": ["", "1.250", "", "", ""],
    }
    assert words[1] == ["Xã An Hòa", "Chỉ đạo, điều hành", "Ban hành đủ kế hoạch"]
    assert "- Xã An Hòa: Bằng khen." in lines(data)
    assert lines(data, "GhiChu")[-1] == "Đơn vị chưa đăng ký: Xã Châu Mỹ, Xã Đông Lĩnh, Xã Êa Nam."
    assert lines(data, "KemTheo")[0].startswith("(Kèm theo Kế hoạch số ")


def test_an_empty_summary_has_no_empty_table(issued: Journey) -> None:
    """Dotted blanks instead."""
    data = made(issued, "dang-ky-cum")
    assert len(tables(data)) == 1 and blanks(data) >= 3


# --- giao ước -------------------------------------------------------------------------------------


def test_the_covenant_says_who_promises_what(year: Journey) -> None:
    """Free: grounds, day, units; common lines; targets as agreed, else registered; promises; signatures."""
    data = made(year, "giao-uoc")
    assert lines(data, "TenLoai") == ["Bản giao ước thi đua"] and lines(data, "TrichYeu") == ["năm 2025"]
    text = whole(data)
    assert "Hôm nay, ngày 31 tháng 3 năm 2025, tại …" in text and "05 đơn vị thuộc Cụm thi đua số 1" in text
    assert "1. Hoàn thành chỉ tiêu" in lines(data) and "- Đoàn kết" in lines(data)
    assert lines(data, "Muc1") == ["I. Nội dung chung", "II. Chỉ tiêu thi đua", "III. Cam kết"]
    rows = {row[1]: row[3:] for row in tables(data)[0][1:]}
    assert rows["Diện tích gieo trồng"][1] == "1.300,5"  # agreed, not registered
    assert rows["Tỷ lệ hộ dùng nước sạch"][0] == "90"
    assert set(rows["Tỷ lệ hộ dùng nước sạch"][1]) == {"…"}
    assert "Đạt chuẩn y tế" not in rows
    assert lines(data, "CanCu")


def test_all_units_sign_two_a_row_in_their_order(year: Journey) -> None:
    """No row is split; below them who came from above, blank."""
    data = made(year, "giao-uoc")
    table = list(part(data).iter(f"{W}tbl"))[-1]
    cells = tables(data)[-1]
    assert [cell.splitlines()[0] for row in cells for cell in row if cell.strip()] == list(UNITS.values())
    assert [len(row) for row in cells] == [2, 2, 2]
    assert cells[0][0].splitlines()[-1] == "Lê Văn An" and "…" in cells[0][1]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))
    assert lines(data)[-2:] == ["Chứng kiến của cấp trên", "…" * 10]


def test_many_units_lie_on_their_side_in_groups(year: Journey) -> None:
    """Twelve units: two tables of six, on pages on their side between standing ones, numbered on."""
    with year.typing() as book:
        more = [(f"Z{at}", f"Xã Thứ {at}") for at in range(7)]
        type_table(book, "Đơn vị", "Mã", ("Mã", "Tên đơn vị"), [*UNITS.items(), *more])
    year.rank()
    data = made(year, "giao-uoc")
    wide = [table for table in tables(data) if table[0][0] == "TT"]
    assert [len(table[0]) - 3 for table in wide] == [6, 6]
    sections = list(part(data).iter(f"{W}sectPr"))
    turned = [one.find(f"{W}pgSz") for one in sections]
    assert [size is not None and size.get(f"{W}orient") == "landscape" for size in turned] == [
        False,
        True,
        False,
    ]
    assert [one.find(f"{W}titlePg") is not None for one in sections] == [True, False, False]
    assert lines(data, "Muc2") == ["Biểu 1", "Biểu 2"]


def test_few_units_stay_on_standing_pages(year: Journey) -> None:
    """Four units fit: one section, its first page without a number."""
    with year.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        book["Đơn vị"].delete_rows(sheet.row("EN"))
    year.rank()
    data = made(year, "giao-uoc")
    sections = list(part(data).iter(f"{W}sectPr"))
    assert len(sections) == 1 and sections[0].find(f"{W}titlePg") is not None
    assert len([table for table in tables(data) if table[0][0] == "TT"]) == 1


def test_a_covenant_without_anything_is_told(issued: Journey) -> None:
    """Made with blanks."""
    assert "chưa có nội dung ở trang Giao ước, chưa có chỉ tiêu ở trang Đăng ký" in told(issued, "giao-uoc")
    assert "None" not in whole(made(issued, "giao-uoc"))


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (8, [8]), (9, [4, 5]), (17, [6, 5, 6]),
                                              (30, [8, 7, 7, 8])])  # fmt: skip
def test_groups_are_about_equally_large(count: int, sizes: list[int]) -> None:
    """All units in order, none twice, at most eight together."""
    units = [Unit(str(at), str(at)) for at in range(count)]
    found = list(evenly(units, 8))
    assert [unit for group in found for unit in group] == units
    assert sorted(map(len, found)) == sorted(sizes)
