"""Template `truong-hoc`: a table for clusters of schools, 100 points."""

from collections.abc import Iterator

from ..domain.scoring.criteria import Criterion, Method
from .rows import BONUS, CROSS, HEAD, PENALTY, ZERO, condition, row, section


def schools() -> tuple[Criterion, ...]:
    """The rows in order."""
    return (*_teaching(), *_staff(), *_premises(), *_management(), *_beside())


# fmt: off
def _teaching() -> Iterator[Criterion]:
    yield section("I", "CHẤT LƯỢNG GIÁO DỤC (nhân hệ số 2)", "hệ số 2")
    yield row("I.1", "Học sinh hoàn thành chương trình lớp học, được lên lớp", "5",
              Method.LESS_PER_PERCENT, "1%: 0,5", "%")
    yield row("I.2", "Giải của học sinh tại các kỳ thi, hội thi từ cấp xã trở lên", "5",
              Method.LEADER, "", "giải", note="Chấm sau khi đủ số liệu của cả cụm")
    yield row("I.3", "Học sinh hoàn thành cấp học, tốt nghiệp", "4", Method.STEPS, "99:4; 97:3; 95:2; khác:1", "%")
    yield row("I.4", "Học sinh bỏ học", "3", Method.LESS_PER_EVENT, "1/học sinh; hết từ 3")
    yield row("I.5", "Hoàn thành nhiệm vụ phổ cập giáo dục, xóa mù chữ được giao", "3", Method.PASS_FAIL)


def _staff() -> Iterator[Criterion]:
    yield section("II", "ĐỘI NGŨ NHÀ GIÁO, CÁN BỘ QUẢN LÝ")
    yield row("II.1", "Giáo viên đạt chuẩn trình độ đào tạo trở lên", "6", Method.RATIO, "", "%")
    yield row("II.2", "Giáo viên được công nhận giáo viên dạy giỏi, giáo viên chủ nhiệm giỏi", "6",
              Method.CLUSTER_RANKS, "6; 5; 4; 3; 2", "%")
    yield row("II.3", "Sáng kiến được công nhận từ cấp cơ sở trở lên", "4",
              Method.ADD_PER_EVENT, "0,5/sáng kiến; trần 4")
    yield row("II.4", "Giáo viên hoàn thành bồi dưỡng thường xuyên", "4", Method.RATIO, "", "%")


def _premises() -> Iterator[Criterion]:
    yield section("III", "TRƯỜNG CHUẨN, CƠ SỞ VẬT CHẤT, AN TOÀN TRƯỜNG HỌC")
    yield row("III.1", "Mức đạt chuẩn quốc gia của trường", "6",
              Method.LEVELS, "Mức độ 2:6; Mức độ 1:4; Chưa đạt:0")
    yield row("III.2", "Trường học xanh, sạch, đẹp, an toàn (các trường chấm lẫn nhau)", "5", scorer=CROSS)
    yield row("III.3", "Vụ tai nạn thương tích, bạo lực học đường, mất an toàn thực phẩm", "5",
              Method.LESS_PER_EVENT, "2/vụ; hết từ 3")
    yield row("III.4", "Phòng học, thiết bị, thư viện đạt chuẩn so với kế hoạch", "4",
              Method.BRACKETS, "% 50:0; 100:4", "%", otherwise=ZERO)


def _management() -> Iterator[Criterion]:
    yield section("IV", "QUẢN LÝ, CHUYỂN ĐỔI SỐ, CÔNG TÁC THI ĐUA")
    yield row("IV.1", "Mức xếp loại của chi bộ", "5", Method.LEVELS,
              "Hoàn thành xuất sắc nhiệm vụ:5; Hoàn thành tốt nhiệm vụ:4; Hoàn thành nhiệm vụ:2; "
              "Không hoàn thành nhiệm vụ:0")
    yield row("IV.2", "Hồ sơ, sổ sách, học bạ được số hóa", "5", Method.RATIO, "", "%")
    yield row("IV.3", "Công khai, dân chủ trong trường học; quản lý các khoản thu đúng quy định", "4", Method.PASS_FAIL)
    yield row("IV.4", "Tham gia các hoạt động của Cụm thi đua", "3", scorer=HEAD)
    yield row("IV.5", "Nộp phiếu tự chấm điểm đúng hạn", "3", Method.ON_TIME, "1/ngày; hết từ 3")


def _beside() -> Iterator[Criterion]:
    yield section("V", "ĐIỂM THƯỞNG (tối đa 5 điểm)", "trần 5")
    yield row("V.1", "Tập thể được tặng Cờ thi đua, Bằng khen cấp tỉnh trở lên", "3",
              Method.ADD_PER_EVENT, "1,5/lần; trần 3", kind=BONUS)
    yield row("V.2", "Xếp hạng toàn đoàn tại hội thi, hội khỏe cấp tỉnh", "3",
              Method.LEVELS, "Nhất:3; Nhì:2; Ba:1; Không xếp hạng:0", kind=BONUS)
    yield section("VI", "ĐIỂM TRỪ (tối đa 5 điểm)", "trần 5")
    yield row("VI.1", "Đơn thư khiếu nại, tố cáo đúng, đúng một phần", "3",
              Method.DEDUCT_PER_EVENT, "1/đơn; trần 3", kind=PENALTY)
    yield row("VI.2", "Giáo viên, nhân viên bị kỷ luật", "4",
              Method.DEDUCT_PER_EVENT, "2/người; trần 4", kind=PENALTY)
    yield condition("VII", "Không vi phạm quy định về dạy thêm, học thêm, đạo đức nhà giáo", "Không xét Nhất")
