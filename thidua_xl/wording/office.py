"""What came of a superior's command, in Vietnamese sentences."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..domain.office.progress import Progress
from ..domain.values.numbers import shown
from ..sheets.office.checking import FORMS
from .sentences import listed

if TYPE_CHECKING:
    from ..office.acts.appraise import Appraisal, UnitToCheck
    from ..office.outcome import Consolidation


def consolidated_said(outcome: "Consolidation") -> Iterator[str]:
    """What a consolidation amounts to, in a few sentences; the button says the same."""
    received = [one for one in outcome.clusters if one.result is not None]
    lacking = [one.code for one in outcome.clusters if one.result is None]
    yield f"Đã có sổ của {len(received)}/{len(outcome.clusters)} cụm." + (
        f" Chưa có: {', '.join(lacking)}." if lacking else ""
    )
    count = len(outcome.proposal.nominees)
    order = "đã xếp thứ tự" if outcome.proposal.is_ranked else "chưa xếp thứ tự (xem trang Danh sách đề nghị)"
    yield f"{count} đơn vị được các cụm đề nghị Cờ, {order}."
    yield from _own_scoring_said(outcome)
    errors = sum(found.is_error for _, found in outcome.all_findings())
    if errors:
        yield f"{errors} sai lệch phải xử lý: xem trang Sai lệch."
    if outcome.others:
        few = ", ".join(outcome.others[:5]) + (", …" if len(outcome.others) > 5 else "")
        yield f"Bỏ qua {len(outcome.others)} tệp không phải sổ cụm: {few}."
    forms = [name for name in outcome.others if name.startswith(FORMS)]
    if forms:
        folder = outcome.book.forms.name
        yield (
            f"Trong đó có {len(forms)} phiếu thẩm định: chuyển vào thư mục {folder} rồi bấm Kiểm tra, thẩm định "
            "(appraise)."
        )


def _own_scoring_said(outcome: "Consolidation") -> Iterator[str]:
    """How far the superior's own scoring has come; nothing where it has no criteria of its own."""
    scoring, own = outcome.book.scoring, outcome.own_scoring
    if scoring.criteria.scored:
        lacking = dict.fromkeys(code for codes in own.waiting.values() for code in codes)
        yield f"Cấp trên đã chấm xong {len(own.scores)}/{len(own.asked)} đơn vị." + (
            f" Còn thiếu điểm của {listed(lacking)}." if lacking else ""
        )
        if own.unusable:
            yield f"Điểm gõ ở trang Điểm cấp trên chưa dùng được: {listed(own.unusable)}."


def wanting_said(line: Progress) -> str:
    """What of a cluster is late, and what is missing."""
    return "; ".join([*(f"muộn {what}" for what in line.late), *(f"thiếu {what}" for what in line.missing)])


def changes_said(one: "UnitToCheck") -> str:
    """Which scores of the cluster an appraisal changes, old and new."""
    digits = one.result.digits
    changed = one.effect.changed if one.effect else ()
    return "; ".join(f"{code}: {shown(old, digits)} → {shown(new, digits)}" for code, old, new in changed)


def total_said(one: "UnitToCheck") -> str:
    """A unit's total, and what an appraisal makes of it."""
    stands, digits = one.proposal.unit.agreed_total, one.result.digits
    if one.effect is None or one.effect.total == stands:
        return shown(stands, digits)
    return f"{shown(stands, digits)} → {shown(one.effect.total, digits)}"


def appraised_said(done: "Appraisal") -> Iterator[str]:
    """Where the checking forms are, and what came back; the button says the same."""
    if not done.units:
        yield "Chưa có đơn vị nào để đề xuất kiểm tra: bấm Tổng hợp các cụm (consolidate) để nhận sổ các cụm trước."
        return
    yield f"Phiếu thẩm định: {done.folder} ({len(done.made)} phiếu lập lần này, {done.read} phiếu đã điền được đọc)."
    without = [one.proposal.unit.code for one in done.units if one.form is None]
    if without:
        yield f"Chưa lập được phiếu cho {listed(without)}: ghi đơn vị vào trang Đơn vị của sổ tổng hợp rồi chạy lại."
    moved = [one for one in done.units if one.effect and one.effect.rank != one.proposal.unit.rank]
    if moved:
        yield f"Điểm thẩm định sẽ đổi hạng của {listed(one.proposal.unit.code for one in moved)} (trang Kiểm tra)."
    errors = sum(found.is_error for found in done.findings)
    if errors:
        yield f"{errors} sai lệch phải xử lý: xem trang Sai lệch."
