"""The calendar of a year: defaults of its days, states of its duties, what is told of days (HD 1302)."""

from datetime import date, timedelta

import pytest

from thidua_xl.domain.ranking import dates
from thidua_xl.domain.ranking.submissions import Sending, Submission
from thidua_xl.domain.scoring.settings import Settings, Window
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.year.calendar import (
    Entry,
    OwnDuty,
    State,
    Typed,
    agenda,
    day_off,
    entries,
    plan,
    standing,
)
from thidua_xl.domain.year.deadlines import deadlines_of, late_conference, of_period, read_window
from thidua_xl.domain.year.duties import DUTIES, Duty, Facts, Span
from thidua_xl.domain.year.typed_days import asked

YEAR = 2026
CONFERENCE = date(2026, 12, 18)
SETTINGS = Settings(year=YEAR, deadline=date(2026, 11, 30), meeting=date(2026, 12, 12), conference=CONFERENCE)
TODAY = date(2026, 12, 14)


def drawn(
    settings: Settings = SETTINGS, today: date = TODAY, facts: Facts | None = None, **typed: Typed
) -> dict[str, Entry]:  # fmt: skip
    """The calendar by the codes of its duties."""
    rows = entries(plan(settings, typed), settings, facts or Facts(), today)
    return {one.duty.code: one for one in rows}


def test_the_duties_stand_in_the_order_of_the_year() -> None:
    """Whoever looks for one finds it where the year has it."""
    codes = [
        "KH", "DK", "TC", "GU", "PD", "TG6", "SK", "BC6", "HD1", "TKD", "NP", "TG", "GB", "TB", "HN", "BC",
    ]  # fmt: skip
    assert [duty.code for duty in DUTIES] == codes == list(drawn())


def test_the_default_days_follow_from_the_year() -> None:
    """The dates of HD 1302: in quarter 1, before 15/7, before 25/12."""
    days = deadlines_of(Settings(year=YEAR))
    assert (days.starts, days.ends) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (days.registration, days.midyear) == (date(2026, 3, 31), date(2026, 7, 14))
    assert (days.final, days.papers) == (date(2026, 12, 24), date(2026, 12, 24))


def test_without_a_year_no_day_is_known() -> None:
    """A blank book asks for its year first."""
    assert {one.due for one in drawn(Settings()).values()} == {None}


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        (date(2026, 9, 1), date(2026, 11, 30)),
        (date(2026, 9, 5), date(2026, 11, 30)),
        (date(2026, 11, 1), date(2027, 1, 31)),
        (date(2027, 12, 15), date(2028, 2, 29)),
    ],
)
def test_registration_ends_with_the_third_month(starts: date, due: date) -> None:
    """A school's year begins in September."""
    assert deadlines_of(Settings(year=YEAR, starts=starts)).registration == due


def test_typed_days_win_over_the_defaults() -> None:
    """The superior may set other days."""
    typed = Settings(year=YEAR, registration_due=date(2026, 4, 15), midyear_due=date(2026, 7, 31),
                     final_due=date(2027, 1, 31), papers_due=date(2027, 2, 5), ends=date(2027, 5, 31))  # fmt: skip
    due = {code: one.due for code, one in drawn(typed).items()}
    assert (due["DK"], due["SK"], due["BC6"]) == (date(2026, 4, 15), date(2026, 7, 31), date(2026, 7, 31))
    assert (due["HN"], due["BC"], due["HD1"]) == (date(2027, 1, 31), date(2027, 2, 5), date(2027, 5, 31))


def test_a_period_that_ends_before_it_begins() -> None:
    """The cell is named, and the end of the year is used instead."""
    settings = Settings(year=YEAR, starts=date(2026, 9, 1), ends=date(2026, 5, 31))
    (found,) = of_period(settings, "Cụm", lambda name: {"Đến ngày": "B9"}[name])
    assert (found.code, found.cell) == (Code.SETTING_INVALID, "B9")
    assert deadlines_of(settings).ends == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("3–5", Window(3, 5)), ("3-5", Window(3, 5)), (" 03 – 05 ", Window(3, 5)), ("5", Window(5, 5)),
        ("0-60", Window(0, 60)), ("5-3", None), ("ba ngày", None), ("3-", None), ("3-99", None), ("3,5", None),
        ("-3", None), ("", None),
    ],
)  # fmt: skip
def test_the_days_before_the_conference_as_they_are_typed(text: str, window: Window | None) -> None:
    """A span with either dash, or one number; nothing else is understood."""
    assert read_window(text) == window


def test_the_window_is_written_as_it_is_read() -> None:
    """What a new book shows is understood by the next command."""
    assert (str(Window()), str(Window(5, 5))) == ("3–5", "5")
    assert read_window(str(Window())) == Window()


