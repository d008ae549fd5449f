"""Sheets, notes and defined names of the tests' Excel."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.office.engine.places import COLUMNS, ROWS, area_of
from tests.office.engine.range import Note, Range
from tests.office.engine.refusals import ExcelError, says_what_is_absent

if TYPE_CHECKING:
    from tests.office.engine.books import Book

_VISIBLE, _HIDDEN = -1, 0
"""Excel's XlSheetVisibility."""


@says_what_is_absent
class Sheets(base_classes.Sheets):
    """The sheets of a workbook. As on Windows, `in` does not find names."""

    def __init__(self, book: "Book") -> None:
        self._book = book

    @property
    def api(self) -> object:
        return self

    @property
    def names(self) -> list[str]:
        """Their names."""
        return list(self._book.ask("sheets"))

    @property
    def active(self) -> "Sheet":
        return Sheet(self._book, self._book.ask("active_sheet"))

    def __call__(self, name_or_index: str | int) -> "Sheet":
        names = self.names
        if not isinstance(name_or_index, str):
            if 1 <= name_or_index <= len(names):
                return Sheet(self._book, names[name_or_index - 1])
        elif found := [name for name in names if name.lower() == name_or_index.lower()]:
            return Sheet(self._book, found[0])
        raise ExcelError(f"Subscript out of range: {name_or_index!r}")

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator["Sheet"]:
        return (Sheet(self._book, name) for name in self.names)

    def add(
        self, before: "Sheet | None" = None, after: "Sheet | None" = None, name: str | None = None
    ) -> "Sheet":
        names = self.names
        if before or after:
            index = before.index - 1 if before else after.index if after else 0
        else:
            index = self.active.index - 1
        title = name or next(free for i in range(len(names) + 1) if (free := f"Sheet{i + 1}") not in names)
        self._book.ask("add_sheet", name=title, index=index)
        return Sheet(self._book, title)


class SheetApi:
    """The little of Excel's own object model of a sheet that is there."""

    def __init__(self, sheet: "Sheet") -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802 - Excel's name
        """Whether locked cells can't be changed."""
        return bool(self._sheet.ask("is_protected"))

    def Unprotect(self, Password: str = "") -> None:  # noqa: N802, N803
        """Take the protection away. Raises ExcelError where the password is another one."""
        if self.ProtectContents:
            self._sheet.ask("set_protected", password=Password, protected=False)

    def Protect(self, Password: str = "", **options: object) -> None:  # noqa: N802, N803
        """Protect; the options are kept in `protected_with` of the workbook, LibreOffice has none by program."""
        if options.get("UserInterfaceOnly"):
            raise NotImplementedError("Protect(UserInterfaceOnly)")
        if not self.ProtectContents:
            self._sheet.ask("set_protected", password=Password, protected=True)
        self._sheet.book.protected_with[self._sheet.name] = options


@says_what_is_absent
class Sheet(base_classes.Sheet):
    """A worksheet."""

    book: "Book"

    def __init__(self, book: "Book", name: str) -> None:
        self.book = book
        self._name = name

    def ask(self, do: str, **given: object) -> Any:
        """A request about this sheet."""
        return self.book.ask(do, sheet=self._name, **given)

    @property
    def api(self) -> SheetApi:
        return SheetApi(self)

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.book.ask("rename_sheet", name=self._name, new=value)
        self._name = value

    @property
    def index(self) -> int:
        return self.book.sheets.names.index(self._name) + 1

    @property
    def visible(self) -> int:
        return _VISIBLE if self.book.ask("is_visible", name=self._name) else _HIDDEN

    @visible.setter
    def visible(self, value: bool | int) -> None:
        self.book.ask("show_sheet", name=self._name, visible=value in (True, _VISIBLE))

    @property
    def names(self) -> "Names":
        return Names(self.book, f"{self._name}!")

    @property
    def notes(self) -> list[Note]:
        return [Note(Range(self, row, column, 1, 1)) for row, column, *_ in self.ask("notes")]

    @property
    def used_range(self) -> Range:
        return Range(self, *self.ask("used"))

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, ROWS, COLUMNS)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        if isinstance(arg1, tuple) and len(arg1) == 4:
            return Range(self, *arg1)
        if isinstance(arg1, int) and isinstance(arg2, int):
            arg1, arg2 = (arg1, arg2), None
        first = self._part(arg1)
        return first if arg2 is None else first.up_to(self._part(arg2))

    def _part(self, given: Any) -> Range:
        if isinstance(given, Range):
            return given
        if isinstance(given, tuple):
            if 0 in given:
                raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
            return Range(self, given[0], given[1], 1, 1)
        area = area_of(given)
        return Range(self, *area) if area else self._named(given)

    def _named(self, name: str) -> Range:
        for scope in (self.names, self.book.names):
            if scope.contains(name):
                return scope(name).refers_to_range
        raise ExcelError(f"{name!r} is no address and no name")

    def activate(self) -> None:
        if not self.visible:
            raise ExcelError(f"Activate method of Worksheet class failed: {self._name} is hidden")
        self.book.ask("activate_sheet", name=self._name)

    select = activate

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        self.used_range.clear_formats()

    def clear(self) -> None:
        self.used_range.clear()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        if len(self.book.sheets) == 1:
            raise ExcelError("a workbook keeps at least one sheet")
        self.book.ask("remove_sheet", name=self._name)


@says_what_is_absent
class Names(base_classes.Names):
    """Defined names of a workbook, or of one sheet."""

    def __init__(self, book: "Book", scope: str = "") -> None:
        self._book = book
        self._scope = scope

    def _all(self) -> list["Name"]:
        return [
            Name(self._book, *found) for found in self._book.ask("names") if found[0].startswith(self._scope)
        ]

    def __call__(self, name_or_index: str | int) -> "Name":
        names = self._all()
        if isinstance(name_or_index, int):
            return names[name_or_index - 1]
        wanted = {name_or_index.lower(), f"{self._scope}{name_or_index}".lower()}
        for name in names:
            if name.name.lower() in wanted:
                return name
        raise ExcelError(f"no name {name_or_index!r}")

    def __len__(self) -> int:
        return len(self._all())

    def snapshot(self) -> list[tuple[str, "Name"]]:
        return [(name.name, name) for name in self._all()]

    def contains(self, name_or_index: str | int) -> bool:
        wanted = {str(name_or_index).lower(), f"{self._scope}{name_or_index}".lower()}
        return any(name.name.lower() in wanted for name in self._all())


@says_what_is_absent
class Name(base_classes.Name):
    """A defined name."""

    name = refers_to = ""

    def __init__(self, book: "Book", name: str, refers_to: str, area: tuple[str, list[int]] | None) -> None:
        self._book = book
        self.name = name
        self.refers_to = refers_to
        self._area = area

    @property
    def refers_to_range(self) -> Range:
        if self._area is None:
            raise ExcelError(f"{self.name} refers to no cells")
        return Range(self._book.sheets(self._area[0]), *self._area[1])
