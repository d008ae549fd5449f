"""What came of a command, in Vietnamese sentences: the command line and the ribbon say the same."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..cluster import seal
from ..cluster.save import Saved
from ..domain.ranking.standings import OpenTie
from ..domain.ranking.submissions import Sending, sent_said
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.settings import Phase
from ..domain.scoring.units import Unit
from ..sheets.hidden import SEAL

if TYPE_CHECKING:  # who says one sentence need not load what the others are about
    from ..cluster.acts.close import Closed
    from ..cluster.acts.collect import Collected
    from ..cluster.acts.give_back import GivenBack
    from ..cluster.acts.submit import Submitted
    from ..cluster.acts.verify import Verified
    from ..cluster.counts import Counts


def listed(codes: Iterable[str]) -> str:
    """Codes in a row."""
    return ", ".join(codes)


def files_said(collected: "Collected", counts: "Counts") -> str:
    """How many files came, and what became of all files of the book."""
    return (
        f"Lần này: {len(collected.files)} tệp, {collected.new} tệp mới. Cả sổ: {counts.received} tệp = "
        f"{counts.accepted} đã nhận + {counts.refused} từ chối + {counts.waiting} chờ quyết định + "
        f"{counts.superseded} đã thay thế."
        + (f" Lưu kèm {counts.kept} tệp không phải phiếu." if counts.kept else "")
        + (f" {counts.blank} phiếu trống, không tính là đã nộp." if counts.blank else "")
    )


def units_said(counts: "Counts", criteria: Criteria) -> str:
    """How many units are in, and who is missing; where no form is due, whom the cluster has scored."""
    typed, missing = "nhập từ bản giấy", "chưa nộp"
    if criteria.needs_no_form:
        typed, missing = "cụm đã chấm", "cụm chưa chấm"
    unsent = [code for code in counts.missing if code not in counts.undecided]
    choice = f"{len(counts.undecided)} đã có phiếu, đang chờ chọn: {listed(counts.undecided)} + "
    return (
        f"{counts.expected} đơn vị = {counts.accepted} có phiếu + {counts.typed} {typed} + "
        + (choice if counts.undecided else "")
        + f"{len(unsent)} {missing}"
        + (f": {listed(unsent)}." if unsent else ".")
    )


def nominee_said(nominee: str | None, names: dict[str, str]) -> str:
    """Who is nominated for the flag."""
    if nominee is None:
        return "Chưa có đơn vị được đề nghị Cờ."
    return f"Đề nghị Cờ: {nominee} – {names.get(nominee, '')}"


def tie_said(tie: OpenTie) -> str:
    """Who must be voted on, or whose scores must be there first."""
    if tie.lacking:
        return (
            f"Tạm đồng hạng {tie.rank}: {listed(tie.codes)} – còn thiếu điểm của {listed(tie.lacking)}, chưa bỏ phiếu, "
            "chưa đề nghị đơn vị nào."
        )
    return f"Đồng hạng {tie.rank}: {listed(tie.codes)} – chờ bỏ phiếu, chưa đề nghị đơn vị nào."


def copied_said(units: Iterable[Unit], criteria: int, source: str) -> str:
    """What a new year's book has taken from last year's, and whom it limits."""
    taken = list(units)
    said = (
        f"Đã lấy {len(taken)} đơn vị, {criteria} tiêu chí và cài đặt từ {source}; "
        "để trống Trưởng cụm, Phó Trưởng cụm, Người ký và các ngày."
    )
    limited = [f"{unit.code} ({unit.eligibility.value})" for unit in taken if not unit.is_eligible]
    if limited:
        said += f"\nXem lại cột Xét thi đua, đang chép nguyên từ năm trước: {listed(limited)}."
    return said


def given_back_said(done: "GivenBack") -> str:
    """Who gets something back, and where it lies."""
    from ..cluster.replies import summary

    said = summary(done.replies)
    if done.strangers:
        said += f" {len(done.strangers)} tệp chưa rõ của đơn vị nào, xem trang Tiếp nhận."
    if not done.drafts:
        return f"{said}\nKhông có phiếu nào phải trả. Danh sách: {done.index}."
    return (
        f"{said}\nĐã ghi {done.drafts} thư nháp vào {done.folder}; chưa gửi thư nào. Mở {done.index.name} để xem từng "
        "đơn vị và gửi."
    )


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


def verified_said(verified: "Verified") -> str:
    """Whether the book holds what its originals and typed columns amount to."""
    state = f"Mã niêm phong: {seal.grouped(verified.seal)}." if verified.seal else "Sổ chưa chốt."
    if verified.differences:
        return f"{state} {len(verified.differences)} chỗ khác so với tính lại từ bản gốc."
    return f"{state} Mọi điểm, tổng, hạng khớp với tính lại từ bản gốc."


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
        return f"Không có gì khác {sent_said(done.sent)} nên không ghi lần mới."
    said = f"Đã ghi {sent_said(done.sent)}: {len(done.sent.units)} đơn vị. Giai đoạn: {done.book.settings.phase.value}."
    if done.last is None:
        return said
    if not done.differences:
        return f"{said} Điểm và hạng như {sent_said(done.last)}."
    return f"{said} {len(done.differences)} chỗ khác {sent_said(done.last)}."


def saved_said(saved: Saved) -> str:
    """Where the book is, or that nothing changed."""
    if saved.second_name:
        return f"Sổ đang mở ở chương trình khác: kết quả ghi ở {saved.path.name}."
    if saved.changed:
        return f"Đã ghi sổ {saved.path}; bản trước giữ trong thư mục luu."
    return "Sổ không có gì thay đổi."
