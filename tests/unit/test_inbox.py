"""Files as they came: under which name a book lists each."""

from pathlib import Path

import pytest

from thidua_xl.mail.inbox import ChangedError, Incoming, read_files, under_own_names


def _file(name: str, mark: str) -> Incoming:
    return Incoming(Path("thu", name), "thu", mark.encode(), mark * 8)


def _names(files: list[Incoming], *taken: str) -> list[str]:
    return [name for _, name in under_own_names(files, taken)]


def test_a_name_that_is_free_stays() -> None:
    """As the sender named it."""
    assert _names([_file("phieu.xlsx", "a"), _file("phieu2.xlsx", "b")], "phieu3.xlsx") == [
        "phieu.xlsx",
        "phieu2.xlsx",
    ]


def test_a_name_that_is_taken_gets_the_file_s_mark() -> None:
    """By a file of the book, or by one that came with it."""
    files = [_file("phieu.xlsx", "a"), _file("phieu.xlsx", "b")]
    assert _names(files) == ["phieu.xlsx", "phieu (bbbbbbbb).xlsx"]
    assert _names(files, "phieu.xlsx") == ["phieu (aaaaaaaa).xlsx", "phieu (bbbbbbbb).xlsx"]


def test_no_two_files_have_one_name() -> None:
    """Whatever a sender writes."""
    files = [_file("phieu (aaaaaaaa).xlsx", "b"), _file("phieu.xlsx", "a")]
    assert _names(files, "phieu.xlsx") == ["phieu (aaaaaaaa).xlsx", "phieu (aaaaaaaa-2).xlsx"]


def test_what_has_no_room_is_read_again_and_must_be_the_same(tmp_path: Path) -> None:
    """The first file is held; the second is read when it is asked for, and no other file is taken for it."""
    small, large = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    small.write_bytes(b"mot")
    large.write_bytes(b"hai ba")
    (first, second), _ = read_files([small, large], at_once=5)
    assert (first.held, second.held) == (b"mot", None)
    assert second.data == b"hai ba"
    small.unlink()
    large.write_bytes(b"hai bo")
    assert first.data == b"mot"
    with pytest.raises(ChangedError, match=r"b\.xlsx"):
        _ = second.data
    large.unlink()
    with pytest.raises(ChangedError):
        _ = second.data
