"""The sample's table of criteria: 1,000 points in three sections, bonus and penalty beside them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ..domain.scoring.criteria import Criteria, Criterion, Method, RowKind, Scorer, WhenNotAssigned
from ..domain.scoring.groups import grouping_of
from ..domain.values.numbers import exact_points

FULL, ZERO = WhenNotAssigned.FULL, WhenNotAssigned.ZERO
LOWER = "thấp hơn là tốt"
_LETTERS = {"e": "đ"}
"""TT follows the Vietnamese alphabet (a, b, c, d, đ) where `Mã` keeps to plain letters."""


@cache
def criteria() -> tuple[Criterion, ...]:
    """Every row in the order of the table; a section's maximum is the sum of its criteria."""
    rows = (*_economy(), *_society(), *_government(), *_bonus(), *_penalties())
    grouping = grouping_of(Criteria(rows), digits=2)
    return tuple(
        replace(row, max_points=grouping.section_maximum(row.code)) if row.is_section else row for row in rows
    )


def _number(code: str) -> str:
    last = code.rpartition(".")[2]
    return _LETTERS.get(last, last)


def _section(code: str, text: str) -> Criterion:
    return Criterion(code, _number(code), text, RowKind.SECTION)


def _criterion(
    code: str,
    text: str,
    points: str,
    method: Method,
    parameter: str = "",
    measure: str = "",
    *,
    kind: RowKind = RowKind.CRITERION,
    scorer: Scorer = Scorer.UNIT,
    otherwise: WhenNotAssigned = WhenNotAssigned.NOT_ALLOWED,
    note: str = "",
) -> Criterion:
    maximum = exact_points(Decimal(points)) or 0
    return Criterion(
        code, _number(code), text, kind, maximum, method, parameter, measure, scorer, otherwise, note
    )


# fmt: off
def _economy() -> Iterator[Criterion]:
    yield _section("I", "PHÁT TRIỂN KINH TẾ")
    yield _section("I.1", "Sản xuất nông, lâm nghiệp, thủy sản")
    yield _criterion("I.1.a", "Tốc độ tăng giá trị sản xuất nông, lâm nghiệp, thủy sản so với năm trước",
                     "25", Method.RATIO, "", "%")
    yield _criterion("I.1.b", "Sản lượng lương thực có hạt", "20", Method.RATIO, "", "tấn")
    yield _criterion("I.1.c", "Diện tích gieo trồng cây vụ Đông",
                     "20", Method.LESS_PER_PERCENT, "1%: 0,5", "ha")
    yield _criterion("I.1.d", "Diện tích tích tụ, tập trung đất đai để sản xuất quy mô lớn, công nghệ cao",
                     "15", Method.STEPS, "% 100:15; 90:12; 80:8; khác:0", "ha", otherwise=FULL)
    yield _section("I.2", "Thu ngân sách")
    yield _criterion("I.2.a", "Thu ngân sách nhà nước trên địa bàn (không kể tiền sử dụng đất)",
                     "50", Method.LEADER, "", "triệu đồng", note="Chấm sau khi đủ số liệu của cả cụm")
    yield _criterion("I.2.b", "Thu tiền sử dụng đất", "20", Method.RATIO, "", "triệu đồng", otherwise=FULL,
                     note="Xã không được giao đấu giá quyền sử dụng đất: đủ điểm")
    yield _criterion("I.2.c", "Thu Quỹ phòng, chống thiên tai",
                     "10", Method.LESS_PER_PERCENT, "1%: 0,2", "triệu đồng")
    yield _section("I.3", "Đầu tư công, quản lý tài chính")
    yield _criterion("I.3.a", "Giải ngân vốn đầu tư công so với kế hoạch vốn được giao",
                     "25", Method.STEPS, "% 100:25; 95:20; 90:15; 80:8; khác:0", "%")
    yield _criterion("I.3.b", "Nợ đọng xây dựng cơ bản đến cuối năm (chỉ tiêu: mức được phép còn nợ)",
                     "20", Method.RATIO, LOWER, "triệu đồng")
    yield _criterion("I.3.c", "Dự án hoàn thành chậm nộp hồ sơ quyết toán",
                     "20", Method.LESS_PER_EVENT, "5/lần; hết từ 4", "dự án")
    yield _criterion("I.3.d", "Công khai dự toán, quyết toán ngân sách đúng nội dung, hình thức, thời gian",
                     "15", Method.PASS_FAIL)
    yield _section("I.4", "Công nghiệp, dịch vụ, doanh nghiệp, thu nhập")
    yield _criterion("I.4.a", "Doanh nghiệp thành lập mới", "30", Method.LEADER, "", "doanh nghiệp")
    yield _criterion("I.4.b", "Huy động vốn đầu tư phát triển toàn xã hội", "25", Method.RATIO, "", "tỷ đồng")
    yield _criterion("I.4.c", "Thu nhập bình quân đầu người",
                     "15", Method.STEPS, "78:15; 74:12; 70:9; 66:6; khác:3", "triệu đồng/người")
    yield _section("I.5", "Xây dựng nông thôn mới")
    yield _criterion("I.5.a", "Số tiêu chí nông thôn mới nâng cao đạt chuẩn (lũy kế)",
                     "25", Method.STEPS, "19:25; 17:21; 15:17; 13:13; khác:5", "tiêu chí")
    yield _criterion("I.5.b", "Sản phẩm OCOP từ 3 sao trở lên được công nhận trong năm",
                     "15", Method.RATIO, "", "sản phẩm", otherwise=ZERO)
    yield _criterion("I.5.c", "Thôn được công nhận đạt chuẩn nông thôn mới kiểu mẫu",
                     "20", Method.STEPS, "% 100:20; 50:10; khác:0", "thôn", otherwise=ZERO)
    yield _section("I.6", "Quản lý đất đai")
    yield _criterion("I.6.a", "Cấp giấy chứng nhận quyền sử dụng đất cho hồ sơ đủ điều kiện",
                     "15", Method.LESS_PER_PERCENT, "1%: 0,5", "%")
    yield _criterion("I.6.b", "Vi phạm đất đai, trật tự xây dựng phát sinh chưa được xử lý",
                     "15", Method.LESS_PER_EVENT, "3/lần; hết từ 5", "vụ")


