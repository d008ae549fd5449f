"""`new cluster --sample all-rules` with everything worked out by hand: what its units report and what it gives."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import load_workbook

from tests.office.books import LEDGER, Entry, Typed, fill, ledger_cell, run, sheet_values
from thidua_xl.bookkeeping.typing_in import type_in
from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind, Scorer
from thidua_xl.sample import all_rules
from thidua_xl.sheets.cluster.agreed import Col

UNITS = ("DLY", "DLU", "MSO", "XLO", "BDU", "TTI")

WORKED = """
I.1        5000/4500=36    5000/6000=40    4000/4000=40    x300=30         x400=40         2000/1000=20
I.2        100/120=12.5    100/80=15       100/100=15      50/75=10        50/50=15        40/0=15
I.3        1000/960=20     1000/899=5      1000/1000=25    500/450=15      500/475=20      500/600=25
I.4        1.5=10          3.2=4           1=15            2=10            3=7             0=15
I.5        95/91.2=16      95/95=20        95/94=19        90/81=10        90/60=0         90/90=20
I.6        10/7.5=15       10/4=0          10/10=20        8/12=25         8/10=22.5       8/4=10
I.7        100=20          151=50          5=15            50=15           150=25          75=17.5
I.8        57=15           60=16           9=0             150=25          200=25          149.9=24
II.1       Đạt=15          Không_đạt=0     Đạt=15          Đạt=15          Đạt=15          Không_đạt=0
II.2       1=15            4=0             0=20            2=10            3=5             5=0
II.3       4=12            6=15            0=0             1=3             5=15            2=6
II.4       :12.5           :0              :15             :10             :9.25           :14
II.5       0=5             2=3             5=0             1=4             7=0             0=5
II.6       :8              :8              :7.5            :8              :8              :8
II.6.v.1   3=-1.5          0=0             1=-0.5          16=-8           20=-8           0=0
II.6.v.2   1=-1            0=0             0=0             2=-2            0=0             0=0
II.6.v.3   0=0             1=-8            0=0             1=-8            0=0             0=0
III.1      Tốt=27          Không=0         Xuất_sắc=30     khá=20          TRUNG_BÌNH=10   Tốt=27
III.2.a    Không_đạt=0     Đạt=20          Không_đạt=0     Không_đạt=0     Không_đạt=0     Không_đạt=0
III.2.b    Đạt=15          Đạt=15          Không_đạt=0     Không_đạt=0     Đạt=15          Không_đạt=0
III.2.c    Đạt=8           Không_đạt=0     Đạt=8           Không_đạt=0     Đạt=8           Đạt=8
III.3.a    :9              :10             :7              :8.5            :6              :10
III.3.b    :8              :7.5            :9              :8              :6.25           :10
III.4.a    -               -               -               20/18=18        10/10=20        10/5=10
III.5.a    95/90=18.95     95/95=20        90/45=10        -               -               -
IV.1       100/120=30      100/110=22.5    100/100=15      100/80=12       50/50=15        100/90=13.5
IV.2       1=60            2=45            3=30            4=15            5=0             6=0
IV.3       30=60           25=45           25=45           20=15           10=0            5=0
IV.4       2=30            3=21            3=21            5=12            6=6             9=6
V.1        5=20            0=0             2=8             1=4             3=12            0=0
V.2        Nhất=20         Trắng_giải=-10  Khuyến_khích=8  Không_dự_thi=0  nhất=20         Trắng_giải=-10
VI.1       2=-10           0=0             1=-5            0=0             3=-15           0=0
VI.2       3=-9            1=-3            0=0             0=0             2=-6            0=0
VII        Đạt             Đạt             Không_đạt       Đạt             Đạt             Đạt
"""
"""Unit by unit: `target/result=points`, `result=points`, `:points` typed, `x` Không giao, `-` none of its criteria.

A word of two stands with `_` between."""

GROUPS = {
    # trần 8, of three kinds of events; the criterion itself stands beside
    "II.6": (5.5, 0, 7, 0, 0, 8),
    # lấy mức cao nhất
    "III.2": (15, 20, 8, 0, 15, 8),
    # hệ số 2
    "III.3": (34, 35, 32, 33, 24.5, 40),
    # trần 25, trần 15
    "V": (25, -10, 16, 4, 25, -10),
    "VI": (-15, -3, -5, 0, -15, 0),
}
"""What counts of the rows that stand in a group."""
IN_GROUPS = ("II.6", "III.2.", "III.3.", "V.", "VI.")


def cells() -> Mapping[tuple[str, str], str]:
    """(unit, criterion) → what is written for it above."""
    lines = [line.split() for line in WORKED.strip().splitlines()]
    return {
        (unit, code): cell.replace("_", " ")
        for code, *own in lines for unit, cell in zip(UNITS, own, strict=True)
    }  # fmt: skip


def points(cell: str) -> float | None:
    """The points worked out by hand; None where there are none."""
    if cell.startswith(":"):
        return float(cell[1:])
    said = cell.rpartition("=")[2] if "=" in cell else ""
    return float(said) if said else None


def total(unit: str) -> float:
    """A unit's total: its rows in no group, and every group by its own rule."""
    alone = [points(cell) or 0 for (own, code), cell in cells().items()
             if own == unit and not code.startswith(IN_GROUPS)]  # fmt: skip
    return sum(alone) + sum(group[UNITS.index(unit)] for group in GROUPS.values())


