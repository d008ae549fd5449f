"""Hình thức đề nghị: forms of award besides the flag, by rank and quota (HD 1302, III.3, III.5)."""

import pytest

from tests.journeys.conference import hold_ballot, make_level, proclaim
from tests.journeys.journey import PRAISE, Journey, Run, Sheet, found_in, run, set_up
from thidua_xl.domain.values.choices import NO
from thidua_xl.sheets.table import choices
from thidua_xl.workbook.model import Sheet as DrawnSheet

AWARD = "Hình thức đề nghị"
PRAISED = "Bằng khen của Chủ tịch UBND tỉnh"
FORMS = f"Cờ thi đua của UBND tỉnh: 1; {PRAISED}: 2"


def awards(answer: Run) -> dict[str, str]:
    """Unit → the form that it is proposed for."""
    return {code: one["name"] for one in answer.json["awards"] for code in one["codes"]}


def use(cluster: Journey, forms: str = FORMS) -> None:
    """Type the cluster's forms on `Cụm`, the name as the sheet has it."""
    with cluster.typing() as book:
        set_up(book, {AWARD: forms})


def award(cluster: Journey, unit: str, word: object, reason: object = None) -> str:
    """Type a form in the row of a unit; its address."""
    with cluster.typing() as book:
        sheet = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == unit)
        sheet.put(row, AWARD, word)
        if reason is not None:
            sheet.put(row, "Lý do", reason)
        return sheet.address(row, AWARD)


def proposals(cluster: Journey) -> dict[str, str]:
    """Unit → `Đề xuất` as it stands on the sheet."""
    return {
        row["Mã đơn vị"]: row["Đề xuất"] for row in cluster.sheet(PRAISE, "Mã đơn vị", "Đề xuất").records()
    }


def test_without_the_setting_only_the_flag_is_proposed(complete: Journey) -> None:
    """HD 1302, III.3: one unit, one flag; everything else is as it always was."""
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], "awards" in answer.json) == (0, "AN", False)
    assert proposals(complete) == {"AN": "Nhất · Cờ", "BH": "Nhì", "EN": "Ba", "CM": None, "DL": None}


def test_forms_are_proposed_by_rank_and_quota(complete: Journey) -> None:
    """The flag to the first unit, the next form to the second and third: on the sheet, in JSON, in words."""
    use(complete)
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])
    assert awards(answer) == {"AN": "Cờ thi đua của UBND tỉnh", "BH": PRAISED, "EN": PRAISED}
    assert proposals(complete)["BH"] == f"Nhì · {PRAISED}"
    said = run("rank", complete.book).out
    assert f"Đề nghị {PRAISED}: BH – Xã Bình Hải" in said
    assert f"Đề nghị {PRAISED}: AN" not in said
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_a_form_for_another_unit_needs_its_reason(complete: Journey) -> None:
    """What is typed takes from the quota first; with a reason it is a note for upstairs, and the book can be sealed."""
    use(complete)
    complete.rank()
    cell = award(complete, "DL", PRAISED)
    answer = complete.rank()
    assert (answer.code, found_in(answer.json)) == (1, [("PROCLAIMED_WITHOUT_REASON", cell)])
    assert awards(answer) == {"AN": "Cờ thi đua của UBND tỉnh", "BH": PRAISED, "DL": PRAISED}
    award(complete, "DL", PRAISED, "Thành tích đột xuất")
    answer = complete.rank()
    assert (answer.code, found_in(answer.json)) == (0, [("PROCLAIMED_DIFFERS", cell)])
    assert run("close", complete.book).code == 0
    assert run("verify", complete.book).code == 0
    changed = award(complete, "DL", None)
    assert changed == cell
    assert run("verify", complete.book).code == 1


def test_more_units_than_the_quota_has(complete: Journey) -> None:
    """Three typed where two may be proposed: an error at the last of them, and no seal."""
    use(complete)
    complete.rank()
    cells = [award(complete, unit, PRAISED, "Hội nghị thống nhất") for unit in ("CM", "DL", "EN")]
    answer = complete.rank()
    (found,) = (one for one in answer.json["findings"] if one["code"] == "QUOTA_EXCEEDED")
    assert (answer.code, found["severity"], found["cell"] in cells) == (1, "error", True)
    assert "3 đơn vị" in found["message"]
    assert "chỉ tiêu là 2" in found["message"]
    assert run("close", complete.book).code == 1


