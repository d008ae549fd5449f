"""No number is wider than its column in the widest of books; `test_second_engine` looks at every kind of file."""

import re
from collections.abc import Callable

import pytest

from tests.office.books import Cluster, build, criteria_of, run, type_agreed
from tests.witnesses.engine import Engine, edited
from tests.witnesses.kinds import Make, named
from tests.witnesses.widths import too_narrow
from thidua_xl.domain.scoring.settings import Basis, Settings


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A ranked book with the widest numbers: three decimals, thousands of points, most of them deducted, percent."""
    criteria = criteria_of("""
        I
        I.1 | Tiêu chí | 1500.125 | Chấm trực tiếp
        I.2 | Tiêu chí | 8499.875 | Theo tỷ lệ
        II
        II.1 | Điểm thưởng | 1000 | Chấm trực tiếp
        II.2 | Điểm trừ | 999.999 | Chấm trực tiếp
    """)
    scores = """
          A                     B                 C
    I.1   1500.125              1499.875          0.001
    I.2   12345678/12345678=8499.875  8/7=7437.391  9999999/1=0.001
    II.1  999.999               0                 0
    II.2  0                     0.001             999.999
    """
    settings = Settings(year=2026, cluster="C07", name="Cụm số lớn", digits=3, basis=Basis.PERCENT)
    path = build(tmp_path_factory.mktemp("wide") / "book.xlsx", Cluster(criteria, scores, settings))
    type_agreed(
        path, [("B", "I.1", "Điểm thống nhất", 1500.124), ("C", "I.2", "Kết quả thống nhất", 1234567.891)]
    )
    run("rank", path)
    return path.read_bytes()


def test_thousands_of_points_with_three_decimals_fit(wide: bytes) -> None:
    """Also deducted ones, whose sign takes room too."""
    with Engine(wide) as engine:
        texts = {shown.text for sheet in engine.sheets for shown in engine.numbers(sheet)}
        assert {"-999.999", "10,999.999"} <= texts
        assert too_narrow(engine) == []


# --- the witness sees what is wrong ---------------------------------------------------------------


def test_a_column_made_too_narrow_is_seen(made: Callable[[Make], bytes]) -> None:
    """Totals on `Xếp hạng` and the days of `Lần gửi` in columns of four digits."""
    data = made(named("book that was sent").make)
    with Engine(edited(data, lambda xml: re.sub(r'( width=")[0-9.]+"', r'\g<1>4.7109375"', xml))) as engine:
        found = too_narrow(engine)
    assert [line for line in found if line.startswith("Xếp hạng!") and "83.00" in line]
    assert [line for line in found if re.search(r": [0-9]{2}/[0-9]{2}/[0-9]{4}", line)]
    assert not [line for line in found if re.search(r"![A-Z]+[0-9]+: [0-9]{1,3} in", line)]
