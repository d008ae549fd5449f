"""What is asked before a button's command starts: a folder, a cell, a reason, a yes, a closed book."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from ..addin.buttons import Asks, BookKind, Button
from ..bookkeeping.from_file import open_source_of, read_bytes
from ..bookkeeping.opening import schema_of
from ..errors import CannotRunError
from ..mail.account import recall
from ..sheets.hidden import CLUSTER, OFFICE
from ..storage.safe import is_open_elsewhere
from ..wording import window as said
from ..wording.made import TEMPLATES
from .dialogs import Dialogs
from .seen import Seen
from .system import may_have_excel
from .ways import Blank, Typing, Way
from .work import Order

BOOKS = ((said.BOOKS, "*.xlsx"), (said.ALL_FILES, "*"))
TABLES = ((said.TABLES, "*.xlsx *.docx"), (said.ALL_FILES, "*"))
PASSWORD = "THIDUA_MAIL_PASSWORD"


def chosen(dialogs: Dialogs, button: Button) -> Path | None:
    """The folder or file that the registry says to ask for."""
    match button.asks:
        case Asks.FOLDER:
            return dialogs.folder(button.question)
        case Asks.FILE:
            return dialogs.file(button.question, TABLES)
        case Asks.SAVE:
            path = dialogs.save(button.question, button.suggests)
            return path if path is None or path.suffix else path.with_suffix(".xlsx")
    return None


def typed(dialogs: Dialogs, way: Way, seen: Seen) -> list[str] | None:
    """What else the way needs; nothing where it needs none, None where the person gave up."""
    if way.typing is Typing.PAPERS:
        return dialogs.several(said.PAPERS_ASKED, seen.papers) or None
    if way.typing is Typing.NOTHING:
        return []
    if way.typing is Typing.TEMPLATE:
        return _template(dialogs)
    if way.typing is Typing.VERSION:
        at = dialogs.line(said.VERSION_ASKED, seen.versions)
        return None if at is None else [str(at + 1)]
    text = dialogs.text(said.CELL_ASKED if way.typing is Typing.CELL else said.REASON_ASKED)
    return [text.strip()] if text and text.strip() else None


def _template(dialogs: Dialogs) -> list[str] | None:
    """With which table of criteria a new book begins."""
    answer = dialogs.choice(said.TEMPLATE_ASKED, tuple(TEMPLATES.values()))
    if answer is None:
        return None
    name = list(TEMPLATES)[answer]
    return ["--template", name] if name else []


def agreed(dialogs: Dialogs, way: Way, seen: Seen) -> bool:
    """Whether the person wants it, where it is asked."""
    question = way.asked(seen)
    return not question or dialogs.choice(question, (said.YES, said.NO)) == 0


class Open(Enum):
    """What becomes of a command on a book that is open elsewhere."""

    NOT = auto()
    """Nobody has it open, or it is only read."""
    IN_EXCEL = auto()
    GIVEN_UP = auto()


def whether_closed(dialogs: Dialogs, order: Order) -> Open:
    """Ask until nobody has the book open any more, or the person wants it done in Excel, or gives up."""
    uses = Blank.BOOK in order.way.line and order.way.writes
    while uses and order.book and (lock := is_open_elsewhere(order.book)):
        in_excel = lock.startswith("~$") and may_have_excel()
        options = (*((said.ON_THE_OPEN_ONE,) if in_excel else ()), said.TRY_AGAIN, said.NO)
        answer = dialogs.choice(said.is_open_asked(order.book.name, lock, excel=in_excel), options)
        picked = said.NO if answer is None else options[answer]
        if picked != said.TRY_AGAIN:
            return Open.IN_EXCEL if picked == said.ON_THE_OPEN_ONE else Open.GIVEN_UP
    return Open.NOT


def told_of_lock(order: Order) -> Order:
    """The order, with what to know where an open book is read from the disk."""
    reads = Blank.BOOK in order.way.line and not order.way.writes
    if reads and order.book and is_open_elsewhere(order.book):
        return replace(order, hint=said.READ_FROM_DISK)
    return order


class More(NamedTuple):
    """Words and variables that a command gets besides."""

    words: Sequence[str] = ()
    environment: Mapping[str, str] = {}


NO_MORE = More()


def account(dialogs: Dialogs) -> More | None:
    """The mailbox, where none is remembered, and its password, which is kept nowhere."""
    words: list[str] = []
    try:
        recall()
    except CannotRunError:
        host, user = dialogs.text(said.HOST_ASKED), None
        if host and host.strip():
            user = dialogs.text(said.USER_ASKED)
        if not host or not user or not user.strip():
            return None
        words = ["--host", host.strip(), "--user", user.strip(), "--remember"]
    if os.environ.get(PASSWORD):
        return More(words)
    password = dialogs.text(said.PASSWORD_ASKED, hidden=True)
    if password is None:
        return None
    return More(words, {PASSWORD: password} if password else {})


def how_imported(dialogs: Dialogs) -> str:
    """The option with which what was understood is written; empty: not at all."""
    answer = dialogs.choice(said.WRITE_IMPORTED, (said.APPEND, said.REPLACE, said.LEAVE))
    return {0: "--append", 1: "--replace"}.get(-1 if answer is None else answer, "")


def taken_in(dialogs: Dialogs, paths: Sequence[Path], book: Path) -> bool:
    """Whether what was dropped is taken into the chosen book."""
    names = ", ".join(path.name for path in paths) if len(paths) <= 3 else said.more_files(len(paths))
    return dialogs.choice(said.dropped_asked(names, book.name), (said.YES, said.NO)) == 0


_BOOKS = {CLUSTER: BookKind.CLUSTER, OFFICE: BookKind.OFFICE}


def is_book(path: Path) -> bool:
    """Whether the file is a cluster's or an office's book."""
    try:
        return schema_of(open_source_of(read_bytes(path), path.name)) in _BOOKS
    except CannotRunError:
        return False
