"""What hangs on the cells of a sheet and no grid shows: the addresses behind texts, comments, text boxes."""

import html
import re
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


# --- comments -------------------------------------------------------------------------------------

_COMMENT = re.compile(rb"<(?:\w+:)?(comment|threadedComment)\s([^<>]*)>(.*?)</(?:\w+:)?\1>", re.S)
_TEXT = re.compile(rb"<(?:\w+:)?(?:t|text)(?:\s[^<>]*)?>([^<]*)")


def _comments(package: CheckedPackage, found: Iterable[Link]) -> dict[str, str]:
    """Cell → text; of a thread what was written, not the words of Excel for those who cannot see it."""
    said: dict[str, str] = {}
    for kind in ("comments", "threadedComment"):
        threads: dict[str, list[str]] = {}
        for part in (_part(package, one.part) for one in found if one.kind == kind):
            for _, told, body in _COMMENT.findall(part):
                ref, text = _REF.search(told), _joined(body).partition(HEAD)[0].strip()
                if ref and text:
                    threads.setdefault(ref[1].decode(), []).append(text)
        said |= {ref: " / ".join(texts) for ref, texts in threads.items()}
    return said


def _joined(body: bytes) -> str:
    return clean(html.unescape(b"".join(_TEXT.findall(body)).decode("utf-8", "replace")))


# --- text boxes -----------------------------------------------------------------------------------

_ANCHOR = re.compile(rb"<(?:\w+:)?\w+Anchor\b.*?</(?:\w+:)?\w+Anchor>", re.S)
_FROM = re.compile(
    rb"<(?:\w+:)?from>\s*<(?:\w+:)?col>\s*(\d{1,5})\s*<.*?<(?:\w+:)?row>\s*(\d{1,7})\s*<", re.S
)


def _boxes(part: bytes) -> Iterator[tuple[str, str]]:
    for anchor in _ANCHOR.findall(part):
        text, corner = _joined(anchor), _FROM.search(anchor)
        if text:
            yield address(int(corner[2]), int(corner[1])) if corner else "", text
