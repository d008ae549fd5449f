"""Excel with the add-in loaded, in pyOpenVBA's interpreter: the sources of `macros/` run as they are.

What the interpreter does not have is brought by doubles: the operating system, Excel's own window, events.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from openpyxl import Workbook
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.exceptions import VBAUnsupportedError
from pyopenvba.interpreter import NOTHING

from tests.addin import doubles
from thidua_xl.addin.build import build, sources
from thidua_xl.addin.configured import Configured

MACROS = Path(__file__).parents[2] / "macros"
INTERPRETER = r"C:\Users\Đặng Văn Ạ\Python 3.12\pythonw.exe"
WINDOWS = Configured(INTERPRETER, doubles.LOGS, "0.1.0", "0.37.8")
MAC_LOGS = f"{doubles.MAC_HOME}/thidua_xl/logs"
MACOS = Configured("/Users/lan/my venv/bin/python", MAC_LOGS, "0.1.0", "0.37.8")

_built = cache(lambda: build(MACROS))

Platform = Literal["Windows", "Mac"]

_DRIVER = """
Public Function AnswerOf(control As Object) As Boolean
    Dim enabled As Variant
    IsEnabled control, enabled
    AnswerOf = enabled
End Function
Public Sub DoEvents()
End Sub
"""
_MAC_DRIVER = """
Public Function Environ(ByVal variable As String) As String
    Environ = CreateObject("Double.Mac").Environ(variable)
End Function
Public Function AppleScriptTask(ByVal script As String, ByVal handler As String, ByVal parameters As String) As String
    AppleScriptTask = CreateObject("Double.Mac").AppleScriptTask(script, handler, parameters)
End Function
Public Function BytesOf(ByVal path As String) As String
    BytesOf = CreateObject("Double.Mac").ReadBytes(path)
End Function
"""


def for_platform(source: str, platform: Platform) -> str:
    """The source without the lines that the platform's compiler leaves out (`#If Mac Then … #End If`)."""
    lines, live = [], True
    for line in source.splitlines():
        if line.startswith("#"):
            assert line in ("#If Mac Then", "#End If"), line
            live = line == "#End If" or platform == "Mac"
        elif live:
            lines.append(line)
    return "\n".join(lines) + "\n"


class _Bridge(ExcelBridge):  # type: ignore[misc]  # the interpreter has no types
    """The interpreter's Excel, with our doubles where it has nothing."""

    def __init__(self, excel: "Excel", application: object) -> None:
        super().__init__(application)
        self._excel = excel

    def global_object(self, name: str) -> object:
        return self._excel.application if name == "application" else super().global_object(name)

    def create(self, type_name: str) -> object:
        found = self._excel.com.get(type_name)
        if found is None:
            raise VBAUnsupportedError(f"{type_name} is not there")
        return found


