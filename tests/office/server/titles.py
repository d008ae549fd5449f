"""Rows and columns that repeat on paper: kept back while LibreOffice loads a file, and given to it when they matter.

For each of them LibreOffice lays out a sheet twice while it loads (1.8 of 2.5 s for a cluster book). They move no
value; what saves a document, or moves its rows or sheets, gives them back first.
"""

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Lines = tuple[int, int] | None
Titles = dict[int, tuple[Lines, Lines]]
"""Index of a sheet → first and last row, first and last column, counted from 0."""
_PROJECT = Path(__file__).resolve().parents[3]
_WORKBOOK = "xl/workbook.xml"
_NAME = re.compile(rb'<definedName name="_xlnm.Print_Titles" localSheetId="(\d+)">([^<]*)</definedName>')
_ROWS, _COLUMNS = re.compile(r"\$(\d+):\$(\d+)$"), re.compile(r"\$([A-Z]+):\$([A-Z]+)$")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError)
"""What a damaged or locked package raises; LibreOffice itself says what is wrong with it."""
_withheld: dict[str, Titles] = {}
"""Of documents by their ids; every server of one LibreOffice shares it."""


@contextmanager
def without_titles(path: Path) -> Iterator[Titles]:
    """What a file's print titles are; it lacks them meanwhile, and is the same to the byte and its time after.

    A file that is no workbook, is damaged, may not be written or is the project's own stays as it is and has none.
    """
    try:
        data, times = path.read_bytes(), path.stat()
        bare, titles = _taken_out(data) if _may_change(path) else (data, {})
    except _UNREADABLE:
        titles = {}
    if not titles:
        yield titles
        return
    path.write_bytes(bare)
    try:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        yield titles
    finally:
        path.write_bytes(data)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _may_change(path: Path) -> bool:
    return os.access(path, os.W_OK) and not path.resolve().is_relative_to(_PROJECT)


def _taken_out(data: bytes) -> tuple[bytes, Titles]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {part.filename: package.read(part) for part in package.infolist()}
    book = parts.get(_WORKBOOK, b"")
    titles = {int(name[1]): _lines(name[2].decode()) for name in _NAME.finditer(book)}
    parts[_WORKBOOK] = _NAME.sub(b"", book).replace(b"<definedNames></definedNames>", b"")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue(), titles


def _lines(refers: str) -> tuple[Lines, Lines]:
    rows: Lines = None
    columns: Lines = None
    for part in refers.split(","):
        if match := _ROWS.search(part):
            rows = int(match[1]) - 1, int(match[2]) - 1
        elif match := _COLUMNS.search(part):
            columns = _index(match[1]), _index(match[2])
    return rows, columns


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def withhold(document: Any, titles: Titles) -> None:
    """Remember what a document was loaded without."""
    if titles:
        _withheld[document.RuntimeUID] = titles


def give_back(document: Any) -> None:
    """Let its rows and columns repeat on every page, as its file says."""
    for sheet, (rows, columns) in _withheld.pop(document.RuntimeUID, {}).items():
        there = document.Sheets.getByIndex(sheet)
        address = there.getCellByPosition(0, 0).RangeAddress
        if rows is not None:
            address.StartRow, address.EndRow = rows
            there.setTitleRows(address)
        if columns is not None:
            address.StartColumn, address.EndColumn = columns
            there.setTitleColumns(address)
