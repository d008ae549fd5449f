"""Bảng tiêu chí, thang điểm: every criterion, its points and its rule in words (HD 1302, I.2.1)."""

from collections.abc import Iterator

from ...domain.scoring.criteria import Criterion, RowKind
from ...domain.scoring.parameters import parse_parameter
from ...domain.scoring.rule_said import rule_said, scorer_said, when_not_assigned_said
from ...domain.values.numbers import Points, in_points
from ...domain.values.said import figure_said
from ...domain.year.papers import REGULATION, SCALE
from ..book import Book
from .common import SHORT, attached_to, with_blanks
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
    criteria = book.criteria
    for row in criteria:
        if row.is_section and criteria.below(row.code):
            yield _heading(_SECTION, criteria.section_maximum(row.code), row)
        elif row.kind is RowKind.CRITERION:
            yield _line(book, row)
    yield _heading(_SUM, sum(r.max_points for r in criteria if r.kind is RowKind.CRITERION))
    for kind, name in _APART.items():
        rows = [row for row in criteria if row.kind is kind]
        if rows:
            yield _heading(name, None if any(not row.max_points for row in rows) else sum(
                row.max_points for row in rows))  # fmt: skip
            yield from (_line(book, row) for row in rows)


def _heading(kind: str, points: Points | None, row: Criterion | None = None) -> Values:
    """A section, or a sum; no points where one of its rows has none."""
    return {
        "loai": kind,
        "tt": row.printed_number if row else "",
        "noi_dung": row.text if row else "",
        "diem": "" if points is None else figure_said(in_points(points)),
    }


def _line(book: Book, row: Criterion) -> Values:
    calling = book.settings.calling
    return {
        "loai": _LINE,
        "tt": row.printed_number,
        "noi_dung": row.text,
        "diem": figure_said(in_points(row.max_points)) if row.max_points else SHORT,
        "cach_cham": with_blanks(rule_said(row, parse_parameter(row), calling)),
        "don_vi_tinh": row.measure,
        "ai_cham": scorer_said(row, calling),
        "khong_giao": when_not_assigned_said(row),
    }


PAPERS: tuple[Paper[Facts], ...] = (Paper(SCALE, "", _scale),)
