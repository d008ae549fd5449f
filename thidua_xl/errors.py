"""What ends a command before any work (exit code 2): one clear Vietnamese sentence."""

import errno
from collections.abc import Mapping


class CannotRunError(Exception):
    """Raised when a command could not run; its text is shown to the user as it is."""


_WHY: Mapping[int, str] = {
    errno.EACCES: "không có quyền, hoặc đang mở ở chương trình khác",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không có tệp hoặc thư mục ấy",
    errno.EEXIST: "đã có một tệp trùng tên",
    errno.ENOTDIR: "đường dẫn ấy là một tệp, không phải thư mục",
    errno.EISDIR: "đó là thư mục, không phải tệp",
    errno.ENOSPC: "đĩa đầy",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn dài quá mức của máy",
    errno.EBUSY: "đang mở ở chương trình khác",
    errno.EIO: "đĩa báo lỗi khi đọc, ghi",
    errno.ETIMEDOUT: "chờ lâu không thấy trả lời",
    errno.ECONNREFUSED: "máy kia từ chối kết nối",
    errno.ENETUNREACH: "không có mạng",
    errno.EHOSTUNREACH: "không tới được máy kia",
}
"""What the system says in English, for whoever has to do something about it."""


def is_known(error: BaseException) -> bool:
    """Whether it is the machine that refused, for a reason that people can do something about."""
    return isinstance(error, OSError) and error.errno in _WHY


def reason(error: OSError) -> str:
    """Why a file or a connection refused, as part of a sentence; what is not known here in the system's words."""
    return _WHY.get(error.errno or 0) or error.strerror or str(error)
