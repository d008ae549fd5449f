"""What hangs on the cells of a sheet and no grid shows: the addresses behind texts, comments, text boxes."""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.values.text import clean
from ..workbook.addresses import address, place_of
from ..workbook.grid import Place
from ..workbook.note_head import HEAD
from .gate import READ_ERRORS, CheckedPackage, sound_part
from .layout import Link, links_of, outside_links, relations

_LARGEST = 1_000_000
"""Bytes of a part that is looked into: comments on a thousand cells are less."""


class Beside(NamedTuple):
    """What people hung on the cells of a sheet."""

    addresses: Mapping[Place, str] = {}
    """Cell → where its link leads, out of the workbook."""
    comments: Sequence[tuple[str, str]] = ()
    """Cell and text."""
    boxes: Sequence[tuple[str, str]] = ()
    """The cell under the upper left corner of a text box, and its text."""


def beside(package: CheckedPackage, sheet: str, xml: bytes) -> Beside:
    """The same of the sheet whose part is `sheet`, with these bytes; what is not sound is left alone."""
    formulas = dict(_of_formulas(xml))
    part = _part(package, links_of(sheet))
    try:
        found = relations(part, sheet) if part else []
        behind = dict(_of_cells(xml, outside_links(part))) if part and b"hyperlink" in xml else {}
    except ValueError:
        return Beside(formulas)
    return Beside(
        {**formulas, **behind}, list(_comments(package, found).items()),
        [box for one in found if one.kind == "drawing" for box in _boxes(_part(package, one.part))],
    )  # fmt: skip


def _part(package: CheckedPackage, name: str) -> bytes:
    """A part that is there, not too large and sound; empty otherwise."""
    known = package.names.find(name)
    try:
        if not known or package.entry(known).file_size > _LARGEST:
            return b""
        found = package.part(known)
    except READ_ERRORS:
        return b""
    return b"" if sound_part(found) else found


# --- addresses ------------------------------------------------------------------------------------

_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s([^<>]*)")
_REF = re.compile(rb"\bref\s*=\s*[\"']([A-Z]{1,3}[0-9]{1,7})\b")
_ID = re.compile(rb"\w:id\s*=\s*[\"']([^\"']*)[\"']")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"[^<>]*><(?:\w+:)?f\b[^<>]*>"
    rb"\s*HYPERLINK\(\s*(?:\"|&quot;)([^<\"]+?)(?:\"|&quot;)"
)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|\\\\|www\.", re.I)


def _of_cells(xml: bytes, targets: Mapping[str, str]) -> Iterator[tuple[Place, str]]:
    for told in _LINK.findall(xml):
        ref, name = _REF.search(told), _ID.search(told)
        target = targets.get(html.unescape(name[1].decode("utf-8", "replace")), "") if name else ""
        if ref and target:
            yield place_of(ref[1].decode()), clean(target)


def _of_formulas(xml: bytes) -> Iterator[tuple[Place, str]]:
    if b'HYPERLINK("' not in xml and b"HYPERLINK(&quot;" not in xml:
        return
    for ref, target in _FORMULA.findall(xml):
        said = clean(html.unescape(target.decode("utf-8", "replace")))
        if _OUTSIDE.match(said):
            yield place_of(ref.decode()), said


# --- comments and text boxes ------------------------------------------------------------------------

_CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}\b")


def _elements(part: bytes, names: re.Pattern[str]) -> Iterator[ET.Element]:
    """The elements of such names, in whatever namespace; none of a part that is no XML."""
    try:
        root = ET.fromstring(part)  # `sound_part` lets no document type in
    except ET.ParseError:
        return
    yield from (one for one in root.iter() if names.fullmatch(_name(one)))


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _joined(element: ET.Element) -> str:
    return clean("".join(one.text or "" for one in element.iter() if _name(one) in ("t", "text")))


_KINDS = {"comments": re.compile("comment"), "threadedComment": re.compile("threadedComment")}


def _comments(package: CheckedPackage, found: Iterable[Link]) -> dict[str, str]:
    """Cell → text; of a thread what was written, not the words of Excel for those who cannot see it."""
    said: dict[str, str] = {}
    for kind, names in _KINDS.items():
        threads: dict[str, list[str]] = {}
        for part in (_part(package, one.part) for one in found if one.kind == kind):
            for one in _elements(part, names) if part else ():
                cell, text = _CELL.match(one.get("ref", "")), _joined(one).partition(HEAD)[0].strip()
                if cell and text:
                    threads.setdefault(cell[0], []).append(text)
        said |= {cell: " / ".join(texts) for cell, texts in threads.items()}
    return said


_ANCHOR = re.compile(r"\w+Anchor")


def _boxes(part: bytes) -> Iterator[tuple[str, str]]:
    for anchor in _elements(part, _ANCHOR) if part else ():
        text = _joined(anchor)
        if text:
            yield _corner(anchor), text


def _corner(anchor: ET.Element) -> str:
    """The cell under the upper left corner; empty where none is told."""
    corner = next((one for one in anchor if _name(one) == "from"), ())
    told = {_name(one): (one.text or "").strip() for one in corner}
    row, column = told.get("row", ""), told.get("col", "")
    return address(int(row), int(column)) if _NUMBER.fullmatch(row) and _NUMBER.fullmatch(column) else ""


_NUMBER = re.compile(r"[0-9]{1,7}")
