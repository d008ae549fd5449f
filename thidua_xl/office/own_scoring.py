"""What the superior's scorers gave, unit by unit, and how it stands on `Điểm cấp trên`: what was typed there stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from ..cluster.book import Book
from ..cluster.given import awaited, given_rows, jury_of, received_keys, wrong_verdicts
from ..cluster.kept import given_findings, scorers
from ..domain.office.inputs import SuperiorScore
from ..domain.scoring.checks import check_rows
from ..domain.scoring.criteria import code_of
from ..domain.scoring.scores import ClusterScorer, Totals, total_units
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import shown, stored
from ..domain.values.reworded import Words, reworded
from ..domain.values.text import fold
from ..sheets.kept import KeptRow, Line
from ..sheets.office.scores import POINTS, TABLE, Col, is_typed
from ..sheets.prefilled import Offer, filled, known_of
from .book import OfficeBook
from .said_upstairs import said_upstairs


@dataclass(frozen=True, slots=True)
class OwnScoring:
    """The superior's own scoring as it stands."""

    computed: Mapping[str, SuperiorScore] = field(default_factory=dict)
    """Unit → what its scorers' points come to, where none lacks."""
    waiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Unit → the scorers whose points it waits for, where nobody typed its score."""
    scores: Mapping[str, SuperiorScore] = field(default_factory=dict)
    """Unit → the score that counts: as typed, else as computed."""
    unusable: Sequence[str] = ()
    """Units of whose typed score nothing can be made."""
    findings: Sequence[Finding] = ()

    @property
    def asked(self) -> set[str]:
        """Units that have a score, or are to have one."""
        return {*self.computed, *self.scores, *self.waiting, *self.unusable}


NOTHING_SCORED = OwnScoring()


def own_scoring(book: OfficeBook, of_files: Iterable[Finding] = ()) -> OwnScoring:
    """What the scorers' points come to; `of_files` is what was found in their workbooks, told there alone."""
    scoring, found = book.scoring, list[Finding]()
    given = given_rows(scoring, found)
    checked = check_rows([one.row for one in given], scoring.settings.rounding)
    found += checked.findings
    jury = jury_of(scoring, given, checked)
    scores = ClusterScorer(scoring.criteria, scoring.settings, scoring.units, jury=jury).score({}, {})
    totals = total_units(scoring.criteria, scoring.settings, scoring.units, scores, frozenset())
    typed = typed_units(book)
    open_units = [unit for unit in scoring.units if unit.code not in typed]
    computed = {
        one.unit.code: _summed(one) for one in totals if one.scored and not one.missing and one.max_total > 0
    }
    found = [
        *_of_book(scoring, found, of_files), *scorers.SHEET.wrong(scoring), *given_findings.SHEET.wrong(scoring),
        *wrong_verdicts(replace(scoring, units=open_units), jury, {}, scores),
    ]  # fmt: skip
    waiting = {
        one.unit.code: awaited(scoring, jury, {}, one.unit.code, one.missing)
        for one in totals if one.missing and one.unit.code not in typed
    }  # fmt: skip
    counting = {**{code: one for code, one in computed.items() if code not in typed}, **book.scores}
    own = [*_differing(book, computed), *_without_maximum(totals, typed)]
    unusable = [unit.code for unit in scoring.units if unit.code in typed - book.scores.keys()]
    return OwnScoring(computed, waiting, counting, unusable, [*map(said_upstairs, found), *own])


def _summed(one: Totals) -> SuperiorScore:
    return SuperiorScore(one.unit.code, one.agreed_total, one.max_total)


