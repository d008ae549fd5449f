"""XlsxWriter's own workbook and worksheet, behind the same calls as those of `writer`: the same sheets, slower.

Serves the versions of the library that lack a private name which `writer` needs. Uses public names alone.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import partial

import xlsxwriter
from xlsxwriter.worksheet import Worksheet


class PlainWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook whose parts can be had once it is closed."""

    def __init__(self, options: dict[str, object]) -> None:
        self._buffer = io.BytesIO()
        super().__init__(self._buffer, options)

    @property
    def parts(self) -> dict[str, bytes]:
        """The parts by their names, in the order of the package."""
        with zipfile.ZipFile(self._buffer) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        for number, sheet in enumerate(self.worksheets(), start=1):
            part = f"xl/worksheets/sheet{number}.xml"
            parts[part] = _automatic(parts[part], sheet.estimated)
        return parts


class PlainWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet that remembers which heights were estimated."""

    def __init__(self) -> None:
        super().__init__()
        self.estimated: frozenset[str] = frozenset()

    def estimate(self, heights: Mapping[int, float]) -> None:
        """Set heights that are no person's."""
        for row, height in heights.items():
            self.set_row(row, height)
        self.estimated = frozenset(str(row + 1) for row in heights)


_ROW = re.compile(rb'(<row r="(\d+)"[^<>]*?) customHeight="1"')


def _automatic(xml: bytes, rows: frozenset[str]) -> bytes:
    """The sheet without the mark of a height that a person set on rows whose height was estimated."""
    return _ROW.sub(partial(_unmarked, rows), xml)


def _unmarked(rows: frozenset[str], found: re.Match[bytes]) -> bytes:
    return found[1] if found[2].decode() in rows else found[0]
