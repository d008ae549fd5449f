"""A table of criteria from the decision itself, a text of Word: over pages, with automatic numbers, merged."""

from pathlib import Path
from typing import Any

import docx
import pytest

from tests.journeys.journey import Run, run

HEADER = ("TT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm")


def table_of(document: Any, *rows: tuple[str, ...]) -> Any:
    """A table of these rows at the end of the document."""
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


@pytest.fixture
def decision() -> Any:
    """The head of a decision (a table without borders), then its table over two pages."""
    document = docx.Document()
    table_of(document, ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    document.add_paragraph("Bảng tiêu chí thi đua (kèm theo Quyết định)")
    first = table_of(
        document, HEADER, ("I", "PHÁT TRIỂN KINH TẾ", "25", ""), ("1", "Thu ngân sách", "15", ""),
        ("", "- Đúng hạn", "", ""), ("2", "Giải ngân", "10", ""),
    )  # fmt: skip
    first.cell(2, 2).merge(first.cell(3, 2))
    document.add_paragraph("(trang sau)")
    table_of(
        document, HEADER, ("II", "VĂN HÓA", "1.000", ""), ("1", "Gia đình văn hóa", "400", ""),
        ("2", "Y tế", "600", ""), ("III", "ĐIỂM TRỪ", "", ""), ("1", "Chậm báo cáo", "-5", ""),
        ("", "Tổng cộng (I+II)", "1.025", ""),
    )  # fmt: skip
    return document


def imported(folder: Path, document: Any, *more: str) -> Run:
    """The command on a new book."""
    book, file = folder / "so.xlsx", folder / "quyet_dinh.docx"
    document.save(file)
    assert book.exists() or run("new", "cluster", book).code == 0
    return run("import-criteria", book, file, *more)


def test_a_decision_becomes_the_table_of_criteria(tmp_path: Path, decision: Any) -> None:
    """Both pages, the merged line of text, the kinds, the sums of thousands; the decision's head is only told."""
    answer = imported(tmp_path, decision, "--json")
    found = answer.json
    assert (answer.code, found["written"], found["not_understood"]) == (0, True, [])
    assert [(one["code"], one["kind"], one["maximum"]) for one in found["rows"]] == [
        ("I", "Mục", "25"), ("I.1", "Tiêu chí", "15"), ("I.2", "Tiêu chí", "10"), ("II", "Mục", "1000"),
        ("II.1", "Tiêu chí", "400"), ("II.2", "Tiêu chí", "600"), ("III", "Mục", None), ("III.1", "Điểm trừ", "5"),
    ]  # fmt: skip
    assert found["rows"][1]["text"] == "Thu ngân sách - Đúng hạn"
    assert [one["where"] for one in found["rows"]][3] == "Bảng 3 dòng 2"
    assert all(one["agrees"] for one in found["sums"])
    assert [one["where"] for one in found["noticed"] if one["kind"] == "not_read"] == ["Bảng 1"]
    assert found["findings"] == []


def test_numbers_that_word_counts(tmp_path: Path) -> None:
    """The column TT is blank in the text of such a file; people see 1, 2, 3."""
    document = docx.Document()
    table = table_of(document, HEADER[:3], ("", "Thu", "10"), ("", "Chi", "5"))
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = document.styles["List Number"]
    answer = imported(tmp_path, document, "--json")
    assert [(one["code"], one["number"]) for one in answer.json["rows"]] == [("1", "1"), ("2", "2")]
    assert answer.code == 0


def test_a_struck_line_waits_for_a_person(tmp_path: Path) -> None:
    """A draft in which a line was struck out is no table yet."""
    document = docx.Document()
    table = table_of(document, HEADER[:3], ("1", "Thu", "10"), ("2", "", "5"))
    table.cell(2, 1).paragraphs[0].add_run("Chi").font.strike = True
    answer = imported(tmp_path, document, "--json")
    (one,) = answer.json["not_understood"]
    assert (answer.code, one["where"], one["kind"]) == (1, "Bảng 1 dòng 3", "text_doubtful")


def test_a_text_has_no_sheets(tmp_path: Path, decision: Any) -> None:
    """Who names one has another file in mind."""
    answer = imported(tmp_path, decision, "--sheet", "Bảng 3")
    assert (answer.code, answer.out) == (2, "")
    assert "--sheet" in answer.err


def test_a_text_without_a_table_of_criteria(tmp_path: Path) -> None:
    """The sentence says what a table needs."""
    document = docx.Document()
    document.add_paragraph("1. Thu ngân sách: 10 điểm")
    answer = imported(tmp_path, document)
    assert (answer.code, answer.out) == (2, "")
    assert "Điểm chuẩn" in answer.err
