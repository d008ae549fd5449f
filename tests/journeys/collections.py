"""The three collections of a year, as units and the head go through them."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl.workbook import Workbook

from tests.journeys import opening
from tests.journeys.journey import BOOK, SAVED, YEAR, Journey, Sheet, run, saved_bytes

SHEETS = {"register": ("Đăng ký", "DangKy"), "midyear": ("Sơ kết", "SoKet"), "yearend": ("Tự chấm", "Phieu")}
"""Command's word → the sheet of the rows, how the files begin."""
Rows = Mapping[str, Mapping[str, object]]
"""Criterion → header → what a unit types."""


def go_out(cluster: Journey, stage: str) -> Path:
    """`issue --stage`: the folder with the forms."""
    out = cluster.folder / f"phieu_{stage}"
    done = run("issue", cluster.folder / BOOK, "--out", out, "--stage", stage)
    assert done.code == 0, done.out + done.err
    return out


def form_of(cluster: Journey, stage: str, unit: str) -> Path:
    """The form of a unit as it was issued."""
    return cluster.folder / f"phieu_{stage}" / f"{SHEETS[stage][1]}_{unit}_{YEAR}.xlsx"


def filled(
    form: Path, stage: str, rows: Rows, change: Callable[[Workbook], None] | None = None,
    saved: datetime.datetime = SAVED,
) -> bytes:  # fmt: skip
    """A form as a unit sends it."""
    workbook = opening.load(form)
    sheet = Sheet(workbook[SHEETS[stage][0]], "Mã")
    for code, typed in rows.items():
        for header, value in typed.items():
            sheet.put(sheet.row(code), header, value)
    if change:
        change(workbook)
    return saved_bytes(workbook, saved)


def send(
    cluster: Journey, stage: str, unit: str, rows: Rows, change: Callable[[Workbook], None] | None = None,
    name: str = "", saved: datetime.datetime = SAVED,
) -> Path:  # fmt: skip
    """A unit fills the form of the stage and sends it."""
    data = filled(form_of(cluster, stage, unit), stage, rows, change, saved)
    return cluster.drop(name or f"{stage}_{unit}.xlsx", data)


def registered(**targets: object) -> Rows:
    """Registered targets by criterion (`I_2` for I.2)."""
    return {code.replace("_", "."): {"Chỉ tiêu đăng ký": value} for code, value in targets.items()}


def halfway(**results: object) -> Rows:
    """Results of six months by criterion."""
    return {code.replace("_", "."): {"Kết quả 6 tháng": value} for code, value in results.items()}


def rows_on(cluster: Journey, name: str) -> dict[tuple[str, str], dict[str, object]]:
    """The rows of a table with a row for every unit × criterion."""
    return {
        (row["Mã đơn vị"], row["Mã tiêu chí"]): row
        for row in cluster.sheet(name, "Mã đơn vị", "Mã tiêu chí").records()
    }


def type_in(cluster: Journey, name: str, unit: str, code: str, **typed: object) -> None:
    """The head types in such a table (underscores for spaces)."""
    with cluster.typing() as book:
        sheet = Sheet(book[name], "Mã đơn vị", "Mã tiêu chí")
        for header, value in typed.items():
            sheet.put(sheet.row(unit, code), header.replace("_", " "), value)


def common(cluster: Journey, code: str, target: object) -> None:
    """The head sets a target that is the same for every unit."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row(code), "Chỉ tiêu chung", target)
