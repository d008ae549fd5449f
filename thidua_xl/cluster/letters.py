"""What is written to a unit about its form of the present collection."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ..domain.scoring.settings import Settings
from ..domain.year.stages import Stage, present
from ..mail import drafts
from ..mail.drafts import Asked
from .book import Book
from .replies import Reply, ReplyState
from .stage_findings import due_of

_FORMS: Mapping[Stage, str] = {
    Stage.REGISTER: "phiếu đăng ký thi đua",
    Stage.MIDYEAR: "phiếu báo cáo kết quả 6 tháng",
    Stage.YEAREND: Asked().form,
}
_SHORT: Mapping[Stage, str] = {
    Stage.REGISTER: "phiếu đăng ký",
    Stage.MIDYEAR: "phiếu sơ kết",
    Stage.YEAREND: "phiếu tự chấm",
}
_SCORING = "phiếu chấm điểm"
_SUBJECT = {
    ReplyState.TO_FIX: "Đề nghị sửa và gửi lại",
    ReplyState.RESEND: "Đề nghị gửi lại",
    ReplyState.REMINDER: "Đề nghị nộp",
}


def asked_now(settings: Settings, due: datetime.date | None = None) -> Asked:
    """The form that is collected now; `due` where another day holds than the settings say."""
    stage = present(settings)
    return Asked(_FORMS[stage], due or due_of(settings, stage))


def named_now(settings: Settings) -> str:
    """The form that is collected now, in a subject or a list."""
    return _SHORT[present(settings)]


def subject_of(settings: Settings, reply: Reply) -> str:
    """The subject of the letter that a reply needs."""
    what = f"{_SUBJECT[reply.state]} {_SCORING if reply.scorer else named_now(settings)}"
    return f"{what} {settings.period_said} – {reply.unit.name} ({reply.unit.code})"


def text_of(
    book: Book, reply: Reply, asked: Asked, today: datetime.date, attached: str, also: str = ""
) -> str:  # fmt: skip
    """The text of the letter that a reply needs.

    Args:
        book: of the cluster.
        reply: to whom, and what is asked.
        asked: the form that it is about.
        today: the day of the letter.
        attached: the name of the workbook that goes with it, if any.
        also: a paragraph on what else is asked of the unit.
    """
    settings, unit = book.settings, reply.unit
    also = "\n\n".join(filter(None, (reply.lacks, also)))
    if reply.state is ReplyState.TO_FIX:
        return drafts.to_mend(settings, today, unit, reply.listed, attached, asked, also)
    if reply.state is ReplyState.RESEND:
        return drafts.to_send_again(settings, today, unit, reply.listed, asked, attached, also)
    return drafts.reminder(settings, today, unit, asked, attached, also)


def no_address(email: str, sheet: str = "Đơn vị") -> str:
    """Why a draft has no recipient, as the index says it; the sheet on which its address should stand."""
    told = "địa chỉ không hợp lệ" if email else "để trống"
    return f"Email ở trang {sheet} {told}: điền người nhận trước khi gửi."


def code_in_names(code: str, scorer: bool) -> str:
    """A code as names of files hold it: a unit may have its form and the scores that it gives sent back."""
    return f"Cham_{code}" if scorer else code


def stems(begins: Iterable[tuple[str, str]], year: int) -> list[str]:
    """Harmless file names from their beginnings and codes, no two alike."""
    seen: Counter[str] = Counter()
    names = []
    for begin, code in begins:
        safe = harmless(code)
        seen[safe.casefold()] += 1
        again = f"-{seen[safe.casefold()]}" if seen[safe.casefold()] > 1 else ""
        names.append(f"{begin}_{safe}{again}_{year}")
    return names


def harmless(code: str) -> str:
    """A code as a piece of a file name."""
    return re.sub(r"[^\w-]", "_", code)[:60]
