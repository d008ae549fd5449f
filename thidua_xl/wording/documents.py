"""What `--json` prints: outcomes as plain documents (design, 6); decimals are strings."""

from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..domain.ranking.standings import Standing
from ..domain.scoring.scores import Totals
from ..domain.scoring.settings import Basis
from ..domain.values.findings import in_order
from ..domain.values.numbers import Points, plain


def as_json(book: Book, outcome: Assessment) -> dict[str, object]:
    """The document of `rank --json` (design, 6); decimals are strings."""
    digits = book.settings.digits
    totals = {total.unit.code: total for total in outcome.totals}
    return {
        "cluster": book.settings.cluster,
        "year": book.settings.year,
        "phase": book.settings.phase.value,
        "basis": "points" if book.settings.basis is Basis.POINTS else "percent",
        "provisional": outcome.standings.provisional,
        "units": [_unit_json(line, totals[line.code], digits) for line in outcome.standings.standings],
        "open_ties": [{"rank": tie.rank, "codes": list(tie.codes)} for tie in outcome.standings.open_ties],
        "votes": [
            {"rank": vote.rank, "round": vote.round, "counted": vote.counted, "winner": vote.winner}
            for vote in outcome.standings.votes
        ],
        "nominee": outcome.standings.nominee,
        "findings": [one.as_json() for one in in_order(outcome.findings)],
    }


def _unit_json(line: Standing, total: Totals, digits: int) -> dict[str, object]:
    return {
        "code": line.code,
        "name": total.unit.name,
        "self_total": _plain(total.self_total, digits),
        "self_adjusted": _plain(total.self_adjusted, digits),
        "agreed_total": _plain(total.stands, digits),
        "max_total": plain(total.max_total, digits),
        "percent": _plain(total.percent, digits),
        "rank": line.rank,
        "place": line.place,
        "status": line.status.value,
        "tied_with": list(line.tied_with),
        "nominee": line.nominee,
    }


def _plain(points: Points | None, digits: int) -> str | None:
    """A number of the document; null where no score stands, which is not 0."""
    return None if points is None else plain(points, digits)
