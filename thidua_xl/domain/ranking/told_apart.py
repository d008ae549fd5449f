"""What tells a unit from those level with it, in words: the item of `Khi bằng điểm` in which the two differ first."""

from collections.abc import Iterable
from typing import NamedTuple

from ..scoring.scores import UnitTotal
from ..scoring.settings import Basis, Settings
from ..scoring.tie_order import Figure
from ..values.numbers import shown


class Apart(NamedTuple):
    """The nearest unit level with it that the order tells from it, and by what."""

    other: str
    item: str
    own: Figure
    others: Figure
    is_above: bool
    """Whether the unit itself stands above the other."""


def apart_of(total: UnitTotal, beside: Iterable[UnitTotal], settings: Settings) -> Apart | None:
    """Against the nearest level unit above, else below; None where nothing but a vote tells it from others."""
    own = total.standing(settings.basis)
    if own is None or not settings.tie_order:
        return None
    told = ((one.standing(settings.basis), one) for one in beside)
    level = [(place, one) for place, one in told if place is not None and place[0] == own[0] and place != own]
    if not level:
        return None
    above = [pair for pair in level if pair[0] > own]
    _, other = min(above, key=lambda pair: pair[0]) if above else max(level, key=lambda pair: pair[0])
    at = next(at for at, pair in enumerate(zip(total.apart, other.apart, strict=True)) if pair[0] != pair[1])
    return Apart(
        other.unit.code, settings.tie_order[at], total.compared[at], other.compared[at], is_above=not above
    )


def figures_said(apart: Apart, settings: Settings) -> str:
    """Both numbers: `45,00 – 44,00`; where shares are compared `45,00/50,00 – 30,00/35,00`."""
    return " – ".join(_said(one, settings.digits) for one in (apart.own, apart.others))


def apart_said(apart: Apart, settings: Settings) -> str:
    """The sentence without its stop: `Bằng điểm với BH, hơn ở I: 45,00 – 44,00`."""
    level = "điểm" if settings.basis is Basis.POINTS else "tỷ lệ %"
    word = "hơn" if apart.is_above else "kém"
    return f"Bằng {level} với {apart.other}, {word} ở {apart.item}: {figures_said(apart, settings)}"


def _said(figure: Figure, digits: int) -> str:
    if figure.most is None:
        return shown(figure.points, digits)
    if not figure.most:
        return "không chấm mục này (lấy tỷ lệ chung)"
    return f"{shown(figure.points, digits)}/{shown(figure.most, digits)}"
