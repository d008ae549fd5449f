"""Clocks that lie: which of two forms is the newer one, and where nobody can tell."""

import datetime
import io
import re
import zipfile
from email.message import EmailMessage

import pytest

from tests.journeys.journey import SAVED, Journey, run
from tests.journeys.letters import letter
from tests.journeys.taken_in import change_score, ledger, received, reconciles, statuses

OFFICE = "LibreOffice/7.4.7.2$Windows_X86_64 LibreOffice_project/723314e595e8007d3cf785c16538505a1c878ca5"
EXCEL = "Microsoft Excel"
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
OLD, NEW = "Sat, 20 Dec 2025 09:00:00", "Sun, 21 Dec 2025 09:00:00"


def saved_by(
    cluster: Journey, points: float, program: str = EXCEL, after: datetime.timedelta = 0 * HOUR
) -> bytes:
    """AN's form as a program saves it, so long after the others."""
    path = cluster.send("AN", change_score(points), name="tam.xlsx", saved=SAVED + after)
    data, result = path.read_bytes(), io.BytesIO()
    path.unlink()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/app.xml":
                part = re.sub(rb"<Application>[^<]*", b"<Application>" + program.encode(), part)
                assert program.encode() in part
            target.writestr(name, part)
    return result.getvalue()


def post(cluster: Journey, name: str, message: EmailMessage, received_at: str = "") -> None:
    """A letter in the inbox, with the stamp of the server that took it."""
    stamp = f"Received: from pc.xa.vn by mx.huyen.gov.vn with ESMTP id 1; {received_at} +0700 (ICT)\r\n"
    cluster.drop(name, (stamp.encode() if received_at else b"") + message.as_bytes())


def told(cluster: Journey) -> str:
    """Why the forms wait, as the book says it."""
    return " ".join(
        str(row["Vì sao"]) for row in received(cluster).values() if row["Trạng thái"] == "Chờ quyết định"
    )


# --- the time saved --------------------------------------------------------------------------------


@pytest.mark.parametrize("apart", [1, 7, 13])
def test_programs_that_differ_in_their_zones_decide_nothing_within_a_day(issued: Journey, apart: int) -> None:
    """LibreOffice writes the local time of Vietnam as if it were UTC: both wait, told with both clocks."""
    issued.drop("sua.xlsx", saved_by(issued, 6))
    issued.drop("cu.xlsx", saved_by(issued, 5, OFFICE, apart * HOUR))
    assert statuses(reconciles(issued.collect())) == {"sua.xlsx": "waiting", "cu.xlsx": "waiting"}
    assert "LibreOffice 7.4.7.2 ghi lưu" in told(issued)
    assert "Excel ghi lưu 15:00 ngày 20/12/2025" in told(issued)


def test_farther_apart_than_any_zone_the_later_one_counts_whatever_saved_it(issued: Journey) -> None:
    """Fifteen hours are more than a zone can make."""
    issued.drop("cu.xlsx", saved_by(issued, 5))
    issued.drop("moi.xlsx", saved_by(issued, 6, OFFICE, 15 * HOUR))
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


def test_the_same_program_counts_in_the_same_zone(issued: Journey) -> None:
    """Both by LibreOffice, an hour apart: the later one."""
    issued.drop("cu.xlsx", saved_by(issued, 5, OFFICE))
    issued.drop("moi.xlsx", saved_by(issued, 6, OFFICE, HOUR))
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


def test_a_minute_between_two_computers_is_no_order(issued: Journey) -> None:
    """Clocks that nobody sets differ by as much: both wait."""
    issued.drop("mot.xlsx", saved_by(issued, 5))
    issued.drop("hai.xlsx", saved_by(issued, 6, after=HOUR / 60))
    assert set(statuses(reconciles(issued.collect())).values()) == {"waiting"}


