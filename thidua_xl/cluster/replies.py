"""What each unit gets back: its form marked, a reminder, or nothing."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..domain.scoring.units import Unit
from ..domain.values.catalogue import Code, Severity
from ..domain.values.findings import Finding, condensed, in_order, in_sheet_order
from ..domain.values.text import decapitalised, one_line
from ..domain.year.stages import Stage, present
from ..sheets.cluster.receipts import FileDecision, FileStatus, Receipt
from .assess import Assessment
from .book import Book
from .kept.stage_rows import typed_at


class ReplyState(StrEnum):
    """What a unit is asked for, by its name in JSON."""

    TO_FIX = "to_fix"
    RESEND = "resend"
    REMINDER = "reminder"
    FINE = "fine"
    ON_PAPER = "on_paper"
    EXCLUDED = "excluded"
    NO_FORM = "no_form"
    """The cluster scores everything: no form is due."""
    NOT_ISSUED = "not_issued"
    """No form of the present collection went out yet."""

    @property
    def shown(self) -> str:
        """Tình trạng."""
        return SHOWN[self][0]


SHOWN = {
    ReplyState.TO_FIX: ("Phiếu cần sửa", "red"),
    ReplyState.RESEND: ("Cần gửi lại tệp", "red"),
    ReplyState.REMINDER: ("Chưa nộp", "amber"),
    ReplyState.FINE: ("Không có gì phải sửa", "green"),
    ReplyState.ON_PAPER: ("Nhập từ bản giấy", "green"),
    ReplyState.EXCLUDED: ("Không xét", "unused"),
    ReplyState.NO_FORM: ("Không cần phiếu", "green"),
    ReplyState.NOT_ISSUED: ("Chưa phát phiếu", "amber"),
}
_FOR_THE_HEAD = frozenset({"TWO_CHOSEN", "UNIT_NAME_DIFFERS", "NAMES_ANOTHER_UNIT", "SENDER_DIFFERS",
                           "NOT_ASSIGNED_UNCONFIRMED", "SCORE_NOT_USED_YET"})  # fmt: skip
"""What a unit cannot mend in its file."""
_OURS_TO_OPEN = frozenset(
    {
        Code.FILE_NOT_OPENED,
        Code.FILE_UNFINISHED,
        Code.ARCHIVE_NOT_READ,
        Code.ARCHIVE_TOO_DEEP,
        Code.NOT_TAKEN_YET,
        Code.MSG_NOT_READ,
    }
)
"""What the head does without the unit."""
_TO_THE_UNIT: Mapping[Code, str] = {
    Code.FILE_EMPTY: "Mở phiếu đã điền trên máy của đơn vị, lưu lại rồi gửi lại.",
    Code.FILE_NOT_XLSX: "Gửi phiếu Excel: mở bằng Excel, chọn Lưu thành loại .xlsx rồi gửi lại.",
    Code.FILE_IS_LINK: "Gửi chính tệp phiếu .xlsx dạng tệp đính kèm, không gửi đường dẫn.",
    Code.ARCHIVE_IN_PARTS: "Gửi phiếu .xlsx dạng tệp đính kèm thường, không chia nhỏ tệp nén.",
    Code.FILE_DAMAGED: "Mở tệp trên máy của đơn vị, lưu lại rồi gửi lại.",
    Code.FILE_UNSAFE: "Nhập lại vào phiếu đã phát rồi gửi lại.",
    Code.WRONG_SCHEMA: "Gửi phiếu tự chấm Trưởng cụm đã phát.",
    Code.WRONG_CLUSTER: "Gửi đúng phiếu của cụm này.",
    Code.WRONG_YEAR: "Gửi phiếu đúng năm.",
    Code.NEVER_ISSUED: "Nhập vào phiếu Trưởng cụm đã phát cho đơn vị rồi gửi lại.",
    Code.OLD_CRITERIA: "Nhập vào phiếu phát lần sau cùng (theo bộ tiêu chí mới) rồi gửi lại.",
    Code.TWO_FILES: "Trả lời thư này, cho biết phiếu nào là phiếu chính thức.",
    Code.SCORER_TWO_FILES: "Trả lời thư này, cho biết phiếu nào là phiếu chính thức.",
    Code.SCORER_ROW_MIXED: "Ghi điểm vào đúng dòng của phiếu đã phát, để nguyên mã và tên in sẵn, rồi gửi lại.",
    Code.SCORER_MAXIMUM_CHANGED: "Ghi lại điểm tối đa như phiếu đã phát, xem lại điểm ở dòng ấy rồi gửi lại.",
    Code.SCORER_MISSING: "Điền các ô ấy trong phiếu phát lần sau cùng rồi gửi lại.",
    Code.MAXIMUM_CHANGED: "Ghi lại điểm tối đa như phiếu đã phát; điểm được chấm theo bộ tiêu chí của cụm.",
    Code.UNIT_OF_MEASURE_CHANGED: "Ghi chỉ tiêu, kết quả theo đơn vị tính của phiếu đã phát; đã ghi đúng thì thôi.",
    Code.COPY_DIFFERS: "Ghi số đúng vào trang chương trình phát, xóa trang chép rồi gửi lại; đã đúng thì thôi.",
    Code.OFF_CRITERIA: "Ghi số ấy vào dòng của tiêu chí, xóa ô này rồi gửi lại; chỉ là tổng hay ghi chú thì thôi.",
    Code.COLUMN_DIFFERS: "Ghi số đúng vào cột đứng trước, xóa cột đứng sau rồi gửi lại; đã đúng thì thôi.",
    Code.TARGET_NOT_REGISTERED: "Ghi Chỉ tiêu đăng ký ở các tiêu chí ấy; không được giao thì để trống, nêu ở Ghi chú.",
    Code.TOO_MANY_ITEMS: "Gộp các dòng rồi gửi lại.",
    Code.TEXT_TOO_LONG: "Rút gọn lời ở ô ấy rồi gửi lại.",
    Code.DIFFERS_FROM_RULE: "Xem lại chỉ tiêu, kết quả hoặc điểm; nếu giữ điểm này thì nêu lý do ở cột Giải trình.",
}
"""What to do, said to the unit: the catalogue says it to the head."""


@dataclass(slots=True)
class Reply:
    """A unit, or a scorer, and what goes back to it."""

    unit: Unit
    state: ReplyState
    findings: list[Finding] = field(default_factory=list)
    receipt: Receipt | None = None
    """The file that counts."""
    copy: str = ""
    draft: str = ""
    text: str = ""
    """The name of the file with the letter to be pasted."""
    notes: list[str] = field(default_factory=list)
    scorer: bool = False
    """Whether it is about the workbook of one who scores others, who stands in `unit`."""
    lacks: str = ""
    """Which scores a scorer owes of whom, where none of its workbooks counts."""

    @property
    def listed(self) -> list[Finding]:
        """The findings as they are told: to a scorer from top to bottom, the same of many units once."""
        return in_sheet_order(condensed(self.findings)) if self.scorer else self.findings

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(found.is_error for found in self.listed)

    @property
    def warnings(self) -> int:
        """How many of them are none."""
        return len(self.listed) - self.errors


def planned(book: Book, outcome: Assessment) -> list[Reply]:
    """Every unit of the book with what it is asked for in the present collection, in the order of the book."""
    by_file = in_files(outcome)
    stage = present(book.settings)
    on_paper = outcome.typed if stage is Stage.YEAREND else typed_at(book, stage)
    return [_reply(book, unit, stage, on_paper, by_file) for unit in book.units]


def in_files(outcome: Assessment) -> dict[str, list[Finding]]:
    """What was found in every file."""
    by_file: dict[str, list[Finding]] = {}
    for found in in_order(outcome.findings):
        if found.file:
            by_file.setdefault(found.file, []).append(found)
    return by_file


def _reply(
    book: Book, unit: Unit, stage: Stage, on_paper: Collection[str], by_file: Mapping[str, list[Finding]]
) -> Reply:
    files = _of_stage(book, unit, stage, by_file)
    accepted = next((receipt for receipt in files if receipt.status is FileStatus.ACCEPTED), None)
    useless = [receipt for receipt in files if is_open(receipt) and is_later(receipt, accepted)]
    if accepted is not None:
        open_still = [
            found for found in by_file.get(accepted.file, ()) if not _is_explained(book, stage, found)
        ]
        mine = for_sender(open_still, Severity.ERROR, Severity.WARNING)
        state = ReplyState.TO_FIX if mine else ReplyState.FINE
        reply = Reply(unit, state, mine, accepted)
        reply.notes += not_used(useless)
        return reply
    if unit.code in on_paper and book.criteria.any_by_unit:
        return Reply(unit, ReplyState.ON_PAPER)
    here = [receipt.file for receipt in useless if _is_ours_to_open(by_file.get(receipt.file, ()))]
    if here:
        note = f"Đã gửi {', '.join(here)}: Trưởng cụm tự mở hoặc tải lại rồi nhận lại, không hỏi đơn vị."
        return Reply(unit, ReplyState.FINE, notes=[note])
    wrong = [one for receipt in useless for one in for_sender(by_file.get(receipt.file, ()), Severity.ERROR)]
    if wrong:
        return Reply(unit, ReplyState.RESEND, wrong)
    return _silent(book, unit, stage, files, useless)


def _of_stage(
    book: Book, unit: Unit, stage: Stage, by_file: Mapping[str, list[Finding]]
) -> list[Receipt]:  # fmt: skip
    """The unit's files of a collection, and later than what it sent before those of which nobody knows the stage."""
    mine = [receipt for receipt in book.receipts if receipt.unit == unit.code]
    last = max((one.received for one in mine if one.status is FileStatus.ACCEPTED), default="")
    return [
        one for one in mine
        if (one.received > last if _is_unread(one, by_file) else one.stage is stage)
    ]  # fmt: skip


