"""The sample of every rule on its whole way: sealed, proven from its originals, and computed anew by the superior."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys import all_rules
from tests.journeys.all_rules import UNITS, cells, through_forms, total
from tests.journeys.journey import run, type_table
from tests.journeys.office_journey import (
    CLUSTER_HEADERS,
    UNIT_HEADERS,
    Office,
    mismatches,
    set_up_office,
    typed_at,
)
from thidua_xl.sample.all_rules import units

CODE = "MAU"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book, closed."""
    book, _ = through_forms(tmp_path_factory.mktemp("all_rules"))
    assert run("close", book).code == 0
    return book


@pytest.fixture
def office(sealed: Path, tmp_path: Path) -> Office:
    """The office of this one cluster; its book has arrived."""
    found = Office(tmp_path, {CODE: sealed.read_bytes()})
    assert run("new", "office", found.book).code == 0
    year = next(
        row[1]
        for row in load_workbook(sealed, data_only=True)["Cụm"].iter_rows(values_only=True)
        if row[0] == "Năm"
    )
    with found.typing() as workbook:
        type_table(workbook, "Danh sách cụm", "Mã cụm", CLUSTER_HEADERS, [(CODE, "Cụm mẫu", "DLY")])
        rows = [(one.code, one.name, CODE) for one in units()]
        type_table(workbook, "Đơn vị", "Mã", UNIT_HEADERS, rows)
        set_up_office(
            workbook, {"Năm": year, "Cấp trên": "UBND tỉnh Thử Nghiệm", "Cơ quan tổng hợp": "Sở Nội vụ"}
        )
    return found


def test_the_seal_is_proven_from_the_originals(sealed: Path) -> None:
    """Every score, total and rank follows again from the forms and what the head typed."""
    assert run("verify", sealed).code == 0


def test_the_superior_computes_every_rule_as_the_cluster_does(office: Office) -> None:
    """Nothing differs, and the totals are those worked out by hand."""
    office.drop("SoCum_MAU.xlsx", office.sources[CODE])
    answer = office.consolidate()
    assert mismatches(answer, CODE) == []
    found = {row["Mã"]: row["Tổng điểm"] for row in office.records("Toàn bộ đơn vị")}
    assert found == {unit: total(unit) for unit in UNITS}


RULED = [
    "I.1",
    "I.4",
    "I.6",
    "I.8",
    "II.5",
    "II.6.v.1",
    "III.1",
    "III.2.b",
    "III.5.a",
    "IV.1",
    "IV.3",
    "IV.4",
    "V.2",
]


def test_scores_that_do_not_follow_are_told(office: Office) -> None:
    """`Điểm tính` one point beside what each rule gives, typed over by hand: the superior names those cells."""
    data, typed = office.sources[CODE], set[str]()
    for code in RULED:
        worked = all_rules.points(cells()["DLY", code])
        assert worked is not None
        keys = ("Mã đơn vị", "Mã tiêu chí")
        data, cell = typed_at(data, "Thống nhất điểm", keys, ("DLY", code), "Điểm tính", worked - 1)
        typed.add(cell)
    office.drop("SoCum_MAU.xlsx", data)
    told = mismatches(office.consolidate(), CODE)
    assert typed <= {cell for _, unit, cell, _ in told if unit == "DLY"}
