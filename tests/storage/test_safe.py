"""Files written safely, locks seen, copies kept (`thidua_xl.storage.safe`)."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from thidua_xl.storage import safe

TIME = datetime(2025, 12, 31, 23, 59, 58)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A file with an old content."""
    path = tmp_path / "SoCum_C01_2025.xlsx"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    """All names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_the_new_content_takes_the_place_of_the_old(book: Path) -> None:
    """The path returned is the path asked for, and nothing else is left in the folder."""
    assert safe.write_safely(book, b"new") == book
    assert book.read_bytes() == b"new"
    assert names(book.parent) == [book.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_file_keeps_its_mode(book: Path) -> None:
    """A book that colleagues may read stays readable to them."""
    book.chmod(0o664)
    safe.write_safely(book, b"new")
    assert book.stat().st_mode & 0o777 == 0o664


def test_a_new_file_is_made(tmp_path: Path) -> None:
    """There need not be an old one."""
    assert safe.write_safely(tmp_path / "a.xlsx", b"new").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No space: the error is told, the old book is whole, no temporary file stays."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        safe.write_safely(book, b"new")
    assert book.read_bytes() == b"old"
    assert names(book.parent) == [book.name]


def test_what_reads_back_differently_is_not_put_in_place(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk or a share that loses bytes is noticed before the old book is gone."""
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"ne")
    with pytest.raises(OSError, match="does not hold"):
        safe.write_safely(book, b"new")
    monkeypatch.undo()
    assert book.read_bytes() == b"old"
    assert names(book.parent) == [book.name]


def test_a_book_open_in_excel_leaves_the_result_beside_it(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace an open file: after a short while the result gets a second name."""
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == book:
            raise PermissionError(errno.EACCES, "in use", str(book))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(safe, "_PATIENCE", 0.2)
    second = safe.write_safely(book, b"new")
    assert second.name == "SoCum_C01_2025 (moi 11507a0e).xlsx"
    assert (book.read_bytes(), second.read_bytes()) == (b"old", b"new")
    assert names(book.parent) == sorted([book.name, second.name])


def test_a_book_closed_in_time_is_replaced(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A virus scanner holds a file for a moment only."""
    replace, refusals = os.replace, [PermissionError(), PermissionError()]

    def refuse(source: Path, target: Path) -> None:
        if refusals:
            raise refusals.pop()
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    assert safe.write_safely(book, b"new") == book
    assert book.read_bytes() == b"new"


def test_a_folder_that_can_not_be_written_is_an_error(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No second name either: the error is told and the old book is whole."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(safe, "_PATIENCE", 0.0)
    with pytest.raises(PermissionError):
        safe.write_safely(book, b"new")
    assert names(book.parent) == [book.name]


def _noted(call: Callable[..., object], done: list[str]) -> Callable[..., object]:
    """The same call, which says that it was made."""
    name = call.__name__

    def noted(*given: object) -> object:
        done.append(name)
        return call(*given)

    return noted


def test_several_files_are_on_the_disk_before_any_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is synced and read again; only then are names changed, and the folder is told of it at the end."""
    files = [(tmp_path / f"{at}.xlsx", b"%d" % at) for at in range(3)]
    done: list[str] = []
    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, _noted(getattr(os, name), done))
    assert safe.write_together(files) == [path for path, _ in files]
    assert [path.read_bytes() for path, _ in files] == [b"0", b"1", b"2"]
    assert done == ["fsync"] * 3 + ["replace"] * 3 + ["fsync"] * (os.name != "nt")
    assert names(tmp_path) == ["0.xlsx", "1.xlsx", "2.xlsx"]


def test_one_of_several_that_fails_leaves_all_as_they_were(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full at the third file: the old ones are whole and nothing else is there."""
    left, fsync = [0, 0], os.fsync

    def full(handle: int) -> None:
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device")
        left.pop()
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        safe.write_together([(book, b"new"), *((book.with_name(f"{at}.xlsx"), b"new") for at in range(3))])
    assert book.read_bytes() == b"old"
    assert names(book.parent) == [book.name]


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_a_killed_program_leaves_a_whole_file(book: Path) -> None:
    """Whenever the process dies, the book is the old one or the new one, never a part."""
    contents = {b"old", b"A" * 2_000_000, b"B" * 2_000_000}
    program = (
        "import sys; from pathlib import Path; from thidua_xl.storage.safe import write_safely\n"
        "while True:\n"
        "    for letter in (b'A', b'B'): write_safely(Path(sys.argv[1]), letter * 2_000_000)\n"
    )
    for turn in range(8):
        process = subprocess.Popen([sys.executable, "-c", program, str(book)])
        time.sleep(0.15 + 0.013 * turn)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert book.read_bytes() in contents


@pytest.mark.parametrize(
    "lock", ["~$SoCum_C01_2025.xlsx", "~$Cum_C01_2025.xlsx", ".~lock.SoCum_C01_2025.xlsx#"]
)
def test_a_lock_of_another_program_is_seen(book: Path, lock: str) -> None:
    """Excel puts `~$` before the name or, for a long one, in place of its first two letters."""
    assert safe.is_open_elsewhere(book) == ""
    (book.parent / lock).touch()
    assert safe.is_open_elsewhere(book) == lock


def test_a_backup_bears_a_name_that_people_read(book: Path) -> None:
    """`luu/<name> – <day> <time> trước khi <act>.xlsx`; the same once more is the same file."""
    copy = safe.backup(book, TIME, "nhận phiếu")
    assert copy.relative_to(book.parent).as_posix() == (
        "luu/SoCum_C01_2025 – 31-12 23h59 trước khi nhận phiếu.xlsx"
    )
    assert copy.read_bytes() == b"old"
    assert safe.backup(book, TIME, "nhận phiếu") == copy
    assert names(copy.parent) == [copy.name]


def test_a_backup_is_never_overwritten(book: Path) -> None:
    """A copy of that name with another content stays as it is: the new one gets a number."""
    copy = safe.backup(book, TIME, "xếp hạng")
    copy.write_bytes(b"something else")
    assert safe.backup(book, TIME, "xếp hạng").name == f"{copy.stem} (2).xlsx"
    book.write_bytes(b"new")
    assert safe.backup(book, TIME, "xếp hạng").name == f"{copy.stem} (3).xlsx"
    assert copy.read_bytes() == b"something else"


@pytest.mark.parametrize(
    ("stem", "named"),
    [
        ("SoCum_C01_2025", "31-12 23h59"),
        ("SoCum_C01_2024", "31-12-2025 23h59"),
        ("SoCum_2024_2025 (bản 2)", "31-12 23h59"),
        ("So cum", "31-12-2025 23h59"),
        ("SoCum_120251", "31-12-2025 23h59"),
    ],
)
def test_a_day_of_another_year_is_told_with_it(stem: str, named: str) -> None:
    """A book of one year is still worked with in the next one, when 15-01 would be this year's or the last's."""
    name = next(safe.names_before(stem, TIME, "chốt sổ"))
    assert name == f"{stem} – {named} trước khi chốt sổ"
    assert not set(name) & set('<>:"/\\|?*')
