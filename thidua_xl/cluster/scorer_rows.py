"""Rows of a scorer's workbook: those that count, and what is wrong with those that do not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..domain.values.numbers import THOUSANDTHS, typed_number
from ..domain.values.reworded import Words, reworded
from ..domain.values.text import fold
from ..scorecard.scorer_alone import why_nobodys
from ..scorecard.scorer_form import ScorerForm, ScorerRow
from ..sheets.form.scorer_sheet import Col
from .book import Book
from .kept.given_findings import is_typed_in, names_scorer, why_not_used
from .kept.given_scores import Place

Pair = tuple[str, str]
"""Unit and criterion."""


class _Beside(NamedTuple):
    """A code of a line, and what is printed beside it."""

    header: str
    code: str
    said: str


class Lines(NamedTuple):
    """The lines of a workbook, told apart."""

    counting: Mapping[Pair, ScorerRow]
    """By unit and criterion; none of which nobody can say what is meant: twice there, another's name, another scale."""
    mixed: Mapping[int, tuple[_Beside, str]]
    """By line (0-based): the code that does not fit what is printed beside it, with what the book says of it."""
    scaled: Mapping[int, Decimal]
    """By line (0-based): what its criterion is worth, where the file prints another maximum beside it."""


def lines_in(book: Book, form: ScorerForm) -> Lines:
    """The lines that count, those that name another and those that were given on another scale."""
    counts = Counter((line.unit, line.criterion) for line in form.rows)
    mixed, scaled = _mixed(book, form), _scaled(book, form)
    counting = {
        key: line
        for line in form.rows
        if counts[key := (line.unit, line.criterion)] == 1 and line.line not in {*mixed, *scaled}
    }
    return Lines(counting, mixed, scaled)


def wrong_lines(book: Book, form: ScorerForm, lines: Lines, own: Mapping[Pair, Place]) -> Iterator[Finding]:
    """Lines with a score that the scorer does not owe or that name another, and lines that stand twice."""
    seen: set[Pair] = set()
    for line in form.rows:
        key = (line.unit, line.criterion)
        is_mixed = line.line in lines.mixed
        if is_mixed and not is_blank(line.score):
            yield _mixed_up(form, line, *lines.mixed[line.line])
        elif (
            key in own
            and line.line in lines.scaled
            and not (is_blank(line.score) or is_typed_in(book, own[key].key))
        ):
            yield _other_scale(form, line, lines.scaled[line.line])
        if key in own and key in seen:
            yield reworded(_at(form, line, Code.CRITERION_DOUBLE, line.criterion), Words.TWICE_FOR_UNIT)
        elif key not in own and not is_mixed and not is_blank(line.score):
            yield _stray(book, form, line)
        seen.add(key)
    yield from _renamed(book, form)


def _mixed(book: Book, form: ScorerForm) -> dict[int, tuple[_Beside, str]]:
    """The lines (0-based) whose code does not fit what is printed beside it, with what the book says of the code."""
    found: dict[int, tuple[_Beside, str]] = {}
    for names in (_units(book, form), _criteria(book, form)):
        for line, one in names.lines.items():
            if names.is_others(one):
                found.setdefault(line, (one, names.known[one.code]))
    return found


def _scaled(book: Book, form: ScorerForm) -> dict[int, Decimal]:
    """The lines (0-based) whose printed maximum is not that of the criteria from which the file was made."""
    criteria = book.versions.get(form.meta.get("criteria", ""), book.criteria).by_code
    found: dict[int, Decimal] = {}
    for line in form.rows:
        known = criteria.get(line.criterion)
        if known is None or is_blank(line.maximum):
            continue
        limit = Decimal(known.max_points) / THOUSANDTHS
        if read_number(line.maximum, limit=limit).number != limit:
            found[line.line] = limit
    return found


def _units(book: Book, form: ScorerForm) -> "_Names":
    lines = {one.line: _Beside(Col.UNIT, one.unit, one.name) for one in form.rows}
    return _Names({unit.code: unit.name for unit in book.units}, lines)


def _criteria(book: Book, form: ScorerForm) -> "_Names":
    lines = {one.line: _Beside(Col.CRITERION, one.criterion, one.text) for one in form.rows}
    return _Names({one.code: one.text for one in book.criteria.scored}, lines)


