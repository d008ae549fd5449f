"""What stands in a form beside the scores: copies of their sheet, and notes below their table."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import Journey, Sheet
from tests.journeys.taken_in import self_scores
from thidua_xl.domain.values.catalogue import Severity

UNIT, FILE = "BH", "phieu.xlsx"
SCORE, RESULT, MARK = "Điểm tự chấm", "Kết quả", "Không được giao"
Change = Callable[[Workbook], None]
COUNTED = {"I.1": 9.5, "I.2": 9, "I.3": 12, "T1": 0, "P1": 1}
"""Some of the scores in the sheet that counts."""


def copied(title: str, *, hidden: bool = False, **typed: object) -> Change:
    """The clerk copies the sheet of scores and types into the copy (`I_1_score`, `I_3_result`, …)."""

    def change(workbook: Workbook) -> None:
        copy = workbook.copy_worksheet(workbook["Tự chấm"])
        copy.title = title
        copy.sheet_state = "hidden" if hidden else "visible"
        table = Sheet(copy, "Mã")
        for place, value in typed.items():
            code, _, header = place.rpartition("_")
            table.put(
                table.row(code.replace("_", ".")),
                {"score": SCORE, "result": RESULT, "mark": MARK}[header],
                value,
            )

    return change


def emptied(title: str) -> Change:
    """A copy in which nothing is typed any more."""
    places = [f"{code.replace('.', '_')}_{what}" for code in journey.SCORED for what in ("score", "result")]
    blank: dict[str, Any] = dict.fromkeys(places)
    return copied(title, **blank)


def written(**cells: Any) -> Change:
    """Words typed below the table, as a person writes under what he has filled in (`A8`: eight rows below the last)."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        for place, value in cells.items():
            form.sheet[f"{place[0]}{form.row('P1') + int(place[1:])}"] = value

    return change


def taken(cluster: Journey, change: Change) -> tuple[str, list[Mapping[str, str]]]:
    """What `collect` says of the form: its state and its findings."""
    cluster.send(UNIT, change, name=FILE)
    (file,) = cluster.collect().json["files"]
    return file["status"], file["findings"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (copied("Tự chấm (2)", I_1_score=7), "J11: 7, chỗ được tính: 9,5"),
        (copied("Tự chấm_2", I_1_score="7,25"), "J11: 7,25, chỗ được tính: 9,5"),
        (copied("bản nháp", I_3_result=19), "G13: 19, chỗ được tính: 18"),
        (copied("cu", hidden=True, I_2_mark="x"), "K12: x, chỗ được tính: (trống)"),
    ],
)
def test_a_copy_of_the_sheet_that_holds_other_numbers_is_told(
    issued: Journey, change: Change, named: str
) -> None:
    """Which of the two counted, and what the other one holds; what counts stays as it was."""
    status, findings = taken(issued, change)
    (told,) = findings
    assert (status, told["code"], told["severity"]) == ("accepted", "COPY_DIFFERS", Severity.WARNING.value)
    assert told["sheet"] == "Tự chấm"
    assert named in told["message"]
    assert {code: self_scores(issued, UNIT)[code] for code in COUNTED} == COUNTED


def column_copied(code: str, points: object) -> Change:
    """The column of scores a second time, right of the table, with another score of one criterion."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        beside = form.sheet.max_column + 1
        for row in (form.header_row, *form.rows()):
            form.sheet.cell(row, beside).value = form.at(row, SCORE)
        form.sheet.cell(form.row(code), beside).value = points  # type: ignore[assignment]

    return change


def test_a_column_that_stands_twice_with_other_numbers_is_told(issued: Journey) -> None:
    """The first of the two counts, as before."""
    status, (told,) = taken(issued, column_copied("I.1", 7))
    assert (status, told["code"], told["severity"]) == ("accepted", "COLUMN_DIFFERS", Severity.WARNING.value)
    assert ": 7, chỗ được tính: 9,5" in told["message"]
    assert self_scores(issued, UNIT)["I.1"] == 9.5


@pytest.mark.parametrize(
    "change",
    [
        copied("Tự chấm (2)"),
        copied("Tự chấm (2)", I_1_score="9,5"),
        emptied("Tự chấm (2)"),
        column_copied("I.1", "9,5"),
        lambda book: book.create_sheet("Sheet1").append([" "]),
    ],
)
def test_a_copy_that_says_nothing_else_is_not_mentioned(issued: Journey, change: Change) -> None:
    """The same numbers, no numbers, or a blank sheet."""
    assert taken(issued, change) == ("accepted", [])


def test_a_note_below_the_table_stands_where_a_person_sees_it(issued: Journey) -> None:
    """On `Cần sửa` as typed, after the run that received it and after later ones."""
    taken(issued, written(A8="Ghi chú: số liệu đến 30/11"))
    for _ in range(2):
        rows = issued.sheet("Cần sửa", "Mã lỗi", "File").records()
        (told,) = [row for row in rows if row["Mã lỗi"] == "NOTE_AMONG_CODES"]
        assert (told["Mức"], told["File"]) == ("Lưu ý", FILE)
        assert any("Ghi chú: số liệu đến 30/11" in str(cell) for cell in told.values())
        issued.rank()


DAY = datetime.datetime(2025, 11, 30)


@pytest.mark.parametrize(
    ("change", "quoted"),
    [
        (written(A8="Ghi chú: số liệu đến 30/11"), "Ghi chú: số liệu đến 30/11"),
        (written(A9="Người lập biểu", J9="Thủ trưởng đơn vị"), "Người lập biểu"),
        (written(A10="(1)", C10="theo Báo cáo số 12/BC-UBND"), "(1)"),
        (written(A8=DAY), "2025-11-30"),
        (written(A8=12), "12"),
    ],
)
def test_words_below_the_table_are_a_note_as_typed(issued: Journey, change: Change, quoted: str) -> None:
    """A remark or a signature in the column of codes is no criterion that somebody invented."""
    status, findings = taken(issued, change)
    assert status == "accepted"
    assert [(one["code"], one["severity"], one["value"]) for one in findings] == [
        ("NOTE_AMONG_CODES", Severity.NOTE.value, quoted)
    ]
    assert f"“{quoted}”" in findings[0]["message"]
    assert {code: self_scores(issued, UNIT)[code] for code in COUNTED} == COUNTED


@pytest.mark.parametrize("beside", [{"J8": 2}, {"J8": "2,5"}, {"K8": "x"}, {"D8": 5}])
def test_a_row_that_claims_points_under_an_unknown_code_is_asked(
    issued: Journey, beside: Mapping[str, object]
) -> None:
    """A criterion of one's own below the table stays an error."""
    _, findings = taken(issued, written(A8="IV.9", **beside))
    assert "CRITERION_UNKNOWN" in {one["code"] for one in findings}
