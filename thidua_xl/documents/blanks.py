"""Dotted blanks for people: one style, counted and told with their places.

While a paper is filled a blank is a text between two signs that no text holds (noncharacters of Unicode); once it
is filled, each becomes a run of the style `BlankForPeople` with the format of the text around it.
"""

import copy
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from lxml import etree

START, SHUT = "\ufdd0", "\ufdd1"
DOTS = "…" * 10
STYLE = "BlankForPeople"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPLIT = re.compile(f"({START}[^{SHUT}]*{SHUT})")
HEADINGS = frozenset({"Mục I", "Mục 1", "Tên loại văn bản", "Tên phụ lục", "Chương"})
"""Names of styles: other programs give them keys of their own."""
_LONGEST = 80
_BEFORE = 45
"""Signs told before a blank."""


def blank(dots: int = 10) -> str:
    """A dotted blank of so many signs, to stand in any text of a paper."""
    return f"{START}{'…' * dots}{SHUT}"


class Blank(NamedTuple):
    """A place that people fill in: the heading above it, and the words around it."""

    heading: str
    text: str

    def __str__(self) -> str:
        """`I. DIỄN BIẾN: Chủ trì: ………`."""
        return f"{self.heading}: {self.text}" if self.heading else self.text


def heading_styles(styles: etree._Element) -> set[str]:
    """Keys of the styles that are headings, of a document's styles."""
    named = ((one.get(f"{_W}styleId", ""), one.find(f"{_W}name")) for one in styles.iter(f"{_W}style"))
    return {key for key, name in named if name is not None and name.get(f"{_W}val") in HEADINGS}


def with_blank_style(styles: etree._Element) -> None:
    """Give a document the style of the blanks where an office's own template has none."""
    if not any(one.get(f"{_W}styleId") == STYLE for one in styles.iter(f"{_W}style")):
        style = etree.SubElement(styles, f"{_W}style", {f"{_W}type": "character", f"{_W}customStyle": "1",
                                                        f"{_W}styleId": STYLE})  # fmt: skip
        etree.SubElement(style, f"{_W}name", {f"{_W}val": STYLE})


def mark_blanks(root: etree._Element) -> None:
    """Make a styled run of every blank in a part."""
    for text in list(root.iter(f"{_W}t")):
        if text.text and START in text.text:
            _split(text)


def _split(text: etree._Element) -> None:
    run = text.getparent()
    parent = run.getparent() if run is not None else None
    if run is None or parent is None:
        return
    at = parent.index(run)
    new = list(_pieces(run, text))
    parent.remove(run)
    for offset, piece in enumerate(new):
        parent.insert(at + offset, piece)


def _pieces(run: etree._Element, text: etree._Element) -> Iterator[etree._Element]:
    """The run's children in runs of their own: what is before the text, its pieces, what is after."""
    own = [child for child in run if child.tag != f"{_W}rPr"]
    at = own.index(text)
    if before := own[:at]:
        yield _run_like(run, before)
    for piece in filter(None, _SPLIT.split(text.text or "")):
        shown = etree.Element(f"{_W}t")
        shown.text = piece.strip(START + SHUT)
        shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        yield _run_like(run, [shown], is_blank=piece.startswith(START))
    if after := own[at + 1 :]:
        yield _run_like(run, after)


def _run_like(
    run: etree._Element, content: list[etree._Element], *, is_blank: bool = False
) -> etree._Element:
    new = etree.Element(f"{_W}r")
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    elif is_blank:
        etree.SubElement(new, f"{_W}rPr")
    if is_blank:
        own = new[0]
        for old in own.findall(f"{_W}rStyle"):
            own.remove(old)
        style = etree.Element(f"{_W}rStyle")
        style.set(f"{_W}val", STYLE)
        own.insert(0, style)
    new.extend(content)
    return new


def blanks_in(root: etree._Element, headings: Collection[str]) -> Iterator[Blank]:
    """Every blank of a part, in reading order; those of one paragraph are told by the first.

    Args:
        root: of the part.
        headings: keys of the styles that are headings.
    """
    blanks = _by_paragraph(root)
    rows: dict[etree._Element, str] = {}
    heading = ""
    for paragraph in root.iter(f"{_W}p"):
        found, is_heading = blanks.get(paragraph), _is_heading(paragraph, headings)
        if not (found or is_heading):  # nearly every paragraph
            continue
        own = _text([paragraph])
        if is_heading and own:
            heading = own[:_LONGEST]
        if found:
            place = Blank("" if heading == own else heading, _around(paragraph, found[0], rows))
            yield from [place] * len(found)


def _by_paragraph(root: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """The styles of the blanks in each paragraph; those in a text box are in the paragraph that holds it, too."""
    found: dict[etree._Element, list[etree._Element]] = {}
    for style in root.iter(f"{_W}rStyle"):
        if style.get(f"{_W}val") == STYLE:
            for paragraph in style.iterancestors(f"{_W}p"):
                found.setdefault(paragraph, []).append(style)
    return found


def _is_heading(paragraph: etree._Element, headings: Collection[str]) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val") in headings


def _around(paragraph: etree._Element, style: etree._Element, rows: dict[etree._Element, str]) -> str:
    """The words about a paragraph's first blank; in a table its whole row, which tells whose cell is blank.

    `rows` keeps what was told of a row: each of its cells may be blank.
    """
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    if row is not None:
        if row not in rows:
            rows[row] = _row(row)
        if rows[row]:
            return _cut(rows[row], 0)
    runs, above = list(paragraph.iter(f"{_W}r")), set(style.iterancestors(f"{_W}r"))
    at = next(number for number, run in enumerate(runs) if run in above)
    return _cut(_text(runs), len(_text(runs[:at])))


def _row(row: etree._Element) -> str:
    """The words of a table's row; empty for a row that only sets out a page: its cells have several paragraphs."""
    cells = list(row.iter(f"{_W}tc"))
    if all(len(cell.findall(f"{_W}p")) == 1 for cell in cells):
        return " · ".join(filter(None, (_text([cell]) for cell in cells)))
    return ""


def _cut(text: str, at: int) -> str:
    """What stands about this place of a text."""
    begins = max(0, at - _BEFORE)
    piece = text[begins : begins + _LONGEST]
    return ("…" if begins else "") + piece.strip() + ("…" if begins + _LONGEST < len(text) else "")


def _text(elements: Iterable[etree._Element]) -> str:
    pieces = (one.text or "" for element in elements for one in element.iter(f"{_W}t"))
    return " ".join("".join(pieces).split())
