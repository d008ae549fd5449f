"""The preparatory meeting: the page `Họp trù bị` of a real book, drawn by `meeting`, kept by every command."""

import datetime
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys.journey import UNITS, Journey, Run, Sheet, form_sheet, run

NAME = "Họp trù bị"
COLUMNS = ["Mục", "Mã đơn vị", "Đơn vị", "Mã tiêu chí", "Tiêu chí", "Điểm tự chấm", "Điểm theo cách chấm",
           "Điểm đang dùng", "Vì sao nêu", "Ô", "Đã quyết"]  # fmt: skip
ITEM = {"section", "unit", "unit_name", "criterion", "self", "rule", "used", "why", "cell", "asks", "decided"}
FLIP = {"place", "unit", "criterion", "score", "change", "holders", "to", "tie"}
LONG = "Báo cáo kết quả thực hiện nhiệm vụ năm của Ủy ban nhân dân xã"


def meet(cluster: Journey) -> Run:
    """`meeting --json`."""
    return run("meeting", cluster.book, "--json")


def page(cluster: Journey) -> Sheet:
    """The sheet as it lies on the disk."""
    return cluster.sheet(NAME, "Mục", "Mã đơn vị", "Mã tiêu chí")


def rows(cluster: Journey, section: str = "") -> list[dict[str, Any]]:
    """The rows of a section, or of all, without the headings."""
    found = [row for row in page(cluster).records() if row["Mã đơn vị"]]
    return [row for row in found if not section or row["Mục"] == section]


def above(cluster: Journey) -> str:
    """The line above the table."""
    sheet = page(cluster)
    return str(sheet.sheet.cell(sheet.header_row - 2, 1).value)


def keys(found: list[dict[str, Any]]) -> list[str]:
    """`"AN I.1"` of every row."""
    return [f"{row['Mã đơn vị']} {row['Mã tiêu chí']}" for row in found]


def typed(**cells: Mapping[str, object]) -> Any:
    """Changes of a form: criterion (`I_2`) → header → value."""

    def change(book: Workbook) -> None:
        form = form_sheet(book)
        for code, values in cells.items():
            for header, value in values.items():
                form.put(form.row(code.replace("_", ".")), header, value)

    return change


def sent(cluster: Journey, **changes: Any) -> Journey:
    """All units send their forms, some changed, and they are taken in."""
    for unit in UNITS:
        cluster.send(unit, changes.get(unit))
    cluster.collect()
    return cluster


def test_only_the_command_makes_the_page(complete: Journey) -> None:
    """A book without it stays without it; once there it has exactly its columns, and every section its heading."""
    complete.rank()
    assert NAME not in openpyxl.load_workbook(complete.book).sheetnames
    assert meet(complete).code == 0
    sheet = page(complete)
    assert list(sheet.columns) == COLUMNS
    headings = [row["Mục"] for row in sheet.records() if not row["Mã đơn vị"]]
    assert [heading[:3] for heading in headings] == ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"]
    journal = complete.sheet("Nhật ký", "Lúc", "Mã băm").records()
    assert [row["Thay đổi"] for row in journal if NAME in str(row["Thay đổi"])] == [f"Thêm trang {NAME}"]


def test_the_document_has_its_shape(complete: Journey) -> None:
    """Every item and every flip with all its keys; the page says the same."""
    document = meet(complete).json
    assert document.keys() == {
        "cluster", "year", "asked", "open", "said", "provisional", "if_kept", "items", "flips",
    }  # fmt: skip
    assert all(one.keys() == ITEM for one in document["items"])
    assert document["flips"]
    assert all(one.keys() == FLIP for one in document["flips"])
    assert document["if_kept"] == [
        {"place": "Nhất", "units": ["AN"], "tie": False},
        {"place": "Nhì", "units": ["BH"], "tie": False},
        {"place": "Ba", "units": ["EN"], "tie": False},
    ]
    assert document["said"] == above(complete)
    told = [(one["section"], one["unit"], one["criterion"], one["why"]) for one in document["items"]]
    assert told == [(r["Mục"], r["Mã đơn vị"], r["Mã tiêu chí"], r["Vì sao nêu"]) for r in rows(complete)]


