"""The header of a table as offices write it: over one row or several, below titles, its words in many forms."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from ..values.cells import RawCell, as_text, is_blank
from ..values.text import fold

Rows = Sequence[Sequence[RawCell]]
Place = tuple[int, int]
Covered = Mapping[Place, Place]
"""Blank cells under a merge, and the cell that shows for them."""


class Role(Enum):
    """What a column says."""

    NUMBER = "TT"
    TEXT = "nội dung"
    POINTS = "điểm"
    MEASURE = "đơn vị tính"
    NOTE = "ghi chú"
    CODE = "mã"
    NAME = "tên đơn vị"
    CONTACT = "người liên hệ"
    EMAIL = "email"
    TELEPHONE = "điện thoại"


Words = Mapping[Role, Sequence[str]]
"""Role → patterns of its headers, the surest first."""

OF_CRITERIA: Words = {
    Role.NUMBER: (r"(?:s[ốo] ?)?tt|stt|số thứ tự|thứ tự",),
    Role.TEXT: (
        r"(?:các )?nội dung(?:[ ,]+(?:và )?(?:các )?tiêu chí)?"
        r"(?: (?:thi đua|đánh giá|chấm điểm|chấm|thực hiện|công việc))*",
        r"(?:các |tên )?tiêu chí(?:[ ,]+(?:và )?nội dung)?(?: (?:thi đua|đánh giá|chấm điểm|chấm|thành phần))*",
        r"(?:các )?chỉ tiêu(?: (?:thi đua|đánh giá))*|nội dung.*|(?:các )?tiêu chí.*",
    ),
    Role.POINTS: (
        r"(?:số )?điểm(?: số)? (?:tối đa|chuẩn|quy định)|(?:thang|khung|biểu|mức) điểm(?: (?:chuẩn|tối đa|chấm))?",
        r"điểm (?:điểm )?(?:tối đa|chuẩn|quy định).*|tổng điểm tối đa|tối đa",
        r"(?:số )?điểm|mức điểm.*|thang điểm.*",
    ),
    Role.MEASURE: (r"đơn vị(?: tính)?|đvt|đv tính",),
    Role.NOTE: (
        r"ghi chú.*|diễn giải.*|(?:cách|phương pháp|hướng dẫn|nguyên tắc) (?:chấm|tính|đánh giá).*",
        r"căn cứ.*|tài liệu.*|minh chứng.*|hồ sơ.*|cơ quan.*",
    ),
}
OF_UNITS: Words = {
    Role.NUMBER: OF_CRITERIA[Role.NUMBER],
    Role.CODE: (r"mã(?: (?:số|đơn vị|đv))?|ký hiệu",),
    Role.NAME: (
        r"(?:tên )?(?:các )?(?:đơn vị|cơ quan|xã|phường|trường)"
        r"(?:[ ,/]+(?:xã|phường|thị trấn|đặc khu|cơ quan|đơn vị|trường))*",
        r"tên .*|(?:danh sách )?(?:các )?đơn vị(?! tính).*",
    ),
    Role.CONTACT: (
        r"(?:họ (?:và |, )?tên )?(?:người|cán bộ|đầu mối) (?:liên hệ|phụ trách|đầu mối|làm đầu mối).*",
        r"liên hệ|đầu mối|họ (?:và )?tên.*",
    ),
    Role.EMAIL: (r"(?:địa chỉ )?(?:e-?mail|thư điện tử|hộp thư.*)(?: .*)?",),
    Role.TELEPHONE: (r"(?:số )?(?:điện thoại|đt|sđt|đtdđ|di động)(?: .*)?",),
    Role.NOTE: (r"ghi chú.*",),
}
_NOT_MAXIMUM = re.compile(
    r"tự|thẩm định|đạt|thống nhất|kết quả|đề nghị|thưởng|trừ|cộng|cụm|khối|hội đồng|cấp|thực"
)


class Header(NamedTuple):
    """Where a header stands, what its columns are, and the words of the columns that are none of these."""

    first: int
    last: int
    columns: Mapping[Role, tuple[int, ...]]
    others: Mapping[int, str]
    words: Mapping[int, str]
    """Of every column, to know a header that comes again."""
    rivals: Mapping[Role, tuple[int, ...]] = MappingProxyType({})
    """Further columns whose words claim a role that one column alone can have."""
    group: int | None = None
    """The column left of the texts whose words stand above a group of lines."""
    numbers_groups: bool = False
    """Whether the numbers are those of the groups."""

    def column(self, role: Role) -> int | None:
        """The first column of this role."""
        return next(iter(self.columns.get(role, ())), None)


_FURTHEST = 200
_TALLEST = 4


def find_header(
    rows: Rows, covered: Covered, roles: Words, needed: Sequence[Role], start: int = 0
) -> Header | None:
    """The first header from that row on that has the columns needed."""
    for first in range(start, min(len(rows), start + _FURTHEST)):
        for last in range(first + _depth(first, covered) - 1, first - 1, -1):
            found = _header(rows, covered, roles, first, last)
            if all(role in found.columns for role in needed):
                return _with_below(rows, covered, roles, found)
    return None


def _depth(first: int, covered: Covered) -> int:
    """How many rows a cell of this row is merged over at most."""
    deepest = max((row for (row, _), (top, _) in covered.items() if top == first), default=first)
    return min(deepest - first + 1, _TALLEST)


def _with_below(rows: Rows, covered: Covered, roles: Words, found: Header) -> Header:
    """The header with a second row that stands below it unmerged: nothing under the text, words under others."""
    below = found.last + 1
    text = found.column(Role.TEXT) if Role.TEXT in roles else found.column(Role.NAME)
    if text is None or below >= len(rows) or below - found.first >= _TALLEST:
        return found
    cells = {at: cell for at, cell in enumerate(rows[below]) if not is_blank(cell)}
    number = found.column(Role.NUMBER)
    if not cells or {text, number} & cells.keys() or not all(_is_word(cell) for cell in cells.values()):
        return found
    taller = _header(rows, covered, roles, found.first, below)
    return taller if found.columns.keys() <= taller.columns.keys() else found


def _is_word(cell: RawCell) -> bool:
    return isinstance(cell, str) and not any(letter.isdigit() for letter in cell)


def _header(rows: Rows, covered: Covered, roles: Words, first: int, last: int) -> Header:
    words = dict(_words(rows, covered, first, last))
    columns: dict[Role, tuple[int, ...]] = {}
    rivals: dict[Role, tuple[int, ...]] = {}
    taken: set[int] = set()
    for role, patterns in roles.items():
        ranked = [(rank, at) for at, said in words.items() if at not in taken
                  and (rank := _rank(role, patterns, said)) is not None]  # fmt: skip
        best = min((rank for rank, _ in ranked), default=None)
        if best is None:
            continue
        sure = [at for rank, at in ranked if rank == best]
        columns[role] = tuple(at for _, at in ranked) if role is Role.NOTE else _together(role, sure, words)
        most = _SURE_TEXT if role is Role.TEXT else best
        rivals[role] = tuple(at for rank, at in ranked if rank <= most and at not in columns[role])
        taken |= {*columns[role], *(rivals[role] if role is Role.TEXT else ())}
    read = {at for of_role in columns.values() for at in of_role}
    others = {at: said for at, said in words.items() if at not in read}
    return Header(first, last, columns, others, words, rivals)


_SURE_TEXT = 1
"""Up to this rank words surely head texts: `Tiêu chí` beside `Nội dung`."""


def _together(role: Role, sure: Sequence[int], words: Mapping[int, str]) -> tuple[int, ...]:
    """The first of the columns; of texts, those beside it under the same merged words, too."""
    if role is not Role.TEXT:
        return (sure[0],)
    return tuple(at for step, at in enumerate(sure) if at == sure[0] + step and words[at] == words[sure[0]])


def _rank(role: Role, patterns: Sequence[str], said: str) -> int | None:
    if role is Role.POINTS and _NOT_MAXIMUM.search(said):
        return None
    return next((rank for rank, one in enumerate(patterns) if re.fullmatch(one, said)), None)


def _words(rows: Rows, covered: Covered, first: int, last: int) -> Iterator[tuple[int, str]]:
    """The words of each column, those of merged cells above it among them."""
    width = max((len(rows[row]) for row in range(first, last + 1)), default=0)
    for at in range(width):
        said: list[str] = []
        for row in range(first, last + 1):
            place = covered.get((row, at), (row, at))
            text = header_words(_cell(rows, place)) if place[0] >= first else ""
            if text and text not in said:
                said.append(text)
        if said:
            yield at, " ".join(said)


def _cell(rows: Rows, place: Place) -> RawCell:
    row, at = place
    return rows[row][at] if at < len(rows[row]) else None


_ASIDE = re.compile(r"\(.*?\)|[*:.;]+")


def header_words(cell: RawCell) -> str:
    """A header's words without brackets, signs and capitals."""
    if not isinstance(cell, str) or len(cell) > 120:
        return ""
    return fold(_ASIDE.sub(" ", as_text(cell))).strip(" ,-–")


