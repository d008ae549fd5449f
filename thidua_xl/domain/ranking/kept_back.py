"""What conditions and violations changed, for whom: each unit's place, rank and flag beside those without them."""

from collections.abc import Iterator, Mapping

from .standings import Standing, Standings


def changed_by_conditions(standings: Standings, plain: Standings | None) -> Mapping[str, tuple[str, ...]]:
    """Unit → what is kept from it and why, and what it would have without all of that; nothing of most units.

    `plain` are the standings without conditions and violations.
    """
    were = {line.code: line for line in plain.standings} if plain else {}
    open_ = {one.unit: one.condition for one in standings.withholding.open if one.unit}
    told = {
        line.code: (*_kept(line), *_waits(open_.get(line.code)), *_changed(line, were.get(line.code)))
        for line in standings.standings
    }
    return {code: said for code, said in told.items() if said}


def _kept(line: Standing) -> Iterator[str]:
    return (one.said for one in line.withheld)


def _waits(condition: str | None) -> Iterator[str]:
    if condition:
        yield f"Chưa xét được điều kiện {condition}: còn thiếu số liệu, kết quả chỉ là tạm."


def _changed(line: Standing, was: Standing | None) -> Iterator[str]:
    """What the unit would have if nothing were kept from anybody."""
    if was is None or _told(line) == _told(was):
        return
    text = f"Không có các điều kiện, vi phạm ở sổ này thì đơn vị {_said(was)}"
    moved = line.place and not line.withheld
    yield f"{text}; nay {_said(line)}{' do đơn vị khác không được xét' if moved else ''}."


def _told(line: Standing) -> tuple[object, ...]:
    return line.rank, line.place, line.nominee


def _said(line: Standing) -> str:
    """`xếp hạng 1, Nhất, được đề nghị Cờ`."""
    rank = "chưa xếp hạng" if line.rank is None else f"xếp hạng {line.rank}"
    place = f", {line.place}" if line.place else ", không có Nhất, Nhì, Ba"
    return f"{rank}{place}{', được đề nghị Cờ' if line.nominee else ''}"
