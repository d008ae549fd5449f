"""The add-in loaded in LibreOffice: its VBA runs there and starts a real Python, which changes the open book.

All modules are those of the built `ThiDua.xlam` but one: `ThiDuaSystem`, which alone touches Windows. Its double
answers the dialogues, keeps the messages, and starts `tests.office.attached` with the command line it was given.
"""

import json
import os
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.office.addin_double import CONTROL, DRIVER, PROCESS, RIBBON, double_of
from tests.office.calc import ROOT, Calc

SYSTEM = "ThiDuaSystem"


@dataclass(frozen=True)
class Clicked:
    """What came of a click."""

    told: str
    """The messages of the add-in itself."""
    arguments: list[str]
    """What the Python that was started was asked for; empty where none was."""
    code: int | None = None
    boxes: list[str] = field(default_factory=list)
    """The message boxes of that Python."""


@dataclass
class AddIn:
    """The add-in, open beside a book."""

    calc: Calc
    folder: Path
    number: int = 0

    def load(self, xlam: Path) -> None:
        """Open the add-in with its double of the operating system."""
        self.take(int(self.calc.ask("open", path=str(xlam))))

    def take(self, number: int) -> None:
        """Bring that double into an add-in that is open."""
        self.number = number
        real = self.calc.ask("modules", document=self.number)[SYSTEM]
        for name, source, kind in (
            (SYSTEM, double_of(real, self.folder), "standard"), ("StartedProcess", PROCESS, "class"),
            ("PressedButton", CONTROL, "class"), ("ShownRibbon", RIBBON, "class"), ("Driver", DRIVER, "standard"),
        ):  # fmt: skip
            self.calc.ask("put_module", document=self.number, name=name, source=source, kind=kind)
        self._write_start()

    def breaks(self) -> None:
        """From now on Python ends at once and leaves nothing behind."""
        (self.folder / "start.sh").write_text(f"echo 3 > {shlex.quote(str(self.folder))}/exit.txt\n", "utf-8")

    def _write_start(self) -> None:
        line = str(self.folder / "line.txt")
        command = [sys.executable, "-m", "tests.office.attached", self.calc.pipe, "--line", line]
        kept = ("PATH", "HOME", "SOURCE_DATE_EPOCH", "THIDUA_USER")
        environment = [f"{name}={os.environ[name]}" for name in kept if name in os.environ]
        started = shlex.join(["env", f"PYTHONPATH={ROOT}", *environment, *command])
        script = f"""cd {shlex.quote(str(self.folder))}
rm -f exit.txt
{started} > report.txt 2> errors.txt
echo $? > exit.new
mv exit.new exit.txt
"""
        (self.folder / "start.sh").write_text(script, "utf-8")

    def _call(self, procedure: str, *arguments: str) -> str:
        return str(
            self.calc.ask("call", document=self.number, procedure=f"Driver.{procedure}", arguments=arguments)
        )

    def show_ribbon(self) -> None:
        """What Excel does once it has taken the ribbon's XML; LibreOffice knows neither it nor its type."""
        source = str(self.calc.ask("modules", document=self.number)["ThiDuaRibbon"])
        lines = [line for line in source.splitlines() if not line.startswith(("Rem ", "Option VBASupport"))]
        known = "\n".join(lines).replace("As IRibbonUI", "As Object")
        self.calc.ask("put_module", document=self.number, name="ThiDuaRibbon", source=known, kind="standard")
        assert self._call("ShowRibbon") == ""

    def offers(self, command: str) -> bool:
        """Whether the button is enabled."""
        answer = self._call("Offers", command)
        assert answer in ("True", "False"), answer
        return answer == "True"

    def choose(self, path: Path) -> None:
        """What a person picks in the next dialogue."""
        self._call("Choose", str(path))

    def click(self, command: str) -> Clicked:
        """Press a button and wait as Excel does."""
        for name in ("report.txt", "exit.txt", "line.txt"):
            (self.folder / name).unlink(missing_ok=True)
        trouble = self._call("Click", command)
        assert trouble == "", trouble
        told = self._call("Messages").strip()
        if not (self.folder / "report.txt").exists():
            return Clicked(told, [])
        lines = (self.folder / "report.txt").read_text("utf-8").splitlines()
        assert lines, (self.folder / "errors.txt").read_text("utf-8")
        report: dict[str, Any] = json.loads(lines[-1])
        boxes = [alert["prompt"] for alert in report["alerts"]]
        return Clicked(told, report["arguments"], report["exit"], boxes)

    def close(self) -> None:
        """Close it."""
        self.calc.ask("close", document=self.number)
