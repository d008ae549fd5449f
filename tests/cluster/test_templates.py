"""`new cluster --template`: tables to start from that a clerk edits; every rule stands in one of them."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.journey import run, set_up, type_table
from thidua_xl.commands.registry import TEMPLATES
from thidua_xl.domain.scoring.criteria import Criteria, Method, RowKind, Scorer, WhenNotAssigned, parent_code
from thidua_xl.domain.scoring.group_rules import parse_group
from thidua_xl.domain.scoring.parameters import Invalid, cap_problem, named_points, parse_parameter
from thidua_xl.domain.values.numbers import in_points
from thidua_xl.templates import NAMES, template

TOTALS = {"xa": 1000, "so-nganh": 100, "truong-hoc": 100}
UNITS = [("AN", "Đơn vị An"), ("BH", "Đơn vị Bình"), ("CS", "Đơn vị Cẩm")]
OF_A_BLANK_BOOK = {"Mã cụm", "Tên cụm"}


def total(criteria: Criteria) -> Decimal:
    """What the sections of the first level come to, bonus and penalty apart."""
    tops = (row for row in criteria.sections if row.depth == 1 and criteria.below(row.code))
    return Decimal(str(in_points(sum(row.max_points for row in tops))))


def test_the_command_offers_the_templates_that_there_are() -> None:
    """The list of the parser loads none of them."""
    assert TEMPLATES == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_template_comes_to_a_round_total(name: str) -> None:
    """1,000 points for communes, 100 for departments and schools, as such tables have."""
    assert total(template(name)) == TOTALS[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_of_a_template_is_understood_and_reaches_its_maximum(name: str) -> None:
    """Where a rule names points, the most of them is what the row can bring."""
    table = template(name)
    for row in table.scored:
        parameter = parse_parameter(row)
        assert not isinstance(parameter, Invalid), (row.code, parameter)
        assert cap_problem(row, parameter) is None, row.code
        assert max(named_points(parameter), default=row.max_points) == row.max_points, row.code
    for row in table.sections:
        assert not isinstance(parse_group(row.parameter), Invalid), row.code


@pytest.mark.parametrize("name", NAMES)
def test_the_codes_of_a_template_make_one_tree(name: str) -> None:
    """Every row but those of the first level stands below a section that is there."""
    table = template(name)
    assert len(table.by_code) == len(table.rows)
    for row in table.rows:
        above = parent_code(row.code)
        assert not above or table.by_code[above].is_section, row.code


def test_every_rule_kind_and_answer_stands_in_a_template() -> None:
    """What the program can do is seen where people begin."""
    rows = [row for name in NAMES for row in template(name).rows]
    assert {row.method for row in rows if not row.is_section} == set(Method)
    assert {row.kind for row in rows} == set(RowKind)
    assert {Scorer.UNIT, Scorer.HEAD, Scorer.CROSS} <= {row.scorer for row in rows}
    assert {WhenNotAssigned.FULL, WhenNotAssigned.ZERO} <= {row.when_not_assigned for row in rows}
    said = " ".join(row.parameter for row in rows)
    assert all(word in said for word in ("trần", "lấy mức cao nhất", "hệ số", "thấp hơn là tốt"))


@pytest.mark.parametrize("name", NAMES)
def test_a_book_of_a_template_lacks_only_what_a_blank_book_lacks(name: str, tmp_path: Path) -> None:
    """Settings and units are the clerk's to type; the criteria are without a fault."""
    path = tmp_path / "So.xlsx"
    made = run("new", "cluster", path, "--template", name)
    assert made.code == 0, made.err
    assert "bảng mẫu" in made.out and "chỉ là ví dụ" in made.out
    found = run("check", path, "--json").json["files"][0]["findings"]
    errors = {(one["code"], one["value"]) for one in found if one["severity"] == "error"}
    assert errors == {*(("SETTING_MISSING", value) for value in OF_A_BLANK_BOOK), ("NOTHING_LISTED", None)}
    assert [one for one in found if one["sheet"] == "Tiêu chí"] == []
    rows = openpyxl.load_workbook(path)["Đơn vị"].iter_rows(values_only=True)
    assert not any(row[0] in dict(UNITS) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_book_of_a_template_is_issued_and_ranked(name: str, tmp_path: Path) -> None:
    """Settings and units typed in: the forms go out, the table is scored with nothing else to mend."""
    path = tmp_path / "SoCum_TS01_2025.xlsx"
    run("new", "cluster", path, "--template", name)
    book = openpyxl.load_workbook(path)
    set_up(book, {"Tên cụm": "Cụm thi đua số 1", "Trưởng cụm": "AN"})
    type_table(book, "Đơn vị", "Mã", ("Mã", "Tên đơn vị"), UNITS)
    book.save(path)
    issued = run("issue", path, "--out", tmp_path / "phieu")
    assert issued.code == 0, issued.out + issued.err
    assert len(list((tmp_path / "phieu").glob("Phieu_*.xlsx"))) == len(UNITS)
    document = run("rank", path, "--json").json
    assert {unit["max_total"] for unit in document["units"]} == {f"{TOTALS[name]}.00"}


@pytest.mark.parametrize("other", [("--sample",), ("--from", "cu.xlsx")])
def test_a_template_excludes_other_sources(other: tuple[str, ...], tmp_path: Path) -> None:
    """One book has one table."""
    path = tmp_path / "So.xlsx"
    assert run("new", "cluster", path, "--template", "xa", *other).code == 2
    assert not path.exists()


def test_an_unknown_template_makes_nothing(tmp_path: Path) -> None:
    """The names are told."""
    path = tmp_path / "So.xlsx"
    refused = run("new", "cluster", path, "--template", "huyen")
    assert refused.code == 2
    assert all(name in refused.err for name in NAMES)
    assert not path.exists()
