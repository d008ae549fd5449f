"""Kế hoạch, Quy chế, Bảng tiêu chí: what stands in the book's sheets and settings stands in the papers."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.test_year_sheets import add, fill, on
from tests.journeys.journey import CRITERIA, UNITS, Journey, Made, Once, type_table
from tests.papers.make import made, told
from tests.papers.read import W, blanks, lines, paragraphs, part, tables, whole
from tests.unit.test_regulation import BASE, CHANGES, having
from thidua_xl.cluster.acts.documents import _fill
from thidua_xl.cluster.computed import computed
from thidua_xl.cluster.papers.making import Wanted
from thidua_xl.cluster.papers.paper import Facts
from thidua_xl.cluster.papers.registry import PAPERS
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.year.regulation import in_all, meeting_articles, scoring_articles

TODAY = datetime.date(2025, 6, 1)


def movements(book: Any) -> None:
    """Two movements, the first of two units."""
    type_table(book, "Phong trào", "Tên phong trào", ("Mã đơn vị", "Tên phong trào"),
               [("AN", "Xanh - sạch - đẹp"), ("BH", "xanh - sạch - đẹp"), ("CM", "Chuyển đổi số")])  # fmt: skip


def _year(complete: Journey) -> None:
    """What `year` begins with, made once."""
    with complete.typing() as book:
        fill(book)
        movements(book)
        add(book, "Hoạt động", {"Ngày": on(30), "Nội dung": "Giao lưu văn nghệ", "Chủ trì": "CM",
                                "Tham gia": "AN; BH"})  # fmt: skip
    complete.set(Ngày_hội_nghị_tổng_kết=on(28))


@pytest.fixture
def year(once: Once, complete_once: Made, tmp_path: Path) -> Journey:
    """A year with everything typed."""
    return once(_year, complete_once).copied(tmp_path)


# --- kế hoạch ------------------------------------------------------------------------------------


def test_the_plan_has_its_sections_in_order(year: Journey) -> None:
    """I to IV, the schedule, the annex; no Kính gửi; the last words end ./."""
    data = made(year, "ke-hoach")
    assert lines(data, "TenLoai") == ["Kế hoạch"] and lines(data, "KinhGui") == []
    assert lines(data, "Muc1") == [
        "I. Mục đích, yêu cầu",
        "II. Nội dung",
        "III. Tiến độ",
        "IV. Tổ chức thực hiện",
    ]
    assert [one[0] for one in lines(data, "Muc2")] == list("12345")
    assert lines(data, "NoiDung")[-1].endswith("./.")
    assert lines(data, "TenPhuLuc") == ["Danh sách các đơn vị trong cụm"]
    assert "Số: " in whole(data) and "/KH-CTĐ" in whole(data)
    assert lines(data, "CanCu")[0].startswith("Căn cứ Luật Thi đua, khen thưởng ngày 15")


def test_the_plan_counts_the_units_of_a_movement(year: Journey) -> None:
    """Two spellings are one movement."""
    text = whole(made(year, "ke-hoach"))
    assert "- Xanh - sạch - đẹp (02 đơn vị đăng ký)." in text
    assert "- Chuyển đổi số (01 đơn vị đăng ký)." in text


def test_the_plan_names_what_is_still_to_come(year: Journey) -> None:
    """Activities after the day on which it is made, with their units by name."""
    text = whole(made(year, "ke-hoach"))
    assert (
        "- Ngày 30 tháng 12 năm 2025: Giao lưu văn nghệ; chủ trì: Xã Châu Mỹ; tham gia: Xã An Hòa, Xã Bình Hải."
    ) in text
    assert "Tọa đàm chuyển đổi số" not in text


def test_the_plan_follows_the_calendar(year: Journey) -> None:
    """Every duty of `Lịch` with who does it and when."""
    with year.typing() as book:
        add_duty(book, "RIENG", "Thi dân vũ", "Xã Châu Mỹ", on(8, 3))
    schedule = tables(made(year, "ke-hoach"))[1]
    assert schedule[0] == ["TT", "Việc", "Đơn vị thực hiện", "Thời hạn"]
    by_what = {row[1]: row for row in schedule[1:]}
    assert len(schedule) == 1 + 16 + 1
    assert by_what["Đơn vị gửi đăng ký nội dung, chỉ tiêu"][2:] == ["Đơn vị", "31/03/2025"]
    assert by_what["Gửi bảng tổng hợp điểm"][3] == "từ 23/12/2025 đến 25/12/2025"
    assert by_what["Thi dân vũ"][2:] == ["Xã Châu Mỹ", "08/03/2025"]
    assert set(by_what["Ký kết giao ước thi đua"][3]) == {"…"}


def add_duty(book: Any, code: str, what: str, who: str, due: object) -> None:
    """A row of one's own on `Lịch`."""
    sheet = book["Lịch"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Mã việc")
    columns = {cell.value: cell.column for cell in header}
    at = next(row for row in range(header[0].row + 1, sheet.max_row + 2) if not sheet.cell(row, 1).value)
    for name, value in (("Mã việc", code), ("Việc", what), ("Ai", who), ("Hạn", due)):
        sheet.cell(at, columns[name]).value = value


def test_the_annex_of_the_plan_lists_the_units(year: Journey) -> None:
    """In the order of `Đơn vị`, with who leads them as far as that is known."""
    listed = tables(made(year, "ke-hoach"))[-1]
    assert [row[1] for row in listed[1:]] == list(UNITS.values())
    assert listed[2][2] == "Lê Văn Hùng" and listed[1][3] == "Trưởng cụm"
    assert set(listed[1][2]) == {"…"}


def test_a_plan_of_a_young_book_has_blanks(issued: Journey) -> None:
    """No movement, no activity, no conference: told, and made."""
    assert "chưa có phong trào nào ở trang Phong trào" in told(issued, "ke-hoach")
    data = made(issued, "ke-hoach")
    assert blanks(data) > 5 and "None" not in whole(data)
    assert "trước hội nghị tổng kết từ 03 đến 05 ngày" in whole(data)


# --- quy chế -------------------------------------------------------------------------------------


def test_articles_are_numbered_through(year: Journey) -> None:
    """Điều 1 to the last over all six chapters."""
    data = made(year, "quy-che")
    chapters = [text for text in lines(data, "Giua") if text.startswith("Chương")]
    assert chapters == [f"Chương {number}" for number in ("I", "II", "III", "IV", "V", "VI")]
    numbers = [int(found[1]) for text in lines(data, "Muc2") if (found := re.match(r"Điều (\d+)\. ", text))]
    assert numbers == list(range(1, 20)) and len(lines(data, "Muc2")) == len(numbers)
    assert lines(data, "NoiDung")[-1].endswith("./.")
    assert lines(data, "GiuaNghieng")[0].startswith("(Thông qua tại Hội nghị")


def said(settings: Any, path: Path) -> list[str]:
    """The regulation's sentences under these settings, filled into the paper."""
    book = open_book(path, to_write=False)
    outcome, _ = computed(book)
    book.settings = settings
    paper = next(paper for paper in PAPERS if paper.code == "quy-che")
    data = _fill(Facts(book, outcome, TODAY), paper, "", Wanted(path.parent)).data
    return [text for style, text in paragraphs(data) if style == "NoiDung"]


@pytest.fixture(scope="session")
def regulation(complete_once: Any) -> tuple[Path, list[str]]:
    """A book, and its regulation under the usual settings."""
    path = next(complete_once.folder.glob("SoCum_*.xlsx"))
    return path, said(BASE, path)


@pytest.mark.parametrize(("setting", "value", "words"), CHANGES)
def test_a_changed_setting_changes_its_sentence_of_the_paper_and_no_other(
    regulation: tuple[Path, list[str]], setting: str, value: Any, words: str
) -> None:
    """Through the paper: of all its sentences exactly one differs, and says the new value."""
    path, before = regulation
    after = said(having(BASE, **{setting: value}), path)
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert words.replace("……", "…" * 4) in re.sub("…+", "…" * 4, changed[0])


def test_every_sentence_of_the_settings_stands_in_the_paper(regulation: tuple[Path, list[str]]) -> None:
    """Chapters III and IV, each sentence with its number."""
    _, texts = regulation
    bare = [re.sub(r"^\d+\. ", "", text) for text in texts]
    for sentence in in_all((*meeting_articles(BASE), *scoring_articles(BASE))):
        assert sentence.text in bare


def test_a_setting_typed_in_the_book_reaches_the_paper(year: Journey) -> None:
    """Through the front door."""
    year.set(Hạn_đăng_ký=on(9, 2))
    assert "đến Trưởng cụm chậm nhất ngày 09 tháng 02 năm 2025." in whole(made(year, "quy-che"))
    year.set(Cách_gọi="Khối")
    text = whole(made(year, "quy-che"))
    assert "Trưởng khối" in text and "Trưởng cụm" not in text.replace("Cụm thi đua số 1", "")


# --- tiêu chí ------------------------------------------------------------------------------------


def test_the_scale_has_every_criterion_in_words(year: Journey) -> None:
    """Sums of the sections, the total; what is added and taken away apart from it."""
    data = made(year, "tieu-chi")
    rows = tables(data)[0]
    by_text = {row[1]: row for row in rows}
    assert rows[0] == ["TT", "Nội dung", "Điểm tối đa", "Cách chấm", "Đơn vị tính", "Ai chấm",
                       "Khi không được giao"]  # fmt: skip
    assert {str(row[1]) for row in CRITERIA} <= set(by_text)
    assert [by_text[name][2] for name in ("Phát triển kinh tế", "Văn hóa, xã hội", "Tổng điểm")] == [
        "55",
        "26",
        "81",
    ]
    assert by_text["Thu ngân sách"][3] == (
        "Kết quả đạt từ 100 % chỉ tiêu trở lên được 15 điểm; từ 90 đến dưới 100 % được 12 điểm; từ 80 đến dưới 90 % "
        "được 8 điểm; còn lại 0 điểm."
    )
    assert by_text["Chấp hành chế độ báo cáo"][5] == "Trưởng cụm chấm"
    assert by_text["Tỷ lệ hộ dùng nước sạch"][6] == "Được đủ 10 điểm"
    order = [row[1] for row in rows]
    assert order.index("Tổng điểm") < order.index("Điểm thưởng") < order.index("Có mô hình mới")
    assert order.index("Có mô hình mới") < order.index("Điểm trừ") < order.index("Chậm báo cáo")


def test_the_scale_lies_on_the_side(year: Journey) -> None:
    """More than six columns."""
    page = part(made(year, "tieu-chi")).find(f".//{W}pgSz")
    assert page is not None and page.get(f"{W}orient") == "landscape"
