"""Tham số of a `Mục`: how the sum of the rows below it counts, read from one line of text into exact values.

`trần 50`, `lấy mức cao nhất`, `hệ số 1,5` and any of them together, parted by `;`, in any order: the highest is
taken first, then the cap holds, then the factor multiplies. What is not understood to the last letter is `Invalid`.
"""

from decimal import Decimal
from typing import NamedTuple

from ..values.numbers import Points, in_points, typed_number
from ..values.said import points_said
from .parameter_grammar import NotUnderstoodError, matched, number_in, parts_of, positive, thousandths_of
from .parameters import Invalid

HIGHEST = "lấy mức cao nhất"
_CAP = r"(trần) (.+?)(?: điểm)?"
_FACTOR = r"(hệ số) (.+)"
_EXAMPLE = "trần 50 hoặc lấy mức cao nhất hoặc hệ số 1,5; dùng cùng lúc thì ngăn bằng dấu chấm phẩy: trần 50; hệ số 2"


class GroupRule(NamedTuple):
    """How a group counts: its highest part alone, up to a cap, so many times. Without any of it: the plain sum."""

    highest: bool = False
    cap: Points | None = None
    factor: Decimal = Decimal(1)

    @property
    def short(self) -> str:
        """As it is typed, in the order in which it counts; empty for the plain sum."""
        parts = [HIGHEST] * self.highest
        if self.cap is not None:
            parts.append(f"trần {typed_number(in_points(self.cap))}")
        if self.factor != 1:
            parts.append(f"hệ số {typed_number(self.factor)}")
        return "; ".join(parts)

    @property
    def is_plain(self) -> bool:
        """Whether the sum counts as it is."""
        return self == GroupRule()


def parse_group(text: str) -> GroupRule | Invalid:
    """The rule of a `Mục` from its `Tham số` (blank: the plain sum), or why it cannot be understood."""
    try:
        return _rule(parts_of(text))
    except NotUnderstoodError as problem:
        return Invalid(str(problem), _EXAMPLE)


def _rule(parts: list[str]) -> GroupRule:
    said: dict[str, str] = {}
    for part in parts:
        word, value = (part, "") if part == HIGHEST else matched(_pattern(part), part)
        if word in said:
            raise NotUnderstoodError(f"“{word}” ghi hai lần")
        said[word] = value
    cap, factor = said.get("trần"), said.get("hệ số")
    return GroupRule(
        HIGHEST in said,
        None if cap is None else thousandths_of(positive(cap)),
        Decimal(1) if factor is None else _factor(factor),
    )


def _factor(word: str) -> Decimal:
    positive(word)
    return number_in(word)


def _pattern(part: str) -> str:
    return _FACTOR if part.startswith("hệ số") else _CAP


def group_said(rule: GroupRule, *, deducts: bool = False) -> str:
    """The rule in words, to stand behind the name of the group; empty for the plain sum."""
    rows = "khoản trừ" if deducts else "mức điểm"
    parts = [f"chỉ lấy {rows} cao nhất"] * rule.highest
    if rule.cap is not None:
        parts.append(f"{'trừ' if deducts else 'tính'} tối đa {points_said(in_points(rule.cap))}")
    if rule.factor != 1:
        parts.append(f"nhân hệ số {typed_number(rule.factor)}")
    return ", ".join(parts)
