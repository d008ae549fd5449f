"""Ai chấm: who gives the points of a criterion, read from the one cell in which the cluster says so."""

import re
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ..values.choices import chosen
from ..values.numbers import typed_number
from ..values.text import clean, fold


class Scorer(StrEnum):
    """Who scores: one of three, or scorers whose codes stand in the cell (`Người chấm`)."""

    UNIT = "Đơn vị"
    HEAD = "Trưởng cụm"
    CROSS = "Chấm chéo"
    """Every unit scores every other one, never itself."""
    SEVERAL = "Người chấm"


WORDS = (Scorer.UNIT, Scorer.HEAD, Scorer.CROSS)
"""What may stand there alone, besides a code."""
_NOT_IN_A_SUM = (Scorer.HEAD, Scorer.CROSS)
_SHARE = re.compile(r"(.*?)\s*(?:([0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*%)?")


class Share(NamedTuple):
    """One of several scorers: its code (empty: the unit itself), and its part in % where parts are given."""

    code: str
    percent: Fraction | None = None

    @property
    def name(self) -> str:
        """As the cell names it."""
        return self.code or Scorer.UNIT.value

    def __str__(self) -> str:
        return self.name if self.percent is None else f"{self.name} {typed_number(self.percent)}%"


class Scorers(NamedTuple):
    """What a cell says; `wrong` tells why nobody can score by it."""

    kind: Scorer = Scorer.UNIT
    shares: tuple[Share, ...] = ()
    text: str = ""
    """Codes and parts as a reader sees them; empty for a single word."""
    wrong: str = ""

    @property
    def said(self) -> str:
        """As the cell holds it."""
        return self.text or self.kind.value


def read_scorers(typed: str) -> Scorers:
    """`Đơn vị`, `Trưởng cụm`, `Chấm chéo`, a code, several (`TC+NV`), several with parts (`Đơn vị 30%+TC 70%`)."""
    word = chosen(typed, WORDS)
    if word or not clean(typed):
        return Scorers(Scorer(word or Scorer.UNIT))
    pieces = [_share(piece) for piece in clean(typed).split("+")]
    shares = tuple(piece for piece in pieces if piece is not None)
    wrong = "có chỗ để trống cạnh dấu +" if len(shares) < len(pieces) else _wrong(shares)
    return Scorers(Scorer.SEVERAL, shares, clean(typed) if wrong else "+".join(map(str, shares)), wrong)


def _share(piece: str) -> Share | None:
    """One scorer with its part; None where no name stands there."""
    found = _SHARE.fullmatch(clean(piece))
    name = clean(found[1]).replace(" ", "") if found else ""
    if found is None or not name:
        return None
    own = fold(name) == fold(Scorer.UNIT.value.replace(" ", ""))
    percent = Fraction(found[2].replace(",", ".")) if found[2] else None
    return Share("" if own else name, percent)


def _wrong(shares: tuple[Share, ...]) -> str:
    """Why these do not make a score; empty where they do."""
    names = [fold(share.name) for share in shares]
    for word in _NOT_IN_A_SUM:
        if fold(word.value.replace(" ", "")) in names:
            return f"{word.value} chỉ đứng một mình; cùng chấm với người khác thì ghi mã ở trang Người chấm"
    if len(set(names)) < len(names):
        return "một người chấm đứng hai lần"
    parts = [share.percent for share in shares if share.percent is not None]
    if not parts:
        return ""
    if len(parts) < len(shares):
        return "có người chấm ghi tỷ lệ %, có người không"
    if 0 in parts:
        return "tỷ lệ % phải lớn hơn 0"
    total = sum(parts, Fraction(0))
    return "" if total == 100 else f"các tỷ lệ cộng lại là {typed_number(total)} %, không phải 100 %"
