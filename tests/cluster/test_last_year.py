"""`Thực hiện năm trước`: what a year reached goes into the next year's book, and locked onto its forms."""

from pathlib import Path

import openpyxl

from tests.journeys.journey import UNITS, YEAR, Journey, Run, Sheet, run


def next_book(cluster: Journey) -> tuple[Path, Run]:
    """Next year's book, and what was said of it."""
    path = cluster.folder / "nam_sau.xlsx"
    done = run("new", "cluster", path, "--from", cluster.book)
    assert done.code == 0
    return path, done


def last_year(path: Path) -> dict[tuple[str, str], object]:
    """What stands in `Thực hiện năm trước`."""
    sheet = Sheet(openpyxl.load_workbook(path)["Đăng ký"], "Mã đơn vị", "Mã tiêu chí")
    return {
        (row["Mã đơn vị"], row["Mã tiêu chí"]): row["Thực hiện năm trước"]
        for row in sheet.records() if row["Thực hiện năm trước"] is not None
    }  # fmt: skip


def reword(cluster: Journey, code: str, text: str) -> None:
    """The head words a criterion otherwise."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row(code), "Nội dung", text)


def test_results_of_the_year_are_those_of_the_year_before(complete: Journey) -> None:
    """As agreed, else as received; 0 is a result, blank is none."""
    complete.agree("AN", "I.2", result=87, reason="Thẩm tra")
    complete.agree("BH", "I.3", result="18,5", reason="Thẩm tra")
    complete.agree("CM", "I.3", result="nhiều", reason="Thẩm tra")
    complete.rank()
    path, done = next_book(complete)
    found = last_year(path)
    assert (found["AN", "I.2"], found["BH", "I.2"], found["BH", "I.3"]) == (87, 81, 18.5)
    assert found["AN", "2.2"] == 0
    assert found["CM", "2.1"] == "Không đạt"
    assert ("CM", "I.3") not in found
    assert ("AN", "I.1") not in found
    assert f"Đã chuyển {len(found)} kết quả của năm trước" in done.out
    answer = run("rank", path, "--json")
    assert [one["code"] for one in answer.json["findings"] if one["sheet"] == "Đăng ký"] == []
    assert last_year(path) == found


def test_they_are_locked_on_the_form_of_registration(complete: Journey) -> None:
    """The unit sees its own, and cannot change it."""
    path, _ = next_book(complete)
    out = complete.folder / "dang_ky"
    assert run("issue", path, "--out", out, "--stage", "register").code == 0
    for unit, result in zip(UNITS, (95, 81, 72, 63, 90), strict=True):
        form = Sheet(openpyxl.load_workbook(out / f"DangKy_{unit}_{YEAR + 1}.xlsx")["Đăng ký"], "Mã")
        cell = form.sheet.cell(form.row("I.2"), form.columns["Thực hiện năm trước"])
        assert (cell.value, cell.protection.locked) == (result, True)


def test_another_wording_under_the_same_code_has_no_year_before(complete: Journey) -> None:
    """The table was made ready for the next year in the old book; spaces and letter case are no other wording."""
    before = len(last_year(next_book(complete)[0]))
    (complete.folder / "nam_sau.xlsx").unlink()
    reword(complete, "I.3", "Giải ngân vốn đầu tư công")
    reword(complete, "I.2", "Tỷ lệ hộ dùng  NƯỚC SẠCH")
    path, done = next_book(complete)
    found = last_year(path)
    assert {code for _, code in found} >= {"I.2", "I.4"}
    assert "I.3" not in {code for _, code in found}
    assert len(found) == before - len(UNITS)
    assert f"Đã chuyển {len(found)} kết quả" in done.out


def test_a_book_without_results_carries_none(issued: Journey) -> None:
    """Nothing is said of it."""
    path, done = next_book(issued)
    assert last_year(path) == {}
    assert "Đã chuyển" not in done.out
