"""`Xếp hạng` is the page that is signed: its head, the flag, its signatures, its chart in the order of the ranks."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter

from tests.journeys.journey import Journey, Sheet, run

SHEET = "Xếp hạng"
SIGNED = ("NGƯỜI LẬP BIỂU", "TRƯỞNG CỤM", "(Ký tên, đóng dấu)")


def ranking(book: Journey) -> Sheet:
    """The sheet as it stands."""
    return book.sheet(SHEET, "Hạng", "Mã")


def texts(book: Journey) -> list[str]:
    """All that is written on the sheet, row by row."""
    return [
        cell.value for row in ranking(book).sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    ]


def units(book: Journey) -> list[dict[str, object]]:
    """The rows of units."""
    return [row for row in ranking(book).records() if row["Mã"]]


def charts(path: Path) -> list[str]:
    """The charts of a book, each as XML."""
    with zipfile.ZipFile(path) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/charts/chart"))
        return [package.read(name).decode() for name in names]


def area_printed(path: Path) -> str:
    """What of the sheet is printed."""
    area = openpyxl.load_workbook(path)[SHEET].print_area
    return str(area).rpartition("!")[2].replace("$", "")


def test_the_page_has_the_head_of_a_paper(complete: Journey) -> None:
    """State and motto, place and day of the conference, the grounds as lines, all above the table."""
    with complete.typing() as book:
        sheet = Sheet(book["Cụm"], "Mục", "Giá trị")
        for row in sheet.rows():
            if sheet.at(row, "Mục") == "Căn cứ":
                sheet.put(row, "Giá trị", "Luật Thi đua, khen thưởng năm 2022")
                break
    complete.set(Địa_danh="Triệu Sơn")
    complete.rank()
    said = texts(complete)
    header = said.index("Hạng")
    for wanted in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
        assert wanted in said[:header]
    assert any(text.startswith("Triệu Sơn, ngày ") for text in said[:header])
    assert any(text.startswith("Căn cứ Luật Thi đua, khen thưởng năm 2022") for text in said[:header])


def test_signatures_stand_below_the_last_unit_once(complete: Journey) -> None:
    """Also after runs that wrote, and when a unit joins: no line of an earlier page stays."""
    complete.agree("BH", "I.1", score=1, reason="Đối chiếu")
    complete.rank()
    complete.agree("BH", "I.1", score=2, reason="Đối chiếu")
    complete.rank()
    for line in SIGNED:
        assert texts(complete).count(line) == 1, line
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def new_unit(book: Journey) -> None:
    """One more unit, typed below the others."""
    with book.typing() as workbook:
        sheet = Sheet(workbook["Đơn vị"], "Mã", "Tên đơn vị")
        row = max(sheet.rows()) + 1
        sheet.put(row, "Mã", "ZZ")
        sheet.put(row, "Tên đơn vị", "Xã Mới")


def test_a_unit_that_joins_moves_the_signatures_and_the_printed_page(complete: Journey) -> None:
    """The page ends with the last line of the signatures, whatever the table's length."""
    complete.rank()
    before = area_printed(complete.book)
    count = len(units(complete))
    new_unit(complete)
    complete.rank()
    assert len(units(complete)) == count + 1
    assert [texts(complete).count(line) for line in SIGNED] == [1] * len(SIGNED)
    assert last_row(area_printed(complete.book)) == last_row(before) + 1
    sheet = ranking(complete)
    marked = [row for row in range(1, sheet.sheet.max_row + 1)
              if str(sheet.sheet.cell(row, sheet.columns["Dòng ký"]).value or "").startswith("ký ")]  # fmt: skip
    assert last_row(area_printed(complete.book)) == max(marked)


def last_row(area: str) -> int:
    """`A2:M20` → 20."""
    return int(re.findall(r"\d+", area)[-1])