def _is_unread(receipt: Receipt, by_file: Mapping[str, list[Finding]]) -> bool:
    """A file in which nobody saw what form it is."""
    return receipt.status is FileStatus.REFUSED or _is_ours_to_open(by_file.get(receipt.file, ()))


def _silent(
    book: Book, unit: Unit, stage: Stage, files: Sequence[Receipt], useless: Sequence[Receipt]
) -> Reply:  # fmt: skip
    """A unit of which no form is in, nor a file that it could mend."""
    if unit.is_excluded:
        return Reply(unit, ReplyState.EXCLUDED)
    if not book.criteria.any_by_unit:
        return Reply(unit, ReplyState.NO_FORM)
    if waiting := waits(useless):
        return Reply(unit, ReplyState.FINE, notes=waiting)
    if stage is not Stage.YEAREND and not book.issued_at(stage):
        note = f"Chưa phát hành phiếu {stage.shown.lower()}: phát hành trước khi nhắc."
        return Reply(unit, ReplyState.NOT_ISSUED, notes=[note])
    return _reminded(unit, files)


def _reminded(unit: Unit, files: Sequence[Receipt]) -> Reply:
    """A unit that has not sent, or only blank forms: which of them came from itself nobody can tell from a folder."""
    return Reply(unit, ReplyState.REMINDER, notes=only_blank(files))


