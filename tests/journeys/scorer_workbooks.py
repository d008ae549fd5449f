"""Scorers' workbooks as people fill them, send them, and what the book and its answers say of them."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from tests.journeys import journey, opening
from tests.journeys.answers import of_code
from tests.journeys.journey import UNITS, Journey, Run, Sheet, saved_bytes
from tests.journeys.scoring_together import CROSS, GIVEN, MIXED, SHARED

SCORE = "Điểm"


def workbook_of(cluster: Journey, scorer: str) -> Workbook:
    """A scorer's workbook as it was issued."""
    return opening.load(cluster.folder / "phieu" / f"Cham_{scorer}_2025.xlsx")


def sheet_of(workbook: Workbook) -> Sheet:
    """The sheet that a scorer fills."""
    return Sheet(workbook["Chấm điểm"], "Mã tiêu chí", "Mã đơn vị")


Scores = Mapping[tuple[str, str], object]


def sent(
    cluster: Journey, scorer: str, scores: Scores, name: str = "", saved: datetime.datetime = journey.SAVED
) -> Path:
    """A scorer fills its workbook and sends it."""
    workbook = workbook_of(cluster, scorer)
    sheet = sheet_of(workbook)
    for (criterion, unit), score in scores.items():
        sheet.put(sheet.row(criterion, unit), "Điểm", score)
    return cluster.drop(name or f"Cham_{scorer}_2025.xlsx", saved_bytes(workbook, saved))


def all_of(scorer: str, score: float) -> Scores:
    """The same score wherever it owes one."""
    owed = {"TC": [SHARED, MIXED], "NV": [SHARED]}.get(scorer)
    if owed is None:
        return {(CROSS, unit): score for unit in UNITS if unit != scorer}
    return {(code, unit): score for code in owed for unit in UNITS}


def scores_of(cluster: Journey, scorer: str, criterion: str) -> list[Any]:
    """What stands in `Điểm người chấm`, unit by unit."""
    sheet = cluster.sheet(GIVEN, "Người chấm", "Mã đơn vị", "Mã tiêu chí")
    return [sheet.at(sheet.row(scorer, unit, criterion), "Điểm") for unit in UNITS if unit != scorer]


def codes_of(answer: Run, name: str) -> list[str]:
    """The codes found in a file."""
    return sorted(one["code"] for file in answer.json["files"] for one in file["findings"]
                  if Path(file["path"]).name == name)  # fmt: skip


def changed(cluster: Journey, scorer: str, criterion: str, changes: dict[str, dict[str, object]]) -> Path:
    """A scorer's workbook with different points for every unit, and cells of its rows written over."""
    workbook = workbook_of(cluster, scorer)
    sheet = sheet_of(workbook)
    rows = {unit: sheet.row(criterion, unit) for unit in UNITS if unit != scorer}
    for at, row in enumerate(rows.values()):
        sheet.put(row, SCORE, 1 + at)
    for unit, cells in changes.items():
        for header, value in cells.items():
            sheet.put(rows[unit], header, value)
    return cluster.drop(f"Cham_{scorer}_2025.xlsx", saved_bytes(workbook))


def in_files(answer: Run, code: str) -> list[dict[str, Any]]:
    """The findings of one code in the files of an answer."""
    return of_code([one for file in answer.json["files"] for one in file["findings"]], code)


def told(cluster: Journey, code: str) -> list[dict[str, Any]]:
    """The findings of one code in the whole book."""
    return of_code(cluster.rank().json["findings"], code)


def decided(cluster: Journey, file: str, word: str) -> None:
    """Type a decision about a received file."""
    with cluster.typing() as book:
        table = Sheet(book["Tiếp nhận"], "File")
        table.put(table.row(file), "Quyết định", word)
