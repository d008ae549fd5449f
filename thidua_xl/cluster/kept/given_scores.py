"""`Điểm người chấm`: a row for every scorer, unit and criterion of theirs; what was typed there, and what lacks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ...bookkeeping.happened import BLANK
from ...domain.scoring.criteria import Criterion, Scorer, code_of
from ...domain.scoring.jury import Judge, Jury, ScoreKey
from ...domain.scoring.units import Unit
from ...domain.values.catalogue import Code
from ...domain.values.cells import Formula, Uncomputed, as_text, is_blank
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import read_number
from ...domain.values.numbers import in_points, shown_number
from ...domain.values.text import fold
from ...sheets.cluster.given_scores import LOOK, NOTHING, TABLE, TYPED, Col, dress, pending
from ...sheets.kept import KeptRow, Line, Look
from ...sheets.prefilled import follows, known_of
from ...sheets.typed_score import way_to_type
from ..book import Book
from ..happened import ScoreChange
from .kept_sheet import KeptSheet, rows_of
from .scorers import people_of

__all__ = [
    "SHEET",
    "TABLE",
    "Col",
    "by_key",
    "is_typed",
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


def _lines(book: Book) -> list[Line]:
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
    value = cell.value if isinstance(cell, Formula) else cell
    return None if value is Uncomputed.FORMULA or is_blank(value) else value


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


def wrong(book: Book) -> Iterator[Finding]:
    """Rows that do not count, and those in which the book says otherwise than the scorer's workbook."""
    rows = by_key(book)
    yield from typed_over(book)
    for row in orphans(book):
        key = key_of(row)
        is_double = rows[key] is not row
        header = Col.SCORER if is_double else _unknown(book, key)
        why = "" if is_double else why_not_used(book, key)
        code = Code.SCORE_NOT_USED_YET if why else Code.SCORE_OF_NOBODY
        yield finding(Code.ROW_DOUBLE if is_double else code, unit=key[1], sheet=TABLE.sheet, **row.spot(header),
                      value=row.text(header), scorer=key[0], criterion=key[2], why=why)  # fmt: skip


def names_scorer(book: Book, criterion: Criterion, scorer: str) -> bool:
    """Whether `Ai chấm` of a criterion names the scorer: by its code, or as a unit among all."""
    if criterion.scorer is Scorer.CROSS:
        return book.unit(scorer) is not None
    return any(fold(share.code) == fold(scorer) for share in criterion.shares if share.code)


def why_not_used(book: Book, key: ScoreKey) -> str:
    """Why nobody's points count in a criterion that names the scorer; empty where it does not."""
    criterion, people = book.criteria.by_code.get(key[2]), scorers_of(book).people
    if criterion is None or book.unit(key[1]) is None or not names_scorer(book, criterion, key[0]):
        return ""
    for share in criterion.shares:
        person = people.get(fold(share.code))
        if share.code and person is None:
            return f"Ai chấm có mã {share.code} nhưng trang Người chấm không có mã ấy"
        if share.percent is None and person is not None and person.weight is None:
            return f"trọng số của người chấm {share.code} chưa đúng"
    invalid = criterion.code in book.criteria.invalid
    return f"tiêu chí {criterion.code} còn lỗi ở trang Tiêu chí" if invalid else ""


def typed_over(book: Book) -> Iterator[Finding]:
    """Scores of workbooks in the place of which somebody typed something else, or cleared it; each owes a reason."""
    for row in rows_of(book, TABLE):
        known, key = known_of(row), key_of(row)
        if not known.key or follows(row, Col.SCORE):
            continue
        typed, other = (_said(text) for text in (row.text(Col.SCORE), known.wrote.get(Col.SCORE, "")))
        yield finding(Code.SCORE_TYPED_OVER, unit=key[1], criterion=key[2], sheet=TABLE.sheet, **row.spot(Col.SCORE),
                      value=row.text(Col.SCORE), who=key[0], typed=typed or BLANK, other=other or BLANK,
                      used=_used(book, row, typed))  # fmt: skip
        if other and follows(row, Col.REASON) and not _is_agreed(book, key):
            yield finding(Code.REASON_MISSING, unit=key[1], criterion=key[2], sheet=TABLE.sheet,
                          **row.spot(Col.REASON), value=row.text(Col.REASON), old=other, new=typed or BLANK,
                          what=f"điểm của người chấm {key[0]}, tiêu chí {key[2]}")  # fmt: skip


def _said(text: str) -> str:
    """A cell's text with a decimal comma where it is a number."""
    try:
        return shown_number(Decimal(text))
    except InvalidOperation:
        return text


def _is_agreed(book: Book, key: ScoreKey) -> bool:
    entry = book.ledger.get(key[1:])
    return entry is not None and not is_blank(entry.typed.score)


def _used(book: Book, row: KeptRow, typed: str) -> str:
    """What counts there now."""
    key = key_of(row)
    if _is_agreed(book, key):
        return "đang dùng Điểm thống nhất"
    if not typed:
        return "ô trống là chưa chấm, chưa có điểm nào được dùng"
    number, criterion = read_number(row.raw(Col.SCORE)).number, book.criteria.by_code.get(key[2])
    fits = number is not None and criterion is not None and abs(number) <= in_points(criterion.max_points)
    return f"đang dùng {typed} trong sổ" if fits else f"{typed} không dùng được"


def _unknown(book: Book, key: ScoreKey) -> str:
    """The header of what the book does not know of a row; the scorer's where all is known but not together."""
    if book.unit(key[1]) is None:
        return Col.UNIT
    return Col.SCORER if key[2] in book.criteria.by_code else Col.CRITERION


def typed_since(book: Book) -> dict[str, list[ScoreChange]]:
    """Scorer → what it gave that the program has not computed with yet."""
    changes: dict[str, list[ScoreChange]] = {}
    for key, row in by_key(book).items():
        old, new = (as_text(seen(row.raw(header))) for header in (Col.SEEN, Col.SCORE))
        if old != new:
            changes.setdefault(key[0], []).append(ScoreChange(*key[1:], old, new))
    return changes


def _look(book: Book) -> Look:
    owed, rows = places(book), by_key(book)
    if not owed:
        told = NOTHING
    else:
        lacking = Counter(one.judge.code for one in owed if is_blank(_score(rows, one)))
        told = "; ".join(f"{code} còn {count} điểm" for code, count in lacking.items())
        told = f"Còn thiếu: {told}."[:250] if told else ""
    return LOOK._replace(dress=lambda drawn: dress(drawn, told))


def _score(rows: Mapping[ScoreKey, KeptRow], one: Place) -> object:
    row = rows.get(one.key)
    return row.raw(Col.SCORE) if row else None


SHEET = KeptSheet(TABLE, _lines, _look, wrong)
