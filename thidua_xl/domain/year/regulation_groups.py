"""Quy chế, cách tính các mục: how groups of criteria count, sentence by sentence from the rules of their sections."""

from collections.abc import Iterator

from ..scoring.criteria import Criteria, RowKind
from ..scoring.groups import Grouping
from ..scoring.settings import Settings
from .regulation import NO_SETTING, Article, Said, spoken

_ORDER = (
    "Trong một mục, trước hết chỉ lấy mức cao nhất (nếu có quy định), rồi áp mức tối đa, rồi nhân hệ số và làm tròn "
    "một lần; mục nhỏ tính trước, mục lớn chứa nó tính sau. Điểm tối đa của mục tính theo cùng cách ấy."
)
_BELOW = "Các khoản trừ ghi dưới một tiêu chí cộng lại không vượt điểm tối đa của tiêu chí đó."


def group_articles(criteria: Criteria, grouping: Grouping, settings: Settings) -> tuple[Article, ...]:
    """Cách tính điểm của các mục; no article in a cluster whose sections are plain sums."""
    texts = list(_texts(criteria, grouping))
    if not texts:
        return ()
    said = tuple(Said(NO_SETTING, text) for text in texts)
    return (spoken(Article("Mục có mức tối đa, mức cao nhất, hệ số", said), settings),)


def _texts(criteria: Criteria, grouping: Grouping) -> Iterator[str]:
    ruled = [group for group in grouping.groups if group.said and not group.of_criterion]
    for row in criteria:
        for group in ruled:
            if group.code == row.code:
                of = "" if group.kind is RowKind.CRITERION else f" ({group.kind.value.lower()})"
                yield f"Mục {row.printed_number} “{row.text}”{of}: {group.said}."
    if ruled:
        yield _ORDER
    if any(group.of_criterion for group in grouping.groups):
        yield _BELOW
