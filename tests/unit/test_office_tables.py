"""What offices write in tables of criteria, row by row, and what comes of it: nothing is guessed, nothing is lost."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest

from thidua_xl.domain.outline.amounts import read_amount
from thidua_xl.domain.outline.headers import OF_CRITERIA, Place, Role, find_header
from thidua_xl.domain.outline.lines import Block
from thidua_xl.domain.outline.marks import at_head, chosen, read_mark
from thidua_xl.domain.outline.proposal import NEEDED, Understood, understand
from thidua_xl.domain.outline.why import Remark, Why
from thidua_xl.domain.values.shown import Doubt
from thidua_xl.wording.imports import doubt_said, noticed_said

Rows = Sequence[Sequence[object]]
HEADER = ("TT", "Nội dung", "Điểm chuẩn", "Ghi chú")


def of(*rows: Sequence[object], covered: Mapping[Place, Place] | None = None, header: Sequence[object] = HEADER,
       hidden: Sequence[int] = ()) -> Understood:  # fmt: skip
    """What is understood of a table of these rows."""
    return understand([Block("B", [header, *rows], covered or {}, hidden)])


def codes(found: Understood) -> dict[str, object]:
    """Codes with their points; None where a row has none."""
    return {
        one.criterion.code: one.criterion.max_points / 1000 if one.has_points else None for one in found.rows
    }


def doubts(found: Understood) -> list[tuple[int, Why]]:
    """The rows (from 1, the header is the first) that wait for a person, and why."""
    return [(one.spot.row, one.why) for one in found.doubts]


def remarks(found: Understood) -> list[tuple[int, Remark]]:
    """The rows that are worth a look."""
    return [(one.spot.row, one.remark) for one in found.noticed]


# --- headers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "points"),
    [
        (("STT", "Nội dung tiêu chí", "Điểm chuẩn"), 2),
        (("Số TT", "Tiêu chí thi đua", "Thang điểm"), 2),
        (("TT", "Nội dung, tiêu chí", "ĐVT", "Điểm tối đa", "Điểm tự chấm"), 3),
        (("TT", "NỘI DUNG THI ĐUA", "Điểm\ntự chấm", "Điểm\nchuẩn"), 3),
        (("TT", "Nội dung", "Điểm", "Điểm đạt"), 2),
        (("TT", "Nội dung (các tiêu chí)", "Điểm (tối đa)"), 2),
        (("Nội dung đánh giá", "Mức điểm"), 1),
    ],
)
def test_the_points_that_count_are_the_most_not_those_reached(header: Sequence[str], points: int) -> None:
    """Beside the maximum there are often columns for what a unit gave itself and what it was given."""
    found = find_header([header], {}, OF_CRITERIA, NEEDED)
    assert found is not None
    assert found.column(Role.POINTS) == points


def test_a_header_over_two_rows_is_read_as_one() -> None:
    """`Điểm` over `Tự chấm` and `Tối đa`: the second is meant, whichever stands first."""
    rows = [("TT", "Nội dung", "Điểm", None), (None, None, "Tự chấm", "Tối đa"), ("1", "Thu", 3.0, 10.0)]
    merged = {(0, 3): (0, 2), (1, 0): (0, 0), (1, 1): (0, 1)}
    found = understand([Block("B", rows, merged)])
    assert codes(found) == {"1": 10}
    assert codes(understand([Block("B", rows, {(0, 3): (0, 2)})])) == {"1": 10}


def test_a_header_that_comes_again_and_counted_columns_are_no_lines() -> None:
    """Tables that go on over pages repeat it."""
    counted = ("(1)", "(2)", "(3)", "(4)")
    found = of(counted, ("1", "Thu", 10.0), HEADER, counted, ("2", "Chi", 5.0))
    assert (codes(found), found.doubts) == ({"1": 10, "2": 5}, [])


def test_a_table_without_a_header_goes_on_with_the_one_before_it() -> None:
    """As Word cuts a table at a page; one of another width is another table, and told."""
    more = [
        Block("Bảng 2", [("2", "Chi", 5.0, None)], goes_on=True),
        Block("Bảng 3", [("Nơi nhận:", "Lưu")], goes_on=True),
    ]
    found = understand([Block("Bảng 1", [HEADER, ("1", "Thu", 10.0)]), *more])
    assert codes(found) == {"1": 10, "2": 5}
    assert [(one.spot.table, one.remark) for one in found.noticed] == [("Bảng 3", Remark.NOT_READ)]


def test_a_table_whose_points_are_not_found_waits() -> None:
    """Of bonus and deductions, with a header of its own: it is named, not passed over."""
    bonus = [("TT", "Nội dung", "Điểm thưởng"), ("1", "Mô hình", 2.0)]
    found = understand([Block("A", [HEADER, ("1", "Thu", 10.0)]), Block("B", bonus)])
    assert [(one.spot.table, one.spot.row, one.why) for one in found.doubts] == [("B", 1, Why.TABLE_UNREAD)]


def test_a_column_of_bonus_beside_the_points_waits() -> None:
    """What a unit gave itself is only told."""
    header = ("TT", "Nội dung", "Điểm chuẩn", "Điểm thưởng", "Điểm tự chấm")
    found = of(("1", "Thu", 10.0, 2.0, 9.0), header=header)
    assert doubts(found) == [(2, Why.OTHER_POINTS)]
    assert [(one.said, one.remark) for one in found.noticed] == [
        ("điểm thưởng: 2", Remark.NOT_READ), ("điểm tự chấm: 9", Remark.NOT_READ),
    ]  # fmt: skip


def test_a_column_of_groups_stands_above_its_lines() -> None:
    """`Tiêu chí`, merged, beside `Nội dung`: its words head a section, the number is that of the section."""
    header = ("STT", "Tiêu chí", "Nội dung", "Điểm chuẩn")
    found = of(("1", "Kinh tế", "Thu ngân sách", 10.0), (None, None, "Giải ngân", 5.0), ("2", "Văn hóa", "Y tế", 3.0),
               covered={(2, 0): (1, 0), (2, 1): (1, 1)}, header=header)  # fmt: skip
    assert (codes(found), found.doubts) == ({"1": None, "1.1": 10, "1.2": 5, "2": None, "2.1": 3}, [])
    assert [one.criterion.text for one in found.rows] == [
        "Kinh tế",
        "Thu ngân sách",
        "Giải ngân",
        "Văn hóa",
        "Y tế",
    ]
    own = of(("1", "Kinh tế", "Thu ngân sách", 10.0), ("2", None, "Giải ngân", 5.0), header=header)
    assert [(one.criterion.code, one.criterion.text) for one in own.rows] == [
        ("1", "Kinh tế"), ("1.1", "Thu ngân sách"), ("1.2", "Giải ngân"),
    ]  # fmt: skip
    full = of(("1", "Thu", "Đạt kế hoạch", 10.0), ("2", "Chi", "Đạt kế hoạch", 5.0), header=header)
    assert doubts(full) == [(2, Why.OTHER_TEXT)]


# --- numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts", "rest"),
    [
        ("1. Thực hiện chỉ tiêu", ("1",), "Thực hiện chỉ tiêu"),
        ("1.1. Sản lượng", ("1", "1"), "Sản lượng"),
        ("1.2 Sản lượng", ("1", "2"), "Sản lượng"),
        ("I. KINH TẾ", ("I",), "KINH TẾ"),
        ("I/ KINH TẾ", ("I",), "KINH TẾ"),
        ("Phần II: VĂN HÓA", ("II",), "VĂN HÓA"),
        ("Tiêu chí 3. Y tế", ("3",), "Y tế"),
        ("a) Thu", ("a",), "Thu"),
        ("đ) Thu", ("đ",), "Thu"),
        ("- Thu", ("-",), "Thu"),
        ("+ Thu", ("+",), "Thu"),
        ("01. Thu", ("1",), "Thu"),
    ],
)
def test_the_number_at_the_head_of_a_text(text: str, parts: tuple[str, ...], rest: str) -> None:
    """Offices without a column of numbers write it there."""
    readings, left = at_head(text)
    assert (readings[0].parts, left) == (parts, rest)


@pytest.mark.parametrize(
    "text",
    [
        "5 chỉ tiêu đạt kế hoạch",
        "100% hộ dân",
        "1.000 ha rừng",
        "-5 điểm",
        "Có 2. 3 mô hình",
        "in. ấn",
        "2025. Năm",
    ],
)
def test_a_text_that_begins_with_a_quantity_has_no_number(text: str) -> None:
    """What counts something stays in the text."""
    assert at_head(text) == ((), text)


@pytest.mark.parametrize(
    ("before", "now", "shape"),
    [("H", "I", "A"), ("", "I", "I"), ("IV", "V", "I"), ("h", "i", "a"), ("", "i", "i"), ("B", "C", "A"),
     ("d", "đ", "a"), ("đ", "e", "a"), ("d", "e", "a"), ("IX", "X", "I")],
)  # fmt: skip
def test_a_letter_that_is_a_roman_number_too(before: str, now: str, shape: str) -> None:
    """What it is, its neighbours say."""
    opened = [chosen(read_mark(before), [])] if before else []
    found = chosen(read_mark(now), opened)
    assert getattr(found.style[-1], "value", "") == shape
    assert not opened or found.follows(opened[0])


def test_every_depth_of_numbers_gives_its_code() -> None:
    """A, I, 1, 1.1, a), dashes: the code says where a line stands; đ has the letters that type it."""
    found = of(
        ("A", "KINH TẾ", 22.0), ("I", "Nông nghiệp", 22.0), ("1", "Trồng trọt", 22.0), ("1.1", "Lúa", 9.0),
        ("a)", "Xuân", 4.0), ("b)", "Mùa", 5.0), ("1.2", "Rau", 13.0), ("d)", "Cải", 1.0), ("đ)", "Cà", 12.0),
        (None, "- Sạch", 5.0), (None, "- Hữu cơ", 7.0),
    )  # fmt: skip
    assert list(codes(found)) == [
        "A", "A.I", "A.I.1", "A.I.1.1", "A.I.1.1.a", "A.I.1.1.b", "A.I.1.2", "A.I.1.2.d", "A.I.1.2.dd",
        "A.I.1.2.dd.1", "A.I.1.2.dd.2",
    ]  # fmt: skip
    assert (found.doubts, all(one.agrees for one in found.sums)) == ([], True)


def test_numbers_that_go_on_through_the_sections_and_begin_anew() -> None:
    """Both are usual."""
    on = of(("I", "A", None), ("1", "a", 1.0), ("2", "b", 1.0), ("II", "B", None), ("3", "c", 1.0))
    anew = of(("I", "A", None), ("1.1", "a", 1.0), ("1.2", "b", 1.0), ("II", "B", None), ("2.1", "c", 1.0))
    assert (list(codes(on)), on.doubts) == (["I", "I.1", "I.2", "II", "II.3"], [])
    assert (list(codes(anew)), anew.doubts) == (["I", "I.1", "I.2", "II", "II.1"], [])


def test_what_excel_makes_of_numbers_is_told() -> None:
    """`1.10` became 1.1, `1.2` a day in February; the code is what was meant, a person looks at it."""
    rows: list[tuple[object, ...]] = [
        (1.0, "Kinh tế", None),
        *((float(f"1.{at}"), f"c{at}", 1.0) for at in range(1, 10)),
    ]
    found = of(*rows, (1.1, "c10", 1.0), (1.11, "c11", 1.0))
    assert list(codes(found))[-2:] == ["1.10", "1.11"]
    assert doubts(found) == [(12, Why.NUMBER_STORED)]
    dated = of(("1", "Kinh tế", None), ("1.1", "a", 1.0), (datetime(2026, 2, 1), "b", 1.0))
    assert list(codes(dated)) == ["1", "1.1", "1.2"]
    assert doubts(dated) == [(4, Why.NUMBER_IS_DATE)]


def test_mistyped_numbers_are_told() -> None:
    """Twice the same, below another one; a gap is only remarked."""
    found = of(("1", "A", None), ("1.1", "a", 1.0), ("1.1", "b", 1.0), ("2.4", "c", 1.0), ("5", "B", 1.0))
    assert list(codes(found)) == ["1", "1.1", "1.1-2", "1.4", "5"]
    assert doubts(found) == [(4, Why.NUMBER_TWICE), (5, Why.WRONG_PARENT)]
    assert (6, Remark.GAP) in remarks(found)


# --- points -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "points"),
    [(15.0, 15), (15.5, 15.5), ("15,5", 15.5), ("15.5", 15.5), ("15 điểm", 15), ("15đ", 15), ("(15)", 15),
     ("Tối đa 15 điểm", 15),
     ("Tối đa: 15", 15), ("+5", 5), (0.0, 0), ("2,25 điểm", 2.25)],
)  # fmt: skip
def test_points_in_words(cell: object, points: float) -> None:
    """A number is one whatever stands around it."""
    assert read_amount(cell).points == points * 1000


@pytest.mark.parametrize(
    "cell",
    [
        "5đ/lần",
        "10-15",
        "0 - 5",
        "5 hoặc 10",
        "mỗi 2",
        "15%",
        True,
        datetime(2026, 5, 1),
        1.2345,
        "999999999",
    ],
)
def test_what_is_no_one_number_is_no_maximum(cell: object) -> None:
    """It waits for a person."""
    amount = read_amount(cell)
    assert (amount.points, amount.is_blank) == (None, False)


def test_points_at_the_end_of_a_heading() -> None:
    """`(300 điểm)` is what the section prints; of a bullet it is one level of several."""
    rows = (
        ("I", "Kinh tế (15 điểm)", None),
        ("1", "Thu", 10.0),
        (None, "- Đúng hạn (3 điểm)"),
        ("2", "Chi", 5.0),
    )
    found = of(*rows)
    assert (codes(found), found.doubts) == ({"I": 15, "I.1": 10, "I.2": 5}, [])
    assert doubts(of(("I", "Kinh tế (20 điểm)", None), ("1", "Thu", 10.0))) == [(2, Why.SUM_DIFFERS)]


def test_a_cell_that_shows_another_number_waits() -> None:
    """A maximum of 14,6 that is printed as 15 is neither."""
    found = of(("1", "Thu", str(Doubt("15", "14,6"))))
    assert (codes(found), doubts(found)) == ({"1": None}, [(2, Why.POINTS_DOUBTFUL)])


def test_a_thousand_is_what_adds_up() -> None:
    """`1.000` may be one: the lines below tell; where none do, a person does."""
    found = of(("I", "A", "1.000"), ("1", "a", 600.0), ("2", "b", 400.0), ("", "Tổng cộng", "1.000"))
    assert (codes(found)["I"], found.doubts) == (1000, [])
    assert [one.agrees for one in found.sums] == [True, True]
    alone = of(("1", "a", "1.500"))
    assert doubts(alone) == [(2, Why.POINTS_UNCLEAR)]


# --- lines without points -----------------------------------------------------------------------------


def test_lines_without_points_belong_to_the_criterion_above() -> None:
    """Bullets, letters and the rest of a sentence: none of it is lost."""
    found = of(
        ("1", "Thu ngân sách", 10.0),
        (None, "- Đúng hạn"),
        ("a)", "đủ số"),
        (None, "và không nợ đọng"),
        ("2", "Chi", 5.0),
    )
    assert found.rows[0].criterion.text == "Thu ngân sách - Đúng hạn a) đủ số và không nợ đọng"
    assert (codes(found), found.doubts) == ({"1": 10, "2": 5}, [])
    assert [at for at, what in remarks(found) if what is Remark.JOINED] == [3, 4, 5]


def test_a_neighbour_without_points_waits() -> None:
    """Its maximum was forgotten, or stands merged with the one above."""
    found = of(("1", "A", None), ("a", "x", 5.0), ("b", "y", None), covered={(3, 2): (2, 2)})
    assert (codes(found), doubts(found)) == ({"1": None, "1.a": 5, "1.b": None}, [(4, Why.SHARED_POINTS)])
    assert doubts(of(("1", "x", 5.0), ("2", "y", None))) == [(3, Why.NO_POINTS)]


def test_levels_are_told_and_not_added() -> None:
    """Of `giỏi` and `khá` one counts: the lines go into the text, and a person chooses the rule."""
    found = of(("1", "Xếp loại", 10.0), (None, "- Giỏi", 10.0), (None, "- Khá", 8.0), ("2", "Y tế", 5.0))
    assert (codes(found), doubts(found)) == ({"1": 10, "2": 5}, [(2, Why.LEVELS)])
    assert found.rows[0].criterion.text == "Xếp loại - Giỏi (10) - Khá (8)"


def test_a_stray_line_is_named_and_kept() -> None:
    """Neither number nor points: a person decides what it is."""
    found = of(("1", "Thu", 5.0), (None, "Riêng các xã miền núi được cộng"), ("2", "Chi", 5.0))
    assert doubts(found) == [(3, Why.NO_NUMBER_NO_POINTS)]
    assert [one.criterion.text for one in found.rows][1] == "Riêng các xã miền núi được cộng"


def test_headings_without_numbers() -> None:
    """Capitals, or a cell merged over the columns, stand above what follows."""
    found = of(("PHẦN KINH TẾ", None, None), ("1", "Thu", 5.0), (None, "VĂN HÓA"), ("1", "Y tế", 3.0),
               covered={(1, 1): (1, 0), (1, 2): (1, 0)})  # fmt: skip
    assert (codes(found), found.doubts) == ({"1": None, "1.1": 5, "2": None, "2.1": 3}, [])


# --- sums, kinds, what is below -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said", ["Tổng cộng", "TỔNG ĐIỂM", "Cộng", "Tổng cộng (I+II)", "Tổng số điểm:", "Tổng điểm tối đa"]
)
def test_a_line_of_sums_is_no_criterion(said: str) -> None:
    """It is compared with what stands above."""
    found = of(("I", "A", 5.0), ("1", "a", 5.0), ("II", "B", None), ("1", "b", 7.0), ("", said, 12.0))
    assert (len(found.rows), found.doubts) == (4, [])
    assert [(one.printed, one.agrees) for one in found.sums] == [(5000, True), (12000, True)]


def test_a_criterion_that_begins_with_a_sum_is_one() -> None:
    """`Tổng thu ngân sách` is measured like everything else."""
    assert codes(of(("1", "Tổng thu ngân sách trên địa bàn", 5.0), ("2", "Cộng đồng học tập", 5.0))) == {
        "1": 5,
        "2": 5,
    }


def test_a_sum_of_a_section_is_that_of_the_section() -> None:
    """By its name, or by where it stands."""
    rows = (
        ("I", "A", None),
        ("1", "a", 5.0),
        ("", "Cộng mục I", 5.0),
        ("II", "B", None),
        ("1", "b", 7.0),
        ("", "Cộng", 7.0),
    )
    found = of(*rows, ("", "Tổng cộng", 12.0))
    assert [(one.code, one.agrees) for one in found.sums] == [("I", True), ("II", True), ("", True)]
    wrong = of(*rows, ("", "Tổng cộng", 13.0))
    assert doubts(wrong) == [(8, Why.SUM_DIFFERS)]


def test_bonus_and_deductions_by_their_headings() -> None:
    """They stand outside the total; a negative maximum is a deduction."""
    found = of(
        ("I", "A", None), ("1", "a", 90.0), ("II", "ĐIỂM THƯỞNG", 10.0), ("1", "b", 10.0), ("III", "Điểm trừ", None),
        ("1", "c", -5.0), ("IV", "Khác", None), ("1", "d", -2.0), ("2", "đ", 10.0), ("", "Tổng cộng", 100.0),
    )  # fmt: skip
    kinds = {one.criterion.code: one.criterion.kind.value for one in found.rows}
    assert {code: kind for code, kind in kinds.items() if kind not in ("Mục", "Tiêu chí")} == {
        "II.1": "Điểm thưởng", "III.1": "Điểm trừ", "IV.1": "Điểm trừ",
    }  # fmt: skip
    assert (codes(found)["III.1"], found.doubts) == (5, [])
    assert (9, Remark.NEGATIVE) in remarks(found)


def test_a_heading_that_says_both_leaves_the_kind_open() -> None:
    """Which lines are which, a person says."""
    found = of(("I", "ĐIỂM THƯỞNG, ĐIỂM TRỪ", None), ("1", "Cộng điểm mô hình", 5.0), ("2", "Chậm nộp", 5.0))
    assert doubts(found) == [(4, Why.KIND_UNCLEAR)]


def test_below_the_grand_total_there_are_signatures() -> None:
    """They are told, and are no criteria; what has points is one."""
    end = (("", "Tổng cộng", 5.0), (None, "Ghi chú: chấm theo năm"), (None, "NGƯỜI LẬP BIỂU"))
    found = of(("1", "a", 5.0), *end)
    assert (codes(found), found.doubts) == ({"1": 5}, [])
    assert [what for _, what in remarks(found)] == [Remark.BELOW, Remark.BELOW]
    more = of(("I", "A", None), ("1", "a", 5.0), ("", "Cộng", 5.0), ("II", "B", None), ("1", "b", 5.0))
    assert list(codes(more)) == ["I", "I.1", "II", "II.1"]


# --- what a person must see -----------------------------------------------------------------------------


def test_hidden_and_struck_lines_are_told() -> None:
    """Somebody took them out without deleting them."""
    found = of(("1", "a", 5.0), ("2", "b", 5.0), ("3", "c (ô giữ c; bị gạch ngang)", 5.0), hidden=[2])
    assert doubts(found) == [(3, Why.HIDDEN), (4, Why.TEXT_DOUBTFUL)]
    assert found.rows[2].criterion.text == "c"


def test_two_columns_that_are_as_surely_the_points() -> None:
    """Which of them counts is not for a program to say."""
    found = of(("1", "a", 5.0, 6.0), header=("TT", "Nội dung", "Điểm tối đa", "Điểm tối đa"))
    assert doubts(found) == [(2, Why.OTHER_POINTS)]


def test_a_column_that_is_not_read_is_told_once() -> None:
    """Whoever wrote something there knows that it stayed behind."""
    found = of(
        ("1", "a", 5.0, None, "Sở Y tế"), ("2", "b", 5.0, None, "Sở Nội vụ"), header=(*HEADER, "Nơi theo dõi")
    )
    assert remarks(found) == [(2, Remark.NOT_READ)]


def test_what_sounds_like_a_rule_is_told_and_never_taken() -> None:
    """Every criterion is scored directly until a person chooses its rule."""
    found = of(("1", "a", 5.0, "Thiếu 1% trừ 0,5 điểm"), ("2", "Cứ mỗi vụ trừ 1 điểm", 5.0), ("3", "c", 5.0))
    assert remarks(found) == [(2, Remark.LIKE_A_RULE), (3, Remark.LIKE_A_RULE)]
    assert {one.criterion.method.value for one in found.rows} == {"Chấm trực tiếp"}
    notes = ("Đạt / không đạt", "Trưởng cụm chấm", "theo thứ hạng", "Văn phòng theo dõi")
    found = of(*((f"{at}", "Nộp đúng hạn báo cáo", 5.0, note) for at, note in enumerate(notes, 1)))
    assert remarks(found) == [(row, Remark.LIKE_A_RULE) for row in (2, 3, 4)]


@pytest.mark.parametrize("why", Why)
def test_every_doubt_is_worded(why: Why) -> None:
    """A person reads a sentence, not a name."""
    found = of(("1", "a", "x"))
    assert "{" not in doubt_said(found.doubts[0].__class__(found.doubts[0].spot, "a", why, "1", "x"))


@pytest.mark.parametrize("remark", Remark)
def test_every_remark_is_worded(remark: Remark) -> None:
    """The same of what is only worth a look."""
    found = of(("1", "a", 1.0), ("3", "b", 1.0))
    assert noticed_said(found.noticed[0].__class__(found.noticed[0].spot, "a", remark)).endswith(".")
