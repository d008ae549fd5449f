"""Quy tắc đã thông qua: once the phase is `Đã thông qua`, rules stand as scores do.

A rule that changes afterwards is told until it is as it was, or the cluster approves again: the phase goes back and
forth, which the journal keeps.
"""

from collections.abc import Collection, Iterator

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from .approved import is_approved
from .book import Book
from .rule_memory import differing
from .rule_texts import OF_CRITERIA, rules_of, sheet_of, spot_of

LABEL = "Quy tắc đã thông qua: "
"""Begins the labels of `_da_ghi` under which they stand."""


def _approved(book: Book) -> dict[str, str]:
    return {label.removeprefix(LABEL): said for label, said in book.memory.items() if label.startswith(LABEL)}


def remembered(book: Book) -> dict[str, str]:
    """The rules as they were approved; those of now when the phase was just entered."""
    if not is_approved(book.settings):
        return {}
    return {LABEL + name: said for name, said in (_approved(book) or rules_of(book)).items()}


def changed(book: Book, told: Collection[str]) -> Iterator[Finding]:
    """Every rule that is another than was approved; `told` are criteria whose change has its own finding."""
    before = _approved(book) if is_approved(book.settings) else {}
    for name, old, new in differing(book, before, rules_of(book)) if before else ():
        if name.removeprefix(f"{OF_CRITERIA} ") not in told:
            yield finding(Code.RULE_CHANGED_SINCE, sheet=sheet_of(name), **spot_of(book, name, new), value=name,
                          what=f"{old} → {new}" if old else new)  # fmt: skip