def figures(cell: str) -> tuple[float | None, float | str | None, bool]:
    """Target, result, and whether the target was not given."""
    said = "" if cell.startswith(":") else cell.rpartition("=")[0] or cell
    target, slash, result = said.removeprefix("x").rpartition("/")
    number = result.replace(".", "", 1)
    return (
        float(target) if slash else None,
        float(result) if number.isdigit() else result or None,
        said.startswith("x"),
    )


COMPARED = (Method.LEADER, Method.BY_RANK, Method.CLUSTER_RANKS, Method.ON_TIME)
"""What no unit scores itself."""


def reported(unit: str) -> dict[str, Entry]:
    """What a unit types into its form: figures, marks, and the points where they are its own to give."""
    rows = all_rules.criteria().by_code
    return {
        code: _entry(rows[code], cell)
        for (own, code), cell in cells().items()
        if own == unit and cell != "-" and rows[code].scorer is Scorer.UNIT and rows[code].method is not Method.ON_TIME
    }  # fmt: skip


def _entry(row: Criterion, cell: str) -> Entry:
    target, result, absent = figures(cell)
    score = None if row.method in COMPARED or absent else points(cell)
    if score is not None and row.kind is RowKind.PENALTY:
        score = abs(score)
    return Entry(target, result, score, "x" if absent else None)


def agreed(cell: str) -> dict[str, float | str]:
    """What the head types of a unit on paper."""
    if cell.startswith(":"):
        return {Col.AGREED_SCORE: float(cell[1:])}
    target, result, absent = figures(cell)
    typed = {
        Col.AGREED_TARGET: target,
        Col.AGREED_RESULT: result,
        Col.AGREED_NOT_ASSIGNED: "Có" if absent else None,
    }
    reason: dict[str, float | str] = {Col.REASON: "Theo báo cáo"}
    return reason | {header: value for header, value in typed.items() if value is not None}


def issued(folder: Path) -> tuple[Path, dict[str, Path]]:
    """The sample's book and the forms of its units, as they go out."""
    book = folder / "SoCum.xlsx"
    run("new", "cluster", book, "--sample", "all-rules")
    run("issue", book, "--out", folder / "phieu")
    return book, {path.stem.split("_")[1]: path for path in sorted((folder / "phieu").glob("Phieu_*.xlsx"))}


def through_forms(folder: Path) -> tuple[Path, dict[str, Path]]:
    """Every unit filled its form, they are collected, the head typed what is the head's; ranked."""
    book, forms = issued(folder)
    for unit, form in forms.items():
        fill(form, reported(unit))
    run("collect", book, *forms.values())
    type_scores(book, [
        (unit, code, header, value)
        for (unit, code), cell in cells().items() if cell != "-" and _is_the_heads(code, cell)
        for header, value in agreed(cell).items() if header != Col.AGREED_RESULT or not cell.startswith("x")
    ])  # fmt: skip
    run("rank", book)
    return book, forms


def _is_the_heads(code: str, cell: str) -> bool:
    row = all_rules.criteria().by_code[code]
    by_head = row.scorer is Scorer.HEAD or row.method is Method.ON_TIME or row.kind is RowKind.CONDITION
    return by_head or cell.startswith("x")


def type_scores(book: Path, typed: Iterable[Typed]) -> None:
    """Type into `Thống nhất điểm`; every other byte of the sheets stays."""
    values = sheet_values(load_workbook(book)[LEDGER])
    cells = {ledger_cell(values, unit, code, header): value for unit, code, header, value in typed}
    book.write_bytes(type_in(book.read_bytes(), {LEDGER: cells}))


def on_paper(folder: Path) -> Path:
    """The sample with everything typed by the head, ranked."""
    book = folder / "SoCum.xlsx"
    run("new", "cluster", book, "--sample", "all-rules")
    run("rank", book)
    type_scores(book, [
        (*key, header, value) for key, cell in cells().items() if cell != "-" for header, value in agreed(cell).items()
    ])  # fmt: skip
    run("rank", book)
    return book


def column(book: Path, sheet: str, keys: tuple[str, ...], header: str) -> dict[tuple[str, ...], object]:
    """A column of a sheet's table by its keys."""
    rows = list(load_workbook(book, data_only=True)[sheet].iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if header in row and all(key in row for key in keys))
    names = [str(name) for name in rows[at]]
    return {
        tuple(str(row[names.index(key)]) for key in keys): row[names.index(header)]
        for row in rows[at + 1 :] if row[names.index(keys[0])]
    }  # fmt: skip
