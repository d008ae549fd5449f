"""`undo`: a book as it was before a command, in every way that somebody may ask for it."""

import datetime
import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.journey import SAVED, Journey, Run, begin, filled, run
from tests.journeys.office_journey import Office

HOUR = 3600
START = 4000000000
"""Later than any clock: books that tests share may have been made by one that goes on."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Moves on by an hour whenever it is called."""
    hours = iter(range(1, 100))

    def on() -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(START + next(hours) * HOUR))

    return on


def undo(cluster: Journey, *more: object) -> Run:
    """The command, as JSON."""
    return run("undo", cluster.book, "--json", *more)


def ranked(cluster: Journey) -> list[object]:
    """Total and rank of every unit, as stored."""
    rows = cluster.sheet("Xếp hạng", "Hạng", "Mã").records()
    return [(row["Mã"], row["Hạng"], row["Tổng điểm thống nhất"]) for row in rows]


def received(cluster: Journey) -> set[object]:
    """The units whose form counts."""
    rows = cluster.sheet("Tiếp nhận", "Mã đơn vị", "Trạng thái").records()
    return {row["Mã đơn vị"] for row in rows if row["Trạng thái"] == "Đã nhận"}


def as_named_earlier(cluster: Journey, moment: str, data: bytes) -> Path:
    """A version under the name that earlier programs gave: time, and mark of its bytes."""
    mark = hashlib.sha256(data).hexdigest()[:8]
    path = cluster.folder / "luu" / f"{cluster.book.stem}_{moment}_{mark}.xlsx"
    path.write_bytes(data)
    return path


def changed(cluster: Journey, clock: Any) -> None:
    """The meeting changes a score, and the clerk clicks."""
    clock()
    cluster.agree("AN", "I.1", score=0, reason="Rà soát")
    assert cluster.rank().code == 0


def test_the_versions_are_told_with_what_came_after_them(complete: Journey, clock: Any) -> None:
    """The newest first; nothing is written."""
    changed(complete, clock)
    before = complete.book.read_bytes()
    answer = undo(complete)
    assert (answer.code, answer.json["restored"]) == (0, None)
    first = answer.json["versions"][0]
    assert (first["number"], first["before"]) == (1, "rank")
    assert any("AN · I.1: điểm thống nhất" in what for what in first["changes"])
    assert complete.book.read_bytes() == before
    said = run("undo", complete.book)
    assert "xếp hạng" in said.out and "--to SỐ" in said.out


def test_the_book_is_as_before_the_command_and_the_present_one_is_kept(issued: Journey, clock: Any) -> None:
    """BH came by mistake: only AN counts again, the journal tells of the step, nothing is lost."""
    for unit in ("AN", "BH"):
        clock()
        issued.send(unit)
        issued.collect()
    assert received(issued) == {"AN", "BH"}
    now = issued.book.read_bytes()
    clock()
    answer = undo(issued, "--to", 1)
    assert (answer.code, answer.json["restored"]) == (0, 1)
    assert any(one["command"] == "collect" and "Phieu_BH" in one["change"] for one in answer.json["lost"])
    assert received(issued) == {"AN"}
    assert any(path.read_bytes() == now for path in issued.backups)
    rows = issued.sheet("Nhật ký", "Lúc", "Thay đổi").records()
    told = [str(row["Thay đổi"]) for row in rows if row["Lệnh"] == "undo"]
    assert told[0].startswith("Về bản giữ lúc 02/10/2096 ")
    assert rows[-1]["Lệnh"] == "undo"
    assert run("verify", issued.book).code == 0


def test_the_next_step_is_said_once(complete: Journey, clock: Any) -> None:
    """Going back writes the book, which tells it; the list of versions does not."""
    complete.rank()
    clock()
    for more in ((), ("--to", 1)):
        assert run("undo", complete.book, *more).out.count("Việc tiếp theo: ") == 1


def test_files_that_the_version_does_not_know_come_in_again(issued: Journey, clock: Any) -> None:
    """Their originals stay; collecting the same inbox gives the same figures."""
    clock()
    issued.send("AN")
    issued.collect()
    before = ranked(issued)
    clock()
    assert undo(issued, "--to", 1).code == 0
    assert received(issued) == set()
    assert list(issued.originals.iterdir())
    clock()
    issued.collect()
    assert ranked(issued) == before
    assert received(issued) == {"AN"}


