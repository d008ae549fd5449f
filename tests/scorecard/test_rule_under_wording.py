"""The rule under each criterion's wording: seen on the form, never taken for the wording."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import Journey, form_sheet

TEXT = "Nội dung tiêu chí"
RULE = "Cách chấm: Kết quả đạt từ 100 % chỉ tiêu trở lên được 15 điểm"


def every_text(change: Callable[[str], str]) -> Callable[[Workbook], None]:
    """The wording of every criterion as another program or version has it."""

    def changed(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        for row in form.rows():
            form.put(row, TEXT, change(str(form.at(row, TEXT) or "")))

    return changed


def test_every_criterion_has_its_rule_under_it_in_smaller_letters(issued: Journey) -> None:
    """On the sheet that is printed, in the cell of the wording; a section has none."""
    form = form_sheet(issued.form("AN"))
    texts = {str(form.at(row, "Mã")): str(form.at(row, TEXT)) for row in form.rows() if form.at(row, "Mã")}
    assert texts["I"] == "Phát triển kinh tế"
    assert texts["I.3"].startswith(f"Thu ngân sách\n{RULE}")
    assert all("\nCách chấm: " in texts[code] for code in journey.SCORED)
    assert texts["2.4"].endswith("Trưởng cụm chấm sau khi nhận phiếu; đơn vị không nhập điểm.")
    rich = load_workbook(issued.folder / "phieu" / f"Phieu_AN_{journey.YEAR}.xlsx", rich_text=True)
    runs = form_sheet(rich).at(form.row("I.3"), TEXT)
    assert [getattr(getattr(run, "font", None), "sz", None) for run in runs] == [None, 10]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.partition("\n")[0],  # a form of an earlier version
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", " "),
        lambda text: f"{text.partition('chấm:')[0]}chấm: như quy định." if "chấm:" in text else text,
    ],
)
def test_no_form_is_said_to_have_another_wording_for_its_rule(
    issued: Journey, change: Callable[[str], str]
) -> None:
    """Without the line, with other line breaks, with the words of another version."""
    issued.send("AN", every_text(change))
    (file,) = issued.collect().json["files"]
    assert (file["status"], file["findings"]) == ("accepted", [])


def test_another_wording_before_the_rule_is_told(issued: Journey) -> None:
    """The line hides nothing."""
    issued.send("AN", every_text(lambda text: text.replace("Thu ngân sách", "Thu thuế")))
    (file,) = issued.check().json["files"]
    assert [(one["code"], one["criterion"]) for one in file["findings"]] == [("WORDING_CHANGED", "I.3")]


def test_the_offices_own_words_stay_in_a_khoi(tmp_path: Path) -> None:
    """The rule says khối; what the office wrote of its cụm stays, so nothing has changed when the form comes back."""
    journey.begin(tmp_path)
    cluster = Journey(tmp_path, {})
    with cluster.typing() as book:
        journey.set_up(book, {"Cách gọi": "Khối"})
        table = journey.Sheet(book["Tiêu chí"], "Mã")
        table.put(table.row("I.5"), "Nội dung", "Giá trị so với cụm dân cư")
    cluster = Journey(tmp_path, journey.issue(tmp_path))
    form = form_sheet(cluster.form("AN"))
    wording, _, rule = str(form.at(form.row("I.5"), TEXT)).partition("\n")
    assert wording == "Giá trị so với cụm dân cư"
    assert "trong khối" in rule
    assert "Trưởng khối tính" in rule
    cluster.send("AN")
    (file,) = cluster.collect().json["files"]
    assert file["findings"] == []


def test_the_text_is_one_shared_string_of_two_runs(issued: Journey) -> None:
    """As Excel writes it: readers put the runs together."""
    with zipfile.ZipFile(issued.folder / "phieu" / f"Phieu_AN_{journey.YEAR}.xlsx") as package:
        strings = package.read("xl/sharedStrings.xml").decode()
    assert strings.count("<si><r>") == len(journey.SCORED)
