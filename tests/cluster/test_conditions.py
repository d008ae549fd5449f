"""Điều kiện, Vi phạm: what keeps a place, the flag or points from a unit, from the typed cell to the seal.

The sample: AN 83,00 – BH 68,75 – EN 66,50 – CM 57,50 – DL 41,00; their mean is 63,35.
"""

import datetime

import pytest

from tests.journeys.answers import classes, explained, places, ranks, totals
from tests.journeys.conditions import (
    DEMANDED,
    DEMANDS,
    NOTICE,
    RULES,
    demand,
    happen,
    kept_from,
    violate,
)
from tests.journeys.conference import hold_ballot, make_level, proclaim
from tests.journeys.journey import RANKS, TOTALS, Journey, Run, Sheet, found_in, run

USUAL = {"AN": "Nhất", "BH": "Nhì", "EN": "Ba", "CM": None, "DL": None}
MOVED_UP = {"Khuyết hạng": "Đơn vị sau lên thay"}


def codes(answer: Run) -> list[str]:
    """The codes of what was found."""
    return [code for code, _ in found_in(answer.json)]


def note(cluster: Journey, unit: str, header: str = "Ghi chú") -> object:
    """A cell of `Xếp hạng`."""
    rows = cluster.sheet("Xếp hạng", "Mã", "Hạng").records()
    return next(row[header] for row in rows if row["Mã"] == unit)


# --- violations ----------------------------------------------------------------------------------


def test_a_violation_keeps_nhat_from_the_first_and_nobody_moves_up(complete: Journey) -> None:
    """AN keeps its points and its rank; the place stays empty, nobody is nominated, and each sheet says why."""
    complete.rank()
    violate(complete, "AN", "Không xét Nhất")
    answer = complete.rank()
    assert (ranks(answer), totals(answer)) == (RANKS, TOTALS)
    assert places(answer) == {**USUAL, "AN": None}
    assert (answer.code, answer.json["nominee"], codes(answer)) == (1, None, ["NOMINEE_BARRED"])
    assert kept_from(answer, "AN") == ["Không xét Nhất"]
    assert "Không xét Nhất (Khiếu kiện đông người)" in str(note(complete, "AN"))
    assert note(complete, "AN", "Đề xuất") in (None, "")
    said = explained(complete, "AN")
    assert NOTICE in said
    assert "Không có các điều kiện, vi phạm ở sổ này thì đơn vị xếp hạng 1, Nhất, được đề nghị Cờ" in said
    assert "Khiếu kiện đông người" not in explained(complete, "BH")


def test_with_the_setting_the_units_behind_move_up(complete: Journey) -> None:
    """`Đơn vị sau lên thay`: BH is Nhất and nominated, EN and CM move up, and it is told by whom."""
    complete.set(Khuyết_hạng="Đơn vị sau lên thay")
    complete.rank()
    violate(complete, "AN", "Không xét Nhất")
    answer = complete.rank()
    assert ranks(answer) == RANKS
    assert places(answer) == {"AN": None, "BH": "Nhất", "EN": "Nhì", "CM": "Ba", "DL": None}
    assert (answer.code, answer.json["nominee"], codes(answer)) == (0, "BH", [])
    assert "nay xếp hạng 2, Nhất, được đề nghị Cờ do đơn vị khác không được xét" in explained(complete, "BH")
    assert note(complete, "BH", "Đề xuất") == "Nhất"


def test_the_members_may_still_nominate_another_with_a_reason(complete: Journey) -> None:
    """The flag for BH in writing settles what the condition left open; it is told upstairs as any difference."""
    complete.rank()
    violate(complete, "AN", "Không xét Nhất")
    complete.rank()
    proclaim(complete, "BH", flag="Có", reason="Hội nghị thống nhất")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], codes(answer)) == (0, "BH", ["PROCLAIMED_DIFFERS"])


