"""Sheet `Vi phạm`: what happened in the year that keeps something from a unit, each with its document."""

from ..kept import Look
from ..table import Column, Table


class Col:
    """The headers of `Vi phạm`."""

    UNIT = "Mã đơn vị"
    TEXT = "Nội dung"
    DOCUMENT = "Văn bản"
    DAY = "Ngày"
    CONSEQUENCE = "Hệ quả"


TABLE = Table(
    "Vi phạm",
    (
        Column(Col.UNIT, 11, "code", typed=True),
        Column(Col.TEXT, 50, typed=True),
        Column(Col.DOCUMENT, 36, typed=True),
        Column(Col.DAY, 12, "date", typed=True),
        Column(Col.CONSEQUENCE, 28, typed=True),
    ),
    header_row=6,
    key=(Col.UNIT, Col.TEXT),
    example={
        Col.UNIT: "Ví dụ: DLY", Col.TEXT: "Chậm khắc phục sau thanh tra", Col.DOCUMENT: "Kết luận số 12/KL-TTr",
        Col.DAY: "15/8/2026", Col.CONSEQUENCE: "Trừ 5 điểm",
    },
)  # fmt: skip
ALONE = (Col.UNIT, Col.TEXT)
LOOK = Look(
    "VI PHẠM TRONG NĂM",
    "Mỗi dòng một vi phạm đã có kết luận của cấp có thẩm quyền; đơn vị vẫn giữ điểm và hạng, chỉ chịu Hệ quả.",
    more=(
        "Hệ quả: nhiều hệ quả thì cách nhau bằng dấu chấm phẩy; Trừ n điểm thì ghi số điểm, ví dụ Trừ 5 điểm.",
        "Để trống Hệ quả khi trang Điều kiện đã có dòng Không có vi phạm.",
    ),
    units=(Col.UNIT,),
)
