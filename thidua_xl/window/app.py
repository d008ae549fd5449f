"""The window itself: its parts put together, the keyboard, the clock that listens to the processes."""

import tkinter as tk
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tkinter import ttk
from types import TracebackType

from ..addin import places
from ..errors import CannotRunError
from ..wording import window as said
from . import asking, dropping
from .boxes import Boxes
from .button_panel import ButtonPanel
from .desk import Desk
from .dialogs import Dialogs
from .header import Doings, Header
from .recent import Recent
from .result_panel import ResultPanel
from .style import dots, dress, sharpen
from .work import Result, State

Does = Callable[[], None]
PAUSE = 80
"""Milliseconds between two looks at what the processes said."""


class Window:
    """The main window. `dialogs` answers in a person's place where it is given."""

    def __init__(
        self, root: tk.Tk, folder: Path, helps: Mapping[str, str], dialogs: Dialogs | None = None
    ) -> None:
        self.root = root
        folder.mkdir(parents=True, exist_ok=True)
        self._log = folder / "window.log"
        root.title(said.TITLE)
        root.report_callback_exception = self._broke
        dress(root)
        self._boxes = Boxes(root)
        self.desk = Desk(dialogs or self._boxes, Recent(folder), self._log, self._width)
        self._lay_out(helps)
        self._bind_keys()
        self.can_drop = dropping.accept(root, self._dropped)
        self._draw()
        self._clock = root.after(PAUSE, self._tick)
        root.protocol("WM_DELETE_WINDOW", self.close)

    def close(self) -> None:
        """Close the window; a command at work is stopped first, if the person agrees."""
        if self.desk.is_running and self.desk.dialogs.choice(said.CLOSE_ASKED, (said.YES, said.NO)) != 0:
            return
        self.desk.stop()
        self.root.after_cancel(self._clock)
        self.root.destroy()

    def _lay_out(self, helps: Mapping[str, str]) -> None:
        desk = self.desk
        self.header = Header(self.root, Doings(self._choose, self.choose, self._do_next, self._then(desk.open_book),
                                               self._then(desk.open_folder), self._then(desk.look_again),
                                               self._then(desk.put_shortcut)))  # fmt: skip
        self.header.pack(fill="x")
        self._tip = tk.StringVar(self.root, said.KEYS)
        ttk.Label(self.root, textvariable=self._tip, style="Soft.TLabel", padding=(14, 4), anchor="w").pack(
            side="bottom", fill="x"
        )
        self.buttons = ButtonPanel(self.root, self.press, self._tell, helps)
        self.buttons.pack(side="left", fill="y", padx=(6, 0), pady=(0, 2))
        self.result = ResultPanel(self.root, desk.stop, self._copy)
        self.result.pack(side="left", fill="both", expand=True)
        wide, high = dots(self.root, 1480), dots(self.root, 800)
        room = self.root.winfo_screenwidth() - 10, self.root.winfo_screenheight() - 64
        self.root.geometry(f"{min(wide, room[0])}x{min(high, room[1])}")
        self.root.minsize(min(room[0], dots(self.root, 760)), min(room[1], dots(self.root, 420)))

    def _bind_keys(self) -> None:
        root = self.root
        root.bind("<Control-o>", lambda _event: self._choose())
        root.bind("<F5>", lambda _event: self._then(self.desk.look_again)())
        root.bind("<F1>", lambda _event: self.press("guide"))
        root.bind("<Escape>", lambda _event: self.desk.stop())
        for number in range(1, len(self.buttons.first) + 1):
            root.bind(f"<Alt-Key-{number}>", lambda _event, at=number: self.buttons.jump(at))  # type: ignore[misc]

    # --- what the person does ----------------------------------------------------------------------

    def choose(self, book: Path) -> None:
        """Take a book in hand."""
        self.desk.choose(book)
        self._boxes.starts_in = str(book.absolute().parent)
        self._draw()

    def press(self, command: str) -> None:
        """A button."""
        self.desk.press(command)
        self._draw()

    def receive(self, paths: Sequence[Path]) -> None:
        """Files that were sent to the window: into which book?"""
        if self.desk.book is not None:  # a file dropped on what stands beside a book
            self._waiting = list(paths)
            return
        books = self.desk.recent.books()
        options = [*(book.name for book in books[:4]), said.ANOTHER_BOOK]
        picked = self.desk.dialogs.choice(said.WHICH_BOOK, options) if books else len(options) - 1
        if picked is None:
            return
        book = (
            books[picked]
            if picked < len(options) - 1
            else self.desk.dialogs.file(said.BOOK_ASKED, asking.BOOKS)
        )
        if book is not None:
            self.choose(book)
            self._waiting = list(paths)

    _waiting: Sequence[Path] = ()
    """Files that go into the book once it is known of what kind it is."""

    def _choose(self) -> None:
        book = self.desk.dialogs.file(said.BOOK_ASKED, asking.BOOKS)
        if book is not None:
            self.choose(book)

    def _do_next(self) -> None:
        if self.desk.seen.next_command:
            self.press(self.desk.seen.next_command)

    def _dropped(self, paths: Sequence[Path]) -> None:
        self.desk.dropped(paths)
        self._draw()

    def _copy(self) -> None:
        self.desk.dialogs.copies(self.desk.result.text)
        self._tell(said.COPIED)

    # --- what it shows -----------------------------------------------------------------------------

    def _then(self, does: Does) -> Does:
        def both() -> None:
            does()
            self._draw()

        return both

    def _width(self) -> int:
        return self.result.width()

    def _tell(self, text: str) -> None:
        self._tip.set(text or said.KEYS)

    def _draw(self) -> None:
        desk = self.desk
        self.header.draw(
            desk.book, desk.seen, desk.recent.books(), looking=desk.is_looking, free=not desk.is_running
        )
        self.buttons.draw(desk.why_not)
        self.result.draw(desk.result, desk.progress)
        self.root.title(f"{desk.book.name} – {said.TITLE}" if desk.book else said.TITLE)

    def _tick(self) -> None:
        try:
            if self.desk.tick():
                self._draw()
            if self._waiting and not self.desk.is_looking:
                paths, self._waiting = self._waiting, ()
                if not self.desk.seen.problem:
                    self.desk.receive(paths)
                self._draw()
        finally:
            self._clock = self.root.after(PAUSE, self._tick)

    def _broke(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        """An error of the window itself: a sentence, and the details in the log."""
        with self._log.open("a", encoding="utf-8") as file:
            file.writelines(traceback.format_exception(kind, problem, trace))
        self.desk.result = Result(State.FAILED, "", said.BROKEN.format(name=kind.__name__, log=self._log))
        self.result.draw(self.desk.result, None)


def open_window(book: Path | None, received: Sequence[Path], helps: Mapping[str, str]) -> None:
    """Show the window until it is closed.

    Raises:
        CannotRunError: there is no display.
    """
    sharpen()
    try:
        root = dropping.root()
    except tk.TclError as problem:
        raise CannotRunError(said.NO_DISPLAY.format(why=problem)) from None
    window = Window(root, places.own_folder(places.this_machine()), helps)
    if book is not None and book.is_file():
        window.choose(book)
    if received:
        root.after(PAUSE, lambda: window.receive(received))
    root.mainloop()
