"""Fresh sheets put into a user's workbook, everything else of which stays byte for byte."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from ..workbook.addresses import quoted
from ..workbook.xml_text import PackageError, attribute_value, read
from .added_sheets import add_drawing, add_sheet
from .chart_parts import replace_charts
from .comments import move_comments
from .parts import OFFICE, Package
from .shared_strings import EMPTY, SharedStrings, items, used_by
from .sheet_data import FreshCells
from .sheet_moves import SheetPatch
from .sheet_part import FreshSheet, Numbers, SheetJoin, with_cells
from .styles_merge import Styles
from .workbook_part import SheetEntry, WorkbookPart, folded

__all__ = ["PackageError", "SheetPatch", "patch"]

_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


_NOT_APART: Mapping[str, FreshCells] = MappingProxyType({})


def patch(existing: bytes, fresh: bytes | Mapping[str, bytes], patches: Sequence[SheetPatch]) -> bytes:
    """The bytes of the existing book as `patch_package` leaves it."""
    package = Package(existing)
    patch_package(package, fresh, patches)
    return package.to_bytes()


def patch_package(
    existing: Package, fresh: bytes | Mapping[str, bytes], patches: Sequence[SheetPatch],
    cells: Mapping[str, FreshCells] = _NOT_APART,
) -> None:  # fmt: skip
    """Put the sheets of the fresh book in the place of the existing one's sheets of the same name.

    The fresh book is XlsxWriter's, a package or its parts; sheets that the existing one lacks are added
    after its last sheet. The same arguments give the same bytes, and patching the result again with rows in
    place changes no byte. `cells` are those that come apart from the fresh parts of their sheets, by these.

    Raises:
        PackageError: the existing book is none that can be changed.
        ValueError: the fresh book lacks a sheet, or writes where the patch says that the user does.
    """
    _Patching(existing, fresh, patches, cells).put_all()


class _Patching:
    """The two packages and what is known of each sheet."""

    def __init__(
        self, existing: Package, fresh: bytes | Mapping[str, bytes], patches: Sequence[SheetPatch],
        cells: Mapping[str, FreshCells],
    ) -> None:  # fmt: skip
        self._user, self._fresh = existing, Package(fresh)
        self._book, self._fresh_book = WorkbookPart(self._user), WorkbookPart(self._fresh)
        self._theirs, self._ours = self._book.sheets(), self._fresh_book.sheets()
        self._patches = {self._key(patch): patch for patch in patches}
        renamed = self._renamed()
        self._sheets = {key: self._fresh_sheet(self._ours[key].part, cells, renamed) for key in self._patches}
        self._joins = {
            key: SheetJoin(partial(self._user.pieces, self._theirs[key].part), self._sheets[key], patch)
            for key, patch in self._patches.items() if key in self._theirs
        }  # fmt: skip

    def _key(self, patch: SheetPatch) -> str:
        key = folded(patch.name)
        if key not in self._ours:
            raise ValueError(f"the fresh book has no sheet {patch.name!r}")
        return key

    def _renamed(self) -> list[tuple[str, str]]:
        """What fresh formulas call sheets otherwise than the user's book (letter case, Unicode form), put right.

        In the charts at once; in the sheets when they are read.
        """
        both = ((ours.name, self._theirs.get(key, ours).name) for key, ours in self._ours.items())
        names = [(ours, theirs) for ours, theirs in both if ours != theirs]
        for part in self._fresh.names(r".*/charts/chart\d+\.xml") if names else ():
            self._fresh.put(part, _with_names(self._fresh_text(part), names).encode())
        return names

    def _fresh_sheet(
        self, part: str, cells: Mapping[str, FreshCells], renamed: Sequence[tuple[str, str]]
    ) -> FreshSheet:
        text, apart = self._fresh_text(part), cells.get(part)
        if not renamed:
            return FreshSheet(text, apart)
        return FreshSheet(_with_names(with_cells(text, apart) if apart else text, renamed))

    def _fresh_text(self, part: str) -> str:
        return self._fresh.part(part).decode()

    def put_all(self) -> None:
        numbers = self._numbers()
        places: dict[int, int] = {}
        for key, entry in self._ours.items():
            if key in self._joins:
                self._replace(key, numbers)
            elif key in self._patches:
                places[entry.index] = self._add(key, entry, numbers)
        self._book.add_names(self._fresh_book, places)
        self._book.save()

    def _replace(self, key: str, numbers: Numbers) -> None:
        join, theirs = self._joins[key], self._theirs[key]
        self._user.put_pieces(theirs.part, join.pieces(numbers))
        if not self._patches[key].whole:
            fresh = self._fresh_book.print_area(self._ours[key].index)
            self._book.refit_filter(theirs.index, join.moves, fresh)
        move_comments(self._user, theirs.part, join.moves)
        replace_charts(self._user, theirs.part, self._fresh, self._ours[key].part)
        if self._patches[key].new_charts:
            add_drawing(self._user, theirs.part, self._fresh, self._ours[key].part)

    def _add(self, key: str, entry: SheetEntry, numbers: Numbers) -> int:
        text = self._sheets[key].renumbered(numbers)
        part = add_sheet(self._user, self._fresh, entry.part, text)
        return self._book.add_sheet(entry, part)

    def _numbers(self) -> Numbers:
        styles, formats = self._styles()
        return Numbers(styles, formats, self._strings())

    def _styles(self) -> tuple[dict[int, int], dict[int, int]]:
        part = self._part_of("styles", "styles.xml", _STYLES_TYPE, self._fresh_part("styles"))
        cells = set[int]().union(*(sheet.styles for sheet in self._sheets.values()))
        rules = set[int]().union(*(sheet.formats for sheet in self._sheets.values()))
        styles = Styles(read(self._user.part(part)))
        taken = styles.take(self._fresh_part("styles").decode(), cells, rules)
        self._user.put(part, styles.to_text().encode())
        return taken

    def _strings(self) -> dict[int, int]:
        wanted = set[int]().union(*(sheet.cells.strings for sheet in self._sheets.values()))
        fresh = items(self._fresh_part("sharedStrings").decode()) if wanted else ()
        if not wanted and not self._user.related(self._book.part, "sharedStrings"):
            return {}
        part = self._part_of("sharedStrings", "sharedStrings.xml", _STRINGS_TYPE, EMPTY.encode())
        strings = SharedStrings(read(self._user.part(part)))
        used, references = self._strings_in_use()
        taken = strings.take(fresh, wanted, used)
        references += sum(sheet.cells.string_cells for sheet in self._sheets.values())
        self._user.put_pieces(part, strings.pieces(references))
        return taken

    def _strings_in_use(self) -> tuple[set[int], int]:
        """The strings of cells that stay as they are, and how many such cells there are."""
        used: set[int] = set()
        references = 0
        for key, entry in self._theirs.items():
            if key in self._joins:
                kept = self._joins[key].carried.strings
                used.update(kept)
                references += len(kept)
            elif entry.part:
                text = read(self._user.part(entry.part))
                used |= used_by(text)
                references += text.count(' t="s"')
        return used, references

    def _fresh_part(self, kind: str) -> bytes:
        return self._fresh.part(self._fresh.related(self._fresh_book.part, kind)[0].target)

    def _part_of(self, kind: str, name: str, content_type: str, default: bytes) -> str:
        """The user's part of that kind, which is added where there is none."""
        found = self._user.related(self._book.part, kind)
        if found:
            return found[0].target
        part = f"xl/{name}"  # calamine looks under this name whatever the relationship says
        self._user.add(part, default, content_type)
        self._user.relate(self._book.part, f"{OFFICE}/{kind}", part)
        return part


def _with_names(text: str, names: Sequence[tuple[str, str]]) -> str:
    for ours, theirs in names:
        new = f"{_quoted(theirs)}!"
        text = text.replace(f"{_quoted(ours)}!", new)
        text = re.sub(rf"(?<![\w.'!]){re.escape(ours)}!", lambda _, new=new: new, text)  # type: ignore[misc]
    return text


def _quoted(name: str) -> str:
    return attribute_value(quoted(name))
