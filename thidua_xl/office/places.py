"""Where the rows of the office book stand once it is drawn: findings get their addresses here."""

from collections.abc import Iterable, Mapping

from ..domain.values.findings import Finding, RowKey
from ..sheets.kept import lines_at
from ..sheets.office import appraisals, calendar, decisions, own_papers, scores
from ..sheets.table import Placement
from .book import OfficeBook
from .outcome import Consolidation
from .own_papers import lines, needed
from .own_scoring import is_filled, score_lines
from .scoring_sheets import SHEETS
from .year import left_over


def placed(
    book: OfficeBook, findings: Iterable[Finding], outcome: Consolidation | None = None
) -> list[Finding]:
    """The findings with the A1 addresses of their cells: `Thẩm định` and `Đề nghị` as they will be drawn.

    `Lịch` and `Văn bản` as this outcome draws them; as they stand where there is none.
    """
    first = book.placement(appraisals.TABLE).header_row + 1
    tables: dict[str, tuple[Placement, Mapping[RowKey, int]]] = {
        appraisals.TABLE.sheet: (
            book.placement(appraisals.TABLE),
            appraisals.lines_of(book.appraisals, first),
        ),
    }
    days = book.placement(calendar.TABLE)
    tables[calendar.TABLE.sheet] = (
        days,
        calendar.lines_as_read(book.calendar)
        if outcome is None
        else calendar.lines_of(outcome.calendar, left_over(book, outcome.calendar), days.header_row + 1),
    )
    register = book.placement(own_papers.TABLE)
    tables[own_papers.TABLE.sheet] = (
        register,
        {row.key: row.row for row in book.own_papers}
        if outcome is None
        else dict(lines_at(lines(book, needed(outcome)), register.header_row + 1)),
    )
    tables |= _of_scoring(book, outcome)
    decided = book.placement(decisions.TABLE)
    said = book.decisions
    tables[decisions.TABLE.sheet] = (decided, decisions.lines(said, said.said, decided.header_row + 1))
    return [_at(one, *tables[one.sheet]) if one.header and not one.cell else one for one in findings]


def _of_scoring(
    book: OfficeBook, outcome: Consolidation | None
) -> dict[str, tuple[Placement, Mapping[RowKey, int]]]:
    """The tables of the superior's own scoring: as this outcome draws them, as they stand where there is none."""
    tables: dict[str, tuple[Placement, Mapping[RowKey, int]]] = {}
    for one in SHEETS:
        place, name = book.placement(one.table), one.table.sheet
        lines = one.lines(book.scoring)
        at = {row.key: row.row for row in book.scoring.kept.get(name, ())}
        tables[name] = place, at if outcome is None else dict(lines_at(lines, place.header_row + 1))
    place = book.placement(scores.TABLE)
    drawn = outcome is not None and is_filled(book)
    lines = score_lines(book, outcome.own_scoring.computed) if outcome is not None and drawn else []
    as_read = {row.key: row.row for row in book.score_rows}
    tables[scores.TABLE.sheet] = place, dict(lines_at(lines, place.header_row + 1)) if drawn else as_read
    return tables


def _at(found: Finding, place: Placement, lines: Mapping[RowKey, int]) -> Finding:
    line = lines.get(found.row)
    return found.at("" if line is None else place.cell(line, found.header))
