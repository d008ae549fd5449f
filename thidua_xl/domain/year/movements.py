"""Phong trào thi đua: a movement that a unit registered, as the state's statistics split them (HD 1302, I.2.4)."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """Cấp phát động, as the state's statistics split movements (biểu 0601.N/BNV-TĐKT)."""

    STATE = "Trung ương"
    PROVINCE = "Bộ, tỉnh"
    UNIT = "Đơn vị"


class Manner(StrEnum):
    """Phương thức, as the state's statistics split movements."""

    REGULAR = "Thường xuyên"
    ON_A_THEME = "Chuyên đề"


class Movement(NamedTuple):
    """One movement of one unit; None where nobody said who launched it, or how it is held."""

    unit: str
    name: str
    level: Level | None = None
    manner: Manner | None = None
