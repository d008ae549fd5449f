"""Where the parts of a package stand: found through its links, as Excel finds them.

Part names are compared without case, and backslashes count as slashes (ISO 29500-2, 9.1.1; what Windows programs
write). Links may say `./`, `../xl/` or start at the root, and the list of sheets may have any name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from ..workbook.addresses import as_part
from ..workbook.xml_text import MAIN, attribute_value

ROOT_LINKS, TYPES = "_rels/.rels", "[Content_Types].xml"
WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
"""The names that Excel gives, and under which the reader looks for the parts."""


def links_of(part: str) -> str:
    """Where the links of a part stand."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def resolved(part: str, target: str) -> str:
    """The part that a link in `part` leads to; empty where it leads out of the package."""
    path = target.replace("\\", "/")
    steps = [] if path.startswith("/") else part.split("/")[:-1]
    for step in path.split("/"):
        if step == ".." and not steps:
            return ""
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*?)/?>", re.S)
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^<>]*?)/?>", re.S)
_TYPE = re.compile(r"<(?:\w+:)?Override\s([^<>]*?)/?>", re.S)
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_LONGEST_TAG = 5_000
_MEMORABLE = 50_000
"""No more bytes than this are remembered of a file."""


def attributes(text: str) -> dict[str, str]:
    """The attributes of one XML tag, unescaped. Raises ValueError if it is longer than any of a link."""
    if len(text) > _LONGEST_TAG:
        raise ValueError("tag too long")
    return {name: _unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    import html

    return html.unescape(text)


def _without_comments(xml: bytes) -> bytes:
    """The part as a parser has it: a sheet in a comment is none. Raises ValueError if it is not sound."""
    if b"<!" not in xml:
        return xml
    import xml.etree.ElementTree as ET

    try:
        return ET.tostring(ET.fromstring(xml))
    except ET.ParseError as error:
        raise ValueError(str(error)) from error


def _tags(pattern: re.Pattern[str], xml: bytes) -> Iterator[dict[str, str]]:
    return map(attributes, pattern.findall(_without_comments(xml).decode("utf-8", "replace")))


class Link(NamedTuple):
    """A relationship that stays in the package: the part it leads to, and its target as written."""

    id: str
    kind: str
    part: str
    target: str


def relations(xml: bytes, part: str) -> list[Link]:
    """The relationships of a part that stay in the package. Raises ValueError if they are not sound."""
    found = []
    for tag in _tags(_RELATION, xml):
        if tag.get("TargetMode") != "External":
            kind, target = tag.get("Type", "").rpartition("/")[2], tag.get("Target", "")
            found.append(Link(tag.get("Id", ""), kind, resolved(part, target), target))
    return found


def outside_links(xml: bytes) -> dict[str, str]:
    """The addresses to which a part's hyperlinks lead out of the package, by their names. Raises as `relations`."""
    return {
        tag.get("Id", ""): tag.get("Target", "")
        for tag in _tags(_RELATION, xml)
        if tag.get("TargetMode") == "External" and tag.get("Type", "").endswith("/hyperlink")
    }


class Names:
    """The parts of a package by name, whatever its case."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.entries = {as_part(entry).casefold(): entry for entry in entries}

    def find(self, part: str) -> str:
        """The part's name as the package spells it; empty where there is none."""
        for name in (part, unquote(part)):
            entry = self.entries.get(name.casefold())
            if entry is not None:
                return as_part(entry)
        return ""

    def stands_at(self, part: str) -> bool:
        """Whether the zip has an entry of exactly this name."""
        return self.entries.get(part.casefold()) == part


class AstrayError(ValueError):
    """The links lead to parts that are not there, or to two of a kind."""


@lru_cache(maxsize=16)  # forms come back with the parts they were issued with
def main_part(entries: tuple[str, ...], root: bytes) -> str:
    """The list of sheets that the package's own links lead to; empty where there is none.

    Raises:
        AstrayError: there is one under the usual name, but Excel would look elsewhere; or two links name one.
    """
    names = Names(entries)
    targets = {
        link.part.casefold(): link.part for link in relations(root, "") if link.kind == "officeDocument"
    }
    if len(targets) > 1:
        raise AstrayError
    found = names.find(next(iter(targets.values()), WORKBOOK))
    if not found and names.find(WORKBOOK):
        raise AstrayError
    return found


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a workbook."""

    workbook: str
    sheets: tuple[tuple[str, str], ...]
    """Sheet name and part name, in the order of the workbook."""
    strings: str
    styles: str
    ids: tuple[str, ...]
    """The links by which the list of sheets names them."""
    plain: bool
    """Whether everything stands where the reader looks for it."""
    hidden: frozenset[str] = frozenset()
    """The names of the sheets that nobody sees."""

    def home_links(self) -> bytes:
        """Links of the list of sheets that lead to `home_of` each."""
        return _relationships(
            (name or f"none{at + 1}", "worksheet", home_of(at).removeprefix("xl/"))
            for at, name in enumerate(self.ids)
        )

    def bare_workbook(self, workbook: bytes) -> bytes:
        """A list of the same sheets without anything else that a reader could stumble over but the calendar.

        Raises:
            ValueError: the list that it stands for is not sound XML.
        """
        try:
            expat.ParserCreate().Parse(workbook, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error
        calendar = '<workbookPr date1904="1"/>' if CALENDAR_1904.search(workbook) else ""
        sheets = "".join(
            f'<sheet name="S{at}" sheetId="{at}" r:id="{attribute_value(name) or f"none{at}"}"/>'
            for at, name in enumerate(self.ids, 1)
        )
        return (
            f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{calendar}<sheets>{sheets}</sheets></workbook>'
        ).encode()


CALENDAR_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^<>]*\bdate1904\s*=\s*[\"'](?:1|true)[\"']")


def layout_of(entries: tuple[str, ...], root: bytes, main: str, workbook: bytes, links: bytes) -> Layout:
    """Where the parts stand of the workbook whose list of sheets is `main`.

    Raises:
        AstrayError: the strings or formats that Excel would take are not there, or there are two of them.
        ValueError: the list or its links are not sound.
    """
    small = len(workbook) + len(links) + len(root) <= _MEMORABLE
    return (_layout if small else _layout.__wrapped__)(entries, root, main, workbook, links)


@lru_cache(maxsize=16)  # many forms of a cluster come back with the list of sheets they were issued with
def _layout(entries: tuple[str, ...], root: bytes, main: str, workbook: bytes, links: bytes) -> Layout:
    names, found = Names(entries), relations(links, main)
    by_id = {link.id: link for link in found}
    sheets, ids, plain, hidden = [], [], _leads_home(names, root, main), set()
    for tag in _tags(_SHEET, workbook):
        identifier = next((v for k, v in tag.items() if k.endswith(":id")), "")
        link = by_id.get(identifier)
        part = names.find(link.part) if link else ""
        ids.append(identifier)
        sheets.append((tag.get("name", ""), part))
        hidden |= {tag.get("name", "")} if tag.get("state", "visible") != "visible" else set()
        plain = plain and (not link or not part or _is_plain(link.target, part, names))
    strings, styles = (
        _only(found, names, *kind) for kind in (("sharedStrings", STRINGS), ("styles", STYLES))
    )
    for part, home in ((strings, STRINGS), (styles, STYLES)):
        plain = plain and (names.stands_at(home) if part else not names.find(home)) and part in ("", home)
    return Layout(main, tuple(sheets), strings, styles, tuple(ids), plain, frozenset(hidden))


def _leads_home(names: Names, root: bytes, main: str) -> bool:
    targets = {link.target for link in relations(root, "") if link.kind == "officeDocument"}
    stand = all(map(names.stands_at, (ROOT_LINKS, WORKBOOK, links_of(WORKBOOK))))
    return main == WORKBOOK and stand and targets <= {WORKBOOK, f"/{WORKBOOK}"}


def _is_plain(target: str, part: str, names: Names) -> bool:
    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return path == part and names.stands_at(part)


def _only(links: Sequence[Link], names: Names, kind: str, home: str) -> str:
    """The one part of a kind; empty where there is none."""
    targets = {link.part.casefold(): link.part for link in links if link.kind == kind}
    wanted = next(iter(targets.values()), home)
    found = names.find(wanted)
    if len(targets) > 1 or (not found and wanted.casefold() != home.casefold()):
        raise AstrayError
    return found


def content_type(types: bytes, part: str) -> str:
    """What the package says that a part is; empty where it says nothing of it."""
    wanted = part.casefold()
    for tag in _tags(_TYPE, types):
        if as_part(tag.get("PartName", "")).lstrip("/").casefold() == wanted:
            return tag.get("ContentType", "")
    return ""


# --- a package of our own making ------------------------------------------------------------------

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def home_of(position: int) -> str:
    """The part of the sheet at this position."""
    return f"xl/worksheets/sheet{position + 1}.xml"


def _relationships(links: Iterable[tuple[str, str, str]]) -> bytes:
    body = "".join(
        f'<Relationship Id="{attribute_value(name)}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'<Relationships xmlns="{_PACKAGE}">{body}</Relationships>'.encode()


HOME_ROOT_LINKS = _relationships([("rId1", "officeDocument", WORKBOOK)])
