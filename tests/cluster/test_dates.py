"""Dates that contradict each other or the year, and the table sent 3–5 days before the conference (I.2.1)."""

import datetime
from typing import Any

import pytest

from tests.journeys.conference import hold_ballot
from tests.journeys.journey import LEDGER, Journey, Run, Sheet, found_in, run
from tests.journeys.office_journey import Office

TODAY = datetime.date(2025, 12, 27)
"""The clock of every command here."""


def on(day: int, month: int = 12, year: int = 2025) -> datetime.datetime:
    """A day as Excel stores it."""
    return datetime.datetime(year, month, day)


def set_days(cluster: Journey, **days: object) -> dict[str, str]:
    """Type dates on `Cụm`; name → cell."""
    with cluster.typing() as book:
        sheet = Sheet(book["Cụm"], "Mục")
        cells = {}
        for name, value in days.items():
            row = sheet.row(name.replace("_", " "))
            sheet.put(row, "Giá trị", value)
            cells[name] = sheet.address(row, "Giá trị")
        return cells


def of_dates(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Codes and cells of what is said of days and office-holders."""
    words = ("DATE", "SENT", "GB_", "TB_", "FORMS_AFTER", "SAME_OFFICE")
    return sorted((one["code"], one["cell"]) for one in found if one["code"].startswith(words))


def submit(cluster: Journey, kind: str) -> Run:
    """`submit --json`."""
    return run("submit", cluster.book, "--kind", kind, "--json")


@pytest.mark.parametrize(
    ("days_before", "codes", "exit_code"),
    [
        (22, ["GB_OUTSIDE_WINDOW"], 0), (6, ["GB_OUTSIDE_WINDOW"], 0), (5, [], 0), (4, [], 0), (3, [], 0),
        (2, ["GB_OUTSIDE_WINDOW"], 0), (1, ["GB_OUTSIDE_WINDOW"], 0), (0, ["GB_OUTSIDE_WINDOW"], 0),
        (-6, ["GB_OUTSIDE_WINDOW", "SENT_AFTER_CONFERENCE"], 1),
    ],
)  # fmt: skip
def test_the_table_goes_up_three_to_five_days_before(
    complete: Journey, days_before: int, codes: list[str], exit_code: int
) -> None:
    """Sooner or later is told at the conference's cell, by `submit` and by what is run next; after it is an error."""
    conference = on(27) + datetime.timedelta(days=days_before)
    days = {"Ngày_hội_nghị_tổng_kết": conference, "Ngày_họp_trù_bị": None, "Hạn_tổng_kết": conference}
    cell = set_days(complete, **days)["Ngày_hội_nghị_tổng_kết"]
    expected = [(code, cell) for code in codes]
    answer = submit(complete, "before")
    assert (answer.code, of_dates(answer.json["findings"])) == (exit_code, expected)
    assert answer.json["recorded"]
    ranked = complete.rank()
    assert (ranked.code, of_dates(ranked.json["findings"])) == (exit_code, expected)


def test_what_was_sent_in_time_may_be_sent_again_later(
    complete: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four days before, and once more with a corrected score on the day before: in time all the same."""
    set_days(complete, Ngày_hội_nghị_tổng_kết=on(31), Ngày_họp_trù_bị=None, Hạn_tổng_kết=on(31))
    submit(complete, "before")
    complete.agree("DL", "2.4", score=6, reason="Rà soát")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767060000")  # 30 December
    answer = submit(complete, "before")
    assert answer.json["recorded"]
    assert of_dates(answer.json["findings"]) == []


def test_after_a_conference_that_is_still_to_come(complete: Journey) -> None:
    """`--kind after` four days before it: told."""
    days = {"Ngày_hội_nghị_tổng_kết": on(31), "Ngày_họp_trù_bị": None, "Hạn_tổng_kết": on(31)}
    cell = set_days(complete, **days)["Ngày_hội_nghị_tổng_kết"]
    assert of_dates(submit(complete, "after").json["findings"]) == [("SENT_OUT_OF_TIME", cell)]


def test_the_kind_that_was_meant_mends_the_record(complete: Journey) -> None:
    """Recorded as before by mistake six days after: recording it as after leaves nothing to be done."""
    set_days(complete, Ngày_hội_nghị_tổng_kết=on(21), Ngày_họp_trù_bị=on(20))
    assert submit(complete, "before").code == 1
    answer = submit(complete, "after")
    assert (answer.code, of_dates(answer.json["findings"])) == (0, [])


@pytest.mark.parametrize(
    ("typed", "code", "at", "exit_code"),
    [
        ({"Ngày_họp_trù_bị": on(5, 1, 2026), "Ngày_hội_nghị_tổng_kết": on(20)}, "TB_AFTER_HN",
         "Ngày_họp_trù_bị", 1),
        ({"Hạn_nộp_phiếu": on(21), "Ngày_hội_nghị_tổng_kết": on(20), "Ngày_họp_trù_bị": None},
         "FORMS_AFTER_CONFERENCE", "Hạn_nộp_phiếu", 0),
        ({"Hạn_nộp_phiếu": on(29)}, "FORMS_AFTER_CONFERENCE", "Hạn_nộp_phiếu", 0),
        ({"Ngày_hội_nghị_tổng_kết": on(20, 1, 2026)}, "DATE_LATE", "Ngày_hội_nghị_tổng_kết", 0),
        ({"Ngày_hội_nghị_tổng_kết": on(20, 12, 2026), "Hạn_tổng_kết": on(20, 12, 2026)}, "DATE_UNUSUAL",
         "Ngày_hội_nghị_tổng_kết", 0),
        ({"Ngày_hội_nghị_tổng_kết": on(20, 6), "Ngày_họp_trù_bị": None}, "DATE_UNUSUAL",
         "Ngày_hội_nghị_tổng_kết", 0),
        ({"Hạn_nộp_phiếu": on(30, 11, 2024)}, "DATE_UNUSUAL", "Hạn_nộp_phiếu", 0),
        ({"Hạn_đăng_ký": on(31, 3, 2024)}, "DATE_UNUSUAL", "Hạn_đăng_ký", 0),
        ({"Hạn_gửi_hồ_sơ": on(24, 12, 2052)}, "DATE_UNUSUAL", "Hạn_gửi_hồ_sơ", 0),
        ({"Từ_ngày": on(1, 1, 2015)}, "DATE_UNUSUAL", "Từ_ngày", 0),
        ({"Phó_Trưởng_cụm": "an"}, "SAME_OFFICE_HOLDER", "Phó_Trưởng_cụm", 1),
    ],
)  # fmt: skip
def test_what_contradicts_itself_on_the_first_sheet(
    complete: Journey, typed: dict[str, object], code: str, at: str, exit_code: int
) -> None:
    """The cell is named; what cannot be is an error, what is only odd a warning."""
    cells = set_days(complete, **typed)
    answer = complete.rank()
    assert (answer.code, of_dates(answer.json["findings"])) == (exit_code, [(code, cells[at])])


@pytest.mark.parametrize("conference", [on(28, 2, 2026), on(28), on(30)])
def test_usual_dates_are_nobodys_business(complete: Journey, conference: datetime.datetime) -> None:
    """Late in winter, on the day of the preparatory meeting, or soon after it, where the superior allows that day."""
    set_days(complete, Ngày_hội_nghị_tổng_kết=conference, Hạn_tổng_kết=conference, Hạn_nộp_phiếu=on(1),
             Phó_Trưởng_cụm="BH")  # fmt: skip
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])


def test_a_school_year_is_no_slip(complete: Journey) -> None:
    """It begins in the year before the one that it is named by."""
    set_days(complete, Từ_ngày=on(1, 9, 2024), Đến_ngày=on(31, 8), Hạn_đăng_ký=on(30, 11, 2024))
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])


@pytest.mark.parametrize("typed", ["20/12/25", "hôm qua", "31/11/2025"])
def test_days_that_are_none(complete: Journey, typed: object) -> None:
    """On `Cụm`, `Thống nhất điểm` and `Bỏ phiếu` alike: an error at each cell."""
    cell = set_days(complete, Hạn_nộp_phiếu=typed)["Hạn_nộp_phiếu"]
    complete.agree("BH", "2.4", day=typed)
    row = hold_ballot(complete, {"AN": 9, "BH": 3}, Ngày=typed)
    answer = complete.rank()
    sheet = complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    agreed = sheet.address(sheet.row("BH", "2.4"), "Ngày")
    told = {("SETTING_INVALID", cell), ("DATE_UNREADABLE", agreed), ("DATE_UNREADABLE", f"L{row}")}
    assert answer.code == 1
    assert told <= set(found_in(answer.json))


def test_a_decision_dated_far_from_the_year(complete: Journey) -> None:
    """2052 for 2025 on `Thống nhất điểm`: a warning."""
    complete.agree("BH", "2.4", day=on(20, 12, 2052))
    answer = complete.rank()
    assert (answer.code, [code for code, _ in of_dates(answer.json["findings"])]) == (0, ["DATE_UNUSUAL"])


def test_the_dates_of_the_office_book(office: Office) -> None:
    """A conference of another year, one unit as both heads, minutes before the conference, no day left to send."""
    with office.typing() as book:
        sheet = Sheet(book["Danh sách cụm"], "Mã cụm")
        sheet.put(sheet.row("C01"), "Ngày hội nghị", on(20))
        sheet.put(sheet.row("C02"), "Ngày hội nghị", on(20, 12, 2026))
        sheet.put(sheet.row("C02"), "Phó Trưởng cụm", sheet.at(sheet.row("C02"), "Trưởng cụm"))
    office.type("Hồ sơ nhận", [("C01", "Biên bản hội nghị", None, on(1))])
    office.set(**{"Gửi_bảng_điểm_sớm_nhất_trước_hội_nghị_(ngày)": 2})
    answer = run("check", office.book, "--json")
    (file,) = answer.json["files"]
    found = sorted((one["code"], one["sheet"]) for one in file["findings"])
    assert answer.code == 1
    assert found == [
        ("DATE_UNUSUAL", "Danh sách cụm"), ("DATE_UNUSUAL", "Hồ sơ nhận"), ("GROUNDS_TO_CHECK", "Cấp trên"),
        ("SAME_OFFICE_HOLDER", "Danh sách cụm"), ("SETTING_INVALID", "Cấp trên"),
    ]  # fmt: skip
