"""What `_da_ghi` keeps of rules: how they stood in the last run, and what changed ones have changed for whom."""

from collections.abc import Iterator, Mapping, Sequence

from ..bookkeeping.happened import BLANK
from ..domain.ranking.standings import Standings
from ..domain.scoring.criteria import Criteria
from .book import Book
from .changed_criteria import changes
from .rule_texts import OF_CRITERIA, rules_of

RULE = "Quy tắc: "
TOLD = "Quy tắc đổi với "
"""Begin the labels: a rule of the last run; what changed rules changed for a unit, numbered behind it."""
_NUMBER = " #"
_MOST = 3
"""Changes that a unit's explanation keeps."""


def rules_before(memory: Mapping[str, str]) -> dict[str, str]:
    """The rules of the last run by name; none before anybody was ranked."""
    return {label.removeprefix(RULE): said for label, said in memory.items() if label.startswith(RULE)}


def differing(
    book: Book, before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Rule, how it was, how it is; of the criteria each that changed, in one text."""
    for name in dict.fromkeys((*before, *now)):
        old, new = before.get(name, ""), now.get(name, "")
        if old != new and name != OF_CRITERIA:
            yield name, old or BLANK, new or BLANK
        elif old != new and old in book.versions:
            for code, what in changes(book.versions[old], book.criteria).items():
                yield f"{OF_CRITERIA} {code}", "", what


def explained(memory: Mapping[str, str]) -> dict[str, list[str]]:
    """Unit → the sentences about rules that changed, the oldest first."""
    told: dict[str, list[str]] = {}
    for label, said in memory.items():
        if label.startswith(TOLD):
            told.setdefault(label.removeprefix(TOLD).rpartition(_NUMBER)[0], []).append(said)
    return told


def with_sentence(memory: Mapping[str, str], unit: str, sentence: str) -> dict[str, str]:
    """The memory with one more of them; only the last few stay."""
    told = [*explained(memory).get(unit, ()), sentence]
    others = {label: said for label, said in memory.items() if not label.startswith(f"{TOLD}{unit}{_NUMBER}")}
    return others | _labelled(unit, told[-_MOST:])


def _labelled(unit: str, told: Sequence[str]) -> dict[str, str]:
    return {f"{TOLD}{unit}{_NUMBER}{at + 1}": said for at, said in enumerate(told)}


def remembered(book: Book, standings: Standings) -> dict[str, str]:
    """The rules, once anybody is ranked or was, and what was told to units that the book still has."""
    told = explained(book.memory)
    kept: dict[str, str] = {}
    for unit in book.units:
        kept |= _labelled(unit.code, told.get(unit.code, ()))
    if not _are_kept(book, standings):
        return kept
    return kept | {RULE + name: said for name, said in rules_of(book).items()}


def _are_kept(book: Book, standings: Standings) -> bool:
    return bool(rules_before(book.memory)) or any(line.rank is not None for line in standings.standings)


def versions_of(book: Book, standings: Standings) -> Mapping[str, Criteria]:
    """The criteria by their mark: those that forms were made of, and those that somebody was ranked by."""
    mark = book.criteria.fingerprint
    if mark in book.versions or not _are_kept(book, standings):
        return book.versions
    return {**book.versions, mark: book.criteria}
