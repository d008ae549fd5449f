"""What came of a command, in Vietnamese sentences: the command line and the ribbon say the same."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..bookkeeping.saved import Saved
from ..cluster import seal
from ..cluster.counts import count
from ..domain.ranking.standings import OpenTie, Standing
from ..domain.ranking.submissions import Sending, differences_said, sent_said
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.settings import Phase
from ..domain.values.catalogue import Code
from ..domain.year.stages import Stage, present
from ..sheets.cluster.election import elected_said
from ..sheets.cluster.ranking import PROVISIONAL
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import SEAL
from .found import FEW, errors_left_said
from .next_step import following_said

if TYPE_CHECKING:  # who says one sentence need not load what the others are about
    from ..cluster.acts.close import Closed
    from ..cluster.acts.collect import Collected
    from ..cluster.acts.give_back import GivenBack
    from ..cluster.acts.submit import Submitted
    from ..cluster.acts.verify import Verified
    from ..cluster.assess import Assessment
    from ..cluster.book import Book
    from ..cluster.counts import Counts
    from ..cluster.replies import Reply
    from ..mail.imap import Fetched


def listed(codes: Iterable[str]) -> str:
    """Codes in a row."""
    return ", ".join(codes)


def collections_said(collected: "Collected") -> list[str]:
    """How many files came; for every collection of the year that has begun what became of its files and units."""
    now = present(collected.book.settings)
    lines = [f"Lần này: {len(collected.files)} tệp, {collected.new} tệp mới. "]
    for stage in Stage:
        counts = count(collected.book, collected.outcome, stage)
        if not (stage is now or counts.received or counts.blank):
            continue
        whole = "Cả sổ, phiếu của đơn vị" if _has_scorers(collected.book) else "Cả sổ"
        label = whole if stage is Stage.YEAREND else f"Kỳ {stage.shown.lower()}"
        lines.append(f"{label}: {files_said(counts)}")
        lines.append(units_said(counts, collected.book.criteria, stage))
    return [lines[0] + lines[1], *lines[2:], *scorers_said(collected.book)]


def _has_scorers(book: "Book") -> bool:
    """Whether scorers' workbooks came, which are counted by themselves."""
    return any(receipt.scorer for receipt in book.receipts)


def scorers_said(book: "Book") -> list[str]:
    """What became of the scorers' workbooks; nothing where none came."""
    states = [receipt.status for receipt in book.receipts if receipt.scorer]
    if not states:
        return []
    said = ", ".join(
        f"{states.count(state)} {state.shown.lower()}" for state in FileStatus if state in states
    )
    return [f"Phiếu của người chấm: {said}."]


def files_said(counts: "Counts") -> str:
    """What became of all files of a collection."""
    return (
        f"{counts.received} tệp = "
        f"{counts.accepted} đã nhận + {counts.refused} từ chối + {counts.waiting} chờ quyết định + "
        f"{counts.superseded} đã thay thế."
        + (f" Lưu kèm {counts.kept} tệp không phải phiếu." if counts.kept else "")
        + (f" {counts.blank} phiếu trống, không tính là đã nộp." if counts.blank else "")
    )


def units_said(counts: "Counts", criteria: Criteria, stage: Stage = Stage.YEAREND) -> str:
    """How many units are in, and who is missing; where no form is due, whom the cluster has scored."""
    typed, missing = "nhập từ bản giấy", "chưa nộp"
    if criteria.needs_no_form and stage is Stage.YEAREND:
        typed, missing = "cụm đã chấm", "cụm chưa chấm"
    unsent = [code for code in counts.missing if code not in counts.undecided]
    choice = f"{len(counts.undecided)} đã có phiếu, đang chờ chọn: {listed(counts.undecided)} + "
    return (
        f"{counts.expected} đơn vị = {counts.accepted} có phiếu + {counts.typed} {typed} + "
        + (choice if counts.undecided else "")
        + f"{len(unsent)} {missing}"
        + (f": {listed(unsent)}." if unsent else ".")
    )


def taken_in_said(collected: "Collected", counts: "Counts") -> list[str]:
    """What became of the files, which of them could not be read, and what is left to do."""
    lines = collections_said(collected)
    lines += [f"Không đọc được {one.path.name}: {one.found.message}" for one in collected.unreadable]
    lines += errors_left_said(collected.outcome.findings)
    if counts.waiting:
        lines.append(f"{counts.waiting} tệp chờ quyết định: chọn ở trang Tiếp nhận rồi bấm Tổng hợp.")
    return lines


