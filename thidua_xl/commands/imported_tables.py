"""What an office's table was understood as, drawn on the terminal."""

from typing import TYPE_CHECKING

from ..wording.imports import doubt_said, maximum_said, noticed_said, spot_said, sum_said
from .screen import safe

if TYPE_CHECKING:
    from rich.console import Console

    from ..domain.outline.proposal import Understood


def print_criteria(out: "Console", understood: "Understood") -> None:
    """The rows as they are proposed, the sums, what is worth a look, and every line that a person must see."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for heading in ("Ở tệp", "Mã", "TT", "Nội dung", "Loại"):
        table.add_column(heading, overflow="fold")
    for heading in ("Điểm tối đa",):
        table.add_column(heading, justify="right")
    for row in understood.rows:
        one = row.criterion
        told = (spot_said(row.spot), one.code, one.number, safe(one.text), one.kind.value, maximum_said(row))
        table.add_row(*told, style="bold" if one.is_section else "")
    out.print(table)
    for printed in understood.sums:
        out.print(safe(sum_said(printed)), style="" if printed.agrees else "red")
    for seen in understood.noticed:
        out.print(safe(noticed_said(seen)), style="dim")
    for doubt in understood.doubts:
        out.print(safe(doubt_said(doubt)), style="red")
