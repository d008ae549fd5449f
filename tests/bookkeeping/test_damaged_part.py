"""A part of the book that nobody reads is damaged: that is found before anything is written or kept."""

import io
import zipfile
from pathlib import Path

from tests.journeys.journey import Journey

PART = "docProps/app.xml"


def damaged(data: bytes) -> bytes:
    """The package with another check sum for that part than that of its bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        right = package.getinfo(PART).CRC.to_bytes(4, "little")
    assert data.count(right) == 2
    return data.replace(right, bytes(4))


def folder(cluster: Journey) -> dict[Path, bytes]:
    """Every file beside the book, by its path."""
    return {path: path.read_bytes() for path in cluster.folder.rglob("*") if path.is_file()}


def test_no_version_is_kept_of_a_book_that_is_not_written(complete: Journey) -> None:
    """`rank` has something to write, finds the damage in packing, says so and leaves the folder as it was."""
    complete.agree("AN", "2.4", score=1)
    complete.book.write_bytes(damaged(complete.book.read_bytes()))
    before = folder(complete)
    answer = complete.rank()
    assert answer.code == 2
    assert complete.book.name in answer.err
    assert folder(complete) == before
