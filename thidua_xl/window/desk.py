"""What the window does, without its looks: the chosen book, the button pressed, the command at work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..addin.beside_book import put_beside
from ..addin.buttons import COMMANDS, BookKind
from ..addin.guide import guide_file
from ..errors import CannotRunError
from ..storage.safe import is_open_elsewhere
from ..wording import window as said
from ..wording.made import shortcut_said
from . import asking
from .dialogs import Dialogs
from .process import Job
from .recent import Recent
from .seen import Seen, read_seen
from .ways import GUIDE, NEXT, WAYS, Blank, Then, line_of, why_not
from .work import Order, Result, State, Work, mark_of

LOG, WIDTH = "THIDUA_LOG", "THIDUA_WIDTH"
"""As the command line reads them: the file for the details of what broke, how many letters a line has room for."""


class Desk:
    """The chosen book and the one command that works on it."""

    def __init__(self, dialogs: Dialogs, recent: Recent, log: Path, width: Callable[[], int]) -> None:
        self.dialogs, self.recent, self.log = dialogs, recent, log
        self._width = width
        self.book: Path | None = None
        self.seen = Seen()
        self.result = Result()
        self._work: Work | None = None
        self._looking: Job | None = None
        self._looked: list[str] = []

    # --- the book ----------------------------------------------------------------------------------

    def choose(self, book: Path) -> None:
        """Take a book in hand and look at it."""
        self.book, self.seen, self.result = book.absolute(), Seen(), Result()
        self.recent.add(self.book)
        self.look_again()

    def look_again(self) -> None:
        """Have the book looked at by a process of its own."""
        if self._looking is not None:
            self._looking.stop()
        self._looked = []
        self._looking = self._job(["window", str(self.book), "--look"]) if self.book else None

    @property
    def is_looking(self) -> bool:
        """Whether the book is being read."""
        return self._looking is not None

    @property
    def is_running(self) -> bool:
        """Whether a command is at work."""
        return self._work is not None

    @property
    def progress(self) -> tuple[int, int] | None:
        """How many of how many files the command has done; None where it does not say."""
        return self._work.job.progress if self._work else None

    def why_not(self, command: str) -> str:
        """Why a button cannot be pressed now; empty where it can."""
        return said.RUNNING if self.is_running else why_not(COMMANDS[command], self.seen)

    # --- a button ----------------------------------------------------------------------------------

    def press(self, command: str, chosen: Path | None = None) -> None:
        """Ask what the button asks, and start its command; `chosen`: the folder or file, where it is known."""
        if self.why_not(command):
            return
        button, way = COMMANDS[command], WAYS[command]
        if way is GUIDE:
            self.dialogs.reads(guide_file().as_uri())
            return
        if way is NEXT:
            where = said.PLACE.format(place=self.seen.next_place) if self.seen.next_place else ""
            self.result = Result(State.DONE, button.label, self.seen.next_said or said.NO_NEXT, where)
            return
        if chosen is None and Blank.CHOSEN in way.line:
            chosen = asking.chosen(self.dialogs, button)
            if chosen is None:
                return
        typed = asking.typed(self.dialogs, way, self.seen)
        if typed is None or not asking.agreed(self.dialogs, way, self.seen):
            return
        self._start(Order(button, way, self.book, chosen, typed))

    def _start(self, order: Order) -> None:
        """Have the command run, on the open workbook where the person wants that."""
        told = asking.whether_closed(self.dialogs, order)
        if told is asking.Open.GIVEN_UP:
            return
        if told is asking.Open.IN_EXCEL:
            path = ["--path", str(order.chosen)] if order.chosen else []
            self._run(["excel", order.button.command, "--book", str(order.book), *path], order)
            return
        more = asking.account(self.dialogs) if order.button.command == "fetch-mail" else asking.NO_MORE
        if more is not None:
            words = line_of(order.way, str(order.book), str(order.chosen), order.typed, self.seen)
            self._run([*words, *more.words], order, more.environment)

    def _run(self, words: Sequence[str], order: Order, more: Mapping[str, str] | None = None) -> None:
        order = asking.told_of_lock(order)
        self._work = Work(self._job(words, more), order, self.log, mark_of(order.book))
        self.result = self._work.listen()

    def _job(self, words: Sequence[str], more: Mapping[str, str] | None = None) -> Job:
        return Job(words, {LOG: str(self.log), WIDTH: str(self._width()), **(more or {})})

    def stop(self) -> None:
        """End the command at work."""
        if self._work is not None:
            self._work.job.stop()

    # --- what comes of it --------------------------------------------------------------------------

    def tick(self) -> bool:
        """Take in what the processes said since the last time; returns whether something is to be drawn anew."""
        return any([self._hear_look(), self._hear_work()])

    def _hear_look(self) -> bool:
        job = self._looking
        if job is None:
            return False
        ended = job.ended
        self._looked += [line for is_error, line in job.news() if not is_error]
        if not ended:
            return False
        self._looking = None
        try:
            self.seen = read_seen("".join(self._looked))
        except (ValueError, TypeError):
            self.seen = Seen(problem=said.ENDED_ODDLY.format(code=job.code, log=self.log))
        return True

    def _hear_work(self) -> bool:
        work = self._work
        if work is None:
            return False
        before, self.result = self.result, work.listen()
        if self.result.state is not State.RUNNING:
            self._work = None
            self._follow(work)
            return True
        return self.result != before or work.job.progress is not None

    def _follow(self, work: Work) -> None:
        """What comes after a command that has ended."""
        order, state = work.order, self.result.state
        if order.button.command.startswith("import-") and state is State.ATTENTION and work.changed_nothing:
            how = asking.how_imported(self.dialogs)
            if how:
                words = line_of(order.way, str(order.book), str(order.chosen), order.typed, self.seen)
                self._run([*words, how], order)
                return
        is_done = state in (State.DONE, State.ATTENTION)
        if is_done and order.way.then is Then.OPEN_CHOSEN and order.chosen and order.chosen.is_file():
            result = self.result
            self.choose(order.chosen)
            self.result = result
        elif is_done and order.way.then is Then.SHOW_FOLDER and order.chosen and order.chosen.is_dir():
            self.dialogs.opens(order.chosen)
        elif is_done and order.way.then is Then.COPY:
            self.dialogs.copies(work.first_message)
            self.result = replace(self.result, hint=said.MESSAGE_COPIED)
        if self.book and not self._looking:
            self.look_again()

    # --- what lies about ---------------------------------------------------------------------------

    def dropped(self, paths: Sequence[Path]) -> None:
        """A book that was dropped is chosen; anything else is taken into the chosen book, after asking."""
        if self.is_running or not paths:
            return
        alone = len(paths) == 1 and paths[0].is_file()
        takes_files = self.book is not None and self.seen.kind in (BookKind.CLUSTER, BookKind.OFFICE)
        if alone and (not takes_files or asking.is_book(paths[0])):
            self.choose(paths[0])
        elif self.book is None or not takes_files:
            self.result = Result(State.FAILED, said.CHOOSE_BOOK, said.CHOOSE_FIRST)
        elif asking.taken_in(self.dialogs, paths, self.book):
            self.receive(paths)

    def receive(self, paths: Sequence[Path]) -> None:
        """Files and folders into the chosen book."""
        command = "consolidate" if self.seen.kind is BookKind.OFFICE else "collect"
        way = WAYS[command]
        line = tuple(
            part for word in way.line for part in (map(str, paths) if word is Blank.CHOSEN else [word])
        )
        self._start(Order(COMMANDS[command], way._replace(line=line), self.book))

    def open_book(self) -> None:
        """The chosen book in its own program."""
        if self.book is not None:
            self._tell_failure(self.dialogs.opens(self.book))

    def open_folder(self) -> None:
        """The folder of the chosen book."""
        if self.book is not None:
            self._tell_failure(self.dialogs.opens(self.book.parent))

    def put_shortcut(self) -> None:
        """A file beside the book that opens the window with it."""
        if self.book is None or self.is_running:
            return
        try:
            self.result = Result(State.DONE, said.SHORTCUT, shortcut_said(put_beside(self.book)))
        except CannotRunError as problem:
            self.result = Result(State.FAILED, said.SHORTCUT, str(problem))

    def _tell_failure(self, why: str) -> None:
        if why:
            self.result = Result(State.FAILED, said.OPEN_BOOK, why)

    def is_locked(self) -> bool:
        """Whether the chosen book is open in another program."""
        return self.book is not None and bool(is_open_elsewhere(self.book))
