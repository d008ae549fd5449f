"""The results that papers print: the same outcome as `rank`, in the words of a paper; nothing is computed here."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...domain.ranking.proclaimed import PLACES, places_held
from ...domain.ranking.standings import SettledTie, Standing
from ...domain.ranking.told_apart import Apart, apart_of
from ...domain.ranking.withheld import last_barred
from ...domain.scoring.scores import Totals
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, in_order
from ...domain.values.numbers import shown
from ...domain.values.text import decapitalised
from ..assess import Assessment
from ..book import Book
from .common import ranked_by
from .paper import Facts, Values

_NO_PLACE = "không hạng"
_FEW = 5
"""Errors that a reason names one by one."""


def total_of(facts: Facts, code: str) -> Totals:
    """The sums of a unit."""
    return next(one for one in facts.outcome.totals if one.unit.code == code)


def figures(facts: Facts, line: Standing) -> Values:
    """A unit's printed figures; None (a blank) where no score stands, which is not 0."""
    total, digits = total_of(facts, line.code), facts.book.settings.digits
    return {
        "ma": line.code,
        "ten": total.unit.name,
        "tu_cham": _shown(total.self_total, digits),
        "tong": _shown(total.stands, digits),
        "toi_da": shown(total.max_total, digits),
        "ty_le": _shown(total.percent, digits),
        "hang": rank_said(facts, line),
        "suy_ton": places(facts).get(line.code) or "",
        "xep_loai": class_said(facts, line),
        "de_nghi": line.award,
        "can_cu": grounds_of(facts, line.code),
    }


def _shown(points: int | None, digits: int) -> str | None:
    return None if points is None else shown(points, digits)


def rank_said(facts: Facts, line: Standing) -> str:
    """The rank, `1 (tạm)` while it may still move; empty for a unit that has none."""
    if line.rank is None:
        return ""
    return f"{line.rank}{' (tạm)' if facts.waits else ''}"


def class_said(facts: Facts, line: Standing) -> str:
    """The class, `Tốt (tạm)` while it may still change; empty where there is none, or the members have to choose."""
    name, standings = line.grading.name, facts.outcome.standings
    may_change = name and standings.class_provisional(line, facts.book.settings.basis)
    return f"{name} (tạm)" if may_change else name


def by_class(facts: Facts) -> list[str]:
    """`Tốt: Xã An Hòa, Xã Bình Hải` of every class, best first; nothing where the cluster has no classes."""
    scale = facts.book.settings.classes
    found = []
    for name in scale.names if scale else ():
        lines = [line for line in facts.outcome.standings.standings if line.grading.name == name]
        if lines:
            found.append(f"{name}: {', '.join(line.total.unit.name for line in lines)}")
    return found


def places(facts: Facts) -> dict[str, str | None]:
    """Unit → its place as the members proclaimed it, else as the points propose."""
    proposed = {line.code: line.place for line in facts.outcome.standings.standings}
    return places_held(proposed, [row.proclamation for row in facts.book.proclaimed.values()])


def tie_of(facts: Facts, code: str) -> SettledTie | None:
    """The settled tie in which a unit stood."""
    return next((tie for tie in facts.outcome.standings.settled_ties if code in tie.codes), None)


def grounds_of(facts: Facts, code: str) -> str:
    """What a unit's place rests on: the points, a vote, a decision; with what the members changed and why."""
    tie = tie_of(facts, code)
    by = tie.shown if tie else f"Theo {ranked_by(facts)}{_by_order(facts, code)}"
    changed = next((one for one in differences(facts) if one.code == code), None)
    if changed is None:
        return f"{by}{_moved_up(facts, code)}"
    return f"Hội nghị quyết định: {changed.reason}" if changed.reason else "Hội nghị quyết định"


def _by_order(facts: Facts, code: str) -> str:
    """In what a unit stands before or behind one level with it (`Khi bằng điểm`); nothing of most units."""
    apart = order_of(facts).get(code)
    if apart is None:
        return ""
    other, word = total_of(facts, apart.other).unit.name, "hơn" if apart.is_above else "kém"
    return f"; bằng {ranked_by(facts)} với {other}, {word} ở {apart.item}"


def order_of(facts: Facts) -> dict[str, Apart]:
    """The units that the cluster's own order tells from others level with them, and by what."""
    standings, settings = facts.outcome.standings, facts.book.settings
    totals = [line.total for line in standings.standings]
    found = {
        one.unit.code: apart_of(one, totals, settings)
        for one in totals
        if one.unit.code not in standings.always
    }
    return {code: apart for code, apart in found.items() if apart is not None}


