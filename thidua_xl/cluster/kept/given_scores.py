"""`Điểm người chấm`: a row for every scorer, unit and criterion of theirs; what was typed there, and what lacks."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ...domain.scoring.criteria import Criterion, code_of
from ...domain.scoring.jury import Judge, Jury, ScoreKey
from ...domain.scoring.levels import lowest_points
from ...domain.scoring.units import Unit
from ...domain.values.cells import as_text, computed_value, is_blank
from ...domain.values.grammar import read_number
from ...domain.values.numbers import in_points, typed_number
from ...domain.values.text import fold
from ...sheets.cluster.given_scores import LOOK, NOTHING, TABLE, TYPED, Col, dress, pending
from ...sheets.kept import KeptRow, Line, Look
from ...sheets.prefilled import known_of
from ...sheets.typed_score import way_to_type
from ..book import Book
from ..happened import ScoreChange
from .kept_sheet import rows_of
from .scorers import people_of

__all__ = [
    "TABLE",
    "Col",
    "by_key",
    "is_typed",
    "judges_by_code",
    "judges_of",
    "places",
    "scored_by_others",
    "scorers_of",
]


class Place(NamedTuple):
    """Who scores whom in what."""

    judge: Judge
    unit: Unit
    criterion: Criterion

    @property
    def key(self) -> ScoreKey:
        """By which its row is found."""
        return self.judge.code, self.unit.code, self.criterion.code


def scorers_of(book: Book) -> Jury:
    """Those who score in this book, without what they gave."""
    people = {fold(person.code): person for person in people_of(book)}
    return Jury(people, book.units, book.settings.drops_ends)


def scorer_names(book: Book) -> dict[str, str]:
    """The names of the scorers by code."""
    return {person.code: person.name for person in people_of(book)}


class Asked(NamedTuple):
    """Somebody who owes scores."""

    code: str
    name: str
    email: str


def judges_of(book: Book) -> list[Asked]:
    """Everybody who owes a score, in the order of `Người chấm` and the units."""
    emails = {person.code: person.email for person in people_of(book)}
    emails |= {unit.code: unit.email for unit in book.units}
    judges = {one.judge.code: one.judge.name for one in places(book)}
    return [Asked(code, name or code, emails.get(code, "")) for code, name in judges.items()]


def judges_by_code(book: Book) -> dict[str, Asked]:
    """The same by their codes, in whatever case these are written."""
    return {fold(one.code): one for one in judges_of(book)}


def places(book: Book) -> list[Place]:
    """Every score that a scorer owes, scorer by scorer, in the order of the criteria and units."""
    jury = scorers_of(book)
    found = [
        Place(judge, unit, criterion)
        for criterion in book.criteria.scored
        if criterion.by_scorers and criterion.code not in book.criteria.invalid
        for unit in book.units
        if criterion.code in book.criteria.of(unit.group).by_code
        for judge in jury.judges(criterion, unit.code)
        if not judge.own
    ]
    order = {code: at for at, code in enumerate((*(one.code for one in jury.people.values()), *book.names))}
    return sorted(found, key=lambda one: order[one.judge.code])


def key_of(row: KeptRow) -> ScoreKey:
    """Whose row it is."""
    scorer, unit, criterion = (code_of(row.text(header)) for header in TABLE.key)
    return scorer, unit, criterion


def by_key(book: Book) -> dict[ScoreKey, KeptRow]:
    """The first row of every scorer, unit and criterion."""
    rows: dict[ScoreKey, KeptRow] = {}
    for row in rows_of(book, TABLE):
        rows.setdefault(key_of(row), row)
    return rows


def lines_of(book: Book) -> list[Line]:
    """The rows as they will be drawn: what is owed, then what belongs to nothing."""
    rows, place = by_key(book), book.placement(TABLE)
    first = place.header_row + 1
    lines = [
        Line(_values(one, rows.get(one.key)), rows.get(one.key), {Col.PENDING: pending(first + at, place)})
        for at, one in enumerate(places(book))
    ]
    return [*lines, *(Line(_as_it_stands(row), row) for row in orphans(book))]


def _values(one: Place, row: KeptRow | None) -> dict[str, object]:
    return {
        Col.SCORER: one.judge.code,
        Col.SCORER_NAME: one.judge.name,
        Col.UNIT: one.unit.code,
        Col.UNIT_NAME: one.unit.name,
        Col.CRITERION: one.criterion.code,
        Col.TEXT: one.criterion.text,
        Col.MAXIMUM: float(in_points(one.criterion.max_points)),
        Col.SEEN: seen(row.raw(Col.SCORE)) if row else None,
        Col.PENDING: "",
        Col.WAY_TO_TYPE: way_to_type(one.criterion),
        Col.KNOWN: known_of(row).said if row else None,
    }


def seen(cell: object) -> object:
    """What stands in a typed cell, as the next run compares it."""
    value = computed_value(cell)
    return None if is_blank(value) else value


def _as_it_stands(row: KeptRow) -> dict[str, object]:
    """A row that belongs to nothing any more, but for what only rows that count have."""
    kept = {column.header: row.raw(column.header) for column in TABLE.columns if not column.hidden}
    return {**kept, Col.KNOWN: known_of(row).said}


def is_typed(row: KeptRow) -> bool:
    """Whether a person, or a scorer's workbook, filled anything in the row."""
    return not all(is_blank(row.raw(header)) for header in TYPED)


