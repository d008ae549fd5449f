"""Mã niêm phong: a hash over what a closed book says. Values, not formats; no file, no clock.

Every part is a list of lines, one a unit, criterion, file …, each line the JSON of its values as a reader sees
them, sorted: saving by another program, sorting, colours and widths change nothing, a changed value does. The
seal is the SHA-256 over the names and hashes of the parts, so that `verify` can name the part that changed.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from ..domain.scoring.criteria import Criterion
from ..domain.scoring.groups import grouping_of
from ..domain.scoring.scores import Origin, capped, percent_of
from ..domain.scoring.settings import Settings
from ..domain.values.cells import as_text, is_blank
from ..domain.values.numbers import Points
from ..sheets.cluster import (
    agreed,
    conditions,
    election,
    given_scores,
    midyear,
    registrations,
    scorers,
    violations,
)
from ..sheets.cluster.agreed import NO_FIGURES
from ..sheets.criteria import Col, values_of
from ..sheets.hidden import SEAL
from ..sheets.journal import JournalRow
from .assess import Assessment
from .book import Book
from .kept.by_criterion import key_of
from .kept.given_scores import key_of as given_key
from .kept.kept_sheet import rows_of
from .row_keys import scored_keys

VERSION = "thidua-xl/seal/1"
SETTINGS = (
    "year", "cluster", "name", "head", "deputy", "superior", "meeting", "conference", "basis", "digits", "ceiling",
    "ties", "majority",
)  # fmt: skip
"""The settings that a result rests on; who signs and what is quoted may still change on the papers."""
LATER = ("always_voted", "awards", "step", "vacant", "classes", "drops_ends", "tie_order")
"""The same, of which earlier books knew nothing: a seal of theirs holds on."""
_USUAL = Settings()

Parts = Mapping[str, str]
"""Name of a part, as a reader knows it → SHA-256 of its lines."""


def parts_of(book: Book, outcome: Assessment, journal_head: str) -> Parts:
    """The hashes of everything that the seal covers.

    Args:
        book: as read.
        outcome: what it amounts to.
        journal_head: the hash of the last row of the journal before the book was closed.
    """
    lines: dict[str, Iterable[Sequence[object]]] = {
        "Cụm": _settings(book.settings),
        "Đơn vị": [
            (u.code, u.name, u.eligibility.value, u.reason, *([u.group] if u.group else []))
            for u in book.units
        ],
        "Tiêu chí": [_criterion(row) for row in book.criteria.rows],
        "Tiếp nhận": [
            (r.sha256, r.file, r.unit or r.scorer, r.status.value, r.decision.value, r.assigned_to)
            for r in book.receipts
        ],
        "Thống nhất điểm": _ledger(book),
        "Suy tôn": [
            (code, *row.sealed) for code, row in book.proclaimed.items() if not all(map(is_blank, row.typed))
        ],
        "Bỏ phiếu": list(book.ballots.said.items()),
        **_election(book),
        **_promises(book),
        **_conditions(book),
        **_scorers(book),
        "Điểm tính": [(*key, score.points, score.counts) for key, score in outcome.scores.items()],
        "Tổng hợp": [
            (
                t.unit.code,
                self_side(book, outcome, t.unit.code),
                t.agreed_total,
                t.max_total,
                percent_of(t.agreed_total, t.max_total, book.settings),
            )
            for t in outcome.totals
        ],
        "Xếp hạng": [
            (s.code, s.rank, s.place, s.status.value, s.nominee, *s.tied_with, *_class(s.grading.shown))
            for s in outcome.standings.standings
        ],
        "Nhật ký": [(journal_head,)],
    }
    return {name: _hash(map(_line, rows)) for name, rows in lines.items()}


def _settings(settings: Settings) -> list[tuple[str, object]]:
    """The settings; those that earlier books did not have, where somebody chose otherwise than those did."""
    differing = (name for name in LATER if getattr(settings, name) != getattr(_USUAL, name))
    chosen = [(name, str(getattr(settings, name))) for name in differing]
    return [*((name, getattr(settings, name)) for name in SETTINGS), *chosen]


def _class(name: str) -> list[str]:
    """A class where there is one, of which earlier books knew nothing."""
    return [f"Xếp loại: {name}"] if name else []


def _election(book: Book) -> dict[str, Iterable[Sequence[object]]]:
    """What was typed there; no part of a book in which nobody was elected, as those of earlier versions are."""
    said = book.election.said
    return {election.TABLE.sheet: list(said.items())} if said else {}


def _criterion(row: Criterion) -> tuple[object, ...]:
    """Its cells; a common target, groups where they are set, of which earlier books knew nothing."""
    values = values_of(row)
    later = (values.pop(Col.COMMON_TARGET), values.pop(Col.GROUPS))
    return (*values.values(), *(value for value in later if value is not None))


def _promises(book: Book) -> dict[str, Iterable[Sequence[object]]]:
    """What was registered and reported at mid-year; no part of a book in which nothing of it stands."""
    parts: dict[str, Iterable[Sequence[object]]] = {}
    for table in (registrations.TABLE, midyear.TABLE):
        typed = [column.header for column in table.columns if column.typed]
        rows = [(*key_of(row), *map(row.raw, typed)) for row in rows_of(book, table)
                if not all(is_blank(row.raw(header)) for header in typed)]  # fmt: skip
        if rows:
            parts[table.sheet] = rows
    return parts


def _conditions(book: Book) -> dict[str, Iterable[Sequence[object]]]:
    """What keeps something from units; no part of a book in which nothing does."""
    tables = (conditions.TABLE, violations.TABLE)
    typed = {table.sheet: [[row.raw(column.header) for column in table.columns] for row in rows_of(book, table)]
             for table in tables}  # fmt: skip
    return {sheet: rows for sheet, rows in typed.items() if rows}


def _scorers(book: Book) -> dict[str, Iterable[Sequence[object]]]:
    """Who scores and what they gave; no part of a book in which nothing of it stands."""
    parts: dict[str, Iterable[Sequence[object]]] = {}
    people = [
        [row.raw(column.header) for column in scorers.TABLE.columns] for row in rows_of(book, scorers.TABLE)
    ]
    given = [(*given_key(row), *typed) for row in rows_of(book, given_scores.TABLE)
             if not all(map(is_blank, typed := [row.raw(header) for header in given_scores.TYPED]))]  # fmt: skip
    for table, rows in ((scorers.TABLE, people), (given_scores.TABLE, given)):
        if rows:
            parts[table.sheet] = rows
    return parts


def _ledger(book: Book) -> list[Sequence[object]]:
    """What was received for the units and criteria of the book, and whatever people typed."""
    known = set(scored_keys(book))
    rows: list[Sequence[object]] = []
    for key, entry in book.ledger.items():
        received = entry.received if key in known else NO_FIGURES
        if not all(map(is_blank, (*received, *entry.typed))):
            told = [entry.explanation] if key in known and entry.explanation else []
            if key in known and entry.evidence:  # earlier books took none from the forms
                told.append(f"{agreed.Col.EVIDENCE}: {entry.evidence}")
            rows.append((*key, *received, *entry.typed, *told))
    rows += [("", one.unit, one.criterion, *one.typed) for one in book.doubles if one.has_typed]
    return rows


def self_side(book: Book, outcome: Assessment, unit: str) -> Points:
    """The self total as the first books and seals had it: with confirmed không giao in the place of what was typed."""
    own = {criterion.code: outcome.scores[unit, criterion.code] for criterion in book.criteria.scored}
    shares = {
        code: score.granted if score.origin is Origin.NOT_ASSIGNED else score.self_points
        for code, score in own.items()
    }
    told = {code: share for code, share in shares.items() if share is not None}
    return capped(grouping_of(book.criteria, book.settings.digits).total(told), book.settings)


def _line(values: Sequence[object]) -> str:
    return json.dumps([as_text(value) for value in values], ensure_ascii=False)


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def seal_of(parts: Parts) -> str:
    """The seal over all parts: 64 hexadecimal digits."""
    return _hash([VERSION, *(f"{name}={value}" for name, value in parts.items())])


def noted(parts: Parts) -> str:
    """The parts in short, as `_meta` keeps them."""
    return "; ".join(f"{name}={value[:16]}" for name, value in parts.items())


def changed_parts(note: str, parts: Parts) -> list[str]:
    """The names of the parts that are not what was noted."""
    before = dict(piece.rpartition("=")[::2] for piece in note.split("; "))
    gone = [name for name in before if name and name not in parts]
    return [*(name for name, value in parts.items() if before.get(name) != value[:16]), *gone]


def grouped(mark: str) -> str:
    """The first 16 digits in groups of four, as people compare them on paper."""
    return " ".join(mark[at : at + 4] for at in range(0, 16, 4))


def printed(meta: Mapping[str, str], journal: Sequence[JournalRow]) -> str:
    """The line on `Xếp hạng`: the seal while the book is closed, and the last hash of the journal."""
    told = [f"Mã niêm phong: {grouped(meta[SEAL])}"] if meta.get(SEAL) else []
    told += [f"Mã Nhật ký: {grouped(journal[-1].hash)}"] if journal else []
    return " · ".join(told)
