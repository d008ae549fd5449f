"""What a form says of itself and `check` says of it: who made it, and a total that is not a number yet."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import Journey, Sheet
from thidua_xl.sheets.form.scores import TOTAL_LABEL

Change = Callable[[Workbook], None]
FILES = {"check": lambda c: c.check(), "collect": lambda c: c.collect()}


def unsigned(*labels: str) -> Change:
    """Clear entries of `Đơn vị`."""

    def change(workbook: Workbook) -> None:
        sheet = Sheet(workbook["Đơn vị"], "Mục", "Giá trị")
        for row in list(sheet.rows()):
            if sheet.at(row, "Mục") in labels:
                sheet.put(row, "Giá trị", " ")

    return change


def total(value: object) -> Change:
    """What stands in the total's cell."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        row = next(
            row[0].row for row in form.sheet.iter_rows() if TOTAL_LABEL in [cell.value for cell in row]
        )
        assert row is not None
        form.put(row, "Điểm tự chấm", value)

    return change


@pytest.mark.parametrize("command", FILES)
@pytest.mark.parametrize(
    "labels", [("Người lập phiếu",), ("Điện thoại", "Ngày lập phiếu"), ("Ngày lập phiếu",)]
)
def test_a_form_that_does_not_say_who_made_it_is_taken_with_a_note(
    issued: Journey, command: str, labels: tuple[str, ...]
) -> None:
    """One note a form names what is blank, at the first such cell; the scores count."""
    issued.send("AN", unsigned(*labels))
    (file,) = FILES[command](issued).json["files"]
    assert file["status"] == "accepted"
    (found,) = file["findings"]
    assert (found["code"], found["severity"], found["value"]) == (
        "IDENTITY_MISSING", "note", ", ".join(labels),
    )  # fmt: skip
    assert found["sheet"] == "Đơn vị"
    assert labels[0] == _label(issued, found["cell"])


def _label(cluster: Journey, cell: str) -> object:
    return cluster.form("AN")["Đơn vị"]["A" + cell[1:]].value


def test_a_form_alone_gets_the_same_note(issued: Journey) -> None:
    """Without the book, as a unit would check its own."""
    path = issued.send("AN", unsigned("Điện thoại"))
    (file,) = journey.run("check", path, "--json").json["files"]
    assert [one["code"] for one in file["findings"]] == ["IDENTITY_MISSING"]


@pytest.mark.parametrize("said", ["45,00 – còn 3 ô", "-2,50 – còn 1 ô", "", None])
def test_a_total_that_is_no_number_yet_is_not_compared(issued: Journey, said: object) -> None:
    """The form itself says that cells are left; what is left is found at those cells."""
    issued.send("AN", total(said))
    (file,) = issued.check().json["files"]
    assert file["findings"] == []


@pytest.mark.parametrize("said", [45, "45,00"])
def test_a_total_that_differs_is_still_said(issued: Journey, said: object) -> None:
    """A number, or a text that can only be one."""
    issued.send("AN", total(said))
    (file,) = issued.check().json["files"]
    assert [one["code"] for one in file["findings"]] == ["TOTAL_DIFFERS"]


@pytest.mark.parametrize("printed", ["18.01", "18.02"])
def test_a_total_of_scores_with_more_decimals_may_be_rounded_before_or_after(
    issued: Journey, printed: str
) -> None:
    """Forms of earlier versions rounded the sum, those of now each score: neither total is wrong."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        for code, score in (("I.1", 9.005), ("I.2", 9.005)):
            form.put(form.row(code), "Điểm tự chấm", score)
        for code in journey.FILLS:
            if code not in ("I.1", "I.2", "I.5"):
                form.put(form.row(code), "Điểm tự chấm", 0)
        total(float(Decimal(printed)))(workbook)

    issued.send("AN", change)
    (file,) = issued.check().json["files"]
    assert "TOTAL_DIFFERS" not in {one["code"] for one in file["findings"]}
