"""Việc tiếp theo, Tóm tắt and Về bản trước on a workbook that is open in LibreOffice."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.office.twins import OpenTwice, Twins, cell_of, command
from thidua_xl.bookkeeping.versions import versions_of
from thidua_xl.cluster.reading import open_book
from thidua_xl.excel.person import Recorder
from thidua_xl.excel.run import Caller, Outcome, run

LEDGER = "Thống nhất điểm"


@dataclass(slots=True)
class Somebody(Recorder):
    """Says no to everything, or has no clipboard."""

    says_yes: bool = True
    has_clipboard: bool = True
    asked: list[str] = field(default_factory=list)

    def agrees(self, question: str) -> bool:
        """As told."""
        self.asked.append(question)
        return self.says_yes

    def copies(self, text: str) -> bool:
        """As told."""
        self.copied.append(text)
        return self.has_clipboard


def click(twins: Twins, what: str, person: Recorder, path: Path | None = None) -> Outcome:
    """A button, the book found again afterwards."""
    outcome = run(what, path, caller=Caller(twins.app, twins.book), person=person)
    twins.book = twins.app.books[twins.live.name]
    twins.book.set_mock_caller()
    return outcome


@pytest.fixture
def scored(open_twice: OpenTwice, small: Path) -> Twins:
    """A score was agreed and both books were brought up to date."""
    twins = open_twice(small)
    twins.type({LEDGER: {cell_of(twins.file, "A", "I.1", "Điểm thống nhất"): 15}})
    click(twins, "total", Somebody())
    command("rank", twins.file)
    return twins


def test_the_button_leads_to_the_cell_of_the_next_step(scored: Twins) -> None:
    """The sentence, the sheet in front; nothing changes."""
    before = scored.live.read_bytes()
    person = Somebody()
    outcome = click(scored, "next", person)
    assert outcome.code == 0 and person.told[0].startswith("Việc tiếp theo: ")
    assert scored.book.sheets.active.name in person.told[0]
    assert scored.live.read_bytes() == before


def test_going_back_equals_the_command_line(scored: Twins) -> None:
    """The typed score is in the version (it was saved before it was kept), what followed is told and gone."""
    live, file = (versions_of(path)[0].path for path in (scored.live, scored.file))
    now, person = open_book(scored.live, to_write=False).journal, Somebody()
    assert click(scored, "undo", person, live).code == command("undo", scored.file, "--to", file) == 0
    assert "sẽ không còn trong sổ" in person.asked[0] and "trước khi xếp hạng" in person.asked[0]
    assert scored.differences() == []
    assert open_book(scored.live, to_write=False).journal[-1].command == "undo"
    kept = [open_book(one.path, to_write=False).journal for one in versions_of(scored.live)]
    assert now in kept and len(kept) == 2


def test_who_says_no_keeps_everything(scored: Twins) -> None:
    """Not a byte changes, the book stays open."""
    live = versions_of(scored.live)[0].path
    before = scored.live.read_bytes()
    assert click(scored, "undo", Somebody(says_yes=False), live).code == 0
    assert scored.live.read_bytes() == before


def test_a_file_that_is_no_version_is_refused(scored: Twins, tmp_path: Path) -> None:
    """Another book, a copy of a version elsewhere: one sentence, nothing asked, nothing changed."""
    version = versions_of(scored.live)[0].path
    copied = tmp_path / version.name
    copied.write_bytes(version.read_bytes())
    for path in (scored.file, copied):
        before, person = scored.live.read_bytes(), Somebody()
        assert click(scored, "undo", person, path).code == 2
        assert "không phải bản trước" in person.told[0] and not person.asked
        assert scored.live.read_bytes() == before


def test_the_group_s_message_is_copied(scored: Twins) -> None:
    """What the command prints first; who wants no file gets none."""
    person = Somebody(says_yes=False)
    before = scored.live.read_bytes()
    assert click(scored, "summary", person).code == 0
    (text,) = person.copied
    assert text.splitlines()[0] in person.told[0] and "Ctrl+V" in person.told[0]
    assert scored.live.read_bytes() == before and not list(scored.live.parent.glob("*.txt"))


def test_without_a_clipboard_the_messages_lie_in_a_file(scored: Twins) -> None:
    """Beside the book, with the mark by which Notepad knows the diacritics; it is opened."""
    person = Somebody(has_clipboard=False)
    assert click(scored, "summary", person).code == 0
    file = scored.live.with_name(f"{scored.live.stem}_tin_nhan.txt")
    assert person.folders == [file] and file.name in person.told[0]
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert person.copied[0].splitlines()[0] in file.read_text("utf-8-sig")
