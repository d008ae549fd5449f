"""One place, one unit: what the meeting typed on `Suy tôn` beside what the points propose."""

import pytest

from tests.journeys.conference import proclaim
from tests.journeys.journey import PRAISE, UNITS, Journey, Run, Sheet, found_in, run


def codes(answer: Run) -> list[str]:
    """The codes of all findings."""
    return sorted(one["code"] for one in answer.json["findings"])


@pytest.mark.parametrize(
    ("unit", "place", "holders"),
    [
        ("BH", "Nhất", "BH (hội nghị ghi)|AN (theo điểm, ô để trống)"),
        ("AN", "nhì ", "AN (hội nghị ghi)|BH (theo điểm, ô để trống)"),
        ("DL", "Ba", "DL (hội nghị ghi)|EN (theo điểm, ô để trống)"),
    ],
    ids=["first", "second, as people write it", "third"],
)
def test_a_place_that_another_unit_has_by_its_points(
    complete: Journey, unit: str, place: str, holders: str
) -> None:
    """The other row is blank, so two units have it: an error at the typed cell, and `close` refuses."""
    cell = proclaim(complete, unit, place=place, reason="Thực tế hoạt động")["place"]
    answer = complete.rank()
    double = next(one for one in answer.json["findings"] if one["code"] == "PLACE_DOUBLE")
    assert (answer.code, double["severity"], double["unit"], double["cell"]) == (1, "error", unit, cell)
    assert double["value"] == place.strip()
    assert all(holder in double["message"] for holder in holders.split("|"))
    closed = run("close", complete.book)
    assert closed.code == 1
    assert "Chưa chốt được sổ" in closed.out


def test_the_same_place_typed_twice(complete: Journey) -> None:
    """Both rows say Nhất in so many words: still one place and two units."""
    proclaim(complete, "AN", place="Nhất")
    cell = proclaim(complete, "BH", place="Nhất", reason="Thực tế hoạt động")["place"]
    answer = complete.rank()
    assert answer.code == 1
    assert ("PLACE_DOUBLE", cell) in found_in(answer.json)


def test_a_place_changes_hands_where_the_meeting_says_so(complete: Journey) -> None:
    """Both rows typed, both with a reason: warnings for upstairs, and the book can be sealed."""
    proclaim(complete, "BH", place="Nhất", flag="Có", reason="Mô hình điểm cấp tỉnh")
    proclaim(complete, "AN", place="Nhì", reason="Hội nghị thống nhất")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], set(codes(answer))) == (0, "BH", {"PROCLAIMED_DIFFERS"})
    assert run("close", complete.book).code == 0


@pytest.mark.parametrize(
    ("typed", "at", "open_"),
    [
        ({"AN": {"place": "Không"}}, "AN", "AN"),
        ({"AN": {"place": "-"}}, "AN", "AN"),
        ({"AN": {"place": "Nhì"}}, "AN", "AN"),
        ({"BH": {"place": "Nhất"}, "AN": {"place": "Nhì"}}, "BH", "BH, AN"),
        ({"BH": {"place": "Nhất"}, "AN": {"place": "Nhì", "flag": "Không"}}, "BH", "BH"),
        ({"BH": {"place": "Nhất", "flag": "Không"}, "AN": {"place": "Nhì"}}, "AN", "AN"),
        ({"BH": {"place": "Nhất"}}, "BH", "BH, AN"),
    ],
    ids=[
        "no place",
        "a dash",
        "moved down",
        "another first",
        "refused for one",
        "and the other",
        "two first",
    ],
)
def test_another_first_and_no_flag_typed(
    complete: Journey, typed: dict[str, dict[str, str]], at: str, open_: str
) -> None:
    """Nobody is nominated until the meeting types who is, or that nobody is: exit 1, `close` refuses."""
    cells = {unit: proclaim(complete, unit, reason="Có vi phạm", **words) for unit, words in typed.items()}
    answer = complete.rank()
    doubt = next(one for one in answer.json["findings"] if one["code"] == "NOMINEE_NOT_FIRST")
    assert (answer.code, answer.json["nominee"], doubt["severity"]) == (1, None, "error")
    assert (doubt["unit"], doubt["cell"]) == (at, cells[at]["flag"])
    assert "theo điểm AN hạng Nhất" in doubt["message"]
    assert doubt["action"].endswith(f"ở dòng {open_}.")
    assert not any(unit["nominee"] for unit in answer.json["units"])
    rows = complete.sheet(PRAISE, "Mã đơn vị").records()
    assert not any("Cờ" in str(row["Đề xuất"]) for row in rows)
    closed = run("close", complete.book)
    assert closed.code == 1
    assert "Chưa chốt được sổ" in closed.out


