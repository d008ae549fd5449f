"""Standard output that is gone, full or not there: the work is done, and its exit code is right."""

import errno
import io
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.journeys.journey import Journey
from thidua_xl.__main__ import start
from thidua_xl.commands import parser

NEXT = "Việc tiếp theo"


class Refusing(io.RawIOBase):
    """Takes nothing."""

    def __init__(self, error: int) -> None:
        self.error = error

    def writable(self) -> bool:
        return True

    def write(self, _: object, /) -> int:
        raise OSError(self.error, "in English")


class Kept(io.BytesIO):
    """Can be read after the stream that wrote to it is gone."""

    def close(self) -> None:
        """Whoever wraps it closes it."""


def spoken_to(raw: io.RawIOBase, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> tuple[int, str]:
    """Exit code of the command whose output ends there, and what it said on stderr."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(raw), "ascii"))
    told = io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    return parser.main([str(argument) for argument in arguments]), told.getvalue()


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["people", "json"])
def test_who_reads_one_line_only_does_not_change_the_exit_code(
    collected: Journey, more: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`rank BOOK | head -1`: nobody wanted the rest; what `rank` answers is as ever."""
    usual = parser.main(["rank", str(collected.book), *more])
    said = spoken_to(Refusing(errno.EPIPE), monkeypatch, "rank", collected.book, *more)
    assert said == (usual, "")


def test_a_full_disk_below_the_output_is_told(collected: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """`rank BOOK > file`: who reads the file must know that it is not all; the book is not said to be as before."""
    code, said = spoken_to(Refusing(errno.ENOSPC), monkeypatch, "rank", collected.book, "--json")
    assert code == 2
    assert (
        said
        == "Không in hết được kết quả: đĩa đầy. Việc của lệnh đã làm xong; tệp nào đã ghi thì ghi trọn.\n"
    )


def test_the_help_on_a_full_disk_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Help is printed before any command runs."""
    code, said = spoken_to(Refusing(errno.ENOSPC), monkeypatch, "--help")
    assert (code, "đĩa đầy" in said) == (2, True)


def test_a_command_without_any_output_does_its_work(
    collected: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`rank BOOK >&-`, or a program started without a console: there is no stdout, nor stderr."""
    usual = parser.main(["rank", str(collected.book)])
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert parser.main(["rank", str(collected.book)]) == usual
    assert (sys.stdout, sys.stderr) == (None, None)


def test_what_is_printed_is_utf8_whatever_the_console_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A console in ASCII gets the bytes of UTF-8."""
    raw = Kept()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(raw), "ascii"))
    assert parser.main(["--help"]) == 0
    assert "Chấm điểm, xếp hạng" in raw.getvalue().decode("utf-8")


def test_scores_are_whole_in_a_narrow_window(collected: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window of forty letters folds a line of the table; it never cuts 70,00 to "7…"."""
    raw = Kept()
    out = io.TextIOWrapper(io.BufferedWriter(raw), "utf-8")
    monkeypatch.setattr(out, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("COLUMNS", "40")
    parser.main(["rank", str(collected.book)])
    told = raw.getvalue().decode("utf-8")
    assert "70,00" in told and "86,42" in told
    assert "…" not in told


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("demo", "{file}"), "Không đọc hoặc ghi được {file}: đường dẫn ấy là một tệp, không phải thư mục. "),
        (("new", "cluster", "{folder}/" + "a" * 251 + ".xlsx"), "tên hoặc đường dẫn dài quá mức của máy. "),
        (("rank", ""), "Tham số BOOK: đường dẫn để trống. "),
        (("issue", "{file}", "--out", " "), "Tham số --out: đường dẫn để trống. "),
        (("collect", "{file}", ""), "Tham số INBOX: đường dẫn để trống. "),
    ],
)
def test_what_the_machine_or_the_path_refuses_is_no_fault_of_the_program(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence that says what to mend; never that something unexpected broke."""
    names = {"file": str(tmp_path / "SoCum.xlsx"), "folder": str(tmp_path)}
    Path(names["file"]).write_bytes(b"as it was")
    assert parser.main([one.format(**names) for one in arguments]) == 2
    said = capsys.readouterr().err
    assert sentence.format(**names) in said
    assert len(said.splitlines()) == 1
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"as it was"]


@pytest.mark.parametrize(
    ("cell", "sentence"), [("Khong co!A1", "không có trang “Khong co”"), ("Cụm!A1", "Chọn một ô")]
)
def test_a_cell_that_cannot_be_explained_is_not_explained(
    collected: Journey, cell: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No answer is no success: exit code 2, and where to point instead."""
    assert parser.main(["explain", str(collected.book), cell]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    "stopped", ["thidua_xl.commands.parser.build_parser", "thidua_xl.commands.parser.main"]
)
def test_ctrl_c_before_any_work_is_told_as_any_other(
    stopped: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the program is loaded, or reads its arguments: one sentence, no traceback."""

    def pressed() -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(stopped, pressed)
    assert start() == 2
    assert capsys.readouterr().err == "Đã dừng theo yêu cầu; các tệp còn nguyên.\n"
