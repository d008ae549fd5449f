"""So với đơn vị cao nhất on its whole way: x with a result in the form, confirmed, scored, asked for where missing."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.journey import LEDGER, Entry, Journey, form_sheet, found_in, run
from tests.journeys.own_table import begun, counted, found_of, issued, send, units_of

TABLE = (
    ("I", "Thu hút đầu tư", "Mục"),
    ("I.1", "Thu ngân sách", "Tiêu chí", 10, "Theo tỷ lệ", None, "tỷ đồng", None, "So với đơn vị cao nhất"),
    ("I.2", "Công tác khác", "Tiêu chí", 10, "Chấm trực tiếp"),
)
SENT = {
    "AN": Entry(100, 90, 9),
    "BH": Entry(result=60, mark="x"),
    "CM": Entry(result=40, mark="x"),
    "DL": Entry(mark="x"),
    "EN": Entry(50, 50, 10),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """All have sent; three say that they were given no target, one of them without a result."""
    cluster = issued(tmp_path_factory.mktemp("without"), TABLE)
    for unit, entry in SENT.items():
        send(cluster, unit, {"I.1": entry, "I.2": Entry(score=5)})
    cluster.collect()
    return cluster


@pytest.fixture
def cluster(made: Journey, tmp_path: Path) -> Journey:
    """One of one's own."""
    return made.copied(tmp_path / "own")


def test_confirmed_units_are_measured_by_the_best_of_them(cluster: Journey) -> None:
    """60 → 10, 40 → 6,67; DL has no result: missing, told at the cell where it is typed, then 6 → 1."""
    for unit in ("BH", "CM", "DL"):
        cluster.agree(unit, "I.1", mark="Có")
    answer = cluster.rank()
    assert counted(cluster, "I.1") == {"AN": 9, "BH": 10, "CM": 6.67, "DL": None, "EN": 10}
    sheet = cluster.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    place = sheet.address(sheet.row("DL", "I.1"), "Kết quả thống nhất")
    assert ("WITHOUT_TARGET_NO_RESULT", place) in found_in(answer.json)
    assert units_of(answer.json)["DL"]["status"] == "incomplete"
    cluster.agree("DL", "I.1", result=6)
    answer = cluster.rank()
    assert counted(cluster, "I.1")["DL"] == 1
    assert found_of(answer.json, "WITHOUT_TARGET_NO_RESULT") == []
    assert {unit: one["self_adjusted"] for unit, one in units_of(answer.json).items()} == {
        "AN": "14.00", "BH": "15.00", "CM": "11.67", "DL": "6.00", "EN": "15.00"}  # fmt: skip
    assert run("verify", cluster.book).code == 0


def test_until_it_is_confirmed_the_score_waits(cluster: Journey) -> None:
    """As every x of a unit."""
    answer = cluster.rank()
    assert counted(cluster, "I.1")["BH"] is None
    assert "BH" in [unit for unit, _ in found_of(answer.json, "NOT_ASSIGNED_UNCONFIRMED")]


def test_a_unit_that_is_refused_needs_its_target(cluster: Journey) -> None:
    """`Không`: the rule counts, its result measures nobody, and the score is missing without a target."""
    cluster.agree("BH", "I.1", mark="Không")
    cluster.agree("CM", "I.1", mark="Có")
    cluster.rank()
    assert (counted(cluster, "I.1")["BH"], counted(cluster, "I.1")["CM"]) == (None, 10)


def test_the_form_takes_a_result_beside_the_mark(cluster: Journey) -> None:
    """The cell stays open; without a result the unit is reminded, and `check` says the same."""
    form = form_sheet(openpyxl.load_workbook(io.BytesIO(cluster.forms["DL"])))
    assert not form.sheet[form.address(form.row("I.1"), "Kết quả")].protection.locked
    files = {one["unit"]: one for one in cluster.check().json["files"]}
    cell = form.address(form.row("I.1"), "Kết quả")
    assert found_in(files["DL"]) == [("INPUT_MISSING", cell)]
    assert found_in(files["BH"]) == []


@pytest.mark.parametrize(("method", "parameter"), [
    ("Chấm trực tiếp", None), ("Đạt/không đạt", None), ("Chọn mức", "Tốt:10; Khá:5"), ("Theo thứ hạng", "10; 5; 0"),
])  # fmt: skip
def test_a_rule_without_a_number_cannot_compare(tmp_path: Path, method: str, parameter: str | None) -> None:
    """Told at `Tiêu chí` before anything is issued."""
    row = ("I.1", "Một", "Tiêu chí", 10, method, parameter, None, None, "So với đơn vị cao nhất")
    cluster = begun(tmp_path, (("I", "Mục", "Mục"), row))
    (file,) = run("check", cluster.book, "--json").json["files"]
    (found,) = (one for one in file["findings"] if one["code"] == "NOTHING_TO_COMPARE")
    assert (found["criterion"], found["value"]) == ("I.1", "So với đơn vị cao nhất")
