"""What somebody wrote on a page that nobody sees is told, and nothing is written."""

import pytest

from tests.journeys.journey import Journey, run
from thidua_xl.bookkeeping.typing_in import type_in
from thidua_xl.intake.gate import BOOK
from thidua_xl.sheets.hidden import VERSIONS


@pytest.mark.parametrize(("cell", "word"), [("G4", "Cách lạ"), ("E4", "Loại lạ"), ("F4", 99)])
def test_a_change_in_earlier_criteria_is_said(complete: Journey, cell: str, word: str | int) -> None:
    """Forms are read by the criteria that they were issued with: no guess what they were."""
    changed = type_in(complete.book.read_bytes(), {VERSIONS: {cell: word}}, BOOK)
    complete.book.write_bytes(changed)
    answer = run("rank", complete.book)
    assert answer.code == 2
    assert f"Trang ẩn {VERSIONS} của sổ {complete.book.name} đã bị sửa" in answer.err
    assert complete.book.read_bytes() == changed
