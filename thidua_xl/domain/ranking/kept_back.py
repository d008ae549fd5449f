"""What conditions and violations changed, for whom: each unit's place, rank and flag beside those without them."""

from collections.abc import Iterator, Mapping, Sequence

from .standings import Standing, Standings
from .withheld import Open, Withholding


def changed_by_conditions(standings: Standings, plain: Standings | None) -> Mapping[str, tuple[str, ...]]:
    """Unit → what is kept from it and why, and what it would have without all of that; nothing of most units.

    `plain` are the standings without conditions and violations.
    """
    were = {line.code: line for line in plain.standings} if plain else {}
    open_: dict[str, list[Open]] = {}
    for one in standings.withholding.open:
        open_.setdefault(one.unit, []).append(one)
    told = {
        line.code: (*_kept(line), *_spared(line, standings.withholding), *_waits(open_.get(line.code, ())),
                    *_changed(line, were.get(line.code)))
        for line in standings.standings
    }  # fmt: skip
    return {code: said for code, said in told.items() if said}


def _kept(line: Standing) -> Iterator[str]:
    return (one.said for one in line.withheld)


def _spared(line: Standing, withholding: Withholding) -> Iterator[str]:
    """The points that a unit keeps because it is set apart: nobody shall think that they were taken off."""
    told = [one.short for one in withholding.spared if one.unit == line.code]
    if told:
        yield f"Không xét thi đua nên tổng điểm không bị trừ: {'; '.join(told)}."


def _waits(open_: Sequence[Open]) -> Iterator[str]:
    told = dict.fromkeys(f"{one.condition} ({one.why})" if one.why else one.condition for one in open_)
    if told:
        yield f"Chưa xét được: {'; '.join(told)}; kết quả chỉ là tạm."


def _changed(line: Standing, was: Standing | None) -> Iterator[str]:
    """What the unit would have if nothing were kept from anybody."""
    if was is None or _told(line) == _told(was):
        return
    text = f"Không có các điều kiện, vi phạm ở sổ này thì đơn vị {_said(was)}"
    moved = line.place != was.place and line.place and not line.withheld
    yield f"{text}; nay {_said(line)}{' do đơn vị khác không được xét' if moved else ''}."


def _told(line: Standing) -> tuple[object, ...]:
    return line.rank, line.place, line.nominee, line.grading.shown


def _said(line: Standing) -> str:
    """`xếp hạng 1, Nhất, được đề nghị Cờ`."""
    rank = "chưa xếp hạng" if line.rank is None else f"xếp hạng {line.rank}"
    place = f", {line.place}" if line.place else ", không được Nhất, Nhì, Ba"
    grade = f", loại {line.grading.shown}" if line.grading.shown else ""
    return f"{rank}{place}{grade}{', được đề nghị Cờ' if line.nominee else ''}"