def with_group(header: Header, rows: Rows) -> Header:
    """The header where of two columns of texts the left one says groups: it is blank where the right one is not."""
    both = sorted({*header.columns.get(Role.TEXT, ()), *header.rivals.get(Role.TEXT, ())})
    if len(both) != 2 or header.words[both[0]] == header.words[both[1]]:
        return header
    left, right = both
    alone = [row for row in range(header.last + 1, len(rows))
             if is_blank(_cell(rows, (row, left))) and not is_blank(_cell(rows, (row, right)))]  # fmt: skip
    if not alone:
        return header
    number = header.column(Role.NUMBER)
    of_groups = number is not None and all(is_blank(_cell(rows, (row, number))) for row in alone)
    columns = {**header.columns, Role.TEXT: (right,)}
    others = {at: said for at, said in header.others.items() if at not in both}
    return header._replace(columns=columns, others=others, rivals={}, group=left, numbers_groups=of_groups)


def comes_again(header: Header, rows: Rows, row: int, covered: Covered) -> int:
    """How many rows from this one on are the header once more; 0 for none."""
    height = header.last - header.first + 1
    for tall in range(height, 0, -1):
        if row + tall <= len(rows) and dict(_words(rows, covered, row, row + tall - 1)) == header.words:
            return tall
    return 0


_COUNTED = re.compile(r"[(\[]?(?:cột\s*)?(\d{1,2}|[a-z])(?:\s*=.*)?[)\]]?")


def counts_columns(row: Sequence[RawCell]) -> bool:
    """Whether the row only numbers the columns: `(1) (2) (3)`, `A B 1 2`."""
    cells = [fold(as_text(cell)) for cell in row if not is_blank(cell)]
    found = [_COUNTED.fullmatch(cell) for cell in cells]
    if len(cells) < 2 or not all(found):
        return False
    said = [one[1] for one in found if one]
    letters = [one for one in said if not one.isdigit()]
    numbers = [str(number) for number in range(1, len(said) - len(letters) + 1)]
    return said == [*"abcdefgh"[: len(letters)], *numbers]
