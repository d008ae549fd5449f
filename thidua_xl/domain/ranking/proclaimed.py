"""Hội nghị suy tôn: what the members typed beside the proposal, and whom they give a place with it (HD 1302, III.3).

One place, one unit: a typed place moves the proposal of other units only where the members typed that, too. Only
units that the points put at one place share it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ..values.catalogue import Code
from ..values.choices import NO, YES, chosen
from ..values.findings import Finding, finding
from ..values.grammar import doubt_in

SHEET = "Suy tôn"


class Col:
    """The headers of `Suy tôn` that people type under."""

    PLACE = "Hội nghị suy tôn"
    FLAG = "Đề nghị Cờ"
    AWARD = "Hình thức đề nghị"
    CLASS = "Xếp loại"
    REASON = "Lý do"


PLACES = {1: "Nhất", 2: "Nhì", 3: "Ba"}
PLACE_WORDS = (*PLACES.values(), NO)
FLAG_WORDS = (YES, NO)
_DASHES = ("-", "–")
"""What a meeting types, besides `Không`, where it proclaims no place."""


class Proclamation(NamedTuple):
    """Suy tôn: what the members proclaimed for a unit; blank means that the proposal stands.

    `flag_typed` is the word in `Đề nghị Cờ` where it is none that counts.
    """

    unit: str
    place: str = ""
    flag: bool | None = None
    reason: str = ""
    flag_typed: str = ""
    award: str = ""
    """What is typed in `Hình thức đề nghị`; blank: by rank and quota."""
    grade: str = ""
    """What is typed in `Xếp loại`: which of the units level at the edge of a class have it."""
    flag_as_award: bool = False
    """Whether that is the flag, which `Đề nghị Cờ` leaves open."""

    @property
    def flag_cell(self) -> tuple[str, str]:
        """The header under which the members said Có or Không to the flag, and what they typed there."""
        if self.flag_as_award:
            return Col.AWARD, self.award
        return Col.FLAG, self.flag_typed if self.flag is None else YES if self.flag else NO

    @property
    def word(self) -> str | None:
        """The known word in `Hội nghị suy tôn`; None where nothing is typed, or something else."""
        return NO if self.place in _DASHES else chosen(self.place, PLACE_WORDS)

    @property
    def is_without(self) -> bool:
        """Whether the members typed that the unit gets no place."""
        return self.word == NO

    def found(self, code: Code, header: str, value: Decimal | str = "", **details: object) -> Finding:
        """A finding at the cell under `header` in the unit's row."""
        return finding(code, unit=self.unit, sheet=SHEET, row=(self.unit,), header=header, value=value,
                       details=details)  # fmt: skip

    def unknown(self, header: str, typed: str, words: Sequence[str]) -> Finding:
        """A word that is none of the list; a cell that shows something else than it holds says so itself."""
        doubt = doubt_in(typed)
        if doubt is not None and doubt.code is not None:
            return self.found(doubt.code, header, doubt.raw, **doubt.details)
        return self.found(Code.VALUE_UNKNOWN, header, typed, allowed=" · ".join(words))

    @property
    def is_reasoned(self) -> bool:
        """Whether the members decided something here and said why."""
        return bool(self.reason) and (self.word is not None or self.flag is not None or bool(self.award))


def places_held(
    proposed: Mapping[str, str | None], said: Iterable[Proclamation]
) -> dict[str, str | None]:  # fmt: skip
    """Unit → the place it has now: as typed where a known word is typed, else as proposed."""
    typed = {one.unit: one.word for one in said if one.word is not None and one.unit in proposed}
    return {code: place_named(typed.get(code), place) for code, place in proposed.items()}


def place_named(word: str | None, proposed: str | None) -> str | None:
    """The place of one unit, by the known word typed and the proposal."""
    return proposed if word is None else None if word == NO else word


def unknown_words(said: Iterable[Proclamation]) -> Iterator[Finding]:
    """Words that are none of the known ones: they count as nothing, so they must not stand there."""
    for one in said:
        if one.place and one.word is None:
            yield one.unknown(Col.PLACE, one.place, PLACE_WORDS)
        if one.flag_typed:
            yield one.unknown(Col.FLAG, one.flag_typed, FLAG_WORDS)


def shared_places(
    proposed: Mapping[str, str | None], said: Collection[Proclamation]
) -> Iterator[Finding]:  # fmt: skip
    """Places that two units have now, though the points do not put both there."""
    held = places_held(proposed, said)
    by_unit = {one.unit: one for one in said}
    for place in PLACES.values():
        holders = sorted(code for code, has in held.items() if has == place)
        moved = [code for code in holders if proposed[code] != place]
        if len(holders) > 1 and moved:
            told = [f"{code} ({_how(by_unit.get(code))})" for code in holders]
            one = by_unit[moved[0]]
            yield replace(one.found(Code.PLACE_DOUBLE, Col.PLACE, place, units=told), value=one.place)


def flag_in_doubt(
    first: str, proposed: Mapping[str, str | None], said: Collection[Proclamation]
) -> Iterator[Finding]:
    """The members changed who is Nhất and nominated nobody: whether the points' first unit keeps the flag is theirs.

    One word is enough: Có at the unit nominated, or Không at each that could be meant.
    """
    held = places_held(proposed, said)
    holders = sorted(code for code, place in held.items() if place == PLACES[1])
    if holders == [first] or any(one.flag for one in said):
        return
    by_unit = {one.unit: one for one in said}
    meant = [*(code for code in holders if code != first), first]
    left = [code for code in meant if code not in by_unit or by_unit[code].flag is None]
    if not left:
        return
    row = next(by_unit[code] for code in (*left, *meant) if code in by_unit)
    told = (
        f"hội nghị suy tôn Nhất {', '.join(holders)}" if holders else "hội nghị không suy tôn Nhất đơn vị nào"
    )
    found = row.found(Code.NOMINEE_NOT_FIRST, Col.FLAG, first=first, held=told, open=left)
    yield replace(found, value=NO if row.flag is False else row.flag_typed)


def _how(said: Proclamation | None) -> str:
    return "hội nghị ghi" if said is not None and said.word else "theo điểm, ô để trống"
