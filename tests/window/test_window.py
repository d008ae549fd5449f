"""The window as a clerk meets it: no book, a book, a button, an answer; and everything that goes another way."""

import json
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey
from tests.journeys.office_tables import MERGED, REAL, table_file
from tests.window.display import Clerk, click, settle
from thidua_xl.addin.buttons import BookKind
from thidua_xl.window import process, system
from thidua_xl.window.work import State
from thidua_xl.wording import window as said

if TYPE_CHECKING:
    from thidua_xl.window.app import Window


def chosen(window: "Window", book: Path) -> None:
    """The book is taken in hand and has been looked at."""
    window.choose(book)
    settle(window)


def texts(widget: object) -> list[str]:
    """Every text that stands on the window, from top to bottom."""
    assert hasattr(widget, "winfo_children")
    own = [str(widget.cget("text"))] if isinstance(widget, ttk.Label | ttk.Button | ttk.LabelFrame) else []
    return own + [text for child in widget.winfo_children() for text in texts(child)]


def enabled(window: "Window") -> set[str]:
    """The buttons that can be pressed."""
    return {name for name, one in window.buttons.buttons.items() if not one.instate(["disabled"])}


# --- the book --------------------------------------------------------------------------------------


def test_without_a_book_only_what_needs_none_can_be_pressed(window: "Window") -> None:
    """And the window says how to begin."""
    assert enabled(window) == {"new", "new-office", "guide", "doctor"}
    assert window.header.sentence == said.HOW_TO_BEGIN
    assert set(texts(window.root)) >= {"Tạo sổ", "Xếp hạng", "Hồ sơ  (Alt+5)"}


def test_a_book_shows_its_name_its_counts_and_its_next_step(window: "Window", collected: Journey) -> None:
    """The sentence is the one that every command ends with."""
    chosen(window, collected.book)
    seen = window.desk.seen
    assert (seen.kind, seen.title, seen.phase) == (
        BookKind.CLUSTER, "Cụm thi đua số 1 – năm 2025", "Đang nhận",
    )  # fmt: skip
    assert dict(seen.counts)[said.SENT] == "5/5"
    assert window.header.sentence == f"{said.NEXT}: {seen.next_said}"
    assert seen.next_said
    assert "consolidate" not in enabled(window)
    assert {"rank", "collect", "close", "new"} <= enabled(window)


def test_a_form_can_be_checked_and_nothing_else_of_a_book(window: "Window", issued: Journey) -> None:
    """A unit's clerk may have the window too."""
    form = next((issued.folder / "phieu").glob("Phieu_AN_*.xlsx"))
    chosen(window, form)
    assert enabled(window) == {"new", "new-office", "guide", "doctor", "check"}
    click(window, "check")
    assert window.desk.result.state in (State.DONE, State.ATTENTION)


@pytest.mark.parametrize("content", [b"", b"no workbook", None])
def test_what_is_no_book_is_said_in_a_sentence(
    window: "Window", tmp_path: Path, content: bytes | None
) -> None:
    """Empty, something else, gone: no traceback, no dead window."""
    path = tmp_path / "x.xlsx"
    if content is not None:
        path.write_bytes(content)
    chosen(window, path)
    assert window.desk.seen.kind is BookKind.NONE
    assert window.desk.seen.problem
    assert "Traceback" not in window.header.sentence
    assert "rank" not in enabled(window)


def test_a_strangers_workbook_is_called_one(window: "Window", tmp_path: Path) -> None:
    """It opens, but it is not ours."""
    path = tmp_path / "cua_toi.xlsx"
    openpyxl.Workbook().save(path)
    chosen(window, path)
    assert window.header.sentence == said.NOT_OURS


def test_the_last_books_are_remembered(window: "Window", issued: Journey, tmp_path: Path) -> None:
    """The last one first, each once, none that is gone; a damaged list is an empty one."""
    other = tmp_path / "so2.xlsx"
    other.write_bytes(issued.book.read_bytes())
    for book in (issued.book, other, issued.book):
        chosen(window, book)
    recent = window.desk.recent
    assert recent.books() == [issued.book, other]
    other.unlink()
    assert recent.books() == [issued.book]
    kept = tmp_path / "config" / "thidua_xl" / "recent.json"
    assert json.loads(kept.read_text(encoding="utf-8"))
    kept.write_text("{", encoding="utf-8")
    assert recent.books() == []