def letters_said(fetched: "Fetched") -> str:
    """How many letters there were, and which of them brought nothing."""
    lines = [f"Hộp thư có {fetched.letters} thư, {len(fetched.left)} thư không kèm tệp nào (không nhận)."]
    return "\n".join([*lines, *(f"  – {letter}" for letter in fetched.left[:20])])


def nominee_said(nominee: str | None, names: dict[str, str]) -> str:
    """Who is nominated for the flag."""
    if nominee is None:
        return "Chưa có đơn vị được đề nghị Cờ."
    return f"Đề nghị Cờ: {nominee} – {names.get(nominee, '')}"


def proposed_said(outcome: "Assessment", names: dict[str, str]) -> list[str]:
    """Who is nominated for the flag, who is proposed for other forms of award, whom the members elected."""
    standings = outcome.standings
    others = [line for line in standings.standings if line.award and not line.nominee]
    awards = [f"Đề nghị {line.award}: {line.code} – {line.total.unit.name}" for line in others]
    elected = elected_said(outcome.election, names)
    return [nominee_said(standings.nominee, names), *awards, *([elected] if elected else [])]


def tie_said(tie: OpenTie) -> str:
    """Who must be voted on, or whose scores must be there first."""
    if tie.lacking:
        return (
            f"Tạm đồng hạng {tie.rank}: {listed(tie.codes)} – còn thiếu điểm của {listed(tie.lacking)}, chưa bỏ phiếu, "
            "chưa đề nghị đơn vị nào."
        )
    if not tie.level:
        return f"Chờ bỏ phiếu suy tôn hạng {tie.rank}: {listed(tie.codes)}; chưa đề nghị đơn vị nào."
    return f"Đồng hạng {tie.rank}: {listed(tie.codes)} – chờ bỏ phiếu, chưa đề nghị đơn vị nào."


def missing_said(codes: Iterable[str]) -> str:
    """Who has not sent anything."""
    return f"Chưa nộp: {listed(codes)}."


def place_said(line: Standing, *, provisional: bool) -> str:
    """The place that is proposed, marked while it may still change."""
    return f"{line.place}{PROVISIONAL}" if line.place and provisional else line.place or ""


def flagged_said(place: str) -> str:
    """The place of the unit that is nominated for the flag."""
    return f"{place} · Cờ"


def remark_said(line: Standing) -> str:
    """With whom a unit is level, and its note: neither hides the other."""
    if not (line.tie_text and line.note):
        return line.tie_text or line.note
    return f"{line.tie_text.partition(' – ')[0]}: {line.note}"


def ranked_said(outcome: "Assessment", names: dict[str, str]) -> list[str]:
    """Who stands in a place, who is level, who is nominated, how many errors are left."""
    standings = outcome.standings
    lines = [
        f"{place_said(line, provisional=standings.provisional)}: {line.code} – {line.total.unit.name}"
        for line in standings.standings
        if line.place
    ]
    lines += [tie_said(tie) for tie in standings.open_ties]
    lines += [
        f"{line.code} – {line.total.unit.name}: {one.short}"
        for line in standings.standings for one in line.withheld
    ]  # fmt: skip
    return [*lines, *proposed_said(outcome, names), *errors_left_said(outcome.findings)]


NO_VOTE = "Không có đồng hạng nào phải bỏ phiếu."


def vote_said(ties: Sequence[OpenTie]) -> str:
    """Who must be voted on, and how; where scores are lacking yet, only that."""
    lines = [tie_said(tie) for tie in ties]
    if any(not tie.lacking for tie in ties):
        lines += ["", _HOW_TO_VOTE]
    return "\n".join(lines)


_HOW_TO_VOTE = (
    "Nhập số phiếu của từng đơn vị ở trang Bỏ phiếu (số liệu chung của lần bỏ phiếu ghi ở dòng đầu), rồi bấm "
    "Xếp hạng. Không bỏ phiếu: chọn Quyết định ở dòng đơn vị được chọn và ghi Lý do."
)


def reply_said(reply: "Reply") -> str:
    """What goes back to one unit, how much is wrong, and what the head should know."""
    wrong = f": {reply.errors} lỗi, {reply.warnings} cảnh báo" if reply.findings else ""
    who = f"Người chấm {reply.unit.code}" if reply.scorer else reply.unit.code
    return f"{who} – {reply.state.shown}{wrong}. {' '.join(reply.notes)}".strip()


