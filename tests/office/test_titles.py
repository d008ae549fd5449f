"""The double of Excel loads a book without the rows that repeat on paper: nobody may notice."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.office.calc import Calc

pytestmark = pytest.mark.office


def _book(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Một").repeat_rows(3)
        both = book.add_worksheet("Hai ba")
        both.repeat_rows(1, 2)
        both.repeat_columns("B:AA")
        book.add_worksheet("Không")
    return path


def test_what_repeats_on_paper_is_saved_and_the_file_itself_stays(calc: Calc, tmp_path: Path) -> None:
    """Rows that were put in above move them, as they move in Excel."""
    path = _book(tmp_path / "so.xlsx")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with calc.open(path) as document:
        assert (path.read_bytes(), path.stat().st_mtime_ns) == before
        area = [1, 1, 1, 16_384]
        asked = {"sheet": "Một", "area": area, "shift": "down", "from_above": True}
        calc.ask("insert", document=document.number, **asked)
        saved = openpyxl.load_workbook(document.save(tmp_path / "saved.xlsx"))
    found = {sheet.title: (sheet.print_title_rows, sheet.print_title_cols) for sheet in saved}
    assert found == {"Một": ("$5:$5", None), "Hai ba": ("$2:$3", "$B:$AA"), "Không": (None, None)}
