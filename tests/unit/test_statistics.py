"""Biểu 0601.N/BNV-TĐKT: movements counted once, nothing guessed where the clusters say nothing."""

from thidua_xl.domain.office.movements import COLUMNS, ROWS, tally
from thidua_xl.domain.year.movements import Level, Manner, Movement

STATE, PROVINCE, UNIT = Level
REGULAR, THEME = Manner


def test_the_table_has_its_rows_and_columns() -> None:
    """01 to 12 in order, three headings between; three levels beside the sum."""
    assert [code for code, _ in ROWS if code] == [f"{at:02}" for at in range(1, 13)]
    assert [name[:2] for code, name in ROWS if not code] == ["1.", "2.", "3."]
    assert [level for _, level in COLUMNS] == [None, *Level]


def test_what_the_state_launched_counts_once() -> None:
    """Three units in two clusters registered it; what units launched themselves is each one's own."""
    rural = "Chung sức xây dựng nông thôn mới"
    found = tally({
        "C1": [Movement("A", rural, STATE, THEME), Movement("B", rural.upper(), STATE),
               Movement("A", "Thi đua 19/5", UNIT, REGULAR), Movement("a", "thi đua  19/5", UNIT, REGULAR)],
        "C2": [Movement("X", rural, STATE, THEME), Movement("X", "Thi đua 19/5", UNIT, REGULAR),
               Movement("X", "Cải cách hành chính", PROVINCE, REGULAR)],
    })  # fmt: skip
    assert [(one.name, one.clusters) for one in found.movements][:2] == [
        (rural, ("C1", "C2")), ("Thi đua 19/5", ("C1",)),
    ]  # fmt: skip
    assert found.cells() == {"04": (4, 1, 1, 2), "11": (1, 1, 0, 0), "12": (3, 0, 1, 2)}


def test_no_movement_is_not_an_unknown_one() -> None:
    """0 where every book has an empty list, blank where no book has a list."""
    assert tally({"C1": []}).cells() == {"04": (0, 0, 0, 0), "11": (0, 0, 0, 0), "12": (0, 0, 0, 0)}
    unknown = tally({"C1": None, "C2": []})
    assert (unknown.cells(), unknown.unknown) == ({}, ("C1",))
    part = tally({"C1": None, "C2": [Movement("X", "Thi đua", UNIT, THEME)]})
    assert (part.cells()["04"], part.unknown) == ((1, 0, 0, 1), ("C1",))


def test_a_movement_of_no_level_leaves_the_row_blank() -> None:
    """And one of no manner, or of two, the rows of manners."""
    found = tally({"C1": [Movement("A", "Thi đua", None, THEME), Movement("A", "Khác", UNIT, THEME)]})
    assert found.cells() == {} and [one.name for one in found.without_level] == ["Thi đua"]
    for manner in (None, REGULAR):
        doubt = [Movement("A", "Một", STATE, manner), Movement("B", "Hai", UNIT, THEME)]
        found = tally({"C1": [*doubt, Movement("B", "Một", STATE, THEME if manner else None)]})
        assert found.cells() == {"04": (2, 1, 0, 1)}
        assert [one.name for one in found.without_manner] == ["Một"]
