"""One command at work for a button, and what is shown of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ..addin.buttons import Button
from ..wording import window as said
from .process import Job
from .ways import Way


class State(StrEnum):
    """How the last command ended; its text is what the person reads."""

    NOTHING = ""
    RUNNING = said.RUNNING
    DONE = said.DONE
    ATTENTION = said.NEEDS_A_PERSON
    FAILED = said.COULD_NOT_RUN
    STOPPED = said.STOPPED


_BY_CODE = {0: State.DONE, 1: State.ATTENTION, 2: State.FAILED}


@dataclass(frozen=True, slots=True)
class Result:
    """What is shown of a command."""

    state: State = State.NOTHING
    label: str = ""
    """The button that was pressed."""
    text: str = ""
    hint: str = ""
    """Where to read more, or what to know of what was said."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a button was pressed for."""

    button: Button
    way: Way
    book: Path | None
    chosen: Path | None = None
    typed: Sequence[str] = ()
    hint: str = ""


@dataclass(slots=True)
class Work:
    """A command at work; its words are gathered as they come."""

    job: Job
    order: Order
    log: Path
    before: str
    """The mark of the book's bytes when it began."""
    _said: dict[bool, list[str]] = field(default_factory=lambda: {False: [], True: []})
    """Its words, and those on the standard error, which come below."""

    def listen(self) -> Result:
        """What it has said until now, and how it ended if it has."""
        ended = self.job.ended  # asked first: what it says last is heard then
        for is_error, line in self.job.news():
            self._said[is_error].append(line)
        text = "\n".join(filter(None, ("".join(lines).strip() for lines in self._said.values())))
        result = Result(State.RUNNING, self.order.button.label, text, self.order.hint)
        return self._ended(result) if ended else result

    @property
    def first_message(self) -> str:
        """What it said up to the first blank line."""
        return "".join(self._said[False]).partition("\n\n")[0].strip()

    def _ended(self, result: Result) -> Result:
        if self.job.stopped and self.job.code != 0:
            return replace(result, state=State.STOPPED, text=said.STOPPED_SAID)
        state = _BY_CODE.get(self.job.code)
        if state is None:
            self._keep(result.text)
            odd = said.ENDED_ODDLY.format(code=self.job.code, log=self.log)
            return replace(result, state=State.FAILED, text=odd)
        sheet = self.order.way.sheet
        where = said.SEE_SHEET.format(sheet=sheet) if sheet and state is not State.FAILED else ""
        return replace(result, state=state, hint=" ".join(filter(None, (result.hint, where))))

    def _keep(self, text: str) -> None:
        try:
            with self.log.open("a", encoding="utf-8") as file:
                file.write(f"--- {self.order.button.command}\n{text}\n")
        except OSError:
            pass  # the sentence is said all the same

    @property
    def changed_nothing(self) -> bool:
        """Whether the book is as it was before the command."""
        return mark_of(self.order.book) == self.before


def mark_of(book: Path | None) -> str:
    """A mark of the file's bytes; empty where there is none."""
    try:
        return hashlib.sha256(book.read_bytes()).hexdigest() if book else ""
    except OSError:
        return ""
