"""Buttons that record a sending, seal, open again and verify."""

from ..cluster.refusals import refuse_closed, refuse_empty
from ..sheets.cluster import agreed, ranking, settings, submissions, to_fix
from ..wording.found import named
from ..wording.sentences import (
    CLOSING_ASKED,
    REOPENED,
    closed_said,
    reason_wanted,
    saved_said,
    sending_asked,
    sent_told,
    verified_said,
)
from .click import Answer, Click, kept
from .keep import DeclinedError


def submit_table(click: Click) -> Answer:
    """What is sent to the superior put on record; as what follows from the phase."""
    from ..cluster.acts.submit import kind_now, submit

    live = click.live()
    book = click.cluster_book(live)
    refuse_closed(book)
    refuse_empty(book)
    kind = kind_now(book)
    if not click.confirm(sending_asked(kind, book.settings.phase)):
        raise DeclinedError
    done = kept(click, live, book, lambda book, keep: submit(book, kind, keep))
    text = "\n".join([*sent_told(done), "", saved_said(done.saved)])
    return Answer(text, done.needs_a_person, submissions.TABLE.sheet)


def close_book(click: Click) -> Answer:
    """The book sealed, or what stands in the way."""
    from ..cluster.acts.close import close

    live = click.live()
    book = click.cluster_book(live)
    if not click.confirm(CLOSING_ASKED):
        raise DeclinedError
    done = kept(click, live, book, lambda book, keep: close(book, keep, click.step))
    if done.saved is None:
        first = next((found for found in done.findings if found.cell and not found.file), None)
        return Answer(
            f"{closed_said(done)}\n\n{named([*done.findings])}",
            True,
            first.sheet if first else to_fix.TABLE.sheet,
            first.cell if first else "",
        )
    return Answer(f"{closed_said(done)}\n\n{saved_said(done.saved)}", sheet=ranking.TABLE.sheet)


def reopen_book(click: Click) -> Answer:
    """The closed book opened again; the reason was typed on `Cụm` (VBA's own box knows no Vietnamese)."""
    from ..cluster.acts.close import reason_cell, reopen

    live = click.live()
    book = click.cluster_book(live)
    reason, cell = book.settings.reopening, reason_cell(book)
    if not reason:
        return Answer(reason_wanted(cell), True, settings.TABLE.sheet, cell)
    saved = kept(click, live, book, lambda book, keep: reopen(book, reason, keep))
    return Answer(f"{REOPENED}\n\n{saved_said(saved)}", sheet=agreed.TABLE.sheet)


def verify_live(click: Click) -> Answer:
    """Everything computed again from the originals; nothing changes."""
    from ..cluster.acts.verify import verify_book

    live = click.live()
    verified = verify_book(click.cluster_book(live, to_write=False), click.step)
    told = verified_said(verified)
    if not verified.differences:
        return Answer(told)
    first = next((found for found in verified.differences if found.cell), None)
    return Answer(
        f"{told}\n\n{named([*verified.differences])}",
        True,
        first.sheet if first else "",
        first.cell if first else "",
    )
