"""Every workbook the program writes opens alike in every reader, and it prints on a sane number of pages."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.journeys.scorer_workbooks import sent
from tests.journeys.scoring_together import SHARED, begun
from tests.office.books import Cluster, build, criteria_of, run, sheet_values
from tests.office.calc import PDF, Calc
from tests.office.test_book_formulas import EVERYTHING
from tests.office.test_live_typing import FULL
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.sheets.criteria import TABLE as CRITERIA

pytestmark = pytest.mark.office

_SHEETS = {
    "book": ["Trang đầu", "Cụm", "Đơn vị", "Tiêu chí", "Người chấm", "Điều kiện", "Tiếp nhận", "Cần sửa",
             "Đăng ký", "Phong trào", "Sơ kết", "Hoạt động đơn vị", "Mô hình", "Cam kết", "Thống nhất điểm",
             "Theo đơn vị", "Theo tiêu chí", "Điểm người chấm", "Vi phạm", "Thử chấm", "Xếp hạng", "Tổng hợp",
             "Bỏ phiếu", "Suy tôn", "Giải thích", "Lịch", "Hội nghị", "Thành phần", "Văn bản", "Lần gửi",
             "Nhật ký", "Giao ước", "Hoạt động", "Bầu Trưởng cụm", "Trưởng, Phó cụm", "Thay đổi tiêu chí"],
    "form": ["Hướng dẫn", "Đơn vị", "Tự chấm", "Kiểm tra", "Hoạt động đơn vị"],
    "scorer": ["Chấm điểm"],
    "returned": ["Cần sửa", "Chấm điểm"],
}  # fmt: skip
"""What a person sees, in this order (design, 2)."""
PAGES = {
    "blank": (29, 40), "issued": (30, 44), "collected": (30, 44), "hostile": (29, 40), "sample": (63, 135),
    "scorecard": (4, 6), "filled scorecard": (4, 6), "sample scorecard": (6, 14),
    "scorer's workbook": (1, 1), "filled scorer's workbook": (1, 1), "returned scorer's workbook": (2, 2),
}  # fmt: skip
"""The fewest and the most pages of each: a column too wide prints hundreds."""
HOSTILE = Cluster(
    criteria_of("=1+1\n=1+1.a | Tiêu chí | 10 | Chấm trực tiếp"),
    "-A _B\n=1+1.a 9 8",
    Settings(
        year=2026, cluster="C-5", name='=HYPERLINK("http://x") & "Cụm" <một>', place="&D", superior='&"x"&P'
    ),
    [Unit("-A", "'=cmd|' /C calc'!A0"), Unit("_B", "http://example.vn/]]>")],
)
"""Texts that other writers would turn into formulas, links, page codes or broken XML."""


@pytest.fixture(scope="session")
def files(work: Path) -> Mapping[str, Path]:
    """Every kind of workbook, each through the command that writes it."""
    folder = work / "every file"
    run("new", "cluster", folder / "blank.xlsx")
    run("new", "cluster", folder / "sample.xlsx", "--sample")
    run("issue", folder / "sample.xlsx", "--out", folder / "sample")
    cluster = Cluster(EVERYTHING, FULL, Settings(year=2026, cluster="C05", name="Cụm thử"))
    collected = build(folder / "collected.xlsx", cluster)
    hostile = build(folder / "hostile.xlsx", HOSTILE)
    issued = folder / "issued.xlsx"
    issued.write_bytes(min(folder.glob("luu/collected *.xlsx"), key=lambda p: p.stat().st_mtime).read_bytes())
    sent = folder / "sent"
    run("issue", collected, "--out", sent)
    return {
        "blank": folder / "blank.xlsx",
        "issued": issued,
        "collected": collected,
        "hostile": hostile,
        "sample": folder / "sample.xlsx",
        "scorecard": next(sent.iterdir()),
        "filled scorecard": folder / "collected phieu" / "Phieu_A_2026.xlsx",
        "sample scorecard": min((folder / "sample").iterdir()),
        **_of_scorers(folder / "scorers"),
    }


def _of_scorers(folder: Path) -> Mapping[str, Path]:
    """The workbook of one who scores others, as issued, as filled in, and as given back."""
    cluster = begun(folder)
    run("issue", cluster.book, "--out", folder / "phieu")
    filled = sent(cluster, "TC", {(SHARED, "AN"): 99, (SHARED, "BH"): 5})
    run("collect", cluster.book, cluster.inbox)
    run("give-back", cluster.book, "--out", folder / "tra")
    return {
        "scorer's workbook": folder / "phieu" / filled.name,
        "filled scorer's workbook": filled,
        "returned scorer's workbook": folder / "tra" / f"Can_sua_{filled.name}",
    }


def _kind(name: str) -> str:
    """The kind of a file: which sheets a person sees in it."""
    if name.endswith("scorer's workbook"):
        return "returned" if name.startswith("returned") else "scorer"
    return "form" if "scorecard" in name else "book"


@pytest.mark.parametrize("name", PAGES)
def test_openpyxl_and_calamine_read_it_alike(name: str, files: Mapping[str, Path]) -> None:
    """Without a warning (they are errors here), the same sheets in the same order, the same texts."""
    opened = load_workbook(files[name], data_only=True)
    reader = CalamineWorkbook.from_path(files[name])
    assert opened.sheetnames == reader.sheet_names
    visible = [sheet.title for sheet in opened if sheet.sheet_state == "visible"]
    assert visible == _SHEETS[_kind(name)]
    for sheet in opened.sheetnames:
        texts = [[cell for cell in row if isinstance(cell, str)] for row in sheet_values(opened[sheet])]
        others = reader.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        assert [row for row in texts if row] == [
            found for row in others if (found := [cell for cell in row if isinstance(cell, str) and cell])
        ]


def test_texts_of_people_never_become_formulas_or_links(files: Mapping[str, Path]) -> None:
    """`-A` is a code and `http://…` a name, whatever a spreadsheet would like to make of them."""
    opened = load_workbook(files["hostile"])
    cells = [cell for row in opened["Đơn vị"].iter_rows() for cell in row]
    values = {str(cell.value): cell for cell in cells if cell.value is not None}
    for text in ("-A", "_B", "'=cmd|' /C calc'!A0", "http://example.vn/]]>"):
        assert values[text].data_type == "s"
        assert values[text].hyperlink is None
    assert opened[CRITERIA.sheet].cell(CRITERIA.header_row + 2, 1).data_type == "s"


@pytest.fixture(scope="module")
def pages(files: Mapping[str, Path], calc: Calc) -> dict[str, int]:
    """How many pages LibreOffice prints of each."""
    counted = {}
    for name, path in files.items():
        with calc.open(path) as opened:
            for sheet in _SHEETS[_kind(name)]:
                assert opened.errors(sheet) == "", name
            printed = opened.save(path.with_suffix(".pdf"), PDF).read_bytes()
        assert printed.startswith(b"%PDF")
        counted[name] = len(re.findall(rb"/Type\s*/Page[^s]", printed))
    return counted


@pytest.mark.parametrize("name", PAGES)
def test_it_prints_on_a_sane_number_of_pages(name: str, pages: dict[str, int]) -> None:
    """LibreOffice opens it, finds no formula with an error, and prints what a person would."""
    fewest, most = PAGES[name]
    assert fewest <= pages[name] <= most
