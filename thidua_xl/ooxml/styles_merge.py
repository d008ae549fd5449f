"""Fresh cell formats put into an existing styles part, reusing every equal one that is there."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from functools import lru_cache

from ..workbook.xml_text import MAIN, Document, PackageError, attribute_value, attributes, cut, with_attribute

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
          "tableStyles", "colors", "extLst")  # fmt: skip
_FIRST_OWN_FORMAT = 164
_NUMBER_FORMAT = re.compile(r"<numFmt (?=[^>]*numFmtId=)(?=[^>]*formatCode=)[^>]*>")


class _Section:
    """One list of the styles part (fonts, fills …)."""

    def __init__(self, name: str, document: Document) -> None:
        self.name = name
        self._declared = "".join(re.findall(r'\sxmlns:[^=]+="[^"]*"', document.head))
        text = document.get(name)
        self._head, self.items, self._tail = cut(text) if text else (f"<{name}>", [], f"</{name}>")
        self._before = len(self.items)
        self._text = text
        self._numbers: dict[str, int] = {}
        for number, item in enumerate(self.items):
            self._numbers.setdefault(self._key(item), number)

    def _key(self, item: str) -> str:
        return _canonical(f'<x xmlns="{MAIN}"{self._declared}>{item}</x>')

    def find(self, item: str) -> int | None:
        """The number of an equal item."""
        return self._numbers.get(self._key(item))

    def take(self, item: str) -> int:
        """The number of an equal item, which is added if there is none."""
        number = self._numbers.setdefault(self._key(item), len(self.items))
        if number == len(self.items):
            self.items.append(item)
        return number

    def to_text(self) -> str:
        if len(self.items) == self._before:
            return self._text
        head = with_attribute(self._head, "count", str(len(self.items)))
        if not self._before:
            return f"{head}{''.join(self.items)}{self._tail}"
        end = self._text.rindex("</")
        added = "".join(self.items[self._before :])
        return f"{head}{self._text[self._text.index('>') + 1 : end].rstrip()}{added}{self._text[end:]}"


class Styles:
    """The styles of an existing book, into which the fresh ones are put."""

    def __init__(self, text: str) -> None:
        self._document = Document.parse(text)
        self._sections = {name: _Section(name, self._document) for name in _ORDER[:6]}
        self._sections["dxfs"] = _Section("dxfs", self._document)
        self._codes: dict[str, int] = {}
        for tag in _NUMBER_FORMAT.findall(text):
            found = attributes(tag)
            self._codes.setdefault(found["formatCode"], int(found["numFmtId"]))

    def take(
        self, fresh: str, cells: Iterable[int], rules: Iterable[int]
    ) -> tuple[dict[int, int], dict[int, int]]:
        """Numbers here of the fresh cell formats and of the formats of conditional formats."""
        other = Styles(fresh)
        codes = {number: code for code, number in other._codes.items()}
        cell_formats, rule_formats = other._sections["cellXfs"].items, other._sections["dxfs"].items
        taken = {number: self._cell_format(cell_formats[number], other, codes) for number in sorted(cells)}
        if 0 in taken:
            taken[0] = 0  # an unstyled cell looks as the user's book has it
        return taken, {number: self._rule_format(rule_formats[number]) for number in sorted(rules)}

    def looking(self, number: int, fill: str, edge: str, weight: str = "medium") -> int:
        """The number of a cell format like that one, but with this solid fill (none: "") and border colour."""
        formats = self._sections["cellXfs"]
        xf = formats.items[number] if number < len(formats.items) else "<xf/>"
        sides = "".join(
            f'<{side} style="{weight}"><color rgb="FF{edge}"/></{side}>'
            for side in ("left", "right", "top", "bottom")
        )
        border = self._sections["borders"].take(f"<border>{sides}<diagonal/></border>")
        for name, value in (("fillId", self._solid(fill)), ("applyFill", 1), ("borderId", border),
                            ("applyBorder", 1)):  # fmt: skip
            xf = with_attribute_in(xf, name, str(value))
        return formats.take(xf)

    def _solid(self, colour: str) -> int:
        fills = self._sections["fills"]
        for pattern in ("none", "gray125")[len(fills.items) :]:  # readers take the first two for these
            fills.items.append(f'<fill><patternFill patternType="{pattern}"/></fill>')
        if not colour:
            return 0
        return fills.take(
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
            "</patternFill></fill>"
        )

    def filled_with(self, *colours: str) -> dict[int, bool]:
        """The cell formats with one of these solid fills, and whether their cells may be typed in."""
        wanted = tuple(f"FF{colour}" for colour in colours)
        fills = {n for n, fill in enumerate(self._sections["fills"].items) if _colour_of(fill) in wanted}
        return {
            number: re.search(r'<protection[^>]*\slocked="(?:0|false)"', xf) is not None
            for number, xf in enumerate(self._sections["cellXfs"].items)
            if int(attributes(xf[: xf.index(">") + 1]).get("fillId", "0")) in fills
        }

    def _cell_format(self, xf: str, other: "Styles", codes: dict[int, str]) -> int:
        tag = self._translated(xf, other, codes, lambda section, item: section.take(item))
        style = int(attributes(xf).get("xfId", "0"))
        return self._sections["cellXfs"].take(
            with_attribute_in(tag, "xfId", str(self._parent(style, other, codes)))
        )

    def _parent(self, number: int, other: "Styles", codes: dict[int, str]) -> int:
        """The equal cell style of the book, or 0 (Normal)."""
        styles = other._sections["cellStyleXfs"].items
        if not 0 < number < len(styles):
            return 0
        tag = self._translated(
            styles[number], other, codes, lambda section, item: _or_none(section.find(item))
        )
        return self._sections["cellStyleXfs"].find(tag) or 0

    def _translated(
        self, xf: str, other: "Styles", codes: dict[int, str], number: Callable[[_Section, str], int]
    ) -> str:
        found = attributes(xf[: xf.index(">") + 1])
        for name, section in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            if name in found:
                item = other._sections[section].items[int(found[name])]
                xf = with_attribute_in(xf, name, str(number(self._sections[section], item)))
        own = int(found.get("numFmtId", "0"))
        return with_attribute_in(xf, "numFmtId", str(self._number_format(codes[own]))) if own in codes else xf

    def _number_format(self, code: str, listed: bool = True) -> int:
        known = self._codes.get(code)
        if known is None:
            known = self._codes[code] = max([_FIRST_OWN_FORMAT - 1, *self._codes.values()]) + 1
        if listed and all(
            attributes(item).get("formatCode") != code for item in self._sections["numFmts"].items
        ):
            item = f'<numFmt numFmtId="{known}" formatCode="{attribute_value(code)}"/>'
            self._sections["numFmts"].take(item)
        return known

    def _rule_format(self, dxf: str) -> int:
        def renumber(match: re.Match[str]) -> str:
            code = attributes(match[0])["formatCode"]
            return with_attribute(match[0], "numFmtId", str(self._number_format(code, listed=False)))

        return self._sections["dxfs"].take(_NUMBER_FORMAT.sub(renumber, dxf))

    def to_text(self) -> str:
        """The part; where nothing was added, with the characters that it had."""
        for name, section in self._sections.items():
            new = section.to_text()
            if new != self._document.get(name):
                self._document.put(name, new, _ORDER)
        return str(self._document)


def _colour_of(fill: str) -> str:
    """The colour of a solid fill, as it is written (AARRGGBB)."""
    found = re.search(r'patternType="solid".*?<fgColor[^>]*\srgb="([0-9A-Fa-f]{8})"', fill, re.DOTALL)
    return found[1].upper() if found else ""


@lru_cache(maxsize=1024)
def _canonical(item: str) -> str:
    """Equal for items that mean the same; most of the fresh ones are in the book to the letter."""
    try:
        return ET.canonicalize(item, strip_text=True)
    except ET.ParseError as error:
        raise PackageError(f"a style can't be read: {error}") from error


def with_attribute_in(element: str, name: str, value: str) -> str:
    """The element with an attribute of its start tag set."""
    end = element.index(">") + 1
    return with_attribute(element[:end], name, value) + element[end:]


def _or_none(number: int | None) -> int:
    return -1 if number is None else number
