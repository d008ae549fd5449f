"""What a check found, in Vietnamese sentences."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..domain.values.findings import Finding, any_error
from .found import named

if TYPE_CHECKING:
    from ..cluster.checked_file import CheckOutcome


def checked_said(checked: "Sequence[CheckOutcome]") -> str:
    """How many files there were, and how many of them are in order."""
    wrong = sum(any_error(one.findings) and one.status != "blank" for one in checked)
    blank = sum(one.status == "blank" for one in checked)
    told = f", {blank} phiếu trống" if blank else ""
    return f"{len(checked)} tệp: {len(checked) - wrong - blank} không có lỗi, {wrong} có lỗi{told}."


def ready_said(checked: "Sequence[CheckOutcome]") -> Iterator[str]:
    """What each book amounts to that can be used as it is, and of each form that none is due."""
    return (f"{one.path.name}: {one.ready}" for one in checked if one.ready)


def fine_said(name: str, ready: str) -> str:
    """That the open workbook needs nothing."""
    return f"{name}: {ready or 'không có gì phải sửa.'}"


def wrong_said(name: str, loud: Sequence[Finding]) -> str:
    """How much is wrong with the open workbook, and the first of it."""
    errors = sum(found.is_error for found in loud)
    return f"{name}: {errors} lỗi, {len(loud) - errors} cảnh báo.\n\n{named(loud)}"


def full_list_asked(told: str) -> str:
    """What is asked where a message names only the first findings."""
    return f"{told}\n\nMở danh sách đầy đủ trong một sổ mới?"
