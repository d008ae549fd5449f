"""Nộp đúng hạn on its whole way: the day of the letter, else the head's word, else missing."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from tests.cluster.test_clocks import post
from tests.journeys.answers import of_code
from tests.journeys.conference import ballot
from tests.journeys.journey import LEDGER, Entry, Journey, form_sheet, found_in, run
from tests.journeys.letters import letter
from tests.journeys.own_table import counted, found_of, issued, send, units_of

TABLE = (
    ("I", "Chế độ báo cáo", "Mục"),
    ("I.1", "Nộp phiếu tự chấm", "Tiêu chí", 8, "Nộp đúng hạn", "1/ngày; hết từ 5"),
    ("I.2", "Nộp phiếu, tính theo giờ", "Tiêu chí", 8, "Nộp đúng hạn", "0,5/giờ", None, "Trưởng cụm"),
    ("I.3", "Công tác khác", "Tiêu chí", 10, "Chấm trực tiếp"),
)
DUE = datetime.datetime(2025, 12, 19)
ENTRIES = {"I.3": Entry(score=5)}


def posted(cluster: Journey, unit: str, date: str, received_at: str = "", name: str = "") -> None:
    """The unit's form by a letter; without a stamp the sender's date alone tells its day."""
    path = send(cluster, unit, ENTRIES)
    data = path.read_bytes()
    path.unlink()
    post(cluster, name or f"{unit}.eml", letter((name or f"{unit}.xlsx", data), date=date), received_at)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """AN in time by the server, BH two days late by its letter, CM from a folder, DL by a letter without a zone."""
    cluster = issued(tmp_path_factory.mktemp("on_time"), TABLE, {"Hạn nộp phiếu": DUE})
    posted(cluster, "AN", "Sun, 21 Dec 2025 09:00:00 +0700", "Fri, 19 Dec 2025 23:59:00")
    posted(cluster, "BH", "Sun, 21 Dec 2025 00:30:00 +0700")
    send(cluster, "CM", ENTRIES)
    posted(cluster, "DL", "Sat, 20 Dec 2025 09:00:00 -0000")
    cluster.collect()
    cluster.agree("EN", "I.3", score=5)
    return cluster


@pytest.fixture
def cluster(made: Journey, tmp_path: Path) -> Journey:
    """One of one's own."""
    return made.copied(tmp_path / "own")


def test_the_day_is_the_letters_and_unknown_is_missing(cluster: Journey) -> None:
    """The server's time goes before the sender's; a folder, a letter without a zone, paper: a person says it."""
    answer = cluster.rank()
    assert counted(cluster, "I.1") == {"AN": 8, "BH": 6, "CM": None, "DL": None, "EN": None}
    assert counted(cluster, "I.2") == {"AN": 8, "BH": 0, "CM": None, "DL": None, "EN": None}
    sheet = cluster.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    for unit in ("CM", "DL", "EN"):
        place = sheet.address(sheet.row(unit, "I.1"), "Kết quả thống nhất")
        assert ("LATE_UNKNOWN", place) in found_in(answer.json)
    assert len(found_of(answer.json, "LATE_UNKNOWN")) == 6
    assert (answer.code, units_of(answer.json)["CM"]["status"]) == (1, "incomplete")


def test_the_head_types_the_days(cluster: Journey) -> None:
    """0 is in time and no blank; 2 days; what the letter says gives way to it; sealed alike, once a vote is held."""
    for unit, days in (("CM", 0), ("DL", 2), ("EN", 9), ("BH", 1)):
        cluster.agree(unit, "I.1", result=days, reason="Theo sổ công văn đến")
        cluster.agree(unit, "I.2", result=0, reason="Theo sổ công văn đến")
    answer = cluster.rank()
    assert counted(cluster, "I.1") == {"AN": 8, "BH": 7, "CM": 8, "DL": 6, "EN": 0}
    assert found_of(answer.json, "LATE_UNKNOWN") == []
    assert answer.json["open_ties"] == [{"rank": 1, "codes": ["AN", "CM"]}]
    ballot(cluster, {"AN": 3, "CM": 2})
    assert run("close", cluster.book).code == 0
    assert run("verify", cluster.book).code == 0


