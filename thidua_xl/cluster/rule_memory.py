"""What `_da_ghi` keeps of rules: how they stood in the last run, and what changed ones have changed for whom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from ..bookkeeping.happened import BLANK
from ..domain.ranking.standings import Standings
from ..domain.scoring.criteria import Criteria
from .book import Book
from .changed_criteria import changes
from .rule_texts import NUMBER, OF_CRITERIA, rules_of

RULE = "Quy tắc: "
TOLD = "Quy tắc đổi với "
"""Begin the labels: a rule of the last run; what changed rules changed for a unit, numbered behind it."""
_MOST = 3
"""Changes that a unit's explanation keeps."""


def rules_before(memory: Mapping[str, str]) -> dict[str, str]:
    """The rules of the last run by name; none before anybody was ranked."""
    return {label.removeprefix(RULE): said for label, said in memory.items() if label.startswith(RULE)}


def differing(
    book: Book, before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Rule, how it was, how it is; of the criteria each that changed, in one text.

    Rows of one name are compared as a whole: their order says nothing.
    """
    old_ones, new_ones = _by_name(before), _by_name(now)
    for name in dict.fromkeys((*old_ones, *new_ones)):
        olds, news = old_ones.get(name, []), new_ones.get(name, [])
        if name == OF_CRITERIA:
            yield from _criteria_changed(book, *olds)
            continue
        gone, come = _without(olds, news), _without(news, olds)
        for old, new in zip_longest(gone, come, fillvalue=""):
            yield name, old or BLANK, new or BLANK


def _criteria_changed(book: Book, mark: str = "") -> Iterator[tuple[str, str, str]]:
    version = book.versions.get(mark)
    for code, what in changes(version, book.criteria).items() if version else ():
        yield f"{OF_CRITERIA} {code}", "", what


def _by_name(rules: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, said in rules.items():
        found.setdefault(name.partition(NUMBER)[0], []).append(said)
    return found


def _without(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    """The texts that have no equal among the others, each of which counts once."""
    left, kept = Counter(others), list[str]()
    for text in texts:
        if not left[text]:
            kept.append(text)
        left[text] -= bool(left[text])
    return kept


def explained(memory: Mapping[str, str]) -> dict[str, list[str]]:
    """Unit → the sentences about rules that changed, the oldest first."""
    told: dict[str, list[str]] = {}
    for label, said in memory.items():
        if label.startswith(TOLD):
            told.setdefault(label.removeprefix(TOLD).rpartition(NUMBER)[0], []).append(said)
    return told


def with_sentence(memory: Mapping[str, str], unit: str, sentence: str) -> dict[str, str]:
    """The memory with one more of them; only the last few stay."""
    told = [*explained(memory).get(unit, ()), sentence]
    others = {label: said for label, said in memory.items() if not label.startswith(f"{TOLD}{unit}{NUMBER}")}
    return others | _labelled(unit, told[-_MOST:])


def _labelled(unit: str, told: Sequence[str]) -> dict[str, str]:
    return {f"{TOLD}{unit}{NUMBER}{at + 1}": said for at, said in enumerate(told)}


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
