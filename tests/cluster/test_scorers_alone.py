"""A scorer's workbook checked without its book: bounds as its rows show them, and rows that can be nobody's."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.journey import UNITS, Journey, Sheet, run, saved_bytes
from tests.journeys.scorer_workbooks import SCORE, in_files, sheet_of, workbook_of
from tests.journeys.scoring_together import CROSS, SHARED, scored_by

LEVELS = "Nhất:9; Nhì:5; Không:0; Trắng giải:-4"
BONUS = "T1"


def levelled(cluster: Journey, scores: list[object]) -> Path:
    """NV scores a bonus whose lowest level takes points away, unit by unit."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        row = sheet.row(BONUS)
        for header, value in {"Cách chấm": "Chọn mức", "Tham số": LEVELS, "Điểm tối đa": 9}.items():
            sheet.put(row, header, value)
        scored_by(book, {BONUS: "NV"})
    assert run("issue", cluster.book, "--out", cluster.folder / "phieu").code in (0, 1)
    workbook = workbook_of(cluster, "NV")
    sheet = sheet_of(workbook)
    for unit, score in zip(UNITS, scores, strict=True):
        sheet.put(sheet.row(BONUS, unit), SCORE, score)
        sheet.put(sheet.row(SHARED, unit), SCORE, 1)
    return cluster.drop("Cham_NV_2025.xlsx", saved_bytes(workbook))


def codes(path: Path) -> list[tuple[Any, Any]]:
    """What `check` says of the file alone: codes and values."""
    answer = run("check", path, "--json")
    return [(one["code"], one["value"]) for file in answer.json["files"] for one in file["findings"]]


def test_levels_below_zero_have_bounds_of_their_own(asked: Journey) -> None:
    """-4 to 9: as the book that issued the file would say."""
    path = levelled(asked, [9, -4, 9.5, -4.5, 0])
    assert sorted(codes(path)) == [("BELOW_LOWEST", "-4.5"), ("OVER_MAXIMUM", "9.5")]


def test_a_row_that_shows_no_maximum_is_let_be(asked: Journey) -> None:
    """Nobody knows it then but the book."""
    workbook = workbook_of(asked, "NV")
    sheet = sheet_of(workbook)
    for at, unit in enumerate(UNITS):
        sheet.put(sheet.row(SHARED, unit), SCORE, at)
    sheet.put(sheet.row(SHARED, "EN"), "Điểm tối đa", None)
    assert codes(asked.drop("Cham_NV_2025.xlsx", saved_bytes(workbook))) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("BH", ("SCORER_ROW_STRAY", "3")),
        (None, ("SCORER_ROW_STRAY", "3")),
        ("AN", ("CRITERION_DOUBLE", CROSS)),
    ],
)
def test_a_row_that_can_be_nobodys_is_told(asked: Journey, code: str | None, told: tuple[str, str]) -> None:
    """One's own, one without a unit, one that stands twice."""
    workbook = workbook_of(asked, "BH")
    sheet = sheet_of(workbook)
    for at, unit in enumerate(one for one in UNITS if one != "BH"):
        sheet.put(sheet.row(CROSS, unit), SCORE, 1 + at)
    row = sheet.row(CROSS, "DL")
    sheet.put(row, "Mã đơn vị", code)
    path = asked.drop("Cham_BH_2025.xlsx", saved_bytes(workbook))
    assert codes(path) == [told]
    found = in_files(run("check", path, "--json"), told[0])
    assert found[0]["cell"] == sheet.address(row, SCORE)
