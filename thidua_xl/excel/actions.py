"""What each button does: the same functions as the command line, on the open workbook.

What only some buttons need they load themselves: a click on Xếp hạng waits for nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import xlwings as xw

from .. import clock
from ..bookkeeping.opening import schema_of
from ..cluster.acts.collect import Collected, collect, collect_into, computed, count, rank, rank_in
from ..cluster.assess import Assessment, needs_a_person
from ..cluster.book import Book, read_book, refuse_closed, refuse_empty
from ..cluster.save import Saved
from ..domain.values.findings import Finding, Severity, any_error, in_order
from ..errors import CannotRunError
from ..scorecard.read import form_of
from ..sheets.cluster import agreed, ballots, matrix, ranking, settings, submissions, to_fix
from ..sheets.cluster.receipts import Status
from ..sheets.hidden import CLUSTER, SCORECARD
from ..storage import locks
from ..wording.sentences import (
    REOPENED,
    closed_said,
    copied_said,
    differences_said,
    files_said,
    given_back_said,
    nominee_said,
    saved_said,
    sending_asked,
    submitted_said,
    tie_said,
    units_said,
    verified_said,
)
from .keep import Confirm, DeclinedError, LiveKeeper, NeedsReopeningError, save_workbook
from .live import LiveBook, is_read_only, path_of
from .person import Person
from .pointing import explained_at

_FEW = 10
"""Findings that a message names one by one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told when a command is done."""

    text: str
    attention: bool = False
    """Whether something needs a person (exit code 1 of the command line)."""
    sheet: str = ""
    """The sheet to show."""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Click:
    """What a command works with."""

    app: xw.App
    book: xw.Book | None
    path: Path | None
    person: Person

    @property
    def confirm(self) -> Confirm:
        """Asks the person who clicked."""
        return self.person.agrees

    def live(self) -> LiveBook:
        """The workbook as grids. Raises CannotRunError where none is open."""
        if self.book is None:
            raise CannotRunError("Chưa có sổ nào đang mở. Mở sổ rồi bấm lại.")
        return LiveBook(self.book)

    def chosen(self) -> Path:
        """The folder or file that was chosen. Raises CannotRunError without one."""
        if self.path is None:
            raise CannotRunError("Chưa chọn thư mục hoặc tên tệp.")
        return self.path

    def cluster_book(self, live: LiveBook, *, to_write: bool = True) -> Book:
        """The state of the open cluster book. Raises CannotRunError if it is none, or cannot be written."""
        if schema_of(live) != CLUSTER:
            raise CannotRunError(
                f"{live.book.name} không phải sổ cụm. Mở sổ cụm, chọn cửa sổ của nó rồi bấm lại."
            )
        path = path_of(live.book)
        if to_write and is_read_only(live.book):
            raise CannotRunError(
                f"Sổ {live.book.name} đang mở ở chế độ chỉ đọc (người khác đang mở, hoặc tệp bị khóa). Đóng ở nơi "
                "kia rồi mở lại sổ."
            )
        live.book.app.calculate()
        return read_book(live, path)


# --- Sổ cụm -----------------------------------------------------------------------------------


def new(click: Click) -> Answer:
    """A blank cluster book, opened."""
    from ..cluster.acts.new_book import blank, write_new

    path = write_new(click.chosen(), blank(clock.now().year))
    click.app.books.open(str(path))
    return Answer(f"Đã tạo {path}.\n\nĐiền trang Cụm, Đơn vị, Tiêu chí rồi bấm Phát hành phiếu.")


def new_from(click: Click) -> Answer:
    """This year's book from last year's, which is open."""
    from ..cluster.acts.new_book import next_year, write_new

    live = click.live()
    old = click.cluster_book(live, to_write=False)
    book = next_year(old)
    path = write_new(click.chosen(), book)
    click.app.books.open(str(path))
    return Answer(f"{copied_said(book.units, len(book.criteria.scored), live.book.name)}\n\nĐã tạo {path}.")


def issue_forms(click: Click) -> Answer:
    """One scorecard per unit into the folder."""
    from ..cluster.acts.new_book import issue, issue_from

    out = click.chosen()
    live = click.live()
    book = click.cluster_book(live)
    done = _kept(click, live, lambda keep: issue_from(book, out, keep), lambda path: issue(path, out))
    if done.saved is None:
        errors = [found for found in done.findings if found.is_error]
        return Answer(f"Chưa phát hành phiếu nào: sổ còn {len(errors)} lỗi.\n\n{_named(errors)}", True,
                      errors[0].sheet, errors[0].cell)  # fmt: skip
    return Answer(f"Đã phát hành {len(done.files)} phiếu vào {out}.\n\n{saved_said(done.saved)}",
                  any_error(done.findings))  # fmt: skip


# --- Nhận và kiểm tra -------------------------------------------------------------------------


def check(click: Click) -> Answer:
    """The open scorecard or cluster book, validated; nothing changes."""
    from ..check import check_book, check_form

    live = click.live()
    live.book.app.calculate()
    schema = schema_of(live)
    if schema == CLUSTER:
        checked = check_book(click.cluster_book(live, to_write=False))
    elif schema == SCORECARD:
        path = Path(live.book.name)
        checked = check_form(form_of(live, path.name), live, path)
    else:
        raise CannotRunError(f"{live.book.name} không phải phiếu tự chấm hay sổ cụm do chương trình tạo ra.")
    loud = [found for found in checked.findings if found.severity is not Severity.NOTE]
    if not loud:
        return Answer(f"{live.book.name}: {checked.ready or 'không có gì phải sửa.'}")
    errors = sum(found.is_error for found in loud)
    attention = bool(errors) or checked.status == Status.BLANK
    text = f"{live.book.name}: {errors} lỗi, {len(loud) - errors} cảnh báo.\n\n{_named(loud)}"
    if len(loud) > _FEW:
        if click.confirm(f"{text}\n\nMở danh sách đầy đủ trong một sổ mới?"):
            _list_in_new_book(click.app, loud)
            return Answer("", attention)
        text = ""  # it has been read in the question
    first = next((found for found in loud if found.cell), loud[0])
    return Answer(text, attention, first.sheet, first.cell)


def _list_in_new_book(app: xw.App, findings: list[Finding]) -> None:
    """All findings in a new workbook, which a person may print, send or throw away."""
    from .draw import draw_new

    draw_new(app.books.add(), to_fix.render(findings))


def collect_forms(click: Click) -> Answer:
    """Files of the folder into the book."""
    inbox = click.chosen()
    live = click.live()
    book = click.cluster_book(live)
    done: Collected = _kept(
        click, live, lambda keep: collect_into(book, [inbox], keep=keep), lambda path: collect(path, [inbox])
    )
    return _taken_in(done)


def fetch_letters(click: Click) -> Answer:
    """What came with the letters of the remembered mailbox, which is only read, into the book."""
    from ..cluster.acts.letters_in import letters_into, letters_said, take_letters_in
    from ..mail.account import recall
    from ..mail.imap import fetch

    live = click.live()
    book = click.cluster_book(live)
    refuse_closed(book)
    refuse_empty(book)
    fetched = fetch(recall(), None, book)
    done: Collected = _kept(
        click,
        live,
        lambda keep: letters_into(book, fetched, keep=keep),
        lambda path: take_letters_in(path, fetched),
    )
    answer = _taken_in(done)
    return replace(answer, text=f"{letters_said(fetched)}\n{answer.text}")


def _taken_in(done: Collected) -> Answer:
    """What became of the files."""
    counts = count(done.book, done.outcome)
    errors = [found for found in done.outcome.findings if found.is_error]
    lines = [files_said(done, counts), units_said(counts, done.book.criteria)]
    lines += [f"Không đọc được {one.path.name}: {one.found.message}" for one in done.unreadable]
    if errors:
        lines.append(f"{len(errors)} lỗi cần sửa: xem trang Cần sửa.")
    if counts.waiting:
        lines.append(f"{counts.waiting} tệp chờ quyết định: chọn ở trang Tiếp nhận rồi bấm Tổng hợp.")
    attention = bool(needs_a_person(done.outcome) or counts.waiting or done.unreadable)
    return Answer("\n".join([*lines, "", saved_said(done.saved)]), attention, "Tiếp nhận")


def give_forms_back(click: Click) -> Answer:
    """Marked copies and drafts into the folder; nothing is written into the book."""
    from ..cluster.acts.give_back import give_back_from

    out = click.chosen()
    done = give_back_from(click.cluster_book(click.live(), to_write=False), out)
    return Answer(given_back_said(done), done.drafts > 0)


# --- Chấm điểm --------------------------------------------------------------------------------


def total(click: Click) -> Answer:
    """Scores and totals from what the book says now; shows `Tổng hợp`."""
    return _ranked(click, matrix.NAME)


def rank_units(click: Click) -> Answer:
    """The same, and shows `Xếp hạng`."""
    return _ranked(click, ranking.TABLE.sheet)


def vote(click: Click) -> Answer:
    """Ranks, then shows the ballots with the tied units filled in."""
    book, outcome, saved = _rank(click)
    ties = outcome.standings.open_ties
    if not ties:
        return Answer(f"Không có đồng hạng nào phải bỏ phiếu.\n\n{_state(book, outcome, saved)}",
                      needs_a_person(outcome), ranking.TABLE.sheet)  # fmt: skip
    lines = [tie_said(tie) for tie in ties]
    if all(tie.lacking for tie in ties):  # nothing is filled in yet: what is missing stands on the ranking
        return Answer("\n".join(lines), True, ranking.TABLE.sheet)
    how = (
        "Nhập số phiếu của từng đơn vị ở trang Bỏ phiếu (số liệu chung của lần bỏ phiếu ghi ở dòng đầu), rồi bấm "
        "Xếp hạng. Không bỏ phiếu: chọn Quyết định ở dòng đơn vị được chọn và ghi Lý do."
    )
    return Answer("\n".join([*lines, "", how]), True, ballots.TABLE.sheet)


def _ranked(click: Click, sheet: str) -> Answer:
    book, outcome, saved = _rank(click)
    return Answer(_state(book, outcome, saved), needs_a_person(outcome), sheet)


def _rank(click: Click) -> tuple[Book, Assessment, Saved]:
    live = click.live()
    book = click.cluster_book(live)
    return _kept(click, live, lambda keep: rank_in(book, keep), rank)


def _state(book: Book, outcome: Assessment, saved: Saved) -> str:
    standings = outcome.standings
    first = [line for line in standings.standings if line.place]
    provisional = ranking.PROVISIONAL if standings.provisional else ""
    lines = [f"{line.place}{provisional}: {line.code} – {line.total.unit.name}" for line in first]
    lines += [tie_said(tie) for tie in standings.open_ties]
    lines.append(nominee_said(standings.nominee, book.names))
    errors = sum(found.is_error for found in outcome.findings)
    if errors:
        lines.append(f"{errors} lỗi cần sửa: xem trang Cần sửa.")
    return "\n".join([*lines, "", saved_said(saved)])


def explain(click: Click) -> Answer:
    """Why the selected cell says what it says; nothing changes."""
    live = click.live()
    book = click.cluster_book(live, to_write=False)
    refuse_empty(book)
    chosen = live.book.selection
    if chosen is None:
        raise CannotRunError("Chọn một ô rồi bấm lại.")
    text = explained_at(book, computed(book)[0], chosen.sheet.name, chosen.row - 1, chosen.column - 1)
    return Answer(text)


# --- Hồ sơ ------------------------------------------------------------------------------------


def submit_table(click: Click) -> Answer:
    """What is sent to the superior put on record; as what follows from the phase."""
    from ..cluster.acts.submit import kind_now, submit, submit_in

    live = click.live()
    book = click.cluster_book(live)
    refuse_closed(book)
    refuse_empty(book)
    kind = kind_now(book)
    if not click.confirm(sending_asked(kind, book.settings.phase)):
        raise DeclinedError
    done = _kept(click, live, lambda keep: submit_in(book, kind, keep), lambda path: submit(path, kind))
    lines = [submitted_said(done), *differences_said(done.differences, done.book.settings.digits)[:_FEW]]
    if len(done.differences) > _FEW:
        lines.append(f"… và {len(done.differences) - _FEW} chỗ nữa, xem trang Nhật ký.")
    errors = sum(found.is_error for found in done.outcome.findings)
    if errors:
        lines.append(f"{errors} lỗi cần sửa: xem trang Cần sửa.")
    return Answer(
        "\n".join([*lines, "", saved_said(done.saved)]), done.needs_a_person, submissions.TABLE.sheet
    )


def close_book(click: Click) -> Answer:
    """The book sealed, or what stands in the way."""
    from ..cluster.acts.close import close, close_in

    live = click.live()
    book = click.cluster_book(live)
    if not click.confirm("Chốt sổ? Sau đó không nút nào sửa sổ nữa; muốn sửa phải mở lại sổ kèm lý do."):
        raise DeclinedError
    done = _kept(click, live, lambda keep: close_in(book, keep), close)
    if done.saved is None:
        first = next((found for found in done.findings if found.cell and not found.file), None)
        return Answer(f"{closed_said(done)}\n\n{_named([*done.findings])}", True,
                      first.sheet if first else to_fix.TABLE.sheet, first.cell if first else "")  # fmt: skip
    return Answer(f"{closed_said(done)}\n\n{saved_said(done.saved)}", sheet=ranking.TABLE.sheet)


def reopen_book(click: Click) -> Answer:
    """The closed book opened again; the reason was typed on `Cụm` (VBA's own box knows no Vietnamese)."""
    from ..cluster.acts.close import reason_cell, reopen, reopen_in

    live = click.live()
    book = click.cluster_book(live)
    reason, cell = book.settings.reopening, reason_cell(book)
    if not reason:
        where = f"ô {cell}, mục Lý do mở lại" if cell else "một dòng mới có Mục là “Lý do mở lại”"
        return Answer(f"Ghi lý do vào {where}, trang Cụm, rồi bấm Mở lại sổ lần nữa.", True,
                      settings.TABLE.sheet, cell)  # fmt: skip
    saved = _kept(click, live, lambda keep: reopen_in(book, reason, keep), lambda path: reopen(path, reason))
    return Answer(f"{REOPENED}\n\n{saved_said(saved)}", sheet=agreed.TABLE.sheet)


def verify_live(click: Click) -> Answer:
    """Everything computed again from the originals; nothing changes."""
    from ..cluster.acts.verify import verify_book

    live = click.live()
    verified = verify_book(click.cluster_book(live, to_write=False))
    told = verified_said(verified)
    if not verified.differences:
        return Answer(told)
    first = next((found for found in verified.differences if found.cell), None)
    return Answer(f"{told}\n\n{_named([*verified.differences])}", True,
                  first.sheet if first else "", first.cell if first else "")  # fmt: skip


# --- Trợ giúp ---------------------------------------------------------------------------------


def guide(click: Click) -> Answer:
    """The guide in the browser."""
    from ..addin.guide import guide_file

    click.person.reads(guide_file().as_uri())
    return Answer("")


def doctor(_click: Click) -> Answer:
    """What stands in the way of the add-in on this machine."""
    from ..addin.doctor import examine
    from ..addin.lines import State, any_problem
    from ..addin.places import this_machine

    lines = examine(this_machine())
    told = [
        f"{line.state}: {line.what} {line.action}".strip() for line in lines if line.state is not State.OK
    ]
    fine = sum(line.state is State.OK for line in lines)
    return Answer(
        "\n".join([f"{fine} mục ổn, {len(told)} mục cần xem.", "", *told]).strip(), any_problem(lines)
    )


# --- shared -----------------------------------------------------------------------------------

Done = TypeVar("Done")


def _kept(
    click: Click, live: LiveBook, act: Callable[[LiveKeeper], Done], through_file: Callable[[Path], Done]
) -> Done:
    """Do it in the open workbook; where that cannot be, save, close, do it to the file, and open it again."""
    keeper, path = LiveKeeper(live, click.confirm), path_of(live.book)
    try:
        with locks.held(path):
            return act(keeper)
    except NeedsReopeningError:
        if not click.confirm(
            "Danh sách đơn vị, tiêu chí hoặc cách trình bày đã đổi nên các bảng phải dựng lại: chương trình sẽ lưu "
            "sổ, đóng, cập nhật rồi mở lại. Tiếp tục?"
        ):
            raise DeclinedError from None
    return reopened(click, live, through_file)


def reopened(click: Click, live: LiveBook, through_file: Callable[[Path], Done]) -> Done:
    """Save the open workbook, close it, do it to the file, and open it again at the same sheet."""
    path = path_of(live.book)
    save_workbook(live.book)
    shown = live.book.sheets.active.name
    live.book.close()
    try:
        return through_file(path)
    finally:
        again = click.app.books.open(str(path))
        if shown in [sheet.name for sheet in again.sheets]:
            again.sheets[shown].activate()


def _named(findings: list[Finding]) -> str:
    """The first findings, each with what to do."""
    lines = []
    for found in in_order(findings)[:_FEW]:
        where = f"{found.sheet}!{found.cell}: " if found.cell else ""
        lines.append(f"• {where}{found.message} {found.action}".strip())
    if len(findings) > _FEW:
        lines.append(f"… và {len(findings) - _FEW} điểm nữa.")
    return "\n".join(lines)


CLUSTER_ACTIONS: Mapping[str, Callable[[Click], Answer]] = {
    "new": new,
    "new-from": new_from,
    "issue": issue_forms,
    "check": check,
    "collect": collect_forms,
    "fetch-mail": fetch_letters,
    "give-back": give_forms_back,
    "total": total,
    "rank": rank_units,
    "vote": vote,
    "explain": explain,
    "submit": submit_table,
    "close": close_book,
    "reopen": reopen_book,
    "verify": verify_live,
    "guide": guide,
    "doctor": doctor,
}
"""What stands behind every command of `buttons.COMMANDS`."""
