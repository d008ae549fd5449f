"""What people type at the conference: on `Suy tôn` and in `Bỏ phiếu`."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.journey import PRAISE, VOTES, Journey, Sheet

ELECTION = "Bầu Trưởng cụm"
PRAISED = {"place": "Hội nghị suy tôn", "flag": "Đề nghị Cờ", "reason": "Lý do"}

LEVEL = 0.75
"""AN's agreed score of I.3 (15 − 14,25) that makes it level with BH at 68,75."""


def make_level(cluster: Journey) -> None:
    """AN and BH level for first."""
    cluster.agree("AN", "I.3", score=LEVEL, reason="Thẩm tra lại số thu")


def ballot(cluster: Journey, votes: Mapping[str, int], number: int = 1, **figures: int) -> None:
    """Type the votes of a round and its figures on its first row."""
    with cluster.typing() as book:
        sheet = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
        rows = {
            str(sheet.at(row, "Mã đơn vị")): row for row in sheet.rows() if sheet.at(row, "Lần") == number
        }
        for unit, count in votes.items():
            sheet.put(rows[unit], "Số phiếu", count)
        total = sum(votes.values())
        agree = {"Phát ra": total, "Thu vào": total, "Hợp lệ": total, "Không hợp lệ": 0}
        for header, value in (agree | figures).items():
            sheet.put(rows[next(iter(votes))], header, value)


def proclaim(cluster: Journey, unit: str, **typed: object) -> dict[str, str]:
    """Type into the row of a unit on `Suy tôn`; the addresses by `place`, `flag`, `reason`."""
    with cluster.typing() as book:
        sheet = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == unit)
        for name, value in typed.items():
            sheet.put(row, PRAISED[name], value)
        return {name: sheet.address(row, header) for name, header in PRAISED.items()}


def hold_ballot(cluster: Journey, votes: Mapping[str, int], rank: int = 1, **more: Any) -> int:
    """Type a first round as somebody does of his own accord, rows and all; the 1-based row of its first line."""
    return _hold(cluster, VOTES, {"Lần": 1, "Hạng": rank}, votes, more)


def hold_election(
    cluster: Journey, votes: Mapping[str, int], office: str = "Trưởng cụm", number: int = 1, **more: Any
) -> int:
    """Type a ballot for an office; the 1-based row of its first line."""
    return _hold(cluster, ELECTION, {"Lần": number, "Chức danh": office}, votes, more)


def _hold(
    cluster: Journey,
    name: str,
    about: Mapping[str, object],
    votes: Mapping[str, int],
    more: Mapping[str, Any],
) -> int:
    total = sum(votes.values())
    figures = {"Phát ra": total, "Thu vào": total, "Hợp lệ": total, "Không hợp lệ": 0}
    figures |= {header.replace("_", " "): value for header, value in more.items()}
    with cluster.typing() as book:
        sheet = Sheet(book[name], "Mã đơn vị", "Số phiếu")
        first = max(sheet.rows(), default=sheet.header_row - 1) + 2
        for row, (unit, count) in enumerate(votes.items(), start=first):
            line: dict[str, object] = {**about, "Mã đơn vị": unit, "Số phiếu": count}
            for header, value in (line | figures if row == first else line).items():
                sheet.put(row, header, value)
    return first
