"""One command at a time (`thidua_xl.storage.locks`), and nothing left behind by those that died."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey
from thidua_xl.errors import CannotRunError
from thidua_xl.storage import locks
from thidua_xl.storage.safe import sweep

_HOLD = """
import sys, time
from pathlib import Path
from thidua_xl.storage import locks
with locks.held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def _holder(book: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process at work on the book, killed in the end."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(book)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def _commands(cluster: Journey) -> dict[str, tuple[object, ...]]:
    return {
        "issue": ("issue", cluster.book, "--out", cluster.folder / "lai"),
        "collect": ("collect", cluster.book, cluster.inbox),
        "rank": ("rank", cluster.book),
        "close": ("close", cluster.book),
        "reopen": ("reopen", cluster.book, "--reason", "Nhầm điểm"),
    }


def test_every_command_that_changes_the_book_waits_for_nobody_for_long(
    complete: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 and a sentence, not a byte changed; what only reads goes on."""
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    before = complete.book.read_bytes()
    with _holder(complete.book):
        for command in _commands(complete).values():
            answer = journey.run(*command)
            assert answer.code == 2, command
            assert "đang có người khác xử lý" in answer.err
            assert len(answer.err.strip().splitlines()) == 1
        assert journey.run("verify", complete.book).code == 0
    assert complete.book.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_the_lock_of_a_dead_process_holds_nobody_up(complete: Journey) -> None:
    """Its file stays, the lock does not; the next command takes the file away."""
    with _holder(complete.book) as other:
        other.send_signal(signal.SIGKILL)
    assert locks.lock_file(complete.book).exists()
    assert complete.rank().code == 0
    assert not locks.lock_file(complete.book).exists()


def test_a_lock_that_was_waited_for_is_had(complete: Journey) -> None:
    """A command that is done in a moment holds up nobody."""
    with locks.held(complete.book), pytest.raises(CannotRunError), locks.held(complete.book):
        pass
    with locks.held(complete.book):
        assert locks.lock_file(complete.book).exists()


def test_a_folder_that_takes_no_lock_is_said(complete: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only share: a sentence, no traceback."""
    monkeypatch.setattr(locks, "lock_file", lambda book: book.parent / "khong co" / "x.khoa")
    monkeypatch.setattr("filelock.FileLock.acquire", _refuse)
    answer = complete.rank()
    assert answer.code == 2
    assert "Không khóa được sổ" in answer.err


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_what_dead_runs_left_is_swept_and_nothing_else(complete: Journey, tmp_path: Path) -> None:
    """Temporary files of this book, its backups and originals; those of other books may be in use."""
    kill = (
        "import os, sys; from pathlib import Path; from thidua_xl.storage import safe\n"
        "os.fsync = lambda _: os._exit(9)\n"
        "safe.write_safely(Path(sys.argv[1]), b'x', sys.argv[2])"
    )
    other = tmp_path / "SoCum_khac.xlsx"
    left = [complete.book, complete.folder / "luu" / "a.xlsx", complete.originals / "b.xlsx", other]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        owner = complete.book.name if path.parent.name == "luu" else path.name
        done = subprocess.run([sys.executable, "-c", kill, str(path), owner], check=False)
        assert done.returncode == 9
    assert len(list(complete.folder.rglob(".thidua-*.tmp"))) == 4
    assert complete.rank().code == 0
    (kept,) = complete.folder.rglob(".thidua-*.tmp")
    sweep(kept.parent, [other.name])
    assert not kept.exists()
