"""What a scorecard's live page says of a cell: a state, which formulas compute as a number and look up as a text.

The texts are those of the catalogue, in brief. The order tells the gravity: what must be mended, what is probably a
slip, what may rightly be so, what is no matter for the unit.
"""

import unicodedata
from collections.abc import Mapping
from enum import Enum

from ...domain.scoring.rows import FigureCol
from ...domain.scoring.taken_suggestion import PLAIN, WORD
from ...domain.values.catalogue import Code
from ...domain.values.findings import BRIEFLY
from ...domain.values.grammar import NO_WORDS, YES_WORDS
from ...domain.values.numbers import Rounding, in_points, shown_number

HINT = "#"
"""Stands in a text for the suggested score."""
DIGITS = "{limit}"
_DONE = "Xong"
_TARGET, _RESULT, _SCORE, _MARK = FigureCol.TARGET, FigureCol.RESULT, "Điểm", FigureCol.NOT_ASSIGNED


def _brief(code: Code, what: str = "", **words: str) -> str:
    return BRIEFLY[code].format_map(_Words({"what": what, **words}))


class _Words(dict[str, str]):
    """Details; one that is not known yet keeps its place."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class State(Enum):
    """The states of cells in the order of their numbers; 0 is a cell of which there is nothing to say."""

    DONE = _DONE
    # missing
    NO_SCORE = _brief(Code.SCORE_MISSING)
    SUGGESTED = f"Gợi ý {HINT} – nhập nếu đồng ý, hoặc ghi {WORD}"
    NO_FIGURES = "Chưa có số liệu"
    # wrong
    OVER = _brief(Code.OVER_MAXIMUM)
    SCORE_NO_NUMBER = _brief(Code.NOT_A_NUMBER, _SCORE)
    NO_SUGGESTION = _brief(Code.SUGGESTION_MISSING)
    SCORE_DATE = _brief(Code.DATE_AS_NUMBER, _SCORE)
    SCORE_PERCENT = _brief(Code.SHOWN_OTHERWISE, _SCORE)
    SCORE_NEGATIVE = _brief(Code.NEGATIVE, _SCORE)
    BELOW_LOWEST = _brief(Code.BELOW_LOWEST)
    CONTRADICTS = _brief(Code.PASS_FAIL_CONTRADICTS)
    BOTH = _brief(Code.NOT_ASSIGNED_WITH_SCORE)
    NOT_ALLOWED = _brief(Code.NOT_ASSIGNED_NOT_ALLOWED)
    MARK_UNCLEAR = _brief(Code.VALUE_UNKNOWN, _MARK, allowed="x hoặc để trống")
    TARGET_NO_NUMBER = _brief(Code.NOT_A_NUMBER, _TARGET)
    TARGET_DATE = _brief(Code.DATE_AS_NUMBER, _TARGET)
    TARGET_PERCENT = _brief(Code.SHOWN_OTHERWISE, _TARGET)
    TARGET_NEGATIVE = _brief(Code.NEGATIVE, _TARGET)
    RESULT_NO_NUMBER = _brief(Code.NOT_A_NUMBER, _RESULT)
    RESULT_DATE = _brief(Code.DATE_AS_NUMBER, _RESULT)
    RESULT_PERCENT = _brief(Code.SHOWN_OTHERWISE, _RESULT)
    RESULT_NEGATIVE = _brief(Code.NEGATIVE, _RESULT)
    RESULT_UNCLEAR = _brief(Code.VALUE_UNKNOWN, _RESULT, allowed="Đạt hoặc Không đạt")
    RESULT_NO_LEVEL = _brief(Code.VALUE_UNKNOWN, _RESULT, allowed="một mức trong danh sách")
    # probably a slip
    TARGET_SCALE = _brief(Code.SCALE_DIFFERS, _TARGET, other="kết quả")
    RESULT_SCALE = _brief(Code.SCALE_DIFFERS, _RESULT, other="chỉ tiêu")
    WILD = _brief(Code.WILD_RATIO)
    # may rightly be so
    DIFFERS = _brief(Code.DIFFERS_FROM_RULE, expected=HINT)
    DECIMALS = _brief(Code.TOO_MANY_DECIMALS)
    NO_TARGET = _brief(Code.INPUT_MISSING, what="chỉ tiêu")
    NO_RESULT = _brief(Code.INPUT_MISSING, what="kết quả")
    TARGET_ZERO = _brief(Code.TARGET_ZERO)
    # taken by the word
    TAKEN = f"{_DONE}, lấy điểm gợi ý"
    # for others
    WAITING = "Chờ Trưởng cụm xác nhận"
    BY_PROGRAM = "Chương trình chấm khi tổng hợp cụm"
    BY_HEAD = "Trưởng cụm chấm, không phải nhập"
    BY_DAY = "Chương trình tính theo ngày nộp phiếu, không phải nhập"
    BY_SCORERS = "Người chấm cho điểm, không phải nhập điểm"

    @property
    def number(self) -> int:
        """How formulas call it."""
        return _NUMBERS[self]


_NUMBERS: Mapping[State, int] = {state: number for number, state in enumerate(State)}

LAST_MISSING = State.NO_FIGURES.number
LAST_ERROR = State.RESULT_NO_LEVEL.number
LAST_SLIP = State.WILD.number
LAST_REMARK = State.TARGET_ZERO.number


def texts(rounding: Rounding) -> list[str]:
    """The texts in the order of the numbers, where scores are rounded so."""
    if rounding.step is None:
        return [state.value.replace(DIGITS, str(rounding.digits)) for state in State]
    finer = _brief(Code.NO_MULTIPLE, limit=shown_number(in_points(rounding.step)))
    return [finer if state is State.DECIMALS else state.value for state in State]


def listed(words: frozenset[str]) -> str:
    """Words as a text that a formula looks into: `|x|có|`."""
    return f"|{'|'.join(sorted(words))}|"


MARKS = listed(YES_WORDS)
"""What marks a target as not assigned."""
TAKING = listed(frozenset({WORD.casefold(), unicodedata.normalize("NFD", WORD.casefold()), "ðồng ý", PLAIN}))
"""What takes the suggested score, in small letters; ð is what old keyboards type for đ."""
NO_MARKS = listed(NO_WORDS - {"không"})
"""What leaves it unmarked: nothing, or the value of a box that is not ticked."""
