"""Sheet `Tổng hợp` of the office book: cluster × Nhất, Nhì, Ba with points, %, and the nominee."""

from collections.abc import Mapping, Sequence

from ...domain.office.clusters import ClusterResult, ClusterUnit
from ...domain.office.inputs import Cluster
from ...domain.ranking.proclaimed import PLACES
from ...domain.values.numbers import Points, shown, stored
from ...workbook.model import Area, Sheet
from ..table import Column, Placement, Table, draw


class Col:
    """The headers of `Tổng hợp`; between them stand three a place, by the place's name."""

    CLUSTER = "Mã cụm"
    CLUSTER_NAME = "Tên cụm"
    PHASE = "Giai đoạn"
    UNITS = "Số đơn vị"
    FLAG = "Đề nghị Cờ"
    NOTE = "Ghi chú"

    @staticmethod
    def points(place: str) -> str:
        """Of the points of a place."""
        return f"Điểm {place}"

    @staticmethod
    def percent(place: str) -> str:
        """Of its percentage."""
        return f"% {place}"


_PLACE_COLUMNS = tuple(
    column
    for place in PLACES.values()
    for column in (
        Column(place, 17, "wrap indent1"),
        Column(Col.points(place), 10, "right"),
        Column(Col.percent(place), 8, "right"),
    )
)
TABLE = Table(
    "Tổng hợp",
    (
        Column(Col.CLUSTER, 8, "code"),
        Column(Col.CLUSTER_NAME, 19),
        Column(Col.PHASE, 11, "center"),
        Column(Col.UNITS, 7, "integer"),
        *_PLACE_COLUMNS,
        Column(Col.FLAG, 17, "wrap indent1"),
        Column(Col.NOTE, 15),
    ),
    header_row=3,
    key=(Col.CLUSTER,),
)
PROVISIONAL = "tạm: còn đơn vị thiếu phiếu hoặc thiếu điểm"


def render(
    clusters: Sequence[Cluster], results: Mapping[str, ClusterResult], place: Placement | None = None
) -> Sheet:
    """A row for every cluster, in the order of the list; `results` by cluster code."""
    drawn = draw(TABLE, place, title="TỔNG HỢP KẾT QUẢ CÁC CỤM", note="Tính lại từ điểm trong sổ từng cụm; Nhất, Nhì, "
                 "Ba theo hội nghị suy tôn, không ghi thì theo điểm. Khác nhau: xem trang Sai lệch.")  # fmt: skip
    for cluster in clusters:
        result = results.get(cluster.code)
        if result is None:
            drawn.line({Col.CLUSTER: cluster.code, Col.CLUSTER_NAME: cluster.name, Col.NOTE: "chưa có sổ dùng được"},
                       styles={Col.NOTE: "amber"})  # fmt: skip
            continue
        values: dict[str, object] = {
            Col.CLUSTER: cluster.code, Col.CLUSTER_NAME: cluster.name, Col.PHASE: result.phase,
            Col.UNITS: len(result.units), Col.FLAG: _nominee(result), Col.NOTE: "; ".join(_notes(result)),
        }  # fmt: skip
        styles = {
            Col.NOTE: "amber" if _notes(result) else "",
            Col.FLAG: "green bold" if result.nominee else "",
        }
        for name in PLACES.values():
            units = [unit for unit in result.units if unit.place == name]
            values[name] = "; ".join(f"{unit.code} {unit.name}" for unit in units)
            for header, numbers in ((Col.points(name), [u.stands for u in units]),
                                    (Col.percent(name), [u.percent for u in units])):  # fmt: skip
                values[header], styles[header] = _number(numbers, result.digits)
        drawn.line(values, styles=styles)
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#1E5631"
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet


def _number(numbers: Sequence[Points | None], digits: int) -> tuple[object, str]:
    """One number where all are the same, else all of them as text."""
    known = [number for number in numbers if number is not None]
    if len(set(known)) == 1:
        return stored(known[0]), f"points{digits}"
    return "; ".join(shown(number, digits) for number in known), ""


def named(unit: ClusterUnit | None) -> str:
    """Code and name."""
    return f"{unit.code} {unit.name}" if unit else ""


def _nominee(result: ClusterResult) -> str:
    return named(result.unit(result.nominee)) if result.nominee else ""


def _notes(result: ClusterResult) -> list[str]:
    notes = [PROVISIONAL] if result.provisional else []
    notes += [f"hạng {rank} bằng điểm, chờ bỏ phiếu" for rank in result.open_ranks]
    if not (notes or result.nominee):
        notes.append("chưa có đơn vị được đề nghị Cờ")
    return notes