def _of_book(book: Book, found: Iterable[Finding], of_files: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of the book's own cells, but for scores that a workbook holds and that are told at its cell."""
    told = {(one.unit, one.criterion, one.code, one.value) for one in of_files}
    received = received_keys(book)
    for one in found:
        if not (one.row in received and (one.unit, one.criterion, one.code, one.value) in told):
            yield one


# --- Điểm cấp trên --------------------------------------------------------------------------------


def rows_by_unit(book: OfficeBook) -> dict[str, KeptRow]:
    """The row of every unit of the book: its first, but for one that says nothing before another that does."""
    known = {fold(unit.code): unit.code for unit in book.units}
    rows: dict[str, KeptRow] = {}
    for row in book.score_rows:
        unit = known.get(fold(code_of(row.text(Col.UNIT))))
        if unit and (unit not in rows or (_says(row) and not _says(rows[unit]))):
            rows[unit] = row
    return rows


def _says(row: KeptRow) -> bool:
    """Whether a score stands there: a person's, or the program's."""
    return is_typed(row) or bool(known_of(row).key)


def typed_units(book: OfficeBook) -> set[str]:
    """Units of whose score a person typed anything, right or wrong."""
    return {unit for unit, row in rows_by_unit(book).items() if is_typed(row)}


def _differing(book: OfficeBook, computed: Mapping[str, SuperiorScore]) -> Iterator[Finding]:
    """Typed scores that are others than the scorers'."""
    rows = rows_by_unit(book)
    for unit, typed in book.scores.items():
        other = computed.get(unit)
        if other is not None and other != typed:
            yield finding(Code.SUPERIOR_SCORE_DIFFERS, unit=unit, sheet=TABLE.sheet, **rows[unit].spot(Col.TOTAL),
                          value=rows[unit].text(Col.TOTAL), typed=_said(typed), computed=_said(other))  # fmt: skip


def _without_maximum(totals: Iterable[Totals], typed: Set[str]) -> Iterator[Finding]:
    """Units whose points are measured by nothing: bonus and penalty alone make no percentage."""
    for one in totals:
        if one.scored and not one.missing and one.max_total <= 0 and one.unit.code not in typed:
            points = finding(Code.SUPERIOR_SCORE_INVALID, unit=one.unit.code, sheet=TABLE.sheet,
                             value=shown(one.agreed_total, _DIGITS), why="")  # fmt: skip
            yield reworded(points, Words.WITHOUT_MAXIMUM)


_DIGITS = 2


def _said(one: SuperiorScore) -> str:
    return f"{shown(one.total, _DIGITS)}/{shown(one.maximum, _DIGITS)}"


def is_filled(book: OfficeBook) -> bool:
    """Whether the program writes on `Điểm cấp trên`: there is something to score, or was; the sheet has its table."""
    found = book.file.places.get(TABLE.sheet)
    if found is None or found.missing:
        return False
    return bool(book.scoring.criteria.scored) or any(known_of(row).key for row in book.score_rows)


def score_lines(book: OfficeBook, computed: Mapping[str, SuperiorScore]) -> list[Line]:
    """The rows as they stand, with what the scorers' points come to wherever nobody typed a score."""
    rows = rows_by_unit(book)
    of_unit = {id(row): unit for unit, row in rows.items()}
    lines = [_line(row, of_unit.get(id(row), ""), computed) for row in book.score_rows]
    new = [unit.code for unit in book.units if unit.code in computed and unit.code not in rows]
    return [*lines, *(_new_line(computed[unit]) for unit in new)]


def _line(row: KeptRow, unit: str, computed: Mapping[str, SuperiorScore]) -> Line:
    known = known_of(row)
    if not unit or is_typed(row) or not (known.key or unit in computed):
        return Line({Col.KNOWN: known.said}, row)
    return filled(row, Offer(unit, _values(computed.get(unit))), given_back=POINTS)


def _new_line(one: SuperiorScore) -> Line:
    line = filled(None, Offer(one.unit, _values(one)))
    return line._replace(values={**line.values, Col.UNIT: one.unit})


def _values(one: SuperiorScore | None) -> dict[str, object]:
    if one is None:
        return dict.fromkeys(POINTS)
    return {Col.TOTAL: stored(one.total), Col.MAXIMUM: stored(one.maximum)}
