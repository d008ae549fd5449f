"""What a scorecard reminds the unit of, cell by cell: formulas of `Kiểm tra` that give the number of a state.

They stand there and not on the score sheet, which must stay small to be read fast. What they find is what `check`
finds in one form alone (`domain.scoring.rows`, `.bounds`, `.checks`); a test holds the two together.
"""

from dataclasses import dataclass
from typing import NamedTuple

from ...domain.scoring.criteria import OF_OTHERS, Criterion, Method, Scorer, WhenNotAssigned
from ...domain.scoring.levels import lowest_points
from ...domain.scoring.parameters import Parameter, needs_result, needs_target
from ...domain.scoring.without_target import measures_without_target
from ...domain.values.limits import SCALE, WILD
from ...domain.values.numbers import Rounding, in_points
from ...workbook.addresses import fixed, quoted
from ..rounding import rounded, rounded_within
from .formulas import literal
from .states import LAST_ERROR, LAST_REMARK, State

CHECK = "Kiểm tra"
"""The sheet with the reminders."""
CHECK_FIRST = 12
"""Its first row (from 0) of criteria."""
DONE = State.DONE.value


class CheckColumn:
    """Columns of `Kiểm tra` (from 0): four that people read, then what formulas work with, hidden."""

    CODE, TEXT, CELL, STATE = range(4)
    SCORE, TARGET, RESULT, COUNTED, ERRORS, SO_FAR, ADDRESS, SAID, WORDS = range(4, 13)
    GROUP, ADDED = 13, 14
    """What groups count with and what their parts come to, in rows of their own; only where there are groups."""


BANNER_TEXT, BANNER_PLACE, UNSIGNED = (0, CheckColumn.SCORE), (1, CheckColumn.SCORE), (2, CheckColumn.SCORE)
"""Hidden cells above the list: the banner of the score sheet, where it leads, what the unit's own sheet lacks."""


def banner() -> str:
    """The banner's formula, on whatever sheet."""
    text, place = (there(CHECK) + fixed(*at) for at in (BANNER_TEXT, BANNER_PLACE))
    return f"=HYPERLINK({place},{text})"


class Open(NamedTuple):
    """Which entry cells of a criterion a unit fills; the others are grey and locked."""

    target: bool
    result: bool
    score: bool
    not_assigned: bool


def open_cells(criterion: Criterion, parameter: Parameter | None) -> Open:
    """By the criterion's rule, who scores it, and whether it may be not assigned."""
    own = criterion.scorer is not Scorer.HEAD
    return Open(
        own and parameter is not None and needs_target(criterion.method, parameter),
        own and needs_result(criterion.method) and criterion.method not in OF_OTHERS,
        criterion.scored_by_unit,
        criterion.when_not_assigned is not WhenNotAssigned.NOT_ALLOWED,
    )


def first_state(row: Criterion, may: Open) -> State:
    """The state of a criterion's row on an empty form."""
    if may.score:
        return State.NO_SCORE
    return State.NO_FIGURES if may.result else _by_others(row)


def _by_others(row: Criterion) -> State:
    """The state of a row of which the unit has nothing to say."""
    if row.method is Method.ON_TIME:
        return State.BY_DAY
    return State.BY_SCORERS if row.by_scorers else State.BY_HEAD


def first_reminder(row: Criterion, may: Open) -> str:
    """The stored value of `Nhắc` on an empty form."""
    if row.scorer is Scorer.HEAD or not (may.score or may.result):
        return others_score(row)
    return first_state(row, may).value


def others_score(row: Criterion) -> str:
    """What `Nhắc` says of a row of which the unit has nothing to say."""
    if row.method is Method.ON_TIME:
        return BY_DAY
    return BY_SCORERS if row.by_scorers else BY_HEAD


BY_HEAD, BY_SCORERS, BY_DAY = "Trưởng cụm chấm", "Người chấm cho điểm", "Tính theo ngày nộp phiếu"


