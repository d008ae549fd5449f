"""Sheet `Văn bản` of the office book: the register of its own papers, laid out as the clusters' is."""

from ..cluster import papers
from ..kept import Look

Col = papers.Col
TABLE = papers.TABLE
ALONE, OWN, MADE = papers.ALONE, papers.OWN, papers.MADE
LOOK = Look(
    "SỔ VĂN BẢN",
    "Số, ngày ghi ở đây được dẫn trong các văn bản khác. Đôn đốc từng cụm, thẩm định từng đơn vị thì tự thêm dòng khi "
    "cần. Văn bản khác ghi ở dòng vàng dưới bảng, mã tự đặt.",
    own=OWN,
)
