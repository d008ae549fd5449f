"""Sheets that the user's book lacks: copied with what hangs on them (drawing, charts, comments)."""

import posixpath
import re

from ..workbook.xml_text import Document, read
from .parts import OFFICE, Package
from .sheet_part import CHILDREN

_SELECTED = re.compile(r' tabSelected="1"')


def add_sheet(user: Package, fresh: Package, fresh_part: str, text: str) -> str:
    """Add the sheet (its text has the book's style and string numbers already) and return its part's name."""
    part = user.free_name(_pattern(user, fresh_part))
    user.add(part, _SELECTED.sub("", text).encode(), fresh.content_type(fresh_part))
    _copy_relations(user, part, fresh, fresh_part)
    return part


def add_drawing(user: Package, part: str, fresh: Package, fresh_part: str) -> None:
    """Put the fresh sheet's drawing on a sheet that has none."""
    drawings = fresh.related(fresh_part, "drawing")
    if not drawings or user.related(part, "drawing"):
        return
    number = user.relate(part, drawings[0].type, _copy(user, fresh, drawings[0].target))
    sheet = Document.parse(read(user.part(part)), opaque="sheetData")
    sheet.put("drawing", f'<drawing xmlns:r="{OFFICE}" r:id="{number}"/>', CHILDREN)
    user.put(part, str(sheet).encode())


def _pattern(user: Package, part: str) -> str:
    """A part's name with `{}` for its number, in the folder of the user's workbook part."""
    stem, ending = posixpath.splitext(part)
    inner = posixpath.relpath(re.sub(r"\d+$", "", stem), "xl")
    return posixpath.join(posixpath.dirname(user.workbook()), inner + "{}" + ending)


def _copy_relations(user: Package, part: str, fresh: Package, fresh_part: str) -> None:
    """Relationships are numbered in the order of the fresh part, so its ids stay right."""
    for relation in fresh.relations(fresh_part).values():
        target = relation.target if relation.external else _copy(user, fresh, relation.target)
        user.relate(part, relation.type, target, relation.external)


def _copy(user: Package, fresh: Package, fresh_part: str) -> str:
    part = user.free_name(_pattern(user, fresh_part))
    user.add(part, fresh.part(fresh_part), fresh.content_type(fresh_part))
    _copy_relations(user, part, fresh, fresh_part)
    return part
