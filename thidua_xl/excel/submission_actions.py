"""Buttons that record a sending, seal, open again and verify."""

from ..cluster.refusals import refuse_closed, refuse_empty
from ..domain.ranking.submissions import differences_said
from ..sheets.cluster import agreed, ranking, settings, submissions, to_fix
from ..wording.sentences import (
    REOPENED,
    closed_said,
    saved_said,
    sending_asked,
    submitted_said,
    verified_said,
)
from .click import FEW, Answer, Click, kept, named
from .keep import DeclinedError


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
    done = kept(click, live, lambda keep: submit_in(book, kind, keep), lambda path: submit(path, kind))
    lines = [submitted_said(done), *differences_said(done.differences, done.book.settings.digits)[:FEW]]
    if len(done.differences) > FEW:
        lines.append(f"… và {len(done.differences) - FEW} chỗ nữa, xem trang Nhật ký.")
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
    done = kept(click, live, lambda keep: close_in(book, keep), close)
    if done.saved is None:
        first = next((found for found in done.findings if found.cell and not found.file), None)
        return Answer(f"{closed_said(done)}\n\n{named([*done.findings])}", True,
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
    saved = kept(click, live, lambda keep: reopen_in(book, reason, keep), lambda path: reopen(path, reason))
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
    return Answer(f"{told}\n\n{named([*verified.differences])}", True,
                  first.sheet if first else "", first.cell if first else "")  # fmt: skip
