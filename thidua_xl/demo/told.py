"""The demonstration's year in a few lines: the day, and what the books say happened."""

from collections.abc import Iterator, Sequence

from .. import sample
from ..cluster.acts.collect import Collected
from ..cluster.changed_criteria import changes
from ..cluster.kept import midyear
from ..domain.scoring.criteria import Criteria
from ..domain.values.catalogue import Code
from ..domain.year.progress import Progress
from ..domain.year.stages import Stage
from ..sheets.cluster import models
from ..sheets.cluster.midyear import Col as MidyearCol
from . import promises
from .days import Days
from .made import Demo, Told


def before_december(demo: Demo, days: Days) -> Iterator[Told]:
    """Registration, the changed table, the review of June."""
    assert demo.registered and demo.late and demo.reviewed
    low = [one for one in demo.registered.outcome.findings if one.code is Code.TARGET_BELOW_COMMON]
    waiting = [one.unit for one in demo.registered.outcome.findings if one.code is Code.STAGE_MISSING]
    yield days.registered, f"Nhận {_forms(demo.registered)} phiếu đăng ký; chưa có {', '.join(waiting)}"
    for one in low:
        yield days.registered, one.message
    late = ", ".join(one.unit for one in demo.late.outcome.findings if one.code is Code.STAGE_LATE)
    yield days.signed, f"{late} đăng ký muộn, {promises.ON_PAPER} gửi bản giấy; các đơn vị ký giao ước"
    yield days.changed, "Sửa tiêu chí: " + "; ".join(_changed())
    behind = ", ".join(_behind(demo.reviewed))
    yield days.midyear, f"Sơ kết từ {_forms(demo.reviewed, Stage.MIDYEAR)} phiếu; chậm: {behind}"
    yield days.visit, f"Tham quan mô hình: {', '.join(_visited(demo))}"


def _changed() -> Iterator[str]:
    was, now = promises.spring_criteria(), Criteria(sample.criteria())
    found = changes(was, now)
    moved = {promises.IN_SPRING, promises.RENUMBERED}
    yield from (f"{code} {what}" for code, what in found.items() if code not in moved)
    yield f"{promises.IN_SPRING} thành {promises.RENUMBERED}"


def _forms(taken: Collected, stage: Stage = Stage.REGISTER) -> int:
    return len(taken.book.forms(stage))


def _behind(taken: Collected) -> Sequence[str]:
    col = MidyearCol
    return [
        f"{line.values[col.UNIT]} {line.values[col.CRITERION]}"
        for line in midyear.lines(taken.book) if line.values.get(col.PROGRESS) == Progress.BEHIND.value
    ]  # fmt: skip


def _visited(demo: Demo) -> Iterator[str]:
    assert demo.state is not None
    for row in demo.state.kept[models.TABLE.sheet]:
        if row.text(models.Col.CHOSEN):
            yield f"{row.text(models.Col.NAME)} ({row.text(models.Col.UNIT_NAME)})"