def test_the_members_proclaim_against_the_condition(complete: Journey) -> None:
    """HD 1302, III.3 leaves the last word to them: without a reason an error, with one it is recorded."""
    complete.rank()
    violate(complete, "AN", "Không xét Nhất, Nhì, Ba")
    complete.rank()
    proclaim(complete, "AN", place="Nhất", flag="Có")
    answer = complete.rank()
    assert codes(answer) == ["PROCLAIMED_WITHOUT_REASON"] * 2
    proclaim(complete, "AN", reason="Đã khắc phục xong")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], codes(answer)) == (0, "AN", ["PROCLAIMED_DIFFERS"] * 2)


def test_without_the_flag_the_first_stays_nhat(complete: Journey) -> None:
    """`Không đề nghị Cờ` keeps the flag alone."""
    complete.rank()
    violate(complete, "AN", "không đề nghị cờ")
    answer = complete.rank()
    assert places(answer) == USUAL
    assert (answer.code, answer.json["nominee"], codes(answer)) == (1, None, ["NOMINEE_BARRED"])
    proclaim(complete, "AN", flag="Không", reason="Theo quy chế")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, None)


def test_points_taken_off_are_printed_and_move_the_rank(complete: Journey) -> None:
    """83,00 − 15 = 68,00: AN falls behind BH; the total adds up on `Tổng hợp`, and Giải thích says from where."""
    complete.rank()
    violate(complete, "AN", "Trừ 15 điểm")
    answer = complete.rank()
    assert (totals(answer)["AN"], ranks(answer)["AN"], answer.json["nominee"]) == ("68.00", 2, "BH")
    row = next(one for one in complete.sheet("Tổng hợp", "Mã", "Tổng điểm").records() if one["Mã"] == "AN")
    assert (row["Trừ theo điều kiện"], row["Tổng điểm"]) == (-15, 68)
    assert "xếp hạng 1, Nhất, được đề nghị Cờ; nay xếp hạng 2, Nhì" in explained(complete, "AN")
    violate(complete, "AN", "Trừ 0,5 điểm; Không xét Nhất, Nhì, Ba", "Chậm báo cáo")
    answer = complete.rank()
    assert (totals(answer)["AN"], places(answer)["AN"]) == ("67.50", None)


@pytest.mark.parametrize(
    "consequence", ["Trừ điểm", "Trừ 0 điểm", "Trừ 1.000 điểm", "Không xét Nhì", "Cảnh cáo", "Trừ n điểm", 5]
)
def test_a_consequence_that_is_none_holds_the_result(complete: Journey, consequence: object) -> None:
    """Nobody knows what was meant: an error that lists the words, and nobody is nominated."""
    complete.rank()
    violate(complete, "DL", consequence)
    answer = complete.rank()
    (found,) = answer.json["findings"]
    assert (answer.code, found["code"], found["sheet"]) == (1, "VALUE_UNKNOWN", "Vi phạm")
    assert "Không xét Nhất, Nhì, Ba" in found["action"]
    assert (answer.json["provisional"], answer.json["nominee"]) == (True, None)
    assert note(complete, "AN", "Đề xuất") == "Nhất (tạm)"


def test_what_a_violation_lacks_is_told(complete: Journey) -> None:
    """An unknown unit and a blank consequence are errors, a missing document a warning."""
    complete.rank()
    happen(
        complete, ("XX", "Khiếu kiện", NOTICE, None, "Không xét Nhất"), ("BH", "Khiếu kiện", None, None, None)
    )
    answer = complete.rank()
    assert sorted(codes(answer)) == ["RULE_UNKNOWN", "RULE_UNKNOWN", "VIOLATION_UNDOCUMENTED"]
    assert answer.json["nominee"] is None


def test_units_set_apart_are_asked_nothing(complete: Journey) -> None:
    """A unit that is not ranked loses nothing more, points neither."""
    complete.rank()
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("DL"), "Xét thi đua", "Không")
        sheet.put(sheet.row("DL"), "Lý do không xét", "Mới thành lập")
    violate(complete, "DL", "Trừ 5 điểm")
    answer = complete.rank()
    assert (answer.code, totals(answer)["DL"], codes(answer)) == (0, "41.00", [])


