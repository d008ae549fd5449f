"""What every commune of the sample sends in: a scorecard without a fault."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ..domain.scoring.criteria import COMPUTED_FOR_CLUSTER, Criterion, Method
from ..domain.scoring.parameters import Invalid, parse_parameter
from ..domain.scoring.rules import suggest
from ..domain.values.numbers import as_shown, stored
from .cluster import YEAR, settings, units, working_day
from .figures import Figure, reported
from .table import criteria


@dataclass(frozen=True, slots=True)
class Filled:
    """The entry cells of one row of `Tự chấm`, as a unit fills them."""

    target: float | int | None
    result: float | int | str | None
    mark: str
    """`x` where the target was not given."""
    score: float | int | None
    evidence: str
    note: str


def fills(year: int = YEAR) -> dict[str, dict[str, Filled]]:
    """Unit → criterion → what it fills in, in the order of the books; the head's criteria are left out."""
    by_code = {row.code: row for row in criteria()}
    cards: dict[str, dict[str, Filled]] = {unit.code: {} for unit in units()}
    for figure in reported():
        cards[figure.unit][figure.criterion] = _filled(by_code[figure.criterion], figure, year)
    return cards


def _filled(criterion: Criterion, figure: Figure, year: int) -> Filled:
    note = _NOTES.get((figure.unit, figure.criterion), "")
    if figure.is_marked:
        return Filled(None, None, "x", None, _ASSIGNMENT.format(year=year - 1), note)
    evidence = _evidence(figure, year)
    if criterion.method is Method.DIRECT:
        return Filled(None, None, "", _direct(figure), evidence, note)
    score = None if criterion.method in COMPUTED_FOR_CLUSTER else _score(criterion, figure, year)
    return Filled(figure.target, figure.value, "", score, evidence, note)


def _direct(figure: Figure) -> float | int:
    if isinstance(figure.value, str) or figure.value is None:
        raise ValueError(f"{figure.criterion} is scored directly, by a number")
    return figure.value


def _score(criterion: Criterion, figure: Figure, year: int) -> float | int:
    """The rule's suggestion, as the clerk accepts it. Raises ValueError where the rule gives none."""
    parameter = parse_parameter(criterion)
    if isinstance(parameter, Invalid):
        raise ValueError(f"{criterion.code}: {parameter.why}")
    passed = figure.value == "Đạt" if isinstance(figure.value, str) else None
    result = None if isinstance(figure.value, str) else _exact(figure.value)
    outcome = suggest(criterion, parameter, _exact(figure.target), result, passed, settings(year).rounding)
    if outcome.points is None:
        raise ValueError(f"{criterion.code} of {figure.unit}: no score from {figure}")
    score = stored(outcome.points)
    return int(score) if score.is_integer() else score


def _exact(number: float | int | None) -> Fraction | None:
    return None if number is None else Fraction(as_shown(number))


# --- evidence: one report covers a whole subsection, as it does in a commune ------------------

_ASSIGNMENT = "QĐ số 4215/QĐ-UBND ngày 15/12/{year} về giao dự toán (không giao chỉ tiêu này)"
_REPORT = "BC số {number}/BC-UBND ngày {day}"
_SOURCES = {
    "I.2": _REPORT + "; bảng đối chiếu với Kho bạc Nhà nước",
    "I.3": _REPORT + "; bảng đối chiếu với Kho bạc Nhà nước",
    "I.5": _REPORT + " của Ban Chỉ đạo nông thôn mới",
    "II.5.a": "BC số {number}/BC-BCHQS ngày {day}",
    "II.5.b": "BC số {number}/BC-BCHQS ngày {day}",
    "II.5.c": "BC số {number}/BC-CAX ngày {day}",
    "II.5.d": "BC số {number}/BC-CAX ngày {day}",
    "III.1": "BC số {number}-BC/ĐU ngày {day}",
    "III.2": _REPORT + "; số liệu Cổng Dịch vụ công quốc gia",
    "III.3": "KH số 12/KH-UBND ngày 20/01/{year}; " + _REPORT,
}
_FIRST_NUMBER = 86


def _evidence(figure: Figure, year: int) -> str:
    group = figure.criterion.rpartition(".")[0]
    subject = figure.criterion if figure.criterion in _SOURCES else group
    at = _subjects().index(subject)
    unit = _unit_codes().index(figure.unit)
    day = working_day(date(year, 10, 26) + timedelta(days=at + unit % 3))
    number = _FIRST_NUMBER + 17 * unit + 2 * at
    template = _SOURCES.get(subject, _REPORT)
    return template.format(number=number, day=day.strftime("%d/%m/%Y"), year=year)


def _unit_codes() -> list[str]:
    return [unit.code for unit in units()]


def _subjects() -> list[str]:
    """What a report is about: a criterion with a source of its own, else the subsection."""
    return [row.code for row in criteria() if row.is_section or row.code in _SOURCES]


_NOTES = {
    ("DLY", "I.3.c"): "Dự án nhà văn hóa thôn, đang hoàn thiện hồ sơ quyết toán",
    ("DLY", "III.1.e"): "01 mô hình chưa đủ thời gian để công nhận",
    ("DLY", "IV.1"): "Bằng khen của Chủ tịch UBND tỉnh",
    ("DLU", "I.3.c"): "Dự án nâng cấp kênh tưới nội đồng",
    ("DLU", "I.5.c"): "Thôn còn lại đã trình hồ sơ, chờ thẩm định",
    ("DLU", "IV.2"): "Mô hình “Ngày thứ Bảy vì dân”",
    ("MSO", "IV.1"): "Bằng khen của Chủ tịch UBND tỉnh",
    ("TDA", "I.2.b"): "Còn 02 lô trúng đấu giá chưa đến hạn nộp đợt cuối",
    ("TDA", "I.5.b"): "01 sản phẩm đang chờ Hội đồng cấp tỉnh đánh giá",
    ("TDA", "IV.1"): "Bằng khen của Chủ tịch UBND tỉnh",
    ("HLY", "I.1.d"): "Vướng mắc dồn đổi ruộng đất tại 02 thôn",
    ("HLY", "II.1.a"): "01 trường hết thời hạn công nhận, đang làm hồ sơ công nhận lại",
    ("XLO", "I.1.c"): "Mưa lớn cuối tháng 9 làm ngập diện tích đã gieo",
    ("XLO", "I.2.b"): "Xã miền núi, không được giao chỉ tiêu thu tiền sử dụng đất",
    ("XLO", "V.2"): "01 công chức bị cảnh cáo theo kết luận kiểm tra",
    ("VSO", "I.2.b"): "01 phiên đấu giá không có người tham gia",
    ("VSO", "V.1"): "01 vụ khiếu kiện về bồi thường giải phóng mặt bằng, đã đối thoại xong",
    ("THO", "I.2.b"): "01 mặt bằng đấu giá chuyển sang quý I năm sau",
    ("THO", "I.3.d"): "Công khai quyết toán năm trước chậm 20 ngày so với quy định",
}
"""Giải trình, where a commune has something to explain."""
