"""A form that was read before is not read again when another one comes late; whoever checks the book reads it."""

from pathlib import Path

import pytest

from tests.benchmarks.cluster import book, write_book, write_forms
from thidua_xl.cluster import reassess
from thidua_xl.cluster.kept_reads import KeptReads
from thidua_xl.commands.parser import main
from thidua_xl.scorecard.read import Read, read_file
from thidua_xl.sheets.cluster.receipts import Receipt
from thidua_xl.storage.remembered import FOLDER


class Cluster:
    """Three units' forms, of which one comes late."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.path, self._names = folder / "so.xlsx", names
        write_book(book(3, 12), self.path)
        write_forms(book(3, 12), folder / "phieu")
        *self.some, self.late = sorted((folder / "phieu").iterdir())

    def reads(self, command: str, *files: Path) -> list[str]:
        """The names of the files that a worker reads for a command."""
        self._names.clear()
        assert main([command, str(self.path), *map(str, files)]) < 2
        return sorted(self._names)


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    """Two forms taken in at a time that stands still; readings are kept in a folder of the test's own."""
    names: list[str] = []

    def noted(data: bytes, file: str) -> Read:
        names.append(file)
        return read_file(data, file)

    monkeypatch.setattr(reassess, "read_file", noted)
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1766000000")
    made = Cluster(tmp_path, names)
    assert made.reads("collect", *made.some) == [one.name for one in made.some]
    return made


def test_a_late_form_costs_one_reading(cluster: Cluster) -> None:
    """And nothing where nothing came; but all where a book is checked against its originals."""
    every = [one.name for one in (*cluster.some, cluster.late)]
    assert cluster.reads("collect", cluster.late) == [cluster.late.name]
    assert cluster.reads("collect", cluster.late) == []
    assert cluster.reads("verify") == every


def test_the_book_is_the_same_to_the_byte(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """With readings of before, with damaged ones, which are read anew, and where none is kept."""
    before, kept = cluster.path.read_bytes(), list((cluster.path.parent / "kept").iterdir())
    assert cluster.reads("collect", cluster.late) == [cluster.late.name]
    after = cluster.path.read_bytes()
    for one in kept:
        one.write_bytes(b"")
    cluster.path.write_bytes(before)
    assert cluster.reads("collect", cluster.late) == [one.name for one in cluster.some]
    assert cluster.path.read_bytes() == after
    monkeypatch.setenv(FOLDER, "")
    cluster.path.write_bytes(before)
    assert len(cluster.reads("collect", cluster.late)) == 3
    assert cluster.path.read_bytes() == after


def test_what_is_kept_of_a_lost_original_proves_nothing(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not even asked for."""
    asked: list[str] = []
    really = KeptReads.recall

    def noted(kept: KeptReads, receipt: Receipt) -> Read | None:
        asked.append(receipt.file)
        return really(kept, receipt)

    monkeypatch.setattr(KeptReads, "recall", noted)
    originals, gone = cluster.path.with_suffix(".goc"), cluster.some[0].read_bytes()
    next(one for one in originals.iterdir() if one.read_bytes() == gone).unlink()
    assert cluster.reads("collect", cluster.late) == [cluster.late.name]
    assert asked == [cluster.some[1].name, cluster.late.name]