# --- conditions ----------------------------------------------------------------------------------


def test_a_total_that_is_demanded(complete: Journey) -> None:
    """BH has exactly 68,75: from 68,75 on it may be Nhì, from 68,76 on not; EN below both loses Ba."""
    demand(complete, ("Tổng điểm từ", None, 68.75, "Không xét Nhất, Nhì, Ba", RULES))
    assert places(complete.rank()) == {**USUAL, "EN": None}
    with complete.typing() as book:
        sheet = Sheet(book[DEMANDS], *DEMANDED)
        sheet.put(next(sheet.rows()), "Giá trị", "68,76")
    answer = complete.rank()
    assert places(answer) == {**USUAL, "BH": None, "EN": None}
    assert answer.json["nominee"] == "AN"
    said = explained(complete, "BH")
    assert "tổng điểm 68,75, dưới 68,76" in said
    assert RULES in said


@pytest.mark.parametrize(("percent", "kept"), [("105", ["EN"]), ("104,972", []), ("104,973", ["EN"])])
def test_a_share_of_the_clusters_mean(complete: Journey, percent: str, kept: list[str]) -> None:
    """The mean of the ranked units is 316,75 / 5 = 63,35; EN's 66,50 is 104,97237… % of it."""
    demand(complete, ("Tổng điểm từ", None, f"{percent}% trung bình cụm", "Không xét Nhất, Nhì, Ba", RULES))
    answer = complete.rank()
    assert [unit for unit in ("AN", "BH", "EN") if places(answer)[unit] is None] == kept


def test_every_section_shall_reach_its_share(complete: Journey) -> None:
    """DL has 21,00 of the 55 points of I and 10 of the 26 of 2: blank asks for all, codes for those named."""
    demand(complete, ("Mỗi mục đạt từ %", None, 50, "Trừ 1 điểm", RULES))
    answer = complete.rank()
    below = [unit for unit in RANKS if kept_from(answer, unit)]
    assert "DL" in below
    assert totals(answer)["DL"] == "40.00"
    assert "AN" not in below


def test_no_criterion_at_nought(complete: Journey) -> None:
    """EN, fifth in 2.3, has 0 there, CM in 2.1, DL in I.3 among others; a bonus or penalty of 0 is no failure."""
    demand(complete, ("Không có tiêu chí 0 điểm", None, None, "Không đề nghị Cờ", RULES))
    answer = complete.rank()
    kept = [unit for unit in RANKS if kept_from(answer, unit)]
    assert kept == ["EN", "CM", "DL"]
    assert (answer.code, answer.json["nominee"]) == (0, "AN")


def test_a_criterion_shall_reach_its_share(complete: Journey) -> None:
    """I.3 of 15 points: AN 15, BH and EN 12, CM 8, DL 0; typed as 80 % in a cell of per cents."""
    with complete.typing() as book:
        sheet = Sheet(book[DEMANDS], *DEMANDED)
        row = sheet.header_row + 1
        for header, value in zip(
            DEMANDED, ("Tiêu chí đạt từ %", "I.3", 0.8, "Không đề nghị Cờ", RULES), strict=True
        ):
            sheet.put(row, header, value)
        sheet.sheet.cell(row, sheet.columns["Giá trị"]).number_format = "0%"
    answer = complete.rank()
    assert [unit for unit in RANKS if kept_from(answer, unit)] == ["CM", "DL"]
    assert next(iter(complete.sheet(DEMANDS, *DEMANDED).records()))["Giá trị"] == "80%"
    before = complete.book.read_bytes()
    assert complete.rank().json == answer.json
    assert complete.book.read_bytes() == before