def test_a_person_s_lines_below_the_page_stay(complete: Journey) -> None:
    """They move down with it and are not overwritten."""
    complete.rank()
    with complete.typing() as book:
        sheet = book[SHEET]
        sheet.cell(sheet.max_row + 2, 2).value = "Ghi riêng của cụm"
    new_unit(complete)
    complete.rank()
    assert texts(complete).count("Ghi riêng của cụm") == 1
    assert [texts(complete).count(line) for line in SIGNED] == [1] * len(SIGNED)


def test_columns_of_a_person_stay_beside_the_signatures(complete: Journey) -> None:
    """One put between the program's columns, one at the right end: nothing of theirs is lost, no run stops."""
    complete.rank()
    with complete.typing() as book:
        sheet = Sheet(book[SHEET], "Hạng", "Mã")
        right = book[SHEET].max_column + 2
        for row in sheet.rows():
            book[SHEET].cell(row, right).value = f"riêng {row}"
    new_unit(complete)
    assert complete.rank().code in (0, 1)
    assert len([text for text in texts(complete) if text.startswith("riêng ")]) == len(units(complete)) - 1


def test_the_flag_stands_beside_its_unit(complete: Journey) -> None:
    """The nominee's row alone says Có; `Suy tôn` changes it."""
    answer = complete.rank().json
    assert answer["nominee"]
    assert [row["Mã"] for row in units(complete) if row["Đề nghị Cờ"]] == [answer["nominee"]]
    other = next(row["Mã"] for row in units(complete) if row["Mã"] != answer["nominee"])
    with complete.typing() as book:
        sheet = Sheet(book["Suy tôn"], "Mã đơn vị", "Đề nghị Cờ")
        sheet.put(sheet.row(str(other), "None"), "Đề nghị Cờ", "Có")
        sheet.put(sheet.row(str(other), "Có"), "Lý do", "Hội nghị suy tôn")
    answer = complete.rank().json
    assert [row["Mã"] for row in units(complete) if row["Đề nghị Cờ"]] == [answer["nominee"]] == [other]


def test_the_chart_keeps_the_order_of_the_ranks(complete: Journey) -> None:
    """Bars are numbered by rank; the chart draws the helper columns, hidden as they are."""
    complete.rank()
    rows = units(complete)
    assert [row["Thứ tự vẽ"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["Tên vẽ"] for row in rows] == [row["Đơn vị"] for row in rows]
    sheet = ranking(complete)
    letter = get_column_letter(sheet.columns["Tên vẽ"])
    drawn = next(xml for xml in charts(complete.book) if SHEET in xml)
    assert f"${letter}$" in drawn
    assert '<c:plotVisOnly val="0"/>' in drawn or "plotVisOnly" not in drawn


def test_sections_are_folded_and_not_on_the_page(complete: Journey) -> None:
    """Their columns stand right of what is printed, hidden behind a sign to open them."""
    complete.rank()
    sheet = ranking(complete)
    column = sheet.columns["I"]
    form = sheet.sheet.column_dimensions[get_column_letter(column)]
    assert (form.hidden, form.outlineLevel) == (True, 1)
    right = re.findall("[A-Z]+", area_printed(complete.book))[-1]
    assert column_index_from_string(right) < column


def test_an_empty_book_has_no_empty_chart(tmp_path: Path) -> None:
    """Nothing to rank, nothing to draw; no signature under nothing."""
    book = tmp_path / "SoCum.xlsx"
    run("new", "cluster", book)
    assert charts(book) == []
    values = [cell.value for row in openpyxl.load_workbook(book)[SHEET].iter_rows() for cell in row]
    assert not set(SIGNED) & set(values)


@pytest.mark.parametrize("name", ["Xếp hạng"])
def test_the_chart_comes_with_the_first_units(issued: Journey, name: str) -> None:
    """The book was new and empty, units were typed, forms went out: nobody had taken the chart away."""
    assert any(name in xml for xml in charts(issued.book))
