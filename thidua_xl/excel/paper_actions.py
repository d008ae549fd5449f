"""Buttons of the menu Xuất văn bản: papers of the open book into a folder, which is opened then."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .. import clock
from ..bookkeeping.opening import schema_of
from ..cluster.book import Book
from ..cluster.refusals import is_sealed
from ..domain.year.papers import OCCASIONS, Occasion
from ..errors import CannotRunError
from ..sheets.hidden import OFFICE
from ..wording.papers import WHICH_ROWS, papers_said, unmade_said
from .chosen_rows import chosen_codes
from .click import Answer, Click, kept, reopened
from .live import LiveBook, refuse_read_only

if TYPE_CHECKING:
    from ..bookkeeping.keep import Keep
    from ..cluster.papers.making import Documents


def all_papers(click: Click) -> Answer:
    """Every paper."""
    live = click.live()
    if schema_of(live) == OFFICE:
        return _made_by_office(click, live, ())
    return _made(click, live, _book(click, live), ())


def selected_papers(click: Click) -> Answer:
    """Those of the rows that are selected on `Văn bản`."""
    live = click.live()
    is_office = schema_of(live) == OFFICE
    codes = chosen_codes(live)
    if not codes:
        raise CannotRunError(WHICH_ROWS)
    ours = _made_by_superior(codes) if is_office else _made_here(codes)
    if not ours:
        raise CannotRunError(unmade_said(codes))
    unmade = [code for code in codes if code not in ours]
    if is_office:
        return _made_by_office(click, live, ours, unmade)
    return _made(click, live, _book(click, live), ours, unmade)


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


def _made_by_superior(codes: Sequence[str]) -> list[str]:
    from ..office.papers.registry import made_of

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
        return make_documents(book, wanted, keep, click.step)

    names = codes_of(book)
    with clock.held(clock.now(), clock.who()):  # a book that must be opened anew is computed twice
        done = kept(click, live, book, act)
    return _told(done, names, unmade)


def _made_by_office(click: Click, live: LiveBook, only: Sequence[str], unmade: Sequence[str] = ()) -> Answer:
    """The superior's papers; its book is saved, closed, brought up to date and opened again, as by every button."""
    from ..bookkeeping.work import at_work
    from ..cluster.papers.making import Wanted
    from ..domain.office.papers import PAPERS
    from ..office.acts.documents import make_office_documents
    from ..office.book import open_office

    wanted = Wanted(click.chosen(), only, if_any=True)
    refuse_read_only(live.book)

    def through_file(path: Path) -> "Documents":
        with at_work(path, open_office) as book:
            return make_office_documents(book, wanted, step=click.step)

    return _told(reopened(click, live, through_file), PAPERS, unmade)


def _told(done: "Documents", names: Mapping[str, str], unmade: Sequence[str]) -> Answer:
    text = "\n".join([*papers_said(done, names), *([unmade_said(unmade)] if unmade else ())])
    attention = done.needs_a_person or bool(done.broken) or bool(unmade)
    return Answer(text, attention, folder=done.out if done.made else None)
