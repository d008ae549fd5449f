"""What every command and button ends with: the next step."""

from ..domain.values.text import decapitalised
from ..domain.year.next_step import NextStep

BEGINS = "Việc tiếp theo: "
NO_FIRST_PAGE = "Bấm Danh sách đề nghị để có Trang đầu, nơi ghi việc tiếp theo."
"""Said of an office book that has no first page yet, as one of an earlier version."""


def next_said(step: NextStep) -> str:
    """`Việc tiếp theo: bấm Xếp hạng …`."""
    return following_said(step.text)


def following_said(text: str) -> str:
    """The same of the sentence alone."""
    return BEGINS + decapitalised(text)
