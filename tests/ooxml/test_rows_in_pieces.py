"""The user's rows, looked at in pieces: of a large sheet all of them would be a text of twice the room."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.package_edits import UNITS, book, edited, part, plan
from thidua_xl.ooxml import sheet_part
from thidua_xl.ooxml.patch import patch
from thidua_xl.workbook import xml_pieces
from thidua_xl.workbook.xml_pieces import NotPlainError, RowsApart

from .test_patch import MORE, S1, note_column

Edit = Callable[[str], str]


class _NoRows(RowsApart):
    """Nothing is taken piece by piece."""

    def rows(self) -> Iterator[str]:
        raise NotPlainError


def _is_taken(sheet: str) -> bool:
    """Whether the rows are taken as they come."""
    apart = RowsApart([sheet.encode()])
    try:
        return bool(list(apart.rows()) and apart.around())
    except NotPlainError:
        return False


@pytest.mark.parametrize("size", [1, 200, 4_000_000])
@pytest.mark.parametrize(
    ("edit", "is_read_around"),
    [
        (lambda text: text, True),
        (lambda text: text.replace("<sheetData>", " \n<sheetData>"), True),
        (lambda text: text.replace('<row r="5"', "<row"), True),
        (lambda text: text.replace('<c r="E5"', "<c"), False),
        (lambda text: text.replace("<sheetData>", "<sheetData><!-- <row/> -->"), False),
        (lambda text: text.replace("<v>", "<v >"), False),
        (lambda text: text.replace("<f>C5*2</f>", '<f t="shared" ref="F5:F6" si="0">C5*2</f>'), False),
        (lambda text: text.replace("<sheetData>", "<sheetData >"), False),
    ],
)  # fmt: skip
def test_pieces_are_carried_like_the_whole(
    size: int, edit: Edit, is_read_around: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However they are cut, and whatever the program that saved the book leaves out."""
    plain = book(UNITS, user=note_column)
    sheet = edit(part(plain, S1))
    assert sheet != part(plain, S1) or is_read_around
    user = edited(plain, {S1: edit})
    monkeypatch.setattr(xml_pieces, "_TOGETHER", size)
    found = patch(user, book(MORE), plan())
    assert _is_taken(sheet) is is_read_around
    monkeypatch.setattr(sheet_part, "RowsApart", _NoRows)
    assert patch(user, book(MORE), plan()) == found
    assert "ghi 3" in part(found, "xl/sharedStrings.xml")
