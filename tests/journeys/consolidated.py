"""What the tests of consolidate share: the two clusters' books taken in, and what the document says of them."""

from pathlib import Path
from typing import Any

from tests.journeys import journey
from tests.journeys.journey import Journey, Run
from tests.journeys.office_journey import (
    BOOKS,
    OTHER,
    Office,
)

RANKING, SAID, LEDGER = "Xếp hạng", "Suy tôn", "Thống nhất điểm"
FIRST, SECOND = BOOKS["C01"], BOOKS[OTHER]
LEVEL = {
    "I.1": 9.25,
    "I.2": 10,
    "I.3": 15,
    "I.4": 10,
    "I.6": 5,
    "2.2": 8,
    "2.3": 6,
    "2.4": 7,
    "T1": 4,
    "P1": 0,
}
"""Agreed scores that bring BH to the 83 points of AN (I.5 gives it 3,75, 2.1 the 5 it has)."""


def whole(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def states(office: Office) -> dict[str, tuple[str, str | None]]:
    """File → cluster's code and state, as `Sổ đã nhận` has them."""
    return {row["File"]: (row["Trạng thái"], row["Mã cụm"]) for row in office.records("Sổ đã nhận")}


def take(office: Office, book: bytes, name: str = FIRST) -> Run:
    """`consolidate` with this book of C01 and the good one of C02."""
    office.receive(OTHER)
    office.drop(name, book)
    return office.consolidate()


def cluster_of(answer: Run, code: str | None = "C01") -> dict[str, Any]:
    """What the document says of a cluster."""
    found = next(one for one in answer.json["clusters"] if one["code"] == code)
    assert isinstance(found, dict)
    return found


def agreed_on(book: bytes, complete: Journey, unit: str, points: float) -> bytes:
    """A later version of the book: one more score agreed, ranked by the program."""
    complete.book.write_bytes(book)
    complete.agree(unit, "I.1", score=points, reason="Rà soát")
    assert complete.rank().code == 0
    return complete.book.read_bytes()


def level(complete: Journey) -> bytes:
    """AN and BH are level at first."""
    with complete.typing() as book:
        for criterion, score in LEVEL.items():
            journey.agree(book, "BH", criterion, score=score, reason="Rà soát")
    assert complete.rank().json["open_ties"] == [{"rank": 1, "codes": ["AN", "BH"]}]
    return complete.book.read_bytes()
