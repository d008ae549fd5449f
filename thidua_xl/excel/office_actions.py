"""What the buttons of the group Nội vụ do: the same functions as the command line, on the open office book.

Its tables change their shape with every book that comes in, so it is saved, closed, brought up to date and opened
again; nothing is written cell by cell.
"""

from .. import clock
from ..bookkeeping.opening import schema_of
from ..domain.values.book_names import office_named
from ..errors import CannotRunError
from ..sheets.hidden import OFFICE
from ..sheets.office import checks, overview
from ..sheets.office import nominees as nominee_sheet
from ..wording.made import (
    THEN_CLICK_ISSUE_BOOKS,
    books_kept_said,
    books_said,
    created_said,
    empty_clusters_said,
    named_said,
    no_books_said,
)
from ..wording.office import consolidated_said
from ..wording.sentences import saved_said
from .click import Answer, Click, reopened
from .live import LiveBook, path_of, refuse_read_only


def new_office(click: Click) -> Answer:
    """A blank office book, opened."""
    from ..office.acts.new_book import named_office, write_new_office
    from ..sheets.office import settings

    chosen, year = click.chosen(), clock.now().year
    path = write_new_office(chosen, named_office(chosen, year))
    click.app.books.open(str(path))
    named = named_said(office_named(chosen.stem, year), settings.TABLE.sheet)
    return Answer(created_said(path, named + THEN_CLICK_ISSUE_BOOKS))


def issue_books(click: Click) -> Answer:
    """A cluster book for every cluster of the open office book; it does not change."""
    from ..domain.values.findings import any_error
    from ..office.acts.new_book import books_from
    from ..office.book import read_office

    live = _office(click, to_write=False)
    out = click.chosen()
    done = books_from(read_office(live, path_of(live.book)), out, click.step)
    errors = [found for found in done.findings if found.is_error]
    if any_error(done.findings):
        return Answer(no_books_said(errors), True, errors[0].sheet, errors[0].cell)
    lines = [books_said(done, out)]
    if done.kept:
        lines.append(books_kept_said(done, by_name=False))
    if done.empty:
        lines.append(empty_clusters_said(done))
    return Answer("\n".join(lines), bool(done.empty))


def consolidate_clusters(click: Click) -> Answer:
    """The books of all clusters from a folder into the open office book."""
    from ..office.acts.consolidate import consolidate

    folder = click.chosen()
    outcome, saved = reopened(click, _office(click), lambda path: consolidate(path, [folder], click.step))
    said = [*consolidated_said(outcome), "", saved_said(saved)]
    return Answer("\n".join(said).strip(), outcome.needs_a_person, overview.NAME)


def nominees(click: Click) -> Answer:
    """Everything computed again from the books received; the list of nominees is shown."""
    from ..office.acts.consolidate import consolidate

    outcome, saved = reopened(click, _office(click), lambda path: consolidate(path, [], click.step))
    said = [*consolidated_said(outcome), "", saved_said(saved)]
    return Answer("\n".join(said).strip(), outcome.needs_a_person, nominee_sheet.TABLE.sheet)


def appraise_units(click: Click) -> Answer:
    """Checking forms beside the open office book; those that are filled in are read into it."""
    from ..office.acts.appraise import appraise
    from ..wording.office import appraised_said

    done = reopened(click, _office(click), lambda path: appraise(path, None, click.step))
    return Answer("\n".join(appraised_said(done)), done.needs_a_person, checks.TABLE.sheet)


def _office(click: Click, *, to_write: bool = True) -> LiveBook:
    """The open office book. Raises CannotRunError if it is none, or cannot be written."""
    live = click.live()
    if schema_of(live) != OFFICE:
        raise CannotRunError(
            f"{live.book.name} không phải sổ tổng hợp của cấp trên. Mở sổ tổng hợp, chọn cửa sổ của nó rồi bấm lại."
        )
    path_of(live.book)
    if to_write:
        refuse_read_only(live.book)
    return live
