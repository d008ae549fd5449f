"""The sample's cluster: settings and eight members. The communes are real, everything else is invented."""

from datetime import date, timedelta

from ..domain.scoring.settings import Basis, Majority, Settings, TiesBelowFirst
from ..domain.scoring.units import Unit
from ..domain.year.grounds import GROUNDS_2025

YEAR = 2026
"""The year of the sample where the caller names none."""

_SATURDAY = 5


def settings(year: int) -> Settings:
    """The cluster's settings for a year."""
    return Settings(
        year=year,
        cluster="TS01",
        name="Cụm thi đua số 1 các xã vùng Triệu Sơn (mẫu)",
        head="DLY",
        deputy="TDA",
        superior="UBND tỉnh Thanh Hóa",
        office="Sở Nội vụ tỉnh Thanh Hóa",
        place="Triệu Sơn",
        signer="Lê Đình Khải Nguyên",
        signer_title="CHỦ TỊCH",
        deadline=working_day(date(year, 11, 30)),
        meeting=working_day(date(year, 12, 12)),
        conference=working_day(date(year, 12, 18)),
        basis=Basis.POINTS,
        digits=2,
        ties=TiesBelowFirst.SHARED,
        majority=Majority.PLURALITY,
        grounds=(
            *GROUNDS_2025,
            f"Hướng dẫn của cấp trên về tổ chức hoạt động của Cụm thi đua năm {year}",
        ),
    )


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend: an office meets on no Saturday."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def units() -> list[Unit]:
    """The members, the head first. 0237 000… is no telephone that anybody can have."""
    return [
        Unit("DLY", "Xã Dân Lý", "Nguyễn Thị Thanh Diệp", "danly@example.vn", "0237 000 0101"),
        Unit("DLU", "Xã Dân Lực", "Trịnh Bá Hoàng Lâm", "danluc@example.vn", "0237 000 0102"),
        Unit("MSO", "Xã Minh Sơn", "Lê Thị Khánh Vân", "minhson@example.vn", "0237 000 0103"),
        Unit("TDA", "Xã Thọ Dân", "Hà Đức Nhật Quang", "thodan@example.vn", "0237 000 0104"),
        Unit("HLY", "Xã Hợp Lý", "Phạm Thị Ngọc Lam", "hoply@example.vn", "0237 000 0105"),
        Unit("XLO", "Xã Xuân Lộc", "Lê Xuân Bảo Thạch", "xuanloc@example.vn", "0237 000 0106"),
        Unit("VSO", "Xã Vân Sơn", "Đỗ Thị Mai Trúc", "vanson@example.vn", "0237 000 0107"),
        Unit("THO", "Xã Thái Hòa", "Vũ Văn Trường Giang", "thaihoa@example.vn", "0237 000 0108"),
    ]
