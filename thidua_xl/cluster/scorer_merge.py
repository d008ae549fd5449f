"""What scorers' workbooks say, put into `Điểm người chấm`: what somebody typed there stays, and is told."""

from collections.abc import Iterable, Iterator, Mapping

from ..domain.scoring.checks import check_rows
from ..domain.scoring.jury import ScoreKey
from ..domain.scoring.rows import SCORE, Origin, Row, read_row
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding
from ..domain.values.text import fold
from ..scorecard.scorer_form import ScorerForm, ScorerRow
from ..sheets.cluster.given_scores import TABLE, Col
from ..sheets.cluster.receipts import FileStatus, Receipt
from ..sheets.form.scorer_sheet import Col as FormCol
from ..sheets.kept import KeptRow
from ..sheets.prefilled import Known, Offer, follows, fresh_row, known_of, take
from ..workbook.addresses import column_name
from .book import Book
from .kept.given_scores import Place, by_key, places
from .merge import received_cell
from .opened import Opened
from .scorer_rows import lines_that_count, wrong_lines


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
    owed, rows = places(book), by_key(book)
    found: list[Finding] = []
    for form in counted.values():
        found += scorer_findings(book, form, owed)
    lines = {code: lines_that_count(book, form) for code, form in counted.items()}
    for one in owed:
        code = fold(one.judge.code)
        if code in counted or code not in held:
            _take(book, one, rows, lines.get(code, {}), counted.get(code))
    return found


def scorer_findings(book: Book, form: ScorerForm, owed: Iterable[Place]) -> Iterator[Finding]:
    """What is wrong in a scorer's workbook, at its cells."""
    own = {
        (one.unit.code, one.criterion.code): one for one in owed if fold(one.judge.code) == fold(form.scorer)
    }
    yield from wrong_lines(book, form, own)
    read: list[Row] = []
    for key, line in lines_that_count(book, form).items():
        if key in own and not is_blank(line.score):
            row = _as_row(book, form, line, own[key])
            yield from read_row(row, None, None, None, line.score)
            read.append(row)
    yield from check_rows(read, book.settings.rounding).findings


def _take(
    book: Book, one: Place, rows: dict[ScoreKey, KeptRow], lines: Mapping[tuple[str, str], ScorerRow],
    form: ScorerForm | None,
) -> None:  # fmt: skip
    """One score: as its workbook says, blank where none says anything any more; what was typed otherwise stays."""
    line, row = lines.get((one.unit.code, one.criterion.code)), rows.get(one.key)
    if line is None and (row is None or not known_of(row).key):
        return
    if row is None:
        row = rows[one.key] = _new_row(book, one)
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


def _new_row(book: Book, one: Place) -> KeptRow:
    rows = book.kept.setdefault(TABLE.sheet, [])
    row = fresh_row(TABLE, rows)
    row.cells |= {Col.SCORER: one.judge.code, Col.UNIT: one.unit.code, Col.CRITERION: one.criterion.code}
    rows.append(row)
    return row


def _as_row(book: Book, form: ScorerForm, line: ScorerRow, one: Place) -> Row:
    letters = {SCORE: column_name(form.place[FormCol.SCORE])}
    origin = Origin(form.file, form.sheet, letters, agreed=True)
    row = Row(one.unit.code, one.criterion, book.parameters.get(one.criterion.code), origin, line.line)
    row.rounded = {SCORE: line.rounded} if line.rounded else None
    return row
