"""An .xlsx package in memory: parts, relationships, content types; what is not changed keeps its bytes."""

import io
import operator
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import unquote

from ..workbook.addresses import as_part
from ..workbook.packed import LEVEL, PIECE, Packed, packed_of, put_into
from ..workbook.xml_text import Document, Element, PackageError, attribute_value, attributes, read

__all__ = ["Package", "PackageError", "Relation"]

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MOST = 700_000_000
"""Bytes of all parts; none is read beyond the size that it claims."""
_DATE = (1980, 1, 1, 0, 0, 0)
_EMPTY_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELATIONSHIPS}"/>'
).encode()


class Relation(NamedTuple):
    """A relationship of a part: its kind (last word of its type) and the part or address it leads to."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


@contextmanager
def _of_a_package() -> Iterator[None]:
    """What a damaged file raises, as one error."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError) as error:
        raise PackageError(f"not an .xlsx package: {error}") from error


class Package:
    """The parts of an .xlsx file, in their order; `data` is the file, or parts that were never packed.

    A part of the file is unpacked when it is asked for, and not kept; a large one that is made anew is packed at once:
    all together are ten times as large as the file.

    Raises:
        PackageError: the bytes are no such file; also where a part is asked for that can't be unpacked.
    """

    def __init__(self, data: bytes | Mapping[str, bytes]) -> None:
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._parts: dict[str, bytes | Packed | None] = {}
        self._changed: set[str] = set()
        if isinstance(data, bytes):
            with _of_a_package():
                self._load(data)
        else:
            self._parts.update(data)
        self._folded = {name.casefold(): name for name in self._parts}
        self._relations: dict[str, dict[str, Relation]] = {}

    def _load(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        if sum(info.file_size for info in self._archive.infolist()) > _MOST:
            raise PackageError("it is too large")
        for info in self._archive.infolist():
            name = as_part(info.filename)
            if name in self._parts:
                raise PackageError(f"two parts are named {name}")
            self._infos[name] = info
            self._parts[name] = None

    def _bytes_of(self, name: str) -> bytes:
        """Those of a part by the name that the package has for it."""
        known = self._parts[name]
        if isinstance(known, bytes):
            return known
        if known is not None:
            return known.whole()
        part = io.BytesIO()  # inflated at once, a part takes its room twice
        part.writelines(self._pieces_of(name))
        return part.getvalue()

    def _pieces_of(self, name: str) -> Iterator[bytes]:
        """The same, some at a time."""
        known = self._parts[name]
        if isinstance(known, bytes):
            yield from (known[at : at + PIECE] for at in range(0, len(known), PIECE))
        elif known is not None:
            yield from known.pieces()
        else:
            with _of_a_package(), self._archive.open(self._infos[name]) as stream:
                while piece := stream.read(PIECE):
                    yield piece

    def find(self, name: str) -> str:
        """The part's name as the package spells it, or an empty text."""
        return name if name in self._parts else self._folded.get(name.casefold(), "")

    def names(self, pattern: str) -> list[str]:
        """The names of the parts that match a pattern wholly."""
        return [name for name in self._parts if re.fullmatch(pattern, name)]

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            PackageError: there is no such part.
        """
        return self._bytes_of(self._there(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The same, some at a time: a large part need not be there as a whole."""
        return self._pieces_of(self._there(name))

    def part_before(self, name: str, mark: bytes) -> bytes:
        """The first bytes of a part, as far as the first piece that holds the mark; all where none does.

        Raises:
            PackageError: there is no such part.
        """
        found, end = list[bytes](), b""
        for piece in self.pieces(name):
            found.append(piece)
            if mark in end + piece:
                break
            end = piece[-len(mark) :]
        return b"".join(found)

    def _there(self, name: str) -> str:
        """The part's name as the package spells it. Raises PackageError where there is no such part."""
        found = self.find(name)
        if not found:
            raise PackageError(f"the part {name} is missing")
        return found

    def put(self, name: str, data: bytes) -> None:
        """Replace or add a part; the same bytes change nothing."""
        name = self.find(name) or name
        if name in self._parts and self._size(name) == len(data) and self._bytes_of(name) == data:
            return
        self._set(name, data)

    def put_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """The same with a large part, which is packed as its bytes come."""
        name, made = self.find(name) or name, packed_of(pieces)
        if name in self._parts and self._size(name) == made.size and self._holds(name, made):
            return
        self._set(name, made)

    def _holds(self, name: str, made: Packed) -> bool:
        """Whether a part of the size of that one has the same bytes."""
        info = self._infos.get(name)
        if info is not None and self._parts[name] is None and made.crc != info.CRC:
            return False
        return all(map(operator.eq, self._pieces_of(name), made.pieces()))

    def _set(self, name: str, part: bytes | Packed) -> None:
        self._parts[name] = part
        self._folded[name.casefold()] = name
        self._changed.add(name)
        self._relations.clear()

    def _size(self, name: str) -> int:
        known = self._parts[name]
        if known is None:
            return self._infos[name].file_size
        return known.size if isinstance(known, Packed) else len(known)

    def remove(self, name: str) -> None:
        """Remove a part, its content type, and its relationships."""
        for gone in filter(None, (self.find(name), self.find(_relations_name(name)))):
            del self._parts[gone]
            del self._folded[gone.casefold()]
        self._edit_types(lambda types: _without(types, "PartName", f"/{name}"))

    def free_name(self, pattern: str) -> str:
        """The first name not in use: `pattern` holds `{}` for a number."""
        number = 1
        while self.find(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The package; changed parts bear the date 1980-01-01."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for name, part in self._parts.items():
                if isinstance(part, Packed):
                    put_into(archive, self._info(name), part)
                else:
                    archive.writestr(self._info(name), self._bytes_of(name), compresslevel=LEVEL)
        return buffer.getvalue()

    def _info(self, name: str) -> zipfile.ZipInfo:
        old = None if name in self._changed else self._infos.get(name)
        info = zipfile.ZipInfo(name, old.date_time if old else _DATE)
        info.compress_type = old.compress_type if old else zipfile.ZIP_DEFLATED
        info.create_system = old.create_system if old else 3
        info.external_attr = old.external_attr if old else 0o600 << 16
        return info

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by their id; internal targets are part names."""
        if part not in self._relations:
            name = self.find(_relations_name(part))
            document = Document.parse(read(self._bytes_of(name), RELATIONSHIPS)) if name else None
            found = [_relation(part, child.text) for child in document.children] if document else []
            self._relations[part] = {relation.id: relation for relation in found}
        return self._relations[part]

    def related(self, part: str, kind: str) -> list[Relation]:
        """The part's internal relationships of one kind."""
        return [r for r in self.relations(part).values() if r.kind == kind and not r.external]

    def relate(self, part: str, type_: str, target: str, external: bool = False) -> str:
        """Add a relationship and return its id."""
        taken = self.relations(part)
        number = 1
        while f"rId{number}" in taken:
            number += 1
        if not external:
            target = posixpath.relpath(target, posixpath.dirname(part) or ".")
        mode = ' TargetMode="External"' if external else ""
        text = f'<Relationship Id="rId{number}" Type="{type_}" Target="{attribute_value(target)}"{mode}/>'
        name = self.find(_relations_name(part)) or _relations_name(part)
        known = self._bytes_of(name) if name in self._parts else _EMPTY_RELATIONS
        document = Document.parse(read(known, RELATIONSHIPS))
        document.children.append(Element("Relationship", text))
        self.put(name, str(document).encode())
        return f"rId{number}"

    def unrelate(self, part: str, relation: Relation) -> None:
        """Remove a relationship."""
        name = self.find(_relations_name(part))
        document = Document.parse(read(self._bytes_of(name), RELATIONSHIPS))
        self.put(name, str(_without(document, "Id", relation.id)).encode())

    def content_type(self, part: str) -> str:
        """What [Content_Types].xml says of a part."""
        types = self._types()
        for child in types.children:
            if attributes(child.text).get("PartName", "").casefold() == f"/{part}".casefold():
                return attributes(child.text).get("ContentType", "")
        ending = posixpath.splitext(part)[1][1:].casefold()
        defaults = [attributes(child.text) for child in types.children]
        found = (d.get("ContentType", "") for d in defaults if d.get("Extension", "").casefold() == ending)
        return next(found, "application/xml")

    def add(self, part: str, data: bytes, content_type: str) -> None:
        """Add a part with its content type."""
        self.put(part, data)
        text = f'<Override PartName="/{attribute_value(part)}" ContentType="{content_type}"/>'
        self._edit_types(lambda types: _with(types, Element("Override", text)))

    def declare(self, ending: str, content_type: str) -> None:
        """Say what every part of this ending is; where that is said already, nothing changes."""
        known = {attributes(c.text).get("Extension", "").casefold() for c in self._types().children}
        if ending.casefold() not in known:
            text = f'<Default Extension="{ending}" ContentType="{content_type}"/>'
            self._edit_types(lambda types: _first(types, Element("Default", text)))

    def _types(self) -> Document:
        return Document.parse(read(self.part("[Content_Types].xml"), TYPES))

    def _edit_types(self, edit: Callable[[Document], Document]) -> None:
        self.put("[Content_Types].xml", str(edit(self._types())).encode())

    def workbook(self) -> str:
        """The name of the workbook part."""
        found = self.related("", "officeDocument")
        name = self.find(found[0].target if found else "xl/workbook.xml")
        if not name:
            raise PackageError("the package has no workbook part")
        return name


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(part: str, text: str) -> Relation:
    found = attributes(text)
    target, external = found.get("Target", ""), found.get("TargetMode") == "External"
    if not external:
        target = _resolved(part, unquote(target))
    return Relation(found.get("Id", ""), found.get("Type", ""), target, external)


def _resolved(part: str, target: str) -> str:
    target = re.sub(r"[\\]", "/", target)
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _with(document: Document, child: Element) -> Document:
    document.children.append(child)
    return document


def _first(document: Document, child: Element) -> Document:
    document.children.insert(0, child)
    return document


def _without(document: Document, name: str, value: str) -> Document:
    wanted = value.casefold()
    document.children = [
        c for c in document.children if attributes(c.text).get(name, "").casefold() != wanted
    ]
    return document
