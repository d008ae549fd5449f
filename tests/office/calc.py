"""LibreOffice Calc for the tests: one soffice for a whole run, with documents that can be typed into."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

SERVER = "tests.office.calc_server"
ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
"""The interpreter that the distribution's python3-uno belongs to."""
XLSX, PDF = "Calc MS Excel 2007 XML", "calc_pdf_Export"
DOCX, TEXT_PDF = "MS Word 2007 XML", "writer_pdf_Export"
PATIENCE = 180

Values = list[list[object]]


def lacking() -> str:
    """What this machine lacks for these tests; empty where nothing."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) is not installed"
    has_uno = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run(
            [SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False
        ).returncode
    )
    return "" if has_uno else "python3-uno is not installed"


class Calc:
    """One running LibreOffice, driven by a server process."""

    def __init__(self, *arguments: str) -> None:
        self._server = subprocess.Popen(
            [SYSTEM_PYTHON, "-m", SERVER, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self.pipe = str(self._answer())
        """The name under which other servers reach the same LibreOffice."""

    @classmethod
    def start(cls, folder: Path) -> "Calc":
        """A LibreOffice of our own, its profile in this folder."""
        return cls(str(shutil.which("soffice")), str(folder))

    @classmethod
    def attach(cls, pipe: str) -> "Calc":
        """The LibreOffice that another process started; it runs on when this one stops."""
        return cls("--attach", pipe)

    def _answer(self) -> Any:
        assert self._server.stdout is not None
        watch = Timer(PATIENCE, self._server.terminate)
        watch.start()
        try:
            line = self._server.stdout.readline()
        finally:
            watch.cancel()
        if not line:
            raise RuntimeError("LibreOffice gives no answer")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"LibreOffice: {answer['error']}")
        return answer["result"]

    def ask(self, do: str, **given: object) -> Any:
        """One request to the server."""
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps({"do": do, "with": given}) + "\n")
        self._server.stdin.flush()
        return self._answer()

    def open(self, path: Path) -> "Document":
        """Open a workbook."""
        return Document(self, int(self.ask("open", path=str(path))))

    def stop(self) -> None:
        """End it."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        try:
            self._server.wait(PATIENCE)
        finally:
            self._server.kill()
            self._server.stdout.close()


@dataclass(frozen=True)
class Document:
    """An open workbook."""

    calc: Calc
    number: int

    def __enter__(self) -> "Document":
        return self

    def __exit__(self, *_: object) -> None:
        self.calc.ask("close", document=self.number)

    def type(self, sheet: str, cell: str, value: float | str | None) -> None:
        """Type into a cell; None empties it."""
        self.calc.ask("type", document=self.number, sheet=sheet, cell=cell, value=value)

    def values(self, sheet: str) -> Values:
        """All values of a sheet from A1 on; an empty cell is an empty text."""
        values: Values = self.calc.ask("values", document=self.number, sheet=sheet)
        return values

    def errors(self, sheet: str) -> str:
        """Formulas of a sheet that give an error."""
        return str(self.calc.ask("errors", document=self.number, sheet=sheet))

    def recalculate(self) -> None:
        """Compute every formula anew."""
        self.calc.ask("recalculate", document=self.number)

    def sort(self, sheet: str, area: str, column: int, *, ascending: bool = True) -> None:
        """Sort rows by a column of the area, counted from 0."""
        self.calc.ask(
            "sort", document=self.number, sheet=sheet, area=area, column=column, ascending=ascending
        )

    def save(self, path: Path, kind: str = XLSX) -> Path:
        """Save under another name."""
        self.calc.ask("save", document=self.number, path=str(path), kind=kind)
        return path


def gnumeric(files: Sequence[Path], folder: Path, *, recalculate: bool = True) -> list[Path]:
    """The workbooks as Gnumeric saves them, all formulas computed anew."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = [folder / file.name for file in files]
    for file, target in zip(files, saved, strict=True):
        options = ["--recalc"] if recalculate else []
        command = ["ssconvert", *options, "-T", "Gnumeric_Excel:xlsx", str(file), str(target)]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return saved
