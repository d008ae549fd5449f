"""`Theo đơn vị`, `Theo tiêu chí`, `Cần bàn` while somebody types and chooses, in the engine, against `rank`.

Agreed scores are typed at random and another unit and criterion chosen; the engine saves what it shows, `rank` computes
that file, and every cell of both pages must be the same.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.office.books import LEDGER, build, run, type_agreed
from tests.office.calc import Values
from tests.office.test_book_formulas import CASES
from tests.witnesses.engine import Engine, same
from tests.witnesses.test_typed_scores import NAMES, _at_random, _typed, _units
from thidua_xl.sheets.cluster import by_criterion, by_unit
from thidua_xl.sheets.cluster.agreed import Col
from thidua_xl.workbook.addresses import address

PAGES = (by_unit.TABLE, by_criterion.TABLE)
_BY_THE_PROGRAM = ("Ghi chú", "Đồng hạng", "Đề xuất", "Hạng")
"""What `Xếp hạng` says live is compared in `test_typed_scores`."""


def _choice(values: Values) -> str:
    """The address of the yellow cell."""
    places = (
        (row, column)
        for row, line in enumerate(values)
        for column, cell in enumerate(line)
        if cell == "Chọn:"
    )
    row, column = next(places)
    return address(row, column + 1)


def _choose(engine: Engine, page: str, code: str) -> None:
    engine.type(page, _choice(engine.values(page)), code)


def _told(values: Values, header_row: int) -> Iterator[tuple[int, int, object]]:
    """Every cell, but for what is below the words that the program alone says."""
    apart = {
        (row + 1, column) for row, line in enumerate(values[:header_row]) for column, cell in enumerate(line)
        if cell in _BY_THE_PROGRAM
    }  # fmt: skip
    for row, line in enumerate(values):
        for column, cell in enumerate(line):
            if (row, column) not in apart:
                yield row, column, cell


def _differing(live: Values, ranked: Values, header_row: int) -> list[str]:
    stored = {(row, column): cell for row, column, cell in _told(ranked, header_row)}
    return [
        f"{address(row, column)}: {cell!r}, computed {stored.get((row, column), '')!r}"
        for row, column, cell in _told(live, header_row)
        if not same(cell or "", stored.get((row, column), "") or "")
    ]  # fmt: skip


def _agenda(values: Values) -> list[object]:
    row = next(line for line in values if Col.TO_DISCUSS in line)
    column = row.index(Col.TO_DISCUSS)
    return [line[column] for line in values[values.index(row) + 1 :]]


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_follow_what_is_typed_and_chosen_as_rank_computes_it(name: str, tmp_path: Path) -> None:
    """Every figure, sum, difference and order, and why a row waits."""
    case, dice = CASES[name], random.Random(name)
    path = build(tmp_path / "book.xlsx", case.cluster)
    type_agreed(path, case.typed)
    run("rank", path)
    codes = [row.code for row in case.cluster.criteria.scored]
    with Engine.open(path) as engine:
        units = _units(engine)
        _choose(engine, by_unit.TABLE.sheet, dice.choice(units))
        _choose(engine, by_criterion.TABLE.sheet, dice.choice(codes))
        _typed(engine, _at_random(case, units, dice))
        live = {table.sheet: engine.values(table.sheet) for table in PAGES}
        agenda = _agenda(engine.values(LEDGER))
        saved = tmp_path / "typed.xlsx"
        saved.write_bytes(engine.saved())
    run("rank", saved)
    stored = CalamineWorkbook.from_path(saved)
    for table in PAGES:
        ranked: Values = stored.get_sheet_by_name(table.sheet).to_python(skip_empty_area=False)  # type: ignore[assignment]
        assert _differing(live[table.sheet], ranked, table.header_row) == [], table.sheet
    now: Values = stored.get_sheet_by_name(LEDGER).to_python(skip_empty_area=False)  # type: ignore[assignment]
    assert _agenda(now) == agenda
