"""What happens to the sample's scorecards: a first file full of mistakes, the agreed scores, the vote."""

from dataclasses import dataclass
from datetime import date

from .cluster import YEAR, settings
from .figures import given


@dataclass(frozen=True, slots=True)
class Agreed:
    """The typed columns of `Thống nhất điểm` for one unit and criterion."""

    target: float | int | None = None
    result: float | int | str | None = None
    not_assigned: str = ""
    """`Có`, `Không` or blank."""
    score: float | int | None = None
    reason: str = ""


def agreed(year: int = YEAR) -> dict[tuple[str, str], Agreed]:
    return {}


def mistakes(year: int = YEAR) -> list[tuple[str, str, str, object]]:
    return []


def ballots(year: int = YEAR) -> list[dict[str, object]]:
    return []
