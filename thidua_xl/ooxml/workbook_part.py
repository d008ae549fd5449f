"""The workbook part: its sheets, the names of filters, and the order to calculate on opening."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..workbook.xml_text import Document, PackageError, attribute_value, attributes, cut, read
from .parts import OFFICE, Package
from .sheet_moves import Moves
from .sheet_rules import refitted_area, refitted_name
from .styles_merge import with_attribute_in

_ORDER = ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
          "functionGroups", "externalReferences", "definedNames", "calcPr")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it: its name, its part, its state, its place."""

    name: str
    part: str
    state: str
    index: int


def folded(name: str) -> str:
    """The key under which two spellings of a sheet's name meet (NFC, case folding)."""
    return unicodedata.normalize("NFC", name).casefold()


class WorkbookPart:
    """The workbook part of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.part = package.workbook()
        self._document = Document.parse(read(package.part(self.part)))

    def sheets(self) -> dict[str, SheetEntry]:
        """The sheets by their folded names.

        Raises:
            PackageError: two sheets have one name.
        """
        relations = self._package.relations(self.part)
        found: dict[str, SheetEntry] = {}
        for index, item in enumerate(self._items("sheets")):
            entry = attributes(item)
            name = entry.get("name", "")
            ids = [value for key, value in entry.items() if key.endswith(":id") and value in relations]
            if not ids or folded(name) in found:
                raise PackageError(f"the sheet {name!r} is listed without a part, or twice")
            part = self._package.find(relations[ids[0]].target)
            found[folded(name)] = SheetEntry(name, part, entry.get("state", ""), index)
        return found

    def _items(self, name: str) -> list[str]:
        return list(_items_of(self._document.get(name)))

    def _append(self, name: str, item: str) -> None:
        text = self._document.get(name)
        head, items, tail = cut(text) if text else (f"<{name}>", [], f"</{name}>")
        new = text[: text.rindex("</")] + item + tail if items else f"{head}{item}{tail}"
        self._document.put(name, new, _ORDER)

    def add_sheet(self, entry: SheetEntry, part: str) -> int:
        """List a new sheet as the last one; its place is returned."""
        relation = self._package.relate(self.part, f"{OFFICE}/worksheet", part)
        taken = [int(attributes(item).get("sheetId", "0")) for item in self._items("sheets")]
        state = f' state="{entry.state}"' if entry.state else ""
        name, number = attribute_value(entry.name), max(taken, default=0) + 1
        item = f'<sheet name="{name}" sheetId="{number}"{state} xmlns:r="{OFFICE}" r:id="{relation}"/>'
        if f'xmlns:r="{OFFICE}"' in self._document.head:
            item = item.replace(f' xmlns:r="{OFFICE}"', "")
        self._append("sheets", item)
        return len(taken)

    def move_first(self, name: str) -> None:
        """Let a sheet be the first one, and the one that is shown on opening."""
        text = self._document.get("sheets")
        head, items, tail = cut(text)
        at = self.sheets()[folded(name)].index
        self._document.put("sheets", "".join([head, items[at], *items[:at], *items[at + 1 :], tail]), _ORDER)
        names = self._items("definedNames")
        if names:
            head, _, tail = cut(self._document.get("definedNames"))
            moved = "".join(_of_moved_sheets(item, at) for item in names)
            self._document.put("definedNames", f"{head}{moved}{tail}", _ORDER)
        views = self._document.get("bookViews")
        shown = re.sub(r'\s(?:activeTab|firstSheet)="[^"]*"', "", views)
        self._document.put("bookViews", shown, _ORDER)
        self._package.put(self.part, str(self._document).encode())

    def activate(self, name: str) -> None:
        """Let a sheet be the one that is shown on opening, wherever it stands."""
        at = self.sheets()[folded(name)].index
        views = self._document.get("bookViews") or "<bookViews><workbookView/></bookViews>"
        head, items, tail = cut(re.sub(r'\s(?:activeTab|firstSheet)="[^"]*"', "", views))
        first, *others = items or ["<workbookView/>"]
        first = with_attribute_in(first, "activeTab", str(at)) if at else first
        self._document.put("bookViews", "".join([head, first, *others, tail]), _ORDER)
        self._package.put(self.part, str(self._document).encode())

    def add_names(self, fresh: "WorkbookPart", places: dict[int, int]) -> None:
        """Take the fresh book's names: of added sheets (old to new place), and global ones not there yet."""
        known = {attributes(_tag(item)).get("name") for item in self._items("definedNames")}
        for item in fresh._items("definedNames"):
            found = attributes(_tag(item))
            sheet = found.get("localSheetId")
            if sheet is None and found.get("name") not in known:
                self._append("definedNames", item)
            elif sheet is not None and int(sheet) in places:
                self._append("definedNames", with_attribute_in(item, "localSheetId", str(places[int(sheet)])))

    def refit_filter(self, index: int, moves: Moves, fresh: str) -> None:
        """Let the hidden name of a sheet's filter, and its print area, end with its table; `fresh`: the new area."""
        text, filtered, printed = (
            self._document.get("definedNames"), self._local(index, _FILTER), self.print_area(index),
        )  # fmt: skip
        if filtered:
            text = text.replace(filtered, refitted_name(filtered, moves))
        if printed:
            text = text.replace(printed, refitted_area(printed, moves, fresh))
        self._document.put("definedNames", text, _ORDER)

    def print_area(self, index: int) -> str:
        """The defined name that holds a sheet's print area; empty where it has none."""
        return self._local(index, _PRINTED)

    def _local(self, index: int, end: str) -> str:
        """The name of one sheet that ends so."""
        for item in self._items("definedNames"):
            found = _said_by(item)
            if found.get("localSheetId") == str(index) and found.get("name", "").endswith(end):
                return item
        return ""

    def save(self) -> None:
        """Write the part: Excel computes every formula on opening, the calculation chain is gone."""
        for relation in self._package.related(self.part, "calcChain"):
            self._package.unrelate(self.part, relation)
            self._package.remove(relation.target)
        old = self._document.get("calcPr") or "<calcPr/>"
        self._document.put("calcPr", with_attribute_in(old, "fullCalcOnLoad", "1"), _ORDER)
        self._package.put(self.part, str(self._document).encode())


_FILTER, _PRINTED = "_FilterDatabase", ".Print_Area"
"""Ends of the names whose ranges follow their table."""


@lru_cache(maxsize=8)
def _items_of(text: str) -> tuple[str, ...]:
    """The children of an element; a book's names are asked for sheet by sheet."""
    return tuple(cut(text)[1]) if text else ()


@lru_cache(maxsize=1024)
def _said_by(item: str) -> Mapping[str, str]:
    return attributes(_tag(item))


def _of_moved_sheets(name: str, first: int) -> str:
    """A defined name after the sheet at place `first` was put before all others."""
    old = attributes(_tag(name)).get("localSheetId")
    if old is None or int(old) > first:
        return name
    return with_attribute_in(name, "localSheetId", "0" if int(old) == first else str(int(old) + 1))


def _tag(item: str) -> str:
    return re.split(r"(?<=>)", item, maxsplit=1)[0]
