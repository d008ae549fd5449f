"""What is said while a command works, and where it came to no outcome: it was stopped, refused, or broke."""

from ..errors import is_known, reason

STOPPED = "Đã dừng theo yêu cầu; các tệp còn nguyên."
WORKING = "Thi đua: đang làm…"
"""On the status bar of Excel."""


def working_said(done: int, total: int) -> str:
    """The same once it is known how much there is to do."""
    return f"Thi đua: đang làm {min(done + 1, total)}/{total}…" if total else WORKING


BUSY = "Excel đang bận (đang gõ dở một ô hoặc đang mở hộp thoại). Bấm Enter hoặc Esc trong Excel rồi bấm lại nút."
REBUILDING_ASKED = (
    "Danh sách đơn vị, tiêu chí hoặc cách trình bày đã đổi nên các bảng phải dựng lại: chương trình sẽ lưu "
    "sổ, đóng, cập nhật rồi mở lại. Tiếp tục?"
)
"""Asked where the open workbook cannot be brought up to date cell by cell."""
UNCHANGED = "Không thay đổi gì theo yêu cầu."
"""A question was answered with no."""


def broken_said(problem: Exception, log: str = "") -> str:
    """On the command line: what the machine refused; or what broke, and where it is written down or seen."""
    if isinstance(problem, OSError) and is_known(problem):
        where = f"Không đọc hoặc ghi được {problem.filename}" if problem.filename else "Máy không làm được"
        return f"{where}: {reason(problem)}. Tệp nào đã ghi thì ghi trọn, không tệp nào ghi dở."
    where = f"Chi tiết: {log}." if log else "Đặt THIDUA_DEBUG=1 rồi chạy lại để xem chi tiết khi báo lỗi."
    return f"Chương trình gặp lỗi ngoài dự kiến ({type(problem).__name__}: {problem}); các tệp còn nguyên. {where}"


def unprinted_said(error: OSError) -> str:
    """Where the outcome was to be shown or kept, there was no room for all of it."""
    return (
        f"Không in hết được kết quả: {reason(error)}. Việc của lệnh đã làm xong; tệp nào đã ghi thì ghi trọn."
    )


def broken_in_excel_said(problem: Exception, log: object) -> str:
    """In Excel: what broke, where it is written down, where the version before is."""
    detail = f" Chi tiết: {log}." if log else ""
    return f"Chương trình gặp lỗi ngoài dự kiến ({type(problem).__name__}).{detail} Bản trước của sổ ở thư mục luu."
