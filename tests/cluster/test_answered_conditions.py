"""`Loại` = Điều kiện: a criterion without points that the unit answers and the head confirms."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys.answers import explained, of_code, places, ranks, totals
from tests.journeys.collections import rows_on, type_in
from tests.journeys.conditions import kept_from
from tests.journeys.journey import (
    BOOK,
    CRITERIA,
    CRITERIA_HEADERS,
    RANKS,
    TOTALS,
    UNITS,
    Journey,
    Run,
    Sheet,
    agree,
    begin,
    form_sheet,
    found_in,
    head_scores,
    run,
    saved_bytes,
)

ASKED, CODE = "Không để xảy ra khiếu kiện vượt cấp", "DK1"
CONDITION = (CODE, ASKED, "Điều kiện", None, None, "Không xét Nhất, Nhì, Ba")


def add_condition(book: Workbook, *row: object) -> None:
    """Type the row below the criteria."""
    sheet = Sheet(book["Tiêu chí"], "Mã", "Nội dung")
    for at, value in zip(CRITERIA_HEADERS, row or CONDITION, strict=False):
        if value is not None:
            sheet.put(sheet.header_row + 1 + len(CRITERIA), at, value)


@contextmanager
def typing(path: Path) -> Iterator[Workbook]:
    """Open, type, save."""
    book = openpyxl.load_workbook(path)
    yield book
    path.write_bytes(saved_bytes(book))


@pytest.fixture
def asking(tmp_path: Path) -> Journey:
    """A cluster that asks a question besides its criteria; its forms are issued."""
    begin(tmp_path)
    with typing(tmp_path / BOOK) as book:
        add_condition(book)
    assert run("issue", tmp_path / BOOK, "--out", tmp_path / "phieu").code == 0
    forms = {unit: next((tmp_path / "phieu").glob(f"*{unit}*.xlsx")).read_bytes() for unit in UNITS}
    return Journey(tmp_path, forms)


def answered(cluster: Journey, **answers: str | None) -> Run:
    """Every unit fills and sends its form, Đạt unless said otherwise; the head types its own scores."""
    for unit in UNITS:

        def answer(book: Workbook, word: str | None = answers.get(unit, "Đạt")) -> None:
            if word is not None:
                form = form_sheet(book)
                form.put(form.row(CODE), "Kết quả", word)
                form.put(form.row(CODE), "Minh chứng", "Báo cáo số 9/BC-UBND")

        cluster.send(unit, answer)
    collected = cluster.collect()
    with cluster.typing() as book:
        head_scores(book)
    return collected


def confirm(cluster: Journey, **answers: str) -> None:
    """The head confirms in `Kết quả thống nhất`, Đạt unless said otherwise."""
    with cluster.typing() as book:
        for unit in UNITS:
            agree(book, unit, CODE, result=answers.get(unit, "Đạt"))


def test_the_form_asks_and_nobody_is_given_points(asking: Journey) -> None:
    """Maximum and score are empty and locked, the answer is a list; the total stays what the criteria give."""
    sheet = form_sheet(asking.form("AN"))
    row = sheet.row(CODE)
    assert sheet.at(row, "Điểm tối đa") is None
    assert sheet.sheet.cell(row, sheet.columns["Điểm tự chấm"]).protection.locked is True
    assert sheet.sheet.cell(row, sheet.columns["Kết quả"]).protection.locked is False
    rules = [rule for rule in sheet.sheet.data_validations.dataValidation
             if sheet.address(row, "Kết quả") in str(rule.sqref)]  # fmt: skip
    assert [rule.formula1 for rule in rules] == ['"Đạt,Không đạt"']


def test_an_answer_counts_once_it_is_confirmed(asking: Journey) -> None:
    """Until then every unit's answer is open, by name, and the result provisional; then it is as without."""
    assert answered(asking).json["findings"] is not None
    answer = asking.rank()
    found = [one for one in answer.json["findings"] if one["code"] == "CONDITION_OPEN"]
    assert sorted(one["unit"] for one in found) == sorted(UNITS)
    assert {(one["criterion"], one["sheet"]) for one in found} == {(CODE, "Thống nhất điểm")}
    assert "đơn vị trả lời Đạt, Trưởng cụm chưa xác nhận" in found[0]["message"]
    assert (answer.code, answer.json["provisional"], answer.json["nominee"]) == (1, True, None)
    confirm(asking)
    answer = asking.rank()
    assert (answer.code, found_in(answer.json), answer.json["nominee"]) == (0, [], "AN")
    assert totals(answer) == TOTALS
    assert {one["max_total"] for one in answer.json["units"]} == {"81.00"}


def test_whoever_does_not_meet_it_loses_what_the_parameter_says(asking: Journey) -> None:
    """BH keeps points and rank 2, and no place; the head's other word needs a reason."""
    answered(asking, BH="Không đạt")
    confirm(asking, BH="Không đạt", AN="không đạt")
    answer = asking.rank()
    assert [one["code"] for one in answer.json["findings"]] == ["REASON_MISSING", "NOMINEE_BARRED"]
    asking.agree("AN", CODE, result="Đạt")
    answer = asking.rank()
    assert (answer.code, places(answer)["BH"], kept_from(answer, "BH")) == (
        0,
        None,
        ["Không xét Nhất, Nhì, Ba"],
    )
    assert ranks(answer) == RANKS
    assert f"không đạt điều kiện {CODE}: {ASKED}" in explained(asking, "BH")
    assert CODE not in asking.sheet("Tổng hợp", "Mã", "Tổng điểm").columns


