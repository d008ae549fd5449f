"""The rows of `Thống nhất điểm`: what stands in each cell of a unit × criterion, and how it looks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...domain.scoring.criteria import Criterion, Method
from ...domain.scoring.levels import Levels, lowest_points
from ...domain.scoring.parameters import FAILED, PASSED, parse_parameter
from ...domain.scoring.scores import Key, Score
from ...domain.scoring.units import Unit
from ...domain.values.cells import computed_value, is_blank
from ...domain.values.numbers import Points, Rounding, as_shown, in_points, stored
from ...workbook.addresses import address
from ...workbook.alike_rows import ROW, Alike
from ..table import Column, Drawn, fits_inline
from ..typed_score import way_to_type
from . import to_discuss
from .agreed import INVALID, NOT_ASSIGNED, RECEIVED, SEEN, TABLE, TO_CONFIRM, TYPED, Col, LedgerRow
from .agreed_formulas import Formulas, Live
from .to_discuss import MISSING, UNCONFIRMED, At


class _Alike(NamedTuple):
    """What the rows of a criterion have in common."""

    live: Live
    words: tuple[str, ...]
    """Those of its drop-down list."""
    maximum: float | None
    way_to_type: str


class Lines:
    """Writes the rows fast: styles and columns are worked out once, formulas once a criterion."""

    def __init__(self, drawn: Drawn, rounding: Rounding, pending: str, hints: Mapping[Key, Points]) -> None:
        self.drawn = drawn
        self.rounding = rounding
        self.hints = hints
        place = drawn.place
        self.columns = [(place[c.header], self._style(c)) for c in drawn.table.columns]
        letters = {c.header: address(0, place[c.header]).rstrip("1") for c in drawn.table.columns}
        self.formulas = Formulas(letters, rounding, pending)
        self.first_of_unit = [(at, f"{style} unitline") for at, style in self.columns]
        self.begins = False
        self.alike: dict[str, _Alike] = {}
        self.looks: dict[tuple[str, bool, bool], Alike] = {}
        self.invalid: dict[str, list[str]] = {}
        self.of_words: dict[tuple[str, ...], list[int]] = {}
        """The rows whose result is one of a few words that are listed."""

    def begin_unit(self) -> None:
        """The next line begins another unit."""
        self.begins = True

    def _alike(self, criterion: Criterion) -> _Alike:
        known = self.alike.get(criterion.code)
        if known is None:
            known = _Alike(
                self.formulas.of(criterion),
                _listed_words(criterion),
                _maximum(criterion),
                way_to_type(criterion),
            )
            self.alike[criterion.code] = known
        return known

    def _style(self, column: Column) -> str:
        style = f"grid {column.style} medium" + (" input" if column.typed else "")
        if column.header in (Col.COUNTS, Col.SCORE, Col.AGREED_SCORE, Col.HINT):
            style = style.replace("number", f"dense{self.rounding.digits}")
        return style.replace("number", "number dense") + (" bold" if column.header == Col.COUNTS else "")

    def line(self, unit: Unit, criterion: Criterion, entry: LedgerRow, score: Score) -> int:
        """One unit × criterion."""
        drawn = self.drawn
        row = drawn.first + drawn.rows
        drawn.rows += 1
        alike = self._alike(criterion)
        hint = self.hints.get((unit.code, criterion.code))
        seen = [computed_value(cell) for cell in entry.typed.agreed]
        values: list[object] = [
            unit.code, unit.name, criterion.code, criterion.text, alike.maximum,
            *entry.received, None if hint is None else stored(hint), entry.evidence, entry.explanation, *entry.typed,
            *_standing(criterion, entry, score), *seen, alike.way_to_type, _before(criterion, entry, score),
        ]  # fmt: skip
        if is_invalid(criterion, entry, score):
            self.invalid.setdefault(unit.code, []).append(criterion.code)
        if alike.words:
            self.of_words.setdefault(alike.words, []).append(row)
        todo = self._todo(criterion, entry, score)
        if not unit.is_excluded:
            values[_AT[Col.TO_DISCUSS]] = to_discuss.said(criterion, _standing_at(todo, entry, values))
        values[_AT[Col.TO_DO]] = todo
        drawn.sheet.put_row(row, self._looks(criterion, is_excluded=unit.is_excluded), values)
        self.begins = False
        return row

    def _looks(self, criterion: Criterion, *, is_excluded: bool) -> Alike:
        """The columns of a criterion's row with their styles and formulas; `Cần bàn` only where the unit is ranked."""
        key = (criterion.code, self.begins, is_excluded)
        known = self.looks.get(key)
        if known is None:
            live = zip(_COMPUTED[:2] if is_excluded else _COMPUTED, self._alike(criterion).live, strict=False)
            formulas = {self.drawn.place[header]: formula.replace("#", ROW) for header, formula in live}
            columns = self.first_of_unit if self.begins else self.columns
            known = self.looks[key] = Alike.of(columns, formulas)
        return known

    def _todo(self, criterion: Criterion, entry: LedgerRow, score: Score) -> str:
        """The stored value of `Cần làm`: just computed, so nothing waits for the program."""
        agreed = computed_value(entry.typed.score)
        if criterion.is_condition:
            confirmed = computed_value(entry.typed.result) not in (None, "")
            return INVALID if agreed not in (None, "") else "" if confirmed else TO_CONFIRM
        if isinstance(agreed, bool) or not isinstance(agreed, int | float):
            if not score.is_missing:
                return ""
            if agreed not in (None, ""):
                return INVALID
            marked = not is_blank(entry.received.not_assigned) and is_blank(entry.typed.not_assigned)
            return UNCONFIRMED if marked else MISSING
        size, maximum = as_shown(agreed), Decimal(criterion.max_points) / 1000
        size = abs(size) if criterion.is_penalty else size
        if criterion.method is Method.PASS_FAIL:
            return "" if size in (0, maximum) else INVALID
        return "" if Decimal(lowest_points(criterion)) / 1000 <= size <= maximum else INVALID

    def orphan(self, entry: LedgerRow) -> None:
        """A row that nothing refers to any more, kept for its typed values."""
        typed = dict(zip(TYPED, entry.typed, strict=True))
        values = {Col.UNIT: entry.unit, Col.CRITERION: entry.criterion, **typed,
                  **dict(zip(RECEIVED, entry.received, strict=True)), Col.EVIDENCE: entry.evidence,
                  Col.EXPLANATION: entry.explanation,
                  **dict(zip(SEEN, map(computed_value, entry.typed.agreed), strict=True)),
                  Col.TO_DO: "dòng không còn đơn vị hoặc tiêu chí"}  # fmt: skip
        self.drawn.line(values)


