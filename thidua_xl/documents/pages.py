"""Sections of a filled paper: pages turned on their side, copies with pages of their own, and which pages are numbered.

In a template they are placeholders that stand alone (`MARKS`), no section breaks: a break between two tags would be
moved by the next program that saves the template. What is made of them is made like the template's own last section.
"""

import copy
from collections.abc import Mapping

from lxml import etree

from .tables import Raw

LYING, STANDING, COPY = "trang_ngang", "trang_doc", "ban_sau"
"""From here on pages lie; stand again; here the next copy begins."""
_MARK = "\ufdd2"
"""A noncharacter of Unicode, which no text holds."""
MARKS: Mapping[str, Raw] = {
    name: Raw(f'<w:p><w:pPr><w:pStyle w:val="Duong"/></w:pPr><w:r><w:t>{_MARK}{name}</w:t></w:r></w:p>')
    for name in (LYING, STANDING, COPY)
}
"""Placeholder → what it is while the paper is filled."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def make_sections(root: etree._Element) -> None:
    """Make section breaks of the marks; number every page but the first of the paper and of an annex.

    Nghị định 30, Phụ lục I, II.10 and III.1.đ.
    """
    for text in [one for one in root.iter(f"{_W}t") if (one.text or "").startswith(_MARK)]:
        _end_section(root, text, (text.text or "").removeprefix(_MARK))
    for section in list(root.iter(f"{_W}sectPr"))[1:]:
        first, number = section.find(f"{_W}titlePg"), section.find(f"{_W}pgNumType")
        if first is not None and (number is None or number.get(f"{_W}start") is None):
            section.remove(first)


def _end_section(root: etree._Element, mark: etree._Element, kind: str) -> None:
    """A section ends at the mark: one like that in which the mark stands, its pages as they were up to here."""
    paragraph = next(mark.iterancestors(f"{_W}p"))
    around = _section_of(root, paragraph)
    for run in paragraph.findall(f"{_W}r"):
        paragraph.remove(run)
    properties = paragraph.find(f"{_W}pPr")
    if around is None or properties is None:
        return
    section = copy.deepcopy(around)
    if kind != COPY:
        _turn(section, landscape=kind == STANDING)
    properties.append(section)


def _section_of(root: etree._Element, paragraph: etree._Element) -> etree._Element | None:
    """The properties of the section in which a paragraph stands: those that come next."""
    every = iter(root.iter(f"{_W}p", f"{_W}sectPr"))
    for one in every:
        if one is paragraph:
            break
    return next((one for one in every if one.tag == f"{_W}sectPr"), None)


def _turn(section: etree._Element, *, landscape: bool) -> None:
    size = section.find(f"{_W}pgSz")
    if size is None:
        return
    short, long = sorted((size.get(f"{_W}w", ""), size.get(f"{_W}h", "")), key=int)
    wide, high = (long, short) if landscape else (short, long)
    size.set(f"{_W}w", wide)
    size.set(f"{_W}h", high)
    if landscape:
        size.set(f"{_W}orient", "landscape")
    elif f"{_W}orient" in size.attrib:
        del size.attrib[f"{_W}orient"]
