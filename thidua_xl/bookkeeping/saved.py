"""What came of keeping a book."""

from pathlib import Path
from typing import NamedTuple


class Saved(NamedTuple):
    """What became of the file: where the book is, and whether a byte changed."""

    path: Path
    changed: bool
    second_name: bool = False
    """The book was locked meanwhile, so the result lies beside it under another name."""
    following: str = ""
    """What is done next in the book, in a sentence."""
