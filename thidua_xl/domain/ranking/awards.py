"""Hình thức đề nghị: what a cluster proposes besides ranks, by rank and quota.

HD 1302, III.3 has one unit nominated for the flag; III.5 leaves the other forms to the units themselves, while most
conferences propose them, too. So the cluster names its forms and their quotas; the default is the flag alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..scoring.settings import Award
from ..values.catalogue import Code
from ..values.choices import NO, YES, chosen
from ..values.findings import Finding, finding
from ..values.text import fold, same
from .proclaimed import SHEET, Col, Proclamation

_ONE = re.compile(r"\s*(.*\S)\s*:\s*(\d{1,3})\s*")
_RUN_ON = re.compile(r":\s*\d")
"""What a name shows that is two forms without a semicolon between them: `Cờ thi đua: 1, Bằng khen`."""
_FLAG = fold("Cờ")
_MOST = 10


def read_awards(text: str) -> tuple[Award, ...] | None:
    """`Cờ thi đua: 1; Bằng khen: 2`, in the order of the ranks.

    None where a quota is missing, a form comes twice or bears the word for none, or the flag's quota is not 1 (III.3).
    """
    found = [_ONE.fullmatch(part) for part in text.split(";") if part.strip()]
    if not found or len(found) > _MOST or not all(found):
        return None
    awards = tuple(Award(match[1], int(match[2])) for match in found if match)
    return awards if _are_apart(awards) and not any(map(_is_odd, awards)) else None


def _are_apart(awards: Sequence[Award]) -> bool:
    return len({fold(one.name) for one in awards}) == len(awards)


def _is_odd(award: Award) -> bool:
    """Whether it cannot be meant as it is typed."""
    return same(award.name, NO) or bool(_RUN_ON.search(award.name)) or (_is_flag(award) and award.quota != 1)


def _is_flag(award: Award) -> bool:
    return fold(award.name).split(" ")[0] == _FLAG


def told_awards(awards: Iterable[Award]) -> str:
    """The same as it is typed."""
    return "; ".join(f"{one.name}: {one.quota}" for one in awards)


def flag_of(awards: Iterable[Award]) -> str:
    """The form that is the flag; empty where the cluster proposes none."""
    return next(filter(_is_flag, awards), Award("", 0)).name


def words_of(awards: Iterable[Award]) -> tuple[str, ...]:
    """What may be typed in `Hình thức đề nghị`."""
    return (*(one.name for one in awards), NO)


def as_flag(said: Proclamation, flag: str) -> Proclamation:
    """A unit for which the flag is typed as its form is nominated for it, as if `Đề nghị Cờ` said so."""
    is_flag = bool(flag) and chosen(said.award, (flag,)) is not None
    return said._replace(flag=True, flag_as_award=True) if is_flag and said.flag is None else said


def by_quota(
    ranked: Sequence[tuple[str, int]], awards: Sequence[Award], said: Iterable[Proclamation]
) -> dict[str, str]:
    """Unit → the form, other than the flag, that rank and quotas give it.

    Args:
        ranked: units that may be proposed and are not nominated for the flag, with their ranks, best first.
        awards: the cluster's forms.
        said: what the members typed: units for which they typed a form take theirs from its quota.
    """
    return _dealt(ranked, awards, said)[0]


def level_at_quota(
    ranked: Sequence[tuple[str, int]], awards: Sequence[Award], said: Iterable[Proclamation]
) -> Iterator[Finding]:
    """Units level with each other where fewer of a form are left: it, and all that follows, is proposed for nobody."""
    level = _dealt(ranked, awards, said)[1]
    if level:
        yield finding(Code.AWARD_LEVEL, sheet=SHEET, value=level.award, units=", ".join(level.codes), rank=level.rank,
                      left=level.left)  # fmt: skip


class _Level(NamedTuple):
    """Units at one rank, more than the form has room for."""

    codes: Sequence[str]
    rank: int
    award: str
    left: int


def _dealt(
    ranked: Sequence[tuple[str, int]], awards: Sequence[Award], said: Iterable[Proclamation]
) -> tuple[dict[str, str], _Level | None]:
    """The forms as far as they can be given out, and at whom that ended."""
    flag, words = flag_of(awards), words_of(awards)
    typed = {one.unit: chosen(one.award, words) for one in said if chosen(one.award, words)}
    left = {one.name: one.quota - sum(word == one.name for word in typed.values())
            for one in awards if one.name != flag}  # fmt: skip
    given: dict[str, str] = {}
    for rank in dict.fromkeys(rank for _, rank in ranked):
        group = [code for code, own in ranked if own == rank and code not in typed]
        name = next((name for name, number in left.items() if number > 0), "")
        if not name:
            break
        if len(group) > left[name]:
            return given, _Level(group, rank, name, left[name])  # the members choose
        given |= dict.fromkeys(group, name)
        left[name] -= len(group)
    return given, None


def held(by_rank: Mapping[str, str], said: Iterable[Proclamation], awards: Sequence[Award]) -> dict[str, str]:
    """Unit → the form it has now: as typed, else by rank and quota."""
    words = words_of(awards)
    typed = {one.unit: chosen(one.award, words) for one in said}
    now = {**by_rank, **{unit: word for unit, word in typed.items() if word}}
    return {unit: name for unit, name in now.items() if name != NO}


def wrong_awards(
    said: Sequence[Proclamation], by_rank: Mapping[str, str], awards: Sequence[Award], nominee: str | None
) -> Iterator[Finding]:
    """Words that are no form, a form that contradicts `Đề nghị Cờ`, and more units than a quota has."""
    flag, words = flag_of(awards), words_of(awards)
    for one in said:
        word = chosen(one.award, words)
        if one.award and word is None:
            yield one.unknown(Col.AWARD, one.award, words)
        elif word and flag and (said_of_flag := _contradicted(one, word, flag, nominee)):
            yield one.found(Code.AWARD_CONTRADICTS, Col.AWARD, word, flag=said_of_flag, name=Col.FLAG)
    now = held(by_rank, said, awards)
    for award in awards:
        own = [one for one in said if chosen(one.award, words) == award.name]
        count = sum(name == award.name for name in now.values())
        if own and count > award.quota and award.name != flag:
            yield own[-1].found(Code.QUOTA_EXCEEDED, Col.AWARD, award.name, name=award.name, count=count,
                                limit=award.quota)  # fmt: skip


def _contradicted(one: Proclamation, word: str, flag: str, nominee: str | None) -> str:
    """What `Đề nghị Cờ` says that the typed form does not agree with; empty where both can stand."""
    if one.flag is None:
        return f"{YES} theo đề xuất" if one.unit == nominee and word != flag else ""
    return "" if word == NO or one.flag is (word == flag) else YES if one.flag else NO