def _society() -> Iterator[Criterion]:
    yield _section("II", "VĂN HÓA – XÃ HỘI, MÔI TRƯỜNG, QUỐC PHÒNG – AN NINH")
    yield _section("II.1", "Giáo dục, y tế")
    yield _criterion("II.1.a", "Trường học đạt chuẩn quốc gia", "25", Method.RATIO, "", "%")
    yield _criterion("II.1.b", "Dân số tham gia bảo hiểm y tế", "25", Method.LESS_PER_PERCENT, "1%: 1", "%")
    yield _criterion("II.1.c", "Trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi",
                     "15", Method.RATIO, LOWER, "%")
    yield _criterion("II.1.d", "Duy trì xã đạt Bộ tiêu chí quốc gia về y tế", "15", Method.PASS_FAIL)
    yield _section("II.2", "Văn hóa, thể thao")
    yield _criterion("II.2.a", "Hộ gia đình đạt danh hiệu Gia đình văn hóa", "20", Method.RATIO, "", "%")
    yield _criterion("II.2.b", "Thôn đạt danh hiệu Thôn văn hóa",
                     "20", Method.STEPS, "% 100:20; 95:17; 90:14; 80:8; khác:0", "%")
    yield _criterion("II.2.c", "Kết quả hội thao, hội diễn văn nghệ của Cụm (xếp hạng toàn đoàn)",
                     "20", Method.BY_RANK, "20; 19; 18; 17; 16; 15; 14; 13", "hạng", scorer=Scorer.HEAD)
    yield _section("II.3", "Lao động, an sinh xã hội")
    yield _criterion("II.3.a", "Giảm tỷ lệ hộ nghèo trong năm (điểm %)", "20", Method.RATIO, "", "%",
                     otherwise=FULL, note="Xã không còn hộ nghèo nên không được giao: đủ điểm")
    yield _criterion("II.3.b", "Tỷ lệ hộ nghèo còn lại cuối năm",
                     "15", Method.STEPS, f"{LOWER}; 1:15; 1,5:13; 2:10; 3:7; khác:4", "%")
    yield _criterion("II.3.c", "Lao động qua đào tạo có bằng cấp, chứng chỉ", "15", Method.RATIO, "", "%")
    yield _criterion("II.3.d", "Người tham gia bảo hiểm xã hội tự nguyện phát triển mới",
                     "20", Method.LEADER, "", "người")
    yield _section("II.4", "Môi trường, nước sạch")
    yield _criterion("II.4.a", "Chất thải rắn sinh hoạt được thu gom, xử lý",
                     "20", Method.LESS_PER_PERCENT, "1%: 0,5", "%")
    yield _criterion("II.4.b", "Hộ sử dụng nước sạch theo quy chuẩn", "20", Method.RATIO, "", "%")
    yield _criterion("II.4.c", "Cơ sở, hộ gây ô nhiễm môi trường bị xử phạt",
                     "10", Method.LESS_PER_EVENT, "2/lần; hết từ 5", "vụ")
    yield _section("II.5", "Quốc phòng, an ninh")
    yield _criterion("II.5.a", "Hoàn thành 100% chỉ tiêu tuyển chọn, gọi công dân nhập ngũ",
                     "20", Method.PASS_FAIL)
    yield _criterion("II.5.b", "Quân số tham gia huấn luyện dân quân", "10", Method.RATIO, "", "%")
    yield _criterion("II.5.c", "Số vụ phạm pháp hình sự (chỉ tiêu: số vụ năm trước)",
                     "20", Method.LESS_PER_PERCENT, f"{LOWER}; 1%: 0,4", "vụ")
    yield _criterion("II.5.d", "Số vụ tai nạn giao thông (chỉ tiêu: số vụ năm trước)",
                     "15", Method.STEPS, f"{LOWER}; % 100:15; 80:11; 60:7; khác:3", "vụ")
    yield _criterion("II.5.e", "Phong trào Toàn dân bảo vệ an ninh Tổ quốc (theo kiểm tra chéo)",
                     "25", Method.DIRECT, scorer=Scorer.HEAD)