class _Names:
    """What the book calls its codes, and what the lines of a file print beside them."""

    def __init__(self, known: Mapping[str, str], lines: Mapping[int, _Beside]) -> None:
        self.known, self.lines = known, lines
        self._folded = {code: fold(name) for code, name in known.items()}
        self._said: dict[str, set[str]] = {}
        for one in lines.values():
            self._said.setdefault(one.code, set()).add(fold(one.said))

    def is_others(self, one: _Beside) -> bool:
        """Whether a line bears a name that its code neither has nor had when the file was issued."""
        return self._differs(one) and not self.is_former(one)

    def is_former(self, one: _Beside) -> bool:
        """Whether the code was renamed since: its name of today is nowhere in the file, the other one nobody's."""
        said = fold(one.said)
        printed = [name for names in self._said.values() for name in names]
        alone = self._said[one.code] == {said} and printed.count(said) == 1
        unknown = said not in self._folded.values() and self._folded.get(one.code) not in printed
        return self._differs(one) and alone and unknown

    def _differs(self, one: _Beside) -> bool:
        name, said = self._folded.get(one.code), fold(one.said)
        return name is not None and bool(said) and said != name


def _renamed(book: Book, form: ScorerForm) -> Iterator[Finding]:
    """Units that the book calls otherwise than the file: one warning for each."""
    names, told = _units(book, form), set[str]()
    for line, one in names.lines.items():
        if one.code not in told and names.is_former(one):
            told.add(one.code)
            yield finding(Code.UNIT_NAME_DIFFERS, unit=one.code, file=form.file, sheet=form.sheet,
                          cell=form.place.cell(line, Col.UNIT_NAME), value=one.said,
                          expected=names.known[one.code])  # fmt: skip


def _mixed_up(form: ScorerForm, line: ScorerRow, one: _Beside, expected: str) -> Finding:
    """A code that stands beside another's name, at the code."""
    return finding(Code.SCORER_ROW_MIXED, unit=line.unit, criterion=line.criterion, file=form.file, sheet=form.sheet,
                   cell=form.place.cell(line.line, one.header), value=one.code, said=one.said, expected=expected,
                   score=_said(line), scorer=form.scorer)  # fmt: skip


def _other_scale(form: ScorerForm, line: ScorerRow, limit: Decimal) -> Finding:
    """A printed maximum that is not the criterion's, at that maximum."""
    printed = read_number(line.maximum, limit=limit).number
    return finding(Code.SCORER_MAXIMUM_CHANGED, unit=line.unit, criterion=line.criterion, file=form.file,
                   sheet=form.sheet, cell=form.place.cell(line.line, Col.MAXIMUM),
                   value=as_text(line.maximum) if printed is None else printed,
                   limit=limit, score=_said(line), scorer=form.scorer)  # fmt: skip


def _stray(book: Book, form: ScorerForm, line: ScorerRow) -> Finding:
    """A score that the scorer does not owe: its fault, or of what the book has changed since the form was issued."""
    why = _never_owed(book, form, line)
    if why:
        return _at(form, line, Code.SCORER_ROW_STRAY, line.typed, why=why)
    why = why_not_used(book, (form.scorer, line.unit, line.criterion))
    return _at(form, line, Code.SCORE_NOT_USED_YET if why else Code.SCORE_OF_NOBODY, line.typed, why=why)


def _never_owed(book: Book, form: ScorerForm, line: ScorerRow) -> str:
    """Why no form of this scorer ever asked for the score; empty where an earlier state of the book may have."""
    if why := why_nobodys(form, line):
        return why
    if book.unit(line.unit) is None and all(one.unit != line.unit for one in book.issued):
        return f"mã đơn vị {line.unit} không có ở trang Đơn vị"
    if form.meta.get("criteria", "") != book.criteria.fingerprint:
        return ""
    criterion = book.criteria.by_code.get(line.criterion)
    if criterion is None or not names_scorer(book, criterion, form.scorer):
        return f"người chấm {form.scorer} không chấm tiêu chí {line.criterion}"
    return ""


def _said(line: ScorerRow) -> str:
    """The score as a sentence says it."""
    return typed_number(line.typed) if isinstance(line.typed, Decimal) else line.typed


def _at(form: ScorerForm, line: ScorerRow, code: Code, value: Decimal | str, why: str = "") -> Finding:
    """A finding at the score of a line."""
    return finding(code, unit=line.unit, criterion=line.criterion, file=form.file, sheet=form.sheet,
                   cell=form.place.cell(line.line, Col.SCORE), value=value, scorer=form.scorer, why=why)  # fmt: skip