class Words(NamedTuple):
    """Where `Kiểm tra` holds the words that a cell is looked up in (absolute addresses)."""

    marks: str
    no_marks: str
    taking: str
    """Also those that take the suggested score."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """The formulas of one criterion's row. Addresses are those of its cells on the score sheet, with the sheet."""

    row: Criterion
    may: Open
    lower_is_better: bool
    rounding: Rounding
    words: Words
    target: str
    result: str
    score: str
    mark: str
    hint: str
    """Empty where the unit cannot compute a suggestion."""

    # --- the state of the score, with the mark beside it

    def of_score(self) -> str:
        """The number of the state of score and mark; missing figures of a rule that others compute stand here."""
        return f"=IF({self._typed_mark()},{self._marked()},{self._unmarked()})"

    def _typed_mark(self) -> str:
        return f"NOT(ISNUMBER(FIND({_word(self.mark)},{self.words.no_marks})))"

    def _is_mark(self) -> str:
        return f"ISNUMBER(FIND({_word(self.mark)},{self.words.marks}))"

    def _marked(self) -> str:
        if not self.may.not_assigned:
            marked = _n(State.NOT_ALLOWED)
        elif self.may.score:
            marked = f"IF({anything_in(self.score)},{_n(State.BOTH)},{_n(State.WAITING)})"
        else:
            marked = _n(State.WAITING)
        return f"IF({self._is_mark()},{marked},{_n(State.MARK_UNCLEAR)})"

    def _unmarked(self) -> str:
        if self.may.score:
            missing = _n(State.NO_SCORE)
            if self.hint:
                missing = f"IF(ISNUMBER({self.hint}),{_n(State.SUGGESTED)},{missing})"
            wrong = f"IF({anything_in(self.score)},{_n(State.SCORE_NO_NUMBER)},{missing})"
            wrong = f"IF(ISNUMBER(FIND({_word(self.score)},{self.words.taking})),{self._taken()},{wrong})"
            return f"IF(ISNUMBER({self.score}),{self._number()},{wrong})"
        if not self.may.result:
            return _n(_by_others(self.row))
        both = ",".join(anything_in(cell) for cell in self._inputs())
        then = State.BY_SCORERS if self.row.by_scorers else State.BY_PROGRAM
        then = State.DONE if self.row.is_condition else then
        return f"IF(AND({both}),{_n(then)},{_n(State.NO_FIGURES)})"

    def _taken(self) -> str:
        """The word that takes the suggested score: there must be one."""
        none = _n(State.NO_SUGGESTION)
        return f"IF(ISNUMBER({self.hint}),{_n(State.TAKEN)},{none})" if self.hint else none

    def _inputs(self) -> list[str]:
        used = ((self.target, self.may.target), (self.result, self.may.result))
        return [cell for cell, is_open in used if is_open]

    def _number(self) -> str:
        """The score is a number: how it is shown, then its limits, then the rule."""
        maximum = literal(in_points(self.row.max_points))
        over = f"IF(ROUND({self._size()},6)>{maximum},{_n(State.OVER)},{self._by_rule(maximum)})"
        lowest = lowest_points(self.row)
        if lowest:
            least = literal(in_points(lowest))
            over = f"IF(ROUND({self.score},6)<{least},{_n(State.BELOW_LOWEST)},{over})"
        elif not self.row.is_penalty:
            over = f"IF({self.score}<0,{_n(State.SCORE_NEGATIVE)},{over})"
        return _formatted(self.score, State.SCORE_DATE, State.SCORE_PERCENT, over)

    def _size(self) -> str:
        return f"ABS({self.score})" if self.row.is_penalty else self.score

    def _by_rule(self, maximum: str) -> str:
        size = self._size()
        if self.row.method is Method.PASS_FAIL:
            neither = f"AND({self.score}<>0,{size}<>{maximum})"
            other = f"IF(ISNUMBER({self.hint}),{size}<>{self.hint},FALSE)"
            return f"IF(OR({neither},{other}),{_n(State.CONTRADICTS)},0)"
        rounded = self._rounded()
        exact = f"IF(ABS({rounded}-{size})>0.000000001,{_n(State.DECIMALS)},0)"
        if not self.hint:
            return exact
        differs = f"IF(ISNUMBER({self.hint}),ABS({rounded}-{self.hint})>0.00001,FALSE)"
        return f"IF({differs},{_n(State.DIFFERS)},{exact})"

    def _rounded(self) -> str:
        """The size of the score as it counts: the maximum itself as it is."""
        if not self.rounding.moves(self.row.max_points):
            return rounded(self._size(), self.rounding)
        return rounded_within(self._size(), literal(in_points(self.row.max_points)), self.rounding)

    # --- the states of target and result

    def of_target(self, state: str) -> str:
        """The number of the state of the target; nothing where the rule knows none.

        `state` is the address of `of_score`: what is missing is said where a score stands.
        """
        if not self.may.target:
            return ""
        zero = self._zero_target()
        slip = f"IF({self._much_less(self.target, self.result)},{_n(State.TARGET_SCALE)},{zero})" \
            if self._is_percent() else zero  # fmt: skip
        return "=" + self._input(
            self.target,
            (State.TARGET_NO_NUMBER, State.TARGET_DATE, State.TARGET_PERCENT, State.TARGET_NEGATIVE),
            self._missing(State.NO_TARGET, state),
            slip,
        )

    def of_result(self, state: str) -> str:
        """The number of the state of the result; nothing where the rule needs none."""
        if not self.may.result:
            return ""
        if self.row.method is Method.PASS_FAIL:
            return f"=IF({_is_verdict(self.result)},0,{_n(State.RESULT_UNCLEAR)})"
        if self.row.method is Method.LEVELS:
            return "=" + self._level(self._missing(State.NO_RESULT, state))
        slip = "0"
        if self.may.target:
            slip = self._wild()
        return "=" + self._input(
            self.result,
            (State.RESULT_NO_NUMBER, State.RESULT_DATE, State.RESULT_PERCENT, State.RESULT_NEGATIVE),
            self._missing(State.NO_RESULT, state),
            slip,
        )

    def _level(self, missing: str) -> str:
        known = f"ISNUMBER({self.hint})" if self.hint else "TRUE"  # points are suggested for every level
        return f"IF({anything_in(self.result)},IF({known},0,{_n(State.RESULT_NO_LEVEL)}),{missing})"

    def _input(self, cell: str, wrong: tuple[State, State, State, State], missing: str, slip: str) -> str:
        no_number, date, percent, negative = wrong
        number = f"IF({cell}<0,{_n(negative)},{slip})"
        number = _formatted(cell, date, None if self._is_percent() else percent, number)
        return f"IF(ISNUMBER({cell}),{number},IF({anything_in(cell)},{_n(no_number)},{missing}))"

    def _missing(self, missing: State, state: str) -> str:
        where = [f"{state}=0", f"AND({state}>{LAST_ERROR},{state}<={LAST_REMARK})"] if self.may.score else []
        if missing is State.NO_RESULT and measures_without_target(self.row):
            where.append(f"{state}={_n(State.WAITING)}")
        return f"IF(OR({','.join(where)}),{_n(missing)},0)" if where else "0"

    def _is_percent(self) -> bool:
        return "%" in self.row.measure

    def _zero_target(self) -> str:
        if self.lower_is_better:
            return "0"
        wanted = [f"{self.target}=0"]
        if self.may.score:
            wanted.append(f"ISNUMBER({self.result})")
        return f"IF(AND({','.join(wanted)}),{_n(State.TARGET_ZERO)},0)"

    def _much_less(self, one: str, other: str) -> str:
        """Whether one, which is a number, is about a hundredth of the other, which may be an error."""
        return f"IF(ISNUMBER({other}),AND({one}>0,{other}>={SCALE}*{one}),FALSE)"

    def _much_more(self, one: str, other: str) -> str:
        return f"IF(ISNUMBER({other}),AND({other}>0,{one}>={SCALE}*{other}),FALSE)"

    def _wild(self) -> str:
        result, target = self.result, self.target
        wild = f"IF(ISNUMBER({target}),IF(AND({target}>0,{result}>={WILD}*{target}),{_n(State.WILD)},0),0)"
        if not self._is_percent():
            return wild
        scale = f"IF({self._much_more(result, target)},0,{wild})"  # said of the target
        return f"IF({self._much_less(result, target)},{_n(State.RESULT_SCALE)},{scale})"

    # --- what counts

    def counted(self, state: str) -> str:
        """The points that the total adds, with the sign of the kind; `state` is the address of `of_score`."""
        if not self.may.score:
            return ""
        sign = "-" if self.row.is_penalty else ""
        points = f"{sign}{self._rounded()}"
        typed = f'IF(AND(ISNUMBER({self.score}),OR({state}=0,{state}>{LAST_ERROR})),{points},"")'
        return f"=IF({state}={_n(State.TAKEN)},{sign}{self.hint},{typed})" if self.hint else f"={typed}"


def _n(state: State) -> str:
    return str(state.number)


def anything_in(cell: str) -> str:
    """Whether anything stands in a cell: an error does, spaces do not."""
    return f"IFERROR(LEN(TRIM({cell})),1)>0"


def _word(cell: str) -> str:
    return f'"|"&LOWER(TRIM({cell}))&"|"'


def _is_verdict(cell: str) -> str:
    return f'ISNUMBER(FIND({_word(cell)},"||đạt|không đạt|ðạt|không ðạt|"))'


def _formatted(cell: str, date: State, percent: State | None, otherwise: str) -> str:
    """A number that is shown as a date or in percent is another one than was meant.

    `CELL` knows percent in every program, dates in Excel alone.
    """
    letters = "DP" if percent else "D"
    kind = f'LEFT(CELL("format",{cell})&"?")'
    states = ",".join(_n(state) for state in (date, percent) if state)
    return f'IFERROR(CHOOSE(FIND({kind},"{letters}"),{states}),{otherwise})'


def there(sheet: str) -> str:
    """The prefix of addresses on another sheet."""
    return quoted(sheet) + "!"