def _moved_up(facts: Facts, code: str) -> str:
    """Whom a unit moved up before, and what kept them from the place (`Khuyết hạng`); nothing of most units."""
    lines = {line.code: line for line in facts.outcome.standings.standings}
    own = lines[code]
    held = _number_of(own.place)
    if held is None or own.rank is None or held >= own.rank:
        return ""
    passed = [one for one in lines.values() if one.rank and one.rank < own.rank and one.last_barred]
    passed = [one for one in passed if (_number_of(one.place) or own.rank) > held]
    why = [f"{one.total.unit.name} ({'; '.join(_barred_by(one))})" for one in passed]
    return f"; lên thay {', '.join(why)}" if why else ""


def _number_of(place: str | None) -> int | None:
    return next((number for number, name in PLACES.items() if name == place), None)


def _barred_by(line: Standing) -> Iterator[str]:
    """`không xét Nhất: Tổng điểm từ 800`."""
    for one in line.withheld:
        if last_barred([one]):
            yield f"{decapitalised(one.consequence.said)}: {one.condition}"


def all_rows(facts: Facts) -> list[Values]:
    """Every unit: by rank, those without a rank last."""
    return [
        {"tt": at, **figures(facts, line)}
        for at, line in enumerate(facts.outcome.standings.standings, start=1)
    ]


def honoured(facts: Facts) -> list[Values]:
    """The units with a place or a form of award: as they were proclaimed, then by rank."""
    held, order = places(facts), [*PLACES.values()]
    lines = [line for line in facts.outcome.standings.standings if held.get(line.code) or line.award]
    lines.sort(key=lambda line: order.index(place) if (place := held.get(line.code)) in order else len(order))
    return [{"tt": at, **figures(facts, line)} for at, line in enumerate(lines, start=1)]


class Changed(NamedTuple):
    """What the members proclaimed otherwise than the points: in words, with the reason that they typed."""

    code: str
    name: str
    what: str
    reason: str


def differences(facts: Facts) -> Iterator[Changed]:
    """Every place and form that the members changed (HD 1302, III.3: on the points, with a reason where not)."""
    for line in facts.outcome.standings.standings:
        row = facts.book.proclaimed.get(line.code)
        said = row.proclamation if row else None
        if said is None:
            continue
        what = []
        if said.word is not None and places(facts)[line.code] != line.place:
            by = f"theo {ranked_by(facts)}{' và bỏ phiếu' if tie_of(facts, line.code) else ''}"
            held = places(facts)[line.code] or _NO_PLACE
            what.append(f"suy tôn {held}, {by} là {line.place or _NO_PLACE}")
        if said.flag is not None or said.award:
            what.append(f"đề nghị {line.award}" if line.award else "không đề nghị")
        if what:
            yield Changed(line.code, total_of(facts, line.code).unit.name, "; ".join(what), said.reason)


def barred(facts: Facts) -> Sequence[str]:
    """Why nothing final may go out; empty where all stands."""
    return facts.waits


def left_to_do(book: Book, outcome: Assessment) -> tuple[str, ...]:
    """What keeps results provisional: an open tie, a unit without its scores, an error."""
    standings = outcome.standings
    ties = [f"đang đồng hạng {tie.rank}: {', '.join(tie.codes)}" for tie in standings.open_ties]
    lacking = [line for line in standings.standings if _is_lacking(book, line)]
    gaps = [f"{line.code}: {decapitalised(line.note)}".rstrip(" .") for line in lacking]
    told = {(line.code, code) for line in lacking for code in (Code.UNIT_MISSING, Code.UNIT_INCOMPLETE)}
    errors = [one for one in in_order(outcome.findings) if one.is_error and (one.unit, one.code) not in told]
    more = [] if len(gaps) <= _FEW else [f"và {len(gaps) - _FEW} đơn vị nữa"]
    return (*ties, *gaps[:_FEW], *more, *_errors_said(errors))


def lacks_scores(facts: Facts, line: Standing) -> bool:
    """Whether a unit should have scores that are not there yet."""
    return _is_lacking(facts.book, line)


def _is_lacking(book: Book, line: Standing) -> bool:
    return line.total.is_missing or line.total.is_incomplete(book.settings.basis)


def _errors_said(errors: Sequence[Finding]) -> Iterator[str]:
    for one in errors[:_FEW]:
        place = f"trang {one.sheet}: " if one.sheet and one.cell else ""
        yield f"{place}{one.message}".rstrip(".")
    if len(errors) > _FEW:
        yield f"và {len(errors) - _FEW} lỗi nữa ở trang Cần sửa"