# --- a button --------------------------------------------------------------------------------------


def test_a_button_does_its_command_and_says_what_the_command_says(
    window: "Window", collected: Journey
) -> None:
    """The book is looked at again afterwards."""
    chosen(window, collected.book)
    click(window, "rank")
    result = window.desk.result
    assert result.state is State.ATTENTION
    assert "Xếp hạng Cụm thi đua số 1" in result.text
    assert "Xếp hạng" in result.hint
    assert window.desk.seen.next_said


def test_whoever_gives_up_at_a_question_changes_nothing(window: "Window", collected: Journey) -> None:
    """No folder, no reason, no yes."""
    chosen(window, collected.book)
    before = collected.book.read_bytes()
    for command in (
        "issue",
        "documents-selected",
        "explain",
        "submit",
        "close",
        "reopen",
        "import-units",
        "new",
    ):
        window.press(command)
        assert not window.desk.is_running, command
    assert collected.book.read_bytes() == before


def test_a_refusal_is_the_sentence_of_the_command(window: "Window", collected: Journey, clerk: Clerk) -> None:
    """Exit code 2, nothing of Python's."""
    chosen(window, collected.book)
    clerk.texts = ["vì thử"]
    click(window, "reopen")
    assert window.desk.result.state is State.FAILED
    assert window.desk.result.text
    assert "Traceback" not in window.desk.result.text


def test_explain_takes_a_cell(window: "Window", complete: Journey, clerk: Clerk) -> None:
    """And what is no cell is a sentence."""
    chosen(window, complete.book)
    ranking = complete.sheet("Xếp hạng", "Hạng", "Mã")
    clerk.texts = [f"Xếp hạng!{ranking.address(next(ranking.rows()), 'Mã')}", "đâu đó"]
    click(window, "explain")
    assert "Hạng 1" in window.desk.result.text
    click(window, "explain")
    assert window.desk.result.state is State.FAILED
    assert "Không hiểu ô" in window.desk.result.text


def test_papers_are_marked_in_a_list(window: "Window", complete: Journey, clerk: Clerk) -> None:
    """Only those, and their folder is opened."""
    chosen(window, complete.book)
    out = complete.folder / "van_ban"
    clerk.paths, clerk.marks = [out], ["bang-tong-hop", "quy-che"]
    click(window, "documents-selected")
    assert window.desk.result.state is not State.FAILED, window.desk.result
    assert len(list(out.glob("*.docx"))) == 2
    assert clerk.opened == [out]


def test_a_new_book_becomes_the_chosen_one(window: "Window", clerk: Clerk, tmp_path: Path) -> None:
    """A name without its ending gets one; the table of criteria is picked."""
    clerk.paths, clerk.picks = [tmp_path / "SoCum_TS01_2026"], ["Mẫu của xã"]
    click(window, "new")
    assert window.desk.book == tmp_path / "SoCum_TS01_2026.xlsx"
    assert window.desk.seen.kind is BookKind.CLUSTER
    assert window.desk.result.state is State.DONE
    assert "rank" in enabled(window)


def test_a_table_over_typed_rows_is_written_only_as_the_person_says(
    window: "Window", clerk: Clerk, issued: Journey
) -> None:
    """Shown first; left, then put below."""
    chosen(window, issued.book)
    before = issued.book.read_bytes()
    table = table_file(issued.folder, REAL, MERGED)
    clerk.paths = [table]
    click(window, "import-criteria")
    assert clerk.asked[-1] == said.WRITE_IMPORTED
    assert issued.book.read_bytes() == before
    clerk.paths, clerk.picks = [table], [said.REPLACE]
    click(window, "import-criteria")
    assert issued.book.read_bytes() != before


def test_the_next_step_is_a_button_too(window: "Window", collected: Journey) -> None:
    """What the band says, and where it is done."""
    chosen(window, collected.book)
    window.press("next")
    assert window.desk.result.text == window.desk.seen.next_said
    assert window.desk.seen.next_place in window.desk.result.hint


