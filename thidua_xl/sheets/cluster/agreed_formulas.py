"""The live cells of `Thống nhất điểm`: `Điểm tính`, `Cần làm` and `Cần bàn` of a criterion's row.

# stands for the number of a row in all of them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ...domain.scoring.criteria import Criterion, Method, WhenNotAssigned
from ...domain.scoring.levels import lowest_points
from ...domain.values.numbers import Rounding, stored
from ..rounding import rounded, rounded_within
from . import to_discuss
from .agreed import AGREED, INPUTS, INVALID, SEEN, STALE, TO_CONFIRM, Col
from .to_discuss import MISSING, UNCONFIRMED, At


class Live(NamedTuple):
    """The formulas of a criterion's rows."""

    counts: str
    """`Điểm tính`."""
    to_do: str
    """`Cần làm`."""
    to_discuss: str
    """`Cần bàn`."""


class Formulas:
    """Makes them for one placement of the table: what they have in common is worked out once."""

    def __init__(self, letters: Mapping[str, str], rounding: Rounding, pending: str) -> None:
        """`letters` are the columns by header; `pending` as `agreed_page.render` has it."""
        self.letters = letters
        self.rounding = rounding
        self.pending = pending
        typed = "&".join(f"{letters[header]}#" for header in AGREED)
        self.discussed = At(*(letters[header] for header in (
            Col.TO_DO, Col.AGREED_SCORE, Col.AGREED_SCORE, Col.AGREED_RESULT, Col.SCORE, Col.MAXIMUM, Col.COUNTS,
            Col.HINT, Col.REASON, Col.BEFORE)))._replace(typed=typed)  # fmt: skip
        agreed, seen, machine = (letters[h] for h in (Col.AGREED_SCORE, Col.SEEN_SCORE, Col.MACHINE_SCORE))
        # no number: what the program read last; a blank falls back on the machine's score
        by_machine = f'OR({seen}#="",ISNUMBER({seen}#))'
        computed = f'IF({agreed}#="",{by_machine},AND(NOT({by_machine}),{agreed}#={seen}#))'
        otherwise = f'IF({machine}#="","",{machine}#)'
        self.score = f'=IF(ISNUMBER({agreed}#),IF(@VALID@,@SIGN@@POINTS@,""),IF({computed},{otherwise},""))'
        mark, confirmed, points = (
            letters[h] for h in (Col.NOT_ASSIGNED, Col.AGREED_NOT_ASSIGNED, Col.COUNTS)
        )
        unconfirmed = f'IF(AND({mark}#<>"",{confirmed}#=""),"{UNCONFIRMED}","{MISSING}")'
        open_points = f'IF({points}#="",IF({agreed}#="",{unconfirmed},"{INVALID}"),"")'
        now = '&"|"&'.join(f"{letters[h]}#" for h in INPUTS)
        before = '&"|"&'.join(f"{letters[h]}#" for h in SEEN[:3])
        self.todo = (
            f"=IF(AND({now}={before},OR(ISNUMBER({agreed}#),{computed})),"
            f'IF(ISNUMBER({agreed}#),IF(@VALID@,"","{INVALID}"),{open_points}),"{STALE}")'
        )

    def of(self, criterion: Criterion) -> Live:
        """The formulas of a criterion's rows.

        An agreed score out of bounds counts as missing, as in the program.
        """
        discussed = to_discuss.formula(criterion, self.discussed)
        if criterion.is_condition:
            return Live('=""', self._to_confirm(), discussed)
        agreed, maximum = self.letters[Col.AGREED_SCORE], self.letters[Col.MAXIMUM]
        size = f"ABS({agreed}#)" if criterion.is_penalty else f"{agreed}#"
        least = f"{stored(lowest_points(criterion)):.15g}"
        valid = f"AND({size}>={least},{size}<={maximum}#)"
        if criterion.method is Method.PASS_FAIL:
            valid = f"OR({size}=0,{size}={maximum}#)"
        sign = "-" if criterion.is_penalty else ""
        points = rounded(size, self.rounding)
        if self.rounding.moves(criterion.max_points):  # the maximum itself counts, and no score for more
            points = rounded_within(size, f"{maximum}#", self.rounding)
        score = self.score.replace("@VALID@", valid).replace("@SIGN@", sign).replace("@POINTS@", points)
        return Live(score, self._waits(criterion).replace("@VALID@", valid), discussed)

    def _to_confirm(self) -> str:
        """`Cần làm` of a condition: no score of it counts, what is agreed is whether it is met."""
        agreed, result = self.letters[Col.AGREED_SCORE], self.letters[Col.AGREED_RESULT]
        now = '&"|"&'.join(f"{self.letters[h]}#" for h in INPUTS)
        before = '&"|"&'.join(f"{self.letters[h]}#" for h in SEEN[:3])
        waits = f'IF({result}#="","{TO_CONFIRM}","")'
        return f'=IF({now}={before},IF({agreed}#="",{waits},"{INVALID}"),"{STALE}")'

    def _waits(self, criterion: Criterion) -> str:
        """`Cần làm`. Whether a target that is not assigned leaves the maximum is for the program to work out again.

        So is the mean of scorers' points that were typed since.
        """
        waits = self._waits_for_maximum(criterion)
        if not (criterion.by_scorers and self.pending):
            return waits
        typed = f"COUNTIF({self.pending},{self.letters[Col.KEY]}#)>0"
        return f'=IF({typed},"{STALE}",{waits[1:]})'

    def _waits_for_maximum(self, criterion: Criterion) -> str:
        if criterion.when_not_assigned is not WhenNotAssigned.LEAVES_MAXIMUM:
            return self.todo
        confirmed, agreed, seen = (
            self.letters[header] for header in (Col.AGREED_NOT_ASSIGNED, Col.AGREED_SCORE, Col.SEEN_SCORE)
        )
        changed = f'{agreed}#&""<>{seen}#&""'  # as texts: an empty cell equals a typed 0
        return f'=IF(AND({confirmed}#<>"",{changed}),"{STALE}",{self.todo[1:]})'
