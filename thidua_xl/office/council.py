"""`Kết quả` of the council's vote on `Đề nghị`: what people typed told from what the program wrote, and written back.

The memory of the book says what the program wrote: whatever differs from that was typed, and stays.
"""

from collections.abc import Mapping

from ..domain.office.council import CouncilVote
from ..domain.values.text import fold
from ..sheets.office.decisions import Col, Decisions

_LABEL = "Đã ghi kết quả Hội đồng "
"""Begins the labels under which `_da_ghi` remembers what was written."""


def take_back(read: Decisions, memory: Mapping[str, str]) -> None:
    """Leave only results that people typed in what was read."""
    for unit, said in read.said.items():
        wrote = memory.get(_LABEL + unit, "")
        if wrote and said.result is not None and fold(said.result.value) == fold(wrote):
            read.said[unit] = said._replace(result=None)
            read.cells[read.lines[unit]][Col.RESULT] = None


def write_results(read: Decisions, votes: Mapping[str, CouncilVote], memory: dict[str, str]) -> None:
    """Fill in what the figures amount to wherever nobody typed a result; the memory says where.

    A cell in which something stands that is no result is left to whoever typed it.
    """
    for label in [label for label in memory if label.startswith(_LABEL)]:
        del memory[label]
    for unit in read.said:
        vote, cells = votes.get(unit), read.cells[read.lines[unit]]
        if vote and vote.by_figures and not vote.typed and cells.get(Col.RESULT) in (None, ""):
            cells[Col.RESULT] = memory[_LABEL + unit] = vote.by_figures.value
