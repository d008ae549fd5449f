"""Trả phiếu cần sửa: for every unit a marked copy of its own workbook and a draft of the letter to it.

Nothing is sent, and neither the book nor the originals change. What stands in the folder under our names is
made anew each time; what a person changed there, and a copy or draft that nobody needs any more, is put away in
`luu/`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ... import clock
from ...bookkeeping.written_folder import Folder, sha256
from ...domain.scoring.settings import Phase
from ...domain.scoring.units import Unit
from ...domain.values.findings import Code, Finding, Severity, in_order
from ...errors import CannotRunError
from ...mail import drafts as letters
from ...ooxml.marks import AMBER, RED, Mark, PackageError, marked
from ...sheets.cluster.receipts import Decision, Receipt, Status
from ...sheets.form import given_back, to_fix
from ...sheets.form.given_back import Line
from ...sheets.hidden import GIVEN_BACK, render_meta
from ...workbook.model import Workbook
from ...workers import garbage
from ..assess import Assessment
from ..book import Book, open_book, refuse_empty
from ..identify import load_original
from .collect import computed
from .new_book import make_writable

INDEX = "DANH_SACH.xlsx"


class State(StrEnum):
    """What a unit is asked for, by its name in JSON."""

    TO_FIX = "to_fix"
    RESEND = "resend"
    REMINDER = "reminder"
    FINE = "fine"
    ON_PAPER = "on_paper"
    EXCLUDED = "excluded"
    NO_FORM = "no_form"
    """The cluster scores everything: no form is due."""

    @property
    def shown(self) -> str:
        """Tình trạng."""
        return _SHOWN[self][0]


_SHOWN = {
    State.TO_FIX: ("Phiếu cần sửa", "red"),
    State.RESEND: ("Cần gửi lại tệp", "red"),
    State.REMINDER: ("Chưa nộp", "amber"),
    State.FINE: ("Không có gì phải sửa", "green"),
    State.ON_PAPER: ("Nhập từ bản giấy", "green"),
    State.EXCLUDED: ("Không xét", "unused"),
    State.NO_FORM: ("Không cần phiếu", "green"),
}
_STEM = {State.TO_FIX: "Can_sua", State.RESEND: "Gui_lai", State.REMINDER: "Nhac_nop"}
_OURS = re.compile(rf"(?:{'|'.join(_STEM.values())})_(.+?)(?:-\d+)?_\d+\.(?:xlsx|eml)")
"""The names of copies and drafts, and the unit's code in them."""
_SUBJECT = {
    State.TO_FIX: "Đề nghị sửa và gửi lại phiếu tự chấm năm {year}",
    State.RESEND: "Đề nghị gửi lại phiếu tự chấm năm {year}",
    State.REMINDER: "Đề nghị nộp phiếu tự chấm năm {year}",
}

