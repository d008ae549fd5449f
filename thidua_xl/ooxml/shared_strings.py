"""Shared strings: fresh ones take the place of equal ones, then of strings that no cell uses any more."""

import re
from collections.abc import Collection, Iterable, Iterator

from ..workbook.xml_text import MAIN, Document, PackageError, attributes, unescape, with_attribute

EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{MAIN}"></sst>'
_BLANK = "<si><t/></si>"
_ITEM = re.compile(r"<si(?:\s[^>]*)?(?:/>|>.*?</si>)", re.DOTALL)
_PLAIN = re.compile(r"<si>\s*<t(\s[^>]*)?(?:/>|>([^<]*)</t>)\s*</si>")
_NUMBER = re.compile(r"<v(?:\s[^>]*)?>\s*(\d+)\s*</v>")
_STRING_CELL = re.compile(
    r'<c(?=\s)[^>]*? t="s"[^>]*>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?\s*<v>\s*(\d+)\s*</v>'
)
_ROOT = re.compile(r"<sst(?=[\s/>])[^>]*>")


def items(text: str) -> Iterator[str]:
    """The `<si>` elements of a part."""
    return (match[0] for match in _ITEM.finditer(text))


def used_by(sheet: str) -> set[int]:
    """The strings that a sheet of any writer uses; rather one too many than one too few."""
    found = _STRING_CELL.findall(sheet)
    if len(found) != sheet.count(' t="s"'):
        found = _NUMBER.findall(sheet)
    return set(map(int, found))


class SharedStrings:
    """The strings of an existing book, into which fresh ones are put."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._items = list(items(text))
        self._before = list(self._items)
        self._first: dict[str, int] = {}
        for number, item in enumerate(self._items):
            self._first.setdefault(_key(item), number)

    def take(self, fresh: Iterable[str], wanted: Collection[int], used: set[int]) -> dict[int, int]:
        """Numbers here of the wanted fresh strings; `used` are the numbers that other cells keep."""
        taken: dict[int, int] = {}
        new: dict[int, str] = {}
        for number, item in enumerate(fresh):  # one after the other: most of a large book's are there already
            if number in wanted:
                taken[number] = self._first.get(_key(item), -1)
                if taken[number] < 0:
                    new[number] = item
        live = used | set(taken.values())
        free = [number for number in range(len(self._items)) if number not in live]
        for number in free:
            self._items[number] = _BLANK
        spare = iter(free)
        return taken | {number: self._put(item, next(spare, None)) for number, item in new.items()}

    def _put(self, item: str, place: int | None) -> int:
        if place is None:
            self._items.append(item)
            return len(self._items) - 1
        self._items[place] = item
        return place

    def pieces(self, references: int) -> Iterator[bytes]:
        """The part for so many cells that use strings, piece by piece. Raises PackageError as it is read."""
        if self._items == self._before:
            root = _ROOT.search(self._text)
            end = root.end() if root else 0
            yield _counted(self._text[:end], references, len(self._items)).encode()
            yield self._text[end:].encode()
            return
        found = [match.span() for match in _ITEM.finditer(self._text)]
        document = Document.parse(self._text) if not found else None
        head = document.head if document else self._text[: found[0][0]].rstrip()
        tail = document.tail if document else self._text[found[-1][1] :].lstrip()
        yield _counted(head, references, len(self._items)).encode()
        yield from (item.encode() for item in self._items)
        yield tail.encode()


def _counted(text: str, references: int, items: int) -> str:
    root = _ROOT.search(text)
    if not root:
        raise PackageError("the shared strings have no root element")
    tag = with_attribute(with_attribute(root[0], "count", str(references)), "uniqueCount", str(items))
    return text[: root.start()] + tag + text[root.end() :]


def _key(item: str) -> str:
    """Equal for strings that every reader takes as equal: plain text, else the whole element."""
    match = _PLAIN.fullmatch(item)
    if not match:
        return item
    text, keeps = unescape(match[2] or ""), attributes(match[1] or "").get("xml:space") == "preserve"
    if text == text.strip():
        usual = f"<si><t>{text}</t></si>"
        return item if item == usual else usual  # nearly all are written so: few get a text of their own
    return f"={text}" if keeps else item
