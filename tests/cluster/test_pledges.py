"""`Cam kết`: what was promised beside what came of it, live, whatever people do with the sheets it looks into."""

import io
import re
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.journeys.collections import common, form_of, go_out, halfway, registered, send, type_in
from tests.journeys.journey import (
    SAVED,
    UNITS,
    YEAR,
    Journey,
    Made,
    Once,
    Sheet,
    form_sheet,
    run,
    saved_bytes,
)
from tests.witnesses.engine import Engine, disagreeing
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.pledges import pledges_of
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.sheets.cluster.agreed import Figures, LedgerRow, Typed
from thidua_xl.sheets.kept import KeptRow

NAME = "Cam kết"
HEADERS = ["Mã đơn vị", "Đơn vị", "Mã tiêu chí", "Tiêu chí", "Chỉ tiêu", "Kết quả 6 tháng", "Kết quả cả năm", "Đạt %",
           "Giữ lời"]  # fmt: skip


def pledges(cluster: Journey) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the table as stored."""
    sheet = cluster.sheet(NAME, "Mã đơn vị", "Mã tiêu chí")
    return {
        (row["Mã đơn vị"], row["Mã tiêu chí"]): row
        for row in sheet.records()
        if row["Giữ lời"] and row["Mã tiêu chí"]
    }


def said(cluster: Journey, unit: str, code: str) -> tuple[object, ...]:
    """What is said of one promise."""
    row = pledges(cluster)[unit, code]
    return tuple(row[header] for header in HEADERS[4:])


def shares(cluster: Journey) -> dict[str, tuple[object, ...]]:
    """The counts below the table."""
    sheet = cluster.sheet(NAME, "Số cam kết", "Giữ lời %")
    return {
        str(row["Mã đơn vị"]): tuple(
            row[header] for header in ("Số cam kết", "Có kết quả", "Đã giữ lời", "Giữ lời %")
        )
        for row in Sheet(sheet.sheet, "Mã đơn vị", "Giữ lời %").records()
    }


def drawings(cluster: Journey) -> int:
    """How many charts the sheet has."""
    sheet: Worksheet = openpyxl.load_workbook(io.BytesIO(cluster.book.read_bytes()))[NAME]
    return len(sheet._charts)  # type: ignore[attr-defined]


def _promised(complete: Journey) -> None:
    """What `promised` begins with, made once."""
    type_in(complete, "Đăng ký", "AN", "I.2", Chỉ_tiêu_đăng_ký=100)
    type_in(complete, "Đăng ký", "AN", "I.6", Chỉ_tiêu_đăng_ký=3)
    type_in(complete, "Đăng ký", "BH", "I.2", Chỉ_tiêu_đăng_ký=80)
    type_in(complete, "Sơ kết", "AN", "I.2", Kết_quả_6_tháng=40)
    complete.agree("AN", "I.2", result=87, reason="Thẩm tra")
    assert complete.rank().code in (0, 1)


@pytest.fixture
def promised(once: Once, complete_once: Made, tmp_path: Path) -> Journey:
    """AN and BH promised; what was done is known of the whole cluster."""
    return once(_promised, complete_once).copied(tmp_path)


def test_a_book_without_a_promise_says_so_in_one_sentence(complete: Journey) -> None:
    """No header, no chart; nothing is written by a second run."""
    sheet = openpyxl.load_workbook(complete.book)[NAME]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(texts) == 3
    assert str(texts[2]).startswith("Chưa có cam kết nào")
    assert drawings(complete) == 0
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_the_headers_are_those_of_the_contract(promised: Journey) -> None:
    """In this order, nothing hidden among them."""
    sheet = promised.sheet(NAME, "Mã đơn vị", "Mã tiêu chí")
    assert [cell.value for cell in sheet.sheet[sheet.header_row]] == HEADERS


def test_a_promise_stands_beside_its_results(promised: Journey) -> None:
    """87 of 100 are 87 %; where less is better the other way round; agreed before received."""
    assert said(promised, "AN", "I.2") == (100, 40, 87, 87, "Chưa đạt")
    assert said(promised, "AN", "I.6") == (3, None, 4, 75, "Chưa đạt")
    assert said(promised, "BH", "I.2") == (80, None, 81, 101.25, "Đạt")
    assert set(pledges(promised)) == {("AN", "I.2"), ("AN", "I.6"), ("BH", "I.2")}
    assert shares(promised) == {"AN": (2, 2, 0, 0), "BH": (1, 1, 1, 100)}
    top = openpyxl.load_workbook(promised.book, data_only=True)[NAME]["A3"].value
    assert top == "3 cam kết: 1 đạt, 2 chưa đạt, 0 chưa có kết quả"
    assert disagreeing(promised.book.read_bytes()) == []


def test_the_chart_comes_with_the_first_promise_and_stays_away_once_deleted(promised: Journey) -> None:
    """A sheet that had nothing to show gets it; a chart that a person took away does not return."""
    assert drawings(promised) == 1
    type_in(promised, "Đăng ký", "CM", "I.2", Chỉ_tiêu_đăng_ký=70)
    promised.rank()
    assert drawings(promised) == 1
    with zipfile.ZipFile(promised.book) as package:
        charts = [name for name in package.namelist() if re.match(r"xl/charts/chart\d+\.xml", name)]
        texts = [package.read(name).decode() for name in charts]
    (chart,) = [text for text in texts if "Cam kết" in text]
    last = max(int(row) for row in re.findall(r"\$H\$\d+:\$H\$(\d+)", chart))
    sheet = openpyxl.load_workbook(promised.book, data_only=True)[NAME]
    assert sheet.cell(last, 1).value == "CM"
    with promised.typing() as book:
        book[NAME]._charts.clear()  # type: ignore[attr-defined]
    type_in(promised, "Đăng ký", "DL", "I.2", Chỉ_tiêu_đăng_ký=70)
    promised.rank()
    assert drawings(promised) == 0


def test_a_person_s_note_on_the_empty_sheet_stays(complete: Journey) -> None:
    """It makes room for the table."""
    with complete.typing() as book:
        book[NAME]["B8"] = "Hỏi lại xã An Hòa"
        book[NAME]["M2"] = "của tôi"
    type_in(complete, "Đăng ký", "AN", "I.2", Chỉ_tiêu_đăng_ký=100)
    complete.rank()
    sheet = openpyxl.load_workbook(complete.book)[NAME]
    assert sheet["M2"].value == "của tôi"
    texts = [cell.value for row in sheet.iter_rows() for cell in row]
    assert texts.count("Hỏi lại xã An Hòa") == 1
    assert said(complete, "AN", "I.2") == (100, None, 95, 95, "Chưa đạt")
    assert drawings(complete) == 1


def test_sorting_the_sheets_it_looks_into_misleads_nobody(promised: Journey) -> None:
    """Rows are found by their key: upside down, the formulas give the same."""
    with promised.typing() as book:
        for name in ("Đăng ký", "Sơ kết"):
            sheet = Sheet(book[name], "Mã đơn vị", "Mã tiêu chí")
            rows = list(sheet.rows())
            lines = [[book[name].cell(row, at).value for at in range(1, 20)] for row in rows]
            for row, line in zip(rows, reversed(lines), strict=True):
                for at, value in enumerate(line, start=1):
                    book[name].cell(row, at).value = value
    with Engine.open(promised.book) as engine:
        assert [100, 40, 87, 87, "Chưa đạt"] in [row[4:9] for row in engine.values(NAME)]
    before = (100, 40, 87, 87, "Chưa đạt")
    promised.rank()
    assert said(promised, "AN", "I.2") == before
    assert disagreeing(promised.book.read_bytes()) == []


def test_swapped_columns_are_followed(promised: Journey) -> None:
    """Columns are found by their header, on the sheet itself and on those that it looks into."""
    with promised.typing() as book:
        for name, one, other in ((NAME, "Chỉ tiêu", "Giữ lời"), ("Đăng ký", "Chỉ tiêu đăng ký", "Ghi chú")):
            sheet = Sheet(book[name], "Mã đơn vị", "Mã tiêu chí")
            first, second = sheet.columns[one], sheet.columns[other]
            for row in range(sheet.header_row, book[name].max_row + 1):
                cells = book[name].cell(row, first), book[name].cell(row, second)
                cells[0].value, cells[1].value = cells[1].value, cells[0].value
    promised.rank()
    assert said(promised, "AN", "I.2") == (100, 40, 87, 87, "Chưa đạt")
    assert disagreeing(promised.book.read_bytes()) == []
    before = promised.book.read_bytes()
    promised.rank()
    assert promised.book.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("95,5", 95.5),
        ("chín mươi", None),
        (SAVED, None),
        (0, 0),
        (-4, -4),
        (True, None),
        ("  ", None),
        (1e300, None),
    ],
)
def test_odd_targets_read_alike_by_program_and_formula(
    complete: Journey, typed: object, target: object
) -> None:
    """A number typed as text is one; a word, a date or a mark is none; nothing typed is lost."""
    common(complete, "I.2", 90)
    type_in(complete, "Đăng ký", "AN", "I.2", Chỉ_tiêu_đăng_ký=typed)
    complete.rank()
    assert pledges(complete)["AN", "I.2"]["Chỉ tiêu"] == (90 if target is None else target)
    assert disagreeing(complete.book.read_bytes()) == []
    sheet = Sheet(openpyxl.load_workbook(complete.book)["Đăng ký"], "Mã đơn vị", "Mã tiêu chí")
    kept = sheet.at(sheet.row("AN", "I.2"), "Chỉ tiêu đăng ký")
    assert kept == typed or (kept is None and typed == "  ")


@pytest.mark.parametrize("typed", ["87,5", "nhiều", SAVED, 0, -1, "  "])
def test_odd_results_read_alike_by_program_and_formula(complete: Journey, typed: object) -> None:
    """What is agreed and no number leaves no result: nothing stands in its place."""
    type_in(complete, "Đăng ký", "AN", "I.2", Chỉ_tiêu_thống_nhất_đầu_năm=100)
    complete.agree("AN", "I.2", result=typed)
    type_in(complete, "Sơ kết", "AN", "I.2", Kết_quả_6_tháng=typed)
    complete.rank()
    shown = {"87,5": 87.5, "nhiều": None, SAVED: None, 0: 0, -1: -1, "  ": 95}[typed]
    assert said(complete, "AN", "I.2")[2] == shown
    assert disagreeing(complete.book.read_bytes()) == []


def test_a_promise_that_is_withdrawn_leaves_the_table(promised: Journey) -> None:
    """And the last one takes the table with it; what a person wrote below stays."""
    with promised.typing() as book:
        last = book[NAME].max_row
        book[NAME].cell(last + 1, 2, "Đã đối chiếu")
    promised.rank()
    type_in(promised, "Đăng ký", "AN", "I.6", Chỉ_tiêu_đăng_ký=None)
    promised.rank()
    assert set(pledges(promised)) == {("AN", "I.2"), ("BH", "I.2")}
    assert shares(promised) == {"AN": (1, 1, 0, 0), "BH": (1, 1, 1, 100)}
    for unit in ("AN", "BH"):
        type_in(promised, "Đăng ký", unit, "I.2", Chỉ_tiêu_đăng_ký=None)
    promised.rank()
    sheet = openpyxl.load_workbook(promised.book)[NAME]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    ours = ("← Trang đầu", "CAM KẾT", "Chưa có cam kết")
    assert [text for text in texts if not str(text).startswith(ours)] == ["Đã đối chiếu"]


def test_a_book_without_the_sheet_gets_it_with_one_line_of_the_journal(promised: Journey) -> None:
    """Ranks stay; a sheet taken away comes back as a new one, with its chart."""
    ranks = {unit["code"]: unit["rank"] for unit in promised.rank().json["units"]}
    with promised.typing() as book:
        del book[NAME]
    again = {unit["code"]: unit["rank"] for unit in promised.rank().json["units"]}
    assert again == ranks
    assert said(promised, "AN", "I.2") == (100, 40, 87, 87, "Chưa đạt")
    lines = [row["Thay đổi"] for row in promised.sheet("Nhật ký", "Lúc", "Thay đổi").records()]
    assert [line for line in lines if NAME in str(line)] != []
    assert drawings(promised) == 1


def test_the_whole_year_from_forms(issued: Journey) -> None:
    """Registered, reviewed and reported by forms: every unit's promises, kept or not."""
    for stage in ("register", "midyear"):
        go_out(issued, stage)
    for unit in UNITS:
        send(issued, "register", unit, registered(I_2=90, I_3=20, I_6=4))
        send(issued, "midyear", unit, halfway(I_2=45))
        issued.send(unit)
    issued.collect()
    assert len(pledges(issued)) == 3 * len(UNITS)
    assert said(issued, "DL", "I.2") == (90, 45, 63, 70, "Chưa đạt")
    assert shares(issued) == {
        "AN": (3, 3, 3, 100), "BH": (3, 3, 0, 0), "CM": (3, 3, 1, 33.33), "DL": (3, 3, 0, 0), "EN": (3, 3, 2, 66.67),
    }  # fmt: skip
    assert disagreeing(issued.book.read_bytes()) == []
    before = issued.book.read_bytes()
    issued.collect()
    assert issued.book.read_bytes() == before
    assert run("verify", issued.book, "--json").json["equal"]


