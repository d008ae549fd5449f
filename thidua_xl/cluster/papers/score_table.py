"""The table of scores: a page to read, then every criterion, then the signatures (HD 1302, I.2.1)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ...documents.tables import Column, Raw, Row, Signer, matrix, signing
from ...documents.word import Page
from ...domain.scoring.criteria import Criterion, RowKind
from ...domain.scoring.scores import Totals
from ...domain.scoring.units import Unit
from ...domain.values.numbers import Points, shown
from ...domain.year.papers import TABLE, TABLE_LETTER
from ...sheets.cluster.agreed import NOT_ASSIGNED
from ..kept.people import leaders
from .common import attached_to
from .paper import Facts, Paper, Values
from .preparation import score_said
from .results import all_rows, lacks_scores, rank_said, total_of

_SIZES = (12, 11, 10, 9)
"""In points; nothing is printed smaller."""
_BLOCK = 10
"""Units beside each other on a landscape page."""
_PORTRAIT, _LANDSCAPE = 16.5, 24.7
"""Widths of the text in cm."""
_NAMES, _CRITERIA = 5.2, 5.5
"""The least room in cm for names and forms of award, and for the texts of the criteria."""
_SIDES, _POINT = 0.3, 2.54 / 72
"""Left and right of a cell's text; a point in cm."""


T = TypeVar("T")


def _in_groups(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[at : at + size] for at in range(0, len(items), size))


# --- how wide -----------------------------------------------------------------------------------


class _Told(NamedTuple):
    """A column of short texts: its head and its cells."""

    head: str
    cells: Sequence[str | None]

    def width(self, size: float) -> float:
        """In cm, so that no word of the head and no number is broken."""
        head = max((len(word) for word in self.head.split()), default=0) * 0.64
        body = max((len(cell) for cell in self.cells if cell), default=0) * 0.52
        return max(head, body, 1.5) * size * _POINT + _SIDES


def _fitting(told: Sequence[_Told], room: float) -> float | None:
    """The largest size at which the columns leave so much of the page for texts; None where none does."""
    fits = (size for size in _SIZES if sum(one.width(size) for one in told) <= room)
    return next(fits, None)


# --- page 1: unit × section ---------------------------------------------------------------------


def _parts(facts: Facts) -> list[Criterion]:
    """What a total is made of: the highest sections that have criteria, and criteria that stand under none."""
    found: list[Criterion] = []
    for row in facts.book.criteria:
        is_inside = any(row.code.startswith(f"{one.code}.") for one in found if one.is_section)
        is_full = facts.book.criteria.below(row.code) if row.is_section else row.kind is RowKind.CRITERION
        if is_full and not is_inside:
            found.append(row)
    return found


def _of_part(facts: Facts, total: Totals, part: Criterion) -> str | None:
    if part.is_section:
        return _points(facts, total.sections[part.code])
    return score_said(facts.outcome.scores[total.unit.code, part.code], facts.book.settings.digits)


def _points(facts: Facts, points: Points | None) -> str | None:
    return None if points is None else shown(points, facts.book.settings.digits)


def _part_name(part: Criterion) -> str:
    return f"Mục {part.printed_number}" if part.is_section else part.printed_number


def _has(facts: Facts, kind: RowKind) -> bool:
    return any(row.kind is kind for row in facts.book.criteria.scored)


def _told_of_parts(facts: Facts, rows: Sequence[Values]) -> list[_Told]:
    totals = [total_of(facts, str(row["ma"])) for row in rows]
    return [_Told(_part_name(part), [_of_part(facts, one, part) for one in totals]) for part in _parts(facts)]


def _told_of_sums(facts: Facts, rows: Sequence[Values]) -> list[_Told]:
    totals = [total_of(facts, str(row["ma"])) for row in rows]
    told = []
    if _has(facts, RowKind.BONUS):
        told.append(_Told("Điểm thưởng", [_points(facts, one.bonus) for one in totals]))
    if _has(facts, RowKind.PENALTY):
        told.append(_Told("Điểm trừ", [_points(facts, one.penalty) for one in totals]))
    for head, key in (
        ("Tổng điểm", "tong"),
        ("Điểm tối đa", "toi_da"),
        ("Tỷ lệ %", "ty_le"),
        ("Hạng", "hang"),
    ):
        told.append(_Told(head, [value if isinstance(value := row[key], str) else None for row in rows]))
    return told


def _overview(facts: Facts) -> list[Raw]:
    """One table where it can be read, else the sums and then the sections."""
    rows = all_rows(facts)
    parts, sums = _told_of_parts(facts, rows), _told_of_sums(facts, rows)
    first = _Told("TT", [str(row["tt"]) for row in rows])
    if (size := _fitting([first, *parts, *sums], _PORTRAIT - _NAMES)) is not None:
        return [_portrait(rows, [first, *parts, *sums], size, with_form=True)]
    size = _fitting([first, *sums], _PORTRAIT - _NAMES) or _SIZES[-1]
    at_once = max(1, int((_PORTRAIT - _NAMES) / max(one.width(size) for one in parts)) - 1)
    more = [_portrait(rows, [first, *some], size, with_form=False) for some in _in_groups(parts, at_once)]
    return [_portrait(rows, [first, *sums], size, with_form=True), *more]


