"""What commands print for people: tables and sentences through rich; nothing here computes.

rich is imported where something is drawn: `--json` does not wait for it.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..cluster.save import Saved
from ..domain.ranking.proclaimed import PLACES
from ..domain.ranking.standings import Standing, Status
from ..domain.values.findings import Finding, Severity
from ..domain.values.numbers import Points, shown
from ..sheets.cluster.ranking import NO_RANK, PROVISIONAL
from ..sheets.office.checks import rank_words
from ..wording.sentences import difference_told, saved_said, sent_said

if TYPE_CHECKING:
    from rich.console import Console

    from ..cluster.acts.submit import Submitted
    from ..office.acts.appraise import Appraisal
    from ..office.acts.consolidate import Consolidation

_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_MOST = 40


def console() -> "Console":
    """Plain in a pipe, coloured on a terminal."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 140
    return Console(highlight=False, width=width)


def print_json(document: object) -> None:
    """One JSON document and nothing else."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_findings(out: "Console", findings: Sequence[Finding], most: int = _MOST) -> None:
    """Errors and warnings as a table; notes are only counted."""
    loud = [found for found in findings if found.severity is not Severity.NOTE]
    notes = len(findings) - len(loud)
    if loud:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
        for heading in ("Mức", "Đơn vị", "Vấn đề", "Cách sửa"):
            table.add_column(heading, overflow="fold")
        for found in loud[:most]:
            place = f"Trang {found.sheet}: " if found.sheet and found.cell else ""
            where = place + found.message + (f" [{found.file}]" if found.file else "")
            table.add_row(found.severity.shown, found.unit, _safe(where), _safe(found.action),
                          style=_STYLE[found.severity])  # fmt: skip
        out.print(table)
        if len(loud) > most:
            out.print(f"… và {len(loud) - most} dòng nữa, xem trang Cần sửa hoặc dùng --json.")
    if notes:
        out.print(f"{notes} lưu ý (không cần sửa), xem trang Cần sửa hoặc dùng --json.", style="dim")


def _safe(text: str) -> str:
    return text.replace("[", "\\[")


def print_ranking(out: "Console", book: Book, outcome: Assessment) -> None:
    """The ranking as the sheet shows it."""
    from rich.table import Table

    digits = book.settings.digits
    totals = {total.unit.code: total for total in outcome.totals}
    table = Table(title=f"Xếp hạng {book.settings.name or book.settings.cluster} {book.settings.year or ''}",
                  header_style="bold", title_justify="left")  # fmt: skip
    for heading in ("Hạng", "Mã", "Đơn vị", "Tự chấm", "Thống nhất", "%", "Đề xuất", "Ghi chú"):
        table.add_column(heading, justify="right" if heading in ("Tự chấm", "Thống nhất", "%") else "left")
    for line in outcome.standings.standings:
        total = totals[line.code]
        place = line.place or ""
        if place and outcome.standings.provisional:
            place += PROVISIONAL
        table.add_row(
            NO_RANK if line.rank is None else str(line.rank),
            line.code,
            total.unit.name,
            *(_points(points, digits, line.status) for points in (total.self_total, total.stands)),
            _points(total.percent, digits, line.status),
            place + (" · Cờ" if line.nominee else ""),
            _safe(_remark(line)),
        )
    out.print(table)


def _remark(line: Standing) -> str:
    """With whom it is level, and its note: neither hides the other."""
    if not (line.tie_text and line.note):
        return line.tie_text or line.note
    return f"{line.tie_text.partition(' – ')[0]}: {line.note}"


def _points(points: Points | None, digits: int, status: Status) -> str:
    """Nothing received is not 0."""
    return NO_RANK if points is None or status is Status.MISSING else shown(points, digits)


def print_differences(out: "Console", done: "Submitted") -> None:
    """What differs from what was sent before; nothing where there is nothing."""
    if not done.differences or done.last is None:
        return
    from rich.table import Table

    table = Table(title=f"Khác {sent_said(done.last)}", header_style="bold", title_justify="left")
    for heading in ("Mã", "Đơn vị", "Thay đổi", "Lần trước", "Lần này"):
        table.add_column(heading, justify="right" if heading.startswith("Lần") else "left")
    for one in done.differences:
        told = difference_told(one, done.book.settings.digits)
        table.add_row(one.unit, _safe(done.book.names.get(one.unit, "")), *told)
    out.print(table)


def print_mismatches(out: "Console", found: Sequence[tuple[str, Finding]], most: int = _MOST) -> None:
    """Errors and warnings of all clusters as a table; notes are only counted."""
    loud = [(code, one) for code, one in found if one.severity is not Severity.NOTE]
    if loud:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
        for heading in ("Mức", "Cụm", "Đơn vị", "Vấn đề", "Cách xử lý"):
            table.add_column(heading, overflow="fold")
        for code, one in loud[:most]:
            place = f"Trang {one.sheet}: " if one.sheet and one.cell else ""
            where = place + one.message + (f" [{one.file}]" if one.file else "")
            table.add_row(one.severity.shown, code, one.unit, _safe(where), _safe(one.action),
                          style=_STYLE[one.severity])  # fmt: skip
        out.print(table)
        if len(loud) > most:
            out.print(f"… và {len(loud) - most} dòng nữa, xem trang Sai lệch hoặc dùng --json.")


def print_progress(out: "Console", outcome: "Consolidation") -> None:
    """A line for every cluster: its book, its first unit, its nominee, what is late or missing."""
    from rich.table import Table

    table = Table(title=f"Tổng hợp {len(outcome.clusters)} cụm năm {outcome.book.settings.year}",
                  header_style="bold", title_justify="left")  # fmt: skip
    for heading in ("Cụm", "Tên cụm", "Sổ cụm", "Giai đoạn", "Nhất", "Đề nghị Cờ", "Muộn, thiếu"):
        table.add_column(heading, overflow="fold")
    for one, line in zip(outcome.clusters, outcome.progress, strict=True):
        first = ", ".join(one.result.in_place(PLACES[1])) if one.result else ""
        nominee = (one.result.nominee or "") if one.result else ""
        wrong = [*(f"muộn {what}" for what in line.late), *(f"thiếu {what}" for what in line.missing)]
        table.add_row(
            one.code, _safe(one.name), one.state.shown, line.phase, first, nominee, "; ".join(wrong)
        )
    out.print(table)


def print_to_check(out: "Console", done: "Appraisal") -> None:
    """A line for every unit to check: why, what was checked, what it would change."""
    from rich.table import Table

    table = Table(title=f"Đề xuất kiểm tra, thẩm định: {len(done.units)} đơn vị", header_style="bold",
                  title_justify="left")  # fmt: skip
    for heading in ("Đơn vị", "Cụm", "Vì sao kiểm tra", "Đã thẩm định", "Khác điểm của cụm", "Tổng", "Hạng"):
        table.add_column(heading, overflow="fold")
    for one in done.units:
        unit, effect, digits = one.proposal.unit, one.effect, one.result.digits
        changed = (
            [f"{code}: {shown(old, digits)} → {shown(new, digits)}" for code, old, new in effect.changed]
            if effect
            else []
        )
        total = shown(unit.agreed_total, digits)
        if effect and effect.total != unit.agreed_total:
            total += f" → {shown(effect.total, digits)}"
        rank = rank_words(unit.rank, effect) if effect else str(unit.rank or NO_RANK)
        table.add_row(unit.code, one.proposal.cluster, _safe("; ".join(one.proposal.reasons)),
                      str(effect.filled) if effect else "", "; ".join(changed), total, rank)  # fmt: skip
    out.print(table)


def print_saved(out: "Console", saved: Saved) -> None:
    """Where the book is, or that nothing changed."""
    out.print(_safe(saved_said(saved)), style="yellow" if saved.second_name else "")


@contextmanager
def counting(out: "Console", total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal, nothing in a pipe; the yielded function names the next step."""
    if not out.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), console=out,
                  transient=True) as bar:  # fmt: skip
        task = bar.add_task("", total=total)
        started = False

        def step(what: str) -> None:
            nonlocal started
            bar.update(task, description=what, advance=1 if started else 0)
            started = True

        yield step


def _unseen(_done: int, _total: int) -> None:
    """Nobody watches a pipe."""


@contextmanager
def progress(what: str, *, show: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar over files on a terminal, nothing in a pipe; told how many of how many are done."""
    if not show:
        yield _unseen
        return
    from rich.console import Console

    out = Console(stderr=True)
    if not out.is_terminal:
        yield _unseen
        return
    from rich.progress import Progress

    with Progress(console=out, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
