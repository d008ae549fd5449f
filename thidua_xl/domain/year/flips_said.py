"""What would change Nhất, Nhì, Ba, in sentences: the same gain in several criteria is told once."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from ..ranking.flips import Flip
from ..ranking.proclaimed import PLACES
from ..ranking.standings import few, goes_to_vote
from ..scoring.scores import Key
from ..scoring.settings import Basis, Settings
from ..values.numbers import shown_exactly


class Told(NamedTuple):
    """A row of the meeting: the unit, the criterion that it leads to, the sentence."""

    unit: str
    criterion: str
    text: str


def grouped(flips: Sequence[Flip], settings: Settings, raised: Set[Key]) -> Iterator[Told]:
    """By place, the smallest gain or loss first; criteria that the meeting talks about anyway before others.

    Where no score stands, there is no gain to measure: those rows come last.
    """
    at_once: dict[tuple[str, str, int], list[Flip]] = {}
    for flip in flips:
        at_once.setdefault((flip.unit, flip.criterion, flip.score), []).append(flip)
    alike: dict[tuple[object, ...], list[list[Flip]]] = {}
    for same in at_once.values():
        first = same[0]
        brings = tuple((one.place, one.to) for one in same)
        alike.setdefault((first.unit, first.rises, first.change is None, brings), []).append(same)
    told = [sorted(group, key=lambda same: _measure(same[0], raised)) for group in alike.values()]
    for group in sorted(told, key=lambda group: (group[0][0].place, _measure(group[0][0], raised)[:2])):
        yield _told(group, settings)


def _measure(flip: Flip, raised: Set[Key]) -> tuple[bool, int, bool]:
    gain = flip.score if flip.change is None else abs(flip.change)
    return flip.change is None, gain, (flip.unit, flip.criterion) not in raised


def _told(group: Sequence[Sequence[Flip]], settings: Settings) -> Told:
    """The first criterion in full, those with the same gain by their codes, those with another each with its own."""
    first, brings = group[0][0], group[0]
    places = ", ".join(PLACES[one.place] for one in brings)
    text = f"{places}: {_if(first, settings)} thì {', '.join(_then(one, settings) for one in brings)}"
    others = [one for one, *_ in group[1:]]
    same = [one.criterion for one in others if one.change == first.change and first.change is not None]
    if same:
        text += f"; cũng thế ở {len(same)} tiêu chí khác: {few(same)}"
    rest = [f"{one.criterion} {_if(one, settings)}" for one in others if one.criterion not in same]
    if rest:
        text += f"; hoặc {few(rest)}"
    return Told(first.unit, first.criterion, f"{text}.")


def _if(flip: Flip, settings: Settings) -> str:
    """`thêm 0,50 (thành 9,50)`: the gain, and the score that is typed for it; where no score stands, that alone."""
    score = shown_exactly(flip.score, settings.digits)
    if flip.change is None:
        return f"được {score}"
    gain = shown_exactly(abs(flip.change), settings.digits)
    return f"{'thêm' if flip.change > 0 else 'bớt'} {gain} (điểm thống nhất {score})"


def _then(flip: Flip, settings: Settings) -> str:
    place, to = PLACES[flip.place], ", ".join(flip.to)
    held = ", ".join(code for code in flip.holders if code not in flip.to)
    if not flip.to:
        return f"không có {place}"
    if not flip.is_tie:
        return f"{to} là {place}" + (f" thay {held}" if held else "")
    if flip.place == 1 and settings.always_voted:
        return f"bỏ phiếu giữa {to}"
    level = "bằng điểm" if settings.basis is Basis.POINTS else "bằng tỷ lệ %"
    vote = ", phải bỏ phiếu" if goes_to_vote(flip.place, settings.ties) else ""
    return f"{to} {level} ở hạng {place}{vote}"
