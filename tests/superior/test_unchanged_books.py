"""A book that is not another one than before is not computed again, and nothing else is different for it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.clock import EPOCH
from tests.journeys.journey import run
from tests.journeys.office_journey import BOOKS, OTHER, Office, typed_at
from thidua_xl.office import opened
from thidua_xl.office.acts import consolidate
from thidua_xl.office.kept_answers import KeptAnswers
from thidua_xl.storage import remembered
from thidua_xl.storage.remembered import FOLDER

MEETING = "Thống nhất điểm"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files that a worker reads; answers are kept in a folder of the test's own."""
    names: list[str] = []
    really: Callable[..., Any] = opened.read_received

    def noted(data: bytes, file: str, **asked: object) -> Any:
        names.append(file)
        return really(data, file, **asked)

    monkeypatch.setattr(opened, "read_received", noted)
    monkeypatch.setenv(FOLDER, str(tmp_path_factory.mktemp("kept")))
    return names


def took(names: list[str]) -> list[str]:
    """What was read since this was last asked."""
    found, names[:] = list(names), []
    return found


def test_one_book_more_costs_one_reading(office: Office, read: list[str]) -> None:
    """First C01, then C02 as well, then nothing new."""
    office.receive("C01")
    office.consolidate()
    assert took(read) == [BOOKS["C01"]]
    office.receive(OTHER)
    office.consolidate()
    assert took(read) == [BOOKS[OTHER]]
    assert office.consolidate().code == 0
    assert took(read) == []


def test_the_office_book_is_the_same_to_the_byte(
    office: Office, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With answers of before, and with everything computed anew."""
    office.receive()
    before = office.book.read_bytes()
    first = office.consolidate()
    computed = office.book.read_bytes()
    office.book.write_bytes(before)
    took(read)
    again = office.consolidate()
    assert (took(read), again.json) == ([], first.json)
    assert office.book.read_bytes() == computed
    monkeypatch.setenv(FOLDER, "")
    office.book.write_bytes(before)
    office.consolidate()
    assert sorted(took(read)) == sorted(BOOKS.values())
    assert office.book.read_bytes() == computed


def test_a_changed_book_is_read(office: Office, read: list[str]) -> None:
    """One cell of one book, under the same name."""
    office.receive()
    office.consolidate()
    took(read)
    data, _ = typed_at(office.sources["C01"], MEETING, ("Mã đơn vị", "Mã tiêu chí"), ("AN", "I.1"),
                       "Điểm thống nhất", 1)  # fmt: skip
    office.drop(BOOKS["C01"], data)
    answer = office.consolidate()
    assert len(took(read)) >= 1
    assert any(one["mismatches"] for one in answer.json["clusters"] if one["code"] == "C01")


def test_another_program_reads_everything(
    office: Office, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rules may be others."""
    office.receive()
    office.consolidate()
    took(read)
    monkeypatch.setattr(remembered, "_program", lambda: "another")
    office.consolidate()
    assert sorted(took(read)) == sorted(BOOKS.values())


def test_an_answer_that_is_none_is_computed(
    office: Office, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, but of no form that a worker answers in."""
    office.receive()
    first = office.consolidate()
    took(read)
    monkeypatch.setattr(remembered.Remembered, "recall", lambda *_: b"cos\nsystem\n(S'true'\ntR.")
    assert office.consolidate().json == first.json
    assert sorted(took(read)) == sorted(BOOKS.values())


def test_days_pass_without_a_reading(
    office: Office, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is late follows the day of the run: the same as computed anew on that day."""
    office.receive()
    office.consolidate()
    took(read)
    before = office.book.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 30 * 24 * 3600))
    office.consolidate()
    assert took(read) == []
    later = office.book.read_bytes()
    assert later != before
    monkeypatch.setenv(FOLDER, "")
    office.book.write_bytes(before)
    office.consolidate()
    assert sorted(took(read)) == sorted(BOOKS.values())
    assert office.book.read_bytes() == later


def test_a_lost_original_is_told_although_its_answer_is_known(office: Office, read: list[str]) -> None:
    """What is no longer there proves nothing."""
    office.receive()
    office.consolidate()
    took(read)
    originals = office.book.with_suffix(".goc")
    next(path for path in originals.glob("*.xlsx") if len(path.stem) == 64).unlink()
    answer = run("consolidate", office.book, "--json")
    assert "ORIGINAL_LOST" in str(answer.json)
    assert took(read) == []


ROW = ("Mã đơn vị", "Mã tiêu chí", "Điểm thẩm định", "Lý do")


def test_checking_units_costs_no_reading(
    office: Office, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their criteria were kept; what was found of them is compared with the kept scores, as if read anew."""
    office.receive()
    office.consolidate()
    took(read)
    assert run("appraise", office.book, "--json").json["units"]
    office.type("Thẩm định", [("AN", "I.1", 1, "Thiếu văn bản")], ROW)
    before = office.book.read_bytes()
    answers = [run("appraise", office.book, "--json").json, office.consolidate().json]
    assert took(read) == []
    computed = office.book.read_bytes()
    monkeypatch.setenv(FOLDER, "")
    office.book.write_bytes(before)
    assert [run("appraise", office.book, "--json").json, office.consolidate().json] == answers
    assert office.book.read_bytes() == computed


def test_only_the_book_of_a_unit_that_is_asked_for_is_read_again(office: Office, read: list[str]) -> None:
    """A third unit is checked by nobody, until somebody types a row of it."""
    office.receive()
    office.consolidate()
    took(read)
    office.type("Thẩm định", [("TE", "I.1", 1, "Thiếu văn bản")], ROW)
    told = office.consolidate()
    assert took(read) == [BOOKS[OTHER]]
    assert office.consolidate().json["clusters"] == told.json["clusters"]
    assert took(read) == []


def test_a_book_that_changes_while_it_is_taken_in_waits_for_the_next_run(
    office: Office, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read when its turn comes is what was found first, or nothing: the others are taken in."""
    office.receive()
    monkeypatch.setattr(consolidate, "AT_ONCE", 0)
    really = KeptAnswers.recall

    def saved_meanwhile(self: KeptAnswers, sha256: str, file: str, *, brief: bool) -> Any:
        if file == BOOKS[OTHER]:
            office.drop(file, b"half of")
        return really(self, sha256, file, brief=brief)

    monkeypatch.setattr(KeptAnswers, "recall", saved_meanwhile)
    answer = office.consolidate()
    assert answer.code == 1
    assert "đã thay đổi trong khi đang được đọc" in str(office.records("Sai lệch"))
    assert took(read) == [BOOKS["C01"]]
    assert len(office.kept_originals) == 1
    monkeypatch.undo()
    office.receive()
    assert office.consolidate().code == 0
