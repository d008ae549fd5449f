"""Where the rows of the office book stand once it is drawn: findings get their addresses here."""

from collections.abc import Iterable, Mapping

from ..domain.values.findings import Finding, RowKey
from ..sheets.kept import lines_at
from ..sheets.office import appraisals, calendar, decisions, own_papers
from ..sheets.table import Placement
from .book import OfficeBook
from .outcome import Consolidation
from .own_papers import lines, needed
from .year import left_over


def placed(
    book: OfficeBook, findings: Iterable[Finding], outcome: Consolidation | None = None
) -> list[Finding]:
    """The findings with the A1 addresses of their cells: `Thẩm định` and `Đề nghị` as they will be drawn.

    `Lịch` and `Văn bản` as this outcome draws them; as they stand where there is none.
    """
    first = book.placement(appraisals.TABLE).header_row + 1
    tables = {
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
    decided = book.placement(decisions.TABLE)
    said = book.decisions
    tables[decisions.TABLE.sheet] = (decided, decisions.lines(said, said.said, decided.header_row + 1))
    return [_at(one, *tables[one.sheet]) if one.header and not one.cell else one for one in findings]


def _at(found: Finding, place: Placement, lines: Mapping[RowKey, int]) -> Finding:
    line = lines.get(found.row)
    return found.at("" if line is None else place.cell(line, found.header))
