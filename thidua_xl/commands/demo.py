"""`demo`: the whole journey on invented data."""

import argparse
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from ..cluster.counts import count
from ..demo.cluster import STEPS
from ..demo.cluster import run as make
from ..demo.made import Told
from ..wording.sentences import missing_said, proposed_said, tie_said
from .cluster_tables import print_ranking
from .progress_bar import counting
from .screen import console, print_findings


def run(given: argparse.Namespace) -> int:
    """Make it and print a short table of what was made."""
    out = console()
    with counting(STEPS) as step:
        demo = make(given.directory, step)
    assert demo.first and demo.second and demo.tied and demo.final and demo.state
    _print_walk(out, demo.walk)
    first = count(demo.first.book, demo.first.outcome)
    wrong = [found for found in demo.first.outcome.findings if found.file]
    out.rule("Nhận đợt 1: mọi lỗi được nêu trong một lần")
    print_findings(out, wrong)
    out.print(missing_said(first.missing))
    out.rule("Sau khi thống nhất điểm: hai đơn vị bằng nhau, chương trình dừng")
    for tie in demo.tied.standings.open_ties:
        out.print(tie_said(tie))
    out.rule("Sau khi bỏ phiếu")
    print_ranking(out, demo.state, demo.final)
    for line in proposed_said(demo.final, demo.state.names):
        out.print(line, style="bold")
    made = Table(title=f"Đã tạo trong {given.directory}", title_justify="left", header_style="bold")
    made.add_column("Tệp, thư mục", style="bold")
    made.add_column("Là gì")
    for name, what in demo.made:
        made.add_row(name, what)
    out.print(made)
    return 0


def _print_walk(out: Console, walk: Sequence[Told]) -> None:
    """The year before December, a line a day."""
    out.rule("Từ đầu năm: đăng ký, sửa tiêu chí, sơ kết")
    lines = Table.grid(padding=(0, 2, 0, 0))
    lines.add_column(style="bold")
    lines.add_column()
    for day, what in walk:
        lines.add_row(f"{day:%d/%m}", what)
    out.print(lines)
