"""Template `so-nganh`: a table for blocks of a province's departments, 100 points."""

from collections.abc import Iterator

from ..domain.scoring.criteria import Criterion, Method
from .rows import BONUS, CROSS, FULL, HEAD, PENALTY, condition, row, section


def departments() -> tuple[Criterion, ...]:
    """The rows in order."""
    return (*_duties(), *_reform(), *_office(), *_emulation(), *_beside())


# fmt: off
def _duties() -> Iterator[Criterion]:
    yield section("I", "THỰC HIỆN NHIỆM VỤ CHÍNH TRỊ, CHUYÊN MÔN")
    yield row("I.1", "Nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao hoàn thành đúng thời hạn", "15",
              Method.BRACKETS, "% 70:0; 100:15", "nhiệm vụ")
    yield row("I.2", "Nhiệm vụ trong chương trình công tác năm của ngành được hoàn thành", "8",
              Method.RATIO, "", "nhiệm vụ")
    yield row("I.3", "Văn bản quy phạm pháp luật, đề án trình chậm tiến độ", "7",
              Method.LESS_PER_EVENT, "1/văn bản; hết từ 7")
    yield row("I.4", "Giải ngân dự toán, vốn đầu tư công được giao", "5",
              Method.STEPS, "% 100:5; 95:4; 90:3; 80:1; khác:0", "triệu đồng", otherwise=FULL)
    yield row("I.5", "Sáng kiến, đề tài được công nhận, áp dụng từ cấp cơ sở trở lên", "5",
              Method.ADD_PER_EVENT, "1/sáng kiến; trần 5")


def _reform() -> Iterator[Criterion]:
    yield section("II", "CẢI CÁCH HÀNH CHÍNH, CHUYỂN ĐỔI SỐ")
    yield row("II.1", "Xếp hạng chỉ số cải cách hành chính (theo công bố của UBND tỉnh)", "10",
              Method.BY_RANK, "10; 9; 8; 7; 6; 5; 4", "hạng", scorer=HEAD)
    yield row("II.2", "Hồ sơ thủ tục hành chính giải quyết đúng và trước hạn", "6",
              Method.LESS_PER_PERCENT, "1%: 0,5", "%")
    yield row("II.3", "Hồ sơ nộp trực tuyến toàn trình", "5", Method.RATIO, "", "%")
    yield row("II.4", "Mức độ chuyển đổi số của cơ quan (theo đánh giá được công bố)", "4",
              Method.LEVELS, "Tốt:4; Khá:3; Trung bình:1,5; Yếu:0")


def _office() -> Iterator[Criterion]:
    yield section("III", "XÂY DỰNG ĐẢNG, ĐOÀN THỂ, CƠ QUAN")
    yield row("III.1", "Mức xếp loại của tổ chức đảng", "6", Method.LEVELS,
              "Hoàn thành xuất sắc nhiệm vụ:6; Hoàn thành tốt nhiệm vụ:5; Hoàn thành nhiệm vụ:3; "
              "Không hoàn thành nhiệm vụ:0")
    yield row("III.2", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "4")
    yield row("III.3", "Đạt tiêu chuẩn An toàn về an ninh, trật tự; cơ quan văn hóa", "4", Method.PASS_FAIL)
    yield row("III.4", "Vi phạm kỷ luật, kỷ cương hành chính bị nhắc nhở bằng văn bản", "4",
              Method.LESS_PER_EVENT, "1/lần; hết từ 4")
    yield row("III.5", "Công khai tài chính, thực hành tiết kiệm, chống lãng phí", "2", Method.PASS_FAIL)


def _emulation() -> Iterator[Criterion]:
    yield section("IV", "CÔNG TÁC THI ĐUA, KHEN THƯỞNG, HOẠT ĐỘNG CHUNG")
    yield row("IV.1", "Phát động, tổ chức các phong trào thi đua; xây dựng, nhân rộng điển hình tiên tiến", "4")
    yield row("IV.2", "Chất lượng phong trào thi đua của đơn vị (các đơn vị chấm lẫn nhau)", "4", scorer=CROSS)
    yield row("IV.3", "Tham gia các hoạt động chung", "4", scorer=HEAD,
              note="Đủ thành phần, đúng thời gian: 4; vắng một hoạt động: trừ 1")
    yield row("IV.4", "Nộp phiếu tự chấm điểm đúng hạn", "3", Method.ON_TIME, "1/ngày; hết từ 3")


def _beside() -> Iterator[Criterion]:
    yield section("V", "ĐIỂM THƯỞNG (tối đa 5 điểm)", "lấy mức cao nhất; trần 5")
    yield row("V.1", "Được tặng Huân chương, Cờ thi đua của Chính phủ", "5", Method.PASS_FAIL, kind=BONUS)
    yield row("V.2", "Được tặng Cờ thi đua, Bằng khen cấp bộ, ngành, tỉnh", "3", Method.PASS_FAIL, kind=BONUS)
    yield section("VI", "ĐIỂM TRỪ (tối đa 5 điểm)", "trần 5")
    yield row("VI.1", "Nhiệm vụ bị UBND tỉnh phê bình bằng văn bản vì chậm, không hoàn thành", "3",
              Method.DEDUCT_PER_EVENT, "1/văn bản; trần 3", kind=PENALTY)
    yield row("VI.2", "Công chức, viên chức bị kỷ luật từ khiển trách trở lên", "4",
              Method.DEDUCT_PER_EVENT, "1/người; trần 4", kind=PENALTY)
    yield condition("VII", "Không có lãnh đạo đơn vị bị kỷ luật; không có vụ việc tham nhũng, tiêu cực",
                    "Không xét Nhất, Nhì, Ba")
