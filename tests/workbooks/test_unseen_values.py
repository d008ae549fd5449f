"""Values that nobody sees, by whatever a sheet says behind its cells: they are asked about or told."""

import pytest

from tests.hostile.forms import read
from tests.hostile.make import replaced, with_sheet

MERGED = '<mergeCell ref="J11:J12"/></mergeCells>'
"""The score of I.2 lies under that of I.1."""


def codes(data: bytes) -> list[tuple[str, str]]:
    """Code and cell of what is found in a form that was without a fault."""
    status, findings, _ = read(data)
    assert status == "accepted"
    return [(one.code.name, one.cell) for one in findings]


@pytest.mark.parametrize(
    "behind",
    [
        '<dataValidations count="1"><dataValidation sqref="L11" prompt="sheetData"/></dataValidations>',
        '<hyperlinks><hyperlink ref="A1" display="/sheetData>" location="A1"/></hyperlinks>',
        "<!-- sheetData -->",
        "<!-- </sheetData> -->",
        "<!-- <sheetData/> -->",
    ],
)
def test_no_word_behind_the_cells_hides_a_merge(behind: str) -> None:
    """What a prompt, a link or a comment says is no end of the sheet's data: the covered score is named."""
    covered = with_sheet(replaced("</mergeCells>", MERGED + behind))
    assert ("CELL_COVERED", "J12") in codes(covered)


@pytest.mark.parametrize("space", ["\t", "\n", " "])
def test_a_merge_may_be_written_with_any_space(space: str) -> None:
    """A tab behind the name of the tag is as good as a blank."""
    with_space = lambda xml: xml.replace("</mergeCells>", MERGED).replace("<mergeCell ", f"<mergeCell{space}")  # noqa: E731
    assert ("CELL_COVERED", "J12") in codes(with_sheet(with_space))


def test_no_word_behind_the_cells_lifts_the_limit_of_merges() -> None:
    """A merge over the whole sheet is refused, whatever a prompt says."""
    whole = '<mergeCell ref="A30:XFD1048576"/></mergeCells><!-- </sheetData> -->'
    status, findings, _ = read(with_sheet(replaced("</mergeCells>", whole)))
    assert (status, [one.code.name for one in findings]) == ("refused", ["FILE_UNSAFE"])
