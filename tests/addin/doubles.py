"""What the add-in's VBA finds around it on Windows and macOS: objects that record instead of doing."""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyopenvba.interpreter import NOTHING, VBAInt, VBAObject, VBARuntimeError, to_text

APPDATA = r"C:\Users\Đặng Văn Ạ\AppData\Roaming"
LOGS = r"C:\Users\Đặng Văn Ạ\AppData\Local\thidua_xl\logs"
OUTCOME = rf"{LOGS}\outcome.txt"
CONFIGURATION = rf"{APPDATA}\thidua_xl\addin.ini"
MAC_HOME = "/Users/lan/Library/Containers/com.microsoft.Excel/Data"
YES, NO = 6, 7


class Double(VBAObject):  # type: ignore[misc]  # the interpreter has no types
    """An object whose members are its Python attributes: VBA's `StatusBar` is `status_bar`.

    A member that is not there fails the run: VBA uses nothing that a test does not know of.
    """

    def vba_get(self, name: str, args: Sequence[object] = (), named: object = None) -> object:
        """The attribute, called where it can be."""
        assert not named, "late-bound calls go by position"
        found = getattr(self, _snake(name))
        return _as_vba(found(*map(_as_python, args)) if callable(found) else found)

    def vba_set(
        self, name: str, value: object, args: object = (), named: object = None, *, by_ref: bool = False
    ) -> None:
        """Sets an attribute that is there already."""
        assert not args and not named and not by_ref
        assert hasattr(self, _snake(name)), name
        setattr(self, _snake(name), _as_python(value))


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _as_python(value: object) -> object:
    return int(value) if isinstance(value, VBAInt) else value


def _as_vba(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return VBAInt(value, "Long")
    return NOTHING if value is None else value


@dataclass
class Control(Double):
    """A button of the ribbon."""

    tag: str


@dataclass
class Ribbon(Double):
    """The ribbon, which counts how often it was told to ask again."""

    asked_again: int = 0

    def invalidate(self) -> None:
        """`IRibbonUI.Invalidate`."""
        self.asked_again += 1


@dataclass
class Dialogue(Double):
    """The dialogue for a folder or a file; `answer` empty: the person cancels."""

    answer: str
    title: str = ""
    initial_file_name: str = ""
    allow_multi_select: bool = True

    def show(self) -> int:
        """-1 for OK, as Office says it."""
        return -1 if self.answer else 0

    def selected_items(self, position: int) -> str:
        """The only one."""
        assert position == 1
        return self.answer


@dataclass
class Application(Double):
    """What the add-in asks of Excel beyond its workbooks."""

    path: str = r"C:\Program Files\Microsoft Office\root\Office16"
    hwnd: int = 4711
    status_bar: object = False
    enable_cancel_key: int = 1
    folder: Dialogue = field(default_factory=lambda: Dialogue(""))
    version: Dialogue = field(default_factory=lambda: Dialogue(""))
    save_name: str = ""
    asked_name: tuple[object, ...] = ()
    open_name: str = ""
    asked_file: tuple[object, ...] = ()

    def file_dialog(self, kind: int) -> Dialogue:
        """The folder picker, or the file picker, with which a version is chosen."""
        return {3: self.version, 4: self.folder}[kind]

    def get_open_filename(self, *arguments: object) -> object:
        """False where the person cancels."""
        self.asked_file = arguments
        return self.open_name or False

    def get_save_as_filename(self, *arguments: object) -> object:
        """False where the person cancels."""
        self.asked_name = arguments
        return self.save_name or False


@dataclass
class Process(Double):
    """A started program: still running for so many looks at it, each a minute long."""

    clock: "Clock"
    looks: int = 1
    exit_code: int = 0
    terminated: bool = False
    meanwhile: Callable[[], None] = lambda: None

    @property
    def status(self) -> int:
        """0 while it runs."""
        if self.looks > 0 and not self.terminated:
            self.looks -= 1
            self.clock.pass_(minutes=1)
            self.meanwhile()
            return 0
        return 1

    def terminate(self) -> None:
        """Stopped from outside."""
        self.terminated = True


class Clock:
    """The time that VBA's `Now` sees."""

    def __init__(self, freeze: Callable[[datetime.datetime], None]) -> None:
        self._freeze = freeze
        self._now = datetime.datetime(2026, 1, 5, 8)
        freeze(self._now)

    def pass_(self, minutes: int) -> None:
        """Let time pass."""
        self._now += datetime.timedelta(minutes=minutes)
        self._freeze(self._now)


@dataclass
class Stream(Double):
    """A text file opened for reading."""

    read_all: str
    closed: bool = False

    @property
    def at_end_of_stream(self) -> bool:
        """ReadAll of an empty file is an error in Windows."""
        return not self.read_all

    def close(self) -> None:
        """Lets go of the file."""
        self.closed = True


@dataclass
class Files(Double):
    """Scripting.FileSystemObject over files in memory."""

    content: dict[str, bytes]
    opened: list[Stream] = field(default_factory=list)

    def file_exists(self, path: str) -> bool:
        """As it says."""
        return path in self.content

    def delete_file(self, path: str, force: bool) -> None:
        """As it says."""
        assert force
        del self.content[path]

    def open_text_file(self, path: str, mode: int, create: bool, unicode: int) -> Stream:
        """Only for reading, only as UTF-16, as Windows does it: the mark is taken off."""
        assert (mode, create, unicode) == (1, False, -1)
        self.opened.append(Stream(self.content[path].decode("utf-16-le").removeprefix("\ufeff")))
        return self.opened[-1]


@dataclass
class Shell(Double):
    """WScript.Shell: expands %NAME% in what it starts, as Windows' own may."""

    start: Callable[[str, str], Process | None]
    environment: dict[str, str] = field(default_factory=lambda: {"TEMP": r"C:\Temp", "A": "expanded"})
    current_directory: str = r"C:\Users\Public\Documents"
    messages: list[tuple[str, str, int]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def special_folders(self, name: str) -> str:
        """Only AppData is asked for."""
        assert name == "AppData"
        return APPDATA

    def exec(self, command_line: str) -> Process:
        """Start it in the current folder; a program that cannot be started is a run-time error."""
        expanded = re.sub("%([^%]+)%", lambda found: self.environment.get(found[1], found[0]), command_line)
        process = self.start(expanded, self.current_directory)
        if process is None:
            raise VBARuntimeError(-2147024891, "Access is denied.")
        return process

    def popup(self, text: str, seconds: int, title: str, style: int) -> int:
        """A message that waits for its answer."""
        assert seconds == 0
        self.messages.append((text, title, style))
        return self.answers.pop(0) if self.answers else 1


@dataclass
class Mac(Double):
    """What only Excel for Mac has: AppleScriptTask, Environ, files read byte by byte."""

    content: dict[str, bytes]
    started: list[tuple[str, str, str]] = field(default_factory=list)
    result: Any = ""

    def environ(self, name: str) -> str:
        """Only HOME is asked for."""
        assert name == "HOME"
        return MAC_HOME

    def apple_script_task(self, script: str, handler: str, parameters: str) -> str:
        """Hands one text to a script."""
        self.started.append((script, handler, to_text(parameters)))
        if self.result is None:
            raise VBARuntimeError(5, "Invalid procedure call or argument")
        return str(self.result)

    def read_bytes(self, path: str) -> str:
        """The bytes as a VBA string; an empty text where there is no file."""
        return self.content.get(path, b"").decode("utf-16-le")
