"""Comments put into a user's sheet beside those that are there; earlier ones of the program's give way.

A comment of ours begins with `HEAD`, by which it is known again in whatever program it was saved.
"""

import re
from collections.abc import Mapping

from ..workbook.note_head import HEAD
from ..workbook.xml_text import MAIN, Document, attribute_value, attributes, cut, escape, read, tags, unescape
from . import note_boxes
from .parts import OFFICE, Package, Relation
from .sheet_moves import Area
from .sheet_part import CHILDREN

_AUTHOR = "Trưởng cụm"
_FONT = '<sz val="10"/><color indexed="81"/><rFont val="Times New Roman"/><family val="1"/>'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}"><authors/>'
    "<commentList/></comments>"
)
_RUN = re.compile(r"<r>(?:(?!</r>).)*</r>", re.DOTALL)
_TEXT = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t>")
_PLAIN = re.compile(r"<text>\s*(<t(?:\s[^>]*)?>[^<]*</t>)")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads this as a character of that code."""
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML holds."""
_ORDER = ("authors", "commentList", "extLst")


def put_notes(package: Package, sheet: str, notes: Mapping[str, str]) -> None:
    """Write the comments (cell → text) of a sheet part; only the program's own older ones are removed."""
    found = package.related(sheet, "comments")
    if not found and not notes:
        return
    part = found[0].target if found else package.free_name("xl/comments{}.xml")
    document = Document.parse(read(package.part(part)) if found else _EMPTY)
    list_ = _List(document)
    gone = list_.forget()
    for ref, text in notes.items():
        list_.put(ref, text)
    if not list_.changed:
        return
    data = str(list_.written()).encode()
    if found:
        package.put(part, data)
    else:
        package.add(part, data, _TYPE)
        package.relate(sheet, f"{OFFICE}/comments", part)
    _draw(package, sheet, list_.texts, gone)


class _List:
    """The comments of a sheet."""

    def __init__(self, document: Document) -> None:
        self._document = document
        head, items, tail = cut(document.get("commentList") or "<commentList/>")
        self._frame = head, tail
        self._items = {attributes(item).get("ref", ""): item for item in items}
        self._before = dict(self._items)

    @property
    def changed(self) -> bool:
        return self._items != self._before

    @property
    def texts(self) -> dict[str, str]:
        """Cell → what its comment says."""
        return {ref: _said(item) for ref, item in self._items.items()}

    def forget(self) -> list[str]:
        """Remove what the program wrote earlier; the cells that have no comment any more."""
        gone = [ref for ref, item in self._items.items() if _said(item).lstrip().startswith(HEAD)]
        for ref in gone:
            del self._items[ref]
        for ref, item in self._items.items():
            self._items[ref] = _RUN.sub(lambda run: "" if _is_ours(run[0]) else run[0], item)
        return gone

    def put(self, ref: str, text: str) -> None:
        """Add a comment, or go on below the one that a person wrote in that cell."""
        known = self._items.get(ref)
        if known is None:
            runs = _run(f"{HEAD}\n", "<b/>") + _run(text)
            self._items[ref] = (
                f'<comment ref="{ref}" authorId="{self._author()}"><text>{runs}</text></comment>'
            )
            return
        known = _PLAIN.sub(lambda plain: f"<text><r>{plain[1]}</r>", known, count=1)
        known = re.sub(r"<text\s*/>", "<text></text>", known, count=1)
        below = _run(f"\n\n{HEAD}\n{text}")
        self._items[ref] = known.replace("</text>", f"{below}</text>", 1)

    def _author(self) -> int:
        head, names, tail = cut(self._document.get("authors") or "<authors/>")
        known = [unescape(re.sub(r"<[^>]*>", "", name)) for name in names]
        if _AUTHOR not in known:
            known.append(_AUTHOR)
            names.append(f"<author>{escape(_AUTHOR)}</author>")
            self._document.put("authors", f"{head}{''.join(names)}{tail}", _ORDER)
        return known.index(_AUTHOR)

    def written(self) -> Document:
        """The part."""
        head, tail = self._frame
        self._document.put("commentList", head + "".join(self._items.values()) + tail, _ORDER)
        return self._document


def _said(item: str) -> str:
    return unescape("".join(_TEXT.findall(item)))


def _is_ours(run: str) -> bool:
    """What the program wrote below a person's comment."""
    return _said(run).lstrip().startswith(HEAD)


def _run(text: str, style: str = "") -> str:
    content = escape(_CODED.sub("_x005F_", _UNWRITABLE.sub("", text)))
    return f'<r><rPr>{style}{_FONT}</rPr><t xml:space="preserve">{content}</t></r>'


def _draw(package: Package, sheet: str, texts: Mapping[str, str], gone: list[str]) -> None:
    """Let every comment have its box."""
    document = Document.parse(read(package.part(sheet)), opaque="sheetData")
    relation = _drawing_of(package, sheet, document)
    part = relation.target if relation else package.free_name("xl/drawings/vmlDrawing{}.vml")
    old = package.part(part).decode("utf-8", "surrogateescape") if relation else _empty(package)
    drawing = note_boxes.without(old, map(_cell, gone))
    drawn = note_boxes.cells_of(drawing)
    boxes = [(*_cell(ref), text) for ref, text in texts.items() if _cell(ref) not in drawn]
    if boxes:
        drawing = note_boxes.with_boxes(drawing, boxes, document)
    package.put(part, drawing.encode("utf-8", "surrogateescape"))
    package.declare("vml", _VML_TYPE)
    if relation is None:
        number = package.relate(sheet, f"{OFFICE}/vmlDrawing", part)
        names = "" if f'xmlns:r="{OFFICE}"' in document.head else f' xmlns:r="{OFFICE}"'
        document.put("legacyDrawing", f'<legacyDrawing{names} r:id="{attribute_value(number)}"/>', CHILDREN)
        package.put(sheet, str(document).encode())


def _drawing_of(package: Package, sheet: str, document: Document) -> Relation | None:
    """The drawing of the sheet's comments and controls (headers and footers have one of their own)."""
    for found in tags(document.get("legacyDrawing"), "legacyDrawing"):
        for name, value in found.items():
            if name.endswith(":id"):
                return package.relations(sheet).get(value)
    return None


def _empty(package: Package) -> str:
    drawings = [package.part(name).decode("utf-8", "replace") for name in package.names(r".*\.vml")]
    taken = [block for drawing in drawings for block in note_boxes.blocks(drawing)]
    return note_boxes.EMPTY.format(block=max(taken, default=0) + 1)


def _cell(ref: str) -> tuple[int, int]:
    area = Area.parse(ref)
    return area.top, area.left
