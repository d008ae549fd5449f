"""`Điểm người chấm`: rows that do not count, and scores in which the book says otherwise than the scorer's workbook."""

from collections.abc import Iterator

from ...bookkeeping.happened import BLANK
from ...domain.scoring.criteria import Criterion, Scorer
from ...domain.scoring.jury import ScoreKey
from ...domain.values.catalogue import Code
from ...domain.values.cells import is_blank
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import read_number
from ...domain.values.text import fold
from ...sheets.cluster.given_scores import TABLE, Col
from ...sheets.kept import KeptRow
from ...sheets.prefilled import follows, known_of
from ..book import Book
from .given_scores import by_key, fits_in, key_of, lines_of, look_of, orphans, said, scorers_of
from .kept_sheet import KeptSheet, rows_of
from .typed_cells import without_code


def wrong(book: Book) -> Iterator[Finding]:
    """Rows that do not count, and those in which the book says otherwise than the scorer's workbook."""
    rows = by_key(book)
    yield from typed_over(book)
    for row in orphans(book):
        key = key_of(row)
        if not any(key):
            yield without_code(row, TABLE)
            continue
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
        typed, other = (said(text) for text in (row.text(Col.SCORE), known.wrote.get(Col.SCORE, "")))
        yield finding(Code.SCORE_TYPED_OVER, unit=key[1], criterion=key[2], sheet=TABLE.sheet, **row.spot(Col.SCORE),
                      value=row.text(Col.SCORE), who=key[0], typed=typed or BLANK, other=other or BLANK,
                      used=_used(book, row, typed))  # fmt: skip
        if other and follows(row, Col.REASON) and not _is_agreed(book, key):
            yield finding(Code.REASON_MISSING, unit=key[1], criterion=key[2], sheet=TABLE.sheet,
                          **row.spot(Col.REASON), value=row.text(Col.REASON), old=other, new=typed or BLANK,
                          what=f"điểm của người chấm {key[0]}, tiêu chí {key[2]}")  # fmt: skip


def is_typed_in(book: Book, key: ScoreKey) -> bool:
    """Whether a person typed a score there, under whatever spelling of the scorer; what a workbook brought is none."""
    return any(
        (fold(scorer), *of) == (fold(key[0]), *key[1:]) and _is_typed(row)
        for (scorer, *of), row in by_key(book).items()
    )


def _is_typed(row: KeptRow) -> bool:
    return not is_blank(row.raw(Col.SCORE)) and not follows(row, Col.SCORE)


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
    fits = number is not None and criterion is not None and fits_in(number, criterion)
    return f"đang dùng {typed} trong sổ" if fits else f"{typed} không dùng được"


def _unknown(book: Book, key: ScoreKey) -> str:
    """The header of what the book does not know of a row; the scorer's where all is known but not together."""
    if book.unit(key[1]) is None:
        return Col.UNIT
    return Col.SCORER if key[2] in book.criteria.by_code else Col.CRITERION


SHEET = KeptSheet(TABLE, lines_of, look_of, wrong)
