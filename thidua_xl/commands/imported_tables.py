"""What an office's table was understood as, drawn on the terminal."""

from typing import TYPE_CHECKING, TypeVar

from ..wording.imports import (
    doubt_said,
    flags_said,
    imported_said,
    maximum_said,
    noticed_said,
    spot_said,
    sum_said,
)
from .screen import plain_table, print_findings, print_saved

if TYPE_CHECKING:
    from rich.console import Console

    from ..cluster.importing import Imported, Proposal
    from ..domain.outline.proposal import Understood
    from ..domain.outline.units import UnderstoodUnits

    P = TypeVar("P", bound=Proposal)


def print_criteria(out: "Console", understood: "Understood") -> None:
    """The rows as they are proposed, and the printed sums."""
    table = plain_table("Ở tệp", "Mã", "TT", "Nội dung", "Loại")
    table.add_column("Điểm tối đa", justify="right")
    for row in understood.rows:
        one = row.criterion
        told = (spot_said(row.spot), one.code, one.number, one.text, one.kind.value, maximum_said(row))
        table.add_row(*told, style="bold" if one.is_section else "")
    out.print(table)
    for printed in understood.sums:
        out.print(sum_said(printed), style="" if printed.agrees else "red")


def print_units(out: "Console", understood: "UnderstoodUnits") -> None:
    """The rows as they are proposed."""
    table = plain_table("Ở tệp", "Mã", "Tên đơn vị", "Người liên hệ", "Email", "Điện thoại")
    for row in understood.rows:
        one = row.unit
        told = (one.code, one.name, one.contact, one.email, one.telephone)
        table.add_row(spot_said(row.spot), *told)
    out.print(table)


def print_imported(out: "Console", done: "Imported[P]") -> None:
    """What is worth a look, every line that a person must see, whether it was written, what is wrong then."""
    for seen in done.understood.noticed:
        out.print(noticed_said(seen), style="dim")
    for doubt in done.understood.doubts:
        out.print(doubt_said(doubt), style="red")
    print_findings(out, done.findings)
    for line in (*imported_said(done), *flags_said(done)):
        out.print(line, style="bold")
    if done.saved is not None:
        print_saved(out, done.saved)