@pytest.mark.parametrize(
    ("starts", "due", "done", "state", "days"),
    [
        (None, TODAY, None, State.TODAY, 0),
        (None, TODAY + timedelta(1), None, State.DUE, 1),
        (None, TODAY - timedelta(1), None, State.LATE, 1),
        (None, None, None, State.UNKNOWN, None),
        (TODAY + timedelta(1), TODAY + timedelta(3), None, State.NOT_YET, None),
        (TODAY, TODAY + timedelta(3), None, State.DUE, 3),
        (TODAY + timedelta(5), TODAY - timedelta(2), None, State.LATE, 2),
        (None, TODAY, TODAY, State.DONE, None),
        (None, TODAY, TODAY + timedelta(2), State.DONE_LATE, 2),
        (None, None, TODAY, State.DONE, None),
        (TODAY + timedelta(1), TODAY + timedelta(3), TODAY, State.DONE, None),
    ],
)
def test_how_a_duty_stands(
    starts: date | None, due: date | None, done: date | None, state: State, days: int | None
) -> None:
    """The day itself is not late; what is done is done, however early."""
    assert standing(starts, due, done, TODAY) == (state, days)


def test_the_words_of_the_calendar() -> None:
    """As the sheet says them, each once in a year that is nearly over."""
    said = {code: one.said for code, one in drawn(facts=Facts(issued=date(2026, 11, 2))).items()}
    assert said == {
        "KH": "Chưa rõ hạn", "DK": "Trễ 258 ngày", "TC": "Xong", "GU": "Chưa rõ hạn", "PD": "Chưa rõ hạn",
        "TG6": "Chưa rõ hạn", "SK": "Trễ 153 ngày", "BC6": "Trễ 153 ngày", "HD1": "Còn 17 ngày",
        "TKD": "Trễ 14 ngày", "NP": "Trễ 14 ngày", "TG": "Trễ 3 ngày", "GB": "Còn 1 ngày", "TB": "Trễ 2 ngày",
        "HN": "Còn 4 ngày", "BC": "Còn 10 ngày",
    }  # fmt: skip
    assert drawn(today=date(2026, 12, 12))["GB"].said == "Chưa đến kỳ"
    assert drawn(today=date(2026, 12, 15))["GB"].said == "Hôm nay"
    late = drawn(facts=Facts(received=date(2026, 12, 3)))["NP"]
    assert (late.said, late.done) == ("Xong muộn 3 ngày", date(2026, 12, 3))


def test_without_a_conference_what_hangs_on_it_has_no_day() -> None:
    """The conference itself is due by the end of the season all the same."""
    rows = drawn(Settings(year=YEAR))
    assert [rows[code].said for code in ("TG", "GB")] == ["Chưa rõ hạn"] * 2
    assert rows["HN"].due == rows["TB"].due == date(2026, 12, 24)


def test_the_window_of_the_table_follows_its_setting() -> None:
    """3–5 days before the conference, or what the superior asks for."""
    assert drawn()["GB"].span == Span(date(2026, 12, 13), date(2026, 12, 15))
    other = Settings(year=YEAR, conference=CONFERENCE, window=Window(7, 10))
    assert drawn(other)["GB"].span == Span(date(2026, 12, 8), date(2026, 12, 11))


def test_a_day_of_ones_own_and_a_day_done_win() -> None:
    """Typed days win over the default and over what the book shows; cleared, they give it back."""
    own = Typed(due=date(2026, 12, 20), done=date(2026, 12, 22))
    facts = Facts(received=date(2026, 11, 29))
    typed = drawn(facts=facts, NP=own)["NP"]
    assert (typed.due, typed.done, typed.known_done) == (own.due, own.done, facts.received)
    assert typed.said == "Xong muộn 2 ngày"
    assert drawn(facts=facts)["NP"].said == "Xong"


def test_a_meeting_is_held_once_its_day_has_passed() -> None:
    """And somebody was present: on the day itself it is today's, without anybody it is late."""
    facts = Facts(held=frozenset({"HN"}))
    assert drawn(today=CONFERENCE, facts=facts)["HN"].said == "Hôm nay"
    held = drawn(today=CONFERENCE + timedelta(1), facts=facts)["HN"]
    assert (held.state, held.done) == (State.DONE, CONFERENCE)
    assert drawn(today=CONFERENCE + timedelta(1))["HN"].said == "Trễ 1 ngày"


def test_the_midyear_meeting_moves_what_hangs_on_it() -> None:
    """Agreed seven days before, its report due on its day (HD 1302, II.4, I.2.1)."""
    day = date(2026, 7, 10)
    rows = {one.duty.code: one for one in plan(SETTINGS, {}, (), day)}
    assert (rows["TG6"].due, rows["SK"].due, rows["BC6"].due) == (date(2026, 7, 3), date(2026, 7, 14), day)
    facts = Facts(midyear=day, held=frozenset({"SK"}))
    assert drawn(today=day, facts=facts)["SK"].done is None
    assert drawn(today=day + timedelta(1), facts=facts)["SK"].done == day


def test_what_is_typed_for_a_later_day_is_not_done_yet() -> None:
    """An activity that is planned, a covenant that will be signed."""
    later = TODAY + timedelta(1)
    facts = Facts(joint=later, shown={"GU": later, "BC6": TODAY})
    rows = drawn(facts=facts)
    assert (rows["HD1"].done, rows["GU"].done, rows["BC6"].done) == (None, None, TODAY)
    assert drawn(today=later, facts=facts)["HD1"].done == later


