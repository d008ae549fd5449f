"""The table of scores: a page to read, then every criterion, then the signatures (HD 1302, I.2.1)."""

from collections.abc import Iterable, Iterator, Sequence

from ...documents.tables import Column, Raw, Row, Signer, matrix, signing
from ...documents.word import Page
from ...domain.scoring.criteria import Criterion, RowKind
from ...domain.scoring.groups import Grouping, grouping_of, section_maxima
from ...domain.scoring.scores import Totals
from ...domain.scoring.units import Unit
from ...domain.values.numbers import Points, shown
from ...domain.year.papers import TABLE, TABLE_LETTER
from ...sheets.cluster.agreed import NOT_ASSIGNED, NOT_HELD
from ..kept.people import leaders
from .apart import ranks_rest_on, set_apart
from .common import attached_to
from .paper import Facts, Paper, Values
from .preparation import score_said
from .results import all_rows, class_said, lacks_scores, rank_said, total_of
from .wide_table import AT_ONCE, PORTRAIT, SIZES, Told, by_unit, fitting, in_groups


class Col:
    """The headers of the tables."""

    NUMBER = "TT"
    UNIT = "Đơn vị"
    BONUS = "Điểm thưởng"
    PENALTY = "Điểm trừ"
    DEDUCTED = "Trừ theo điều kiện"
    TOTAL = "Tổng điểm"
    MAXIMUM = "Điểm tối đa"
    PERCENT = "Tỷ lệ %"
    RANK = "Hạng"
    CLASS = "Xếp loại"
    AWARD = "Hình thức đề nghị"


_NAMES = 4.4
"""The least room in cm for names and forms of award."""


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
        return _section_said(facts, total, part.code)
    return score_said(facts.outcome.scores[total.unit.code, part.code], facts.book.settings.digits)


def _section_said(facts: Facts, total: Totals, code: str) -> str | None:
    """The points of a section; a dash for a unit that has no criterion in it, a blank where none is scored yet."""
    inside = (row.code for row in facts.book.criteria.of(total.unit.group).scored)
    held = any(one.startswith(f"{code}.") for one in inside)
    return _points(facts, total.sections[code]) if held else NOT_HELD


def _points(facts: Facts, points: Points | None) -> str | None:
    return None if points is None else shown(points, facts.book.settings.digits)


def _part_name(part: Criterion) -> str:
    return f"Mục {part.printed_number}" if part.is_section else part.printed_number


def _has(facts: Facts, kind: RowKind) -> bool:
    return any(row.kind is kind for row in facts.book.criteria.scored)


def _deducts(facts: Facts) -> bool:
    """Whether conditions or violations take points off anybody's total."""
    return any(total.deducted for total in facts.outcome.totals)


def _told_of_parts(facts: Facts, rows: Sequence[Values]) -> list[Told]:
    totals = [total_of(facts, str(row["ma"])) for row in rows]
    return [Told(_part_name(part), [_of_part(facts, one, part) for one in totals]) for part in _parts(facts)]


def _told_of_sums(facts: Facts, rows: Sequence[Values]) -> list[Told]:
    totals = [total_of(facts, str(row["ma"])) for row in rows]
    told = []
    if _has(facts, RowKind.BONUS):
        told.append(Told(Col.BONUS, [_points(facts, one.bonus) for one in totals]))
    if _has(facts, RowKind.PENALTY):
        told.append(Told(Col.PENALTY, [_points(facts, one.penalty) for one in totals]))
    if _deducts(facts):
        told.append(Told(Col.DEDUCTED, [_points(facts, -one.deducted) for one in totals]))
    for head, key in (
        (Col.TOTAL, "tong"),
        (Col.MAXIMUM, "toi_da"),
        (Col.PERCENT, "ty_le"),
        (Col.RANK, "hang"),
    ):
        told.append(Told(head, [value if isinstance(value := row[key], str) else None for row in rows]))
    if facts.book.settings.classes is not None:
        told.append(Told(Col.CLASS, [str(row["xep_loai"]) for row in rows]))
    return told


def _overview(facts: Facts) -> list[Raw]:
    """One table where it can be read, else the sums and then the sections."""
    rows = all_rows(facts)
    parts, sums = _told_of_parts(facts, rows), _told_of_sums(facts, rows)
    first = Told(Col.NUMBER, [str(row["tt"]) for row in rows])
    if (size := fitting([first, *parts, *sums], PORTRAIT - _NAMES)) is not None:
        return [_portrait(rows, [first, *parts, *sums], size, with_form=True)]
    size = fitting([first, *sums], PORTRAIT - _NAMES) or SIZES[-1]
    at_once = max(1, int((PORTRAIT - _NAMES) / max(one.width(size) for one in parts)) - 1)
    more = [_portrait(rows, [first, *some], size, with_form=False) for some in in_groups(parts, at_once)]
    return [_portrait(rows, [first, *sums], size, with_form=True), *more]


