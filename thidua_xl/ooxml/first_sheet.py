"""A book opens on one sheet; in a book that gets it now it stands first, and pages that people fill lead to it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..workbook.xml_text import Document, attribute_value, attributes, cut, escape, may_say, read
from .parts import Package
from .sheet_moves import Area
from .sheet_part import CHILDREN
from .styles_merge import with_attribute_in
from .workbook_part import WorkbookPart, folded

_SELECTED = re.compile(r'\stabSelected="(?:1|true)"')
_SAID = re.compile(r'\stabSelected="[^"]*"')
_ROW = re.compile(r"(<row(?=\s)[^>]*(?<!/)>)(.*?)</row>", re.DOTALL)
_CELLS = re.compile(r'<c(?=\s)[^>]*?\br="([A-Z]+)1"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_STYLE = re.compile(r'\ss="(\d+)"')
_AREA = re.compile(r'\sref="([^"]+)"')
_UNSEEN = frozenset({"hidden", "veryHidden"})


class WayHome(NamedTuple):
    """A link that leads to the first sheet: its words, its place, a sheet whose A1 has it already, its row's height."""

    text: str
    place: str
    example: str
    height: float


def open_on(package: Package, name: str, *, moved: bool, home: WayHome, titles: Mapping[str, str]) -> None:
    """Have the package show a sheet on opening; one that somebody has hidden stays hidden.

    Args:
        package: a workbook.
        name: the sheet.
        moved: whether it is put before all others: it was not there before.
        home: the link that goes into A1 of sheets that people fill.
        titles: those sheets and the title that stands in A1 as we wrote it; it moves to B1.

    Raises:
        PackageError: it is none that can be changed.
    """
    book = WorkbookPart(package)
    if moved:
        book.move_first(name)
        _link_home(package, book, home, titles)
    elif book.sheets()[folded(name)].state in _UNSEEN:
        return
    else:
        book.activate(name)
    show_only(package, book, name)


def show_only(package: Package, book: WorkbookPart, name: str) -> None:
    """One sheet is selected: what is typed into two selected ones goes into both."""
    for key, entry in book.sheets().items():
        if not entry.part or (key != folded(name) and not _may_be_selected(package, entry.part)):
            continue
        document = Document.parse(read(package.part(entry.part)), opaque="sheetData")
        views = document.get("sheetViews")
        new = _SELECTED.sub("", views)
        if key == folded(name):  # LibreOffice says of every sheet whether it is selected
            new = _SAID.sub("", new).replace("<sheetView ", '<sheetView tabSelected="1" ', 1)
        if new != views:
            document.put("sheetViews", new, CHILDREN)
            package.put(entry.part, str(document).encode())


def _may_be_selected(package: Package, part: str) -> bool:
    """Whether a sheet can say that it is: that stands before its cells, which are not unpacked for it."""
    return may_say(package.part_before(part, b"<sheetData"), "tabSelected")


def _link_home(package: Package, book: WorkbookPart, home: WayHome, titles: Mapping[str, str]) -> None:
    sheets = book.sheets()
    example = sheets.get(folded(home.example))
    style = _style_of(read(package.part(example.part))) if example else ""
    for name in titles:
        entry = sheets.get(folded(name))
        if entry and entry.part and style:
            text = _linked(read(package.part(entry.part)), home, style)
            package.put(entry.part, text.encode())


def _style_of(text: str) -> str:
    """The number of the format of A1."""
    row = _ROW.search(text)
    found = {match[1]: match[0] for match in _CELLS.finditer(row[2])} if row else {}
    style = _STYLE.search(found.get("A", ""))
    return style[1] if style else ""


def _linked(text: str, home: WayHome, style: str) -> str:
    """The sheet with its title in B1 and the link in A1.

    It stays as it is where a merge or another link lies over them, or its cells do not say where they stand.
    """
    document = Document.parse(text, opaque="sheetData")
    links = document.get("hyperlinks")
    taken = _AREA.findall(document.get("mergeCells") + links)
    if any(Area(0, 0, 0, 1).meets(Area.parse(ref)) for ref in taken):
        return text
    row = _ROW.search(text)
    if row is None or attributes(row[1]).get("r") != "1":
        return text
    cells = {match[1]: match[0] for match in _CELLS.finditer(row[2])}
    if "A" not in cells:
        return text
    title = re.sub(r'\br="A1"', 'r="B1"', cells["A"], count=1)
    link = f'<c r="A1" s="{style}" t="inlineStr"><is><t>{escape(home.text)}</t></is></c>'
    rest = "".join(cell for column, cell in cells.items() if column not in ("A", "B"))
    tag = with_attribute_in(with_attribute_in(row[1], "ht", f"{home.height:g}"), "customHeight", "1")
    data = document.get("sheetData").replace(row[0], f"{tag}{link}{title}{rest}</row>", 1)
    document.put("sheetData", data, CHILDREN)
    at = f'<hyperlink ref="A1" location="{attribute_value(home.place)}" display="{attribute_value(home.text)}"/>'
    head, items, tail = cut(links) if links else ("<hyperlinks>", [], "</hyperlinks>")
    document.put("hyperlinks", "".join([head, at, *items, tail]), CHILDREN)
    return str(document)
