"""Findings in lists: where each is, how many more there are, where all of them stand."""

from collections.abc import Sequence

from ..domain.values.findings import Finding, in_order

COMMON = "Chung"
FEW = 10
"""Findings, or differences, that a message names one by one."""


def placed_said(found: Finding) -> str:
    """A finding's sentence with its sheet before it and its file behind it, as a table's cell holds it."""
    page = f"Trang {found.sheet}"
    is_said = not (found.sheet and found.cell) or found.message.startswith(page)
    place = "" if is_said else f"{page}: "
    return place + found.message + (f" [{found.file}]" if found.file else "")


def more_said(count: int, sheet: str) -> str:
    """How many rows a table leaves out, and where they stand."""
    return f"… và {count} dòng nữa, {_see(sheet)}"


def by_unit(findings: Sequence[Finding]) -> dict[str, tuple[int, int]]:
    """Unit → how many errors, how many others, in the order of the list; what is nobody's stands under `Chung`."""
    counts: dict[str, tuple[int, int]] = {}
    for found in findings:
        name = found.unit or COMMON
        errors, others = counts.get(name, (0, 0))
        counts[name] = (errors + found.is_error, others + (not found.is_error))
    return counts


def all_said(count: int, sheet: str) -> str:
    """How many rows were counted instead of shown, and where they stand."""
    return f"{count} dòng: {_see(sheet)}"


def notes_said(count: int, sheet: str) -> str:
    """How many notes there are, which a table leaves out."""
    return f"{count} lưu ý (không cần sửa), {_see(sheet)}"


def _see(sheet: str) -> str:
    return f"xem trang {sheet}." if sheet else "dùng --json để xem."


def named(findings: Sequence[Finding]) -> str:
    """The first findings of a message, each with what to do."""
    lines = []
    for found in in_order(findings)[:FEW]:
        where = f"{found.sheet}!{found.cell}: " if found.cell else ""
        lines.append(f"• {where}{found.message} {found.action}".strip())
    if len(findings) > FEW:
        lines.append(f"… và {len(findings) - FEW} điểm nữa.")
    return "\n".join(lines)


def errors_left_said(findings: Sequence[Finding]) -> list[str]:
    """How many errors are left in a book; nothing where there are none."""
    errors = sum(found.is_error for found in findings)
    return [f"{errors} lỗi cần sửa: xem trang Cần sửa."] if errors else []
