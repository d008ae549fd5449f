"""Formulas of an open sheet beside those that must stand there, where all values are as they must be."""

import pytest

from thidua_xl.excel.formula_texts import has_others
from thidua_xl.workbook.grid import Grid
from thidua_xl.workbook.model import Sheet

MEANT = '=IF(SUM(\'Xếp hạng\'!$Y$11:$Y$13)>0,"Gõ thêm","")'


@pytest.mark.parametrize(
    ("there", "differs"),
    [
        (MEANT, False),
        ("=IF(SUM(Xếp hạng!$Y$11:$Y$13)>0, \"Gõ thêm\",\"\")", False),
        ("=if(sum('Xếp hạng'!$Y$11:$Y$13)>0,\"Gõ thêm\",\"\")", False),
        ("=IF(SUM('Xếp hạng'!$Y$11:$Y$13)>0,\"Gõ\",\"\")", True),
        ("=IF(SUM('Xếp hạng'!$Y$11:$Y$14)>0,\"Gõ thêm\",\"\")", True),
    ],
)  # fmt: skip
def test_another_formula_differs_though_it_comes_to_the_same(there: str, differs: bool) -> None:
    """What Excel writes its own way is no difference: spaces, case, quotes."""
    sheet = Sheet("Suy tôn")
    sheet.put(2, 0, "", formula=MEANT)
    sheet.put(0, 0, "SUY TÔN")
    grid = Grid("Suy tôn", [["SUY TÔN"], [], [None]], frozenset({(2, 0)}), written={(2, 0): there})
    assert has_others(sheet, grid) is differs
