"""A paper of the year: its code, its parts, what it says and when it may not be made yet.

The superior's office has papers of the same kind; what they are made from (`F`) differs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from ...documents.slides import Deck
from ..assess import Assessment
from ..book import Book

Values = Mapping[str, object]
"""By placeholder: texts, numbers, None for a dotted blank, lists of such mappings, `Raw`."""


class Facts(NamedTuple):
    """What a cluster's paper is made from."""

    book: Book
    outcome: Assessment
    today: date
    waits: tuple[str, ...] = ()
    """Why no final paper may go out yet, in sentences (`results.left_to_do`): all results are provisional."""
    code: str = ""
    """`Mã niêm phong: …` or `Mã Nhật ký: …`, by which a printed paper is matched with the book."""
    asked: Sequence[str] = ()
    """Codes of papers that somebody asked for by name."""
    electronic: bool = False
    """The paper is sent as a file: the places of `(Kèm theo …)` stay empty (Nghị định 30, Phụ lục I, III.1)."""

    def asks_for(self, code: str, part: str) -> bool:
        """Whether somebody asked for the paper, or for this part of it."""
        return bool({code, full_code(code, part)}.intersection(one.strip().casefold() for one in self.asked))


F = TypeVar("F")


def _one_part(facts: object) -> Sequence[str]:
    del facts
    return ("",)


def _nothing(facts: object, part: str) -> str:
    del facts, part
    return ""


def _no_reason(facts: object) -> Sequence[str]:
    del facts
    return ()


@dataclass(frozen=True, slots=True)
class Paper(Generic[F]):
    """One kind of paper; `part` tells its files apart: a meeting, a unit, a round; empty for the only one."""

    code: str
    kind: str
    """The code of its kind in the number (KH, BC, BB, TTr …); empty for a công văn, and for papers without a number."""
    values: Callable[[F, str], Values]
    parts: Callable[[F], Sequence[str]] = _one_part
    lacks: Callable[[F, str], str] = _nothing
    """What the book has no data for, in words: the paper is made with blanks, and this is told."""
    barred: Callable[[F], Sequence[str]] = _no_reason
    """Why it may not go out yet, in sentences."""
    none: str = ""
    """Why there may be no part of it, in words: nothing is late, nobody was checked."""
    template: str = ""
    ending: str = ".docx"
    slides: Callable[[F], Deck] | None = None
    """For one that is shown, not printed: it is filled into no template."""

    @property
    def template_name(self) -> str:
        """The template that it is filled into."""
        return self.template or self.code


def full_code(code: str, part: str) -> str:
    """`giay-moi:HN`, as `Văn bản` and `--only` have it."""
    return f"{code}:{part}" if part else code
