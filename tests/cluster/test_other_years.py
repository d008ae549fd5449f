"""A book that is closed, and the next year's: neither takes in what is not its own."""

from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.journey import AGREED, VOTES, Journey, Sheet, run
from tests.journeys.taken_in import DAY, type_everywhere


@pytest.mark.parametrize("command", ["issue", "collect", "rank"])
def test_a_closed_book_is_not_changed(complete: Journey, command: str) -> None:
    """`Giai đoạn` = Đã chốt: exit code 2, a sentence that names `reopen`, not a byte changed."""
    complete.set(Giai_đoạn="Đã chốt")
    before = {path: path.read_bytes() for path in complete.folder.rglob("*") if path.is_file()}
    more: dict[str, tuple[object, ...]] = {
        "issue": ("--out", complete.folder / "lai"),
        "collect": (complete.inbox,),
    }
    answer = run(command, complete.book, *more.get(command, ()))
    assert answer.code == 2
    assert "reopen" in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert {path: path.read_bytes() for path in complete.folder.rglob("*") if path.is_file()} == before


def test_the_period_is_the_years_own(complete: Journey, tmp_path: Path) -> None:
    """A school's year stands in the titles of its forms; next year's book asks anew, the days of sending come along."""
    complete.set(**{"Kỳ_thi_đua": "năm học 2025 – 2026", "Từ_ngày": DAY, "Đến_ngày": DAY,
                    "Gửi_bảng_điểm_trước_hội_nghị_(ngày)": "7–10"})  # fmt: skip
    assert run("issue", complete.book, "--out", tmp_path / "phieu").code == 0
    form = openpyxl.load_workbook(tmp_path / "phieu" / "Phieu_AN_2025.xlsx")
    assert "PHIẾU TỰ CHẤM ĐIỂM THI ĐUA NĂM HỌC 2025 – 2026" in {
        cell.value for row in form["Tự chấm"].iter_rows(max_row=8) for cell in row
    }
    new = tmp_path / "SoCum_C01_2026.xlsx"
    assert run("new", "cluster", new, "--from", complete.book).code == 0
    lines = Sheet(openpyxl.load_workbook(new)["Cụm"], "Mục").records()
    settings = {row["Mục"]: row["Giá trị"] for row in lines}
    assert {settings[name] for name in ("Kỳ thi đua", "Từ ngày", "Đến ngày")} == {None}
    assert settings["Gửi bảng điểm trước hội nghị (ngày)"] == "7–10"


def test_the_next_years_book_takes_criteria_units_and_settings_only(
    complete: Journey, tmp_path: Path
) -> None:
    """`--from`: no date, no score, no vote, nothing received or issued comes along."""
    complete.set(Hạn_nộp_phiếu=DAY, Ngày_hội_nghị_tổng_kết=DAY, Cấp_trên="UBND tỉnh", Số_chữ_số_thập_phân=1)
    with complete.typing() as book:
        type_everywhere(book)
    new = tmp_path / "SoCum_C01_2026.xlsx"
    assert run("new", "cluster", new, "--from", complete.book).code == 0
    book = openpyxl.load_workbook(new)
    old = openpyxl.load_workbook(complete.book)
    settings = {row["Mục"]: row["Giá trị"] for row in Sheet(book["Cụm"], "Mục").records()}
    assert settings["Năm"] == 2026
    assert (settings["Mã cụm"], settings["Tên cụm"], settings["Địa danh"]) == (
        "C01",
        "Cụm thi đua số 1",
        "An Hòa",
    )
    assert (settings["Cấp trên"], settings["Số chữ số thập phân"]) == ("UBND tỉnh", 1)
    assert [settings[name] for name in settings if name.startswith(("Ngày", "Hạn"))] == [None] * 7
    assert settings["Giai đoạn"] == "Đang nhận"
    for name in ("Tiêu chí", "Đơn vị"):
        headers = ("Mã", "Nội dung", "Điểm tối đa", "Cách chấm", "Tham số", "Tên đơn vị")
        rows = [[[row.get(h) for h in headers if h != "Điểm tối đa" or row.get("Loại") != "Mục"]
                 for row in Sheet(one[name], "Mã").records()] for one in (old, book)]  # fmt: skip
        assert rows[0] == rows[1]
    sheet = journey.ledger(book)
    typed = (*AGREED.values(), "Chỉ tiêu", "Kết quả", "Không được giao", "Điểm tự chấm")
    assert {sheet.at(row, header) for row in sheet.rows() for header in typed} == {None}
    assert list(Sheet(book[VOTES], "Mã đơn vị", "Số phiếu").rows()) == []
    assert [row["File"] for row in Sheet(book["Tiếp nhận"], "Trạng thái", "SHA-256").records()] == [None] * 5
    assert Sheet(book["Nhật ký"], "Lúc", "Mã băm").records() == []
    assert book["_phat_hanh"].max_row == 1


@pytest.mark.parametrize("moved", [False, True])
def test_the_next_years_forms_are_told_from_this_years(
    complete: Journey, tmp_path: Path, moved: bool
) -> None:
    """A form of last year in the new book's inbox waits as a form of another year."""
    new = tmp_path / "moi" / "SoCum_C01_2026.xlsx"
    assert run("new", "cluster", new, "--from", complete.book).code == 0
    if moved:
        assert run("issue", new, "--out", tmp_path / "moi" / "phieu").code == 0
    document = run("collect", new, complete.inbox, "--json").json
    assert {one["status"] for one in document["files"]} == {"waiting"}
    assert {one["code"] for file in document["files"] for one in file["findings"]} == {
        "WRONG_YEAR",
        "NEVER_ISSUED",
    }