def test_a_condition_that_no_violation_is_there(complete: Journey) -> None:
    """Violations without a consequence of their own take that of the condition."""
    demand(complete, ("Không có vi phạm", None, None, "Không xét Nhất", RULES))
    violate(complete, "AN", None)
    answer = complete.rank()
    assert (places(answer)["AN"], kept_from(answer, "AN")) == (None, ["Không xét Nhất"])
    assert NOTICE in explained(complete, "AN")


@pytest.mark.parametrize(
    ("row", "header", "code"),
    [
        (("Tổng điểm trên", None, 5, "Không xét Nhất"), "Điều kiện", "RULE_UNKNOWN"),
        (("Tổng điểm từ", None, None, "Không xét Nhất"), "Giá trị", "CONDITION_VALUE"),
        (("Tổng điểm từ", None, "tám trăm", "Không xét Nhất"), "Giá trị", "CONDITION_VALUE"),
        (("Tổng điểm từ", None, "1.000", "Không xét Nhất"), "Giá trị", "CONDITION_VALUE"),
        (("Tổng điểm từ", None, "50%", "Không xét Nhất"), "Giá trị", "CONDITION_VALUE"),
        (("Tổng điểm từ", None, -5, "Không xét Nhất"), "Giá trị", "CONDITION_VALUE"),
        (("Tiêu chí đạt từ %", None, 101, "Không xét Nhất"), "Giá trị", "CONDITION_VALUE"),
        (("Tiêu chí đạt từ %", "P1", 50, "Không xét Nhất"), "Tiêu chí, mục", "CONDITION_VALUE"),
        (("Mỗi mục đạt từ %", "I; IX", 50, "Không xét Nhất"), "Tiêu chí, mục", "CONDITION_VALUE"),
        (("Mỗi mục đạt từ %", "I.1", 50, "Không xét Nhất"), "Tiêu chí, mục", "CONDITION_VALUE"),
        (("Không có vi phạm", "I", None, "Không xét Nhất"), "Tiêu chí, mục", "CONDITION_VALUE"),
        (("Không có vi phạm", None, 2, "Không xét Nhất"), "Giá trị", "CONDITION_VALUE"),
        (("Không có vi phạm", None, None, "Khiển trách"), "Hệ quả", "VALUE_UNKNOWN"),
        (("Không có vi phạm", None, None, None), "Hệ quả", "RULE_UNKNOWN"),
        (("Không có vi phạm", None, None, "Hạ một bậc xếp loại"), "Hệ quả", "CLASS_UNKNOWN"),
    ],
)
def test_a_condition_that_nobody_understands_holds_the_result(
    complete: Journey, row: tuple[object, ...], header: str, code: str
) -> None:
    """The cell is named; nothing is kept from anybody by a guess, and nothing is final."""
    demand(complete, row)
    answer = complete.rank()
    (found,) = answer.json["findings"]
    sheet = complete.sheet(DEMANDS, *DEMANDED)
    cell = sheet.address(sheet.header_row + 1, header)
    assert (found["code"], found["severity"], found["cell"]) == (code, "error", cell)
    assert (answer.json["provisional"], answer.json["nominee"]) == (True, None)
    assert not any(kept_from(answer, unit) for unit in RANKS)


def test_a_condition_that_rests_on_a_missing_score_is_open(complete: Journey) -> None:
    """It names the unit and the condition; an agreed score closes it."""
    demand(complete, ("Tổng điểm từ", None, 40, "Không xét Nhất", RULES))
    complete.agree("DL", "2.4", score="x")
    answer = complete.rank()
    found = next(one for one in answer.json["findings"] if one["code"] == "CONDITION_OPEN")
    assert (found["unit"], found["value"], found["sheet"]) == ("DL", "Tổng điểm từ 40", DEMANDS)
    assert answer.json["provisional"] is True
    assert "Chưa xét được: Tổng điểm từ 40 (còn thiếu điểm); kết quả chỉ là tạm." in explained(complete, "DL")
    assert "Chưa xét được Tổng điểm từ 40" in str(note(complete, "DL"))
    complete.agree("DL", "2.4", score=5)
    assert complete.rank().code == 0


