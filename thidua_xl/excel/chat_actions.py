"""Buttons that give a text to be pasted elsewhere."""

from pathlib import Path

from ..errors import CannotRunError, reason
from ..storage.safe import write_safely
from ..wording.chat import asked_for_units, copied_said, in_file_said, in_one_text
from .click import Answer, Click
from .live import path_of

MESSAGES = "_tin_nhan.txt"
"""Ends the name of the file with the messages, beside the book."""
_BOM = "\ufeff"


def copy_summary(click: Click) -> Answer:
    """The group's message into the clipboard; those to the units, or what could not be copied, into a file."""
    from ..cluster.acts.summary import summary

    live = click.live()
    done = summary(click.cluster_book(live, to_write=False))
    file = path_of(live.book)
    file = file.with_name(file.stem + MESSAGES)
    if not click.person.copies(done.group):
        return Answer(in_file_said(done, _shown(click, file, in_one_text(done))))
    if done.units and click.confirm(asked_for_units(done, file.name)):
        return Answer(in_file_said(done, _shown(click, file, in_one_text(done)), copied=True))
    return Answer(copied_said(done))


def _shown(click: Click, file: Path, text: str) -> Path:
    """Written as Notepad reads it, and opened. Raises CannotRunError where it cannot be written."""
    try:
        written = write_safely(file, (_BOM + text).replace("\n", "\r\n").encode())
    except OSError as error:
        raise CannotRunError(f"Không ghi được {file}: {reason(error)}.") from None
    click.person.opens(written)
    return written
