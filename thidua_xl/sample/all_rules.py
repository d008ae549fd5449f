"""A table with every rule that real tables of emulation clusters have (`new cluster --sample all-rules`).

The shapes are those of police clusters, departments, schools, a bank, enterprises, a city's 1,000 points and the
Fatherland Front; units, texts, points and thresholds are invented.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ..domain.scoring.class_entries import read_scale
from ..domain.scoring.criteria import Criteria, Criterion, Method, RowKind, Scorer, WhenNotAssigned
from ..domain.scoring.groups import POINT_KINDS, Grouping, grouping_of
from ..domain.scoring.settings import Settings
from ..domain.scoring.tie_order import read_order
from ..domain.scoring.units import Unit
from ..domain.values.numbers import Points, exact_points
from .cluster import settings

HILLS, PLAIN = "Miền núi", "Đồng bằng"
LOWER = "thấp hơn là tốt"
_DIGITS = 2
_BONUS, _PENALTY, _CONDITION = RowKind.BONUS, RowKind.PENALTY, RowKind.CONDITION
_BEST = WhenNotAssigned.BESIDE_BEST


def settings_of(year: int) -> Settings:
    """The sample's cluster with classes, an order of sections for level units, and who moves up."""
    usual = settings(year)
    return replace(
        usual, cluster="MAU", name="Cụm thi đua mẫu – mọi cách chấm", deputy="MSO",
        classes=read_scale("Xuất sắc:500 tối đa 20%; Xuất sắc[Miền núi]:480; Tốt:420; Khá:300; khác:Trung bình"),
        tie_order=read_order("I; III; Điểm thưởng; Bỏ phiếu") or (),
    )  # fmt: skip


def units() -> list[Unit]:
    """Six units in two groups."""
    return [
        Unit("DLY", "Xã Dân Lý", "Nguyễn Thị Thanh Diệp", "danly@example.vn", "0237 000 0101", group=PLAIN),
        Unit("DLU", "Xã Dân Lực", "Trịnh Bá Hoàng Lâm", "danluc@example.vn", "0237 000 0102", group=PLAIN),
        Unit("MSO", "Xã Minh Sơn", "Lê Thị Khánh Vân", "minhson@example.vn", "0237 000 0103", group=PLAIN),
        Unit("XLO", "Xã Xuân Lộc", "Lê Xuân Bảo Thạch", "xuanloc@example.vn", "0237 000 0106", group=HILLS),
        Unit("BDU", "Xã Bình Dương", "Cầm Thị Hải Yến", "binhduong@example.vn", "0237 000 0109", group=HILLS),
        Unit("TTI", "Xã Thọ Tiến", "Lò Văn Minh Khôi", "thotien@example.vn", "0237 000 0110", group=HILLS),
    ]


@cache
def criteria() -> Criteria:
    """Every row in the order of the table; sections have the maxima that their rules give them."""
    rows = (*_reported(), *_counted(), *_levels(), *_compared(), *_outside())
    grouping = grouping_of(Criteria(rows), _DIGITS)
    return Criteria(tuple(
        replace(row, max_points=_maximum(grouping, row.code)) if row.is_section else row for row in rows
    ))  # fmt: skip


def _maximum(grouping: Grouping, code: str) -> Points:
    """Of its criteria, else of its bonus or penalty rows."""
    return next(filter(None, (grouping.section_maximum(code, kind) for kind in POINT_KINDS)), 0)


def _section(code: str, text: str, rule: str = "", groups: tuple[str, ...] = ()) -> Criterion:
    return Criterion(code, code.rpartition(".")[2], text, RowKind.SECTION, parameter=rule, groups=groups)


