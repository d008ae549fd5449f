"""A scorer's workbook filled in: its column `Nhắc` in three programs, and what `check` finds in the file alone."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.office.books import criteria_of, run
from tests.office.calc import Calc, Values, gnumeric
from tests.witnesses.engine import Engine
from thidua_xl import clock
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.sheets.form.heading import Identity
from thidua_xl.sheets.form.scorer_sheet import MISSING, TABLE, WRONG, Asked, Col, render
from thidua_xl.sheets.hidden import OF_SCORERS, SCORER, render_meta
from thidua_xl.workbook.addresses import address
from thidua_xl.workbook.model import Workbook
from thidua_xl.workbook.write import to_bytes

pytestmark = pytest.mark.office

SHEET, FIRST = TABLE.sheet, TABLE.home.header_row + 1
CRITERIA = criteria_of("""
    I.1 | Tiêu chí | 10 | Chấm trực tiếp
    I.2 | Tiêu chí | 8.5 | Theo tỷ lệ
    I.3 | Tiêu chí | 4 | Đạt/không đạt
    I.4 | Điểm thưởng | 20 | Chọn mức | Nhất:20; Khuyến khích:8; Trắng giải:-10,5
    I.5 | Điểm trừ | 10 | Chấm trực tiếp
    I.6 | Điểm trừ | 3 | Đạt/không đạt
""")
SCORES: Sequence[float | str | None] = (
    None, 0, 1, 3, 4, 5, 8, 8.5, 8.501, 10, 10.01, 20, 20.5, -0.01, -3, -4, -10, -10.5, -10.6, -20.5, 99,
    "chín", "5", "9,5", " ", "x",
)  # fmt: skip
"""What is typed, one unit each."""


@pytest.fixture(scope="module")
def filled(work: Path) -> Path:
    """The workbook as it is issued, with every score typed in every criterion."""
    units = [Unit(f"U{at:02d}", f"Xã số {at}") for at in range(len(SCORES))]
    asked = [Asked(unit, criterion) for criterion in CRITERIA.scored for unit in units]
    settings = Settings(year=2026, cluster="C", name="Cụm thử", digits=3)
    meta = {
        "schema": SCORER,
        "cluster": "C",
        "unit": "TC",
        "year": "2026",
        "stage": OF_SCORERS,
        "digits": "3",
    }
    sheet = render(asked, settings, Identity("TC", "Phòng Tài chính", "x"))
    path = work / "Cham_TC_2026.xlsx"
    path.write_bytes(to_bytes(Workbook([sheet, render_meta(meta)], "Phiếu chấm"), clock.now()))
    book = load_workbook(path)
    for at in range(len(asked)):
        book[SHEET].cell(FIRST + at + 1, TABLE.home[Col.SCORE] + 1).value = SCORES[at % len(SCORES)]
    book.save(path)
    return path


def by_libreoffice(path: Path, calc: Calc) -> Values:
    """The sheet as LibreOffice computes it."""
    with calc.open(path) as opened:
        opened.recalculate()
        assert opened.errors(SHEET) == ""
        return opened.values(SHEET)


def by_gnumeric(path: Path, calc: Calc) -> Values:
    """The sheet as Gnumeric computes it."""
    del calc
    (saved,) = gnumeric([path], path.with_name("scorer gnumeric"))
    sheet = CalamineWorkbook.from_path(saved).get_sheet_by_name(SHEET)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def by_second_engine(path: Path, calc: Calc) -> Values:
    """The sheet as an engine for Excel's formulas computes it."""
    del calc
    with Engine.open(path) as engine:
        engine.recalculate()
        return engine.values(SHEET)


@pytest.mark.parametrize("program", [by_libreoffice, by_gnumeric, by_second_engine])
def test_the_reminders_say_what_check_says(
    program: Callable[[Path, Calc], Values], filled: Path, calc: Calc, ssconvert: None
) -> None:
    """Row by row: nothing where the score counts, that it lacks, or that it cannot stand; and how many above."""
    del ssconvert
    values = program(filled, calc)
    (file,) = run("check", filled, "--json")["files"]
    lacking = {one["criterion"]: one for one in file["findings"] if one["code"] == "SCORE_NOT_GIVEN"}
    assert len(lacking) == 6  # the blank and the space of each criterion, two at a time
    wrong = {one["cell"] for one in file["findings"]
             if one["severity"] == "error" or one["code"] == "NUMBER_AS_TEXT"}  # fmt: skip
    told: list[str] = []
    count = len(CRITERIA.scored) * len(SCORES)
    for row in range(FIRST, FIRST + count):
        said = str(values[row][TABLE.home[Col.REMINDER]] or "")
        typed = SCORES[(row - FIRST) % len(SCORES)]
        cell = address(row, TABLE.home[Col.SCORE])
        expected = MISSING if typed in (None, " ") else WRONG if cell in wrong else ""
        if said != expected:
            told.append(f"{cell} {values[row][0]} {typed!r}: {said!r}, expected {expected!r}")
    assert told == []
    reminders = [values[row][TABLE.home[Col.REMINDER]] for row in range(FIRST, FIRST + count)]
    assert f"còn {sum(bool(one) for one in reminders)} ô" in str(values[0][0])
