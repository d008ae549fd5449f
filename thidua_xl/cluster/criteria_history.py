"""What changed in the criteria since the last run joins `Thay đổi tiêu chí`; renamed codes take along what is theirs.

A version keeps the wording of the last run: a changed word is told, and changes no fingerprint.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import clock
from ..domain.scoring.criteria import Criteria, Criterion
from ..domain.scoring.scores import Key
from ..domain.values.numbers import in_points, shown_number
from ..domain.values.text import fold
from ..domain.year.stages import Stage
from ..sheets.cluster import midyear, registrations
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.criteria_changes import TABLE, Col, Kind
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import OF_SCORERS
from ..sheets.kept import KeptRow
from ..sheets.table import Table
from .book import Book
from .kept import given_scores
from .kept.by_criterion import by_key, has_typed
from .kept.criteria_changes import renamed
from .kept.stage_rows import units_of_stage

_CRITERIA, _RENAMED = "criteria", "renamed"


class Change(NamedTuple):
    """One thing that changed in a criterion."""

    code: str
    kind: Kind
    before: str = ""
    after: str = ""


def note_changes(book: Book) -> None:
    """Add a row for everything that is otherwise than in the last run, once forms went out."""
    before = book.versions.get(book.meta.get(_CRITERIA, ""))
    if before is None or not book.issued:
        return
    changes = list(changed(before, book.criteria))
    if not changes:
        return
    when, counts = clock.timestamp(clock.now()), _counts(book)
    book.kept.setdefault(TABLE.sheet, []).extend(
        KeptRow(-1, {Col.WHEN: when, Col.CODE: one.code, Col.CHANGE: one.kind.value, Col.BEFORE: one.before or None,
                     Col.AFTER: one.after or None, **counts})
        for one in changes
    )  # fmt: skip
    book.versions[book.criteria.fingerprint] = book.criteria


def _counts(book: Book) -> dict[str, object]:
    """What rests on the criteria as they were: forms out and back, units that have registered."""
    mark = book.criteria.fingerprint
    is_scale = book.meta.get(_CRITERIA) != mark
    issued = {
        (line.unit, line.stage) for line in book.issued
        if line.stage != OF_SCORERS and not (is_scale and line.criteria == mark)
    }  # fmt: skip
    accepted = (one for one in book.receipts if one.status is FileStatus.ACCEPTED and not one.scorer)
    received = {(one.unit, one.stage) for one in accepted}
    return {
        Col.ISSUED: len(issued),
        Col.RECEIVED: len(received),
        Col.REGISTERED: len(units_of_stage(book, Stage.REGISTER)),
    }


def changed(before: Criteria, now: Criteria) -> Iterator[Change]:
    """Everything that changed, in the order of the present criteria, what is gone at the end."""
    moved = _same_wording(before, now)
    came_from = {new: old for old, new in moved.items()}
    for row in now.rows:
        old = before.by_code.get(came_from.get(row.code, row.code))
        if old is None:
            yield Change(row.code, Kind.ADDED, "", _named(row))
            continue
        if old.code != row.code:
            yield Change(old.code, Kind.RENAMED, old.code, row.code)
        yield from _differences(old, row)
    for row in before.rows:
        if row.code not in now.by_code and row.code not in moved:
            yield Change(row.code, Kind.DROPPED, _named(row), "")


def _same_wording(before: Criteria, now: Criteria) -> Mapping[str, str]:
    """Vanished code → new code of the same wording, where each is the only one."""
    gone = _by_wording([row for row in before.rows if row.code not in now.by_code])
    new = _by_wording([row for row in now.rows if row.code not in before.by_code])
    return {
        rows[0].code: new[text][0].code for text, rows in gone.items()
        if text and len(rows) == len(new.get(text, ())) == 1 and rows[0].is_section == new[text][0].is_section
    }  # fmt: skip


def _by_wording(rows: Sequence[Criterion]) -> dict[str, list[Criterion]]:
    found: dict[str, list[Criterion]] = {}
    for row in rows:
        found.setdefault(fold(row.text), []).append(row)
    return found


def _differences(old: Criterion, new: Criterion) -> Iterator[Change]:
    for kind, was, now in _aspects(old, new):
        if fold(was) != fold(now):
            yield Change(new.code, kind, was, now)


def _aspects(old: Criterion, new: Criterion) -> Iterator[tuple[Kind, str, str]]:
    """What of a criterion may change, before and after, as people read it."""
    if not (old.is_section and new.is_section):
        yield Kind.METHOD, old.kind.value, new.kind.value
        yield Kind.MAXIMUM, _points(old), _points(new)
    if not (old.is_section or new.is_section):
        yield Kind.METHOD, old.method.value, new.method.value
    yield Kind.PARAMETER, old.parameter, new.parameter
    yield Kind.SCORER, old.who, new.who
    yield Kind.WHEN_NOT_ASSIGNED, old.when_not_assigned.value, new.when_not_assigned.value
    yield Kind.WORDING, old.text, new.text
    yield Kind.WORDING, _measured(old), _measured(new)


def _points(row: Criterion) -> str:
    return shown_number(in_points(row.max_points))


def _named(row: Criterion) -> str:
    return row.text if row.is_section else f"{row.text} ({_points(row)} điểm)"


def _measured(row: Criterion) -> str:
    return f"đơn vị tính: {row.measure}" if row.measure else ""


# --- renamed codes ---------------------------------------------------------------------------------


def are_renamed(book: Book) -> bool:
    """Whether a person said since the last run which code goes over to which."""
    return _said(book) != book.meta.get(_RENAMED, "")


def _said(book: Book) -> str:
    return ";".join(f"{old}={new}" for old, new in renamed(book).items())


def follow_renames(book: Book) -> None:
    """Targets, results of June and what was agreed go over to the new codes, where nothing is typed there yet."""
    codes = renamed(book)
    for table in (registrations.TABLE, midyear.TABLE) if codes else ():
        _follow(book, table, codes)
    if codes:
        _follow_scores(book, codes)
    for key, entry in list(book.ledger.items()) if codes else ():
        if key[1] in codes and entry.has_typed:
            _agree_there(book, entry, (key[0], codes[key[1]]))
    if codes or _RENAMED in book.meta:
        book.meta = {**book.meta, _RENAMED: _said(book)}


def _follow(book: Book, table: Table, codes: Mapping[str, str]) -> None:
    rows = by_key(book, table)
    for (unit, code), row in list(rows.items()):
        new = (unit, codes.get(code, ""))
        there = rows.get(new)
        if code not in codes or not has_typed(row, table) or (there and has_typed(there, table)):
            continue
        row.cells[registrations.Col.CRITERION] = new[1]
        book.kept[table.sheet] = [one for one in book.kept[table.sheet] if one is not there]
        rows[new] = row


def _follow_scores(book: Book, codes: Mapping[str, str]) -> None:
    """What scorers gave goes over, too, where they have given nothing there yet."""
    rows, given_up = given_scores.by_key(book), set[int]()
    for (scorer, unit, code), row in list(rows.items()):
        there = rows.get((scorer, unit, codes.get(code, "")))
        if code not in codes or not given_scores.is_typed(row) or (there and given_scores.is_typed(there)):
            continue
        row.cells[given_scores.Col.CRITERION] = codes[code]
        given_up.add(id(there))
    sheet = given_scores.TABLE.sheet
    book.kept[sheet] = [one for one in book.kept[sheet] if id(one) not in given_up]


def _agree_there(book: Book, entry: LedgerRow, key: Key) -> None:
    there = book.ledger.get(key) or LedgerRow(*key)
    if there.has_typed:
        return
    del book.ledger[entry.unit, entry.criterion]
    book.ledger[key] = replace(there, typed=entry.typed)
