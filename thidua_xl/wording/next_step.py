"""What every command and button ends with: the next step."""

from ..domain.values.text import decapitalised
from ..domain.year.next_step import NextStep


def next_said(step: NextStep) -> str:
    """`Việc tiếp theo: bấm Xếp hạng …`."""
    return f"Việc tiếp theo: {decapitalised(step.text)}"
