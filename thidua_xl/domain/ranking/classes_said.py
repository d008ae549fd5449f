"""Xếp loại in sentences: why a unit has its class, and what the cluster's scale is."""

from collections.abc import Iterator

from ..scoring.class_scale import ClassScale, Grade, Threshold
from ..scoring.settings import Settings
from ..values.numbers import Points, in_points, shown, shown_number
from .classes import Candidate, Grading


def class_explained(one: Candidate, grading: Grading, settings: Settings, ranked: int) -> Iterator[str]:
    """The sentences of `Giải thích`: the class with its threshold, what lowered it, and what the next one asks.

    `ranked` is how many units are ranked: limits count over them.
    """
    scale = settings.classes
    if scale is None or one.value is None:
        return
    at = scale.by_value(one.value, one.group)
    yield f"{_by_value(scale, one, at, settings.digits)}{_next(scale, one, at, settings.digits)}."
    if grading.after_conditions != grading.by_value:
        yield f"Điều kiện hạ xuống: {_named(grading.after_conditions)}."
    yield from _by_limit(scale, grading, ranked)


def _by_limit(scale: ClassScale, grading: Grading, ranked: int) -> Iterator[str]:
    """What a limit did to the class that points and conditions gave."""
    if grading.waits or grading.name == grading.after_conditions:
        if grading.waits:
            yield "Bằng hạng ở ranh giới số đơn vị được xếp loại: chờ hội nghị chọn."
        return
    grade = next(grade for grade in scale.grades if grade.name == grading.after_conditions)
    if grade.limit is not None:
        most = f"{grade.limit.of(ranked)} trong {ranked} đơn vị xếp hạng"
        yield f"Loại {grade.name} {grade.limit.said} ({most}) đã đủ nên {_given(grading.name)}."


def _by_value(scale: ClassScale, one: Candidate, at: int, digits: int) -> str:
    what = "tỷ lệ" if scale.in_percent else "tổng điểm"
    value = _amount(scale, one.value or 0, digits)
    own = dict(scale.thresholds(one.group))
    if at in own:
        return f"Xếp loại theo mức: {scale.names[at]} ({what} {value}, từ {_threshold(scale, own[at])})"
    lowest = min(own.values(), default=None)
    below = "" if lowest is None else f", dưới {_threshold(scale, lowest)}"
    return f"Xếp loại theo mức: {_named(scale.name(at))} ({what} {value}{below})"


def _next(scale: ClassScale, one: Candidate, at: int, digits: int) -> str:
    """What is lacking for the next higher class; nothing for the highest."""
    higher = [(position, threshold) for position, threshold in scale.thresholds(one.group) if position < at]
    if not higher:
        return ""
    position, threshold = higher[-1]
    lacking = _amount(scale, threshold - (one.value or 0), digits)
    return f"; thêm {lacking} thì đạt mức {scale.names[position]}"


def _amount(scale: ClassScale, value: Points, digits: int) -> str:
    return shown(value, digits) + (" %" if scale.in_percent else "")


def _threshold(scale: ClassScale, value: Points) -> str:
    return shown_number(in_points(value)) + (" %" if scale.in_percent else "")


def _named(name: str) -> str:
    return name or "không xếp loại"


def _given(name: str) -> str:
    return f"xếp loại {name}" if name else _named(name)


def scale_said(scale: ClassScale) -> str:
    """The whole scale in a sentence of the regulations."""
    listed = [_grade_said(scale, grade) for grade in scale.grades]
    rest = f"; còn lại xếp loại {scale.rest}" if scale.rest else ""
    what = "tỷ lệ %" if scale.in_percent else "tổng điểm"
    return f"Đơn vị được xếp hạng thì được xếp loại theo {what}: {'; '.join(listed)}{rest}."


def _grade_said(scale: ClassScale, grade: Grade) -> str:
    each = ", ".join(_threshold_said(scale, one) for one in grade.thresholds)
    if grade.limit is None:
        return f"{grade.name} {each}"
    whole = "số đơn vị xếp hạng, lấy phần nguyên" if grade.limit.share is not None else "đơn vị"
    return f"{grade.name} {each} ({grade.limit.said} {whole}, theo thứ tự xếp hạng)"


def _threshold_said(scale: ClassScale, one: Threshold) -> str:
    group = f" (đơn vị nhóm {one.group})" if one.group else ""
    return f"từ {_threshold(scale, one.at)}{group}"