@pytest.mark.parametrize(
    ("sent", "done"),
    [
        ((date(2026, 12, 14),), date(2026, 12, 14)),
        ((date(2026, 12, 1), date(2026, 12, 14)), date(2026, 12, 14)),
        ((date(2026, 12, 16), date(2026, 12, 17)), date(2026, 12, 16)),
        ((), None),
    ],
)
def test_the_table_is_sent_when_it_was_sent_in_time(sent: tuple[date, ...], done: date | None) -> None:
    """Of several times the one inside the window counts, else the first."""
    assert drawn(facts=Facts(sent=sent))["GB"].done == done


def test_rows_of_ones_own_are_sorted_in() -> None:
    """Behind the last duty that is due no later; without a day at the end."""

    def own(code: str, due: date | None) -> OwnDuty:
        return OwnDuty(Duty(code, code, "", ""), Span(due=due))

    added = [
        own("X", None),
        own("LATE", date(2027, 1, 5)),
        own("MARCH", date(2026, 3, 31)),
        own("JAN", date(2026, 1, 2)),
    ]
    codes = [row.duty.code for row in plan(SETTINGS, {}, added)]
    assert codes[0] == "JAN"
    assert codes[codes.index("DK") + 1] == "MARCH"
    assert codes[-2:] == ["LATE", "X"]
    assert [code for code in codes if code in {duty.code for duty in DUTIES}] == [
        duty.code for duty in DUTIES
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 18), ""),
        (date(2026, 12, 19), "Thứ Bảy"),
        (date(2026, 12, 20), "Chủ nhật"),
        (date(2026, 4, 30), "ngày Chiến thắng 30/4"),
        (date(2027, 5, 1), "ngày Quốc tế Lao động 1/5, Thứ Bảy"),
        (date(2026, 9, 2), "Quốc khánh 2/9"),
        (date(2027, 1, 1), "Tết Dương lịch"),
    ],
)
def test_days_off_are_told(day: date, said: str) -> None:
    """Told, never moved."""
    assert day_off(day) == said


def test_what_is_late_is_told_first_and_five_that_come() -> None:
    """By their days, whatever their order on the sheet."""
    told = agenda(list(drawn(today=date(2026, 1, 5)).values()))
    assert (told.late, [one.duty.code for one in told.coming]) == ((), ["DK", "SK", "BC6", "TKD", "NP"])
    told = agenda(list(drawn().values()))
    assert [one.duty.code for one in told.late] == ["DK", "SK", "BC6", "TKD", "NP", "TG", "TB"]
    assert [one.duty.code for one in told.coming] == ["GB", "HN", "BC", "HD1"]


def test_a_conference_in_the_next_year_is_late_until_the_superior_allows_it() -> None:
    """20 January is legal: a warning at its cell until `Hạn tổng kết` is set."""
    january = date(2027, 1, 20)
    settings = Settings(year=YEAR, conference=january)
    (found,) = late_conference(settings, "Cụm", lambda name: "B15" if name == dates.CONFERENCE else "")
    assert (found.code, found.cell, found.is_error) == (Code.DATE_LATE, "B15", False)
    assert "20/01/2027 muộn hơn hạn 24/12/2026 (HD 1302, II.3)" in found.message
    assert found.action == "Cấp trên cho hạn khác thì sửa Hạn tổng kết."
    allowed = Settings(year=YEAR, conference=january, final_due=january)
    assert list(late_conference(allowed, "Cụm", lambda _: "")) == []


def test_the_sending_is_judged_by_the_window_that_is_set() -> None:
    """Four days before is in time for 3–5, not for 7–10."""
    sent = [Submission(1, Sending.BEFORE, CONFERENCE - timedelta(4), ())]
    assert list(dates.of_sending(sent, SETTINGS, "Cụm", "B15")) == []
    other = Settings(year=YEAR, conference=CONFERENCE, window=Window(7, 10))
    (found,) = dates.of_sending(sent, other, "Cụm", "B15")
    assert (found.code, found.cell) == (Code.GB_OUTSIDE_WINDOW, "B15")
    assert "trước hội nghị 4 ngày; phải gửi trước hội nghị 7–10 ngày" in found.message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("30/11", "ngày 30/11 của năm nào"),
        ("30.11", "ngày 30/11 của năm nào"),
        ("30-11-2026", "30/11/2026"),
        ("30.11.2026", "30/11/2026"),
        ("29/2/2027", "năm 2027 không có ngày 29/2, vậy là ngày nào"),
        ("30/11/2026", ""),
        ("31/11/2026", ""),
        ("20/12/25", ""),
        ("hôm qua", ""),
        ("", ""),
    ],
)
def test_texts_that_look_like_days_are_asked_about(text: str, told: str) -> None:
    """The likely day is named; a year is never guessed."""
    assert asked(text) == told
