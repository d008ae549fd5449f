"""Thang xếp loại as it is typed: its entries, and of those that cannot be meant, why."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..values.catalogue import Code
from ..values.grammar import read_number
from ..values.numbers import Points, exact_points
from ..values.text import clean, fold
from .class_scale import OTHERWISE, ClassScale, Grade, Limit, Threshold, threshold_said

_MOST = 10
"""Classes that a scale may have."""


@cache
def _entry_as_typed() -> re.Pattern[str]:
    """An entry; put together when a scale is read, as most clusters have none."""
    return re.compile(
        r"(?P<name>[^:\[\]%]+?)\s*(?:\[(?P<group>[^\[\]:]+)\])?\s*:\s*(?P<at>[^:\s%]+)\s*(?P<percent>%)?"
        r"(?:\s+tối đa\s+(?P<most>[^%:\s]+)\s*(?P<share>%|đơn vị)?)?",
        re.IGNORECASE,
    )


_REST = re.compile(r"khác\s*:\s*(?P<name>[^:\[\]%]+)", re.IGNORECASE)


class _FaultError(ValueError):
    """An entry that cannot be meant; the text says why. This module alone sees it."""


class _Entry(NamedTuple):
    """One entry between the semicolons."""

    name: str
    threshold: Threshold
    limit: Limit | None
    in_percent: bool

    def __str__(self) -> str:
        return threshold_said(self.name, self.threshold)


def read_scale(text: str) -> ClassScale | None:
    """`Xuất sắc:900 tối đa 20%; Xuất sắc[Miền núi]:850; Tốt:800; khác:Trung bình`.

    On percentages with `%` first, or after every threshold. None where an entry is none, thresholds do not fall, a
    class comes twice for a group, or two limits contradict.
    """
    return typed_scale(text)[0]


def typed_scale(text: str) -> tuple[ClassScale | None, Sequence[str]]:
    """The scale; where it is none a sentence for everything that cannot be meant."""
    text = clean(text)
    in_percent = text.startswith("%")
    pieces = [piece for part in text.removeprefix("%").split(";") if (piece := clean(part))]
    rest = _REST.fullmatch(pieces[-1]) if pieces else None
    faults: list[str] = []
    entries = list(_read(pieces[: len(pieces) - bool(rest)], faults))
    by_class, shares = _by_class(entries), [one.in_percent for one in entries]
    if any(shares) and not (in_percent or all(shares)):
        faults.append("Có mức ghi %, có mức không: theo Tỷ lệ % thì ghi % một lần ở đầu.")
    in_percent = in_percent or any(shares)
    scale = ClassScale(tuple(map(_grade, by_class)), clean(rest["name"]) if rest else "", in_percent)
    faults += _contradictions(by_class, scale)
    if not scale.grades and not faults:
        faults.append("Chưa ghi loại nào có mức.")
    return (None, faults) if faults else (scale, ())


# --- one entry ------------------------------------------------------------------------------------


def _read(pieces: Sequence[str], faults: list[str]) -> Iterator[_Entry]:
    """The entries that can be read; what is wrong with the others goes to `faults`."""
    for piece in pieces:
        try:
            yield _entry(piece)
        except _FaultError as fault:
            faults.append(f"“{piece}”: {fault}.")


def _entry(piece: str) -> _Entry:
    found = _entry_as_typed().fullmatch(piece)
    name = found["name"] if found else re.split(r"[:\[]", piece)[0]
    if fold(name) == fold(OTHERWISE):
        raise _FaultError("loại còn lại ghi một lần, ở cuối, dạng khác:tên loại")
    if found is None:
        raise _FaultError("không đúng dạng loại:mức, mỗi loại cách nhau bằng dấu chấm phẩy")
    threshold = Threshold(clean(found["group"] or ""), _points(found["at"]))
    return _Entry(clean(name), threshold, _limit(found) if found["most"] else None, bool(found["percent"]))


def _number(text: str, what: str, limit: Decimal | None = None) -> Decimal:
    reading = read_number(text, limit=limit)
    if reading.code is Code.AMBIGUOUS_NUMBER:
        raise _FaultError(f"{what} {text} có thể hiểu theo hai cách, bỏ dấu phân cách hàng nghìn")
    if reading.number is None:
        raise _FaultError(f"{what} {text} không phải là số")
    return reading.number


def _points(text: str) -> Points:
    """A threshold in thousandths."""
    number = _number(text, "mức", Decimal(100_000))
    if number < 0:
        raise _FaultError("mức âm")
    points = exact_points(number)
    if points is None:
        raise _FaultError("mức có hơn ba chữ số thập phân")
    return points


def _limit(entry: re.Match[str]) -> Limit:
    """A share of more than 0 and up to 100 %, or a whole number from 1."""
    number = _number(entry["most"], "tối đa")
    if entry["share"] == "%":
        if not 0 < number <= 100:
            raise _FaultError("tối đa phải lớn hơn 0 và không quá 100%")
        return Limit(Fraction(number) / 100)
    if number < 1 or number != int(number):
        raise _FaultError("tối đa phải là số nguyên từ 1, hoặc ghi %")
    return Limit(number=int(number))


# --- all together ---------------------------------------------------------------------------------


def _by_class(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """The entries of every class, in the order in which the classes come first."""
    by_name: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_name.setdefault(fold(entry.name), []).append(entry)
    return list(by_name.values())


def _grade(own: Sequence[_Entry]) -> Grade:
    limit = next((one.limit for one in own if one.limit), None)
    return Grade(own[0].name, tuple(one.threshold for one in own), limit)


def _contradictions(by_class: Sequence[Sequence[_Entry]], scale: ClassScale) -> Iterator[str]:
    """What entries cannot say together."""
    for own in by_class:
        yield from _said_twice(own)
    if fold(scale.rest) in {fold(grade.name) for grade in scale.grades}:
        yield f"“{OTHERWISE}:{scale.rest}”: loại {scale.rest} đã có mức."
    if len(scale.grades) > _MOST:
        yield f"Có {len(scale.grades)} loại, nhiều nhất là {_MOST} loại có mức."
    yield from dict.fromkeys(said for group in ("", *scale.groups) for said in _rising(scale, group))


def _said_twice(own: Sequence[_Entry]) -> Iterator[str]:
    """A second threshold of a class for the same group, another limit than its first one."""
    limited = next((one for one in own if one.limit), None)
    by_group: dict[str, _Entry] = {}
    for one in own:
        before = by_group.setdefault(fold(one.threshold.group), one)
        if before is not one:
            yield f"“{one}”: loại {one.name} đã có mức ở “{before}”."
        if limited and one.limit and one.limit != limited.limit:
            yield f"“{one} {one.limit}”: loại {one.name} đã có {limited.limit} ở “{limited}”."


def _rising(scale: ClassScale, group: str) -> Iterator[str]:
    """Every threshold that units of this group cannot reach without reaching the better class's, too."""
    own = [(grade.name, one) for grade in scale.grades if (one := grade.threshold_of(group)) is not None]
    for (better, above), (name, one) in pairwise(own):
        if one.at >= above.at:
            whose = f"với Nhóm {group}, " if above.group or one.group else ""
            yield (
                f"“{threshold_said(name, one)}”: {whose}mức không thấp hơn “{threshold_said(better, above)}” ghi "
                "trước; ghi loại từ cao xuống thấp, mức giảm dần."
            )