def test_a_computer_whose_battery_is_dead_says_nothing(issued: Journey) -> None:
    """Saved in 2010, it says: before the contest's year there was no form."""
    issued.drop("cu.xlsx", saved_by(issued, 5))
    issued.drop("moi.xlsx", saved_by(issued, 6, after=-5600 * DAY))
    assert set(statuses(reconciles(issued.collect())).values()) == {"waiting"}


# --- letters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("date", ["Wed, 01 Jan 2020 00:10:00 +0700", "Fri, 26 Dec 2025 09:00:00 +0700", ""])
def test_the_servers_stamp_goes_before_the_date_of_the_sender(issued: Journey, date: str) -> None:
    """A dead clock, a fast one, none at all on the sender's side: the topmost `Received` decides."""
    slow = date.startswith("Wed") or not date
    dates = (f"{OLD} +0700", date) if slow else (date, f"{NEW} +0700")
    post(issued, "1.eml", letter(("cu.xlsx", saved_by(issued, 5)), date=dates[0]), OLD)
    post(issued, "2.eml", letter(("moi.xlsx", saved_by(issued, 6)), date=dates[1]), NEW)
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}
    assert "máy chủ nhận 2025-12-21 09:00:00" in received(issued)["moi.xlsx"]["Nguồn"]
    issued.send("BH")
    reconciles(issued.collect())
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 6
    assert run("verify", issued.book, "--json").json["differences"] == []


def test_only_the_topmost_stamp_is_our_servers(issued: Journey) -> None:
    """What stands below it was written by the sender's side."""
    message = letter(("moi.xlsx", saved_by(issued, 6)), date=f"{NEW} +0700")
    message["Received"] = "from localhost by pc.xa.vn; Mon, 01 Dec 2025 00:00:00 +0700"
    post(issued, "2.eml", message, NEW)
    post(issued, "1.eml", letter(("cu.xlsx", saved_by(issued, 5)), date=f"{NEW} +0700"), OLD)
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


@pytest.mark.parametrize("stamp", ["Tue, 01 Jan 2030 00:00:00", "Thu, 01 Jan 1970 00:00:00", "hôm qua"])
def test_a_stamp_that_cannot_be_is_none(issued: Journey, stamp: str) -> None:
    """Still to come, before the year, no date: the letters' own dates decide as before."""
    post(issued, "1.eml", letter(("cu.xlsx", saved_by(issued, 5)), date=f"{OLD} +0700"), stamp)
    post(issued, "2.eml", letter(("moi.xlsx", saved_by(issued, 6)), date=f"{NEW} +0700"), NEW)
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


@pytest.mark.parametrize("zone", ["", " -0000"])
def test_a_date_without_a_zone_is_off_by_as_much_as_zones_differ(issued: Journey, zone: str) -> None:
    """RFC 5322, 3.3: -0000 says nothing of the zone. Five hours later is no order, two days are one."""
    post(issued, "1.eml", letter(("cu.xlsx", saved_by(issued, 5)), date=f"{OLD} +0700"))
    post(issued, "2.eml", letter(("moi.xlsx", saved_by(issued, 6)), date=f"Sat, 20 Dec 2025 14:00:00{zone}"))
    assert set(statuses(reconciles(issued.collect())).values()) == {"waiting"}
    assert "không ghi múi giờ" in told(issued)
    post(issued, "2.eml", letter(("moi.xlsx", saved_by(issued, 6)), date=f"Mon, 22 Dec 2025 14:00:00{zone}"))
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


def test_clocks_that_contradict_each_other_ask(issued: Journey) -> None:
    """The later letter bears the form saved three days before the other: an old one by mistake, or a wrong clock."""
    post(issued, "1.eml", letter(("mot.xlsx", saved_by(issued, 5)), date="Tue, 23 Dec 2025 20:00:00 +0700"))
    post(
        issued, "2.eml",
        letter(("hai.xlsx", saved_by(issued, 6, after=-3 * DAY)), date="Wed, 24 Dec 2025 09:00:00 +0700"),
    )  # fmt: skip
    assert set(statuses(reconciles(issued.collect())).values()) == {"waiting"}
    assert "thư ghi 09:00 ngày 24/12/2025 theo máy người gửi" in told(issued)


