"""A book with conditions and violations in LibreOffice: stored values are what the formulas give, typed on or not."""

from collections.abc import Callable

import pytest

from tests.journeys.conditions import RULES, demand, violate
from tests.journeys.journey import Journey
from tests.office.books import LIVE, RANKING, Stored, differences, ledger_cell, lines_of
from tests.office.calc import Calc
from tests.witnesses.engine import disagreeing, without_results
from thidua_xl.sheets.cluster.agreed import TABLE

pytestmark = pytest.mark.office


def _left_empty(cluster: Journey) -> None:
    demand(cluster, ("Tổng điểm từ", None, 67, "Không xét Nhất, Nhì, Ba", RULES))
    violate(cluster, "AN", "Không xét Nhất; Trừ 2,5 điểm", 'Khiếu kiện "đông người"')


def _moved_up(cluster: Journey) -> None:
    cluster.set(Khuyết_hạng="Đơn vị sau lên thay", Xếp_loại="Xuất sắc:80; Tốt:65; khác:Khá")
    violate(cluster, "AN", "Không xét Nhất; Hạ một bậc xếp loại")


def _open(cluster: Journey) -> None:
    demand(cluster, ("Nộp phiếu đúng hạn", None, None, "Không xét Nhất", RULES))
    cluster.set(Hạn_nộp_phiếu="20/12/2025")


CASES = {"left empty": _left_empty, "moved up": _moved_up, "open": _open}


@pytest.mark.parametrize("prepare", CASES.values(), ids=CASES)
def test_every_formula_gives_what_the_program_stored(
    complete: Journey, calc: Calc, prepare: Callable[[Journey], None]
) -> None:
    """In LibreOffice and in an independent engine of Excel's functions."""
    prepare(complete)
    complete.rank()
    stored, bare = Stored.of(complete.book, LIVE), complete.folder / "bare.xlsx"
    bare.write_bytes(without_results(complete.book.read_bytes()))
    with calc.open(bare) as opened:
        opened.recalculate()
        assert [line for sheet in LIVE for line in differences(stored, sheet, opened.values(sheet))] == []
    assert disagreeing(complete.book.read_bytes()) == []


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("left empty", {"AN": "", "BH": "Nhì", "EN": ""}, {"AN": "Nhì (tạm)", "BH": "Nhất (tạm)", "EN": ""}),
        ("moved up", {"AN": "", "BH": "Nhất", "EN": "Nhì"}, {"AN": "", "BH": "", "EN": ""}),
    ],
)
def test_an_agreed_score_typed_by_hand(
    complete: Journey, calc: Calc, name: str, before: dict[str, str], after: dict[str, str]
) -> None:
    """BH gains what it takes to be first: ranks and totals follow, places say what is still known of them."""
    CASES[name](complete)
    complete.rank()
    with calc.open(complete.book) as opened:
        opened.recalculate()
        assert _places(opened.values(RANKING), before) == before
        for code, points in (("T1", 6), ("I.2", 10), ("I.3", 15), ("I.4", 10), ("2.3", 6)):
            opened.type(
                TABLE.sheet, ledger_cell(opened.values(TABLE.sheet), "BH", code, "Điểm thống nhất"), points
            )
        lines = lines_of(opened.values(RANKING), "Mã", ("Hạng", "Tổng điểm thống nhất"))
        assert lines["BH"] == [1 if name == "left empty" else 2, 82.25]
        assert _places(opened.values(RANKING), after) == after


def _places(values: object, wanted: dict[str, str]) -> dict[str, object]:
    lines = lines_of(values, "Mã", ("Đề xuất",))  # type: ignore[arg-type]
    return {code: lines[code][0] for code in wanted}
