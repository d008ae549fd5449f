"""Việc tiếp theo of the superior's office: one thing to do, whatever has come from the clusters."""

from dataclasses import replace

import pytest

from thidua_xl.addin.buttons import COMMANDS
from thidua_xl.domain.office.next_step import HOMES, OfficeState, OfficeStep, office_step
from thidua_xl.office.book import OWNED
from thidua_xl.sheets.office import clusters, mismatches, papers, settings, units

_LISTED = OfficeState(3, 12, ("Cụm 1", "Cụm 2", "Cụm 3"))
_IN = replace(_LISTED, missing=(), nominees=3)
_YEAR = {
    "a blank book": (OfficeState(), OfficeStep.CLUSTERS),
    "clusters alone": (OfficeState(3), OfficeStep.UNITS),
    "everything is listed": (_LISTED, OfficeStep.ISSUE_BOOKS),
    "one book has come": (replace(_LISTED, missing=("Cụm 2", "Cụm 3")), OfficeStep.CONSOLIDATE),
    "two books of one cluster": (replace(_IN, waiting=2), OfficeStep.DECIDE),
    "a total is another": (replace(_IN, errors=1), OfficeStep.MISMATCHES),
    "a department owes points": (replace(_IN, unscored=("A",)), OfficeStep.SCORE),
    "minutes lack": (replace(_IN, lacking=("Cụm 1",)), OfficeStep.PAPERS),
    "firsts to be checked": (replace(_IN, to_check=2), OfficeStep.CHECK),
    "the council has not voted": (replace(_IN, undecided=1), OfficeStep.PROPOSE),
    "all is decided": (_IN, OfficeStep.DOCUMENTS),
}


@pytest.mark.parametrize("name", _YEAR)
def test_every_state_has_its_step_in_one_sentence(name: str) -> None:
    """With a capital first and a full stop last."""
    state, step = _YEAR[name]
    found = office_step(state)
    assert found.step is step
    assert found.text[0].isupper() and found.text.endswith(".") and "\n" not in found.text


def test_a_step_is_done_on_a_sheet_of_the_book_and_by_a_button_of_the_ribbon() -> None:
    """Names that the book and the registry know; no step is left out."""
    typed = {module.TABLE.sheet for module in (settings, clusters, units, papers, mismatches)}
    assert set(HOMES) == set(OfficeStep) == {step for _, step in _YEAR.values()}
    assert {home.sheet for home in HOMES.values()} <= {*OWNED, *typed}
    assert {home.command for home in HOMES.values()} - {""} <= set(COMMANDS)
