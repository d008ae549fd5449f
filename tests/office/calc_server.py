"""LibreOffice driven through UNO: the other side of `tests.office.calc`, run by the system's Python.

One request a line on stdin, one answer a line on stdout, both JSON. One soffice serves them all. Started with
`--attach PIPE` it serves the soffice that another server runs, and leaves it running at the end.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Protocol

import uno

from tests.office.server.areas import property_of, url_of
from tests.office.server.books import Books
from tests.office.server.looks import Looks
from tests.office.server.macros import Macros
from tests.office.server.structure import Structure
from tests.office.server.texts import Texts
from tests.office.server.values import Values

NoConnectException: Any = uno.getClass("com.sun.star.connection.NoConnectException")
PATIENCE = 90
_CONTENT = 1 | 2 | 4 | 16
"""CellFlags: numbers, dates, texts, formulas."""
_ERRORS = 4
"""FormulaResult.ERROR."""


class Office(Protocol):
    """A running LibreOffice."""

    pipe: str

    def runs(self) -> bool:
        """Whether it still does."""

    def stop(self) -> None:
        """End it with the processes it started, if it is ours."""


class OwnOffice:
    """A LibreOffice with a profile of its own."""

    def __init__(self, soffice: str, folder: str) -> None:
        self.pipe = f"thidua{os.getpid()}"
        profile = url_of(str(Path(folder) / "profile"))
        arguments = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
                     f"-env:UserInstallation={profile}", f"--accept=pipe,name={self.pipe};urp;"]  # fmt: skip
        self.process = subprocess.Popen(
            [soffice, *arguments],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def runs(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class OthersOffice:
    """A LibreOffice that another server started."""

    def __init__(self, pipe: str) -> None:
        self.pipe = pipe

    def runs(self) -> bool:
        return True

    def stop(self) -> None:
        return None


class Server(Books, Values, Looks, Structure, Macros, Texts):
    """The documents that are open, by number."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.documents: dict[int, Any] = {}
        self.desktop = self._connect(f"uno:pipe,name={office.pipe};urp;StarOffice.ComponentContext")

    def _connect(self, address: str) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.context = context = resolver.resolve(address)
                return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            except NoConnectException:
                if time.monotonic() > until or not self.office.runs():
                    self.office.stop()
                    raise
                time.sleep(0.1)

    def type(self, document: int, sheet: str, cell: str, value: float | str | None) -> None:
        """What a person types; a text stays a text."""
        target = self._sheet(document, sheet).getCellRangeByName(cell)
        if value is None:
            target.clearContents(_CONTENT)
        elif isinstance(value, str):
            target.setString(value)
        else:
            target.setValue(value)

    def values(self, document: int, sheet: str) -> list[list[object]]:
        """Texts and numbers from A1 to the end of the used area."""
        there = self._sheet(document, sheet)
        cursor = there.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        area = there.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        return [list(row) for row in area.getDataArray()]

    def errors(self, document: int, sheet: str) -> str:
        """The addresses of formulas that give an error."""
        return str(self._sheet(document, sheet).queryFormulaCells(_ERRORS).RangeAddressesAsString)

    def recalculate(self, document: int) -> None:
        """Every formula anew."""
        self.documents[document].calculateAll()

    def sort(self, document: int, sheet: str, area: str, column: int, ascending: bool) -> None:
        """Sort the rows of an area by a column of it, counted from 0."""
        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending, field.IsCaseSensitive = column, ascending, False
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        given = (property_of("SortFields", fields), property_of("ContainsHeader", False))
        uno.invoke(self._sheet(document, sheet).getCellRangeByName(area), "sort", (given,))

    def save(self, document: int, path: str, kind: str) -> None:
        """Save under another name in a format of LibreOffice's."""
        self.documents[document].storeToURL(url_of(path), (property_of("FilterName", kind),))


def main(arguments: list[str]) -> None:
    """Serve until the end of stdin."""
    office: Office = (
        OthersOffice(arguments[1]) if arguments[0] == "--attach" else OwnOffice(arguments[0], arguments[1])
    )
    server = Server(office)
    try:
        print(json.dumps({"result": office.pipe}), flush=True)
        for line in sys.stdin:
            request = json.loads(line)
            try:
                answer = {"result": getattr(server, request["do"])(**request["with"])}
            except Exception as problem:  # the test says what went wrong
                answer = {"error": f"{type(problem).__name__}: {problem}"}
            print(json.dumps(answer), flush=True)
    finally:
        office.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
