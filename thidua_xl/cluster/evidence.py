"""Minh chứng of the first units, which the superior checks (HD 1302, III.4), read from their originals."""

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

from ..domain.ranking.proclaimed import PLACES
from ..domain.scoring.criteria import code_of
from ..domain.scoring.scores import Key
from ..domain.values.text import same
from ..domain.year.stages import Stage
from ..sheets.cluster.receipts import FileStatus
from .assess import Assessment
from .book import Book
from .forms_again import read_again

if TYPE_CHECKING:
    from ..scorecard.read import UnitForm

_LONGEST = 2_000
"""Characters of one text: enough to find the paper by."""
_CHECKED = (1, 2)
"""The ranks that the superior checks."""


def first_units(book: Book, outcome: Assessment) -> set[str]:
    """The units first and second by points, and those that the conference proclaimed so."""
    ranked = {line.code for line in outcome.standings.standings if line.rank in _CHECKED}
    said = (row.proclamation for row in book.proclaimed.values())
    return ranked | {one.unit for one in said if any(same(one.place, PLACES[rank]) for rank in _CHECKED)}


def evidence_of(book: Book, units: Set[str]) -> dict[Key, tuple[str, str]]:
    """Minh chứng and Giải trình by unit and criterion, in the order of the book; what is blank or lost is not there.

    A unit that wrote nothing at all has one line without a criterion, so that this is told from not being known.
    """
    accepted = [r for r in book.forms(Stage.YEAREND) if r.status is FileStatus.ACCEPTED and r.unit in units]
    codes = [criterion.code for criterion in book.criteria.scored]
    found: dict[Key, tuple[str, str]] = {}
    for receipt, form in read_again(book, accepted):
        said = {code: texts for code, texts in _written(form) if code in codes} or _NOTHING
        found |= {(receipt.unit, code): texts for code, texts in said.items()}
    keys = ((unit.code, code) for unit in book.units for code in ("", *codes))
    return {key: found[key] for key in keys if key in found}


_NOTHING = {"": ("", "")}


def _written(form: "UnitForm") -> Iterable[tuple[str, tuple[str, str]]]:
    """Criterion and texts of every row that says something; of a criterion that stands twice the first."""
    rows: dict[str, tuple[str, str]] = {}
    for code, evidence, explanation in form.written():
        if evidence or explanation:
            rows.setdefault(code_of(code), (_cut(evidence), _cut(explanation)))
    return rows.items()


def _cut(text: str) -> str:
    return text[:_LONGEST].rstrip()
