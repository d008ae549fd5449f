"""What is printed can be read: no letters under 8 points, larger ones on the pages of the meeting and of signatures."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.office.books import Cluster, build, criteria_of
from tests.office.calc import Calc
from tests.office.print_sizes import Printed, print_out, printed
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.sheets import home

pytestmark = pytest.mark.office

READY = Path(__file__).parents[2] / "workbooks"
LEAST: Mapping[str, float] = {"Thống nhất điểm": 9, "Xếp hạng": 11}
"""Points of the smallest letters, where more than the usual is asked for."""
USUAL = 8.0
OFF_PAPER = {
    "Thống nhất điểm", "Theo đơn vị", "Theo tiêu chí", "Xếp hạng", "Tổng hợp", "Giải thích", "Thử chấm", "Họp trù bị",
}  # fmt: skip
"""Sheets that are handed out: the link to the first page is not printed."""
_SECTIONS = ("I", "II", "III")
HALF = Cluster(
    criteria_of("\n".join(
        line for section in _SECTIONS
        for line in (section, *(f"{section}.{n} | Tiêu chí | 20 | Chấm trực tiếp" for n in range(1, 9)))
    )),
    "A B C D\n" + "\n".join(
        f"{section}.{n} {20 - n} 18 {'-' if n == 3 else 17} 12.25" for section in _SECTIONS for n in range(1, 9)
    ),
    Settings(year=2026, cluster="C07", name="Cụm thi đua số bảy các xã vùng đồng bằng", place="Triệu Sơn"),
    [Unit(code, f"Xã Nguyễn Ưu {code}") for code in "ABCDE"],
)  # fmt: skip
"""One unit has sent nothing, one has left three scores out."""


@pytest.fixture(scope="module")
def paper(work: Path, calc: Calc) -> Mapping[str, Mapping[str, Printed]]:
    """A cluster's book half way with a form, and the ready books, each printed once."""
    folder = work / "paper"
    folder.mkdir()
    half = build(folder / "half.xlsx", HALF)
    books = {
        "half": half,
        "form": folder / "half phieu" / "Phieu_A_2026.xlsx",
        "originals": folder / "half.goc" / "DANH_MUC.xlsx",
        "office": READY / "SoTongHop_mau.xlsx",
        "ready form": READY / "Phieu_mau.xlsx",
    }
    return {name: printed(print_out(calc, book, folder)) for name, book in books.items()}


def test_no_letters_are_too_small_to_be_read(paper: Mapping[str, Mapping[str, Printed]]) -> None:
    """Of every page of every sheet, page numbers included."""
    small = {
        (book, sheet): (found.smallest, found.sample)
        for book, sheets in paper.items() for sheet, found in sheets.items()
        if found.smallest < LEAST.get(sheet, USUAL)
    }  # fmt: skip
    assert small == {}
    assert set(LEAST) <= set(paper["half"])


def test_no_number_is_cut(paper: Mapping[str, Mapping[str, Printed]]) -> None:
    """A column too narrow for its number prints signs instead."""
    cut = {(book, sheet) for book, sheets in paper.items() for sheet, found in sheets.items()
           if any("##" in text for text in found.texts)}  # fmt: skip
    assert cut == set()


def test_the_way_home_is_for_the_screen(paper: Mapping[str, Mapping[str, Printed]]) -> None:
    """Not on what is handed out; elsewhere it is printed in letters that can be read."""
    arrow = home.LINK.split()[0]
    showing = {
        sheet for sheet, found in paper["half"].items() if any(text.startswith(arrow) for text in found.texts)
    }
    assert showing & OFF_PAPER == set()
    assert "Đơn vị" in showing


def test_the_signed_page_of_a_few_units_is_one_page(paper: Mapping[str, Mapping[str, Printed]]) -> None:
    """With its signatures."""
    page = paper["half"]["Xếp hạng"]
    assert page.pages == 1
    assert any(text.startswith("(Ký") for text in page.texts)
