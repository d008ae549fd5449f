"""`issue-books`: a cluster book for every cluster."""

import argparse

from ..domain.values.findings import any_error
from ..office.acts.new_book import issue_books
from .screen import console, print_findings


def run(given: argparse.Namespace) -> int:
    """Write the books and say which."""
    issued = issue_books(given.book, given.out)
    out = console()
    print_findings(out, issued.findings)
    if any_error(issued.findings):
        out.print("Chưa lập sổ cụm nào: sửa các lỗi trên trong sổ tổng hợp rồi chạy lại.", style="red")
        return 1
    out.print(f"Đã lập {len(issued.made)} sổ cụm vào {given.out}.", markup=False)
    if issued.kept:
        names = ", ".join(path.name for path in issued.kept)
        out.print(f"Giữ nguyên {len(issued.kept)} sổ đã có: {names}.", markup=False)
    for cluster in issued.empty:
        out.print(f"Cụm {cluster.code} chưa có đơn vị nào ở trang Đơn vị nên chưa lập sổ.", style="yellow")
    return int(bool(issued.empty))
