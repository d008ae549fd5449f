"""`ThiDua.cmd` beside a book: what cmd.exe reads, and that nothing of anybody's is written over."""

import re
from pathlib import Path

import pytest

from thidua_xl.addin.beside_book import command_file, put_beside
from thidua_xl.commands.parser import main
from thidua_xl.errors import CannotRunError


def test_it_is_what_cmd_reads() -> None:
    """CRLF everywhere, no mark before the first line, the page of characters before the first Vietnamese one."""
    data = command_file("Sổ cụm 1 (100%).xlsx")
    lines = data.decode("utf-8").split("\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert lines[0] == "@echo off"
    assert 'set "BOOK=%~dp0Sổ cụm 1 (100%%).xlsx"' in lines
    page = lines.index("chcp 65001 >nul")
    assert all(line.isascii() for line in lines[:page])


def test_every_path_is_quoted_and_every_label_is_there() -> None:
    """A user may be called Nguyễn Văn A & B; a block in parentheses would end at a `)` in a name."""
    text = command_file("So.xlsx").decode("utf-8")
    for name in ("PY", "BOOK", "SETTINGS"):
        bare = re.sub(rf'"[^"\n]*%{name}%[^"\n]*"', "", text)
        assert f"%{name}%" not in bare
    wanted = set(re.findall(r"goto (\w+)", text))
    assert wanted == set(re.findall(r"^:(\w+)", text, re.M))
    assert not re.search(r"^\s*\)|\($", text, re.M)


def test_it_lies_beside_its_book_and_a_second_time_is_the_same(tmp_path: Path) -> None:
    """Of an earlier version it is written anew."""
    book = tmp_path / "SoCum_C01_2026.xlsx"
    path = put_beside(book)
    assert path == tmp_path / "ThiDua.cmd"
    path.write_bytes(path.read_bytes().replace(b"pause", b"rem"))
    assert put_beside(book).read_bytes() == command_file(book.name)


def test_a_second_book_gets_its_own_and_a_strangers_file_stays(tmp_path: Path) -> None:
    """One folder may hold last year's book too."""
    put_beside(tmp_path / "a.xlsx")
    assert put_beside(tmp_path / "b.xlsx").name == "ThiDua b.cmd"
    assert b"a.xlsx" in (tmp_path / "ThiDua.cmd").read_bytes()
    for name in ("ThiDua.cmd", "ThiDua c.cmd"):
        (tmp_path / name).write_text("của tôi", encoding="utf-8")
    with pytest.raises(CannotRunError, match="là tệp khác"):
        put_beside(tmp_path / "c.xlsx")
    assert (tmp_path / "ThiDua c.cmd").read_text(encoding="utf-8") == "của tôi"


def test_new_puts_it_there_where_it_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cluster's book and an office's."""
    for kind in ("cluster", "office"):
        folder = tmp_path / kind
        folder.mkdir()
        assert main(["new", kind, str(folder / "so.xlsx")]) == 0
        assert not (folder / "ThiDua.cmd").exists()
        assert main(["new", kind, str(folder / "so2.xlsx"), "--shortcut"]) == 0
        assert b"so2.xlsx" in (folder / "ThiDua.cmd").read_bytes()
    assert "bấm đúp" in capsys.readouterr().out
