"""What the tests of taking files in share: the book's answers as plain data, and what a person decides."""

import datetime
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import AGREED, LEDGER, PRAISE, SCORED, VOTES, Journey, Run, Sheet

LATER = journey.SAVED + datetime.timedelta(hours=1)
DAY = datetime.datetime(2025, 12, 28)
DECISION, ASSIGNED = "Quyết định", "Gán cho mã đơn vị"
Again = Callable[[Journey], Run]


def reconciles(answer: Run) -> dict[str, Any]:
    """The document of `collect`, whose two equations hold (design, 6)."""
    counts = answer.json
    parts = ("accepted", "refused", "waiting", "superseded")
    assert counts["received"] == sum(counts[part] for part in parts)
    assert counts["expected"] == counts["accepted"] + counts["typed"] + len(counts["missing"])
    return counts


def statuses(document: Mapping[str, Any]) -> dict[str, str]:
    """State of each file of the run by its name."""
    return {Path(one["path"]).name: one["status"] for one in document["files"]}


def received(cluster: Journey) -> dict[str, dict[str, Any]]:
    """The rows of `Tiếp nhận` by file, those of units that have not sent by code."""
    rows = cluster.sheet("Tiếp nhận", "Mã đơn vị", "SHA-256").sheet
    table = Sheet(rows, "Trạng thái", "SHA-256").records()
    return {row["File"] or row["Mã đơn vị"]: row for row in table}


def decide(cluster: Journey, file: str, **typed: object) -> None:
    """Type into the columns of `Tiếp nhận` that people fill."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiếp nhận"], "File", "SHA-256")
        row = next(row for row in sheet.rows() if sheet.at(row, "File") == file)
        for header, value in typed.items():
            sheet.put(row, {"decision": DECISION, "unit": ASSIGNED}[header], value)


def use_the_only_file(cluster: Journey) -> None:
    """`Dùng file này` for the one file that came in."""
    (file,) = (row["File"] for row in cluster.sheet("Tiếp nhận", "File", "SHA-256").records() if row["File"])
    decide(cluster, file, decision="Dùng file này")


def ledger(cluster: Journey) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of `Thống nhất điểm` by unit and criterion."""
    return {(row["Mã đơn vị"], row["Mã tiêu chí"]): row
            for row in cluster.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí").records()}  # fmt: skip


def self_scores(cluster: Journey, unit: str) -> dict[str, Any]:
    """What the book holds as the unit's self-scores."""
    rows = ledger(cluster)
    return {code: rows[unit, code]["Điểm tự chấm"] for code in SCORED}


def change_score(points: object, criterion: str = "I.1") -> Callable[[Workbook], None]:
    """Another self-score."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        form.put(form.row(criterion), "Điểm tự chấm", points)

    return change


COMMANDS: dict[str, Again] = {"collect": lambda c: c.collect(), "rank": lambda c: c.rank()}
by_both_commands = pytest.mark.parametrize("command", COMMANDS)


def two_equal_files(cluster: Journey) -> None:
    """AN sends two different forms saved at the same moment, the others one."""
    cluster.send("AN", change_score(5), name="mot.xlsx")
    cluster.send("AN", change_score(6), name="hai.xlsx")
    for unit in ("BH", "CM", "DL", "EN"):
        cluster.send(unit)


def chain_is_whole(cluster: Journey) -> int:
    """Recompute every hash over the row and the hash before it; returns how many rows there are."""
    before, rows = "", Sheet(cluster.sheet("Nhật ký", "Lúc", "Mã băm").sheet, "Lúc", "Mã băm").records()
    for row in rows:
        text = "\x1f".join([before, *(str(row[header]) for header in ("Lúc", "Ai", "Lệnh", "Thay đổi"))])
        before = hashlib.sha256(text.encode()).hexdigest()
        assert row["Mã băm"] == before
    return len(rows)


TYPED: dict[tuple[str, str], dict[str, object]] = {
    ("AN", "I.1"): {"score": 9.75, "reason": "Thẩm tra hồ sơ", "who": "Ông Lê Văn Tám", "day": DAY},
    ("BH", "I.3"): {"target": 20, "result": 19, "reason": "Số Chi cục Thuế"},
    ("CM", "I.2"): {"mark": "Không"},
    ("DL", "I.1"): {"score": "8,25", "reason": "Trừ chậm  báo cáo;\ncó biên bản"},
    ("EN", "2.4"): {"score": "=2+3"},
    ("EN", "I.1"): {"reason": "=xem lại"},
}
BALLOT = {"Lần": 1, "Hạng": 1, "Mã đơn vị": "AN", "Số phiếu": 3, "Được bỏ phiếu": 5, "Có mặt": 5, "Phát ra": 5,
          "Thu vào": 5, "Hợp lệ": 5, "Không hợp lệ": 0, "Ngày": DAY, "Ban kiểm phiếu": "Bà Mai, ông Tư",
          "Lý do": "Bầu tại hội nghị"}  # fmt: skip


def type_everywhere(book: Workbook) -> None:
    """Something in every kind of input column."""
    for (unit, code), values in TYPED.items():
        journey.agree(book, unit, code, **values)
    votes = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
    first = votes.header_row + 1
    for header, value in BALLOT.items():
        votes.put(first, header, value)
    votes.put(first + 1, "Mã đơn vị", "BH")
    votes.put(first + 1, "Số phiếu", 2)
    praise = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
    row = next(row for row in praise.rows() if praise.at(row, "Mã đơn vị") == "CM")
    for header, value in (
        ("Hội nghị suy tôn", "Ba"),
        ("Đề nghị Cờ", "Không"),
        ("Lý do", "Thực tế hoạt động"),
    ):
        praise.put(row, header, value)


def typed_now(cluster: Journey) -> dict[str, object]:
    """Every input cell that `type_everywhere` filled, found again by its code and header."""
    book = openpyxl.load_workbook(cluster.book)
    sheet = journey.ledger(book)
    cells = {f"{unit} {code} {name}": sheet.at(sheet.row(unit, code), AGREED[name])
             for (unit, code), values in TYPED.items() for name in values}  # fmt: skip
    votes = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
    row = next(row for row in votes.rows() if votes.at(row, "Mã đơn vị") == "AN")
    cells |= {f"vote {header}": votes.at(row, header) for header in BALLOT}
    cells["vote BH"] = votes.at(row + 1, "Số phiếu")
    praise = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
    row = next(row for row in praise.rows() if praise.at(row, "Mã đơn vị") == "CM")
    return cells | {f"praise {h}": praise.at(row, h) for h in ("Hội nghị suy tôn", "Đề nghị Cờ", "Lý do")}
