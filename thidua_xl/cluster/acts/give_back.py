"""Trả phiếu cần sửa: for every unit and scorer a marked copy of its own workbook and a draft of the letter to it.

Nothing is sent, and the originals do not change; the book notes for whom letters were made (`letters_made`). What
stands in the folder under our names is made anew each time; what a person changed there, and a copy or draft that
nobody needs any more, is put away in `luu/`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ... import clock
from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.new_file import make_writable
from ...bookkeeping.received import original_of
from ...bookkeeping.saved import Saved
from ...bookkeeping.written_folder import Folder, sha256
from ...domain.scoring.settings import Phase, Settings
from ...domain.scoring.units import Unit
from ...domain.values.findings import Finding
from ...domain.values.text import fold, one_line
from ...domain.year.stages import Stage, present
from ...errors import CannotRunError, reason
from ...mail import drafts as letters
from ...mail.drafts import Attached
from ...ooxml.marks import AMBER, RED, Mark, PackageError, marked
from ...sheets.cluster.receipts import Receipt
from ...sheets.form import given_back, to_fix
from ...sheets.form.given_back import Line
from ...sheets.hidden import GIVEN_BACK, render_meta
from ...workbook.model import Workbook
from ...workers.steps import Step, quietly, watched
from ..book import Book
from ..computed import computed
from ..kept.given_scores import judges_by_code, judges_of
from ..letters import asked_now, code_in_names, harmless, no_address, stems, subject_of, text_of
from ..letters_made import note_letters
from ..refusals import refuse_empty
from ..replies import SHOWN, Reply, ReplyState, is_open, planned, summary
from ..save import save_cluster_book
from ..scorer_replies import SCORES, scorer_replies

COMMAND = "give-back"
INDEX = "DANH_SACH.xlsx"
_STEM = {ReplyState.TO_FIX: "Can_sua", ReplyState.RESEND: "Gui_lai", ReplyState.REMINDER: "Nhac_nop"}
_STAGES = [stage.prefix for stage in Stage if stage is not Stage.YEAREND]
_OURS = re.compile(
    rf"(?:{'|'.join(_STEM.values())})_(?:(?:{'|'.join(_STAGES)})_)?(.+?)(?:-\d+)?_\d+\.(?:xlsx|eml|txt)"
)
"""The names of copies and drafts, and the unit's code in them."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The outcome of `give-back`."""

    folder: Path
    index: Path
    replies: list[Reply]
    strangers: list[Receipt]
    """Files that nobody could attribute to a unit."""
    saved: Saved
    scorers: list[Reply] = field(default_factory=list)
    """What goes back to those who score others."""

    @property
    def all_replies(self) -> list[Reply]:
        """Of units and scorers."""
        return [*self.replies, *self.scorers]

    def of(self, state: ReplyState) -> list[Reply]:
        """The units in a state."""
        return [reply for reply in self.replies if reply.state is state]

    @property
    def drafts(self) -> int:
        """How many letters wait to be sent."""
        return sum(bool(reply.draft) for reply in self.all_replies)


def give_back(book: Book, out: Path, keep: Keep = in_file, step: Step = quietly) -> GivenBack:
    """Copies, drafts and the index into the folder; then the book knows of the letters.

    `step` is told how many units and scorers of how many are done.

    Raises CannotRunError where nothing could be done, or the book could not be written.
    """
    if book.settings.phase is Phase.CLOSED:
        raise CannotRunError(
            f"Sổ {book.file.path.name} ở giai đoạn Đã chốt nên không nhận lại phiếu sửa; mở lại sổ trước."
        )
    refuse_empty(book)
    outcome, events = computed(book)
    units, scorers = planned(book, outcome), scorer_replies(book, outcome)
    replies = [*units, *scorers]
    _refuse_lost_originals(book, replies)
    refuse_inbox(book, out, _OURS)
    make_writable(out, "thư và phiếu trả")
    try:
        folder = Folder(out, INDEX, COMMAND)
        _write(book, replies, folder, step)
        strangers = _strangers(book)
        index = folder.put(INDEX, _index(book, replies, strangers, folder.written))
        codes = {harmless(code).casefold() for code in _codes(book)}
        folder.clear(lambda name: (ours := _OURS.fullmatch(name)) is not None and ours[1].casefold() in codes)
    except OSError as error:
        raise CannotRunError(f"Không ghi được vào {out}: {reason(error)}.") from None
    made = list(note_letters(book, replies, clock.now().date()))
    saved = save_cluster_book(book, outcome, COMMAND, [*events, *made], keep)
    return GivenBack(out, index, units, strangers, saved, scorers)


def _strangers(book: Book) -> list[Receipt]:
    """Open files of which nobody knows whose they are."""
    judges = judges_by_code(book)
    return [
        one for one in book.receipts
        if book.unit(one.unit) is None and fold(one.scorer) not in judges and is_open(one)
    ]  # fmt: skip


def _codes(book: Book) -> list[str]:
    """Of everybody who may have had a copy or a draft in the folder, as names of files hold them."""
    scorers = [code_in_names(one.code, scorer=True) for one in judges_of(book)]
    return [*(unit.code for unit in book.units), *scorers]


# --- who is asked for what ----------------------------------------------------------------------


def _refuse_lost_originals(book: Book, replies: Sequence[Reply]) -> None:
    """Raises CannotRunError where every original that is needed is gone: probably the folder was not copied."""
    needed = [reply.receipt for reply in replies if reply.state is ReplyState.TO_FIX and reply.receipt]
    if needed and not any(original_of(book, receipt) for receipt in needed):
        raise CannotRunError(
            f"Không thấy bản gốc của các phiếu trong {book.originals}; đặt lại thư mục ấy cạnh sổ rồi chạy lại."
        )


