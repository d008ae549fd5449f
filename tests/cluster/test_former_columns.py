"""A table of criteria that gets shorter leaves no column behind whose formulas look elsewhere."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from thidua_xl.commands.parser import main
from thidua_xl.sheets import criteria
from thidua_xl.sheets.cluster import matrix, ranking

OWN = "Ghi chú của tôi"
TWINS = {matrix.NAME: "Tổng điểm", ranking.TABLE.sheet: "II"}
"""Headers of the program's own columns, which a person may write over one of his own, too."""


@pytest.fixture
def shortened(tmp_path: Path) -> Path:
    """The sample's book, ranked, with a person's own column beside; then without its third section, ranked again."""
    return made_shorter(tmp_path / "SoCum.xlsx", {})


def made_shorter(path: Path, headers: Mapping[str, str]) -> Path:
    """The same with other headers of the person's own columns, by sheet."""
    assert main(["new", "cluster", str(path), "--sample"]) == 0
    assert main(["rank", str(path)]) == 1
    book = load_workbook(path)
    for name, row in ((matrix.NAME, matrix.HEADER_ROW), (ranking.TABLE.sheet, ranking.TABLE.header_row)):
        sheet = book[name]
        sheet.cell(row + 1, sheet.max_column + 1, headers.get(name, OWN))
        sheet.cell(row + 2, sheet.max_column, "giữ lại")
    typed = book[criteria.TABLE.sheet]
    for row in range(typed.max_row, criteria.TABLE.header_row + 1, -1):
        if str(typed.cell(row, 1).value).split(".")[0] == "III":
            typed.delete_rows(row)
    book.save(path)
    assert main(["rank", str(path)]) in (0, 1)
    return path


@pytest.mark.parametrize(
    ("name", "row"),
    [(matrix.NAME, matrix.HEADER_ROW), (ranking.TABLE.sheet, ranking.TABLE.header_row)],
)
def test_no_header_stands_twice_and_none_of_what_is_gone(shortened: Path, name: str, row: int) -> None:
    """What the program drew for the longer table is empty now; a person's own column is where it was."""
    sheet = load_workbook(shortened)[name]
    headers = [cell.value for cell in sheet[row + 1] if cell.value is not None]
    assert len(headers) == len(set(headers))
    assert not [header for header in headers if str(header).startswith("III")]
    assert headers[-1] == OWN
    at = next(cell.column for cell in sheet[row + 1] if cell.value == OWN)
    assert sheet.cell(row + 2, at).value == "giữ lại"
    assert not [
        cell.coordinate for line in sheet.iter_rows(min_row=row + 1) for cell in line
        if cell.value is not None and sheet.cell(row + 1, cell.column).value is None and cell.column < at
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "row"),
    [(matrix.NAME, matrix.HEADER_ROW), (ranking.TABLE.sheet, ranking.TABLE.header_row)],
)
def test_a_persons_column_that_is_called_as_one_of_the_programs_stays(
    tmp_path: Path, name: str, row: int
) -> None:
    """The program knows its columns by where they stand, too."""
    sheet = load_workbook(made_shorter(tmp_path / "SoCum.xlsx", TWINS))[name]
    columns = [cell.column for cell in sheet[row + 1] if cell.value == TWINS[name]]
    assert len(columns) == 2
    assert sheet.cell(row + 2, columns[-1]).value == "giữ lại"


def test_the_next_run_changes_nothing(shortened: Path) -> None:
    """Emptied once, they are no change any more."""
    before = shortened.read_bytes()
    assert main(["rank", str(shortened)]) in (0, 1)
    assert shortened.read_bytes() == before