def _row(
    code: str, text: str, points: str, method: Method, parameter: str = "", measure: str = "", *,
    kind: RowKind = RowKind.CRITERION, scorer: Scorer = Scorer.UNIT,
    otherwise: WhenNotAssigned = WhenNotAssigned.NOT_ALLOWED, note: str = "", groups: tuple[str, ...] = (),
) -> Criterion:  # fmt: skip
    maximum = exact_points(Decimal(points)) or 0
    return Criterion(code, code.rpartition(".")[2], text, kind, maximum, method, parameter, measure, scorer,
                     otherwise, note, groups=groups)  # fmt: skip


def _reported() -> Iterator[Criterion]:
    yield _section("I", "KẾT QUẢ SO VỚI CHỈ TIÊU")
    yield _row(
        "I.1",
        "Thu ngân sách trên địa bàn",
        "40",
        Method.RATIO,
        "",
        "triệu đồng",
        otherwise=_BEST,
        note="Xã không được giao chỉ tiêu: so với đơn vị cao nhất trong các xã không được giao",
    )
    yield _row("I.2", "Nợ đọng xây dựng cơ bản", "15", Method.RATIO, LOWER, "triệu đồng")
    yield _row(
        "I.3", "Giải ngân vốn đầu tư công", "25", Method.STEPS, "% 100:25; 95:20; 90:15; khác:5", "triệu đồng"
    )
    yield _row("I.4", "Tỷ lệ hộ nghèo cuối năm", "15", Method.STEPS, f"{LOWER}; 1:15; 2:10; 3:7; khác:4", "%")
    yield _row("I.5", "Dân số tham gia bảo hiểm y tế", "20", Method.LESS_PER_PERCENT, "1%: 1", "%")
    yield _row(
        "I.6", "Kết nạp đảng viên mới", "25", Method.BRACKETS, "% 50:10; 100:20; 150:25; dưới:0", "đảng viên"
    )
    yield _row(
        "I.7",
        "Điểm hỗ trợ trên mỗi 1.000 dân",
        "50",
        Method.BRACKETS,
        "10:15; 50:15; 150:25; trên:50",
        "lượt",
    )
    yield _row(
        "I.8",
        "Mô hình tự quản hoạt động",
        "25",
        Method.BRACKETS,
        "10:15; 50:15; 150:25; bậc 10; dưới:0",
        "mô hình",
    )


def _counted() -> Iterator[Criterion]:
    yield _section("II", "VIỆC PHÁT SINH, VIỆC PHẢI LÀM")
    yield _row("II.1", "Công khai dự toán, quyết toán ngân sách", "15", Method.PASS_FAIL)
    yield _row(
        "II.2", "Dự án chậm nộp hồ sơ quyết toán", "20", Method.LESS_PER_EVENT, "5/lần; hết từ 4", "dự án"
    )
    yield _row(
        "II.3",
        "Điển hình tiên tiến được nhân rộng",
        "15",
        Method.ADD_PER_EVENT,
        "3/lần; trần 15",
        "điển hình",
    )
    yield _row("II.4", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "15", Method.DIRECT)
    yield _row("II.5", "Nộp phiếu tự chấm điểm", "5", Method.ON_TIME, "1/ngày; hết từ 5")
    yield _row("II.6", "Thực hiện quy chế dân chủ", "8", Method.DIRECT)
    yield _section("II.6.v", "Trừ trong tiêu chí (không quá 8 điểm)")
    yield _row(
        "II.6.v.1",
        "Kiến nghị trả lời chậm",
        "8",
        Method.DEDUCT_PER_EVENT,
        "0,5/lần; trần 8",
        "kiến nghị",
        kind=_PENALTY,
    )
    yield _row(
        "II.6.v.2", "Đơn thư vượt cấp", "8", Method.DEDUCT_PER_EVENT, "1/lần; trần 8", "đơn", kind=_PENALTY
    )
    yield _row(
        "II.6.v.3", "Để xảy ra điểm nóng", "8", Method.DEDUCT_PER_EVENT, "8/lần; trần 8", "vụ", kind=_PENALTY
    )