def test_the_message_to_the_group_goes_into_the_clipboard(
    window: "Window", collected: Journey, clerk: Clerk
) -> None:
    """That one alone: what each unit is told is shown below it."""
    chosen(window, collected.book)
    click(window, "summary")
    (message,) = clerk.copied
    assert message.startswith("Cụm thi đua số 1, năm 2025: đến ")
    assert "\n\n" not in message
    assert window.desk.result.text.startswith(message)
    assert window.desk.result.hint == said.MESSAGE_COPIED


def test_a_kept_version_is_picked_from_a_list(window: "Window", collected: Journey, clerk: Clerk) -> None:
    """As it lies in luu; the person agrees first."""
    collected.set(Địa_danh="Bình Hải")
    assert collected.rank().code == 1
    chosen(window, collected.book)
    assert window.desk.seen.versions
    clerk.texts, clerk.picks = ["xếp hạng"], [said.YES]
    click(window, "undo")
    assert window.desk.result.state is State.DONE, window.desk.result
    assert "đã về bản" in window.desk.result.text


def test_the_guide_opens_in_the_browser(window: "Window", clerk: Clerk) -> None:
    """As in the ribbon."""
    window.press("guide")
    (page,) = clerk.pages
    assert page.endswith("huong_dan.html")


def test_the_next_step_is_one_click_away(window: "Window", issued: Journey, clerk: Clerk) -> None:
    """The button beside the sentence presses the button that the sentence names."""
    chosen(window, issued.book)
    command = window.desk.seen.next_command
    assert command
    window.header.do_next.invoke()
    assert clerk.asked  # a folder


def test_the_keyboard_reaches_every_group(window: "Window", collected: Journey) -> None:
    """Alt and a figure: the first button of the group that can be pressed."""
    chosen(window, collected.book)
    window.buttons.jump(4)
    window.root.update()
    assert window.root.focus_get() is window.buttons.buttons["total"]
    window.buttons.jump(99)


def test_what_was_said_can_be_copied(window: "Window", collected: Journey, clerk: Clerk) -> None:
    """For a letter or a chat."""
    chosen(window, collected.book)
    click(window, "calendar")
    window.result.copy.invoke()
    assert clerk.copied == [window.desk.result.text]


# --- a book that is open elsewhere ------------------------------------------------------------------


def test_an_open_book_is_waited_for(window: "Window", collected: Journey, clerk: Clerk) -> None:
    """The clerk closes it and goes on."""
    chosen(window, collected.book)
    lock = collected.book.with_name(f".~lock.{collected.book.name}#")
    lock.touch()
    clerk.picks, clerk.on_choice = [said.TRY_AGAIN], lock.unlink
    click(window, "rank")
    assert lock.name in clerk.asked[0]
    assert window.desk.result.state is State.ATTENTION


def test_an_open_book_is_left_alone_where_the_clerk_gives_up(
    window: "Window", collected: Journey, clerk: Clerk
) -> None:
    """Asked once and again while it is open; then nothing happens."""
    chosen(window, collected.book)
    collected.book.with_name(f"~${collected.book.name}").touch()
    before = collected.book.read_bytes()
    clerk.picks = [said.TRY_AGAIN]
    window.press("rank")
    assert len(clerk.asked) == 2
    assert not window.desk.is_running
    assert collected.book.read_bytes() == before


def test_an_open_book_is_read_as_it_lies_on_the_disk(window: "Window", collected: Journey) -> None:
    """And the result says so."""
    chosen(window, collected.book)
    collected.book.with_name(f"~${collected.book.name}").touch()
    click(window, "calendar")
    assert said.READ_FROM_DISK in window.desk.result.hint


