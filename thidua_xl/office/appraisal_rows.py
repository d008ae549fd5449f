"""What a checking form says, put into the rows of `Thẩm định`. What a person typed there is never overwritten."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..domain.office.inputs import Appraised
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, cell_said, is_blank
from ..domain.values.findings import Finding
from ..domain.values.numbers import Points, plain, shown, shown_exactly, stored
from ..domain.values.text import clean
from ..sheets.office import appraisals
from ..sheets.office.appraisals import AppraisalRow, Col
from .book import OfficeBook

_EXACT = 3
"""Decimals that tell any two scores apart."""


@dataclass(frozen=True, slots=True)
class AppraisedEntry:
    """A score that a form holds, with what stands beside it. Scores are signed: deductions negative."""

    unit: str
    criterion: str
    cluster_score: Points
    score: Points
    reason: str
    who: str
    day: datetime.date | None
    file: str
    is_penalty: bool = False
    digits: int = 2

    @property
    def key(self) -> tuple[str, str]:
        """Unit and criterion."""
        return self.unit, self.criterion


@dataclass(frozen=True, slots=True)
class FormRead:
    """A checking form gave scores that are new in the book."""

    unit: str
    file: str
    changes: Sequence[str]

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"Đọc phiếu thẩm định {self.unit} ({self.file}): {'; '.join(self.changes)}."


class MergedAppraisals(NamedTuple):
    """What became of the entries: the forms that were read, and what a person must settle."""

    events: list[FormRead]
    findings: list[Finding]


def merge_appraisals(
    book: OfficeBook, entries: Iterable[AppraisedEntry], given: Mapping[str, Sequence[str]]
) -> MergedAppraisals:
    """Put the entries into the book's rows.

    A value that the program itself read from a form earlier gives way to what the form says now; one that a
    person typed stays, and the difference is found.

    Args:
        book: its rows and its memory are changed.
        entries: at most one for each unit and criterion.
        given: unit → the criteria for which its form holds any score, for every form that is filled in.
    """
    rows = {(row.meant.unit, row.meant.criterion): row for row in book.appraisals if row.meant}
    read: dict[tuple[str, str], list[str]] = {}
    differing: list[tuple[AppraisalRow, AppraisedEntry]] = []
    for entry in entries:
        row = rows.get(entry.key)
        if row is None:
            row = rows[entry.key] = _new_row(entry)
            book.appraisals.append(row)
        before, old = _standing(row, Col.SCORE), row.meant.score if row.meant else None
        if not _take(book, row, entry, Col.SCORE):
            differing.append((row, entry))
            continue
        for header in (Col.CLUSTER_SCORE, Col.REASON, Col.APPRAISED_BY, Col.DAY):
            _take(book, row, entry, header)
        after = _standing(row, Col.SCORE)
        if before != after:
            read.setdefault((entry.unit, entry.file), []).append(_change(entry, old))
    findings = [_differs(row, shown(entry.score, entry.digits), entry.file) for row, entry in differing]
    findings += [_differs(row, "trống", "của đơn vị") for row in _withdrawn(book, rows, given)]
    return MergedAppraisals([FormRead(*form, changes) for form, changes in read.items()], findings)


def _new_row(entry: AppraisedEntry) -> AppraisalRow:
    raw: dict[str, object] = dict.fromkeys(appraisals.HEADERS)
    raw[Col.UNIT], raw[Col.CRITERION] = entry.unit, entry.criterion
    return AppraisalRow(raw, meant=Appraised(*entry.key, None, None))


def _take(book: OfficeBook, row: AppraisalRow, entry: AppraisedEntry, header: str) -> bool:
    """Whether the cell says what the form says; False where a person's own value stands there."""
    value, text = _offered(entry, header)
    key = _memory_key(entry.key, header)
    standing = _standing(row, header)
    if not text:
        return True
    if (
        header in (Col.SCORE, Col.CLUSTER_SCORE) and entry.is_penalty
    ):  # people leave out the sign of a deduction
        standing_alike = standing.removeprefix("-") == text.removeprefix("-")
    else:
        standing_alike = standing == text
    if not standing_alike and standing not in ("", book.memory.get(key)):
        return False
    if not standing_alike:
        row.raw[header] = value
        _understand(row, header, entry)
    book.memory[key] = _standing(row, header)
    return True


def _offered(entry: AppraisedEntry, header: str) -> tuple[object, str]:
    """The cell's value and its text by the form; nothing where the form is blank."""
    if header in (Col.SCORE, Col.CLUSTER_SCORE):
        points = entry.score if header == Col.SCORE else entry.cluster_score
        return stored(points), plain(points, _EXACT)
    if header == Col.DAY:
        return entry.day, entry.day.isoformat() if entry.day else ""
    text = entry.reason if header == Col.REASON else entry.who
    return text, text


def _standing(row: AppraisalRow, header: str) -> str:
    """What stands in the row, comparable with what a form says."""
    raw, meant = row.raw.get(header), row.meant
    if is_blank(raw) or meant is None:
        return ""
    if header in (Col.SCORE, Col.CLUSTER_SCORE):
        points = meant.score if header == Col.SCORE else meant.cluster_score
        return as_text(raw) if points is None else plain(points, _EXACT)
    if header == Col.DAY:
        return row.day.isoformat() if row.day else as_text(raw)
    return clean(as_text(raw))


def _understand(row: AppraisalRow, header: str, entry: AppraisedEntry) -> None:
    """The row's meaning after one of its cells was filled in."""
    old = row.meant
    assert old is not None
    row.day = entry.day if header == Col.DAY else row.day
    row.meant = Appraised(
        old.unit,
        old.criterion,
        entry.cluster_score if header == Col.CLUSTER_SCORE else old.cluster_score,
        entry.score if header == Col.SCORE else old.score,
        entry.reason if header == Col.REASON else old.reason,
    )


def _memory_key(key: tuple[str, str], header: str) -> str:
    said = f"{appraisals.TABLE.sheet} {key[0]} {key[1]}"
    return said if header == Col.SCORE else f"{said} · {header}"


def _change(entry: AppraisedEntry, old: Points | None) -> str:
    was = "" if old is None else f"{shown_exactly(old, entry.digits)} → "
    return f"{entry.criterion}: {was}{shown(entry.score, entry.digits)}"


def _withdrawn(
    book: OfficeBook, rows: Mapping[tuple[str, str], AppraisalRow], given: Mapping[str, Sequence[str]]
) -> list[AppraisalRow]:
    """Rows once read from a form that is filled in and holds nothing there any more: blank never deletes."""
    return [
        row for key, row in rows.items()
        if key[0] in given and key[1] not in given[key[0]]
        and (standing := _standing(row, Col.SCORE)) and standing == book.memory.get(_memory_key(key, Col.SCORE))
    ]  # fmt: skip


def _differs(row: AppraisalRow, expected: str, file: str) -> Finding:
    assert row.meant is not None
    value = cell_said(row.raw[Col.SCORE])
    return row.meant.found(Code.APPRAISAL_DIFFERS, Col.SCORE, value, expected=expected, file=file)
