"""What came of a command, in Vietnamese sentences: the command line and the ribbon say the same."""

from collections.abc import Iterable

from .collect import Collected, Counts
from .domain.standings import OpenTie
from .domain.units import Unit
from .update import Saved


def listed(codes: Iterable[str]) -> str:
    """Codes in a row."""
    return ", ".join(codes)


def files_said(collected: Collected, counts: Counts) -> str:
    """How many files came, and what became of all files of the book."""
    return (
        f"Lần này: {len(collected.files)} tệp, {collected.new} tệp mới. Cả sổ: {counts.received} tệp = "
        f"{counts.accepted} đã nhận + {counts.refused} từ chối + {counts.waiting} chờ quyết định + "
        f"{counts.superseded} đã thay thế."
        + (f" Lưu kèm {counts.kept} tệp không phải phiếu." if counts.kept else "")
    )


def units_said(counts: Counts) -> str:
    """How many units are in, and who is missing."""
    return (
        f"{counts.expected} đơn vị = {counts.accepted} có phiếu + {counts.typed} nhập từ bản giấy + "
        f"{len(counts.missing)} chưa nộp" + (f": {listed(counts.missing)}." if counts.missing else ".")
    )


def nominee_said(nominee: str | None, names: dict[str, str]) -> str:
    """Who is nominated for the flag."""
    if nominee is None:
        return "Chưa có đơn vị được đề nghị Cờ."
    return f"Đề nghị Cờ: {nominee} – {names.get(nominee, '')}"


def tie_said(tie: OpenTie) -> str:
    """Who must be voted on."""
    return f"Đồng hạng {tie.rank}: {listed(tie.codes)} – chờ bỏ phiếu, chưa đề nghị đơn vị nào."


def copied_said(units: Iterable[Unit], criteria: int, source: str) -> str:
    """What a new year's book has taken from last year's, and whom it limits."""
    taken = list(units)
    said = (
        f"Đã lấy {len(taken)} đơn vị, {criteria} tiêu chí và cài đặt từ {source}; "
        "để trống Trưởng cụm, Phó Trưởng cụm, Người ký và các ngày."
    )
    limited = [f"{unit.code} ({unit.eligibility.value})" for unit in taken if not unit.is_eligible]
    if limited:
        said += f"\nXem lại cột Xét thi đua, đang chép nguyên từ năm trước: {listed(limited)}."
    return said


def saved_said(saved: Saved) -> str:
    """Where the book is, or that nothing changed."""
    if saved.second_name:
        return f"Sổ đang mở ở chương trình khác: kết quả ghi ở {saved.path.name}."
    if saved.changed:
        return f"Đã ghi sổ {saved.path}; bản trước giữ trong thư mục luu."
    return "Sổ không có gì thay đổi."
