"""The line above `Tiêu chí` that adds up the maxima while somebody types, and names a section that says otherwise.

A section with a rule (trần, hệ số) counts by the maximum that stands beside it: what the rule makes of its rows is for
`check` to say. The helper cells are hidden.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ..domain.scoring.criteria import RowKind
from ..domain.values.numbers import shown_number
from ..workbook.addresses import fixed, span
from ..workbook.model import Area, ColumnFormat
from .table import Drawn

_HELPERS = 44
"""The first hidden column (`AS`) of the helper cells, right of the examples of `Tham số`."""
_ACROSS = 3
_APART = tuple(kind.value for kind in RowKind if kind is not RowKind.CRITERION)
_MANY = 10_000
_SECTION = RowKind.SECTION.value
_SUM = "Tổng điểm tối đa = "
_NOTHING = "Tổng điểm tối đa: cộng khi nhập cột Điểm tối đa"
_TEXTS = ("Cột Điểm tối đa có ", " ô không phải là số nên chưa cộng được: gõ lại bằng số")
_NESTED = "Tổng điểm tối đa: Mục có Tham số nằm trong Mục có Tham số, xem bằng nút Kiểm tra"
_RULED = " (Mục có trần, hệ số: theo điểm ghi ở Mục)"
_OPEN = (" (còn ", " tiêu chí chưa ghi điểm tối đa)")
_DIFFERS = (" – Mục ", " ghi ", ", các tiêu chí cộng lại được ", ": xem lại")


class Headers(NamedTuple):
    """The headers of the columns that are added up."""

    code: str
    kind: str
    maximum: str
    parameter: str


class Line(NamedTuple):
    """A row as its cells hold it; `maximum` None where the cell is blank."""

    code: str
    kind: str
    maximum: Fraction | None
    parameter: str


def draw_total(drawn: Drawn, headers: Headers, lines: Sequence[Line], last_row: int, column: int) -> None:
    """The line in row 1, from this column on, and its helper cells."""
    cells = _Cells(drawn, headers, last_row)
    said = _said(lines)
    for at, (formula, value) in enumerate(zip(cells.helpers(), _values(lines), strict=True)):
        row, across = divmod(at, _ACROSS)
        drawn.sheet.put(row, _HELPERS + across, value, "", f"={formula}")
        drawn.sheet.columns[_HELPERS + across] = ColumnFormat(12, hidden=True)
    drawn.sheet.put(0, column, said, "bold navy", f"={cells.said()}")
    area = Area(0, column, 0, column)
    for ends, style in (
        ("✓", "bold green"),
        ("xem lại", "bold amber"),
        ("bằng số", "bold amber"),
        ("điểm tối đa)", "bold amber"),
    ):
        criteria = f'=RIGHT({fixed(0, column)},{len(ends)})="{ends}"'
        drawn.sheet.conditionals.append((area, {"type": "formula", "criteria": criteria, "style": style}))


class _Cells(NamedTuple):
    """The formulas, on the typed cells."""

    drawn: Drawn
    headers: Headers
    last_row: int

    def whole(self, header: str) -> str:
        """All cells under a header."""
        return span(self.drawn.first, self.last_row, self.drawn.place[header])

    def typed(self, header: str) -> str:
        """Those down to the last code."""
        column = self.drawn.place[header]
        return f"{fixed(self.drawn.first, column)}:INDEX({self.whole(header)},{_helper(0)})"

    def below(self) -> str:
        """For every row, what the criteria below it come to."""
        codes, kinds, maxima = (self.typed(header) for header in self.headers[:3])
        return f"(SUMIFS({maxima},{codes},{codes}&\".*\")" + "".join(
            f'-SUMIFS({maxima},{codes},{codes}&".*",{kinds},"{kind}")' for kind in _APART
        ) + ")"  # fmt: skip

    def helpers(self) -> list[str]:
        """What the sentence is made of.

        In this order: the last row; texts among the maxima; their sum; sections with a rule within others with one;
        what sections with a rule add to the sum; the first section that says something else than its rows, from above
        as a falling number; how many have a rule; what the rows of that first section come to; criteria without points.
        """
        codes, kinds, maxima, rules = (self.typed(header) for header in self.headers)
        header = fixed(self.drawn.place.header_row, self.drawn.place[self.headers.code])
        all_codes, all_kinds, all_maxima = (self.whole(one) for one in self.headers[:3])
        is_section = f'({kinds}="{_SECTION}")'
        is_ruled = f'{is_section}*({rules}<>"")*({self.below()}>0)'
        within = f'COUNTIFS({codes},{codes}&".*",{kinds},"{_SECTION}",{rules},"?*")'
        apart = "".join(f'-SUMIF({all_kinds},"{kind}",{all_maxima})' for kind in _APART)
        blank = f'COUNTIFS({codes},{codes}&".*",{kinds},"{RowKind.CRITERION}",{maxima},"")'
        differs = (
            f'{is_section}*({rules}="")*ISNUMBER({maxima})*({self.below()}>0)*({within}=0)*({blank}=0)'
            f"*(ABS({maxima}-{self.below()})>0.0005)"
        )
        is_number = f"({_helper(1)}=0)"
        place = f"({_MANY}-ROW({codes})+ROW({header}))"
        return [
            f'MAX(1,SUMPRODUCT(MAX(({all_codes}<>"")*(ROW({all_codes})-ROW({header})))))',
            f'SUMPRODUCT(ISTEXT({all_maxima})*({all_maxima}<>""))',
            f"ROUND(SUM({all_maxima}){apart},3)",
            f"IF({is_number},SUMPRODUCT({is_ruled}*({within}>0)),0)",
            f"IF({is_number},ROUND(SUMPRODUCT({is_ruled}*ISNUMBER({maxima})*({maxima}-{self.below()})),3),0)",
            f"IF({is_number},SUMPRODUCT(MAX({differs}*{place})),0)",
            f"IF({is_number},SUMPRODUCT({is_ruled}*1),0)",
            f"IF({_helper(5)}=0,0,ROUND(SUMPRODUCT((({_MANY}-{_helper(5)})=(ROW({codes})-ROW({header})))*{self.below()}),3))",
            f'COUNTIFS({all_codes},"?*",{all_kinds},"{RowKind.CRITERION}",{all_maxima},"")',
        ]

    def said(self) -> str:
        """The sentence; a program that knows no sums for a whole column of codes (Gnumeric) tells the total alone."""
        codes, maxima = self.whole(self.headers.code), self.whole(self.headers.maximum)
        at = f"{_MANY}-{_helper(5)}"
        total = f"({_helper(2)}+{_helper(4)})"
        of, says, comes_to, end = _DIFFERS
        differs = f'"{of}"&INDEX({codes},{at})&"{says}"&{_told(f"ROUND(INDEX({maxima},{at}),3)")}' \
            f'&"{comes_to}"&{_told(_helper(7))}&"{end}"'  # fmt: skip
        still_open = f'"{_OPEN[0]}"&{_helper(8)}&"{_OPEN[1]}"'
        ends = (
            f'IF({_helper(5)}>0,{differs},IF({_helper(8)}>0,{still_open},IF({_helper(6)}>0,"{_RULED}"," ✓")))'
        )
        counted = f'IF({_helper(2)}=0,"{_NOTHING}","{_SUM}"&{_told(total)}&{ends})'
        texts = f'"{_TEXTS[0]}"&{_helper(1)}&"{_TEXTS[1]}"'
        checked = f'IF({_helper(1)}>0,{texts},IF({_helper(3)}>0,"{_NESTED}",{counted}))'
        plain = f'IF({_helper(2)}=0,"{_NOTHING}","{_SUM}"&{_told(_helper(2))})'
        return f"IFERROR({checked},{plain})"


def _helper(at: int) -> str:
    row, across = divmod(at, _ACROSS)
    return fixed(row, _HELPERS + across)


def _told(number: str) -> str:
    """A number as Vietnamese readers write it, on a machine of whatever language."""
    part = f"ROUND(({number}-INT({number}))*1000,0)"
    whole = f'IF({number}>=1000,INT({number}/1000)&"."&TEXT(MOD(INT({number}),1000),"000"),INT({number})&"")'
    tenths = (
        f'IF(MOD({part},100)=0,{part}/100&"",IF(MOD({part},10)=0,TEXT({part}/10,"00"),TEXT({part},"000")))'
    )
    return f'{whole}&IF({part}=0,"",","&{tenths})'


# --- the same, computed --------------------------------------------------------------------------


def _below(lines: Sequence[Line], line: Line) -> Fraction:
    rows = (one for one in lines if one.code.startswith(f"{line.code}.") and one.kind not in _APART)
    return sum((one.maximum or Fraction(0) for one in rows), Fraction(0))


def _is_ruled(lines: Sequence[Line], line: Line) -> bool:
    return line.kind == _SECTION and bool(line.parameter) and _below(lines, line) > 0


def _inside(lines: Sequence[Line], line: Line) -> list[Line]:
    """The sections with rules below a row."""
    return [
        one
        for one in lines
        if one.code.startswith(f"{line.code}.") and one.kind == _SECTION and one.parameter
    ]


def _differs(lines: Sequence[Line], line: Line) -> bool:
    rows = [one for one in lines if one.code.startswith(f"{line.code}.") and one.kind == RowKind.CRITERION]
    below = _below(lines, line)
    return (
        line.kind == _SECTION and not line.parameter and line.maximum is not None and below > 0
        and not _inside(lines, line) and all(one.maximum is not None for one in rows) and line.maximum != below
    )  # fmt: skip


def _values(lines: Sequence[Line]) -> list[float]:
    """What the helper cells hold."""
    ruled = [line for line in lines if _is_ruled(lines, line)]
    first = next((at for at, line in enumerate(lines, start=1) if _differs(lines, line)), 0)
    total = sum((line.maximum or Fraction(0) for line in lines if line.kind not in _APART), Fraction(0))
    nested = sum(bool(_inside(lines, line)) for line in ruled)
    more = sum(
        (line.maximum - _below(lines, line) for line in ruled if line.maximum is not None), Fraction(0)
    )
    of_first = _below(lines, lines[first - 1]) if first else Fraction(0)
    return [
        float(one)
        for one in (
            max(1, len(lines)),
            0,
            total,
            nested,
            more,
            first and _MANY - first,
            len(ruled),
            of_first,
            sum(line.kind == RowKind.CRITERION and line.maximum is None for line in lines),
        )
    ]


def _said(lines: Sequence[Line]) -> str:
    _, _, total, nested, more, first, ruled, _, still_open = _values(lines)
    if nested:
        return _NESTED
    if not total:
        return _NOTHING
    said = _SUM + shown_number(Fraction(str(total)) + Fraction(str(more)))
    if first:
        line = lines[_MANY - int(first) - 1]
        of, says, comes_to, end = _DIFFERS
        return f"{said}{of}{line.code}{says}{shown_number(line.maximum or Fraction(0))}{comes_to}" \
            f"{shown_number(_below(lines, line))}{end}"  # fmt: skip
    if still_open:
        return f"{said}{_OPEN[0]}{int(still_open)}{_OPEN[1]}"
    return said + (_RULED if ruled else " ✓")
