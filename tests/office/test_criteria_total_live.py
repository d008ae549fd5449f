"""`Tiêu chí` by hand: the total above the table follows every cell that is typed, and is never right by accident."""

from pathlib import Path

import pytest

from tests.office.books import Stored, differences, run
from tests.office.calc import Calc, Document

pytestmark = pytest.mark.office

_SHEET = "Tiêu chí"
_FIRST = 6
"""The first row of the table in a new book."""


def typed(document: Document, *rows: tuple[str, str, float | str | None, str]) -> str:
    """What the line says with these codes, kinds, maxima and parameters typed, from the first row on."""
    for at, row in enumerate(rows, start=_FIRST):
        for column, value in zip("ADEG", row, strict=True):
            document.type(_SHEET, f"{column}{at}", value)
    return str(document.values(_SHEET)[0][3])


def test_the_total_follows_what_is_typed(calc: Calc, tmp_path: Path) -> None:
    """Bonus, penalty and conditions stand outside; a section that says otherwise is named with both figures."""
    book = tmp_path / "So.xlsx"
    run("new", "cluster", book)
    section, first = ("I", "Mục", None, ""), ("I.1", "Tiêu chí", 600, "")
    with calc.open(book) as document:
        assert typed(document) == "Tổng điểm tối đa: cộng khi nhập cột Điểm tối đa"
        assert typed(document, section, first) == "Tổng điểm tối đa = 600 ✓"
        rest = (("II", "Mục", 400, ""), ("II.1", "Tiêu chí", 387.5, ""), ("II.2", "Tiêu chí", 12.5, ""))
        beside = (
            ("III", "Mục", 10, "trần 10"),
            ("III.1", "Điểm thưởng", 20, ""),
            ("III.2", "Điều kiện", None, "Trừ 5 điểm"),
        )
        assert typed(document, section, first, *rest, *beside) == "Tổng điểm tối đa = 1.000 ✓"
        wrong = ("II.2", "Tiêu chí", 12.75, "")
        assert typed(document, section, first, *rest[:2], wrong) == (
            "Tổng điểm tối đa = 1.000,25 – Mục II ghi 400, các tiêu chí cộng lại được 400,25: xem lại"
        )
        blank = ("II.2", "Tiêu chí", None, "")
        assert typed(document, section, first, *rest[:2], blank).endswith(
            "(còn 1 tiêu chí chưa ghi điểm tối đa)"
        )
        text = ("II.2", "Tiêu chí", "12,5đ", "")
        assert typed(document, section, first, *rest[:2], text).startswith(
            "Cột Điểm tối đa có 1 ô không phải là số"
        )
        doubled = ("I", "Mục", 1200, "hệ số 2")
        assert typed(document, doubled, first, *rest) == (
            "Tổng điểm tối đa = 1.600 (Mục có trần, hệ số: theo điểm ghi ở Mục)"
        )
        inside = ("I.1", "Mục", 500, "trần 500"), ("I.1.a", "Tiêu chí", 600, "")
        assert "✓" not in typed(document, doubled, *inside, *rest)


@pytest.mark.parametrize("name", ["", "xa", "so-nganh", "truong-hoc"])
def test_what_is_stored_is_what_the_formulas_give(name: str, calc: Calc, tmp_path: Path) -> None:
    """Protected View shows the stored values: of a blank book and of every template."""
    book = tmp_path / "So.xlsx"
    run("new", "cluster", book, *(("--template", name) if name else ()))
    with calc.open(book) as document:
        assert not differences(Stored.of(book, [_SHEET]), _SHEET, document.values(_SHEET))
