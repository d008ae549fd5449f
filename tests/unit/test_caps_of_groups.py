"""A cap on a group that its rows never come to is no cap: somebody typed a figure that was not meant."""

import pytest

from tests.unit.test_input_sheets import criterion, read, section
from thidua_xl.domain.values.catalogue import Code, Severity


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ("trần 500", True),
        ("trần 70,5", True),
        ("trần 70", False),
        ("trần 50", False),
        ("lấy mức cao nhất; trần 50", True),
        ("lấy mức cao nhất; trần 30", False),
        ("trần 100; hệ số 2", True),
    ],
)
@pytest.mark.parametrize("kind", ["Tiêu chí", "Điểm thưởng", "Điểm trừ"])
def test_a_cap_above_all_that_its_rows_come_to_is_told(parameter: str, told: bool, kind: str) -> None:
    """40 and 30 make 70: a cap up to that holds something, one above it nothing. The factor comes after the cap."""
    top = section("I")
    top[6:7] = [parameter]
    _, found = read(top, criterion("I.1", 40, kind=kind), criterion("I.2", 30, kind=kind))
    assert found == ([(Code.CAP_NEVER_REACHED, "G2")] if told else [])
    assert Code.CAP_NEVER_REACHED.severity is Severity.WARNING


def test_a_cap_over_rows_that_are_not_understood_is_let_be() -> None:
    """Nobody knows what they come to."""
    top = section("I")
    top[6:7] = ["trần 500"]
    _, found = read(top, criterion("I.1", 40), criterion("I.2", 30, method="Theo bậc", parameter="?"))
    assert [code for code, _ in found] == [Code.PARAMETER_INVALID]
