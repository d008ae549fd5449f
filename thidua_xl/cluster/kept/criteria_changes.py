"""`Thay đổi tiêu chí`: its rows as they stand, and which code goes over to which."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...domain.scoring.criteria import code_of
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...sheets.cluster.criteria_changes import LOOK, TABLE, Col
from ...sheets.kept import KeptRow, Line
from ..book import Book
from .kept_sheet import KeptSheet, rows_of

_STILL_THERE = "không dùng được: mã {old} vẫn còn ở trang Tiêu chí"
_ITSELF = "trỏ về chính nó"
_CIRCLE = "tạo thành vòng: {way}"
_UNKNOWN = "không có ở trang Tiêu chí"


class _Move(NamedTuple):
    """What a person said of a code."""

    row: KeptRow
    old: str
    new: str


def _moves(book: Book) -> dict[str, _Move]:
    """Every `Chuyển sang mã` by the old code; of two of one code, the last counts."""
    spelt = {fold(row.code): row.code for row in book.criteria}
    found: dict[str, _Move] = {}
    for row in rows_of(book, TABLE):
        old, new = code_of(row.text(Col.CODE)), code_of(row.text(Col.MOVES_TO))
        if new:
            found[old] = _Move(row, old, spelt.get(fold(new), new))
    return found


def _way(old: str, moves: Mapping[str, _Move]) -> list[str]:
    """The codes from an old one on, as far as they go; the last one is there twice where they go round."""
    way = [old]
    while way[-1] in moves:
        way.append(moves[way[-1]].new)
        if way[-1] in way[:-1]:
            break
    return way


def renamed(book: Book) -> dict[str, str]:
    """Old code → the present one, where a person said so and it can be followed."""
    moves, scored = _moves(book), {row.code for row in book.criteria.scored}
    ways = {old: _way(old, moves) for old in moves}
    return {
        old: way[-1] for old, way in ways.items()
        if way[-1] in scored and way[-1] not in way[:-1] and not set(way[:-1]) & book.criteria.by_code.keys()
    }  # fmt: skip


def wrong(book: Book) -> Iterator[Finding]:
    """Codes that lead nowhere, one finding each."""
    moves, told = _moves(book), set[frozenset[str]]()
    for move in moves.values():
        why = _why(book, move, moves, told)
        if why:
            yield finding(Code.RENAME_INVALID, criterion=move.old, sheet=TABLE.sheet, **move.row.spot(Col.MOVES_TO),
                          value=move.row.text(Col.MOVES_TO), why=why)  # fmt: skip


def _why(book: Book, move: _Move, moves: Mapping[str, _Move], told: set[frozenset[str]]) -> str:
    if move.old == move.new:
        return _ITSELF
    way = _way(move.old, moves)
    if way[-1] in way[:-1]:
        circle = frozenset(way[way.index(way[-1]) :])
        if circle in told or way[-1] != move.old:
            return ""
        told.add(circle)
        return _CIRCLE.format(way=" → ".join(way))
    if move.old in book.criteria.by_code:
        return _STILL_THERE.format(old=move.old)
    is_known = move.new in moves or move.new in {row.code for row in book.criteria.scored}
    return "" if is_known else _UNKNOWN


SHEET = KeptSheet(
    TABLE, lambda book: [Line(row.cells, row) for row in rows_of(book, TABLE)], lambda _: LOOK, wrong
)