def scored_by_others(book: Book) -> set[str]:
    """Units to which some scorer gave a score that it owes."""
    rows = by_key(book)
    return {one.unit.code for one in places(book) if not is_blank(_score(rows, one))}


def orphans(book: Book) -> list[KeptRow]:
    """Rows in which something is typed, of scorers, units or criteria that do not belong together, and second rows."""
    rows, owed = by_key(book), {one.key for one in places(book)}
    return [
        row
        for row in rows_of(book, TABLE)
        if is_typed(row) and not (rows[key_of(row)] is row and key_of(row) in owed)
    ]


def typed_since(book: Book) -> dict[str, list[ScoreChange]]:
    """Scorer → what it gave that the program has not computed with yet."""
    changes: dict[str, list[ScoreChange]] = {}
    for key, row in by_key(book).items():
        old, new = (as_text(seen(row.raw(header))) for header in (Col.SEEN, Col.SCORE))
        if old != new:
            changes.setdefault(key[0], []).append(ScoreChange(*key[1:], said(old), said(new)))
    return changes


def said(text: str) -> str:
    """A cell's text with a decimal comma where it is a number."""
    try:
        return typed_number(Decimal(text))
    except InvalidOperation:
        return text


def look_of(book: Book) -> Look:
    """The sheet's look: above the table, who still lacks how many."""
    owed, rows = places(book), by_key(book)
    if not owed:
        told = NOTHING
    else:
        lacking = Counter(one.judge.code for one in owed if not _is_scored(rows, one))
        told = "; ".join(f"{code} còn {count} điểm" for code, count in lacking.items())
        told = f"Còn thiếu: {told}." if told else ""
    return LOOK._replace(dress=lambda drawn: dress(drawn, told))


def _score(rows: Mapping[ScoreKey, KeptRow], one: Place) -> object:
    row = rows.get(one.key)
    return row.raw(Col.SCORE) if row else None


def _is_scored(rows: Mapping[ScoreKey, KeptRow], one: Place) -> bool:
    """Whether points stand there that may stand there; a word or too many points are none yet."""
    number = read_number(_score(rows, one)).number
    return number is not None and fits_in(number, one.criterion)


def fits_in(number: Decimal, criterion: Criterion) -> bool:
    """Whether points may stand in a criterion; those that are taken away are typed with either sign."""
    if criterion.is_penalty:
        number = abs(number)
    return in_points(lowest_points(criterion)) <= number <= in_points(criterion.max_points)
