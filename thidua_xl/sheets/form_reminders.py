"""What a scorecard reminds the unit of, row by row: which cells are open, what is missing or wrong in them."""

from collections.abc import Mapping
from typing import NamedTuple

from ..domain.criteria import COMPUTED_FOR_CLUSTER, Criterion, Method, Scorer, WhenNotAssigned
from ..domain.parameters import Parameter, needs_result, needs_target

CHECK = "Kiểm tra"
"""The sheet with the reminders."""
CHECK_FIRST = 10
"""Its first row (from 0) of criteria."""
DONE = "Xong"
_DONE = f'"{DONE}"'


class Open(NamedTuple):
    """Which entry cells of a criterion a unit fills; the others are grey and locked."""

    target: bool
    result: bool
    score: bool
    not_assigned: bool


def open_cells(criterion: Criterion, parameter: Parameter | None) -> Open:
    """By the criterion's rule, who scores it, and whether it may be not assigned."""
    own = criterion.scorer is Scorer.UNIT
    by_rank = criterion.method is Method.BY_RANK
    return Open(
        own and parameter is not None and needs_target(criterion.method, parameter),
        own and needs_result(criterion.method) and not by_rank,
        own and criterion.method not in COMPUTED_FOR_CLUSTER,
        criterion.when_not_assigned is not WhenNotAssigned.NOT_ALLOWED,
    )


def first_reminder(row: Criterion, may: Open) -> str:
    """The stored value of the reminder on an empty form."""
    if row.scorer is Scorer.HEAD:
        return "Trưởng cụm chấm"
    if may.score:
        return "Chưa có điểm"
    return "Chưa có số liệu" if may.result else "Trưởng cụm chấm"


def reminder(row: Criterion, may: Open, cells: Mapping[str, str], digits: int) -> str:
    """What is missing or wrong in a row, in words (colour says the same), as a formula of `Kiểm tra`.

    It stands there and not on the score sheet, which must stay small to be read fast. `cells` are the
    row's addresses by header, with the sheet; no `Điểm gợi ý` where the unit cannot compute one.
    """
    score, result, target = cells["Điểm tự chấm"], cells["Kết quả"], cells["Chỉ tiêu"]
    mark, maximum, hint = cells["Không được giao"], cells["Điểm tối đa"], cells.get("Điểm gợi ý", "")
    advice = bool(hint)
    if not may.score:
        if row.scorer is Scorer.HEAD or not may.result:
            return ""
        missing = f'IF(OR({target}="",{result}=""),"Chưa có số liệu","Chương trình chấm khi tổng hợp cụm")'
        return f'=IF({mark}<>"","Chờ Trưởng cụm xác nhận",{_readable(row, may, target, result, missing)})'
    typed = f"ABS({score})" if row.is_penalty else score
    wrong = f'IF(NOT(ISNUMBER({score})),"Điểm không phải số",IF({typed}>{maximum},"Vượt điểm tối đa",'
    wrong += f'IF({typed}<0,"Điểm âm",{_differs(row, score, hint, digits) if advice else _DONE})))'
    missing = f'IF(ISNUMBER({hint}),"Gợi ý "&FIXED({hint},{digits},TRUE)&" – nhập nếu đồng ý","Chưa có điểm")'
    missing = missing if advice else '"Chưa có điểm"'
    both = f'IF({mark}<>"","Chỉ giữ một: điểm hoặc không được giao",{wrong})'
    blank = f'IF({mark}<>"","Chờ Trưởng cụm xác nhận",{missing})'
    return "=" + _readable(row, may, target, result, f'IF({score}="",{blank},{both})')


def _readable(row: Criterion, may: Open, target: str, result: str, otherwise: str) -> str:
    """A target or result that the program could not read comes before anything else."""
    if may.result and row.method is Method.PASS_FAIL:
        known = f'OR(TRIM({result})="",TRIM({result})="Đạt",TRIM({result})="Không đạt")'
        return f'IF({known},{otherwise},"Kết quả chọn Đạt hoặc Không đạt")'
    cells = [cell for cell, used in ((target, may.target), (result, may.result)) if used]
    if not cells:
        return otherwise
    wrong = ",".join(f'AND({cell}<>"",NOT(ISNUMBER({cell})))' for cell in cells)
    return f'IF(OR({wrong}),"Chỉ tiêu, kết quả không phải số",{otherwise})'


def _differs(row: Criterion, score: str, hint: str, digits: int) -> str:
    typed = f"ABS({score})" if row.is_penalty else score
    differs = f'IF(ABS({typed}-{hint})>0.0005,"Khác gợi ý "&FIXED({hint},{digits},TRUE),{_DONE})'
    return f"IF(ISNUMBER({hint}),{differs},{_DONE})"
