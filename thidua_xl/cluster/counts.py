"""How many files and units the book has, and what became of them; the figures reconcile."""

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from ..domain.values.findings import OF_SEVERAL, Finding, in_order
from ..domain.year.stages import Stage
from ..sheets.cluster.receipts import FileStatus, Receipt
from .assess import Assessment, needs_a_person
from .book import Book
from .kept.stage_rows import typed_at
from .units_in import accepted_units, waiting_units


def is_about(found: Finding, receipt: Receipt) -> bool:
    """Whether it was found in the file, or in another with which the file waits for one choice."""
    waits = found.code in OF_SEVERAL and receipt.status is FileStatus.WAITING and found.unit == receipt.unit
    return found.file == receipt.file or waits


class FoundIn:
    """What was found, sorted once and asked for file by file."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_file: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
        self._of_several: list[tuple[int, Finding]] = []
        for at, found in enumerate(in_order(findings)):
            self._by_file[found.file].append((at, found))
            if found.code in OF_SEVERAL:
                self._of_several.append((at, found))

    def of(self, receipt: Receipt) -> list[Finding]:
        """Everything found in one file, in order."""
        beside = (
            (at, found) for at, found in self._of_several
            if found.file != receipt.file and is_about(found, receipt)
        )  # fmt: skip
        own = self._by_file.get(receipt.file, [])
        return [found for _, found in sorted([*own, *beside], key=itemgetter(0))]


def waits_for_a_person(book: Book, outcome: Assessment) -> bool:
    """Whether something is an error, or a file waits for a choice."""
    return needs_a_person(outcome) or any(one.status is FileStatus.WAITING for one in book.receipts)


class Counts(NamedTuple):
    """Counts of the book (design, 6): both equations hold, or there is no summary."""

    received: int
    accepted: int
    refused: int
    waiting: int
    superseded: int
    expected: int
    typed: int
    missing: tuple[str, ...]
    kept: int = 0
    """What came with letters and is no scorecard; not among those received."""
    blank: int = 0
    """Scorecards in which nobody typed anything; not among those received either."""
    undecided: tuple[str, ...] = ()
    """Those of `missing` whose forms are there and wait for a choice."""


_BESIDE = (FileStatus.KEPT, FileStatus.BLANK)
"""States counted beside the equation: nothing was submitted with such a file."""


def received_files(book: Book, stage: Stage) -> int:
    """How many files of a stage came with something in them."""
    return sum(receipt.status not in _BESIDE for receipt in book.forms(stage))


def awaited(book: Book, outcome: Assessment, stage: Stage) -> tuple[list[str], tuple[str, ...]]:
    """The units of which something is expected or is there, and those of them of which nothing is there yet.

    Also of a book that does not reconcile: one that came from elsewhere with a unit struck out.
    """
    there = accepted_units(book, stage) | _typed(book, outcome, stage)
    expected = [unit.code for unit in book.units if not unit.is_excluded or unit.code in there]
    return expected, tuple(code for code in expected if code not in there)


def _typed(book: Book, outcome: Assessment, stage: Stage) -> set[str]:
    """Units on paper."""
    return outcome.typed if stage is Stage.YEAREND else typed_at(book, stage)


def count(book: Book, outcome: Assessment, stage: Stage = Stage.YEAREND) -> Counts:
    """Count the book. Raises AssertionError if the counts do not reconcile: nothing may be lost.

    A file that is no form of any stage counts among those of the last.
    """
    states = [receipt.status for receipt in book.forms(stage)]
    typed = _typed(book, outcome, stage)
    expected, missing = awaited(book, outcome, stage)
    waiting = waiting_units(book, stage)
    counts = Counts(
        received=received_files(book, stage),
        accepted=states.count(FileStatus.ACCEPTED),
        refused=states.count(FileStatus.REFUSED),
        waiting=states.count(FileStatus.WAITING),
        superseded=states.count(FileStatus.SUPERSEDED),
        expected=len(expected),
        typed=len(typed),
        missing=missing,
        kept=states.count(FileStatus.KEPT),
        blank=states.count(FileStatus.BLANK),
        undecided=tuple(code for code in missing if code in waiting),
    )
    if counts.received != counts.accepted + counts.refused + counts.waiting + counts.superseded:
        raise AssertionError(f"files do not reconcile: {counts}")
    if counts.expected != counts.accepted + counts.typed + len(counts.missing):
        raise AssertionError(f"units do not reconcile: {counts}")
    return counts
