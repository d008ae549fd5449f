"""Each button of the ribbon → the line of the command line that does it on a closed book. One table."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from ..addin.buttons import BookKind, Button
from ..domain.year.papers import OCCASIONS, Occasion
from ..sheets.cluster import ballots, calendar, matrix, meeting, papers, ranking, receipts, submissions
from ..sheets.office import checks, nominees
from ..wording import window as said
from ..wording.sentences import CLOSING_ASKED
from .seen import Seen


class Blank(Enum):
    """A place in the line that is filled in when the button is pressed."""

    BOOK = auto()
    """The chosen book or form."""
    CHOSEN = auto()
    """The folder or file that the registry says to ask for."""
    TYPED = auto()
    """What the person types or picks: one word, or several."""


class Typing(Enum):
    """What else has to be asked for, where the ribbon takes it from the selected cell or a typed one."""

    NOTHING = auto()
    CELL = auto()
    REASON = auto()
    PAPERS = auto()
    TEMPLATE = auto()
    VERSION = auto()


class Then(Enum):
    """What follows when it is done."""

    NOTHING = auto()
    OPEN_CHOSEN = auto()
    """The new book becomes the chosen one."""
    SHOW_FOLDER = auto()
    COPY = auto()
    """The first message of what was said goes into the clipboard."""


Word = str | Blank


class Way(NamedTuple):
    """How a button is done without Excel."""

    line: tuple[Word, ...]
    sheet: str = ""
    """Where in the book what came of it can be read."""
    writes: bool = True
    """Whether the book is written, so that it may not be open elsewhere."""
    typing: Typing = Typing.NOTHING
    asked: Callable[[Seen], str] = lambda _seen: ""
    """What has to be agreed to first."""
    then: Then = Then.NOTHING


BOOK, CHOSEN, TYPED = Blank.BOOK, Blank.CHOSEN, Blank.TYPED
GUIDE = Way((), writes=False)
"""No command: a page in the browser."""
NEXT = Way((), writes=False)
"""No command either: the sentence that the window shows anyhow."""
SENDING = "<kind>"
"""Stands for how the table is sent now, which the book tells."""


def _papers_of(occasion: Occasion) -> Way:
    return Way(("documents", BOOK, "--out", CHOSEN, "--only", *OCCASIONS[occasion]),
               papers.TABLE.sheet, then=Then.SHOW_FOLDER)  # fmt: skip


_ISSUE: tuple[Word, ...] = ("issue", BOOK, "--out", CHOSEN)
_RANK: tuple[Word, ...] = ("rank", BOOK)

WAYS: Mapping[str, Way] = {
    "new": Way(("new", "cluster", CHOSEN, TYPED), writes=False, typing=Typing.TEMPLATE,
               then=Then.OPEN_CHOSEN),
    "new-from": Way(("new", "cluster", CHOSEN, "--from", BOOK), writes=False, then=Then.OPEN_CHOSEN),
    "import-criteria": Way(("import-criteria", BOOK, CHOSEN)),
    "import-units": Way(("import-units", BOOK, CHOSEN)),
    "issue": Way(_ISSUE, then=Then.SHOW_FOLDER),
    "next": NEXT,
    "calendar": Way(("calendar", BOOK), calendar.TABLE.sheet, writes=False),
    "issue-register": Way((*_ISSUE, "--stage", "register"), then=Then.SHOW_FOLDER),
    "issue-midyear": Way((*_ISSUE, "--stage", "midyear"), then=Then.SHOW_FOLDER),
    "remind": Way(("remind", BOOK, "--out", CHOSEN), writes=False, then=Then.SHOW_FOLDER),
    "summary": Way(("summary", BOOK), writes=False, then=Then.COPY),
    "meeting": Way(("meeting", BOOK), meeting.TABLE.sheet),
    "check": Way(("check", BOOK), writes=False),
    "collect": Way(("collect", BOOK, CHOSEN), receipts.TABLE.sheet),
    "fetch-mail": Way(("fetch-mail", BOOK), receipts.TABLE.sheet),
    "give-back": Way(("give-back", BOOK, "--out", CHOSEN), then=Then.SHOW_FOLDER),
    "total": Way(_RANK, matrix.NAME),
    "rank": Way(_RANK, ranking.TABLE.sheet),
    "vote": Way(_RANK, ballots.TABLE.sheet),
    "explain": Way(("explain", BOOK, TYPED), writes=False, typing=Typing.CELL),
    "documents": Way(("documents", BOOK, "--out", CHOSEN), papers.TABLE.sheet, then=Then.SHOW_FOLDER),
    "documents-selected": Way(
        ("documents", BOOK, "--out", CHOSEN, "--only", TYPED), papers.TABLE.sheet,
        typing=Typing.PAPERS, then=Then.SHOW_FOLDER,
    ),
    "documents-start": _papers_of(Occasion.START),
    "documents-midyear": _papers_of(Occasion.MIDYEAR),
    "documents-conference": _papers_of(Occasion.CONFERENCE),
    "submit": Way(("submit", BOOK, "--kind", SENDING), submissions.TABLE.sheet,
                  asked=lambda seen: seen.sending_asked),
    "close": Way(("close", BOOK), ranking.TABLE.sheet, asked=lambda _seen: CLOSING_ASKED),
    "reopen": Way(("reopen", BOOK, "--reason", TYPED), typing=Typing.REASON),
    "undo": Way(("undo", BOOK, "--to", TYPED), typing=Typing.VERSION, asked=lambda _seen: said.UNDO_ASKED),
    "verify": Way(("verify", BOOK), writes=False),
    "new-office": Way(("new", "office", CHOSEN), writes=False, then=Then.OPEN_CHOSEN),
    "issue-books": Way(("issue-books", BOOK, "--out", CHOSEN), writes=False, then=Then.SHOW_FOLDER),
    "consolidate": Way(("consolidate", BOOK, CHOSEN), nominees.TABLE.sheet),
    "appraise": Way(("appraise", BOOK), checks.TABLE.sheet),
    "nominees": Way(("consolidate", BOOK), nominees.TABLE.sheet),
    "guide": GUIDE,
    "doctor": Way(("addin", "doctor"), writes=False),
}  # fmt: skip
"""Command of the ribbon → its way; a button without one is shown, but says that it works in Excel alone."""


def line_of(way: Way, book: str, chosen: str, typed: Sequence[str], seen: Seen) -> list[str]:
    """The words behind `python -m thidua_xl`."""
    words: list[str] = []
    for word in way.line:
        match word:
            case Blank.BOOK:
                words.append(book)
            case Blank.CHOSEN:
                words.append(chosen)
            case Blank.TYPED:
                words += typed
            case _:
                words.append(seen.sending if word == SENDING else word)
    return words


def why_not(button: Button, seen: Seen) -> str:
    """Why a button cannot be pressed for what is chosen now; empty where it can."""
    if button.command not in WAYS:
        return said.IN_EXCEL_ALONE
    if seen.kind in button.kinds:
        return ""
    if seen.kind is BookKind.NONE:
        return said.CHOOSE_FIRST
    return said.not_for(seen.kind)