def test_a_letter_without_a_zone_counts_where_no_zone_makes_it_late(tmp_path: Path) -> None:
    """Its hour may be off by 14: 9:45 of the last day was in time wherever it was written, 10:15 nobody knows."""
    cluster = issued(tmp_path, TABLE, {"Hạn nộp phiếu": datetime.datetime(2025, 12, 10)})
    for unit, moment in (("AN", "Mon, 1 Dec 2025 20:00"), ("CM", "Wed, 10 Dec 2025 09:45"),
                         ("DL", "Wed, 10 Dec 2025 10:15"), ("EN", "Sat, 20 Dec 2025 12:00")):  # fmt: skip
        posted(cluster, unit, f"{moment}:00 -0000")
    cluster.collect()
    answer = cluster.rank()
    for criterion in ("I.1", "I.2"):
        assert counted(cluster, criterion) == {"AN": 8, "BH": None, "CM": 8, "DL": None, "EN": None}
    unknown = of_code(answer.json["findings"], "LATE_UNKNOWN")
    assert {(one["unit"], one["criterion"]) for one in unknown} == {
        (unit, criterion) for unit in ("DL", "EN") for criterion in ("I.1", "I.2")
    }


def test_half_a_day_is_asked_again(cluster: Journey) -> None:
    """Whole days alone count."""
    cluster.agree("CM", "I.1", result=1.5)
    answer = cluster.rank()
    (said,) = (one["message"] for one in answer.json["findings"]
               if one["code"] == "LATE_UNKNOWN" and (one["unit"], one["criterion"]) == ("CM", "I.1"))  # fmt: skip
    assert "không phải số nguyên" in said
    assert counted(cluster, "I.1")["CM"] is None


def test_without_a_day_there_is_no_delay(cluster: Journey) -> None:
    """`Hạn nộp phiếu` was emptied: told once, and nothing is scored but what the head typed."""
    cluster.set(Hạn_nộp_phiếu=None)
    cluster.agree("CM", "I.1", result=0)
    answer = cluster.rank()
    assert ("Hạn nộp phiếu") in [value for _, value in found_of(answer.json, "SETTING_MISSING")]
    assert found_of(answer.json, "LATE_UNKNOWN") == []
    assert counted(cluster, "I.1") == {"AN": None, "BH": None, "CM": 8, "DL": None, "EN": None}


def test_a_later_day_moves_the_score(cluster: Journey) -> None:
    """The setting changes after the forms came: the next run computes anew."""
    cluster.set(Hạn_nộp_phiếu=datetime.datetime(2025, 12, 20))
    cluster.rank()
    assert counted(cluster, "I.1")["BH"] == 7


def test_a_form_mended_after_its_day_is_a_question(cluster: Journey) -> None:
    """AN had sent in time: the mended one counts, late by three days, and the head is asked."""
    path = send(cluster, "AN", {"I.3": Entry(score=6)}, saved=datetime.datetime(2025, 12, 22))
    data = path.read_bytes()
    path.unlink()
    post(cluster, "sua.eml", letter(("sua.xlsx", data), date="Mon, 22 Dec 2025 10:00:00 +0700"),
         "Mon, 22 Dec 2025 10:00:00")  # fmt: skip
    cluster.collect()
    answer = cluster.rank()
    assert counted(cluster, "I.1")["AN"] == 5
    assert ("AN", "3 ngày") in found_of(answer.json, "LATE_AFTER_ONE_IN_TIME")
    cluster.agree("AN", "I.1", result=0, reason="Phiếu đầu đúng hạn")
    cluster.agree("AN", "I.2", result=0, reason="Phiếu đầu đúng hạn")
    answer = cluster.rank()
    assert (counted(cluster, "I.1")["AN"], found_of(answer.json, "LATE_AFTER_ONE_IN_TIME")) == (8, [])


def test_the_form_shows_it_grey(cluster: Journey) -> None:
    """No cell is open, and a sentence says why; what is pasted there counts nowhere."""
    form = form_sheet(openpyxl.load_workbook(io.BytesIO(cluster.forms["EN"])))
    row = form.row("I.1")
    for header in ("Chỉ tiêu", "Kết quả", "Điểm tự chấm", "Không được giao"):
        assert form.sheet[form.address(row, header)].protection.locked
    check = openpyxl.load_workbook(io.BytesIO(cluster.forms["EN"]), data_only=True)["Kiểm tra"]
    said = [str(cell.value) for line in check.iter_rows() for cell in line if cell.value]
    assert any("tính theo ngày nộp phiếu" in text for text in said)
    path = send(cluster, "EN", {**ENTRIES, "I.1": Entry(result=0, score=8)})
    cluster.agree("EN", "I.3", score=None)
    cluster.collect(path)
    cluster.rank()
    assert counted(cluster, "I.1")["EN"] is None
