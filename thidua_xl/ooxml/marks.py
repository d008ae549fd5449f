"""A user's workbook with cells marked and one sheet put before all others; the rest stays byte for byte."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..workbook.trimmed import without_blanks
from ..workbook.xml_text import Document, PackageError, read
from .first_sheet import show_only
from .marked_cells import AMBER, RED, exchanged, filled, normal
from .notes import put_notes
from .parts import Package
from .patch import SheetPatch, patch
from .sheet_part import CHILDREN
from .styles_merge import Styles
from .workbook_part import WorkbookPart, folded

__all__ = ["AMBER", "RED", "Mark", "PackageError", "marked"]

_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)\s*([^<\s]*)")


class Mark(NamedTuple):
    """A cell (A1 address), the colour that it is filled with (RED, AMBER), and its comment."""

    cell: str
    colour: str
    text: str


_LONG = 5_000_000
"""A sheet of more bytes is one whose rows were formatted to the bottom: it goes back without its blank cells."""


def marked(
    existing: bytes,
    fresh: Mapping[str, bytes],
    first: str,
    marks: Mapping[str, Sequence[Mark]],
    moment: datetime.datetime,
) -> bytes:
    """The workbook with marks (by sheet), and the fresh book's sheet `first` shown before all others.

    What was marked earlier and is not any more loses its comment and its colour. Values, formulas and
    their results, and every part that has no mark stay as they are; only the properties say that the book
    was last saved at `moment`, so that it counts as newer than what it was made from.

    Raises:
        PackageError: the bytes are no .xlsx package that can be changed.
    """
    package = Package(patch(existing, fresh, [SheetPatch(first, whole=True)]))
    book = WorkbookPart(package)
    by_sheet = {folded(name): {mark.cell: mark for mark in marks[name]} for name in marks}
    sheets = book.sheets()
    if by_sheet.keys() - sheets.keys():
        raise PackageError("a sheet with a marked cell is missing")
    part = package.related(book.part, "styles")[0].target
    styles = Styles(read(package.part(part)))
    old = normal(styles)
    for key, entry in sheets.items():
        if entry.part and key != folded(first):
            _mark(package, entry.part, styles, old, by_sheet.get(key, {}))
    package.put(part, styles.to_text().encode())
    book.move_first(first)
    _stamp(package, moment)
    show_only(package, book, first)
    return package.to_bytes()


def _mark(
    package: Package, part: str, styles: Styles, old: Mapping[int, int], marks: Mapping[str, Mark]
) -> None:
    if len(package.part(part)) > _LONG:
        package.put(part, without_blanks(package.part(part)))
    document = Document.parse(read(package.part(part)), opaque="sheetData")
    data = document.get("sheetData")
    if old:
        document.put("sheetData", exchanged(data, old), CHILDREN)
    if marks:
        colours = {cell: mark.colour for cell, mark in marks.items()}
        document.put("sheetData", filled(document, styles, colours), CHILDREN)
    if document.get("sheetData") != data:
        package.put(part, str(document).encode())
    put_notes(package, part, {cell: mark.text for cell, mark in marks.items()})


def _stamp(package: Package, moment: datetime.datetime) -> None:
    now = moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    for relation in package.related("", "core-properties"):
        if package.find(relation.target):
            data = package.part(relation.target)
            package.put(relation.target, _SAVED.sub(lambda m: m[1] + max(m[2], now), data))