def test_going_back_twice_is_going_on_again(complete: Journey, clock: Any) -> None:
    """The version before the step back is the one that was left."""
    changed(complete, clock)
    later = ranked(complete)
    clock()
    assert undo(complete, "--to", 2).code == 0
    clock()
    assert undo(complete, "--to", 1).code == 0
    assert ranked(complete) == later


def test_forms_that_went_out_since_are_still_taken(tmp_path: Path, clock: Any) -> None:
    """The forms are in the units' hands: going back behind their issue refuses none of them."""
    begin(tmp_path)
    good = Journey(tmp_path, {})
    clock()
    assert run("issue", good.book, "--out", good.folder / "phieu_moi").code == 0
    clock()
    assert undo(good, "--to", 1).code == 0
    good.drop(
        "Phieu_AN_2025.xlsx",
        filled((good.folder / "phieu_moi" / "Phieu_AN_2025.xlsx").read_bytes(), "AN", SAVED),
    )
    clock()
    good.collect()
    assert received(good) == {"AN"}


def test_a_sealed_book_stays(complete: Journey, clock: Any) -> None:
    """It is opened again with a reason, never so; and a sealed version is no book to go on with."""
    complete.rank()
    clock()
    assert run("close", complete.book).code == 0
    refused = undo(complete, "--to", 1)
    assert refused.code == 2 and "reopen" in refused.err
    refused = run("close", complete.book)
    assert refused.code == 2 and "/10/2096, mã niêm phong" in refused.err, "a day as people write it"
    clock()
    assert run("reopen", complete.book, "--reason", "Sai điểm").code == 0
    clock()
    refused = undo(complete, "--to", 1)
    assert refused.code == 2 and "đã chốt" in refused.err


@pytest.mark.parametrize("number", [0, 99])
def test_a_number_that_is_none(complete: Journey, number: int) -> None:
    """One sentence with the numbers that there are; the book is whole."""
    before = complete.book.read_bytes()
    answer = undo(complete, "--to", number)
    assert answer.code == 2 and "chọn số từ 1 đến" in answer.err
    assert complete.book.read_bytes() == before


def test_a_version_that_somebody_changed_is_no_version(complete: Journey, clock: Any) -> None:
    """Its name bears the mark of its bytes."""
    changed(complete, clock)
    name = undo(complete).json["versions"][0]["file"]
    path = complete.folder / "luu" / name
    path.write_bytes(path.read_bytes() + b"x")
    answer = undo(complete, "--to", 1)
    assert answer.code == 2 and "đã bị sửa" in answer.err


def test_a_book_without_versions_and_another_book_beside_it(complete: Journey) -> None:
    """A book of a name that begins alike has versions of its own."""
    other = complete.folder / "SoCum_C01.xlsx"
    shutil.copy(complete.book, other)
    answer = run("undo", other, "--json")
    assert (answer.code, answer.json["versions"]) == (0, [])
    assert "chưa có bản trước" in run("undo", other).out
    assert run("undo", other, "--to", 1).code == 2


def test_the_superior_goes_back_as_well(office: Office, clock: Any) -> None:
    """The office book has its versions, too."""
    clock()
    office.receive("C01")
    assert office.consolidate().code in (0, 1)
    assert office.by_key("Sổ đã nhận")
    known = run("undo", office.book, "--json").json["versions"]
    assert known
    clock()
    answer = run("undo", office.book, "--to", 1, "--json")
    assert (answer.code, answer.json["restored"]) == (0, 1)
    assert not office.by_key("Sổ đã nhận")


def test_what_had_been_typed_by_then_is_not_said_to_be_lost(complete: Journey, clock: Any) -> None:
    """It stands in the version, and is told again by the step back."""
    changed(complete, clock)
    clock()
    answer = undo(complete, "--to", 1)
    assert not any("Điểm thống nhất" in one["change"] for one in answer.json["lost"])
    ledger = complete.sheet("Thống nhất điểm", "Mã đơn vị", "Mã tiêu chí")
    assert ledger.at(ledger.row("AN", "I.1"), "Điểm thống nhất") == 0


def test_a_book_that_nobody_can_read_has_its_versions(complete: Journey, clock: Any) -> None:
    """Somebody deleted a sheet: that is when going back is needed."""
    changed(complete, clock)
    with complete.typing() as book:
        del book["Đơn vị"]
    assert complete.rank().code == 2
    assert undo(complete).json["versions"]
    clock()
    assert undo(complete, "--to", 1).code == 0
    assert complete.rank().code == 0


