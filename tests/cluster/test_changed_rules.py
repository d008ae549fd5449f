"""Rules that change: `Giải thích` and the journal tell what that changed for whom; once approved, they stand."""

from typing import Any

from tests.journeys.answers import places, ranks, totals
from tests.journeys.conditions import demand
from tests.journeys.journey import Journey, Run, Sheet, run

SCALE = "Xuất sắc:80; Tốt:65; Khá:50; khác:Trung bình"


def explained(cluster: Journey) -> dict[str, str]:
    """Unit → `Điều gì làm đổi hạng`, what is said of changed rules alone."""
    rows = cluster.sheet("Giải thích", "Mã", "Hạng").records()
    texts = {row["Mã"]: str(row["Điều gì làm đổi hạng"]) for row in rows}
    return {unit: text[text.index("Ngày ") :] for unit, text in texts.items() if "Ngày " in text}


def last_of(cluster: Journey, what: str) -> dict[str, str]:
    """Unit → its last sentence about changed rules, of those that have one with `what` in it."""
    last = {unit: "Ngày " + said.split("Ngày ")[-1].strip() for unit, said in explained(cluster).items()}
    return {unit: said for unit, said in last.items() if what in said}


def journal(cluster: Journey) -> list[str]:
    """What is told of rules."""
    rows = cluster.sheet("Nhật ký", "Lúc", "Thay đổi").records()
    return [str(row["Thay đổi"]) for row in rows if "Đổi quy tắc" in str(row["Thay đổi"])]


def retype(cluster: Journey, sheet: str, key: str, code: str, header: str, value: object) -> None:
    """A person types over one cell."""
    with cluster.typing() as book:
        table = Sheet(book[sheet], key)
        table.put(table.row(code), header, value)


def told(answer: Run, code: str = "RULE_CHANGED_SINCE") -> list[dict[str, Any]]:
    """The findings about rules."""
    return [one for one in answer.json["findings"] if one["code"] == code]


def test_the_first_rules_are_no_change(complete: Journey) -> None:
    """Nothing stands there before, and a second run writes nothing."""
    complete.rank()
    assert (explained(complete), journal(complete)) == ({}, [])
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_a_changed_class_tells_old_and_new_where_it_changes_something(complete: Journey) -> None:
    """AN 83; BH 68,75; EN 66,5; CM 57,5; DL 41: with Tốt from 67 only EN has another class."""
    complete.set(Xếp_loại=SCALE)
    complete.rank()
    complete.set(Xếp_loại=SCALE.replace("65", "67"))
    answer = complete.rank()
    assert answer.code == 0
    new = SCALE.replace("65", "67")
    (unit, said), *others = last_of(complete, f"đổi Xếp loại ({SCALE} → ").items()
    assert (unit, others) == ("EN", [])
    assert said.endswith(f"đổi Xếp loại ({SCALE} → {new}): xếp loại Tốt → Khá.")
    line = journal(complete)[-1]
    assert line == f"Đổi quy tắc – Xếp loại: {SCALE} → {new}. Kết quả đổi theo – EN: xếp loại Tốt → Khá"
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_a_first_class_is_told_to_everybody(complete: Journey) -> None:
    """Before, nobody had any."""
    complete.rank()
    complete.set(Xếp_loại=SCALE)
    complete.rank()
    assert set(explained(complete)) == {"AN", "BH", "CM", "DL", "EN"}
    assert "đổi Xếp loại (không xếp loại → " in explained(complete)["AN"]
    assert explained(complete)["AN"].endswith("xếp loại không có → Xuất sắc.")


def test_a_change_that_changes_nothing_is_in_the_journal_alone(complete: Journey) -> None:
    """Who moves up, while nothing is kept from anybody."""
    complete.rank()
    complete.set(Khuyết_hạng="Đơn vị sau lên thay")
    complete.rank()
    assert explained(complete) == {}
    assert journal(complete) == [
        "Đổi quy tắc – Khuyết hạng: Để trống → Đơn vị sau lên thay. Không đổi kết quả của đơn vị nào"
    ]


def test_a_new_condition_a_changed_value_and_one_taken_away(complete: Journey) -> None:
    """Each by itself, the last three of a unit stay."""
    before = places(complete.rank())
    demand(complete, ("Tổng điểm từ", None, 90, "Không xét Nhất"))
    assert places(complete.rank())["AN"] != before["AN"] == "Nhất"
    first = "đổi Điều kiện: Tổng điểm từ ((trống) → 90 | Không xét Nhất)"
    assert f"{first}: Nhất, Nhì, Ba: Nhất → không có" in explained(complete)["AN"]
    retype(complete, "Điều kiện", "Điều kiện", "Tổng điểm từ", "Giá trị", 80)
    assert places(complete.rank()) == before
    said = explained(complete)["AN"]
    assert first in said
    assert (
        "đổi Điều kiện: Tổng điểm từ (90 | Không xét Nhất → 80 | Không xét Nhất): Nhất, Nhì, Ba: không có → Nhất"
        in said
    )
    assert set(explained(complete)) == {"AN"}


