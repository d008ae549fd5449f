"""Sheet `Điều kiện`: what the cluster demands besides points, and what a unit loses that does not meet it."""

from ...domain.ranking.conditions import Demand
from ..kept import Look
from ..table import Column, Table


class Col:
    """The headers of `Điều kiện`."""

    DEMAND = "Điều kiện"
    CODES = "Tiêu chí, mục"
    VALUE = "Giá trị"
    CONSEQUENCE = "Hệ quả"
    SOURCE = "Căn cứ"


TABLE = Table(
    "Điều kiện",
    (
        Column(Col.DEMAND, 26, typed=True),
        Column(Col.CODES, 18, "code wrap", typed=True),
        Column(Col.VALUE, 22, "code left", typed=True),
        Column(Col.CONSEQUENCE, 28, typed=True),
        Column(Col.SOURCE, 44, typed=True),
    ),
    header_row=8,
    key=(Col.DEMAND, Col.CODES),
    example={
        Col.DEMAND: f"Ví dụ: {Demand.TOTAL.value}", Col.VALUE: "800", Col.CONSEQUENCE: "Không xét Nhất",
        Col.SOURCE: "Điều 5 Quy chế hoạt động của Cụm",
    },
)  # fmt: skip
ALONE = (Col.DEMAND,)
LOOK = Look(
    "ĐIỀU KIỆN XÉT THI ĐUA",
    "Mỗi dòng một điều kiện; đơn vị không đạt vẫn giữ điểm và hạng, chỉ chịu Hệ quả.",
    lists={Col.DEMAND: [demand.value for demand in Demand]},
    more=(
        "Tiêu chí, mục: các mã cách nhau bằng dấu chấm phẩy; để trống là tất cả.",
        "Giá trị: điểm (800) hoặc 30% trung bình cụm; điều kiện có % thì ghi 50.",
        "Nộp phiếu đúng hạn theo ngày của thư; không có thư thì ghi ở Giá trị: trễ: AN, BH; đúng hạn: khác.",
        "Hệ quả: nhiều hệ quả thì cách nhau bằng dấu chấm phẩy; Trừ n điểm thì ghi số điểm, ví dụ Trừ 5 điểm.",
    ),
)