def _portrait(rows: Sequence[Values], told: Sequence[_Told], size: float, *, with_form: bool) -> Raw:
    """The first column, the units, the others, and where it is wanted the form of award."""
    rest = _PORTRAIT - sum(one.width(size) for one in told)
    first, *others = [Column(one.head, one.width(size), "r") for one in told]
    columns = [first._replace(align="c"), Column("Đơn vị", rest * (0.52 if with_form else 1)), *others]
    columns += [Column("Hình thức đề nghị", rest * 0.48)] * with_form
    cells = [
        [
            told[0].cells[at],
            str(row["ten"]),
            *(one.cells[at] for one in told[1:]),
            *([str(row["de_nghi"])] * with_form),
        ]
        for at, row in enumerate(rows)
    ]
    return matrix(columns, [Row(one) for one in cells], Page(), size)


def _legend(facts: Facts) -> Iterator[str]:
    """What the heads of the sections and the words in the cells mean."""
    digits = facts.book.settings.digits
    for part in _parts(facts):
        yield f"{_part_name(part)}: {part.text} (tối đa {shown(part.max_points, digits)} điểm)."
    scores = facts.outcome.scores.values()
    if any(not score.counts for score in scores):
        yield f"{NOT_ASSIGNED.capitalize()}: chỉ tiêu không giao cho đơn vị, không tính vào điểm tối đa của đơn vị."
    if any(score.is_missing for score in scores):
        yield "Ô để chấm: chưa có điểm."


# --- every criterion ----------------------------------------------------------------------------


def _blocks(facts: Facts) -> list[Values]:
    """Criteria as rows, units as columns in the order of `Đơn vị`, ten at once."""
    blocks = list(_in_groups(facts.book.units, _BLOCK))
    return [
        {"tt": at, "trong": len(blocks), "bang": _detail(facts, units)}
        for at, units in enumerate(blocks, start=1)
    ]


def _detail(facts: Facts, units: Sequence[Unit]) -> Raw:
    rows = list(_detail_rows(facts, units))
    told = [_Told(unit.name, [row.cells[at] for row in rows]) for at, unit in enumerate(units, start=3)]
    first = _Told("TT", [row.cells[0] for row in rows])
    most = _Told("Điểm tối đa", [row.cells[2] for row in rows])
    size = _fitting([first, most, *told], _LANDSCAPE - _CRITERIA) or _SIZES[-1]
    size = min(size, _SIZES[1])
    each = max(one.width(size) for one in told)
    rest = max(_CRITERIA, _LANDSCAPE - first.width(size) - most.width(size) - each * len(told))
    text = min(rest, 12)
    each += (rest - text) / len(told)
    columns = [
        Column("TT", first.width(size), "c"),
        Column("Nội dung", text),
        Column(most.head, most.width(size), "r"),
    ]
    columns += [Column(one.head, each, "r") for one in told]
    return matrix(columns, rows, Page(landscape=True), size)


def _detail_rows(facts: Facts, units: Sequence[Unit]) -> Iterator[Row]:
    criteria, digits = facts.book.criteria, facts.book.settings.digits
    totals = [total_of(facts, unit.code) for unit in units]
    for row in criteria:
        if row.is_section:
            is_full = bool(criteria.below(row.code))
            sums = [_points(facts, one.sections[row.code]) if is_full else "" for one in totals]
            most = shown(row.max_points, digits) if is_full else ""
            yield Row([row.printed_number, row.text, most, *sums], bold=True)
        else:
            scores = [score_said(facts.outcome.scores[unit.code, row.code], digits) for unit in units]
            yield Row([row.printed_number, row.text, shown(row.max_points, digits), *scores])
    yield from _sum_rows(facts, totals)


def _sum_rows(facts: Facts, totals: Sequence[Totals]) -> Iterator[Row]:
    if _has(facts, RowKind.BONUS):
        yield _sum("Cộng điểm thưởng", (_points(facts, one.bonus) for one in totals))
    if _has(facts, RowKind.PENALTY):
        yield _sum("Cộng điểm trừ", (_points(facts, one.penalty) for one in totals))
    lines = {line.code: line for line in facts.outcome.standings.standings}
    yield _sum("Tổng điểm", (_points(facts, one.stands) for one in totals))
    yield _sum("Điểm tối đa", (_points(facts, one.max_total) for one in totals))
    yield _sum("Tỷ lệ %", (_points(facts, one.percent) for one in totals))
    yield _sum("Hạng", (rank_said(facts, lines[one.unit.code]) for one in totals))


def _sum(name: str, cells: Iterable[str | None]) -> Row:
    return Row(["", name, "", *cells], bold=True)


# --- the paper ----------------------------------------------------------------------------------


def _table(facts: Facts, part: str) -> Values:
    del part
    names = leaders(facts.book)
    signers = [Signer(unit.name, names.get(unit.code) or None) for unit in facts.book.units]
    return {
        "kem_theo": attached_to(facts, "Công văn", TABLE_LETTER),
        "bang_chung": [{"bang": one} for one in _overview(facts)],
        "chu_thich": list(_legend(facts)),
        "khoi": _blocks(facts),
        "chu_ky": signing(signers, Page()),
    }


def _lacks(facts: Facts, part: str) -> str:
    del part
    number = sum(lacks_scores(facts, line) for line in facts.outcome.standings.standings)
    return f"còn thiếu điểm của {number} đơn vị" if number else ""


PAPERS: tuple[Paper[Facts], ...] = (Paper(TABLE, "", _table, lacks=_lacks),)
