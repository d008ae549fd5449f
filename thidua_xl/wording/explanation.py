"""Giải thích ô này: why a score, a rank or a row of a list says what it says, in Vietnamese sentences."""

from collections.abc import Iterator, Mapping, Sequence

from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..cluster.given import verdict_of
from ..cluster.lateness import lateness_said
from ..domain.ranking.explain import Explanation
from ..domain.scoring.criteria import Criterion
from ..domain.scoring.groups import grouping_of
from ..domain.scoring.jury import Given
from ..domain.scoring.scores import Origin, Score
from ..domain.values.cells import as_text, cell_said
from ..domain.values.findings import Finding
from ..domain.values.numbers import shown, shown_number
from ..sheets.cluster import agreed, ranking
from ..sheets.cluster.to_fix import Col

WHERE_TO_POINT = (
    "Chọn một ô điểm ở trang Thống nhất điểm hoặc Tổng hợp, một dòng ở Xếp hạng, Suy tôn, Giải thích, Cần sửa "
    "hoặc Tiếp nhận, rồi làm lại."
)


def no_such_sheet_said(book: str, sheet: str) -> str:
    """A cell was asked about on a sheet that the book does not have."""
    return (
        f"Sổ {book} không có trang “{sheet}”: ghi tên trang như ở thẻ trang trong sổ, ví dụ “Xếp hạng!F11”."
    )


_ORIGINS = {
    Origin.AGREED: "Điểm thống nhất do cuộc họp ghi.",
    Origin.AGREED_INPUTS: "Tính theo quy tắc trên chỉ tiêu, kết quả đã thống nhất.",
    Origin.COMPUTED: "Chương trình tính cho cả cụm theo quy tắc (điểm tự chấm ở đây không dùng).",
    Origin.SCORERS: "Điểm trung bình của người chấm (chưa có điểm thống nhất).",
    Origin.SELF: "Điểm tự chấm của đơn vị (chưa có điểm thống nhất).",
    Origin.NOT_ASSIGNED: "Đơn vị không được giao chỉ tiêu này; Trưởng cụm đã xác nhận.",
    Origin.MISSING: "Chưa có điểm nào dùng được: ô tính là thiếu điểm, không phải 0.",
}


def score_explained(book: Book, outcome: Assessment, unit: str, criterion: Criterion) -> Iterator[str]:
    """A unit's score of a criterion: what counts and why, what was received and typed, what is wrong with it."""
    score = outcome.scores[unit, criterion.code]
    digits = book.settings.digits
    yield f"{unit} – {book.names[unit]}"
    yield f"{criterion.code}. {criterion.text}"
    yield ""
    yield f"Điểm tính: {_points(score, digits)}. {_ORIGINS[score.origin]}"
    if came := lateness_said(book, unit, criterion):
        yield came
    if score.place is not None and score.origin is not Origin.AGREED:
        yield f"Kết quả đứng thứ {score.place} trong cụm."
    if score.prior is not None and score.prior != score.points:
        yield f"Trước khi thống nhất: {shown(score.prior, digits)}."
    parameter = f"; tham số: {criterion.parameter}" if criterion.parameter else ""
    yield f"Điểm tối đa {shown(criterion.max_points, digits)}; cách chấm: {criterion.method.value}{parameter}."
    if criterion.by_scorers:
        yield from _scorers_said(book, outcome, unit, criterion)
    yield from _in_groups(book, outcome, unit, criterion)
    entry = book.ledger.get((unit, criterion.code))
    if entry is not None:
        values = (
            *zip(agreed.RECEIVED, entry.received, strict=True),
            (agreed.Col.EVIDENCE, entry.evidence),
            (agreed.Col.EXPLANATION, entry.explanation),
            *zip(agreed.TYPED, entry.typed, strict=True),
        )
        said = [f"{header}: {cell_said(value)}" for header, value in values if as_text(value)]
        if said:
            yield "; ".join(said) + "."
    found = [f for f in outcome.findings if f.unit == unit and f.criterion == criterion.code]
    yield from _listed(found)


