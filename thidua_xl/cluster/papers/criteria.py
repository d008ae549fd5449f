"""Bảng tiêu chí, thang điểm: every criterion, its points and its rule in words (HD 1302, I.2.1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...domain.scoring.criteria import Criterion, RowKind
from ...domain.scoring.groups import (
    Group,
    Grouping,
    group_maximum,
    grouping_of,
    most_over_groups,
    section_maxima,
)
from ...domain.scoring.parameters import parse_parameter
from ...domain.scoring.rule_said import rule_said, scorer_said, when_not_assigned_said
from ...domain.values.numbers import in_points, shown_number
from ...domain.values.text import capitalised, fold
from ...domain.year.papers import REGULATION, SCALE
from ..book import Book
from ..kept.scorers import people_of
from .common import SHORT, attached_to, from_to, with_blanks
from .paper import Facts, Paper, Values

_SUM, _SECTION, _LINE = "tong", "muc", "dong"
_APART = {RowKind.BONUS: "thuong", RowKind.PENALTY: "tru"}
"""What a row is (`loai`); the words of sums stand in the template."""


def _scale(facts: Facts, part: str) -> Values:
    del part
    return {
        "tieu_chi": list(_rows(facts.book)),
        "kem_theo": attached_to(facts, "Quy chế", REGULATION, own=SCALE),
    }


def _rows(book: Book) -> Iterator[Values]:
    """The criteria by section, their sum; then what is added, and what is taken away."""
    criteria, digits = book.criteria, book.settings.digits
    grouping, groups = grouping_of(criteria, digits), {unit.group for unit in book.units}
    maxima, names = section_maxima(criteria, groups, digits), _names(book)
    for row in criteria:
        if row.is_section and criteria.below(row.code):
            yield _heading(_SECTION, from_to(maxima[row.code]), row, grouping.by_name.get(row.code))
        elif row.kind is RowKind.CRITERION:
            yield _line(book, row, names)
    yield _heading(_SUM, from_to(most_over_groups(criteria, groups, digits)))
    for kind, name in _APART.items():
        rows = [row for row in criteria if row.kind is kind]
        if rows:
            lacks = any(not row.max_points for row in rows)
            yield _heading(name, "" if lacks else from_to(most_over_groups(criteria, groups, digits, kind)))
            yield from _apart(book, grouping, rows, names)


def _apart(
    book: Book, grouping: Grouping, rows: Sequence[Criterion], names: Mapping[str, str]
) -> Iterator[Values]:
    """Bonuses or penalties, below the names of the groups in which they count."""
    told: set[str] = set()
    for row in rows:
        for group in reversed(grouping.around(row.code)):
            if group.name not in told and group.said:
                told.add(group.name)
                yield _group(book, group)
        yield _line(book, row, names)


def _group(book: Book, group: Group) -> Values:
    row, groups = book.criteria.by_code[group.code], {unit.group for unit in book.units}
    most = group_maximum(book.criteria, groups, book.settings.digits, group.name)
    if group.of_criterion:
        row = replace(row, text=f"{RowKind.PENALTY} ở tiêu chí {row.printed_number}")
    return _heading(_SECTION, from_to(most), row, group)


def _heading(kind: str, points: str, row: Criterion | None = None, group: Group | None = None) -> Values:
    """A section with the rule of its group, or a sum; no points where one of its rows has none."""
    return {
        "loai": kind,
        "tt": row.printed_number if row else "",
        "noi_dung": _text(row) if row else "",
        "diem": points,
        "cach_cham": f"{capitalised(group.said)}." if group and group.said else "",
    }


def _text(row: Criterion) -> str:
    """What is scored, and whose criterion it is where not every unit has it."""
    return f"{row.text} (chỉ nhóm {', '.join(row.groups)})" if row.groups else row.text


def _line(book: Book, row: Criterion, names: Mapping[str, str]) -> Values:
    calling = book.settings.calling
    return {
        "loai": _LINE,
        "tt": row.printed_number,
        "noi_dung": _text(row),
        "diem": shown_number(in_points(row.max_points)) if row.max_points else SHORT,
        "cach_cham": with_blanks(rule_said(row, parse_parameter(row), calling)),
        "don_vi_tinh": row.measure,
        "ai_cham": scorer_said(row, calling, names, drops_ends=book.settings.drops_ends),
        "khong_giao": when_not_assigned_said(row),
    }


def _names(book: Book) -> dict[str, str]:
    """The scorers' names by the codes that `Ai chấm` has, in whatever case it has them."""
    people = {fold(one.code): one.name for one in people_of(book)}
    return {
        share.code: people.get(fold(share.code), "") for row in book.criteria.scored for share in row.shares
    }


PAPERS: tuple[Paper[Facts], ...] = (Paper(SCALE, "", _scale),)