# --- classes -------------------------------------------------------------------------------------

SCALE = "Xuất sắc:80; Tốt:65; Khá:50; khác:Trung bình"


def test_a_violation_lowers_a_class(complete: Journey) -> None:
    """AN 83,00 is Xuất sắc by points: one step down it is Tốt; BH, not above Khá, is Khá; EN's two steps add up."""
    complete.set(Xếp_loại=SCALE)
    complete.rank()
    for unit, consequence in (
        ("AN", "Hạ một bậc xếp loại"),
        ("BH", "Không xếp loại trên: Khá"),
        ("EN", "Hạ một bậc xếp loại; Hạ một bậc xếp loại"),
        ("DL", "Hạ một bậc xếp loại"),
    ):
        violate(complete, unit, consequence)
    answer = complete.rank()
    assert classes(answer) == {"AN": "Tốt", "BH": "Khá", "EN": "Trung bình", "CM": "Khá", "DL": "Trung bình"}
    assert (answer.code, places(answer), answer.json["nominee"]) == (0, USUAL, "AN")
    said = explained(complete, "AN")
    assert "xếp hạng 1, Nhất, loại Xuất sắc, được đề nghị Cờ; nay xếp hạng 1, Nhất, loại Tốt" in said


def test_a_class_that_the_cluster_does_not_have(complete: Journey) -> None:
    """The cell is named, and the result waits."""
    complete.set(Xếp_loại=SCALE)
    violate(complete, "AN", "Không xếp loại trên: Giỏi")
    answer = complete.rank()
    assert (codes(answer), answer.json["nominee"]) == (["CLASS_UNKNOWN"], None)


# --- ties, the seal, the next year ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("votes", "of_an", "of_bh", "nominee", "said"),
    [
        ({"AN": 3, "BH": 2}, (1, None), (2, "Nhì"), None, ["NOMINEE_BARRED"]),
        ({"AN": 2, "BH": 3}, (2, "Nhì"), (1, "Nhất"), "BH", []),
    ],
    ids=["AN wins", "BH wins"],
)
def test_level_units_are_voted_on_whatever_is_kept_from_them(
    complete: Journey,
    votes: dict[str, int],
    of_an: tuple[int, str | None],
    of_bh: tuple[int, str | None],
    nominee: str | None,
    said: list[str],
) -> None:
    """The vote decides ranks, no condition does: AN wins it and Nhất stays empty; BH wins it and is Nhất."""
    make_level(complete)
    complete.rank()
    violate(complete, "AN", "Không xét Nhất")
    answer = complete.rank()
    assert answer.json["open_ties"] == [{"rank": 1, "codes": ["AN", "BH"]}]
    hold_ballot(complete, votes)
    answer = complete.rank()
    placed = {unit: (ranks(answer)[unit], places(answer)[unit]) for unit in ("AN", "BH")}
    assert placed == {"AN": of_an, "BH": of_bh}
    assert (answer.json["nominee"], codes(answer)) == (nominee, said)


def test_level_units_do_not_move_up_into_nhat_together(complete: Journey) -> None:
    """BH and EN share rank 2: the program does not choose between them, the members do."""
    complete.set(Khuyết_hạng="Đơn vị sau lên thay")
    complete.agree("EN", "I.1", score=10, reason="Thẩm tra")
    complete.agree("EN", "I.4", score=9.25, reason="Thẩm tra")
    violate(complete, "AN", "Không xét Nhất")
    answer = complete.rank()
    assert (ranks(answer)["BH"], ranks(answer)["EN"]) == (2, 2)
    assert sorted(codes(answer)) == ["NOMINEE_BARRED", "PLACE_LEVEL"]
    proclaim(complete, "EN", place="Nhất", flag="Có", reason="Hội nghị chọn")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, "EN")


