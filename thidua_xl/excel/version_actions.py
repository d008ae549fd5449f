"""The button that puts an earlier version in the place of the book."""

from pathlib import Path

from ..bookkeeping.opening import schema_of
from ..bookkeeping.versions import versions_of
from ..errors import CannotRunError
from ..office.either import read_either
from ..sheets.hidden import CLUSTER, OFFICE
from ..sheets.journal import JournalRow
from ..wording.sentences import saved_said
from ..wording.undo import going_back_asked, undone_said
from .click import Answer, Click, reopened
from .keep import DeclinedError
from .live import LiveBook, path_of, refuse_read_only


def take_version(click: Click) -> Answer:
    """The version whose file was chosen; the open workbook is saved, kept, and opened again as it was then."""
    from ..office.acts.undo import go_back_to, version_in

    live = click.live()
    if schema_of(live) not in (CLUSTER, OFFICE):
        raise CannotRunError(f"{live.book.name} không phải sổ cụm hay sổ tổng hợp; mở sổ, rồi bấm lại.")
    path, chosen = path_of(live.book), click.chosen()
    refuse_read_only(live.book)
    journal = _journal(live, path)
    version = version_in(versions_of(path, journal), path, chosen)
    if not click.confirm(going_back_asked(version, journal)):
        raise DeclinedError
    done = reopened(click, live, lambda path: go_back_to(path, version.path))
    said = [*undone_said(done), *([saved_said(done.saved)] if done.saved else [])]
    return Answer("\n".join(said))


def _journal(live: LiveBook, path: Path) -> list[JournalRow]:
    """What the open workbook tells; nothing where nobody can read it any more."""
    try:
        return list(read_either(live, path).journal)
    except CannotRunError:
        return []