def test_the_same_percentage_is_told_everywhere(issued: Journey) -> None:
    """100 promised, 87 done: `Cam kết`, the form, `Họp trù bị`, JSON."""
    type_in(issued, "Đăng ký", "AN", "I.2", Chỉ_tiêu_đăng_ký=100)
    go_out(issued, "yearend")
    form = form_of(issued, "yearend", "AN")
    (issued.folder / "AN.xlsx").write_bytes(form.read_bytes())

    def done(book: Workbook) -> None:
        sheet = form_sheet(book)
        sheet.put(sheet.row("I.2"), "Chỉ tiêu", 100)
        sheet.put(sheet.row("I.2"), "Kết quả", 87)

    path = issued.send("AN", done)
    with Engine.open(path) as engine:
        rows = engine.values("Tự chấm")
    at = next(row.index("Tỷ lệ %") for row in rows if "Tỷ lệ %" in row)
    (shown,) = [row[at] for row in rows if row[0] == "I.2"]
    issued.collect()
    answer = issued.rank()
    (one,) = [one for one in answer.json["promises"] if (one["unit"], one["criterion"]) == ("AN", "I.2")]
    run("meeting", issued.book)
    matters = issued.sheet("Họp trù bị", "Mục", "Vì sao nêu").records()
    assert (shown, said(issued, "AN", "I.2")[3]) == (87, 87)
    assert one == {"unit": "AN", "criterion": "I.2", "target": "100", "midyear": None, "result": "87", "percent": "87",
                   "kept": False}  # fmt: skip
    assert any("I.2 (87 %)" in str(row["Vì sao nêu"]) for row in matters)


