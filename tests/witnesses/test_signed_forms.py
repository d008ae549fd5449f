"""What a form prints of place, day and names, as an engine of Excel's formulas takes it from `Đơn vị`."""

from pathlib import Path

import pytest

from tests.journeys import journey
from tests.witnesses.engine import Engine
from thidua_xl.domain.year.stages import Stage
from thidua_xl.sheets.form.heading import SIGNATURE
from thidua_xl.sheets.form.identity import TABLE as IDENTITY
from thidua_xl.sheets.form.identity import Label, drawn_rows
from thidua_xl.sheets.form.scores import TABLE, C

ROWS = drawn_rows(Stage.YEAREND)
TOTAL = TABLE.header_row + 1 + len(journey.CRITERIA)
PLACE, POST, NAME = (3, C["Đơn vị tính"] + 2), (TOTAL + 2, 8), (TOTAL + 2 + SIGNATURE, 8)
MAKER = (TOTAL + 2 + SIGNATURE, 1)


def printed(engine: Engine) -> list[object]:
    """Place and day, who made it, by which office it is signed, by whom."""
    values = engine.values(TABLE.sheet)
    return [values[row][column] for row, column in (PLACE, MAKER, POST, NAME)]


@pytest.fixture
def form(issued: journey.Journey) -> Path:
    """An issued form in which nobody typed anything."""
    return issued.folder / "phieu" / f"Phieu_AN_{journey.YEAR}.xlsx"


NOTHING = [f"…………, ngày …… tháng …… năm {journey.YEAR}", "", "THỦ TRƯỞNG ĐƠN VỊ", ""]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({}, NOTHING),
        ({Label.PLACE: " An Hòa ", Label.DAY: 45999, Label.FILLED_BY: "Lê Thị Mai", Label.SIGNER: "Trần Bình ",
          Label.SIGNER_POSITION: "Chủ tịch UBND xã"},
         ["An Hòa, ngày 08 tháng 12 năm 2025", "Lê Thị Mai", "CHỦ TỊCH UBND XÃ", "Trần Bình"]),
        ({Label.DAY: 46023}, ["…………, ngày 01 tháng 01 năm 2026", *NOTHING[1:]]),
        ({Label.DAY: "8/12/2025"}, ["…………, ngày 8/12/2025", *NOTHING[1:]]),
        ({Label.DAY: "=1/0", Label.PLACE: "=1/0", Label.SIGNER: "=1/0", Label.SIGNER_POSITION: "  "}, NOTHING),
    ],
)  # fmt: skip
def test_the_print_says_what_the_unit_says_of_itself(
    form: Path, typed: dict[str, object], expected: list[object]
) -> None:
    """Live, as Nghị định 30 writes days; blanks and errors leave the dots to be filled by hand."""
    with Engine.open(form) as engine:
        for label, value in typed.items():
            engine.type(IDENTITY.sheet, f"B{ROWS[label] + 1}", value)
        engine.recalculate()
        assert printed(engine) == expected
