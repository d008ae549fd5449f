"""Template `xa`: a table for clusters of communes, 1,000 points."""

from collections.abc import Iterator

from ..domain.scoring.criteria import Criterion, Method
from .rows import BONUS, FULL, HEAD, PENALTY, ZERO, condition, row, section

_LOWER = "thấp hơn là tốt"


def communes() -> tuple[Criterion, ...]:
    """The rows in order."""
    return (*_economy(), *_society(), *_security(), *_government(), *_beside())


# fmt: off
def _economy() -> Iterator[Criterion]:
    yield section("I", "PHÁT TRIỂN KINH TẾ")
    yield section("I.1", "Nông nghiệp, xây dựng nông thôn mới")
    yield row("I.1.1", "Tốc độ tăng giá trị sản xuất nông, lâm nghiệp, thủy sản so với năm trước", "30",
              Method.RATIO, "", "%")
    yield row("I.1.2", "Diện tích gieo trồng cây vụ Đông", "25", Method.LESS_PER_PERCENT, "1%: 0,5", "ha")
    yield row("I.1.3", "Diện tích tích tụ, tập trung đất đai để sản xuất quy mô lớn", "25",
              Method.STEPS, "% 100:25; 90:20; 80:12; khác:0", "ha", otherwise=FULL)
    yield row("I.1.4", "Sản phẩm OCOP từ 3 sao trở lên được công nhận trong năm", "20",
              Method.RATIO, "", "sản phẩm", otherwise=ZERO)
    yield row("I.1.5", "Số tiêu chí nông thôn mới nâng cao đạt chuẩn (lũy kế)", "30",
              Method.STEPS, "19:30; 17:25; 15:20; 13:15; khác:5", "tiêu chí")
    yield section("I.2", "Thu ngân sách, đầu tư công, quản lý tài chính")
    yield row("I.2.1", "Thu ngân sách nhà nước trên địa bàn (không kể tiền sử dụng đất)", "50",
              Method.LEADER, "", "triệu đồng", note="Chấm sau khi đủ số liệu của cả cụm")
    yield row("I.2.2", "Giải ngân vốn đầu tư công so với kế hoạch vốn được giao", "40",
              Method.BRACKETS, "% 50:0; 80:20; 100:40", "triệu đồng")
    yield row("I.2.3", "Nợ đọng xây dựng cơ bản đến cuối năm (chỉ tiêu: mức được phép còn nợ)", "20",
              Method.RATIO, _LOWER, "triệu đồng")
    yield row("I.2.4", "Dự án hoàn thành chậm nộp hồ sơ quyết toán", "20", Method.LESS_PER_EVENT,
              "5/dự án; hết từ 4")
    yield row("I.2.5", "Công khai dự toán, quyết toán ngân sách đúng nội dung, hình thức, thời gian", "20",
              Method.PASS_FAIL)
    yield section("I.3", "Doanh nghiệp, thu nhập, đất đai")
    yield row("I.3.1", "Doanh nghiệp, hợp tác xã thành lập mới", "30", Method.LEADER, "", "đơn vị")
    yield row("I.3.2", "Thu nhập bình quân đầu người", "20", Method.STEPS, "78:20; 74:16; 70:12; 66:8; khác:4",
              "triệu đồng/người")
    yield row("I.3.3", "Cấp giấy chứng nhận quyền sử dụng đất cho hồ sơ đủ điều kiện", "20",
              Method.LESS_PER_PERCENT, "1%: 0,5", "%")


def _society() -> Iterator[Criterion]:
    yield section("II", "VĂN HÓA – XÃ HỘI, MÔI TRƯỜNG")
    yield section("II.1", "Giáo dục, y tế")
    yield row("II.1.1", "Trường học đạt chuẩn quốc gia", "25", Method.RATIO, "", "%")
    yield row("II.1.2", "Dân số tham gia bảo hiểm y tế", "30", Method.LESS_PER_PERCENT, "1%: 1", "%")
    yield row("II.1.3", "Trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi", "15", Method.RATIO, _LOWER, "%")
    yield row("II.1.4", "Duy trì xã đạt Bộ tiêu chí quốc gia về y tế", "20", Method.PASS_FAIL)
    yield section("II.2", "Văn hóa, thể thao")
    yield row("II.2.1", "Hộ gia đình đạt danh hiệu Gia đình văn hóa", "20", Method.RATIO, "", "%")
    yield row("II.2.2", "Kết quả hội thao, hội diễn văn nghệ của Cụm (xếp hạng toàn đoàn)", "20",
              Method.BY_RANK, "20; 18; 16; 14; 12; 10", "hạng", scorer=HEAD)
    yield section("II.3", "Lao động, an sinh xã hội")
    yield row("II.3.1", "Giảm tỷ lệ hộ nghèo trong năm (điểm %)", "25", Method.RATIO, "", "%", otherwise=FULL,
              note="Xã không còn hộ nghèo nên không được giao: đủ điểm")
    yield row("II.3.2", "Tỷ lệ hộ nghèo còn lại cuối năm", "15",
              Method.STEPS, f"{_LOWER}; 1:15; 2:10; 3:6; khác:3", "%")
    yield row("II.3.3", "Người tham gia bảo hiểm xã hội tự nguyện phát triển mới", "20",
              Method.CLUSTER_RANKS, "20; 18; 16; 14; 12; 10", "người")
    yield section("II.4", "Môi trường, nước sạch")
    yield row("II.4.1", "Chất thải rắn sinh hoạt được thu gom, xử lý", "20",
              Method.LESS_PER_PERCENT, "1%: 0,5", "%")
    yield row("II.4.2", "Hộ sử dụng nước sạch theo quy chuẩn", "25", Method.RATIO, "", "%")
    yield row("II.4.3", "Cơ sở, hộ gây ô nhiễm môi trường bị xử phạt", "15", Method.LESS_PER_EVENT,
              "3/vụ; hết từ 5")