def test_scores_typed_in_the_same_run_are_no_effect_of_the_rule(complete: Journey) -> None:
    """DL rises from last by a score; the class of EN falls by the rule."""
    complete.set(Xếp_loại=SCALE)
    complete.rank()
    complete.agree("DL", "I.1", score=1, reason="Họp thống nhất")
    complete.set(Xếp_loại=SCALE.replace("65", "67"))
    complete.rank()
    assert set(last_of(complete, f"({SCALE} → ")) == {"EN"}
    assert "tổng điểm" not in explained(complete)["DL"]


def test_a_changed_cap_of_a_group_tells_whose_total_it_moves(on_paper: Journey) -> None:
    """No form was issued: the cap of `Mục` I.1 falls, totals fall with it, by what the units have there."""
    before = totals(on_paper.rank())
    with on_paper.typing() as book:
        table = Sheet(book["Tiêu chí"], "Mã")
        row = next(row for row in table.rows() if "trần" in str(table.at(row, "Tham số")))
        code, old = table.at(row, "Mã"), table.at(row, "Tham số")
        table.put(row, "Tham số", "trần 1")
    after = totals(on_paper.rank())
    moved = {unit for unit in before if before[unit] != after[unit]}
    said = explained(on_paper)
    assert moved and moved <= said.keys()
    for unit in moved:
        assert f"đổi Tiêu chí {code} (" in said[unit]
        assert f"Tham số {old} → trần 1" in said[unit]
        assert f"tổng điểm {before[unit].replace('.', ',')} → {after[unit].replace('.', ',')}" in said[unit]


def test_once_approved_a_changed_rule_is_told_until_it_is_as_it_was(complete: Journey) -> None:
    """Class and condition; `close` waits for them; the cell is named."""
    complete.set(Xếp_loại=SCALE)
    demand(complete, ("Tổng điểm từ", None, 80, "Không xét Nhất"))
    complete.set(Giai_đoạn="Đã thông qua")
    assert complete.rank().code == 0
    complete.set(Xếp_loại=SCALE.replace("65", "67"))
    retype(complete, "Điều kiện", "Điều kiện", "Tổng điểm từ", "Giá trị", 90)
    answer = complete.rank()
    found = {one["sheet"]: one for one in told(answer)}
    assert (answer.code, set(found)) == (1, {"Cụm", "Điều kiện"})
    assert all(one["cell"] and one["severity"] == "error" for one in found.values())
    assert "80 | Không xét Nhất → 90 | Không xét Nhất" in found["Điều kiện"]["message"]
    assert run("close", complete.book).code == 1
    complete.set(Xếp_loại=SCALE)
    retype(complete, "Điều kiện", "Điều kiện", "Tổng điểm từ", "Giá trị", 80)
    answer = complete.rank()
    assert (answer.code, told(answer)) == (0, [])


def test_the_cluster_may_approve_again(complete: Journey) -> None:
    """Back to `Đã gửi`, ranked, and to `Đã thông qua` again: the new rules stand then."""
    complete.set(Giai_đoạn="Đã thông qua")
    complete.rank()
    complete.set(Xếp_loại=SCALE)
    assert len(told(complete.rank())) == 1
    complete.set(Giai_đoạn="Đã gửi")
    assert told(complete.rank()) == []
    complete.set(Giai_đoạn="Đã thông qua")
    answer = complete.rank()
    assert (answer.code, told(answer)) == (0, [])
    assert run("verify", complete.book).code == 0


def test_a_rule_that_is_taken_away_after_approval_is_told(complete: Journey) -> None:
    """Its row is gone: the sheet is named."""
    demand(complete, ("Tổng điểm từ", None, 90, "Không xét Nhất"))
    complete.set(Giai_đoạn="Đã thông qua")
    first = complete.rank()
    with complete.typing() as book:
        table = Sheet(book["Điều kiện"], "Điều kiện")
        book["Điều kiện"].delete_rows(table.row("Tổng điểm từ"))
    answer = complete.rank()
    (one,) = told(answer)
    assert (one["sheet"], one["cell"]) == ("Điều kiện", None)
    assert "90 | Không xét Nhất → (trống)" in one["message"]
    assert ranks(first) == ranks(answer)
    assert explained(complete)["AN"].endswith(
        "Nhất, Nhì, Ba: không có → Nhất; hình thức đề nghị: không có → Cờ thi đua."
    )


