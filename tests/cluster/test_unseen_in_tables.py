"""What nobody sees in an office's own table is told before it is imported, however its program wrote it."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.office_tables import table_file
from thidua_xl.cluster.acts.import_criteria import read_criteria_table
from thidua_xl.cluster.acts.import_units import read_list_of_units
from thidua_xl.domain.outline.why import Why
from thidua_xl.wording.imports import doubt_said

ROWS = (("TT", "Nội dung", "Điểm chuẩn"), ("1", "Thu", 10), ("2", "Chi", None), ("3", "Nợ", 5))


def rewritten(path: Path, change: Callable[[str], str]) -> Path:
    """The workbook with its sheet's part written by another program."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                changed = change(content.decode())
                assert changed != content.decode()
                content = changed.encode()
            new.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "written",
    [
        'ref="$C$2:$C$3"',
        "ref = '$C$2:$C$3'",
        'ref=" C2:C3 "',
    ],
)
def test_points_that_two_lines_share_are_told(tmp_path: Path, written: str) -> None:
    """A merge with dollars or blanks is one."""
    path = table_file(tmp_path, ROWS, ["C2:C3"])
    found = read_criteria_table(rewritten(path, lambda xml: xml.replace('ref="C2:C3"', written)))
    assert [(one.spot.row, one.why) for one in found.doubts] == [(3, Why.SHARED_POINTS)]


@pytest.mark.parametrize(
    "said", ['hidden="1"', 'hidden=" 1 "', "hidden='true'", 'ht="0" customHeight="1"', 'ht = "0.5"']
)
@pytest.mark.parametrize("numbered", [True, False])
def test_a_row_that_nobody_sees_is_told(tmp_path: Path, said: str, numbered: bool) -> None:
    """Hidden or without height; a row that does not say its number follows the one before."""

    def hide(xml: str) -> str:
        hidden = re.sub(r'<row r="4"', f'<row r="4" {said}', xml)
        return hidden if numbered else re.sub(r'<row r="\d+"', "<row", hidden)

    found = read_criteria_table(rewritten(table_file(tmp_path, ROWS), hide))
    assert [one.why for one in found.doubts if one.spot.row == 4] == [Why.HIDDEN]


def hidden_column(path: Path, letter: str, *, width: float | None = None) -> Path:
    """The same file with a column that nobody sees."""
    book = openpyxl.load_workbook(path)
    column = book.worksheets[0].column_dimensions[letter]
    if width is None:
        column.hidden = True
    else:
        column.width = width
    book.save(path)
    return path


@pytest.mark.parametrize("width", [None, 0.3])
def test_points_in_a_column_that_nobody_sees_are_told(tmp_path: Path, width: float | None) -> None:
    """Last year's maximum, hidden, must not come in unasked: once for the column, not for every row."""
    rows = ((*ROWS[0], "Ghi chú"), (*ROWS[1], "a"), ("2", "Chi", 3, "b"))
    (one,) = read_criteria_table(hidden_column(table_file(tmp_path, rows), "C", width=width)).doubts
    assert (one.spot.row, one.why, one.detail) == (2, Why.COLUMN_HIDDEN, "điểm chuẩn")
    assert "cột “điểm chuẩn” đang bị ẩn" in doubt_said(one)


def test_hidden_columns_that_are_blank_or_not_read_are_no_matter(tmp_path: Path) -> None:
    """A helper column of the office."""
    rows = ((*ROWS[0], "Ghi chú", "Tự chấm"), (*ROWS[1], None, 7))
    path = hidden_column(hidden_column(table_file(tmp_path, rows), "D"), "E")
    assert read_criteria_table(path).doubts == []


def test_names_in_a_column_that_nobody_sees_are_told(tmp_path: Path) -> None:
    """Of a list of units, too."""
    rows = (("TT", "Tên đơn vị", "Email"), (1, "Xã An", "an@x.vn"), (2, "Xã Bình", "binh@x.vn"))
    (one,) = read_list_of_units(hidden_column(table_file(tmp_path, rows), "B")).doubts
    assert (one.spot.row, one.said, one.why) == (2, "Xã An", Why.COLUMN_HIDDEN)