def _scorers_said(book: Book, outcome: Assessment, unit: str, criterion: Criterion) -> Iterator[str]:
    """Who gave what, which of it was dropped, and who has given nothing yet."""
    verdict = verdict_of(book, outcome.jury, outcome.claims, (unit, criterion.code))
    yield f"Ai chấm: {criterion.who}."
    if verdict.given:
        yield f"Điểm người chấm: {'; '.join(_given(one, one in verdict.dropped) for one in verdict.given)}."
    if verdict.lacking:
        yield f"Còn chờ điểm của: {', '.join(judge.said for judge in verdict.lacking)}."


def _given(one: Given, is_dropped: bool) -> str:
    weight = "" if one.judge.weight == 1 else f" (trọng số {shown_number(one.judge.weight)})"
    return f"{one.judge.code} {shown_number(one.score)}{weight}{' (đã bỏ)' if is_dropped else ''}"


def _in_groups(book: Book, outcome: Assessment, unit: str, criterion: Criterion) -> Iterator[str]:
    """The groups in which the criterion counts, and what they come to for the unit."""
    digits = book.settings.digits
    total = next(one for one in outcome.totals if one.unit.code == unit)
    for group in grouping_of(book.criteria, digits).around(criterion.code):
        if group.said and group.name in total.counted:
            added, counted = (shown(part[group.name], digits) for part in (total.added, total.counted))
            yield f"Nằm trong {group.title} ({group.said}): các dòng cộng {added}, tính {counted}."


def _points(score: Score, digits: int) -> str:
    if score.points is not None:
        return shown(score.points, digits)
    return (
        "thiếu" if score.counts else "không tính" if score.held else "đơn vị không có tiêu chí này (Chỉ nhóm)"
    )


def rank_explained(book: Book, outcome: Assessment, unit: str) -> Iterator[str]:
    """A unit's rank: its total, what decided it, what would change it, its errors."""
    line: Explanation | None = next((one for one in outcome.explanations if one.code == unit), None)
    if line is None:
        yield WHERE_TO_POINT
        return
    digits = book.settings.digits
    rank = ranking.NO_RANK if line.rank is None else str(line.rank)
    yield f"{line.code} – {line.name}"
    yield ""
    total = "chưa có" if line.total is None else shown(line.total, digits)
    yield f"Hạng {rank}, tổng điểm {total}.{f' Căn cứ: {line.basis}.' if line.basis else ''}"
    if line.gap is not None:
        yield f"Cách đơn vị trên: {shown(line.gap, digits)}."
    if line.tie_group:
        yield f"Nhóm đồng hạng: {line.tie_group}."
    if line.deciding:
        yield f"Tiêu chí quyết định: {line.deciding}"
    if line.changes:
        yield f"Điều gì làm đổi hạng: {line.changes}"
    yield from _listed([found for found in outcome.findings if found.unit == unit and found.is_error])


_MOST = 5


def _listed(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield ""
    for found in findings[:_MOST]:
        yield f"• {found.severity.shown}: {found.message} {found.action}".rstrip()
    if len(findings) > _MOST:
        yield f"… và {len(findings) - _MOST} điểm nữa ở trang Cần sửa."


def finding_explained(texts: Mapping[str, str]) -> str:
    """A row of `Cần sửa`, by its headers: what is wrong, where, and what to do; nothing of an empty one."""
    if not texts[Col.MESSAGE]:
        return ""
    where = ", ".join(filter(None, (texts[Col.FILE], texts[Col.SHEET], texts[Col.CELL])))
    return f"{texts[Col.SEVERITY]}: {texts[Col.MESSAGE]}\n\nỞ đâu: {where or 'sổ này'}\nCách sửa: {texts[Col.ACTION]}"
