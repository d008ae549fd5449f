"""A khối of nine departments that the head's side scores: ranked, sealed, and no printed page says cụm."""

import datetime
import io
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys.collections import go_out
from tests.journeys.journey import BOOK, YEAR, Journey, Sheet, agree, run, saved_bytes, set_up, type_table

DEPARTMENTS = {f"S{at}": f"Sở thứ {at}" for at in range(1, 10)}
_WORD = re.compile(r"\bcụm\b", re.IGNORECASE)
_HIDDEN = ("_meta", "_tieu_chi")


def begin(folder: Path, scorer: str) -> Journey:
    """A khối's book as its clerk fills it in."""
    cluster = Journey(folder, {})
    assert run("new", "cluster", folder / BOOK).code == 0
    workbook = openpyxl.load_workbook(folder / BOOK)
    set_up(workbook, {"Năm": YEAR, "Mã cụm": "K1", "Tên cụm": "Khối các sở, ngành", "Cách gọi": "khối",
                      "Trưởng cụm": "S1",
                      "Ngày họp trù bị": datetime.datetime(YEAR, 12, 28)})  # fmt: skip
    type_table(workbook, "Đơn vị", "Mã", ("Mã", "Tên đơn vị", "Email"),
               [(code, name, f"{code.lower()}@so.vn") for code, name in DEPARTMENTS.items()])  # fmt: skip
    headers = ("Mã", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm", "Ai chấm")
    rows = [
        ("1", "Chuyên môn", "Tiêu chí", 60, "Chấm trực tiếp", scorer),
        ("2", "Cải cách", "Tiêu chí", 40, "Chấm trực tiếp", scorer),
    ]
    type_table(workbook, "Tiêu chí", "Mã", headers, rows)
    (folder / BOOK).write_bytes(saved_bytes(workbook))
    return cluster


def said_in(workbook: Workbook, sheets: Iterator[str]) -> list[str]:
    """Every cell of the pages that says the word, but for names of sheets, columns and settings."""
    found = []
    for name in sheets:
        for line in workbook[name].iter_rows():
            found += [
                f"{name}!{cell.coordinate}: {cell.value}"
                for cell in line
                if _WORD.search(str(cell.value or ""))
            ]
    return found


def test_a_khoi_scored_by_its_head_is_ranked_and_sealed(tmp_path: Path) -> None:
    """No form, nine ranks, a seal."""
    cluster = begin(tmp_path, "Trưởng cụm")
    cluster.rank()
    with cluster.typing() as book:
        for at, unit in enumerate(DEPARTMENTS):
            agree(book, unit, "1", score=60 - at)
            agree(book, unit, "2", score=40)
    ranked = cluster.rank()
    assert [one["rank"] for one in ranked.json["units"]] == list(range(1, 10))
    closed = run("close", cluster.book)
    assert closed.code == 0, closed.out
    assert run("verify", cluster.book, "--json").json["equal"]


@pytest.mark.parametrize("stage", ["register", "midyear", "yearend"])
def test_no_page_of_a_form_says_cum(tmp_path: Path, stage: str) -> None:
    """Values and formulas; a criterion keeps the words that people typed."""
    cluster = begin(tmp_path, "Đơn vị")
    (form, *_) = sorted(go_out(cluster, stage).iterdir())
    workbook = openpyxl.load_workbook(io.BytesIO(form.read_bytes()))
    assert said_in(workbook, (name for name in workbook.sheetnames if name not in _HIDDEN)) == []


def test_titles_of_the_book_and_letters_say_khoi(tmp_path: Path) -> None:
    """Above the tables, in drafts; sheets, columns and settings keep their names."""
    cluster = begin(tmp_path, "Đơn vị")
    go_out(cluster, "yearend")
    cluster.rank()
    workbook = openpyxl.load_workbook(cluster.book)
    assert {"Cụm", "Trưởng, Phó cụm", "Bầu Trưởng cụm"} <= set(workbook.sheetnames)
    holders = Sheet(workbook["Trưởng, Phó cụm"], "Năm", "Chức danh").sheet
    assert holders["B1"].value == "TRƯỞNG KHỐI, PHÓ TRƯỞNG KHỐI QUA CÁC NĂM"
    assert "trang Cụm" in str(holders["A2"].value)
    calendar = Sheet(workbook["Lịch"], "Mã việc")
    row = calendar.row("PD")
    assert calendar.at(row, "Việc") == "Cấp trên phê duyệt Trưởng khối, Phó Trưởng khối"
    assert calendar.at(calendar.row("KH"), "Ai") == "Trưởng khối"
    back = run("give-back", cluster.book, "--out", cluster.folder / "tra")
    assert back.code == 1
    letters = sorted((cluster.folder / "tra").glob("*.eml"))
    assert len(letters) == len(DEPARTMENTS)
    for letter in letters:
        body = message_from_bytes(letter.read_bytes(), policy=policy.default).get_body()
        assert body is not None
        assert "TRƯỞNG KHỐI" in body.get_content()
        assert not _WORD.search(body.get_content())
