"""Theo hạng trong cụm on its whole way: results from forms and paper, ranked, provisional while one is missing."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.journey import Entry, Journey, Sheet, form_sheet, run
from tests.journeys.own_table import counted, found_of, issued, send, units_of

TABLE = (
    ("I", "Xếp hạng", "Mục"),
    ("I.1", "Điểm chỉ số cải cách hành chính", "Tiêu chí", 60, "Theo hạng trong cụm", "60; 45; 30; 15; 0"),
    (
        "I.2",
        "Đơn thư tồn",
        "Tiêu chí",
        10,
        "Theo hạng trong cụm",
        "10; 5; 0; thấp hơn là tốt; đồng hạng chia điểm",
    ),
    ("I.3", "Công tác khác", "Tiêu chí", 10, "Chấm trực tiếp"),
)
SENT = {"AN": (91.2, 0, 5), "BH": (88, 2, 5), "CM": (91.2, 0, 5), "DL": (70, 5, 5)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """Four units have sent; EN has not."""
    cluster = issued(tmp_path_factory.mktemp("ranks"), TABLE)
    for unit, (index, letters, other) in SENT.items():
        send(
            cluster,
            unit,
            {"I.1": Entry(result=index), "I.2": Entry(result=letters), "I.3": Entry(score=other)},
        )
    cluster.collect()
    return cluster


@pytest.fixture
def cluster(made: Journey, tmp_path: Path) -> Journey:
    """One of one's own."""
    return made.copied(tmp_path / "own")


def test_results_are_ranked_as_they_come(cluster: Journey) -> None:
    """While one is missing the others are ranked among themselves and all is provisional; then it moves them."""
    answer = cluster.rank()
    assert answer.json["provisional"]
    assert counted(cluster, "I.1") == {"AN": 60, "BH": 30, "CM": 60, "DL": 15, "EN": None}
    assert counted(cluster, "I.2") == {"AN": 7.5, "BH": 0, "CM": 7.5, "DL": 0, "EN": None}
    cluster.agree("EN", "I.1", result=95)
    cluster.agree("EN", "I.2", result=1)
    cluster.agree("EN", "I.3", score=4)
    answer = cluster.rank()
    assert (answer.code, answer.json["provisional"], answer.json["open_ties"]) == (0, False, [])
    assert counted(cluster, "I.1") == {"AN": 45, "BH": 15, "CM": 45, "DL": 0, "EN": 60}
    assert counted(cluster, "I.2") == {"AN": 7.5, "BH": 0, "CM": 7.5, "DL": 0, "EN": 0}
    assert run("close", cluster.book).code == 0
    assert run("verify", cluster.book).code == 0


def test_a_unit_that_is_not_considered_takes_no_place(cluster: Journey) -> None:
    """AN leaves the contest: CM alone is first, BH second; AN has what its place would give."""
    with cluster.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("AN"), "Xét thi đua", "Không")
        sheet.put(sheet.row("AN"), "Lý do không xét", "Kỷ luật")
    cluster.rank()
    assert counted(cluster, "I.1") == {"AN": 60, "BH": 45, "CM": 60, "DL": 30, "EN": None}
    assert counted(cluster, "I.2") == {"AN": 10, "BH": 5, "CM": 10, "DL": 0, "EN": None}


def test_the_agreed_score_stands_above_the_place(cluster: Journey) -> None:
    """With a reason, as for every computed score; without one that is asked for."""
    cluster.agree("DL", "I.1", score=20)
    answer = cluster.rank()
    assert found_of(answer.json, "REASON_MISSING") != []
    assert (counted(cluster, "I.1")["DL"], counted(cluster, "I.1")["BH"]) == (20, 30)


def test_a_self_score_is_told_and_not_used(tmp_path: Path) -> None:
    """The cell is grey; what is pasted there is ignored with a note, a missing result is asked for."""
    cluster = issued(tmp_path, TABLE)
    form = form_sheet(openpyxl.load_workbook(io.BytesIO(cluster.forms["AN"])))
    assert form.sheet[form.address(form.row("I.1"), "Điểm tự chấm")].protection.locked
    assert not form.sheet[form.address(form.row("I.1"), "Kết quả")].protection.locked
    assert form.sheet[form.address(form.row("I.1"), "Chỉ tiêu")].protection.locked
    send(cluster, "AN", {"I.1": Entry(result=90, score=60), "I.3": Entry(score=1)})
    (file,) = cluster.check().json["files"]
    assert [(one["code"], one["criterion"]) for one in file["findings"]] == [
        ("INPUT_MISSING", "I.2"), ("SELF_SCORE_IGNORED", "I.1")]  # fmt: skip
    cluster.collect()
    assert units_of(cluster.rank().json)["AN"]["self_total"] == "61.00"