def test_self_scores_against_the_rule_come_first_the_largest_difference_at_the_top(issued: Journey) -> None:
    """I.2: 81 of 90 is 9 points, claimed 10; I.4: 97 of 100 is 8,5, claimed 7."""
    changes = {"BH": typed(I_2={"Điểm tự chấm": 10}, I_4={"Điểm tự chấm": 7})}
    meet(sent(issued, **changes))
    first, second = rows(issued, "a")
    assert keys([first, second]) == ["BH I.4", "BH I.2"]
    assert [first[h] for h in ("Điểm tự chấm", "Điểm theo cách chấm", "Điểm đang dùng")] == [7, 8.5, 7]
    assert first["Vì sao nêu"] == (
        "Tự chấm thấp hơn cách chấm 1,50 điểm: chỉ tiêu 100, kết quả 97, đạt 97 %."
    )
    assert second["Tiêu chí"] == "Tỷ lệ hộ dùng nước sạch"
    assert above(issued).startswith("12 việc, còn 12; nếu giữ nguyên: Nhất ")  # and the head's own ten


def test_a_promise_of_100_of_which_87_was_done_is_87_percent(issued: Journey) -> None:
    """In the sentence of the unit, the worst of its targets first."""
    meet(sent(issued, AN=typed(I_4={"Chỉ tiêu": 100, "Kết quả": 87, "Điểm tự chấm": 3.5})))
    said = {row["Mã đơn vị"]: row["Vì sao nêu"] for row in rows(issued, "c")}
    assert said["AN"] == "Chưa đạt chỉ tiêu ở 1 tiêu chí: I.4 (87 %)."
    assert said["CM"] == "Chưa đạt chỉ tiêu ở 3 tiêu chí: I.2 (80 %), I.3 (80 %), I.4 (99,5 %)."
    assert {row["Đã quyết"] for row in rows(issued, "c")} == {"–"}


def test_figures_that_look_wrong_are_asked_about(issued: Journey) -> None:
    """A result five times the target: the sentence names no cell of a form, the row leads to the book's own."""
    meet(sent(issued, AN=typed(I_3={"Kết quả": 120})))
    (row,) = [row for row in rows(issued, "c") if row["Mã đơn vị"] == "AN"]
    assert row["Mã tiêu chí"] == "I.3"
    assert row["Vì sao nêu"] == "Kết quả 120 gấp 6 lần chỉ tiêu 20."
    assert not row["Đã quyết"]


def test_results_without_evidence_are_read_from_the_originals_once(issued: Journey) -> None:
    """`rank` keeps the rows without opening a form; a lost original is told when it is needed."""
    meet(sent(issued, CM=typed(I_3={"Minh chứng": None}, **{"2_1": {"Minh chứng": " "}})))
    assert keys(rows(issued, "b")) == ["CM I.3", "CM 2.1"]
    for original in issued.originals.iterdir():
        original.rename(original.with_suffix(".away"))
    issued.rank()
    assert keys(rows(issued, "b")) == ["CM I.3", "CM 2.1"]
    with issued.typing() as book:
        del book["_da_ghi"]
    issued.rank()
    assert {row["Vì sao nêu"] for row in rows(issued, "b")} == {
        "Không đọc được bản gốc của phiếu nên chưa rõ có minh chứng không."
    }