@pytest.mark.parametrize("word", ["Bằng khen", "Huân chương", "x", 1])
def test_a_word_that_is_no_form(complete: Journey, word: object) -> None:
    """The finding lists the forms; nothing is proposed by a guess."""
    use(complete)
    complete.rank()
    cell = award(complete, "BH", word)
    answer = complete.rank()
    (found,) = answer.json["findings"]
    assert (answer.code, found["code"], found["cell"], found["unit"]) == (1, "VALUE_UNKNOWN", cell, "BH")
    assert PRAISED in found["action"]


@pytest.mark.parametrize(("header", "word"), [("flag", "Bằng khen"), ("place", "Nhất cụm")])
def test_words_in_the_older_columns(complete: Journey, header: str, word: str) -> None:
    """`Bằng khen` in `Đề nghị Cờ` and `Nhất cụm` in `Hội nghị suy tôn` are errors that list the known words."""
    cell = proclaim(complete, "BH", **{header: word})[header]
    answer = complete.rank()
    (found,) = answer.json["findings"]
    assert (answer.code, found["code"], found["severity"], found["cell"]) == (
        1,
        "VALUE_UNKNOWN",
        "error",
        cell,
    )
    assert "Không" in found["action"]


def test_the_flag_typed_as_a_form(complete: Journey) -> None:
    """It nominates as `Đề nghị Cờ` does, with a reason; beside another word there it contradicts it."""
    use(complete)
    complete.rank()
    cell = award(complete, "BH", "cờ thi đua của ubnd tỉnh", "Thực tế hoạt động")
    answer = complete.rank()
    assert answer.json["nominee"] == "BH"
    assert awards(answer) == {"AN": PRAISED, "BH": "Cờ thi đua của UBND tỉnh", "EN": PRAISED}
    proclaim(complete, "BH", flag="Không")
    answer = complete.rank()
    assert answer.code == 1
    assert ("AWARD_CONTRADICTS", cell) in found_in(answer.json)


def test_while_a_tie_is_open_nothing_is_proposed(complete: Journey) -> None:
    """Who is second is not known before the vote; after it both forms are there."""
    use(complete)
    make_level(complete)
    assert awards(complete.rank()) == {}
    hold_ballot(complete, {"AN": 5, "BH": 7})
    answer = complete.rank()
    assert awards(answer) == {"BH": "Cờ thi đua của UBND tỉnh", "AN": PRAISED, "EN": PRAISED}


def test_level_units_beyond_the_quota_are_left_to_the_members(complete: Journey) -> None:
    """Two units level at second and one form left: neither gets it by a guess; it is asked until they choose."""
    use(complete, f"Cờ thi đua của UBND tỉnh: 1; {PRAISED}: 1; Giấy khen: 1")
    complete.agree("BH", "I.1", score=7.25, reason="Thẩm tra")
    answer = complete.rank()
    assert {unit["code"]: unit["rank"] for unit in answer.json["units"]}["BH"] == 2
    assert {unit["code"]: unit["rank"] for unit in answer.json["units"]}["EN"] == 2
    assert awards(answer) == {"AN": "Cờ thi đua của UBND tỉnh"}
    (found,) = answer.json["findings"]
    assert (answer.code, found["code"], found["sheet"]) == (1, "AWARD_LEVEL", PRAISE)
    assert f"Hình thức {PRAISED} chỉ còn 1 chỉ tiêu mà các đơn vị BH, EN cùng hạng 2" in found["message"]
    award(complete, "EN", PRAISED, "Hội nghị thống nhất")
    answer = complete.rank()
    assert (answer.code, [code for code, _ in found_in(answer.json)]) == (0, ["PROCLAIMED_DIFFERS"])
    assert awards(answer) == {"AN": "Cờ thi đua của UBND tỉnh", "BH": "Giấy khen", "EN": PRAISED}


@pytest.mark.parametrize(
    "typed",
    [
        "Cờ thi đua",
        "Cờ thi đua: 1; Bằng khen",
        "Cờ: một",
        "Cờ: 1; cờ: 2",
        ": 2",
        "Cờ thi đua: 1, Bằng khen: 2",
        "Cờ thi đua: 1\nBằng khen: 2",
        "Cờ thi đua: 1; không: 1",
        "Cờ thi đua: 0; Bằng khen: 2",
        "Cờ thi đua: 2",
    ],
)
def test_forms_that_cannot_be_meant(complete: Journey, typed: str) -> None:
    """Without a number, run together, `Không` as a form, another quota than the one flag of III.3: asked about."""
    use(complete, typed)
    answer = complete.rank()
    assert answer.code == 1
    assert [code for code, _ in found_in(answer.json)] == ["SETTING_INVALID"]
    assert (answer.json["nominee"], "awards" in answer.json) == ("AN", False)


