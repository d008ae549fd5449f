"""Why a file refused, in the words of whoever has to do something about it."""

import errno

import pytest

from thidua_xl.errors import reason


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "không có quyền"), (errno.ENOSPC, "đĩa đầy"), (errno.EEXIST, "trùng tên"),
        (errno.ENOTDIR, "không phải thư mục"), (errno.ENAMETOOLONG, "dài quá mức"),
    ],
)  # fmt: skip
def test_a_reason_is_said_in_vietnamese(number: int, said: str) -> None:
    """Not `Permission denied`: a clerk learns what to look at."""
    assert said in reason(OSError(number, "in English"))


def test_what_is_not_known_is_said_as_the_system_says_it() -> None:
    """No reason is swallowed."""
    assert reason(OSError(9999, "Something rare")) == "Something rare"
    assert reason(OSError("bare")) == "bare"
