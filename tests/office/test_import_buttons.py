"""The buttons that bring an office's own tables into the open book: shown, asked about, written as the command does."""

from pathlib import Path

import docx
import pytest

from tests.office.twins import OpenTwice, command
from thidua_xl.cluster.acts.new_book import write_new_cluster
from thidua_xl.excel.selftest.imported import write_tables
from thidua_xl.excel.selftest.sample import cluster_book

pytestmark = pytest.mark.office


def test_what_was_understood_is_shown_before_anything_is_written(
    open_twice: OpenTwice, small: Path, tmp_path: Path
) -> None:
    """Codes, sums, how many typed rows give way; a no leaves the book as it is."""
    twins = open_twice(small)
    criteria, _ = write_tables(tmp_path / "bang")
    before = twins.live.read_bytes()
    twins.app.impl.answers.append("no")
    assert twins.run("import-criteria", criteria).code == 0
    asked = twins.alerts[-1].prompt
    assert "I.1 Thu ngân sách (mẫu): 20" in asked
    assert "0 tổng không khớp" in asked
    assert "dòng đang có?" in asked
    assert twins.live.read_bytes() == before


def test_a_text_of_word_through_the_button(open_twice: OpenTwice, small: Path, tmp_path: Path) -> None:
    """The same book as the command makes; lines that are not clear are named in the question and in the answer."""
    twins = open_twice(small)
    document = docx.Document()
    table = document.add_table(0, 3)
    for row in (
        ("TT", "Nội dung", "Điểm chuẩn"),
        ("1", "Thu ngân sách", "10"),
        ("2", "Chi ngân sách", "5đ/lần"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path = tmp_path / "quyet_dinh.docx"
    document.save(str(path))
    assert twins.run("import-criteria", path).code == 1
    assert "5đ/lần" in twins.alerts[0].prompt
    assert "Bảng 1 dòng 3" in twins.alerts[-1].prompt
    twins.find_again()
    assert command("import-criteria", twins.file, path, "--replace") == 1
    assert twins.differences() == []


def test_a_file_that_is_no_table_is_told(open_twice: OpenTwice, small: Path, tmp_path: Path) -> None:
    """In a sentence; nothing is asked."""
    twins = open_twice(small)
    _, units = write_tables(tmp_path / "bang")
    assert twins.run("import-criteria", units).code == 2
    assert "Điểm chuẩn" in twins.alerts[-1].prompt


def test_units_and_then_criteria_equal_the_commands(open_twice: OpenTwice, tmp_path: Path) -> None:
    """Typed rows give way in both, what rests on them follows: the book that the self-test does it with."""
    twins = open_twice(write_new_cluster(tmp_path / "TuKiemTra.xlsx", cluster_book()))
    criteria, units = write_tables(tmp_path / "bang")
    for name, path in (("import-units", units), ("import-criteria", criteria)):
        outcome = twins.run(name, path)
        twins.find_again()
        assert command(name, twins.file, path, "--replace") == outcome.code
        assert twins.differences() == []
