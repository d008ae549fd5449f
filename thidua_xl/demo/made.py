"""What the demonstration makes, for its summary."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..cluster.acts.collect import Collected
from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..office.outcome import Consolidation

Told = tuple[date, str]
"""A day, and what happened on it."""


@dataclass(slots=True)
class Demo:
    """What was made, and what came of every step."""

    book: Path
    forms: int = 0
    registered: Collected | None = None
    """The first mail of registration."""
    late: Collected | None = None
    """The registration that came after the day."""
    reviewed: Collected | None = None
    first: Collected | None = None
    second: Collected | None = None
    tied: Assessment | None = None
    final: Assessment | None = None
    state: Book | None = None
    papers: int = 0
    """How many papers were made of the year."""
    office_papers: int = 0
    """The same of the superior's."""
    next: Path | None = None
    """The book of the next year."""
    office: Consolidation | None = None
    walk: list[Told] = field(default_factory=list)
    """What happened before December, day by day."""
    made: list[tuple[str, str]] = field(default_factory=list)
    """(path relative to the folder, what it is)."""
