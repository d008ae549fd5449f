"""`new cluster --sample all-rules`: every rule in one table, worked out by hand, through the front door."""

from pathlib import Path

import pytest

from tests.journeys.all_rules import UNITS, cells, column, on_paper, points, through_forms, total
from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.criteria import Method, RowKind, WhenNotAssigned
from thidua_xl.sample import all_rules
from thidua_xl.sheets.cluster import agreed, ranking
from thidua_xl.sheets.cluster.agreed import Col


@pytest.fixture(scope="module", params=["on paper", "through forms"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ranked: everything typed by the head, or filled in by units and collected."""
    folder = tmp_path_factory.mktemp("all")
    return on_paper(folder) if request.param == "on paper" else through_forms(folder)[0]


def test_every_rule_gives_what_was_worked_out(book: Path) -> None:
    """`Điểm tính` of every unit and criterion."""
    found = column(book, agreed.TABLE.sheet, (Col.UNIT, Col.CRITERION), Col.COUNTS)
    for key, cell in cells().items():
        if cell == "-":
            assert key not in found
        elif points(cell) is not None:
            assert found[key] == points(cell), key


def test_groups_count_what_they_say(book: Path) -> None:
    """Totals: rows in no group, and every group by its own rule."""
    totals = column(book, ranking.TABLE.sheet, (ranking.Col.CODE,), ranking.Col.AGREED_TOTAL)
    assert totals == {(unit,): total(unit) for unit in UNITS}


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
