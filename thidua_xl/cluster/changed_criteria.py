"""Tiêu chí đã đổi: the criteria as they are now against those that forms were issued and received under.

A scale changed after forms went out is told by its cause: one finding a changed criterion, one line of the journal.
It stays told for as long as the form of any unit rests on the old scale and nobody has settled that: until a form
made from the present criteria counts for the unit, or a person chose `Dùng file này` for the old one (its scores are
carried over), set it aside, or scored the unit on paper. Wording is free: it is no part of the fingerprint.

`_meta` names the criteria of the last run; its rows are kept in `_tieu_chi` beside those that were issued.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from ..bookkeeping.happened import Happened
from ..domain.scoring.criteria import Criteria, Criterion, meaning
from ..domain.scoring.scores import parameters_of
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import as_shown, shown_number
from ..domain.year.stages import Stage
from ..sheets.cluster.receipts import FileDecision, FileStatus
from ..sheets.criteria import TABLE, Col, values_of
from ..sheets.table import find_table, rows_of
from .book import Book
from .criteria_history import follow_renames, note_changes
from .happened import CriteriaChanged

_MEANT = (Col.KIND, Col.MAXIMUM, Col.METHOD, Col.PARAMETER, Col.SCORER, Col.WHEN_NOT_ASSIGNED, Col.GROUPS)
_KEY = "criteria"


def is_stale(book: Book) -> bool:
    """Whether what the book holds was computed by other criteria than stand in it now."""
    return book.meta.get(_KEY, "") not in ("", book.criteria.fingerprint)


def adopt(book: Book) -> list[Happened]:
    """Take the criteria as they are for those of this run; that they were others before, where they were.

    What changed is added to `Thay đổi tiêu chí`, and codes that a person renamed there take along what is theirs.
    """
    note_changes(book)
    follow_renames(book)
    if not is_stale(book):
        return []
    before = book.versions.get(book.meta[_KEY])
    changed = changes(before, book.criteria) if before else {}
    book.meta = {**book.meta, _KEY: book.criteria.fingerprint}
    if book.versions:  # forms went out, or somebody is ranked: the next change is told against this one
        book.versions.setdefault(book.criteria.fingerprint, book.criteria)
    return [CriteriaChanged(changed)] if changed else []


def changes(before: Criteria, now: Criteria) -> dict[str, str]:
    """What changed in each criterion (`Điểm tối đa 15 → 14`), by code, in the order of the book."""
    codes = [
        *(row.code for row in now.rows),
        *(row.code for row in before.rows if row.code not in now.by_code),
    ]
    told = {code: _change(before.by_code.get(code), now.by_code.get(code)) for code in codes}
    return {code: what for code, what in told.items() if what}


def _change(old: Criterion | None, new: Criterion | None) -> str:
    if old is None or new is None:
        return "mới thêm" if old is None else "đã bỏ"
    if meaning(old) == meaning(new):
        return ""
    was, now = _shown(old), _shown(new)
    skipped = Col.MAXIMUM if old.is_section and new.is_section else ""  # a sum, told by what it sums
    return ", ".join(
        f"{header} {was[header]} → {now[header]}"
        for header in _MEANT
        if was[header] != now[header] and header != skipped
    )


def _shown(row: Criterion) -> dict[str, str]:
    """The fields that decide scores, as people read them."""
    values = values_of(row)
    return {header: _word(values.get(header)) for header in _MEANT}


def _word(value: object) -> str:
    if isinstance(value, int | float):
        return shown_number(as_shown(value))
    return str(value) if value else "(trống)"


# --- what rests on the old ones ------------------------------------------------------------------


def old_forms(book: Book, noted: Sequence[Finding], settled: Collection[str]) -> Iterator[Finding]:
    """A finding for every criterion that is another now than in forms of units that are not `settled`.

    Args:
        book: as it is.
        noted: what was found in files: those of old criteria are counted as received.
        settled: units whose scores stand, by a form that counts or on paper.
    """
    if not book.criteria.any_by_unit:
        return  # no form is due
    issued = _issued(book, noted, settled)
    received = _received(book, noted)
    by_code: dict[str, list[str]] = {}
    marks = sorted({*issued, *received}) if issued else []
    for mark in marks:
        for code, what in changes(book.versions[mark], book.criteria).items():
            by_code.setdefault(code, []).append(what)
    for code, told in by_code.items():
        other = [mark for mark in marks if code in changes(book.versions[mark], book.criteria)]
        units = {unit for mark in other for unit in issued.get(mark, ())}
        files = sum(received.get(mark, 0) for mark in other)
        yield _found(book, code, " hoặc ".join(sorted(set(told))), len(units), files)


def _issued(book: Book, noted: Sequence[Finding], settled: Collection[str]) -> Mapping[str, set[str]]:
    """Version → units whose form was made from it and that are not settled."""
    waiting = {one.unit for one in noted if one.code is Code.OLD_CRITERIA}
    last = {line.unit: line.criteria for line in book.issued_at(Stage.YEAREND)}
    found: dict[str, set[str]] = {}
    for line in book.issued_at(Stage.YEAREND):
        unit = book.unit(line.unit)
        is_open = line.unit in waiting or last[line.unit] != book.criteria.fingerprint
        if unit is None or unit.is_excluded or line.unit in settled or not is_open:
            continue
        if line.criteria != book.criteria.fingerprint and line.criteria in book.versions:
            found.setdefault(line.criteria, set()).add(line.unit)
    return found


def _received(book: Book, noted: Sequence[Finding]) -> Mapping[str, int]:
    """Version → how many files were received that were made from it and are not decided about."""
    found: dict[str, int] = {}
    for one in noted:
        if one.code is Code.OLD_CRITERIA and one.value in book.versions:
            found[one.value] = found.get(one.value, 0) + 1
    if is_stale(book) and book.meta[_KEY] in book.versions:  # not read again since: they still count
        counted = sum(r.status is FileStatus.ACCEPTED for r in book.forms(Stage.YEAREND))
        found[book.meta[_KEY]] = found.get(book.meta[_KEY], 0) + counted
    return found


def settled_units(book: Book, accepted: Collection[str], typed: Collection[str]) -> set[str]:
    """Units whose scores do not wait for a form of the present criteria."""
    if not is_stale(book):
        return {*accepted, *typed}
    chosen = {
        r.unit
        for r in book.forms(Stage.YEAREND)
        if r.status is FileStatus.ACCEPTED and r.decision is FileDecision.USE
    }
    return {*typed, *chosen}


def cell_of(book: Book, code: str) -> str:
    """The A1 address of a criterion's code; empty where the table has it no more."""
    grid = book.file.grids.get(TABLE.sheet)
    place = find_table(grid, TABLE) if grid else None
    rows = rows_of(grid, place.placement) if grid and place else ()
    return next((row.cell(Col.CODE) for row in rows if row.text(Col.CODE) == code), "")