def test_a_blank_answer_is_told_and_goes_back(asking: Journey) -> None:
    """The unit is asked at its own cell; the head's word settles it."""
    collected = answered(asking, CM=None)
    found = next(one for one in collected.json["files"] if one["unit"] == "CM")["findings"]
    assert [(one["code"], one["criterion"]) for one in found] == [("ANSWER_MISSING", CODE)]
    confirm(asking)
    answer = asking.rank()
    assert (answer.code, found_in(answer.json)) == (0, [])


def test_a_score_in_the_row_of_a_condition_is_no_answer(asking: Journey) -> None:
    """A typed 0 does not mean Không đạt: it is told, and the answer stays open."""
    answered(asking)
    confirm(asking)
    with asking.typing() as book:
        agree(book, "AN", CODE, score=0)
        sheet = Sheet(book["Thống nhất điểm"], "Mã đơn vị", "Mã tiêu chí")
        sheet.put(sheet.row("AN", CODE), "Kết quả thống nhất", None)
    answer = asking.rank()
    assert sorted(one["code"] for one in answer.json["findings"]) == [
        "CONDITION_HAS_POINTS",
        "CONDITION_OPEN",
    ]
    assert answer.json["nominee"] is None


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("Điểm tối đa", 5, "CONDITION_HAS_POINTS"),
        ("Tham số", "Phê bình", "PARAMETER_INVALID"),
        ("Tham số", None, "PARAMETER_INVALID"),
        ("Cách chấm", "Theo tỷ lệ", "RULE_UNKNOWN"),
        ("Khi không được giao", "Đủ điểm", "RULE_UNKNOWN"),
    ],
)
def test_what_a_condition_cannot_have(tmp_path: Path, header: str, value: object, code: str) -> None:
    """Points, another rule or an unknown consequence: the cell is named."""
    begin(tmp_path)
    with typing(tmp_path / BOOK) as book:
        row = dict(zip(CRITERIA_HEADERS, (*CONDITION, None, None, None), strict=True)) | {header: value}
        add_condition(book, *row.values())
    answer = run("check", tmp_path / BOOK, "--json").json
    (found,) = (one for file in answer["files"] for one in file["findings"] if one["criterion"] == CODE)
    sheet = Sheet(openpyxl.load_workbook(tmp_path / BOOK)["Tiêu chí"], "Mã")
    assert (found["code"], found["cell"]) == (code, sheet.address(sheet.row(CODE), header))


def test_a_closed_book_with_answers_verifies_from_the_originals(asking: Journey) -> None:
    """What units answered and the head confirmed is under the seal."""
    answered(asking, BH="Không đạt")
    confirm(asking, BH="Không đạt")
    assert asking.rank().code == 0
    assert run("close", asking.book).code == 0
    assert run("verify", asking.book).code == 0
    asking.agree("BH", CODE, result="Đạt", reason="x")
    assert run("verify", asking.book).code == 1


@pytest.mark.parametrize(("name", "header"), [("Đăng ký", "Chỉ tiêu đăng ký"), ("Sơ kết", "Kết quả 6 tháng")])
def test_what_was_typed_of_a_criterion_that_becomes_a_condition_is_kept_and_told(
    issued: Journey, name: str, header: str
) -> None:
    """It has no target and no result any more: its row stays below the others until a person deletes it."""
    issued.rank()
    type_in(issued, name, "BH", "I.6", **{header: 3})
    with issued.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        changed = ("Điều kiện", None, None, CONDITION[-1], None)
        for of, value in zip(
            ("Loại", "Điểm tối đa", "Cách chấm", "Tham số", "Đơn vị tính"), changed, strict=True
        ):
            criteria.put(criteria.row("I.6"), of, value)
    for _ in range(2):
        told = of_code(issued.rank().json["findings"], "ROW_ORPHANED")
        rows = issued.sheet(name, "Mã đơn vị", "Mã tiêu chí")
        cell = rows.address(rows.row("BH", "I.6"), "Mã tiêu chí")
        assert [(one["sheet"], one["cell"], one["unit"], one["value"]) for one in told] == [
            (name, cell, "BH", "I.6")
        ]
        assert {key: row[header] for key, row in rows_on(issued, name).items() if key[1] == "I.6"} == {
            ("BH", "I.6"): 3
        }


def test_units_of_other_groups_are_not_asked(tmp_path: Path) -> None:
    """`Chỉ nhóm`: only AN and BH are asked, have it in their forms, and are open."""
    begin(tmp_path)
    with typing(tmp_path / BOOK) as book:
        add_condition(book)
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row(CODE), "Chỉ nhóm", "Miền núi")
        units = Sheet(book["Đơn vị"], "Mã")
        for unit in UNITS:
            units.put(units.row(unit), "Nhóm", "Miền núi" if unit in ("AN", "BH") else "Đồng bằng")
    assert run("issue", tmp_path / BOOK, "--out", tmp_path / "phieu").code == 0
    forms = {unit: next((tmp_path / "phieu").glob(f"*{unit}*.xlsx")).read_bytes() for unit in UNITS}
    cluster = Journey(tmp_path, forms)
    assert CODE not in [
        form_sheet(cluster.form("CM")).at(row, "Mã") for row in form_sheet(cluster.form("CM")).rows()
    ]
    for unit in UNITS:
        cluster.send(unit)
    cluster.collect()
    with cluster.typing() as book:
        head_scores(book)
    answer = cluster.rank()
    found = [one["unit"] for one in answer.json["findings"] if one["code"] == "CONDITION_OPEN"]
    assert sorted(found) == ["AN", "BH"]