@pytest.mark.parametrize(("flag", "nominee"), [("Có", "AN"), ("Không", None)])
def test_a_unit_without_a_place_and_the_word_for_the_flag(
    complete: Journey, flag: str, nominee: str | None
) -> None:
    """What the meeting typed stands, with the reason for those upstairs, and the book can be sealed."""
    proclaim(complete, "AN", place="Không", flag=flag, reason="Có vi phạm")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], set(codes(answer))) == (0, nominee, {"PROCLAIMED_DIFFERS"})
    assert run("close", complete.book).code == 0


def test_units_that_the_points_put_at_one_place_share_it(complete: Journey) -> None:
    """BH and EN level for second under `Cùng hạng`: two Nhì, typed or not, and no finding."""
    complete.agree("BH", "I.1", score=7.25, reason="Thẩm tra")
    proclaim(complete, "BH", place="Nhì")
    answer = complete.rank()
    assert (answer.code, codes(answer)) == (0, [])
    cell = proclaim(complete, "CM", place="Nhì", reason="Thực tế hoạt động")["place"]
    answer = complete.rank()
    assert answer.code == 1
    assert ("PLACE_DOUBLE", cell) in found_in(answer.json)


def test_two_nominees_are_not_sealed(complete: Journey) -> None:
    """`Đề nghị Cờ` = Có twice: no nominee, exit 1, and `close` refuses."""
    for unit in ("AN", "BH"):
        proclaim(complete, unit, flag="Có", reason="Thực tế hoạt động")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (1, None)
    assert "NOMINEE_DOUBLE" in codes(answer)
    assert run("close", complete.book).code == 1


def test_a_second_row_of_a_unit_is_kept_and_told(complete: Journey) -> None:
    """Somebody copied BH's line down and typed there: the first row counts, the second stays and is named."""
    proclaim(complete, "BH", place="Nhì")
    with complete.typing() as book:
        sheet = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
        below = sheet.header_row + 1 + len(UNITS)
        for header, value in {"Mã đơn vị": "BH", "Đơn vị": UNITS["BH"], "Hội nghị suy tôn": "Nhất",
                              "Lý do": "Thực tế hoạt động"}.items():  # fmt: skip
            sheet.put(below, header, value)
    for _ in range(2):
        answer = complete.rank()
        assert (answer.code, found_in(answer.json)) == (1, [("ROW_DOUBLE", f"A{below}")])
        rows = [row for row in complete.sheet(PRAISE, "Mã đơn vị").records() if row["Mã đơn vị"] == "BH"]
        assert [row["Hội nghị suy tôn"] for row in rows] == ["Nhì", "Nhất"]


@pytest.mark.parametrize(
    ("name", "typed", "allowed"),
    [
        ("place", "Nhất cụm", "Nhất · Nhì · Ba · Không"),
        ("place", "Khuyến khích", "Nhất · Nhì · Ba · Không"),
        ("place", 1, "Nhất · Nhì · Ba · Không"),
        ("flag", "Bằng khen", "Có · Không"),
        ("flag", "x", "Có · Không"),
        ("flag", True, "Có · Không"),
    ],
)
def test_a_word_that_is_none_of_the_list(complete: Journey, name: str, typed: object, allowed: str) -> None:
    """It counts as nothing, so it is an error that quotes it and lists the words; the points' nominee stands."""
    cell = proclaim(complete, "BH", **{name: typed}, reason="Thực tế hoạt động")[name]
    answer = complete.rank()
    assert (answer.code, found_in(answer.json)) == (1, [("VALUE_UNKNOWN", cell)])
    (found,) = answer.json["findings"]
    assert found["value"] == {"1": "1", "True": "TRUE"}.get(str(typed), typed)
    assert allowed in found["action"]
    assert answer.json["nominee"] == "AN"


@pytest.mark.parametrize(
    ("place", "flag"), [("NHẤT", "CÓ"), (" nhất", "có "), ("Nh\u00e2\u0301t", "Co\u0301")]
)
def test_known_words_in_any_spelling(complete: Journey, place: str, flag: str) -> None:
    """Case, spaces and the Unicode form make no other word."""
    proclaim(complete, "AN", place=place, flag=flag)
    answer = complete.rank()
    assert (answer.code, answer.json["findings"], answer.json["nominee"]) == (0, [], "AN")