def _government() -> Iterator[Criterion]:
    yield _section("III", "XÂY DỰNG ĐẢNG, CHÍNH QUYỀN, CÔNG TÁC THI ĐUA, KHEN THƯỞNG")
    yield _section("III.1", "Xây dựng Đảng, Mặt trận Tổ quốc và đoàn thể")
    yield _criterion("III.1.a", "Kết nạp đảng viên mới", "25", Method.RATIO, "", "đảng viên")
    yield _criterion("III.1.b", "Tổ chức đảng trực thuộc hoàn thành tốt nhiệm vụ trở lên",
                     "20", Method.STEPS, "100:20; 95:17; 90:14; 80:10; khác:5", "%")
    yield _criterion("III.1.c", "Đảng viên bị thi hành kỷ luật",
                     "15", Method.LESS_PER_EVENT, "3/lần; hết từ 5", "đảng viên")
    yield _criterion("III.1.d", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
                     "15", Method.DIRECT)
    yield _criterion("III.1.e", "Mô hình “Dân vận khéo” được công nhận", "15", Method.RATIO, "", "mô hình")
    yield _section("III.2", "Xây dựng chính quyền, cải cách hành chính")
    yield _criterion("III.2.a", "Hồ sơ thủ tục hành chính giải quyết đúng và trước hạn",
                     "25", Method.LESS_PER_PERCENT, "1%: 1", "%")
    yield _criterion("III.2.b", "Hồ sơ nộp trực tuyến toàn trình", "20", Method.RATIO, "", "%")
    yield _criterion("III.2.c", "Xếp hạng chỉ số cải cách hành chính trong Cụm (theo công bố của cấp trên)",
                     "20", Method.BY_RANK, "20; 19; 18; 17; 16; 15; 14; 13", "hạng", scorer=Scorer.HEAD)
    yield _criterion("III.2.d", "Đơn khiếu nại, tố cáo thuộc thẩm quyền giải quyết quá hạn",
                     "15", Method.LESS_PER_EVENT, "5/lần", "đơn")
    yield _criterion("III.2.e", "Thực hiện chế độ thông tin, báo cáo", "10", Method.DIRECT)
    yield _section("III.3", "Công tác thi đua, khen thưởng")
    yield _criterion("III.3.a", "Phát động, tổ chức các phong trào thi đua yêu nước", "15", Method.DIRECT)
    yield _criterion("III.3.b", "Tham gia các hoạt động của Cụm thi đua", "20", Method.DIRECT,
                     scorer=Scorer.HEAD, note="Đủ thành phần, đúng thời gian: 20; vắng một hoạt động: trừ 2")
    yield _criterion("III.3.c", "Số lần nộp chậm đăng ký, báo cáo sơ kết, tổng kết, phiếu chấm điểm",
                     "10", Method.LESS_PER_EVENT, "2/lần; hết từ 5", "lần")
    yield _criterion("III.3.d", "Điển hình tiên tiến được biểu dương, nhân rộng",
                     "15", Method.ADD_PER_EVENT, "3/lần; trần 15", "điển hình")
    yield _criterion("III.3.e", "Đăng ký và ký kết giao ước thi đua trong quý I", "10", Method.PASS_FAIL)


def _bonus() -> Iterator[Criterion]:
    yield _section("IV", "ĐIỂM THƯỞNG")
    yield _criterion("IV.1", "Tập thể được tặng Cờ thi đua, Bằng khen cấp tỉnh trở lên trong năm",
                     "9", Method.ADD_PER_EVENT, "3/lần; trần 9", "lần", kind=RowKind.BONUS)
    yield _criterion("IV.2", "Mô hình mới, cách làm hay được cấp trên nhân rộng",
                     "6", Method.ADD_PER_EVENT, "2/lần; trần 6", "mô hình", kind=RowKind.BONUS)
    yield _criterion("IV.3", "Được công nhận xã đạt chuẩn nông thôn mới kiểu mẫu trong năm",
                     "5", Method.PASS_FAIL, kind=RowKind.BONUS)


def _penalties() -> Iterator[Criterion]:
    yield _section("V", "ĐIỂM TRỪ")
    yield _criterion("V.1", "Để xảy ra khiếu kiện đông người, vượt cấp, vụ việc phức tạp về an ninh, trật tự",
                     "15", Method.DEDUCT_PER_EVENT, "5/lần; trần 15", "vụ", kind=RowKind.PENALTY)
    yield _criterion("V.2", "Cán bộ, công chức bị kỷ luật từ cảnh cáo trở lên",
                     "9", Method.DEDUCT_PER_EVENT, "3/lần; trần 9", "người", kind=RowKind.PENALTY)