def test_where_excel_is_the_open_book_can_be_worked_on(
    window: "Window", collected: Journey, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the very command of the ribbon; here there is no Excel, and it says so."""
    from thidua_xl.window import asking

    monkeypatch.setattr(asking, "may_have_excel", lambda: True)
    chosen(window, collected.book)
    collected.book.with_name(f"~${collected.book.name}").touch()
    clerk.picks = [said.ON_THE_OPEN_ONE]
    click(window, "rank")
    assert window.desk.result.state is State.FAILED
    assert "Không Excel nào đang mở" in window.desk.result.text


# --- files that come -------------------------------------------------------------------------------


def test_a_dropped_book_is_chosen(window: "Window", issued: Journey) -> None:
    """Whatever was chosen before."""
    window.desk.dropped([issued.book])
    settle(window)
    assert window.desk.book == issued.book


def test_dropped_forms_come_into_the_book_after_asking(
    window: "Window", issued: Journey, clerk: Clerk
) -> None:
    """A folder or the files themselves; no is no."""
    chosen(window, issued.book)
    forms = [issued.send(unit) for unit in list(journey.UNITS)[:2]]
    window.desk.dropped(forms)
    assert not window.desk.is_running
    clerk.picks = [said.YES]
    window.desk.dropped(forms)
    settle(window)
    assert dict(window.desk.seen.counts)[said.SENT] == "2/5"


def test_files_that_are_sent_to_the_window_ask_for_their_book(
    window: "Window", issued: Journey, clerk: Clerk
) -> None:
    """One of the last ones, by its name."""
    window.desk.recent.add(issued.book)
    form = issued.send("AN")
    clerk.picks = [issued.book.name]
    window.receive([form])
    settle(window, until=lambda: window.desk.is_running)
    settle(window)
    assert clerk.asked == [said.WHICH_BOOK]
    assert dict(window.desk.seen.counts)[said.SENT] == "1/5"


def test_names_that_are_dropped_may_hold_blanks(window: "Window") -> None:
    """As Tk lists them."""
    from thidua_xl.window.dropping import paths_of

    assert paths_of(window.root, "{/tmp/xã An/a b.xlsx} /tmp/c.xlsx") == [
        Path("/tmp/xã An/a b.xlsx"), Path("/tmp/c.xlsx"),
    ]  # fmt: skip


# --- what breaks -----------------------------------------------------------------------------------


def test_an_error_of_the_window_is_a_sentence_and_a_log(window: "Window", tmp_path: Path) -> None:
    """No traceback on a terminal that nobody sees."""
    window.root.after(1, lambda: 1 / 0)
    window.root.after(50, window.root.quit)
    window.root.mainloop()
    assert "ZeroDivisionError" in window.desk.result.text
    assert "Traceback" in (tmp_path / "config" / "thidua_xl" / "window.log").read_text(encoding="utf-8")


def test_a_command_that_breaks_leaves_its_details_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the file; the traceback is in it and nowhere else."""
    from thidua_xl.commands import rank
    from thidua_xl.commands.parser import main

    def breaks(_given: object) -> int:
        raise ZeroDivisionError("x")

    log = tmp_path / "window.log"
    monkeypatch.setattr(rank, "run", breaks)
    monkeypatch.setenv("THIDUA_LOG", str(log))
    assert main(["rank", "so.xlsx"]) == 2
    told = capsys.readouterr().err
    assert str(log) in told
    assert "Traceback" not in told
    assert "ZeroDivisionError: x" in log.read_text(encoding="utf-8")


def test_a_process_that_dies_is_told_in_a_sentence(
    window: "Window", collected: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed by the system, not ended by itself: what it said goes into the log."""
    chosen(window, collected.book)
    monkeypatch.setattr(process, "command_line", lambda _words: ["/bin/sh", "-c", "echo x; kill -9 $$"])
    window.press("rank")
    monkeypatch.undo()
    settle(window)
    assert window.desk.result.state is State.FAILED
    assert "dừng bất thường" in window.desk.result.text
    assert str(window.desk.log) in window.desk.result.text


def test_a_command_can_be_stopped(window: "Window", collected: Journey, clerk: Clerk) -> None:
    """The book is whole, and the window goes on."""
    chosen(window, collected.book)
    before = collected.book.read_bytes()
    clerk.paths = [collected.folder / "van_ban"]
    window.press("documents")
    assert window.desk.is_running
    assert enabled(window) == set()
    window.result.stop.invoke()
    settle(window)
    assert window.desk.result.state is State.STOPPED
    assert collected.book.read_bytes() == before
    assert "rank" in enabled(window)


def test_a_file_that_does_not_open_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No program for it on this desktop."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Không mở được" in system.show(tmp_path / "x.xlsx")
