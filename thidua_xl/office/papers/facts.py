"""What an office's paper is made from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ...domain.office.clusters import UnitDetail
from ...domain.office.inputs import OfficeSettings
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
    listed = facts.book.names.get(code, "")
    units = (unit for result in facts.outcome.results.values() if (unit := result.unit(code)))
    return listed or next((unit.name for unit in units), code)


def head_of(facts: Facts, cluster: str) -> str | None:
    """The unit that leads a cluster; None where the office's list does not say."""
    found = facts.book.cluster(cluster)
    return name_of_unit(facts, found.head) if found and found.head else None
