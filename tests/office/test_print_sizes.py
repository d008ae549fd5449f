"""What is printed can be read: every sheet of every workbook on A4 as LibreOffice prints it, measured from the PDF."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.journeys.journey import run
from tests.office.calc import Calc
from tests.office.paper import Printed, printed

pytestmark = [pytest.mark.office, pytest.mark.slow]

LEAST = 8.0
"""Points; people in their fifties read these pages."""
SIGNED = {"Xếp hạng": 11.0}
"""What hangs on a wall or is read from the end of a table."""
WORKBOOKS = (
    "SoCum_TS01_2026.xlsx",
    "SoTongHop_2026.xlsx",
    "1_dang_ky/hop_thu/DangKy_DLY_2026.xlsx",
    "2_so_ket/hop_thu/SoKet_DLY_2026.xlsx",
    "3_tong_ket/hop_thu_dot_1/Phieu_DLY_2026.xlsx",
)
"""Of the demonstration's year: both books and a form of each collection."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's folder, and blank books beside it."""
    folder = tmp_path_factory.mktemp("paper") / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        assert run("demo", folder).code == 0
    run("new", "cluster", folder / "blank.xlsx")
    run("new", "office", folder / "blank office.xlsx")
    return folder


@pytest.mark.parametrize("name", [*WORKBOOKS, "blank.xlsx", "blank office.xlsx"])
def test_every_sheet_can_be_read_on_paper(calc: Calc, year: Path, tmp_path: Path, name: str) -> None:
    """No letter is smaller than a sheet may print; the table of all sheets stands in the test's output."""
    sheets = printed(calc, year / name, tmp_path / "pdf")
    print(table(sheets))
    assert len(sheets) > 1
    small = {sheet: found for sheet, found in sheets.items() if found.points < SIGNED.get(sheet, LEAST)}
    assert small == {}


def table(sheets: Mapping[str, Printed]) -> str:
    """Sheet, pages, smallest letters."""
    lines = (
        f"{name:24} {found.pages:3} {found.points:5.1f}  {found.text[:40]}" for name, found in sheets.items()
    )
    return "\n".join(lines)
