"""Wide tables made here and put in as they are: columns that the book decides cannot stand in a template."""

from collections.abc import Sequence
from typing import NamedTuple

from . import word
from .word import Cell, Page

_STYLES = {"l": "BangL", "c": "BangC", "r": "BangR", "j": "BangJ"}


class Raw:
    """WordprocessingML that this program made itself: a template takes it in with `{{p ten }}`."""

    def __init__(self, xml: str) -> None:
        self.xml = xml

    def __html__(self) -> str:
        """As it stands between the paragraphs of the template."""
        return self.xml


class Column(NamedTuple):
    """A column: its head, its width beside the others', how its cells are aligned (`l`, `c`, `r`, `j`)."""

    head: str
    width: float
    align: str = "l"


class Row(NamedTuple):
    """A row: a text or None (a dotted blank) for every column. `bold`: a section or a sum."""

    cells: Sequence[str | None]
    bold: bool = False


def matrix(columns: Sequence[Column], rows: Sequence[Row], page: Page, size: float = 12) -> Raw:
    """A table as wide as the page's text, its head on every page, no row split. `size` in points (not below 9)."""
    widths = word.shares([column.width for column in columns], page.width)
    head = word.row(widths, [_cell(column.head, "BangDau", size) for column in columns], is_head=True)
    body = "".join(word.row(widths, _cells(columns, one, size), middle=True) for one in rows)
    return Raw(word.table(widths, head + body) + word.paragraph("Duong", ""))


def _cells(columns: Sequence[Column], row: Row, size: float) -> list[Cell]:
    return [
        _cell(text, _STYLES[column.align], size, bold=row.bold)
        for column, text in zip(columns, row.cells, strict=True)
    ]


_WITH_THE_NEXT = "<w:keepNext/>"
"""A section's row is not the last of a page."""


def _cell(text: str | None, style: str, size: float, *, bold: bool = False) -> Cell:
    properties = "<w:b/><w:bCs/>" * bold + f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
    return Cell(word.plain_paragraph(style, text, properties, _WITH_THE_NEXT * bold))


# --- signatures of several units ----------------------------------------------------------------


class Signer(NamedTuple):
    """Who signs beside others: in whose name, and the name; None where only people know it."""

    title: str
    name: str | None = None


_ROOM = 4
"""Lines for a signature."""
_LOOSE = '<w:keepNext w:val="0"/>'
"""Rows stay whole by themselves; held together too, a long table would leave a page empty."""


def signing(signers: Sequence[Signer], page: Page) -> Raw:
    """A table of signatures, two a row in their order, no row split."""
    widths = word.shares((1, 1), page.width)
    pairs = [signers[at : at + 2] for at in range(0, len(signers), 2)]
    rows = [
        word.row(widths, [*map(_signature, pair), *[Cell(word.paragraph("ChoKy", ""))] * (2 - len(pair))])
        for pair in pairs
    ]
    return Raw(word.table(widths, "".join(rows), word.PLAIN) + word.paragraph("Duong", ""))


def _signature(signer: Signer) -> Cell:
    room = word.paragraph("ChoKy", "", _LOOSE) * _ROOM
    title = word.plain_paragraph("ChucDanh", signer.title, more=_LOOSE)
    return Cell(
        title + room + word.plain_paragraph("HoTen", signer.name) + word.paragraph("ChoKy", "", _LOOSE)
    )
