"""Cluster books for the office tests: criteria and scores as tables, everything else by the program itself."""

import contextlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from thidua_xl.cluster.acts.new_book import write_new_cluster
from thidua_xl.cluster.book import Book
from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, RowKind, WhenNotAssigned
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.sheets.cluster import agreed, ballots, explained, proclaimed
from thidua_xl.sheets.form import identity
from thidua_xl.sheets.form import scores as form_scores
from thidua_xl.workbook.addresses import address

YEAR = 2026
LEDGER, MATRIX, RANKING, VOTES = agreed.TABLE.sheet, "Tổng hợp", "Xếp hạng", ballots.TABLE.sheet
PRAISE, EXPLAINED = proclaimed.TABLE.sheet, explained.TABLE.sheet
LIVE = (LEDGER, MATRIX, RANKING, PRAISE, EXPLAINED, VOTES)
"""The sheets of a book that compute by themselves, or blank what they cannot."""

Typed = tuple[str, str, str, float | str | None]
"""Unit, criterion, header, value: one cell typed in `Thống nhất điểm`."""


def criteria_of(table: str) -> Criteria:
    """`code | Loại | maximum | Cách chấm | Tham số | Khi không được giao`; a section is its code alone."""
    return Criteria(tuple(map(_criterion, filter(None, map(str.strip, table.splitlines())))))


def _criterion(line: str) -> Criterion:
    code, *cells = (cell.strip() for cell in line.split("|"))
    if not cells:
        return Criterion(code, code, f"Mục {code}", RowKind.SECTION)
    kind, maximum, method, parameter, absent = cells + [""] * (5 - len(cells))
    return Criterion(code, code, f"Tiêu chí {code}", RowKind(kind), round(float(maximum or 0) * 1000),
                     Method(method or Method.DIRECT), parameter, "việc",
                     when_not_assigned=WhenNotAssigned(absent))  # fmt: skip


@dataclass(frozen=True)
class Cluster:
    """A cluster and what its units sent.

    `scores`: a header of unit codes, then a line a criterion: `18` a score, `40/38` target and result,
    `40/38=18` with a score, `/38` a result alone, `x` not assigned, `-` nothing. Units that are not in
    the header send nothing.
    """

    criteria: Criteria
    scores: str
    settings: Settings = field(default_factory=Settings)
    units: Sequence[Unit] = ()

    def members(self) -> list[Unit]:
        """The units; those of the header where none are given."""
        codes = self.scores.split("\n")[0 if self.scores[0] != "\n" else 1].split()
        return list(self.units) or [Unit(code, f"Xã {code}") for code in codes]


@dataclass(frozen=True)
class Entry:
    """The entry cells of one criterion in a scorecard."""

    target: float | str | None = None
    result: float | str | None = None
    score: float | str | None = None
    mark: str | None = None


def entries_of(scores: str) -> dict[str, dict[str, Entry]]:
    """Unit → criterion → what it enters."""
    header, *lines = scores.strip().splitlines()
    cards: dict[str, dict[str, Entry]] = {unit: {} for unit in header.split()}
    for line in lines:
        code, *cells = line.split()
        for unit, cell in zip(cards, cells, strict=True):
            cards[unit][code] = _entry(cell)
    return cards


def _entry(cell: str) -> Entry:
    if cell == "-":
        return Entry()
    if cell == "x":
        return Entry(mark="x")
    if "/" not in cell:
        return Entry(score=_number(cell))
    inputs, _, score = cell.partition("=")
    target, _, result = inputs.partition("/")
    return Entry(_number(target), _number(result), _number(score))


def _number(text: str) -> float | str | None:
    try:
        return float(text) if text else None
    except ValueError:
        return {"đ": "Đạt", "k": "Không đạt"}[text]


def run(*arguments: object) -> Any:
    """A command of the program, which must run; what it prints as JSON, if it was asked for that."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main([str(argument) for argument in arguments])
    assert code in (0, 1), out.getvalue()
    return json.loads(out.getvalue()) if "--json" in arguments else None


def build(path: Path, cluster: Cluster) -> Path:
    """A book whose units' scorecards were issued, filled and collected."""
    write_new_cluster(
        path, Book(cluster.settings, cluster.members(), cluster.criteria, parameters_of(cluster.criteria))
    )
    forms = path.with_name(f"{path.stem} phieu")
    run("issue", path, "--out", forms)
    cards = entries_of(cluster.scores)
    for unit, entries in cards.items():
        fill(forms / f"Phieu_{unit}_{cluster.settings.year}.xlsx", entries)
    run("collect", path, *(forms / f"Phieu_{unit}_{cluster.settings.year}.xlsx" for unit in cards))
    return path


def issue_one(folder: Path, criteria: Criteria, settings: Settings) -> Path:
    """The scorecard of the only unit of a cluster, as it is handed out; the folder is made."""
    folder.mkdir(parents=True)
    write_new_cluster(
        folder / "book.xlsx", Book(settings, [Unit("A", "Xã A")], criteria, parameters_of(criteria))
    )
    run("issue", folder / "book.xlsx", "--out", folder)
    return folder / f"Phieu_A_{settings.year}.xlsx"


