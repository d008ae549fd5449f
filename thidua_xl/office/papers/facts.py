"""What an office's paper is made from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ...domain.office.clusters import UnitDetail
from ...domain.office.inputs import OfficeSettings
from ...domain.values.text import fold
from ..book import OfficeBook
from ..outcome import ClusterOutcome, Consolidation
from ..own_papers import needed


class Facts(NamedTuple):
    """The office book, what the clusters' books amount to, and what stands on every paper."""

    book: OfficeBook
    outcome: Consolidation
    details: Mapping[str, UnitDetail]
    """Unit → its criteria one by one, for units that may be checked or were."""
    today: date
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
    listed = (one.name for one in facts.book.units if fold(one.code) == fold(code))
    return next(filter(None, (*listed, *(name for name, _ in _in_books(facts, code)))), code)


def _in_books(facts: Facts, code: str) -> Iterator[tuple[str, str]]:
    """Name of a unit and the cluster whose book has it."""
    for result in facts.outcome.results.values():
        yield from ((unit.name, result.code) for unit in result.units if fold(unit.code) == fold(code))


def head_of(facts: Facts, cluster: str) -> str | None:
    """The unit that leads a cluster; None where the office's list does not say, or names a unit of another cluster."""
    found = facts.book.cluster(cluster)
    if found is None or not found.head:
        return None
    listed = [one.cluster for one in facts.book.units if fold(one.code) == fold(found.head)]
    whose = listed or [code for _, code in _in_books(facts, found.head)]
    return name_of_unit(facts, found.head) if any(fold(one) == fold(found.code) for one in whose) else None
