"""Numbers and marks as people type them (design, 5): a strict grammar that never guesses.

A real number is taken as Excel shows it. Text is a number only where it can mean one thing; everything
else becomes a code of the catalogue with the likely meaning. Python's own `float("1_8")`, `Decimal("٣")`
and `int(True)` accept too much, so only text that matched a pattern of ASCII digits is ever converted.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from .catalogue import Code
from .cells import CellError, Day1904, Disputed, Formula, RawCell, Uncomputed, as_text, is_blank
from .numbers import LARGEST, THOUSANDTHS, as_shown, round_half_up, typed_number
from .shown import Doubt, Why, read_doubt
from .text import clean, fold

Details: TypeAlias = Mapping[str, Decimal | str]
_NO_DETAILS: Details = MappingProxyType({})


class Reading(NamedTuple):
    """A cell read as a number.

    `code` says what is wrong; only the note NUMBER_AS_TEXT comes together with a number. `details` fill
    the code's texts (`likely`, `number`, `other`); `raw` is the value to quote.
    """

    number: Decimal | None = None
    code: Code | None = None
    details: Details = _NO_DETAILS
    raw: Decimal | str = ""

    @property
    def ok(self) -> bool:
        """Whether a number came out."""
        return self.number is not None

    @property
    def blank(self) -> bool:
        """Whether nothing was typed, which is neither zero nor an error."""
        return self.number is None and self.code is None


BLANK = Reading()


def read_number(cell: RawCell, *, limit: Decimal | None = None) -> Reading:
    """The number a person meant; `limit` (a maximum) decides between the two readings of `1.000`."""
    if type(cell) is float or type(cell) is int:
        return _from_number(cell)
    if cell is None:
        return BLANK
    if isinstance(cell, str):
        return _from_text(clean(cell), limit) if _BACKWARDS not in cell else _not_a_number(clean(cell), "")
    if isinstance(cell, Formula):
        if cell.value is Uncomputed.FORMULA:
            return Reading(code=Code.FORMULA_WITHOUT_VALUE, raw=cell.text)
        return read_number(cell.value, limit=limit)
    return _from_other(cell)


_BACKWARDS = "\u202e"
"""Turns round what follows: the digits 58 behind it are seen as 85."""


# --- real numbers -----------------------------------------------------------------------------

_LARGEST = int(LARGEST)
_RESIDUE, _NOUGHT = 5e-10, Decimal(0)
"""What is left of 0 where a formula adds 0,3, -0,2 and -0,1: nobody types it, and the form's own formulas drop it."""


@lru_cache(maxsize=1 << 14)  # scores repeat: a cluster's 240,000 cells hold a few thousand values
def _from_number(stored: float) -> Reading:
    """A stored number; comparing this way also turns NaN away."""
    if not -_LARGEST <= stored <= _LARGEST:
        return _not_a_number(as_text(stored), "" if stored != stored else _TOO_LARGE)
    number = as_shown(stored) if abs(stored) >= _RESIDUE else _NOUGHT
    return Reading(number, raw=number)


# --- what a cell shows ------------------------------------------------------------------------


def of_doubt(doubt: Doubt) -> Reading:
    """A cell that shows something else than it holds: no number comes out of it."""
    if doubt.why is Why.COVERED and not doubt.held:
        return Reading(code=Code.BLANK_COVERED, details={"visible": doubt.detail})
    if doubt.why is Why.COVERED:
        return Reading(code=Code.CELL_COVERED, details={"visible": doubt.detail}, raw=doubt.held)
    if doubt.why in (Why.RUNS, Why.STRUCK):
        return Reading(code=Code.TEXT_NOT_PLAIN, details={"how": doubt.why.value}, raw=doubt.held)
    shown = f"hiện {doubt.shown}" if doubt.shown else "không hiện gì"
    how = "".join(f" ({words})" for words in (doubt.why.value, doubt.detail) if words)
    return Reading(code=Code.SHOWN_OTHERWISE, details={"shown": shown, "how": how}, raw=doubt.held)


def doubt_in(text: str) -> Reading | None:
    """The same of a word that people choose, where its cell's text says a doubt."""
    doubt = read_doubt(text)
    return None if doubt is None else of_doubt(doubt)


DOUBTS = frozenset({Code.SHOWN_OTHERWISE, Code.TEXT_NOT_PLAIN, Code.CELL_COVERED, Code.BLANK_COVERED})
"""Codes of cells that show something else than they hold."""


