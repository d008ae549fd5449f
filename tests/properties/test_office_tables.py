"""Whatever an office writes: no line is lost, no code is doubled, every code has its parent, nothing is made up."""

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.outline.lines import Block
from thidua_xl.domain.outline.proposal import Understood, understand
from thidua_xl.domain.scoring.criteria import RowKind, parent_code
from thidua_xl.domain.values.text import fold

NUMBERS = st.sampled_from([None, "I", "II", "III", "A", "B", "1", "2", "3", "1.1", "1.2", "2.1", "a", "b", "đ", "-",
                           "+", "?", 1.0, 2.0, 1.1, "IV.1", "1)", "i"])  # fmt: skip
HEADS = st.sampled_from(
    ["", "- ", "+ ", "1. ", "a) ", "1.1 ", "ĐIỂM THƯỞNG ", "Điểm trừ ", "Tổng cộng ", "I. ", "và "]
)
POINTS = st.sampled_from([None, None, 1.0, 2.5, 10.0, "5 điểm", "5đ/lần", "1.000", -3.0, "x", 0.0])
LINES = st.lists(st.tuples(NUMBERS, HEADS, POINTS), min_size=1, max_size=25)


def table(lines: list[tuple[object, str, object]]) -> Understood:
    """Every line has a word of its own, by which it is found again."""
    rows = [(number, f"{head}việc{at}z", points) for at, (number, head, points) in enumerate(lines)]
    return understand([Block("B", [("TT", "Nội dung", "Điểm chuẩn"), *rows])])


@given(LINES)
def test_no_line_is_lost(lines: list[tuple[object, str, object]]) -> None:
    """Each stands in a row, or below the grand total, where it is told."""
    found = table(lines)
    kept = " ".join([*(row.criterion.text for row in found.rows), *(one.said for one in found.noticed)])
    assert [at for at in range(len(lines)) if f"việc{at}z" not in kept] == []


@given(LINES)
def test_codes_are_those_of_a_tree(lines: list[tuple[object, str, object]]) -> None:
    """Each once, whatever its case; above each one is a section that stands before it."""
    rows = table(lines).rows
    codes = [row.criterion.code for row in rows]
    assert len({fold(code) for code in codes}) == len(codes)
    assert all(codes)
    sections: set[str] = set()
    for row in rows:
        assert parent_code(row.criterion.code) in {"", *sections}
        if row.criterion.kind is RowKind.SECTION:
            sections.add(row.criterion.code)


@given(LINES)
def test_no_maximum_is_made_up(lines: list[tuple[object, str, object]]) -> None:
    """A criterion has the points of its own line, or none and a doubt."""
    found = table(lines)
    said = {"5 điểm": {5}, "1.000": {1, 1000}}
    waiting = {one.code for one in found.doubts}
    for row in found.rows:
        own = lines[row.spot.row - 2][2]
        readings = said.get(str(own), {abs(own)} if isinstance(own, float) else set())
        if row.has_points:
            assert row.criterion.max_points / 1000 in readings
        elif not row.criterion.is_section:
            assert row.criterion.code in waiting
