"""Quy chế, điều kiện xét thi đua: what a cluster demands besides points, sentence by sentence from its conditions."""

from collections.abc import Iterable, Sequence

from ..ranking.conditions import Condition, Question
from ..scoring.consequences import told
from ..scoring.settings import Settings, VacantPlace
from ..values.text import decapitalised
from .regulation import NO_SETTING, Article, Said, spoken

_VACANT = {
    VacantPlace.LEFT_EMPTY: "Đơn vị không được xét ở hạng nào thì hạng đó để trống, đơn vị xếp sau không lên thay.",
    VacantPlace.MOVED_UP: "Đơn vị không được xét ở hạng nào thì đơn vị xếp sau được xét lên thay ở hạng đó.",
}


def condition_articles(
    conditions: Sequence[Condition], questions: Sequence[Question], settings: Settings
) -> tuple[Article, ...]:
    """Điều kiện xét thi đua; no article in a cluster that demands nothing.

    `questions` are the rows of `Tiêu chí` that units answer, Đạt or Không đạt.
    """
    if not (conditions or questions):
        return ()
    said = (
        *_demanded(conditions),
        *_answered(questions),
        Said(
            NO_SETTING, "Đơn vị không đạt điều kiện vẫn giữ điểm và thứ hạng theo điểm, trừ khi bị trừ điểm."
        ),
        Said("vacant", _VACANT[settings.vacant]),
    )
    return (spoken(Article("Điều kiện xét thi đua", said), settings),)


def _demanded(conditions: Iterable[Condition]) -> Iterable[Said]:
    for one in conditions:
        source = f" ({one.source})" if one.source else ""
        yield Said(
            NO_SETTING, f"{one.said}; đơn vị không đạt: {decapitalised(told(one.consequences))}{source}."
        )


def _answered(questions: Iterable[Question]) -> Iterable[Said]:
    for one in questions:
        text = one.text.rstrip(" .")
        who = "đơn vị trả lời, Trưởng cụm xác nhận" if one.asks_units else "Trưởng cụm xác nhận"
        yield Said(NO_SETTING, f"{text} ({who}); đơn vị không đạt: "
                   f"{decapitalised(told(one.consequences))}.")  # fmt: skip
