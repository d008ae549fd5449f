"""A scale changed after forms went out: told by its cause everywhere, and nothing is sent or sealed over it."""

from collections.abc import Iterable
from typing import Any

import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey, Run, Sheet, run
from tests.journeys.taken_in import (
    COMMANDS,
    LATER,
    by_both_commands,
    change_score,
    decide,
    ledger,
    received,
    reconciles,
)

OLD = "Điểm tối đa 15 → 14, Tham số % 100:15; 90:12; 80:8; khác:0 → % 100:14; 90:12; 80:8; khác:0"


def change(cluster: Journey, code: str = "I.3", **fields: object) -> None:
    """The head types into a row of `Tiêu chí`."""
    with cluster.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        for header, value in fields.items():
            criteria.put(criteria.row(code), header.replace("_", " "), value)


def lower(cluster: Journey) -> None:
    """I.3 from 15 to 14 points."""
    change(cluster, Điểm_tối_đa=14, Tham_số="% 100:14; 90:12; 80:8; khác:0")


def causes(findings: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Criterion and message of every change told."""
    return [(one["criterion"], one["message"]) for one in findings if one["code"] == "CRITERIA_CHANGED"]


def changes_told(cluster: Journey) -> list[str]:
    """The journal's lines of changed criteria."""
    rows = cluster.sheet("Nhật ký", "Lúc", "Mã băm").records()
    return [row["Thay đổi"] for row in rows if str(row["Thay đổi"]).startswith("Tiêu chí đã đổi")]


def check_book(cluster: Journey) -> Run:
    """`check` of the book itself."""
    return run("check", cluster.book, "--json")


@by_both_commands
def test_a_changed_scale_is_one_finding_and_one_line_of_the_journal(collected: Journey, command: str) -> None:
    """Old → new, how many forms were issued and received; the forms wait, whatever command comes first."""
    lower(collected)
    for _ in range(2):
        answer = COMMANDS[command](collected)
        assert answer.code == 1
        ((code, message),) = causes(answer.json["findings"])
        assert (code, OLD in message) == ("I.3", True)
        assert "đã phát 5 phiếu, đã nhận 5 phiếu" in message
    assert changes_told(collected) == [f"Tiêu chí đã đổi – I.3: {OLD}"]
    assert {row["Trạng thái"] for row in received(collected).values() if row["SHA-256"]} == {"Chờ quyết định"}
    assert len(causes(check_book(collected).json["files"][0]["findings"])) == 1


def test_the_cell_named_holds_the_code_that_changed(collected: Journey) -> None:
    """It is shown where the head mends it: on `Tiêu chí`."""
    lower(collected)
    (found,) = [one for one in collected.rank().json["findings"] if one["code"] == "CRITERIA_CHANGED"]
    with collected.typing() as book:
        assert book[found["sheet"]][found["cell"]].value == found["value"] == "I.3"


def test_nothing_is_sent_or_sealed_over_it(complete: Journey) -> None:
    """`submit` ends with the sentence and writes nothing; `close` names the cause alone; straight after the change."""
    lower(complete)
    before = complete.book.read_bytes()
    sent = run("submit", complete.book, "--kind", "before")
    assert sent.code == 2
    assert f"Tiêu chí I.3 đã đổi sau khi phát phiếu: {OLD}" in sent.err
    closed = run("close", complete.book)
    assert closed.code == 1
    assert closed.out.count("Tiêu chí I.3 đã đổi sau khi phát phiếu") == 1
    assert "còn 1 việc" in closed.out
    assert complete.book.read_bytes() == before
    complete.rank()
    assert run("submit", complete.book, "--kind", "before").code == 2


def test_verify_names_the_cause_once_and_still_finds_what_was_tampered_with(complete: Journey) -> None:
    """No line for every cell that follows from the change, and none of them hides a total typed over."""
    lower(complete)
    differences = run("verify", complete.book, "--json").json["differences"]
    assert [one["code"] for one in differences] == ["CRITERIA_CHANGED"]
    with complete.typing() as book:
        sheet = journey.ledger(book)
        sheet.put(sheet.row("AN", "I.1"), "Điểm tự chấm", 9)
    codes = {one["code"] for one in run("verify", complete.book, "--json").json["differences"]}
    assert {"CRITERIA_CHANGED", "RECEIVED_DIFFERS"} <= codes


def test_verify_names_the_cause_after_rank_too_until_it_is_settled(complete: Journey) -> None:
    """`rank` computes by the new scale, and the forms still wait: what `close` refuses does not agree with all."""
    lower(complete)
    change(complete, "I.4", Điểm_tối_đa=12)
    complete.rank()
    answer = run("verify", complete.book, "--json")
    assert answer.code == 1
    told = [(one["code"], one["criterion"]) for one in answer.json["differences"]]
    assert told == [("CRITERIA_CHANGED", "I.3"), ("CRITERIA_CHANGED", "I.4")]
    for unit in journey.UNITS:
        decide(complete, f"Phieu_{unit}_2025.xlsx", decision="Dùng file này")
    complete.rank()
    answer = run("verify", complete.book, "--json")
    assert (answer.code, answer.json["differences"]) == (0, [])


def test_typed_back_everything_counts_again(complete: Journey) -> None:
    """A slip of the hand costs nothing: the forms are taken back, the scores stand as before."""
    before = complete.rank().json["units"]
    lower(complete)
    complete.rank()
    change(complete, Điểm_tối_đa=15, Tham_số="% 100:15; 90:12; 80:8; khác:0")
    answer = complete.rank()
    assert (answer.code, causes(answer.json["findings"])) == (0, [])
    assert answer.json["units"] == before
    assert len(changes_told(complete)) == 2
    assert "Điểm tối đa 14 → 15" in changes_told(complete)[1]


def test_of_two_old_forms_of_a_unit_the_newer_one_waits(collected: Journey) -> None:
    """A form that was replaced long ago is not asked about again; chosen all the same, it counts."""
    collected.send("AN", change_score(3), name="sua.xlsx", saved=LATER)
    collected.collect()
    lower(collected)
    collected.rank()
    assert old_and_new(collected) == ("Đã thay thế", "Chờ quyết định")
    decide(collected, "Phieu_AN_2025.xlsx", decision="Dùng file này")
    collected.rank()
    assert old_and_new(collected) == ("Đã nhận", "Đã thay thế")
    assert ledger(collected)["AN", "I.1"]["Điểm tự chấm"] == 10


def old_and_new(cluster: Journey) -> tuple[str, str]:
    """State of AN's first and second form."""
    rows = received(cluster)
    return rows["Phieu_AN_2025.xlsx"]["Trạng thái"], rows["sua.xlsx"]["Trạng thái"]


def test_issued_again_and_sent_again_it_is_settled(collected: Journey) -> None:
    """The old forms wait until the new one of their unit counts; then nothing is left of it."""
    lower(collected)
    forms = journey.issue(collected.folder)
    again = Journey(collected.folder, forms)
    for at, unit in enumerate(journey.UNITS):
        ((_, message),) = causes(again.rank().json["findings"])
        assert f"đã phát {5 - at} phiếu, đã nhận {5 - at} phiếu" in message
        again.send(unit, change_score(7, "I.3"), name=f"moi_{unit}.xlsx")
        reconciles(again.collect())
    assert causes(again.rank().json["findings"]) == []
    assert ledger(again)["AN", "I.3"]["Điểm tự chấm"] == 7


def test_carried_over_by_decision_it_is_settled_and_what_no_longer_fits_is_told(collected: Journey) -> None:
    """AN's 15 is over the new maximum: an error that asks for no cell that would refuse it."""
    lower(collected)
    collected.rank()
    for unit in journey.UNITS:
        decide(collected, f"Phieu_{unit}_2025.xlsx", decision="Dùng file này")
    answer = collected.rank()
    assert causes(answer.json["findings"]) == []
    over = [one for one in answer.json["findings"] if one["code"] == "OVER_MAXIMUM"]
    assert [(one["unit"], one["criterion"], one["value"]) for one in over] == [("AN", "I.3", "15")]
    assert "thang điểm cũ" in over[0]["action"]
    assert {one["code"]: one["status"] for one in answer.json["units"]}["AN"] == "incomplete"


@pytest.mark.parametrize(
    ("code", "fields", "told"),
    [
        ("I.1", {"Ai_chấm": "Trưởng cụm"}, "Ai chấm Đơn vị → Trưởng cụm"),
        ("I.4", {"Tham_số": "1%: 1"}, "Tham số 1%: 0,5 → 1%: 1"),
        ("I.2", {"Khi_không_được_giao": "0 điểm"}, "Khi không được giao Đủ điểm → 0 điểm"),
        ("I.1", {"Mã": "I.9"}, "mới thêm"),
    ],
)
def test_whatever_changes_a_score_is_told(
    collected: Journey, code: str, fields: dict[str, object], told: str
) -> None:
    """Who scores, the parameter, what không giao means, a code: not only the maximum."""
    change(collected, code, **fields)
    assert told in " ".join(message for _, message in causes(collected.rank().json["findings"]))


def test_wording_stays_free(complete: Journey) -> None:
    """A corrected text, number or note is no change of the scale."""
    change(complete, "I.3", Nội_dung="Thu ngân sách trên địa bàn", TT="3", Ghi_chú="theo dự toán")
    assert (complete.rank().code, changes_told(complete)) == (0, [])
    assert run("verify", complete.book, "--json").json["differences"] == []


def test_a_scale_of_which_nothing_was_issued_is_nobodys_concern(issued: Journey) -> None:
    """A unit on paper, scored under the scale as it is, waits for no form."""
    lower(issued)
    with issued.typing() as book:
        for unit in journey.UNITS:
            journey.agree(book, unit, "I.1", score=5)
    assert causes(issued.rank().json["findings"]) == []


def test_a_score_agreed_on_the_old_scale_asks_for_a_second_look(complete: Journey) -> None:
    """2.4 had 7 points at most when the head typed its scores; raised to 9, none of them is over it, and yet."""
    change(complete, "2.4", Điểm_tối_đa=9)
    for _ in range(2):
        told = [one for one in complete.rank().json["findings"] if one["code"] == "AGREED_BEFORE_CHANGE"]
        asked = {(one["unit"], one["value"]) for one in told if one["criterion"] == "2.4"}
        assert asked == {(unit, str(points)) for unit, points in journey.HEAD_SCORES.items()}
    complete.agree("AN", "2.4", reason="Đã chấm lại theo thang 9 điểm")
    told = [one for one in complete.rank().json["findings"] if one["code"] == "AGREED_BEFORE_CHANGE"]
    assert "AN" not in {one["unit"] for one in told if one["criterion"] == "2.4"}


def test_approved_scores_ask_for_no_reason_one_by_one(complete: Journey) -> None:
    """The conference has agreed, then the scale changes: the cause is told, not fifty reasons that are missing."""
    assert run("submit", complete.book, "--kind", "before").code == 0
    assert run("submit", complete.book, "--kind", "after").code == 0
    before = complete.rank().json
    lower(complete)
    codes = [one["code"] for one in complete.rank().json["findings"]]
    assert (codes.count("CRITERIA_CHANGED"), codes.count("REASON_MISSING")) == (1, 0)
    change(complete, Điểm_tối_đa=15, Tham_số="% 100:15; 90:12; 80:8; khác:0")
    assert complete.rank().json == before
