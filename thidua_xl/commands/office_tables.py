"""What an office sees on the terminal: mismatches, progress, what is to be checked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..domain.ranking.proclaimed import PLACES
from ..domain.values.catalogue import Severity
from ..domain.values.findings import Finding
from ..sheets.cluster.ranking import NO_RANK
from ..sheets.office import mismatches
from ..sheets.office.checks import rank_words
from ..wording.found import more_said, placed_said
from ..wording.office import changes_said, total_said, wanting_said
from .screen import MOST, STYLE, plain_table

if TYPE_CHECKING:
    from rich.console import Console

    from ..office.acts.appraise import Appraisal
    from ..office.outcome import Consolidation


def print_mismatches(out: "Console", found: Sequence[tuple[str, Finding]], most: int = MOST) -> None:
    """Errors and warnings of all clusters as a table; notes are only counted."""
    loud = [(code, one) for code, one in found if one.severity is not Severity.NOTE]
    if loud:
        table = plain_table("Mức", "Cụm", "Đơn vị", "Vấn đề", "Cách xử lý")
        for code, one in loud[:most]:
            table.add_row(
                one.severity.shown,
                code,
                one.unit,
                placed_said(one),
                one.action,
                style=STYLE[one.severity],
            )
        out.print(table)
        if len(loud) > most:
            out.print(more_said(len(loud) - most, mismatches.TABLE.sheet))


def print_progress(out: "Console", outcome: "Consolidation") -> None:
    """A line for every cluster: its book, its first unit, its nominee, what is late or missing."""
    from rich.table import Table

    table = Table(
        title=f"Tổng hợp {len(outcome.clusters)} cụm năm {outcome.book.settings.year}",
        header_style="bold",
        title_justify="left",
    )
    for heading in ("Cụm", "Tên cụm", "Sổ cụm", "Giai đoạn", "Nhất", "Đề nghị Cờ", "Muộn, thiếu"):
        table.add_column(heading, overflow="fold")
    for one, line in zip(outcome.clusters, outcome.progress, strict=True):
        first = ", ".join(one.result.in_place(PLACES[1])) if one.result else ""
        nominee = (one.result.nominee or "") if one.result else ""
        table.add_row(one.code, one.name, one.state.shown, line.phase, first, nominee, wanting_said(line))
    out.print(table)


def print_to_check(out: "Console", done: "Appraisal") -> None:
    """A line for every unit to check: why, what was checked, what it would change."""
    from rich.table import Table

    table = Table(
        title=f"Đề xuất kiểm tra, thẩm định: {len(done.units)} đơn vị",
        header_style="bold",
        title_justify="left",
    )
    for heading in ("Đơn vị", "Cụm", "Vì sao kiểm tra", "Đã thẩm định", "Khác điểm của cụm", "Tổng", "Hạng"):
        table.add_column(heading, overflow="fold")
    for one in done.units:
        unit, effect = one.proposal.unit, one.effect
        rank = rank_words(unit.rank, effect) if effect else str(unit.rank or NO_RANK)
        table.add_row(
            unit.code,
            one.proposal.cluster,
            "; ".join(one.proposal.reasons),
            str(effect.filled) if effect else "",
            changes_said(one),
            total_said(one),
            rank,
        )
    out.print(table)