# --- text -------------------------------------------------------------------------------------

_LONGEST = 25
"""Longer digit strings are no quantity, and Decimal arithmetic (28 digits) would no longer be exact."""
_TOO_LARGE = "Số này quá lớn."

_ASCII = str.maketrans("０１２３４５６７８９，．－−", "0123456789,.--")
"""Full-width forms and the minus sign. Not NFKC as a whole: it would turn `5²` into 52."""

_DECIMAL = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]+)?")
_ERROR = re.compile(r"#N/A|#GETTING_DATA|#[A-Z0-9/_]+[!?]|ERR:[0-9]+")


def _from_text(text: str, limit: Decimal | None) -> Reading:
    """Cleaned text that may be a number."""
    if not text:
        return BLANK
    if _ERROR.fullmatch(text.upper()):
        return Reading(code=Code.ERROR_VALUE, raw=text)
    if text.upper() in ("TRUE", "FALSE"):
        return Reading(code=Code.BOOLEAN_AS_NUMBER, raw=text)
    doubt = read_doubt(text)
    if doubt is not None:
        return of_doubt(doubt)
    if len(text) > _LONGEST:
        return _not_a_number(text, "")
    plain = text.translate(_ASCII)
    meanings = _meanings(plain)
    if not meanings:
        return _not_a_number(text, _likely(plain))
    return _choose(text, meanings, limit)


def _meanings(text: str) -> tuple[Decimal, ...]:
    """Every number the text can mean: as a decimal, then with thousands separators."""
    meanings = []
    if _DECIMAL.fullmatch(text):
        meanings.append(Decimal(text.replace(",", ".")) + 0)  # -0 is 0
    if grouped := _GROUPED.fullmatch(text):
        meanings.append(Decimal(text.replace(grouped[1], "").replace(",", ".")))
    return tuple(meanings)


def _choose(text: str, meanings: tuple[Decimal, ...], limit: Decimal | None) -> Reading:
    """The one meaning, or the only one within the limit; otherwise the person is asked."""
    fitting = meanings
    if len(meanings) > 1:
        fitting = () if limit is None else tuple(number for number in meanings if 0 <= number <= limit)
    if len(fitting) != 1:
        details = {"number": meanings[0], "other": meanings[1]}
        return Reading(code=Code.AMBIGUOUS_NUMBER, details=details, raw=text)
    if abs(fitting[0]) > LARGEST:
        return _not_a_number(text, _TOO_LARGE)
    return Reading(fitting[0], Code.NUMBER_AS_TEXT, {"number": fitting[0]}, text)


def _not_a_number(text: str, likely: str) -> Reading:
    return Reading(code=Code.NOT_A_NUMBER, details={"likely": likely}, raw=text)


_SPACED_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_SPACED_SIGN = re.compile(r"(?<=[0-9]) ?([.,]) ?(?=[0-9])")
_OTHER_NUMBER = re.compile("[\u00bc-\u00be\u2150-\u215f]|^[\u2013\u2014][0-9]")
"""Fractions of one letter, and dashes put for a minus: the digits beside them alone are another number."""
_ONE_NUMBER = re.compile(r"[^0-9]*?(?<![\w.,])(-?[0-9]+(?:[.,][0-9]+)*)[^0-9]*")


def _likely(text: str) -> str:
    """What the text probably means, where one meaning is obvious: `9,5đ`, `95%`, `1 000`, a dash."""
    if not text.strip("-–—"):
        return "Có thể là 0 hoặc chưa có số liệu."
    if _OTHER_NUMBER.search(text):
        return ""
    if _SPACED_GROUPS.fullmatch(text):
        text = text.replace(" ", "")
    found = _ONE_NUMBER.fullmatch(_SPACED_SIGN.sub(r"\1", text))
    meanings = _meanings(found[1]) if found else ()
    return f"Có thể là {typed_number(meanings[0])}." if len(meanings) == 1 else ""


# --- other types ------------------------------------------------------------------------------