def _security() -> Iterator[Criterion]:
    yield section("III", "QUỐC PHÒNG, AN NINH")
    yield row("III.1", "Hoàn thành 100% chỉ tiêu tuyển chọn, gọi công dân nhập ngũ", "30", Method.PASS_FAIL)
    yield row("III.2", "Quân số tham gia huấn luyện dân quân", "20", Method.RATIO, "", "%")
    yield row("III.3", "Số vụ phạm pháp hình sự (chỉ tiêu: số vụ năm trước)", "30",
              Method.LESS_PER_PERCENT, f"{_LOWER}; 1%: 0,5", "vụ")
    yield row("III.4", "Số vụ tai nạn giao thông (chỉ tiêu: số vụ năm trước)", "20",
              Method.STEPS, f"{_LOWER}; % 100:20; 80:15; 60:8; khác:0", "vụ")
    yield row("III.5", "Phong trào Toàn dân bảo vệ an ninh Tổ quốc (theo công nhận của cấp trên)", "30",
              Method.LEVELS, "Xuất sắc:30; Tốt:25; Khá:18; Trung bình:10; Yếu:0")
    yield row("III.6", "Đơn khiếu nại, tố cáo thuộc thẩm quyền giải quyết quá hạn", "20",
              Method.LESS_PER_EVENT, "5/đơn; hết từ 4")


def _government() -> Iterator[Criterion]:
    yield section("IV", "XÂY DỰNG ĐẢNG, CHÍNH QUYỀN, CÔNG TÁC THI ĐUA, KHEN THƯỞNG")
    yield section("IV.1", "Xây dựng Đảng, Mặt trận Tổ quốc và đoàn thể")
    yield row("IV.1.1", "Kết nạp đảng viên mới", "30", Method.RATIO, "", "đảng viên")
    yield row("IV.1.2", "Mức xếp loại của Đảng bộ xã", "30", Method.LEVELS,
              "Hoàn thành xuất sắc nhiệm vụ:30; Hoàn thành tốt nhiệm vụ:25; Hoàn thành nhiệm vụ:15; "
              "Không hoàn thành nhiệm vụ:0")
    yield row("IV.1.3", "Đảng viên bị thi hành kỷ luật", "15", Method.LESS_PER_EVENT, "3/đảng viên; hết từ 5")
    yield row("IV.1.4", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "15")
    yield section("IV.2", "Cải cách hành chính, chuyển đổi số")
    yield row("IV.2.1", "Hồ sơ thủ tục hành chính giải quyết đúng và trước hạn", "30",
              Method.LESS_PER_PERCENT, "1%: 1", "%")
    yield row("IV.2.2", "Hồ sơ nộp trực tuyến toàn trình", "25", Method.RATIO, "", "%")
    yield row("IV.2.3", "Xếp hạng chỉ số cải cách hành chính trong Cụm (theo công bố của cấp trên)", "30",
              Method.BY_RANK, "30; 27; 24; 21; 18; 15", "hạng", scorer=HEAD)
    yield row("IV.2.4", "Thực hiện chế độ thông tin, báo cáo", "15")
    yield section("IV.3", "Công tác thi đua, khen thưởng")
    yield row("IV.3.1", "Phát động, tổ chức các phong trào thi đua yêu nước", "20")
    yield row("IV.3.2", "Tham gia các hoạt động của Cụm thi đua", "15", scorer=HEAD)
    yield row("IV.3.3", "Điển hình tiên tiến được biểu dương, nhân rộng", "15",
              Method.ADD_PER_EVENT, "3/điển hình; trần 15")
    yield row("IV.3.4", "Nộp phiếu tự chấm điểm đúng hạn", "10", Method.ON_TIME, "2/ngày; hết từ 5")


def _beside() -> Iterator[Criterion]:
    yield section("V", "ĐIỂM THƯỞNG (tối đa 20 điểm)", "trần 20")
    yield section("V.1", "Khen thưởng trong năm (chỉ tính hình thức cao nhất)", "lấy mức cao nhất")
    yield row("V.1.1", "Huân chương các loại", "15", Method.PASS_FAIL, kind=BONUS)
    yield row("V.1.2", "Cờ thi đua của Chính phủ", "12", Method.PASS_FAIL, kind=BONUS)
    yield row("V.1.3", "Bằng khen của Thủ tướng Chính phủ, Bộ, ngành, Chủ tịch UBND tỉnh", "8",
              Method.PASS_FAIL, kind=BONUS)
    yield row("V.2", "Mô hình mới, cách làm hay được cấp trên nhân rộng", "6",
              Method.ADD_PER_EVENT, "2/mô hình; trần 6", kind=BONUS)
    yield section("VI", "ĐIỂM TRỪ (tối đa 20 điểm)", "trần 20")
    yield row("VI.1", "Để xảy ra khiếu kiện đông người, vượt cấp, vụ việc phức tạp về an ninh, trật tự", "15",
              Method.DEDUCT_PER_EVENT, "5/vụ; trần 15", kind=PENALTY)
    yield row("VI.2", "Cán bộ, công chức bị kỷ luật từ cảnh cáo trở lên", "9",
              Method.DEDUCT_PER_EVENT, "3/người; trần 9", kind=PENALTY)
    yield condition("VII", "Nội bộ đoàn kết; không có cán bộ lãnh đạo chủ chốt bị khởi tố, kỷ luật từ cảnh cáo trở lên",
                    "Không xét Nhất, Nhì, Ba")
