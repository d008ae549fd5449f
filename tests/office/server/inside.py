"""What answers requests about documents, run inside LibreOffice by its own Python.

Nothing that a request needs crosses a pipe but its text and that of the answer: asked from outside, every property
of every group of cells was an exchange between two processes.
"""

import json
from typing import Any

import uno
import unohelper

from tests.office.server.areas import property_of, url_of
from tests.office.server.books import Books
from tests.office.server.looks import Looks
from tests.office.server.macros import Macros
from tests.office.server.structure import Structure
from tests.office.server.texts import Texts
from tests.office.server.titles import give_back
from tests.office.server.values import Values

XJob: Any = uno.getClass("com.sun.star.task.XJob")
NAME = "thidua.tests.Office"
"""Under which LibreOffice's Python loader finds `Office`."""
_CONTENT = 1 | 2 | 4 | 16
"""CellFlags: numbers, dates, texts, formulas."""
_ERRORS = 4
"""FormulaResult.ERROR."""


class Requests(Books, Values, Looks, Structure, Macros, Texts):
    """The documents that are open, by number."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self.documents: dict[int, Any] = {}
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

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
        give_back(self.documents[document])
        self.documents[document].storeToURL(url_of(path), (property_of("FilterName", kind),))


class Office(unohelper.Base, XJob):  # type: ignore[misc]  # what UNO makes has no types
    """Takes a request as text and gives the answer as text, both JSON."""

    def __init__(self, context: Any, *_: object) -> None:
        self._requests = Requests(context)

    def execute(self, arguments: Any) -> str:  # UNO's own name
        """The answer to one request: `result`, or `error` with what went wrong."""
        request = json.loads(arguments[0].Value)
        try:
            answer = {"result": getattr(self._requests, request["do"])(**request["with"])}
        except Exception as problem:  # the test says what went wrong
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        return json.dumps(answer)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the loader's name
g_ImplementationHelper.addImplementation(Office, NAME, ())