_FOR_THE_HEAD = frozenset({"TWO_CHOSEN", "UNIT_NAME_DIFFERS", "SENDER_DIFFERS", "NOT_ASSIGNED_UNCONFIRMED"})
"""What a unit cannot mend in its file."""
_OURS_TO_OPEN = frozenset(
    {
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
    Code.MAXIMUM_CHANGED: "Ghi lại điểm tối đa như phiếu đã phát; điểm được chấm theo bộ tiêu chí của cụm.",
    Code.DIFFERS_FROM_RULE: "Xem lại chỉ tiêu, kết quả hoặc điểm; nếu giữ điểm này thì nêu lý do ở cột Giải trình.",
}
"""What to do, said to the unit: the catalogue says it to the head."""


@dataclass(slots=True)
class Reply:
    """A unit and what goes back to it."""

    unit: Unit
    state: State
    findings: list[Finding] = field(default_factory=list)
    receipt: Receipt | None = None
    """The file that counts."""
    copy: str = ""
    draft: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(found.is_error for found in self.findings)

    def as_json(self) -> dict[str, object]:
        """The unit in `give-back --json`."""
        return {
            "unit": self.unit.code, "name": self.unit.name, "state": self.state.value, "errors": self.errors,
            "warnings": len(self.findings) - self.errors, "copy": self.copy or None,
            "draft": self.draft or None, "email": letters.addresses(self.unit.email), "note": " ".join(self.notes),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The outcome of `give-back`."""

    folder: Path
    index: Path
    replies: list[Reply]
    strangers: list[Receipt]
    """Files that nobody could attribute to a unit."""

    def of(self, state: State) -> list[Reply]:
        """The units in a state."""
        return [reply for reply in self.replies if reply.state is state]

    @property
    def drafts(self) -> int:
        """How many letters wait to be sent."""
        return sum(bool(reply.draft) for reply in self.replies)

    def as_json(self) -> dict[str, object]:
        """The document of `give-back --json`."""
        return {
            "index": str(self.index), "given_back": len(self.of(State.TO_FIX)),
            "resend": len(self.of(State.RESEND)), "reminders": len(self.of(State.REMINDER)),
            "units": [reply.as_json() for reply in self.replies],
            "unattributed": [receipt.file for receipt in self.strangers],
        }  # fmt: skip


@garbage.held()
def give_back(path: Path, out: Path) -> GivenBack:
    """Copies, drafts and the index into the folder. Raises CannotRunError where nothing could be done."""
    return give_back_from(open_book(path, to_write=False), out)


def give_back_from(book: Book, out: Path) -> GivenBack:
    """The same from a book that is read already, from its file or live; nothing is written into it."""
    if book.settings.phase is Phase.CLOSED:
        raise CannotRunError(
            f"Sổ {book.path.name} ở giai đoạn Đã chốt nên không nhận lại phiếu sửa; mở lại sổ trước."
        )
    refuse_empty(book)
    replies = planned(book, computed(book)[0])
    _refuse_lost_originals(book, replies)
    _refuse_inbox(book, out)
    make_writable(out, "thư và phiếu trả")
    try:
        folder = Folder(out, INDEX)
        _write(book, replies, folder)
        strangers = [r for r in book.receipts if book.unit(r.unit) is None and _is_open(r)]
        index = folder.put(INDEX, _index(book, replies, strangers, folder.written))
        codes = {_harmless(reply.unit.code).casefold() for reply in replies}
        folder.clear(lambda name: (ours := _OURS.fullmatch(name)) is not None and ours[1].casefold() in codes)
    except OSError as error:
        raise CannotRunError(f"Không ghi được vào {out}: {error.strerror or error}.") from None
    return GivenBack(out, index, replies, strangers)


# --- who is asked for what ----------------------------------------------------------------------


def planned(book: Book, outcome: Assessment) -> list[Reply]:
    """Every unit of the book with what it is asked for, in the order of the book."""
    by_file: dict[str, list[Finding]] = {}
    for found in in_order(outcome.findings):
        if found.file:
            by_file.setdefault(found.file, []).append(found)
    return [_reply(book, unit, outcome, by_file) for unit in book.units]


def _reply(book: Book, unit: Unit, outcome: Assessment, by_file: Mapping[str, list[Finding]]) -> Reply:
    files = [receipt for receipt in book.receipts if receipt.unit == unit.code]
    accepted = next((receipt for receipt in files if receipt.status is Status.ACCEPTED), None)
    useless = [receipt for receipt in files if _is_open(receipt) and _is_later(receipt, accepted)]
    if accepted is not None:
        open_still = [found for found in by_file.get(accepted.file, ()) if not _is_explained(book, found)]
        mine = _for_the_unit(open_still, Severity.ERROR, Severity.WARNING)
        state = State.TO_FIX if mine else State.FINE
        reply = Reply(unit, state, mine, accepted)
        if useless:
            names = ", ".join(receipt.file for receipt in useless)
            reply.notes.append(f"Còn tệp chưa dùng được, xem trang Tiếp nhận: {names}.")
        return reply
    if unit.code in outcome.typed and book.criteria.any_by_unit:
        return Reply(unit, State.ON_PAPER)
    here = [receipt.file for receipt in useless if _is_ours_to_open(by_file.get(receipt.file, ()))]
    if here:
        note = f"Đã gửi {', '.join(here)}: Trưởng cụm tự mở hoặc tải lại rồi nhận lại, không hỏi đơn vị."
        return Reply(unit, State.FINE, notes=[note])
    wrong = [
        one for receipt in useless for one in _for_the_unit(by_file.get(receipt.file, ()), Severity.ERROR)
    ]
    if wrong:
        return Reply(unit, State.RESEND, wrong)
    if unit.is_excluded:
        return Reply(unit, State.EXCLUDED)
    if not book.criteria.any_by_unit:
        return Reply(unit, State.NO_FORM)
    waiting = [receipt.file for receipt in useless if receipt.status is Status.WAITING]
    if waiting:
        note = f"Đã có phiếu, đang chờ chọn ở trang Tiếp nhận: {', '.join(waiting)}; không nhắc nộp."
        return Reply(unit, State.FINE, notes=[note])
    return _reminded(unit, files)


def _reminded(unit: Unit, files: Sequence[Receipt]) -> Reply:
    """A unit that has not sent, or only blank forms: which of them came from itself nobody can tell from a folder."""
    blank = ", ".join(receipt.file for receipt in files if receipt.status is Status.BLANK)
    notes = [f"Mới có phiếu chưa nhập gì: {blank}."] if blank else []
    return Reply(unit, State.REMINDER, notes=notes)


_FOR_REASONS = frozenset({Code.DIFFERS_FROM_RULE, Code.WILD_RATIO, Code.SCALE_DIFFERS})
"""What is asked of a unit where it may be right: its `Giải trình` answers it."""


def _is_explained(book: Book, found: Finding) -> bool:
    entry = book.ledger.get((found.unit, found.criterion))
    return found.code in _FOR_REASONS and entry is not None and bool(entry.explanation)


def _is_ours_to_open(findings: Iterable[Finding]) -> bool:
    """A file that came whole, and only here could not be opened or was not fetched whole."""
    return any(found.code in _OURS_TO_OPEN for found in findings)


def _is_open(receipt: Receipt) -> bool:
    """A file that is not used, about which nobody has decided."""
    return receipt.status in (Status.REFUSED, Status.WAITING) and receipt.decision is not Decision.SKIP


def _is_later(receipt: Receipt, accepted: Receipt | None) -> bool:
    return accepted is None or receipt.received > accepted.received


def _for_the_unit(findings: Iterable[Finding], *severities: Severity) -> list[Finding]:
    """What the unit can mend, said to the unit, each text at a length that can be read."""
    return [
        replace(
            found, value=letters.plain(found.value), message=letters.plain(found.message),
            action=letters.plain(_TO_THE_UNIT.get(found.code, found.action)),
        )
        for found in findings
        if found.severity in severities and found.code.name not in _FOR_THE_HEAD and found.code not in _OURS_TO_OPEN
    ]  # fmt: skip


def _refuse_lost_originals(book: Book, replies: Sequence[Reply]) -> None:
    """Raises CannotRunError where every original that is needed is gone: probably the folder was not copied."""
    needed = [reply.receipt for reply in replies if reply.state is State.TO_FIX and reply.receipt]
    if needed and not any(_original(book, receipt) for receipt in needed):
        raise CannotRunError(
            f"Không thấy bản gốc của các phiếu trong {book.originals}; đặt lại thư mục ấy cạnh sổ rồi chạy lại."
        )


def _original(book: Book, receipt: Receipt) -> bytes | None:
    """The untouched bytes; None where they are lost or are not those that came."""
    data = load_original(book.originals, receipt)
    return data if data is not None and sha256(data) == receipt.sha256 else None


def _refuse_inbox(book: Book, out: Path) -> None:
    """Raises CannotRunError for a folder whose files `collect` reads: copies would come in as scorecards."""
    if out.resolve() == book.originals.resolve() or book.originals.resolve() in out.resolve().parents:
        raise CannotRunError(f"{out} là thư mục giữ bản gốc; chọn thư mục khác.")
    known = {receipt.sha256 for receipt in book.receipts}
    try:
        ours = _OURS if (out / INDEX).exists() else re.compile("(?!)")  # a copy that came back as it was sent
        found = out.iterdir() if out.is_dir() else ()
        files = [
            file for file in found if file.is_file() and file.name != INDEX and not ours.fullmatch(file.name)
        ]
        received = [file.name for file in files if sha256(file.read_bytes()) in known]
    except OSError as error:
        raise CannotRunError(f"Không đọc được {out}: {error.strerror or error}.") from None
    if received:
        raise CannotRunError(
            f"{out} chứa phiếu đã nhận ({received[0]}); chọn thư mục khác để phiếu trả không bị nhận nhầm vào sổ."
        )


# --- what is written ------------------------------------------------------------------------------


def _write(book: Book, replies: Sequence[Reply], folder: Folder) -> None:
    moment, settings = clock.now(), book.settings
    today = moment.date()
    for reply, stem in zip(replies, _stems(replies, settings.year), strict=True):
        unit, data, name = reply.unit, b"", ""
        if reply.state is State.TO_FIX:
            data = _copy(book, reply)
            name = f"{stem}.xlsx" if data else ""
            body = letters.to_mend(settings, today, unit, reply.findings, name)
        elif reply.state is State.RESEND:
            body = letters.to_send_again(settings, today, unit, reply.findings)
        elif reply.state is State.REMINDER:
            body = letters.reminder(settings, today, unit)
        else:
            continue
        subject = f"{_SUBJECT[reply.state].format(year=settings.year)} – {unit.name} ({unit.code})"
        mail = letters.draft(unit, subject, body, moment, name, data)
        if data:
            reply.copy = folder.put(name, data).name
        reply.draft = folder.put(f"{stem}.eml", mail).name
        if not letters.addresses(unit.email):
            told = "địa chỉ không hợp lệ" if unit.email else "để trống"
            reply.notes.append(f"Email ở trang Đơn vị {told}: điền người nhận trước khi gửi.")


def _stems(replies: Sequence[Reply], year: int) -> list[str]:
    """A harmless file name for every reply, no two alike."""
    seen: Counter[str] = Counter()
    stems = []
    for reply in replies:
        code = _harmless(reply.unit.code)
        seen[code.casefold()] += 1
        again = f"-{seen[code.casefold()]}" if seen[code.casefold()] > 1 else ""
        stems.append(f"{_STEM.get(reply.state, '')}_{code}{again}_{year}")
    return stems


def _harmless(code: str) -> str:
    """A unit's code as a piece of a file name."""
    return re.sub(r"[^\w-]", "_", code)[:60]


def _copy(book: Book, reply: Reply) -> bytes:
    """The unit's workbook with its cells marked; empty (with a note why) where that cannot be."""
    assert reply.receipt is not None
    original = _original(book, reply.receipt)
    if original is None:
        reply.notes.append(f"Bản gốc của {reply.receipt.file} đã mất hoặc bị sửa: thư chỉ có danh sách.")
        return b""
    try:
        return marked_copy(book, reply.unit, original, reply.findings)
    except (PackageError, ValueError):
        reply.notes.append(
            f"Không đánh dấu được vào {reply.receipt.file} (cấu trúc tệp lạ): thư chỉ có danh sách."
        )
        return b""


def marked_copy(book: Book, unit: Unit, original: bytes, findings: Sequence[Finding]) -> bytes:
    """A unit's workbook with a first sheet `Cần sửa` and its cells marked.

    Raises:
        PackageError: the workbook cannot be changed.
    """
    from ...workbook.write import to_parts  # a click in Excel does not wait for XlsxWriter at start

    deadline = book.settings.deadline
    said = f"Hạn gửi lại: {deadline:%d/%m/%Y}." if deadline and deadline >= clock.now().date() else ""
    sheet = to_fix.render(f"{letters.plain(unit.name)} ({unit.code})", findings, said)
    fresh = to_parts(Workbook([sheet], "Phiếu cần sửa"), clock.now())
    return marked(original, fresh, sheet.name, _marks(findings), clock.now())


def _marks(findings: Sequence[Finding]) -> dict[str, list[Mark]]:
    """One mark for each cell that a finding names, with all that is said of it, by sheet."""
    cells: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        if found.sheet and found.cell:
            cells.setdefault((found.sheet, found.cell), []).append(found)
    marks: dict[str, list[Mark]] = {}
    for (sheet, cell), said in cells.items():
        colour = RED if any(found.is_error for found in said) else AMBER
        text = "\n".join(f"{found.severity.shown}: {found.message}\n→ {found.action}" for found in said)
        marks.setdefault(sheet, []).append(Mark(cell, colour, text))
    return marks


def _index(
    book: Book, replies: Sequence[Reply], strangers: Sequence[Receipt], written: Mapping[str, str]
) -> bytes:
    from ...workbook.write import to_bytes

    lines = [
        Line(r.unit.code, letters.plain(r.unit.name), *_SHOWN[r.state], r.errors, len(r.findings) - r.errors, r.copy,
             r.draft, letters.plain(r.unit.email), " ".join(r.notes))
        for r in replies
    ]  # fmt: skip
    lines += [
        Line("", "", one.status.shown, "amber", one.errors, 0, "", "", "",
             f"Tệp {letters.plain(one.file)} chưa rõ của đơn vị nào, xem trang Tiếp nhận.")
        for one in strangers
    ]  # fmt: skip
    settings = book.settings
    sheet = given_back.render(
        f"TRẢ PHIẾU CẦN SỬA NĂM {settings.year} – {letters.plain(settings.name or settings.cluster)}",
        summary(replies), lines,
    )  # fmt: skip
    memory = render_meta({"schema": GIVEN_BACK, **written})
    return to_bytes(Workbook([sheet, memory], "Trả phiếu cần sửa"), clock.now())


def summary(replies: Sequence[Reply]) -> str:
    """How many units there are in each state."""
    states = Counter(reply.state for reply in replies)
    said = ", ".join(
        f"{states[state]} {state.shown[0].lower()}{state.shown[1:]}" for state in State if states[state]
    )
    return f"{len(replies)} đơn vị: {said}."
