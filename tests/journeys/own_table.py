"""A cluster with criteria of a test's own, by the commands: made, issued, filled, received."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.journeys import opening
from tests.journeys.journey import CLUSTER as CODE
from tests.journeys.journey import (
    CRITERIA_HEADERS,
    SAVED,
    UNITS,
    Entry,
    Journey,
    form_sheet,
    issue,
    run,
    saved_bytes,
    set_up,
    sign,
    type_table,
)
from tests.journeys.journey import YEAR as THE_YEAR

Row = Sequence[object]
"""A row of `Tiêu chí` under CRITERIA_HEADERS."""
Filled = Mapping[str, Entry]
"""Criterion → what a unit types."""


def begun(folder: Path, criteria: Sequence[Row], settings: Mapping[str, object] | None = None) -> Journey:
    """A cluster's book with these criteria; nothing is issued yet."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = Journey(folder, {})
    made = run("new", "cluster", cluster.book)
    assert made.code == 0, made.err
    with cluster.typing() as book:
        set_up(book, {"Năm": THE_YEAR, "Mã cụm": CODE, "Tên cụm": "Cụm thi đua số 1", "Trưởng cụm": "AN",
                      **(settings or {})})  # fmt: skip
        type_table(book, "Đơn vị", "Mã", ("Mã", "Tên đơn vị"), list(UNITS.items()))
        type_table(book, "Tiêu chí", "Mã", CRITERIA_HEADERS, criteria)
    return cluster


def issued(folder: Path, criteria: Sequence[Row], settings: Mapping[str, object] | None = None) -> Journey:
    """The same with its forms handed out."""
    cluster = begun(folder, criteria, settings)
    return Journey(folder, issue(cluster.folder))


def send(
    cluster: Journey, unit: str, entries: Filled, name: str = "", saved: datetime.datetime = SAVED
) -> Path:
    """A unit fills its form and sends it; the file in the inbox."""
    workbook = opening.load(cluster.forms[unit])
    sign(workbook)
    form = form_sheet(workbook)
    for code, entry in entries.items():
        row = form.row(code)
        for header, value in (("Chỉ tiêu", entry.target), ("Kết quả", entry.result),
                              ("Điểm tự chấm", entry.score), ("Không được giao", entry.mark)):  # fmt: skip
            if value is not None:
                form.put(row, header, value)
        form.put(row, "Minh chứng", "Báo cáo số 1/BC-UBND")
    return cluster.drop(name or f"Phieu_{unit}_{THE_YEAR}.xlsx", saved_bytes(workbook, saved))


def units_of(document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The units of `rank --json` by their codes."""
    return {one["code"]: one for one in document["units"]}


def found_of(document: Mapping[str, Any], code: str) -> list[tuple[str, str]]:
    """Unit and value of every finding of a code."""
    return [(one["unit"], one["value"]) for one in document["findings"] if one["code"] == code]


def counted(cluster: Journey, criterion: str) -> dict[str, object]:
    """Unit → `Điểm tính` of a criterion as the book stores it."""
    sheet = cluster.sheet("Thống nhất điểm", "Mã đơn vị", "Mã tiêu chí")
    return {
        str(one["Mã đơn vị"]): one["Điểm tính"] for one in sheet.records() if one["Mã tiêu chí"] == criterion
    }