def refuse_inbox(book: Book, out: Path, names: re.Pattern[str]) -> None:
    """Raises CannotRunError for a folder whose files `collect` reads: copies would come in as scorecards.

    `names`: of what the program writes there itself.
    """
    if out.resolve() == book.originals.resolve() or book.originals.resolve() in out.resolve().parents:
        raise CannotRunError(f"{out} là thư mục giữ bản gốc; chọn thư mục khác.")
    known = {receipt.sha256 for receipt in book.receipts}
    try:
        ours = names if (out / INDEX).exists() else re.compile("(?!)")  # a copy that came back as it was sent
        found = out.iterdir() if out.is_dir() else ()
        files = [
            file for file in found if file.is_file() and file.name != INDEX and not ours.fullmatch(file.name)
        ]
        received = [file.name for file in files if sha256(file.read_bytes()) in known]
    except OSError as error:
        raise CannotRunError(f"Không đọc được {out}: {reason(error)}.") from None
    if received:
        raise CannotRunError(
            f"{out} chứa phiếu đã nhận ({received[0]}); chọn thư mục khác để phiếu trả không bị nhận nhầm vào sổ."
        )


# --- what is written ------------------------------------------------------------------------------


def _write(book: Book, replies: Sequence[Reply], folder: Folder, step: Step) -> None:
    moment, settings = clock.now(), book.settings
    of_units = asked_now(settings)
    every = zip(replies, _stems(replies, settings), strict=True)
    for reply, stem in watched(every, len(replies), step):
        if reply.state not in _STEM:
            continue
        attached = Attached()
        if reply.state is ReplyState.TO_FIX and (data := copy_of(book, reply)):
            attached = Attached(f"{stem}.xlsx", data)
            reply.copy = folder.put(*attached).name
        asked = SCORES if reply.scorer else of_units
        body = text_of(book, reply, asked, moment.date(), attached.name)
        mail = letters.draft(reply.unit.email, subject_of(settings, reply), body, moment, attached)
        reply.draft = folder.put(f"{stem}.eml", mail).name
        text = letters.pasted(reply.unit.email, subject_of(settings, reply), body, attached.name)
        reply.text = folder.put(f"{stem}.txt", text).name
        if not letters.addresses(reply.unit.email):
            person = reply.scorer and book.unit(reply.unit.code) is None
            reply.notes.append(no_address(reply.unit.email, "Người chấm" if person else "Đơn vị"))


def _stems(replies: Sequence[Reply], settings: Settings) -> list[str]:
    """A harmless file name for every reply, no two alike."""
    stage = present(settings)
    of_stage = "" if stage is Stage.YEAREND else f"_{stage.prefix}"
    begins = (
        (_STEM.get(reply.state, "") + of_stage, code_in_names(reply.unit.code, reply.scorer))
        for reply in replies
    )
    return stems(begins, settings.year)


def copy_of(book: Book, reply: Reply) -> bytes:
    """The sender's workbook with its cells marked; empty (with a note why) where that cannot be."""
    assert reply.receipt is not None
    original = original_of(book, reply.receipt)
    if original is None:
        reply.notes.append(f"Bản gốc của {reply.receipt.file} đã mất hoặc bị sửa: thư chỉ có danh sách.")
        return b""
    try:
        return _marked_reply(book, reply, original)
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
    reply = Reply(unit, ReplyState.TO_FIX, list(findings))
    return _marked_reply(book, reply, original)


def _marked_reply(book: Book, reply: Reply, original: bytes) -> bytes:
    from ...workbook.write import to_parts  # a click in Excel does not wait for XlsxWriter at start

    deadline = (SCORES if reply.scorer else asked_now(book.settings)).due
    said = f"Hạn gửi lại: {deadline:%d/%m/%Y}." if deadline and deadline >= clock.now().date() else ""
    sheet = to_fix.render(f"{one_line(reply.unit.name)} ({reply.unit.code})", reply.listed, said)
    fresh = to_parts(Workbook([sheet], "Phiếu cần sửa"), clock.now())
    return marked(original, fresh, sheet.name, _marks(reply.findings), clock.now())


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
        Line(r.unit.code, _named(r), *SHOWN[r.state], r.errors, r.warnings, r.copy, r.draft,
             r.text, one_line(r.unit.email), " ".join(r.notes))
        for r in replies
    ]  # fmt: skip
    lines += [
        Line("", "", one.status.shown, "amber", one.errors, 0, "", "", "", "",
             f"Tệp {one_line(one.file)} chưa rõ của đơn vị nào, xem trang Tiếp nhận.")
        for one in strangers
    ]  # fmt: skip
    settings = book.settings
    sheet = given_back.render(
        f"TRẢ PHIẾU CẦN SỬA {settings.period_said.upper()} – {one_line(settings.name or settings.cluster)}",
        summary(replies), lines,
    )  # fmt: skip
    memory = render_meta({"schema": GIVEN_BACK, **written})
    return to_bytes(Workbook([sheet, memory], "Trả phiếu cần sửa"), clock.now())


def _named(reply: Reply) -> str:
    """Whose line it is: a unit has one for its form and one for what it gives others."""
    name = one_line(reply.unit.name)
    return f"{name} (người chấm)" if reply.scorer else name
