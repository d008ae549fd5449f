"""The tables of the year: the book reads exactly those that every command draws and checks."""

from thidua_xl.cluster.kept.registry import KEPT
from thidua_xl.sheets.cluster.year_tables import YEAR_TABLES


def test_every_table_that_is_read_is_drawn() -> None:
    assert [one.table for one in KEPT] == [one.table for one in YEAR_TABLES]


def test_a_row_is_known_by_cells_that_people_see() -> None:
    for table, alone in YEAR_TABLES:
        headers = {column.header for column in table.columns if not column.hidden}
        assert set(alone) <= headers
        assert set(table.key) <= headers
