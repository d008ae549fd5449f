"""`Thử chấm`: what is typed there stays, and changes nothing else."""

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from thidua_xl import sample
from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.criteria import Criteria
from thidua_xl.domain.scoring.parameters import parse_parameter
from thidua_xl.domain.scoring.trial import try_rule
from thidua_xl.domain.values.numbers import Rounding
from thidua_xl.sheets.cluster.trial import TABLE


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The sample's book."""
    path = tmp_path / "SoCum.xlsx"
    assert main(["new", "cluster", str(path), "--sample"]) == 0
    return path


def test_what_was_tried_stays_and_its_answer_is_stored(book: Path) -> None:
    """A book saved by hand without any computation gets the answer by the next command."""
    typed = load_workbook(book)
    for cell, value in (("B5", "I.1.d"), ("B6", 20), ("B7", 19)):
        typed[TABLE.sheet][cell] = value
    typed.save(book)
    assert main(["rank", str(book)]) == 1
    shown = load_workbook(book, data_only=True)[TABLE.sheet]
    assert [shown[f"B{row}"].value for row in (5, 6, 7)] == ["I.1.d", 20, 19]
    assert [shown[f"B{row}"].value for row in (10, 11, 12)] == [15, 95, 12]
    assert shown["B13"].value.startswith(
        "Tỷ lệ 95 %: 12 điểm. Kết quả đạt từ 100 % chỉ tiêu trở lên được 15 điểm"
    )


def test_trying_moves_no_score(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ranking says the same before and after."""
    main(["rank", str(book), "--json"])
    before = capsys.readouterr().out
    typed = load_workbook(book)
    typed[TABLE.sheet]["B5"], typed[TABLE.sheet]["B7"] = "I.3.d", "Đạt"
    typed.save(book)
    main(["rank", str(book), "--json"])
    assert capsys.readouterr().out == before


def test_a_book_without_the_page_gets_it(book: Path) -> None:
    """A book of an earlier version is brought up to date."""
    older = load_workbook(book)
    del older[TABLE.sheet]
    older.save(book)
    assert main(["rank", str(book)]) == 1
    assert TABLE.sheet in load_workbook(book).sheetnames


@pytest.mark.parametrize(("code", "target", "result", "points", "why"), [
    ("I.1.a", 4, 3, 18750, "Tỷ lệ 75 %: 18,75 điểm. Đạt từ 100 % chỉ tiêu"),
    ("V.1", None, 2, -10000, "-10 điểm. Mỗi vụ trừ 5 điểm"),
    ("I.2.a", 4, 3, None, "Phải có số liệu của cả cụm mới tính được."),
    ("III.1.d", None, None, None, "Không tính từ số liệu, người chấm cho điểm."),
    ("III.2.c", None, 2, 19000, "19 điểm. Theo thứ hạng: hạng 1 được 20 điểm"),
    ("III.2.c", None, 0, None, "Kết quả: nhập thứ hạng 1, 2, 3, …"),
    ("I.1.a", 0, 3, None, "Chỉ tiêu bằng 0: không tính được"),
    ("I.1.a", None, 3, None, "Nhập Chỉ tiêu là một số."),
])  # fmt: skip
def test_the_sentence_of_why(
    code: str, target: int | None, result: int | None, points: int | None, why: str
) -> None:
    """Points and the reason; what is lacking is named."""
    row = Criteria(tuple(sample.criteria())).by_code[code]
    goal, reached = (None if one is None else Fraction(one) for one in (target, result))
    tried = try_rule(row, parse_parameter(row), goal, reached, None, Rounding())
    assert tried.points == points
    assert tried.why.startswith(why)
