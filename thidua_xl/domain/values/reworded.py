"""Findings that are said in other words than the catalogue's, where what they are about has a name of its own."""

from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from .findings import Finding


class Wording(NamedTuple):
    """The two sentences; a blank one stays as the catalogue has it."""

    message: str = ""
    action: str = ""


class Words(Enum):
    """What is said, with the place of the finding and its value at hand."""

    CHOICE_OPEN = Wording(
        "Đơn vị {unit} đã có phiếu nhưng đang chờ chọn, nên chưa có điểm.",
        "Quyết định về các phiếu của đơn vị ở trang Tiếp nhận, rồi chạy Xếp hạng.",
    )
    """`UNIT_MISSING` of a unit that did send: its forms wait for a person."""
    ROW_GONE = Wording("Trang {sheet} không có dòng {of}đơn vị {unit}.")
    """`RESULT_DIFFERS` of a row that is not there, so that no cell of it can be named."""
    COLUMNS_GONE = Wording("Trang {sheet} không có cột {columns}.")
    """The same of columns."""
    TWICE_FOR_UNIT = Wording(
        "Ô {cell}: tiêu chí {criterion} của đơn vị {unit} xuất hiện hai lần, điểm ở các dòng ấy không được lấy.",
        "Giữ một dòng cho mỗi đơn vị ở mỗi tiêu chí như phiếu đã phát, rồi gửi lại.",
    )
    """`CRITERION_DOUBLE` in a scorer's workbook, where every criterion stands once for every unit."""
    BLANK_BESIDE = Wording(
        "Phiếu chấm {file} chưa ghi điểm nào nên không tính; {other} vẫn được dùng.", "Không cần làm gì."
    )
    """`SCORER_FORM_BLANK` beside another workbook of its scorer that counts."""
    OF_SUPERIOR = Wording(
        "Phiếu {file} là phiếu chấm của cơ quan tổng hợp cấp trên, không thuộc cụm nào.",
        "Gửi phiếu ấy cho cơ quan tổng hợp cấp trên; ở trang Tiếp nhận chọn Bỏ qua.",
    )
    """`WRONG_CLUSTER` of a workbook that an office issued to its own scorer."""
    SCORER_WAITS = Wording(
        action="Phiếu {files} của người chấm này đang chờ: chọn ở trang Tiếp nhận trước, rồi mới nhập điểm còn thiếu."
    )
    """`SCORER_MISSING` of one whose workbooks wait for a person: nobody types what they hold."""
    NOBODY_NAMED = Wording(
        "Ô {cell}: chưa ghi Ai chấm; tiêu chí {criterion} chưa chấm được.",
        "Ghi mã ở trang Người chấm, ví dụ TC; nhiều người thì nối bằng dấu +.",
    )
    """`SCORERS_INVALID` of a criterion of the superior's beside which nobody stands."""
    PAPER_OF_CLOSED = Wording(
        action="Sổ đã chốt nên không ghi bản xuất lại: Mở lại sổ (reopen, kèm lý do), xuất lại văn bản ấy rồi chốt lại "
        "thì hết cảnh báo; bản đã ký, đã gửi thì đính chính hoặc thay thế."
    )
    """`PAPER_OUTDATED` of a closed book, which does not take down that a paper was made again."""
    CEILING_TOO_FINE = Wording(
        "Ô {cell}: Trần tổng điểm {value} có nhiều hơn {digits} chữ số thập phân nên tổng điểm in ra có thể cao hơn "
        "trần; trần vẫn được áp dụng.",
        "Ghi trần có tối đa {digits} chữ số thập phân.",
    )
    """`SETTING_INVALID` of a cap on totals that no total can show."""
    WITHOUT_MAXIMUM = Wording(
        "Đơn vị {unit} chỉ có điểm thưởng, điểm trừ ở trang Tiêu chí cấp trên, không có điểm tối đa để so; chưa ghi "
        "Điểm cấp trên.",
        "Thêm Tiêu chí mà đơn vị ấy có ở trang Tiêu chí cấp trên, hoặc ghi Tổng điểm, Điểm tối đa của đơn vị ở trang "
        "Điểm cấp trên.",
    )
    """`SUPERIOR_SCORE_INVALID` of what scorers gave to a unit that has no criterion with a maximum."""


def reworded(found: Finding, words: Words, **more: str) -> Finding:
    """The finding in other words; `more` are those that they need besides its own place."""
    message, action = words.value
    known = {
        "unit": found.unit, "criterion": found.criterion, "file": found.file, "cell": found.cell,
        "value": found.value, **more,
    }  # fmt: skip
    return replace(
        found,
        message=message.format_map(known) or found.message,
        action=action.format_map(known) or found.action,
    )
