"""A cluster whose conference is in January: legal, told once, and settled by the deadline that the superior gives."""

import datetime

import pytest

from tests.journeys.journey import Journey, run

CONFERENCE = datetime.datetime(2026, 1, 20)
DECEMBER = str(int(datetime.datetime(2025, 12, 22, 2, tzinfo=datetime.UTC).timestamp()))


@pytest.fixture
def january(complete: Journey, monkeypatch: pytest.MonkeyPatch) -> Journey:
    """Everything is scored; the members meet on 20 January of the next year."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DECEMBER)
    complete.set(Ngày_họp_trù_bị=datetime.datetime(2026, 1, 15), Ngày_hội_nghị_tổng_kết=CONFERENCE)
    return complete


def told(cluster: Journey) -> dict[str, list[str]]:
    """Code of every warning and error of every command that looks at the book; whoever says it."""
    said = {
        "rank": cluster.rank().json["findings"],
        "collect": cluster.collect().json["findings"],
        "check": run("check", cluster.book, "--json").json["files"][0]["findings"],
    }
    return {
        command: [one["code"] for one in found if one["severity"] != "note"]
        for command, found in said.items()
    }


def test_one_warning_until_the_deadline_is_set(january: Journey) -> None:
    """DATE_LATE and nothing else, exit 0 everywhere; `Hạn tổng kết` settles it."""
    assert told(january) == {"rank": ["DATE_LATE"], "collect": ["DATE_LATE"], "check": ["DATE_LATE"]}
    assert january.rank().code == 0
    (late,) = [one for one in january.rank().json["findings"] if one["code"] == "DATE_LATE"]
    assert (late["severity"], late["sheet"]) == ("warning", "Cụm")
    assert "20/01/2026 muộn hơn hạn 24/12/2025 (HD 1302, II.3)" in late["message"]
    january.set(Hạn_tổng_kết=CONFERENCE)
    assert told(january) == {"rank": [], "collect": [], "check": []}


def test_every_command_goes_through_to_the_seal(january: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table goes up five days before, the book is sealed afterwards, next year's is made from it."""
    january.set(Hạn_tổng_kết=CONFERENCE, Hạn_gửi_hồ_sơ=datetime.datetime(2026, 1, 25))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _noon(2026, 1, 16))
    assert run("calendar", january.book).code in (0, 1)
    assert run("submit", january.book, "--kind", "before", "--json").code == 0
    assert "GB_OUTSIDE_WINDOW" not in told(january)["rank"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _noon(2026, 1, 21))
    assert run("submit", january.book, "--kind", "after", "--json").code == 0
    assert told(january)["check"] == []
    assert run("verify", january.book, "--json").json["equal"]


def _noon(year: int, month: int, day: int) -> str:
    return str(int(datetime.datetime(year, month, day, 5, tzinfo=datetime.UTC).timestamp()))
