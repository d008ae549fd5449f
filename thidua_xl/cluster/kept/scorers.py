"""`Người chấm`: those who score beside the units and the head, their weights, what is wrong with their rows."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ...domain.scoring.criteria import code_of
from ...domain.scoring.jury import Person
from ...domain.scoring.scorers import WORDS
from ...domain.scoring.units import Unit
from ...domain.values.catalogue import Code
from ...domain.values.cells import is_blank
from ...domain.values.codes import wrong_code
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import DOUBTS, Reading, read_number
from ...domain.values.numbers import as_fraction
from ...domain.values.text import fold
from ...sheets.cluster.scorers import ALONE, LOOK, TABLE, Col
from ...sheets.kept import KeptRow
from ..book import Book
from .kept_sheet import KeptSheet, as_they_stand, rows_of
from .typed_cells import rounded_cell

__all__ = ["ALONE", "SHEET", "people_in", "people_of"]

_EXAMPLE = "TC"
_NAME = "mã người chấm"


def people_of(book: Book) -> list[Person]:
    """The scorers of the book whose rows can be followed."""
    return people_in(rows_of(book, TABLE), book.units)


def people_in(rows: Iterable[KeptRow], units: Sequence[Unit]) -> list[Person]:
    """The scorers of these rows: the first of every code that is no unit's and no word of `Ai chấm`."""
    found: dict[str, Person] = {}
    for row in rows:
        code = _code(row)
        if code and not _taken(code, units) and not any(_wrong_code(row)):
            person = Person(code, row.text(Col.NAME), row.text(Col.EMAIL), _weight(row))
            found.setdefault(fold(code), person)
    return list(found.values())


def _code(row: KeptRow) -> str:
    return code_of(row.text(Col.CODE))


def _wrong_code(row: KeptRow) -> Iterator[Finding]:
    return wrong_code(row.text(Col.CODE), TABLE.sheet, row.spot(Col.CODE), _NAME, _EXAMPLE)


def _taken(code: str, units: Iterable[Unit]) -> str:
    """What has the code already, besides scorers."""
    if any(fold(code) == fold(code_of(word)) for word in WORDS):
        return "một từ của cột Ai chấm"
    unit = next((unit for unit in units if fold(unit.code) == fold(code)), None)
    return f"mã đơn vị {unit.code}" if unit else ""


def _weight(row: KeptRow) -> Fraction | None:
    """1 where nothing is typed; None where what stands there is no weight."""
    reading = read_number(row.raw(Col.WEIGHT))
    if reading.blank:
        return Fraction(1)
    return as_fraction(reading.number) if reading.number is not None and reading.number > 0 else None


def wrong(book: Book) -> Iterator[Finding]:
    """Codes that nobody can use, second rows of one, weights that are none."""
    seen: set[str] = set()
    for row in rows_of(book, TABLE):
        yield from _about_code(book, row, seen)
        yield from _about_weight(row)
        yield from rounded_cell(row, TABLE, Col.WEIGHT)


def _about_code(book: Book, row: KeptRow, seen: set[str]) -> Iterator[Finding]:
    code = _code(row)
    if not code:
        yield finding(Code.RULE_UNKNOWN, sheet=TABLE.sheet, **row.spot(Col.CODE), name=_NAME, value="",
                      allowed="mã ngắn, không dấu cách, ví dụ TC")  # fmt: skip
        return
    if not isinstance(row.raw(Col.CODE), str):
        yield finding(Code.CODE_NOT_TEXT, sheet=TABLE.sheet, **row.spot(Col.CODE), value=code)
    yield from _wrong_code(row)
    taken = _taken(code, book.units)
    if taken:
        yield finding(
            Code.SCORER_CODE_TAKEN, sheet=TABLE.sheet, **row.spot(Col.CODE), value=code, other=taken
        )
    elif fold(code) in seen:
        yield finding(Code.ROW_DOUBLE, sheet=TABLE.sheet, **row.spot(Col.CODE), value=code)
    seen.add(fold(code))


def _about_weight(row: KeptRow) -> Iterator[Finding]:
    if is_blank(row.raw(Col.WEIGHT)):
        return
    reading = read_number(row.raw(Col.WEIGHT))
    if _weight(row) is None and reading.code not in (*DOUBTS, Code.AMBIGUOUS_NUMBER):
        yield finding(Code.WEIGHT_INVALID, sheet=TABLE.sheet, **row.spot(Col.WEIGHT), value=row.text(Col.WEIGHT),
                      who=_code(row))  # fmt: skip
    elif reading.code is not None:
        yield _as_read(row, reading, reading.code)


def _as_read(row: KeptRow, reading: Reading, code: Code) -> Finding:
    return finding(
        code, sheet=TABLE.sheet, **row.spot(Col.WEIGHT), value=reading.raw, details=reading.details
    )


SHEET = KeptSheet(TABLE, as_they_stand(TABLE), lambda _: LOOK, wrong)
