"""What clusters' books amount to, kept from one run to the next: one book more among hundreds costs one reading.

The same bytes under the same name, read by the same program, amount to the same (`storage.remembered`). Kept apart are
the results, which every command asks for, and the criteria one by one of the units that may be checked, and of those
that a form or a row of `Thẩm định` names: only who asks for them pays, and only for books that have such units.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace

from ..domain.office.appraisal import may_be_checked
from ..domain.office.clusters import ClusterFile, ClusterResult, FileKind
from ..domain.values.text import fold
from ..storage.remembered import Remembered, key_of
from ..workers.cage import packed, plain
from .recompute import detailed_units

_RESULTS, _DETAILS = "results", "details"


class KeptAnswers:
    """Answers to what one command asks of every book."""

    def __init__(self, wanted: Collection[tuple[str, str]], detailed: Collection[str] | None) -> None:
        """What is asked.

        Args:
            wanted: unit and criterion whose scores are needed.
            detailed: units (folded codes) that are needed criterion by criterion, besides those that may be checked;
                None: not even those.
        """
        self._wanted = frozenset(wanted)
        self._detailed = None if detailed is None else frozenset(detailed)
        self.asked = frozenset(fold(unit) for unit, _ in wanted) | (self._detailed or frozenset())
        """The units (folded codes) that whoever reads a book is asked for, besides those that may be checked."""
        self._remembered = Remembered()
        self._remembered.forget_old()

    def recall(self, sha256: str, file: str, *, brief: bool) -> ClusterFile | None:
        """The answer for a file, if it was kept with all that is needed of it now."""
        found = self._known(key_of(_RESULTS, sha256, file, brief))
        if found is None or found.result is None or brief or not self._needs_details(found.result):
            return found
        full = self._known(self._key_of_details(sha256, file, found.result))
        return None if full is None else self._as_asked(full)

    def keep(self, sha256: str, file: str, found: ClusterFile, *, brief: bool) -> ClusterFile:
        """Keep what a book was read to amount to; returned is what is needed of it now."""
        if found.result is None:
            return found
        results = found._replace(result=replace(found.result, scores={}, details=()))
        self._remembered.remember(key_of(_RESULTS, sha256, file, brief), packed(results))
        if found.result.details:
            self._remembered.remember(self._key_of_details(sha256, file, found.result), packed(found))
        return self._as_asked(found)

    def _key_of_details(self, sha256: str, file: str, result: ClusterResult) -> str:
        """Of the details of those of its units that are asked for: other clusters' are nothing to it."""
        return key_of(_DETAILS, sha256, file, sorted(detailed_units(result, self.asked)))

    def _needs_details(self, result: ClusterResult) -> bool:
        named = {fold(unit.code) for unit in result.units} & self.asked
        return bool(named) or (self._detailed is not None and any(map(may_be_checked, result.units)))

    def _as_asked(self, found: ClusterFile) -> ClusterFile:
        """Without what was kept for other questions."""
        result = found.result
        if result is None:
            return found
        units = frozenset[str]() if self._detailed is None else detailed_units(result, self._detailed)
        scores = {key: points for key, points in result.scores.items() if key in self._wanted}
        details = tuple(one for one in result.details if one.unit in units)
        return found._replace(result=replace(result, scores=scores, details=details))

    def _known(self, key: str) -> ClusterFile | None:
        """What was kept under this key, through the door that every worker's answer passes."""
        kept = self._remembered.recall(key)
        with suppress(Exception):
            found = plain(kept) if kept else None
            return found if isinstance(found, ClusterFile) and is_sound(found) else None
        return None


def is_sound(found: ClusterFile) -> bool:
    """Whether there is a result where there must be one, and nowhere else."""
    return (found.kind is FileKind.BOOK) == (found.result is not None)
