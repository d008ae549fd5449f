"""Quy chế, điều kiện xét thi đua: what a cluster demands besides points, sentence by sentence from its conditions."""

from collections.abc import Iterable, Sequence

from ..ranking.conditions import Condition
from ..ranking.consequences import told
from ..scoring.settings import Settings, VacantPlace
from ..values.calling import called
from .regulation import NO_SETTING, Article, Said

_VACANT = {
    VacantPlace.LEFT_EMPTY: "Hạng mà đơn vị đứng ở đó không được xét thì để trống, đơn vị xếp sau không lên thay.",
    VacantPlace.MOVED_UP: "Hạng mà đơn vị đứng ở đó không được xét thì đơn vị xếp sau được xét lên thay.",
}


def condition_articles(conditions: Sequence[Condition], settings: Settings) -> tuple[Article, ...]:
    """Điều kiện xét thi đua; no article in a cluster that demands nothing."""
    if not conditions:
        return ()
    said = (
        *_demanded(conditions),
        Said(
            NO_SETTING, "Đơn vị không đạt điều kiện vẫn giữ điểm và thứ hạng theo điểm, trừ khi bị trừ điểm."
        ),
        Said("vacant", _VACANT[settings.vacant]),
    )
    spoken = tuple(Said(one.setting, called(one.text, settings.calling, settings.given)) for one in said)
    return (Article("Điều kiện xét thi đua", spoken),)


def _demanded(conditions: Iterable[Condition]) -> Iterable[Said]:
    for one in conditions:
        following = told(one.consequences)
        source = f" ({one.source})" if one.source else ""
        text = f"{one.said}; đơn vị không đạt: {following[:1].lower()}{following[1:]}{source}."
        yield Said(NO_SETTING, text)
