"""Cells gathered into blocks that Excel takes in one call."""

from hypothesis import given
from hypothesis import strategies as some

from thidua_xl.excel.blocks import Block, Place, blocks

_PLACES = some.tuples(some.integers(0, 6), some.integers(0, 5))


@given(some.dictionaries(_PLACES, some.integers(0, 2)))
def test_blocks_cover_exactly_the_marked_cells(marks: dict[Place, int]) -> None:
    """Every cell in one block of its own mark, and no other cell."""
    covered: dict[Place, int] = {}
    for block, mark in blocks(marks):
        for place in block.places():
            assert place not in covered
            covered[place] = mark
    assert covered == marks


def test_a_table_is_one_block() -> None:
    """Uniform cells side by side are written in one call."""
    marks = {(row, column): "x" for row in range(3, 9) for column in range(4)}
    assert list(blocks(marks)) == [(Block(3, 0, 8, 3), "x")]