def _maximum(criterion: Criterion) -> float | None:
    return None if criterion.is_condition else float(in_points(criterion.max_points))


def _standing(criterion: Criterion, entry: LedgerRow, score: Score) -> tuple[object, ...]:
    """`Điểm tính`, `Cần bàn`, `Cần làm` (drawn apart), `Khóa`, `Điểm máy`; a condition has no score to show."""
    key = f"{entry.unit}|{entry.criterion}"
    machine = None if criterion.is_condition else machine_score(score, entry.typed.score)
    return counting(criterion, score), "", "", key, machine


def counting(criterion: Criterion, score: Score) -> object:
    """The value of `Điểm tính`; a condition has no score to show."""
    return "" if criterion.is_condition else shown_score(score)


def is_invalid(criterion: Criterion, entry: LedgerRow, score: Score) -> bool:
    """Whether an agreed score was typed that cannot stand."""
    may_not = score.is_missing or criterion.is_condition
    return may_not and computed_value(entry.typed.score) not in (None, "")


def _before(criterion: Criterion, entry: LedgerRow, score: Score) -> object:
    prior = None if score.prior is None else stored(score.prior)
    return to_discuss.before(criterion, entry.received.result, prior)


_AT = {column.header: at for at, column in enumerate(TABLE.columns)}
_COMPUTED = (Col.COUNTS, Col.TO_DO, Col.TO_DISCUSS)
"""The columns with a formula; the last has none where the unit is not ranked."""


def _standing_at(todo: str, entry: LedgerRow, values: Sequence[object]) -> At:
    """A row as `Cần bàn` sees it."""
    typed, own = entry.typed, entry.received.score
    agreed = "" if typed.agreed.is_blank else "typed"
    maximum, points, hint, before = (values[_AT[h]] for h in (Col.MAXIMUM, Col.COUNTS, Col.HINT, Col.BEFORE))
    return At(todo, agreed, typed.score, typed.result, own, maximum, points, hint, typed.reason, before)


def _text_only(cell: object) -> object:
    """An agreed score typed as text: the live formula cannot read it, so it waits for the program."""
    value = computed_value(cell)
    return value if isinstance(value, str) else None


def shown_score(score: Score) -> object:
    """The value of `Điểm tính`."""
    if not score.counts and score.points is None:
        return NOT_ASSIGNED
    return "" if score.points is None else stored(score.points)


def machine_score(score: Score, agreed: object) -> object:
    """The hidden `Điểm máy`; for an agreed score typed as text, what the program read."""
    if _text_only(agreed):
        return None if score.points is None else stored(score.points)
    if score.machine is None and not score.counts:
        return NOT_ASSIGNED
    return None if score.machine is None else stored(score.machine)


def _listed_words(criterion: Criterion) -> tuple[str, ...]:
    """The levels of a criterion, where a drop-down list holds them; the answers of a condition."""
    if criterion.is_condition:
        return PASSED, FAILED
    parameter = parse_parameter(criterion)
    return parameter.names if isinstance(parameter, Levels) and fits_inline(parameter.names) else ()
