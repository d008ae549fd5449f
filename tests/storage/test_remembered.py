"""What is kept from one run to the next: whole, of this program, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from thidua_xl.storage import remembered
from thidua_xl.storage.remembered import FOLDER, Remembered, key_of

KEY, ANSWER = key_of("read", "ab12", ["I.1"]), b"answer " * 50


@pytest.fixture
def kept(tmp_path: Path) -> Remembered:
    """With one answer."""
    answers = Remembered(tmp_path / "deep" / "answers")
    answers.remember(KEY, ANSWER)
    return answers


def only_file(tmp_path: Path) -> Path:
    """The file in which it lies."""
    (file,) = (tmp_path / "deep" / "answers").iterdir()
    return file


def test_an_answer_comes_back_under_its_own_key_alone(kept: Remembered) -> None:
    """Another question has none."""
    assert kept.recall(KEY) == ANSWER
    assert kept.recall(key_of("read", "ab12", ["I.2"])) is None


def test_an_answer_under_another_name_is_none(kept: Remembered, tmp_path: Path) -> None:
    """Somebody copied it: it says for which question it was."""
    other = key_of("another")
    only_file(tmp_path).rename(tmp_path / "deep" / "answers" / other)
    assert kept.recall(other) is None


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_damaged_answer_is_none(kept: Remembered, tmp_path: Path, at: int) -> None:
    """Wherever the byte stands that is another one."""
    file = only_file(tmp_path)
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    assert kept.recall(KEY) is None


@pytest.mark.parametrize("length", [0, 10, 40])
def test_a_cut_answer_is_none(kept: Remembered, tmp_path: Path, length: int) -> None:
    """The machine went off; the next run keeps it again."""
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes()[:length])
    assert kept.recall(KEY) is None
    kept.remember(KEY, ANSWER)
    assert kept.recall(KEY) == ANSWER


def test_what_nobody_asks_for_is_forgotten(kept: Remembered, tmp_path: Path) -> None:
    """After four months; asking counts as use."""
    file = only_file(tmp_path)
    kept.forget_old()
    assert kept.recall(KEY) == ANSWER
    os.utime(file, (1_000_000, 1_000_000))
    assert kept.recall(KEY) == ANSWER
    kept.forget_old()
    assert kept.recall(KEY) == ANSWER
    os.utime(file, (1_000_000, 1_000_000))
    kept.forget_old()
    assert kept.recall(KEY) is None


def test_files_that_are_no_answers_are_never_removed(kept: Remembered, tmp_path: Path) -> None:
    """Somebody named a folder in which other things lie, too."""
    own = [
        tmp_path / "deep" / "answers" / name for name in ("Báo cáo 2020.docx", "tmp-ghi chú", f"{KEY}.xlsx")
    ]
    for path in own:
        path.write_text("x", encoding="utf-8")
        os.utime(path, (1_000_000, 1_000_000))
    kept.forget_old()
    assert all(path.exists() for path in own)


def test_a_full_disk_keeps_no_begun_answer(
    kept: Remembered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written of it would take what little room is left; one that a dead run left is forgotten in time."""
    folder = tmp_path / "deep" / "answers"

    def full(path: Path, _: Path) -> Path:
        begun.append(path.name)
        raise OSError(errno.ENOSPC, "No space left on device")

    begun: list[str] = []
    monkeypatch.setattr(Path, "replace", full)
    kept.remember(key_of("another"), ANSWER)
    (name,) = begun
    assert [path.name for path in folder.iterdir()] == [KEY]
    (folder / name).write_bytes(b"")
    os.utime(folder / name, (1_000_000, 1_000_000))
    kept.forget_old()
    assert [path.name for path in folder.iterdir()] == [KEY]


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path) -> None:
    """A file stands where it should be: everything is computed, nothing is said."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    answers = Remembered(tmp_path / "file" / "answers")
    answers.remember(KEY, ANSWER)
    answers.forget_old()
    assert answers.recall(KEY) is None


def test_nothing_is_kept_where_that_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The variable names no folder, or another one."""
    monkeypatch.setenv(FOLDER, "")
    Remembered().remember(KEY, ANSWER)
    assert Remembered().recall(KEY) is None
    monkeypatch.setenv(FOLDER, str(tmp_path / "other"))
    Remembered().remember(KEY, ANSWER)
    assert (tmp_path / "other" / KEY).exists()
    assert Remembered().recall(KEY) == ANSWER


def test_another_program_asks_another_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """One module that is another one, one library: no answer of before is used."""
    monkeypatch.setattr(remembered, "_program", lambda: ["another"])
    assert key_of("read", "ab12", ["I.1"]) != KEY
