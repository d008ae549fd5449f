"""What an office's paper is made from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ...domain.office.clusters import UnitDetail
from ...domain.office.inputs import OfficeSettings
from ...domain.values.text import fold
from ...domain.values.told_apart import told_apart
from ..book import OfficeBook
from ..outcome import ClusterOutcome, Consolidation
from ..own_papers import Names, Register, needed


class ByCode:
    """Units and papers by their codes: looked up for every paper of hundreds."""

    def __init__(self, book: OfficeBook, outcome: Consolidation) -> None:
        in_books = [(unit, code) for code, result in outcome.results.items() for unit in result.units]
        self.papers = Names(book)
        """The names of papers."""
        self.register = Register(book)
        """What `Văn bản` says of them."""
        self.listed = told_apart(book.units, lambda one: fold(one.code))
        """Units (folded codes) as the office's list has them."""
        self.in_books = told_apart(in_books, lambda one: fold(one[0].code))
        """Units (folded codes) as the clusters' books have them, each with its cluster."""


class Facts(NamedTuple):
    """The office book, what the clusters' books amount to, and what stands on every paper."""

    book: OfficeBook
    outcome: Consolidation
    details: Mapping[str, UnitDetail]
    """Unit → its criteria one by one, for units that may be checked or were."""
    today: date
    by_code: ByCode
    code: str = ""
    """`Mã Nhật ký: …`, by which a printed paper is matched with the book."""
    electronic: bool = False
    """The paper is sent as a file: the places of `(Kèm theo …)` stay empty (Nghị định 30, Phụ lục I, III.1)."""

    @property
    def settings(self) -> OfficeSettings:
        """What `Cấp trên` says."""
        return self.book.settings

    @property
    def without_nominee(self) -> list[ClusterOutcome]:
        """Clusters of which nobody knows yet whom they nominate."""
        return [one for one in self.outcome.clusters if one.result is None or one.result.nominee is None]


def parts_of(paper: str) -> Callable[[Facts], Sequence[str]]:
    """The clusters or units of which a paper is needed by now."""
    return lambda facts: [code.whose for code in needed(facts.outcome) if code.paper == paper]


def name_of_cluster(facts: Facts, code: str) -> str:
    """As the office's list has it; its code where it has no name."""
    cluster = facts.book.cluster(code)
    return (cluster.name if cluster else "") or f"Cụm thi đua {code}"


def name_of_unit(facts: Facts, code: str) -> str:
    """As the office's list of units has it, else as its cluster's book has it; the code where neither does."""
    listed = (one.name for one in facts.by_code.listed.get(fold(code), ()))
    in_books = (unit.name for unit, _ in facts.by_code.in_books.get(fold(code), ()))
    return next(filter(None, (*listed, *in_books)), code)


def head_of(facts: Facts, cluster: str) -> str | None:
    """The unit that leads a cluster; None where the office's list does not say, or names a unit of another cluster."""
    found = facts.book.cluster(cluster)
    if found is None or not found.head:
        return None
    head, known = fold(found.head), facts.by_code
    listed = [one.cluster for one in known.listed.get(head, ())]
    whose = listed or [code for _, code in known.in_books.get(head, ())]
    return name_of_unit(facts, found.head) if any(fold(one) == fold(found.code) for one in whose) else None
