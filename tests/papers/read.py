"""A paper read again by its XML alone, as Word would see it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Paragraph(NamedTuple):
    """A paragraph: its style and its text."""

    style: str
    text: str


def part(source: Path | bytes, name: str = "word/document.xml") -> etree._Element:
    """The root of a part."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def names(source: Path | bytes) -> list[str]:
    """The parts of the package."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def text_of(element: etree._Element) -> str:
    """The text below an element, a line break as one."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(signs.get(str(one.tag), one.text or "") for one in element.iter(f"{W}t", *signs))


def paragraphs(source: Path | bytes) -> list[Paragraph]:
    """Every paragraph that says something, in reading order, those of tables among them."""
    return [one for one in _all(part(source)) if one.text]


def _all(root: etree._Element) -> Iterator[Paragraph]:
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield Paragraph("" if style is None else style.get(f"{W}val", ""), text_of(paragraph))


def lines(source: Path | bytes, style: str = "") -> list[str]:
    """The texts of the paragraphs, of one style where it is named."""
    return [one.text for one in paragraphs(source) if style in ("", one.style)]


def whole(source: Path | bytes) -> str:
    """The whole text."""
    return "\n".join(lines(source))


def tables(source: Path | bytes) -> list[list[list[str]]]:
    """Every table: its rows of cells, a cell's paragraphs as lines."""
    return [
        [
            [
                "\n".join(text_of(paragraph) for paragraph in cell.findall(f"{W}p"))
                for cell in row.findall(f"{W}tc")
            ]
            for row in table.findall(f"{W}tr")
        ]
        for table in part(source).iter(f"{W}tbl")
    ]


def blanks(source: Path | bytes) -> int:
    """How many dotted blanks there are."""
    return sum(one.get(f"{W}val") == "BlankForPeople" for one in part(source).iter(f"{W}rStyle"))
