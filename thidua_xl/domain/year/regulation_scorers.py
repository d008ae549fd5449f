"""Quy chế, người chấm: how scorers and the other units make the score of a criterion, where the table has such rows."""

from collections.abc import Iterator

from ..scoring.criteria import Criteria, Scorer
from ..scoring.settings import Settings
from .regulation import NO_SETTING, Article, Said, spoken

_NAMED = (
    "Tiêu chí mà bảng tiêu chí ghi người chấm thì do những người chấm ấy cho điểm (có cả đơn vị tự chấm thì điểm tự "
    "chấm là một trong các điểm ấy); điểm của họ lấy trung bình theo trọng số, làm tròn một lần."
)
_CROSS = "Tiêu chí chấm chéo thì các đơn vị khác cho điểm, không đơn vị nào tự chấm; lấy điểm trung bình{}."
_WITHOUT_ENDS = " sau khi bỏ một điểm cao nhất, một điểm thấp nhất"
_STANDS = (
    "Khi chưa đủ điểm của người chấm thì chưa có điểm; điểm hội nghị thống nhất thay cho điểm trung bình."
)


def with_scorers(article: Article, criteria: Criteria, settings: Settings) -> Article:
    """The article on scoring, with what scorers do behind its first sentence; as it is where there are none."""
    texts = list(_texts(criteria, settings))
    if not texts:
        return article
    setting = "drops_ends" if any(row.scorer is Scorer.CROSS for row in criteria.scored) else NO_SETTING
    told = spoken(Article("", (Said(setting, " ".join((*texts, _STANDS))),)), settings).said
    return article._replace(said=(*article.said[:1], *told, *article.said[1:]))


def _texts(criteria: Criteria, settings: Settings) -> Iterator[str]:
    scorers = {row.scorer for row in criteria.scored if row.by_scorers and row.code not in criteria.invalid}
    if Scorer.SEVERAL in scorers:
        yield _NAMED
    if Scorer.CROSS in scorers:
        yield _CROSS.format(_WITHOUT_ENDS if settings.drops_ends else "")
