"""`new cluster --sample all-rules`: every rule in one table, worked out by hand, through the front door."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.criteria import Method, RowKind, WhenNotAssigned
from thidua_xl.sample import all_rules
from thidua_xl.sheets.cluster import agreed, ranking
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


def typed(cell: str) -> dict[str, float | str]:
    """What the head types for a paper unit."""
    if cell.startswith(":"):
        return {Col.AGREED_SCORE: float(cell[1:])}
    figures = cell.rpartition("=")[0] or cell
    entries: dict[str, float | str] = {Col.REASON: "Theo báo cáo"}
    if figures.startswith("x"):
        entries[Col.AGREED_NOT_ASSIGNED], figures = "Có", figures[1:]
    target, slash, result = figures.rpartition("/")
    if slash:
        entries[Col.AGREED_TARGET] = float(target)
    number = result.replace(".", "", 1)
    entries[Col.AGREED_RESULT] = float(result) if number.isdigit() else result
    return entries


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with everything of `WORKED` typed, ranked."""
    path = tmp_path_factory.mktemp("all") / "SoCum.xlsx"
    assert main(["new", "cluster", str(path), "--sample", "all-rules"]) == 0
    assert main(["rank", str(path)]) == 1
    workbook, place = load_workbook(path), agreed.TABLE.home
    sheet, left = workbook[agreed.TABLE.sheet], {key: cell for key, cell in cells().items() if cell != "-"}
    for row in range(place.header_row + 2, sheet.max_row + 1):
        key = tuple(str(sheet.cell(row, place[header] + 1).value) for header in (Col.UNIT, Col.CRITERION))
        for header, value in typed(left.pop((key[0], key[1]))).items() if key in left else ():
            sheet.cell(row, place[header] + 1, value)
    workbook.save(path)
    assert not left, f"no rows for {list(left)}"
    assert main(["rank", str(path)]) in (0, 1)
    return path


def _column(book: Path, sheet: str, keys: tuple[str, ...], header: str) -> dict[tuple[str, ...], object]:
    rows = list(load_workbook(book, data_only=True)[sheet].iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if header in row and all(key in row for key in keys))
    names = [str(name) for name in rows[at]]
    return {
        tuple(str(row[names.index(key)]) for key in keys): row[names.index(header)]
        for row in rows[at + 1 :] if row[names.index(keys[0])]
    }  # fmt: skip


def test_every_rule_gives_what_was_worked_out(book: Path) -> None:
    """`Điểm tính` of every unit and criterion."""
    found = _column(book, agreed.TABLE.sheet, (Col.UNIT, Col.CRITERION), Col.COUNTS)
    for key, cell in cells().items():
        if cell == "-":
            assert key not in found
        elif points(cell) is not None:
            assert found[key] == points(cell), key


def test_groups_count_what_they_say(book: Path) -> None:
    """Totals: rows in no group, and every group by its own rule."""
    total = _column(book, ranking.TABLE.sheet, (ranking.Col.CODE,), ranking.Col.AGREED_TOTAL)
    for at, unit in enumerate(UNITS):
        alone = [points(cell) or 0 for (own, code), cell in cells().items()
                 if own == unit and not code.startswith(IN_GROUPS)]  # fmt: skip
        assert total[(unit,)] == pytest.approx(
            sum(alone) + sum(group[at] for group in GROUPS.values()), abs=1e-9
        )


def test_every_method_and_every_rule_of_groups_is_there() -> None:
    """A rule that is added belongs into the sample, too."""
    rows = all_rules.criteria()
    assert {row.method for row in rows.scored} == set(Method)
    assert {row.kind for row in rows} == set(RowKind)
    assert WhenNotAssigned.BESIDE_BEST in {row.when_not_assigned for row in rows}
    said = " ".join(row.parameter for row in rows.sections)
    assert all(word in said for word in ("trần", "lấy mức cao nhất", "hệ số"))


def test_the_book_is_without_a_fault(tmp_path: Path) -> None:
    """As it is made it can be issued."""
    path = tmp_path / "SoCum.xlsx"
    assert main(["new", "cluster", "--sample", "all-rules", str(path)]) == 0
    assert main(["check", str(path)]) == 0
    assert main(["issue", str(path), "--out", str(tmp_path / "phieu")]) == 0
    assert len(list((tmp_path / "phieu").glob("Phieu_*.xlsx"))) == len(UNITS)


def test_another_sample_is_no_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is not known makes nothing; the names are told."""
    path = tmp_path / "SoCum.xlsx"
    assert main(["new", "cluster", str(path), "--sample", "xyz"]) == 2
    assert "all-rules" in capsys.readouterr().err
    assert not path.exists()


def test_sample_before_the_name_of_the_file(tmp_path: Path) -> None:
    """`--sample BOOK` has always named the file."""
    path = tmp_path / "SoCum.xlsx"
    assert main(["new", "cluster", "--sample", str(path)]) == 0
    assert path.exists()


def test_without_a_name_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 2."""
    assert main(["new", "cluster", "--sample"]) == 2
    assert capsys.readouterr().err.startswith("Thiếu tên tệp")