def test_no_promise_is_no_part_of_the_document(complete: Journey) -> None:
    """A cluster that promises nothing has the JSON that it had."""
    assert "promises" not in complete.rank().json


@given(
    target=st.decimals(0, 1000, places=2), result=st.decimals(0, 1000, places=2), lower=st.booleans(),
    agreed_on=st.booleans(),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_shares_are_those_of_plain_arithmetic(
    target: Decimal, result: Decimal, lower: bool, agreed_on: bool
) -> None:
    """Đạt % and Giữ lời of any two figures, computed by hand with fractions."""
    rule = Criterion("A", text="Số vụ", max_points=1000, method=Method.RATIO,
                     parameter="thấp hơn là tốt" if lower else "")  # fmt: skip
    criteria = Criteria((rule,))
    book = Book(Settings(year=YEAR), [Unit("U", "Xã U")], criteria, parameters_of(criteria))
    row = {"Mã đơn vị": "U", "Mã tiêu chí": "A", "Chỉ tiêu đăng ký": float(target)}
    book.kept["Đăng ký"] = [KeptRow(4, row)]
    other = Figures(result=float(result))
    entry = LedgerRow("U", "A", received=Figures(result=1) if agreed_on else other)
    entry.typed = Typed(result=float(result)) if agreed_on else entry.typed
    book.ledger["U", "A"] = entry
    (pledge,) = pledges_of(book)
    whole, part = (result, target) if lower else (target, result)
    expected: float | None = None
    if whole:
        exact = Fraction(part) / Fraction(whole) * 10_000
        expected = float(Fraction(int(exact + Fraction(1, 2)), 100))
    elif lower:
        expected = 100.0
    assert pledge.percent == expected
    assert pledge.kept is (result <= target if lower else result >= target)


def test_a_sheet_saved_by_another_hand_is_quiet(promised: Journey) -> None:
    """Opened and saved again without a change, nothing is written."""
    promised.book.write_bytes(saved_bytes(openpyxl.load_workbook(promised.book)))
    promised.rank()
    before = promised.book.read_bytes()
    promised.rank()
    assert promised.book.read_bytes() == before
