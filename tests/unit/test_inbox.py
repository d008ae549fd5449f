"""Files as they came: under which name a book lists each."""

from pathlib import Path

from thidua_xl.mail.inbox import Incoming, under_own_names


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
