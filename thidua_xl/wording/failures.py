"""What is said where a command came to no outcome: it was stopped, or broke."""

STOPPED = "Đã dừng theo yêu cầu; các tệp còn nguyên."
UNCHANGED = "Không thay đổi gì theo yêu cầu."
"""A question was answered with no."""


def broken_said(problem: Exception) -> str:
    """On the command line: what broke, and how to see where."""
    return (
        f"Chương trình gặp lỗi ngoài dự kiến ({type(problem).__name__}: {problem}); các tệp còn nguyên. "
        "Đặt THIDUA_DEBUG=1 rồi chạy lại để xem chi tiết khi báo lỗi."
    )


def broken_in_excel_said(problem: Exception, log: object) -> str:
    """In Excel: what broke, where it is written down, where the version before is."""
    detail = f" Chi tiết: {log}." if log else ""
    return f"Chương trình gặp lỗi ngoài dự kiến ({type(problem).__name__}).{detail} Bản trước của sổ ở thư mục luu."