def test_a_version_of_another_year_is_refused(complete: Journey, clock: Any) -> None:
    """Last year's book had the same file name."""
    changed(complete, clock)
    complete.set(Năm=2024)
    before = complete.book.read_bytes()
    answer = undo(complete, "--to", 1)
    assert answer.code == 2 and "của sổ khác" in answer.err
    assert complete.book.read_bytes() == before


def test_an_office_book_is_no_version_of_a_clusters(complete: Journey, office: Office, clock: Any) -> None:
    """Nor the other way round."""
    changed(complete, clock)
    name = undo(complete).json["versions"][0]["file"]
    (complete.folder / "luu" / name).unlink()
    as_named_earlier(complete, "20961231-235959", office.book.read_bytes())
    answer = undo(complete, "--to", 1)
    assert answer.code == 2 and "của sổ khác" in answer.err


def test_versions_of_earlier_programs_are_versions_still(complete: Journey, clock: Any) -> None:
    """Their names tell time and mark; they stay, are listed in their place and serve."""
    before, stands = complete.book.read_bytes(), ranked(complete)
    changed(complete, clock)
    changed_by = undo(complete).json["versions"][0]
    when = datetime.datetime.fromisoformat(changed_by["time"])
    (complete.folder / "luu" / changed_by["file"]).unlink()
    path = as_named_earlier(complete, f"{when:%Y%m%d-%H%M%S}", before)
    first = undo(complete).json["versions"][0]
    assert (first["file"], first["before"], first["time"]) == (path.name, "rank", changed_by["time"])
    assert first["changes"] == changed_by["changes"]
    clock()
    assert undo(complete, "--to", 1).json["restored"] == 1
    assert path.read_bytes() == before
    assert len(stands) == len(ranked(complete))


def test_two_versions_in_a_minute_are_told_apart(complete: Journey, clock: Any) -> None:
    """The second one has a number; the list knows which is which, and what came after each."""
    clock()
    for score in (1, 2):
        complete.agree("AN", "I.1", score=score, reason="Rà soát")
        assert complete.rank().code == 0
    newest, older = undo(complete).json["versions"][:2]
    assert newest["file"] == older["file"].replace(".xlsx", " (2).xlsx")
    assert older["file"].endswith("trước khi xếp hạng.xlsx")


def test_a_version_whose_line_is_lost_is_one_all_the_same(complete: Journey, clock: Any) -> None:
    """Its name tells the minute and the act; that nobody knows whether it was changed since is said."""
    changed(complete, clock)
    (memory,) = (complete.folder / "luu").glob(".*.ban_truoc")
    memory.unlink()
    first = undo(complete).json["versions"][0]
    assert (first["before"], first["time"][-3:]) == ("rank", ":00")
    clock()
    said = run("undo", complete.book, "--to", 1)
    assert said.code == 0 and "không biết tệp có bị sửa" in " ".join(said.out.split())


@pytest.mark.parametrize("spoilt", [b"\xff\xfe", b"a\tb\n", b""])
def test_a_spoilt_list_holds_nobody_up(complete: Journey, clock: Any, spoilt: bytes) -> None:
    """Commands go on, and what is kept from then on is known again."""
    changed(complete, clock)
    (memory,) = (complete.folder / "luu").glob(".*.ban_truoc")
    memory.write_bytes(spoilt)
    clock()
    complete.agree("AN", "I.1", score=5, reason="Rà soát")
    assert complete.rank().code == 0
    newest, older = undo(complete).json["versions"][:2]
    assert newest["changes"] and not older["changes"]


def test_names_of_no_version_are_none(complete: Journey, clock: Any) -> None:
    """A day that there is not, another book's, a person's copy."""
    changed(complete, clock)
    known = undo(complete).json["versions"]
    for name in ("SoCum_C01_2025 – 31-02 09h25 trước khi xếp hạng", "SoCum_C01_2025 – sao", "SoCum_C01 – 01-02-2025 "
                 "09h25 trước khi xếp hạng", "SoCum_C01_2025 – 01-02 25h25 trước khi xếp hạng"):  # fmt: skip
        shutil.copy(complete.book, complete.folder / "luu" / f"{name}.xlsx")
    assert undo(complete).json["versions"] == known
