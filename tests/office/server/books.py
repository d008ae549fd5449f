"""Whole documents: opened, saved, their sheets and names, what is active and selected."""

from pathlib import Path
from typing import Any

import uno

from tests.office.server.areas import Area, Areas, property_of, url_of
from tests.office.server.grammar import to_excel
from tests.office.server.structure import area_of
from tests.office.server.titles import give_back, withhold, without_titles

_KINDS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML"}
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_ALWAYS_RUN = 4
"""com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN."""


class Books(Areas):
    """Requests about documents."""

    desktop: Any
    opened = 0

    def open(self, path: str, read_only: bool = False, hidden: bool = True) -> int:
        """Open a file; its number. Only one that is not hidden can be VBA's ActiveWorkbook."""
        given = [property_of("Hidden", hidden), property_of("ReadOnly", read_only)]
        if path.endswith(".xlam"):
            given.append(property_of("FilterName", _KINDS[".xlsm"]))
            given.append(property_of("MacroExecutionMode", _ALWAYS_RUN))
        with without_titles(Path(path)) as titles:
            document = self.desktop.loadComponentFromURL(url_of(path), "_blank", 0, tuple(given))
        if document is None:
            raise ValueError(f"LibreOffice does not open {path}")
        withhold(document, titles)
        return self._number(document)

    def new(self) -> int:
        """A new workbook; its number."""
        hidden = (property_of("Hidden", True),)
        return self._number(self.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, hidden))

    def already_open(self) -> list[int]:
        """The numbers of the workbooks that LibreOffice has open, the active one last; add-ins are none."""
        components = self.desktop.Components.createEnumeration()
        found = []
        while components.hasMoreElements():
            document = components.nextElement()
            if document.supportsService(_SPREADSHEET) and not document.URL.endswith(".xlam"):
                known = [number for number, other in self.documents.items() if other == document]
                found.append(known[0] if known else self._number(document))
        active = self.desktop.CurrentComponent
        return sorted(found, key=lambda number: bool(self.documents[number] == active))

    def _number(self, document: Any) -> int:
        self.opened += 1
        self.documents[self.opened] = document
        return self.opened

    def place(self, document: int) -> str:
        """The path of a document; empty where it was never saved."""
        url = self.documents[document].URL
        return str(uno.fileUrlToSystemPath(url)) if url else ""

    def keep(self, document: int, path: str) -> None:
        """Save in place, or (a path) under a new name."""
        give_back(self.documents[document])
        if not path:
            self.documents[document].store()
            return
        kind = next(
            (kind for suffix, kind in _KINDS.items() if path.lower().endswith(suffix)), _KINDS[".xlsx"]
        )
        self.documents[document].storeAsURL(url_of(path), (property_of("FilterName", kind),))

    def is_read_only(self, document: int) -> bool:
        """Whether a document was opened for reading alone."""
        return bool(self.documents[document].isReadonly())

    def sheets(self, document: int) -> list[str]:
        """The names of all sheets."""
        return list(self.documents[document].Sheets.ElementNames)

    def add_sheet(self, document: int, name: str, index: int) -> None:
        """A new sheet before the one of this index, counted from 0; it becomes the active one."""
        give_back(self.documents[document])
        self.documents[document].Sheets.insertNewByName(name, index)
        self.activate_sheet(document, name)

    def remove_sheet(self, document: int, name: str) -> None:
        """Take a sheet out."""
        give_back(self.documents[document])
        self.documents[document].Sheets.removeByName(name)

    def rename_sheet(self, document: int, name: str, new: str) -> None:
        """Give a sheet another name."""
        self._sheet(document, name).Name = new

    def is_visible(self, document: int, name: str) -> bool:
        """Whether a sheet's tab can be seen."""
        return bool(self._sheet(document, name).IsVisible)

    def show_sheet(self, document: int, name: str, visible: bool) -> None:
        """Show or hide a sheet."""
        self._sheet(document, name).IsVisible = visible

    def active_sheet(self, document: int) -> str:
        """The sheet that is seen."""
        return str(self.documents[document].CurrentController.ActiveSheet.Name)

    def activate_sheet(self, document: int, name: str) -> None:
        """Show this sheet."""
        self.documents[document].CurrentController.setActiveSheet(self._sheet(document, name))

    def selection(self, document: int) -> tuple[str, Area] | None:
        """Sheet and area of the selected cells; null where something else is selected."""
        selected = self.documents[document].CurrentSelection
        if selected is None or not hasattr(selected, "RangeAddress"):
            return None
        address = selected.RangeAddress
        return str(self.documents[document].Sheets.getByIndex(address.Sheet).Name), area_of(address)

    def select(self, document: int, sheet: str, area: Area) -> None:
        """Select cells."""
        self.documents[document].CurrentController.select(self._area(document, sheet, area))

    def names(self, document: int) -> list[tuple[str, str, tuple[str, Area] | None]]:
        """Defined names (of a sheet: `Sheet!name`), what they refer to, and the area, if it is one."""
        book = self.documents[document]
        found = [("", book.NamedRanges)]
        found += [
            (f"{sheet.Name}!", sheet.NamedRanges)
            for sheet in map(book.Sheets.getByName, self.sheets(document))
        ]
        return [
            (
                prefix + name,
                "=" + to_excel(ranges.getByName(name).Content),
                self._referred(document, ranges, name),
            )
            for prefix, ranges in found
            for name in ranges.ElementNames
        ]

    def _referred(self, document: int, ranges: Any, name: str) -> tuple[str, Area] | None:
        cells = ranges.getByName(name).getReferredCells()
        if cells is None:
            return None
        address = cells.RangeAddress
        return str(self.documents[document].Sheets.getByIndex(address.Sheet).Name), area_of(address)

    def automatic(self, document: int, on: bool) -> None:
        """Compute formulas at each change, or only when asked."""
        self.documents[document].enableAutomaticCalculation(on)

    def calculate(self, document: int) -> None:
        """Compute the formulas that need it."""
        self.documents[document].calculate()

    def close(self, document: int) -> None:
        """Close without saving."""
        self.documents.pop(document).close(True)