SIGNED: dict[str, str | date] = {
    "Người lập phiếu": "Lê Thị Mai",
    "Điện thoại": "0912 345 678",
    "Ngày lập phiếu": date(YEAR, 12, 1),
}
"""What a unit writes on its sheet `Đơn vị`."""


def fill(form: Path, entries: Mapping[str, Entry]) -> None:
    """Type into a scorecard as a unit does, with openpyxl."""
    book = load_workbook(form)
    for label, signed in SIGNED.items() if entries else ():
        book[identity.TABLE.sheet].cell(identity.SIGNED_ROWS[label] + 1, 2).value = signed
    sheet = book[form_scores.TABLE.sheet]
    rows = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    columns = form_scores.C
    for code, entry in entries.items():
        for header, value in (("Chỉ tiêu", entry.target), ("Kết quả", entry.result),
                              ("Điểm tự chấm", entry.score), ("Không được giao", entry.mark)):  # fmt: skip
            if value is not None:
                sheet.cell(rows[code], columns[header] + 1).value = value
    book.save(form)


def ledger_cell(values: Sequence[Sequence[object]], unit: str, criterion: str, header: str) -> str:
    """The address of a cell of `Thống nhất điểm` in a sheet's values."""
    place = agreed.TABLE.home
    for row, cells in enumerate(values):
        if (cells[place["Mã đơn vị"]], cells[place["Mã tiêu chí"]]) == (unit, criterion):
            return address(row, place[header])
    raise KeyError((unit, criterion))


def sheet_values(sheet: Worksheet) -> list[list[object]]:
    """The values of an openpyxl sheet from A1 on."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def type_agreed(path: Path, typed: Iterable[Typed], votes: str = "") -> None:
    """Type into `Thống nhất điểm` and `Bỏ phiếu` with openpyxl, as a person in Excel would."""
    book = load_workbook(path)
    sheet = book[LEDGER]
    values = sheet_values(sheet)
    for unit, criterion, header, value in typed:
        sheet[ledger_cell(values, unit, criterion, header)].value = value
    _type_votes(book, votes)
    book.save(path)


def _type_votes(book: Workbook, votes: str) -> None:
    """`A 5 valid` a line: the votes for the pre-filled candidates; figures fit them."""
    if not votes:
        return
    sheet, columns = book[VOTES], ballots.TABLE.home
    given = dict(part.split("=") for part in votes.split())
    cast = sum(map(int, given.values()))
    figures = {"Được bỏ phiếu": cast, "Có mặt": cast, "Phát ra": cast, "Thu vào": cast, "Hợp lệ": cast,
               "Không hợp lệ": 0}  # fmt: skip
    first = True
    for row in range(columns.header_row + 2, sheet.max_row + 1):
        unit = sheet.cell(row, columns["Mã đơn vị"] + 1).value
        if unit not in given or sheet.cell(row, columns["Số phiếu"] + 1).value is not None:
            continue
        sheet.cell(row, columns["Số phiếu"] + 1).value = int(given.pop(str(unit)))
        if first:
            for header, number in figures.items():
                sheet.cell(row, columns[header] + 1).value = number
        first = False
    assert not given, f"no pre-filled rows for {given}"


@dataclass(frozen=True)
class Stored:
    """A workbook's formula cells with the values stored: sheet → address → value."""

    formulas: Mapping[str, Mapping[str, object]]

    @classmethod
    def of(cls, path: Path, sheets: Iterable[str]) -> "Stored":
        """Read by openpyxl."""
        texts, values = load_workbook(path), load_workbook(path, data_only=True)
        return cls({
            name: {
                cell.coordinate: values[name][cell.coordinate].value
                for row in texts[name].iter_rows() for cell in row if cell.data_type == "f"
            }
            for name in sheets
        })  # fmt: skip


def at(values: Sequence[Sequence[object]], cell: str) -> object:
    """The value at an address; None outside."""
    from openpyxl.utils.cell import coordinate_to_tuple

    row, column = coordinate_to_tuple(cell)
    return values[row - 1][column - 1] if row <= len(values) and column <= len(values[row - 1]) else None


def same(one: object, other: object) -> bool:
    """Numbers to 1e-9, text exactly; an empty text is a blank."""
    one, other = (None if value == "" else value for value in (one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9
    return one == other


def differences(stored: Stored, sheet: str, values: Sequence[Sequence[object]]) -> list[str]:
    """Formula cells whose computed value is not the stored one."""
    return [
        f"{sheet}!{cell}: stored {was!r}, computed {at(values, cell)!r}"
        for cell, was in stored.formulas[sheet].items()
        if not same(was, at(values, cell))
    ]


def lines_of(values: Sequence[Sequence[object]], key: str, headers: Sequence[str]) -> dict[str, list[object]]:
    """The rows of a table by the text under `key`: the values under `headers`, blanks as empty texts."""
    top = next(row for row, cells in enumerate(values) if key in cells and headers[0] in cells)
    columns = [list(values[top]).index(header) for header in headers]
    at_key = list(values[top]).index(key)
    found: dict[str, list[object]] = {}
    for cells in values[top + 1 :]:
        code = cells[at_key]
        if isinstance(code, str) and code:
            found[code] = [("" if cells[c] is None else cells[c]) if c < len(cells) else "" for c in columns]
    return found
