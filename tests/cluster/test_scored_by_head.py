"""A table in which the cluster's side scores everything: no form is due, and typed scores are enough."""

import io
from collections.abc import Iterator

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.journey import UNITS, Journey, Sheet
from tests.journeys.taken_in import received, reconciles, statuses
from thidua_xl.domain.values.catalogue import Severity

OWN = ("I.1", "T1")
"""What is scored in this table: two criteria, both typed by the head."""


@pytest.fixture
def headed(issued: Journey) -> Iterator[Journey]:
    """The journey's cluster with a table of two criteria, both of the head's."""
    with issued.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        for row in reversed(list(criteria.rows())):
            code = criteria.at(row, "Mã")
            if code in OWN:
                criteria.put(row, "Cách chấm", "Chấm trực tiếp")
                criteria.put(row, "Tham số", None)
                criteria.put(row, "Ai chấm", "Trưởng cụm")
            elif code != "I":
                criteria.sheet.delete_rows(row)
    assert issued.rank().code == 1
    yield issued


def score(cluster: Journey, unit: str, *points: float) -> None:
    """The head types the scores of one unit."""
    with cluster.typing() as book:
        for code, each in zip(OWN, points, strict=False):
            journey.agree(book, unit, code, score=each)


def test_units_scored_wholly_by_the_head_are_ranked_and_the_book_closes(headed: Journey) -> None:
    """`typed`, not missing: ranks by the typed scores, and `close` seals."""
    for at, unit in enumerate(UNITS):
        score(headed, unit, 10 - at, 0)
    answer = headed.rank()
    assert answer.code == 0
    assert {one["code"]: (one["rank"], one["status"]) for one in answer.json["units"]} == {
        unit: (at + 1, "ranked") for at, unit in enumerate(UNITS)
    }
    assert received(headed)["AN"]["Trạng thái"] == "Cụm đã chấm"
    closed = journey.run("close", headed.book)
    assert closed.code == 0, closed.out


def test_a_unit_of_which_no_score_is_typed_is_missing_and_one_in_part_incomplete(headed: Journey) -> None:
    """Blank is not 0: nothing typed is missing, one of two is incomplete; nobody is asked for a form."""
    score(headed, "AN", 9, 1)
    score(headed, "BH", 0)
    state = {one["code"]: one["status"] for one in headed.rank().json["units"]}
    assert state == {"AN": "ranked", "BH": "incomplete", "CM": "missing", "DL": "missing", "EN": "missing"}
    assert received(headed)["CM"]["Trạng thái"] == "Cụm chưa chấm"
    back = journey.run("give-back", headed.book, "--out", headed.folder / "tra", "--json").json
    assert {one["state"] for one in back["units"]} == {"no_form"}


def test_blank_forms_count_for_nothing_there(headed: Journey) -> None:
    """Forms issued for information and collected untouched: blank, and the equations hold as typed."""
    headed.inbox.mkdir()
    forms = journey.issue(headed.folder)
    for unit, data in forms.items():
        headed.drop(f"{unit}.xlsx", data)
    score(headed, "AN", 9, 1)
    document = reconciles(headed.collect())
    assert set(statuses(document).values()) == {"blank"}
    assert (document["typed"], document["accepted"], document["blank"]) == (1, 0, 5)
    assert document["missing"] == ["BH", "CM", "DL", "EN"]


def test_a_blank_form_is_said_to_need_no_filling_in(headed: Journey) -> None:
    """Signed or untouched: a note with nothing to do, nobody is asked for the form, no command asks for a person."""
    headed.inbox.mkdir()
    forms = journey.issue(headed.folder)
    signed = openpyxl.load_workbook(io.BytesIO(forms["AN"]))
    identity = Sheet(signed["Đơn vị"], "Mục")
    identity.put(identity.row("Điện thoại"), "Giá trị", "0237 3 123 456")
    path = headed.drop("AN.xlsx", journey.saved_bytes(signed))
    headed.drop("BH.xlsx", forms["BH"])
    for unit in UNITS:
        score(headed, unit, 9, 1)
    for answer in (journey.run("check", path), journey.run("check", path, "--book", headed.book)):
        assert (answer.code, "Phiếu này không phải điền: Trưởng cụm chấm toàn bộ" in answer.out) == (0, True)
    told = journey.run("collect", headed.book, headed.inbox).out
    assert "5 đơn vị = 0 có phiếu + 5 cụm đã chấm + 0 cụm chưa chấm." in told
    document = headed.collect()
    assert [journey.found_in(file) for file in document.json["files"]] == [[("FORM_NOT_NEEDED", None)]] * 2
    notes = [found["severity"] for file in document.json["files"] for found in file["findings"]]
    assert notes == [Severity.NOTE.value] * 2
    assert "không phải điền" in received(headed)["AN.xlsx"]["Vì sao"]


def test_a_form_that_came_all_the_same_claims_no_total(headed: Journey) -> None:
    """A unit marks `Không được giao` where the head scores everything: no self total is its own."""
    with headed.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.1"), "Khi không được giao", "Đủ điểm")
    forms = journey.issue(headed.folder)
    form = openpyxl.load_workbook(io.BytesIO(forms["AN"]))
    scores = journey.form_sheet(form)
    scores.put(scores.row("I.1"), "Không được giao", "x")
    headed.inbox.mkdir()
    headed.drop("Phieu_AN_2025.xlsx", journey.saved_bytes(form))
    assert statuses(reconciles(headed.collect())) == {"Phieu_AN_2025.xlsx": "accepted"}
    headed.agree("AN", "I.1", mark="Có", reason="Không có chỉ tiêu giao")
    unit = next(one for one in headed.rank().json["units"] if one["code"] == "AN")
    assert (unit["self_total"], unit["self_adjusted"], unit["agreed_total"]) == (None, None, "10.00")
    shown = headed.sheet("Xếp hạng", "Hạng", "Mã")
    line = next(row for row in shown.records() if row["Mã"] == "AN")
    assert (line["Tổng điểm tự chấm"], line["Sau xác nhận không giao"], line["Tổng điểm thống nhất"]) == (
        None, None, 10,
    )  # fmt: skip


def test_one_criterion_of_the_units_own_makes_forms_due_again(headed: Journey) -> None:
    """A typed score of the head's alone does not replace the form then."""
    with headed.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("T1"), "Ai chấm", "Đơn vị")
    score(headed, "AN", 9)
    state = {one["code"]: one["status"] for one in headed.rank().json["units"]}
    assert state["AN"] == "missing"
