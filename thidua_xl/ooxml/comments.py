"""Comments that follow their rows: the classic list, the boxes drawn for it, and threaded comments."""

import re
from collections.abc import Callable, Iterator

from ..workbook.addresses import address
from .parts import Package
from .sheet_moves import Area, Moves

_REF = re.compile(r"""(<(?:\w+:)?(?:comment|threadedComment)(?=\s)[^>]*?\sref=["'])([A-Z]+\d+)(["'])""")
_BOX = re.compile(r"<(?:\w+:)?ClientData\b[^>]*ObjectType=[\"']Note[\"'].*?</(?:\w+:)?ClientData>", re.DOTALL)
_ROW = re.compile(r"(<(?:\w+:)?Row>\s*)(\d+)(\s*</)")
_COLUMN = re.compile(r"<(?:\w+:)?Column>\s*(\d+)\s*</")
_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor>)([^<]*)(</)")

_Places = dict[tuple[int, int], tuple[int, int]]


def move_comments(package: Package, sheet: str, moves: Moves) -> None:
    """Move the comments of a sheet part; where none moves, nothing is touched."""
    classic = [relation.target for relation in package.related(sheet, "comments")]
    threaded = [relation.target for relation in package.related(sheet, "threadedComment")]
    boxes = [relation.target for relation in package.related(sheet, "vmlDrawing")]
    places = _places(_cells(package, [*classic, *threaded]), moves)
    if all(old == new for old, new in places.items()):
        return
    for part in (*classic, *threaded):
        _edit(package, part, lambda text: _REF.sub(lambda m: _moved_ref(m, places), text))
    for part in boxes:
        _edit(package, part, lambda text: _BOX.sub(lambda m: _moved_box(m[0], places), text))


def _edit(package: Package, part: str, change: Callable[[str], str]) -> None:
    text = package.part(part).decode("utf-8", "surrogateescape")
    package.put(part, change(text).encode("utf-8", "surrogateescape"))


def _cells(package: Package, parts: list[str]) -> Iterator[tuple[int, int]]:
    for part in parts:
        for match in _REF.finditer(package.part(part).decode("utf-8", "surrogateescape")):
            area = Area.parse(match[2])
            yield area.top, area.left


def _places(cells: Iterator[tuple[int, int]], moves: Moves) -> _Places:
    """New cells of the commented ones; two comments never meet (Excel would call the book damaged)."""
    places: _Places = {}
    ordered = sorted(set(cells), key=lambda cell: (moves.row(cell[0]) is None, cell))
    for row, column in ordered:
        new = moves.place(row)
        while (new, column) in places.values():
            new = max(new, moves.bottom) + 1
        places[row, column] = new, column
    return places


def _moved_ref(match: re.Match[str], places: _Places) -> str:
    area = Area.parse(match[2])
    return match[1] + address(*places[area.top, area.left]) + match[3]


def _moved_box(box: str, places: _Places) -> str:
    row, column = _ROW.search(box), _COLUMN.search(box)
    old = (int(row[2]), int(column[1])) if row and column else (-1, -1)
    new = places.get(old, old)[0]
    box = _ROW.sub(lambda m: f"{m[1]}{new}{m[3]}", box, count=1)
    return _ANCHOR.sub(lambda m: f"{m[1]}{_moved_anchor(m[2], new - old[0])}{m[3]}", box, count=1)


def _moved_anchor(anchor: str, rows: int) -> str:
    """Left column, offset, top row, offset, right column, offset, bottom row, offset."""
    numbers = anchor.split(",")
    if not rows or len(numbers) != 8 or not all(text.strip().lstrip("-").isdigit() for text in numbers):
        return anchor
    for at in (2, 6):
        numbers[at] = f" {max(0, int(numbers[at]) + rows)}"
    return ",".join(numbers)
