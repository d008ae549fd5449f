"""What may be typed as a score, as formulas say it: by the maximum and the hidden `Cách nhập` of its row."""

from ..domain.scoring.criteria import Criterion, Method
from ..domain.scoring.levels import lowest_points

DEDUCTED, ALL_OR_NOTHING = "trừ", "đạt"
FROM = "từ "
"""Hidden `Cách nhập`, so that one rule holds for the rows however they are sorted: a penalty, of either sign; 0 or
the maximum; from so many thousandths of a point below 0 on."""

TYPE_A_NUMBER = (
    "Nhập một số từ 0 (hoặc mức thấp nhất của tiêu chí) đến Điểm tối đa của dòng này, không kèm chữ."
)
SIGNS_AND_WHOLES = "Điểm trừ nhập 3 hay -3 đều là trừ 3. Tiêu chí Đạt/không đạt chỉ nhận 0 hoặc điểm tối đa."
"""What is said where something else is typed; Excel shows at most 225 characters."""


def way_to_type(criterion: Criterion) -> str:
    """The hidden `Cách nhập` of a criterion."""
    lowest = lowest_points(criterion)
    if lowest:
        return f"{FROM}{lowest}"
    words = (DEDUCTED, criterion.is_penalty), (ALL_OR_NOTHING, criterion.method is Method.PASS_FAIL)
    return ", ".join(word for word, holds in words if holds)


def stands(typed: str, limit: str, way: str) -> str:
    """A formula part: whether a typed score is a number within its bounds, by `way_to_type`; words are none.

    No function that takes numbers alone gets the typed cell: of a word it would make an error, not a no.
    """
    deducted = f'LEFT({way},{len(DEDUCTED)})="{DEDUCTED}"'
    whole = (
        f'RIGHT({way},{len(ALL_OR_NOTHING)})<>"{ALL_OR_NOTHING}",{typed}=0,{typed}={limit},{typed}=-{limit}'
    )
    lowest = f'LEFT({way},{len(FROM)})="{FROM}",VALUE(MID({way},{len(FROM) + 1},9))/1000'
    least = f"IF({lowest},IF({deducted},-{limit},0))"
    return f"AND(ISNUMBER({typed}),{typed}>={least},{typed}<={limit},OR({whole}))"
