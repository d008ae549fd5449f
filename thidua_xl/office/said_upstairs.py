"""What is found of scorers and their scores, in the words of an office book: its sheets have other names."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding
from ..sheets.criteria import TABLE as CRITERIA
from ..sheets.office.own_criteria import TABLE as OWN

_SHEETS = (
    (re.compile(r"trang Tiêu chí(?! cấp trên)"), "trang Tiêu chí cấp trên"),
    (re.compile(r"\bTiêu chí, Người chấm và Đơn vị"), "Tiêu chí cấp trên, Người chấm và Đơn vị"),
    (re.compile(r"trang Tiếp nhận"), "trang Sổ đã nhận"),
    (re.compile(r"trang Cần sửa"), "trang Sai lệch"),
)
_TYPE_TOTAL = "hoặc nhập Tổng điểm, Điểm tối đa của đơn vị ở trang Điểm cấp trên"
_ACTIONS: Mapping[Code, str] = {
    Code.SCORERS_INVALID: "Ghi mã ở trang Người chấm: TC; TC+NV; TC 40%+NV 60% (cộng đủ 100 %).",
    Code.SCORER_UNKNOWN: "Thêm mã ấy vào trang Người chấm, hoặc ghi mã đã có ở đó; nhiều người thì nối bằng dấu +.",
    Code.SCORER_MISSING: f"Nhập điểm ở trang Điểm người chấm, {_TYPE_TOTAL}.",
    Code.SCORER_ROW_MIXED: f"Hỏi người chấm ấy chấm điểm cho ai rồi gửi lại phiếu ghi đúng dòng; {_TYPE_TOTAL}.",
    Code.SCORERS_SPLIT: f"Thống nhất Đạt hay Không đạt rồi sửa ở trang Điểm người chấm; {_TYPE_TOTAL}.",
    Code.SCORE_NOT_USED_YET: "Sửa ở trang Người chấm, Tiêu chí cấp trên; giữ nguyên dòng này, sửa xong thì điểm được "
    "dùng.",
    Code.WRONG_CLUSTER: "Trả cho nơi đã phát hành phiếu, hoặc quyết định ở trang Sổ đã nhận.",
    Code.WRONG_YEAR: "Đề nghị người chấm gửi phiếu đúng năm.",
    Code.OLD_CRITERIA: "Phát hành lại phiếu chấm (issue), hoặc ở trang Sổ đã nhận chọn Dùng file này.",
    Code.GROUP_UNKNOWN: "Ghi ở cột Chỉ nhóm mã của một cụm ở trang Danh sách cụm có đơn vị ở trang Đơn vị.",
    Code.ORIGINAL_LOST: "Chép thư mục ấy về cạnh sổ, hoặc nhận lại đúng tệp này (consolidate).",
}
"""What is done about it upstairs, where a cluster does something else."""


def said_upstairs(found: Finding) -> Finding:
    """The finding with the names that an office book's sheets have."""
    message, action = map(with_own_sheets, (found.message, _ACTIONS.get(found.code, found.action)))
    sheet = OWN.sheet if found.sheet == CRITERIA.sheet else found.sheet
    return replace(found, message=message, action=action, sheet=sheet)


def with_own_sheets(text: str) -> str:
    """A sentence that names the sheets of an office book in the place of a cluster's."""
    for cluster, office in _SHEETS:
        text = cluster.sub(office, text)
    return text
