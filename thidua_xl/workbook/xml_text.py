"""XML parts as text that is changed only where it must be.

A part is brought to one plain form (UTF-8, double quotes, the spreadsheet namespace without prefix, no
comments) only when it is not in that form already, so what nobody changes keeps its characters. On the
plain form, tags are found by simple patterns: every `<` and `>` belongs to a tag.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.parsers import expat

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

TAG = re.compile(r"<(/?)([^\s/>]+)([^>]*?)(/?)>")
_ATTRIBUTE = re.compile(r"""([^\s="'<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PROLOG = re.compile(r"\ufeff?\s*(?:<\?xml[^>]*\?>)?\s*")
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# A single character is looked for ten times as fast as a pair.
_ODD_PAIRS = (
    (b"'", b"='"), *((s, pair) for s in (b"\t", b"\r", b"\n", b" ") for pair in (s + b"=", b"=" + s, s + b">")),
)  # fmt: skip
_DECLARED = ((b"!", b"<!"), (b"?", b"<?"))
_ODD_TAG = re.compile(r"""<[^<>]*(?:\s=|=\s|\s>|=')""")


class PackageError(ValueError):
    """Raised when a workbook that should be changed is not one that can be: nothing is written."""


def escape(text: str, more: Mapping[str, str] = MappingProxyType({})) -> str:
    """Text as an element's content, as `xml.sax.saxutils` has it (which imports an HTTP client, 20 ms)."""
    for sign, reference in (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), *more.items()):
        text = text.replace(sign, reference)
    return text


def unescape(text: str) -> str:
    """The characters that an XML text or attribute value stands for."""
    if "&" not in text:
        return text
    if "&#" in text:
        return _REFERENCE.sub(_referred, text)
    for name in ("lt", "gt", "quot", "apos", "amp"):  # & last: &amp;lt; stands for &lt;
        text = text.replace(f"&{name};", _NAMED[name])
    return text


def _referred(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED.get(name, match[0])
    return chr(int(decimal) if decimal else int(hexadecimal, 16))


def attribute_value(text: str) -> str:
    """Text escaped for use between double quotes."""
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def attributes(tag: str) -> dict[str, str]:
    """The attributes in the text of a start tag (or of its inside), unescaped."""
    found = _ATTRIBUTE.findall(tag)
    return {name: unescape(double or single) for name, double, single in found}


def with_attribute(tag: str, name: str, value: str | None) -> str:
    """The start tag with the attribute set, or without it (`None`); other characters stay."""
    present = re.search(rf'(\s){re.escape(name)}="[^"]*"', tag)
    new = "" if value is None else f'{name}="{attribute_value(value)}"'
    if present:
        return tag[: present.start()] + (f"{present[1]}{new}" if new else "") + tag[present.end() :]
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    return f"{tag[:end].rstrip()} {new}{tag[end:]}" if new else tag


def read(data: bytes, namespace: str = MAIN) -> str:
    """The part as plain text.

    Raises:
        PackageError: not well-formed, with a document type, or not of this namespace.
    """
    _check(data)
    if not is_utf8(data):
        return _rewritten(data, namespace)
    text = data.decode("utf-8-sig")
    return text if is_plain(data, text, namespace) else _rewritten(data, namespace)


def is_odd(data: bytes) -> bool:
    """Whether something in these bytes, which begin and end between two tags, may not be in the plain form."""
    pairs = (pair for pairs in (_DECLARED, _ODD_PAIRS) for pair in pairs)
    return data.count(b"<") != data.count(b">") or any(sign in data and pair in data for sign, pair in pairs)


def may_say(data: bytes, name: str) -> bool:
    """Whether a part can have an attribute of that name (ASCII letters); told without reading what it says."""
    return name.encode() in data or not is_utf8(data)


def _check(data: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PackageError(f"a part is not well-formed XML: {error}") from error


def refuse_doctype(*_: object) -> None:
    """What expat calls at a document type. Raises PackageError."""
    raise PackageError("a part has a document type declaration")


def is_utf8(data: bytes) -> bool:
    """Whether a part that begins so is in UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    declared = re.match(rb"""[^>]{0,200}?encoding\s*=\s*["']([^"']+)""", data)
    return declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii")


def is_plain(data: bytes, text: str, namespace: str) -> bool:
    """Whether the text of these UTF-8 bytes is in the plain form. Bytes are searched twice as fast as letters."""
    start = _PROLOG.match(text)
    body = start.end() if start else 0
    root = TAG.match(text, body)
    if not root or ":" in root[2] or attributes(root[3]).get("xmlns") != namespace:
        return False
    begin = data.index(root[0].encode())  # without the line break that every writer puts before the root
    if any(sign in data and data.find(pair, begin) >= 0 for sign, pair in _DECLARED):
        return False
    if data.count(b"<", begin) != data.count(b">", begin):
        return False
    suspicious = any(data.find(sign, begin) >= 0 and data.find(pair, begin) >= 0 for sign, pair in _ODD_PAIRS)
    return not (suspicious and _ODD_TAG.search(text, body))


def _rewritten(data: bytes, namespace: str) -> str:
    writer = _PlainWriter(namespace)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.characters
    parser.Parse(data, True)
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + "".join(writer.out)


class _PlainWriter:
    """Writes what expat reads in the plain form; prefixes of other namespaces stay as they are."""

    def __init__(self, namespace: str) -> None:
        self.out: list[str] = []
        self._namespace = namespace
        self._prefix = ""
        self._defaults: list[str] = []
        self._open = False

    def start(self, name: str, flat: list[str]) -> None:
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        if not self._defaults:
            pairs = self._root(name, pairs)
        inherited = self._defaults[-1] if self._defaults else ""
        self._defaults.append(dict(pairs).get("xmlns", inherited))
        self._close_tag()
        written = "".join(f' {key}="{attribute_value(value)}"' for key, value in pairs)
        self.out.append(f"<{self._plain(name)}{written}")
        self._open = True

    def _root(self, name: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        prefix = name.partition(":")[0] if ":" in name else ""
        declared = dict(pairs).get(f"xmlns:{prefix}" if prefix else "xmlns")
        if declared != self._namespace or (prefix and "xmlns" in dict(pairs)):
            raise PackageError(f"a part is not of the namespace {self._namespace}")
        self._prefix = prefix
        return [("xmlns", self._namespace), *pairs] if prefix else pairs

    def _plain(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        if colon and prefix == self._prefix and self._defaults[-1] == self._namespace:
            return local
        return name

    def end(self, name: str) -> None:
        if self._open:
            self.out.append("/>")
            self._open = False
        else:
            self.out.append(f"</{self._plain(name)}>")
        self._defaults.pop()

    def characters(self, text: str) -> None:
        self._close_tag()
        self.out.append(escape(text, {"\r": "&#13;"}))

    def _close_tag(self) -> None:
        if self._open:
            self.out.append(">")
            self._open = False


@dataclass(slots=True)
class Element:
    """A child element: its name and its text, with the white space that stood before it."""

    name: str
    text: str


@dataclass(slots=True)
class Document:
    """A plain part cut into the root's start tag, its children, and the end."""

    head: str
    children: list[Element]
    tail: str

    @classmethod
    def parse(cls, text: str, opaque: str = "") -> "Document":
        """Cut the text; the inside of the child `opaque` (it holds none of its name) is not looked at."""
        return cls._cut(text, opaque, apart=False)[0]

    @classmethod
    def parse_around(cls, text: str, name: str) -> tuple["Document", slice]:
        """Cut the text; the child of that name becomes an empty element, and where it stands is told instead.

        Of a large part that child is nearly all: so it need not be there twice.
        """
        return cls._cut(text, name, apart=True)

    @classmethod
    def _cut(cls, text: str, opaque: str, *, apart: bool) -> tuple["Document", slice]:
        start = _PROLOG.match(text)
        root = TAG.match(text, start.end() if start else 0)
        if not root:
            raise PackageError("a part has no root element")
        nothing = slice(0, 0)
        if root[4]:
            return cls(f"{text[: root.end() - 2]}>", [], f"</{root[2]}>"), nothing
        spans, end = _spans(text, root.end(), opaque)
        found = next((span for name, span in spans if name == opaque), nothing) if apart else None
        children = [Element(name, f"<{name}/>" if span is found else text[span]) for name, span in spans]
        return cls(text[: root.end()], children, text[end:]), found or nothing

    def __str__(self) -> str:
        return self.head + "".join(child.text for child in self.children) + self.tail

    def get(self, name: str) -> str:
        """The text of the first child of that name, or an empty text."""
        return next((child.text for child in self.children if child.name == name), "")

    def all(self, name: str) -> list[str]:
        """The texts of the children of that name."""
        return [child.text for child in self.children if child.name == name]

    def put(self, name: str, text: str, order: Sequence[str]) -> None:
        """Put `text` where the children of that name stood (all are replaced), else where `order` says."""
        at = next((n for n, child in enumerate(self.children) if child.name == name), None)
        if at is None and not text:
            return
        if at is None:
            at = self._place(name, order)
        self.children[at:] = [child for child in self.children[at:] if child.name != name]
        if text:
            self.children.insert(at, Element(name, text))

    def _place(self, name: str, order: Sequence[str]) -> int:
        before = set(order[: order.index(name)])
        known = [n for n, child in enumerate(self.children) if child.name in before]
        return known[-1] + 1 if known else 0


def _spans(text: str, position: int, opaque: str) -> tuple[list[tuple[str, slice]], int]:
    """The names of the child elements and where they stand, and where the last one ends."""
    children: list[tuple[str, slice]] = []
    depth, begin, name = 0, position, ""
    while match := TAG.search(text, position):
        position = match.end()
        closing, tag, _, empty = match.groups()
        if closing and depth == 0:
            return children, begin
        if depth == 0:
            name = tag
            if name == opaque and not empty:
                position = text.index(f"</{name}>", position)
        depth += -1 if closing else 0 if empty else 1
        if depth == 0:
            children.append((name, slice(begin, position)))
            begin = position
    raise PackageError("a part ends too early")


def cut(element: str) -> tuple[str, list[str], str]:
    """An element's start tag, its child elements without the space between them, and its end tag."""
    document = Document.parse(element)
    return document.head, [child.text.lstrip() for child in document.children], document.tail.lstrip()


def tags(text: str, name: str) -> Iterator[dict[str, str]]:
    """The attributes of every element of that name."""
    for match in re.finditer(rf"<{name}(?=[\s/>])([^>]*)>", text):
        yield attributes(match[1])
