"""What the rules of groups (trần, lấy mức cao nhất, hệ số) changed, for whom: points, and the rank without them."""

from collections.abc import Iterator, Mapping

from ..scoring.criteria import RowKind
from ..scoring.groups import Group, Grouping
from ..values.numbers import Points, shown
from .standings import Standing, Standings


def changed_by_groups(
    standings: Standings, grouping: Grouping, scores: Mapping[str, Mapping[str, Points | None]],
    ungrouped: Standings | None,
) -> Mapping[str, tuple[str, ...]]:  # fmt: skip
    """Unit → the groups that count with another number than their parts come to, and its rank if they did not.

    `ungrouped` are the standings without any `Tham số` of a `Mục`.
    """
    were = {line.code: line.rank for line in ungrouped.standings} if ungrouped else {}
    return {
        line.code: (*_counted(scores.get(line.code, {}), grouping), *_ranked(line, were))
        for line in standings.standings
    }


def _counted(scores: Mapping[str, Points | None], grouping: Grouping) -> Iterator[str]:
    values = grouping.fold({code: points for code, points in scores.items() if points is not None})
    for group in grouping.groups:
        added = sum(group.inside(values))
        if group.name in values and values[group.name] != added:
            yield _said(group, added, values[group.name], grouping.digits)


def _said(group: Group, added: Points, counted: Points, digits: int) -> str:
    """`Mục I.1 cộng 63,00, tính 50,00 (tính tối đa 50 điểm).`"""
    was, counts = (shown(abs(points), digits) for points in (added, counted))
    adds = "trừ" if group.kind is RowKind.PENALTY else "cộng"
    return f"{group.title} {adds} {was}, tính {counts} ({group.said})."


def _ranked(line: Standing, were: Mapping[str, int | None]) -> Iterator[str]:
    before = were.get(line.code)
    if line.rank is not None and before is not None and before != line.rank:
        yield f"Không có Tham số của các Mục thì đơn vị xếp hạng {before}; nay xếp hạng {line.rank}."
