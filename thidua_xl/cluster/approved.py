"""Điểm đã thông qua: once the phase is `Đã thông qua`, a score that changes needs a reason of its own.

What stood when the book entered the phase is kept in the very hidden `_da_ghi`, a few lines a unit. A change
with a reason moves it; a change without one does not, so the finding stays until somebody gives the reason.
"""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from ..domain.scoring.scores import Key, Score
from ..domain.scoring.settings import Phase, Settings
from ..domain.values.numbers import shown_exactly
from ..sheets.cluster.agreed import LedgerRow

LABEL = "Điểm đã thông qua "
"""How the labels of these lines of `_da_ghi` begin."""
_MISSING, _NOT_ASSIGNED = "thiếu", "không giao"
_LINE = 100
"""Criteria of one line: a cell holds no more than 32,767 characters."""


class Approved(NamedTuple):
    """A score that was approved: thousandths of a point or a word, and the mark of the reason it had then."""

    points: str
    reason: str = ""

    def shown(self, digits: int) -> str:
        """As a reader sees it; with all its decimals where it was approved with more than the book has now."""
        return shown_exactly(int(self.points), digits) if self.points.lstrip("-").isdecimal() else self.points


class Unreasoned(NamedTuple):
    """A score that changed after it was approved, without a reason."""

    before: str
    now: str
    old_reason: bool
    """Whether a reason stands there, but of an earlier change."""


def is_approved(settings: Settings) -> bool:
    """Whether the scores of the book stand."""
    return settings.phase in (Phase.AGREED, Phase.CLOSED)


def read(memory: Mapping[str, str]) -> dict[Key, Approved]:
    """What was approved, by unit and criterion."""
    found: dict[Key, Approved] = {}
    for label, text in memory.items():
        if label.startswith(LABEL):
            unit = label.removeprefix(LABEL).rpartition(" #")[0]
            for piece in text.split("; "):
                code, _, value = piece.rpartition("=")
                points, _, reason = value.partition("/")
                found[unit, code] = Approved(points, reason)
    return found


def remembered(
    memory: Mapping[str, str], ledger: Mapping[Key, LedgerRow], scores: Mapping[Key, Score]
) -> dict[str, str]:
    """The lines to be kept: as approved, or moved by a change that has its reason."""
    before = read(memory)
    units: dict[str, list[str]] = {}
    for key, score in scores.items():
        if not score.held:
            continue
        now = _approved(ledger.get(key), score)
        stays = before[key] if key in before and _unreasoned(before[key], now) else now
        units.setdefault(key[0], []).append(f"{key[1]}={stays.points}/{stays.reason}")
    return {
        f"{LABEL}{unit} #{first // _LINE + 1}": "; ".join(pieces[first : first + _LINE])
        for unit, pieces in units.items() for first in range(0, len(pieces), _LINE)
    }  # fmt: skip


def unreasoned(
    memory: Mapping[str, str], ledger: Mapping[Key, LedgerRow], scores: Mapping[Key, Score], digits: int
) -> dict[Key, Unreasoned]:
    """The scores that changed since they were approved and whose reason does not tell why."""
    found = {}
    for key, was in read(memory).items():
        if key in scores:
            now = _approved(ledger.get(key), scores[key])
            if _unreasoned(was, now):
                found[key] = Unreasoned(was.shown(digits), now.shown(digits), bool(now.reason))
    return found


def _unreasoned(was: Approved, now: Approved) -> bool:
    return was.points != now.points and now.reason in ("", was.reason)


def _approved(entry: LedgerRow | None, score: Score) -> Approved:
    reason = entry.reason if entry else ""
    mark = hashlib.sha256(reason.encode()).hexdigest()[:8] if reason else ""
    if score.points is not None:
        return Approved(str(score.points), mark)
    return Approved(_MISSING if score.counts else _NOT_ASSIGNED, mark)