def _levels() -> Iterator[Criterion]:
    yield _section("III", "XẾP MỨC")
    yield _row(
        "III.1",
        "Mức hoàn thành nhiệm vụ của Đảng bộ xã",
        "30",
        Method.LEVELS,
        "Xuất sắc:30; Tốt:27; Khá:20; Trung bình:10; Không:0",
    )
    yield _section("III.2", "Thành tích của tập thể (chỉ tính mức cao nhất)", "lấy mức cao nhất")
    yield _row("III.2.a", "Huân chương", "20", Method.PASS_FAIL)
    yield _row("III.2.b", "Cờ thi đua của Chính phủ", "15", Method.PASS_FAIL)
    yield _row("III.2.c", "Bằng khen cấp tỉnh", "8", Method.PASS_FAIL)
    yield _section("III.3", "Nhiệm vụ trọng tâm (nhân đôi)", "hệ số 2")
    yield _row("III.3.a", "Chuyển đổi số", "10", Method.DIRECT)
    yield _row("III.3.b", "Cải cách hành chính", "10", Method.DIRECT)
    yield _section("III.4", "Riêng xã miền núi", groups=(HILLS,))
    yield _row("III.4.a", "Xóa nhà tạm, nhà dột nát", "20", Method.RATIO, "", "nhà", groups=(HILLS,))
    yield _section("III.5", "Riêng xã đồng bằng", groups=(PLAIN,))
    yield _row("III.5.a", "Thu gom rác thải tại nguồn", "20", Method.RATIO, "", "%", groups=(PLAIN,))


def _compared() -> Iterator[Criterion]:
    yield _section("IV", "SO GIỮA CÁC ĐƠN VỊ")
    yield _row("IV.1", "Tăng thu so với dự toán", "30", Method.LEADER, "", "triệu đồng")
    yield _row(
        "IV.2",
        "Hội thao toàn cụm (thứ hạng do ban tổ chức công bố)",
        "60",
        Method.BY_RANK,
        "60; 45; 30; 15; 0",
        "hạng",
        scorer=Scorer.HEAD,
    )
    yield _row("IV.3", "Số hộ thoát nghèo", "60", Method.CLUSTER_RANKS, "60; 45; 30; 15; 0", "hộ")
    yield _row(
        "IV.4",
        "Số vụ phạm pháp hình sự",
        "30",
        Method.CLUSTER_RANKS,
        f"{LOWER}; 30; 24; 18; 12; 6; đồng hạng chia điểm",
        "vụ",
    )


def _outside() -> Iterator[Criterion]:
    yield _section("V", "ĐIỂM THƯỞNG (tối đa 25 điểm)", "trần 25")
    yield _row(
        "V.1",
        "Tập thể được khen thưởng trong năm",
        "20",
        Method.ADD_PER_EVENT,
        "4/lần; trần 20",
        "lần",
        kind=_BONUS,
    )
    yield _row(
        "V.2",
        "Hội thi dân vận khéo cấp tỉnh",
        "20",
        Method.LEVELS,
        "Nhất:20; Khuyến khích:8; Trắng giải:-10; Không dự thi:0",
        kind=_BONUS,
    )
    yield _section("VI", "ĐIỂM TRỪ (tối đa 15 điểm)", "trần 15")
    yield _row(
        "VI.1",
        "Khiếu kiện đông người, vượt cấp",
        "15",
        Method.DEDUCT_PER_EVENT,
        "5/lần; trần 15",
        "vụ",
        kind=_PENALTY,
    )
    yield _row(
        "VI.2",
        "Cán bộ, công chức bị kỷ luật từ cảnh cáo trở lên",
        "9",
        Method.DEDUCT_PER_EVENT,
        "3/lần; trần 9",
        "người",
        kind=_PENALTY,
    )
    yield _row(
        "VII",
        "Nội bộ đoàn kết, không có cán bộ lãnh đạo bị khởi tố",
        "0",
        Method.PASS_FAIL,
        "Không xét Nhất",
        kind=_CONDITION,
    )