class Excel:
    """What a person has open and does; what they are told; what was started."""

    def __init__(self, folder: Path, platform: Platform = "Windows") -> None:
        self._folder = folder
        addin = folder / "ThiDua.xlam"
        addin.write_bytes(_built())
        self._app = ExcelApplication.open(addin, with_vba=False)
        self._app.application._this_workbook = self._app.workbook
        self._app.application.active_book = None
        self.application = doubles.Application()
        self.files = doubles.Files({doubles.CONFIGURATION: WINDOWS.as_bytes()})
        self.shell = doubles.Shell(self._start)
        self.mac = doubles.Mac({f"{doubles.MAC_HOME}/thidua_xl/addin.ini": MACOS.as_bytes()})
        self.com: dict[str, doubles.Double] = {
            "WScript.Shell": self.shell, "Scripting.FileSystemObject": self.files,
        } if platform == "Windows" else {"Double.Mac": self.mac}  # fmt: skip
        self.clock = doubles.Clock(self._app.freeze_clock)
        self.ribbon = doubles.Ribbon()
        self.started: list[tuple[str, str]] = []
        """Command lines, each with the folder it was started in."""
        self.next: doubles.Process | None = doubles.Process(self.clock)
        """What the next command line becomes; None: it cannot be started."""
        self.outcome: bytes | None = "\ufeffshown\r\n".encode("utf-16-le")
        """What the started program leaves behind."""
        self._app.interpreter.host = _Bridge(self, self._app.application)
        self._load(platform)

    def _load(self, platform: Platform) -> None:
        for name, code in sources(MACROS).items():
            source = for_platform(code, platform).replace("Private WithEvents ", "Private ")
            if platform == "Mac":  # the interpreter opens no files
                source = source.replace("content = ReadBytes(path)", "content = BytesOf(path)")
            kind = "document" if name == "ThisWorkbook" else "class" if name == "ThiDuaEvents" else "standard"
            self._app.add_module(source, name=name, kind=kind)
        self._app.add_module(_DRIVER + (_MAC_DRIVER if platform == "Mac" else ""), name="Driver")
        self.run("OnRibbonLoad", self.ribbon)
        self.run("ThisWorkbook.Workbook_Open")

    def _start(self, command_line: str, folder: str) -> doubles.Process | None:
        self.started.append((command_line, folder))
        if self.next is not None and self.outcome is not None:
            self.files.content[doubles.OUTCOME] = self.outcome
        return self.next

    def run(self, procedure: str, *arguments: object) -> object:
        """Call a procedure of the add-in."""
        return self._app.run(procedure, *arguments)

    def click(self, tag: str) -> None:
        """Click a button."""
        self.run("OnCommand", doubles.Control(tag))

    def offers(self, tag: str) -> bool:
        """Whether the button is enabled."""
        return bool(self.run("AnswerOf", doubles.Control(tag)))

    def open(self, name: str, schema: str = "", **sheets: list[tuple[str, ...]]) -> None:
        """Open a workbook of this name; `schema` makes it one of ours, `sheets` are further ones with rows."""
        book = Workbook()
        if schema:
            sheets["_meta"] = [("schema", schema), ("cluster", "CUM1")]
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = self._folder / "open.xlsx"
        book.save(path)
        self.open_file(path, name)

    def open_file(self, path: Path, name: str = "") -> None:
        """Open a workbook that exists."""
        opened = self._app.open_workbook(path)
        opened.name = name or path.name
        self._app.activate_workbook(opened)

    def fire(self, event: str) -> None:
        """An event of Excel reaches the object that watches for it since the add-in was opened."""
        module = self._app.interpreter.module("ThiDuaEvents")
        watching = self._app.interpreter.module("ThisWorkbook").document.variables["events"].get()
        handler = module.procedure(f"Watched_{event}")
        self._app.interpreter.call(handler, module, [NOTHING], {}, me=watching)

    @property
    def told(self) -> list[str]:
        """The messages that were shown."""
        boxes = [text for _, text, _, _ in self._app.dialogs]
        return [text for text, _, _ in self.shell.messages] + boxes

    @property
    def command_line(self) -> str:
        """The only one that was started."""
        ((line, _),) = self.started
        return line


def split_command_line(line: str) -> list[str]:
    """The arguments that a program of Microsoft's C runtime finds in its command line.

    The program's name ends at its closing quote. After that 2n backslashes and a quote are n backslashes and
    a quote that begins or ends quoting, 2n+1 are n backslashes and a quote that is meant; two quotes inside
    quoting are one that is meant; other backslashes are meant; blanks outside of quoting separate.
    """
    program, _, rest = line.removeprefix('"').partition('"')
    arguments: list[str] = [program]
    word: str | None = None
    quoted, at = False, 0
    while at < len(rest):
        slashes = len(rest[at:]) - len(rest[at:].lstrip("\\"))
        sign = rest[at + slashes : at + slashes + 1]
        at += slashes + 1
        if sign == '"':
            word = (word or "") + "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            elif quoted and rest[at : at + 1] == '"':
                word, at = word + '"', at + 1
            else:
                quoted = not quoted
        elif sign in (" ", "\t") and not quoted:
            word = (word or "") + "\\" * slashes if slashes else word
            arguments += [] if word is None else [word]
            word = None
        else:
            word = (word or "") + "\\" * slashes + sign
    assert not quoted
    return arguments + ([] if word is None else [word])