def test_the_seal_covers_conditions_and_violations(complete: Journey) -> None:
    """A book that is closed with them verifies; one of them taken away breaks the seal."""
    demand(complete, ("Tổng điểm từ", None, 60, "Không xét Nhất, Nhì, Ba", RULES))
    cell = violate(complete, "DL", "Trừ 1 điểm")
    assert complete.rank().code == 0
    assert run("close", complete.book).code == 0
    assert run("verify", complete.book).code == 0
    with complete.typing() as book:
        book["Vi phạm"][cell] = None
    assert run("verify", complete.book).code == 1


def test_next_year_keeps_the_conditions_and_forgets_the_violations(complete: Journey) -> None:
    """A rule goes on, an event does not."""
    demand(complete, ("Tổng điểm từ", None, "30% trung bình cụm", "Không xét Nhất", RULES))
    violate(complete, "DL", "Trừ 1 điểm")
    complete.rank()
    new = complete.folder / "nam_sau.xlsx"
    assert run("new", "cluster", new, "--from", complete.book).code == 0
    later = Journey(complete.folder, {})
    later.book.write_bytes(new.read_bytes())
    assert [row["Giá trị"] for row in later.sheet(DEMANDS, *DEMANDED).records()] == ["30% trung bình cụm"]
    assert later.sheet("Vi phạm", "Mã đơn vị", "Văn bản").records() == []


def test_next_year_asks_anew_who_was_in_time(complete: Journey) -> None:
    """Who was late is an event of that year; the rule goes on with its consequence, its cell is empty."""
    demand(
        complete,
        ("Nộp phiếu đúng hạn", None, "Trễ: DL; đúng hạn: khác", "Không xét Nhất, Nhì, Ba", RULES),
        ("Tổng điểm từ", None, 60, "Không xét Nhất", RULES),
    )
    complete.set(Hạn_nộp_phiếu=datetime.datetime(2025, 12, 19))
    answer = complete.rank()
    assert (answer.code, kept_from(answer, "DL")) == (0, ["Không xét Nhất, Nhì, Ba", "Không xét Nhất"])
    new = complete.folder / "nam_sau.xlsx"
    assert run("new", "cluster", new, "--from", complete.book).code == 0
    later = Journey(complete.folder, {})
    later.book.write_bytes(new.read_bytes())
    kept = [(row["Điều kiện"], row["Giá trị"], row["Hệ quả"], row["Căn cứ"])
            for row in later.sheet(DEMANDS, *DEMANDED).records()]  # fmt: skip
    assert kept == [
        ("Nộp phiếu đúng hạn", None, "Không xét Nhất, Nhì, Ba", RULES),
        ("Tổng điểm từ", 60, "Không xét Nhất", RULES),
    ]


def test_without_rows_nothing_changes(complete: Journey) -> None:
    """Both sheets empty: the results, and what `rank` prints, are what they were."""
    answer = complete.rank()
    assert (answer.code, places(answer), "withheld" in str(answer.json)) == (0, USUAL, False)
    assert "Trừ theo điều kiện" not in complete.sheet("Tổng hợp", "Mã", "Tổng điểm").columns


# --- the preparatory meeting ---------------------------------------------------------------------


def meeting(cluster: Journey) -> str:
    """Everything that stands on `Họp trù bị`."""
    assert run("meeting", cluster.book, "--json").code in (0, 1)
    sheet = cluster.sheet("Họp trù bị", "Mục", "Tiêu chí").sheet
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_the_meeting_is_told_who_holds_a_place_with_the_conditions(complete: Journey) -> None:
    """AN's Nhất is kept from it: the line above says so, and no score is told that would take it from AN."""
    complete.agree("AN", "I.3", score=5, reason="Thẩm tra")
    complete.rank()
    assert "BH là Nhất thay AN" in meeting(complete)
    violate(complete, "AN", "Không xét Nhất")
    complete.rank()
    shown = meeting(complete)
    assert "theo điểm; theo điều kiện, vi phạm: AN: không xét Nhất" in shown
    assert "BH là Nhất thay AN" not in shown
