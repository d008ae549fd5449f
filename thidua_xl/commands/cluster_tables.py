"""A cluster's ranking and sendings as tables on the terminal."""

from typing import TYPE_CHECKING

from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..domain.ranking.standings import UnitStatus
from ..domain.ranking.submissions import difference_told, sent_said
from ..domain.values.numbers import Points, shown
from ..domain.year.stages import Stage, present
from ..sheets.cluster.ranking import NO_RANK
from ..wording.sentences import flagged_said, place_said, remark_said

if TYPE_CHECKING:
    from rich.console import Console

    from ..cluster.acts.submit import Submitted


def print_ranking(out: "Console", book: Book, outcome: Assessment) -> None:
    """The ranking as the sheet shows it; nothing before the last collection of the year, while nobody has a score."""
    if present(book.settings) is not Stage.YEAREND and not any(total.scored for total in outcome.totals):
        return
    from rich.table import Table

    digits = book.settings.digits
    totals = {total.unit.code: total for total in outcome.totals}
    table = Table(
        title=f"Xếp hạng {book.settings.name or book.settings.cluster} {book.settings.year or ''}",
        header_style="bold",
        title_justify="left",
    )
    for heading in ("Hạng", "Mã", "Đơn vị"):
        table.add_column(heading)
    for heading in ("Tự chấm", "Thống nhất", "%"):
        table.add_column(heading, justify="right")
    for heading in ("Đề xuất", "Ghi chú"):
        table.add_column(heading)
    for line in outcome.standings.standings:
        total = totals[line.code]
        place = place_said(line, provisional=outcome.standings.provisional)
        table.add_row(
            NO_RANK if line.rank is None else str(line.rank),
            line.code,
            total.unit.name,
            *(_points(points, digits, line.status) for points in (total.self_total, total.stands)),
            _points(total.percent, digits, line.status),
            flagged_said(place) if line.nominee else place,
            remark_said(line),
        )
    out.print(table)


def _points(points: Points | None, digits: int, status: UnitStatus) -> str:
    """Nothing received is not 0."""
    return NO_RANK if points is None or status is UnitStatus.MISSING else shown(points, digits)


def print_differences(out: "Console", done: "Submitted") -> None:
    """What differs from what was sent before; nothing where there is nothing."""
    if not done.differences or done.last is None:
        return
    from rich.table import Table

    table = Table(title=f"Khác {sent_said(done.last)}", header_style="bold", title_justify="left")
    for heading in ("Mã", "Đơn vị", "Thay đổi"):
        table.add_column(heading)
    for heading in ("Lần trước", "Lần này"):
        table.add_column(heading, justify="right")
    for one in done.differences:
        told = difference_told(one, done.book.settings.digits)
        table.add_row(one.unit, done.book.names.get(one.unit, ""), *told)
    out.print(table)
