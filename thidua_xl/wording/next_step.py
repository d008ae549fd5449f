"""What every command and button ends with: the next step."""

from ..domain.values.text import decapitalised
from ..domain.year.next_step import NextStep

BEGINS = "Việc tiếp theo: "


def next_said(step: NextStep) -> str:
    """`Việc tiếp theo: bấm Xếp hạng …`."""
    return following_said(step.text)


def following_said(text: str) -> str:
    """The same of the sentence alone."""
    return BEGINS + decapitalised(text)
