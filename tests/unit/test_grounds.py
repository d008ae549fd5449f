"""Căn cứ: prefilled for new books, as lines of a paper, and cited again."""

import pytest

from thidua_xl.domain.year.grounds import GROUNDS_2025, are_untouched, as_ground_lines, cited, grounds_for


def test_new_books_begin_with_the_law_since_2025() -> None:
    """The law of 2022 is named without its number; before, the decree was another."""
    assert grounds_for(2024) == ()
    assert grounds_for(2025) == grounds_for(2030) == GROUNDS_2025
    assert GROUNDS_2025[0] == "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"


def test_only_all_three_as_they_were_are_untouched() -> None:
    """One line more and somebody has looked at them."""
    assert are_untouched(GROUNDS_2025, 2026)
    assert not are_untouched((*GROUNDS_2025, "Kế hoạch số 05/KH-UBND"), 2026)
    assert not are_untouched(GROUNDS_2025[:2], 2026)
    assert not are_untouched((), 2024)


@pytest.mark.parametrize(
    "typed",
    [
        "Luật A",
        "Căn cứ Luật A",
        "căn cứ: Luật A;",
        "- Căn cứ  Luật A.",
        "CĂN CỨ Luật A ; ",
        "Luật A./.",
        "+ Luật A,",
    ],
)
def test_a_ground_is_one_line_however_it_was_typed(typed: str) -> None:
    """Nobody reads `Căn cứ Căn cứ`, nor two marks at the end."""
    assert as_ground_lines([typed, "", "Nghị định B;"]) == ["Căn cứ Luật A;", "Căn cứ Nghị định B."]


def test_a_line_that_says_how_it_is_a_ground_is_left_so() -> None:
    """`Theo đề nghị của …` is no `Căn cứ theo đề nghị`."""
    typed = ["Luật A", "theo đề nghị của Phó Trưởng cụm", "Xét kết quả bình xét;", "căn cứ", " ; "]
    assert as_ground_lines(typed) == [
        "Căn cứ Luật A;",
        "Theo đề nghị của Phó Trưởng cụm;",
        "Xét kết quả bình xét.",
    ]
    assert as_ground_lines([]) == []


@pytest.mark.parametrize(
    ("ground", "again"),
    [
        (GROUNDS_2025[0], "Luật Thi đua, khen thưởng"),
        ("Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022", "Luật Thi đua, khen thưởng"),
        (GROUNDS_2025[1], "Nghị định số 152/2025/NĐ-CP"),
        (GROUNDS_2025[2], "Thông tư số 15/2025/TT-BNV"),
        ("Căn cứ Hướng dẫn 1302/HD-SNV ngày 25/4/2023 của Sở Nội vụ;", "Hướng dẫn 1302/HD-SNV"),
        ("Quyết định số 12/QĐ-UBND, ngày 03 tháng 01 năm 2026", "Quyết định số 12/QĐ-UBND"),
        ("Quy chế hoạt động của Cụm ngày 05 tháng 3 năm 2026", "Quy chế hoạt động của Cụm"),
        ("Kế hoạch của cụm thực hiện Nghị định số 5/2026", "Kế hoạch của cụm thực hiện Nghị định số 5/2026"),
    ],
)  # fmt: skip
def test_what_is_cited_again_is_type_and_number(ground: str, again: str) -> None:
    """In full once, in short from then on."""
    assert cited(ground) == again