def test_rows_that_wait_for_the_head(issued: Journey) -> None:
    """A target that was not given, and the head's own criteria; what the head has scored waits no more."""
    marked = typed(I_2={"Không được giao": "x", "Điểm tự chấm": None, "Chỉ tiêu": None, "Kết quả": None})
    sent(issued, DL=marked)
    issued.agree("AN", "2.4", score=7)
    meet(issued)
    waiting = rows(issued, "d")
    assert len(waiting) == 10  # 2.3 of five, 2.4 of four, the mark
    assert "AN 2.4" not in keys(waiting)
    (mark,) = [row for row in waiting if row["Mã tiêu chí"] == "I.2"]
    assert mark["Vì sao nêu"] == "Đơn vị ghi không được giao: chọn Có (đủ điểm) hoặc Không."
    issued.agree("DL", "I.2", mark="Có")
    issued.rank()
    (mark,) = [row for row in rows(issued, "d") if row["Mã tiêu chí"] == "I.2"]
    assert (mark["Đã quyết"], mark["Điểm đang dùng"]) == ("Có", 10)


def test_a_score_that_is_agreed_is_decided_and_counted_off(issued: Journey) -> None:
    """Every later command keeps the page up to date."""
    meet(sent(issued, BH=typed(I_2={"Điểm tự chấm": 10})))
    before = above(issued)
    issued.agree("BH", "I.2", score=9, reason="Theo kết quả")
    issued.rank()
    (row,) = rows(issued, "a")
    assert (row["Đã quyết"], row["Điểm đang dùng"]) == ("Có", 9)
    assert before.startswith("11 việc, còn 11;")
    assert above(issued).startswith("11 việc, còn 10;")


def test_what_would_change_the_places_is_what_happens(complete: Journey) -> None:
    """Every flip of the document, typed in turn, gives the holders that it names (a few of them)."""
    document = meet(complete).json
    nearest: dict[str, tuple[float, dict[str, Any]]] = {}
    for one in document["flips"]:
        gain = abs(float(one["change"]))
        kept = nearest.get(one["place"])
        if kept is None or gain < kept[0]:
            nearest[one["place"]] = gain, one
    assert {place: gain for place, (gain, _) in nearest.items()} == {"Nhất": 14.25, "Nhì": 2.25, "Ba": 2.25}
    before = complete.book.read_bytes()
    for place, (_, one) in nearest.items():
        complete.book.write_bytes(before)
        complete.agree(one["unit"], one["criterion"], score=float(one["score"]), reason="Thử")
        then = {held["place"]: held["units"] for held in meet(complete).json["if_kept"]}
        assert then[place] == one["to"] != one["holders"]


def test_notes_name_full_marks_and_texts_that_are_the_same(issued: Journey) -> None:
    """No question, no penalty: nothing is counted off for them."""
    full = {code: {"Điểm tự chấm": points} for code, points in
            (("I_1", 10), ("I_2", 10), ("I_3", 15), ("I_4", 10), ("I_6", 5), ("2_1", 5), ("2_2", 8))}  # fmt: skip
    copied = typed(I_1={"Minh chứng": LONG}, I_3={"Giải trình": LONG.upper()})
    meet(sent(issued, AN=typed(**full), BH=copied, EN=copied))
    assert [(row["Mã đơn vị"], row["Vì sao nêu"]) for row in rows(issued, "f")] == [
        ("AN", "Tự chấm điểm tối đa ở cả 7 tiêu chí."),
        ("BH", "Minh chứng hoặc giải trình giống hệt của EN: I.1, I.3."),
    ]


def test_what_people_type_beside_it_stays_beside_its_row(issued: Journey) -> None:
    """A column of one's own, a line below, the sheet moved and the table pushed down: all of it is kept."""
    meet(sent(issued, BH=typed(I_2={"Điểm tự chấm": 10}, I_4={"Điểm tự chấm": 7})))
    with issued.typing() as book:
        book.move_sheet(NAME, -5)
        book[NAME].insert_rows(1)
        sheet = Sheet(book[NAME], "Mục", "Mã đơn vị", "Mã tiêu chí")
        sheet.sheet.cell(sheet.header_row, 13, "Ý kiến")
        row = sheet.row("a", "BH", "I.2")
        sheet.sheet.cell(row, 13, "Xem lại báo cáo")
        sheet.sheet.cell(max(sheet.rows()) + 3, 5, "Thư ký ghi")
    issued.agree("BH", "I.4", score=8.5, reason="Theo cách chấm")
    issued.agree("AN", "I.3", score=14, reason="Thiếu")
    issued.rank()
    sheet = page(issued)
    assert sheet.at(sheet.row("a", "BH", "I.2"), "Ý kiến") == "Xem lại báo cáo"
    texts = [cell.value for line in sheet.sheet.iter_rows() for cell in line]
    assert texts.count("Thư ký ghi") == 1
    assert sum(str(text).startswith("(a)") for text in texts) == 1
    sent(issued)  # other forms count now: nothing is left to be asked in (a)
    assert rows(issued, "a") == []
    texts = [cell.value for line in page(issued).sheet.iter_rows() for cell in line]
    assert texts.count("Xem lại báo cáo") == 1


