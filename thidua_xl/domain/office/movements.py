"""Biểu 0601.N/BNV-TĐKT, Số phong trào thi đua: its rows, and the movements of the clusters counted for it.

What the clusters' books know is row 04, and how its movements are held; the other rows are the office's to fill.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..values.text import fold
from ..year.movements import Level, Manner, Movement

FORM, TITLE = "0601.N/BNV-TĐKT", "Số phong trào thi đua"
CIRCULAR = "Thông tư số 02/2023/TT-BNV ngày 23 tháng 3 năm 2023 của Bộ trưởng Bộ Nội vụ"
"""Of which the form is. To be checked by whoever signs: Thông tư số 18/2025/TT-BNV of 8 October 2025 lays down the
statistics of the same ministry anew, and its forms were not seen."""
DUE_DAY, DUE_MONTH = 15, 12
"""Ngày nhận báo cáo, in the year of the report."""

COLUMNS: tuple[tuple[str, Level | None], ...] = (
    ("Tổng số", None),
    ("Cấp Trung ương (Hội đồng Thi đua - Khen thưởng Trung ương)", Level.STATE),
    ("Cấp bộ, ban ngành đoàn thể trung ương, tỉnh, thành phố trực thuộc Trung ương", Level.PROVINCE),
    ("Cơ quan, tổ chức, đơn vị", Level.UNIT),
)
"""Columns 1 = (2 + 3 + 4) to 4; 2 to 4 stand below `SPLIT_BY`."""
SPLIT_BY = "Số phong trào thi đua chia theo cấp chủ trì phát động thi đua"

ROWS: tuple[tuple[str, str], ...] = (
    ("01", "Tổng số"),
    ("", "1. Chia theo phạm vi tổ chức thi đua"),
    ("02", "Toàn quốc"),
    ("03", "Bộ, ban, ngành đoàn thể, địa phương"),
    ("04", "Cụm, khối thi đua do Hội đồng Thi đua - Khen thưởng các cấp tổ chức"),
    ("05", "Cơ quan, tổ chức, đơn vị"),
    ("", "2. Chia theo thời hạn thi đua"),
    ("06", "Dưới 1 năm"),
    ("07", "1 năm"),
    ("08", "Từ 1 năm đến dưới 3 năm"),
    ("09", "Từ 3 năm đến dưới 5 năm"),
    ("10", "Từ 5 năm trở lên"),
    ("", "3. Chia theo phương thức tổ chức phong trào thi đua"),
    ("11", "Thi đua theo chuyên đề"),
    ("12", "Thi đua thường xuyên hàng năm"),
)
"""Mã số and name; a heading has no code."""
OF_CLUSTERS = "04"
_BY_MANNER = {"11": Manner.ON_A_THEME, "12": Manner.REGULAR}

Cells = tuple[int | None, int | None, int | None, int | None]
"""Columns 1 to 4 of a row; None is left to people, which is not 0."""


class Counted(NamedTuple):
    """One movement as it is counted."""

    name: str
    level: Level | None
    manner: Manner | None
    clusters: tuple[str, ...]
    """Where it was registered."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The movements of all clusters whose books list them."""

    movements: tuple[Counted, ...]
    unknown: tuple[str, ...]
    """Clusters whose books are not there or have no list: their movements are in no figure."""

    @property
    def without_level(self) -> tuple[Counted, ...]:
        """Movements of which nobody said who launched them."""
        return tuple(one for one in self.movements if one.level is None)

    @property
    def without_manner(self) -> tuple[Counted, ...]:
        """Movements of which nobody said how they are held, or not all say the same."""
        return tuple(one for one in self.movements if one.manner is None)

    def count(self, level: Level, manner: Manner | None = None) -> int:
        """Movements of a level, of one manner or of all."""
        return sum(one.level is level and manner in (None, one.manner) for one in self.movements)

    def cells(self) -> Mapping[str, Cells]:
        """The rows that follow from the books, by Mã số: 04; 11 and 12 of the movements of row 04 alone.

        A row stays blank while the level (the manner) of any movement is missing, and where no book lists any.
        """
        if self.without_level or not self.is_known:
            return {}
        rows = {OF_CLUSTERS: self._row(None)}
        if not self.without_manner:
            rows |= {code: self._row(manner) for code, manner in _BY_MANNER.items()}
        return rows

    @property
    def is_known(self) -> bool:
        """Whether there is a movement, or a cluster that is known to have none."""
        return bool(self.movements) or not self.unknown

    def _row(self, manner: Manner | None) -> Cells:
        state, province, unit = (self.count(level, manner) for level in Level)
        return state + province + unit, state, province, unit


def tally(clusters: Mapping[str, Sequence[Movement] | None]) -> Tally:
    """The movements of all clusters, each counted once.

    What the state or the province launched is one movement, however many units registered it under its name; what a
    unit launched is its own, whatever others call theirs.

    Args:
        clusters: cluster code → the movements in its book; None: not known.
    """
    groups: dict[tuple[str, ...], list[tuple[str, Movement]]] = {}
    for cluster, one in _all(clusters):
        is_shared = one.level in (Level.STATE, Level.PROVINCE)
        whose = () if is_shared else (fold(cluster), fold(one.unit))
        groups.setdefault((one.level or "", fold(one.name), *whose), []).append((cluster, one))
    return Tally(
        tuple(_counted(group) for group in groups.values()),
        tuple(cluster for cluster, several in clusters.items() if several is None),
    )


def _all(clusters: Mapping[str, Iterable[Movement] | None]) -> Iterator[tuple[str, Movement]]:
    return ((cluster, one) for cluster, several in clusters.items() for one in several or ())


def _counted(group: Sequence[tuple[str, Movement]]) -> Counted:
    first = group[0][1]
    manners = {one.manner for _, one in group if one.manner}
    manner = manners.pop() if len(manners) == 1 else None
    return Counted(first.name, first.level, manner, tuple(dict.fromkeys(cluster for cluster, _ in group)))
