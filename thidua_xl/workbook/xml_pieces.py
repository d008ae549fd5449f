"""A large part looked at as it is unpacked: its rows are a hundred megabytes, and of them little is kept."""

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from .xml_text import MAIN, PackageError, is_odd, is_plain, is_utf8, refuse_doctype

_TOGETHER = 1 << 20
"""Bytes of rows that are looked at together, at least."""
_HEAD = 1 << 22
"""What stands before the rows is never so long."""
_OPENING, _CLOSING, _ROW = b"<sheetData>", b"</sheetData>", b"</row>"


class NotPlainError(Exception):
    """Raised where a part is to be read as a whole: it is not in the plain form, or its rows need more."""


class RowsApart:
    """A sheet whose rows are taken as they come, and what stands around them."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = _well_formed(pieces)
        self._before, self._after = b"", b""

    def rows(self) -> Iterator[str]:
        """The rows as texts, some whole ones at a time; all of them are to be taken.

        Raises:
            NotPlainError: the part is to be read as a whole.
            PackageError: it is not well-formed, or has a document type.
        """
        waiting = self._from_opening()
        while (end := waiting.find(_CLOSING)) < 0:
            cut = waiting.rfind(_ROW) + len(_ROW)
            if cut >= len(_ROW) and len(waiting) >= _TOGETHER:
                yield _plain(waiting[:cut])
                waiting = waiting[cut:]
            waiting += self._next()
        yield _plain(waiting[:end])
        self._after = waiting[end + len(_CLOSING) :] + b"".join(self._pieces)

    def _from_opening(self) -> bytes:
        """What has come behind the start of the rows."""
        found = self._next()
        while (at := found.find(_OPENING)) < 0:
            if len(found) > _HEAD:
                raise NotPlainError
            found += self._next()
        self._before = found[:at]
        if not is_utf8(self._before):
            raise NotPlainError
        return found[at + len(_OPENING) :]

    def _next(self) -> bytes:
        piece = next(self._pieces, None)
        if piece is None:
            raise NotPlainError
        return piece

    def around(self) -> str:
        """The part with an empty element for the rows, once these were taken. Raises NotPlainError as they do."""
        data = self._before + b"<sheetData/>" + self._after
        if _OPENING in data or _CLOSING in data:
            raise NotPlainError
        text = data.decode("utf-8-sig")
        if not is_plain(data, text, MAIN):
            raise NotPlainError
        return text


def _well_formed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces. Raises PackageError as soon as they are no part of a package."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield piece
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PackageError(f"a part is not well-formed XML: {error}") from error


def _plain(rows: bytes) -> str:
    """Whole rows as text. Raises NotPlainError where they are not plain, or tell less than where each cell stands."""
    told = rows.count(b"<c") == rows.count(b'<c r="')
    if not told or b't="shared"' in rows or _OPENING in rows or is_odd(rows):
        raise NotPlainError
    return rows.decode()
