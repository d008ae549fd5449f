"""Nộp phiếu đúng hạn: by the letter that brought the form, else by what a person typed; never by a guess."""

import datetime

import pytest

from tests.journeys.answers import explained, places
from tests.journeys.conditions import DEMANDED, DEMANDS, RULES, demand, kept_from
from tests.journeys.journey import SAVED as SAVED_AT
from tests.journeys.journey import UNITS, YEAR, Journey, Run, Sheet, filled, found_in, head_scores
from tests.journeys.letters import letter

DUE = datetime.date(YEAR, 12, 20)
IN_TIME, LATE = "Sat, 20 Dec 2025 23:59:00 +0700", "Sun, 21 Dec 2025 00:01:00 +0700"
NO_ZONE = "Sat, 20 Dec 2025 20:00:00 -0000"


def send(cluster: Journey, dates: dict[str, str], *, again: str = "") -> None:
    """Forms by letter where a date is given, else in the folder; `again` sends a second, later form late."""
    for unit in UNITS:
        name, data = f"Phieu_{unit}_{YEAR}.xlsx", filled(cluster.forms[unit], unit, SAVED_AT)
        if unit in dates:
            sender = f"{unit.lower()}@xa.gov.vn"
            cluster.drop(f"{unit}.eml", letter((name, data), sender=sender, date=dates[unit]).as_bytes())
        else:
            cluster.drop(name, data)
    if again:
        later = filled(cluster.forms[again], again, SAVED_AT + datetime.timedelta(days=2))
        second = letter((f"Phieu_{again}.xlsx", later), sender=f"{again.lower()}@xa.gov.vn", date=LATE)
        cluster.drop("lai.eml", second.as_bytes())


def judged(cluster: Journey, value: object = None) -> Run:
    """Everything is taken in and scored, with the condition."""
    cluster.set(Hạn_nộp_phiếu=DUE)
    cluster.collect()
    with cluster.typing() as book:
        head_scores(book)
    demand(cluster, ("Nộp phiếu đúng hạn", None, value, "Không xét Nhất, Nhì, Ba", RULES))
    return cluster.rank()


def open_units(answer: Run) -> list[str]:
    """The units of which nobody knows."""
    return [one["unit"] for one in answer.json["findings"] if one["code"] == "CONDITION_OPEN"]


def test_the_letters_day_decides_to_the_minute(issued: Journey) -> None:
    """Up to midnight in Vietnam it is the day itself; a minute later it is late, and its place is kept back."""
    send(issued, {**dict.fromkeys(UNITS, IN_TIME), "BH": LATE, "CM": "Sat, 20 Dec 2025 16:59:00 +0000"})
    answer = judged(issued)
    assert (answer.code, open_units(answer), answer.json["nominee"]) == (0, [], "AN")
    assert [unit for unit in UNITS if kept_from(answer, unit)] == ["BH"]
    assert places(answer)["BH"] is None
    assert "nộp phiếu trễ hạn (21/12/2025)" in explained(issued, "BH")


def test_a_correction_that_came_later_makes_nobody_late(issued: Journey) -> None:
    """Who sent in time and sent again afterwards has sent in time."""
    send(issued, dict.fromkeys(UNITS, IN_TIME), again="BH")
    answer = judged(issued)
    assert [unit for unit in UNITS if kept_from(answer, unit)] == []
    assert open_units(answer) == []


def test_a_form_without_a_letter_is_open_until_somebody_says(issued: Journey) -> None:
    """The folder's clock says nothing, nor does a date that may be meant in any zone; a person's word does."""
    send(issued, {**dict.fromkeys(("AN", "BH", "DL"), IN_TIME), "CM": NO_ZONE})
    answer = judged(issued)
    assert sorted(open_units(answer)) == ["CM", "EN"]
    assert (answer.json["provisional"], answer.json["nominee"]) == (True, None)
    sheet = issued.sheet(DEMANDS, *DEMANDED)
    cell = sheet.address(sheet.header_row + 1, "Giá trị")
    assert {one["cell"] for one in answer.json["findings"] if one["code"] == "CONDITION_OPEN"} == {cell}
    with issued.typing() as book:
        Sheet(book[DEMANDS], *DEMANDED).put(sheet.header_row + 1, "Giá trị", "Trễ: en; đúng hạn: khác")
    answer = issued.rank()
    assert (answer.code, found_in(answer.json), places(answer)["EN"]) == (0, [], None)
    assert [unit for unit in UNITS if kept_from(answer, unit)] == ["EN"]


def test_a_persons_word_stands_over_a_letter(issued: Journey) -> None:
    """The post was faster, or the letter was not the first: the head knows."""
    send(issued, {**dict.fromkeys(UNITS, IN_TIME), "BH": LATE})
    answer = judged(issued, "đúng hạn: BH")
    assert [unit for unit in UNITS if kept_from(answer, unit)] == []


@pytest.mark.parametrize(
    "value", ["trễ: XX", "AN trễ", "trễ: AN; đúng hạn: AN", "trễ: khác; đúng hạn: khác", 3]
)
def test_words_that_are_not_understood(issued: Journey, value: object) -> None:
    """The cell is named; nothing is kept from anybody by a guess."""
    send(issued, dict.fromkeys(UNITS, LATE))
    answer = judged(issued, value)
    (found,) = answer.json["findings"]
    assert (found["code"], found["sheet"], answer.json["provisional"]) == ("CONDITION_VALUE", DEMANDS, True)
    assert not any(kept_from(answer, unit) for unit in UNITS)


def test_without_a_due_day_nobody_is_late(issued: Journey) -> None:
    """`Hạn nộp phiếu` is asked for."""
    send(issued, dict.fromkeys(UNITS, LATE))
    issued.collect()
    with issued.typing() as book:
        head_scores(book)
    issued.set(Hạn_nộp_phiếu=None)
    demand(issued, ("Nộp phiếu đúng hạn", None, None, "Không xét Nhất", RULES))
    answer = issued.rank()
    (found,) = (one for one in answer.json["findings"] if one["sheet"] == DEMANDS)
    assert "Hạn nộp phiếu" in found["message"]
    assert answer.json["provisional"] is True
