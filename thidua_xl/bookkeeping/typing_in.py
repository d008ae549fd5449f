"""Values typed into cells of a package that this program wrote, as a person would, nothing else touched.

The demonstration uses it to act the clerk's part, `close` to set the phase. Formulas keep the results stored before.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date

from ..intake.gate import SCORECARD, Limits, open_package
from ..workbook.addresses import as_part, column_name
from ..workbook.grid import Refused
from ..workbook.xml_text import escape

_FIXED = (1980, 1, 1, 0, 0, 0)
_EPOCH = date(1899, 12, 30)


def type_in(data: bytes, typed: Mapping[str, Mapping[str, object]], limits: Limits = SCORECARD) -> bytes:
    """The package with values typed: sheet name → address → number, text, date or None (cleared).

    Raises:
        ValueError: the package or a sheet or cell is not there. The rows below the last one are there: somebody who
            goes on typing finds the style of the column.
    """
    package = open_package(data, limits)
    if isinstance(package, Refused):
        raise ValueError(f"no workbook: {package.code.name}")
    changed: dict[str, bytes] = {}
    for sheet, cells in typed.items():
        places = package.named(sheet)
        if not places:
            raise ValueError(f"no sheet {sheet!r}")
        part = places[0][1]
        xml = changed.get(part) or package.part(part)
        changed[part] = _typed(xml.decode(), cells).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            content = changed.get(as_part(info.filename)) or old.read(info)
            new.writestr(zipfile.ZipInfo(info.filename, _FIXED), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _typed(xml: str, cells: Mapping[str, object]) -> str:
    for reference, value in cells.items():
        pattern = rf'<c r="{reference}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'
        found = re.search(pattern, xml)
        if not found:
            xml = _with_row(xml, int(re.sub(r"\D", "", reference)))
            found = re.search(pattern, xml)
        if not found:
            raise ValueError(f"no cell {reference}")
        xml = xml[: found.start()] + _cell(reference, found[1], value) + xml[found.end() :]
    return xml


_ROW, _COLUMN = re.compile(r'<row\b[^>]*? r="(\d+)"'), re.compile(r"<col\b[^>]*>")
_OF_COLUMN = re.compile(r'\b(min|max|style)="(\d+)"')
"""Programs write the attributes in any order."""


def _with_row(xml: str, number: int) -> str:
    """The sheet with a blank row of that number below its last one; itself where the row is no such one."""
    if number <= max((int(row) for row in _ROW.findall(xml)), default=0):
        return xml
    cells = [
        f'<c r="{column_name(at - 1)}{number}" s="{style}"/>'
        for at, style in _styles(xml)
    ]  # fmt: skip
    return xml.replace("</sheetData>", f'<row r="{number}">{"".join(cells)}</row></sheetData>', 1)


def _styles(xml: str) -> Iterator[tuple[int, str]]:
    """The number of every column that has a style, and that."""
    for column in _COLUMN.findall(xml):
        found = dict(_OF_COLUMN.findall(column))
        if {"min", "max", "style"} <= found.keys():
            yield from ((at, found["style"]) for at in range(int(found["min"]), int(found["max"]) + 1))


def _cell(reference: str, style: str, value: object) -> str:
    start = f'<c r="{reference}"{style}'
    if value is None:
        return f"{start}/>"
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f"{start}><v>{(value - _EPOCH).days}</v></c>"
    if isinstance(value, int | float):
        return f"{start}><v>{value!r}</v></c>"
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'
