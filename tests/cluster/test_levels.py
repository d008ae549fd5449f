"""Chọn mức on its whole way: chosen in the form or typed by the head, scored, ranked, explained, sent upstairs."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.journey import LEDGER, Entry, Journey, Sheet, form_sheet, found_in, run
from tests.journeys.own_table import begun, counted, found_of, issued, send, units_of

FIVE = "Xuất sắc:30; Tốt:27; Khá:20; Trung bình:10; Không:0"
TABLE = (
    ("I", "Xếp loại", "Mục"),
    ("I.1", "Kết quả chuyển đổi số", "Tiêu chí", 30, "Chọn mức", FIVE),
    ("I.2", "Công tác khác", "Tiêu chí", 10, "Chấm trực tiếp"),
    ("T", "Điểm cộng", "Mục"),
    ("T.1", "Hội diễn", "Điểm thưởng", 20, "Chọn mức", "Nhất:20; Khuyến khích:8; Trắng giải:-10"),
)
SENT = {
    "AN": ("Xuất sắc", 30, 10, "Nhất", 20),
    "BH": ("tốt", 27, 9, "Trắng giải", -10),
    "CM": ("Khá", 20, 8, "Khuyến khích", 8),
    "DL": ("Không", 0, 7, "Trắng giải", -10),
}
"""EN sends nothing: the head types its levels."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """Four units have sent, the fifth is on paper."""
    cluster = issued(tmp_path_factory.mktemp("levels"), TABLE)
    for unit, (level, score, other, festival, extra) in SENT.items():
        send(cluster, unit, {"I.1": Entry(result=level, score=score), "I.2": Entry(score=other),
                             "T.1": Entry(result=festival, score=extra)})  # fmt: skip
    cluster.collect()
    cluster.agree("EN", "I.1", result="TRUNG  BÌNH")
    cluster.agree("EN", "I.2", score=6)
    cluster.agree("EN", "T.1", result="Trắng giải")
    return cluster


@pytest.fixture
def cluster(made: Journey, tmp_path: Path) -> Journey:
    """One of one's own."""
    return made.copied(tmp_path / "own")


def test_levels_are_scored_ranked_and_sealed(cluster: Journey) -> None:
    """30+10+20, 27+9−10, 20+8+8, 0+7−10, 10+6−10: worked out by hand; typed by the head as in the form."""
    answer = cluster.rank()
    units = units_of(answer.json)
    assert {code: one["agreed_total"] for code, one in units.items()} == {
        "AN": "60.00", "BH": "26.00", "CM": "36.00", "DL": "-3.00", "EN": "6.00"}  # fmt: skip
    assert [code for code, _ in sorted(units.items(), key=lambda one: one[1]["rank"])] == [
        "AN", "CM", "BH", "EN", "DL"]  # fmt: skip
    assert [one for one in answer.json["findings"] if one["severity"] == "error"] == []
    assert counted(cluster, "T.1") == {"AN": 20, "BH": -10, "CM": 8, "DL": -10, "EN": -10}
    assert run("close", cluster.book).code == 0
    assert run("verify", cluster.book).code == 0


def test_the_form_offers_the_levels_and_suggests_their_points(cluster: Journey) -> None:
    """A drop-down at `Kết quả`; a score from the lowest level on is let in."""
    form = form_sheet(openpyxl.load_workbook(io.BytesIO(cluster.forms["AN"])))
    rules = {str(rule.sqref): rule for rule in form.sheet.data_validations.dataValidation}
    assert rules[form.address(form.row("I.1"), "Kết quả")].formula1 == '"Xuất sắc,Tốt,Khá,Trung bình,Không"'
    cell = form.address(form.row("T.1"), "Điểm tự chấm")
    assert f"AND(ISNUMBER({cell}),{cell}>=-10,{cell}<=20)" in str(rules[cell].formula1)
    assert "Trắng giải" in str(form.at(form.row("T.1"), "Điểm gợi ý"))


def test_long_lists_of_levels_stand_in_cells(tmp_path: Path) -> None:
    """Two lists that do not fit into a rule, one with a comma: each in cells of its own, all names there."""
    long = [f"Mức {n:02} của bảng xếp loại phong trào" for n in range(12)]
    commas = ["Tốt, khá", "Kém"]
    table = (
        ("I", "Xếp loại", "Mục"),
        *((f"I.{at}", f"Phong trào {at}", "Tiêu chí", 20, "Chọn mức",
           "; ".join(f"{name}:{points}" for points, name in enumerate(names)))
          for at, names in enumerate((long, commas, long[::-1]), 1)),
    )  # fmt: skip
    cluster = issued(tmp_path, table)
    form = form_sheet(openpyxl.load_workbook(io.BytesIO(cluster.forms["AN"])))
    rules = {str(rule.sqref): rule for rule in form.sheet.data_validations.dataValidation}
    for code, names in (("I.1", long), ("I.2", commas), ("I.3", long[::-1])):
        source = str(rules[form.address(form.row(code), "Kết quả")].formula1).replace("$", "")
        cells = form.sheet[source]
        assert [cell.value for row in cells for cell in row] == names
    send(cluster, "AN", {"I.1": Entry(result=long[3], score=3), "I.2": Entry(result="tốt,  khá", score=0),
                         "I.3": Entry(result=long[0], score=11)})  # fmt: skip
    answer = cluster.collect()
    assert answer.json["files"][0]["findings"] == []
    assert units_of(cluster.rank().json)["AN"]["agreed_total"] == "14.00"