def _portrait(rows: Sequence[Values], told: Sequence[Told], size: float, *, with_form: bool) -> Raw:
    """The first column, the units, the others, and where it is wanted the form of award."""
    rest = PORTRAIT - sum(one.width(size) for one in told)
    first, *others = [Column(one.head, one.width(size), "c" if one.head == Col.RANK else "r") for one in told]
    columns = [first._replace(align="c"), Column(Col.UNIT, rest * (0.52 if with_form else 1)), *others]
    columns += [Column(Col.AWARD, rest * 0.48)] * with_form
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
    digits, groups, most = facts.book.settings.digits, _groups(facts).by_name, _maxima(facts)
    for part in _parts(facts):
        rule = f"; {group.rule.short}" if (group := groups.get(part.code)) else ""
        points = most.get(part.code) or shown(part.max_points, digits)
        yield f"{_part_name(part)}: {part.text} (tối đa {points} điểm{rule})."
    conditions = {row.code for row in facts.book.criteria.conditions}
    scores = [score for (_, code), score in facts.outcome.scores.items() if code not in conditions]
    if any(not score.held for score in scores):
        yield f"{NOT_HELD}: tiêu chí không dành cho nhóm của đơn vị, không tính vào điểm tối đa của đơn vị."
    if any(score.held and not score.counts for score in scores):
        yield f"{NOT_ASSIGNED.capitalize()}: chỉ tiêu không giao cho đơn vị, không tính vào điểm tối đa của đơn vị."
    if any(score.is_missing for score in scores):
        yield "Ô để chấm: chưa có điểm."


def _maxima(facts: Facts) -> dict[str, str]:
    """The maximum of each section with criteria; from the lowest to the highest where groups of units differ."""
    book, digits = facts.book, facts.book.settings.digits
    found = section_maxima(book.criteria, {unit.group for unit in book.units}, digits)
    return {code: "–".join(shown(one, digits) for one in points) for code, points in found.items()}


# --- every criterion ----------------------------------------------------------------------------


def _blocks(facts: Facts) -> list[Values]:
    """Criteria as rows, units as columns in the order of `Đơn vị`, ten at once."""
    blocks = list(in_groups(facts.book.units, AT_ONCE))
    return [
        {"tt": at, "trong": len(blocks), "bang": _detail(facts, units)}
        for at, units in enumerate(blocks, start=1)
    ]


def _detail(facts: Facts, units: Sequence[Unit]) -> Raw:
    return by_unit(units, list(_detail_rows(facts, units)), Col.MAXIMUM)


def _detail_rows(facts: Facts, units: Sequence[Unit]) -> Iterator[Row]:
    criteria, digits = facts.book.criteria, facts.book.settings.digits
    totals, groups = [total_of(facts, unit.code) for unit in units], _groups(facts).by_name
    maxima = _maxima(facts)
    for row in criteria:
        if row.is_section:
            is_full = bool(criteria.below(row.code)) or row.code in groups
            sums = [_section_said(facts, one, row.code) if is_full else "" for one in totals]
            most = maxima.get(row.code, shown(row.max_points, digits)) if is_full else ""
            rule = groups[row.code].rule.short if row.code in groups else ""
            text = f"{row.text} ({rule})" if rule else row.text
            yield Row([row.printed_number, text, most, *sums], bold=True)
        elif not row.is_condition:
            scores = [score_said(facts.outcome.scores[unit.code, row.code], digits) for unit in units]
            yield Row([row.printed_number, row.text, shown(row.max_points, digits), *scores])
    yield from _sum_rows(facts, totals)


def _sum_rows(facts: Facts, totals: Sequence[Totals]) -> Iterator[Row]:
    if _has(facts, RowKind.BONUS):
        yield _sum("Cộng điểm thưởng", (_points(facts, one.bonus) for one in totals))
    yield from _deducted_below(facts, totals)
    if _has(facts, RowKind.PENALTY):
        yield _sum("Cộng điểm trừ", (_points(facts, one.penalty) for one in totals))
    if _deducts(facts):
        yield _sum(Col.DEDUCTED, (_points(facts, -one.deducted) for one in totals))
    lines = {line.code: line for line in facts.outcome.standings.standings}
    yield _sum(Col.TOTAL, (_points(facts, one.stands) for one in totals))
    yield _sum(Col.MAXIMUM, (_points(facts, one.max_total) for one in totals))
    yield _sum(Col.PERCENT, (_points(facts, one.percent) for one in totals))
    yield _sum(Col.RANK, (rank_said(facts, lines[one.unit.code]) for one in totals))
    if facts.book.settings.classes is not None:
        yield _sum(Col.CLASS, (class_said(facts, lines[one.unit.code]) for one in totals))


def _deducted_below(facts: Facts, totals: Sequence[Totals]) -> Iterator[Row]:
    """What the deductions under a criterion come to, where they have no section of their own."""
    for group in _groups(facts).groups:
        if group.of_criterion:
            counted = (_points(facts, one.counted.get(group.name)) for one in totals)
            yield _sum(f"{group.title} ({group.rule.short})", counted)


def _groups(facts: Facts) -> Grouping:
    return grouping_of(facts.book.criteria, facts.book.settings.digits)


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
        "thu_hang_theo": ranks_rest_on(facts),
        "khong_xet": set_apart(facts),
        "chu_thich": list(_legend(facts)),
        "khoi": _blocks(facts),
        "chu_ky": signing(signers, Page()),
    }


def _lacks(facts: Facts, part: str) -> str:
    del part
    number = sum(lacks_scores(facts, line) for line in facts.outcome.standings.standings)
    return f"còn thiếu điểm của {number} đơn vị" if number else ""


PAPERS: tuple[Paper[Facts], ...] = (Paper(TABLE, "", _table, lacks=_lacks),)
