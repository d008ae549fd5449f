"""Words of a list: what people choose in the typed columns, in any case of letters, Unicode form or spacing."""

from collections.abc import Iterable

from .cells import RawCell, as_text, is_blank
from .text import fold

YES, NO = "Có", "Không"


def chosen(typed: str, words: Iterable[str]) -> str | None:
    """The word of the list that was typed; None where nothing was, or a word that is not in it."""
    mark = fold(typed)
    return next((word for word in words if mark and fold(word) == mark), None)


def read_yes_no(cell: RawCell) -> tuple[bool | None, str]:
    """Có → True, Không → False, else None; with the text where it is neither and something stands there."""
    if is_blank(cell):
        return None, ""
    word = chosen(as_text(cell), (YES, NO))
    return (None, as_text(cell) or "(công thức)") if word is None else (word == YES, "")
