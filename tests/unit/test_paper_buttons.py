"""The menu Xuất văn bản without Excel: which rows are selected, what the message says, how a folder is opened."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from thidua_xl.addin.buttons import COMMANDS
from thidua_xl.bookkeeping.saved import Saved
from thidua_xl.cluster.papers.making import Documents, MadePaper, RefusedPaper
from thidua_xl.cluster.papers.registry import made_of
from thidua_xl.documents.blanks import Blank
from thidua_xl.documents.fill import BadTemplateError
from thidua_xl.documents.placeholders import Wrong
from thidua_xl.excel.chosen_rows import selected_rows
from thidua_xl.excel.click import Answer
from thidua_xl.excel.person import Recorder, open_folder
from thidua_xl.excel.run import Caller, run
from thidua_xl.wording.papers import WHERE_BLANKS, documents_said, papers_said

OUT = Path("van ban")


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("B5", [4]),
        ("A5:C7", [4, 5, 6]),
        ("A5:C6,B9", [4, 5, 8]),
        ("7:8", [6, 7]),
        ("A:C", [*range(20)]),
        ("A1:XFD1048576", [*range(20)]),
        ("A19:A300", [18, 19]),
        ("A30", []),
    ],
)
def test_the_selected_rows(address: str, rows: list[int]) -> None:
    """Cells, several areas, whole rows, whole columns, the whole sheet; never below what is filled."""
    assert list(selected_rows(address, 20)) == rows


def test_codes_of_papers_are_told_from_those_of_people() -> None:
    """A part or a round goes with its paper; a register also has rows of papers that people write themselves."""
    assert made_of(["cv-rieng", "danh-sach", "phieu-bau:2", "DANH-SACH"]) == [
        "danh-sach", "phieu-bau:2", "DANH-SACH",
    ]  # fmt: skip


def said(**what: Any) -> list[str]:
    """The message about such papers."""
    names = {"danh-sach": "Danh sách", "de-nghi": "Tờ trình", "ke-hoach": "Kế hoạch"}
    return list(papers_said(Documents(OUT, **what), names))


def made(code: str, blanks: int) -> MadePaper:
    """A paper with so many blanks."""
    return MadePaper(code, OUT / f"{code}.docx", [Blank("", "")] * blanks, "")


@pytest.mark.parametrize(("papers", "named"), [(3, 3), (4, 0)])
def test_the_command_names_the_places_of_a_few_papers(papers: int, named: int) -> None:
    """Of more only their numbers, and how all places are found."""
    lines = list(documents_said(Documents(OUT, made=[made(f"van-ban-{n}", 2) for n in range(papers)])))
    assert sum("2 chỗ trống" in line for line in lines) == papers
    assert sum(line.startswith("   – ") for line in lines) == named
    assert (WHERE_BLANKS in lines) == (not named)


def test_the_message_counts_papers_and_blanks() -> None:
    """In all; the book's own line behind."""
    lines = said(made=[made("ke-hoach", 2), made("danh-sach", 5)], saved=Saved(Path("So.xlsx"), True))
    assert lines[0] == f"2 văn bản trong {OUT}; còn 7 chỗ trống phải điền."
    assert lines[-1].startswith("Đã ghi sổ So.xlsx")
    assert said(made=[made("ke-hoach", 0)])[0].endswith("không còn chỗ trống nào.")


def test_the_message_names_each_reason_once() -> None:
    """With the papers that wait for it, by their names; of many reasons the first three."""
    refused = [RefusedPaper("danh-sach", ["còn đồng hạng"]), RefusedPaper("de-nghi", ["còn đồng hạng"])]
    assert "Chưa xuất được vì còn đồng hạng: Danh sách, Tờ trình." in said(refused=refused)
    many = said(refused=[RefusedPaper(f"x{number}", [f"lý do {number}"]) for number in range(5)])
    assert len([line for line in many if line.startswith("Chưa xuất được vì")]) == 3
    assert "Chưa xuất được 2 văn bản nữa." in many


def test_the_message_names_a_bad_template() -> None:
    """Paragraph and placeholder; a book that waits for somebody, and one that is closed, are told too."""
    broken = BadTemplateError("ke-hoach.docx", [Wrong(3, "{{ x }}", "không có chỗ điền nào tên x")])
    lines = said(broken=[broken], waits=True)
    assert any(line.startswith("Mẫu ke-hoach.docx: đoạn 3, chỗ điền {{ x }}") for line in lines)
    assert "Sổ đã chốt nên trang Văn bản không ghi thêm gì." in lines
    assert any("chờ người quyết định" in line for line in lines)


@pytest.mark.parametrize(("platform", "opener"), [("darwin", "open"), ("linux", "xdg-open")])
def test_a_folder_is_shown_in_the_file_manager(
    platform: str, opener: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One program, the folder as one argument; where there is no such program nothing is told."""
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_: started.append(words))
    open_folder(Path("/tmp/văn bản & khác"))
    assert started == [[opener, "/tmp/văn bản & khác"]]

    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError(opener)

    monkeypatch.setattr(subprocess, "Popen", absent)
    open_folder(OUT)


def test_on_windows_the_folder_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Explorer shows it."""
    import os

    started: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", started.append, raising=False)
    open_folder(OUT)
    assert started == [OUT]


def test_the_folder_is_opened_after_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would lie over the message box; where nothing was made, none is opened."""
    from thidua_xl.excel import run as dispatcher

    happened: list[object] = []

    class Ordered(Recorder):
        def hears(self, text: str, *, attention: bool) -> None:
            happened.append((text, attention))

        def opens(self, folder: Path) -> None:
            happened.append(folder)

    app: Any = SimpleNamespace(status_bar=False, books=())
    for folder in (OUT, None):
        monkeypatch.setattr(
            dispatcher, "action_of", lambda _, folder=folder: lambda _: Answer("xong", folder=folder)
        )
        assert run("documents", OUT, caller=Caller(app, None), person=Ordered()).code == 0
    assert happened == [("xong", False), OUT, ("xong", False)]


def test_every_entry_asks_for_the_folder_first() -> None:
    """With the same question."""
    entries = [button for command, button in COMMANDS.items() if command.startswith("documents")]
    assert len(entries) == 5
    assert {(button.asks.value, button.question) for button in entries} == {
        ("folder", "Chọn thư mục để ghi văn bản")
    }
