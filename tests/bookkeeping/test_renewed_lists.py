"""A book of an earlier version: the next command that writes lets newer words be chosen on `Tiêu chí`."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from tests.office.books import type_agreed
from thidua_xl import sample
from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.criteria import Criteria, Method
from thidua_xl.sheets.criteria import TABLE, Col, renewed_lists
from thidua_xl.workbook.addresses import column_name

OWN = "một,hai"


def _older(path: Path) -> Path:
    """The sample's book as the version before made it, with a list of a person's own."""
    assert main(["new", "cluster", str(path), "--sample"]) == 0
    book = load_workbook(path)
    rules = book[TABLE.sheet].data_validations.dataValidation
    lists = {f'"{one.now}"': f'"{one.before}"' for one in renewed_lists()}
    for rule in rules:
        if rule.formula1 in lists:
            rule.formula1, rule.showErrorMessage = lists[rule.formula1], True
    book[TABLE.sheet].add_data_validation(DataValidation("list", formula1=f'"{OWN}"', sqref="Z9"))
    book.save(path)
    return path


def _lists(path: Path) -> dict[str, tuple[str, bool]]:
    """Column letter → the list and whether other words are refused."""
    rules = load_workbook(path)[TABLE.sheet].data_validations.dataValidation
    return {
        str(rule.sqref)[0]: (str(rule.formula1).strip('"'), bool(rule.showErrorMessage))
        for rule in rules if rule.type == "list"
    }  # fmt: skip


def _letter(header: str) -> str:
    return column_name(TABLE.home[header])


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A book whose lists know the ten rules of before, in which something was agreed."""
    path = _older(tmp_path / "SoCum.xlsx")
    unit, criterion = sample.units()[0].code, Criteria(sample.criteria()).scored[0].code
    type_agreed(path, [(unit, criterion, "Điểm thống nhất", 1)])
    return path


def test_new_rules_can_be_chosen_after_the_next_command(older: Path) -> None:
    """Methods, kinds, what becomes of a target not given; who scores may be typed freely."""
    assert Method.LEVELS.value not in _lists(older)[_letter(Col.METHOD)][0]
    assert main(["rank", str(older)]) == 1
    lists = _lists(older)
    assert lists[_letter(Col.METHOD)] == (",".join(Method), True)
    assert "Chấm chéo" in lists[_letter(Col.SCORER)][0]
    assert not lists[_letter(Col.SCORER)][1]
    assert "So với đơn vị cao nhất" in lists[_letter(Col.WHEN_NOT_ASSIGNED)][0]


def test_a_list_of_a_persons_own_stays(older: Path) -> None:
    """Only what is to the letter a list of ours is replaced."""
    assert main(["rank", str(older)]) == 1
    assert _lists(older)["Z"][0] == OWN


def test_a_run_that_changes_nothing_renews_nothing(tmp_path: Path) -> None:
    """Lists alone are no reason to write a book."""
    path = _older(tmp_path / "SoCum.xlsx")
    main(["rank", str(path)])
    before = path.read_bytes()
    main(["rank", str(path)])
    assert path.read_bytes() == before


def test_no_list_is_longer_than_excel_takes() -> None:
    """Excel calls a file with a longer one damaged."""
    assert all(len(one.now) <= 255 for one in renewed_lists())