def test_the_head_is_offered_the_levels_too(cluster: Journey) -> None:
    """`Kết quả thống nhất` of such rows has the list; the others keep their rule."""
    cluster.rank()
    sheet = openpyxl.load_workbook(cluster.book)[LEDGER]
    sources = {
        str(rule.formula1): str(rule.sqref)
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert '"Xuất sắc,Tốt,Khá,Trung bình,Không"' in sources
    assert len(sources['"Nhất,Khuyến khích,Trắng giải"'].split()) == 5


def test_an_unknown_level_of_the_head_leaves_the_score_missing(cluster: Journey) -> None:
    """Nothing stands in the place of a word that is not understood, and the known ones are listed."""
    cluster.agree("AN", "I.1", result="Giỏi", reason="Biên bản họp")
    answer = cluster.rank()
    assert found_of(answer.json, "VALUE_UNKNOWN") == [("AN", "Giỏi")]
    (found,) = (one for one in answer.json["findings"] if one["code"] == "VALUE_UNKNOWN")
    assert "Xuất sắc · Tốt · Khá" in found["action"]
    assert (answer.code, counted(cluster, "I.1")["AN"]) == (1, None)
    assert units_of(answer.json)["AN"]["status"] == "incomplete"


def test_an_unknown_level_in_a_form_is_found_at_its_cell(tmp_path: Path) -> None:
    """Pasted past the list; the self-score stands as with any other wrong figure, and is told."""
    cluster = issued(tmp_path, TABLE)
    send(cluster, "AN", {"I.1": Entry(result="Giỏi", score=30), "I.2": Entry(score=9),
                         "T.1": Entry(result="Nhất", score=-11)})  # fmt: skip
    (file,) = cluster.check().json["files"]
    form = form_sheet(openpyxl.load_workbook(io.BytesIO(cluster.forms["AN"])))
    assert found_in(file) == [
        ("BELOW_LOWEST", form.address(form.row("T.1"), "Điểm tự chấm")),
        ("VALUE_UNKNOWN", form.address(form.row("I.1"), "Kết quả")),
    ]


def test_an_agreed_score_goes_down_to_the_lowest_level(cluster: Journey) -> None:
    """−10 stands, −10,5 does not; the live cells say the same."""
    cluster.agree("AN", "T.1", score=-10, reason="Biên bản")
    cluster.agree("CM", "T.1", score=-10.5, reason="Biên bản")
    answer = cluster.rank()
    assert found_of(answer.json, "BELOW_LOWEST") == [("CM", "-10.5")]
    assert (counted(cluster, "T.1")["AN"], counted(cluster, "T.1")["CM"]) == (-10, None)
    sheet = cluster.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    assert sheet.at(sheet.row("CM", "T.1"), "Cần làm") == "điểm thống nhất không hợp lệ"


def test_a_level_renamed_after_the_forms_went_out_is_asked_for(cluster: Journey) -> None:
    """The criteria changed, so the forms wait; of one that is used, a word that is no level any more is told."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row("I.1"), "Tham số", FIVE.replace("Khá", "Đạt yêu cầu"))
    answer = cluster.rank()
    assert "CRITERIA_CHANGED" in [one["code"] for one in answer.json["findings"]]
    assert units_of(answer.json)["CM"]["status"] == "missing"
    with cluster.typing() as book:
        received = Sheet(book["Tiếp nhận"], "Mã đơn vị", "SHA-256")
        row = next(row for row in received.rows() if received.at(row, "Mã đơn vị") == "CM")
        received.put(row, "Quyết định", "Dùng file này")
    assert found_of(cluster.rank().json, "VALUE_UNKNOWN") == [("CM", "Khá")]


@pytest.mark.parametrize(
    ("parameter", "said"),
    [("Tốt:31", "vượt điểm tối đa"), ("Tốt:3; TỐT:2", "ghi hai lần"), (None, "cần tham số")],
)
def test_a_wrong_list_of_levels_is_told_before_anything_is_issued(
    tmp_path: Path, parameter: str | None, said: str
) -> None:
    """At its cell, with a line that would be right."""
    cluster = begun(tmp_path, (("I", "Mục", "Mục"), ("I.1", "Một", "Tiêu chí", 30, "Chọn mức", parameter)))
    answer = run("check", cluster.book, "--json")
    (file,) = answer.json["files"]
    (found,) = (one for one in file["findings"] if one["code"] == "PARAMETER_INVALID")
    assert said in found["message"]
    assert "Xuất sắc:30" in found["action"]
