"""Căn cứ: the lines that a new book's papers begin with. People change them on the sheet of settings."""

GROUNDS_2025: tuple[str, ...] = (
    "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
    "Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ",
)
"""In force since 2025. A law is cited without number and issuer (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
_SINCE = 2025


def grounds_for(year: int) -> tuple[str, ...]:
    """What a new book of the year is filled with; nothing for the years before, whose law was another."""
    return GROUNDS_2025 if year >= _SINCE else ()
