"""Buttons of the menu Xuất văn bản: papers of the open book into a folder, which is opened then."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import clock
from ..cluster.book import Book
from ..cluster.refusals import is_sealed
from ..domain.year.papers import OCCASIONS, Occasion
from ..errors import CannotRunError
from ..wording.papers import WHICH_ROWS, papers_said, unmade_said
from .chosen_rows import chosen_codes
from .click import Answer, Click, kept
from .live import LiveBook, refuse_read_only

if TYPE_CHECKING:
    from ..bookkeeping.keep import Keep
    from ..cluster.papers.making import Documents


def all_papers(click: Click) -> Answer:
    """Every paper."""
    live = click.live()
    return _made(click, live, _book(click, live), ())


def selected_papers(click: Click) -> Answer:
    """Those of the rows that are selected on `Văn bản`."""
    live = click.live()
    book = _book(click, live)
    codes = chosen_codes(live)
    if not codes:
        raise CannotRunError(WHICH_ROWS)
    ours = _made_here(codes)
    if not ours:
        raise CannotRunError(unmade_said(codes))
    return _made(click, live, book, ours, [code for code in codes if code not in ours])


def papers_of_start(click: Click) -> Answer:
    """Those with which the year begins."""
    return _of(click, Occasion.START)


def papers_of_midyear(click: Click) -> Answer:
    """Those of Sơ kết."""
    return _of(click, Occasion.MIDYEAR)


def papers_of_conference(click: Click) -> Answer:
    """Those of the conference, before and after it."""
    return _of(click, Occasion.CONFERENCE)


def _of(click: Click, occasion: Occasion) -> Answer:
    live = click.live()
    book = _book(click, live)
    return _made(click, live, book, _made_here(OCCASIONS[occasion]))


def _made_here(codes: Sequence[str]) -> list[str]:
    from ..cluster.papers.registry import made_of

    return made_of(codes)


def _book(click: Click, live: LiveBook) -> Book:
    """The open book; one that is closed for the year is only read."""
    book = click.cluster_book(live, to_write=False)
    if not is_sealed(book):
        refuse_read_only(live.book)
    return book


def _made(
    click: Click, live: LiveBook, book: Book, only: Sequence[str], unmade: Sequence[str] = ()
) -> Answer:
    from ..cluster.acts.documents import make_documents
    from ..cluster.kept.papers import codes_of
    from ..cluster.papers.making import Wanted

    wanted = Wanted(click.chosen(), only, if_any=True)

    def act(book: Book, keep: "Keep") -> "Documents":
        return make_documents(book, wanted, keep)

    names = codes_of(book)
    with clock.held(clock.now(), clock.who()):  # a book that must be opened anew is computed twice
        done = kept(click, live, book, act)
    text = "\n".join([*papers_said(done, names), *([unmade_said(unmade)] if unmade else ())])
    attention = done.needs_a_person or bool(done.broken) or bool(unmade)
    return Answer(text, attention, folder=done.out if done.made else None)