def not_used(useless: Sequence[Receipt]) -> list[str]:
    """That files came beside the one that counts, and cannot be used."""
    names = ", ".join(receipt.file for receipt in useless)
    return [f"Còn tệp chưa dùng được, xem trang Tiếp nhận: {names}."] if names else []


def waits(useless: Sequence[Receipt]) -> list[str]:
    """That files wait for the head, and nobody is asked for one meanwhile."""
    names = ", ".join(receipt.file for receipt in useless if receipt.status is FileStatus.WAITING)
    return [f"Đã có phiếu, đang chờ chọn ở trang Tiếp nhận: {names}; không nhắc nộp."] if names else []


def only_blank(files: Sequence[Receipt]) -> list[str]:
    """That nothing but blank forms came."""
    names = ", ".join(receipt.file for receipt in files if receipt.status is FileStatus.BLANK)
    return [f"Mới có phiếu chưa nhập gì: {names}."] if names else []


_FOR_REASONS = frozenset({Code.DIFFERS_FROM_RULE, Code.WILD_RATIO, Code.SCALE_DIFFERS})
"""What is asked of a unit where it may be right: its `Giải trình` answers it."""


def _is_explained(book: Book, stage: Stage, found: Finding) -> bool:
    if stage is not Stage.YEAREND:
        return False
    entry = book.ledger.get((found.unit, found.criterion))
    return found.code in _FOR_REASONS and entry is not None and bool(entry.explanation)


def _is_ours_to_open(findings: Iterable[Finding]) -> bool:
    """A file that came whole, and only here could not be opened or was not fetched whole."""
    return any(found.code in _OURS_TO_OPEN for found in findings)


def is_open(receipt: Receipt) -> bool:
    """A file that is not used, about which nobody has decided."""
    return (
        receipt.status in (FileStatus.REFUSED, FileStatus.WAITING)
        and receipt.decision is not FileDecision.SKIP
    )


def is_later(receipt: Receipt, accepted: Receipt | None) -> bool:
    """Whether a file came after the one that counts, or none counts."""
    return accepted is None or receipt.received > accepted.received


def for_sender(findings: Iterable[Finding], *severities: Severity) -> list[Finding]:
    """What its sender can mend, said to the sender, each text at a length that can be read."""
    return [
        replace(
            found, value=one_line(found.value), message=one_line(found.message),
            action=one_line(_TO_THE_UNIT.get(found.code, found.action)),
        )
        for found in findings
        if found.severity in severities and found.code.name not in _FOR_THE_HEAD and found.code not in _OURS_TO_OPEN
    ]  # fmt: skip


def summary(replies: Sequence[Reply]) -> str:
    """How many units, and scorers where there are any, are in each state."""
    said = [_counted([one for one in replies if not one.scorer], "đơn vị")]
    scorers = [one for one in replies if one.scorer]
    return " ".join([*said, *([_counted(scorers, "người chấm")] if scorers else [])])


def _counted(replies: Sequence[Reply], who: str) -> str:
    states = Counter(reply.state for reply in replies)
    said = ", ".join(f"{states[state]} {decapitalised(state.shown)}" for state in ReplyState if states[state])
    return f"{len(replies)} {who}: {said}."
