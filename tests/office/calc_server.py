"""LibreOffice driven through UNO: the other side of `tests.office.calc`, run by the system's Python.

One request a line on stdin, one answer a line on stdout, both JSON. One soffice serves them all.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno

NoConnectException: Any = uno.getClass("com.sun.star.connection.NoConnectException")
PATIENCE = 90
_CONTENT = 1 | 2 | 4 | 16
"""CellFlags: numbers, dates, texts, formulas."""
_ERRORS = 4
"""FormulaResult.ERROR."""


def _property(name: str, value: Any) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _url(path: str) -> str:
    return str(uno.systemPathToFileUrl(path))


class Server:
    """The documents that are open, by number."""

    def __init__(self, soffice: str, folder: str) -> None:
        pipe = f"thidua{os.getpid()}"
        profile = _url(str(Path(folder) / "profile"))
        arguments = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
                     f"-env:UserInstallation={profile}", f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
        self.process = subprocess.Popen(
            [soffice, *arguments],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.desktop = self._connect(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.documents: dict[int, Any] = {}
        self.opened = 0

    def _connect(self, address: str) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                context = resolver.resolve(address)
                return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            except NoConnectException:
                if time.monotonic() > until or self.process.poll() is not None:
                    self.stop()
                    raise
                time.sleep(0.1)

    def stop(self) -> None:
        """End LibreOffice with the processes it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def open(self, path: str) -> int:
        document = self.desktop.loadComponentFromURL(_url(path), "_blank", 0, (_property("Hidden", True),))
        if document is None:
            raise ValueError(f"LibreOffice does not open {path}")
        self.opened += 1
        self.documents[self.opened] = document
        return self.opened

    def _sheet(self, document: int, sheet: str) -> Any:
        return self.documents[document].Sheets.getByName(sheet)

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
        given = (_property("SortFields", fields), _property("ContainsHeader", False))
        uno.invoke(self._sheet(document, sheet).getCellRangeByName(area), "sort", (given,))

    def save(self, document: int, path: str, kind: str) -> None:
        """Save under another name in a format of LibreOffice's."""
        self.documents[document].storeToURL(_url(path), (_property("FilterName", kind),))

    def close(self, document: int) -> None:
        self.documents.pop(document).close(True)


def main() -> None:
    """Serve until the end of stdin."""
    server = Server(sys.argv[1], sys.argv[2])
    try:
        print(json.dumps({"result": "ready"}), flush=True)
        for line in sys.stdin:
            request = json.loads(line)
            try:
                answer = {"result": getattr(server, request["do"])(**request["with"])}
            except Exception as problem:  # the test says what went wrong
                answer = {"error": f"{type(problem).__name__}: {problem}"}
            print(json.dumps(answer), flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
