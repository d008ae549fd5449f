"""What scorers' workbooks say, put into `Điểm người chấm`: what somebody typed there stays, and is told."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..domain.scoring.checks import check_rows
from ..domain.scoring.jury import ScoreKey
from ..domain.scoring.rows import Row, read_row
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding
from ..domain.values.text import fold
from ..scorecard.scorer_form import ScorerForm, ScorerRow, typed_row
from ..sheets.cluster.given_scores import TABLE, Col
from ..sheets.cluster.receipts import FileStatus, Receipt
from ..sheets.kept import KeptRow
from ..sheets.prefilled import Known, Offer, follows, fresh_rows, known_of, take
from .book import Book
from .kept.given_scores import Place, by_key, places
from .merge import received_cell
from .opened import Opened
from .scorer_rows import Lines, Pair, lines_in, wrong_lines


def merge_scorers(book: Book, opened: Iterable[Opened], lost: Iterable[Receipt]) -> list[Finding]:
    """Take over what the workbooks that count say, take back what none says any more; what was found in them."""
    counted = {
        fold(one.scorer.scorer): one.scorer
        for one in opened
        if one.scorer is not None and one.receipt.status is FileStatus.ACCEPTED
    }
    held = {fold(one.scorer) for one in lost if one.scorer and one.status is FileStatus.ACCEPTED}
    if not counted and not any(known_of(row).key for row in book.kept.get(TABLE.sheet, ())):
        return []
    owed, kept = places(book), _Kept.of(book)
    found: list[Finding] = []
    counting: dict[str, Mapping[Pair, ScorerRow]] = {}
    for code, form in counted.items():
        lines = lines_in(book, form)
        counting[code] = lines.counting
        found += scorer_findings(book, form, lines, owed)
    for one in owed:
        code = fold(one.judge.code)
        if code in counted or code not in held:
            _take(book, one, kept, counting.get(code, {}), counted.get(code))
    return found


class _Kept(NamedTuple):
    """The rows of the book by whose they are, and rows to add to them."""

    rows: list[KeptRow]
    by_key: dict[ScoreKey, KeptRow]
    fresh: Iterator[KeptRow]

    @classmethod
    def of(cls, book: Book) -> "_Kept":
        """As they stand in the book."""
        rows = book.kept.setdefault(TABLE.sheet, [])
        return cls(rows, by_key(book), fresh_rows(TABLE, rows))

    def new(self, one: Place) -> KeptRow:
        """A row for a score that has none yet."""
        row = self.by_key[one.key] = next(self.fresh)
        row.cells |= {Col.SCORER: one.judge.code, Col.UNIT: one.unit.code, Col.CRITERION: one.criterion.code}
        self.rows.append(row)
        return row


def scorer_findings(book: Book, form: ScorerForm, lines: Lines, owed: Iterable[Place]) -> Iterator[Finding]:
    """What is wrong in a scorer's workbook, at its cells."""
    own = {
        (one.unit.code, one.criterion.code): one for one in owed if fold(one.judge.code) == fold(form.scorer)
    }
    yield from wrong_lines(book, form, lines, own)
    read: list[Row] = []
    for key, line in lines.counting.items():
        if key in own and not is_blank(line.score):
            row = _as_row(book, form, line, own[key])
            yield from read_row(row, None, None, None, line.score)
            read.append(row)
    yield from check_rows(read, book.settings.rounding).findings


def _take(
    book: Book, one: Place, kept: _Kept, lines: Mapping[Pair, ScorerRow], form: ScorerForm | None
) -> None:
    """One score: as its workbook says, blank where none says anything any more; what was typed otherwise stays."""
    line, row = lines.get((one.unit.code, one.criterion.code)), kept.by_key.get(one.key)
    if line is None and (row is None or not known_of(row).key):
        return
    if row is None:
        row = kept.new(one)
    score = None
    if line is not None and form is not None:
        read = _as_row(book, form, line, one)
        read_row(read, None, None, None, line.score)
        score = received_cell(line.score, read.score.number)
    follows_on = follows(row, Col.SCORE)
    take(row, Offer("|".join(one.key), {Col.SCORE: score, Col.REASON: (line.reason if line else "") or None}))
    if not follows_on:
        known = known_of(row)
        row.cells[Col.KNOWN] = Known(known.key, {**known.wrote, Col.SCORE: as_text(score)}).said


def _as_row(book: Book, form: ScorerForm, line: ScorerRow, one: Place) -> Row:
    return typed_row(form, line, one.criterion, book.parameters.get(one.criterion.code))
