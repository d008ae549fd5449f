"""A cluster with groups as the superior sees it: recomputed the same, and told where it is not."""

from pathlib import Path

from tests.journeys.grouped import TOTALS, UNITS
from tests.journeys.journey import Journey, run, type_table
from tests.journeys.office_journey import (
    BOOKS,
    CLUSTER_HEADERS,
    UNIT_HEADERS,
    Office,
    mismatches,
    set_up_office,
    typed_at,
)


def office_for(cluster: Journey, folder: Path) -> Office:
    """The office of this one cluster; its book has arrived."""
    office = Office(folder, {"C01": cluster.book.read_bytes()})
    folder.mkdir()
    assert run("new", "office", office.book).code == 0
    with office.typing() as workbook:
        type_table(workbook, "Danh sách cụm", "Mã cụm", CLUSTER_HEADERS, [("C01", "Cụm số 1", "AN")])
        type_table(
            workbook, "Đơn vị", "Mã", UNIT_HEADERS, [(code, name, "C01") for code, name in UNITS.items()]
        )
        set_up_office(workbook, {"Cấp trên": "UBND tỉnh Thử Nghiệm", "Cơ quan tổng hợp": "Sở Nội vụ"})
    office.receive()
    return office


def test_the_superior_computes_the_groups_as_the_cluster_does(grouped: Journey, tmp_path: Path) -> None:
    """Nothing differs; totals and maxima are those of the cluster."""
    grouped.rank()
    office = office_for(grouped, tmp_path / "cap_tren")
    answer = office.consolidate()
    assert mismatches(answer) == []
    units = {row["Mã"]: row for row in office.records("Toàn bộ đơn vị")}
    assert {code: f"{row['Tổng điểm']:.2f}" for code, row in units.items()} == TOTALS


def test_a_counted_sum_that_somebody_typed_over_is_told(grouped: Journey, tmp_path: Path) -> None:
    """The column of the group in `Tổng hợp` is compared like every other."""
    grouped.rank()
    data, cell = typed_at(grouped.book.read_bytes(), "Tổng hợp", ("Mã",), ("AN",), "I.1", 63)
    office = office_for(grouped, tmp_path / "cap_tren")
    office.drop(BOOKS["C01"], data)
    assert ("RESULT_DIFFERS", "AN", cell) in [found[:3] for found in mismatches(office.consolidate())]