def _found(book: Book, code: str, changed: str, issued: int, received: int) -> Finding:
    cell = cell_of(book, code)
    return finding(
        Code.CRITERIA_CHANGED, criterion=code, sheet=TABLE.sheet, cell=cell, value=code if cell else "",
        changes=changed, issued=issued, received=received,
    )  # fmt: skip


def since_last_run(book: Book, told: Sequence[Finding]) -> Iterator[Finding]:
    """What changed since the book was computed and is not among the findings `told`, once forms went out."""
    if not book.issued:
        return
    before = book.versions.get(book.meta.get(_KEY, "")) if is_stale(book) else None
    said = {one.criterion for one in told if one.code is Code.CRITERIA_CHANGED}
    for code, what in changes(before, book.criteria).items() if before else ():
        if code not in said:
            yield _found(book, code, what, 0, 0)


# --- the book as it was computed -------------------------------------------------------------------


def as_last_run(book: Book) -> bool:
    """Give the book the criteria that its results were computed by, worded as now; whether they are still known.

    What was tampered with is found under them; the change itself is told by its own findings.
    """
    before = book.versions.get(book.meta.get(_KEY, ""))
    if before is None:
        return False
    book.criteria = Criteria(tuple(_worded(row, book.criteria.by_code.get(row.code)) for row in before.rows))
    book.parameters = parameters_of(book.criteria)
    return True


def _worded(row: Criterion, now: Criterion | None) -> Criterion:
    if now is None:
        return row
    return replace(row, number=now.number, text=now.text, measure=now.measure, note=now.note)