def given_back_said(done: "GivenBack") -> str:
    """Who gets something back, and where it lies."""
    from ..cluster.replies import summary

    said = summary(done.all_replies)
    if done.strangers:
        said += f" {len(done.strangers)} tệp chưa rõ của đơn vị nào, xem trang Tiếp nhận."
    if not done.drafts:
        return f"{said}\nKhông có phiếu nào phải trả. Danh sách: {done.index}."
    return (
        f"{said}\nĐã ghi {done.drafts} thư nháp vào {done.folder}; chưa gửi thư nào. Mở {done.index.name} để xem từng "
        "đơn vị và gửi."
    )


CLOSING_ASKED = "Chốt sổ? Sau đó không nút nào sửa sổ nữa; muốn sửa phải mở lại sổ kèm lý do."


def closed_said(closed: "Closed") -> str:
    """That the book is sealed and by what, or that something stands in the way."""
    if closed.saved is None:
        return f"Chưa chốt được sổ: còn {len(closed.findings)} việc phải xử lý. Sổ không thay đổi."
    return (
        f"Đã chốt sổ. Mã niêm phong: {seal.grouped(closed.book.meta[SEAL])} (in ở trang Xếp hạng). "
        "Muốn sửa phải mở lại sổ kèm lý do."
    )


REOPENED = (
    "Đã mở lại sổ: giai đoạn Đã thông qua, mã niêm phong cũ không còn giá trị. Sửa điểm phải ghi lý do."
)


def reason_wanted(cell: str) -> str:
    """Where the reason for opening a closed book is typed; without a cell, in a row that is missing."""
    where = f"ô {cell}, mục Lý do mở lại" if cell else "một dòng mới có Mục là “Lý do mở lại”"
    return f"Ghi lý do vào {where}, trang Cụm, rồi bấm Mở lại sổ lần nữa."


def verified_said(verified: "Verified") -> str:
    """Whether the book holds what its originals and typed columns amount to."""
    state = f"Mã niêm phong: {seal.grouped(verified.seal)}." if verified.seal else "Sổ chưa chốt."
    papers = sum(one.code is Code.PAPER_OUTDATED for one in verified.differences)
    others = len(verified.differences) - papers
    said = (
        f"{others} chỗ khác so với tính lại từ bản gốc."
        if others
        else "Mọi điểm, tổng, hạng khớp với tính lại từ bản gốc."
    )
    outdated = f" {papers} văn bản đã xuất mang số liệu khác sổ." if papers else ""
    return f"{state} {said}{outdated}"


def sending_asked(kind: Sending, phase: Phase) -> str:
    """What is asked before it is recorded: as what, and what will happen."""
    then = kind.phase_after(phase)
    moved = f" Giai đoạn chuyển từ {phase.value} sang {then.value}." if then is not phase else ""
    return (
        f"Ghi lần gửi cấp trên: {kind.value}? Chương trình tính lại, ghi tổng điểm và hạng của từng đơn vị vào trang "
        f"Lần gửi, nêu chỗ khác lần gửi trước.{moved} Chương trình không gửi thư: gửi sổ này cho cấp trên sau khi ghi."
    )


def submitted_said(done: "Submitted") -> str:
    """That it is on record, or that nothing new was sent; and whether it is what was sent before."""
    if not done.recorded:
        return f"Điểm và hạng như {sent_said(done.sent)} nên không ghi lần mới."
    said = f"Đã ghi {sent_said(done.sent)}: {len(done.sent.units)} đơn vị. Giai đoạn: {done.book.settings.phase.value}."
    if done.last is None:
        return said
    if not done.differences:
        return f"{said} Điểm và hạng như {sent_said(done.last)}."
    return f"{said} {len(done.differences)} chỗ khác {sent_said(done.last)}."


def sent_told(done: "Submitted") -> list[str]:
    """The same with the first differences and how many errors are left."""
    told = differences_said(done.differences, done.book.settings.digits)
    more = [f"… và {len(told) - FEW} chỗ nữa, xem trang Nhật ký."] if len(told) > FEW else []
    return [submitted_said(done), *told[:FEW], *more, *errors_left_said(done.outcome.findings)]


def saved_said(saved: Saved) -> str:
    """Where the book is, or that nothing changed; and what is done next in it."""
    following = f"\n{following_said(saved.following)}" if saved.following else ""
    return _place_said(saved) + following


def _place_said(saved: Saved) -> str:
    if saved.second_name:
        return f"Sổ đang mở ở chương trình khác: kết quả ghi ở {saved.path.name}."
    if saved.changed:
        return f"Đã ghi sổ {saved.path}; bản trước giữ trong thư mục luu."
    return "Sổ không có gì thay đổi."