def test_a_maximum_changed_after_approval_is_told_once(complete: Journey) -> None:
    """By the finding of the criterion, which forms wait for."""
    complete.set(Giai_đoạn="Đã thông qua")
    complete.rank()
    retype(complete, "Tiêu chí", "Mã", "I.3", "Điểm tối đa", 16)
    answer = complete.rank()
    assert [one["criterion"] for one in told(answer, "CRITERIA_CHANGED")] == ["I.3"]
    assert told(answer) == []


def test_another_spelling_or_order_of_approved_rules_is_no_change(complete: Journey) -> None:
    """Two rows of one demand change places, a number gets its zero, codes their spaces."""
    rows = [("Tổng điểm từ", None, 80, "Không xét Nhất"), ("Tổng điểm từ", None, 60, "Không đề nghị Cờ"),
            ("Mỗi mục đạt từ %", "I; 2", 10, "Không xét Nhất")]  # fmt: skip
    cells = demand(complete, *rows)
    complete.set(Giai_đoạn="Đã thông qua")
    complete.rank()
    with complete.typing() as book:
        sheet = book["Điều kiện"]
        at = [sheet[cell].row for cell in cells]
        for row, (value, consequence) in zip(
            at[:2], (("60,0", "không đề nghị Cờ"), ("80", "Không xét Nhất")), strict=True
        ):
            sheet.cell(row, 3).value, sheet.cell(row, 4).value = value, consequence
        sheet.cell(at[2], 2).value = "i;2"
    assert told(complete.rank()) == []
    assert explained(complete) == {}


def test_one_of_two_rows_taken_away_is_one_change(complete: Journey) -> None:
    """The other is as it was, wherever it stands."""
    cells = demand(
        complete, ("Tổng điểm từ", None, 80, "Không xét Nhất"), ("Tổng điểm từ", None, 60, "Không đề nghị Cờ")
    )
    complete.set(Giai_đoạn="Đã thông qua")
    complete.rank()
    with complete.typing() as book:
        book["Điều kiện"].delete_rows(book["Điều kiện"][cells[0]].row)
    (one,) = told(complete.rank())
    assert "80 | Không xét Nhất → (trống)" in one["message"]


def test_what_nobody_could_read_before_and_now_is_no_effect_of_a_setting(complete: Journey) -> None:
    """I.2 has no scorer anybody knows: the ceiling alone is told, with what it does alone."""
    retype(complete, "Tiêu chí", "Mã", "I.2", "Ai chấm", "QQ")
    complete.rank()
    before = totals(complete.rank())
    complete.set(Trần_tổng_điểm=500)
    assert totals(complete.rank()) == before
    assert last_of(complete, "Trần tổng điểm") == {}
    assert "Không đổi kết quả của đơn vị nào" in journal(complete)[-1]


def test_the_day_that_forms_are_due_is_a_rule_where_something_rests_on_it(complete: Journey) -> None:
    """Moved after the approval it is told; in a book that asks for no day it is not."""
    complete.set(Hạn_nộp_phiếu="20/12/2025", Giai_đoạn="Đã thông qua")
    complete.rank()
    complete.set(Hạn_nộp_phiếu="22/12/2025")
    assert told(complete.rank()) == []
    complete.set(Giai_đoạn="Đã gửi")
    demand(complete, ("Nộp phiếu đúng hạn", None, "đúng hạn: khác", "Không xét Nhất"))
    complete.rank()
    complete.set(Giai_đoạn="Đã thông qua")
    complete.rank()
    complete.set(Hạn_nộp_phiếu="23/12/2025")
    (one,) = told(complete.rank())
    assert "22/12/2025 → 23/12/2025" in one["message"]


def test_what_the_table_was_before_the_first_form_went_out_is_no_history(on_paper: Journey) -> None:
    """Ranked on paper, reworded, then issued: every form has the new words."""
    on_paper.rank()
    retype(on_paper, "Tiêu chí", "Mã", "I.2", "Nội dung", "Chỉ đạo, điều hành")
    retype(on_paper, "Tiêu chí", "Mã", "II.1", "Điểm tối đa", 11)
    assert run("issue", on_paper.book, "--out", on_paper.folder / "phieu").code == 0
    assert on_paper.sheet("Thay đổi tiêu chí", "Mã", "Thay đổi").records() == []