def test_a_letter_older_than_the_form_in_it_is_believed_in_nothing(issued: Journey) -> None:
    """Written before its file was saved: one of the sender's clocks is wrong, and nobody knows which."""
    post(issued, "1.eml", letter(("mot.xlsx", saved_by(issued, 5)), date=f"{OLD} +0700"))
    post(
        issued, "2.eml",
        letter(("hai.xlsx", saved_by(issued, 6, after=DAY)), date="Mon, 01 Dec 2025 09:00:00 +0700"),
    )  # fmt: skip
    assert set(statuses(reconciles(issued.collect())).values()) == {"waiting"}


def test_a_forwarded_letter_is_as_old_as_itself_not_as_its_forwarding(issued: Journey) -> None:
    """The older one is forwarded last, each by the stamp of the server that first took it."""

    def forwarded(points: float, name: str, came: str) -> EmailMessage:
        inner = letter((name, saved_by(issued, points)), date=f"{OLD} +0700")
        inner["Received"] = f"from pc.xa.vn by mx.xa.vn; {came} +0700"
        return letter(inner, sender="clerk@huyen.gov.vn", date="Thu, 25 Dec 2025 09:00:00 +0700")

    post(issued, "1.eml", forwarded(6, "moi.xlsx", NEW), "Thu, 25 Dec 2025 09:00:05")
    post(issued, "2.eml", forwarded(5, "cu.xlsx", OLD), "Thu, 25 Dec 2025 10:00:05")
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


def test_a_forwarded_letter_from_after_its_forwarding_bears_no_date(issued: Journey) -> None:
    """Its sender's clock is fast: the letter that bears it came before."""
    inner = letter(("mot.xlsx", saved_by(issued, 5)), date="Thu, 25 Dec 2025 09:00:00 +0700")
    post(issued, "1.eml", letter(inner, sender="clerk@huyen.gov.vn", date=f"{OLD} +0700"), OLD)
    post(issued, "2.eml", letter(("hai.xlsx", saved_by(issued, 6)), date=f"{NEW} +0700"), NEW)
    assert set(statuses(reconciles(issued.collect())).values()) == {"waiting"}


@pytest.mark.parametrize("attached", ["as a letter", "as a file"])
def test_a_forwarded_letter_cannot_have_come_after_the_letter_that_bore_it(
    issued: Journey, attached: str
) -> None:
    """It claims the evening of the day on whose morning it was forwarded: that beats no letter of noon."""
    inner = letter(("mot.xlsx", saved_by(issued, 5)), date="Sat, 20 Dec 2025 20:00:00 +0700")
    inner["Received"] = "from pc.xa.vn by mx.xa.vn; Sat, 20 Dec 2025 20:00:00 +0700"
    sent = inner if attached == "as a letter" else ("thu.eml", inner.as_bytes())
    post(issued, "1.eml", letter(sent, date=f"{OLD} +0700"), "Sat, 20 Dec 2025 09:00:00")
    post(
        issued,
        "2.eml",
        letter(("hai.xlsx", saved_by(issued, 6)), date=f"{NEW} +0700"),
        "Sat, 20 Dec 2025 12:00:00",
    )
    assert set(statuses(reconciles(issued.collect())).values()) == {"waiting"}


def test_a_date_of_long_ago_leaves_the_letter_readable(issued: Journey) -> None:
    """A clock in the year 999: the sender is known all the same, also of what the letter forwards."""
    ago = "Fri, 20 Dec 0999 08:15:00 +0700"
    inner = letter(("a.xlsx", saved_by(issued, 5)), date=ago)
    post(issued, "1.eml", letter(inner, sender="clerk@huyen.gov.vn", date=ago), OLD)
    assert statuses(reconciles(issued.collect())) == {"a.xlsx": "accepted"}
    assert "an@xa.gov.vn" in received(issued)["a.xlsx"]["Nguồn"]