def test_nothing_changes_where_nothing_changed(complete: Journey) -> None:
    """Not a byte, by the command itself or another; `verify` agrees."""
    meet(complete)
    before = complete.book.read_bytes()
    assert run("meeting", complete.book).code == 0
    complete.rank()
    assert complete.book.read_bytes() == before
    assert run("verify", complete.book, "--json").json["equal"]


def test_before_any_form_there_is_only_the_heads_own(issued: Journey) -> None:
    """Nothing is compared, nobody holds a place."""
    document = meet(issued).json
    assert {one["section"] for one in document["items"]} == {"d"}
    assert document["said"] == "10 việc, còn 10; nếu giữ nguyên: Nhất chưa có, Nhì chưa có, Ba chưa có (tạm)"


def test_two_units_have_no_third_place(complete: Journey) -> None:
    """Those that are not considered are left out of the whole page."""
    with complete.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        for unit in ("CM", "DL", "EN"):
            units.put(units.row(unit), "Xét thi đua", "Không")
            units.put(units.row(unit), "Lý do không xét", "vi phạm")
    assert meet(complete).json["said"] == "Không có việc nào phải bàn; nếu giữ nguyên: Nhất AN, Nhì BH"
    assert {row["Mã đơn vị"] for row in rows(complete)} <= {"AN", "BH"}


def test_a_closed_book_is_refused_in_one_sentence(complete: Journey) -> None:
    """Nothing is drawn into it any more."""
    meet(complete)
    assert run("close", complete.book).code == 0
    before = complete.book.read_bytes()
    answer = run("meeting", complete.book)
    assert (answer.code, complete.book.read_bytes()) == (2, before)
    assert "đã chốt" in answer.err


@pytest.mark.parametrize("spelling", [NAME, NAME.upper()])
def test_a_sheet_of_ones_own_by_that_name_is_left_alone(complete: Journey, spelling: str) -> None:
    """Other commands do not care for it; this one says what to do."""
    with complete.typing() as book:
        book.create_sheet(spelling)["B2"] = datetime.date(2025, 12, 28)
    assert complete.rank().code == 0
    answer = run("meeting", complete.book)
    assert answer.code == 2
    assert "không có bảng của chương trình" in answer.err
    assert openpyxl.load_workbook(complete.book)[spelling].max_row == 2


def test_the_link_leads_to_the_row_however_the_rows_are_sorted(complete: Journey) -> None:
    """It looks for the unit and the criterion, not for a line."""
    meet(complete)
    sheet = Sheet(openpyxl.load_workbook(complete.book)[NAME], "Mục", "Mã đơn vị", "Mã tiêu chí")
    row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị"))
    link = str(sheet.at(row, "Ô"))
    assert "HYPERLINK(\"#'Thống nhất điểm'!P\"&MATCH(" in link
    assert page(complete).at(row, "Ô").startswith("P")


def test_the_page_says_neither_cluster_nor_block(issued: Journey) -> None:
    """Units of a province's departments sit in a khối, and read the same page."""
    meet(sent(issued, BH=typed(I_2={"Điểm tự chấm": 10})))
    texts = [str(cell.value) for line in page(issued).sheet.iter_rows() for cell in line if cell.value]
    assert [text for text in texts if "cụm" in text.lower()] == []
