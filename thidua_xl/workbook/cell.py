"""One cell as it is drawn."""

from typing import NamedTuple


class Cell(NamedTuple):
    """A cell: `value` is the formula's result where `formula` is given (it begins with `=`)."""

    value: object
    style: str = ""
    formula: str = ""


class _Blanks(dict[str, Cell]):
    """Empty cells by their style: half the cells of a book are such ones, of a few styles."""

    def __missing__(self, style: str) -> Cell:
        made = self[style] = Cell(None, style)
        return made


BLANK = _Blanks()
