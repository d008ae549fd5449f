"""What the preparatory meeting has to talk about, from what the book amounts to now."""

from collections.abc import Iterator

from ..domain.ranking.flips import Situation, flips
from ..domain.scoring.scores import ClusterScorer
from ..domain.values.findings import Finding
from ..domain.values.numbers import as_fraction
from ..domain.year.meeting import Matter, Prepared, matters, own_points, rule_points
from ..sheets.cluster import agreed
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.meeting import Line
from .assess import Assessment
from .book import Book
from .forms_again import counted_forms
from .kept.promises import promises_of
from .row_keys import scored_keys
from .written_texts import by_unit, recall, unread_units


def meeting_lines(book: Book, known: Prepared) -> list[Line]:
    """Every row of the meeting with what stands beside it."""
    place = book.placement(agreed.TABLE)
    cells = {
        key: place.cell(place.header_row + 1 + at, agreed.Col.AGREED_SCORE)
        for at, key in enumerate(scored_keys(book))
    }
    first = {unit: cell for (unit, _), cell in reversed(cells.items())}
    return [
        _line(book, known, matter, cells.get(matter.key) or first[matter.unit]) for matter in matters(known)
    ]


def prepared(book: Book, outcome: Assessment) -> Prepared:
    """What is known before the meeting, as far as it stands in the book: forms are not opened for it."""
    recall(book)
    now = situation_of(book, outcome)
    return Prepared(
        now,
        list(_found(book, outcome)),
        written=by_unit(book),
        unread=unread_units(book),
        flips=flips(now),
        promises={key: as_fraction(target) for key, target in promises_of(book).items()},
    )


def situation_of(book: Book, outcome: Assessment) -> Situation:
    """The cluster as it is scored and ranked now."""
    by_code = {line.code: line.total for line in outcome.standings.standings}
    return Situation(
        ClusterScorer(book.criteria, book.settings, book.units, jury=outcome.jury),
        outcome.claims,
        outcome.agreements,
        outcome.scores,
        [by_code[unit.code] for unit in book.units],
        book.ballots.rows,
        outcome.standings.withholding,
    )


def _found(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Findings of figures that count: of the book, and of forms that are accepted."""
    counted = {one.file for one in counted_forms(book)}
    return (one for one in outcome.checked if not one.file or one.file in counted)


def _line(book: Book, known: Prepared, matter: Matter, cell: str) -> Line:
    unit = book.names.get(matter.unit, "")
    criterion = book.criteria.by_code.get(matter.criterion)
    if criterion is None or not matter.of_one_score:
        return Line(matter, unit, criterion.text if criterion else "", cell)
    score, entry = known.now.scores[matter.key], book.ledger.get(matter.key) or LedgerRow(*matter.key)
    return Line(
        matter,
        unit,
        criterion.text,
        cell,
        own_points(known, matter.key),
        rule_points(known, matter.key),
        score,
        entry.has_agreed and not score.is_missing,
    )