def test_a_book_of_an_earlier_version(complete: Journey) -> None:
    """Without the column nothing is lost or refused; the next command draws it. A header typed over is refused."""
    proclaim(complete, "BH", place="Nhì", reason="Như đề xuất")
    complete.rank()
    with complete.typing() as book:
        sheet = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
        for header in (AWARD, "Hình thức đã tính"):
            for row in range(sheet.header_row, sheet.sheet.max_row + 1):
                sheet.put(row, header, None)
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], answer.json["findings"]) == (0, "AN", [])
    columns = complete.sheet(PRAISE, "Mã đơn vị", "Đề xuất").columns
    assert {AWARD, "Hình thức đã tính"} <= columns.keys()
    with complete.typing() as book:
        sheet = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
        sheet.put(sheet.header_row, AWARD, "Khen")
    answer = run("rank", complete.book)
    assert answer.code == 2
    assert AWARD in answer.out + answer.err


@pytest.mark.parametrize(
    "name",
    [
        "Bằng khen của Chủ tịch UBND tỉnh, thành phố",
        f"Bằng khen {'rất ' * 60}dài",
        'Bằng khen "Đơn vị dẫn đầu phong trào thi đua"',
    ],
    ids=["comma", "long", "mark"],
)
def test_a_name_that_no_list_of_excel_can_hold(complete: Journey, name: str) -> None:
    """It is proposed and typed like any other; nothing is written outside the table, and the file stays whole."""
    use(complete, f"Cờ thi đua: 1; {name}: 2")
    assert awards(complete.rank()) == {"AN": "Cờ thi đua", "BH": name, "EN": name}
    award(complete, "EN", NO)
    award(complete, "CM", name, "Hội nghị thống nhất")
    answer = complete.rank()
    assert awards(answer) == {"AN": "Cờ thi đua", "BH": name, "CM": name}
    sheet = complete.sheet(PRAISE, "Mã đơn vị", "Đề xuất").sheet
    assert sheet.max_column <= 12
    offered = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "Không" in offered.get("E", "")
    assert all(len(rule) <= 257 for rule in offered.values())


@pytest.mark.parametrize("items", [["a"] * 4, ["x, y", "b", "c", "d"], ["dài " * 30] * 5])
def test_a_list_too_long_for_the_header_lies_above_it(items: list[str]) -> None:
    """More words than lines above the header go side by side: nothing of theirs lies in the table."""
    sheet = DrawnSheet("Đề nghị", header_row=3)
    rule = choices(sheet, items)
    assert all(row < 3 for row, _ in sheet.cells)
    assert rule["source"] == (
        items if items == ["a"] * 4 else f"=$Z$1:${'AC' if len(items) == 4 else 'AD'}$1"
    )


def test_without_a_flag_the_first_unit_is_told_with_its_form(complete: Journey) -> None:
    """What JSON says of the first unit stands on the sheet, too."""
    use(complete, f"{PRAISED}: 1")
    assert awards(complete.rank()) == {"AN": PRAISED}
    assert proposals(complete)["AN"] == f"Nhất · Cờ · {PRAISED}"


def test_findings_about_the_flag_name_the_cell_in_which_it_was_typed(complete: Journey) -> None:
    """Two units for the flag, one by each column; then one by its form alone, which needs its reason."""
    use(complete)
    complete.rank()
    flag = "Cờ thi đua của UBND tỉnh"
    first = award(complete, "BH", flag)
    assert ("PROCLAIMED_WITHOUT_REASON", first) in found_in(complete.rank().json)
    second = award(complete, "CM", flag, "Thực tế hoạt động")
    answer = complete.rank()
    (double,) = (one for one in answer.json["findings"] if one["code"] == "NOMINEE_DOUBLE")
    assert (answer.json["nominee"], double["cell"], double["value"]) == (None, second, flag)


@pytest.mark.parametrize("word", [PRAISED, "Không"])
def test_another_form_for_the_unit_nominated_by_its_points(complete: Journey, word: str) -> None:
    """Whether AN gets the flag or not is asked; `Không` there with its reason in `Đề nghị Cờ` answers it."""
    use(complete)
    complete.rank()
    cell = award(complete, "AN", word, "Hội nghị thống nhất")
    answer = complete.rank()
    assert answer.code == 1
    assert ("AWARD_CONTRADICTS", cell) in found_in(answer.json)
    assert run("close", complete.book).code == 1
    proclaim(complete, "AN", flag="Không")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, None)