def _from_other(cell: RawCell) -> Reading:
    """Cells of a type that is no number."""
    if isinstance(cell, bool):
        return Reading(code=Code.BOOLEAN_AS_NUMBER, raw=as_text(cell))
    if isinstance(cell, int | float):  # a subclass, such as numpy's float64
        return _from_number(cell)
    if isinstance(cell, CellError):
        return Reading(code=Code.ERROR_VALUE, raw=cell.text)
    if isinstance(cell, Uncomputed):
        return Reading(code=Code.FORMULA_WITHOUT_VALUE)
    if isinstance(cell, Disputed):
        return Reading(code=Code.READERS_DISAGREE, details={"other": cell.other}, raw=cell.text)
    if isinstance(cell, date):
        return _date(_day(cell), f"Có thể là {_typed_as(cell)}.")
    if isinstance(cell, time):
        return _date(f"{cell:%H:%M}", "")
    if isinstance(cell, timedelta):
        return _date(_duration(cell), "")
    return _not_a_number(as_text(cell), "")


def _date(shown: str, likely: str) -> Reading:
    return Reading(code=Code.DATE_AS_NUMBER, details={"likely": likely}, raw=shown)


def _day(day: date) -> str:
    """dd/mm/yyyy, with the hour where there is one."""
    hour = f" {day:%H:%M}" if isinstance(day, datetime) and day.time() != time.min else ""
    return f"{day.day:02}/{day.month:02}/{day.year}{hour}"


def _duration(span: timedelta) -> str:
    """Hours and minutes, as Excel's `[h]:mm` shows them."""
    minutes = span // timedelta(minutes=1)
    return f"{minutes // 60}:{minutes % 60:02}"


_PHANTOM = date(1900, 3, 1)
"""From here on serial numbers count Excel's 29 February 1900, which never was."""


def _typed_as(day: date) -> str:
    """What was typed before Excel made a date of it.

    A day of 1900 (of 1904, where the book counts from there) is a small number in a cell that kept a date format;
    `9.75` becomes 1 September 1975.
    """
    if day.year == 1900 or isinstance(day, Day1904):
        return f"{_serial(day)} (ô đang định dạng ngày)"
    guess = f"{day.day},{day.month} (Excel đổi {day.day}.{day.month} thành ngày {day.day} tháng {day.month})"
    return f"{guess} hoặc {day.month},{day.year % 100:02}" if day.day == 1 else guess


def _serial(day: date) -> str:
    """The number behind a date of the calendar's first year, in at most three decimals."""
    plain = day.date() if isinstance(day, datetime) else day
    whole = (plain - date(1899, 12, 31)).days + (plain >= _PHANTOM)
    if isinstance(day, Day1904):
        whole = (plain - date(1904, 1, 1)).days
    clock = day - datetime.combine(plain, time.min) if isinstance(day, datetime) else timedelta()
    part = Fraction(clock // timedelta(seconds=1), 24 * 60 * 60)
    return typed_number(Fraction(round_half_up(whole + part, 3), THOUSANDTHS))


# --- marks ------------------------------------------------------------------------------------

_SIGNS = "✓✔√☑✅🗸🗹☒×✕⨯"
"""Ticks, and signs of multiplication that stand for an x. ✗ and ❌ may as well say no: they ask."""
YES_WORDS = frozenset({"x", "có", "1", "true", *_SIGNS})
NO_WORDS = frozenset({"", "không", "0", "false"})


def read_mark(cell: RawCell) -> bool | None:
    """A cell of yes or no: marked, not marked (blank too), or None where it is unclear."""
    word = fold(as_text(cell))
    if not word and not is_blank(cell):  # a formula without a stored value
        return None
    return True if word in YES_WORDS else False if word in NO_WORDS else None


def read_not_assigned(cell: RawCell) -> bool | None:
    """A unit's mark in `Không được giao`, where the word `Không` may repeat the header or say no: unclear."""
    return None if fold(as_text(cell)) == "không" else read_mark(cell)


class Verdict(Enum):
    """The result of a criterion scored `Đạt/không đạt`, and whether a level was chosen for one scored `Chọn mức`."""

    PASSED = "Đạt"
    FAILED = "Không đạt"
    BLANK = ""
    UNCLEAR = "?"
    CHOSEN = "mức"

    @property
    def passed(self) -> bool | None:
        """True or False where the cell says so, None where it is blank or unclear."""
        if self is Verdict.PASSED:
            return True
        return False if self is Verdict.FAILED else None


_VERDICTS = {"đạt": Verdict.PASSED, "không đạt": Verdict.FAILED}


def read_pass_fail(cell: RawCell) -> Verdict:
    """`Đạt` or `Không đạt` in any case; every other text, number or error is unclear."""
    if is_blank(cell):
        return Verdict.BLANK
    return _VERDICTS.get(fold(as_text(cell)), Verdict.UNCLEAR)
