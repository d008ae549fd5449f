"""`calendar`: what is late and what comes, as text, as JSON and as a calendar file; the book does not change."""

import datetime
from pathlib import Path

import pytest

from tests.cluster.test_calendar import add, on, type_on
from tests.journeys.journey import Journey, Sheet, run
from thidua_xl.cluster.acts.calendar import calendar
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.values.catalogue import Code

SHAPE = {"code", "what", "who", "source", "due", "from", "done", "days", "state", "off_day"}


def items(cluster: Journey) -> dict[str, dict[str, object]]:
    """The items of `calendar --json` by their codes."""
    return {one["code"]: one for one in run("calendar", cluster.book, "--json").json["items"]}


def settle(cluster: Journey) -> None:
    """The year as it should be: nothing late on 27 December."""
    for code in ("DK", "SK", "BC6", "BC"):
        type_on(cluster, code, Ngày_xong=on(1))
    cluster.set(Ngày_hội_nghị_tổng_kết=on(31), Hạn_tổng_kết=on(31))
    type_on(cluster, "TG", Ngày_xong=on(20))


def told(cluster: Journey) -> list[Code]:
    """What the calendar finds wrong with the year's days."""
    return [found.code for found in calendar(open_book(cluster.book, to_write=False)).findings]


def events(file: Path) -> list[dict[str, str]]:
    """The events of a calendar file, lines unfolded, without their alarms."""
    found: list[dict[str, str]] = []
    inside = False
    for line in file.read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "").splitlines():
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside = value == "VEVENT"
            found += [{}] if inside else []
        elif inside:
            found[-1][name] = value
    return found


def test_the_document_has_its_shape(complete: Journey) -> None:
    """Every duty with every key; days as ISO dates, what is not known null."""
    document = run("calendar", complete.book, "--json").json
    assert document.keys() == {"today", "items"}
    assert document["today"] == "2025-12-27"
    assert all(one.keys() == SHAPE for one in document["items"])
    found = items(complete)
    assert found["NP"] == {
        "code": "NP", "what": "Đơn vị nộp phiếu tự chấm", "who": "Đơn vị", "source": "I.2.4", "due": None,
        "from": None, "done": "2025-12-27", "days": None, "state": "done", "off_day": False,
    }  # fmt: skip
    assert (found["HN"]["due"], found["HN"]["state"], found["HN"]["days"]) == ("2025-12-24", "late", 3)
    assert (found["TB"]["due"], found["TB"]["days"], found["TB"]["off_day"]) == ("2025-12-28", 1, True)


def test_late_is_told_first_then_five_that_come_then_the_next(complete: Journey) -> None:
    """Exit code 1 while anything is late, 0 once nothing is; not a byte of the book changes."""
    before = complete.book.read_bytes()
    answer = run("calendar", complete.book)
    assert answer.code == 1
    assert "Trễ 271 ngày" in answer.out
    coming, following = answer.out.splitlines()[-2:]
    assert coming.startswith("Việc sắp đến: TB – Họp trù bị, hạn 28/12/2025 (Chủ nhật), còn 1")
    assert following.startswith("Việc tiếp theo: ")
    assert complete.book.read_bytes() == before
    settle(complete)
    assert (run("calendar", complete.book).code, run("calendar", complete.book, "--json").code) == (0, 0)


def test_a_book_without_the_sheet_has_a_calendar_too(complete: Journey) -> None:
    """Made by an earlier version: all of it is known but what was typed."""
    known = items(complete)
    with complete.typing() as book:
        del book["Lịch"]
    assert items(complete) == known


def test_the_consent_of_the_superior_is_missed_three_days_before(
    complete: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HD 1302, II.4: told by the calendar from three days before, until it is typed that the superior agrees."""
    settle(complete)
    type_on(complete, "TG", Ngày_xong=None)
    assert told(complete) == []
    for epoch in ("1766880000", "1767139200"):  # 28 and 31 December
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        (found,) = calendar(open_book(complete.book, to_write=False)).findings
        sheet = complete.sheet("Hội nghị", "Mã")
        assert (found.code, found.sheet) == (Code.CONSENT_MISSING, "Hội nghị")
        assert found.cell == sheet.address(sheet.row("HN"), "Ý kiến")
    type_on(complete, "TG", Ngày_xong=on(29))  # where it was typed before there was a sheet Hội nghị
    assert told(complete) == []
    with complete.typing() as book:
        sheet = Sheet(book["Hội nghị"], "Mã")
        sheet.put(sheet.row("HN"), "Ý kiến", "Đề nghị đổi")
    assert told(complete) == [Code.CONSENT_MISSING]
    with complete.typing() as book:
        sheet = Sheet(book["Hội nghị"], "Mã")
        sheet.put(sheet.row("HN"), "Ý kiến", "đồng ý")
    type_on(complete, "TG", Ngày_xong=None)
    assert told(complete) == []


def test_what_contradicts_itself_is_told(complete: Journey) -> None:
    """The cell of the setting is named, as `rank` names it."""
    complete.set(Ngày_hội_nghị_tổng_kết=on(20))
    assert told(complete) == [Code.TB_AFTER_HN, Code.ACTIVITIES_FEW]  # that conference has passed


def test_the_calendar_file_holds_every_duty_with_a_day(complete: Journey, tmp_path: Path) -> None:
    """All-day events with alarms, folded and escaped; the same book and clock give the same bytes."""
    what = "Giải bóng chuyền; cầu lông, " + "giao lưu các xã trong cụm " * 5
    add(
        complete,
        {"Mã việc": "X1", "Việc": what.strip(), "Hạn": on(30, 4)},
        {"Mã việc": "X2", "Việc": "Không ngày"},
    )
    file = tmp_path / "lich" / "cum.ics"
    assert run("calendar", complete.book, "--ics", file, "--json").code == 1
    data = file.read_bytes()
    dated = {code: one for code, one in items(complete).items() if one["due"]}
    found = {one["UID"]: one for one in events(file)}
    assert list(found) == [f"C01-2025-{code}@thidua-xl" for code in dated]
    own = found["C01-2025-X1@thidua-xl"]
    assert own["SUMMARY"] == what.strip().replace(";", "\\;").replace(",", "\\,")
    assert (own["DTSTART;VALUE=DATE"], own["DTEND;VALUE=DATE"]) == ("20250430", "20250501")
    assert own["DTSTAMP"] == datetime.datetime.fromtimestamp(1766800000, datetime.UTC).strftime(
        "%Y%m%dT%H%M%SZ"
    )
    assert data.count(b"TRIGGER:-P7D") == data.count(b"TRIGGER:-P1D") == len(dated)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    run("calendar", complete.book, "--ics", file)
    assert file.read_bytes() == data


@pytest.mark.parametrize("content", [b"BEGIN:VCALENDAR\r\nPRODID:-//Outlook\r\nEND:VCALENDAR\r\n", b""])
def test_a_file_of_somebody_else_is_never_overwritten(
    complete: Journey, tmp_path: Path, content: bytes
) -> None:
    """Exit code 2 and one sentence."""
    file = tmp_path / "cua_toi.ics"
    file.write_bytes(content)
    answer = run("calendar", complete.book, "--ics", file)
    assert (answer.code, len(answer.err.strip().splitlines())) == (2, 1)
    assert file.read_bytes() == content
    assert run("calendar", complete.book, "--ics", complete.book).code == 2
