"""The PC that a kit works on: its folders, how programs are run, its registry, and the log of what was done."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PureWindowsPath

from ...errors import CannotRunError
from .. import places
from ..places import Machine
from ..registry import Registry, Settings, windows_registry, windows_settings
from ..running import Ran, Run, run_command
from .home import root_of

EXCEL_IS_OPEN = "Excel đang mở. Lưu sổ, đóng hẳn Excel rồi chạy lại."


@dataclass(slots=True)
class Log:
    """Everything said, on the screen and in a file; the file comes to be when there is something to tell."""

    folder: Path
    name: str
    _waiting: list[str] = field(default_factory=list)
    _kept: bool = False

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / self.name

    def say(self, text: object = "") -> None:
        """For the person, and for the file."""
        print(text, flush=True)
        self.note(text)

    def note(self, text: object) -> None:
        """For the file alone."""
        self._waiting.append(str(text))
        if self._kept:
            self.keep()

    def keep(self) -> None:
        """From now on there is a file; a disk that cannot take it stops nothing."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8", newline="\r\n") as file:
                file.writelines(f"{line}\n" for line in self._waiting)
        except OSError:
            return
        self._kept = True
        self._waiting.clear()


def log_of(machine: Machine, what: str) -> Log:
    """The log of this run."""
    return Log(places.logs(machine), f"{what}_{datetime.now():%Y%m%d_%H%M%S}.log")


@dataclass(slots=True)
class Pc:
    """What installing touches; tests make up each part."""

    machine: Machine
    log: Log
    run: Run = run_command
    registry: Registry = windows_registry
    settings: Settings = windows_settings

    @property
    def root(self) -> Path:
        """The folder of the installation."""
        return root_of(self.machine)

    def must_have_no_excel(self) -> None:
        """Excel holds the add-in, and its Python the packages.

        Raises:
            CannotRunError: Excel is open.
        """
        tasks = PureWindowsPath(
            self.machine.environment.get("SystemRoot", r"C:\Windows"), "System32", "tasklist.exe"
        )
        done = self.run([str(tasks), "/FI", "IMAGENAME eq EXCEL.EXE", "/NH", "/FO", "CSV"])
        if done.worked and "EXCEL.EXE" in done.text.upper():
            raise CannotRunError(EXCEL_IS_OPEN)

    def step(self, command: list[str], failed: str) -> Ran:
        """Run a program and put all that it says into the log.

        Raises:
            CannotRunError: it failed; the sentence, and its own last error.
        """
        done = self.run(command)
        self.log.note(f"> {command}\n{done.text}\n= {done.code}")
        if not done.worked:
            raise CannotRunError(f"{failed} ({done.last_error})")
        return done


def speak_vietnamese() -> None:
    """Where output is a file or a pipe, Windows would write it in a code page without our letters."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def values_of_uninstall(root: Path, version: str, command: str) -> Mapping[str, str | int]:
    """What Windows shows under "Apps", and what it starts there."""
    return {
        "DisplayName": "Thi đua (thidua_xl)",
        "DisplayVersion": version,
        "InstallLocation": str(root),
        # /s: the outer quotes go and the inner ones stay, also where the folder has an & in its name
        "UninstallString": f'cmd.exe /d /s /c ""{root / command}""',
        "QuietUninstallString": f'cmd.exe /d /s /c ""{root / command}" /quiet"',
        "NoModify": 1,
        "NoRepair": 1,
    }
